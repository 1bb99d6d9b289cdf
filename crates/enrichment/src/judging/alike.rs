//! Which other dossiers very probably name somebody or something of this one: what people confirmed, and strong
//! proposals that nobody refused. Only a question comes of it, to the officer; whoever answers looks at both.

use std::collections::{BTreeMap, BTreeSet};

use platform::{App, DossierId, Result, Tenant};
use route::dossiers::{self, Dossier};

use super::store::{self, Verdict};
use crate::lookup::{self, Lasting, Nature, Part, Thing};

/// How probable it must be that both are the same, 0 to 1: what the page that compares calls strong.
const STRONG: f64 = 0.7;

/// What the index has for one part of a dossier.
struct Hit {
    own: Part,
    other: (DossierId, Part),
    probability: f64,
    /// The same address, number or plate.
    identical: bool,
}

/// The other dossiers. Takes readers of its own, as the index does.
pub async fn alike(app: &App, tenant: Tenant, id: DossierId) -> Result<BTreeSet<DossierId>> {
    let dossier = dossiers::if_there(&mut app.db.read().await?, app, tenant, id).await?;
    let Some(dossier) = dossier else {
        return Ok(BTreeSet::new());
    };
    let hits = hits(app, tenant, &dossier).await?;
    let mut tx = app.db.read().await?;
    let (mut found, mut others) = (BTreeSet::new(), BTreeMap::new());
    for part in lookup::parts_of(dossier.report()) {
        let own = Lasting::Part(id, part);
        let same = store::confirmed(&mut tx, app, tenant, own.clone()).await?;
        found.extend(same.iter().filter_map(Lasting::signal));
        let judged = store::judgements(&mut tx, app, tenant, &own).await?;
        for hit in hits.iter().filter(|hit| hit.own == part) {
            let (signal, other) = hit.other;
            let is_other = judged.iter().any(|one| {
                one.verdict == Verdict::Other && one.other == Lasting::Part(signal, other)
            });
            if is_other || found.contains(&signal) {
                continue;
            }
            if let std::collections::btree_map::Entry::Vacant(place) = others.entry(signal) {
                place.insert(dossiers::if_there(&mut tx, app, tenant, signal).await?);
            }
            let there = others.get(&signal).and_then(Option::as_ref);
            if there.is_some_and(|there| is_strong(hit, (&dossier, there))) {
                found.insert(signal);
            }
        }
    }
    found.remove(&id);
    Ok(found)
}

async fn hits(app: &App, tenant: Tenant, dossier: &Dossier) -> Result<Vec<Hit>> {
    let known = lookup::known(app, tenant).await?;
    let mut hits = Vec::new();
    for (own, record) in lookup::records_of(dossier.report()) {
        for found in known.like(&record, Some(dossier.id()), STRONG) {
            let Thing::Part { signal, part } = found.thing else {
                continue;
            };
            hits.push(Hit {
                own,
                other: (signal, part),
                probability: found.hit.alone,
                identical: lookup::shares_place_or_number(&found.hit),
            });
        }
    }
    Ok(hits)
}

/// Two of one nature: somebody who is very probably the same, or a thing that is exactly the same.
fn is_strong(hit: &Hit, (own, other): (&Dossier, &Dossier)) -> bool {
    let nature = lookup::nature(own.report(), hit.own);
    if nature.is_none() || nature != lookup::nature(other.report(), hit.other.1) {
        return false;
    }
    hit.probability >= STRONG || (nature == Some(Nature::Thing) && hit.identical)
}
