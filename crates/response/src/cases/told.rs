//! What happened in a case: in each of its dossiers, and of the case itself, the latest first.

use std::collections::HashMap;

use accounts::people;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use platform::db::Reader;
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Millis, PersonId};
use route::dossiers::Ended;
use route::record;
use serde::Deserialize;

use super::model::{CaseId, State as Stands};
use super::pages::read;
use super::seen::Seen;
use super::store;

/// So many lines stand on one page; lines of one moment stay together.
const PAGE: usize = 40;
/// And so many beside the case.
const LATEST: usize = 8;

/// A line.
pub struct Line {
    pub at: Millis,
    pub what: String,
    /// Nobody's name where that must not be known: then the day is enough.
    pub who: String,
    pub text: String,
    /// When it was, as far as that is told.
    pub when: String,
    /// In which dossiers; none: of the case itself.
    pub dossiers: Vec<(DossierId, String)>,
}

/// Lines of what happened, and where the next page begins.
pub struct Told {
    pub lines: Vec<Line>,
    pub next: Option<Millis>,
}

/// What happened at once in several dossiers is one line, with all of them.
fn together(all: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut known = HashMap::new();
    for line in all {
        let key = (
            line.at,
            line.what.clone(),
            line.who.clone(),
            line.text.clone(),
        );
        match known.get(&key) {
            Some(at) if !line.dossiers.is_empty() => {
                let there: &mut Line = &mut lines[*at];
                there.dossiers.extend(line.dossiers);
            }
            _ => {
                if !line.dossiers.is_empty() {
                    known.insert(key, lines.len());
                }
                lines.push(line);
            }
        }
    }
    lines
}

/// Of all lines, the latest first, those before a moment: `size` of them, and all of the same moment as the last.
fn page_of(mut all: Vec<Line>, before: Option<Millis>, size: usize) -> Told {
    all.sort_by_key(|line| std::cmp::Reverse(line.at));
    all.retain(|line| before.is_none_or(|before| line.at < before));
    let last = all.get(size.saturating_sub(1)).map(|line| line.at);
    let end = last.map_or(all.len(), |last| {
        all.partition_point(|line| line.at >= last)
    });
    let next = last.filter(|_| end < all.len());
    all.truncate(end);
    Told { lines: all, next }
}

fn of_case(page: &Page, seen: &Seen, names: &HashMap<PersonId, String>) -> Vec<Line> {
    let content = &seen.case.content;
    let line = |signed: super::model::Signed, key: &str, text: &str| Line {
        at: signed.at,
        what: page.text(key),
        who: names.get(&signed.by).cloned().unwrap_or_default(),
        text: text.to_owned(),
        when: page.moment(&signed.at),
        dossiers: Vec::new(),
    };
    let mut lines = vec![line(content.begun, "case-told-begun", "")];
    lines.extend(content.turns.iter().map(|turn| {
        let key = match turn.to {
            Stands::Closed => "case-told-closed",
            Stands::Open => "case-told-reopened",
        };
        line(turn.signed, key, &turn.text)
    }));
    lines
}

/// What happened.
async fn told(
    tx: &mut Reader,
    (app, actor): (&App, &Actor),
    page: &Page,
    seen: &Seen,
    (before, size): (Option<Millis>, usize),
) -> Ended<Told> {
    let names = people::remembered(tx, app, actor.tenant).await?;
    let mut all = of_case(page, seen, &names);
    let (entries, damaged) = store::legible_of(tx, app, &seen.case).await?;
    if damaged > 0 {
        let now = app.clock.now();
        all.push(Line {
            at: now,
            what: page.text("case-damaged"),
            who: String::new(),
            text: String::new(),
            when: page.date(&now),
            dossiers: Vec::new(),
        });
    }
    for entry in entries {
        all.push(Line {
            at: entry.signed.at,
            what: page.text(&format!("case-told-{}", entry.kind.id())),
            who: names.get(&entry.signed.by).cloned().unwrap_or_default(),
            text: entry.text,
            when: page.moment(&entry.signed.at),
            dossiers: Vec::new(),
        });
    }
    for (_, open) in seen.within() {
        let reference = open.reference().to_string();
        let lines = record::told(tx, app, actor, page, open).await?;
        all.extend(lines.into_iter().map(|line| Line {
            when: line.when(page),
            at: line.at,
            what: line.what,
            who: line.who,
            text: line.text,
            dossiers: vec![(open.id(), reference.clone())],
        }));
    }
    Ok(page_of(together(all), before, size))
}

/// The latest of it, beside the case.
pub async fn latest(tx: &mut Reader, of: (&App, &Actor), page: &Page, seen: &Seen) -> Ended<Told> {
    told(tx, of, page, seen, (None, LATEST)).await
}

#[derive(Template)]
#[template(path = "cases/templates/told.html")]
struct ToldPage {
    page: Page,
    seen: Seen,
    told: Told,
}

/// Before which moment.
#[derive(Deserialize)]
pub struct Before {
    na: Option<Millis>,
}

pub async fn page(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    Query(before): Query<Before>,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let seen = Seen::of(&mut tx, &app, &actor, id).await?;
    let told = told(&mut tx, (&app, &actor), &page, &seen, (before.na, PAGE)).await?;
    drop(tx);
    read(&app, &actor, id, &seen.ids()).await?;
    Ok(html(&ToldPage { page, seen, told })?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(at: Millis) -> Line {
        Line {
            at,
            what: String::new(),
            who: String::new(),
            text: String::new(),
            when: String::new(),
            dossiers: Vec::new(),
        }
    }

    proptest! {
        /// Page after page gives every line once, the latest first.
        #[test]
        fn pages_together_are_all_that_happened(moments in prop::collection::vec(0i64..20, 0..60), size in 1usize..9) {
            let mut wanted = moments.clone();
            wanted.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
            let (mut seen, mut before) = (Vec::new(), None);
            loop {
                let told = page_of(moments.iter().copied().map(line).collect(), before, size);
                seen.extend(told.lines.iter().map(|line| line.at));
                before = told.next;
                if before.is_none() { break }
            }
            prop_assert_eq!(seen, wanted);
        }
    }
}
