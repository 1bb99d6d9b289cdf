//! Beginning a case, saying what it is about, and which dossiers belong to it. Whoever changes one is alone for as
//! long as that takes: what two officers do at once is done one after the other.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::db::Tx;
use platform::{Actor, App, DossierId, Error, Role, clock, tenants};
use route::dossiers::{self, Ended, Fault, Open, Purpose, Refusal};
use uuid::Uuid;

use super::model::{
    CaseId, Content, Entry, EntryKind, Head, Joined, Left, MOST, Part, Signed, Stands,
};
use super::plan::has_open_actions;
use super::seen::Seen;
use super::store::{self, Case};
use super::{hints, words};
use crate::audited;

/// Faults of what a case is about.
fn faults(app: &App, who: &Actor, head: &Head) -> Ended<Vec<Fault>> {
    let pack = app.tenants.get(who.tenant)?.pack;
    let is_long = |text: &str, most: usize| text.chars().count() > most;
    let lead = head.lead.as_ref();
    let table = head.table.as_ref();
    let faults = [
        head.title
            .is_empty()
            .then(|| Fault::new("title", "case-title")),
        is_long(&head.title, words::LONGEST_LINE).then(|| Fault::new("title", "case-title-long")),
        is_long(&head.about, words::LONGEST).then(|| Fault::new("about", "case-long")),
        head.purpose
            .is_empty()
            .then(|| Fault::new("purpose", "case-purpose")),
        is_long(&head.purpose, words::LONGEST).then(|| Fault::new("purpose", "case-long")),
        lead.is_some_and(|id| pack.partner(id).is_none())
            .then(|| Fault::new("lead", "choose")),
        table
            .is_some_and(|id| pack.table(id).is_none())
            .then(|| Fault::new("table", "choose")),
    ];
    Ok(faults.into_iter().flatten().collect())
}

/// Holds what a case is about against these dossiers.
fn held(
    (app, who): (&App, &Actor),
    dossiers: &[&Open],
    head: &Head,
    someone_else: &BTreeSet<String>,
) -> Ended {
    let faults = faults(app, who, head)?;
    if !faults.is_empty() {
        return Err(Refusal::Typed(faults));
    }
    for (field, text) in [
        ("title", &head.title),
        ("about", &head.about),
        ("purpose", &head.purpose),
    ] {
        words::a_case_points_at_nobody(dossiers, (field, "case-names"), text)?;
        words::nobody_reported((app, who), dossiers, (field, text), someone_else)?;
    }
    Ok(())
}

/// A new dossier in a case.
pub(super) fn new_part(app: &App, who: &Actor, case: &Case, dossier: DossierId) -> Part {
    let now = app.clock.now();
    Part {
        id: app.clock.id_without_time().into(),
        case: case.id,
        dossier,
        stands: Stands::In,
        at: clock::hour(now),
        joined: Joined {
            signed: Signed::now(who, now),
            actions: Vec::new(),
            came: Vec::new(),
            left: Vec::new(),
        },
        version: 0,
    }
}

/// An act with one of the dossiers of a case.
pub(super) fn with_one(who: &Actor, act: &'static platform::acts::Act, case: CaseId) -> Event {
    Event::by(who, Role::Officer, act).with("case", case.to_string())
}

/// This form began a case with other words.
pub(super) const SENT_OTHERWISE: &str = "case-sent-otherwise";

/// Begins a case with this dossier. The same form twice begins one; with other words it is refused. The officer's vault must be open when the dossier
/// has a reporter.
///
/// # Errors
/// What is wrong with its words.
pub async fn begin(
    app: &App,
    who: &Actor,
    dossier: DossierId,
    (head, form): (&Head, Uuid),
    someone_else: &BTreeSet<String>,
) -> Ended<CaseId> {
    let open = dossiers::open_now(app, who, dossier, Purpose::Read).await?;
    held((app, who), &[&open], head, someone_else)?;
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let all = store::all_open(&mut tx, app, who.tenant).await?;
    if let Some(there) = all.iter().find(|one| one.content.form == form) {
        if there.content.head == *head {
            return Ok(there.id);
        }
        // Other words are not taken for what became a case.
        return Err(Refusal::of("title", SENT_OTHERWISE));
    }
    let now = app.clock.now();
    let content = Content {
        head: head.clone(),
        begun: Signed::now(who, now),
        form,
        turns: Vec::new(),
    };
    let case = Case::begun(app, who.tenant, clock::hour(now), content);
    store::save(&mut tx, app, &case).await?;
    let event = Event::by(who, Role::Officer, &audited::CASE_BEGUN);
    let event = event.with("case", case.id.to_string());
    tx.record(app, event.with("kind", head.kind.id())).await?;
    let part = new_part(app, who, &case, dossier);
    store::save_part(&mut tx, app, &open, &part).await?;
    hints::ask(&mut tx, app, who.tenant).await?;
    let event = with_one(who, &audited::CASE_JOINED, case.id);
    open.add(tx, app, event).await?;
    Ok(case.id)
}

