//! Sending a link, what a partner says, and what the officer answers.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::calendar::{after_hours, after_working_days};
use platform::db::Tx;
use platform::guests::{self, Guest, State};
use platform::tasks::{How, Kind};
use platform::{Actor, App, Error, Principal, Result, Role, mail};
use route::dossiers::{Ended, Fault, Open, Purpose, Refusal};
use route::referrals::{self, Handed, Leaving, ReferralId};
use route::reporters;

use super::HANDOVER;
use super::codes::Codes;
use super::model::{Outcome, What, can_say};
use super::store::{self, Message};
use crate::audited;

/// A partner asked something, or said its last word: the officer reads it. About the handover.
pub const SAID: Kind = Kind {
    id: "partner-said",
    order: 2,
    blocks_closing: true,
    role: Role::Officer,
    page: |id, about| format!("/dossier/{id}#partner-{about}"),
};

/// Sends the link to a handover, in the transaction of the act that wants it; the code stays with the session.
pub async fn deliver(tx: &mut Tx, app: &App, who: &Actor, leaving: &Leaving<'_>) -> Result<()> {
    let principal = Principal::Person(who.clone());
    let object = leaving.referral.into();
    let made = guests::invite(tx, app, &principal, &HANDOVER, object).await?;
    let (mailbox, template) = (leaving.mailbox, "partner-handover");
    mail::queue_to_mailbox(tx, app, who.tenant, mailbox, template, &made.path).await?;
    let codes = app.memory.of::<Codes>();
    codes.put(who, leaving.referral, made, app.clock.now());
    Ok(())
}

/// What a partner says on its page.
pub struct Say {
    pub what: What,
    pub outcome: Option<Outcome>,
    pub text: String,
    /// For whom it is, when it is given back.
    pub whom: String,
}

impl Say {
    /// What is missing.
    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.what.has_outcome() && self.outcome.is_none() {
            faults.push(Fault::new("outcome", "choose"));
        }
        if self.what.needs_words() && self.text.trim().is_empty() {
            faults.push(Fault::new("text", "portal-words"));
        }
        faults
    }

    /// As it is kept: for whom it would be stands below the words.
    fn words(&self, app: &App) -> String {
        let (text, whom) = (self.text.trim(), self.whom.trim());
        if self.what != What::HandedBack || whom.is_empty() {
            return text.to_owned();
        }
        let texts = app.i18n.lang("nl");
        let whom = texts.with("portal-for-whom", &[("whom", whom.to_owned())]);
        format!("{text}\n{whom}")
    }
}

