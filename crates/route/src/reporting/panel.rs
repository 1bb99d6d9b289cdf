//! What was reported, on the dossier page.

use askama::Template;
use platform::Result;
use platform::db::Reader;
use platform::web::{Html, Page, Words};
use policy::{Indicator, Pack};

use crate::dossiers::Open;
use crate::files::{self, File};
use crate::parts::{Happening, Happenings, Panel, Place};

#[derive(Template)]
#[template(path = "reporting/templates/reported.html")]
struct Reported<'a> {
    page: &'a Page,
    open: &'a Open,
    /// Stands under a heading of its own.
    headed: bool,
    channel: String,
    /// Signs, and which of them are critical.
    indicators: Vec<(Words, bool)>,
    /// What makes somebody more vulnerable: no sign.
    vulnerabilities: Vec<Words>,
    pictures: Vec<File>,
    files: Vec<File>,
}

/// What was reported, with what was ticked and the files; the same wherever somebody judges it.
pub async fn reported(
    tx: &mut Reader,
    page: &Page,
    open: &Open,
    pack: &Pack,
    headed: bool,
) -> Result<Html> {
    let ids = open.report.indicators.iter();
    let ticked = ids.filter_map(|id| pack.indicator(id));
    let (vulnerabilities, signs): (Vec<_>, Vec<_>) =
        ticked.partition(|sign| pack.is_vulnerability(sign.id.get_ref()));
    let text = |sign: &Indicator| page.label(&sign.text);
    let files = files::list(tx, open).await?.into_iter();
    let (pictures, files) = files.partition(File::is_picture);
    Html::of(&Reported {
        page,
        open,
        headed,
        channel: page.text(&format!("channel-{}", open.channel)),
        indicators: signs
            .iter()
            .map(|sign| (text(sign), sign.critical))
            .collect(),
        vulnerabilities: vulnerabilities.into_iter().map(text).collect(),
        pictures,
        files,
    })
}

pub const REPORTED: Panel = Panel {
    id: "reported",
    place: Place::Main(10),
    show: |tx, shown| {
        Box::pin(async move {
            let reported = reported(tx, shown.page, shown.open, shown.pack, true);
            reported.await.map(Some)
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
