//! A signal comes in (bijlage 2, stap 1-2).

use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::{Actor, App, DossierId, Error, Result, tenants};
use uuid::Uuid;

use super::read::other_digest;
use super::shared::{self, Shared};
use crate::audited;
use crate::files;
use crate::signals::{self, DraftsOfForm, Kind, NewSignal};

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

/// What a signal is made of.
#[derive(Clone, Copy)]
pub enum Origin<'a> {
    /// The own form, with where its drafts lie; they may have been shared.
    Own(&'a DraftsOfForm),
    /// What a colleague shared.
    Shared(&'a Shared),
}

/// Stores a signal with everything that belongs to it, in one transaction; gives its id. Its files
/// are stored already, and get their owner here. A form
/// that was sent before with other words, or by somebody else, is another signal.
///
/// `None`: somebody else was first. What was shared is not with this coordinator any more, or the
/// coordinator passed the copy on just now. Nothing was stored.
pub async fn report(
    app: &App,
    actor: &Actor,
    mut new: NewSignal,
    files: Vec<files::Ready>,
    origin: Origin<'_>,
) -> Result<Option<DossierId>> {
    let form = new.form_id;
    let drafts: &[[u8; 32]] = match origin {
        Origin::Shared(_) => &[],
        Origin::Own(drafts) => &drafts.places,
    };
    let mut tx = app.db.begin().await?;
    // Whoever changes the policy right now is waited for: a signal is judged by what stands then.
    tenants::alone(&mut tx, actor.tenant).await?;
    let pack = tenants::pack_now(&mut tx, app, actor.tenant).await?;
    if signals::insert(&mut tx, app, actor.tenant, &pack, &new)
        .await?
        .is_none()
    {
        if let Some(id) = repeated(&mut tx, app, actor, new.form_id, &new.digest).await? {
            return Ok(Some(id));
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
    let cannot_wait = new.report.is_urgent(&pack);
    signals::tell_officers(&mut tx, app, actor.tenant, cannot_wait).await?;
    if !ends_copies(&mut tx, app, actor, origin, (form, new.id)).await? {
        return Ok(None);
    }
    for place in drafts {
        signals::drop_draft(&mut tx, *place).await?;
    }
    tx.commit(
        app,
        Event::by_reporter(actor.tenant, &audited::SIGNAL_REPORTED).on(new.id),
    )
    .await?;
    Ok(Some(new.id))
}

/// What was shared of it is with nobody any more. False: somebody else made a signal of it, or took it
/// away, just now.
async fn ends_copies(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    origin: Origin<'_>,
    (form, signal): (Uuid, DossierId),
) -> Result<bool> {
    let shared_as = match origin {
        Origin::Shared(shared) => return shared::take_away(tx, shared.row).await,
        Origin::Own(drafts) => drafts.shared_as,
    };
    if let Some(copy) = shared_as
        && let Some((known, _)) = signals::of_form(tx, app, actor.tenant, copy).await?
        && known != signal
    {
        return Ok(false);
    }
    // What was shared is sent now: the coordinator has nothing left to do with it.
    for copy in shared::own_copies(tx, app, actor, form).await? {
        shared::withdraw(tx, app, actor.tenant, copy, None).await?;
    }
    Ok(true)
}

/// Throws a draft away, with what was shared of it and what came back. Whoever has it hears that it is
/// gone. True: somebody had it.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn discard(app: &App, who: &Actor, kind: Kind, form: Uuid) -> Result<bool> {
    let own = signals::own_count(app, who).await?;
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let mut withdrawn = false;
    for copy in shared::own_copies(&mut tx, app, who, form).await? {
        withdrawn |= shared::withdraw(&mut tx, app, who.tenant, copy, None).await?;
    }
    let drafts = signals::drafts_of_form(&mut tx, who, kind.id(), own, form).await?;
    for place in drafts.places {
        signals::drop_draft(&mut tx, place).await?;
    }
    tx.commit_unaudited("a draft is the writer's own").await?;
    Ok(withdrawn)
}
