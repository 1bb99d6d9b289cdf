//! What was added and when, on the dossier page.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::{Html, Page, Words, redirect_done};
use platform::{Actor, App, DossierId};
use policy::Pack;

use super::acts;
use super::model::Addition;
use super::store;
use crate::dossiers::{Ended, Open};
use crate::parts::{Happening, Happenings, Panel, Place};
use crate::signals::{State as Stands, Statement, Subject};

#[derive(Template)]
#[template(path = "additions/templates/panel.html")]
struct Added<'a> {
    page: &'a Page,
    open: &'a Open,
    pack: &'a Pack,
    additions: Vec<Addition>,
}

impl Added<'_> {
    fn signs(&self, added: &Addition) -> Words {
        let signs = added
            .indicators
            .iter()
            .filter_map(|id| self.pack.indicator(id));
        Words::joined(signs.map(|sign| self.page.label(&sign.text)), " · ")
    }

    fn statements(&self, added: &Addition) -> Vec<&Statement> {
        let all = &self.open.report.statements;
        let of_it = added.statements.iter();
        of_it.filter_map(|at| all.get(*at)).collect()
    }

    fn involved(&self, added: &Addition) -> String {
        let subjects = added
            .subjects
            .iter()
            .filter_map(|id| self.open.report.subject(*id));
        let names: Vec<_> = subjects.map(Subject::title).collect();
        names.join(" · ")
    }

    /// Read and judged, it is not in the way.
    fn is_news(&self) -> bool {
        self.waits() || self.open.state == Stands::NEW
    }

    fn waits(&self) -> bool {
        self.additions.iter().any(|added| added.waits)
    }
}

pub const ADDITIONS: Panel = Panel {
    id: "additions",
    place: Place::Main(5),
    show: |tx, shown| {
        Box::pin(async move {
            let added = Added {
                additions: store::list(tx, shown.open).await?,
                page: shown.page,
                open: shown.open,
                pack: shown.pack,
            };
            if added.additions.is_empty() {
                return Ok(None);
            }
            Html::of(&added).map(Some)
        })
    },
};

pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let added = store::list(tx, shown.open).await?.into_iter();
        let line = |added: Addition| Happening {
            at: added.at,
            what: shown.page.text("happened-added"),
            who: None,
            text: String::new(),
        };
        Ok(added.map(line).collect())
    })
});

/// What was shown is read.
pub async fn read(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let seen: Vec<_> = posted
        .all("seen")
        .filter_map(|id| id.parse().ok())
        .collect();
    acts::read(&app, &actor, id, &seen).await?;
    Ok(redirect_done(&format!("/dossier/{id}"), "addition-read"))
}
