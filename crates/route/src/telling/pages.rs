//! The last step: tell the reporter, choose the outcome, close.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Tx;
use platform::forms::{Choice, Form, Posted};
use platform::i18n::Texts;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Result, Role};
use uuid::Uuid;

use super::{leak, model};
use crate::record::{self, EntryKind};
use crate::reporters::{self, Reporter};
use crate::signals::{self, Contact, Dossier, Outcome, State as Step};
use crate::{assessment, progress, referrals};

#[derive(Template)]
#[template(path = "telling/templates/close.html")]
struct Close {
    page: Page,
    dossier: Dossier,
    form: Form,
    outcomes: Vec<Choice>,
    missing: Vec<(String, String)>,
    /// With an opened vault: whom to tell, and how that is safe.
    reporter: Option<Reporter>,
}

/// The text that the reporter gets, per outcome; the officer changes it at will.
fn template(texts: &Texts, outcome: Outcome) -> String {
    texts.get(&format!("message-{}", outcome.id()))
}

async fn whats_missing(
    tx: &mut Tx,
    app: &App,
    page: &Page,
    dossier: &Dossier,
) -> Result<Vec<(String, String)>> {
    let assessment = assessment::of(tx, dossier).await?;
    let open = progress::open_obligations(tx, app, dossier).await?;
    let referrals = referrals::of(tx, app, dossier).await?;
    let pack = app.tenants.get(dossier.tenant)?.pack;
    let link = |key: &str| match key {
        "missing-assessment" => format!("/dossier/{}/beoordelen", dossier.id),
        "missing-partner" => format!("/dossier/{}/doorzetten", dossier.id),
        _ => format!("/dossier/{}#doorzettingen", dossier.id),
    };
    Ok(model::missing(assessment.as_ref(), &open, &referrals)
        .into_iter()
        .map(|(key, partner)| {
            let name = pack
                .partner(&partner)
                .map_or(partner.clone(), |partner| partner.name.clone());
            (page.with(key, &[("partner", name)]), link(key))
        })
        .collect())
}

async fn show(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    page: Page,
    dossier: Dossier,
    form: Form,
) -> Result<Response> {
    let outcomes = Outcome::ALL
        .iter()
        .map(|o| Choice::new(o.id(), page.text(&format!("outcome-{}", o.id()))))
        .collect();
    let missing = whats_missing(tx, app, &page, &dossier).await?;
    let reporter = match reporters::open_reporter(app, actor, &dossier) {
        Ok(reporter) => Some(reporter),
        Err(Error::VaultClosed) => None,
        Err(error) => return Err(error),
    };
    html(&Close {
        page,
        dossier,
        form,
        outcomes,
        missing,
        reporter,
    })
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "dossier.read").on(id),
    )
    .await?;
    if dossier.state.is_closed() {
        return Ok(redirect_done(&format!("/dossier/{id}"), "is-closed"));
    }
    let outcome = if matches!(dossier.state, Step::Referred(_)) {
        Outcome::Referred
    } else {
        Outcome::Local
    };
    let form = Form::new(&page.texts, "close")
        .with("version", dossier.version.to_string())
        .with("outcome", outcome.id())
        .with("message", template(&app.i18n.lang("nl"), outcome));
    show(&mut app.db.read().await?, &app, &actor, page, dossier, form).await
}

pub async fn close(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "close").typed(&posted);
    let mut read = app.db.read().await?;
    let mut dossier = signals::load(&mut read, &app, actor.tenant, id).await?;
    let outcome = Outcome::parse(posted.get("outcome"));
    if posted.get("action") == "template" {
        if let Some(outcome) = outcome {
            form.set("message", &template(&app.i18n.lang("nl"), outcome));
        }
        return show(&mut read, &app, &actor, page, dossier, form).await;
    }
    let only_message = posted.get("action") == "message";
    if !only_message {
        check_outcome(outcome, &posted, &mut form);
        if !whats_missing(&mut read, &app, &page, &dossier)
            .await?
            .is_empty()
        {
            form.fault("outcome", "missing");
        }
    }
    let message = posted.get("message").replace('\r', "");
    let tell = dossier.contact != Contact::None && dossier.reporter.is_some();
    if tell && message.is_empty() {
        form.fault("message", "message-empty");
    }
    let details = leak::details_not_given(&message, &dossier.report);
    if tell && !details.is_empty() {
        form.fault_text(
            "message",
            page.with("error-subject-leak", &[("words", details.join(", "))]),
        );
    }
    drop(read);
    if tell && form.is_good() {
        reporters::open_along(&app, &actor, &posted, &mut form).await?;
    }
    if tell && form.is_good() {
        let reporter = reporters::open_reporter(&app, &actor, &dossier)?;
        contact_only_as_agreed(&dossier, &reporter, &posted, &mut form);
    }
    if !form.is_good() {
        return show(&mut app.db.read().await?, &app, &actor, page, dossier, form).await;
    }
    let mut tx = app.db.begin().await?;
    if only_message {
        if !tell {
            return Err(Error::BadRequest("no message wanted"));
        }
        record::add(
            &mut tx,
            &app,
            &dossier,
            &actor,
            EntryKind::Message,
            "",
            &message,
        )
        .await?;
        tx.commit(
            &app,
            Event::by(&actor, Role::Officer, "reporter.told").on(id),
        )
        .await?;
        return Ok(redirect_done(&format!("/dossier/{id}"), "told"));
    }
    let Some(outcome) = outcome else {
        return Err(Error::BadRequest("outcome"));
    };
    let state = dossier.state.close().ok_or(Error::Conflict)?;
    if tell {
        record::add(
            &mut tx,
            &app,
            &dossier,
            &actor,
            EntryKind::Message,
            "",
            &message,
        )
        .await?;
    }
    record::add(
        &mut tx,
        &app,
        &dossier,
        &actor,
        EntryKind::Closed,
        outcome.id(),
        posted.get("reason"),
    )
    .await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    progress::follow(&mut tx, &app, &mut dossier, &pack, state).await?;
    dossier.outcome = Some(outcome.id().to_owned());
    signals::change(
        &mut tx,
        &app,
        &dossier,
        posted.get("version").parse().unwrap_or(0),
    )
    .await?;
    let event = Event::by(&actor, Role::Officer, "signal.closed")
        .on(id)
        .with("outcome", outcome.id());
    tx.commit(&app, event.with("told", tell)).await?;
    Ok(redirect_done("/werk", "closed"))
}

fn check_outcome(outcome: Option<Outcome>, posted: &Posted, form: &mut Form) {
    if outcome.is_none() {
        form.fault("outcome", "choose");
    }
    let speaks_for_itself = matches!(outcome, Some(Outcome::Referred | Outcome::Local));
    if !speaks_for_itself && posted.get("reason").is_empty() {
        form.fault("reason", "why");
    }
}

/// The reporter said how contact is safe; the officer confirms to have read that before a message
/// goes.
fn contact_only_as_agreed(
    dossier: &Dossier,
    reporter: &Reporter,
    posted: &Posted,
    form: &mut Form,
) {
    let agreed =
        !reporter.safe.is_empty() || matches!(dossier.contact, Contact::Phone | Contact::Mail);
    if agreed && posted.get("safely") != "on" {
        form.fault("safely", "safely");
    }
}
