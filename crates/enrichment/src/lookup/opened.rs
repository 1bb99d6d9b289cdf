//! What a found thing is: where it stands, and what is written there.

use std::collections::BTreeMap;

use platform::db::Reader;
use platform::web::{Page, Words};
use platform::{Actor, App, DossierId, Error, Millis, Result};
use policy::Pack;
use route::dossiers::{self, Dossier, Ended, Open, Purpose, Refusal};
use route::signals::{Field, Reference, Report, SubjectKind};

use super::lasting::Lasting;
use super::part::{Part, looks_of};
use super::things::Thing;
use crate::registers::columns::Column;
use crate::registers::{self, Import, ImportId};

/// The dossier that a part stands in.
pub struct Home {
    pub id: DossierId,
    pub reference: Reference,
    /// A name to know it by.
    pub title: String,
    pub at: Millis,
    pub is_closed: bool,
}

/// Only two of one nature can be the same; others can have something in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    Person,
    Organisation,
    /// An address, a vehicle, a phone, a name online.
    Thing,
}

impl Nature {
    fn of(kind: SubjectKind) -> Self {
        match kind {
            SubjectKind::Person => Self::Person,
            SubjectKind::Organisation => Self::Organisation,
            _ => Self::Thing,
        }
    }

    /// Of a row, by the columns that are filled in.
    fn of_row<'a>(columns: impl Iterator<Item = &'a str>) -> Self {
        use Column::{DateOfBirth, GivenName, Kvk, Name, Organisation, Surname};
        let columns: Vec<Column> = columns.filter_map(Column::parse).collect();
        let has = |some: &[Column]| columns.iter().any(|column| some.contains(column));
        if has(&[Name, GivenName, Surname, DateOfBirth]) {
            Self::Person
        } else if has(&[Organisation, Kvk]) {
            Self::Organisation
        } else {
            Self::Thing
        }
    }
}

/// A found thing, opened: where it stands and what is written there.
pub struct Opened {
    pub lasting: Lasting,
    pub title: String,
    pub nature: Nature,
    /// Of a subject: its dossier.
    pub dossier: Option<Home>,
    pub capacity: Words,
    /// Of a row: the register, and the day of the extract.
    pub register: Option<(Words, String)>,
    /// Of a person: the words in which they are described, if those tell them apart.
    pub looks: Option<String>,
    /// Labels and values.
    pub facts: Vec<(String, String)>,
}

/// Are both described, and in the same words?
#[must_use]
pub fn look_alike(one: &Opened, other: &Opened) -> bool {
    one.looks.is_some() && one.looks == other.looks
}

/// The dossiers that these stand in.
pub fn of_dossiers<'a>(shown: impl IntoIterator<Item = &'a Opened>) -> Vec<DossierId> {
    shown
        .into_iter()
        .filter_map(|one| one.dossier.as_ref().map(|home| home.id))
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
    async fn row(&self, tx: &mut Reader, import: ImportId, row: u32) -> Result<Option<Opened>> {
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
        let nature = Nature::of_row(filled.iter().map(|(id, ..)| *id));
        let telling = filled.iter().filter(|(id, ..)| *id != "id").take(3);
        let title = telling
            .map(|(_, _, cell)| cell.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let facts = filled
            .into_iter()
            .map(|(_, header, cell)| (header, cell))
            .collect();
        let source = self.pack.source(&import.source);
        let name = source.map_or_else(
            || import.source.clone().into(),
            |source| self.page.label(&source.name),
        );
        Ok(Some(Opened {
            lasting: Lasting::Row(import.source.clone(), print),
            title,
            nature,
            dossier: None,
            capacity: Words::default(),
            register: Some((name, import.about.dated.clone())),
            looks: None,
            facts,
        }))
    }
}

/// Opens a dossier to show what is found in it; `None` when it is gone, or damaged: then `meldroute
/// check` names it.
pub async fn dossier(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    id: DossierId,
) -> Ended<Option<Open>> {
    match dossiers::open(tx, app, who, id, Purpose::Read).await {
        Ok(open) => Ok(Some(open)),
        Err(Refusal::Failed(Error::NotFound)) => Ok(None),
        Err(Refusal::Failed(error)) if error.is_damage() => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Of what nature a part of a report is; `None` when it has no such part.
#[must_use]
pub fn nature(report: &Report, part: Part) -> Option<Nature> {
    match part {
        Part::Subject(id) => report.subject(id).map(|subject| Nature::of(subject.kind)),
        Part::Place => (!report.place.is_empty()).then_some(Nature::Thing),
    }
}

/// A part of a dossier; `None` when it has no such part.
pub fn part(dossier: &Dossier, part: Part, pack: &Pack, page: &Page) -> Option<Opened> {
    let home = Home {
        id: dossier.id(),
        reference: dossier.reference().clone(),
        title: dossier.report().title(),
        at: dossier.received_at(),
        is_closed: dossier.is_closed(),
    };
    let lasting = Lasting::Part(dossier.id(), part);
    let Part::Subject(id) = part else {
        let facts = vec![(page.text("seen-place"), dossier.report().place.clone())];
        return Some(Opened {
            lasting,
            title: dossier.report().place.clone(),
            nature: Nature::Thing,
            dossier: Some(home),
            capacity: page.text("lookup-place").into(),
            register: None,
            looks: None,
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
    let capacity = subject.capacity_names(pack, &page.texts);
    Some(Opened {
        lasting,
        title: subject.title().to_owned(),
        nature: Nature::of(subject.kind),
        dossier: Some(home),
        capacity,
        register: None,
        looks: looks_of(subject),
        facts: facts.filter(|(_, text)| !text.is_empty()).collect(),
    })
}
