//! "Is dit iets?": asking the officer something without reporting, reading the answer, and making a report of it
//! in the own words (bijlage 2: where employees go with questions and signals).

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done, redirect_refused, set_language, take_held};
use platform::{Actor, App, Result};
use uuid::Uuid;

use super::choose::{Number, numbers};
use super::form::ReportForm;
use crate::dossiers::{Ended, Refusal};
use crate::questions::{self, Question};
use crate::signals::{Contact, Kind};

/// An own question, with a field to write on.
struct Card {
    question: Question,
    form: Form,
}

#[derive(Template)]
#[template(path = "reporting/templates/asking.html")]
struct Asking {
    page: Page,
    /// For a new question.
    form: Form,
    cards: Vec<Card>,
    numbers: Vec<Number>,
    given_back: bool,
}

/// For which of the own questions something was typed.
fn about(posted: &Posted) -> Option<Uuid> {
    posted.get("about").parse().ok()
}

fn fresh(app: &App, page: &Page) -> Form {
    let id = app.clock.id_without_time().to_string();
    Form::new(&page.texts, "ask").with("form-id", id)
}

pub async fn form(State(app): State<App>, actor: Actor, page: Page) -> Ended<Response> {
    // The session ended before it was sent: the page says so.
    let held = take_held(&app, &actor, &page.path).await?;
    let given_back = held.is_some();
    show(&app, &actor, page, (held, given_back), None).await
}

/// `typed`: what was typed, and whether it was kept over the end of a session.
async fn show(
    app: &App,
    actor: &Actor,
    mut page: Page,
    (typed, given_back): (Option<Posted>, bool),
    refusal: Option<Refusal>,
) -> Ended<Response> {
    page.is_typed_in = true;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let own = questions::mine(&mut app.db.read().await?, app, actor).await?;
    let mut status = StatusCode::OK;
    let mut filled = typed.map(|posted| (about(&posted), fresh(app, &page).typed(&posted)));
    if let (Some((_, form)), Some(refusal)) = (&mut filled, refusal) {
        status = refusal.note(form, "question")?;
    }
    let mut cards = Vec::new();
    for question in own {
        let id = question.id;
        let typed = filled.take_if(|(about, _)| *about == Some(id));
        let form = typed.map_or_else(|| fresh(app, &page), |(_, form)| form);
        let form = form.numbered(id).called("question", "ask-more");
        cards.push(Card { question, form });
    }
    // What was written to one that is gone is asked anew.
    let form = filled.map_or_else(|| fresh(app, &page), |(_, form)| form);
    let shown = html(&Asking {
        numbers: numbers(&pack, &page),
        page,
        form,
        cards,
        given_back,
    })?;
    Ok((status, shown).into_response())
}

/// Asks, writes on, or is done with an answer.
pub async fn send(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let is_done = posted.get("action") == "done";
    if posted.get("action") == "language" {
        let page = page.in_other_language(&app).await?;
        let lang = page.texts.lang;
        let mut shown = show(&app, &actor, page, (Some(posted), false), None).await?;
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
            let text = text.as_str();
            questions::ask(&app, &actor, questions::Ask { text, form, about }).await
        }
    };
    match ended {
        Ok(()) if is_done => Ok(redirect_done("/vraag", "question-done")),
        Ok(()) => Ok(redirect_done("/vraag", "question-asked")),
        Err(refusal) => {
            let typed = (Some(posted), false);
            show(&app, &actor, page, typed, Some(refusal)).await
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
    let own = questions::mine(&mut app.db.read().await?, &app, &actor).await?;
    let Some(question) = own.into_iter().find(|one| Some(one.id) == about(&posted)) else {
        return Ok(redirect_refused("/vraag", "question-gone"));
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
