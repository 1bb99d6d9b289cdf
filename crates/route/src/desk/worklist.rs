//! What needs the officer now.

use accounts::people;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::forms::Form;
use platform::web::{Page, html, redirect};
use platform::{Actor, App, Millis, Result};
use serde::Deserialize;
use uuid::Uuid;

use crate::enrichment::{self, Question};
use crate::reporters::{self, Access};
use crate::seen;
use crate::signals::{self, Reference, WorkItem};

const SIZE: i64 = 25;

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    vanaf: i64,
    #[serde(default)]
    toon: String,
}

#[derive(Template)]
#[template(path = "desk/templates/worklist.html")]
struct Worklist {
    page: Page,
    items: Vec<WorkItem>,
    next: Option<i64>,
    closed: bool,
    questions: Vec<Question>,
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

async fn show(app: &App, actor: &Actor, page: Page, shown: &Shown, find: Form) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let (offset, closed) = (shown.vanaf.max(0), shown.toon == "afgesloten");
    let mut items = if closed {
        signals::closed(&mut tx, app, actor.tenant, offset, SIZE + 1).await?
    } else {
        signals::worklist(&mut tx, app, actor.tenant, offset, SIZE + 1).await?
    };
    let next = (i64::try_from(items.len()).unwrap_or(0) > SIZE).then_some(offset + SIZE);
    items.truncate(usize::try_from(SIZE).unwrap_or(0));
    let questions = if closed {
        Vec::new()
    } else {
        enrichment::questions(&mut tx, actor.tenant).await?
    };
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
    let shown_here: Vec<Uuid> = items.iter().map(|item| item.id).collect();
    seen::list(app, actor, &shown_here).await?;
    let vault = Form::new(&page.texts, "vault");
    html(&Worklist {
        items,
        next,
        closed,
        questions,
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
            vanaf: 0,
            toon: String::new(),
        },
        find,
    )
    .await
}
