//! A signal comes in (bijlage 2, stap 1-2).

use platform::audit::Event;
use platform::db::Reader;
use platform::{Actor, App, DossierId, Error, Result};
use uuid::Uuid;

use super::read::other_digest;
use super::shared::{self, Shared};
use crate::audited;
use crate::files;
use crate::signals::{self, NewSignal};

/// The signal that this very form, with these very words, of this very person became before.
async fn repeated(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    form_id: Uuid,
    sent: &[u8; 32],
) -> Result<Option<DossierId>> {
    let known = signals::of_form(tx, app, actor.tenant, form_id).await?;
    Ok(known.filter(|(_, digest)| digest == sent).map(|(id, _)| id))
}

/// What became of a form before.
pub(super) enum Sent {
    /// It was not sent, or somebody else sent one under its id.
    Not,
    /// This person sent it with these very words.
    Same(DossierId),
    /// This person sent it with other words; its number in the own list.
    Otherwise(usize),
}

impl Sent {
    pub(super) async fn of(
        app: &App,
        actor: &Actor,
        form_id: Uuid,
        sent: &[u8; 32],
    ) -> Result<Self> {
        let known = {
            let mut tx = app.db.read().await?;
            signals::of_form(&mut tx, app, actor.tenant, form_id).await?
        };
        let Some((id, digest)) = known else {
            return Ok(Self::Not);
        };
        if digest == *sent {
            return Ok(Self::Same(id));
        }
        let own = signals::own_number(app, actor, id).await?;
        Ok(own.map_or(Self::Not, Self::Otherwise))
    }
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
    let (draft, copies) = if shared.is_some() {
        (None, Vec::new())
    } else {
        let mut tx = app.db.read().await?;
        let copies = shared::own_copies(&mut tx, app, actor, new.kind, own).await?;
        let draft = signals::draft_place(&mut tx, actor, new.kind, own).await?;
        (draft, copies)
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
    signals::tell_officers(&mut tx, app, actor.tenant, new.report.danger).await?;
    if let Some(shared) = shared {
        shared::drop(&mut tx, shared.row).await?;
    }
    // What was shared is sent now: the coordinator has nothing left to do with it.
    for copy in copies {
        shared::withdraw(&mut tx, app, actor.tenant, copy, None).await?;
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
