//! What needs the officer now.

use accounts::people;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::Form;
use platform::web::{Html, Page, html, redirect};
use platform::{Actor, App, DossierId, Millis, Result, Tenant};
use serde::Deserialize;

use crate::paging::{Line, page_of};
use crate::parts::Notice;
use crate::reporters::{self, Access};
use crate::seen;
use crate::signals::{self, Reference, WorkItem, WorkLine};

const SIZE: usize = 25;

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    na: String,
    #[serde(default)]
    toon: String,
}

#[derive(Template)]
#[template(path = "desk/templates/worklist.html")]
struct Worklist {
    page: Page,
    items: Vec<WorkItem>,
    next: Option<String>,
    closed: bool,
    notices: Vec<Html>,
    /// Colleagues who ask for their signals, and who wait for a role.
    asking: usize,
    confirming: usize,
    /// Officers who wait for access to the vault.
    deputies: usize,
    vault: Form,
    access: Access,
    vault_open: bool,
    find: Form,
    now: Millis,
}

impl Worklist {
    /// Where the one button of a line leads.
    fn step(item: &WorkItem) -> String {
        match item.next {
            Some(kind) => (kind.page)(item.id, ""),
            None => format!("/dossier/{}", item.id),
        }
    }
}

/// A page of lines behind this one, and where the next page begins.
async fn lines(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    after: &str,
    closed: bool,
) -> Result<(Vec<WorkItem>, Option<String>)> {
    if closed {
        let after = Line::parse(after).unwrap_or(Line::MOST);
        let found = signals::closed(tx, app, tenant, after, SIZE + 1).await?;
        let last = |item: &WorkItem| Line::of(item.closed_at.unwrap_or_default(), item.id);
        let (items, next) = page_of(found, SIZE, last);
        return Ok((items, next.map(|line| line.to_string())));
    }
    let after = WorkLine::parse(after).unwrap_or(WorkLine::FIRST);
    let found = signals::worklist(tx, app, tenant, after, SIZE + 1).await?;
    let (items, next) = page_of(found, SIZE, WorkItem::line);
    Ok((items, next.map(|line| line.to_string())))
}

async fn show(app: &App, actor: &Actor, page: Page, shown: &Shown, find: Form) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let closed = shown.toon == "afgesloten";
    let (items, next) = lines(&mut tx, app, actor.tenant, &shown.na, closed).await?;
    let mut notices = Vec::new();
    if !closed {
        for notice in app.wings.parts::<Notice>() {
            notices.extend((notice.show)(&mut tx, app, actor, &page).await?);
        }
    }
    let asking = reporters::asking_for_signals(&mut tx, app, actor, &page)
        .await?
        .len();
    let confirming = people::waiting(&mut tx, app, actor, &page).await?.0.len();
    let access = reporters::access_of(&mut tx, app, actor.tenant, actor.user)
        .await?
        .0;
    let deputies = match access {
        Access::Granted => reporters::deputies(&mut tx, app, actor).await?.len(),
        Access::None | Access::Waiting => 0,
    };
    drop(tx);
    let shown_here: Vec<DossierId> = items.iter().map(|item| item.id).collect();
    seen::list(app, actor, &shown_here).await?;
    let vault = Form::new(&page.texts, "vault");
    html(&Worklist {
        items,
        next,
        closed,
        notices,
        asking,
        confirming,
        deputies,
        access,
        vault,
        vault_open: reporters::is_open(app, actor),
        find,
        now: app.clock.now(),
        page,
    })
}

pub async fn worklist(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(shown): Query<Shown>,
) -> Result<Response> {
    let find = Form::new(&page.texts, "find");
    show(&app, &actor, page, &shown, find).await
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    reference: String,
}

/// To a dossier by its reference, as somebody reads it out on the phone.
pub async fn find(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let found = match Reference::parse(&wanted.reference) {
        Some(reference) => {
            signals::by_reference(&mut app.db.read().await?, actor.tenant, &reference).await?
        }
        None => None,
    };
    if let Some(id) = found {
        return Ok(redirect(&format!("/dossier/{id}")));
    }
    let mut find = Form::new(&page.texts, "find").with("reference", wanted.reference);
    find.fault("reference", "reference");
    show(
        &app,
        &actor,
        page,
        &Shown {
            na: String::new(),
            toon: String::new(),
        },
        find,
    )
    .await
}
