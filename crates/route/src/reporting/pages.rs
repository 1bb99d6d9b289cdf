//! The way from the empty form to the signal.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect, redirect_done, set_language, take_held};
use platform::{Actor, App, DossierId, Error, Result, Role, clock};
use serde::Deserialize;
use uuid::Uuid;

use super::acts::{self, Origin, Sent};
use super::begun::{self, Copy};
use super::fields::{Lists, Oneself};
use super::read::{
    Identity, channel, clean_files, digest, mention_files, read_report, reports_for_others,
    subject_blocks,
};
use super::shared::{self, Shared};
use super::{choose, keeping, more, passing, same, sharing};
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
    /// What became of what was shared of this draft.
    copy: Option<Copy>,
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
    mut page: Page,
    kind: Kind,
    mut form: Form,
    posted: &Posted,
) -> Result<Response> {
    page.is_typed_in = true;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let shared = {
        let mut tx = app.db.read().await?;
        match shared::of(&mut tx, app, actor, form.value("shared")).await {
            // Passed on meanwhile: what was typed is still there.
            Err(Error::NotFound) => None,
            other => other?,
        }
    };
    let mut copy = None;
    if shared.is_none() {
        form.set("shared", "");
        let known = begun::of_form(app, actor, kind, form.value("form-id")).await?;
        copy = known.and_then(|known| known.copy);
    }
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
        copy,
        shared,
        form,
        page,
    })
}

#[derive(Deserialize)]
pub struct Asked {
    /// So many signals were in the own list when this form was asked for.
    na: Option<usize>,
    /// On with this draft.
    concept: Option<String>,
    /// Another signal, whatever was begun.
    nieuw: Option<String>,
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let kind = kind(&name)?;
    // The session ended before it was sent: the page says so.
    if let Some(given_back) = take_held(&app, &actor, &page.path).await? {
        return filled(&app, &actor, page, kind, given_back.fields, true).await;
    }
    let own = signals::own_count(&app, &actor).await?;
    let mut drafts = begun::of(&app, &actor, kind).await?;
    let chosen = asked.concept.as_deref();
    if let Some(at) = drafts
        .iter()
        .position(|one| chosen == Some(one.name.as_str()))
    {
        let fields = drafts.swap_remove(at).fields;
        return filled(&app, &actor, page, kind, fields, false).await;
    }
    // Back after sending: that draft is there no more, and a signal more than then is.
    // Who came without a number has sent it when that was just now.
    let just_now = match asked.na {
        None if asked.nieuw.is_none() => same::last(&app, &actor, kind).await?,
        _ => None,
    };
    let is_sent = just_now.is_some() || asked.na.is_some_and(|na| na < own);
    let gone_on = chosen.is_some() && is_sent;
    if asked.nieuw.is_none() && !drafts.is_empty() && !gone_on {
        return choose::go_on_or_begin(&app, page, kind, drafts, own);
    }
    if let Some((number, latest)) = just_now {
        return more::sent_already(page, number, latest);
    }
    if is_sent {
        let latest = signals::mine_at(&app, &actor, own).await?;
        if latest.kind == kind {
            return more::sent_already(page, own, latest);
        }
    }
    let fresh = vec![("contact".to_owned(), Contact::Here.id().to_owned())];
    filled(&app, &actor, page, kind, fresh, false).await
}

