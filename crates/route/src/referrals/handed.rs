//! A handover as the partner has it, for whom a link opens it (`platform::guests`): its document, the files that
//! went along, and what the partner lets know in the end.

use platform::db::{Reader, Tx};
use platform::forms::Upload;
use platform::guests::Guest;
use platform::tasks::{self, How};
use platform::{App, DossierId, Error, Result, Tenant};
use uuid::Uuid;

use super::acts;
use super::store::{self, Referral, ReferralId, Status};
use crate::assessment::{self, Assessment};
use crate::dossiers::{self, Ended, Fault, Open, Purpose, Refusal};
use crate::files::{self, Content, File};
use crate::signals::{self, FEEDBACK, REFER, referral_due};

/// One handover, and the dossier that it is of.
pub struct Handed {
    pub open: Open,
    pub referral: Referral,
    /// Files that went along, in the document or beside it.
    files: Vec<File>,
}

impl Handed {
    /// The handover that a guest's link opens.
    ///
    /// # Errors
    /// `NotFound` when it is gone.
    pub async fn of_guest(
        tx: &mut Reader,
        app: &App,
        guest: &Guest,
        purpose: Purpose,
    ) -> Ended<Self> {
        let id = ReferralId::from(guest.object);
        let dossier = Self::dossier_of(tx, app, guest.tenant, id).await?;
        let open = dossiers::open_for_guest(tx, app, guest, dossier, purpose).await?;
        let all = store::of(tx, app, &open).await?.into_iter();
        let referral = all.into_iter().find(|one| one.id == id);
        let referral = referral.ok_or(Error::NotFound)?;
        let files = files::list(tx, &open).await?;
        let gone = referral.handover.gone(&files).into_iter();
        Ok(Self {
            files: gone.cloned().collect(),
            referral,
            open,
        })
    }

    /// The same, as it stands once nobody else changes its dossier.
    ///
    /// # Errors
    /// `NotFound` when it is gone.
    pub async fn held(tx: &mut Tx, app: &App, guest: &Guest, purpose: Purpose) -> Ended<Self> {
        let id = ReferralId::from(guest.object);
        let dossier = Self::dossier_of(tx, app, guest.tenant, id).await?;
        signals::hold(tx, guest.tenant, dossier).await?;
        Self::of_guest(tx, app, guest, purpose).await
    }

    /// The dossier of a handover whose answer is still awaited; without opening it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn awaited(
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        id: ReferralId,
    ) -> Result<Option<DossierId>> {
        let dossier = match Self::dossier_of(tx, app, tenant, id).await {
            Ok(dossier) => dossier,
            // It was destroyed with its dossier.
            Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let tasks = tasks::of_dossier(tx, app, tenant, dossier).await?;
        let waits = tasks.has_open(&FEEDBACK, &id.to_string());
        Ok(waits.then_some(dossier))
    }

    /// The dossier of a handover of this municipality.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub async fn dossier_of(
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        id: ReferralId,
    ) -> Result<DossierId> {
        store::dossier_of(tx, app, tenant, id).await
    }

    /// Its document, and what that is called. Whoever asks records first that it is read.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn paper(&self, app: &App) -> Result<(String, Vec<u8>)> {
        acts::paper(app, &self.open, self.referral.id).await
    }

    /// Files that went along beside the document.
    #[must_use]
    pub fn beside(&self) -> Vec<&File> {
        let files = self.files.iter();
        files.filter(|file| !file.is_picture()).collect()
    }

    /// A file that went along, and what that is called; any other one is not there.
    ///
    /// # Errors
    /// `NotFound` for a file that did not go along.
    pub async fn file(&self, tx: &mut Reader, id: Uuid) -> Result<(Content, String)> {
        let file = self.files.iter().find(|file| file.id == id);
        let file = file.ok_or(Error::NotFound)?;
        let content = files::open(tx, &self.open, id).await?;
        let name = content.name(&self.open, file.number);
        Ok((content, name))
    }

    /// Documents that a partner sends along, made anew as all files are, and stored: nobody's until they are kept.
    ///
    /// # Errors
    /// A fault at `documents`, with the names of those that cannot be kept.
    pub async fn documents(app: &App, guest: &Guest, sent: &[Upload]) -> Ended<Vec<files::Ready>> {
        let (mut cleaned, mut refused) = (Vec::new(), Vec::new());
        for upload in sent {
            match files::clean(app, upload).await {
                Ok(file) => cleaned.push(file),
                Err("file-busy") => return Err(Refusal::of("documents", "documents-busy")),
                Err(_) => refused.push(upload.name.clone()),
            }
        }
        if !refused.is_empty() {
            let fault = Fault::new("documents", "documents-refused").naming(refused);
            return Err(Refusal::Typed(vec![fault]));
        }
        Ok(files::store(app, guest.tenant, &cleaned).await?)
    }

    /// Keeps them with the dossier; gives their ids.
    ///
    /// # Errors
    /// When they cannot be written.
    pub async fn keep(
        &self,
        tx: &mut Tx,
        app: &App,
        documents: Vec<files::Ready>,
    ) -> Result<Vec<Uuid>> {
        let mut kept = Vec::new();
        for file in documents {
            kept.push(files::add(tx, app, &self.open, file).await?);
        }
        Ok(kept)
    }

    /// What the partner lets know in the end (stap 5): the answer of the handover, unless the officer recorded one
    /// already.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn answered(&mut self, tx: &mut Tx, app: &App, text: &str) -> Ended {
        let id = self.referral.id;
        let waited = self.open.tasks.end(&FEEDBACK, &id.to_string(), How::Done);
        if waited {
            store::answer(tx, app, &self.open, id, Status::Answered, text).await?;
        }
        Ok(())
    }

    /// The partner gives it back: it is for somebody else. Whoever the advice obliges to tell is still to be told, or
    /// passed over with a reason: an obligatory partner that says "not for us" makes nobody safe.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn what_is_given_back_is_to_be_told_again(
        &mut self,
        tx: &mut Tx,
        app: &App,
        text: &str,
    ) -> Ended {
        let (id, partner) = (self.referral.id, self.referral.partner.clone());
        let waited = self.open.tasks.end(&FEEDBACK, &id.to_string(), How::Done);
        if !waited {
            return Ok(());
        }
        store::answer(tx, app, &self.open, id, Status::Returned, text).await?;
        let assessment = assessment::of(tx, &self.open).await?;
        let mut obliged = assessment.iter().flat_map(Assessment::obligations);
        if obliged.any(|advice| advice.partner == partner) {
            let terms = app.tenants.get(self.open.tenant)?.pack.deadlines;
            let due = referral_due(&terms, self.open.urgent, app.clock.now());
            self.open.tasks.open(&REFER, partner.as_str(), due);
        }
        Ok(())
    }
}
