//! From a report form that is good to a signal: sent before, or stored now.

use axum::response::Response;
use platform::web::{redirect, redirect_done};
use platform::{DossierId, Error, Result, clock};
use uuid::Uuid;

use super::acts::{self, Origin, Sent};
use super::form::ReportForm;
use super::read::{Identity, channel, digest};
use super::{begun, passing};
use crate::files;
use crate::signals::{self, Contact, DraftsOfForm, NewSignal, Report};

/// What comes in, read.
pub(super) struct Coming {
    form_id: Uuid,
    /// These very words, of this person.
    pub sent: [u8; 32],
    pub report: Report,
}

impl Coming {
    pub async fn of(form: &ReportForm, form_id: Uuid, report: Report) -> Result<Self> {
        Ok(Self {
            form_id,
            sent: digest(&form.actor, &form.posted).await?,
            report,
        })
    }

    /// What lies of this form. Which copy it was shared as, the form itself may say.
    pub async fn drafts(&self, form: &ReportForm) -> Result<DraftsOfForm> {
        let own = signals::own_count(&form.app, &form.actor).await?;
        let mut tx = form.app.db.read().await?;
        let of_form =
            signals::drafts_of_form(&mut tx, &form.actor, form.kind.id(), own, self.form_id);
        let mut drafts = of_form.await?;
        if let Ok(copy) = form.shown.value("shared-as").parse() {
            drafts.shared_as = Some(copy);
        }
        Ok(drafts)
    }

    /// What this form became before, or the copy that it was shared as.
    pub async fn was_sent(&self, form: &ReportForm, drafts: &DraftsOfForm) -> Result<Sent> {
        let (app, actor) = (&form.app, &form.actor);
        let known = Sent::of(app, actor, self.form_id, &self.sent).await?;
        let Sent::Not = known else { return Ok(known) };
        let Some(copy) = drafts.shared_as else {
            return Ok(Sent::Not);
        };
        let number = begun::passed_on(app, actor, &copy.to_string()).await?;
        Ok(number.map_or(Sent::Not, Sent::Otherwise))
    }

    /// Stores it; `None`: somebody else was first, and nothing was stored.
    pub async fn store(
        &self,
        form: &ReportForm,
        drafts: &DraftsOfForm,
        cleaned: &[files::Clean],
    ) -> Result<Option<DossierId>> {
        let ReportForm {
            app, actor, posted, ..
        } = form;
        // What a colleague shared stays that colleague's signal. Reporting for somebody outside leaves
        // that person without an account; the signal then belongs to the list of whoever entered it.
        let shared = passing::shared_before(form).await?;
        if posted.has("shared") && shared.is_none() {
            // Gone just now: never the coordinator's own signal by accident.
            return Ok(None);
        }
        let identity = match &shared {
            Some(shared) => shared.identity(),
            None => Identity::of(app, actor, posted).await?,
        };
        let mut report = self.report.clone();
        if shared.is_some() {
            report.coordinator = Some(true);
        }
        let form_id = shared.as_ref().map(|shared| shared.form_id);
        let new = NewSignal {
            id: identity.signal,
            form_id: form_id.unwrap_or(self.form_id),
            digest: self.sent,
            kind: form.kind,
            channel: channel(actor, posted),
            report,
            contact: Contact::parse(posted.get("contact")).unwrap_or(Contact::Here),
            mark: identity.mark,
            mark_epoch: identity.epoch,
            reporter: Some(identity.reporter),
            received_at: clock::hour(app.clock.now()),
        };
        let origin = match &shared {
            Some(shared) => Origin::Shared(shared),
            None => Origin::Own(drafts),
        };
        let files = files::store(app, actor.tenant, cleaned).await?;
        acts::report(app, actor, new, files, origin).await
    }
}

/// On to the page with the reference. The address says which one of the own list it is, and nothing
/// of the dossier.
pub(super) async fn acknowledged(form: &ReportForm, id: DossierId) -> Result<Response> {
    if form.posted.has("shared") {
        return Ok(redirect_done("/gedeeld", "passed-on"));
    }
    let number = signals::own_number(&form.app, &form.actor, id).await?;
    let number = number.ok_or(Error::NotFound)?;
    Ok(redirect(&format!("/gemeld/{number}")))
}
