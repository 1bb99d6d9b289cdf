//! The end of a case: what came of each of its dossiers; and taking it up again. When the last of its dossiers was
//! destroyed, the case goes with its key.

use std::collections::{BTreeMap, BTreeSet};

use platform::audit::Event;
use platform::{Actor, App, DossierId, Error, Role, Tenant, clock, tenants};
use route::dossiers::{Ended, Fault, Refusal};

use super::acts::{based_on, with_one};
use super::model::{Came, CaseId, Outcome, Signed, State, Turn};
use super::plan::{Refused, has_open_actions};
use super::seen::Seen;
use super::{store, words};
use crate::audited;

/// What is said of one dossier as the case closes.
#[derive(Default)]
pub struct Said {
    pub outcome: Option<Outcome>,
    pub text: String,
}

impl Said {
    fn faults(&self) -> Vec<Fault> {
        let wants = self.outcome.is_some_and(Outcome::wants_words);
        let faults = [
            self.outcome
                .is_none()
                .then(|| Fault::new("outcome", "case-outcome")),
            (wants && self.text.trim().is_empty()).then(|| Fault::new("text", "case-outcome-text")),
            (self.text.chars().count() > words::LONGEST).then(|| Fault::new("text", "case-long")),
        ];
        faults.into_iter().flatten().collect()
    }
}

/// A case closes when nothing of its plan is left to do, and it is known of each of its dossiers what came of it.
fn a_case_closes_when_all_of_it_is_known(
    (app, who): (&App, &Actor),
    seen: &Seen,
    (said, someone_else): (&BTreeMap<DossierId, Said>, &BTreeSet<String>),
) -> Result<(), Refused> {
    let (mut refused, dossiers): (Refused, _) = (Vec::new(), seen.dossiers());
    // A colleague who may see all of it closes it.
    if seen.not_all {
        refused.push((None, Refusal::of("sure", "case-not-all")));
    }
    for (part, open) in seen.within() {
        let id = part.dossier;
        if has_open_actions(part, open) {
            refused.push((Some(id), Refusal::of("outcome", "case-actions-open")));
            continue;
        }
        let none = Said::default();
        let one = said.get(&id).unwrap_or(&none);
        let faults = one.faults();
        if !faults.is_empty() {
            refused.push((Some(id), Refusal::Typed(faults)));
            continue;
        }
        let text = ("text", one.text.as_str());
        let held = words::nobody_reported((app, who), &dossiers, text, someone_else);
        let held = held.and_then(|()| {
            words::what_is_of_one_dossier_names_nobody_of_another(&dossiers, id, text)
        });
        if let Err(refusal) = held {
            refused.push((Some(id), refusal));
        }
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(refused)
    }
}

/// Closes a case, if it still stands as it was seen (`version`).
///
/// # Errors
/// What is not known yet, and of which dossier.
pub async fn close(
    app: &App,
    who: &Actor,
    (id, version): (CaseId, &str),
    said: &BTreeMap<DossierId, Said>,
    someone_else: &BTreeSet<String>,
) -> Result<(), Refused> {
    let whole = |refusal: Refusal| vec![(None, refusal)];
    let failed = |error: Error| vec![(None, Refusal::from(error))];
    let mut tx = app.db.begin().await.map_err(failed)?;
    tenants::alone(&mut tx, who.tenant).await.map_err(failed)?;
    let seen = Seen::of(&mut tx, app, who, id).await.map_err(whole)?;
    if !seen.case.is_open() {
        return Err(whole(Refusal::Changed));
    }
    based_on(&seen, version).map_err(whole)?;
    a_case_closes_when_all_of_it_is_known((app, who), &seen, (said, someone_else))?;
    turn(tx, app, who, seen, (State::Closed, ""), said)
        .await
        .map_err(whole)
}

/// Writes where a case stands from now on, and, when it closes, what came of each dossier.
async fn turn(
    mut tx: platform::db::Tx,
    app: &App,
    who: &Actor,
    seen: Seen,
    (to, text): (State, &str),
    said: &BTreeMap<DossierId, Said>,
) -> Ended {
    let now = app.clock.now();
    let signed = Signed::now(who, now);
    let mut case = seen.case.clone();
    (case.state, case.at) = (to, clock::hour(now));
    case.content.turns.push(Turn {
        to,
        signed,
        text: text.to_owned(),
    });
    store::save(&mut tx, app, &case).await?;
    let act = match to {
        State::Closed => &audited::CASE_CLOSED,
        State::Open => &audited::CASE_REOPENED,
    };
    let mut event = Event::by(who, Role::Officer, act).with("case", case.id.to_string());
    for (mut part, open) in seen.parts {
        let one = said.get(&part.dossier).filter(|_| part.is_in());
        let Some((outcome, text)) = one.and_then(|one| Some((one.outcome?, &one.text))) else {
            continue;
        };
        tx.record(app, event).await?;
        part.joined.came.push(Came {
            outcome,
            text: text.trim().to_owned(),
            signed,
        });
        store::save_part(&mut tx, app, &open, &part).await?;
        event = with_one(who, &audited::CASE_CAME, case.id)
            .on(part.dossier)
            .with("outcome", outcome.id());
    }
    Ok(tx.commit(app, event).await?)
}

/// Takes a case up again, with a reason, if it still stands as it was seen.
///
/// # Errors
/// A fault at `reason`; [`Refusal::Changed`] when a colleague was first.
pub async fn reopen(
    app: &App,
    who: &Actor,
    (id, version): (CaseId, &str),
    reason: &str,
    someone_else: &BTreeSet<String>,
) -> Ended {
    let reason = words::required("reason", reason, "case-reason")?;
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let seen = Seen::of(&mut tx, app, who, id).await?;
    based_on(&seen, version)?;
    if seen.case.is_open() {
        return Ok(());
    }
    let dossiers = seen.dossiers();
    words::a_case_points_at_nobody(&dossiers, ("reason", "case-names"), reason)?;
    words::nobody_reported((app, who), &dossiers, ("reason", reason), someone_else)?;
    turn(tx, app, who, seen, (State::Open, reason), &BTreeMap::new()).await
}

/// Every hour: cases of which the last dossier was destroyed go, with their keys. Each by itself: one that is damaged
/// keeps no other here, and `meldroute check` names it.
///
/// # Errors
/// When one of them cannot be taken away; the others were.
pub async fn sweep(app: &App) -> platform::Result<()> {
    let mut fault = Ok(());
    for known in app.tenants.all() {
        fault = fault.and(sweep_in(app, known.tenant).await);
    }
    fault
}

async fn sweep_in(app: &App, tenant: Tenant) -> platform::Result<()> {
    let mut tx = app.db.read().await?;
    let gone = store::without_dossiers(&mut tx, tenant).await?;
    drop(tx);
    if gone.is_empty() {
        return Ok(());
    }
    let mut fault = Ok(());
    for id in gone {
        match take_away(app, tenant, id).await {
            Err(error) if error.is_damage() => {}
            ended => fault = fault.and(ended),
        }
    }
    // Gone from the log of the database too. When somebody reads just now, the background does it within a minute.
    let _ = app.db.checkpoint().await;
    fault
}

async fn take_away(app: &App, tenant: Tenant, id: CaseId) -> platform::Result<()> {
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, tenant).await?;
    if !store::without_dossiers(&mut tx, tenant)
        .await?
        .contains(&id)
    {
        return Ok(());
    }
    store::destroy(&mut tx, app, tenant, id).await?;
    let event = Event::by_system(tenant, "system", &audited::CASE_DESTROYED);
    tx.commit(app, event.with("case", id.to_string())).await
}