/// Says anew what a case is about, if it still stands as it was seen (`version`).
///
/// # Errors
/// [`Refusal::Changed`] when a colleague changed it since; what is wrong with its words.
pub async fn change(
    app: &App,
    who: &Actor,
    (id, version): (CaseId, &str),
    head: &Head,
    someone_else: &BTreeSet<String>,
) -> Ended {
    let mut tx = app.db.begin().await?;
    let seen = taken(&mut tx, app, who, id).await?;
    based_on(&seen, version)?;
    held((app, who), &seen.dossiers(), head, someone_else)?;
    let mut case = seen.case;
    case.content.head = head.clone();
    store::save(&mut tx, app, &case).await?;
    let event = Event::by(who, Role::Officer, &audited::CASE_CHANGED);
    Ok(tx.commit(app, event.with("case", id.to_string())).await?)
}

/// The case with its dossiers, of which nobody else changes anything until this transaction ended: words are held
/// against what it holds now. It must be open.
pub(super) async fn taken(tx: &mut Tx, app: &App, who: &Actor, id: CaseId) -> Ended<Seen> {
    tenants::alone(tx, who.tenant).await?;
    let seen = Seen::of(tx, app, who, id).await?;
    if seen.case.is_open() {
        Ok(seen)
    } else {
        Err(Refusal::Changed)
    }
}

/// Was the form shown with what stands there now?
pub(super) fn based_on(seen: &Seen, version: &str) -> Ended {
    if version == seen.version() {
        Ok(())
    } else {
        Err(Refusal::Changed)
    }
}

/// Adds a dossier to an open case. One that is in it already stays. What the case is called may not point at anybody in
/// it either, nor at who reported it.
///
/// # Errors
/// A fault at `case` when it names somebody of this dossier, or has as many dossiers as it can.
pub async fn join(
    app: &App,
    who: &Actor,
    (id, dossier): (CaseId, DossierId),
    someone_else: &BTreeSet<String>,
) -> Ended {
    let seen = Seen::now(app, who, id).await?;
    let open = dossiers::open_now(app, who, dossier, Purpose::Read).await?;
    let head = seen.case.content.head.words();
    words::a_case_points_at_nobody(&[&open], ("case", "case-names-joining"), &head)?;
    words::nobody_reported((app, who), &[&open], ("case", &head), someone_else)?;
    let mut tx = app.db.begin().await?;
    let case = taken(&mut tx, app, who, id).await?.case;
    if case.content.head != seen.case.content.head {
        return Err(Refusal::Changed);
    }
    let there = store::part(&mut tx, app, id, &open).await?;
    let part = match there {
        Some(part) if part.is_in() => return Ok(()),
        Some(mut part) => {
            part.stands = Stands::In;
            part.joined.signed = Signed::now(who, app.clock.now());
            part
        }
        None => new_part(app, who, &case, dossier),
    };
    let all = store::dossiers_of(&mut tx, who.tenant, id).await?;
    if all.len() >= MOST && part.version == 0 {
        return Err(Refusal::of("case", "case-full"));
    }
    store::save_part(&mut tx, app, &open, &part).await?;
    hints::answered(&mut tx, who.tenant, (id, dossier), None).await?;
    hints::ask(&mut tx, app, who.tenant).await?;
    let event = with_one(who, &audited::CASE_JOINED, id);
    open.add(tx, app, event).await
}

