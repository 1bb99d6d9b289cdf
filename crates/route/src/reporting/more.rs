//! What a reporter still knows: added to the own signal, by itself or after Back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect, redirect_done, set_language, take_held};
use platform::{Actor, App, Error, Result, clock};

use super::fields::{Lists, Oneself};
use super::pages;
use super::read::{
    ABOUT_ONESELF, clean_files, digest, fields_of, mention_files, read_contact, read_report,
    reports_for_others, subject_blocks,
};
use super::same::APART;
use crate::additions::{self, More, beyond, is_nothing};
use crate::dossiers::{Ended, Refusal};
use crate::files;
use crate::signals::{self, Contact, Dossier, Kind, Reference, Report};

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
    /// The form, or its words, were sent before.
    other: Option<Apart>,
}

/// All that was typed, to be sent as a signal of its own.
struct Apart {
    kind: Kind,
    whole: Vec<(String, String)>,
    /// A browser cannot fill in a file field again.
    had_files: bool,
    /// The same words in another form: whether it belongs together is asked.
    is_asked: bool,
}

impl Apart {
    /// A form that was sent before: what is sent now is another one.
    fn changed(app: &App, kind: Kind, posted: &Posted) -> Self {
        let not_again = ["form-id", "shared-as", "shared-row", "saved-at", "about"];
        let form_id = app.clock.id_without_time().to_string();
        let mut fields = posted.fields.clone();
        fields.retain(|(name, _)| !not_again.contains(&name.as_str()));
        fields.push(("form-id".to_owned(), form_id));
        Self::of(kind, fields, posted, false)
    }

    /// A form that was not sent yet: it stays the same one, with its draft and what was shared of it.
    fn asked(kind: Kind, posted: &Posted) -> Self {
        Self::of(kind, posted.fields.clone(), posted, true)
    }

    fn of(kind: Kind, mut whole: Vec<(String, String)>, posted: &Posted, is_asked: bool) -> Self {
        whole.retain(|(name, value)| name != "action" && !value.is_empty());
        whole.push(("action".to_owned(), "send".to_owned()));
        whole.push((APART.to_owned(), "yes".to_owned()));
        Self {
            kind,
            whole,
            had_files: !posted.files.is_empty(),
            is_asked,
        }
    }
}

#[derive(Template)]
#[template(path = "reporting/templates/already.html")]
struct Already {
    page: Page,
    number: usize,
    signal: Dossier,
    /// It was typed and sent again.
    other: Option<Apart>,
}

impl Already {
    fn title(&self) -> &'static str {
        match self.other {
            Some(_) => "same-title",
            None => "already-title",
        }
    }
}

/// Back after sending.
pub(super) fn sent_already(page: Page, number: usize, signal: Dossier) -> Result<Response> {
    html(&Already {
        page,
        number,
        signal,
        other: None,
    })
}

