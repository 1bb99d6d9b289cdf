//! The way from the empty form to the reference.

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::db::Tx;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect, redirect_done, take_held};
use platform::{Actor, App, Error, Result, Role, mail};
use uuid::Uuid;

use super::read::{channel, clean_files, read_report, read_reporter, subject_blocks};
use super::shared;
use crate::files;
use crate::reporters;
use crate::signals::{self, Contact, Dossier, Kind, NewSignal, Reference, SubjectKind};

#[derive(Template)]
#[template(path = "reporting/templates/choose.html")]
struct Choose {
    p: Page,
    emergency: Vec<(String, String)>,
}

/// An indicator group on the form.
struct Group {
    name: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "reporting/templates/report.html")]
struct ReportForm {
    p: Page,
    kind: Kind,
    form: Form,
    groups: Vec<Group>,
    capacities: Vec<Choice>,
    kinds: Vec<Choice>,
    yes_no: Vec<Choice>,
    contact: Vec<Choice>,
    subjects: usize,
    coordinator_step: bool,
    /// Passing on what a colleague shared: about the reporter nothing is asked or shown.
    shared: bool,
    coordinators: Vec<Choice>,
    on_behalf: bool,
    channels: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "reporting/templates/thanks.html")]
struct Thanks {
    p: Page,
    reference: Reference,
    danger: bool,
    form: Form,
}

/// Everybody starts where their work is.
pub async fn start(actor: Actor) -> Response {
    let to = [
        (Role::Officer, "/werk"),
        (Role::Coordinator, "/melden"),
        (Role::Employee, "/melden"),
        (Role::Participant, "/overleg"),
        (Role::Admin, "/mensen"),
        (Role::Auditor, "/controle"),
    ];
    redirect(to.into_iter().find(|(role, _)| actor.is(*role)).map_or("/account", |(_, path)| path))
}

pub async fn choose(State(app): State<App>, actor: Actor, p: Page) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let emergency =
        pack.numbers.iter().map(|n| (n.number.clone(), n.purpose.get(p.t.lang).to_owned())).collect();
    html(&Choose { p, emergency })
}

fn kind(text: &str) -> Result<Kind> {
    Kind::parse(text).ok_or(Error::NotFound)
}

/// The form, empty, filled or with faults.
pub(super) async fn show(
    app: &App,
    actor: &Actor,
    p: Page,
    kind: Kind,
    form: Form,
    subjects: usize,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let lang = p.t.lang;
    let groups = pack
        .indicator_groups
        .iter()
        .map(|group| Group {
            name: group.name.get(lang).to_owned(),
            choices: group
                .indicators
                .iter()
                .map(|indicator| Choice {
                    value: indicator.id.get_ref().clone(),
                    label: indicator.text.get(lang).to_owned(),
                    hint: indicator.explanation.as_ref().map(|text| text.get(lang).to_owned()),
                })
                .collect(),
        })
        .collect();
    let capacities =
        pack.capacities.iter().map(|c| Choice::new(c.id.get_ref().as_str(), c.name.get(lang))).collect();
    let choices = |prefix: &str, ids: &[&str]| -> Vec<Choice> {
        ids.iter().map(|id| Choice::new(*id, p.t(&format!("{prefix}-{id}")))).collect()
    };
    let kinds = choices("subject-kind", &SubjectKind::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>());
    let contact = choices("contact", &Contact::ALL.iter().map(|contact| contact.id()).collect::<Vec<_>>());
    let yes_no = vec![Choice::new("yes", p.t("yes")), Choice::new("no", p.t("no"))];
    let channels = choices("channel", &["phone", "letter", "visit", "mail"]);
    let on_behalf = actor.is(Role::Officer) || actor.is(Role::Coordinator);
    let coordinator_step = pack.coordinator_step;
    let shared = !form.value("shared").is_empty();
    let coordinators = if shared { Vec::new() } else { shared::coordinators(app, actor).await? };
    html(&ReportForm {
        p,
        kind,
        form,
        groups,
        capacities,
        kinds,
        yes_no,
        contact,
        subjects,
        coordinator_step,
        shared,
        coordinators,
        on_behalf,
        channels,
    })
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    p: Page,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let kind = kind(&name)?;
    let form = Form::new(&p.t, "report");
    let held = take_held(&app, &headers, &p.path).await?;
    let saved = match held {
        Some(held) => Some(held.fields),
        None => unsent(&app, &actor, kind).await?,
    };
    if let Some(fields) = saved {
        let posted = Posted { fields, files: Vec::new() };
        let mut form = form.typed(&posted);
        if Uuid::parse_str(posted.get("form-id")).is_err() {
            form.set("form-id", &app.clock.id().to_string());
        }
        show(&app, &actor, p, kind, form, subject_blocks(Some(&posted))).await
    } else {
        let form = form.with("form-id", app.clock.id().to_string()).with("contact", Contact::Here.id());
        show(&app, &actor, p, kind, form, 1).await
    }
}

/// The draft, unless it became a signal meanwhile: sent by the coordinator it was shared with.
async fn unsent(app: &App, actor: &Actor, kind: Kind) -> Result<Option<Vec<(String, String)>>> {
    let mut tx = app.db.read().await?;
    let Some(fields) = signals::saved_draft(&mut tx, actor, kind).await? else { return Ok(None) };
    let form_id =
        fields.iter().find(|(name, _)| name == "form-id").and_then(|(_, id)| Uuid::parse_str(id).ok());
    let sent = match form_id {
        Some(form_id) => signals::of_form(&mut tx, actor.tenant, form_id).await.is_ok(),
        None => false,
    };
    Ok((!sent).then_some(fields))
}