/// The form with these fields; `held`: it was given back after the session had ended.
async fn filled(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    fields: Vec<(String, String)>,
    held: bool,
) -> Result<Response> {
    let posted = Posted {
        fields,
        files: Vec::new(),
    };
    let mut form = new_form(&page, kind).typed(&posted);
    if Uuid::parse_str(posted.get("form-id")).is_err() {
        form.set("form-id", &app.clock.id_without_time().to_string());
    }
    if held {
        form.set("given-back", "yes");
    }
    show(app, actor, page, kind, form, &posted).await
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

/// The form with what was typed, to go on with; files have to be chosen again, which it says.
pub(super) async fn again(
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

/// The form in the other language, with what was typed.
async fn in_other_language(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    posted: &Posted,
) -> Result<Response> {
    let page = page.in_other_language(app).await?;
    let form = new_form(&page, kind).typed(posted);
    let lang = page.texts.lang;
    let mut shown = again(app, actor, page, kind, form, posted).await?;
    set_language(&mut shown, lang);
    Ok(shown)
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
        "language" => return in_other_language(&app, &actor, page, kind, &posted).await,
        "add-subject" => return again(&app, &actor, page, kind, form, &posted).await,
        "draft" => return keeping::keep(&app, &actor, page, kind, form, &posted).await,
        "give-back" => return passing::give_back(&app, &actor, page, kind, form, &posted).await,
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
    let new = Coming {
        kind,
        form_id,
        sent: digest(&actor, &posted).await?,
        report,
    };
    // Once more when the copy of this draft was passed on while this was being stored.
    for _ in 0..2 {
        match was_sent(&app, &actor, &form, &new).await? {
            Sent::Same(id) => return acknowledged(&app, &actor, id, posted.has("shared")).await,
            Sent::Otherwise(number) => {
                let known = signals::mine_at(&app, &actor, number).await?;
                let coming = (kind, &new.report);
                return more::changed(&app, &actor, page, (number, known), coming, &posted);
            }
            Sent::Not => {}
        }
        if posted.get("action") == "share" {
            return passing::share(&app, &actor, page, form, &new, &posted).await;
        }
        if posted.has("shared")
            && passing::shared_before(&app, &actor, &posted)
                .await?
                .is_none()
        {
            return passing::is_gone(&app, &actor, page, kind, form, &posted).await;
        }
        if let Some(known) = same::sent_before(&app, &actor, &posted, &new.report).await? {
            return more::same(&app, &actor, page, known, (kind, &new.report), &posted);
        }
        if let Some(id) = send(&app, &actor, &posted, &form, &new, &cleaned).await? {
            return acknowledged(&app, &actor, id, posted.has("shared")).await;
        }
    }
    Err(Error::Conflict)
}

/// What comes in, read.
pub(super) struct Coming {
    pub kind: Kind,
    form_id: Uuid,
    pub sent: [u8; 32],
    report: Report,
}

/// Stores it; `None`: somebody else was first, and nothing was stored.
async fn send(
    app: &App,
    actor: &Actor,
    posted: &Posted,
    form: &Form,
    coming: &Coming,
    cleaned: &[files::Clean],
) -> Result<Option<DossierId>> {
    // What a colleague shared stays that colleague's signal. Reporting for somebody outside leaves
    // that person without an account; the signal then belongs to the list of whoever entered it.
    let shared = passing::shared_before(app, actor, posted).await?;
    if posted.has("shared") && shared.is_none() {
        // Gone just now: never the coordinator's own signal by accident.
        return Ok(None);
    }
    let identity = match &shared {
        Some(shared) => shared.identity(),
        None => Identity::of(app, actor, posted).await?,
    };
    let mut report = coming.report.clone();
    if shared.is_some() {
        report.coordinator = Some(true);
    }
    let form_id = shared.as_ref().map(|shared| shared.form_id);
    let new = NewSignal {
        id: identity.signal,
        form_id: form_id.unwrap_or(coming.form_id),
        digest: coming.sent,
        kind: coming.kind,
        channel: channel(actor, posted),
        report,
        contact: Contact::parse(posted.get("contact")).unwrap_or(Contact::Here),
        mark: identity.mark,
        mark_epoch: identity.epoch,
        reporter: Some(identity.reporter),
        received_at: clock::hour(app.clock.now()),
    };
    let origin = match &shared {
        Some(shared) => Origin::Shared(shared),
        None => Origin::Own {
            shared_as: shared_as(app, actor, form, coming).await?,
        },
    };
    let files = files::store(app, actor.tenant, cleaned).await?;
    acts::report(app, actor, new, files, origin).await
}

/// The id of the copy that this form was shared as: it says so, or its draft does.
async fn shared_as(app: &App, actor: &Actor, form: &Form, coming: &Coming) -> Result<Option<Uuid>> {
    if let Ok(copy) = form.value("shared-as").parse() {
        return Ok(Some(copy));
    }
    let own = signals::own_count(app, actor).await?;
    let mut tx = app.db.read().await?;
    let mut all = signals::drafts(&mut tx, actor, coming.kind, own)
        .await?
        .into_iter();
    let of_form = all.find(|draft| draft.value("form-id").parse() == Ok(coming.form_id));
    Ok(of_form.and_then(|draft| draft.value("shared-as").parse().ok()))
}

/// What this form became before, or the copy that it was shared as.
async fn was_sent(app: &App, actor: &Actor, form: &Form, coming: &Coming) -> Result<Sent> {
    let known = Sent::of(app, actor, coming.form_id, &coming.sent).await?;
    let Sent::Not = known else { return Ok(known) };
    let Some(copy) = shared_as(app, actor, form, coming).await? else {
        return Ok(Sent::Not);
    };
    let number = begun::passed_on(app, actor, &copy.to_string()).await?;
    Ok(number.map_or(Sent::Not, Sent::Otherwise))
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
