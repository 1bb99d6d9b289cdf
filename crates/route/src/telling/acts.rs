//! Telling the reporter, closing, and taking up again (bijlage 2, stap 6).

use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::tasks::{How, Task};
use platform::{Actor, App, Error, Role};

use super::leak;
use crate::assessment;
use crate::audited;
use crate::dossiers::{self, Ended, Fault, Open, Purpose, Refusal};
use crate::record::{self, EntryKind};
use crate::referrals;
use crate::reporters::{self, Reporter};
use crate::signals::{self, ANSWER, Contact, Dossier, REFER, Reference, State, TELL};

/// What the reporter is told.
#[derive(Debug, Clone, Default)]
pub struct Message {
    pub text: String,
    /// The officer read how contact is safe.
    pub safely: bool,
}

/// How a dossier ends.
#[derive(Debug, Clone, Default)]
pub struct Closing {
    pub outcome: Option<signals::Outcome>,
    pub reason: String,
    pub message: Message,
    /// With `NoFollowUp` and `Merged`: the obligatory partners that were not told are passed over, for the
    /// same reason.
    pub passes_over: bool,
    /// With `Merged`: the reference of the other dossier, as it was typed.
    pub merged_with: String,
}

/// Whoever asked for no contact gets no message.
#[must_use]
pub fn wants_a_message(dossier: &Dossier) -> bool {
    dossier.contact != Contact::None && dossier.reporter.is_some()
}

impl Message {
    /// There is one, and it tells nothing about subjects that the reporter did not give.
    fn faults(&self, dossier: &Open) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.text.trim().is_empty() {
            faults.push(Fault::new("message", "message-empty"));
        }
        let details = leak::details_not_given(&self.text, &dossier.report);
        if !details.is_empty() {
            faults.push(Fault::new("message", "subject-leak").naming(details));
        }
        if let Err(Refusal::Typed(marked)) = dossier.keeps_back("message", &self.text) {
            faults.extend(marked);
        }
        faults
    }

    /// Can it go? What the vault keeps is not needed to know that.
    pub fn can_go(&self, dossier: &Open) -> Ended {
        refuse(self.faults(dossier))
    }

    /// The reporter said how contact is safe; the officer confirms to have read that before a
    /// message goes. It names nobody who reported: messages stand with the dossier, not in the vault.
    fn goes_as_agreed(&self, dossier: &Dossier, reporter: &Reporter) -> Ended {
        let mut faults = Vec::new();
        let agreed =
            !reporter.safe.is_empty() || matches!(dossier.contact, Contact::Phone | Contact::Mail);
        if agreed && !self.safely {
            faults.push(Fault::new("safely", "safely"));
        }
        let named = reporters::leaks_beside(&self.text, reporter, &dossier.report.names());
        if !named.certain.is_empty() {
            faults.push(Fault::new("message", "leak").naming(named.certain));
        }
        refuse(faults)
    }
}

/// What is wrong with closing while something of the route is open.
pub const MISSING: &str = "missing";

impl Closing {
    /// Does what is still to be done go with it?
    #[must_use]
    pub fn covers(&self, task: &Task) -> bool {
        self.passes_over && self.may_cover(task)
    }

    /// Nothing follows from this dossier: one reason can do for every partner that was not told.
    fn may_cover(&self, task: &Task) -> bool {
        let ends = [signals::Outcome::NoFollowUp, signals::Outcome::Merged];
        self.outcome.is_some_and(|outcome| ends.contains(&outcome)) && *task.kind == REFER
    }

    /// What is in the way of closing it so.
    fn in_the_way(&self, open: &Open) -> Option<Fault> {
        let tasks = open.tasks().blocking();
        let mut left = tasks.iter().filter(|task| !self.covers(task)).peekable();
        left.peek()?;
        Some(if left.all(|task| self.may_cover(task)) {
            Fault::new("passes-over", "passes-over")
        } else {
            Fault::new("outcome", MISSING)
        })
    }

