//! Taking in what a partner sends, telling it what became of it, and how long what is under another law stays.

use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::tasks::How;
use platform::{Actor, App, DossierId, Error, Millis, Result, Role, clock, tenants};
use uuid::Uuid;

use super::model::{Coming, Longer, TellBack};
use crate::audited;
use crate::dossiers::{self, Ended, Open, Purpose, Refusal};
use crate::files;
use crate::origin::{self, ASKED_BEFORE, ENDS, Extended, Given, Marked, OWED, Told};
use crate::reporters;
use crate::signals::{self, Contact, FROM_PARTNER, NewSignal, Sealed};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    New(DossierId),
    /// This very form was sent before, with these very words.
    Sent(DossierId),
    /// This form was sent before with other words, and became this. Nothing was stored.
    Otherwise(DossierId),
    /// A signal of this partner with this reference is here already. Nothing was stored.
    Known(DossierId),
}

/// What became of the form before, or under which id it is stored now. Other words of a form that was sent are a signal of
/// their own once the officer says so: under an id that follows from them, so that sent twice they are one too.
async fn form_of(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    coming: &Coming,
) -> Result<(Uuid, Option<Taken>)> {
    let form = coming.form_id;
    let Some((id, digest)) = signals::of_form(tx, app, who.tenant, form).await? else {
        return Ok((form, None));
    };
    if digest == coming.digest {
        return Ok((form, Some(Taken::Sent(id))));
    }
    if !coming.apart {
        return Ok((form, Some(Taken::Otherwise(id))));
    }
    let bytes: [u8; 16] = coming.digest.first_chunk().copied().unwrap_or_default();
    let form = uuid::Builder::from_random_bytes(bytes).into_uuid();
    let known = signals::of_form(tx, app, who.tenant, form).await?;
    Ok((form, known.map(|(id, _)| Taken::Sent(id))))
}

/// What became of the form before, asked before its files are stored.
///
/// # Errors
/// When the database cannot be read.
pub async fn sent_before(app: &App, who: &Actor, coming: &Coming) -> Result<Option<Taken>> {
    let mut tx = app.db.read().await?;
    let (_, before) = form_of(&mut tx, app, who, coming).await?;
    Ok(before)
}

/// Stores it as a signal, with where it comes from: in nobody's list, and nobody is told what becomes of it but the
/// partner, if that asked. Its files are stored already, and get their owner here.
///
/// # Errors
/// [`Refusal::Typed`] when it says nothing.
pub async fn take_in(
    app: &App,
    who: &Actor,
    coming: Coming,
    files: Vec<files::Ready>,
) -> Ended<Taken> {
    if coming.says_nothing() && files.is_empty() {
        return Err(Refusal::of("part-0-text", "from-nothing"));
    }
    coming.goes_nowhere()?;
    let own = signals::own_count(app, who).await?;
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let (form, before) = form_of(&mut tx, app, who, &coming).await?;
    if let Some(before) = before {
        // What was typed since stays a draft.
        return Ok(before);
    }
    end_draft(&mut tx, who, own, coming.form_id).await?;
    let pack = tenants::pack_now(&mut tx, app, who.tenant).await?;
    let from = &coming.origin;
    let known_as = if from.reference.is_empty() {
        None
    } else {
        Some(origin::known_as(
            app,
            who.tenant,
            &from.organisation,
            &from.reference,
        )?)
    };
    if let Some(known_as) = known_as.filter(|_| !coming.apart)
        && let Some(id) = origin::known_before(&mut tx, who.tenant, &known_as).await?
    {
        return Ok(Taken::Known(id));
    }
    let new = new_signal(&mut tx, app, who, (&coming, form)).await?;
    signals::insert(&mut tx, app, who.tenant, &pack, &new)
        .await?
        .ok_or(Error::Conflict)?;
    let mut open = dossiers::open(&mut tx, app, who, new.id, Purpose::Act).await?;
    for file in files {
        files::add(&mut tx, app, &open, file).await?;
    }
    origin::add(&mut tx, &open, from, known_as).await?;
    for part in &coming.marked {
        let id = origin::mark(&mut tx, app, &open, part).await?;
        ask_in_time(&mut open, id, part.ends_at, app.clock.now());
    }
    if let Some(due) = from.feedback_by {
        open.tasks.open(&OWED, "", due);
    }
    let cannot_wait = new.report.is_urgent(&pack);
    signals::tell_officers(&mut tx, app, who.tenant, cannot_wait).await?;
    let event = Event::by(who, Role::Officer, &audited::SIGNAL_REPORTED).with("from", "partner");
    open.commit(tx, app, event).await?;
    Ok(Taken::New(new.id))
}

async fn new_signal(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    (coming, form): (&Coming, Uuid),
) -> Result<NewSignal> {
    let id = DossierId::from(app.clock.id_without_time());
    let reporter: Option<Sealed> = match &coming.contact {
        Some(contact) => Some(reporters::seal(tx, app, who.tenant, id, contact).await?),
        None => None,
    };
    Ok(NewSignal {
        id,
        form_id: form,
        digest: coming.digest,
        kind: coming.kind,
        channel: "partner",
        report: coming.report.clone(),
        contact: Contact::None,
        // Of nobody here: no secret makes it.
        mark: vault::random(),
        mark_epoch: tenants::record(tx, app, who.tenant).await?.mark_epoch,
        reporter,
        received_at: clock::hour(app.clock.now()),
    })
}

