//! A partner that was rung because it could not wait: 112, the police, somebody on duty (bijlage 2, stap 4, "direct
//! ingrijpen"). Whoever acts first writes it down afterwards, before the signal was assessed too.

use std::collections::{BTreeMap, BTreeSet};

use documents::{HandoverFile, Line, Section};
use platform::audit::Event;
use platform::clock::{self, DAY};
use platform::tasks::How;
use platform::{Actor, App, Millis, Result, Role};
use policy::{Pack, PartnerId};

use super::acts::ASKED_PARTNER;
use super::contact::Contact;
use super::model::{Handover, Method};
use super::passing;
use super::store::{self, Referral, Status};
use crate::audited;
use crate::dossiers::{Ended, Fault, Open, Refusal};
use crate::origin::is_to_be_asked;
use crate::reporters;
use crate::signals::{FEEDBACK, REFER, State, feedback_due};

/// The emergency number: no partner of the policy, and it owes no answer.
pub const EMERGENCY: &str = "112";

/// The part of a dossier that went, as the register has it.
const PART: &str = "call";

/// So many characters has one of its fields at most: two pages.
const LONGEST: usize = 6000;

/// A call that told somebody what is going on.
#[derive(Debug, Clone)]
pub struct Call {
    /// A partner, or [`EMERGENCY`].
    pub partner: PartnerId,
    /// Who spoke there: a name, a function, a number.
    pub spoke_with: String,
    /// When it was; `None` when that could not be read.
    pub at: Option<Millis>,
    pub told: String,
    /// What was agreed: who does what, and when.
    pub agreed: String,
    /// Why it could not wait for a handover on paper.
    pub why: String,
    /// Whom of the partner that sent the signal was asked whether it may be passed on, and when.
    pub asked_partner: String,
    /// Words that may be the reporter's, and that the officer says to be somebody else's.
    pub someone_else: BTreeSet<String>,
}

impl Call {
    fn is_emergency(&self) -> bool {
        self.partner.as_str() == EMERGENCY
    }

    /// What is missing, or cannot be.
    pub fn faults(&self, pack: &Pack, now: Millis) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !self.is_emergency() && pack.partner(&self.partner).is_none() {
            faults.push(Fault::new("partner", "choose"));
        }
        // Within the year: longer ago it is a slip of the keys.
        match self.at {
            None => faults.push(Fault::new("time", "call-time")),
            Some(at) if !(now - 365 * DAY..=now).contains(&at) => {
                faults.push(Fault::new("day", "call-day"));
            }
            Some(_) => {}
        }
        let words = [
            ("with", "call-words-with", &self.spoke_with),
            ("told", "call-words-told", &self.told),
            ("agreed", "call-words-agreed", &self.agreed),
            ("why", "call-words-why", &self.why),
        ];
        for (field, missing, text) in words {
            if text.trim().is_empty() {
                faults.push(Fault::new(field, missing));
            } else if text.chars().count() > LONGEST {
                faults.push(Fault::new(field, "call-long"));
            }
        }
        faults
    }

    /// Everything that was typed, for the leak check.
    fn words(&self) -> String {
        let all = [
            &self.spoke_with,
            &self.told,
            &self.agreed,
            &self.why,
            &self.asked_partner,
        ];
        all.map(|text| text.trim()).join("\n")
    }

    /// The call as a handover: what was said stands where what goes along stands.
    fn document(&self, app: &App, open: &Open, due: Millis) -> Result<HandoverFile> {
        let texts = app.i18n.lang("nl");
        let municipality = app.tenants.get(open.tenant)?;
        let partner = municipality.pack.partner(&self.partner);
        let basis = match partner {
            Some(partner) if !partner.legal_basis.is_empty() => partner.legal_basis.clone(),
            _ => texts.get("call-basis"),
        };
        let at = self.at.unwrap_or_else(|| app.clock.now());
        let line = |label: &str, text: &str| Line {
            label: texts.get(label),
            text: text.trim().to_owned(),
        };
        Ok(HandoverFile {
            municipality: municipality.name.clone(),
            reference: open.reference.to_string(),
            partner: municipality.pack.partner_name(&self.partner),
            attention: String::new(),
            date: clock::date(at, "nl"),
            day: clock::day(at),
            sections: vec![Section {
                title: texts.get("call-section"),
                lines: vec![
                    line("call-line-at", &clock::moment(at, "nl")),
                    line("call-line-with", &self.spoke_with),
                    line("call-line-told", &self.told),
                    line("call-line-agreed", &self.agreed),
                ],
            }],
            files: Vec::new(),
            question: texts.get("call-question"),
            urgent: open.urgent,
            due: clock::date(due, "nl"),
            purpose: texts.get("call-purpose"),
            legal_basis: basis,
            consent: texts.get("call-consent"),
            proportionality: self.why.trim().to_owned(),
        })
    }
}

