//! Preparing a handover: what goes along, and why it may and must.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use platform::forms::{Form, Posted};
use platform::i18n::Texts;
use platform::web::{Page, redirect_done_in};
use platform::{Actor, App, DossierId, Error, Result, mail};
use policy::{Partner, PartnerId};

use super::delivery::has_account;
use super::download::HANDED_OVER;
use super::draft::Draft;
use super::form::show;
use super::items;
use super::model::{Consent, HandOver, Method, all_at_once, noted};
use super::store::{self, Referral, ReferralId};
use super::telling::telling;
use super::{acts, look};
use crate::dossiers::{self, Ended, Open, Purpose, Refusal, VERSION};
use crate::reporters::{self, Involved};

/// What the officer typed and chose.
fn typed(posted: &Posted, partner: &PartnerId) -> HandOver {
    // A line's end is one character, whichever way a browser sends it.
    let text = |name: &str| posted.get(name).replace('\r', "");
    let edited = posted.fields.iter().rev().filter_map(|(name, value)| {
        let item = name.strip_prefix("text-")?;
        Some((item.to_owned(), value.replace('\r', "")))
    });
    HandOver {
        partner: partner.clone(),
        chosen: posted.all("items").map(str::to_owned).collect(),
        edited: edited.collect(),
        question: text("question"),
        purpose: text("purpose"),
        basis: text("basis"),
        consent: match posted.get("consent") {
            "given" => Some(Consent::Given),
            "none" => Some(Consent::Without(text("consent-why"))),
            _ => None,
        },
        proportionality: text("proportionality"),
        method: Method::parse(posted.get("method")),
        mailbox: text("mailbox").trim().to_owned(),
        seen: text("seen"),
        asked_partner: text("asked-partner"),
        someone_else: posted.all("someone-else").map(str::to_owned).collect(),
    }
}

/// The dossier, and what a handover of it could be made of, to be shown.
async fn opened(
    app: &App,
    actor: &Actor,
    id: DossierId,
    partner: &PartnerId,
    purpose: Purpose,
) -> Ended<(Open, Draft)> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, app, actor, id, purpose).await?;
    let draft = Draft::of(&mut tx, app, &dossier, partner).await?;
    drop(tx);
    dossier.read_by(app, actor).await?;
    Ok((dossier, draft))
}

/// The mailbox on the card of a partner.
fn mailbox_of(partner: &Partner) -> &str {
    let known = partner.channels.iter().filter_map(|one| one.known());
    known
        .into_iter()
        .find(|one| mail::is_mailbox(one))
        .unwrap_or("")
}

/// Whether consent was given at the handover before, and why not: mostly that is so for the next partner.
fn consent_of(before: &Referral, nl: &Texts) -> Option<(&'static str, String)> {
    let said = before.handover.document.consent.as_str();
    if said == nl.get("consent-given") {
        return Some(("given", String::new()));
    }
    let why = said.strip_prefix(&nl.get("consent-none"))?;
    Some(("none", why.trim_start_matches([':', ' ']).to_owned()))
}

pub async fn prepare(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, partner)): Path<(DossierId, PartnerId)>,
) -> Ended<Response> {
    let (dossier, draft) = opened(&app, &actor, id, &partner, Purpose::Refer).await?;
    let input = HandOver {
        chosen: items::least_needed(&draft.items, &draft.partner.needs),
        edited: draft.approved.clone(),
        question: draft.partner.question.clone(),
        basis: draft.partner.legal_basis.clone(),
        purpose: app.i18n.lang("nl").get("handover-purpose-default"),
        ..HandOver::to(partner)
    };
    let before = store::of(&mut app.db.read().await?, &app, &dossier)
        .await?
        .pop();
    let asked = before.and_then(|before| consent_of(&before, &app.i18n.lang("nl")));
    let mut tx = app.db.read().await?;
    let has_account = has_account(&mut tx, &app, actor.tenant, &input.partner).await?;
    drop(tx);
    // Whoever has an account needs no mailbox: it is there for who wants to send a link too.
    let mailbox = mailbox_of(&draft.partner);
    let mailbox = if has_account { "" } else { mailbox };
    let mut form = Form::new(&page.texts, "handover");
    if let Some((consent, why)) = asked {
        form = form.with("consent", consent).with("consent-why", why);
    }
    let form = form
        .with("question", input.question.clone())
        .with("basis", input.basis.clone())
        .with("purpose", input.purpose.clone())
        .with("method", Method::of(&draft.partner).id())
        .with("mailbox", mailbox);
    Ok(show(&app, &actor, page, (dossier, draft), &input, form).await?)
}