    /// Does the outcome need a reason? Which dossier it was merged with is one, but no reason why a partner is
    /// not told.
    fn asks_why(&self, open: &Open) -> bool {
        match self.outcome {
            Some(signals::Outcome::Referred | signals::Outcome::Local) => false,
            Some(signals::Outcome::Merged) => {
                let tasks = open.tasks().blocking();
                tasks.iter().any(|task| self.covers(task))
            }
            _ => true,
        }
    }

    /// Can it end like this? Not while a step of the route is open; with a reason, unless the
    /// outcome speaks for itself.
    pub fn is_possible(&self, open: &Open) -> Ended {
        let mut faults = Vec::new();
        if self.outcome.is_none() {
            faults.push(Fault::new("outcome", "choose"));
        } else {
            faults.extend(self.in_the_way(open));
        }
        if self.asks_why(open) && self.reason.trim().is_empty() {
            faults.push(Fault::new("reason", "why"));
        }
        if let Err(Refusal::Typed(marked)) = open.keeps_back("reason", &self.reason) {
            faults.extend(marked);
        }
        if wants_a_message(open) {
            faults.extend(self.message.faults(open));
        }
        refuse(faults)
    }
}

/// The other dossier that this one is merged with: one that is here, and is open. What was known of the two
/// is then in one that somebody still looks at.
pub async fn merged_with(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    open: &Open,
    closing: &Closing,
) -> Ended<Option<Open>> {
    if closing.outcome != Some(signals::Outcome::Merged) {
        return Ok(None);
    }
    let fault = |key| Refusal::of("merged-with", key);
    if closing.merged_with.trim().is_empty() {
        return Err(fault("merged-which"));
    }
    let Some(reference) = Reference::parse(&closing.merged_with) else {
        return Err(fault("merged-unknown"));
    };
    let id = signals::by_reference(tx, who.tenant, &reference).await?;
    let id = id.ok_or_else(|| fault("merged-unknown"))?;
    if id == open.id {
        return Err(fault("merged-itself"));
    }
    match dossiers::open(tx, app, who, id, Purpose::Act).await {
        Ok(other) => Ok(Some(other)),
        Err(Refusal::Closed(_)) => Err(fault("merged-closed")),
        Err(other) => Err(other),
    }
}

/// Says in both dossiers that they were merged. Nobody closes the other one meanwhile.
async fn merge(tx: &mut Tx, app: &App, who: &Actor, open: &Open, closing: &Closing) -> Ended {
    let Some(other) = merged_with(tx, app, who, open, closing).await? else {
        return Ok(());
    };
    signals::hold(tx, who.tenant, other.id).await?;
    let Some(other) = merged_with(tx, app, who, open, closing).await? else {
        return Ok(());
    };
    let (here, there) = (open.reference.to_string(), other.reference.to_string());
    record::add(tx, app, open, who, EntryKind::Merged, "", &there).await?;
    record::add(tx, app, &other, who, EntryKind::MergedHere, "", &here).await?;
    Ok(())
}

fn refuse(faults: Vec<Fault>) -> Ended {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Typed(faults))
    }
}

/// Tells the reporter something on the way. The officer's vault must be open.
pub async fn tell(app: &App, who: &Actor, open: Open, message: &Message) -> Ended {
    if !wants_a_message(&open) {
        return Err(Error::BadRequest("no message wanted").into());
    }
    message.can_go(&open)?;
    message.goes_as_agreed(&open, &reporters::open_reporter(app, who, &open)?)?;
    let mut tx = app.db.begin().await?;
    let kind = EntryKind::Message;
    if record::repeats(&mut tx, &open, kind, "", &message.text).await? {
        return Ok(());
    }
    record::add(&mut tx, app, &open, who, kind, "", &message.text).await?;
    let event = Event::by(who, Role::Officer, &audited::REPORTER_TOLD);
    open.add(tx, app, event).await
}

