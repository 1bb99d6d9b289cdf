//! A handover as the partner has it, for whom a link opens it (`platform::guests`) and for whoever has an account of
//! that organisation: its document, the files that went along, and what the partner lets know in the end.

use platform::blobs;
use platform::db::{Reader, Tx};
use platform::forms::Upload;
use platform::tasks::{self, How};
use platform::{App, DossierId, Error, FileId, Principal, Result, Tenant};
use policy::PartnerId;

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

/// A guest reads the handover that the link opens, and somebody with an account those to the own organisation
/// (bijlage 2, stap 4). Anything else is not there, for nobody.
fn a_partner_reads_what_was_handed_over_to_it(
    who: &Principal,
    id: ReferralId,
    to: &PartnerId,
) -> bool {
    match who {
        Principal::Guest(guest) => ReferralId::from(guest.object) == id,
        Principal::Person(actor) => actor.is_of(to),
        Principal::System(_) => false,
    }
}

/// The dossier of what somebody reads for its partner.
async fn admitted(
    tx: &mut Reader,
    app: &App,
    who: &Principal,
    id: ReferralId,
) -> Result<(Tenant, DossierId)> {
    let tenant = who.tenant().ok_or(Error::NotFound)?;
    let (dossier, to) = store::addressed(tx, app, tenant, id).await?;
    if a_partner_reads_what_was_handed_over_to_it(who, id, &to) {
        Ok((tenant, dossier))
    } else {
        Err(Error::NotFound)
    }
}

impl Handed {
    /// A handover for whoever reads it for its partner.
    ///
    /// # Errors
    /// `NotFound` when it is gone, or was handed over to another.
    pub async fn of_partner(
        tx: &mut Reader,
        app: &App,
        who: &Principal,
        id: ReferralId,
        purpose: Purpose,
    ) -> Ended<Self> {
        let (tenant, dossier) = admitted(tx, app, who, id).await?;
        let open = dossiers::open_for_partner(tx, app, tenant, dossier, purpose).await?;
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
    /// `NotFound` when it is gone, or was handed over to another.
    pub async fn held(
        tx: &mut Tx,
        app: &App,
        who: &Principal,
        id: ReferralId,
        purpose: Purpose,
    ) -> Ended<Self> {
        let (tenant, dossier) = admitted(tx, app, who, id).await?;
        signals::hold(tx, tenant, dossier).await?;
        Self::of_partner(tx, app, who, id, purpose).await
    }

    /// Nobody else changes this dossier before this transaction ended: whoever speaks for a partner waits for it
    /// ([`Self::held`]), and whoever spoke is done.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn hold(tx: &mut Tx, open: &Open) -> Result<()> {
        signals::hold(tx, open.tenant(), open.id()).await
    }

    /// All that was handed over to a partner; unopened.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn to(tx: &mut Reader, tenant: Tenant, to: &PartnerId) -> Result<Vec<ReferralId>> {
        store::to(tx, tenant, to).await
    }

    /// The dossier of a handover whose answer is still awaited, and from which partner; without opening it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn awaited(
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        id: ReferralId,
    ) -> Result<Option<(DossierId, PartnerId)>> {
        let (dossier, partner) = match store::addressed(tx, app, tenant, id).await {
            Ok(found) => found,
            // It was destroyed with its dossier.
            Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let tasks = tasks::of_dossier(tx, app, tenant, dossier).await?;
        let waits = tasks.has_open(&FEEDBACK, &id.to_string());
        Ok(waits.then_some((dossier, partner)))
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
    pub async fn file(&self, tx: &mut Reader, id: FileId) -> Result<(Content, String)> {
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
    pub async fn documents(app: &App, tenant: Tenant, sent: &[Upload]) -> Ended<Vec<files::Ready>> {
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
        Ok(files::store(app, tenant, &cleaned).await?)
    }

    /// Tells documents from others, as they were sent; `None` when there are none.
    ///
    /// # Errors
    /// When one cannot be read.
    pub async fn print_of(&self, sent: &[Upload]) -> Result<Option<[u8; 32]>> {
        if sent.is_empty() {
            return Ok(None);
        }
        let mut print = self
            .open
            .key
            .derive("documents of a partner")
            .many()
            .begin();
        for upload in sent {
            match &upload.content {
                Ok(content) => blobs::fingerprint(content, &mut print).await?,
                Err(_) => print.part(b""),
            }
        }
        Ok(Some(print.end()))
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
    ) -> Result<Vec<FileId>> {
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
        // Also whoever is obliged by a next assessment alone tells it then.
        self.open.tasks.unsettle(&REFER, partner.as_str());
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use platform::{Actor, Role, ScopedRole};
    use uuid::Uuid;

    use super::*;

    fn somebody(roles: &[Role], of: &[&str]) -> Principal {
        Principal::Person(Actor {
            user: Uuid::nil().into(),
            name: String::new(),
            tenant: Tenant(Uuid::nil()),
            municipality: String::new(),
            roles: roles.to_vec(),
            scopes: of
                .iter()
                .map(|id| ScopedRole::account((*id).into()))
                .collect(),
            elsewhere: Vec::new(),
            waits: false,
            session: [0; 32],
            secret: Arc::new(vault::Key::random()),
        })
    }

    #[test]
    fn a_partner_reads_what_was_handed_over_to_it() {
        let reads = |who: Principal, to: &str| {
            let id = ReferralId::from(Uuid::from_u128(1));
            super::a_partner_reads_what_was_handed_over_to_it(&who, id, &to.into())
        };
        assert!(reads(somebody(&[Role::Partner], &["nla"]), "nla"));
        assert!(!reads(somebody(&[Role::Partner], &["nla"]), "avim"));
        assert!(!reads(somebody(&[Role::Partner], &[]), "nla"));
        // The role and the organisation must both count; and an officer has another door.
        assert!(!reads(somebody(&[Role::Participant], &["nla"]), "nla"));
        assert!(!reads(somebody(&[Role::Officer], &["nla"]), "nla"));
        assert!(!reads(Principal::System("program"), "nla"));
    }
}
