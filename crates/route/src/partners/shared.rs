//! What partners that sent a signal were told of somebody, below the register of what was shared.

use askama::Template;
use platform::web::{Html, Page};
use platform::{DossierId, Millis, Result};

use crate::origin;
use crate::parts::{AlsoShared, Reads};

struct Line {
    dossier: DossierId,
    reference: String,
    title: String,
    organisation: String,
    at: Millis,
    way: String,
}

#[derive(Template)]
#[template(path = "partners/templates/shared.html")]
struct SharedBack<'a> {
    page: &'a Page,
    lines: Vec<Line>,
}

async fn shared((tx, app, actor, page): Reads<'_>, when: (Millis, Millis)) -> Result<Option<Html>> {
    let mut lines = Vec::new();
    for (dossier, told) in origin::disclosed(tx, app, actor.tenant, when).await? {
        let from = match origin::of(tx, &dossier).await {
            Ok(Some(from)) => from,
            Ok(None) => continue,
            // `meldroute check` names it.
            Err(error) if error.is_damage() => continue,
            Err(error) => return Err(error),
        };
        let way = told.given.way.map(|way| format!("from-way-{}", way.id()));
        lines.push(Line {
            dossier: dossier.id(),
            reference: dossier.reference().to_string(),
            title: dossier.report().title(),
            organisation: from.organisation,
            at: told.at,
            way: way.map_or_else(String::new, |key| page.text(&key)),
        });
    }
    if lines.is_empty() {
        return Ok(None);
    }
    Html::of(&SharedBack { page, lines }).map(Some)
}

pub const SHARED: AlsoShared = AlsoShared {
    show: |reads, when| Box::pin(shared(reads, when)),
};
