//! What was asked, and a field to answer each: the officer's questions, and what came in about colleagues. All that
//! waits stands first.

use std::collections::HashMap;

use accounts::people;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Access, Page, Waiting, html, redirect_done};
use platform::{Actor, App, Millis, PersonId, Result, Role};
use uuid::Uuid;

use super::acts;
use super::model::{Said, To};
use super::store::{self, Question};
use crate::audited;
use crate::dossiers::{Ended, Refusal};

/// A question with its field.
struct Card {
    question: Question,
    form: Form,
    /// Of what was reported about a colleague: whether it is the last word.
    last: Option<Vec<Choice>>,
    /// Something is to be written.
    waits: bool,
}

/// What is called how, for whom.
struct Words {
    path: &'static str,
    title: &'static str,
    /// What stands above all of it.
    about: &'static [&'static str],
    none: &'static str,
    one: &'static str,
    send: &'static str,
    asked: &'static str,
    answered: &'static str,
    due: &'static str,
    ends: &'static str,
}

impl Words {
    fn of(to: To) -> &'static Self {
        match to {
            To::Officer => &Self {
                path: "/vragen",
                title: "questions-title",
                about: &["questions-text"],
                none: "questions-none",
                one: "questions-one",
                send: "questions-send",
                asked: "questions-asked",
                answered: "questions-answered",
                due: "questions-due",
                ends: "questions-ends",
            },
            To::Integrity => &Self {
                path: "/integriteit",
                title: "colleagues-title",
                about: &["colleagues-text", "colleagues-signal"],
                none: "colleagues-none",
                one: "colleagues-one",
                send: "colleagues-send",
                asked: "colleagues-asked",
                answered: "colleagues-written",
                due: "colleagues-due",
                ends: "colleagues-ends",
            },
        }
    }
}

/// All that was asked of one of these.
struct Asked {
    cards: Vec<Card>,
    names: HashMap<PersonId, String>,
    words: &'static Words,
    /// An answer to a question that is gone: its words.
    lost: Option<String>,
    now: Millis,
}

impl Asked {
    fn by(&self, said: &Said) -> &str {
        let name = said.by.and_then(|by| self.names.get(&by));
        name.map_or("", String::as_str)
    }
}

#[derive(Template)]
#[template(path = "questions/templates/list.html")]
struct List {
    page: Page,
    all: Asked,
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Ended<Response> {
    show(&app, &actor, page, To::Officer, None).await
}

pub async fn about_colleagues(State(app): State<App>, actor: Actor, page: Page) -> Ended<Response> {
    show(&app, &actor, page, To::Integrity, None).await
}

/// `faulty`: what was typed for which question, and what is wrong with it.
async fn show(
    app: &App,
    actor: &Actor,
    mut page: Page,
    to: To,
    faulty: Option<(Option<Uuid>, &Posted, Refusal)>,
) -> Ended<Response> {
    page.is_typed_in = true;
    let mut tx = app.db.begin().await?;
    let all = store::all(&mut tx, app, actor.tenant, to).await?;
    let names = people::remembered(&mut tx, app, actor.tenant).await?;
    if to == To::Officer {
        // Nothing is shown before it is lasting that it was.
        let event = Event::by(actor, Role::Officer, &audited::QUESTION_READ);
        tx.commit(app, event.with("count", all.len())).await?;
    } else {
        // That somebody reads about colleagues would tell that there is something.
        drop(tx);
    }
    let (mut typed, mut lost, mut status) = (None, None, StatusCode::OK);
    if let Some((id, posted, refusal)) = faulty {
        let mut form = asking(&page, to).typed(posted);
        status = refusal.note(&mut form, "answer")?;
        if all.iter().any(|one| Some(one.id) == id) {
            typed = Some((id, form));
        } else {
            lost = Some(posted.get("answer").to_owned());
        }
    }
    let cards = all.into_iter().map(|question| {
        let own = typed.take_if(|(id, _)| *id == Some(question.id));
        let form = own.map_or_else(|| asking(&page, to), |(_, form)| form);
        Card {
            form: form.numbered(question.id),
            last: (to == To::Integrity)
                .then(|| vec![Choice::new("yes", page.text("colleague-last"))]),
            waits: match to {
                To::Officer => !question.is_answered(),
                To::Integrity => question.due_at.is_some(),
            },
            question,
        }
    });
    let all = Asked {
        cards: cards.collect(),
        names,
        words: Words::of(to),
        lost,
        now: app.clock.now(),
    };
    Ok((status, html(&List { page, all })?).into_response())
}

fn asking(page: &Page, to: To) -> Form {
    let form = Form::new(&page.texts, "question");
    match to {
        To::Officer => form,
        To::Integrity => form.called("answer", "colleague-answer"),
    }
}

/// What somebody typed, answered.
async fn answered(
    app: &App,
    actor: &Actor,
    page: Page,
    to: To,
    posted: &Posted,
) -> Ended<Response> {
    let id: Option<Uuid> = posted.get("about").parse().ok();
    let text = posted.get("answer").replace('\r', "");
    let input = acts::Answer {
        id: id.unwrap_or(Uuid::nil()),
        to,
        text: &text,
        seen: posted.get("seen").parse().unwrap_or(0),
        is_last: posted.get("last") == "yes",
    };
    match acts::answer(app, actor, input).await {
        Ok(()) => Ok(match to {
            To::Officer => redirect_done("/vragen", "question-answered"),
            To::Integrity => redirect_done("/integriteit", "colleague-written"),
        }),
        Err(refusal) => show(app, actor, page, to, Some((id, posted, refusal))).await,
    }
}

pub async fn answer(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    answered(&app, &actor, page, To::Officer, &posted).await
}

pub async fn answer_about_colleagues(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    answered(&app, &actor, page, To::Integrity, &posted).await
}

async fn waiting(app: &App, actor: &Actor) -> Result<usize> {
    let mut tx = app.db.read().await?;
    let always = (Millis::MIN, Millis::MAX);
    let waits = store::late_between(&mut tx, app, (actor.tenant, To::Integrity), always).await?;
    Ok(usize::try_from(waits).unwrap_or(0))
}

/// So much of what was reported about colleagues is not rounded off.
pub const ABOUT_COLLEAGUES: Waiting = Waiting {
    path: "/integriteit",
    access: Access::Roles(&[Role::Integrity]),
    count: |app, actor| Box::pin(waiting(app, actor)),
};
