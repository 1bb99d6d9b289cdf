//! What the officer is told where the hour begins: a meeting has been, and nothing of it is recorded.

use askama::Template;
use platform::clock::DAY;
use platform::web::{Html, Page};
use route::parts::{Notice, Noticed};

use super::model::Meeting;
use super::reading::when;
use super::store;

#[derive(Template)]
#[template(path = "meetings/templates/unrecorded.html")]
struct Unrecorded<'a> {
    page: &'a Page,
    /// Each with its table, and when it was.
    all: Vec<(Meeting, String, String)>,
}

/// From the day after it on, until it is recorded or closed.
pub const UNRECORDED: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let pack = app.tenants.get(actor.tenant)?.pack;
            let before = app.clock.now() - DAY;
            let mut all = store::forgotten(tx, app, actor.tenant, before).await?;
            all.retain(Meeting::is_planned);
            if all.is_empty() {
                return Ok(None);
            }
            let all = all.into_iter().map(|meeting| {
                let table = pack.table_name(&meeting.table);
                let when = when(&meeting, page.texts.lang);
                (meeting, table, when)
            });
            let all = all.collect();
            let html = Html::of(&Unrecorded { page, all })?;
            let shown = Vec::new();
            Ok(Some(Noticed { html, shown }))
        })
    },
};
