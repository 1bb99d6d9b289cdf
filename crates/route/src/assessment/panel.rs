//! How a signal was weighed, on the dossier page.

use askama::Template;
use platform::web::{Html, Page, Words};
use policy::Pack;

use super::{Assessment, store};
use crate::dossiers::Open;
use crate::parts::{Happening, Happenings, Panel, Place};

#[derive(Template)]
#[template(path = "assessment/templates/panel.html")]
struct AssessmentPanel<'a> {
    page: &'a Page,
    open: &'a Open,
    judged: &'a Assessment,
    forms: Vec<Words>,
}

/// Names of the forms of exploitation that it may be.
fn forms(assessment: &Assessment, pack: &Pack, page: &Page) -> Vec<Words> {
    let ids = assessment.facts.forms.iter();
    let forms = ids.filter_map(|form| pack.form(*form));
    forms.map(|form| page.label(&form.name)).collect()
}

pub const ASSESSMENT: Panel = Panel {
    id: "assessment",
    place: Place::Aside(20),
    show: |tx, shown| {
        Box::pin(async move {
            let Some(judged) = store::of(tx, shown.open).await? else {
                return Ok(None);
            };
            let panel = AssessmentPanel {
                page: shown.page,
                open: shown.open,
                forms: forms(&judged, shown.pack, shown.page),
                judged: &judged,
            };
            Html::of(&panel).map(Some)
        })
    },
};

pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let assessed = store::when(tx, shown.open).await?.into_iter();
        let line = |(at, author)| Happening {
            at,
            what: shown.page.text("happened-assessed"),
            who: Some(author),
            text: String::new(),
        };
        Ok(assessed.map(line).collect())
    })
});
