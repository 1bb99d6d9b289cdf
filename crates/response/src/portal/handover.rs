//! The page of a partner: the handover in words and as a document, what was said about it, and what can be
//! said now. It shows that one handover and nothing else of the dossier, the same through both doors.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::blobs;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{App, Error, FileId};
use route::dossiers::{Ended, Purpose, Refusal};
use route::referrals::Handed;
use uuid::Uuid;

use super::HANDOVER;
use super::acts::{self, Say};
use super::model::{Outcome, What, can_say, is_over};
use super::store::{self, Message};
use super::visitor::{HERE, PAGE, Visitor};
use crate::audited;

#[derive(Template)]
#[template(path = "portal/templates/handover.html")]
struct Partner {
    page: Page,
    visitor: Visitor,
    handed: Handed,
    said: Vec<Message>,
    /// The municipality is done with it.
    closed: bool,
    over: bool,
    /// The partner gave it back, and reads what it said alone.
    given_back: bool,
    /// What can be said now, each with what tells its form from another one.
    forms: Vec<(What, Uuid)>,
    /// The form that was sent with a fault, and which one it was.
    form: Form,
    faulty: Option<What>,
    outcomes: Vec<Choice>,
}

impl Partner {
    /// The list that whoever has an account came from.
    fn list(&self) -> Option<&'static str> {
        self.visitor.account().map(|_| HERE)
    }

    /// Can this be said now?
    fn has_form(&self, id: &str) -> bool {
        self.forms.iter().any(|(what, _)| what.id() == id)
    }

    /// The form of one thing to say: as it was sent, if that was this one.
    fn form_of(&self, id: &str) -> Form {
        if self.faulty.is_some_and(|what| what.id() == id) {
            self.form.clone()
        } else {
            Form::new(&self.page.texts, "portal").numbered(id)
        }
    }
}

/// The handover, of which the content may still be read: what a partner gave back is not its business any more.
async fn to_read(app: &App, visitor: &Visitor) -> Ended<Handed> {
    let mut tx = app.db.read().await?;
    let handed = visitor.opens(&mut tx, app, Purpose::Read).await?;
    let said = store::of(&mut tx, &handed.open, handed.referral.id).await?;
    if is_given_back(&said) {
        return Err(Error::NotFound.into());
    }
    Ok(handed)
}

fn is_given_back(said: &[Message]) -> bool {
    said.iter().any(|one| one.what == What::HandedBack)
}

/// Records that the partner read it, before anything is shown.
async fn record(app: &App, visitor: &Visitor, handed: &Handed, what: &'static str) -> Ended {
    Ok(handed.open.record(app, looks(visitor, what)).await?)
}

fn looks(visitor: &Visitor, what: &'static str) -> Event {
    visitor
        .event(&audited::PORTAL_READ)
        .with(HANDOVER.id, visitor.referral().to_string())
        .with("what", what)
}

/// The page; perhaps with what was just sent and its faults.
pub async fn shown(
    app: &App,
    visitor: Visitor,
    page: Page,
    sent: Option<(What, Form)>,
) -> Ended<Response> {
    acts::opened(app, &visitor, looks(&visitor, PAGE)).await?;
    let mut tx = app.db.read().await?;
    let handed = visitor.opens(&mut tx, app, Purpose::Read).await?;
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
        closed: handed.open.is_closed(),
        over: is_over(&earlier),
        given_back: is_given_back(&said),
        forms: can
            .filter(|what| can_say(*what, &earlier))
            .map(|what| (what, app.clock.id_without_time()))
            .collect(),
        handed,
        said,
        form,
        faulty,
        visitor,
        page,
    };
    Ok(html(&page)?)
}

/// What the partner says.
pub async fn say(app: &App, visitor: Visitor, page: Page, posted: Posted) -> Ended<Response> {
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
    let refusal = match acts::say(app, &visitor, &input, &posted.files).await {
        Ok(()) => return Ok(redirect_done(&visitor.page(), what.done())),
        // The page itself says that the municipality is done with it.
        Err(Refusal::Closed(_)) => Refusal::of("text", "portal-closed"),
        Err(refusal) => refusal,
    };
    let status = refusal.note(&mut form, "text")?;
    if !posted.files.is_empty() {
        // A browser cannot fill in a field for files again.
        form.fault("documents", "portal-again");
    }
    let shown = shown(app, visitor, page, Some((what, form))).await?;
    Ok((status, shown).into_response())
}

/// The document, as the officer has it too.
pub async fn paper(app: &App, visitor: &Visitor) -> Ended<Response> {
    let handed = to_read(app, visitor).await?;
    record(app, visitor, &handed, "document").await?;
    let (name, pdf) = handed.paper(app).await?;
    let name = format!("attachment; filename=\"{name}\"");
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}

/// A file that went along beside the document.
pub async fn file(app: &App, visitor: &Visitor, file: FileId) -> Ended<Response> {
    let handed = to_read(app, visitor).await?;
    let mut tx = app.db.read().await?;
    let (content, name) = handed.file(&mut tx, file).await?;
    drop(tx);
    record(app, visitor, &handed, "file").await?;
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
