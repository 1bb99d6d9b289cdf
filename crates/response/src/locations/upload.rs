//! A file with places is uploaded. The officer says what its columns are called; what is usual needs no word. What cannot be
//! read is left out, and named with its line and its column.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use enrichment::sheets::{Fault, Sheet};
use platform::blobs::{self, Spooled};
use platform::forms::{self, Choice, Form, LargePosted, Posted, Unkept};
use platform::web::{Page, html};
use platform::{Actor, App, Error, clock};
use route::dossiers::{Ended, Refusal};

use super::columns::{COLUMNS, Columns, Told};
use super::form::{kinds, whys};
use super::import::{Imported, OfAll, take_in};
use super::model::{Kind, Why};

/// So many lines are read of one file; a longer list is taken in in parts.
const LINES: usize = 5_000;
/// So many faults are shown.
const SHOWN: usize = 100;

/// A line that was left out: its number, the column, and why, as a text.
struct Bad {
    line: u64,
    column: String,
    why: &'static str,
}

#[derive(Template)]
#[template(path = "locations/templates/import.html")]
struct ImportPage {
    page: Page,
    form: Form,
    kinds: Vec<Choice>,
    whys: Vec<Choice>,
    columns: Vec<&'static str>,
    done: Option<Imported>,
    bad: Vec<Bad>,
    /// How many more there are.
    more: usize,
}

fn show(page: Page, form: Form, done: Option<(Imported, Vec<Bad>)>) -> Ended<Response> {
    let (done, mut bad) = done.map_or_else(|| (None, Vec::new()), |(done, bad)| (Some(done), bad));
    let more = bad.len().saturating_sub(SHOWN);
    bad.truncate(SHOWN);
    Ok(html(&ImportPage {
        kinds: kinds(&page),
        whys: whys(&page),
        columns: COLUMNS.iter().map(|(field, _)| *field).collect(),
        done,
        bad,
        more,
        form,
        page,
    })?)
}

pub async fn form(State(app): State<App>, _: Actor, page: Page) -> Ended<Response> {
    let form = Form::new(&page.texts, "location-import")
        .with("dated", clock::day(app.clock.now()))
        .with("kind", Kind::Housing.id())
        .with("why", Why::Permit.id());
    show(page, form, None)
}

/// The file as it is read here, if it is one with columns.
async fn opened(app: &App, file: Option<&forms::Upload>) -> Ended<Spooled> {
    let refused = |key| Refusal::of("file", key);
    let content = match file.map(|file| &file.content) {
        Some(Ok(content)) => content.clone(),
        Some(Err(Unkept::TooLarge)) => return Err(refused("location-file-large")),
        Some(Err(Unkept::NoRoom)) => return Err(refused("location-file-busy")),
        None => return Err(refused("location-file")),
    };
    let taken = Sheet::take_in(app, content).await;
    taken.map_err(|fault| refused(key_of(fault)))
}

fn key_of(fault: Fault) -> &'static str {
    match fault {
        Fault::TooLarge => "location-file-large",
        // What the disk does not give is in the log.
        Fault::Busy | Fault::Unread => "location-file-busy",
        _ => "location-file",
    }
}

/// Why a line is no line of the list.
fn why(fault: Fault) -> &'static str {
    match fault {
        Fault::Fields(..) => "location-row-fields",
        Fault::Encoding(..) => "location-row-encoding",
        _ => "location-row-broken",
    }
}

/// All that the file says, and what cannot be read of it.
fn read(content: &Spooled, posted: &Posted, of: (&str, &str)) -> Ended<(Vec<Told>, Vec<Bad>)> {
    let sheet = Sheet::of(|| blobs::blocking(content.clone()));
    let mut sheet = sheet.map_err(|fault| Refusal::of("file", key_of(fault)))?;
    let columns = Columns::of(posted, &sheet.header)?;
    let (mut told, mut bad) = (Vec::new(), Vec::new());
    for line in sheet.by_ref() {
        if told.len() + bad.len() >= LINES {
            return Err(Refusal::of("file", "location-file-long"));
        }
        let number = line.number;
        match line.cells.map(|cells| columns.read(&cells, of)) {
            Ok(Ok(one)) => told.push(one),
            Ok(Err((column, why))) => bad.push(Bad {
                line: number,
                column,
                why,
            }),
            Err(Fault::Unread) => return Err(Refusal::of("file", "location-file-busy")),
            Err(fault) => bad.push(Bad {
                line: number,
                column: String::new(),
                why: why(fault),
            }),
        }
    }
    Ok((told, bad))
}

async fn imported(app: &App, who: &Actor, posted: Posted) -> Ended<(Imported, Vec<Bad>)> {
    let kind = Kind::parse(posted.get("kind"));
    let all = OfAll {
        kind: kind.ok_or_else(|| Refusal::of("kind", "choose"))?,
        why: posted.all("why").filter_map(Why::parse).collect(),
    };
    if all.why.is_empty() {
        return Err(Refusal::of("why", "location-why"));
    }
    let dated = posted.get("dated").to_owned();
    if clock::is_day(&dated).is_none() || dated > clock::day(app.clock.now()) {
        return Err(Refusal::of("dated", "location-dated"));
    }
    let content = opened(app, posted.files.first()).await?;
    let town = app.tenants.get(who.tenant)?.pack.municipality.name.clone();
    let reading = tokio::task::spawn_blocking(move || read(&content, &posted, (&town, &dated)));
    let read = reading.await;
    let (told, bad) = read.map_err(|error| Error::Internal(error.to_string()))??;
    if told.is_empty() && bad.is_empty() {
        return Err(Refusal::of("file", "location-file"));
    }
    Ok((take_in(app, who, &all, &told).await?, bad))
}

pub async fn import(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    LargePosted(posted): LargePosted,
) -> Ended<Response> {
    let mut form = Form::new(&page.texts, "location-import").typed(&posted);
    match imported(&app, &actor, posted).await {
        Ok(done) => show(page, form, Some(done)),
        Err(refusal) => {
            refusal.note(&mut form, "file")?;
            show(page, form, None)
        }
    }
}
