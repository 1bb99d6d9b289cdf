//! Weighing a signal (bijlage 2, stap 3-4).

use platform::audit::Event;
use platform::tasks::How;
use platform::{Actor, App, Role};
use policy::{Facts, PartnerId, ReservedCapacity, advise};

use super::model::{self, Assessment};
use super::store;
use crate::audited;
use crate::dossiers::{Ended, Open, Refusal};
use crate::signals::{ASSESS, Kind, REFER, State, referral_due};

/// What the officer established.
pub struct Weighed {
    pub facts: Facts,
    /// Ids of the indicator card.
    pub indicators: Vec<String>,
    pub why: String,
    /// Why it is no worse, where a serious sign asks for that.
    pub why_no_worse: String,
}

/// What was typed, with what the dossier knows: that it is about a place, that somebody may be an
/// offender, and that somebody may be a minor.
fn established(open: &Open, weighed: &Weighed) -> Facts {
    let mut subjects = open.report.subjects.iter();
    let facts = Facts {
        place: open.kind == Kind::Place,
        offender: subjects.any(|subject| subject.is(ReservedCapacity::PossibleOffender)),
        ..weighed.facts.clone()
    };
    model::perhaps_a_minor(&weighed.indicators, facts)
}

/// Keeps the assessment with the advice that follows from it. Every obligatory partner must be told
/// from then on, unless it was told or passed over before.
pub async fn assess(app: &App, who: &Actor, mut open: Open, weighed: Weighed) -> Ended {
    let pack = app.tenants.get(who.tenant)?.pack;
    let facts = established(&open, &weighed);
    let assessment = Assessment {
        advice: advise(&pack, &facts),
        smuggling: facts.smuggling,
        indicators: weighed.indicators,
        why: weighed.why,
        why_no_worse: weighed.why_no_worse,
        facts,
    };
    model::what_is_urgent_asks_why_it_is_no_worse(&pack, &assessment)
        .map_err(|fault| Refusal::Typed(vec![fault]))?;
    open.keeps_back("why", &assessment.why)?;
    open.keeps_back("why-no-worse", &assessment.why_no_worse)?;
    let was_new = open.state == State::NEW;
    open.step(State::assess)?;
    // What could not wait was told by telephone before.
    if was_new && open.tasks.tally(&REFER).0 > 0 {
        open.step(State::refer)?;
    }
    open.dossier.urgent = open.dossier.report.is_urgent(&pack) || assessment.is_urgent(&pack);
    open.dossier.pack_version.clone_from(&pack.version);
    open.tasks.end(&ASSESS, "", How::Done);
    let obligatory: Vec<&PartnerId> = assessment
        .obligations()
        .map(|advice| &advice.partner)
        .collect();
    open.tasks.keep_only(&REFER, |about| {
        obligatory.iter().any(|partner| partner.as_str() == about)
    });
    let now = app.clock.now();
    for partner in obligatory {
        if !open.tasks.is_settled(&REFER, partner.as_str()) {
            let due = referral_due(&pack.deadlines, open.dossier.urgent, now);
            open.tasks.open(&REFER, partner.as_str(), due);
        }
    }
    let mut tx = app.db.begin().await?;
    store::save(&mut tx, app, &open, who, &assessment).await?;
    let event = Event::by(who, Role::Officer, &audited::SIGNAL_ASSESSED);
    open.commit(tx, app, event).await
}
