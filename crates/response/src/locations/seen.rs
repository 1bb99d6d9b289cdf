//! A location as somebody sees it: with those of its dossiers that they may open.

use platform::audit::Event;
use platform::db::Reader;
use platform::{Actor, App, Error, Role};
use route::dossiers::{Ended, Open, Refusal};

use super::links;
use super::model::LocationId;
use super::store::{self, Location};
use crate::audited;
use crate::cases::opened;

/// A location with its dossiers.
pub struct Seen {
    pub location: Location,
    pub dossiers: Vec<Open>,
    /// Some of its dossiers are not for this person, or are damaged.
    pub not_all: bool,
}

/// How a location stands: a form on which somebody decides says it back.
///
/// # Errors
/// `NotFound` when there is no such location.
pub async fn version(app: &App, who: &Actor, id: LocationId) -> Ended<String> {
    Ok(Seen::now(app, who, id).await?.version())
}

impl Seen {
    /// One of this municipality, for an officer of it.
    pub async fn of(tx: &mut Reader, app: &App, who: &Actor, id: LocationId) -> Ended<Self> {
        if !who.is(Role::Officer) {
            return Err(Error::NotFound.into());
        }
        let location = store::one(tx, app, who.tenant, id).await?;
        let all = links::dossiers_of(tx, who.tenant, id).await?;
        let mut dossiers = Vec::new();
        for dossier in &all {
            dossiers.extend(opened(tx, app, who, *dossier).await?);
        }
        Ok(Self {
            not_all: dossiers.len() < all.len(),
            location,
            dossiers,
        })
    }

    /// The same, as it stands now.
    pub async fn now(app: &App, who: &Actor, id: LocationId) -> Ended<Self> {
        let mut tx = app.db.read().await?;
        Self::of(&mut tx, app, who, id).await
    }

    /// Its dossiers, to hold words against.
    #[must_use]
    pub fn opened(&self) -> Vec<&Open> {
        self.dossiers.iter().collect()
    }

    /// How it stands. A dossier that comes or goes changes it too.
    #[must_use]
    pub fn version(&self) -> String {
        self.location.version.to_string()
    }

    /// Was the form shown with what stands there now?
    ///
    /// # Errors
    /// [`Refusal::Changed`] when it was not.
    pub fn based_on(&self, version: &str) -> Ended {
        if version == self.version() {
            Ok(())
        } else {
            Err(Refusal::Changed)
        }
    }

    /// Records that somebody reads it, with its dossiers.
    pub async fn read_by(&self, app: &App, who: &Actor) -> platform::Result<()> {
        let dossiers = self.dossiers.iter().map(|open| open.id().to_string());
        let event = Event::by(who, Role::Officer, &audited::LOCATION_READ)
            .with("location", self.location.id.to_string())
            .with("dossiers", dossiers.collect::<Vec<_>>());
        app.db.begin().await?.commit(app, event).await
    }
}
