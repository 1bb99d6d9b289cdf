//! Asking for guarded rows: `select {row} from membership where tenant = $1`. What `{row}` stands for
//! are all columns of the struct, by name: one that a later version adds is in nobody's way.

use super::{Guarded, Standing, name, read};
use crate::db::{Reader, Row, Value};
use crate::{App, Error, Result, Tenant};

/// The rows as they stand, unread: for what reads them one by one.
pub async fn rows<R: Guarded>(
    tx: &mut Reader,
    sql: &'static str,
    params: Vec<Value>,
) -> Result<Vec<Row>> {
    tx.rows_made(sql.replace("{row}", R::COLUMNS), params).await
}

/// For what is one thing together (of one person, of one dossier): a damaged row is a fault of the whole. Where
/// rows of different people lie together, [`those_that_stand`] is asked for.
///
/// # Errors
/// [`Error::Tampered`] when one does not stand as it was written.
pub async fn all_or_fault<R: Guarded>(
    tx: &mut Reader,
    app: &App,
    sql: &'static str,
    params: Vec<Value>,
) -> Result<Vec<R>> {
    let rows = rows::<R>(tx, sql, params).await?;
    rows.iter().map(|row| read(tx, app, row)).collect()
}

/// Those that stand as they were written: one that does not is in nobody's way, and `meldroute check`
/// names it.
///
/// # Errors
/// When the database cannot be read.
pub async fn those_that_stand<R: Guarded>(
    tx: &mut Reader,
    app: &App,
    sql: &'static str,
    params: Vec<Value>,
) -> Result<Vec<R>> {
    let rows = rows::<R>(tx, sql, params).await?;
    sound(tx, app, &rows)
}

/// The same, of rows that were asked for with [`rows`].
///
/// # Errors
/// When something else is wrong than the row.
pub fn sound<R: Guarded>(tx: &Reader, app: &App, rows: &[Row]) -> Result<Vec<R>> {
    let mut sound = Vec::new();
    for row in rows {
        match read(tx, app, row) {
            Ok(found) => sound.push(found),
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(sound)
}

/// The first row, if there is one.
///
/// # Errors
/// [`Error::Tampered`] when it does not stand as it was written.
pub async fn one<R: Guarded>(
    tx: &mut Reader,
    app: &App,
    sql: &'static str,
    params: Vec<Value>,
) -> Result<Option<R>> {
    let rows = rows::<R>(tx, sql, params).await?;
    rows.first().map(|row| read(tx, app, row)).transpose()
}

/// The same, of a row that must be there.
///
/// # Errors
/// [`Error::NotFound`] when it is not; [`Error::Tampered`] when it does not stand as it was written.
pub async fn must<R: Guarded>(
    tx: &mut Reader,
    app: &App,
    sql: &'static str,
    params: Vec<Value>,
) -> Result<R> {
    one(tx, app, sql, params).await?.ok_or(Error::NotFound)
}

/// Rows as they stand, for `meldroute check`.
///
/// # Errors
/// [`Error::Tampered`] when one does not stand as it was written.
pub fn stand<R: Guarded>(tx: &Reader, app: &App, rows: &[Row]) -> Result<Standing> {
    let stands = |row| Ok((name(&read::<R>(tx, app, row)?).row, row.get("proof")?));
    rows.iter().map(stands).collect()
}

/// The same, of all rows of a municipality.
///
/// # Errors
/// [`Error::Tampered`] when one does not stand as it was written.
pub async fn standing<R: Guarded>(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let sql = format!("select {} from {} where tenant = $1", R::COLUMNS, R::TABLE);
    let rows = tx.rows_made(sql, vec![tenant.into()]).await?;
    stand::<R>(tx, app, &rows)
}
