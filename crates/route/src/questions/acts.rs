//! Asking, answering, and the end of a question.

use platform::audit::Event;
use platform::db::Tx;
use platform::{Actor, App, Millis, Role, Tenant, clock, tenants};
use uuid::Uuid;

use super::model::{LONGEST, Said, answered_until, question_due};
use super::store::{self, Question};
use crate::audited;
use crate::dossiers::{Ended, Refusal};
use crate::signals;

/// So many questions of one person can wait at a time.
const MOST: usize = 10;
/// So often somebody writes on with one question before it is answered: whoever asks is not known, and cannot be told
/// to stop.
const MOST_UNANSWERED: usize = 5;

/// What somebody asks.
pub struct Ask<'a> {
    pub text: &'a str,
    /// With which form: sent twice it is one.
    pub form: Uuid,
    /// Written on with this question; `None`: a new one.
    pub about: Option<Uuid>,
}

fn words<'a>(field: &'static str, text: &'a str) -> Ended<&'a str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::of(field, "question-empty"));
    }
    if text.chars().count() > LONGEST {
        return Err(Refusal::of(field, "question-long"));
    }
    Ok(text)
}

/// Asks the officer something, or writes on. Who asks is not written down.
///
/// # Errors
/// [`Refusal::Typed`] when it says nothing or too much, when too many wait, or the question it was about is gone.
pub async fn ask(app: &App, who: &Actor, input: Ask<'_>) -> Ended {
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let mut own = store::mine(&mut tx, app, who).await?;
    let is_sent = |one: &Question| one.talk.iter().any(|said| said.form == Some(input.form));
    if own.iter().any(is_sent) {
        return Ok(());
    }
    let text = words("question", input.text)?;
    let mut question = match input.about {
        Some(id) => {
            let at = own.iter().position(|one| one.id == id);
            let found =
                own.swap_remove(at.ok_or_else(|| Refusal::of("question", "question-gone"))?);
            let since = found.talk.iter().rev().take_while(|said| said.by.is_none());
            if since.count() >= MOST_UNANSWERED {
                return Err(Refusal::of("question", "question-enough"));
            }
            found
        }
        None if own.iter().filter(|one| !one.is_answered()).count() >= MOST => {
            return Err(Refusal::of("question", "question-many"));
        }
        None => Question::begun(app, who)?,
    };
    let now = clock::hour(app.clock.now());
    // One mail for as long as nobody answered.
    if question.is_answered() {
        signals::tell_officers(&mut tx, app, who.tenant, false).await?;
    }
    question.due_at = question.due_at.or(Some(question_due(now)));
    question.ends_at = None;
    question.talk.push(Said {
        text: text.to_owned(),
        at: now,
        by: None,
        form: Some(input.form),
    });
    question.save(&mut tx, app).await?;
    let event = Event::by_reporter(who.tenant, &audited::QUESTION_ASKED);
    Ok(tx.commit(app, event).await?)
}

/// The officer answers what who asked wrote so far (`seen` times).
///
/// # Errors
/// [`Refusal::Typed`] when it says nothing, when more was written meanwhile, or the question is gone.
pub async fn answer(app: &App, who: &Actor, id: Uuid, text: &str, seen: usize) -> Ended {
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let question = store::one(&mut tx, app, who.tenant, id).await?;
    let mut question = question.ok_or_else(|| Refusal::of("answer", "answer-gone"))?;
    let text = words("answer", text)?;
    let is_same = |said: &Said| said.by == Some(who.user) && said.text == text;
    if question.talk.last().is_some_and(is_same) {
        return Ok(());
    }
    if question.asked() > seen {
        return Err(Refusal::of("answer", "question-newer"));
    }
    let (now, kept) = (app.clock.now(), app.tenants.get(who.tenant)?.kept);
    question.talk.push(Said {
        text: text.to_owned(),
        at: now,
        by: Some(who.user),
        form: None,
    });
    question.due_at = None;
    question.ends_at = Some(answered_until(now, kept.draft_days));
    question.save(&mut tx, app).await?;
    let event = Event::by(who, Role::Officer, &audited::QUESTION_ANSWERED);
    Ok(tx.commit(app, event).await?)
}

/// Whoever asked is done with an answer: the question goes now.
///
/// # Errors
/// [`Refusal::Typed`] while it waits for an answer.
pub async fn done(app: &App, who: &Actor, id: Uuid) -> Ended {
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let own = store::mine(&mut tx, app, who).await?;
    let Some(question) = own.into_iter().find(|one| one.id == id) else {
        return Ok(());
    };
    if !question.is_answered() {
        return Err(Refusal::of("question", "question-waits"));
    }
    let event = Event::by_reporter(who.tenant, &audited::QUESTION_ENDED);
    Ok(take_away(tx, app, vec![question], event).await?)
}

async fn take_away(
    mut tx: Tx,
    app: &App,
    questions: Vec<Question>,
    event: Event,
) -> platform::Result<()> {
    for question in questions {
        question.remove(&mut tx, app).await?;
    }
    tx.commit(app, event).await
}

/// What was answered goes when its term is over; what was not, stays.
pub async fn purge(app: &App) -> platform::Result<()> {
    let mut fault = Ok(());
    for known in app.tenants.all() {
        fault = fault.and(purge_in(app, known.tenant, app.clock.now()).await);
    }
    fault
}

async fn purge_in(app: &App, tenant: Tenant, now: Millis) -> platform::Result<()> {
    let mut tx = app.db.begin().await?;
    let ended = store::ended(&mut tx, app, tenant, now).await?;
    if ended.is_empty() {
        return Ok(());
    }
    let event = Event::by_system(tenant, "system", &audited::QUESTION_ENDED);
    take_away(tx, app, ended, event).await
}
