//! What a reporter still knows: added to the own signal, by itself or after Back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect, redirect_done, set_language, take_held};
use platform::{Actor, App, Error, Result, clock};

use super::asking;
use super::colleagues::{self, Held, Named};
use super::fields::{Lists, Oneself};
use super::form::ReportForm;
use super::read::{
    ABOUT_ONESELF, ask_who_is_a_minor, clean_files, digest, fields_of, mention_files, read_contact,
    read_report, reports_for_others, subject_blocks,
};
use super::same::APART;
use super::shared::form_of;
use super::unsent::{self, ABOUT};
use crate::additions::{self, More, beyond, is_nothing};
use crate::dossiers::{Ended, Refusal};
use crate::files;
use crate::record;
use crate::signals::{self, Contact, Dossier, Kind, Reference, Report, Source};

#[derive(Template)]
#[template(path = "reporting/templates/more.html")]
struct MorePage {
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
    /// It came from the field for the officer.
    is_written: bool,
    /// It came from a small form: what that asks comes first, and all else is folded, unless it is `Some(true)`.
    short: Option<bool>,
    /// It was typed before, and did not go.
    is_kept: bool,
    /// The form, or its words, were sent before.
    other: Option<Apart>,
    /// Who works here and is named in it.
    colleagues: Named,
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

/// What is added to a signal, in its reporter's hands.
struct MoreForm {
    app: App,
    actor: Actor,
    page: Page,
    /// Which one of the own list, and that signal.
    number: usize,
    signal: Dossier,
    posted: Posted,
    /// As it is shown: what was typed, with its faults.
    shown: Form,
    /// About whom whoever adds is asked: they work here.
    colleagues: Named,
    /// It was typed before, and did not go.
    is_kept: bool,
}

impl MoreForm {
    fn new(
        (app, actor, page): (App, Actor, Page),
        (number, signal): (usize, Dossier),
        posted: Posted,
        shown: Form,
    ) -> Self {
        Self {
            app,
            actor,
            page,
            number,
            signal,
            posted,
            shown,
            colleagues: Named::default(),
            is_kept: false,
        }
    }

    /// With what was typed, to go on with; files have to be chosen again, which it says. It is kept too: Back in the
    /// browser comes to it again. Where there is no room for it, the page says so.
    async fn again(mut self) -> Result<Response> {
        if !self.keep().await? {
            let asked = self.posted.find(SAID).map_or("seen", |_| SAID);
            self.shown.fault(asked, "drafts-full");
        }
        mention_files(&self.page, &self.posted, &mut self.shown);
        self.show(None)
    }

    async fn keep(&self) -> Result<bool> {
        unsent::keep(
            &self.app,
            &self.actor,
            self.signal.reference(),
            &self.posted,
        )
        .await
    }

    /// The same in the other language.
    async fn in_other_language(mut self) -> Result<Response> {
        self.page = self.page.in_other_language(&self.app).await?;
        self.shown.texts = self.page.texts.clone();
        let lang = self.page.texts.lang;
        let mut response = self.again().await?;
        set_language(&mut response, lang);
        Ok(response)
    }

    /// What was kept of it goes, and it begins anew.
    async fn thrown_away(self) -> Result<Response> {
        if let Some(form) = form_of(&self.posted.fields) {
            unsent::discard(&self.app, &self.actor, form).await?;
        }
        let to = format!("/mijn/{}/aanvullen", self.number);
        Ok(redirect_done(&to, "draft-gone"))
    }

    /// The same with room for somebody more.
    async fn with_another_subject(mut self) -> Result<Response> {
        let blocks = subject_blocks(&self.posted).to_string();
        self.shown.set("subjects", &blocks);
        self.again().await
    }

    /// The form; with `other`, what was sent before can be sent as another signal.
    fn show(mut self, other: Option<Apart>) -> Result<Response> {
        self.page.is_typed_in = other.is_none();
        let pack = self.app.tenants.get(self.actor.tenant)?.pack;
        let asked = self.shown.value("subjects").parse().unwrap_or(1);
        let said = self.signal.report();
        html(&MorePage {
            to: format!("/mijn/{}/aanvullen", self.number),
            number: self.number,
            reference: self.signal.reference().clone(),
            lists: Lists::of(&self.page, &pack),
            subjects: usize::clamp(asked, 1, 20),
            oneself: Oneself {
                is_asked: !reports_for_others(&self.actor),
                coordinator_step: pack.coordinator_step && said.coordinator.is_none(),
                on_behalf: false,
            },
            is_written: self.posted.find(SAID).is_some(),
            short: self
                .posted
                .has("short")
                .then(|| is_unfolded(&self.shown, &self.posted)),
            is_kept: self.is_kept,
            form: self.shown,
            other,
            colleagues: self.colleagues,
            page: self.page,
        })
    }

