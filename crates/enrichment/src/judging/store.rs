//! What people decided about proposals: the same, or another.

use std::collections::BTreeSet;

use platform::db::{Reader, Tx};
use platform::proof::{self, Noted, Standing};
use platform::{Actor, App, DossierId, Millis, PersonId, Result, Tenant, guarded, params};

use crate::lookup::Lasting;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Same,
    Other,
}

impl Verdict {
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        [Self::Same, Self::Other]
            .into_iter()
            .find(|verdict| verdict.id() == id)
    }
}

/// Stands where a verdict was.
const TAKEN_BACK: &str = "open";

/// Somebody's judgement of a pair.
#[derive(Debug, Clone)]
pub struct Judgement {
    pub other: Lasting,
    pub verdict: Verdict,
    pub person: PersonId,
    pub at: Millis,
}

/// A pair in the order in which it is kept.
pub fn ordered(a: &Lasting, b: &Lasting) -> (Lasting, Lasting) {
    if a <= b {
        (a.clone(), b.clone())
    } else {
        (b.clone(), a.clone())
    }
}

/// The row of a judgement: two dossiers are about the same person because somebody said so.
struct Record {
    tenant: Tenant,
    first_thing: String,
    second_thing: String,
    /// The dossiers they are part of: what is said of one goes with it.
    first_signal: Option<DossierId>,
    second_signal: Option<DossierId>,
    verdict: String,
    person: PersonId,
    at: Millis,
    version: i64,
}

guarded!(
    Record,
    "judgement",
    |row| Noted::InAudit(row.tenant),
    version, key [tenant, first_thing, second_thing, person], [first_signal, second_signal, verdict, at, version]
);

/// Everybody's judgements about one thing. A damaged one is not among them: `meldroute check` names it.
pub async fn judgements(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    thing: &Lasting,
) -> Result<Vec<Judgement>> {
    let key = thing.to_string();
    let sql = "select {row} from judgement
        where tenant = $1 and (first_thing = $2 or second_thing = $2) order by at";
    let records: Vec<Record> =
        proof::those_that_stand(tx, app, sql, params![tenant, key.as_str()]).await?;
    let mut out = Vec::new();
    for record in records {
        let other = Lasting::parse(if record.first_thing == key {
            &record.second_thing
        } else {
            &record.first_thing
        });
        if let Some((other, verdict)) = other.zip(Verdict::parse(&record.verdict)) {
            out.push(Judgement {
                other,
                verdict,
                person: record.person,
                at: record.at,
            });
        }
    }
    Ok(out)
}

/// Everything that was confirmed to be the same as a thing, itself included (at most 200).
pub async fn confirmed(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    start: Lasting,
) -> Result<BTreeSet<Lasting>> {
    let (mut todo, mut seen) = (vec![start], BTreeSet::new());
    while let Some(thing) = todo.pop() {
        if seen.len() < 200 && seen.insert(thing.clone()) {
            let judged = judgements(tx, app, tenant, &thing).await?;
            todo.extend(
                judged
                    .into_iter()
                    .filter(|one| one.verdict == Verdict::Same)
                    .map(|one| one.other),
            );
        }
    }
    Ok(seen)
}

/// Writes this person's judgement of a pair; `None` takes it back.
pub async fn judge(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    pair: (&Lasting, &Lasting),
    verdict: Option<Verdict>,
) -> Result<()> {
    let (first, second) = ordered(pair.0, pair.1);
    let (key, other) = (first.to_string(), second.to_string());
    let sql = "select {row} from judgement
        where tenant = $1 and first_thing = $2 and second_thing = $3";
    let pair = params![actor.tenant, key.as_str(), other.as_str()];
    let before: Vec<Record> = proof::all_or_fault(tx, app, sql, pair).await?;
    let Some(verdict) = verdict else {
        // The row stays, so that its versions go on: none can be put back.
        for mut record in before {
            TAKEN_BACK.clone_into(&mut record.verdict);
            record.at = app.clock.now();
            proof::save(tx, app, &mut record).await?;
        }
        return Ok(());
    };
    let own = before.iter().find(|record| record.person == actor.user);
    let at = app.clock.now();
    let mut record = Record {
        tenant: actor.tenant,
        first_thing: key,
        second_thing: other,
        first_signal: first.signal(),
        second_signal: second.signal(),
        verdict: verdict.id().to_owned(),
        person: actor.user,
        at,
        version: own.map_or(0, |record| record.version),
    };
    proof::save(tx, app, &mut record).await
}

/// For `meldroute check`. Judgements about a destroyed dossier went with it.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Record>(tx, app, tenant).await
}
