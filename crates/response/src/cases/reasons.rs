//! Why the dossiers of a case are looked into.

use std::collections::BTreeSet;

use enrichment::several;
use platform::audit::Event;
use platform::{Actor, App, Role, tenants};
use route::dossiers::Ended;

use super::model::CaseId;
use super::seen::Seen;
use super::words;
use crate::audited;

/// Says so of each dossier of which nobody did. It is read in each of them, and so held against all.
///
/// # Errors
/// A fault at `reason`.
pub async fn give(
    app: &App,
    who: &Actor,
    id: CaseId,
    reason: &str,
    someone_else: &BTreeSet<String>,
) -> Ended {
    let reason = words::required("reason", reason, "why")?;
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, who.tenant).await?;
    let seen = Seen::of(&mut tx, app, who, id).await?;
    let dossiers = seen.dossiers();
    words::nobody_reported((app, who), &dossiers, ("reason", reason), someone_else)?;
    for open in dossiers {
        let given = several::give_reason(&mut tx, app, who, open, reason).await?;
        if let Some(event) = given {
            tx.record(app, event.with("case", id.to_string())).await?;
        }
    }
    let event = Event::by(who, Role::Officer, &audited::CASE_READ);
    Ok(tx.commit(app, event.with("case", id.to_string())).await?)
}
