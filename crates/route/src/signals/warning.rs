//! The officer hears that something came in (bijlage 2, stap 2): never what.

use accounts::who;
use platform::db::Tx;
use platform::{App, Result, Tenant, mail};

/// Tells every officer, the deputy too, that something waits; of what counts in hours, that it cannot
/// wait.
pub async fn tell_officers(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    cannot_wait: bool,
) -> Result<()> {
    if app.mailer.url.is_some() {
        let template = if cannot_wait { "danger" } else { "new" };
        for officer in who::who_is_away_is_stood_in_for(tx, app, tenant).await? {
            mail::queue(tx, app, tenant, officer, template).await?;
        }
    }
    Ok(())
}
