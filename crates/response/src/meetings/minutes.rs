//! The one page where a meeting is recorded.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId, Millis};
use route::dossiers::{Ended, Purpose, open_now};
use route::reporters;
use uuid::Uuid;

use super::model::{ActionId, Basis, Item, Meeting, MeetingId};
use super::pages::{Choices, opened, owners, people, read};
use super::reading::{self, Line};
use super::recording::{self, Minutes, Refused};
use super::said::{Agreed, Said};
use super::store;

/// So many agreements can be typed of one item.
const AGREEMENTS: [usize; 3] = [0, 1, 2];

/// An item as it is recorded.
struct Asked {
    line: Line,
    /// Words that may be the reporter's name, once the form was sent with them.
    doubts: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "meetings/templates/minutes.html")]
struct Recording {
    page: Page,
    meeting: Meeting,
    table: String,
    when: String,
    form: Form,
    people: Vec<Choice>,
    owners: Vec<Choice>,
    bases: Vec<Choice>,
    items: Vec<Asked>,
    asks_passphrase: bool,
}

impl Recording {
    fn more() -> [usize; 2] {
        [1, 2]
    }
}

fn field(what: &str, number: i64) -> String {
    format!("{what}-{number}")
}

fn row(what: &str, number: i64, at: usize) -> String {
    format!("{what}-{number}-{at}")
}

/// Words of an item that the officer is asked about, once that is how the form comes back.
async fn doubts(app: &App, actor: &Actor, form: &Form, line: &Line) -> Ended<Vec<Choice>> {
    let number = line.item.number;
    if !form.is_faulty(&field("someone-else", number)) {
        return Ok(Vec::new());
    }
    let open = open_now(app, actor, line.dossier, Purpose::Read).await?;
    let mut words = vec![form.value(&field("text", number)).to_owned()];
    words.extend(AGREEMENTS.map(|at| form.value(&row("what", number, at)).to_owned()));
    let found = reporters::doubts(app, actor, &open, &words.join("\n"))?;
    let found = found.unwrap_or_default().into_iter();
    Ok(found.map(|word| Choice::new(word.clone(), word)).collect())
}

async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    meeting: Meeting,
    form: Form,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let of = (&meeting, &page.texts);
    let lines = reading::lines(&mut tx, app, actor.tenant, of, true).await?;
    drop(tx);
    read(app, actor, &meeting, &lines).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let asks = lines.iter().any(|line| line.has_reporter);
    let mut items = Vec::new();
    for line in lines {
        let doubts = doubts(app, actor, &form, &line).await?;
        items.push(Asked { line, doubts });
    }
    let people = people(&meeting);
    Ok(html(&Recording {
        table: pack.table_name(&meeting.table),
        when: reading::when(&meeting, page.texts.lang),
        owners: owners(&page, &people),
        bases: Choices::of(&page, &pack).bases,
        asks_passphrase: asks && !reporters::is_open(app, actor),
        people,
        items,
        form,
        meeting,
        page,
    })?)
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<MeetingId>,
) -> Ended<Response> {
    let meeting = opened(&app, &actor, id).await?;
    let mut form = Form::new(&page.texts, "minutes");
    if !meeting.is_planned() {
        form.fault("execute", "meeting-over");
    } else if !meeting.has_begun(app.clock.now()) {
        form.fault("execute", "meeting-not-yet");
    }
    // Who was there is said by ticking: nobody is before that.
    form = form.with("form", app.clock.id_without_time().to_string());
    show(&app, &actor, page, meeting, form).await
}

fn said(posted: &Posted, item: &Item) -> Said {
    let number = item.number;
    let agreed = AGREEMENTS.map(|at| Agreed {
        what: posted.get(&row("what", number, at)).to_owned(),
        owner: posted.get(&row("owner", number, at)).to_owned(),
        day: posted.get(&row("day", number, at)).to_owned(),
    });
    let someone_else = field("someone-else", number);
    Said {
        item: item.id,
        text: posted.get(&field("text", number)).replace('\r', ""),
        actions: agreed.into(),
        someone_else: posted.all(&someone_else).map(str::to_owned).collect(),
    }
}

/// Each fault beside its own field.
fn note(
    form: &mut Form,
    refused: Refused,
    items: &[Item],
    (posted, met, now): (&Posted, Millis, Millis),
) -> Ended<()> {
    for (of, refusal) in refused {
        let item = of.and_then(|id| items.iter().find(|item| item.id == id));
        let Some(item) = item else {
            refusal.note(form, "execute")?;
            continue;
        };
        let (_, words) = refusal.in_words(&form.texts, "text")?;
        for (name, text) in words {
            if name != "day" {
                form.fault_text(&field(name, item.number), text);
                continue;
            }
            for at in said(posted, item).without_day(met, now) {
                form.fault_text(&row("day", item.number, at), text.clone());
            }
        }
    }
    Ok(())
}

async fn record(
    app: &App,
    actor: &Actor,
    id: MeetingId,
    (items, asks): (&[Item], bool),
    posted: &Posted,
) -> Result<(), Refused> {
    let minutes = Minutes {
        form: posted
            .get("form")
            .parse()
            .unwrap_or_else(|_| app.clock.id_without_time()),
        came: posted
            .all("came")
            .filter_map(|one| one.parse::<Uuid>().ok())
            .collect(),
        nobody: posted.get("nobody") == "on",
        execute: Basis::parse(posted.get("execute")),
        items: items.iter().map(|item| said(posted, item)).collect(),
    };
    let says = minutes.items.iter().any(|said| !said.text.is_empty());
    if asks && says {
        let opened = reporters::open_along(app, actor, posted).await;
        opened.map_err(|refusal| vec![(None, refusal)])?;
    }
    recording::record(app, actor, id, &minutes).await
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<MeetingId>,
    posted: Posted,
) -> Ended<Response> {
    let meeting = opened(&app, &actor, id).await?;
    let mut tx = app.db.read().await?;
    let found = store::items(&mut tx, &app, actor.tenant, id).await?;
    drop(tx);
    let asks = found.iter().any(|(_, dossier)| dossier.has_reporter());
    let items: Vec<Item> = found.into_iter().map(|(item, _)| item).collect();
    let Err(refused) = record(&app, &actor, id, (&items, asks), &posted).await else {
        return Ok(redirect_done(
            &format!("/bijeenkomst/{id}"),
            "meeting-recorded",
        ));
    };
    let mut form = Form::new(&page.texts, "minutes").typed(&posted);
    let typed = (&posted, meeting.at, app.clock.now());
    note(&mut form, refused, &items, typed)?;
    let shown = show(&app, &actor, page, meeting, form).await?;
    Ok(shown.into_response())
}

/// What was agreed was done, or was not after all.
pub async fn done(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, action)): Path<(DossierId, ActionId)>,
    posted: Posted,
) -> Ended<Response> {
    let not = posted.get("action") == "not";
    let done: Ended = async {
        let open = open_now(&app, &actor, id, Purpose::Act).await?;
        if not {
            recording::not_done(&app, &actor, open, action).await
        } else {
            recording::done(&app, &actor, open, action).await
        }
    }
    .await;
    let said = if not { "deed-not-done" } else { "meeting-done" };
    let place = format!("={}", super::panel::section(action));
    route::desk::Sent::new(id, super::panel::DONE, "done", posted)
        .numbered(&action)
        .answer(&app, &actor, page, done, (&place, said))
        .await
}
