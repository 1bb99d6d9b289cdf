//! Sending a link, what a partner says, and what the officer answers.

use std::collections::BTreeSet;

use platform::audit::{self, Event};
use platform::calendar::{after_hours, after_working_days};
use platform::clock::{DAY, HOUR};
use platform::db::{Reader, Tx};
use platform::forms::Upload;
use platform::guests::{self, State};
use platform::tasks::{How, Kind, Tasks, Whose};
use platform::{Actor, App, Error, Millis, Principal, Result, Role, Tenant, mail};
use route::dossiers::{Ended, Fault, Open, Purpose, Refusal};
use route::referrals::{self, Handed, Leaving, Referral, ReferralId};
use route::reporters;
use uuid::Uuid;

use super::HANDOVER;
use super::model::{Outcome, What, can_say};
use super::store::{self, Message};
use super::visitor::{Visitor, a_handover_is_open_while_its_link_works as is_open};
use super::{drafts, holders, reminding};
use crate::audited;
use crate::codes::Codes;

/// A partner asked something, or said its last word: the officer reads it. About the handover.
pub const SAID: Kind = Kind {
    id: "partner-said",
    order: 1,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 5,
    page: |id, about| format!("/dossier/{id}#partner-{about}"),
};

/// A partner has not opened its link yet: it was told nothing so far, and may wait for the code. About the handover.
pub const UNREAD: Kind = Kind {
    id: "partner-unread",
    order: 2,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 5,
    page: |id, about| format!("/dossier/{id}#partner-{about}"),
};

/// Nobody opened a handover yet that stands with the accounts of a partner, without a link. They were told; when it is
/// due, the officer rings. About the handover.
pub const UNSEEN: Kind = Kind {
    id: "partner-unseen",
    order: 2,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 5,
    page: |id, about| format!("/dossier/{id}#partner-{about}"),
};

/// What waits until a handover is opened, by the mailbox that its link went to: without one it has no link.
#[must_use]
pub fn what_waits_until_it_is_opened(mailbox: &str) -> &'static Kind {
    if mailbox.is_empty() { &UNSEEN } else { &UNREAD }
}

/// Has the partner not opened this handover yet?
pub(super) fn is_unread(tasks: &Tasks, about: &str) -> bool {
    tasks.has_open(&UNREAD, about) || tasks.has_open(&UNSEEN, about)
}

/// Nobody has to wait for it to be opened any more. Did somebody?
fn end_unread(open: &mut Open, about: &str, how: How) -> bool {
    let mut ended = false;
    for kind in [&UNREAD, &UNSEEN] {
        ended |= open.tasks_mut().end(kind, about, how);
    }
    ended
}

