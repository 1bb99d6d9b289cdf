//! Handing over, passing over, and what came back (bijlage 2, stap 4-5).

use std::collections::BTreeSet;

use documents::{HandoverFile, Sheets};
use platform::audit::Event;
use platform::db::Tx;
use platform::tasks::How;
use platform::{Actor, App, Error, FileId, Result, Role};
use policy::{HandoverPart, PartnerId};

use super::along::along;
use super::contact::Contact;
use super::delivery;
use super::draft::{self, Draft};
use super::items;
use super::model::{Answer, HandOver, Handover, all_at_once, noted};
use super::naming::{self, Doubt};
use super::passing;
use super::store::{self, ReferralId, Status};
use crate::audited;
use crate::dossiers::{Ended, Fault, Open, Refusal};
use crate::files::{self, Content, File};
use crate::origin::is_to_be_asked;
use crate::record::{self, EntryKind};
use crate::reporters;
use crate::signals::{CONSULTATION, FEEDBACK, REFER, State, partner_of};

/// What is about to leave: everything that is asked for it is there, and it names nobody who
/// reported. The officer's vault must be open.
struct Leaving {
    draft: Draft,
    document: HandoverFile,
    /// The files that go, by their number in the dossier.
    contents: Vec<(usize, Content)>,
    files: Vec<FileId>,
    /// Some of them go beside the document.
    beside: bool,
    /// Words that may be the reporter's: the officer says that they are somebody else's.
    doubts: Vec<Doubt>,
    contact: Contact,
}

async fn leaving(app: &App, who: &Actor, open: &Open, input: &HandOver) -> Ended<Leaving> {
    let mut faults = input.missing();
    let mut read = app.db.read().await?;
    let draft = Draft::of(&mut read, app, open, &input.partner).await?;
    let mut document = draft.document(app, open, input)?;
    if document.sections.is_empty() && !input.chosen.is_empty() {
        let key = if draft.going(input).is_empty() {
            "nothing-said"
        } else {
            "only-files"
        };
        faults.push(Fault::new("items", key));
    }
    let going = draft.going(input);
    let unsafe_for =
        items::who_reaches_a_victim_knows_how_that_is_safe(&draft.items, &input.chosen);
    if !unsafe_for.is_empty() {
        faults.push(Fault::new("items", "safe-along").naming(unsafe_for));
    }
    let contents = draft::contents(&mut read, open, &going).await?;
    let contact = Contact::of(&mut read, app, who.tenant, who.user).await?;
    let has_account = delivery::has_account(&mut read, app, who.tenant, &input.partner).await?;
    // Looking into files takes time: no connection is held.
    drop(read);
    let reporter = reporters::open_reporter(app, who, open)?;
    let kept_back = naming::keeps_back(open, (&draft, input), &document);
    noted(&mut faults, kept_back)?;
    // Whoever answers at the partner may be who reported.
    if !reporters::leaks_beside(&document.attention, &reporter, &[]).is_empty() {
        document.attention.clear();
    }
    let words = naming::words_of_files(app, &contents).await;
    let words = noted(&mut faults, words)?;
    for (_, text) in &words {
        noted(&mut faults, open.keeps_back("items", text))?;
    }
    let goes = delivery::goes_somewhere(app, input, has_account, &reporter);
    noted(&mut faults, goes)?;
    let both = (&draft, input);
    let doubts = naming::names_nobody_who_reported(who, open, both, &document, &words, &reporter);
    let doubts = noted(&mut faults, doubts)?;
    all_at_once(faults)?;
    Ok(Leaving {
        contact: contact.beside(&reporter),
        doubts,
        files: going.iter().map(|file| file.id).collect(),
        beside: !going.iter().all(|file| file.is_picture()),
        document,
        contents,
        draft,
    })
}

/// What says that this very handover was looked at, for whom nothing is drawn.
pub async fn seen(app: &App, who: &Actor, open: &Open, input: &HandOver) -> Ended<String> {
    let leaving = leaving(app, who, open, input).await?;
    Ok(items::fingerprint(
        &leaving.document,
        &leaving.contact.line(),
    ))
}

