//! A case as somebody sees it: with those of its dossiers that they may open, and no others.

use platform::db::Reader;
use platform::{Actor, App, DossierId, Error};
use route::dossiers::{self, Ended, Open, Purpose, Refusal};

use super::model::{CaseId, Part, Stands};
use super::store::{self, Case};

/// A case with its dossiers.
pub struct Seen {
    pub case: Case,
    pub parts: Vec<(Part, Open)>,
    /// Some of its dossiers are not for this person, or are damaged.
    pub not_all: bool,
}

/// Opens a dossier to see it in a case; `None`: it is not for this person, or not there, or damaged.
pub async fn opened(tx: &mut Reader, app: &App, who: &Actor, id: DossierId) -> Ended<Option<Open>> {
    match dossiers::open(tx, app, who, id, Purpose::Read).await {
        Ok(open) => Ok(Some(open)),
        Err(Refusal::Failed(Error::NotFound)) => Ok(None),
        Err(Refusal::Failed(error)) if error.is_damage() => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

impl Seen {
    /// The case, if it has a dossier that is for this person: otherwise it is not there.
    pub async fn of(tx: &mut Reader, app: &App, who: &Actor, id: CaseId) -> Ended<Self> {
        let case = store::one(tx, app, who.tenant, id).await?;
        Self::with(tx, app, who, case).await
    }

    /// The same of a case that was read.
    pub async fn with(tx: &mut Reader, app: &App, who: &Actor, case: Case) -> Ended<Self> {
        let (mut parts, mut not_all) = (Vec::new(), false);
        for (dossier, stands) in store::dossiers_of(tx, who.tenant, case.id).await? {
            let Some(open) = opened(tx, app, who, dossier).await? else {
                not_all |= stands == Stands::In;
                continue;
            };
            match store::part(tx, app, case.id, &open).await {
                Ok(Some(part)) => parts.push((part, open)),
                Ok(None) => {}
                Err(error) if error.is_damage() => not_all = true,
                Err(error) => return Err(error.into()),
            }
        }
        // What was taken out shows nothing of the case any more.
        if !parts.iter().any(|(part, _): &(Part, Open)| part.is_in()) {
            return Err(Error::NotFound.into());
        }
        Ok(Self {
            case,
            parts,
            not_all,
        })
    }

    /// The same, as it stands now.
    pub async fn now(app: &App, who: &Actor, id: CaseId) -> Ended<Self> {
        let mut tx = app.db.read().await?;
        Self::of(&mut tx, app, who, id).await
    }

    /// What is in it now.
    pub fn within(&self) -> impl Iterator<Item = &(Part, Open)> {
        self.parts.iter().filter(|(part, _)| part.is_in())
    }

    /// The dossiers that are in it now.
    pub fn dossiers(&self) -> Vec<&Open> {
        self.within().map(|(_, open)| open).collect()
    }

    /// How it stands, with all of its dossiers: one that comes or goes, and what is planned with one, change it too.
    pub fn version(&self) -> String {
        let parts = self.parts.iter().map(|(part, _)| part.version);
        let all = std::iter::once(self.case.version).chain(parts);
        all.map(|one| one.to_string()).collect::<Vec<_>>().join(".")
    }

    /// Is this one of the dossiers that are in it now?
    pub fn has(&self, dossier: DossierId) -> bool {
        self.within().any(|(part, _)| part.dossier == dossier)
    }

    /// One of its dossiers, with what stands of it.
    ///
    /// # Errors
    /// `NotFound` when it is not in this case, or not for this person.
    pub fn take(&mut self, dossier: DossierId) -> Ended<(Part, Open)> {
        let at = self
            .parts
            .iter()
            .position(|(part, _)| part.is_in() && part.dossier == dossier);
        let at = at.ok_or(Error::NotFound)?;
        Ok(self.parts.swap_remove(at))
    }

    /// All of its dossiers that are shown: their ids, for the record.
    pub fn ids(&self) -> Vec<DossierId> {
        self.parts.iter().map(|(part, _)| part.dossier).collect()
    }
}

/// May this person see the case? Whoever may open one of its dossiers may.
pub async fn is_seen(tx: &mut Reader, app: &App, who: &Actor, id: CaseId) -> Ended<bool> {
    for (dossier, stands) in store::dossiers_of(tx, who.tenant, id).await? {
        if stands == Stands::In && opened(tx, app, who, dossier).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
