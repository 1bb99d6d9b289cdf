//! The agenda: of all tables that somebody may read, or of one.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::web::{Html, Page, Words, html};
use platform::{Actor, App, Error, Result, Role};
use policy::{Pack, TableId};

use super::model::reads_agenda_of;
use crate::audited;
use crate::parts::{OfTable, TableStep};
use crate::record::{self, AgendaItem};

/// What waits at one table.
struct AtTable {
    id: TableId,
    name: String,
    /// How often it meets, if the policy says so.
    cadence: Option<Words>,
    items: Vec<AgendaItem>,
    /// What can be done first with what waits there, in words, and where.
    steps: Vec<TableStep>,
}

impl AtTable {
    fn of(page: &Page, pack: &Pack, id: TableId) -> Self {
        let table = pack.table(&id);
        let cadence = table.and_then(|table| table.cadence.as_deref());
        Self {
            name: pack.table_name(&id),
            cadence: cadence.map(|cadence| page.said(pack, cadence)),
            items: Vec::new(),
            steps: Vec::new(),
            id,
        }
    }
}

/// What waits, by table: the tables in the order of the policy, and then those that it no longer has.
fn by_table(page: &Page, pack: &Pack, read: Vec<TableId>, items: Vec<AgendaItem>) -> Vec<AtTable> {
    let tables = read.into_iter();
    let mut found: Vec<AtTable> = tables.map(|id| AtTable::of(page, pack, id)).collect();
    for item in items {
        let at = found.iter().position(|table| table.id == item.table);
        let at = at.unwrap_or_else(|| {
            found.push(AtTable::of(page, pack, item.table.clone()));
            found.len() - 1
        });
        found[at].items.push(item);
    }
    found
}

#[derive(Template)]
#[template(path = "consultations/templates/agenda.html")]
struct Agenda {
    page: Page,
    tables: Vec<AtTable>,
    /// One table is shown, of several that the reader may see.
    is_one_of_several: bool,
    has_no_seat: bool,
    /// Officers see which dossier it is; others its words alone.
    is_officer: bool,
    /// What other wings have for the one table that is shown.
    beside: Vec<Html>,
}

impl Agenda {
    /// The one table that is shown is what the page is called after.
    fn title(&self) -> String {
        match self.tables.as_slice() {
            [one] => one.name.clone(),
            _ => self.page.text("consultations-title"),
        }
    }
}

pub async fn agenda(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    show(&app, &actor, page, None).await
}

/// Of one table. One where the reader has no seat is not there.
pub async fn of_table(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(table): Path<String>,
) -> Result<Response> {
    show(&app, &actor, page, Some(table.into())).await
}

/// A table that reads no names reads none.
fn without_names(pack: &Pack, item: &mut AgendaItem) {
    if pack.table(&item.table).is_some_and(|table| table.nameless) {
        item.text = item.nameless.clone();
    }
}

async fn show(app: &App, actor: &Actor, page: Page, one: Option<TableId>) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let tables = pack.tables.iter().map(|table| table.id.get_ref().clone());
    let tables: Vec<TableId> = tables
        .filter(|table| reads_agenda_of(actor, table))
        .collect();
    let is_officer = actor.is(Role::Officer);
    let asked = |id: &TableId| one.as_ref().is_none_or(|one| one == id);
    let several = tables.len() > 1;
    let has_no_seat = tables.is_empty() && !is_officer;
    let read: Vec<TableId> = tables.into_iter().filter(|id| asked(id)).collect();
    if one.is_some() && read.is_empty() {
        return Err(Error::NotFound);
    }
    // What stands on the agenda of a table that the pack no longer has, the officer still sees.
    let sees_all = is_officer && one.is_none();
    let shows = |table: &TableId| sees_all || read.contains(table);
    let mut tx = app.db.begin().await?;
    let mut items = record::agenda(&mut tx, app, actor.tenant, shows).await?;
    if !is_officer {
        for item in &mut items {
            without_names(&pack, item);
        }
    }
    let role = if is_officer {
        Role::Officer
    } else {
        Role::Participant
    };
    let mut beside = Vec::new();
    if let [table] = read.as_slice() {
        for part in app.wings.parts::<OfTable>() {
            beside.extend((part.show)((&mut tx, app, actor, &page), table).await?);
        }
    }
    let mut steps = BTreeMap::<TableId, Vec<_>>::new();
    for table in read.iter().filter(|_| read.len() > 1) {
        for part in app.wings.parts::<OfTable>() {
            let step = (part.step)((&mut tx, app, actor, &page), table).await?;
            steps.entry(table.clone()).or_default().extend(step);
        }
    }
    let named: Vec<&str> = read.iter().map(TableId::as_str).collect();
    let event = Event::by(actor, role, &audited::AGENDA_READ).with("tables", named.join(","));
    tx.commit(app, event).await?;
    let mut tables = by_table(&page, &pack, read, items);
    for table in &mut tables {
        table.steps = steps.remove(&table.id).unwrap_or_default();
    }
    html(&Agenda {
        beside,
        is_officer,
        has_no_seat,
        is_one_of_several: several && one.is_some(),
        tables,
        page,
    })
}
