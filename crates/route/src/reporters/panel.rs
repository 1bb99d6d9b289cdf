//! Who reported, on the dossier page: with an opened vault.

use askama::Template;
use platform::Error;
use platform::forms::Form;
use platform::web::{Html, Page};

use super::{Reporter, open_reporter};
use crate::dossiers::Open;
use crate::parts::{Panel, Place};
use crate::signals::Subject;

#[derive(Template)]
#[template(path = "reporters/templates/panel.html")]
struct Who<'a> {
    page: &'a Page,
    open: &'a Open,
    reporter: Option<Reporter>,
    /// Whom of those involved an officer said that it is.
    among: Option<&'a str>,
    /// Opens the vault and comes back here.
    vault: Form,
}

pub const REPORTER: Panel = Panel {
    id: "reporter",
    place: Place::Aside(10),
    show: |_, shown| {
        Box::pin(async move {
            let reporter = match open_reporter(shown.app, shown.actor, shown.open) {
                Ok(reporter) => Some(reporter),
                Err(Error::VaultClosed) => None,
                Err(error) => return Err(error),
            };
            let back = format!("/dossier/{}#reporter", shown.open.id);
            let who = Who {
                page: shown.page,
                open: shown.open,
                among: reporter
                    .as_ref()
                    .and_then(|reporter| reporter.among(&shown.open.report))
                    .map(Subject::title),
                reporter,
                vault: Form::new(&shown.page.texts, "vault").with("to", back),
            };
            Html::of(&who).map(Some)
        })
    },
};