/// Takes a dossier out of a case, with a reason. Not the last one, and not one of which something is still to be done.
///
/// # Errors
/// A fault at `reason`.
pub async fn leave(
    app: &App,
    who: &Actor,
    (id, dossier): (CaseId, DossierId),
    reason: &str,
    someone_else: &BTreeSet<String>,
) -> Ended {
    let reason = words::required("reason", reason, "case-reason")?;
    let open = dossiers::open_now(app, who, dossier, Purpose::Read).await?;
    words::nobody_reported((app, who), &[&open], ("reason", reason), someone_else)?;
    let mut tx = app.db.begin().await?;
    let mut seen = taken(&mut tx, app, who, id).await?;
    let others = store::dossiers_of(&mut tx, who.tenant, id).await?;
    let others = others
        .iter()
        .filter(|(one, stands)| *one != dossier && *stands == Stands::In);
    let is_last = others.count() == 0;
    let (mut part, open) = seen.take(dossier)?;
    if is_last {
        return Err(Refusal::of("reason", "case-last"));
    }
    if has_open_actions(&part, &open) {
        return Err(Refusal::of("reason", "case-leaves-open"));
    }
    part.stands = Stands::Out;
    part.joined.left.push(Left {
        reason: reason.to_owned(),
        title: seen.case.title().to_owned(),
        signed: Signed::now(who, app.clock.now()),
    });
    store::save_part(&mut tx, app, &open, &part).await?;
    // Whoever took it out does not want to hear that it may belong there.
    hints::answered(&mut tx, who.tenant, (id, dossier), Some(app.clock.now())).await?;
    let event = with_one(who, &audited::CASE_LEFT, id);
    open.add(tx, app, event).await
}

/// Something to write down.
pub struct Wrote<'a> {
    pub form: Uuid,
    pub kind: EntryKind,
    /// About this dossier; nothing: of the case as a whole.
    pub about: Option<DossierId>,
    pub text: &'a str,
}

/// Writes a note or a decision down. The same form with the same words writes it once.
///
/// # Errors
/// A fault at `text`, or at `about`.
pub async fn write(
    app: &App,
    who: &Actor,
    id: CaseId,
    wrote: &Wrote<'_>,
    someone_else: &BTreeSet<String>,
) -> Ended {
    let text = words::required("text", wrote.text, "case-empty")?;
    let mut tx = app.db.begin().await?;
    let mut seen = taken(&mut tx, app, who, id).await?;
    may_stand((app, who), &seen, (wrote.about, text), someone_else)?;
    let now = app.clock.now();
    let entry = Entry {
        kind: wrote.kind,
        text: text.to_owned(),
        signed: Signed::now(who, now),
    };
    let written = (wrote.form, &entry, clock::hour(now));
    let event = with_one(who, &audited::CASE_WRITTEN, id).with("what", wrote.kind.id());
    let Some(dossier) = wrote.about else {
        if store::add_entry(&mut tx, app, &seen.case, None, written).await? {
            tx.commit(app, event).await?;
        }
        return Ok(());
    };
    let (_, open) = seen.take(dossier)?;
    if store::add_entry(&mut tx, app, &seen.case, Some(&open), written).await? {
        return open.add(tx, app, event.with("case", id.to_string())).await;
    }
    Ok(())
}

/// May this be written of this dossier, or, of none, of the case as a whole?
fn may_stand(
    of: (&App, &Actor),
    seen: &Seen,
    (about, text): (Option<DossierId>, &str),
    someone_else: &BTreeSet<String>,
) -> Ended {
    let dossiers = seen.dossiers();
    let Some(own) = about else {
        words::a_case_points_at_nobody(&dossiers, ("text", "case-names-note"), text)?;
        return words::nobody_reported(of, &dossiers, ("text", text), someone_else);
    };
    if !seen.has(own) {
        return Err(Refusal::of("about", "case-meanwhile"));
    }
    words::nobody_reported(of, &dossiers, ("text", text), someone_else)?;
    words::what_is_of_one_dossier_names_nobody_of_another(&dossiers, own, ("text", text))
}

/// The officer says that a dossier does not belong to a case: it is not asked again.
pub async fn is_no_part(app: &App, who: &Actor, (id, dossier): (CaseId, DossierId)) -> Ended {
    let open = dossiers::open_now(app, who, dossier, Purpose::Read).await?;
    let mut tx = app.db.begin().await?;
    if !super::seen::is_seen(&mut tx, app, who, id).await? {
        return Err(Error::NotFound.into());
    }
    let now = app.clock.now();
    hints::answered(&mut tx, who.tenant, (id, dossier), Some(now)).await?;
    let event = with_one(who, &audited::CASE_NOT_HERE, id);
    open.add(tx, app, event).await
}
