//! The way from the empty form to the reference.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect, redirect_done, take_held};
use platform::{Actor, App, DossierId, Error, Result, clock};
use policy::{Indicator, Pack};
use uuid::Uuid;

use super::read::{
    Identity, channel, clean_files, digest, mention_files, read_report, reports_for_others,
    subject_blocks,
};
use super::{acts, shared};
use crate::files;
use crate::signals::{self, Contact, Kind, NewSignal, Reference, SubjectKind};

/// An indicator group on the form.
struct Group {
    name: String,
    explanation: Option<String>,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "reporting/templates/report.html")]
struct ReportForm {
    page: Page,
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
    /// The coordinator sent the copy of this draft: its number in the own list.
    passed_on: Option<usize>,
}

#[derive(Template)]
#[template(path = "reporting/templates/thanks.html")]
struct Thanks {
    page: Page,
    /// Which one of the own list.
    number: usize,
    reference: Reference,
    danger: bool,
    form: Form,
}

/// Everybody starts where their work is.
pub async fn start(State(app): State<App>, actor: Actor) -> Response {
    redirect(app.wings.home(&actor.roles).unwrap_or("/account"))
}

fn kind(text: &str) -> Result<Kind> {
    Kind::parse(text).ok_or(Error::NotFound)
}

/// What the policy pack asks about, in the language of the reader.
fn groups(pack: &Pack, lang: &str) -> Vec<Group> {
    let choice = |indicator: &Indicator| Choice {
        value: indicator.id.get_ref().clone(),
        label: indicator.text.get(lang).to_owned(),
        hint: indicator
            .explanation
            .as_ref()
            .map(|text| text.get(lang).to_owned()),
    };
    let groups = pack.indicator_groups.iter();
    groups
        .map(|group| Group {
            name: group.name.get(lang).to_owned(),
            explanation: group
                .explanation
                .as_ref()
                .map(|text| text.get(lang).to_owned()),
            choices: group.indicators.iter().map(choice).collect(),
        })
        .collect()
}

/// Ids with their texts, which are called after them.
fn choices<'a>(page: &Page, prefix: &str, ids: impl IntoIterator<Item = &'a str>) -> Vec<Choice> {
    ids.into_iter()
        .map(|id| Choice::new(id, page.text(&format!("{prefix}-{id}"))))
        .collect()
}

/// The form, empty, filled or with faults.
pub(super) async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    form: Form,
    subjects: usize,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let lang = page.texts.lang;
    let groups = groups(&pack, lang);
    let capacities = signals::capacities::choices(&pack, lang);
    let kinds = choices(
        &page,
        "subject-kind",
        SubjectKind::ALL.iter().map(|kind| kind.id()),
    );
    let contact = choices(
        &page,
        "contact",
        Contact::ALL.iter().map(|contact| contact.id()),
    );
    let yes_no = vec![
        Choice::new("yes", page.text("yes")),
        Choice::new("no", page.text("no")),
    ];
    let channels = choices(&page, "channel", ["phone", "letter", "visit", "mail"]);
    let on_behalf = reports_for_others(actor);
    let passed_on = passed_on(app, actor, &form).await?;
    let coordinator_step = pack.coordinator_step;
    let shared = !form.value("shared").is_empty();
    let coordinators = if shared {
        Vec::new()
    } else {
        shared::coordinators(app, actor).await?
    };
    html(&ReportForm {
        page,
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
        passed_on,
    })
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(name): Path<String>,
) -> Result<Response> {
    let kind = kind(&name)?;
    let form = Form::new(&page.texts, "report");
    let given_back = take_held(&app, &actor, &page.path).await?;
    let held = given_back.is_some();
    let saved = if let Some(given_back) = given_back {
        Some(given_back.fields)
    } else {
        let own = signals::own_count(&app, &actor).await?;
        signals::saved_draft(&mut app.db.read().await?, &actor, kind, own).await?
    };
    if let Some(fields) = saved {
        let posted = Posted {
            fields,
            files: Vec::new(),
        };
        let mut form = form.typed(&posted);
        if Uuid::parse_str(posted.get("form-id")).is_err() {
            form.set("form-id", &app.clock.id_without_time().to_string());
        }
        // The session ended before it was sent: the page says so.
        if held {
            form.set("given-back", "yes");
        }
        let subjects = subject_blocks(Some(&posted));
        show(&app, &actor, page, kind, form, subjects).await
    } else {
        let form = form
            .with("form-id", app.clock.id_without_time().to_string())
            .with("contact", Contact::Here.id());
        show(&app, &actor, page, kind, form, 1).await
    }
}

/// The number, in the own list, of what the coordinator made of the copy that this draft was shared
/// as.
pub(super) async fn passed_on(app: &App, actor: &Actor, form: &Form) -> Result<Option<usize>> {
    let Ok(form_id) = Uuid::parse_str(form.value("shared-as")) else {
        return Ok(None);
    };
    let sent = signals::of_form(&mut app.db.read().await?, app, actor.tenant, form_id).await?;
    let Some((id, _)) = sent else { return Ok(None) };
    signals::own_number(app, actor, id).await
}