/// What a handover that was a call says: with whom, when, what was told and agreed. `None`: it was no call.
#[must_use]
pub fn said(referral: &Referral) -> Option<&[Line]> {
    let handover = &referral.handover;
    let is_call = handover.parts == [PART];
    let section = handover.document.sections.first().filter(|_| is_call);
    section.map(|section| section.lines.as_slice())
}

/// Records a call, which counts as having told the partner: it need not be told again, and is asked for feedback.
/// Held against the reporter as every handover is, as it goes on paper too. The officer's vault must be open when
/// there is a reporter.
pub async fn a_call_counts_as_telling_the_partner(
    app: &App,
    who: &Actor,
    mut open: Open,
    call: &Call,
) -> Ended {
    let (pack, now) = (app.tenants.get(open.tenant)?.pack, app.clock.now());
    let mut faults = call.faults(&pack, now);
    // Where somebody is in danger nobody asks first.
    let asks = !call.is_emergency() && is_to_be_asked(open.origin.as_ref(), &call.partner);
    if asks && call.asked_partner.trim().is_empty() {
        faults.push(Fault::new(ASKED_PARTNER, "asked-partner"));
    }
    if !faults.is_empty() {
        return Err(Refusal::Typed(faults));
    }
    let words = call.words();
    let namesakes = reporters::says_nobody(app, who, &open, ("told", &words), &call.someone_else)?;
    // The emergency number is no partner: what it was told is handed over to nobody yet.
    if open.state != State::NEW && !call.is_emergency() {
        open.step(State::refer)?;
    }
    let due = feedback_due(&pack.deadlines, open.urgent, now);
    let handover = Handover {
        document: call.document(app, &open, due)?,
        parts: vec![PART.to_owned()],
        method: Method::Phone,
        files: Vec::new(),
        contact: Some(contact(app, who, &open).await?),
        mailbox: None,
        words: BTreeMap::new(),
        asked: call.asked_partner.trim().to_owned(),
        along: None,
    };
    let mut tx = app.db.begin().await?;
    let earlier = store::of(&mut tx, app, &open).await?;
    // The same form again. Another partner, or other words, is another call.
    let is_same = |one: &Referral| {
        let (before, now) = (&one.handover.document, &handover.document);
        one.author == who.user
            && one.partner == call.partner
            && before.sections == now.sections
            && before.proportionality == now.proportionality
    };
    if earlier.iter().any(is_same) {
        return Ok(());
    }
    let partner = &call.partner;
    let id = store::add(&mut tx, app, &open, who, partner, due, &handover).await?;
    if call.is_emergency() {
        let agreed = call.agreed.trim();
        store::answer(&mut tx, app, &open, id, Status::Answered, agreed).await?;
    } else {
        open.tasks.settle(&REFER, partner.as_str(), How::Done, now);
        open.tasks.open(&FEEDBACK, &id.to_string(), due);
        passing::done(&mut open.tasks, who);
    }
    let mut event = Event::by(who, Role::Officer, &audited::SIGNAL_REFERRED)
        .with("partner", partner.as_str())
        .with("parts", handover.parts);
    if namesakes > 0 {
        event = event.with("namesakes", namesakes);
    }
    open.commit(tx, app, event).await
}

/// Whom the partner rings back, unless that is who reported.
async fn contact(app: &App, who: &Actor, open: &Open) -> Result<String> {
    let mut read = app.db.read().await?;
    let contact = Contact::of(&mut read, app, who.tenant, who.user).await?;
    drop(read);
    if open.reporter.is_none() {
        return Ok(contact.line());
    }
    let reporter = reporters::open_reporter(app, who, open)?;
    Ok(contact.beside(&reporter).line())
}