    /// Was the very same form added already?
    async fn was_added(&self, sent: &str) -> Result<bool> {
        let mut tx = self.app.db.read().await?;
        let earlier = additions::list(&mut tx, &self.signal).await?;
        Ok(earlier.iter().any(|added| added.sent == sent))
    }

    /// Adds it; `is_said`: the form said which signal it is about.
    async fn add(mut self, is_said: bool) -> Ended<Response> {
        let (app, actor) = (&self.app, &self.actor);
        let pack = app.tenants.get(actor.tenant)?.pack;
        let now = clock::hour(app.clock.now());
        let report = read_report(app, &pack, Kind::Person, &self.posted, now);
        let (danger, is_written) = (report.danger, self.posted.has("said"));
        let about = (self.signal.id(), self.signal.contact);
        let reporter = read_contact(app, actor, about, &self.posted).await?;
        if is_nothing(&report) && self.posted.files.is_empty() && reporter.is_none() {
            let asked = self.posted.find(SAID).map_or("seen", |_| SAID);
            self.shown.fault(asked, "nothing-added");
        }
        if !is_said {
            let which = [("reference", self.signal.reference().to_string())];
            let text = self.page.with("error-which-signal", &which);
            self.shown.fault_text("seen", text);
        }
        ask_who_is_a_minor(&self.posted, &mut self.shown, now);
        let cleaned = clean_files(app, &self.page, &self.posted, &mut self.shown).await;
        // What is added names a colleague as a report does: it is asked about too.
        let (held, asked) = (Held::of(&report), (&self.posted, &self.page.texts));
        self.colleagues = colleagues::named(app, actor, &held, asked).await?;
        if self.colleagues.is_asked() {
            self.shown.fault("not-about", "colleague-named");
        }
        if self.shown.is_good() {
            let sent = vault::hex(&digest(actor, &self.posted).await?);
            let more = More {
                report,
                reporter,
                told: self.posted.get("told").parse().unwrap_or(0),
                // Sent again, its files are not stored once more.
                files: if self.was_added(&sent).await? {
                    Vec::new()
                } else {
                    files::store(app, actor.tenant, &cleaned).await?
                },
                sent,
                drafts: match form_of(&self.posted.fields) {
                    Some(form) => unsent::places(app, actor, form).await?,
                    None => Vec::new(),
                },
            };
            match additions::add(app, actor, self.signal.id(), more).await {
                Ok(()) => {
                    let said = match (danger, is_written) {
                        (true, _) => "added-danger",
                        (_, true) => "said",
                        _ => "added",
                    };
                    return Ok(redirect_done(&format!("/mijn/{}", self.number), said));
                }
                // Destroyed just now.
                Err(Refusal::Failed(Error::NotFound)) => {
                    return Ok(gone(self.app, self.actor, self.page, self.posted).await?);
                }
                Err(refusal) => refusal.note(&mut self.shown, "seen")?,
            };
        }
        Ok(self.again().await?)
    }
}

/// The field for the officer.
const SAID: &str = Source::Said.id();

/// Of a small form: was more filled in than it asks, or is something wrong there?
fn is_unfolded(form: &Form, posted: &Posted) -> bool {
    let asked = [SAID, "seen"];
    let top = if posted.find(SAID).is_some() {
        SAID
    } else {
        "seen"
    };
    posted.get("action") == "add-subject"
        || unsent::says_more_than(posted, &asked)
        || asked.iter().any(|name| *name != top && posted.has(name))
        || form
            .faulty()
            .any(|name| ![top, "not-about"].contains(&name))
}

fn empty(page: &Page) -> Form {
    Form::new(&page.texts, "report").called("seen", "report-seen-more")
}

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
async fn gone(app: App, actor: Actor, page: Page, mut posted: Posted) -> Result<Response> {
    let written = posted.get(SAID).to_owned();
    if !written.is_empty() {
        let seen = [posted.get("seen"), &written].join("\n").trim().to_owned();
        posted
            .fields
            .retain(|(name, _)| ![SAID, "seen"].contains(&name.as_str()));
        posted.fields.push(("seen".to_owned(), seen));
    }
    let mut form = ReportForm::new(app, actor, page, Kind::Person, posted);
    form.become_another();
    if Contact::parse(form.posted.get("contact")).is_none() {
        form.shown.set("contact", Contact::Here.id());
    }
    form.refused("seen", "signal-gone").await
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
) -> Result<Response> {
    // The session ended before it was sent: the page says so.
    let held = take_held(&app, &actor, &page.path).await?;
    let is_given_back = held.is_some();
    let mut posted = held.unwrap_or_default();
    let about = if is_given_back {
        About::of(&app, &actor, number, &posted).await?
    } else {
        About::This(number, signals::mine_at(&app, &actor, number).await?)
    };
    let (number, signal) = match about {
        About::This(number, signal) => (number, signal),
        About::Unsaid(signal) => (number, signal),
        About::Gone => return gone(app, actor, page, posted).await,
    };
    let told = {
        let mut tx = app.db.read().await?;
        record::messages(&mut tx, &signal).await?.len()
    };
    let kept = if is_given_back {
        None
    } else {
        unsent::of(&app, &actor, signal.reference()).await?
    };
    let is_kept = kept.is_some();
    posted.fields.extend(kept.unwrap_or_default());
    let mut shown = fresh(&app, &page, &signal)
        .with("told", told.to_string())
        .filled_first(posted.fields.clone());
    if is_given_back {
        shown = shown.with("given-back", "yes");
    }
    let who = (app, actor, page);
    let mut more = MoreForm::new(who, (number, signal), posted, shown);
    more.is_kept = is_kept;
    more.show(None)
}

/// The form was sent before, and something was changed since: that is offered as an addition, and
/// all of it as another signal.
pub(super) fn changed(
    form: ReportForm,
    (number, known): (usize, Dossier),
    report: &Report,
) -> Result<Response> {
    let new = beyond(report, known.report());
    if is_nothing(&new) && form.posted.files.is_empty() {
        return Ok(redirect(&format!("/gemeld/{number}")));
    }
    let apart = Apart::changed(&form.app, form.kind, &form.posted);
    offered(form, (number, known), &new, apart)
}

/// The same words came in just now, from another form: does this belong to it? What is new is offered as
/// an addition.
pub(super) fn same(
    form: ReportForm,
    (number, known): (usize, Dossier),
    report: &Report,
) -> Result<Response> {
    let new = beyond(report, known.report());
    let apart = Apart::asked(form.kind, &form.posted);
    if is_nothing(&new) && form.posted.files.is_empty() {
        return html(&Already {
            page: form.page,
            number,
            signal: known,
            other: Some(apart),
        });
    }
    offered(form, (number, known), &new, apart)
}

/// What is new as an addition, and all of it as a signal of its own.
fn offered(
    form: ReportForm,
    (number, known): (usize, Dossier),
    new: &Report,
    apart: Apart,
) -> Result<Response> {
    let posted = form.posted;
    let mut fields = fields_of(new);
    let oneself = ABOUT_ONESELF.iter().filter(|name| posted.has(name));
    fields.extend(oneself.map(|name| ((*name).to_owned(), posted.get(name).to_owned())));
    let mut shown = fresh(&form.app, &form.page, &known).filled_first(fields);
    mention_files(&form.page, &posted, &mut shown);
    let who = (form.app, form.actor, form.page);
    MoreForm::new(who, (number, known), posted, shown).show(Some(apart))
}

pub async fn add(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
    mut posted: Posted,
) -> Ended<Response> {
    colleagues::answer(&mut posted);
    let (number, signal, is_said) = match About::of(&app, &actor, number, &posted).await? {
        About::This(number, signal) => (number, signal, true),
        About::Unsaid(signal) => (number, signal, false),
        About::Gone => return Ok(gone(app, actor, page, posted).await?),
    };
    let mut shown = empty(&page).typed(&posted);
    shown.set(ABOUT, &signal.reference().to_string());
    let more = MoreForm::new((app, actor, page), (number, signal), posted, shown);
    match more.posted.get("action") {
        "language" => Ok(more.in_other_language().await?),
        "add-subject" => Ok(more.with_another_subject().await?),
        "anew" => Ok(more.thrown_away().await?),
        // To who hears of colleagues goes what was typed, and not which signal it is about.
        "apart" => {
            // Without room for it, what was typed stands in the form that comes.
            more.keep().await?;
            let from = more.number.to_string();
            let MoreForm {
                app,
                actor,
                page,
                posted,
                ..
            } = more;
            let form = ReportForm::new(app, actor, page, Kind::Person, posted);
            Ok(asking::instead(form, &from).await?)
        }
        _ => Box::pin(more.add(is_said)).await,
    }
}
