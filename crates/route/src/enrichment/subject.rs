//! What a found thing is, and everything about one subject over all dossiers.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Reader;
use platform::web::{Page, html};
use platform::{Actor, App, Error, Millis, Result, Role, Tenant};
use policy::Pack;
use uuid::Uuid;

use super::judgements::{self, Lasting};
use super::known::Thing;
use super::part::Part;
use super::store;
use crate::audited;
use crate::registers::{self, Import};
use crate::seen;
use crate::signals::{self, Dossier, Field, Reference};

/// A found thing, opened: where it stands and what is written there.
pub struct Opened {
    pub lasting: Lasting,
    pub title: String,
    /// Of a subject: its dossier.
    pub dossier: Option<(Uuid, Reference, Millis, bool)>,
    pub capacity: String,
    /// Of a row: the register, and the day of the extract.
    pub register: Option<(String, String)>,
    /// Labels and values.
    pub facts: Vec<(String, String)>,
}

/// The dossiers that these stand in.
pub fn dossiers<'a>(shown: impl IntoIterator<Item = &'a Opened>) -> Vec<Uuid> {
    shown
        .into_iter()
        .filter_map(|one| one.dossier.as_ref().map(|(id, ..)| *id))
        .collect()
}

/// Opens things as they are needed; each dossier and import is read once.
pub struct Opener<'a> {
    pub app: &'a App,
    pub tenant: Tenant,
    pub pack: &'a Pack,
    pub page: &'a Page,
    imports: Vec<Import>,
    dossiers: BTreeMap<Uuid, Dossier>,
}

impl<'a> Opener<'a> {
    pub async fn new(
        tx: &mut Reader,
        app: &'a App,
        tenant: Tenant,
        pack: &'a Pack,
        page: &'a Page,
    ) -> Result<Self> {
        let imports = registers::ready(tx, app, tenant).await?;
        Ok(Self {
            app,
            tenant,
            pack,
            page,
            imports,
            dossiers: BTreeMap::new(),
        })
    }

    /// What a thing is; `None` when it is gone.
    pub async fn open(&mut self, tx: &mut Reader, thing: Thing) -> Result<Option<Opened>> {
        match thing {
            Thing::Part { signal, part } => {
                if !self.dossiers.contains_key(&signal) {
                    match signals::load(tx, self.app, self.tenant, signal).await {
                        Ok(dossier) => _ = self.dossiers.insert(signal, dossier),
                        Err(Error::NotFound) => return Ok(None),
                        Err(error) => return Err(error),
                    }
                }
                Ok(self
                    .dossiers
                    .get(&signal)
                    .and_then(|dossier| self::part(dossier, part, self.pack, self.page)))
            }
            Thing::Row { import, row } => {
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
                        .tenant(self.tenant)?
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
    }
}

/// A part of a dossier; `None` when it has no such part.
pub fn part(dossier: &Dossier, part: Part, pack: &Pack, page: &Page) -> Option<Opened> {
    let place = (
        dossier.id,
        dossier.reference.clone(),
        dossier.received_at,
        dossier.state.is_closed(),
    );
    let lasting = Lasting::Part(dossier.id, part);
    let Part::Subject(id) = part else {
        let facts = vec![(page.text("report-place"), dossier.report.place.clone())];
        return Some(Opened {
            lasting,
            title: dossier.report.place.clone(),
            dossier: Some(place),
            capacity: page.text("lookup-place"),
            register: None,
            facts,
        });
    };
    let subject = dossier.report.subject(id)?;
    let facts = Field::ALL.iter().map(|field| {
        (
            page.text(&format!("field-{}", field.id())),
            subject.get(*field).to_owned(),
        )
    });
    let capacity = pack
        .capacity(subject.capacity())
        .map_or_else(String::new, |c| c.name.get(page.texts.lang).to_owned());
    Some(Opened {
        lasting,
        title: subject.title().to_owned(),
        dossier: Some(place),
        capacity,
        register: None,
        facts: facts.filter(|(_, text)| !text.is_empty()).collect(),
    })
}

#[derive(Template)]
#[template(path = "enrichment/templates/subject.html")]
struct SubjectPage {
    page: Page,
    id: Uuid,
    title: String,
    occurrences: Vec<Opened>,
    /// Rows of registers that were confirmed.
    rows: usize,
}

/// Everything about one subject: all dossiers and registers in which it was confirmed to be the
/// same.
pub async fn page(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, named)): Path<(Uuid, String)>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
    if store::reason(&mut tx, &dossier).await?.is_none() {
        return Ok(platform::web::redirect(&format!("/dossier/{id}/nagaan")));
    }
    let named = named.parse().map_err(|_| Error::NotFound)?;
    let start = part(&dossier, named, &pack, &page).ok_or(Error::NotFound)?;
    let seen = judgements::confirmed(&mut tx, &app, actor.tenant, start.lasting.clone()).await?;
    let mut opener = Opener::new(&mut tx, &app, actor.tenant, &pack, &page).await?;
    let (mut occurrences, mut rows) = (Vec::new(), 0);
    for thing in seen {
        match thing {
            Lasting::Part(signal, part) => {
                occurrences.extend(opener.open(&mut tx, Thing::Part { signal, part }).await?);
            }
            Lasting::Row(..) => rows += 1,
        }
    }
    occurrences.sort_by_key(|found| found.dossier.as_ref().map(|(_, _, at, _)| *at));
    drop(tx);
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_READ).on(id);
    seen::with(&app, event, &dossiers(&occurrences)).await?;
    html(&SubjectPage {
        id,
        title: start.title,
        occurrences,
        rows,
        page,
    })
}
