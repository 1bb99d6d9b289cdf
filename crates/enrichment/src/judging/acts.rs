//! What the officer decides: why a dossier is looked into, the same or not, what each source gave, and that
//! what was asked again waits.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::{Actor, App, DossierId, Error, Role};
use route::dossiers::{self, Ended, Open, Purpose, Refusal};
use route::reporters;

use super::proposals::Looked;
use super::sources::{self, Gave};
use super::store::{self, Verdict};
use super::watch;
use crate::audited;
use crate::lookup::{self, Lasting};
use crate::registers;

/// A reason stays, and is read with a closed vault: it holds nothing of what is under another law, and whoever writes it
/// with an open one is told when it says who reported.
fn may_stay(app: &App, who: &Actor, open: &Open, words: (&'static str, &str)) -> Ended {
    if !reporters::is_open(app, who) {
        return open.keeps_back(words.0, words.1);
    }
    match reporters::says_nobody(app, who, open, words, &BTreeSet::new()) {
        // What may be somebody else's name is.
        Err(Refusal::Typed(faults)) if faults.iter().all(|one| one.field != words.0) => Ok(()),
        other => other.map(|_| ()),
    }
}

/// Why this is looked into: asked once for each dossier.
///
/// # Errors
/// [`Refusal::Typed`] when nothing is said, or it says who reported.
pub async fn say_why(app: &App, who: &Actor, id: DossierId, reason: &str) -> Ended {
    if reason.is_empty() {
        return Err(Refusal::of("reason", "why"));
    }
    let mut tx = app.db.begin().await?;
    let dossier = dossiers::open(&mut tx, app, who, id, Purpose::Add).await?;
    may_stay(app, who, &dossier, ("reason", reason))?;
    lookup::set_reason(&mut tx, app, who, &dossier, reason).await?;
    let event = Event::by(who, Role::Officer, &audited::LOOKUP_REASONED);
    dossier.add(tx, app, event).await
}

/// "The same", "not the same", or open again. Only what is proposed for this very subject can be
/// judged; of several, all or none.
///
/// # Errors
/// [`Error::NotFound`] when one is not, or nobody said why they look.
pub async fn judge(
    app: &App,
    who: &Actor,
    dossier: Open,
    subject: &Looked,
    things: &[Lasting],
    verdict: Option<Verdict>,
) -> Ended {
    let is_proposed = |thing: &Lasting| subject.all().any(|one| one.what.lasting == *thing);
    if things.is_empty() || !things.iter().all(is_proposed) {
        return Err(Error::NotFound.into());
    }
    let mut tx = app.db.begin().await?;
    if lookup::why(&mut tx, &dossier).await?.is_none() {
        return Err(Error::NotFound.into());
    }
    for thing in things {
        let pair = (&subject.what.lasting, thing);
        store::judge(&mut tx, app, who, pair, verdict).await?;
    }
    let event = Event::by(who, Role::Officer, &audited::LOOKUP_JUDGED)
        .with("verdict", verdict.map_or("open", Verdict::id));
    let event = if things.len() > 1 {
        event.with("number", things.len().to_string())
    } else {
        event
    };
    dossier.add(tx, app, event).await
}

/// What a source gave, and what somebody wrote beside it.
pub type Said<'a> = (Option<Gave>, &'a str);

/// The checklist: what each source gave. A source without an answer is open; of the own dossiers the
/// program knows it.
///
/// # Errors
/// When the dossier is not there.
pub async fn check<'a>(
    app: &App,
    who: &Actor,
    id: DossierId,
    said: impl Fn(&str) -> Said<'a>,
) -> Ended {
    let pack = app.tenants.get(who.tenant)?.pack;
    let mut tx = app.db.begin().await?;
    let dossier = dossiers::open(&mut tx, app, who, id, Purpose::Add).await?;
    let before = sources::checks(&mut tx, &dossier).await?;
    let mut changed = Vec::new();
    let sources = pack.sources.iter().map(|source| source.id.get_ref());
    for source in sources.filter(|id| id.as_str() != registers::OWN_DOSSIERS) {
        let (gave, note) = said(source);
        let known = before.get(source);
        if known.map(|check| (check.gave, check.note.as_str())) == gave.map(|gave| (gave, note)) {
            continue;
        }
        sources::check(&mut tx, app, who, &dossier, source, gave, note).await?;
        changed.push(format!("{source}={}", gave.map_or("open", Gave::id)));
    }
    let event =
        Event::by(who, Role::Officer, &audited::LOOKUP_CHECKED).with("sources", changed.join(","));
    dossier.add(tx, app, event).await
}

/// "Not now": what was shown asks no longer. What comes in later, or becomes known of them, does.
///
/// # Errors
/// When the dossier is not there.
pub async fn put_off(
    app: &App,
    who: &Actor,
    id: DossierId,
    pairs: &BTreeSet<(Lasting, Lasting)>,
) -> Ended {
    let mut tx = app.db.begin().await?;
    let dossier = dossiers::open(&mut tx, app, who, id, Purpose::Read).await?;
    for (first, second) in pairs {
        watch::put_off(&mut tx, who.tenant, first, second).await?;
    }
    let event = Event::by(who, Role::Officer, &audited::LOOKUP_PUT_OFF)
        .with("number", pairs.len().to_string());
    dossier.add(tx, app, event).await
}
