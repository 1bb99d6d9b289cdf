//! What can be done with the policy pack, by an officer or an administrator: each change is a next version of it, in one
//! transaction with its audit record, decided on the pack as nobody else changes it meanwhile.

use platform::audit::Event;
use platform::db::Tx;
use platform::tenants::{self, About, Change, Changed, Changing, Checked};
use platform::{Actor, App, Error, Role, clock};
use policy::{Edit, Known, PartnerId};
use route::reporting;

use super::eyes;
use super::looked::Look;
use super::refusal::{Decided, Refusal, Why, Wrong};
use super::{document, durations, reach};
use crate::audited;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It stands so from now on; or it was looked at, and is right.
    Written,
    /// It says this already.
    Same,
    /// It is right, says one of those who changed it; another of them looks at it too.
    Agreed,
}

/// The pack as nobody else changes it.
struct Held {
    tx: Tx,
    changing: Changing,
}

async fn held(app: &App, who: &Actor) -> platform::Result<Held> {
    let mut tx = app.db.begin().await?;
    let changing = tenants::change(&mut tx, app, who.tenant).await?;
    Ok(Held { tx, changing })
}

/// In which of their roles somebody does this.
fn acting(who: &Actor) -> Role {
    if who.roles.contains(&Role::Officer) {
        Role::Officer
    } else {
        Role::Admin
    }
}

fn event(who: &Actor, act: &'static platform::acts::Act) -> Event {
    Event::by(who, acting(who), act)
}

/// Makes a next version lasting; what is wrong with it is told at `field`.
async fn finish(tx: Tx, app: &App, changed: Changed, field: &str) -> Decided<Done> {
    match changed {
        Changed::Done(event) => lasting(tx, app, event).await,
        Changed::Refused(faults) => Err(Refusal::of(field, Why::Unsound(faults))),
    }
}

async fn lasting(tx: Tx, app: &App, event: Event) -> Decided<Done> {
    tx.commit(app, event).await?;
    tenants::load(app).await?;
    Ok(Done::Written)
}

/// Writes a next version in which somebody changed this, for another to look at.
async fn write(
    app: &App,
    who: &Actor,
    Held { mut tx, changing }: Held,
    (about, edit): (&About, Edit),
    (event, field): (Event, &str),
) -> Decided<Done> {
    let change = Change {
        about,
        person: who.user,
        watched: eyes::is_watched(&mut tx, app, who).await?,
    };
    let changed = changing.changed(&mut tx, app, edit, &change, event).await?;
    finish(tx, app, changed, field).await
}

/// How a partner is called and reached.
///
/// # Errors
/// What of it cannot be, or a colleague changed meanwhile.
pub async fn change_partner(
    app: &App,
    who: &Actor,
    id: &PartnerId,
    typed: &reach::Typed,
) -> Decided<Done> {
    let held = held(app, who).await?;
    let pack = &held.changing.pack;
    let partner = pack.partner(id).ok_or(Error::NotFound)?;
    let (reach, mut wrong) = typed.read(pack, partner);
    if typed.seen != reach::seen(partner) {
        wrong.push(Wrong::because("name", Why::Meanwhile("policy-changed")));
    } else if wrong.is_empty() && reach == partner.reach() {
        return Ok(Done::Same);
    }
    Refusal::unless(wrong)?;
    let edit = Edit::default().reach(pack, id, &reach);
    let event = event(who, &audited::POLICY_PARTNER).with("partner", id.to_string());
    let about = About::Partner(id.clone());
    write(app, who, held, (&about, edit), (event, "name")).await
}

/// Somebody rang a partner: its numbers are right. Whoever changed them does not say so, as long as somebody else can.
///
/// # Errors
/// When that cannot be, or a colleague changed it meanwhile.
pub async fn confirm_partner(
    app: &App,
    who: &Actor,
    id: &PartnerId,
    rang: &reach::Rang,
) -> Decided<Done> {
    let about = About::Partner(id.clone());
    let Held { mut tx, changing } = held(app, who).await?;
    let whose = eyes::deciding(&mut tx, app, who, (&changing, &about)).await?;
    let partner = changing.pack.partner(id).ok_or(Error::NotFound)?;
    let (at, mut wrong) = rang.read(app.clock.now());
    if rang.seen != reach::seen(partner) {
        wrong.push(Wrong::because("sure", Why::Meanwhile("ring-changed")));
    } else if partner.channels.iter().all(|one| one.known().is_none()) {
        wrong.push(Wrong::new("sure", "ring-nothing"));
    } else if whose.as_ref().is_some_and(|whose| !whose.may()) {
        wrong.push(Wrong::new("sure", "ring-own"));
    }
    Refusal::unless(wrong)?;
    let noted = |act| {
        let event = event(who, act).with("partner", id.to_string());
        event.with("day", clock::day(at))
    };
    if whose.as_ref().is_some_and(|whose| !whose.ends()) {
        tenants::agreed(&mut tx, app, who.tenant, (&about, who.user)).await?;
        lasting(tx, app, noted(&audited::POLICY_AGREED)).await?;
        return Ok(Done::Agreed);
    }
    let alone = whose.is_some_and(|whose| whose.alone());
    let event = noted(&audited::POLICY_PARTNER_CONFIRMED).with("alone", alone);
    let person = who.user;
    let checked = Checked { person, at };
    let changed = changing.confirmed(&mut tx, app, id, checked, event).await?;
    finish(tx, app, changed, "sure").await
}

