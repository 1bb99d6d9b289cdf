//! What the officer does on the dossier page.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Tx;
use platform::forms::{Form, Posted};
use platform::web::{Page, redirect_done};
use platform::{Actor, App, Error, Result, Role};
use policy::Capacity;
use uuid::Uuid;

use super::dossier::{self, Faulty};
use crate::progress;
use crate::record::{self, EntryKind};
use crate::referrals::{self, Status};
use crate::reporters;
use crate::signals::{self, Dossier, Field, Subject, SubjectKind};

fn faulty(
    page: &Page,
    form: &'static str,
    which: impl std::fmt::Display,
    posted: &Posted,
    field: &'static str,
    key: &'static str,
) -> Faulty {
    with_text(
        form,
        which,
        posted,
        field,
        page.text(&format!("error-{key}")),
    )
}

fn with_text(
    form: &'static str,
    which: impl std::fmt::Display,
    posted: &Posted,
    field: &'static str,
    text: String,
) -> Faulty {
    Faulty {
        form,
        which: which.to_string(),
        typed: posted.fields.clone(),
        faults: vec![(field, text)],
    }
}

fn seen(posted: &Posted) -> i64 {
    posted.get("version").parse().unwrap_or(0)
}

pub async fn note(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    if posted.get("text").is_empty() {
        let fault = faulty(&page, "note", "", &posted, "text", "required-here");
        return dossier::show(&app, &actor, page, id, Some(fault)).await;
    }
    let mut tx = app.db.begin().await?;
    let found = signals::load(&mut tx, &app, actor.tenant, id).await?;
    record::add(
        &mut tx,
        &app,
        &found,
        &actor,
        EntryKind::Note,
        "",
        posted.get("text"),
    )
    .await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "dossier.noted").on(id),
    )
    .await?;
    Ok(redirect_done(&format!("/dossier/{id}#verloop"), "noted"))
}

/// The agenda is read by others, the police too: it may not say who reported, and nobody overrides
/// that. A field with its fault, if there is one.
async fn agenda_fault(
    app: &App,
    actor: &Actor,
    page: &Page,
    id: Uuid,
    posted: &Posted,
) -> Result<Option<(&'static str, String)>> {
    let dossier = signals::load(&mut app.db.read().await?, app, actor.tenant, id).await?;
    if dossier.reporter.is_none() {
        return Ok(None);
    }
    let mut form = Form::new(&page.texts, "consultation");
    reporters::open_along(app, actor, posted, &mut form).await?;
    if !form.is_good() {
        return Ok(Some(("passphrase", page.text("error-passphrase"))));
    }
    let reporter = reporters::open_reporter(app, actor, &dossier)?;
    let found = reporters::leaks(posted.get("text"), &reporter);
    let said = || {
        (
            "text",
            page.with("error-leak", &[("words", found.join(", "))]),
        )
    };
    Ok((!found.is_empty()).then(said))
}

/// Put on the agenda of a consultation, or what it said (bijlage 2, stap 3). Only officers read
/// what it said.
pub async fn consultation(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let kind = if posted.get("action") == "outcome" {
        EntryKind::Consulted
    } else {
        EntryKind::Agenda
    };
    let tables = app.tenants.get(actor.tenant)?.pack.tables.clone();
    if !tables.iter().any(|table| table.name == posted.get("table")) {
        let fault = faulty(&page, "consultation", "", &posted, "table", "choose");
        return dossier::show(&app, &actor, page, id, Some(fault)).await;
    }
    if posted.get("text").is_empty() {
        let fault = faulty(&page, "consultation", "", &posted, "text", "required-here");
        return dossier::show(&app, &actor, page, id, Some(fault)).await;
    }
    if kind == EntryKind::Agenda
        && let Some((field, text)) = agenda_fault(&app, &actor, &page, id, &posted).await?
    {
        let fault = with_text("consultation", "", &posted, field, text);
        return dossier::show(&app, &actor, page, id, Some(fault)).await;
    }
    let mut tx = app.db.begin().await?;
    let found = signals::load(&mut tx, &app, actor.tenant, id).await?;
    record::add(
        &mut tx,
        &app,
        &found,
        &actor,
        kind,
        posted.get("table"),
        posted.get("text"),
    )
    .await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "dossier.consulted")
            .on(id)
            .with("what", kind.id()),
    )
    .await?;
    Ok(redirect_done(&format!("/dossier/{id}#overleg"), kind.id()))
}

/// Adds to what is known of somebody, or adds somebody. What the reporter gave stays as it was.
fn apply(subject: &mut Subject, posted: &Posted, capacity: &str, now: platform::Millis) {
    for field in Field::ALL {
        let typed = posted.get(field.id());
        if typed == subject.get(*field) {
            continue;
        }
        subject
            .known
            .insert(field.id().to_owned(), typed.to_owned());
    }
    subject.minor = posted.get("minor") == "on";
    if subject.capacity() != capacity || subject.capacities.is_empty() {
        subject.capacities.push((capacity.to_owned(), now));
    }
}

