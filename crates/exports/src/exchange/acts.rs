//! Cases that leave, for programs.

use platform::audit::Event;
use platform::db::Reader;
use platform::{Actor, App, DossierId, Error, Result, Role, Tenant};
use route::assessment;
use route::dossiers::{self, Dossier, Line, Open};
use route::referrals::{self, Referral, ReferralId};

use crate::audited;
use crate::htcds::standard::lists::Status;
use crate::htcds::{Case, Facts, Referred, case_of, type_of};

/// So many dossiers are read at a time.
const PIECE: i64 = 200;

fn referred(referral: &Referral) -> Referred {
    let document = &referral.handover.document;
    Referred {
        from: document.municipality.clone(),
        to: document.partner.clone(),
        day: document.day.clone(),
        question: document.question.clone(),
    }
}

/// A handover as a case: exactly what went along, as it was looked at and approved.
///
/// # Errors
/// [`Error::NotFound`] for one that was made before what went along was kept as facts.
pub async fn handover(app: &App, who: &Actor, open: &Open, id: ReferralId) -> Result<Case> {
    let all = referrals::of(&mut app.db.read().await?, app, open).await?;
    let referral = all.into_iter().find(|known| known.id == id);
    let referral = referral.ok_or(Error::NotFound)?;
    let along = referral.handover.along.as_ref().ok_or(Error::NotFound)?;
    let facts = Facts {
        reference: referral.handover.document.reference.clone(),
        report: along.report.clone(),
        types: along.forms.iter().copied().map(type_of).collect(),
        status: None,
        closed_because: String::new(),
        referrals: vec![referred(&referral)],
    };
    let event = Event::by(who, Role::Officer, &audited::HANDOVER_EXPORTED);
    open.record(app, event).await?;
    Ok(case_of(&facts))
}

/// Every case of a municipality, in the order in which they came in. What is damaged is none: `meldroute check` names
/// it. That they left is recorded before anybody has them. `each` hears how many there are so far.
///
/// # Errors
/// When the database cannot be read.
pub async fn all(app: &App, tenant: Tenant, mut each: impl FnMut(usize)) -> Result<Vec<Case>> {
    let (mut cases, mut line) = (Vec::new(), Line::LEAST);
    let mut tx = app.db.read().await?;
    while let Some(dossiers) = dossiers::after(&mut tx, app, tenant, &mut line, PIECE).await? {
        for dossier in &dossiers {
            cases.push(case_of(&facts(&mut tx, app, dossier).await?));
        }
        each(cases.len());
    }
    drop(tx);
    let event = Event::by_system(tenant, "command line", &audited::CASES_EXPORTED);
    let event = event.with("cases", cases.len());
    app.db.begin().await?.commit(app, event).await?;
    Ok(cases)
}

/// A dossier of here, as it would leave; `None` when it was destroyed, or is damaged. Only to hold a file against.
pub async fn one(app: &App, tenant: Tenant, id: DossierId) -> Result<Option<Case>> {
    let mut tx = app.db.read().await?;
    let Some(dossier) = dossiers::if_there(&mut tx, app, tenant, id).await? else {
        return Ok(None);
    };
    let facts = facts(&mut tx, app, &dossier).await?;
    Ok(Some(case_of(&facts)))
}

async fn facts(tx: &mut Reader, app: &App, dossier: &Dossier) -> Result<Facts> {
    let forms = assessment::forms(tx, dossier).await?.into_iter();
    let referrals = referrals::of(tx, app, dossier).await?;
    let because = dossier.state().closing().map(|(_, outcome)| {
        let key = format!("outcome-{}", outcome.id());
        app.i18n.lang("nl").get(&key)
    });
    Ok(Facts {
        reference: dossier.reference().to_string(),
        report: dossier.report().without_talk(),
        types: forms.map(type_of).collect(),
        status: Some(status(dossier)),
        closed_because: because.unwrap_or_default(),
        referrals: referrals.iter().map(referred).collect(),
    })
}

/// Open until it is handed over, followed from then on, and closed in either way.
fn status(dossier: &Dossier) -> Status {
    let [.., was_referred, is_closed] = dossier.state().behind();
    match (is_closed, was_referred) {
        (true, true) => Status::ClosedReferred,
        (true, false) => Status::Closed,
        (false, true) => Status::FollowUp,
        (false, false) => Status::Active,
    }
}