/// Says whether who reported is somebody involved, where a button asked for that.
async fn says_involved(app: &App, actor: &Actor, id: DossierId, posted: &Posted) -> Ended {
    let said = match posted.get("action").strip_prefix("reporter-is-") {
        None => return Ok(()),
        Some("nobody") => Involved::Nobody,
        Some(subject) => {
            let subject = subject.parse();
            Involved::Subject(subject.map_err(|_| Error::BadRequest("subject"))?)
        }
    };
    reporters::open_along(app, actor, posted).await?;
    reporters::say_involved(app, actor, id, said).await
}

/// Puts what is vaguer, or what was reported, in the place of what was typed, where a button asked for that.
fn made_vaguer(
    app: &App,
    (dossier, draft): (&Open, &Draft),
    action: &str,
    input: &mut HandOver,
) -> Result<()> {
    if let Some(id) = action.strip_prefix("reported-") {
        input.edited.remove(id);
    }
    let Some(id) = action.strip_prefix("vaguer-") else {
        return Ok(());
    };
    let Some(item) = draft.items.iter().find(|item| item.id == id) else {
        return Ok(());
    };
    let (_, vaguer) = telling(app, dossier, item, input.words_of(item))?;
    if let Some(vaguer) = vaguer {
        input.edited.insert(id.to_owned(), vaguer);
    }
    Ok(())
}

/// Opens the vault along; everything else that can be known to be missing without it is told too.
async fn with_vault(app: &App, actor: &Actor, posted: &Posted, input: &HandOver) -> Ended {
    let mut faults = Vec::new();
    let opened = reporters::open_along(app, actor, posted).await;
    noted(&mut faults, opened)?;
    if !faults.is_empty() {
        faults.extend(input.missing());
    }
    all_at_once(faults)
}

/// The dossier as the form saw it.
async fn based(
    app: &App,
    actor: &Actor,
    id: DossierId,
    posted: &Posted,
    input: &HandOver,
) -> Ended<Open> {
    with_vault(app, actor, posted, input).await?;
    dossiers::open_seen(app, actor, id, Purpose::Refer, posted).await
}

async fn try_to(
    app: &App,
    actor: &Actor,
    id: DossierId,
    posted: &Posted,
    input: &HandOver,
) -> Ended<acts::Sent> {
    let dossier = based(app, actor, id, posted, input).await?;
    acts::hand_over(app, actor, dossier, input).await
}

/// Shows what leaves, as it stands now; a colleague's change is no fault of who looks at it for the
/// first time.
async fn look_at(
    app: &App,
    actor: &Actor,
    page: &Page,
    id: DossierId,
    (posted, input): (&Posted, &HandOver),
    again: bool,
) -> Ended<Response> {
    with_vault(app, actor, posted, input).await?;
    let dossier = dossiers::open_now(app, actor, id, Purpose::Refer).await?;
    let changed = dossier.version().to_string() != posted.get(VERSION);
    dossier.read_by(app, actor).await?;
    look::show(app, actor, page, dossier, (posted, input), again || changed).await
}

