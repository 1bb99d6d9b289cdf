//! All cases: what waits in those that are open, what is late first; and those that were closed, a page at a time.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Reader;
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Error, Millis, Role, calendar, clock};
use policy::Pack;
use route::dossiers::{Ended, Line, Refusal};
use serde::Deserialize;

use super::model::{Action, Owner};
use super::plan::is_open;
use super::seen::{Seen, is_seen};
use super::store::{self, Case};
use crate::audited;

/// So many that were closed stand on one page.
const PAGE: i64 = 20;

/// What is next in a case.
pub struct Next {
    pub what: String,
    pub who: String,
    /// By the end of this day.
    pub day: Millis,
    pub due_at: Millis,
    pub dossier: DossierId,
}

impl Next {
    /// An action of a dossier, in words.
    pub fn of(page: &Page, action: &Action, dossier: DossierId) -> Self {
        let begins = clock::start_of(&action.day).unwrap_or_default();
        Self {
            what: action.what.clone(),
            who: match &action.owner {
                Owner::Officer => page.text("case-officer"),
                Owner::Partner(name) => name.clone(),
            },
            day: begins,
            due_at: calendar::end_of_day(calendar::day_of(begins)),
            dossier,
        }
    }
}

/// What is to be done in a case, the first first.
pub fn to_do(page: &Page, seen: &Seen) -> Vec<Next> {
    let mut all: Vec<Next> = seen
        .within()
        .flat_map(|(part, open)| {
            let actions = part.joined.actions.iter();
            let waiting = actions.filter(|one| is_open(one, open));
            waiting.map(|one| Next::of(page, one, part.dossier))
        })
        .collect();
    all.sort_by_key(|one| one.due_at);
    all
}

/// A case in the list.
struct Shown {
    case: Case,
    lead: String,
    table: Option<String>,
    dossiers: usize,
    next: Option<Next>,
}

/// Who leads it, as it is called.
pub fn lead_of(page: &Page, pack: &Pack, case: &Case) -> String {
    let lead = case.content.head.lead.as_ref();
    lead.map_or_else(
        || page.text("case-municipality"),
        |id| pack.partner_name(id),
    )
}

/// Where it is discussed.
pub fn table_of(pack: &Pack, case: &Case) -> Option<String> {
    let table = case.content.head.table.as_ref();
    table.map(|id| pack.table_name(id))
}

#[derive(Template)]
#[template(path = "cases/templates/overview.html")]
struct Overview {
    page: Page,
    open: Vec<Shown>,
    closed: Vec<Case>,
    /// Where the next page of those begins.
    next: Option<String>,
    /// The first page has those that are open.
    is_first: bool,
    now: Millis,
}

/// Behind which line.
#[derive(Deserialize)]
pub struct Behind {
    #[serde(default)]
    na: String,
}

async fn open_cases(
    tx: &mut Reader,
    (app, actor): (&App, &Actor),
    page: &Page,
) -> Ended<Vec<Shown>> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut shown = Vec::new();
    for case in store::all_open(tx, app, actor.tenant).await? {
        let seen = match Seen::with(tx, app, actor, case).await {
            Ok(seen) => seen,
            Err(Refusal::Failed(Error::NotFound)) => continue,
            Err(refusal) => return Err(refusal),
        };
        shown.push(Shown {
            lead: lead_of(page, &pack, &seen.case),
            table: table_of(&pack, &seen.case),
            dossiers: seen.within().count(),
            next: to_do(page, &seen).into_iter().next(),
            case: seen.case,
        });
    }
    // What is due first; where nothing is to be done, last.
    shown.sort_by_key(|one| one.next.as_ref().map_or(Millis::MAX, |next| next.due_at));
    Ok(shown)
}

/// Those that were closed, and where the next page begins.
async fn closed_cases(
    tx: &mut Reader,
    (app, actor): (&App, &Actor),
    behind: Line,
) -> Ended<(Vec<Case>, Option<String>)> {
    let found = store::closed_before(tx, app, actor.tenant, (behind, PAGE)).await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|last| Line::of(last.at, last.id).to_string());
    let mut seen = Vec::new();
    for case in found {
        if is_seen(tx, app, actor, case.id).await? {
            seen.push(case);
        }
    }
    Ok((seen, next))
}

pub async fn overview(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(behind): Query<Behind>,
) -> Ended<Response> {
    let line = Line::parse(&behind.na);
    let mut tx = app.db.read().await?;
    let open = match line {
        None => open_cases(&mut tx, (&app, &actor), &page).await?,
        Some(_) => Vec::new(),
    };
    let of = (&app, &actor);
    let (closed, next) = closed_cases(&mut tx, of, line.unwrap_or(Line::MOST)).await?;
    drop(tx);
    // What is to be done says something of a dossier.
    let shown = open.iter().filter_map(|one| one.next.as_ref());
    let shown: Vec<String> = shown.map(|next| next.dossier.to_string()).collect();
    let event = Event::by(&actor, Role::Officer, &audited::CASE_READ);
    let event = event.with("dossiers", shown);
    app.db.begin().await?.commit(&app, event).await?;
    Ok(html(&Overview {
        now: app.clock.now(),
        is_first: line.is_none(),
        page,
        open,
        closed,
        next,
    })?)
}
