//! How a meeting ends: the officer closes it, or it is forgotten; and it goes with the last dossier that was brought
//! to it.

use platform::audit::Event;
use platform::clock::DAY;
use platform::db::Tx;
use platform::{Actor, App, Millis, Result, Role, Tenant, guests, jobs};
use route::dossiers::Ended;

use super::model::{Meeting, MeetingId, State};
use super::store;
use crate::audited;
use crate::codes::Codes;

/// So long after its day a meeting is read by who was asked to come; then it closes by itself, and what was not talked
/// about waits on.
pub const FORGOTTEN: Millis = 30 * DAY;

/// From now on officers alone read it: a meeting that was held, or does not take place. What was not talked about
/// waits on.
pub async fn close(app: &App, who: &Actor, meeting: MeetingId) -> Ended {
    let mut tx = app.db.begin().await?;
    let there = store::one(&mut tx, app, who.tenant, meeting).await?;
    if !there.is_open() {
        return Ok(());
    }
    shut(&mut tx, app, who.tenant, there).await?;
    let event = Event::by(who, Role::Officer, &audited::MEETING_CLOSED)
        .with("meeting", meeting.to_string());
    Ok(tx.commit(app, event).await?)
}

async fn shut(tx: &mut Tx, app: &App, tenant: Tenant, mut meeting: Meeting) -> Result<()> {
    meeting.state = State::Closed;
    for sent in guests::of(tx, app, tenant, meeting.id.into()).await? {
        guests::withdraw(tx, app, tenant, sent.id).await?;
    }
    let codes = app.memory.of::<Codes>();
    for one in &meeting.content.attendees {
        codes.forget(one.id);
    }
    store::save(tx, app, tenant, &meeting).await
}

/// Every day: what was forgotten closes, and what is left of no dossier goes.
pub const ENDING: jobs::Kind = jobs::Kind::new("meetings", |app, _| {
    Box::pin(async move { Ok(end(&app).await?) })
})
.every(DAY);

/// Each municipality by itself: a fault in one is in no other's way.
///
/// # Errors
/// The first fault there was.
pub async fn end(app: &App) -> Result<()> {
    let mut fault = Ok(());
    for known in app.tenants.all() {
        fault = fault.and(end_in(app, known.tenant).await);
    }
    fault
}

async fn end_in(app: &App, tenant: Tenant) -> Result<()> {
    let before = app.clock.now() - FORGOTTEN;
    let mut tx = app.db.read().await?;
    let forgotten = store::forgotten(&mut tx, app, tenant, before).await?;
    let emptied = store::emptied(&mut tx, app, tenant).await?;
    drop(tx);
    for meeting in forgotten {
        let event = Event::by_system(tenant, "system", &audited::MEETING_CLOSED)
            .with("meeting", meeting.id.to_string());
        let mut tx = app.db.begin().await?;
        shut(&mut tx, app, tenant, meeting).await?;
        tx.commit(app, event).await?;
    }
    for meeting in emptied {
        let event = Event::by_system(tenant, "system", &audited::MEETING_GONE)
            .with("meeting", meeting.to_string());
        let mut tx = app.db.begin().await?;
        store::remove(&mut tx, app, tenant, meeting).await?;
        tx.commit(app, event).await?;
    }
    Ok(())
}