/// A handover as it is looked at before it leaves: nothing is recorded of it yet.
pub struct Looked {
    pub document: HandoverFile,
    pub sheets: Sheets,
    pub draft: Draft,
    pub doubts: Vec<Doubt>,
    pub contact: Contact,
}

/// Shows what would leave now, after the same checks as leaving has.
pub async fn look(app: &App, who: &Actor, open: &Open, input: &HandOver) -> Ended<Looked> {
    let Leaving {
        draft,
        document,
        contents,
        doubts,
        contact,
        ..
    } = leaving(app, who, open, input).await?;
    let pictures = draft::pictures(app, contents).await?;
    let sheets = draft::sheets(document.clone(), contact.line(), pictures).await;
    Ok(Looked {
        sheets: sheets.map_err(|_| Refusal::of("items", "file-unprintable"))?,
        document,
        draft,
        doubts,
        contact,
    })
}

/// Hands over what was chosen: exactly what was on screen, and never who reported. The officer's
/// vault must be open.
pub async fn hand_over(app: &App, who: &Actor, mut open: Open, input: &HandOver) -> Ended<Sent> {
    open.step(State::refer)?;
    let leaving = leaving(app, who, &open, input).await?;
    let Some(method) = input.method else {
        return Err(Refusal::of("method", "choose"));
    };
    // What leaves is exactly what was looked at; anything else is shown first.
    if input.seen != items::fingerprint(&leaving.document, &leaving.contact.line()) {
        return Err(Refusal::of("items", LOOK_AGAIN));
    }
    let said = |doubt: &&Doubt| input.someone_else.contains(&doubt.key);
    if !leaving.doubts.iter().all(|doubt| said(&doubt)) {
        return Err(Refusal::of("someone-else", LOOK_AGAIN));
    }
    what_is_asked_for_was_asked(app, who, &open, input)?;
    let pictures = draft::pictures(app, leaving.contents).await?;
    let set = draft::set(leaving.document.clone(), leaving.contact.line(), pictures).await;
    set.map_err(|_| Refusal::of("items", "file-unprintable"))?;
    let handover = Handover {
        document: leaving.document,
        parts: parts_of(&leaving.draft, input),
        words: items::worded(&leaving.draft.items, input),
        asked: input.asked_partner.trim().to_owned(),
        along: Some(along(&open.report, &leaving.draft, input)),
        method,
        files: leaving.files,
        contact: Some(leaving.contact.line()),
        mailbox: delivery::mailbox(app, input),
    };
    let due = Draft::due(app, &open)?;
    let mut tx = app.db.begin().await?;
    let id = store::add(&mut tx, app, &open, who, &input.partner, due, &handover).await?;
    if let Some(delivery) = method.delivery(app) {
        let leaves = delivery::Leaving {
            open: &mut open,
            referral: id,
            partner: &input.partner,
            mailbox: input.mailbox.as_str(),
            due_at: due,
        };
        (delivery.deliver)(&mut tx, app, who, leaves).await?;
    }
    open.tasks
        .settle(&REFER, input.partner.as_str(), How::Done, app.clock.now());
    passing::done(&mut open.tasks, who);
    let next = next(&open);
    open.tasks.open(&FEEDBACK, &id.to_string(), due);
    let mut event = Event::by(who, Role::Officer, &audited::SIGNAL_REFERRED)
        .with("partner", input.partner.as_str())
        .with("parts", handover.parts);
    if !leaving.doubts.is_empty() {
        // So many names the officer said to be somebody else's: never which.
        event = event.with("namesakes", leaving.doubts.len());
    }
    open.commit(tx, app, event).await?;
    Ok(Sent {
        referral: id,
        beside: leaving.beside,
        next,
    })
}

