//! Who takes part in a consultation is reminded by mail on the first working morning of the week, when
//! something waits on its agenda: the name of the table and how much, never what or of which dossier.
//!
//! Never allowed: a mail at a moment that somebody's reporting decides, or about a table where one has no
//! seat.

use accounts::people;
use platform::db::Tx;
use platform::{App, Result, Tenant, mail};

use crate::record;

/// Queues their mail: one for each who has something to discuss.
pub async fn remind(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let waiting = record::waiting(tx, tenant).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let pack = app.tenants.get(tenant)?.pack;
    for (person, seats) in people::seats(tx, app, tenant).await? {
        // A table that the pack no longer has meets no more.
        let tables = seats.iter().filter(|id| pack.table(id).is_some());
        let places = tables.filter_map(|id| Some((pack.table_name(id), *waiting.get(id)?)));
        let places: Vec<_> = places.collect();
        if !places.is_empty() {
            mail::queue_with_places(tx, app, tenant, person, "agenda", places).await?;
        }
    }
    Ok(())
}