/// A message to the mailbox of a partner; a handover that its accounts read without a link has none.
async fn to_mailbox(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    mailbox: &str,
    (template, path): (&'static str, &str),
) -> Result<()> {
    if mailbox.is_empty() {
        return Ok(());
    }
    mail::queue_to_mailbox(tx, app, tenant, mailbox, template, path).await
}

/// Sends the link to a handover, in the transaction of the act that wants it; the code stays with the session. Until
/// the partner opens it, that is something to do: in hours when the dossier counts in hours. A handover without a
/// mailbox has the life of a link too, which nobody holds (`shows`: unless the officer wants it after all).
async fn send(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    leaving: Leaving<'_>,
    shows: bool,
) -> Result<()> {
    let due = due(app, leaving.open)?;
    let about = leaving.referral.to_string();
    let waits = what_waits_until_it_is_opened(leaving.mailbox);
    leaving.open.tasks_mut().open(waits, &about, due);
    let principal = Principal::Person(who.clone());
    let object = leaving.referral.into();
    // A partner may answer until the day that it was asked for, and a week longer.
    let until = leaving.due_at + 7 * DAY;
    let made = guests::invite_until(tx, app, &principal, &HANDOVER, object, until).await?;
    let message = ("partner-handover", made.path.as_str());
    to_mailbox(tx, app, who.tenant, leaving.mailbox, message).await?;
    reminding::plan(tx, app, who.tenant, &leaving, made.link).await?;
    if shows {
        let codes = app.memory.of::<Codes>();
        codes.put(who, leaving.referral, made, app.clock.now());
    }
    Ok(())
}

/// Hands over: the link goes to the mailbox of the partner, if it has one, and whoever has an account there is told to
/// sign in.
///
/// # Errors
/// [`Error::Conflict`] when it would go to nobody: the last account ended a moment ago.
pub async fn deliver(tx: &mut Tx, app: &App, who: &Actor, leaving: Leaving<'_>) -> Result<()> {
    let told = holders::tell(tx, app, who.tenant, leaving.partner, holders::NEW).await?;
    let by_link = !leaving.mailbox.is_empty();
    if told == 0 && !by_link {
        return Err(Error::Conflict);
    }
    send(tx, app, who, leaving, by_link).await
}

/// So many characters has a message of a partner at most: two pages.
const LONGEST: usize = 6000;

/// So many documents come with all that is said about one handover.
const MOST_FILES: usize = 10;

/// What a partner says on its page.
pub struct Say {
    pub what: What,
    pub outcome: Option<Outcome>,
    pub text: String,
    /// For whom it is, when it is given back.
    pub whom: String,
    /// Which form: sent twice it is one message.
    pub form: Uuid,
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
        if self.text.chars().count() + self.whom.chars().count() > LONGEST {
            faults.push(Fault::new("text", "portal-long"));
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

/// Within so long a partner that looks again reads, and nothing more is recorded.
const ONE_LOOK: Millis = HOUR / 4;

/// Did this visitor look at the handover within the last quarter of an hour, by the log?
async fn looked_just_now(
    tx: &mut Reader,
    app: &App,
    visitor: &Visitor,
    handed: &Handed,
) -> Result<bool> {
    let since = app.clock.now() - ONE_LOOK;
    let all = audit::of_dossier(tx, handed.open.tenant(), handed.open.id()).await?;
    let mut late = all.iter().rev().filter(|one| one.at > since);
    Ok(late.any(|one| visitor.looked_by(one)))
}

/// The partner reads its handover: recorded, and from the first time on it was told. One row of the log stands for each
/// visitor, handover and quarter of an hour; whoever looks again within it only reads, and holds nothing up.
pub async fn opened(app: &App, visitor: &Visitor, event: Event) -> Ended {
    let mut tx = app.db.read().await?;
    let seen = visitor.opens(&mut tx, app, Purpose::Read).await?;
    let about = seen.referral.id.to_string();
    let was_told = !is_unread(seen.open.tasks(), &about);
    if was_told && looked_just_now(&mut tx, app, visitor, &seen).await? {
        return Ok(());
    }
    drop(tx);
    let mut tx = app.db.begin().await?;
    let mut handed = visitor.holds(&mut tx, app, Purpose::Read).await?;
    if end_unread(&mut handed.open, &about, How::Done) {
        return handed.open.commit(tx, app, event).await;
    }
    handed.open.add(tx, app, event).await
}

/// The same form said just this: other words from the same page are a message of their own.
fn was_sent(earlier: &[Message], message: &Message) -> bool {
    let same = |one: &Message| {
        one.form == message.form
            && (one.what, one.outcome) == (message.what, message.outcome)
            && (&one.text, one.documents) == (&message.text, message.documents)
    };
    earlier.iter().any(same)
}

/// What is wrong with it, so much as was said before and so many documents as come along.
fn can_be_added(input: &Say, earlier: &[Message], files: usize) -> Ended {
    let said: Vec<What> = earlier.iter().map(|one| one.what).collect();
    if !can_say(input.what, &said) {
        return Err(Refusal::of("text", "portal-over"));
    }
    let mut faults = input.faults();
    let before: usize = earlier.iter().map(|one| one.files.len()).sum();
    if before + files > MOST_FILES {
        faults.push(Fault::new("documents", "portal-files"));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Typed(faults))
    }
}

/// Would this be taken, as it is typed? Of what ends all a partner is asked once more, before it is said.
///
/// # Errors
/// As [`say`].
pub async fn could_be_said(app: &App, visitor: &Visitor, input: &Say) -> Ended {
    let mut tx = app.db.read().await?;
    let seen = visitor.opens(&mut tx, app, Purpose::Feedback).await?;
    let earlier = store::of(&mut tx, &seen.open, seen.referral.id).await?;
    can_be_added(input, &earlier, 0)
}

/// The last word of a partner is the answer of the handover. What others there began about it goes.
async fn last_word(tx: &mut Tx, app: &App, handed: &mut Handed, message: &Message) -> Ended {
    let (tenant, referral) = (handed.open.tenant(), handed.referral.id);
    drafts::end(tx, app, tenant, referral, &handed.referral.partner).await?;
    let words = answer(app, message);
    if message.what == What::HandedBack {
        let back = handed.what_is_given_back_is_to_be_told_again(tx, app, &words);
        back.await?;
    } else {
        handed.answered(tx, app, &words).await?;
    }
    Ok(())
}

/// What a partner says about a handover, with documents. A form that is sent twice stands there once; the same form with
/// other words or documents is another message. Documents of whoever may not say anything here are not stored.
///
/// # Errors
/// [`Refusal::Typed`] when something is missing, or the partner said its last word already;
/// [`Refusal::Closed`] once the municipality is done with it.
pub async fn say(app: &App, visitor: &Visitor, input: &Say, uploads: &[Upload]) -> Ended {
    let mut tx = app.db.read().await?;
    let seen = visitor.opens(&mut tx, app, Purpose::Feedback).await?;
    let referral = seen.referral.id;
    let earlier = store::of(&mut tx, &seen.open, referral).await?;
    drop(tx);
    let mut message = Message {
        what: input.what,
        outcome: input.outcome.filter(|_| input.what.has_outcome()),
        text: input.words(app),
        at: app.clock.now(),
        form: Some(input.form),
        files: Vec::new(),
        documents: seen.print_of(uploads).await?,
        by: None,
        account: visitor.account(),
    };
    // Of what was sent before, or cannot be said, no document is stored.
    if was_sent(&earlier, &message) {
        return Ok(());
    }
    can_be_added(input, &earlier, uploads.len())?;
    let files = Handed::documents(app, visitor.tenant(), uploads).await?;
    let mut tx = app.db.begin().await?;
    let mut handed = visitor.holds(&mut tx, app, Purpose::Feedback).await?;
    let earlier = store::of(&mut tx, &handed.open, referral).await?;
    if was_sent(&earlier, &message) {
        return Ok(());
    }
    can_be_added(input, &earlier, files.len())?;
    message.files = handed.keep(&mut tx, app, files).await?;
    store::add(&mut tx, app, &handed.open, referral, &message).await?;
    drafts::sent(&mut tx, app, visitor, message.what).await?;
    if message.what.ends() {
        last_word(&mut tx, app, &mut handed, &message).await?;
    }
    let event = visitor.event(&audited::PORTAL_SAID);
    let event = about(event, referral).with("what", message.what.id());
    heard(tx, app, handed, message.what, event).await
}

/// The officer is told, when it has to be read or answered.
async fn heard(mut tx: Tx, app: &App, handed: Handed, what: What, event: Event) -> Ended {
    let about = handed.referral.id.to_string();
    let mut open = handed.open;
    let first = end_unread(&mut open, &about, How::Done);
    match (what.waits_for_officer(), first) {
        // Nobody who works in the dossier is in the way of it, nor it in theirs.
        (false, false) => return open.add(tx, app, event).await,
        (false, true) => return open.commit(tx, app, event).await,
        (true, _) => {}
    }
    // One mail for as long as nobody read what there is.
    if !open.tasks().has_open(&SAID, &about) {
        open.tell_officers(&mut tx, app).await?;
    }
    let due = due(app, &open)?;
    open.tasks_mut().open(&SAID, &about, due);
    open.commit(tx, app, event).await
}

/// An answer that was sent twice. Whatever the partner says in between makes it another one.
fn is_same(last: &Message, message: &Message) -> bool {
    let at = last.at;
    Message {
        at,
        ..message.clone()
    } == *last
}

/// What an officer does with what a partner said counts for what stood on the page: so much of the partner.
fn saw_all(earlier: &[Message], seen: usize) -> Ended {
    let of_partner = earlier.iter().filter(|one| one.by.is_none());
    if of_partner.count() > seen {
        return Err(Refusal::of("text", "portal-newer"));
    }
    Ok(())
}

/// A partner waits until the next working day at most; in what counts in hours, as long as an assessment may
/// take.
fn due(app: &App, open: &Open) -> Result<Millis> {
    let terms = app.tenants.get(open.tenant())?.pack.deadlines;
    let now = app.clock.now();
    Ok(if open.is_urgent() {
        after_hours(now, terms.urgent_assessment_hours.into())
    } else {
        after_working_days(now, 1)
    })
}

/// The partner hears that the officer wrote: at its mailbox, if it has one, and whoever has an account there.
///
/// # Errors
/// A fault at `text` when nobody there can read it: the last account ended, and no link was opened.
async fn tell_of_reply(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    mailbox: &str,
    handed: &Referral,
) -> Ended {
    let told = holders::tell(tx, app, tenant, &handed.partner, holders::REPLY).await?;
    if told == 0 && mailbox.is_empty() && !is_read_by_link(tx, app, tenant, handed.id).await? {
        return Err(Refusal::of("text", "portal-nobody"));
    }
    let path = (HANDOVER.start)(handed.id.into());
    let message = ("partner-reply", path.as_str());
    Ok(to_mailbox(tx, app, tenant, mailbox, message).await?)
}

/// Does some browser hold a link to this handover that works?
async fn is_read_by_link(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    referral: ReferralId,
) -> Result<bool> {
    let links = guests::of(tx, app, tenant, referral.into()).await?;
    Ok(links.iter().any(|link| link.state == State::Opened))
}

/// The officer answers the partner, on what it said so far (`seen` messages): in words that may not say who reported. The partner gets a mail without
/// content.
///
/// # Errors
/// A fault at `text` when it is empty or says too much, when the partner wrote more, or when nobody there can read it.
pub async fn reply(
    app: &App,
    who: &Actor,
    mut open: Open,
    referral: ReferralId,
    (text, someone_else): (&str, &BTreeSet<String>),
    seen: usize,
) -> Ended {
    if text.trim().is_empty() {
        return Err(Refusal::of("text", "portal-words"));
    }
    let namesakes = reporters::says_nobody(app, who, &open, ("text", text), someone_else)?;
    let mut tx = app.db.begin().await?;
    let (sent, handed) = through(&mut tx, app, &open, referral).await?;
    if !is_open(&mut tx, app, who.tenant, referral).await? {
        return Err(Refusal::of("text", "portal-shut"));
    }
    let message = Message {
        what: What::Replied,
        outcome: None,
        text: text.trim().to_owned(),
        at: app.clock.now(),
        form: None,
        files: Vec::new(),
        documents: None,
        by: Some(who.user),
        account: None,
    };
    let earlier = store::of(&mut tx, &open, referral).await?;
    saw_all(&earlier, seen)?;
    if earlier.last().is_some_and(|last| is_same(last, &message)) {
        return Ok(());
    }
    tell_of_reply(&mut tx, app, who.tenant, &sent, &handed).await?;
    store::add(&mut tx, app, &open, referral, &message).await?;
    end_said(&mut open, referral);
    let event = Event::by(who, Role::Officer, &audited::PORTAL_REPLIED);
    let mut event = about(event, referral);
    if namesakes > 0 {
        event = event.with("namesakes", namesakes);
    }
    open.commit(tx, app, event).await
}

/// The officer read what the partner said, and needs not answer.
pub async fn read(
    app: &App,
    who: &Actor,
    mut open: Open,
    referral: ReferralId,
    seen: usize,
) -> Ended {
    let mut tx = app.db.begin().await?;
    through(&mut tx, app, &open, referral).await?;
    saw_all(&store::of(&mut tx, &open, referral).await?, seen)?;
    end_said(&mut open, referral);
    let event = Event::by(who, Role::Officer, &audited::PORTAL_SEEN);
    open.commit(tx, app, about(event, referral)).await
}

fn end_said(open: &mut Open, referral: ReferralId) {
    let about = referral.to_string();
    open.tasks_mut().end(&SAID, &about, How::Done);
}

/// A handover of this dossier that went through this program, and where the message about it went.
///
/// # Errors
/// `NotFound` when it did not go through this program, or is of another dossier.
async fn through(
    tx: &mut Reader,
    app: &App,
    open: &Open,
    referral: ReferralId,
) -> Result<(String, Referral)> {
    let all = referrals::of(tx, app, open).await?;
    let one = all.into_iter().find(|one| one.id == referral);
    let one = one.ok_or(Error::NotFound)?;
    let mailbox = one.handover.mailbox.clone();
    Ok((mailbox.ok_or(Error::NotFound)?, one))
}

/// Which handover it was. What is to be done about it follows from that (`todo`).
fn about(event: Event, referral: ReferralId) -> Event {
    event.with(HANDOVER.id, referral.to_string())
}

/// Takes back what still opens a handover, and what was begun behind it.
async fn withdraw_all(tx: &mut Tx, app: &App, open: &Open, referral: ReferralId) -> Result<()> {
    drafts::end_of_links(tx, app, open.tenant(), referral).await?;
    for sent in guests::of(tx, app, open.tenant(), referral.into()).await? {
        if sent.state != State::Withdrawn {
            guests::withdraw(tx, app, open.tenant(), sent.id).await?;
        }
    }
    app.memory.of::<Codes>().forget(referral);
    Ok(())
}

/// From now on the partner reads nothing of it.
pub async fn withdraw(app: &App, who: &Actor, mut open: Open, referral: ReferralId) -> Ended {
    let mut tx = app.db.begin().await?;
    Handed::hold(&mut tx, &open).await?;
    let (_, handed) = through(&mut tx, app, &open, referral).await?;
    withdraw_all(&mut tx, app, &open, referral).await?;
    drafts::end(&mut tx, app, who.tenant, referral, &handed.partner).await?;
    end_unread(&mut open, &referral.to_string(), How::PassedOver);
    let event = Event::by(who, Role::Officer, &audited::PORTAL_WITHDRAWN);
    open.commit(tx, app, about(event, referral)).await
}

/// A new link with a new code in the place of the one before: it expired, was opened in a browser that is out of
/// reach, or somebody guessed.
pub async fn renew(app: &App, who: &Actor, mut open: Open, referral: ReferralId) -> Ended {
    let mut tx = app.db.begin().await?;
    Handed::hold(&mut tx, &open).await?;
    let (sent, handed) = through(&mut tx, app, &open, referral).await?;
    let was_open = is_open(&mut tx, app, who.tenant, referral).await?;
    withdraw_all(&mut tx, app, &open, referral).await?;
    let leaving = Leaving {
        open: &mut open,
        referral,
        partner: &handed.partner,
        mailbox: &sent,
        due_at: handed.due_at,
    };
    if !was_open {
        // While it is open, whoever has an account reads on.
        holders::tell(&mut tx, app, who.tenant, &handed.partner, holders::NEW).await?;
    }
    send(&mut tx, app, who, leaving, true).await?;
    let event = Event::by(who, Role::Officer, &audited::PORTAL_RENEWED);
    open.commit(tx, app, about(event, referral)).await
}
