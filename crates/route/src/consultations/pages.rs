//! The agenda: of all tables that somebody may read, or of one.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::web::{Page, html};
use platform::{Actor, App, Error, Result, Role};
use policy::{Pack, TableId};

use super::model::reads_agenda_of;
use crate::audited;
use crate::record::{self, AgendaItem};

/// A table whose agenda the reader may see.
struct Table {
    id: TableId,
    name: String,
}

#[derive(Template)]
#[template(path = "consultations/templates/agenda.html")]
struct Agenda {
    page: Page,
    pack: Arc<Pack>,
    tables: Vec<Table>,
    /// The only one that is shown.
    one: Option<TableId>,
    items: Vec<AgendaItem>,
    has_no_seat: bool,
    /// Officers see which dossier it is; others its words alone.
    is_officer: bool,
}

impl Agenda {
    /// How often the consultation meets, if the policy says so.
    fn cadence(&self, item: &AgendaItem) -> Option<&str> {
        let mut tables = self.pack.tables.iter();
        let table = tables.find(|table| *table.id.get_ref() == item.table)?;
        table.cadence.as_deref()
    }

    fn is_shown(&self, table: &Table) -> bool {
        self.one.as_ref() == Some(&table.id)
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

async fn show(app: &App, actor: &Actor, page: Page, one: Option<TableId>) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let tables = pack.tables.iter().map(|table| Table {
        id: table.id.get_ref().clone(),
        name: table.name.clone(),
    });
    let tables: Vec<Table> = tables
        .filter(|table| reads_agenda_of(actor, &table.id))
        .collect();
    let is_officer = actor.is(Role::Officer);
    let asked = |id: &TableId| one.as_ref().is_none_or(|one| one == id);
    let ids = tables.iter().map(|table| &table.id);
    let read: Vec<&TableId> = ids.filter(|id| asked(id)).collect();
    if one.is_some() && read.is_empty() {
        return Err(Error::NotFound);
    }
    // What stands on the agenda of a table that the pack no longer has, the officer still sees.
    let sees_all = is_officer && one.is_none();
    let shows = |table: &TableId| sees_all || read.contains(&table);
    let mut tx = app.db.begin().await?;
    let items = record::agenda(&mut tx, app, actor.tenant, shows).await?;
    let role = if is_officer {
        Role::Officer
    } else {
        Role::Participant
    };
    let named: Vec<&str> = read.iter().map(|id| id.as_str()).collect();
    let event = Event::by(actor, role, &audited::AGENDA_READ).with("tables", named.join(","));
    tx.commit(app, event).await?;
    html(&Agenda {
        is_officer,
        has_no_seat: tables.is_empty() && !is_officer,
        page,
        pack,
        tables,
        one,
        items,
    })
}
