//! The lines of the log as a file. Taking it along stands in the log itself.

use axum::extract::{Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::web::{Page, csv, redirect_refused};
use platform::{Actor, App, Result, Role, clock};

use super::filter::Asked;
use super::{Words, short};
use crate::audited;

/// So many lines fit in one file.
const MOST: usize = 50_000;

/// What stands in its columns.
const HEADS: [&str; 9] = [
    "audit-number",
    "audit-when",
    "audit-who",
    "audit-what",
    "audit-about",
    "person-roles",
    "audit-tables",
    "audit-changes",
    "audit-dossier",
];

pub async fn file(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (form, filter) = asked.read(&page);
    if !form.is_good() {
        return Ok(redirect_refused("/controle", "log-export"));
    }
    let mut tx = app.db.read().await?;
    let found = filter
        .read(&mut tx, actor.tenant, 0, MOST, i64::MAX)
        .await?;
    if found.next.is_some() {
        return Ok(redirect_refused("/controle", "log-large"));
    }
    let words = Words::of(&mut tx, &app, actor.tenant, &page, &found.records).await?;
    drop(tx);
    let mut text = csv::begin(&HEADS.map(|key| page.text(key)));
    for record in &found.records {
        let about = words.whom(record).unwrap_or_default();
        text += &csv::line(&[
            record.seq.to_string(),
            clock::iso(record.at),
            words.who(record),
            words.what(record),
            about.name,
            about.roles,
            about.tables,
            about.changes.join("; "),
            record.dossier.map(short).unwrap_or_default(),
        ]);
    }
    let event = Event::by(&actor, Role::Auditor, &audited::AUDIT_EXPORTED);
    let event = event.with("lines", found.records.len());
    app.db.begin().await?.commit(&app, event).await?;
    Ok(csv::file("logboek.csv", text))
}
