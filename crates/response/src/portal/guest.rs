//! The page of a partner: the handover in words and as a document, what was said about it, and what can be
//! said now. It shows that one handover and nothing else of the dossier.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::blobs;
use platform::forms::{Choice, Form, Posted};
use platform::guests::Guest;
use platform::web::{Page, html, redirect_done};
use platform::{App, Error};
use route::dossiers::{Ended, Purpose, Refusal};
use route::referrals::Handed;
use uuid::Uuid;

use super::HANDOVER;
use super::acts::{self, Say};
use super::model::{Outcome, What, can_say, is_over};
use super::store::{self, Message};
use crate::audited;

#[derive(Template)]
#[template(path = "portal/templates/guest.html")]
struct Partner {
    page: Page,
    guest: Guest,
    handed: Handed,
    said: Vec<Message>,
    /// The municipality is done with it.
    closed: bool,
    over: bool,
    /// The partner gave it back, and reads what it said alone.
    given_back: bool,
    /// What can be said now.
    can: Vec<What>,
    /// The form that was sent with a fault, and which one it was.
    form: Form,
    faulty: Option<What>,
    outcomes: Vec<Choice>,
    /// Tells what is sent from this page from what is sent from another.
    form_id: Uuid,
}

impl Partner {
    /// The form of one thing to say: as it was sent, if that was this one.
    fn form_of(&self, id: &str) -> Form {
        if self.faulty.is_some_and(|what| what.id() == id) {
            self.form.clone()
        } else {
            Form::new(&self.page.texts, "portal").numbered(id)
        }
    }
}

/// What this guest's link opens.
async fn opened(app: &App, guest: &Guest) -> Ended<Handed> {
    let mut tx = app.db.read().await?;
    Handed::of_guest(&mut tx, app, guest, Purpose::Read).await
}

/// The same, of which the content may still be read: what a partner gave back is not its business any more.
async fn to_read(app: &App, guest: &Guest) -> Ended<Handed> {
    let handed = opened(app, guest).await?;
    let mut tx = app.db.read().await?;
    let said = store::of(&mut tx, &handed.open, handed.referral.id).await?;
    if is_given_back(&said) {
        return Err(Error::NotFound.into());
    }
    Ok(handed)
}

fn is_given_back(said: &[Message]) -> bool {
    said.iter().any(|one| one.what == What::HandedBack)
}

/// Records that the guest read it, before anything is shown.
async fn record(app: &App, guest: &Guest, handed: &Handed, what: &'static str) -> Ended {
    Ok(handed.open.record(app, looks(guest, what)).await?)
}

fn looks(guest: &Guest, what: &'static str) -> Event {
    Event::by_guest(guest, &audited::PORTAL_READ)
        .with("handover", guest.object.to_string())
        .with("what", what)
}

/// The page; perhaps with what was just sent and its faults.
async fn shown(app: &App, guest: Guest, page: Page, sent: Option<(What, Form)>) -> Ended<Response> {
    acts::opened(app, &guest, looks(&guest, "handover")).await?;
    let handed = opened(app, &guest).await?;
    let mut tx = app.db.read().await?;
    let said = store::of(&mut tx, &handed.open, handed.referral.id).await?;
    let earlier: Vec<What> = said.iter().map(|one| one.what).collect();
    let can = What::OF_PARTNER.into_iter();
    let outcome = |outcome: Outcome| {
        let label = page.text(&format!("portal-outcome-{}", outcome.id()));
        Choice::new(outcome.id(), label)
    };
    let (faulty, form) = match sent {
        Some((what, form)) => (Some(what), form),
        None => (None, Form::new(&page.texts, "portal")),
    };
    let page = Partner {
        outcomes: Outcome::ALL.into_iter().map(outcome).collect(),
        form_id: app.clock.id_without_time(),
        closed: handed.open.is_closed(),
        over: is_over(&earlier),
        given_back: is_given_back(&said),
        can: can.filter(|what| can_say(*what, &earlier)).collect(),
        handed,
        said,
        form,
        faulty,
        guest,
        page,
    };
    Ok(html(&page)?)
}

pub async fn show(State(app): State<App>, guest: Guest, page: Page) -> Ended<Response> {
    shown(&app, guest, page, None).await
}

/// What the partner says.
pub async fn say(
    State(app): State<App>,
    guest: Guest,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    // Whoever says nothing asked for nothing: told so beside the words.
    let what = What::of_partner(posted.get("what")).unwrap_or(What::Asked);
    let input = Say {
        what,
        outcome: Outcome::parse(posted.get("outcome")),
        text: posted.get("text").replace('\r', ""),
        whom: posted.get("whom").to_owned(),
        form: posted
            .get("form")
            .parse()
            .unwrap_or_else(|_| app.clock.id_without_time()),
    };
    let mut form = Form::new(&page.texts, "portal")
        .numbered(what.id())
        .typed(&posted);
    let refusal = match acts::say(&app, &guest, &input, &posted.files).await {
        Ok(()) => {
            let path = (HANDOVER.start)(guest.object);
            return Ok(redirect_done(&path, what.done()));
        }
        // The page itself says that the municipality is done with it.
        Err(Refusal::Closed(_)) => Refusal::of("text", "portal-closed"),
        Err(refusal) => refusal,
    };
    let status = refusal.note(&mut form, "text")?;
    if !posted.files.is_empty() {
        // A browser cannot fill in a field for files again.
        form.fault("documents", "portal-again");
    }
    let shown = shown(&app, guest, page, Some((what, form))).await?;
    Ok((status, shown).into_response())
}

/// The document, as the officer has it too.
pub async fn paper(State(app): State<App>, guest: Guest) -> Ended<Response> {
    let handed = to_read(&app, &guest).await?;
    record(&app, &guest, &handed, "document").await?;
    let (name, pdf) = handed.paper(&app).await?;
    let name = format!("attachment; filename=\"{name}\"");
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}

/// A file that went along beside the document.
pub async fn file(
    State(app): State<App>,
    guest: Guest,
    Path((_, file)): Path<(Uuid, Uuid)>,
) -> Ended<Response> {
    let handed = to_read(&app, &guest).await?;
    let mut tx = app.db.read().await?;
    let (content, name) = handed.file(&mut tx, file).await?;
    drop(tx);
    record(&app, &guest, &handed, "file").await?;
    let head = [
        (header::CONTENT_TYPE, content.mime.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::CONTENT_LENGTH, content.blob.size().to_string()),
    ];
    let body = blobs::body(content.blob.of(&app.db));
    Ok((head, body).into_response())
}
