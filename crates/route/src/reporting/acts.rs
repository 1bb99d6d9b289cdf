//! A signal comes in (bijlage 2, stap 1-2).

use accounts::people;
use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::{Actor, App, DossierId, Error, Result, mail};
use uuid::Uuid;

use super::read::other_digest;
use super::shared::{self, Shared};
use crate::audited;
use crate::files;
use crate::signals::{self, NewSignal};

/// The signal that this very form, with these very words, of this very person became before.
pub(super) async fn repeated(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    form_id: Uuid,
    sent: &[u8; 32],
) -> Result<Option<DossierId>> {
    let known = signals::of_form(tx, app, actor.tenant, form_id).await?;
    Ok(known.filter(|(_, digest)| digest == sent).map(|(id, _)| id))
}

/// Stores a signal with everything that belongs to it, in one transaction; gives its id. Its files
/// are stored already, and get their owner here. A form
/// that was sent before with other words, or by somebody else, is another signal.
pub async fn report(
    app: &App,
    actor: &Actor,
    mut new: NewSignal,
    files: Vec<files::Ready>,
    shared: Option<&Shared>,
) -> Result<DossierId> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let own = signals::own_count(app, actor).await?;
    let draft = match shared {
        Some(_) => None,
        None => signals::draft_place(&mut app.db.read().await?, actor, new.kind, own).await?,
    };
    let mut tx = app.db.begin().await?;
    if signals::insert(&mut tx, app, actor.tenant, &pack, &new)
        .await?
        .is_none()
    {
        if let Some(id) = repeated(&mut tx, app, actor, new.form_id, &new.digest).await? {
            return Ok(id);
        }
        new.form_id = app.clock.id_without_time();
        new.digest = other_digest(actor, &new.digest, new.form_id);
        signals::insert(&mut tx, app, actor.tenant, &pack, &new)
            .await?
            .ok_or(Error::Conflict)?;
    }
    if !files.is_empty() {
        let dossier = signals::load(&mut tx, app, actor.tenant, new.id).await?;
        for file in files {
            files::add(&mut tx, app, &dossier, file).await?;
        }
    }
    warn_officers(&mut tx, app, actor, new.report.danger).await?;
    if let Some(shared) = shared {
        shared::drop(&mut tx, shared.row).await?;
    }
    if let Some(draft) = draft {
        signals::drop_draft(&mut tx, draft).await?;
    }
    tx.commit(
        app,
        Event::by_reporter(actor.tenant, &audited::SIGNAL_REPORTED).on(new.id),
    )
    .await?;
    Ok(new.id)
}

/// Tells every officer, the deputy too, that something waits; with danger, that it cannot wait.
async fn warn_officers(tx: &mut Tx, app: &App, actor: &Actor, danger: bool) -> Result<()> {
    if app.mailer.url.is_some() {
        let template = if danger { "danger" } else { "new" };
        for officer in people::officers(tx, app, actor.tenant).await? {
            mail::queue(tx, app, actor.tenant, officer, template).await?;
        }
    }
    Ok(())
}
