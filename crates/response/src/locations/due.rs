//! Where somebody must look now, beside the worklist. A task is of a dossier, and a place can have none: so this is a notice,
//! and looking ends it.

use askama::Template;
use platform::Millis;
use platform::web::{Html, Page};
use route::dossiers::Line;
use route::parts::{Notice, Noticed};

use super::list::today;
use super::model::State;
use super::store::{self, Location, Wanted};

/// So many are named.
const MOST: usize = 5;

#[derive(Template)]
#[template(path = "locations/templates/due.html")]
struct Due<'a> {
    page: &'a Page,
    /// What is due first.
    first: Vec<Location>,
    count: i64,
    now: Millis,
}

/// From the day on which somebody must look, until it was written down that somebody did, or it is planned anew.
pub const DUE: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let now = app.clock.now();
            let count = store::due(tx, actor.tenant, today(now)).await?;
            if count == 0 {
                return Ok(None);
            }
            let wanted = Wanted {
                state: State::Watched,
                kind: None,
                linked: false,
                until: today(now),
            };
            let of = (Line::LEAST, MOST);
            let (first, _) = store::list(tx, app, actor.tenant, wanted, of).await?;
            let html = Html::of(&Due {
                page,
                first,
                count,
                now,
            })?;
            let shown = Vec::new();
            Ok(Some(Noticed { html, shown }))
        })
    },
};
