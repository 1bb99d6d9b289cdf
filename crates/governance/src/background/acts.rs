//! What an administrator does with work in the background that was given up.

use platform::audit::Event;
use platform::jobs;
use platform::{Actor, App, Result, Role};
use uuid::Uuid;

use crate::audited;

/// It is tried again, from the first try on.
///
/// # Errors
/// When there is no such work here that was given up.
pub async fn again(app: &App, who: &Actor, id: Uuid) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let kind = jobs::again(&mut tx, app, who.tenant, id).await?;
    let event = Event::by(who, Role::Admin, &audited::JOB_RETRIED);
    tx.commit(app, event.with("job", id.to_string()).with("kind", kind))
        .await?;
    jobs::wake(app);
    Ok(())
}

/// It is thrown away.
///
/// # Errors
/// When there is no such work here that was given up.
pub async fn discard(app: &App, who: &Actor, id: Uuid) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let kind = jobs::discard(&mut tx, who.tenant, id).await?;
    let event = Event::by(who, Role::Admin, &audited::JOB_DISCARDED);
    tx.commit(app, event.with("job", id.to_string()).with("kind", kind))
        .await
}
