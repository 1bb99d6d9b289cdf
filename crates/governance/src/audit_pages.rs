//! The audit log on screen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use accounts::people;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::acts::{self, Acts};
use platform::audit::{self, Event, Record, Verdict};
use platform::clock::DAY;
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, PersonId, Result, Role, Scope};
use policy::Pack;
use serde::Deserialize;

use crate::audited;

const SIZE: i64 = 100;

#[derive(Deserialize)]
pub struct At {
    #[serde(default)]
    voor: i64,
}

struct Line {
    record: Record,
    who: String,
    what: String,
    /// Whose role or access it was about.
    about: Option<About>,
}

struct About {
    name: String,
    /// In words; empty where the record names none.
    roles: String,
    /// The consultations that it was about; empty where there are none.
    tables: String,
}

#[derive(Template)]
#[template(path = "templates/log.html")]
struct Log {
    page: Page,
    lines: Vec<Line>,
    verdict: Verdict,
    next: Option<i64>,
}

fn role(page: &Page, id: &str) -> String {
    let key = format!("role-{id}");
    if page.texts.has(&key) {
        page.text(&key)
    } else {
        page.text(&format!("actor-{}", id.replace(' ', "-")))
    }
}

fn action(page: &Page, id: &str) -> String {
    page.text(&format!("audit-{}", id.replace('.', "-")))
}

/// What was done about a colleague: their name, and the roles it was about. Only for acts about
/// accounts and access, and nothing but what the record itself holds: of anything that has to do
/// with reporting, nobody is named here.
fn about(
    acts: &Acts,
    page: &Page,
    names: &HashMap<PersonId, String>,
    pack: &Pack,
    record: &Record,
) -> Option<About> {
    #[derive(Deserialize)]
    struct Detail {
        person: PersonId,
        roles: Option<String>,
        #[serde(default)]
        scopes: String,
    }
    let act = acts.find(&record.action)?;
    if act.about != acts::About::Person {
        return None;
    }
    let detail: Detail = serde_json::from_str(&record.detail).ok()?;
    let roles = match detail.roles.as_deref() {
        None => String::new(),
        Some("") => page.text("audit-no-roles"),
        Some(roles) => roles
            .split(',')
            .map(|id| role(page, id))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let tables = detail.scopes.split(',').filter_map(|scope| {
        let (kind, id) = scope.split_once(':')?;
        let Scope::Table(table) = Scope::parse(kind, id)?;
        Some(pack.table_name(&table))
    });
    Some(About {
        name: name(page, names, detail.person),
        roles,
        tables: tables.collect::<Vec<_>>().join(", "),
    })
}

fn name(page: &Page, names: &HashMap<PersonId, String>, id: PersonId) -> String {
    let known = names.get(&id).cloned();
    known.unwrap_or_else(|| page.text("audit-left"))
}

/// The auditor's view: no case content, and a dossier only by its id, so that nobody can be found
/// in it.
pub async fn log(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(at): Query<At>,
) -> Result<Response> {
    // The whole chain is read: nobody who works waits for it.
    let verdict = audit::verify(&mut app.db.moment().await?, &app, actor.tenant).await?;
    let mut tx = app.db.read().await?;
    let names = people::names(&mut tx, &app, actor.tenant).await?;
    let records = audit::recent(&mut tx, actor.tenant, at.voor, SIZE).await?;
    drop(tx);
    let event = Event::by(&actor, Role::Auditor, &audited::AUDIT_READ);
    app.db.begin().await?.commit(&app, event).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let next = records
        .last()
        .map(|record| record.seq)
        .filter(|seq| *seq > 1);
    let lines = records
        .into_iter()
        .map(|record| Line {
            who: record
                .person()
                .map_or_else(|| role(&page, &record.role), |id| name(&page, &names, id)),
            what: action(&page, &record.action),
            about: about(&app.acts, &page, &names, &pack, &record),
            record,
        })
        .collect();
    html(&Log {
        page,
        lines,
        verdict,
        next,
    })
}

#[derive(Template)]
#[template(path = "templates/looked.html")]
struct Looked {
    page: Page,
    /// Who, what, how often, how many dossiers.
    rows: Vec<(String, String, usize, usize)>,
    since: i64,
}

/// The dossiers that a record is about: its own, and those that stood on the same page.
fn touched(record: &Record) -> impl Iterator<Item = DossierId> {
    #[derive(Deserialize, Default)]
    struct Detail {
        #[serde(default)]
        dossiers: Vec<DossierId>,
    }
    let detail: Detail = serde_json::from_str(&record.detail).unwrap_or_default();
    record.dossier.into_iter().chain(detail.dossiers)
}

/// The officer's view: who looked into the dossiers in the last month.
pub async fn looked(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let names = people::names(&mut tx, &app, actor.tenant).await?;
    let since = app.clock.now() - 30 * DAY;
    let mut counted: BTreeMap<(String, &str), (usize, BTreeSet<DossierId>)> = BTreeMap::new();
    audit::each_since(&mut tx, actor.tenant, since, |record| {
        let act = app.acts.find(&record.action);
        let Some(act) = act.filter(|act| act.is_a_look()) else {
            return;
        };
        let what = act.id;
        let who = record
            .person()
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_else(|| page.text("audit-left"));
        let (times, dossiers) = counted.entry((who, what)).or_default();
        *times += 1;
        dossiers.extend(touched(record));
    })
    .await?;
    let rows = counted
        .into_iter()
        .map(|((who, what), (times, dossiers))| (who, action(&page, what), times, dossiers.len()))
        .collect();
    html(&Looked { page, rows, since })
}
