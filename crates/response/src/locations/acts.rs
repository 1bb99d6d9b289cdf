//! Beginning to watch a place, saying what it is, and which dossiers belong to it. Whoever changes one is alone for as long
//! as that takes: words are held against the dossiers that belong there then.

use std::collections::BTreeSet;

use platform::acts::Act;
use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::{Actor, App, DossierId, Millis, Role, calendar, clock, tenants};
use route::dossiers::{self, Ended, Fault, Open, Purpose, Refusal};
use uuid::Uuid;

use super::address::{has_signs, is_postcode};
use super::links;
use super::looking::SENT_OTHERWISE;
use super::model::{Content, Head, Link, Linked, LocationId, MOST, Signed};
use super::seen::Seen;
use super::store::{self, Location, UNPLANNED};
use super::words;
use crate::audited;

/// Faults of what is said of a place.
fn faults(head: &Head) -> Vec<Fault> {
    let is_long = |text: &str, most: usize| text.chars().count() > most;
    let address = &head.address;
    let code: String = address.postcode.split_whitespace().collect();
    let line = [
        ("street", &address.street),
        ("number", &address.number),
        ("postcode", &address.postcode),
        ("town", &address.town),
        ("owner", &head.owner),
        ("employer", &head.employer),
    ];
    let long_line = line.into_iter();
    let long_line = long_line.filter(|(_, text)| is_long(text, words::LONGEST_LINE));
    let long_line = long_line.map(|(field, _)| Fault::new(field, "location-line"));
    // Some languages need them in a name.
    let names = ["owner", "employer"];
    let signs = line.into_iter();
    let signs = signs.filter(|(field, text)| !names.contains(field) && has_signs(text));
    let signs = signs.map(|(field, _)| Fault::new(field, "location-signs"));
    let long = head.free().into_iter();
    let long = long.filter(|(_, text)| is_long(text, words::LONGEST));
    let long = long.map(|(field, _)| Fault::new(field, "location-long"));
    let others = [
        (!address.is_known()).then(|| Fault::new("street", "location-street")),
        address
            .town
            .is_empty()
            .then(|| Fault::new("town", "location-town")),
        (!code.is_empty() && !is_postcode(&code))
            .then(|| Fault::new("postcode", "location-postcode")),
        head.why
            .is_empty()
            .then(|| Fault::new("why", "location-why")),
    ];
    let others = others.into_iter().flatten();
    others.chain(long_line).chain(signs).chain(long).collect()
}

fn sound(head: &Head) -> Ended {
    let faults = faults(head);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Typed(faults))
    }
}

/// An act with a location.
pub(super) fn event(who: &Actor, act: &'static Act, id: LocationId) -> Event {
    Event::by(who, Role::Officer, act).with("location", id.to_string())
}

/// The end of a day that somebody typed, today or later, within ten years; nothing: no look is planned.
pub(super) fn planned(app: &App, field: &'static str, day: &str) -> Ended<Millis> {
    if day.is_empty() {
        return Ok(UNPLANNED);
    }
    let (now, fault) = (app.clock.now(), || Refusal::of(field, "location-next"));
    let begins = clock::start_of(day).ok_or_else(fault)?;
    let is_soon = clock::days_between(now, begins) < 3660;
    let is_past = day < clock::day(now).as_str();
    if is_past || !is_soon {
        return Err(fault());
    }
    Ok(calendar::end_of_day(calendar::day_of(begins)))
}

/// Is the same address watched, or was it? Then it is pointed at, and not there twice.
async fn is_alone(
    tx: &mut Reader,
    (app, who): (&App, &Actor),
    head: &Head,
    own: LocationId,
) -> Ended {
    let prints = head.address.prints(app, who.tenant)?;
    let same = store::same(tx, app, who.tenant, &prints).await?;
    if same.iter().any(|one| one.id != own) {
        return Err(Refusal::of("street", "location-there"));
    }
    Ok(())
}

/// What begins: the form that says it, what is said, by when somebody must look, and the dossier where it is said.
pub struct Begun<'a> {
    pub form: Uuid,
    pub head: Head,
    pub next: &'a str,
    pub dossier: Option<DossierId>,
}

