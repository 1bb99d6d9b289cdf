//! Who may be known from a closed dossier: a line for each on the worklist, with how many new signals
//! and closed dossiers it is about. It goes away when the pairs are judged or the dossiers are open,
//! and when the officer says "not now"; then something new brings it back.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::Posted;
use platform::web::{Html, Page, redirect_done};
use platform::{Actor, App, DossierId, Millis, Result, Tenant, params};
use route::dossiers::{self, BRIEFLY, Ended, Refusal};
use route::parts::{Notice, Noticed};

use super::acts;
use crate::lookup::{self, Lasting, Part};

/// A stretch of the index of questions, the latest first.
pub const WAITING: &str =
    "select q.closed_signal, q.fresh_signal, q.at, q.first_thing, q.second_thing from reopen_question q
  where q.tenant = $1 and (q.at, q.first_thing, q.second_thing) < ($2, $3, $4) and not exists (
    select 1 from judgement j where j.tenant = q.tenant and j.first_thing = q.first_thing
      and j.second_thing = q.second_thing and j.verdict <> 'open')
  order by q.at desc, q.first_thing desc, q.second_thing desc limit 100";

/// So many people are shown at most: each is opened to say who it is.
const MOST: usize = 5;

/// A pair that may be the same: of a new signal, and of a closed dossier.
#[derive(Debug, Clone)]
struct Pair {
    things: (Lasting, Lasting),
    fresh: DossierId,
    closed: DossierId,
}

impl Pair {
    /// The one of the new signal.
    fn own(&self) -> &Lasting {
        let (first, second) = &self.things;
        if first.signal() == Some(self.fresh) {
            first
        } else {
            second
        }
    }
}

/// Pairs that hang together: one person, or one thing. The latest first.
fn grouped(pairs: Vec<Pair>) -> Vec<Vec<Pair>> {
    let mut groups: Vec<(BTreeSet<Lasting>, BTreeMap<usize, Pair>)> = Vec::new();
    for (at, pair) in pairs.into_iter().enumerate() {
        let (first, second) = pair.things.clone();
        let (mut things, mut own) = (
            BTreeSet::from([first, second]),
            BTreeMap::from([(at, pair)]),
        );
        let (joined, others): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(known, _)| !known.is_disjoint(&things));
        for (known, before) in joined {
            things.extend(known);
            own.extend(before);
        }
        groups = others;
        groups.push((things, own));
    }
    groups.sort_by_key(|(_, pairs)| pairs.keys().next().copied());
    let pairs = |(_, pairs): (_, BTreeMap<usize, Pair>)| pairs.into_values().collect();
    groups.into_iter().map(pairs).collect()
}

/// The newest pairs that nobody judged yet. One about a dossier that is open again waits no longer.
async fn waiting_pairs(tx: &mut Reader, tenant: Tenant) -> Result<Vec<Pair>> {
    let values = params![tenant, Millis::MAX, "", ""];
    let mut pairs = Vec::new();
    for row in tx.rows(WAITING, values).await? {
        let (first, second): (String, String) = (row.get("first_thing")?, row.get("second_thing")?);
        if let Some(things) = Lasting::parse(&first).zip(Lasting::parse(&second)) {
            pairs.push(Pair {
                things,
                fresh: row.get("fresh_signal")?,
                closed: row.get("closed_signal")?,
            });
        }
    }
    let ids: BTreeSet<DossierId> = pairs.iter().map(|pair| pair.closed).collect();
    let mut closed = BTreeSet::new();
    for ids in ids.into_iter().collect::<Vec<_>>().chunks(BRIEFLY) {
        let known = dossiers::briefly(tx, tenant, ids).await?;
        closed.extend(
            known
                .into_iter()
                .filter(|(_, one)| one.is_closed)
                .map(|(id, _)| id),
        );
    }
    pairs.retain(|pair| closed.contains(&pair.closed));
    Ok(pairs)
}

/// Somebody who may be known, as a line says it.
struct Line {
    who: String,
    /// The newest signal, and whom it names.
    fresh: DossierId,
    part: Part,
    signals: usize,
    closed: usize,
    /// What "not now" is about: exactly what is counted here.
    pairs: Vec<String>,
}

