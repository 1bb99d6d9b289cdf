//! "Is dit iets?": asking the officer something without reporting, reading the answer, and making a report of it
//! in the own words (bijlage 2: where employees go with questions and signals). And what is about a colleague, which
//! somebody else reads (ADR 45).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done, redirect_refused, set_language, take_held};
use platform::{Actor, App, Result, clock};
use uuid::Uuid;

use super::choose::{Number, numbers};
use super::colleagues::{self, Held, Named};
use super::form::ReportForm;
use super::read::read_report;
use super::unsent;
use crate::dossiers::{Ended, Refusal};
use crate::questions::{self, Question, To};
use crate::signals::{Contact, Kind};

/// Where it is asked, and in which words.
struct Words {
    to: To,
    path: &'static str,
    title: &'static str,
    send: &'static str,
    /// What whoever asks may count on.
    promises: [&'static str; 3],
    own: &'static str,
    answer: &'static str,
    ends: &'static str,
    more: &'static str,
    done: &'static str,
}

const OFFICER: Words = Words {
    to: To::Officer,
    path: "/vraag",
    title: "ask-page-title",
    send: "ask-send",
    promises: ["ask-promise-name", "ask-promise-when", "ask-promise-report"],
    own: "ask-own",
    answer: "ask-answer",
    ends: "ask-ends",
    more: "ask-more-open",
    done: "question-asked",
};

const COLLEAGUE: Words = Words {
    to: To::Integrity,
    path: "/collega",
    title: "colleague-page-title",
    send: "colleague-send",
    promises: [
        "colleague-promise-name",
        "colleague-promise-who",
        "colleague-promise-when",
    ],
    own: "colleague-own",
    answer: "colleague-answered",
    ends: "colleague-ends",
    more: "questions-more",
    done: "colleague-told",
};

impl Words {
    /// Those of this address.
    fn at(path: &str) -> &'static Self {
        if path.starts_with(COLLEAGUE.path) {
            &COLLEAGUE
        } else {
            &OFFICER
        }
    }

    fn form(&self, page: &Page, id: Uuid) -> Form {
        let form = Form::new(&page.texts, "ask").with("form-id", id.to_string());
        match self.to {
            To::Officer => form,
            To::Integrity => form.called("question", "colleague-question"),
        }
    }
}

/// An own question, with a field to write on.
struct Card {
    question: Question,
    form: Form,
}

#[derive(Template)]
#[template(path = "reporting/templates/asking.html")]
struct Asking {
    page: Page,
    words: &'static Words,
    /// Somebody is there to read it.
    is_read: bool,
    /// Who works here and is named in what was typed.
    colleagues: Named,
    /// For a new question.
    form: Form,
    /// Where these words were typed first, and still are.
    back: Option<String>,
    cards: Vec<Card>,
    numbers: Vec<Number>,
    given_back: bool,
}

impl Asking {
    /// Whoever wrote the own name is asked whether that may stand.
    fn named(page: &Page, form: &Form) -> Option<Vec<Choice>> {
        let choice = || Choice::new("yes", page.text("ask-may-be-named"));
        form.is_faulty("named").then(|| vec![choice()])
    }
}

/// Which form the words were typed in first.
const INSTEAD_OF: &str = "instead-of";
/// Where that form is: the kind of a report, or the number of the own signal to which it was to be added.
const FROM: &str = "from";

/// The page of the form in which these words were typed first.
fn way_back(form: &Form) -> Option<String> {
    let from = form.value(FROM);
    let report = || Kind::parse(from).map(|kind| format!("/melden/{}", kind.id()));
    let number = from.parse::<usize>().ok();
    number.map_or_else(report, |number| Some(format!("/mijn/{number}/aanvullen")))
}

/// For which of the own questions something was typed.
fn about(posted: &Posted) -> Option<Uuid> {
    posted.get("about").parse().ok()
}

pub async fn form(State(app): State<App>, actor: Actor, page: Page) -> Ended<Response> {
    // The session ended before it was sent: the page says so.
    let held = take_held(&app, &actor, &page.path).await?;
    let given_back = held.is_some();
    let words = Words::at(&page.path);
    show(&app, &actor, (page, words), (held, given_back), None).await
}

/// What was typed in the form of a report, to be told to who hears of colleagues. It stays where it was typed (`from`)
/// until it was told.
pub(super) async fn instead(form: ReportForm, from: &str) -> Result<Response> {
    let pack = form.app.tenants.get(form.actor.tenant)?.pack;
    let now = clock::hour(form.app.clock.now());
    let report = read_report(&form.app, &pack, form.kind, &form.posted, now);
    let text = colleagues::in_words(&form, &report);
    let fields = [
        ("question", text.as_str()),
        (INSTEAD_OF, form.posted.get("form-id")),
        (FROM, from),
    ];
    match apart(&form.app, &form.actor, form.page, &fields).await {
        Ok(shown) => Ok(shown),
        Err(refusal) => Ok(refusal.into_response()),
    }
}

/// The form for what is about a colleague, with these words in it.
async fn apart(app: &App, actor: &Actor, page: Page, words: &[(&str, &str)]) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let hearing = questions::who_hears_of_colleagues(&mut tx, app, actor.tenant).await?;
    drop(tx);
    // What was typed is there all the same.
    let nobody = hearing.is_empty();
    let nobody = nobody.then(|| Refusal::of("question", "question-nobody"));
    let words = words.iter();
    let fields = words.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let (fields, files) = (fields.collect(), Vec::new());
    let typed = (Some(Posted { fields, files }), false);
    show(app, actor, (page, &COLLEAGUE), typed, nobody).await
}

