//! The way from the empty form to the signal.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect, redirect_done, take_held};
use platform::{Actor, App, DossierId, Error, Result, Role, clock};
use serde::Deserialize;
use uuid::Uuid;

use super::acts::{self, Sent};
use super::fields::{Lists, Oneself};
use super::read::{
    Identity, channel, clean_files, digest, mention_files, read_report, reports_for_others,
    subject_blocks,
};
use super::shared::{self, Shared};
use super::{more, sharing};
use crate::files;
use crate::signals::{self, Contact, Kind, NewSignal, Report};

#[derive(Template)]
#[template(path = "reporting/templates/report.html")]
struct ReportForm {
    page: Page,
    kind: Kind,
    /// Where it is sent.
    to: String,
    form: Form,
    lists: Lists,
    subjects: usize,
    /// More than the first screen asks was filled in, or has a fault.
    unfolded: bool,
    oneself: Oneself,
    coordinators: Vec<Choice>,
    /// After so many days, or hours when it cannot wait, what was shared goes to the officer.
    goes_on: (u16, u16),
    /// Passing on what a colleague shared: about the reporter nothing is asked.
    shared: Option<Shared>,
    /// It was shared, and came back with a question.
    back: Option<Shared>,
    /// What became of the copy of this draft: its number in the own list.
    passed_on: Option<usize>,
}

/// Everybody starts where their work is.
pub async fn start(State(app): State<App>, actor: Actor) -> Response {
    redirect(app.wings.home(&actor.roles).unwrap_or("/account"))
}

pub(super) fn kind(text: &str) -> Result<Kind> {
    Kind::parse(text).ok_or(Error::NotFound)
}

/// What the first screen asks; everything else is behind "Meer vertellen".
const FIRST: [&str; 7] = [
    "danger",
    "seen",
    "place",
    "place-kind",
    "when",
    "files",
    "back-question",
];

/// Was more filled in than the first screen asks, or is something wrong there?
fn is_unfolded(form: &Form, posted: &Posted) -> bool {
    let asked = |name: &str| {
        ["heard", "concluded", "indicators", "safe", "phone"].contains(&name)
            || name.starts_with("subject-") && !name.ends_with("-kind")
            || name.starts_with("behalf-")
            || [
                "email",
                "number",
                "coordinator",
                "share-with",
                "share-question",
            ]
            .contains(&name)
    };
    let mut filled = posted.fields.iter();
    posted.get("action") == "add-subject"
        || filled.any(|(name, value)| asked(name) && !value.trim().is_empty())
        || form.faulty().any(|name| !FIRST.contains(&name))
}

/// The form, empty, filled or with faults.
pub(super) async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    mut form: Form,
    posted: &Posted,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let (shared, mut back) = {
        let mut tx = app.db.read().await?;
        let shared = match shared::of(&mut tx, app, actor, form.value("shared")).await {
            // Passed on meanwhile: what was typed is still there.
            Err(Error::NotFound) => None,
            other => other?,
        };
        (shared, shared::given_back(&mut tx, app, actor).await?)
    };
    if shared.is_none() {
        form.set("shared", "");
    }
    back.retain(|one| one.kind == kind && shared.is_none());
    let coordinators = match shared {
        Some(_) => Vec::new(),
        None => sharing::coordinators(app, actor).await?,
    };
    let terms = &pack.deadlines;
    html(&ReportForm {
        to: format!("/melden/{}", kind.id()),
        kind,
        lists: Lists::of(&page, &pack),
        subjects: subject_blocks(Some(posted)),
        unfolded: is_unfolded(&form, posted),
        oneself: Oneself {
            is_asked: shared.is_none(),
            coordinator_step: pack.coordinator_step && !actor.is(Role::Coordinator),
            on_behalf: reports_for_others(actor),
        },
        coordinators,
        goes_on: (2 * terms.assessment_days, 2 * terms.urgent_assessment_hours),
        passed_on: passed_on(app, actor, &form).await?,
        shared,
        back: back.pop(),
        form,
        page,
    })
}

