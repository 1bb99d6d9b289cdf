//! Sums of the log: who looked how often, week by week; passphrases that were refused; looks at closed
//! dossiers. So that it is seen who looks more than the work asks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::acts::Telling;
use platform::audit::{self, Event, Record};
use platform::clock::{self, DAY};
use platform::db::Reader;
use platform::web::{Html, Page, html};
use platform::{Actor, App, DossierId, Millis, Result, Role, Tenant};
use serde::Deserialize;

use super::{action, names};
use crate::audited;
use crate::named::name;

const WEEKS: usize = 8;
const WEEK: Millis = 7 * DAY;
/// Of a bar in the picture.
const HIGHEST: usize = 36;

/// One person's sums.
#[derive(Default)]
struct Sums {
    /// Looks in each week, the oldest first.
    weeks: [usize; WEEKS],
    dossiers: BTreeSet<DossierId>,
    refused: usize,
    closed: usize,
}

struct Line {
    who: String,
    sums: Sums,
}

impl Line {
    fn looks(&self) -> usize {
        self.sums.weeks.iter().sum()
    }
}

/// A bar of the picture: where it stands, how high it is.
struct Bar {
    x: usize,
    y: usize,
    height: usize,
}

#[derive(Template)]
#[template(path = "audit/templates/sums.html")]
struct SumsOf<'a> {
    page: &'a Page,
    lines: Vec<Line>,
    /// The first day of each week.
    weeks: Vec<String>,
}

impl SumsOf<'_> {
    fn bars(&self, line: &Line) -> Vec<Bar> {
        let most = self.lines.iter().flat_map(|line| line.sums.weeks).max();
        let most = most.unwrap_or(0).max(1);
        let each = line.sums.weeks.iter().enumerate();
        each.map(|(at, looks)| {
            // A single look is seen too.
            let height = (looks * HIGHEST).div_ceil(most);
            Bar {
                x: at * 14,
                y: HIGHEST - height,
                height,
            }
        })
        .collect()
    }
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

/// A look into a dossier, as far as the sums need it.
struct Look {
    who: String,
    dossier: DossierId,
    seq: i64,
}

/// Which of these looks were at a dossier that was closed at that moment.
async fn at_closed(
    tx: &mut Reader,
    tenant: Tenant,
    telling: &Telling,
    looks: Vec<Look>,
) -> Result<Vec<String>> {
    let mut turns: HashMap<DossierId, Vec<(i64, bool)>> = HashMap::new();
    let mut found = Vec::new();
    for look in looks {
        let turns = match turns.entry(look.dossier) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => {
                let records = audit::of_dossier(tx, tenant, look.dossier).await?;
                let turn = |record: &Record| {
                    let closes = record.action == telling.closes.id;
                    let turns = closes || record.action == telling.reopens.id;
                    turns.then_some((record.seq, closes))
                };
                new.insert(records.iter().filter_map(turn).collect())
            }
        };
        let before = turns.iter().rev().find(|(seq, _)| *seq < look.seq);
        if before.is_some_and(|(_, closes)| *closes) {
            found.push(look.who);
        }
    }
    Ok(found)
}

/// The sums of the last eight weeks, as a section of a page.
async fn section(app: &App, tenant: Tenant, page: &Page) -> Result<Html> {
    let now = app.clock.now();
    let begin = clock::whole_day(now) + DAY - WEEK * Millis::try_from(WEEKS).unwrap_or_default();
    let mut tx = app.db.read().await?;
    let names = names(&mut tx, app, tenant, page).await?;
    let telling = app.wings.parts::<Telling>().into_iter().next();
    let (mut people, mut looks) = (BTreeMap::<String, Sums>::new(), Vec::new());
    audit::each_since(&mut tx, tenant, begin, |record| {
        let (Some(person), Some(act)) = (record.person(), app.acts.find(&record.action)) else {
            return;
        };
        if !act.is_a_look() {
            return;
        }
        let who = name(page, &names, person);
        let sums = people.entry(who.clone()).or_default();
        if telling.is_some_and(|telling| telling.refused.id == act.id) {
            sums.refused += 1;
            return;
        }
        let week = usize::try_from((record.at - begin) / WEEK).unwrap_or(0);
        sums.weeks[week.min(WEEKS - 1)] += 1;
        sums.dossiers.extend(touched(record));
        if let Some(dossier) = record.dossier {
            let seq = record.seq;
            looks.push(Look { who, dossier, seq });
        }
    })
    .await?;
    if let Some(telling) = telling {
        for who in at_closed(&mut tx, tenant, telling, looks).await? {
            people.entry(who).or_default().closed += 1;
        }
    }
    let weeks = (0..WEEKS).map(|week| begin + WEEK * Millis::try_from(week).unwrap_or_default());
    Html::of(&SumsOf {
        page,
        lines: people
            .into_iter()
            .map(|(who, sums)| Line { who, sums })
            .collect(),
        weeks: weeks.map(|week| page.date(&week)).collect(),
    })
}

#[derive(Template)]
#[template(path = "audit/templates/sums_page.html")]
struct SumsPage {
    page: Page,
    sums: Html,
}

/// For the auditor.
pub async fn all(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let sums = section(&app, actor.tenant, &page).await?;
    let event = Event::by(&actor, Role::Auditor, &audited::AUDIT_READ);
    app.db.begin().await?.commit(&app, event).await?;
    html(&SumsPage { page, sums })
}

#[derive(Template)]
#[template(path = "audit/templates/looked.html")]
struct Looked {
    page: Page,
    sums: Html,
    /// Who, what, how often, how many dossiers.
    rows: Vec<(String, String, usize, usize)>,
    since: i64,
}

/// The officer's view: who looked into the dossiers in the last month, and how often week by week.
pub async fn looked(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let sums = section(&app, actor.tenant, &page).await?;
    let mut tx = app.db.read().await?;
    let names = names(&mut tx, &app, actor.tenant, &page).await?;
    let since = app.clock.now() - 30 * DAY;
    let mut counted: BTreeMap<(String, &str), (usize, BTreeSet<DossierId>)> = BTreeMap::new();
    audit::each_since(&mut tx, actor.tenant, since, |record| {
        let act = app.acts.find(&record.action);
        let Some(act) = act.filter(|act| act.is_a_look()) else {
            return;
        };
        let unknown = || page.text("audit-unknown");
        let who = record
            .person()
            .map_or_else(unknown, |id| name(&page, &names, id));
        let (times, dossiers) = counted.entry((who, act.id)).or_default();
        *times += 1;
        dossiers.extend(touched(record));
    })
    .await?;
    let rows = counted
        .into_iter()
        .map(|((who, what), (times, dossiers))| (who, action(&page, what), times, dossiers.len()))
        .collect();
    html(&Looked {
        page,
        sums,
        rows,
        since,
    })
}
