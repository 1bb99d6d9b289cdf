//! Which dossiers somebody saw together on one page: their names or summaries are content too, and
//! "who looked into my dossiers" counts them.

use platform::audit::Event;
use platform::{Actor, App, DossierId, Result, Role};

use crate::audited;

/// Records that a list showed something of these dossiers. An empty list leaves no record.
pub async fn list(app: &App, actor: &Actor, shown: &[DossierId]) -> Result<()> {
    if shown.is_empty() {
        Ok(())
    } else {
        with(
            app,
            Event::by(actor, Role::Officer, &audited::LIST_READ),
            shown,
        )
        .await
    }
}

/// Records the event, with the dossiers that the page showed beside its own.
pub async fn with(app: &App, event: Event, shown: &[DossierId]) -> Result<()> {
    let ids: Vec<String> = shown.iter().map(DossierId::to_string).collect();
    let event = if ids.is_empty() {
        event
    } else {
        event.with("dossiers", ids)
    };
    app.db.begin().await?.commit(app, event).await
}
