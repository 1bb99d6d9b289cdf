//! What a found thing is: where it stands, and what is written there.

use std::collections::BTreeMap;

use platform::db::Reader;
use platform::web::Page;
use platform::{Actor, App, DossierId, Error, Millis, Result};
use policy::Pack;
use route::dossiers::{self, Dossier, Ended, Open, Purpose, Refusal};
use route::signals::{Field, Reference};
use uuid::Uuid;

use super::lasting::Lasting;
use super::part::Part;
use super::things::Thing;
use crate::registers::{self, Import};

/// A found thing, opened: where it stands and what is written there.
pub struct Opened {
    pub lasting: Lasting,
    pub title: String,
    /// Of a subject: its dossier.
    pub dossier: Option<(DossierId, Reference, Millis, bool)>,
    pub capacity: String,
    /// Of a row: the register, and the day of the extract.
    pub register: Option<(String, String)>,
    /// Labels and values.
    pub facts: Vec<(String, String)>,
}

/// The dossiers that these stand in.
pub fn of_dossiers<'a>(shown: impl IntoIterator<Item = &'a Opened>) -> Vec<DossierId> {
    shown
        .into_iter()
        .filter_map(|one| one.dossier.as_ref().map(|(id, ..)| *id))
        .collect()
}

/// Opens things as they are needed; each dossier and import is read once.
pub struct Opener<'a> {
    pub app: &'a App,
    pub actor: &'a Actor,
    pub pack: &'a Pack,
    pub page: &'a Page,
    imports: Vec<Import>,
    dossiers: BTreeMap<DossierId, Open>,
}

impl<'a> Opener<'a> {
    pub async fn new(
        tx: &mut Reader,
        app: &'a App,
        actor: &'a Actor,
        pack: &'a Pack,
        page: &'a Page,
    ) -> Result<Self> {
        let imports = registers::ready(tx, app, actor.tenant).await?;
        Ok(Self {
            app,
            actor,
            pack,
            page,
            imports,
            dossiers: BTreeMap::new(),
        })
    }

    /// What a thing is; `None` when it is gone.
    pub async fn open(&mut self, tx: &mut Reader, thing: Thing) -> Ended<Option<Opened>> {
        match thing {
            Thing::Part { signal, part } => {
                if !self.dossiers.contains_key(&signal) {
                    let Some(open) = dossier(tx, self.app, self.actor, signal).await? else {
                        return Ok(None);
                    };
                    self.dossiers.insert(signal, open);
                }
                let open = self.dossiers.get(&signal);
                Ok(open.and_then(|open| self::part(open, part, self.pack, self.page)))
            }
            Thing::Row { import, row } => Ok(self.row(tx, import, row).await?),
        }
    }

    /// A row of a register; `None` when it is gone.
    async fn row(&self, tx: &mut Reader, import: Uuid, row: u32) -> Result<Option<Opened>> {
        let Some(import) = self.imports.iter().find(|known| known.id == import) else {
            return Ok(None);
        };
        let Some(found) = registers::rows(tx, import, &[row]).await?.remove(&row) else {
            return Ok(None);
        };
        let parts: Vec<&[u8]> = found.cells.iter().map(String::as_bytes).collect();
        let print = vault::hex(
            &self
                .app
                .keys
                .tenant(self.actor.tenant)?
                .derive("registers")
                .fingerprint(&parts)[..16],
        );
        let labels = import.about.columns.iter();
        let filled = labels.zip(found.cells).filter(|(_, cell)| !cell.is_empty());
        let filled: Vec<(&str, String, String)> = filled
            .map(|((header, id), cell)| (id.as_str(), header.clone(), cell))
            .collect();
        let telling = filled.iter().filter(|(id, ..)| *id != "id").take(3);
        let title = telling
            .map(|(_, _, cell)| cell.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let facts = filled
            .into_iter()
            .map(|(_, header, cell)| (header, cell))
            .collect();
        let name = self
            .pack
            .source(&import.source)
            .map_or(import.source.as_str(), |s| s.name.get(self.page.texts.lang));
        Ok(Some(Opened {
            lasting: Lasting::Row(import.source.clone(), print),
            title,
            dossier: None,
            capacity: String::new(),
            register: Some((name.to_owned(), import.about.dated.clone())),
            facts,
        }))
    }
}

/// Opens a dossier to show what is found in it; `None` when it is gone.
pub async fn dossier(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    id: DossierId,
) -> Ended<Option<Open>> {
    match dossiers::open(tx, app, who, id, Purpose::Read).await {
        Ok(open) => Ok(Some(open)),
        Err(Refusal::Failed(Error::NotFound)) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// A part of a dossier; `None` when it has no such part.
pub fn part(dossier: &Dossier, part: Part, pack: &Pack, page: &Page) -> Option<Opened> {
    let place = (
        dossier.id(),
        dossier.reference().clone(),
        dossier.received_at(),
        dossier.is_closed(),
    );
    let lasting = Lasting::Part(dossier.id(), part);
    let Part::Subject(id) = part else {
        let facts = vec![(page.text("report-place"), dossier.report().place.clone())];
        return Some(Opened {
            lasting,
            title: dossier.report().place.clone(),
            dossier: Some(place),
            capacity: page.text("lookup-place"),
            register: None,
            facts,
        });
    };
    let subject = dossier.report().subject(id)?;
    let facts = Field::ALL.iter().map(|field| {
        (
            page.text(&format!("field-{}", field.id())),
            subject.get(*field).to_owned(),
        )
    });
    let capacity = subject.capacity_names(pack, page.texts.lang);
    Some(Opened {
        lasting,
        title: subject.title().to_owned(),
        dossier: Some(place),
        capacity,
        register: None,
        facts: facts.filter(|(_, text)| !text.is_empty()).collect(),
    })
}