/// Asks the reporter something, on what stood there at this version: it is their turn then, and nothing else
/// in the dossier waits for it. The officer's vault must be open.
pub async fn ask(app: &App, who: &Actor, open: Open, message: &Message, version: &str) -> Ended {
    if !wants_a_message(&open) {
        return Err(Error::BadRequest("no message wanted").into());
    }
    message.can_go(&open)?;
    message.goes_as_agreed(&open, &reporters::open_reporter(app, who, &open)?)?;
    let mut tx = app.db.begin().await?;
    let kind = EntryKind::Asked;
    let waits = open.tasks().has_open(&ANSWER, "");
    if waits && record::repeats(&mut tx, &open, kind, "", &message.text).await? {
        return Ok(());
    }
    let mut open = open.based_on(version)?;
    record::add(&mut tx, app, &open, who, kind, "", &message.text).await?;
    let terms = &app.tenants.get(who.tenant)?.pack.deadlines;
    let due = signals::answer_due(terms, open.urgent, app.clock.now());
    // Another question has its own time.
    open.tasks.end(&ANSWER, "", How::Withdrawn);
    open.tasks.open(&ANSWER, "", due);
    let event = Event::by(who, Role::Officer, &audited::REPORTER_ASKED);
    open.commit(tx, app, event).await
}

/// The officer waits no longer for an answer: it came by phone, or is not needed.
pub async fn wait_no_more(app: &App, who: &Actor, mut open: Open) -> Ended {
    if !open.tasks.end(&ANSWER, "", How::PassedOver) {
        return Ok(());
    }
    let event = Event::by(who, Role::Officer, &audited::REPORTER_NOT_AWAITED);
    open.commit(app.db.begin().await?, app, event).await
}

/// Tells the reporter what was done, and closes. The officer's vault must be open when somebody is
/// told.
pub async fn close(app: &App, who: &Actor, mut open: Open, closing: &Closing) -> Ended {
    closing.is_possible(&open)?;
    let Some(outcome) = closing.outcome else {
        return Err(Refusal::of("outcome", "choose"));
    };
    let told = wants_a_message(&open);
    if told {
        let reporter = reporters::open_reporter(app, who, &open)?;
        closing.message.goes_as_agreed(&open, &reporter)?;
    }
    let now = app.clock.now();
    open.step(|state| state.close(now, outcome))?;
    open.tasks.end(&TELL, "", How::Done);
    open.tasks.keep_only(&referrals::PASSED_ON, |_| false);
    open.tasks.keep_only(&ANSWER, |_| false);
    let mut tx = app.db.begin().await?;
    merge(&mut tx, app, who, &open, closing).await?;
    let passed_over = referrals::pass_over_open(&mut tx, app, &mut open, who, &closing.reason);
    let passed_over = passed_over.await?;
    if told {
        let kind = EntryKind::Message;
        record::add(&mut tx, app, &open, who, kind, "", &closing.message.text).await?;
    }
    let kind = EntryKind::Closed;
    record::add(
        &mut tx,
        app,
        &open,
        who,
        kind,
        outcome.id(),
        &closing.reason,
    )
    .await?;
    let event = Event::by(who, Role::Officer, &audited::SIGNAL_CLOSED)
        .with("outcome", outcome.id())
        .with("told", told)
        .with("passed_over", passed_over);
    open.commit(tx, app, event).await
}

/// Takes a closed dossier up again, for a reason.
pub async fn reopen(app: &App, who: &Actor, mut open: Open, reason: &str) -> Ended {
    if reason.trim().is_empty() {
        return Err(Refusal::of("reason", "why"));
    }
    open.keeps_back("reason", reason)?;
    open.step(State::reopen)?;
    let (pack, mut tx) = (app.tenants.get(who.tenant)?.pack, app.db.begin().await?);
    // Of what was closed, only what nobody read yet was urgent.
    let judged = match assessment::of(&mut tx, &open).await {
        Err(error) if error.is_damage() => None,
        judged => judged?,
    };
    let was_judged_urgent = judged.is_some_and(|judged| judged.is_urgent(&pack));
    open.dossier.urgent = was_judged_urgent || open.report.is_urgent(&pack);
    record::add(&mut tx, app, &open, who, EntryKind::Reopened, "", reason).await?;
    let event = Event::by(who, Role::Officer, &audited::SIGNAL_REOPENED);
    open.commit(tx, app, event).await
}
