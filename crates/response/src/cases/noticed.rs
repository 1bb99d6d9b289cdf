//! What may belong to a case, above the worklist.

use askama::Template;
use platform::web::{Html, Page};
use platform::{DossierId, Error};
use route::dossiers::Refusal;
use route::parts::{Notice, Noticed};

use super::seen::{is_seen, opened};
use super::{hints, store};

/// What was refused for one reason is an error here: notices show, and decide nothing.
fn failed(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Failed(error) => error,
        _ => Error::NotFound,
    }
}

/// So many dossiers stand in the notice.
const MOST: usize = 5;

#[derive(Template)]
#[template(path = "cases/templates/hints.html")]
struct Hinted<'a> {
    page: &'a Page,
    lines: Vec<(DossierId, String, String)>,
}

/// What may belong to a case, above the worklist.
pub const HINTS: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let mut lines: Vec<(DossierId, String, String)> = Vec::new();
            for (case, dossier) in hints::waiting(tx, actor.tenant).await? {
                if lines.len() == MOST {
                    break;
                }
                let is_there = lines.iter().any(|(id, ..)| *id == dossier);
                let seen = is_seen(tx, app, actor, case).await;
                if is_there || !seen.map_err(failed)? {
                    continue;
                }
                let open = opened(tx, app, actor, dossier).await.map_err(failed)?;
                let Some(open) = open.filter(|open| !open.is_closed()) else {
                    continue;
                };
                let case = match store::one(tx, app, actor.tenant, case).await {
                    Ok(case) => case,
                    Err(error) if error.is_damage() => continue,
                    Err(error) => return Err(error),
                };
                let name = format!("{} ({})", open.report().title(), open.reference());
                lines.push((dossier, name, case.title().to_owned()));
            }
            if lines.is_empty() {
                return Ok(None);
            }
            let shown = lines.iter().map(|(id, ..)| *id).collect();
            let html = Html::of(&Hinted { page, lines })?;
            Ok(Some(Noticed { html, shown }))
        })
    },
};