/// Saves a draft, by script while typing or by the button.
pub async fn draft(
    State(app): State<App>,
    actor: Actor,
    Path(name): Path<String>,
    posted: Posted,
) -> Result<Response> {
    let kind = kind(&name)?;
    let own = signals::own_count(&app, &actor).await?;
    let mut tx = app.db.begin().await?;
    signals::save_draft(&mut tx, &app, &actor, kind, own, &posted.fields).await?;
    tx.commit_unaudited("a draft is the writer's own").await?;
    Ok(axum::http::StatusCode::NO_CONTENT.into_response())
}

/// The form with what was typed, to go on with; files have to be chosen again, which it says.
async fn again(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    mut form: Form,
    posted: &Posted,
) -> Result<Response> {
    mention_files(&page, posted, &mut form);
    show(app, actor, page, kind, form, subject_blocks(Some(posted))).await
}

/// Is this somebody a report may be shared with?
async fn is_coordinator(app: &App, actor: &Actor, value: &str) -> Result<bool> {
    let coordinators = shared::coordinators(app, actor).await?;
    Ok(coordinators.iter().any(|known| known.value == value))
}

/// What a colleague shared, if this report is made of that.
async fn shared_before(
    app: &App,
    actor: &Actor,
    posted: &Posted,
) -> Result<Option<shared::Shared>> {
    let mut tx = app.db.read().await?;
    shared::of(&mut tx, app, actor, posted.get("shared")).await
}

/// The signal that this very form became already.
async fn sent_before(
    app: &App,
    actor: &Actor,
    form_id: Uuid,
    sent: &[u8; 32],
) -> Result<Option<DossierId>> {
    let mut tx = app.db.read().await?;
    acts::repeated(&mut tx, app, actor, form_id, sent).await
}

pub async fn report(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(name): Path<String>,
    posted: Posted,
) -> Result<Response> {
    let kind = kind(&name)?;
    let mut form = Form::new(&page.texts, "report").typed(&posted);
    if posted.get("action") == "add-subject" {
        return again(&app, &actor, page, kind, form, &posted).await;
    }
    let municipality = app.tenants.get(actor.tenant)?;
    let now = clock::hour(app.clock.now());
    let report = read_report(&app, &municipality.pack, &posted, now);
    if report.statements.is_empty() && report.place.is_empty() && report.subjects.is_empty() {
        form.fault("seen", "something");
    }
    let cleaned = clean_files(&app, &page, &posted, &mut form).await;
    let Ok(form_id) = Uuid::parse_str(posted.get("form-id")) else {
        return Err(Error::BadRequest("form id"));
    };
    if !form.is_good() {
        return again(&app, &actor, page, kind, form, &posted).await;
    }
    let sent = digest(&actor, &posted).await?;
    if let Some(id) = sent_before(&app, &actor, form_id, &sent).await? {
        return acknowledged(&app, &actor, id, posted.has("shared")).await;
    }
    // What a colleague shared stays that colleague's signal. Reporting for somebody outside leaves
    // that person without an account; the signal then belongs to the list of whoever entered it.
    let shared = shared_before(&app, &actor, &posted).await?;
    let identity = match &shared {
        Some(shared) => shared.identity(),
        None => Identity::of(&app, &actor, &posted).await?,
    };
    if posted.get("action") == "share" {
        if shared.is_some() || !is_coordinator(&app, &actor, posted.get("share-with")).await? {
            form.fault("share-with", "choose");
            return again(&app, &actor, page, kind, form, &posted).await;
        }
        let copy = shared::Shared::new(&app, identity, kind, &posted);
        return shared::share(&app, &actor, kind, &posted, copy).await;
    }
    let new = NewSignal {
        id: identity.signal,
        form_id: shared.as_ref().map_or(form_id, |shared| shared.form_id),
        digest: sent,
        kind,
        channel: channel(&actor, &posted),
        report,
        contact: Contact::parse(posted.get("contact")).unwrap_or(Contact::Here),
        mark: identity.mark,
        mark_epoch: identity.epoch,
        reporter: Some(identity.reporter),
        received_at: now,
    };
    let files = files::store(&app, actor.tenant, &cleaned).await?;
    let id = acts::report(&app, &actor, new, files, shared.as_ref()).await?;
    acknowledged(&app, &actor, id, shared.is_some()).await
}

/// On to the page with the reference. The address says which one of the own list it is, and nothing
/// of the dossier.
async fn acknowledged(
    app: &App,
    actor: &Actor,
    id: DossierId,
    passed_on: bool,
) -> Result<Response> {
    if passed_on {
        return Ok(redirect_done("/gedeeld", "passed-on"));
    }
    let number = signals::own_number(app, actor, id).await?;
    let number = number.ok_or(Error::NotFound)?;
    Ok(redirect(&format!("/gemeld/{number}")))
}

pub async fn thanks(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
) -> Result<Response> {
    let signal = signals::mine_at(&app, &actor, number).await?;
    let form = Form::new(&page.texts, "thanks");
    html(&Thanks {
        page,
        number,
        reference: signal.reference,
        danger: signal.report.danger,
        form,
    })
}

/// The page cannot be left before the reference was noted.
pub async fn noted(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
    posted: Posted,
) -> Result<Response> {
    if posted.get("noted") == "on" {
        return Ok(redirect_done("/mijn", "reported"));
    }
    let signal = signals::mine_at(&app, &actor, number).await?;
    let mut form = Form::new(&page.texts, "thanks");
    form.fault("noted", "noted");
    html(&Thanks {
        page,
        number,
        reference: signal.reference,
        danger: signal.report.danger,
        form,
    })
}