/// `typed`: what was typed, and whether it was kept over the end of a session.
async fn show(
    app: &App,
    actor: &Actor,
    (mut page, words): (Page, &'static Words),
    (typed, given_back): (Option<Posted>, bool),
    refusal: Option<Refusal>,
) -> Ended<Response> {
    page.is_typed_in = true;
    let fresh = || words.form(&page, app.clock.id_without_time());
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut tx = app.db.read().await?;
    let own = questions::mine(&mut tx, app, actor, words.to).await?;
    let hearing = questions::who_hears_of_colleagues(&mut tx, app, actor.tenant).await?;
    let is_read = words.to == To::Officer || !hearing.is_empty();
    drop(tx);
    let mut status = StatusCode::OK;
    let about_whom = match &typed {
        Some(posted) if words.to == To::Officer => {
            let held = Held::words(posted.get("question"));
            colleagues::named(app, actor, &held, (posted, &page.texts)).await?
        }
        _ => Named::default(),
    };
    let mut filled = typed.map(|posted| (about(&posted), fresh().typed(&posted)));
    if let (Some((_, form)), Some(refusal)) = (&mut filled, refusal) {
        status = refusal.note(form, "question")?;
    }
    let mut cards = Vec::new();
    for question in own {
        let id = question.id;
        let typed = filled.take_if(|(about, _)| *about == Some(id));
        let form = typed.map_or_else(fresh, |(_, form)| form);
        let form = form.numbered(id).called("question", "ask-more");
        cards.push(Card { question, form });
    }
    // What was written to one that is gone is asked anew.
    let form = filled.map_or_else(fresh, |(_, form)| form);
    let back = way_back(&form).filter(|_| words.to == To::Integrity);
    let shown = html(&Asking {
        numbers: numbers(&pack, &page),
        page,
        words,
        is_read,
        colleagues: about_whom,
        form,
        back,
        cards,
        given_back,
    })?;
    Ok((status, shown).into_response())
}

/// Where these words lie as a draft of what they were typed for first.
async fn drafts(app: &App, actor: &Actor, posted: &Posted) -> Result<Vec<[u8; 32]>> {
    match posted.get(INSTEAD_OF).parse() {
        Ok(form) => unsent::places(app, actor, form).await,
        Err(_) => Ok(Vec::new()),
    }
}

/// Asks, writes on, or is done with an answer.
pub async fn send(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    mut posted: Posted,
) -> Ended<Response> {
    colleagues::answer(&mut posted);
    let words = Words::at(&page.path);
    let to = words.to;
    if to == To::Officer && posted.get("action") == "apart" {
        let words = [("question", posted.get("question"))];
        return apart(&app, &actor, page, &words).await;
    }
    let is_done = to == To::Officer && posted.get("action") == "done";
    if posted.get("action") == "language" {
        let page = page.in_other_language(&app).await?;
        let lang = page.texts.lang;
        let mut shown = show(&app, &actor, (page, words), (Some(posted), false), None).await?;
        set_language(&mut shown, lang);
        return Ok(shown);
    }
    let ended = match (is_done, about(&posted)) {
        (true, Some(id)) => questions::done(&app, &actor, id).await,
        (true, None) => Ok(()),
        (false, about) => {
            let text = posted.get("question").replace('\r', "");
            let form = posted.get("form-id").parse();
            let form = form.unwrap_or_else(|_| app.clock.id_without_time());
            let (text, named) = (text.as_str(), posted.get("named") == "yes");
            let asked = (&posted, &page.texts);
            if to == To::Officer
                && colleagues::named(&app, &actor, &Held::words(text), asked)
                    .await?
                    .is_asked()
            {
                let fault = Some(Refusal::of("not-about", "colleague-asked"));
                let typed = (Some(posted), false);
                return show(&app, &actor, (page, words), typed, fault).await;
            }
            let drafts = drafts(&app, &actor, &posted).await?;
            questions::ask(
                &app,
                &actor,
                questions::Ask {
                    text,
                    form,
                    about,
                    to,
                    named,
                    drafts,
                },
            )
            .await
        }
    };
    match ended {
        Ok(()) if is_done => Ok(redirect_done("/vraag", "question-done")),
        Ok(()) => Ok(redirect_done(words.path, words.done)),
        Err(refusal) => {
            let typed = (Some(posted), false);
            show(&app, &actor, (page, words), typed, Some(refusal)).await
        }
    }
}

/// The form to report with, filled with what was asked. Reporting is the employee's own act.
pub async fn report(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let words = Words::at(&page.path);
    let own = questions::mine(&mut app.db.read().await?, &app, &actor, words.to).await?;
    let Some(question) = own.into_iter().find(|one| Some(one.id) == about(&posted)) else {
        return Ok(redirect_refused(words.path, "question-gone"));
    };
    let written = question.talk.iter().filter(|said| said.by.is_none());
    let written: Vec<&str> = written.map(|said| said.text.as_str()).collect();
    let fields = [
        ("seen", written.join("\n\n")),
        ("contact", Contact::Here.id().to_owned()),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    let mut form = ReportForm::of_fields(app, actor, page, Kind::Person, fields.to_vec());
    form.become_another();
    form.again().await
}
