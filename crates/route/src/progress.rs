//! How far a dossier is along the route: what every step, once done, asks before it says what is
//! next.

use platform::db::Tx;
use platform::{App, Result};
use policy::Pack;

use crate::signals::{self, Dossier, NextStep, Progress, State};
use crate::{assessment, record, referrals};

/// Obligatory partners that were neither told nor passed over with a reason (bijlage 2, stap 4).
pub async fn open_obligations(tx: &mut Tx, app: &App, dossier: &Dossier) -> Result<Vec<String>> {
    let Some(assessment) = assessment::of(tx, dossier).await? else {
        return Ok(Vec::new());
    };
    let told = referrals::told(tx, app, dossier).await?;
    let passed = record::passed_over(tx, dossier).await?;
    Ok(assessment
        .obligations()
        .map(|advice| advice.partner.clone())
        .filter(|partner| {
            !passed.contains(partner) && !told.iter().any(|(known, _)| known == partner)
        })
        .collect())
}

/// Moves the dossier to `state` and works out what is next, and by when.
pub async fn follow(
    tx: &mut Tx,
    app: &App,
    dossier: &mut Dossier,
    pack: &Pack,
    state: State,
) -> Result<()> {
    let progress = Progress {
        obligation_open: !open_obligations(tx, app, dossier).await?.is_empty(),
        awaiting: referrals::told(tx, app, dossier)
            .await?
            .into_iter()
            .filter_map(|(_, due)| due)
            .min(),
    };
    let plan = signals::plan(
        state,
        &pack.deadlines,
        dossier.urgent,
        app.clock.now(),
        progress,
    );
    // A deadline that runs is not put off by doing something else.
    let runs = plan.next == dossier.next && plan.next != NextStep::Feedback;
    let due = if runs {
        plan.due.min(dossier.due_at)
    } else {
        plan.due
    };
    dossier.follow(state, signals::Plan { due, ..plan });
    Ok(())
}
