//! Looking at a place: by when somebody must, and what was seen; no longer watching it, and again. What is not watched any
//! more is destroyed after the term of the policy.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::clock::DAY;
use platform::{Actor, App, Millis, Tenant, calendar, clock, jobs, tenants};
use route::dossiers::{self, Ended, Fault, Refusal};
use uuid::Uuid;

use super::acts::{event, planned, taken};
use super::links;
use super::model::{LocationId, Look, Signed, State, Turn};
use super::store::{self, Location, UNPLANNED};
use super::words;
use crate::audited;

/// This form said something else before.
pub(super) const SENT_OTHERWISE: &str = "location-sent-otherwise";

/// What somebody saw at a place.
pub struct Looked<'a> {
    /// The form that tells it.
    pub form: Uuid,
    pub day: &'a str,
    /// In words: a function or an organisation.
    pub by: &'a str,
    pub text: &'a str,
    /// How many people were there; nothing when nobody counted.
    pub people: &'a str,
    /// By when somebody looks again; nothing: what was planned for a later day stays.
    pub next: &'a str,
}

/// By when somebody looks again, when nothing was typed: a plan that lies after the day of the look stays, and one that
/// was due by it is done.
fn still_planned(next_at: Millis, day: &str) -> Millis {
    let done = clock::start_of(day).map(|begins| calendar::end_of_day(calendar::day_of(begins)));
    if done.is_some_and(|done| next_at <= done) {
        UNPLANNED
    } else {
        next_at
    }
}

/// What a form says.
fn as_told(who: &Actor, app: &App, looked: &Looked<'_>, people: Option<u32>) -> Look {
    Look {
        form: looked.form,
        day: looked.day.to_owned(),
        by: looked.by.trim().to_owned(),
        text: looked.text.trim().to_owned(),
        people,
        next: looked.next.to_owned(),
        signed: Signed::now(who, app.clock.now()),
    }
}

/// Was this form sent before? The same of it again is done; something else in it is refused.
fn sent_before(looks: &[Look], told: &Look) -> Option<Ended> {
    let of_form = |look: &&Look| look.form == told.form;
    let before = looks.iter().find(of_form)?;
    let is_same = (
        &before.day,
        &before.by,
        &before.text,
        before.people,
        &before.next,
    ) == (&told.day, &told.by, &told.text, told.people, &told.next);
    Some(if is_same {
        Ok(())
    } else {
        Err(Refusal::of("text", SENT_OTHERWISE))
    })
}

/// A number of people that somebody typed; nothing when nothing was.
///
/// # Errors
/// A fault at the field when it is no number.
pub fn people(field: &'static str, typed: &str) -> Ended<Option<u32>> {
    match typed.trim() {
        "" => Ok(None),
        typed => {
            let number = typed.parse().ok().filter(|number| *number < 10_000);
            let number = number.ok_or_else(|| Refusal::of(field, "location-people"));
            number.map(Some)
        }
    }
}

fn faults(app: &App, looked: &Looked<'_>) -> Vec<Fault> {
    let day = looked.day;
    let is_day = clock::is_day(day).is_some() && day <= clock::day(app.clock.now()).as_str();
    let by = looked.by.trim();
    let faults = [
        (!is_day).then(|| Fault::new("day", "location-day")),
        by.is_empty().then(|| Fault::new("by", "location-by")),
        (by.chars().count() > words::LONGEST_LINE).then(|| Fault::new("by", "location-line")),
        looked
            .text
            .trim()
            .is_empty()
            .then(|| Fault::new("text", "location-saw")),
        (looked.text.chars().count() > words::LONGEST).then(|| Fault::new("text", "location-long")),
    ];
    faults.into_iter().flatten().collect()
}

/// Writes down that somebody looked, and by when somebody looks again; if it still stands as it was seen (`version`).
///
/// # Errors
/// What is wrong with what was typed; [`Refusal::Changed`] when a colleague was first, or it is not watched.
pub async fn look(
    app: &App,
    who: &Actor,
    (id, version): (LocationId, &str),
    looked: &Looked<'_>,
    someone_else: &BTreeSet<String>,
) -> Ended {
    let faults = faults(app, looked);
    if !faults.is_empty() {
        return Err(Refusal::Typed(faults));
    }
    let people = people("people", looked.people)?;
    let next_at = planned(app, "next", looked.next)?;
    let mut tx = app.db.begin().await?;
    let seen = taken(&mut tx, app, who, id).await?;
    let told = as_told(who, app, looked, people);
    if let Some(before) = sent_before(&seen.location.content.looks, &told) {
        return before;
    }
    seen.based_on(version)?;
    if !seen.location.is_watched() {
        return Err(Refusal::Changed);
    }
    if seen.location.content.is_full_of_looks() {
        return Err(Refusal::of("text", "location-looks-full"));
    }
    let (of, dossiers) = ((app, who), seen.opened());
    words::held(of, &dossiers, ("by", looked.by), someone_else)?;
    words::held(of, &dossiers, ("text", looked.text), someone_else)?;
    let mut location = seen.location;
    let looks = &mut location.content.looks;
    looks.push(told);
    looks.sort_by(|a, b| a.day.cmp(&b.day));
    location.next_at = if looked.next.is_empty() {
        still_planned(location.next_at, looked.day)
    } else {
        next_at
    };
    store::save(&mut tx, app, &location).await?;
    Ok(tx
        .commit(app, event(who, &audited::LOCATION_LOOKED, id))
        .await?)
}