/// As the answer of the handover, in one text: what became of it, and the words.
fn answer(app: &App, message: &Message) -> String {
    let texts = app.i18n.lang("nl");
    let said = match message.outcome {
        Some(outcome) => texts.get(&format!("portal-outcome-{}", outcome.id())),
        None => texts.get(&format!("portal-said-{}", message.what.id())),
    };
    let parts = [said, message.text.clone()].into_iter();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// What a partner says about the handover that its link opens. The very same words twice, as a form sent twice
/// brings them, stand there once.
///
/// # Errors
/// [`Refusal::Typed`] when something is missing, or the partner said its last word already;
/// [`Refusal::Closed`] once the municipality is done with it.
pub async fn say(app: &App, guest: &Guest, input: &Say) -> Ended {
    let mut tx = app.db.begin().await?;
    let mut handed = Handed::held(&mut tx, app, guest, Purpose::Feedback).await?;
    let referral = handed.referral.id;
    let message = Message {
        what: input.what,
        outcome: input.outcome.filter(|_| input.what.has_outcome()),
        text: input.words(app),
        at: app.clock.now(),
        by: None,
    };
    let earlier = store::of(&mut tx, &handed.open, referral).await?;
    if earlier.last().is_some_and(|last| is_same(last, &message)) {
        return Ok(());
    }
    let said: Vec<What> = earlier.iter().map(|one| one.what).collect();
    if !can_say(input.what, &said) {
        return Err(Refusal::of("text", "portal-over"));
    }
    let faults = input.faults();
    if !faults.is_empty() {
        return Err(Refusal::Typed(faults));
    }
    store::add(&mut tx, app, &handed.open, referral, &message).await?;
    if message.what.ends() {
        let words = answer(app, &message);
        handed.answered(&mut tx, app, &words).await?;
    }
    let mut open = handed.open;
    if message.what.waits_for_officer() {
        let due = due(app, &open)?;
        open.tasks_mut().open(&SAID, &referral.to_string(), due);
        open.tell_officers(&mut tx, app).await?;
    }
    let event = Event::by_guest(guest, &audited::PORTAL_SAID).with("what", message.what.id());
    open.commit(tx, app, event).await
}

fn is_same(last: &Message, message: &Message) -> bool {
    let at = last.at;
    Message {
        at,
        ..message.clone()
    } == *last
}

/// A partner waits until the next working day at most; in what counts in hours, as long as an assessment may
/// take.
fn due(app: &App, open: &Open) -> Result<platform::Millis> {
    let terms = app.tenants.get(open.tenant())?.pack.deadlines;
    let now = app.clock.now();
    Ok(if open.is_urgent() {
        after_hours(now, terms.urgent_assessment_hours.into())
    } else {
        after_working_days(now, 1)
    })
}

/// The officer answers the partner: in words that may not say who reported. The partner gets a mail without
/// content.
pub async fn reply(
    app: &App,
    who: &Actor,
    mut open: Open,
    referral: ReferralId,
    (text, someone_else): (&str, &BTreeSet<String>),
) -> Ended {
    if text.trim().is_empty() {
        return Err(Refusal::of("text", "portal-words"));
    }
    let namesakes = reporters::says_nobody(app, who, &open, ("text", text), someone_else)?;
    let mut tx = app.db.begin().await?;
    let sent = mailbox(&mut tx, app, &open, referral).await?;
    let message = Message {
        what: What::Replied,
        outcome: None,
        text: text.trim().to_owned(),
        at: app.clock.now(),
        by: Some(who.user),
    };
    let earlier = store::of(&mut tx, &open, referral).await?;
    if earlier.last().is_some_and(|last| is_same(last, &message)) {
        return Ok(());
    }
    store::add(&mut tx, app, &open, referral, &message).await?;
    end_said(&mut open, referral);
    let path = (HANDOVER.start)(referral.into());
    let template = "partner-reply";
    mail::queue_to_mailbox(&mut tx, app, who.tenant, &sent, template, &path).await?;
    let mut event = Event::by(who, Role::Officer, &audited::PORTAL_REPLIED);
    if namesakes > 0 {
        event = event.with("namesakes", namesakes);
    }
    open.commit(tx, app, event).await
}

/// The officer read what the partner said, and needs not answer.
pub async fn seen(app: &App, who: &Actor, mut open: Open, referral: ReferralId) -> Ended {
    let mut tx = app.db.begin().await?;
    mailbox(&mut tx, app, &open, referral).await?;
    end_said(&mut open, referral);
    let event = Event::by(who, Role::Officer, &audited::PORTAL_SEEN);
    open.commit(tx, app, event).await
}

fn end_said(open: &mut Open, referral: ReferralId) {
    let about = referral.to_string();
    open.tasks_mut().end(&SAID, &about, How::Done);
}

/// Where the message about a handover of this dossier went.
///
/// # Errors
/// `NotFound` when it did not go through this program, or is of another dossier.
async fn mailbox(
    tx: &mut platform::db::Reader,
    app: &App,
    open: &Open,
    referral: ReferralId,
) -> Result<String> {
    let all = referrals::of(tx, app, open).await?;
    let one = all.into_iter().find(|one| one.id == referral);
    let sent = one.and_then(|one| one.handover.mailbox);
    sent.ok_or(Error::NotFound)
}

/// Takes back what still opens a handover.
async fn withdraw_all(tx: &mut Tx, app: &App, open: &Open, referral: ReferralId) -> Result<()> {
    for sent in guests::of(tx, app, open.tenant(), referral.into()).await? {
        if sent.state != State::Withdrawn {
            guests::withdraw(tx, app, open.tenant(), sent.id).await?;
        }
    }
    app.memory.of::<Codes>().forget(referral);
    Ok(())
}

/// From now on the partner reads nothing of it.
pub async fn withdraw(app: &App, who: &Actor, open: Open, referral: ReferralId) -> Ended {
    let mut tx = app.db.begin().await?;
    mailbox(&mut tx, app, &open, referral).await?;
    withdraw_all(&mut tx, app, &open, referral).await?;
    let event = Event::by(who, Role::Officer, &audited::PORTAL_WITHDRAWN);
    open.add(tx, app, event).await
}

/// A new link with a new code in the place of the one before, perhaps to another mailbox: it expired, was
/// opened in a browser that is out of reach, or somebody guessed.
pub async fn renew(app: &App, who: &Actor, open: Open, referral: ReferralId) -> Ended {
    let mut tx = app.db.begin().await?;
    let sent = mailbox(&mut tx, app, &open, referral).await?;
    withdraw_all(&mut tx, app, &open, referral).await?;
    let leaving = Leaving {
        open: &open,
        referral,
        mailbox: &sent,
    };
    deliver(&mut tx, app, who, &leaving).await?;
    let event = Event::by(who, Role::Officer, &audited::PORTAL_RENEWED);
    open.add(tx, app, event).await
}
