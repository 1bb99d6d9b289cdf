//! Places from an extract: a list of permits, of addresses with their coordinates. The officer says what the columns are called;
//! what is usual needs no word. An address is there once: what an extract says of it stands beside what an officer typed, and
//! a next extract replaces that alone. What cannot be read is left out, and named with its line and its column.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use enrichment::sheets::{Fault, Sheet};
use platform::audit::Event;
use platform::blobs::{self, Spooled};
use platform::db::Tx;
use platform::forms::{self, Choice, Form, LargePosted, Posted, Unkept};
use platform::web::{Page, html};
use platform::{Actor, App, Error, Role, Tenant, clock, tenants};
use route::dossiers::{Ended, Refusal};

use super::address::Prints;
use super::columns::{COLUMNS, Columns, Told};
use super::form::{kinds, whys};
use super::model::{Content, Head, Kind, LocationId, Why};
use super::store::{self, Location, UNPLANNED};
use crate::audited;

/// So many lines are read of one file; a longer list is taken in in parts.
const LINES: usize = 5_000;
/// So many are written at once: others write in between.
const PIECE: usize = 100;
/// So many faults are shown.
const SHOWN: usize = 100;

/// A line that was left out: its number, the column, and why, as a text.
struct Bad {
    line: u64,
    column: String,
    why: &'static str,
}

/// How it went.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    /// A later extract was taken in before, and stays.
    pub older: usize,
    /// Lines of which the address stands further on again.
    pub twice: usize,
}

/// What is said of all places of a file.
pub struct OfAll {
    pub kind: Kind,
    pub why: Vec<Why>,
}

/// Takes in what a list says. The same address is there once, also within the list: the last line counts. What a later
/// extract said stays.
///
/// # Errors
/// When something cannot be written; what was written before stays, and the same list again goes on from there.
pub async fn take_in(
    app: &App,
    who: &Actor,
    all: &OfAll,
    told: &[Told],
) -> platform::Result<Imported> {
    let each = last_of_each(app, who.tenant, told)?;
    let mut imported = Imported {
        twice: told.len() - each.len(),
        ..Imported::default()
    };
    for piece in each.chunks(PIECE) {
        let mut tx = app.db.begin().await?;
        tenants::alone(&mut tx, who.tenant).await?;
        let before = imported;
        for one in piece {
            write(&mut tx, (app, who), all, one, &mut imported).await?;
        }
        if (before.new, before.changed) == (imported.new, imported.changed) {
            continue;
        }
        let event = Event::by(who, Role::Officer, &audited::LOCATION_IMPORTED);
        let event = event
            .with("new", imported.new - before.new)
            .with("changed", imported.changed - before.changed);
        tx.commit(app, event).await?;
    }
    Ok(imported)
}

/// Of each address the last line that names it, in their order.
fn last_of_each<'a>(
    app: &App,
    tenant: Tenant,
    told: &'a [Told],
) -> platform::Result<Vec<(&'a Told, Prints)>> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for one in told.iter().rev() {
        let prints = one.address.prints(app, tenant)?;
        let both = [prints.by_street.clone(), prints.by_code.clone()];
        let both = both.into_iter().filter(|print| !print.is_empty());
        // Both are put there, whichever was.
        let fresh: Vec<bool> = both.map(|print| seen.insert(print)).collect();
        if fresh.iter().all(|one| *one) {
            found.push((one, prints));
        }
    }
    found.reverse();
    Ok(found)
}

async fn write(
    tx: &mut Tx,
    (app, who): (&App, &Actor),
    all: &OfAll,
    (told, prints): &(&Told, Prints),
    imported: &mut Imported,
) -> platform::Result<()> {
    let same = store::same(tx, app, who.tenant, prints).await?;
    let Some(mut there) = same.into_iter().next() else {
        let content = Content {
            head: Head {
                kind: all.kind,
                address: told.address.clone(),
                why: all.why.clone(),
                used: String::new(),
                permitted: String::new(),
                allowed: None,
                owner: String::new(),
                employer: String::new(),
                note: String::new(),
                spot: None,
            },
            begun: None,
            extract: Some(told.extract.clone()),
            looks: Vec::new(),
            turns: Vec::new(),
        };
        let id = LocationId::from(app.clock.id_without_time());
        let times = (clock::hour(app.clock.now()), UNPLANNED);
        store::save(tx, app, &Location::begun((id, who.tenant), times, content)).await?;
        imported.new += 1;
        return Ok(());
    };
    if let Some(known) = &there.content.extract {
        if *known == told.extract {
            imported.same += 1;
            return Ok(());
        }
        if known.dated > told.extract.dated {
            imported.older += 1;
            return Ok(());
        }
    }
    there.content.extract = Some(told.extract.clone());
    store::save(tx, app, &there).await?;
    imported.changed += 1;
    Ok(())
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
