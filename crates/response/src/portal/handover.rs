//! The page of a partner: the handover in words and as a document, what was said about it, and what can be
//! said now. It shows that one handover and nothing else of the dossier, the same through both doors.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::{CLOSING, Part};
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
use super::drafts::{self, Begun};
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
    /// The form that was typed and not taken, and which one it was.
    form: Form,
    typed: Option<What>,
    /// What was begun before, and not sent.
    begun: Vec<Begun>,
    /// What was handed over, as the document says it too.
    parts: Vec<Part>,
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

    /// What the document ends with.
    fn closing() -> &'static str {
        CLOSING
    }

    fn is_typed(&self, id: &str) -> bool {
        self.typed.is_some_and(|what| what.id() == id)
    }

    /// Was this begun, and is it not what was just typed?
    fn is_begun(&self, id: &str) -> bool {
        !self.is_typed(id) && self.begun.iter().any(|(what, _)| what.id() == id)
    }

    /// The form of one thing to say: as it was typed, if that was this one, or as it was kept.
    fn form_of(&self, id: &str) -> Form {
        if self.is_typed(id) {
            return self.form.clone();
        }
        let form = Form::new(&self.page.texts, "portal").numbered(id);
        let begun = self.begun.iter().find(|(what, _)| what.id() == id);
        match begun {
            Some((_, fields)) => form.filled(fields.clone()),
            None => form,
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
    let begun = drafts::begun(&mut tx, app, &visitor, &said).await?;
    drop(tx);
    let earlier: Vec<What> = said.iter().map(|one| one.what).collect();
    let can = What::OF_PARTNER.into_iter();
    let outcome = |outcome: Outcome| {
        let label = page.text(&format!("portal-outcome-{}", outcome.id()));
        Choice::new(outcome.id(), label)
    };
    let (typed, form) = match sent {
        Some((what, form)) => (Some(what), form),
        None => (None, Form::new(&page.texts, "portal")),
    };
    let handover = &handed.referral.handover;
    let contact = handover.contact.as_deref().unwrap_or_default();
    let page = Partner {
        parts: handover.document.parts(contact),
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
        typed,
        begun,
        visitor,
        page,
    };
    Ok(html(&page)?)
}

/// What was typed.
fn read(app: &App, posted: &Posted) -> Say {
    Say {
        // Whoever says nothing asked for nothing: told so beside the words.
        what: What::of_partner(posted.get("what")).unwrap_or(What::Asked),
        outcome: Outcome::parse(posted.get("outcome")),
        text: posted.get("text").replace('\r', ""),
        whom: posted.get("whom").to_owned(),
        form: posted
            .get("form")
            .parse()
            .unwrap_or_else(|_| app.clock.id_without_time()),
    }
}

/// The last look at what ends all: documents are chosen here, for no page can hold them for the next one.
#[derive(Template)]
#[template(path = "portal/templates/last.html")]
struct Last {
    page: Page,
    visitor: Visitor,
    said: Say,
    form: Form,
}

/// What a partner says last it is asked about once more, on a page that shows what will be sent; an answer, a question
/// and an interim message are sent at once.
fn what_ends_all_is_asked_once_more(what: What, posted: &Posted) -> bool {
    what.ends() && !posted.has("sure")
}

/// Keeps what was typed, by its button.
async fn kept(app: &App, visitor: &Visitor, posted: &Posted) -> Ended<&'static str> {
    drafts::keep(app, visitor, posted).await?;
    Ok(if posted.files.is_empty() {
        "portal-kept"
    } else {
        "portal-kept-no-files"
    })
}

/// May it be asked about once more? Until that is answered it is kept, but for its documents: the page that asks goes with
/// its tab.
async fn asked(app: &App, visitor: &Visitor, input: &Say, posted: &Posted) -> Ended {
    acts::could_be_said(app, visitor, input).await?;
    drafts::keep(app, visitor, posted).await
}

/// What the partner says; asked once more, kept for later, or gone back to.
pub async fn say(app: &App, visitor: Visitor, page: Page, posted: Posted) -> Ended<Response> {
    let input = read(app, &posted);
    let what = input.what;
    let mut form = Form::new(&page.texts, "portal")
        .numbered(what.id())
        .typed(&posted);
    let asks = what_ends_all_is_asked_once_more(what, &posted);
    let done = match posted.get("action") {
        "back" => return shown(app, visitor, page, Some((what, form))).await,
        "draft" => kept(app, &visitor, &posted).await.map(Some),
        _ if asks => {
            let asked = asked(app, &visitor, &input, &posted).await;
            asked.map(|()| None)
        }
        _ => {
            let said = acts::say(app, &visitor, &input, &posted.files).await;
            said.map(|()| Some(what.done()))
        }
    };
    let refusal = match done {
        Ok(None) => return last(page, visitor, input, form),
        Ok(Some(done)) => return Ok(redirect_done(&visitor.page(), done)),
        // The page itself says that the municipality is done with it.
        Err(Refusal::Closed(_)) => Refusal::of("text", "portal-closed"),
        Err(refusal) => refusal,
    };
    let status = refusal.note(&mut form, "text")?;
    let of_documents = form.faulty().all(|field| field == "documents");
    if !posted.files.is_empty() {
        // A browser cannot fill in a field for files again.
        form.fault("documents", "portal-again");
    }
    let shown = if what.ends() && of_documents {
        last(page, visitor, input, form)?
    } else {
        shown(app, visitor, page, Some((what, form))).await?
    };
    Ok((status, shown).into_response())
}

fn last(page: Page, visitor: Visitor, said: Say, form: Form) -> Ended<Response> {
    Ok(html(&Last {
        page,
        visitor,
        said,
        form,
    })?)
}

/// Keeps what was typed so far, by script while somebody types.
pub async fn keep(app: &App, visitor: &Visitor, posted: &Posted) -> Ended<Response> {
    let status = match drafts::keep(app, visitor, posted).await {
        Ok(()) => StatusCode::OK,
        // Nothing can be said any more: the page says why, once it is asked for.
        Err(Refusal::Closed(_) | Refusal::Typed(_)) => StatusCode::CONFLICT,
        Err(refusal) => return Err(refusal),
    };
    Ok(status.into_response())
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