/// Saves a draft, by script while typing or by the button.
pub async fn draft(
    State(app): State<App>,
    actor: Actor,
    Path(name): Path<String>,
    posted: Posted,
) -> Result<Response> {
    let kind = kind(&name)?;
    let mut tx = app.db.begin().await?;
    signals::save_draft(&mut tx, &app, &actor, kind, &posted.fields).await?;
    tx.commit_unaudited("a draft is the writer's own").await?;
    Ok(axum::http::StatusCode::NO_CONTENT.into_response())
}

/// Tells every officer, the deputy too, that something waits; with danger, that it cannot wait.
async fn warn_officers(tx: &mut Tx, app: &App, actor: &Actor, danger: bool) -> Result<()> {
    if app.mailer.url.is_some() {
        let template = if danger { "danger" } else { "new" };
        for officer in people::officers(tx, actor.tenant).await? {
            mail::queue(tx, app, actor.tenant, officer, template).await?;
        }
    }
    Ok(())
}

pub async fn report(
    State(app): State<App>,
    actor: Actor,
    p: Page,
    Path(name): Path<String>,
    posted: Posted,
) -> Result<Response> {
    let kind = kind(&name)?;
    let subjects = subject_blocks(Some(&posted));
    let mut form = Form::new(&p.t, "report").typed(&posted);
    if posted.get("action") == "add-subject" {
        return show(&app, &actor, p, kind, form, subjects).await;
    }
    let municipality = app.tenants.get(actor.tenant)?;
    let now = app.clock.now();
    let report = read_report(&posted, &municipality.pack, now);
    if report.statements.is_empty() && report.place.is_empty() && report.subjects.is_empty() {
        form.fault("seen", "something");
    }
    let cleaned = clean_files(&p, &posted, &mut form);
    let Ok(form_id) = Uuid::parse_str(posted.get("form-id")) else {
        return Err(Error::BadRequest("form id"));
    };
    if !form.is_good() {
        return show(&app, &actor, p, kind, form, subjects).await;
    }
    // What a colleague shared stays that colleague's signal. Reporting for somebody outside leaves
    // that person without an account; the signal then belongs to the list of whoever entered it.
    let shared = shared::of(&mut app.db.read().await?, &actor, posted.get("shared")).await?;
    let (id, mark, reporter) = if let Some(shared) = &shared {
        (shared.signal, shared.mark, shared.reporter.clone())
    } else {
        let (id, reporter) = (app.clock.id(), read_reporter(&app, &actor, &posted).await?);
        (id, actor.mark(), reporters::seal(&app, actor.tenant, id, &reporter)?)
    };
    if posted.get("action") == "share" {
        if !shared::coordinators(&app, &actor)
            .await?
            .iter()
            .any(|known| known.value == posted.get("share-with"))
        {
            form.fault("share-with", "choose");
            return show(&app, &actor, p, kind, form, subjects).await;
        }
        return shared::share(
            &app,
            &actor,
            kind,
            &posted,
            shared::Shared::new(id, mark, reporter, kind, &posted),
        )
        .await;
    }
    let new = NewSignal {
        id,
        form_id,
        kind,
        channel: channel(&posted),
        report,
        contact: Contact::parse(posted.get("contact")).unwrap_or(Contact::Here),
        mark: Some(mark),
        reporter: Some(reporter),
        received_at: now,
    };
    let mut tx = app.db.begin().await?;
    let Some(reference) = signals::insert(&mut tx, &app, actor.tenant, &municipality.pack, &new).await?
    else {
        drop(tx);
        let reference = signals::of_form(&mut app.db.read().await?, actor.tenant, form_id).await?;
        return Ok(redirect(&format!("/gemeld/{}", reference.as_str())));
    };
    if !cleaned.is_empty() {
        let dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
        for file in &cleaned {
            files::add(&mut tx, &app, &dossier, file).await?;
        }
    }
    warn_officers(&mut tx, &app, &actor, new.report.danger).await?;
    if let Some(shared) = &shared {
        shared::drop(&mut tx, shared.row).await?;
    } else {
        signals::drop_draft(&mut tx, &actor, kind).await?;
    }
    tx.commit(&app, Event::by_reporter(actor.tenant, "signal.reported").on(id)).await?;
    if shared.is_some() {
        return Ok(redirect_done("/gedeeld", "passed-on"));
    }
    Ok(redirect(&format!("/gemeld/{}", reference.as_str())))
}

async fn own(app: &App, actor: &Actor, reference: &str) -> Result<Dossier> {
    let reference = Reference::parse(reference).ok_or(Error::NotFound)?;
    let mine = signals::mine(&mut app.db.read().await?, app, actor).await?;
    mine.into_iter().find(|signal| signal.reference == reference).ok_or(Error::NotFound)
}

pub async fn thanks(
    State(app): State<App>,
    actor: Actor,
    p: Page,
    Path(reference): Path<String>,
) -> Result<Response> {
    let signal = own(&app, &actor, &reference).await?;
    let form = Form::new(&p.t, "thanks");
    html(&Thanks { p, reference: signal.reference, danger: signal.report.danger, form })
}

/// The page cannot be left before the reference was noted.
pub async fn noted(
    State(app): State<App>,
    actor: Actor,
    p: Page,
    Path(reference): Path<String>,
    posted: Posted,
) -> Result<Response> {
    if posted.get("noted") == "on" {
        return Ok(redirect_done("/mijn", "reported"));
    }
    let signal = own(&app, &actor, &reference).await?;
    let mut form = Form::new(&p.t, "thanks");
    form.fault("noted", "noted");
    html(&Thanks { p, reference: signal.reference, danger: signal.report.danger, form })
}