/// Would something else leave than what was looked at?
fn is_other_now(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Changed => true,
        Refusal::Typed(faults) => faults.iter().any(|fault| fault.key == acts::LOOK_AGAIN),
        _ => false,
    }
}

/// The form once more, with what is wrong.
async fn refused(
    app: &App,
    actor: &Actor,
    page: Page,
    id: DossierId,
    (posted, input): (&Posted, &HandOver),
    refusal: Refusal,
) -> Ended<Response> {
    let mut form = Form::new(&page.texts, "handover").typed(posted);
    let status = refusal.note(&mut form, "items")?;
    let opened = opened(app, actor, id, &input.partner, Purpose::Read).await?;
    let shown = show(app, actor, page, opened, input, form).await?;
    Ok((status, shown).into_response())
}

/// From the form and from the page that shows what leaves: to look at it, to change it, to hand over.
pub async fn hand_over(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, partner)): Path<(DossierId, PartnerId)>,
    posted: Posted,
) -> Ended<Response> {
    let mut input = typed(&posted, &partner);
    let both = (&posted, &input);
    let refusal = match posted.get("action") {
        "check" => match look_at(&app, &actor, &page, id, both, false).await {
            Ok(shown) => return Ok(shown),
            Err(refusal) => refusal,
        },
        "hand-over" => match try_to(&app, &actor, id, &posted, &input).await {
            Ok(sent) => return Ok(done(&app, &actor, id, (&input, &sent))),
            Err(refusal) if is_other_now(&refusal) => {
                let changed = matches!(refusal, Refusal::Changed);
                match look_at(&app, &actor, &page, id, both, true).await {
                    Ok(shown) if changed => {
                        return Ok((StatusCode::CONFLICT, shown).into_response());
                    }
                    Ok(shown) => return Ok(shown),
                    Err(refusal) => refusal,
                }
            }
            Err(refusal) => refusal,
        },
        action => match says_involved(&app, &actor, id, &posted).await {
            Ok(()) => {
                let opened = opened(&app, &actor, id, &partner, Purpose::Read).await?;
                made_vaguer(&app, (&opened.0, &opened.1), action, &mut input)?;
                let form = Form::new(&page.texts, "handover").typed(&posted);
                return Ok(show(&app, &actor, page, opened, &input, form).await?);
            }
            Err(refusal) => refusal,
        },
    };
    refused(&app, &actor, page, id, both, refusal).await
}

/// It was handed over: nothing of it is looked at any more. What is to be done now follows how it goes to the
/// partner.
fn done(
    app: &App,
    actor: &Actor,
    id: DossierId,
    (input, sent): (&HandOver, &acts::Sent),
) -> Response {
    app.memory.of::<super::Looking>().done(&actor.session);
    let said = match input.method {
        _ if sent.beside => "handed-over-beside",
        Some(Method::Phone) => "handed-over-phone",
        _ => "handed-over",
    };
    if input.method == Some(Method::Meldroute) {
        // The code stands there, for ten minutes.
        let section = format!("partner-{}", sent.referral);
        let said = if input.mailbox.is_empty() {
            "handed-over-here"
        } else {
            "handed-over-meldroute"
        };
        return redirect_done_in(&format!("/dossier/{id}"), said, &section);
    }
    match &sent.next {
        // What goes beside the document is listed in the dossier: there first.
        Some(next) if !sent.beside => {
            let path = format!("/dossier/{id}/doorzetten/{next}");
            redirect_done_in(&path, said, HANDED_OVER)
        }
        _ => redirect_done_in(&format!("/dossier/{id}"), said, HANDED_OVER),
    }
}

/// The handover file.
pub async fn document(
    State(app): State<App>,
    actor: Actor,
    Path((id, referral)): Path<(DossierId, ReferralId)>,
) -> Ended<Response> {
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Read).await?;
    let (name, pdf) = acts::document(&app, &actor, &dossier, referral).await?;
    let name = format!("attachment; filename=\"{name}\"");
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}
