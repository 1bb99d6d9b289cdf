//! Asking, answering, and the end of a question.

use accounts::people;
use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::{Actor, App, Millis, PersonId, Role, Tenant, clock, mail, tenants};
use uuid::Uuid;

use super::model::{LONGEST, Said, To, answered_until, followed_up_by, question_due};
use super::store::{self, Question};
use crate::audited;
use crate::dossiers::{Ended, Refusal};
use crate::signals;
use crate::text::is_named_in;

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
    pub to: To,
    /// Whoever asks wants to be known.
    pub named: bool,
    /// Where it lies as a draft of something else that it was to be: that goes with it.
    pub drafts: Vec<[u8; 32]>,
}

/// What is answered.
pub struct Answer<'a> {
    /// Which one, of those that were asked of whom.
    pub id: Uuid,
    pub to: To,
    pub text: &'a str,
    /// So often who asked had written.
    pub seen: usize,
    /// Nothing more is to come of what was reported about a colleague.
    pub is_last: bool,
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

/// Asks something, or writes on. Who asks is not written down.
///
/// # Errors
/// [`Refusal::Typed`] when it says nothing or too much, when too many wait, the question it was about is gone, or nobody
/// is there to read it.
pub async fn ask(app: &App, who: &Actor, input: Ask<'_>) -> Ended {
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let mut own = store::mine(&mut tx, app, who, input.to).await?;
    let sent = own.iter().find_map(|one| {
        let mut talk = one.talk.iter();
        let said = talk.find(|said| said.form == Some(input.form))?;
        Some((one.id, said.text == input.text.trim()))
    });
    if sent.is_some_and(|(_, same)| same) {
        return Ok(());
    }
    let text = words("question", input.text)?;
    // Sent before with other words: they belong to the same question.
    let about = input.about.or(sent.map(|(id, _)| id));
    // Nothing of who asks is kept: a name in the words would be.
    if !input.named && is_named_in(text, &who.name) {
        return Err(Refusal::of("named", "question-named"));
    }
    let mut question = match about {
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
        None => Question::begun(app, who, input.to)?,
    };
    let colleagues = input.to == To::Integrity;
    if colleagues
        && who_hears_of_colleagues(&mut tx, app, who.tenant)
            .await?
            .is_empty()
    {
        return Err(Refusal::of("question", "question-nobody"));
    }
    let now = clock::hour(app.clock.now());
    // One mail for as long as nobody answered.
    if question.is_answered() {
        tell(&mut tx, app, who.tenant, input.to).await?;
        question.due_at = Some(question_due(now));
    }
    question.ends_at = None;
    question.talk.push(Said {
        text: text.to_owned(),
        at: now,
        by: None,
        form: Some(input.form),
    });
    question.save(&mut tx, app).await?;
    for place in input.drafts {
        signals::drop_draft(&mut tx, place).await?;
    }
    let event = Event::by_reporter(who.tenant, &audited::QUESTION_ASKED);
    Ok(tx.commit(app, event).await?)
}

/// Who hears of colleagues here.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn who_hears_of_colleagues(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
) -> platform::Result<Vec<PersonId>> {
    people::holding(tx, app, tenant, Role::Integrity).await
}

/// A mail that says nothing, to whose work it is to read it.
async fn tell(tx: &mut Tx, app: &App, tenant: Tenant, to: To) -> platform::Result<()> {
    match to {
        To::Officer => signals::tell_officers(tx, app, tenant, false).await,
        To::Integrity if app.mailer.url.is_none() => Ok(()),
        To::Integrity => {
            for person in who_hears_of_colleagues(tx, app, tenant).await? {
                mail::queue(tx, app, tenant, person, "new").await?;
            }
            Ok(())
        }
    }
}

/// Answers what who asked wrote so far.
///
/// # Errors
/// [`Refusal::Typed`] when it says nothing, when more was written meanwhile, or the question is gone.
pub async fn answer(app: &App, who: &Actor, input: Answer<'_>) -> Ended {
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let question = store::one(&mut tx, app, who.tenant, (input.id, input.to)).await?;
    let mut question = question.ok_or_else(|| Refusal::of("answer", "answer-gone"))?;
    let text = words("answer", input.text)?;
    let is_same = |said: &Said| said.by == Some(who.user) && said.text == text;
    let goes_on = input.to == To::Integrity && !input.is_last;
    if question.talk.last().is_some_and(is_same) && goes_on == question.ends_at.is_none() {
        return Ok(());
    }
    if question.asked() > input.seen {
        return Err(Refusal::of("answer", "question-newer"));
    }
    let (now, kept) = (app.clock.now(), app.tenants.get(who.tenant)?.kept);
    question.talk.push(Said {
        text: text.to_owned(),
        at: now,
        by: Some(who.user),
        form: None,
    });
    (question.due_at, question.ends_at) = if goes_on {
        (Some(followed_up_by(now)), None)
    } else {
        (None, Some(answered_until(now, kept.draft_days)))
    };
    question.save(&mut tx, app).await?;
    let event = match input.to {
        To::Officer => Event::by(who, Role::Officer, &audited::QUESTION_ANSWERED),
        // As a message of who asked: the log does not tell that there is something about a colleague.
        To::Integrity => Event::by_reporter(who.tenant, &audited::QUESTION_ASKED),
    };
    Ok(tx.commit(app, event).await?)
}

/// Whoever asked is done with an answer: the question goes now. What was reported about a colleague stays with who
/// heard of it.
///
/// # Errors
/// [`Refusal::Typed`] while it waits for an answer.
pub async fn done(app: &App, who: &Actor, id: Uuid) -> Ended {
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let own = store::mine(&mut tx, app, who, To::Officer).await?;
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
