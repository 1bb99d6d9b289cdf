//! Where somebody must look now, beside the worklist. A task is of a dossier, and a place can have none: so this is a notice,
//! and looking ends it.

use askama::Template;
use platform::db::Reader;
use platform::web::{Html, Page};
use platform::{App, Millis, Result, Tenant};
use route::dossiers::Line;
use route::parts::{Notice, Noticed};

use super::list::today;
use super::model::State;
use super::store::{self, Location, Wanted};

/// So many are named.
const MOST: usize = 5;
/// So many are opened at once.
const PIECE: usize = 500;

#[derive(Template)]
#[template(path = "locations/templates/due.html")]
struct Due<'a> {
    page: &'a Page,
    /// What is due first.
    first: Vec<Location>,
    count: usize,
    /// So many of them cannot be read.
    damaged: usize,
    now: Millis,
}

/// How many of these can be read.
async fn legible(tx: &mut Reader, app: &App, tenant: Tenant, wanted: Wanted) -> Result<usize> {
    let (mut count, mut behind) = (0, Some(Line::LEAST));
    while let Some(after) = behind {
        let (some, next) = store::list(tx, app, tenant, wanted, (after, PIECE)).await?;
        count += some.len();
        behind = next;
    }
    Ok(count)
}

/// From the day on which somebody must look, until it was written down that somebody did, or it is planned anew.
pub const DUE: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let now = app.clock.now();
            let count = store::due(tx, actor.tenant, today(now)).await?;
            let count = usize::try_from(count).unwrap_or(0);
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
            // All are opened only where one of the first cannot be.
            let damaged = if first.len() < count.min(MOST) {
                count.saturating_sub(legible(tx, app, actor.tenant, wanted).await?)
            } else {
                0
            };
            let html = Html::of(&Due {
                page,
                first,
                count,
                damaged,
                now,
            })?;
            let shown = Vec::new();
            Ok(Some(Noticed { html, shown }))
        })
    },
};