#[derive(Deserialize)]
pub struct Begun {
    /// So many signals were in the own list when this form was asked for.
    na: Option<usize>,
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(name): Path<String>,
    Query(begun): Query<Begun>,
) -> Result<Response> {
    let kind = kind(&name)?;
    let given_back = take_held(&app, &actor, &page.path).await?;
    let held = given_back.is_some();
    let own = signals::own_count(&app, &actor).await?;
    let saved = match given_back {
        Some(given_back) => Some(given_back.fields),
        None => begun_before(&app, &actor, kind, own).await?,
    };
    // Back after sending: there is no draft any more, and a signal more than then.
    if saved.is_none() && begun.na.is_some_and(|na| na < own) {
        let latest = signals::mine_at(&app, &actor, own).await?;
        if latest.kind == kind {
            return more::sent_already(page, own, latest);
        }
    }
    let fresh = || vec![("contact".to_owned(), Contact::Here.id().to_owned())];
    let posted = Posted {
        fields: saved.unwrap_or_else(fresh),
        files: Vec::new(),
    };
    let mut form = new_form(&page, kind).typed(&posted);
    if Uuid::parse_str(posted.get("form-id")).is_err() {
        form.set("form-id", &app.clock.id_without_time().to_string());
    }
    // The session ended before it was sent: the page says so.
    if held {
        form.set("given-back", "yes");
    }
    show(&app, &actor, page, kind, form, &posted).await
}

/// Of a place other words are asked than of a person.
pub(super) fn new_form(page: &Page, kind: Kind) -> Form {
    let form = Form::new(&page.texts, "report");
    match kind {
        Kind::Person => form,
        Kind::Place => form
            .called("seen", "report-seen-there")
            .called("place", "report-where"),
    }
}

/// The draft, or what the coordinator gave back when that is gone.
async fn begun_before(
    app: &App,
    actor: &Actor,
    kind: Kind,
    own: usize,
) -> Result<Option<Vec<(String, String)>>> {
    let mut tx = app.db.read().await?;
    if let Some(draft) = signals::saved_draft(&mut tx, actor, kind, own).await? {
        return Ok(Some(draft));
    }
    let back = shared::given_back(&mut tx, app, actor).await?.into_iter();
    let mut back = back.filter(|one| one.kind == kind);
    Ok(back.next_back().map(|one| one.posted().fields))
}

/// The number, in the own list, of what became of the copy that this draft was shared as.
pub(super) async fn passed_on(app: &App, actor: &Actor, form: &Form) -> Result<Option<usize>> {
    let Ok(form_id) = Uuid::parse_str(form.value("shared-as")) else {
        return Ok(None);
    };
    let sent = signals::of_form(&mut app.db.read().await?, app, actor.tenant, form_id).await?;
    let Some((id, _)) = sent else { return Ok(None) };
    signals::own_number(app, actor, id).await
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
    show(app, actor, page, kind, form, posted).await
}

/// Is this somebody a report may be shared with?
async fn is_coordinator(app: &App, actor: &Actor, value: &str) -> Result<bool> {
    let coordinators = sharing::coordinators(app, actor).await?;
    Ok(coordinators.iter().any(|known| known.value == value))
}

/// What a colleague shared, if this report is made of that.
async fn shared_before(app: &App, actor: &Actor, posted: &Posted) -> Result<Option<Shared>> {
    let mut tx = app.db.read().await?;
    shared::of(&mut tx, app, actor, posted.get("shared")).await
}

pub async fn report(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(name): Path<String>,
    posted: Posted,
) -> Result<Response> {
    let kind = kind(&name)?;
    let mut form = new_form(&page, kind).typed(&posted);
    match posted.get("action") {
        "add-subject" => return again(&app, &actor, page, kind, form, &posted).await,
        "draft" => return keep_draft(&app, &actor, kind, &posted).await,
        "give-back" => return give_back(&app, &actor, page, kind, form, &posted).await,
        _ => {}
    }
    let municipality = app.tenants.get(actor.tenant)?;
    let now = clock::hour(app.clock.now());
    let report = read_report(&app, &municipality.pack, kind, &posted, now);
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
    match was_sent(&app, &actor, &form, form_id, &sent).await? {
        Sent::Same(id) => return acknowledged(&app, &actor, id, posted.has("shared")).await,
        Sent::Otherwise(number) => {
            let known = signals::mine_at(&app, &actor, number).await?;
            return more::changed(
                &app,
                &actor,
                page,
                (number, known),
                (kind, &report),
                &posted,
            );
        }
        Sent::Not => {}
    }
    if posted.get("action") == "share" {
        return share(&app, &actor, page, kind, form, &posted).await;
    }
    let new = Coming {
        kind,
        form_id,
        sent,
        report,
    };
    send(&app, &actor, &posted, new, &cleaned).await
}

