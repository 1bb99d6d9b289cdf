//! Of several dossiers at once, for a case (`response::cases`): who and what occurs in them together, which others
//! perhaps belong to them, and the network around all of them. What another wing knows of this one stands here.
//!
//! Never allowed: more than what people confirmed among what occurs together; a network of a dossier of which nobody
//! said why it is looked into.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::web::{Html, Page, Words};
use platform::{Actor, App, DossierId, Result, Role};
use policy::Pack;
use route::dossiers::{Ended, Open};

use crate::audited::LOOKUP_REASONED;
pub use crate::judging::alike;
use crate::judging::confirmed;
use crate::lookup::{self, Lasting};
use crate::network;
pub use crate::network::Wanted;

/// Somebody or something that is involved in some of them.
pub struct Occurring {
    /// As it is called in the first of them.
    pub title: String,
    /// In which capacities.
    pub capacity: Words,
    /// Where, in the order in which they were given.
    pub dossiers: Vec<DossierId>,
}

/// Who and what is involved in these dossiers; who occurs in several first. Two are one only where people said so.
///
/// # Errors
/// When the database cannot be read.
pub async fn occurring(
    tx: &mut Reader,
    app: &App,
    page: &Page,
    pack: &Pack,
    dossiers: &[&Open],
) -> Result<Vec<Occurring>> {
    let mut groups: Vec<(BTreeSet<Lasting>, Vec<Words>, Occurring)> = Vec::new();
    for open in dossiers {
        for part in lookup::parts_of(open.report()) {
            let Some(found) = lookup::part(open, part, pack, page) else {
                continue;
            };
            let known = groups
                .iter_mut()
                .find(|(things, ..)| things.contains(&found.lasting));
            if let Some((_, capacities, one)) = known {
                if !capacities.contains(&found.capacity) {
                    capacities.push(found.capacity);
                }
                if !one.dossiers.contains(&open.id()) {
                    one.dossiers.push(open.id());
                }
                continue;
            }
            let things = confirmed(tx, app, open.tenant(), found.lasting.clone()).await?;
            let one = Occurring {
                title: found.title,
                capacity: Words::default(),
                dossiers: vec![open.id()],
            };
            groups.push((things, vec![found.capacity], one));
        }
    }
    let mut all: Vec<Occurring> = groups
        .into_iter()
        .map(|(_, capacities, one)| Occurring {
            capacity: Words::joined(capacities, ", "),
            ..one
        })
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.dossiers.len()));
    Ok(all)
}

/// Did somebody say why this dossier is looked into?
///
/// # Errors
/// When the database cannot be read.
pub async fn has_reason(tx: &mut Reader, open: &Open) -> Result<bool> {
    Ok(lookup::why(tx, open).await?.is_some())
}

/// Says why a dossier is looked into, if nobody did before; gives what is to be recorded of it.
///
/// # Errors
/// When it cannot be written.
pub async fn give_reason(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    open: &Open,
    reason: &str,
) -> Result<Option<Event>> {
    if has_reason(tx, open).await? {
        return Ok(None);
    }
    lookup::set_reason(tx, app, who, open, reason).await?;
    let event = Event::by(who, Role::Officer, &LOOKUP_REASONED);
    Ok(Some(event.on(open.id())))
}

/// The network around these dossiers, on the page of this path, and all dossiers that it shows. Of each, somebody said
/// why it is looked into. The caller records the look.
///
/// # Errors
/// When a dossier cannot be read.
pub async fn drawn(
    app: &App,
    who: &Actor,
    page: &Page,
    (starts, path): (&[&Open], String),
    wanted: &Wanted,
) -> Ended<(Html, Vec<DossierId>)> {
    let starts: Vec<_> = starts.iter().map(|open| &***open).collect();
    network::drawn(app, who, page, (&starts, path), wanted).await
}