/// The partner that sent the signal wants to be asked before it is passed on: the officer says whom, and when.
fn what_is_asked_for_was_asked(app: &App, who: &Actor, open: &Open, input: &HandOver) -> Ended {
    let asked = input.asked_partner.trim();
    if is_to_be_asked(open.origin.as_ref(), &input.partner) && asked.is_empty() {
        return Err(Refusal::of(ASKED_PARTNER, LOOK_AGAIN));
    }
    // It stands with the handover, not in the vault.
    match reporters::is_not_named(app, who, open, (ASKED_PARTNER, asked)) {
        Err(Refusal::Typed(_)) => Err(Refusal::of(ASKED_PARTNER, LOOK_AGAIN)),
        other => other,
    }
}

/// Where the officer says whom of the partner that sent the signal was asked.
pub const ASKED_PARTNER: &str = "asked-partner";

/// The obligatory partner that is to be told first, if any is left that a form leads to.
#[must_use]
pub fn next(open: &Open) -> Option<PartnerId> {
    let tasks = open.tasks.open_of(&REFER);
    let by_form = tasks.filter(|task| task.about != CONSULTATION);
    let first = by_form.min_by_key(|task| (task.due_at, &task.about));
    first.map(partner_of)
}

/// Something else would leave than what was looked at.
pub const LOOK_AGAIN: &str = "look-again";

/// How a handover went.
pub struct Sent {
    pub referral: ReferralId,
    /// Files go beside the document: the officer gives them apart.
    pub beside: bool,
    /// Who is to be told next.
    pub next: Option<PartnerId>,
}

/// Which parts of the dossier go along, for the record: no content.
fn parts_of(draft: &Draft, input: &HandOver) -> Vec<String> {
    let chosen = draft
        .items
        .iter()
        .filter(|item| input.chosen.contains(&item.id));
    let parts: BTreeSet<&str> = chosen
        .map(|item| item.part.map_or("files", HandoverPart::id))
        .collect();
    parts.into_iter().map(str::to_owned).collect()
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
    open.keeps_back("reason", reason)?;
    open.tasks
        .settle(&REFER, partner.as_str(), How::PassedOver, app.clock.now());
    passing::done(&mut open.tasks, who);
    let mut tx = app.db.begin().await?;
    let kind = EntryKind::PassedOver;
    record::add(&mut tx, app, &open, who, kind, partner.as_str(), reason).await?;
    let event = Event::by(who, Role::Officer, &audited::PARTNER_PASSED_OVER)
        .with("partner", partner.as_str());
    open.commit(tx, app, event).await
}

/// Nothing follows: the obligatory partners that were not told are passed over with the dossier's
/// closing, for the one reason that it has. Part of that act, and of its record; gives who they are.
pub(crate) async fn pass_over_open(
    tx: &mut Tx,
    app: &App,
    open: &mut Open,
    who: &Actor,
    reason: &str,
) -> Result<Vec<String>> {
    let tasks = open.tasks.open_of(&REFER);
    let partners: Vec<String> = tasks.map(|task| task.about.clone()).collect();
    for partner in &partners {
        open.tasks.end(&REFER, partner, How::PassedOver);
        record::add(tx, app, open, who, EntryKind::PassedOver, partner, reason).await?;
    }
    Ok(partners)
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
        return Err(Refusal::of("text", "no-feedback"));
    }
    open.keeps_back("text", answer.text())?;
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

/// The document of a handover for an officer.
pub async fn document(
    app: &App,
    who: &Actor,
    open: &Open,
    referral: ReferralId,
) -> Result<(String, Vec<u8>)> {
    open.record(app, Event::by(who, Role::Officer, &audited::HANDOVER_READ))
        .await?;
    paper(app, open, referral).await
}

/// The document of a handover, made again from what was sealed at the time. That it is read, whoever asks
/// records first.
pub async fn paper(app: &App, open: &Open, referral: ReferralId) -> Result<(String, Vec<u8>)> {
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
    let mut names = accounts::people::names(&mut read, app, open.tenant).await?;
    let author = || names.remove(&referral.author).unwrap_or_default();
    let contact = referral.handover.contact.clone().unwrap_or_else(author);
    drop(read);
    let pictures = draft::pictures(app, contents).await?;
    let pdf = draft::set(referral.handover.document, contact, pictures).await?;
    let name = format!("overdracht-{}-{}.pdf", open.reference, referral.partner);
    Ok((name, pdf))
}
