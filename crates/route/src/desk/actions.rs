//! The forms on the dossier page: what was typed goes to the act of its step; what that refuses
//! stands on the page again, beside its field.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::{Page, redirect_done};
use platform::{Actor, App, DossierId, Error};

use super::sent::Sent;
use crate::consultations::{self, Words};
use crate::dossiers::{self, Described, Ended, Purpose, Refusal, VERSION};
use crate::referrals::{self, Answer, ReferralId};
use crate::signals::{FEEDBACK, Field, Report, SafeField, SubjectId, SubjectKind, TELL};
use crate::{record, reporters, telling};

/// What the dossier is called.
pub async fn name(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = dossiers::open_seen(&app, &actor, id, Purpose::Add, &posted).await?;
        reporters::is_not_named(&app, &actor, &open, ("called", posted.get("called")))?;
        dossiers::call(&app, &actor, open, posted.get("called")).await
    }
    .await;
    Sent::new(id, "naming", "called", posted)
        .answer(&app, &actor, page, done, ("", "named"))
        .await
}

pub async fn note(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = dossiers::open_now(&app, &actor, id, Purpose::Add).await?;
        reporters::is_not_named(&app, &actor, &open, ("text", posted.get("text")))?;
        record::note(&app, &actor, open, posted.get("text")).await
    }
    .await;
    Sent::new(id, "note", "text", posted)
        .answer(&app, &actor, page, done, ("=verloop", "noted"))
        .await
}

/// Nothing is tried with the vault before the words can go.
async fn say(
    app: &App,
    actor: &Actor,
    id: DossierId,
    posted: &Posted,
    message: &telling::Message,
) -> Ended {
    let asks = posted.get("action") != "tell";
    let purpose = if asks { Purpose::Act } else { Purpose::Tell };
    let open = dossiers::open_now(app, actor, id, purpose).await?;
    if telling::wants_a_message(&open) {
        message.can_go(&open)?;
        reporters::open_along(app, actor, posted).await?;
    }
    if asks {
        return telling::ask(app, actor, open, message, posted.get(VERSION)).await;
    }
    let open = open.based_on(posted.get(VERSION))?;
    telling::tell(app, actor, open, message).await
}

/// The talk with the reporter: a question, a message, or that no answer is waited for any more.
pub async fn talk(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let message = telling::Message {
        text: posted.get("message").replace('\r', ""),
        safely: posted.get("safely") == "on",
    };
    let (done, said) = match posted.get("action") {
        "enough" => {
            let open = dossiers::open_now(&app, &actor, id, Purpose::Act).await?;
            let done = telling::wait_no_more(&app, &actor, open).await;
            (done, "talk-enough")
        }
        "tell" => (say(&app, &actor, id, &posted, &message).await, "told"),
        _ => (say(&app, &actor, id, &posted, &message).await, "asked"),
    };
    Sent::new(id, "talk", "message", posted)
        .answer(&app, &actor, page, done, ("=aangevuld", said))
        .await
}

/// Nothing is tried with the vault before there is something to put on the agenda.
async fn put_on_agenda(
    app: &App,
    actor: &Actor,
    id: DossierId,
    posted: &Posted,
    words: &Words,
) -> Ended {
    words.are_for_the_agenda(app, actor)?;
    let open = dossiers::open_now(app, actor, id, Purpose::Add).await?;
    if open.reporter.is_some() {
        reporters::open_along(app, actor, posted).await?;
    }
    consultations::put_on_agenda(app, actor, open, words).await
}

/// Put on the agenda of a consultation, or what it said.
pub async fn consultation(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let words = Words {
        table: posted.get("table").into(),
        text: posted.get("text").to_owned(),
        someone_else: posted.all("someone-else").map(str::to_owned).collect(),
        may_stand: posted.all("may-stand").map(str::to_owned).collect(),
        asked_partner: posted.get("asked-partner").to_owned(),
    };
    let (done, form, message) = if posted.get("action") == "outcome" {
        let open = dossiers::open_now(&app, &actor, id, Purpose::Add).await?;
        let done = consultations::record_outcome(&app, &actor, open, &words).await;
        (done, consultations::SAID, "consulted")
    } else {
        let done = put_on_agenda(&app, &actor, id, &posted, &words).await;
        (done, consultations::AGENDA, "agenda")
    };
    Sent::new(id, form, "text", posted)
        .answer(&app, &actor, page, done, ("=overleg", message))
        .await
}

/// The subject that a path names. A form that 0.1.0 held over an expired session names it by its
/// place: only additions are made, so it is still there.
fn named_subject(report: &Report, named: &str) -> Option<SubjectId> {
    let by_place = |at: usize| report.subjects.get(at).map(|subject| subject.id);
    named
        .parse()
        .ok()
        .or_else(|| named.parse().ok().and_then(by_place))
}

