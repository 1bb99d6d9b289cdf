//! What was reported, on the dossier page.

use askama::Template;
use platform::web::{Html, Page};
use policy::Pack;

use crate::dossiers::Open;
use crate::files::{self, File};
use crate::parts::{Happening, Happenings, Panel, Place};

#[derive(Template)]
#[template(path = "reporting/templates/reported.html")]
struct Reported<'a> {
    page: &'a Page,
    open: &'a Open,
    channel: String,
    indicators: Vec<(String, bool)>,
    files: Vec<File>,
}

/// Signs of the indicator card, and which of them are critical.
fn indicators(open: &Open, pack: &Pack, lang: &str) -> Vec<(String, bool)> {
    let ids = open.report.indicators.iter();
    let signs = ids.filter_map(|id| pack.indicator(id));
    signs
        .map(|sign| (sign.text.get(lang).to_owned(), sign.critical))
        .collect()
}

pub const REPORTED: Panel = Panel {
    id: "reported",
    place: Place::Main(10),
    show: |tx, shown| {
        Box::pin(async move {
            let (page, open) = (shown.page, shown.open);
            let reported = Reported {
                channel: page.text(&format!("channel-{}", open.channel)),
                indicators: indicators(open, shown.pack, page.texts.lang),
                files: files::list(tx, open).await?,
                page,
                open,
            };
            Html::of(&reported).map(Some)
        })
    },
};

pub const HAPPENED: Happenings = Happenings(|_, shown| {
    Box::pin(async move {
        Ok(vec![Happening {
            at: shown.open.received_at,
            what: shown.page.text("happened-reported"),
            who: None,
            text: String::new(),
        }])
    })
});
