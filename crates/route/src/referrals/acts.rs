//! Handing over, passing over, and what came back (bijlage 2, stap 4-5).

use std::collections::BTreeSet;

use documents::HandoverFile;
use platform::audit::Event;
use platform::tasks::How;
use platform::{Actor, App, Error, Result, Role};
use policy::{HandoverPart, PartnerId};

use super::draft::{self, Draft};
use super::model::{self, Answer, HandOver, Handover};
use super::store::{self, ReferralId, Status};
use crate::audited;
use crate::dossiers::{Ended, Fault, Open, Refusal};
use crate::files::{self, Content, File};
use crate::record::{self, EntryKind};
use crate::reporters::{self, Reporter};
use crate::signals::{FEEDBACK, REFER, State, feedback_due};

/// Hands over what was chosen: exactly what was on screen, and never who reported. The officer's
/// vault must be open. Gives the files that go beside the document, by their number.
pub async fn hand_over(app: &App, who: &Actor, mut open: Open, input: &HandOver) -> Ended<Sent> {
    input.reasons_are_given()?;
    let Some(method) = input.method else {
        return Err(Refusal::of("method", "choose"));
    };
    open.step(State::refer)?;
    let mut read = app.db.read().await?;
    let draft = Draft::of(&mut read, app, &open, &input.partner).await?;
    let document = draft.document(app, &open, input)?;
    if document.sections.is_empty() {
        return Err(Refusal::of("items", "nothing-chosen"));
    }
    let going = draft.going(input);
    let contents = draft::contents(&mut read, &open, &going).await?;
    // Looking into files and setting the document take time: no connection is held.
    drop(read);
    let reporter = reporters::open_reporter(app, who, &open)?;
    names_nobody_who_reported(app, who, &document, &contents, &reporter).await?;
    let pictures = draft::pictures(app, contents).await?;
    let set = draft::set(document.clone(), who.name.clone(), pictures).await;
    set.map_err(|_| Refusal::of("items", "file-unprintable"))?;
    // What leaves is exactly what was on screen; anything else is shown first.
    if input.seen != model::fingerprint(&document) {
        return Err(Refusal::of("items", "look-again"));
    }
    let handover = Handover {
        document,
        parts: parts(&draft, input),
        method,
        files: going.iter().map(|file| file.id).collect(),
    };
    let went = Sent {
        beside: !going.iter().all(|file| file.is_picture()),
    };
    let now = app.clock.now();
    let due = feedback_due(&app.tenants.get(who.tenant)?.pack.deadlines, now);
    let mut tx = app.db.begin().await?;
    let id = store::add(&mut tx, app, &open, who, &input.partner, due, &handover).await?;
    open.tasks
        .settle(&REFER, input.partner.as_str(), How::Done, now);
    open.tasks.open(&FEEDBACK, &id.to_string(), due);
    let event = Event::by(who, Role::Officer, &audited::SIGNAL_REFERRED)
        .with("partner", input.partner.as_str())
        .with("parts", handover.parts);
    open.commit(tx, app, event).await?;
    Ok(went)
}

/// How a handover went.
pub struct Sent {
    /// Files go beside the document: the officer gives them apart.
    pub beside: bool,
}

/// Which parts of the dossier go along, for the record: no content.
fn parts(draft: &Draft, input: &HandOver) -> Vec<String> {
    let chosen = draft
        .items
        .iter()
        .filter(|item| input.chosen.contains(&item.id));
    let parts: BTreeSet<&str> = chosen
        .map(|item| item.part.map_or("files", HandoverPart::id))
        .collect();
    parts.into_iter().map(str::to_owned).collect()
}

/// The leak check: words and files that go along are searched for the reporter. A hit blocks; the
/// officer takes the words out, nobody overrides.
async fn names_nobody_who_reported(
    app: &App,
    who: &Actor,
    document: &HandoverFile,
    files: &[(usize, Content)],
    reporter: &Reporter,
) -> Ended {
    let mut text = document.all_text();
    for (_, file) in files.iter().filter(|(_, file)| !file.is_picture()) {
        match files::text_of(app, file).await? {
            // On a line of its own: words that grow together are not found.
            Some(words) => text.extend(["\n", &words]),
            None => return Err(Refusal::of("items", "file-unreadable")),
        }
    }
    let found = reporters::leaks(&text, reporter);
    if !found.is_empty() {
        let fault = Fault::new("items", "leak").naming(found);
        return Err(Refusal::Typed(vec![fault]));
    }
    if reporters::is_contact(&who.name, who.user, reporter) {
        return Err(Refusal::of("items", "leak-contact"));
    }
    Ok(())
}

/// Not telling a partner: only with a reason, which stands in the record.
pub async fn pass_over(
    app: &App,
    who: &Actor,
    mut open: Open,
    partner: &PartnerId,
    reason: &str,
) -> Ended {
    let pack = app.tenants.get(who.tenant)?.pack;
    if pack.partner(partner).is_none() {
        return Err(Error::BadRequest("partner").into());
    }
    if reason.trim().is_empty() {
        return Err(Refusal::of("reason", "why"));
    }
    open.tasks
        .settle(&REFER, partner.as_str(), How::PassedOver, app.clock.now());
    let mut tx = app.db.begin().await?;
    let kind = EntryKind::PassedOver;
    record::add(&mut tx, app, &open, who, kind, partner.as_str(), reason).await?;
    let event = Event::by(who, Role::Officer, &audited::PARTNER_PASSED_OVER)
        .with("partner", partner.as_str());
    open.commit(tx, app, event).await
}

/// Feedback of the receiving partner (stap 5): recorded, or given up with a reason.
pub async fn answer(
    app: &App,
    who: &Actor,
    mut open: Open,
    referral: ReferralId,
    answer: Answer,
) -> Ended {
    if answer.text().trim().is_empty() {
        return Err(Refusal::of("text", "required-here"));
    }
    let (status, how) = match &answer {
        Answer::Received(_) => (Status::Answered, How::Done),
        Answer::GivenUp(_) => (Status::GivenUp, How::PassedOver),
    };
    open.tasks.end(&FEEDBACK, &referral.to_string(), how);
    let mut tx = app.db.begin().await?;
    store::answer(&mut tx, app, &open, referral, status, answer.text()).await?;
    let event =
        Event::by(who, Role::Officer, &audited::FEEDBACK_RECORDED).with("status", status.id());
    open.commit(tx, app, event).await
}

/// The document of a handover, made again from what was sealed at the time.
pub async fn document(
    app: &App,
    who: &Actor,
    open: &Open,
    referral: ReferralId,
) -> Result<(String, Vec<u8>)> {
    let mut read = app.db.read().await?;
    let referral = store::of(&mut read, app, open)
        .await?
        .into_iter()
        .find(|known| known.id == referral)
        .ok_or(Error::NotFound)?;
    let files = files::list(&mut read, open).await?;
    let gone: Vec<&File> = referral.handover.gone(&files);
    if gone.len() != referral.handover.files.len() {
        return Err(Error::Tampered("file"));
    }
    let contents = draft::contents(&mut read, open, &gone).await?;
    let contact = accounts::people::names(&mut read, app, who.tenant)
        .await?
        .remove(&referral.author)
        .unwrap_or_default();
    drop(read);
    open.record(app, Event::by(who, Role::Officer, &audited::HANDOVER_READ))
        .await?;
    let pictures = draft::pictures(app, contents).await?;
    let pdf = draft::set(referral.handover.document, contact, pictures).await?;
    let name = format!("overdracht-{}-{}.pdf", open.reference, referral.partner);
    Ok((name, pdf))
}