/// Somebody or something involved: more becomes known, or another is added.
pub async fn subject(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, which)): Path<(DossierId, String)>,
    posted: Posted,
) -> Ended<Response> {
    let typed = |field: &Field| (*field, posted.get(field.id()).to_owned());
    let described = Described {
        kind: SubjectKind::parse(posted.get("kind")).unwrap_or(SubjectKind::Person),
        capacity: posted.get("capacity").to_owned(),
        minor: posted.get("minor") == "on",
        minor_still: posted.get("minor-still") == "on",
        fields: Field::ALL.iter().map(typed).collect(),
    };
    let open = dossiers::open_now(&app, &actor, id, Purpose::Add).await?;
    let subject = match which.as_str() {
        "new" => None,
        named => Some(named_subject(&open.report, named).ok_or(Error::NotFound)?),
    };
    let done: Ended = async {
        let open = open.based_on(posted.get(VERSION))?;
        dossiers::describe(&app, &actor, open, subject, &described).await
    }
    .await;
    Sent::new(id, "subject", "name", posted)
        .numbered(&subject.map_or(which, |id| id.to_string()))
        .answer(&app, &actor, page, done, ("=betrokkenen", "subject"))
        .await
}

/// How contact with a possible victim is safe.
pub async fn safe_contact(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, which)): Path<(DossierId, SubjectId)>,
    posted: Posted,
) -> Ended<Response> {
    let typed = |field: &SafeField| (*field, posted.get(field.id()).to_owned());
    let said: Vec<_> = SafeField::ALL.iter().map(typed).collect();
    let done: Ended = async {
        let open = dossiers::open_seen(&app, &actor, id, Purpose::Add, &posted).await?;
        for (field, text) in &said {
            reporters::is_not_named(&app, &actor, &open, (field.id(), text))?;
        }
        dossiers::say_how_contact_is_safe(&app, &actor, open, which, &said).await
    }
    .await;
    Sent::new(id, "safe", "language", posted)
        .numbered(&which)
        .answer(&app, &actor, page, done, ("=betrokkenen", "safe"))
        .await
}

/// Did a colleague record the answer of the partner already?
async fn is_answered(app: &App, actor: &Actor, id: DossierId, referral: ReferralId) -> Ended<bool> {
    let open = dossiers::open_now(app, actor, id, Purpose::Feedback).await?;
    Ok(open.tasks().is_settled(&FEEDBACK, &referral.to_string()))
}

/// Is telling the reporter, and closing, all that is left?
async fn is_last(app: &App, actor: &Actor, id: DossierId) -> Ended<bool> {
    let open = dossiers::open_now(app, actor, id, Purpose::Read).await?;
    Ok(open
        .tasks()
        .leading(app.clock.now())
        .is_some_and(|task| *task.kind == TELL))
}

/// Feedback of the receiving partner: recorded, or given up with a reason.
pub async fn feedback(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, referral)): Path<(DossierId, ReferralId)>,
    posted: Posted,
) -> Ended<Response> {
    let text = posted.get("text").to_owned();
    let answer = if posted.get("action") == "give-up" {
        Answer::GivenUp(text)
    } else {
        Answer::Received(text)
    };
    let done: Ended = async {
        let open = dossiers::open_now(&app, &actor, id, Purpose::Feedback).await?;
        referrals::answer(&app, &actor, open, referral, answer).await
    }
    .await;
    if done.is_ok() && is_last(&app, &actor, id).await? {
        let next = format!("/dossier/{id}/afsluiten");
        return Ok(redirect_done(&next, "feedback"));
    }
    if matches!(done, Err(Refusal::Changed)) && is_answered(&app, &actor, id, referral).await? {
        let told = Err(Refusal::of("text", "answered-already"));
        return Sent::new(id, "feedback", "text", posted)
            .into_note()
            .answer(&app, &actor, page, told, ("", ""))
            .await;
    }
    Sent::new(id, "feedback", "text", posted)
        .numbered(&referral)
        .answer(&app, &actor, page, done, ("=doorzettingen", "feedback"))
        .await
}

pub async fn reopen(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = dossiers::open_seen(&app, &actor, id, Purpose::Reopen, &posted).await?;
        telling::reopen(&app, &actor, open, posted.get("reason")).await
    }
    .await;
    Sent::new(id, "reopen", "reason", posted)
        .answer(&app, &actor, page, done, ("", "reopened"))
        .await
}

/// Destroys a closed dossier. The reference must be typed over.
pub async fn destroy(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = dossiers::open_seen(&app, &actor, id, Purpose::Destroy, &posted).await?;
        dossiers::destroy(&app, &actor, open, posted.get("reference")).await
    }
    .await;
    // A reference that was typed over is no words to keep.
    match done {
        Ok(()) => return Ok(redirect_done("/werk", "destroyed")),
        Err(gone @ Refusal::NoSuchStep(_)) => return Err(gone),
        Err(_) => {}
    }
    Sent::new(id, "destroy", "reference", posted)
        .answer(&app, &actor, page, done, ("", "destroyed"))
        .await
}
