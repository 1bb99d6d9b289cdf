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
    open.keeps_back("text", text)?;
    let mut tx = app.db.begin().await?;
    if store::repeats(&mut tx, &open, EntryKind::Note, "", text).await? {
        return Ok(());
    }
    store::add(&mut tx, app, &open, who, EntryKind::Note, "", text).await?;
    let event = Event::by(who, Role::Officer, &audited::DOSSIER_NOTED);
    open.add(tx, app, event).await
}

/// That all of a dossier went on paper: for what, and why. What it was made for is recorded; the words stay
/// in the dossier.
pub async fn printed(
    app: &App,
    who: &Actor,
    open: Open,
    what_for: &'static str,
    why: &str,
) -> Ended {
    if why.trim().is_empty() {
        return Err(Refusal::of("reason", "why"));
    }
    open.keeps_back("reason", why)?;
    let mut tx = app.db.begin().await?;
    let kind = EntryKind::Printed;
    store::add(&mut tx, app, &open, who, kind, what_for, why.trim()).await?;
    let event = Event::by(who, Role::Officer, &audited::DOSSIER_PRINTED).with("for", what_for);
    open.add(tx, app, event).await
}
