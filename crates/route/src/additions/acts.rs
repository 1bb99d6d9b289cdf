//! Adding to a signal, and reading what was added.

use platform::audit::Event;
use platform::db::Tx;
use platform::tasks::How;
use platform::{Actor, App, DossierId, Millis, Role, calendar::after_working_days, clock};
use uuid::Uuid;

use super::model::{Addition, is_nothing, merge};
use super::store;
use crate::audited;
use crate::dossiers::{self, Ended, Open, Purpose, Refusal};
use crate::files;
use crate::record;
use crate::signals::{self, ADDED, ANSWER, ASSESS, Contact, Report, Sealed, State, assessment_due};

/// What a reporter still knows.
pub struct More {
    pub report: Report,
    /// Who reports and how that person wants to hear, said anew and sealed to the vault.
    pub reporter: Option<(Sealed, Contact)>,
    pub files: Vec<files::Ready>,
    /// So many messages of the officer stood on the page where it was typed.
    pub told: usize,
    /// A fingerprint of all that was sent, under the sender's own secret.
    pub sent: String,
    /// Where it lies as a draft: that goes with it.
    pub drafts: Vec<[u8; 32]>,
}

/// Adds to a signal what its reporter still knows. `id` comes from the reporter's own list. Whoever
/// changes the dossier meanwhile is not in the way: the reporter is never told of it.
///
/// Nothing is held against what was said before: who says again that somebody is in danger is heard
/// again. The very same form twice is the one addition that stands there.
///
/// # Errors
/// [`Refusal::Typed`] when it says nothing: then nothing is stored, and nobody is told that it was.
pub async fn add(app: &App, who: &Actor, id: DossierId, mut more: More) -> Ended {
    let mut tx = app.db.begin().await?;
    signals::hold(&mut tx, who.tenant, id).await?;
    let open = dossiers::open_for_reporter(&mut tx, app, who.tenant, id).await?;
    let earlier = store::list(&mut tx, &open).await?;
    if earlier.iter().any(|added| added.sent == more.sent) {
        return Ok(());
    }
    if open.report.coordinator.is_some() {
        more.report.coordinator = None;
    }
    if is_nothing(&more.report) && more.files.is_empty() && more.reporter.is_none() {
        return Err(Refusal::of("seen", "nothing-added"));
    }
    write(app, tx, open, more).await
}

async fn write(app: &App, mut tx: Tx, mut open: Open, more: More) -> Ended {
    let (pack, now) = (
        app.tenants.get(open.tenant())?.pack,
        clock::hour(app.clock.now()),
    );
    let cannot_wait = more.report.is_urgent(&pack);
    let merged = merge(more.report, &mut open.dossier.report);
    let mut added = store::fresh(app, now, merged);
    added.sent = more.sent;
    added.files = more.files.len();
    for file in more.files {
        files::add(&mut tx, app, &open, file).await?;
    }
    if let Some((reporter, contact)) = more.reporter {
        added.contact = true;
        open.dossier.contact = contact;
        signals::say_also(&mut tx, app, &open, &reporter, contact).await?;
    }
    open.dossier.urgent = if open.is_closed() {
        cannot_wait || open.dossier.urgent && open.tasks().open_of(&ADDED).next().is_some()
    } else {
        open.dossier.urgent || open.report.is_urgent(&pack)
    };
    let messages = record::messages(&mut tx, &open).await?;
    let told = more.told.min(messages.len());
    added.told = (told > 0).then_some(told);
    // What was asked meanwhile was not answered by it.
    let asked = record::last_question(&messages);
    let answers = told >= asked && open.tasks_mut().end(&ANSWER, "", How::Done);
    // Whoever assesses it reads it there; later it is something to do by itself, and so is an answer.
    added.waits = open.state != State::NEW || answers;
    let kind = if added.waits { &ADDED } else { &ASSESS };
    let mut due = assessment_due(&pack.deadlines, cannot_wait, now);
    if answers {
        due = due.min(answer_read_due(now));
    }
    open.tasks_mut().open(kind, "", due);
    store::insert(&mut tx, &open, &added).await?;
    for place in more.drafts {
        signals::drop_draft(&mut tx, place).await?;
    }
    signals::tell_officers(&mut tx, app, open.tenant(), cannot_wait).await?;
    let event = Event::by_reporter(open.tenant(), &audited::SIGNAL_ADDED);
    open.commit(tx, app, event).await
}

/// Whoever asked goes on with the answer by the next working day.
fn answer_read_due(now: Millis) -> Millis {
    after_working_days(now, 1)
}

/// The officer read these additions.
pub async fn read(app: &App, who: &Actor, id: DossierId, seen: &[Uuid]) -> Ended {
    let mut tx = app.db.begin().await?;
    let mut open = dossiers::open(&mut tx, app, who, id, Purpose::Add).await?;
    let waiting = store::list(&mut tx, &open).await?.into_iter();
    let waiting = waiting.filter(|added| added.waits);
    let (seen, left): (Vec<Addition>, Vec<Addition>) =
        waiting.partition(|added| seen.contains(&added.id));
    if seen.is_empty() {
        return Ok(());
    }
    for added in seen {
        store::is_read(&mut tx, &open, added).await?;
    }
    if left.is_empty() {
        open.tasks_mut().end(&ADDED, "", How::Done);
    }
    if open.is_closed() {
        // Of a closed dossier only what nobody read yet is urgent; taken up again, it is judged anew.
        let pack = app.tenants.get(who.tenant)?.pack;
        let mut left = left.iter();
        open.dossier.urgent = left.any(|added| added.is_urgent(&open.report, &pack));
    }
    let event = Event::by(who, Role::Officer, &audited::ADDITION_READ);
    open.commit(tx, app, event).await
}