/// The terms of the route, and how long things are kept.
///
/// # Errors
/// What of it cannot be, or a colleague changed meanwhile.
pub async fn change_terms(app: &App, who: &Actor, typed: &durations::Typed) -> Decided<Done> {
    let held = held(app, who).await?;
    let pack = &held.changing.pack;
    let (deadlines, retention, mut wrong) = typed.read(pack);
    if typed.seen != durations::seen(pack) {
        wrong.push(Wrong::because("urgent", Why::Meanwhile("policy-changed")));
    }
    Refusal::unless(wrong)?;
    if durations::are_same(pack, &deadlines, &retention) {
        return Ok(Done::Same);
    }
    let edit = Edit::default().terms(&deadlines, &retention);
    let event = event(who, &audited::POLICY_TERMS);
    write(app, who, held, (&About::Terms, edit), (event, "urgent")).await
}

/// What the policy is called, who adopted it, when it holds, and with whom the municipality works.
///
/// # Errors
/// What of it cannot be, or a colleague changed meanwhile.
pub async fn change_document(app: &App, who: &Actor, typed: &document::Typed) -> Decided<Done> {
    let held = held(app, who).await?;
    let pack = &held.changing.pack;
    let (document, mut wrong) = typed.read(pack);
    if typed.seen != document::seen(pack) {
        wrong.push(Wrong::because("title", Why::Meanwhile("policy-changed")));
    }
    Refusal::unless(wrong)?;
    if document == pack.document() {
        return Ok(Done::Same);
    }
    let edit = Edit::default().document(&document);
    let event = event(who, &audited::POLICY_DOCUMENT);
    write(app, who, held, (&About::Document, edit), (event, "title")).await
}

/// Another municipality of the list, until somebody reports here. Partners, terms and all else stay.
///
/// # Errors
/// [`Refusal::Begun`] when somebody did; a fault when that municipality is here already.
pub async fn choose_municipality(app: &App, who: &Actor, chosen: Known) -> Decided<Done> {
    let Held { mut tx, changing } = held(app, who).await?;
    let was = changing.pack.municipality.code.get_ref().clone();
    if was == chosen.code {
        return Ok(Done::Same);
    }
    // From here on nobody reports before this is decided.
    if reporting::is_begun(&mut tx, who.tenant).await? {
        return Err(Refusal::Begun);
    }
    let event = event(who, &audited::POLICY_MUNICIPALITY)
        .with("from", was)
        .with("to", chosen.code);
    let changed = match changing.moved(&mut tx, app, chosen, event).await {
        Err(Error::Conflict) => {
            return Err(Refusal::of("municipality", Why::Key("municipality-known")));
        }
        other => other?,
    };
    finish(tx, app, changed, "municipality").await
}

/// Somebody else than who changed it says that it is right, or one of those who changed it does, of what stood there as
/// they saw it.
///
/// # Errors
/// [`Refusal::Own`] when who looks changed something of it; a fault when it is otherwise since it was shown.
pub async fn look_at(app: &App, who: &Actor, look: &Look, seen: &str) -> Decided<Done> {
    let Held { mut tx, changing } = held(app, who).await?;
    let stands = (&changing, &look.about);
    let Some(whose) = eyes::deciding(&mut tx, app, who, stands).await? else {
        return Ok(Done::Same);
    };
    if seen != (look.seen)(&changing.pack) {
        return Err(Refusal::of("seen", Why::Meanwhile(look.changed)));
    }
    if !whose.may() {
        return Err(Refusal::Own);
    }
    if whose.ends() {
        tenants::looked_at(&mut tx, app, who.tenant, &look.about).await?;
        let event = event(who, look.act).with("alone", whose.alone());
        return lasting(tx, app, event).await;
    }
    let own = (&look.about, who.user);
    tenants::agreed(&mut tx, app, who.tenant, own).await?;
    lasting(tx, app, event(who, &audited::POLICY_AGREED)).await?;
    Ok(Done::Agreed)
}
