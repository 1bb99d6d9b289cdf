//! What can still be done with a closed dossier, on the dossier page.

use askama::Template;
use platform::forms::Form;
use platform::web::{Html, Page};

use crate::dossiers::Open;
use crate::parts::{Panel, Place};

#[derive(Template)]
#[template(path = "telling/templates/after.html")]
struct After<'a> {
    page: &'a Page,
    open: &'a Open,
    reopen: Form,
    destroy: Form,
}

pub const AFTER: Panel = Panel {
    id: "after",
    place: Place::Aside(40),
    show: |_, shown| {
        Box::pin(async move {
            if !shown.open.is_closed() {
                return Ok(None);
            }
            let after = After {
                page: shown.page,
                open: shown.open,
                reopen: shown.form("reopen"),
                destroy: shown.form("destroy"),
            };
            Html::of(&after).map(Some)
        })
    },
};
