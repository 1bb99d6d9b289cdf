//! Weighing a signal (bijlage 2, stap 3-4).

use platform::audit::Event;
use platform::tasks::How;
use platform::{Actor, App, Role};
use policy::{Facts, PartnerId, advise};

use super::model::Assessment;
use super::store;
use crate::audited;
use crate::dossiers::{Ended, Open};
use crate::signals::{ASSESS, REFER, State, referral_due};

/// What the officer established.
pub struct Weighed {
    pub facts: Facts,
    /// Registered beside the forms, never as one (Sr 197a).
    pub smuggling: bool,
    /// Ids of the indicator card.
    pub indicators: Vec<String>,
    pub why: String,
}

/// Keeps the assessment with the advice that follows from it. Every obligatory partner must be told
/// from then on, unless it was told or passed over before.
pub async fn assess(app: &App, who: &Actor, mut open: Open, weighed: Weighed) -> Ended {
    let pack = app.tenants.get(who.tenant)?.pack;
    open.step(State::assess)?;
    let assessment = Assessment {
        advice: advise(&pack, &weighed.facts),
        smuggling: weighed.smuggling,
        indicators: weighed.indicators,
        why: weighed.why,
        facts: weighed.facts,
    };
    open.dossier.urgent = open.dossier.report.is_urgent(&pack) || assessment.facts.acute;
    open.dossier.pack_version.clone_from(&pack.version);
    open.tasks.end(&ASSESS, "", How::Done);
    let obligatory: Vec<&PartnerId> = assessment
        .obligations()
        .map(|advice| &advice.partner)
        .collect();
    open.tasks.keep_only(&REFER, |about| {
        obligatory.iter().any(|partner| partner.as_str() == about)
    });
    let due = referral_due(&pack.deadlines, app.clock.now());
    for partner in obligatory {
        if !open.tasks.is_settled(&REFER, partner.as_str()) {
            open.tasks.open(&REFER, partner.as_str(), due);
        }
    }
    let mut tx = app.db.begin().await?;
    store::save(&mut tx, app, &open, who, &assessment).await?;
    let event = Event::by(who, Role::Officer, &audited::SIGNAL_ASSESSED);
    open.commit(tx, app, event).await
}