fn show(
    app: &App,
    actor: &Actor,
    mut page: Page,
    (number, signal): (usize, &Dossier),
    form: Form,
    other: Option<Apart>,
) -> Result<Response> {
    page.is_typed_in = other.is_none();
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

/// The form says which signal it is about: its number in the own list moves on when an earlier one is
/// destroyed.
pub(crate) const ABOUT: &str = "about";

fn fresh(app: &App, page: &Page, signal: &Dossier) -> Form {
    empty(page)
        .with("form-id", app.clock.id_without_time().to_string())
        .with(ABOUT, signal.reference().to_string())
        .with("contact", signal.contact.id())
}

/// What a form is about.
enum About {
    /// This one, with this number now.
    This(usize, Dossier),
    /// One that is not in the own list any more.
    Gone,
    /// It does not say: the one with the number of the address, if that is meant.
    Unsaid(Dossier),
}

impl About {
    async fn of(app: &App, actor: &Actor, number: usize, posted: &Posted) -> Result<Self> {
        let Some(reference) = Reference::parse(posted.get(ABOUT)) else {
            let there = signals::mine_at(app, actor, number).await?;
            return Ok(Self::Unsaid(there));
        };
        let known = signals::mine_called(app, actor, &reference).await?;
        Ok(known.map_or(Self::Gone, |(number, signal)| Self::This(number, signal)))
    }
}

/// The signal is gone, and what was typed is not: it can be sent as a signal of its own.
async fn gone(app: &App, actor: &Actor, page: Page, posted: &Posted) -> Result<Response> {
    let kind = Kind::Person;
    let mut form = pages::new_form(&page, kind).typed(posted);
    form.set("form-id", &app.clock.id_without_time().to_string());
    if Contact::parse(posted.get("contact")).is_none() {
        form.set("contact", Contact::Here.id());
    }
    form.fault("seen", "signal-gone");
    mention_files(&page, posted, &mut form);
    pages::show(app, actor, page, kind, form, posted).await
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
) -> Result<Response> {
    // The session ended before it was sent: the page says so.
    let Some(held) = take_held(&app, &actor, &page.path).await? else {
        let signal = signals::mine_at(&app, &actor, number).await?;
        let form = fresh(&app, &page, &signal);
        return show(&app, &actor, page, (number, &signal), form, None);
    };
    let (number, signal) = match About::of(&app, &actor, number, &held).await? {
        About::This(number, signal) => (number, signal),
        About::Unsaid(signal) => (number, signal),
        About::Gone => return gone(&app, &actor, page, &held).await,
    };
    let form = fresh(&app, &page, &signal)
        .filled_first(held.fields)
        .with("given-back", "yes");
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
    let apart = Apart::changed(app, kind, posted);
    offered(app, actor, page, (number, &known), (&new, apart), posted)
}

/// The same words came in just now, from another form: does this belong to it? What is new is offered as
/// an addition.
pub(super) fn same(
    app: &App,
    actor: &Actor,
    page: Page,
    (number, known): (usize, Dossier),
    (kind, report): (Kind, &Report),
    posted: &Posted,
) -> Result<Response> {
    let new = beyond(report, known.report());
    let apart = Apart::asked(kind, posted);
    if is_nothing(&new) && posted.files.is_empty() {
        return html(&Already {
            page,
            number,
            signal: known,
            other: Some(apart),
        });
    }
    offered(app, actor, page, (number, &known), (&new, apart), posted)
}

/// What is new as an addition, and all of it as a signal of its own.
fn offered(
    app: &App,
    actor: &Actor,
    page: Page,
    (number, known): (usize, &Dossier),
    (new, apart): (&Report, Apart),
    posted: &Posted,
) -> Result<Response> {
    let mut fields = fields_of(new);
    let oneself = ABOUT_ONESELF.iter().filter(|name| posted.has(name));
    fields.extend(oneself.map(|name| ((*name).to_owned(), posted.get(name).to_owned())));
    let mut form = fresh(app, &page, known).filled_first(fields);
    mention_files(&page, posted, &mut form);
    show(app, actor, page, (number, known), form, Some(apart))
}

pub async fn add(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
    posted: Posted,
) -> Ended<Response> {
    let mut form = empty(&page).typed(&posted);
    let (number, signal, is_said) = match About::of(&app, &actor, number, &posted).await? {
        About::This(number, signal) => (number, signal, true),
        About::Unsaid(signal) => (number, signal, false),
        About::Gone => return Ok(gone(&app, &actor, page, &posted).await?),
    };
    form.set(ABOUT, &signal.reference().to_string());
    if posted.get("action") == "language" {
        let page = page.in_other_language(&app).await?;
        let lang = page.texts.lang;
        form.texts = page.texts.clone();
        mention_files(&page, &posted, &mut form);
        let mut shown = show(&app, &actor, page, (number, &signal), form, None)?;
        set_language(&mut shown, lang);
        return Ok(shown);
    }
    if posted.get("action") == "add-subject" {
        let blocks = subject_blocks(Some(&posted)).to_string();
        form.set("subjects", &blocks);
        mention_files(&page, &posted, &mut form);
        return Ok(show(&app, &actor, page, (number, &signal), form, None)?);
    }
    let pack = app.tenants.get(actor.tenant)?.pack;
    let now = clock::hour(app.clock.now());
    let report = read_report(&app, &pack, Kind::Person, &posted, now);
    let danger = report.danger;
    let about = (signal.id(), signal.contact);
    let reporter = read_contact(&app, &actor, about, &posted).await?;
    if is_nothing(&report) && posted.files.is_empty() && reporter.is_none() {
        form.fault("seen", "nothing-added");
    }
    if !is_said {
        let which = [("reference", signal.reference().to_string())];
        form.fault_text("seen", page.with("error-which-signal", &which));
    }
    let cleaned = clean_files(&app, &page, &posted, &mut form).await;
    if form.is_good() {
        let more = More {
            report,
            reporter,
            sent: vault::hex(&digest(&actor, &posted).await?),
            files: files::store(&app, actor.tenant, &cleaned).await?,
        };
        match additions::add(&app, &actor, signal.id(), more).await {
            Ok(()) => {
                let said = if danger { "added-danger" } else { "added" };
                return Ok(redirect_done(&format!("/mijn/{number}"), said));
            }
            // Destroyed just now.
            Err(Refusal::Failed(Error::NotFound)) => {
                return Ok(gone(&app, &actor, page, &posted).await?);
            }
            Err(refusal) => refusal.note(&mut form, "seen")?,
        };
    }
    mention_files(&page, &posted, &mut form);
    Ok(show(&app, &actor, page, (number, &signal), form, None)?)
}
