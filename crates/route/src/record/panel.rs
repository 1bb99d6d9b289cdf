//! What happened in a dossier, the latest first, on the dossier page.

use accounts::people;
use askama::Template;
use platform::db::Reader;
use platform::forms::Form;
use platform::web::{Html, Page};
use platform::{Actor, App, Millis, Result, tenants};

use super::store::{self, Entry, EntryKind};
use crate::dossiers::Open;
use crate::parts::{Happening, Happenings, Panel, Place, Shown, has_time};

/// A line, with the name of who did it.
pub struct Line {
    pub at: Millis,
    /// In words.
    pub what: String,
    /// Nobody's name where that must not be known.
    pub who: String,
    pub text: String,
}

impl Line {
    /// With its time when a colleague did it and said when. Of what a reporter did the day is enough.
    #[must_use]
    pub fn when(&self, page: &Page) -> String {
        if self.who.is_empty() || !has_time(self.at) {
            page.date(&self.at)
        } else {
            page.moment(&self.at)
        }
    }
}

#[derive(Template)]
#[template(path = "record/templates/timeline.html")]
struct TimelinePanel<'a> {
    page: &'a Page,
    open: &'a Open,
    timeline: Vec<Line>,
    note: Form,
}

/// What every wing has to tell, the latest first.
async fn lines(tx: &mut Reader, shown: &Shown<'_>) -> platform::Result<Vec<Line>> {
    let mut happened = Vec::new();
    for part in shown.app.wings.parts::<Happenings>() {
        happened.extend((part.0)(tx, shown).await?);
    }
    // Of one moment, what was told last happened last.
    happened.reverse();
    happened.sort_by_key(|line| std::cmp::Reverse(line.at));
    let names = people::remembered(tx, shown.app, shown.open.tenant).await?;
    let line = |one: Happening| Line {
        at: one.at,
        what: one.what,
        who: one
            .who
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_default(),
        text: one.text,
    };
    Ok(happened.into_iter().map(line).collect())
}

/// What happened in a dossier, the latest first, for a page where several stand together.
///
/// # Errors
/// When a part cannot be read.
pub async fn told(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    open: &Open,
) -> Result<Vec<Line>> {
    let pack = tenants::pack_at(tx, app, open.tenant, &open.pack_version).await?;
    let shown = Shown {
        app,
        actor,
        page,
        open,
        pack: &pack,
        faulty: None,
    };
    lines(tx, &shown).await
}

pub const TIMELINE: Panel = Panel {
    id: "timeline",
    place: Place::Aside(30),
    show: |tx, shown| {
        Box::pin(async move {
            let timeline = TimelinePanel {
                page: shown.page,
                open: shown.open,
                timeline: lines(tx, shown).await?,
                note: shown.form("note"),
            };
            Html::of(&timeline).map(Some)
        })
    },
};

fn happened(shown: &Shown<'_>, entry: &Entry, among: &[Entry]) -> Happening {
    let about = match entry.kind {
        EntryKind::Closed => shown.page.text(&format!("outcome-{}", entry.about)),
        EntryKind::Printed => shown.page.text(&format!("print-for-{}", entry.about)),
        EntryKind::PassedOver | EntryKind::Advised => shown.pack.partner_name(&entry.partner()),
        EntryKind::Agenda | EntryKind::Consulted | EntryKind::Corrected => {
            shown.pack.table_name(&entry.table(among))
        }
        EntryKind::Merged | EntryKind::MergedHere => entry.text.clone(),
        _ => entry.about.clone(),
    };
    let key = if entry.is_corrected(among) {
        "happened-corrected-since".to_owned()
    } else {
        format!("happened-{}", entry.kind.id())
    };
    Happening {
        at: entry.at,
        what: shown.page.with(&key, &[("about", about)]),
        who: Some(entry.author),
        text: match entry.kind {
            EntryKind::Merged | EntryKind::MergedHere => String::new(),
            _ => entry.text.clone(),
        },
    }
}

pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let entries = store::list(tx, shown.open).await?;
        let all = entries.iter();
        Ok(all.map(|entry| happened(shown, entry, &entries)).collect())
    })
});
