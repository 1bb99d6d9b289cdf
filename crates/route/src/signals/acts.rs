//! What whoever writes a report does with the draft of it. A draft is the writer's own: no record says that there is one.

use platform::{Actor, App, Result};

use super::drafts::save_draft;
use super::own::own_count;

/// Keeps what was typed so far, for the writer alone. False: there is no room for another draft.
///
/// # Errors
/// When it cannot be written.
pub async fn keep_draft(
    app: &App,
    who: &Actor,
    kind: &str,
    fields: &[(String, String)],
) -> Result<bool> {
    let own = own_count(app, who).await?;
    let mut tx = app.db.begin().await?;
    if !save_draft(&mut tx, app, who, kind, own, fields).await? {
        return Ok(false);
    }
    tx.commit_unaudited("a draft is the writer's own").await?;
    Ok(true)
}
