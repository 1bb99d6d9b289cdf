//! Everything about one subject over all dossiers.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Error, Role};
use route::dossiers::{self, Ended, Purpose};
use route::seen;

use super::store;
use crate::audited;
use crate::lookup::{self, Lasting, Opened, Opener, Thing};

#[derive(Template)]
#[template(path = "judging/templates/subject.html")]
struct SubjectPage {
    page: Page,
    id: DossierId,
    title: String,
    occurrences: Vec<Opened>,
    /// Rows of registers that were confirmed.
    rows: usize,
}

/// Everything about one subject: all dossiers and registers in which it was confirmed to be the
/// same.
pub async fn page(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, named)): Path<(DossierId, String)>,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Read).await?;
    if lookup::why(&mut tx, &dossier).await?.is_none() {
        return Ok(platform::web::redirect(&format!("/dossier/{id}/nagaan")));
    }
    let named = named.parse().map_err(|_| Error::NotFound)?;
    let start = lookup::part(&dossier, named, &pack, &page).ok_or(Error::NotFound)?;
    let seen = store::confirmed(&mut tx, &app, actor.tenant, start.lasting.clone()).await?;
    let mut opener = Opener::new(&mut tx, &app, &actor, &pack, &page).await?;
    let (mut occurrences, mut rows) = (Vec::new(), 0);
    for thing in seen {
        match thing {
            Lasting::Part(signal, part) => {
                occurrences.extend(opener.open(&mut tx, Thing::Part { signal, part }).await?);
            }
            Lasting::Row(..) => rows += 1,
        }
    }
    occurrences.sort_by_key(|found| found.dossier.as_ref().map(|home| home.at));
    drop(tx);
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_READ).on(id);
    seen::with(&app, event, &lookup::of_dossiers(&occurrences)).await?;
    Ok(html(&SubjectPage {
        id,
        title: start.title,
        occurrences,
        rows,
        page,
    })?)
}