/// What comes in, read.
struct Coming {
    kind: Kind,
    form_id: Uuid,
    sent: [u8; 32],
    report: Report,
}

async fn send(
    app: &App,
    actor: &Actor,
    posted: &Posted,
    mut coming: Coming,
    cleaned: &[files::Clean],
) -> Result<Response> {
    // What a colleague shared stays that colleague's signal. Reporting for somebody outside leaves
    // that person without an account; the signal then belongs to the list of whoever entered it.
    let shared = shared_before(app, actor, posted).await?;
    let identity = match &shared {
        Some(shared) => shared.identity(),
        None => Identity::of(app, actor, posted).await?,
    };
    if shared.is_some() {
        coming.report.coordinator = Some(true);
    }
    let new = NewSignal {
        id: identity.signal,
        form_id: shared
            .as_ref()
            .map_or(coming.form_id, |shared| shared.form_id),
        digest: coming.sent,
        kind: coming.kind,
        channel: channel(actor, posted),
        report: coming.report,
        contact: Contact::parse(posted.get("contact")).unwrap_or(Contact::Here),
        mark: identity.mark,
        mark_epoch: identity.epoch,
        reporter: Some(identity.reporter),
        received_at: clock::hour(app.clock.now()),
    };
    let files = files::store(app, actor.tenant, cleaned).await?;
    let id = acts::report(app, actor, new, files, shared.as_ref()).await?;
    acknowledged(app, actor, id, shared.is_some()).await
}

/// What this form became before, or the copy that it was shared as.
async fn was_sent(
    app: &App,
    actor: &Actor,
    form: &Form,
    form_id: Uuid,
    sent: &[u8; 32],
) -> Result<Sent> {
    Ok(match Sent::of(app, actor, form_id, sent).await? {
        Sent::Not => match passed_on(app, actor, form).await? {
            Some(number) => Sent::Otherwise(number),
            None => Sent::Not,
        },
        known => known,
    })
}

/// Shares it with the coordinator who was chosen.
async fn share(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    mut form: Form,
    posted: &Posted,
) -> Result<Response> {
    if posted.has("shared") || !is_coordinator(app, actor, posted.get("share-with")).await? {
        form.fault("share-with", "choose");
        return again(app, actor, page, kind, form, posted).await;
    }
    let identity = Identity::of(app, actor, posted).await?;
    let copy = Shared::new(app, actor, identity, kind, posted);
    sharing::share(app, actor, kind, posted, copy).await?;
    Ok(redirect_done("/melden", "shared"))
}

/// Gives it back to the colleague who shared it.
async fn give_back(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    mut form: Form,
    posted: &Posted,
) -> Result<Response> {
    let shared = shared_before(app, actor, posted).await?;
    let shared = shared.ok_or(Error::NotFound)?;
    if !posted.has("back-question") {
        form.fault("back-question", "back-question");
        return again(app, actor, page, kind, form, posted).await;
    }
    sharing::give_back(app, actor, shared, posted.get("back-question")).await?;
    Ok(redirect_done("/gedeeld", "given-back"))
}

/// Saves a draft, by script while typing.
pub async fn draft(
    State(app): State<App>,
    actor: Actor,
    Path(name): Path<String>,
    posted: Posted,
) -> Result<Response> {
    save(&app, &actor, kind(&name)?, &posted).await?;
    Ok(axum::http::StatusCode::NO_CONTENT.into_response())
}

async fn save(app: &App, actor: &Actor, kind: Kind, posted: &Posted) -> Result<()> {
    let own = signals::own_count(app, actor).await?;
    let mut fields = posted.fields.clone();
    fields.retain(|(name, _)| name != "action");
    let mut tx = app.db.begin().await?;
    signals::save_draft(&mut tx, app, actor, kind, own, &fields).await?;
    tx.commit_unaudited("a draft is the writer's own").await
}

/// The same by its button; files are no part of a draft.
async fn keep_draft(app: &App, actor: &Actor, kind: Kind, posted: &Posted) -> Result<Response> {
    save(app, actor, kind, posted).await?;
    let message = if posted.files.is_empty() {
        "draft-kept"
    } else {
        "draft-kept-no-files"
    };
    Ok(redirect_done("/melden", message))
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
