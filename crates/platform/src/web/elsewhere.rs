//! Somebody who works for several municipalities, and is at work in one: what waits in the others, and
//! that an address leads there. Only what they may know there anyway; nothing of it leaves its place.

use super::page::Page;
use crate::i18n::Texts;
use crate::wing::Running;
use crate::{Actor, App, Result, Tenant};

/// What a wing tells of another municipality, in `Wing.parts`. The actor is who they are there.
pub struct Elsewhere {
    /// How much waits there for them, in words and without names.
    pub waits: for<'a> fn(&'a App, &'a Actor, &'a Texts) -> Running<'a, Option<String>>,
    /// What this path leads to is there, and they may open it.
    pub holds: for<'a> fn(&'a App, &'a Actor, &'a str) -> Running<'a, bool>,
}

/// A municipality to switch to, as the menu has it: `Montfoort (2 spoed)`.
#[derive(Clone)]
pub struct Place {
    /// Which one.
    pub tenant: Tenant,
    /// Its name, and what waits there.
    pub label: String,
}

/// The places of this person without what waits there.
pub(super) fn named(actor: Option<&Actor>) -> Vec<Place> {
    let all = actor.into_iter().flat_map(|actor| &actor.elsewhere);
    all.map(|there| Place {
        tenant: there.tenant,
        label: there.name.clone(),
    })
    .collect()
}

/// Says beside each place what waits there.
pub(super) async fn count(page: &mut Page, app: &App) -> Result<()> {
    let Some(actor) = page
        .actor
        .as_ref()
        .filter(|actor| !actor.elsewhere.is_empty())
    else {
        return Ok(());
    };
    for (place, there) in page.elsewhere.iter_mut().zip(actor.all_elsewhere()) {
        let mut waits = Vec::new();
        for part in app.wings.parts::<Elsewhere>() {
            waits.extend((part.waits)(app, &there, &page.texts).await?);
        }
        if !waits.is_empty() {
            place.label = format!("{} ({})", place.label, waits.join(", "));
        }
    }
    Ok(())
}

/// The other municipality of this person where a path leads to something that they may open there.
pub(super) async fn of_path(app: &App, actor: &Actor, path: &str) -> Result<Option<Place>> {
    for there in actor.all_elsewhere() {
        for part in app.wings.parts::<Elsewhere>() {
            if (part.holds)(app, &there, path).await? {
                return Ok(Some(Place {
                    tenant: there.tenant,
                    label: there.municipality,
                }));
            }
        }
    }
    Ok(None)
}
