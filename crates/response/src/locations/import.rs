//! Places from an extract: a list of permits, of addresses with their coordinates. An address is there once: what an extract
//! says of it stands beside what an officer typed, and a next extract replaces that alone.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::db::Tx;
use platform::{Actor, App, Role, Tenant, clock, tenants};

use super::address::Prints;
use super::columns::Told;
use super::model::{Content, Head, Kind, LocationId, Why};
use super::store::{self, Location, UNPLANNED};
use crate::audited;

/// So many are written at once: others write in between.
const PIECE: usize = 100;

/// How it went.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    /// A later extract was taken in before, and stays.
    pub older: usize,
    /// Not watched any more; they stay so.
    pub ended: usize,
    /// Lines of which the address stands further on again.
    pub twice: usize,
}

/// What is said of all places of a file.
pub struct OfAll {
    pub kind: Kind,
    pub why: Vec<Why>,
}

/// Takes in what a list says. The same address is there once, also within the list: the last line counts. What a later
/// extract said stays.
///
/// # Errors
/// When something cannot be written; what was written before stays, and the same list again goes on from there.
pub async fn take_in(
    app: &App,
    who: &Actor,
    all: &OfAll,
    told: &[Told],
) -> platform::Result<Imported> {
    let each = last_of_each(app, who.tenant, told)?;
    let mut imported = Imported {
        twice: told.len() - each.len(),
        ..Imported::default()
    };
    for piece in each.chunks(PIECE) {
        let mut tx = app.db.begin().await?;
        tenants::alone(&mut tx, who.tenant).await?;
        let (before, mut written) = (imported, 0);
        for one in piece {
            let is_written = write(&mut tx, (app, who), all, one, &mut imported).await?;
            written += usize::from(is_written);
        }
        if written == 0 {
            continue;
        }
        let new = imported.new - before.new;
        let event = Event::by(who, Role::Officer, &audited::LOCATION_IMPORTED);
        let event = event.with("new", new).with("changed", written - new);
        tx.commit(app, event).await?;
    }
    Ok(imported)
}

/// Of each address the last line that names it, in their order.
fn last_of_each<'a>(
    app: &App,
    tenant: Tenant,
    told: &'a [Told],
) -> platform::Result<Vec<(&'a Told, Prints)>> {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for one in told.iter().rev() {
        let prints = one.address.prints(app, tenant)?;
        let both = [prints.by_street.clone(), prints.by_code.clone()];
        let both = both.into_iter().filter(|print| !print.is_empty());
        // Both are put there, whichever was.
        let fresh: Vec<bool> = both.map(|print| seen.insert(print)).collect();
        if fresh.iter().all(|one| *one) {
            found.push((one, prints));
        }
    }
    found.reverse();
    Ok(found)
}

/// Writes what a line says, and counts how that went. `false`: there was nothing to write.
async fn write(
    tx: &mut Tx,
    (app, who): (&App, &Actor),
    all: &OfAll,
    (told, prints): &(&Told, Prints),
    imported: &mut Imported,
) -> platform::Result<bool> {
    let same = store::same(tx, app, who.tenant, prints).await?;
    let Some(mut there) = same.into_iter().next() else {
        let content = Content {
            head: Head {
                kind: all.kind,
                address: told.address.clone(),
                why: all.why.clone(),
                used: String::new(),
                permitted: String::new(),
                allowed: None,
                owner: String::new(),
                employer: String::new(),
                note: String::new(),
                spot: None,
            },
            begun: None,
            extract: Some(told.extract.clone()),
            looks: Vec::new(),
            turns: Vec::new(),
        };
        let id = LocationId::from(app.clock.id_without_time());
        let times = (clock::hour(app.clock.now()), UNPLANNED);
        store::save(tx, app, &Location::begun((id, who.tenant), times, content)).await?;
        imported.new += 1;
        return Ok(true);
    };
    let known = there.content.extract.as_ref();
    let is_same = known.is_some_and(|known| *known == told.extract);
    let is_older = known.is_some_and(|known| known.dated > told.extract.dated);
    let number = match (there.is_watched(), is_same, is_older) {
        (false, ..) => &mut imported.ended,
        (true, true, _) => &mut imported.same,
        (true, false, true) => &mut imported.older,
        (true, false, false) => &mut imported.changed,
    };
    *number += 1;
    if is_same || is_older {
        return Ok(false);
    }
    there.content.extract = Some(told.extract.clone());
    store::save(tx, app, &there).await?;
    Ok(true)
}
