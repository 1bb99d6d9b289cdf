//! What a reporter still knows: added to the own signal, by itself or after Back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect, redirect_done, take_held};
use platform::{Actor, App, Result, clock};

use super::fields::{Lists, Oneself};
use super::read::{
    ABOUT_ONESELF, clean_files, digest, fields_of, mention_files, read_contact, read_report,
    reports_for_others, subject_blocks,
};
use crate::additions::{self, More, beyond, is_nothing};
use crate::dossiers::Ended;
use crate::files;
use crate::signals::{self, Dossier, Kind, Reference, Report};

#[derive(Template)]
#[template(path = "reporting/templates/more.html")]
struct MoreForm {
    page: Page,
    /// Which one of the own list.
    number: usize,
    reference: Reference,
    /// Where it is sent.
    to: String,
    form: Form,
    lists: Lists,
    subjects: usize,
    oneself: Oneself,
    /// The form was sent before with other words: all of it, to be sent as another signal.
    other: Option<(Kind, Vec<(String, String)>)>,
}

#[derive(Template)]
#[template(path = "reporting/templates/already.html")]
struct Already {
    page: Page,
    number: usize,
    signal: Dossier,
}

/// Back after sending.
pub(super) fn sent_already(page: Page, number: usize, signal: Dossier) -> Result<Response> {
    html(&Already {
        page,
        number,
        signal,
    })
}

fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    (number, signal): (usize, &Dossier),
    form: Form,
    other: Option<(Kind, Vec<(String, String)>)>,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let on_behalf = reports_for_others(actor);
    let asked = form.value("subjects").parse().unwrap_or(1);
    html(&MoreForm {
        to: format!("/mijn/{number}/aanvullen"),
        number,
        reference: signal.reference().clone(),
        lists: Lists::of(&page, &pack),
        subjects: usize::clamp(asked, 1, 20),
        oneself: Oneself {
            is_asked: !on_behalf,
            coordinator_step: pack.coordinator_step && signal.report().coordinator.is_none(),
            on_behalf: false,
        },
        form,
        other,
        page,
    })
}

fn empty(page: &Page) -> Form {
    Form::new(&page.texts, "report").called("seen", "report-seen-more")
}

fn fresh(app: &App, page: &Page, signal: &Dossier) -> Form {
    empty(page)
        .with("form-id", app.clock.id_without_time().to_string())
        .with("contact", signal.contact.id())
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
) -> Result<Response> {
    let signal = signals::mine_at(&app, &actor, number).await?;
    let form = match take_held(&app, &actor, &page.path).await? {
        // The session ended before it was sent: the page says so.
        Some(held) => fresh(&app, &page, &signal)
            .filled_first(held.fields)
            .with("given-back", "yes"),
        None => fresh(&app, &page, &signal),
    };
    show(&app, &actor, page, (number, &signal), form, None)
}

/// The form was sent before, and something was changed since: that is offered as an addition, and
/// all of it as another signal.
pub(super) fn changed(
    app: &App,
    actor: &Actor,
    page: Page,
    (number, known): (usize, Dossier),
    (kind, report): (Kind, &Report),
    posted: &Posted,
) -> Result<Response> {
    let new = beyond(report, known.report());
    if is_nothing(&new) && posted.files.is_empty() {
        return Ok(redirect(&format!("/gemeld/{number}")));
    }
    let mut fields = fields_of(&new);
    let oneself = ABOUT_ONESELF.iter().filter(|name| posted.has(name));
    fields.extend(oneself.map(|name| ((*name).to_owned(), posted.get(name).to_owned())));
    let mut form = fresh(app, &page, &known).filled_first(fields);
    mention_files(&page, posted, &mut form);
    let not_again = ["form-id", "action", "shared-as", "shared-row", "saved-at"];
    let mut whole = posted.fields.clone();
    whole.retain(|(name, value)| !not_again.contains(&name.as_str()) && !value.is_empty());
    let form_id = app.clock.id_without_time().to_string();
    whole.push(("form-id".to_owned(), form_id));
    whole.push(("action".to_owned(), "send".to_owned()));
    show(
        app,
        actor,
        page,
        (number, &known),
        form,
        Some((kind, whole)),
    )
}

pub async fn add(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
    posted: Posted,
) -> Ended<Response> {
    let signal = signals::mine_at(&app, &actor, number).await?;
    let mut form = empty(&page).typed(&posted);
    if posted.get("action") == "add-subject" {
        let blocks = subject_blocks(Some(&posted)).to_string();
        form.set("subjects", &blocks);
        mention_files(&page, &posted, &mut form);
        return Ok(show(&app, &actor, page, (number, &signal), form, None)?);
    }
    let pack = app.tenants.get(actor.tenant)?.pack;
    let now = clock::hour(app.clock.now());
    let report = read_report(&app, &pack, Kind::Person, &posted, now);
    let about = (signal.id(), signal.contact);
    let reporter = read_contact(&app, &actor, about, &posted).await?;
    if is_nothing(&report) && posted.files.is_empty() && reporter.is_none() {
        form.fault("seen", "nothing-added");
    }
    let cleaned = clean_files(&app, &page, &posted, &mut form).await;
    if !form.is_good() {
        mention_files(&page, &posted, &mut form);
        return Ok(show(&app, &actor, page, (number, &signal), form, None)?);
    }
    let more = More {
        report,
        reporter,
        sent: vault::hex(&digest(&actor, &posted).await?),
        files: files::store(&app, actor.tenant, &cleaned).await?,
    };
    additions::add(&app, &actor, signal.id(), more).await?;
    Ok(redirect_done(&format!("/mijn/{number}"), "added"))
}
