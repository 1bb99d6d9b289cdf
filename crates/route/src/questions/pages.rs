//! The officer's questions: all that waits and what was answered, and a field to answer each.

use std::collections::HashMap;

use accounts::people;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Millis, PersonId, Role};
use uuid::Uuid;

use super::acts;
use super::model::Said;
use super::store::{self, Question};
use crate::audited;
use crate::dossiers::{Ended, Refusal};

/// A question with its field.
struct Card {
    question: Question,
    form: Form,
}

#[derive(Template)]
#[template(path = "questions/templates/list.html")]
struct List {
    page: Page,
    cards: Vec<Card>,
    names: HashMap<PersonId, String>,
    /// An answer to a question that is gone: its words.
    lost: Option<String>,
    now: Millis,
}

impl List {
    fn by(&self, said: &Said) -> &str {
        let name = said.by.and_then(|by| self.names.get(&by));
        name.map_or("", String::as_str)
    }
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Ended<Response> {
    show(&app, &actor, page, None).await
}

/// `faulty`: what was typed for which question, and what is wrong with it.
async fn show(
    app: &App,
    actor: &Actor,
    mut page: Page,
    faulty: Option<(Option<Uuid>, &Posted, Refusal)>,
) -> Ended<Response> {
    page.is_typed_in = true;
    let mut tx = app.db.begin().await?;
    let all = store::all(&mut tx, app, actor.tenant).await?;
    let names = people::remembered(&mut tx, app, actor.tenant).await?;
    // Nothing is shown before it is lasting that it was.
    let event = Event::by(actor, Role::Officer, &audited::QUESTION_READ);
    tx.commit(app, event.with("count", all.len())).await?;
    let (mut typed, mut lost, mut status) = (None, None, StatusCode::OK);
    if let Some((id, posted, refusal)) = faulty {
        let mut form = Form::new(&page.texts, "question").typed(posted);
        status = refusal.note(&mut form, "answer")?;
        if all.iter().any(|one| Some(one.id) == id) {
            typed = Some((id, form));
        } else {
            lost = Some(posted.get("answer").to_owned());
        }
    }
    let cards = all.into_iter().map(|question| {
        let own = typed.take_if(|(id, _)| *id == Some(question.id));
        let form = own.map_or_else(|| Form::new(&page.texts, "question"), |(_, form)| form);
        Card {
            form: form.numbered(question.id),
            question,
        }
    });
    let shown = html(&List {
        cards: cards.collect(),
        names,
        lost,
        now: app.clock.now(),
        page,
    })?;
    Ok((status, shown).into_response())
}

pub async fn answer(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let id: Option<Uuid> = posted.get("about").parse().ok();
    let (text, seen) = (posted.get("answer").replace('\r', ""), posted.get("seen"));
    let id_or_none = id.unwrap_or(Uuid::nil());
    let seen = seen.parse().unwrap_or(0);
    match acts::answer(&app, &actor, id_or_none, &text, seen).await {
        Ok(()) => Ok(redirect_done("/vragen", "question-answered")),
        Err(refusal) => show(&app, &actor, page, Some((id, &posted, refusal))).await,
    }
}