/// Begins to watch a place. The same form twice begins one; with something else in it, it is refused. Where it is said in a dossier, that belongs to it.
///
/// # Errors
/// What is wrong with its words; a fault at `street` when the same address is there.
pub async fn begin(
    app: &App,
    who: &Actor,
    begun: Begun<'_>,
    someone_else: &BTreeSet<String>,
) -> Ended<LocationId> {
    let Begun { head, dossier, .. } = begun;
    let open = match dossier {
        Some(id) => Some(dossiers::open_now(app, who, id, Purpose::Read).await?),
        None => None,
    };
    let of: Vec<&Open> = open.iter().collect();
    sound(&head)?;
    let next_at = planned(app, "next", begun.next)?;
    words::head_held((app, who), &of, &head, someone_else)?;
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let id = LocationId::from(begun.form);
    if let Some(there) = store::find(&mut tx, app, who.tenant, id).await? {
        let is_head = there.content.head == head && there.next_at == next_at;
        let linked = links::dossiers_of(&mut tx, who.tenant, id).await?;
        if is_head && dossier.is_none_or(|dossier| linked.contains(&dossier)) {
            return Ok(id);
        }
        // Other words are not taken for what is there.
        return Err(Refusal::of("street", SENT_OTHERWISE));
    }
    is_alone(&mut tx, (app, who), &head, id).await?;
    let now = app.clock.now();
    let content = Content {
        head,
        begun: Some(Signed::now(who, now)),
        extract: None,
        looks: Vec::new(),
        turns: Vec::new(),
    };
    let kind = content.head.kind.id();
    let times = (clock::hour(now), next_at);
    let location = Location::begun((id, who.tenant), times, content);
    store::save(&mut tx, app, &location).await?;
    let begun = event(who, &audited::LOCATION_BEGUN, id).with("kind", kind);
    let Some(open) = open else {
        tx.commit(app, begun).await?;
        return Ok(id);
    };
    tx.record(app, begun).await?;
    add_link(&mut tx, app, who, &open, id).await?;
    let linked = event(who, &audited::LOCATION_LINKED, id);
    open.add(tx, app, linked).await?;
    Ok(id)
}

async fn add_link(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    open: &Open,
    location: LocationId,
) -> Ended<bool> {
    let now = app.clock.now();
    let link = Link {
        id: app.clock.id_without_time(),
        location,
        linked: Linked {
            signed: Signed::now(who, now),
        },
    };
    Ok(links::add_link(tx, app, open, (&link, clock::hour(now))).await?)
}

/// The location with its dossiers, of which nobody else changes anything until this transaction ended.
pub(super) async fn taken(tx: &mut Tx, app: &App, who: &Actor, id: LocationId) -> Ended<Seen> {
    tenants::alone(tx, who.tenant).await?;
    Seen::of(tx, app, who, id).await
}

/// Says anew what a place is, if it still stands as it was seen (`version`).
///
/// # Errors
/// [`Refusal::Changed`] when a colleague changed it since; what is wrong with its words.
pub async fn change(
    app: &App,
    who: &Actor,
    (id, version): (LocationId, &str),
    head: &Head,
    someone_else: &BTreeSet<String>,
) -> Ended {
    sound(head)?;
    let mut tx = app.db.begin().await?;
    let seen = taken(&mut tx, app, who, id).await?;
    if seen.location.content.head == *head {
        return Ok(());
    }
    seen.based_on(version)?;
    words::head_held((app, who), &seen.opened(), head, someone_else)?;
    is_alone(&mut tx, (app, who), head, id).await?;
    let mut location = seen.location;
    location.content.head = head.clone();
    store::save(&mut tx, app, &location).await?;
    Ok(tx
        .commit(app, event(who, &audited::LOCATION_CHANGED, id))
        .await?)
}

/// A dossier belongs to a place. One that does already stays. What stands there names nobody of it, and not who reported
/// it.
///
/// # Errors
/// A fault at `where`.
pub async fn link(
    app: &App,
    who: &Actor,
    (id, dossier): (LocationId, DossierId),
    someone_else: &BTreeSet<String>,
) -> Ended {
    let open = dossiers::open_now(app, who, dossier, Purpose::Read).await?;
    let mut tx = app.db.begin().await?;
    let seen = taken(&mut tx, app, who, id).await?;
    let there = links::dossiers_of(&mut tx, who.tenant, id).await?;
    if there.contains(&dossier) {
        return Ok(());
    }
    if there.len() >= MOST {
        return Err(Refusal::of("where", "location-full"));
    }
    let content = ("where", &seen.location.content);
    words::all_held((app, who), &open, content, someone_else)?;
    store::save(&mut tx, app, &seen.location).await?;
    let changed = event(who, &audited::LOCATION_CHANGED, id);
    tx.record(app, changed).await?;
    add_link(&mut tx, app, who, &open, id).await?;
    let linked = event(who, &audited::LOCATION_LINKED, id);
    open.add(tx, app, linked).await
}

/// A dossier does not belong to a place any more.
///
/// # Errors
/// `NotFound` when there is no such place.
pub async fn unlink(app: &App, who: &Actor, (id, dossier): (LocationId, DossierId)) -> Ended {
    let open = dossiers::open_now(app, who, dossier, Purpose::Read).await?;
    let mut tx = app.db.begin().await?;
    let seen = taken(&mut tx, app, who, id).await?;
    let there = links::dossiers_of(&mut tx, who.tenant, id).await?;
    if !there.contains(&dossier) {
        return Ok(());
    }
    store::save(&mut tx, app, &seen.location).await?;
    let changed = event(who, &audited::LOCATION_CHANGED, id);
    tx.record(app, changed).await?;
    links::remove_link(&mut tx, app, &open, id).await?;
    let unlinked = event(who, &audited::LOCATION_UNLINKED, id);
    open.add(tx, app, unlinked).await
}