/// What a group is about, if its newest signal can be read.
async fn line(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    group: &[Pair],
) -> Result<Option<Line>> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    for pair in group {
        let &Lasting::Part(fresh, part) = pair.own() else {
            continue;
        };
        let dossier = match lookup::dossier(tx, app, actor, fresh).await {
            Ok(Some(dossier)) => dossier,
            Err(Refusal::Failed(error)) => return Err(error),
            Ok(None) | Err(_) => continue,
        };
        let Some(found) = lookup::part(&dossier, part, &pack, page) else {
            continue;
        };
        let count =
            |of: fn(&Pair) -> DossierId| group.iter().map(of).collect::<BTreeSet<_>>().len();
        return Ok(Some(Line {
            who: found.title,
            fresh,
            part,
            signals: count(|pair| pair.fresh),
            closed: count(|pair| pair.closed),
            pairs: group
                .iter()
                .map(|pair| format!("{} {}", pair.things.0, pair.things.1))
                .collect(),
        }));
    }
    Ok(None)
}

#[derive(Template)]
#[template(path = "judging/templates/again.html")]
struct Again<'a> {
    page: &'a Page,
    lines: Vec<Line>,
}

impl Again<'_> {
    fn counts(&self, line: &Line) -> String {
        let values = [
            ("signals", line.signals.to_string()),
            ("closed", line.closed.to_string()),
        ];
        self.page.with("again-counts", &values)
    }
}

/// Who may be known, on the worklist.
pub const AGAIN: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let groups = grouped(waiting_pairs(tx, actor.tenant).await?);
            let mut lines = Vec::new();
            for group in groups.into_iter().take(MOST) {
                lines.extend(line(tx, app, actor, page, &group).await?);
            }
            if lines.is_empty() {
                return Ok(None);
            }
            let shown = lines.iter().map(|line| line.fresh).collect();
            let html = Html::of(&Again { page, lines })?;
            Ok(Some(Noticed { html, shown }))
        })
    },
};

/// Pairs as the form says them back.
fn said_back(posted: &Posted) -> BTreeSet<(Lasting, Lasting)> {
    let pairs = posted.all("pair").filter_map(|pair| pair.split_once(' '));
    pairs
        .filter_map(|(first, second)| Lasting::parse(first).zip(Lasting::parse(second)))
        .collect()
}

pub async fn not_now(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    acts::put_off(&app, &actor, id, &said_back(&posted)).await?;
    Ok(redirect_done("/werk", "put-off"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn pair(fresh: u128, closed: u128) -> Pair {
        let part = |id: u128| {
            let id = Uuid::from_u128(id);
            Lasting::Part(id.into(), Part::Subject(id.into()))
        };
        Pair {
            things: (part(fresh), part(closed)),
            fresh: Uuid::from_u128(fresh).into(),
            closed: Uuid::from_u128(closed).into(),
        }
    }

    #[test]
    fn what_hangs_together_is_one_person() {
        let groups = grouped(vec![
            pair(10, 1),
            pair(11, 2),
            pair(12, 1),
            pair(12, 2),
            pair(13, 3),
        ]);
        let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
        assert_eq!(sizes, [4, 1]);
        assert_eq!(
            groups[0][0].fresh,
            Uuid::from_u128(10).into(),
            "the latest first"
        );
    }

    proptest! {
        /// Whatever the order: no pair is lost, and two groups share nothing.
        #[test]
        fn groups_share_nothing(pairs in prop::collection::vec((10u128..16, 1u128..6), 0..20)) {
            let all = pairs.len();
            let groups = grouped(pairs.into_iter().map(|(fresh, closed)| pair(fresh, closed)).collect());
            prop_assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), all);
            let things = |group: &Vec<Pair>| -> BTreeSet<Lasting> {
                group.iter().flat_map(|pair| [pair.things.0.clone(), pair.things.1.clone()]).collect()
            };
            for (at, one) in groups.iter().enumerate() {
                for other in &groups[at + 1..] {
                    prop_assert!(things(one).is_disjoint(&things(other)));
                }
            }
        }
    }
}
