//! Whoever has an account of a partner hears that something is ready, by a mail that says nothing (ADR 46).

use accounts::people;
use platform::db::Tx;
use platform::{App, Result, Tenant, mail};
use policy::PartnerId;

use super::visitor::HERE;

/// Something was handed over; the municipality wrote; it waits for an answer.
pub const NEW: &str = "partner-account";
pub const REPLY: &str = "partner-account-reply";
pub const REMINDER: &str = "partner-account-reminder";

/// Each of them, at their own address, with a link to sign in. Gives how many there are.
pub async fn tell(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    partner: &PartnerId,
    template: &'static str,
) -> Result<usize> {
    let holders = people::of_partner(tx, app, tenant, partner).await?;
    for holder in &holders {
        mail::queue_with_path(tx, app, tenant, *holder, template, HERE).await?;
    }
    Ok(holders.len())
}
