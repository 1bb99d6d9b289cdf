//! A handover before it is made: what could go along, and the document as it would leave now.

use std::collections::BTreeMap;

use documents::{HandoverFile, Picture, Sheets};
use platform::blobs;
use platform::clock;
use platform::db::Reader;
use platform::{App, Error, Millis, Result};
use policy::{Form, Partner, PartnerId};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::items::{self, Item};
use super::model::{Consent, HandOver};
use super::store;
use crate::assessment;
use crate::dossiers::Open;
use crate::files::{self, Content, File};
use crate::signals::{Dossier, feedback_due};

/// Everything that a handover to one partner can be made of.
pub struct Draft {
    pub items: Vec<Item>,
    pub files: Vec<File>,
    pub partner: Partner,
    /// What somebody may be made to do, as it was judged.
    pub forms: Vec<Form>,
    /// The words that went to another partner last, by item, where they are not as reported.
    pub approved: BTreeMap<String, String>,
}

impl Draft {
    pub async fn of(
        tx: &mut Reader,
        app: &App,
        dossier: &Open,
        partner: &PartnerId,
    ) -> Result<Self> {
        let pack = app.tenants.get(dossier.tenant)?.pack;
        let partner = pack.partner(partner).cloned().ok_or(Error::NotFound)?;
        let assessment = assessment::of(tx, dossier).await?.ok_or(Error::NotFound)?;
        let files = files::list(tx, dossier).await?;
        // The receiving partner reads Dutch, whatever language the officer works in.
        let texts = app.i18n.lang("nl");
        let items = items::items(dossier, &assessment, &files, &pack, &texts);
        let earlier = store::of(tx, app, dossier).await?;
        let earlier = earlier.iter().map(|referral| &referral.handover.words);
        Ok(Self {
            approved: items::approved(&items, earlier),
            items,
            files,
            partner,
            forms: assessment.facts.forms,
        })
    }

    /// By when the partner is asked to let know what was done.
    pub fn due(app: &App, dossier: &Open) -> Result<Millis> {
        let terms = app.tenants.get(dossier.tenant)?.pack.deadlines;
        Ok(feedback_due(&terms, dossier.urgent, app.clock.now()))
    }

    /// The document as it would leave now.
    pub fn document(&self, app: &App, dossier: &Open, input: &HandOver) -> Result<HandoverFile> {
        let texts = app.i18n.lang("nl");
        let municipality = app.tenants.get(dossier.tenant)?;
        let now = app.clock.now();
        let due = Self::due(app, dossier)?;
        let consent = match &input.consent {
            Some(Consent::Given) => texts.get("consent-given"),
            Some(Consent::Without(why)) => {
                format!("{}: {}", texts.get("consent-none"), why.trim())
            }
            None => String::new(),
        };
        let chosen_files = self
            .items
            .iter()
            .filter(|item| item.part.is_none() && input.chosen.contains(&item.id));
        Ok(HandoverFile {
            municipality: municipality.name,
            reference: dossier.reference.to_string(),
            partner: self.partner.name.clone(),
            attention: self.partner.who().unwrap_or("").to_owned(),
            date: clock::date(now, "nl"),
            day: clock::day(now),
            sections: items::sections(&self.items, input),
            files: chosen_files
                .map(|item| format!("{} ({})", item.label, item.text))
                .collect(),
            question: input.question.trim().to_owned(),
            urgent: dossier.urgent,
            due: clock::date(due, "nl"),
            purpose: input.purpose.trim().to_owned(),
            legal_basis: input.basis.trim().to_owned(),
            consent,
            proportionality: input.proportionality.trim().to_owned(),
        })
    }

    /// The files that go along.
    #[must_use]
    pub fn going(&self, input: &HandOver) -> Vec<&File> {
        let goes = |file: &&File| input.chosen.contains(&format!("file-{}", file.id));
        self.files.iter().filter(goes).collect()
    }
}

/// The files with their numbers in the dossier.
pub async fn contents(
    tx: &mut Reader,
    dossier: &Dossier,
    files: &[&File],
) -> Result<Vec<(usize, Content)>> {
    let mut found = Vec::new();
    for file in files {
        found.push((file.number, files::open(tx, dossier, file.id).await?));
    }
    Ok(found)
}

/// Documents with pictures are set one at a time: their pictures are in memory then.
static TURN: Semaphore = Semaphore::const_new(1);

/// The pictures of a document, in memory for as long as it is set.
pub struct Pictures {
    all: Vec<Picture>,
    _turn: Option<SemaphorePermit<'static>>,
}

/// Pictures stand in the document itself; a PDF goes beside it.
pub async fn pictures(app: &App, mut files: Vec<(usize, Content)>) -> Result<Pictures> {
    let texts = app.i18n.lang("nl");
    files.retain(|(_, file)| file.is_picture());
    let turn = if files.is_empty() {
        None
    } else {
        Some(TURN.acquire().await.map_err(|_| Error::Busy)?)
    };
    let mut all = Vec::new();
    for (number, file) in files {
        all.push(Picture {
            label: texts.with("handover-file", &[("number", number.to_string())]),
            bytes: blobs::whole(&file.blob.of(&app.db), usize::MAX).await?,
        });
    }
    Ok(Pictures { all, _turn: turn })
}

/// Sets the document; other work goes on meanwhile.
pub async fn set(file: HandoverFile, contact: String, pictures: Pictures) -> Result<Vec<u8>> {
    aside(pictures, move |all| {
        documents::handover(&file, &contact, all)
    })
    .await
}

/// So many pages of a document are shown as pictures; its words are there whole.
const MOST_SHEETS: usize = 12;

/// The same document, to be looked at.
pub async fn sheets(file: HandoverFile, contact: String, pictures: Pictures) -> Result<Sheets> {
    let made = move |all| documents::handover_sheets(&file, &contact, all, MOST_SHEETS);
    aside(pictures, made).await
}

async fn aside<T: Send + 'static>(
    pictures: Pictures,
    made: impl FnOnce(Vec<Picture>) -> std::result::Result<T, documents::Error> + Send + 'static,
) -> Result<T> {
    let Pictures { all, _turn } = pictures;
    let failed = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    tokio::task::spawn_blocking(move || made(all))
        .await
        .map_err(|error| failed(&error))?
        .map_err(|error| failed(&error))
}