/// By when somebody must look, also without any signal; nothing: no look is planned.
///
/// # Errors
/// A fault at `next`; [`Refusal::Changed`] when a colleague was first, or it is not watched.
pub async fn plan(app: &App, who: &Actor, (id, version): (LocationId, &str), next: &str) -> Ended {
    let next_at = planned(app, "next", next)?;
    let mut tx = app.db.begin().await?;
    let seen = taken(&mut tx, app, who, id).await?;
    if !seen.location.is_watched() {
        return Err(Refusal::Changed);
    }
    if seen.location.next_at == next_at {
        return Ok(());
    }
    seen.based_on(version)?;
    let mut location = seen.location;
    location.next_at = next_at;
    store::save(&mut tx, app, &location).await?;
    Ok(tx
        .commit(app, event(who, &audited::LOCATION_PLANNED, id))
        .await?)
}

/// Does it stand so already? The same person with the same words said it twice, and who gives no reason has nothing to
/// lose; whoever gives another reason is told.
pub(super) fn turned_already(
    location: &Location,
    who: &Actor,
    (to, reason): (State, &str),
) -> Option<Ended> {
    if location.state != to {
        return None;
    }
    let last = location.content.turns.last();
    let is_same = last.is_some_and(|turn| {
        turn.to == to && turn.signed.by == who.user && turn.reason == reason.trim()
    });
    Some(if is_same || reason.trim().is_empty() {
        Ok(())
    } else {
        Err(Refusal::of("reason", "location-turned"))
    })
}

/// No longer watches a place, or again: with a reason, if it still stands as it was seen.
///
/// # Errors
/// A fault at `reason`, also when a colleague did it with another reason; [`Refusal::Changed`] when a colleague was first.
pub async fn turn(
    app: &App,
    who: &Actor,
    (id, version): (LocationId, &str),
    (to, reason): (State, &str),
    someone_else: &BTreeSet<String>,
) -> Ended {
    let mut tx = app.db.begin().await?;
    let seen = taken(&mut tx, app, who, id).await?;
    if let Some(already) = turned_already(&seen.location, who, (to, reason)) {
        return already;
    }
    let reason = words::required("reason", reason, "location-reason")?;
    seen.based_on(version)?;
    let dossiers = seen.opened();
    words::held((app, who), &dossiers, ("reason", reason), someone_else)?;
    let (now, mut location) = (app.clock.now(), seen.location);
    (location.state, location.at) = (to, clock::hour(now));
    location.next_at = UNPLANNED;
    location.content.turns.push(Turn {
        to,
        reason: reason.to_owned(),
        signed: Signed::now(who, now),
    });
    store::save(&mut tx, app, &location).await?;
    let act = match to {
        State::Ended => &audited::LOCATION_ENDED,
        State::Watched => &audited::LOCATION_AGAIN,
    };
    Ok(tx.commit(app, event(who, act, id)).await?)
}

/// Every hour.
pub const KEEPING: jobs::Kind = jobs::Kind::new("locations", |app, _| {
    Box::pin(async move { Ok(sweep(&app).await?) })
})
.every(clock::HOUR);

/// What is not watched any more goes after its term, with its key; only when each dossier that belongs to it is closed.
///
/// # Errors
/// When one of them cannot be taken away; the others were.
pub async fn sweep(app: &App) -> platform::Result<()> {
    let (mut fault, mut gone) = (Ok(()), false);
    for known in app.tenants.all() {
        let days = i64::from(known.kept.ended_location_days);
        let before = app.clock.now() - days * DAY;
        let mut tx = app.db.read().await?;
        let ended = store::ended_before(&mut tx, known.tenant, before).await?;
        drop(tx);
        for id in ended {
            match take_away(app, known.tenant, (id, before)).await {
                // `meldroute check` names it.
                Err(error) if error.is_damage() => {}
                Err(error) => fault = fault.and(Err(error)),
                Ok(was) => gone |= was,
            }
        }
    }
    if gone {
        // Gone from the log of the database too. When somebody reads just now, the background does it within a minute.
        let _ = app.db.checkpoint().await;
    }
    fault
}

async fn take_away(
    app: &App,
    tenant: Tenant,
    (id, before): (LocationId, i64),
) -> platform::Result<bool> {
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, tenant).await?;
    let ended = store::ended_before(&mut tx, tenant, before).await?;
    if !ended.contains(&id) {
        return Ok(false);
    }
    let linked = links::dossiers_of(&mut tx, tenant, id).await?;
    for some in linked.chunks(dossiers::BRIEFLY) {
        let briefs = dossiers::briefly(&mut tx, tenant, some).await?;
        // One that was not found is not known to be closed.
        let closed = briefs.values().filter(|brief| brief.is_closed).count();
        if closed < some.len() {
            return Ok(false);
        }
    }
    links::let_go(&mut tx, app, tenant, id).await?;
    store::destroy(&mut tx, app, tenant, id).await?;
    let event = Event::by_system(tenant, "retention", &audited::LOCATION_DESTROYED);
    tx.commit(app, event.with("location", id.to_string()))
        .await?;
    Ok(true)
}
