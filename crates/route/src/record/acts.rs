//! Noting something down (bijlage 2, stap 6).

use platform::audit::Event;
use platform::{Actor, App, Role};

use super::store::{self, EntryKind};
use crate::audited;
use crate::dossiers::{Ended, Open, Refusal};

/// A note, for whoever reads the dossier later.
pub async fn note(app: &App, who: &Actor, open: Open, text: &str) -> Ended {
    if text.trim().is_empty() {
        return Err(Refusal::of("text", "no-note"));
    }
    let mut tx = app.db.begin().await?;
    if store::repeats(&mut tx, &open, EntryKind::Note, "", text).await? {
        return Ok(());
    }
    store::add(&mut tx, app, &open, who, EntryKind::Note, "", text).await?;
    let event = Event::by(who, Role::Officer, &audited::DOSSIER_NOTED);
    open.add(tx, app, event).await
}
