//! Why somebody searches is noted before anything is found.

use platform::audit::Event;
use platform::{Actor, App, Result, Role};

use super::store;
use crate::audited;

/// Notes it, sealed.
///
/// # Errors
/// When it cannot be written.
pub async fn note(app: &App, who: &Actor, reason: &str) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let why = store::note_search(&mut tx, app, who, reason).await?;
    let event = Event::by(who, Role::Officer, &audited::LOOKUP_SEARCHED);
    tx.commit(app, event.with("reason", why.to_string())).await
}
