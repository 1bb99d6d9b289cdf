//! The network around all dossiers of a case. As with one dossier, somebody says first why these are looked into; here
//! once for all of which nobody did.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use enrichment::several;
use platform::audit::Event;
use platform::forms::{Form, Posted};
use platform::web::{Html, Page, html, redirect};
use platform::{Actor, App, DossierId, Result, Role};
use route::dossiers::{Ended, Open};

use super::head::form_of;
use super::model::CaseId;
use super::pages::read;
use super::reasons;
use super::seen::Seen;
use super::words::{self, Beside};

#[derive(Template)]
#[template(path = "cases/templates/network.html")]
struct NetworkPage {
    page: Page,
    seen: Seen,
    /// Dossiers of which nobody said yet why they are looked into.
    wait: Vec<String>,
    form: Form,
    beside: Beside,
    drawing: Option<Html>,
}

/// The dossiers of a case of which was said why they are looked into, and the others.
async fn reasoned<'a>(app: &App, seen: &'a Seen) -> Ended<(Vec<&'a Open>, Vec<&'a Open>)> {
    let mut tx = app.db.read().await?;
    let (mut said, mut wait) = (Vec::new(), Vec::new());
    for open in seen.dossiers() {
        if several::has_reason(&mut tx, open).await? {
            said.push(open);
        } else {
            wait.push(open);
        }
    }
    Ok((said, wait))
}

/// Records the look, as that of one dossier, with all that was shown.
async fn looked(app: &App, actor: &Actor, id: CaseId, shown: &[DossierId]) -> Result<()> {
    let ids: Vec<String> = shown.iter().map(DossierId::to_string).collect();
    let event = Event::by(actor, Role::Officer, &enrichment::audited::LOOKUP_READ)
        .with("case", id.to_string())
        .with("dossiers", ids);
    app.db.begin().await?.commit(app, event).await
}

async fn show(
    (app, actor): (&App, &Actor),
    page: Page,
    seen: Seen,
    (form, wanted): (Form, several::Wanted),
) -> Ended<Response> {
    let (said, wait) = reasoned(app, &seen).await?;
    let id = seen.case.id;
    let (mut drawing, mut shown): (Option<Html>, Vec<DossierId>) = (None, seen.ids());
    // Nobody looks before it is said of all of them why.
    if wait.is_empty() {
        let path = format!("/casus/{id}/netwerk");
        let (drawn, more) = several::drawn(app, actor, &page, (&said, path), &wanted).await?;
        drawing = Some(drawn);
        shown.extend(more);
        shown.sort_unstable();
        shown.dedup();
    }
    if drawing.is_some() {
        looked(app, actor, id, &shown).await?;
    } else {
        read(app, actor, id, &shown).await?;
    }
    let wait = wait.iter().map(|open| open.reference().to_string());
    let beside = Beside::of((app, actor), &seen.dossiers(), &form, form.value("reason"))?;
    Ok(html(&NetworkPage {
        wait: wait.collect(),
        page,
        form,
        beside,
        drawing,
        seen,
    })?)
}

pub async fn page(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    Query(wanted): Query<several::Wanted>,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let form = form_of(&page.texts, "case-network");
    let form = form.with("reason", seen.case.content.head.purpose.clone());
    show((&app, &actor), page, seen, (form, wanted)).await
}

pub async fn reason(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let before = Seen::now(&app, &actor, id).await?;
        words::open_along(&app, &actor, &before.dossiers(), &posted).await?;
        let others = words::someone_else(&posted);
        reasons::give(&app, &actor, id, posted.get("reason"), &others).await
    }
    .await;
    let Err(refusal) = done else {
        return Ok(redirect(&format!("/casus/{id}/netwerk")));
    };
    let seen = Seen::now(&app, &actor, id).await?;
    let mut form = form_of(&page.texts, "case-network").typed(&posted);
    let status = refusal.note(&mut form, "reason")?;
    let wanted = several::Wanted::default();
    let shown = show((&app, &actor), page, seen, (form, wanted)).await?;
    Ok((status, shown).into_response())
}