/// What comes to its end soon is a task now.
fn ask_in_time(open: &mut Open, part: Uuid, ends_at: Millis, now: Millis) {
    if ends_at - ASKED_BEFORE <= now {
        let about = origin::about(part, ends_at);
        open.tasks.open(&ENDS, &about, ends_at);
    }
}

/// Records what the partner that sent the signal was told, or why nothing: nothing is owed any more. Held against who
/// spoke there as every text that leaves. The officer's vault must be open when somebody did.
///
/// # Errors
/// [`Refusal::Typed`] when something is missing, or it says who reported.
pub async fn tell_back(app: &App, who: &Actor, mut open: Open, input: &TellBack) -> Ended {
    if open.origin.is_none() {
        return Err(Error::NotFound.into());
    }
    let now = app.clock.now();
    input.can_be(now)?;
    let words = ("text", input.text.as_str());
    let namesakes = reporters::says_nobody(app, who, &open, words, &input.someone_else)?;
    let told = Told {
        at: input.at.filter(|_| input.way.is_some()).unwrap_or(now),
        author: who.user,
        discloses: input.discloses && input.way.is_some(),
        given: Given {
            way: input.way,
            text: input.text.trim().to_owned(),
        },
    };
    let mut tx = app.db.begin().await?;
    let earlier = origin::told(&mut tx, &open).await?;
    let is_same = |one: &Told| one.given == told.given && one.discloses == told.discloses;
    if earlier.last().is_some_and(is_same) {
        return Ok(());
    }
    origin::tell(&mut tx, app, &open, &told).await?;
    let (how, act) = if input.way.is_some() {
        (How::Done, &audited::PARTNER_TOLD_BACK)
    } else {
        (How::PassedOver, &audited::PARTNER_NOT_TOLD_BACK)
    };
    open.tasks.end(&OWED, "", how);
    let mut event = Event::by(who, Role::Officer, act);
    if namesakes > 0 {
        event = event.with("namesakes", namesakes);
    }
    open.commit(tx, app, event).await
}

/// A part of this dossier that is not over.
fn part(open: &Open, id: Uuid) -> Result<Marked> {
    let mut all = open.marked.iter();
    let found = all.find(|one| one.id == id && one.part.over.is_none());
    found.cloned().ok_or(Error::NotFound)
}

/// What is under another law may be kept longer, for a reason.
///
/// # Errors
/// [`Refusal::Typed`] when the date cannot be, or there is no reason.
pub async fn keep_longer(
    app: &App,
    who: &Actor,
    mut open: Open,
    id: Uuid,
    input: &Longer,
) -> Ended {
    let mut one = part(&open, id)?;
    let (before, now) = (one.part.ends_at, app.clock.now());
    let until = input.until(before, now)?;
    reporters::is_not_named(app, who, &open, ("why", &input.why))?;
    one.part.ends_at = until;
    one.part.extended.push(Extended {
        at: now,
        by: who.user,
        until,
        why: input.why.trim().to_owned(),
    });
    let mut tx = app.db.begin().await?;
    origin::extend(&mut tx, &open, &one).await?;
    open.tasks.end(&ENDS, &origin::about(id, before), How::Done);
    ask_in_time(&mut open, id, until, now);
    let event = Event::by(who, Role::Officer, &audited::MARKED_EXTENDED);
    open.commit(tx, app, event).await
}

/// It goes on its end date: nobody is asked any more.
///
/// # Errors
/// When a colleague changed the dossier since.
pub async fn let_end(app: &App, who: &Actor, mut open: Open, id: Uuid) -> Ended {
    let one = part(&open, id)?;
    let about = origin::about(id, one.part.ends_at);
    if open.tasks.is_settled(&ENDS, &about) {
        return Ok(());
    }
    open.tasks.settle(&ENDS, &about, How::Done, app.clock.now());
    let event = Event::by(who, Role::Officer, &audited::MARKED_LET_END);
    open.commit(app.db.begin().await?, app, event).await
}

/// What was kept of a form goes: it was sent, or is thrown away. `own` is how many signals the officer reported here.
async fn end_draft(tx: &mut Tx, actor: &Actor, own: usize, form: Uuid) -> Result<()> {
    let drafts = signals::drafts_of_form(tx, actor, FROM_PARTNER, own, form).await?;
    for place in drafts.places {
        signals::drop_draft(tx, place).await?;
    }
    Ok(())
}

/// Throws a draft away.
///
/// # Errors
/// When the database cannot be written.
pub async fn discard(app: &App, who: &Actor, form: Uuid) -> Result<()> {
    let own = signals::own_count(app, who).await?;
    let mut tx = app.db.begin().await?;
    end_draft(&mut tx, who, own, form).await?;
    tx.commit_unaudited("a draft is the writer's own").await
}