pub async fn subject(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, at)): Path<(Uuid, String)>,
    posted: Posted,
) -> Result<Response> {
    let (pack, now) = (app.tenants.get(actor.tenant)?.pack, app.clock.now());
    if Field::ALL.iter().all(|field| !posted.has(field.id())) {
        let fault = faulty(&page, "subject", &at, &posted, "name", "something-known");
        return dossier::show(&app, &actor, page, id, Some(fault)).await;
    }
    let mut tx = app.db.begin().await?;
    let mut found = signals::load(&mut tx, &app, actor.tenant, id).await?;
    let capacity = pack
        .capacity(posted.get("capacity"))
        .map_or(Capacity::OTHER, |capacity| capacity.id.get_ref().as_str());
    if at == "new" {
        let mut subject = Subject {
            kind: SubjectKind::parse(posted.get("kind")).unwrap_or(SubjectKind::Person),
            capacities: Vec::new(),
            minor: false,
            fields: std::collections::BTreeMap::new(),
            known: std::collections::BTreeMap::new(),
        };
        apply(&mut subject, &posted, capacity, now);
        found.report.subjects.push(subject);
    } else {
        let at: usize = at.parse().map_err(|_| Error::NotFound)?;
        apply(
            found.report.subjects.get_mut(at).ok_or(Error::NotFound)?,
            &posted,
            capacity,
            now,
        );
    }
    // A minor puts the signal on top by itself, also when that becomes known later.
    found.urgent |= found.report.is_urgent(&pack);
    signals::change(&mut tx, &app, &found, seen(&posted)).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "subject.changed").on(id),
    )
    .await?;
    Ok(redirect_done(
        &format!("/dossier/{id}#betrokkenen"),
        "subject",
    ))
}

async fn move_on(
    tx: &mut Tx,
    app: &App,
    found: &mut Dossier,
    state: signals::State,
    seen: i64,
) -> Result<()> {
    let pack = app.tenants.get(found.tenant)?.pack;
    progress::follow(tx, app, found, &pack, state).await?;
    signals::change(tx, app, found, seen).await
}

/// Feedback of the receiving partner (bijlage 2, stap 5): recorded, or given up with a reason.
pub async fn feedback(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, referral)): Path<(Uuid, Uuid)>,
    posted: Posted,
) -> Result<Response> {
    if posted.get("text").is_empty() {
        let fault = faulty(
            &page,
            "feedback",
            referral,
            &posted,
            "text",
            "required-here",
        );
        return dossier::show(&app, &actor, page, id, Some(fault)).await;
    }
    let status = if posted.get("action") == "give-up" {
        Status::GivenUp
    } else {
        Status::Answered
    };
    let mut tx = app.db.begin().await?;
    let mut found = signals::load(&mut tx, &app, actor.tenant, id).await?;
    referrals::answer(&mut tx, &app, &found, referral, status, posted.get("text")).await?;
    let (state, seen) = (found.state, found.version);
    move_on(&mut tx, &app, &mut found, state, seen).await?;
    let event = Event::by(&actor, Role::Officer, "feedback.recorded")
        .on(id)
        .with("status", status.id());
    tx.commit(&app, event).await?;
    Ok(redirect_done(
        &format!("/dossier/{id}#doorzettingen"),
        "feedback",
    ))
}

pub async fn reopen(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    if posted.get("reason").is_empty() {
        let fault = faulty(&page, "reopen", "", &posted, "reason", "why");
        return dossier::show(&app, &actor, page, id, Some(fault)).await;
    }
    let mut tx = app.db.begin().await?;
    let mut found = signals::load(&mut tx, &app, actor.tenant, id).await?;
    let state = found.state.reopen().ok_or(Error::Conflict)?;
    record::add(
        &mut tx,
        &app,
        &found,
        &actor,
        EntryKind::Reopened,
        "",
        posted.get("reason"),
    )
    .await?;
    found.outcome = None;
    move_on(&mut tx, &app, &mut found, state, seen(&posted)).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "signal.reopened").on(id),
    )
    .await?;
    Ok(redirect_done(&format!("/dossier/{id}"), "reopened"))
}

/// Destroys a closed dossier: its key and everything under it. The reference must be typed over.
pub async fn destroy(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let found = signals::load(&mut tx, &app, actor.tenant, id).await?;
    let typed = signals::Reference::parse(posted.get("reference"));
    if !found.state.is_closed() {
        return Err(Error::Conflict);
    }
    if typed.as_ref() != Some(&found.reference) {
        drop(tx);
        let fault = faulty(&page, "destroy", "", &posted, "reference", "destroy");
        return dossier::show(&app, &actor, page, id, Some(fault)).await;
    }
    signals::destroy(&mut tx, &app, &found).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "dossier.destroyed").on(id),
    )
    .await?;
    // Gone from the log of the database too, not only from its tables. When somebody reads just
    // now, the background does it within a minute.
    if let Err(error) = app.db.checkpoint().await {
        tracing::warn!(%error, "the log of the database is emptied later");
    }
    Ok(redirect_done("/werk", "destroyed"))
}
