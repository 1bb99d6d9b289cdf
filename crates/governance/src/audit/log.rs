//! The auditor's page: is the log whole, and its lines.

use accounts::people;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::acts::{Act, Acts, Effect};
use platform::audit::{self, Event, Record, Verdict};
use platform::forms::{Choice, Form};
use platform::web::{Page, html};
use platform::{Actor, App, Millis, PersonId, Result, Role};

use super::filter::{Asked, Count};
use super::{Whom, Words, action, short};
use crate::audited;
use crate::named::{Names, name};

struct Line {
    record: Record,
    /// Of pictures that stood small on one page, the first: the record is the last of them.
    from: i64,
    times: usize,
    who: String,
    what: String,
    about: Option<Whom>,
    dossier: Option<String>,
}

#[derive(Template)]
#[template(path = "audit/templates/log.html")]
struct Log {
    page: Page,
    lines: Vec<Line>,
    /// Looked at where the whole log is: each look reads all of it.
    verdict: Option<Verdict>,
    /// Where older lines are, the same lines as a file, and where to ask otherwise.
    older: Option<String>,
    export: String,
    find: String,
    /// What was asked for, in words; empty where the whole log is.
    asked: Vec<(String, String)>,
    /// How much of it there is, in words.
    counted: Option<String>,
}

#[derive(Template)]
#[template(path = "audit/templates/log_find.html")]
struct Find {
    page: Page,
    form: Form,
    people: Vec<Choice>,
    acts: Vec<Choice>,
}

/// Pictures that stood small on a page of a dossier are asked for within these.
const OF_ONE_PAGE: Millis = 60_000;

/// Did this stand on the page of the one after it: small, for the same person, of the same dossier?
fn is_of_one_page(acts: &Acts, one: &Record, after: &Record) -> bool {
    let shows = |act: &Act| act.effect == Effect::Shows;
    acts.find(&one.action).is_some_and(shows)
        && one.action == after.action
        && (one.actor, one.dossier) == (after.actor, after.dossier)
        && after.at - one.at < OF_ONE_PAGE
}

/// The records as lines, the latest first: each with the number of its first record, and how many it is.
/// Pictures that stood small on one page are one line; each has its record, and its row in the file.
fn together(acts: &Acts, records: Vec<Record>) -> Vec<(Record, i64, usize)> {
    let mut lines: Vec<(Record, i64, usize)> = Vec::new();
    for record in records {
        match lines.last_mut() {
            Some((last, from, times)) if is_of_one_page(acts, &record, last) => {
                (*from, *times) = (record.seq, *times + 1);
            }
            _ => lines.push((record.clone(), record.seq, 1)),
        }
    }
    lines
}

/// Everybody whose name may stand in the log: not who only reports.
async fn people_of(app: &App, actor: &Actor, page: &Page) -> Result<Vec<Choice>> {
    let mut tx = app.db.read().await?;
    let mut people = people::of_tenant(&mut tx, app, actor.tenant).await?;
    people.retain(|person| {
        let mut roles = person.roles.iter().chain(&person.asked);
        roles.any(|role| *role != Role::Employee)
    });
    let each = people
        .into_iter()
        .map(|person| Choice::new(person.id.to_string(), person.name));
    Ok(std::iter::once(Choice::new("", page.text("log-everybody")))
        .chain(each)
        .collect())
}

/// What was asked for, as labels and words.
fn asked_for(page: &Page, form: &Form, names: &Names) -> Vec<(String, String)> {
    let said = |field: &str| {
        let value = form.value(field);
        let words = match field {
            _ if value.is_empty() => return None,
            "wie" => {
                let id = value.parse::<uuid::Uuid>().ok().map(PersonId::from);
                name(page, names, id?)
            }
            "wat" => action(page, value),
            "van" | "tot" => page.day(value),
            _ => value.to_owned(),
        };
        Some((page.text(&format!("log-{field}")), words))
    };
    ["wie", "wat", "van", "tot", "dossier"]
        .into_iter()
        .filter_map(said)
        .collect()
}

/// How many lines, in words.
fn counted(page: &Page, count: &Count) -> String {
    let key = if count.all {
        "log-count"
    } else {
        "log-count-least"
    };
    page.with(key, &[("count", count.lines.to_string())])
}

fn acts_of(app: &App, page: &Page) -> Vec<Choice> {
    let mut acts: Vec<Choice> = app
        .acts
        .all()
        .map(|act| Choice::new(act.id, action(page, act.id)))
        .collect();
    acts.sort_by_cached_key(|act| act.label.text());
    acts.insert(0, Choice::new("", page.text("log-everything")));
    acts
}

async fn show_find(app: &App, actor: &Actor, page: Page, form: Form) -> Result<Response> {
    html(&Find {
        people: people_of(app, actor, &page).await?,
        acts: acts_of(app, &page),
        page,
        form,
    })
}

/// Where one says which lines.
pub async fn find(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (form, _) = asked.read(&page);
    show_find(&app, &actor, page, form).await
}

/// The auditor's view: no case content, and a dossier only by a number, so that nobody can be found
/// in it.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (form, filter) = asked.read(&page);
    if !form.is_good() {
        return show_find(&app, &actor, page, form).await;
    }
    let is_whole = filter.is_empty() && asked.before() == 0;
    // The whole chain is read: nobody who works waits for it.
    let verdict = if is_whole {
        let mut moment = app.db.moment().await?;
        Some(audit::verify(&mut moment, &app, actor.tenant).await?)
    } else {
        None
    };
    let mut tx = app.db.read().await?;
    let found = filter.page(&mut tx, actor.tenant, asked.before()).await?;
    let counted = if filter.is_empty() {
        None
    } else {
        Some(counted(&page, &filter.count(&mut tx, actor.tenant).await?))
    };
    let words = Words::of(&mut tx, &app, actor.tenant, &page, &found.records).await?;
    drop(tx);
    let event = Event::by(&actor, Role::Auditor, &audited::AUDIT_READ);
    app.db.begin().await?.commit(&app, event).await?;
    let lines = together(&app.acts, found.records).into_iter();
    let lines = lines
        .map(|(record, from, times)| Line {
            from,
            times,
            who: words.who(&record),
            what: words.what(&record),
            about: words.whom(&record),
            dossier: record.dossier.map(short),
            record,
        })
        .collect();
    html(&Log {
        older: found
            .next
            .map(|next| asked.address("/controle", Some(next))),
        export: asked.address("/controle/bestand", None),
        find: asked.address("/controle/zoeken", None),
        asked: asked_for(&page, &form, &words.names),
        counted,
        page,
        lines,
        verdict,
    })
}
