//! What is known of municipalities in memory, following the database.
//!
//! Several programs may work on one database. A number there, the *generation*, goes up with every
//! change of a municipality, in the transaction that changes it. Whoever recognises a session reads
//! it along (`accounts`), and when it moved, the municipalities are read anew before the request
//! goes on.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use super::{Municipality, Shut, open};
use crate::db::{Reader, Tx};
use crate::{App, Result, Tenant, params, proof};

/// Other programs on this database read the municipalities anew once this is committed.
pub(super) async fn raise_generation(tx: &mut Tx) -> Result<()> {
    tx.exec(
        "insert into generation (id, number) values (1, 1)
         on conflict (id) do update set number = generation.number + 1",
        params![],
    )
    .await?;
    Ok(())
}

/// Reads all municipalities.
///
/// # Errors
/// When the database does not answer.
pub async fn load(app: &App) -> Result<()> {
    // First the connection, as in `follow`: whoever reads them anew waits for nobody.
    let mut tx = app.db.read().await?;
    let _alone = app.tenants.reading.lock().await;
    let number = generation(&mut tx).await?;
    read(&mut tx, app, number).await
}

/// The number that goes up with every change of a municipality.
async fn generation(tx: &mut Reader) -> Result<i64> {
    let row = tx
        .row("select number from generation where id = 1", params![])
        .await?;
    row.map_or(Ok(0), |row| row.get("number"))
}

/// Reads them anew when another program changed one since. `number` was read just now, on this
/// connection; 0 when somebody took it away, who gains nothing but that this program looks later.
///
/// # Errors
/// When the database does not answer.
pub async fn follow(tx: &mut Reader, app: &App, number: i64) -> Result<()> {
    // Read by somebody with a later number: what stood then is newer still.
    let known = || app.tenants.generation.load(Ordering::Acquire) >= number;
    if known() {
        return Ok(());
    }
    let _alone = app.tenants.reading.lock().await;
    if known() {
        return Ok(());
    }
    read(tx, app, number).await
}

/// The same for what has no session to follow with, such as work in the background.
///
/// # Errors
/// When the database does not answer.
pub async fn catch_up(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    let number = generation(&mut tx).await?;
    follow(&mut tx, app, number).await
}

/// The same for visitors, of whom there may be very many: once a second at most, and no page fails
/// for it.
pub async fn follow_at_times(app: &App) {
    let (now, tenants) = (app.clock.now(), &app.tenants);
    let looked = tenants.looked.load(Ordering::Relaxed);
    let mine = now - looked >= 1000
        && tenants
            .looked
            .compare_exchange(looked, now, Ordering::Relaxed, Ordering::Relaxed)
            .is_ok();
    if mine && let Err(error) = catch_up(app).await {
        tracing::warn!(error = %error.for_the_log(), "what other programs changed was not read; it will be");
    }
}

/// A municipality that another program may have founded this very moment.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub async fn find(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Municipality> {
    if app.tenants.get(tenant).is_err() {
        let number = generation(tx).await?;
        follow(tx, app, number).await?;
    }
    app.tenants.get(tenant)
}

/// What changed after `number` was read makes the number differ again at the next look.
async fn read(tx: &mut Reader, app: &App, number: i64) -> Result<()> {
    let mut shut = Vec::new();
    for row in proof::rows::<super::Record>(tx, "select {row} from municipality", params![]).await?
    {
        match open(tx, app, &row).await {
            Ok(municipality) => app.tenants.put(municipality),
            Err(error) => {
                let name: String = row.get("name").unwrap_or_default();
                let why = error.for_the_log();
                tracing::error!(%name, error = %error.for_the_log(), "a municipality could not be opened");
                shut.push(Shut { name, why });
            }
        }
    }
    *app.tenants
        .shut
        .write()
        .unwrap_or_else(PoisonError::into_inner) = shut;
    app.tenants.generation.store(number, Ordering::Release);
    Ok(())
}
