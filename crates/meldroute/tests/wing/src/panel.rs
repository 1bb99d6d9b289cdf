//! The panel on the dossier page: in which languages an interpreter was asked for.

use askama::Template;
use platform::web::Html;
use route::parts::{Panel, Place, Shown};
use uuid::Uuid;

use crate::{acts, store};

// [the panel]
#[derive(Template)]
#[template(path = "templates/panel.html")]
struct Asked<'a> {
    shown: &'a Shown<'a>,
    asked: Vec<(Uuid, String)>,
}

/// Below the consultation.
pub const PANEL: Panel = Panel {
    id: "interpreters",
    place: Place::Main(45),
    show: |tx, shown| {
        Box::pin(async move {
            let asked = store::of(tx, shown.open).await?;
            Html::of(&Asked { shown, asked }).map(Some)
        })
    },
};
// [end]
