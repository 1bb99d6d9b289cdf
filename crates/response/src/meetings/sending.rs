//! Links for whoever comes without an account (ADR 20): by mail without content, and the code on the officer's screen.

use platform::audit::Event;
use platform::clock::DAY;
use platform::db::{Reader, Tx};
use platform::guests::{self, Sent};
use platform::{Actor, App, Error, Principal, Result, Role, mail};
use route::dossiers::{Ended, Refusal};
use uuid::Uuid;

use super::model::{Meeting, MeetingId};
use super::{MEETING, store};
use crate::audited;
use crate::codes::Codes;

/// Somebody at an open meeting who has no account.
async fn found(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    id: MeetingId,
    attendee: Uuid,
) -> Result<(Meeting, usize)> {
    let meeting = store::one(tx, app, who.tenant, id).await?;
    let mut all = meeting.content.attendees.iter();
    let at = all.position(|one| one.id == attendee && one.person.is_none());
    let at = at.filter(|_| meeting.is_open()).ok_or(Error::NotFound)?;
    Ok((meeting, at))
}

/// Takes back what this guest has.
async fn take_back(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    meeting: &mut Meeting,
    at: usize,
) -> Result<()> {
    let guest = &mut meeting.content.attendees[at];
    app.memory.of::<Codes>().forget(guest.id);
    if let Some(link) = guest.link.take() {
        let links = guests::of(tx, app, who.tenant, meeting.id.into()).await?;
        if links.iter().any(|sent| sent.id == link) {
            guests::withdraw(tx, app, who.tenant, link).await?;
        }
    }
    Ok(())
}

/// Sends a guest the link to agenda and minutes, in the place of an earlier one.
///
/// # Errors
/// A refusal when there is nowhere to send it; `NotFound` once the meeting is closed.
pub async fn send(app: &App, who: &Actor, id: MeetingId, attendee: Uuid) -> Ended {
    let mut tx = app.db.begin().await?;
    let (mut meeting, at) = found(&mut tx, app, who, id, attendee).await?;
    let mailbox = meeting.content.attendees[at].mailbox.clone();
    if mailbox.is_empty() {
        return Err(Refusal::of("others", "meeting-no-mailbox"));
    }
    take_back(&mut tx, app, who, &mut meeting, at).await?;
    let principal = Principal::Person(who.clone());
    let until = meeting.at + 30 * DAY;
    let made = guests::invite_until(&mut tx, app, &principal, &MEETING, id.into(), until).await?;
    meeting.content.attendees[at].link = Some(made.link);
    store::save(&mut tx, app, who.tenant, &meeting).await?;
    mail::queue_to_mailbox(
        &mut tx,
        app,
        who.tenant,
        &mailbox,
        "meeting-guest",
        &made.path,
    )
    .await?;
    let event =
        Event::by(who, Role::Officer, &audited::MEETING_LINKED).with("meeting", id.to_string());
    tx.commit(app, event).await?;
    let codes = app.memory.of::<Codes>();
    codes.put(who, attendee, made, app.clock.now());
    Ok(())
}

/// From now on this guest reads nothing of it.
pub async fn withdraw(app: &App, who: &Actor, id: MeetingId, attendee: Uuid) -> Ended {
    let mut tx = app.db.begin().await?;
    let (mut meeting, at) = found(&mut tx, app, who, id, attendee).await?;
    if meeting.content.attendees[at].link.is_none() {
        return Ok(());
    }
    take_back(&mut tx, app, who, &mut meeting, at).await?;
    store::save(&mut tx, app, who.tenant, &meeting).await?;
    let event =
        Event::by(who, Role::Officer, &audited::MEETING_WITHDRAWN).with("meeting", id.to_string());
    Ok(tx.commit(app, event).await?)
}

/// The links to a meeting, and how each stands.
pub async fn links(tx: &mut Reader, app: &App, who: &Actor, id: MeetingId) -> Result<Vec<Sent>> {
    guests::of(tx, app, who.tenant, id.into()).await
}
