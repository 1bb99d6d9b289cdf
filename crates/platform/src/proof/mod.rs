//! Rows that cannot be forged. Whoever can write in the database, without the instance key, must
//! gain nothing.
//!
//! Three things stand in the way, and `meldroute check` looks at all of them:
//! - a row that decides something carries a **proof**: a keyed fingerprint of everything in it and
//!   of its version. A forged or swapped row does not fit, and is refused at its next use;
//! - versions only go up. What this program has seen, it remembers ([`Fresh`]), so a row that is
//!   **put back** to an older state, or after it was taken away, is refused too; the audit log says which
//!   state was the last one, also after a restart;
//! - the end of the audit log, and the versions of rows that leave no record there, are noted
//!   outside the database (`high_water`).
//!
//! To add a table of such rows: a struct with a field per column, and [`guarded!`](crate::guarded)
//! below it. Its rows are read with [`read`], and written with [`insert`], [`save`] and [`remove`]
//! alone ([`remove_over`] for what is over); `select {row} from ...` asks for all its columns ([`all`], [`one`], [`must`]). Those end with
//! `proof {bytes} not null`.

mod fresh;
mod select;

pub use fresh::Fresh;
pub(crate) use fresh::{Gone, Name, Seen};
pub use select::{all_or_fault, must, one, rows, sound, stand, standing, those_that_stand};
use vault::Key;

use crate::db::{Reader, Row, Tx, Value};
use crate::{App, Error, Result, Tenant};

/// Where it stands which version of a row is the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// In the audit log of this municipality, with the act that wrote it.
    InAudit(Tenant),
    /// There, and outside the database too: who may do what and whose key is whose must also be the
    /// last word just after a restart, when nobody has read the audit log yet.
    Everywhere(Tenant),
    /// Outside the database: a record of who changed an own password when is nobody's business.
    Outside,
    /// Nowhere: it is of the moment, and a record would tell who was busy.
    Nowhere,
}

impl Noted {
    fn is_outside(self) -> bool {
        matches!(self, Self::Outside | Self::Everywhere(_))
    }
}

/// A row that decides something: who may do what, whose key is whose, where a dossier stands. Made
/// by [`guarded!`](crate::guarded).
pub trait Guarded: Sized {
    /// The table whose row it is.
    const TABLE: &'static str;
    /// The columns that tell this row from the others of its table.
    const KEY: &'static [&'static str];
    /// All columns, as a statement names them.
    const COLUMNS: &'static str;

    /// Where its last version stands.
    fn noted(&self) -> Noted;
    /// How often it was written.
    fn times_written(&self) -> i64;
    /// What stands in each column but the proof, those of the key first.
    fn cells(&self) -> Vec<(&'static str, Value)>;
    /// What a row of this table holds; whether the program wrote it so is not looked at here.
    ///
    /// # Errors
    /// When a column holds what it never does.
    fn from_row(row: &Row) -> Result<Self>;
}

/// One that changes: the version goes up by one each time.
pub trait Changing: Guarded {
    /// The column that counts its changes.
    const VERSION: &'static str;

    /// One change more.
    fn raise_version(&mut self);
}

/// Makes a struct the row of a table: `guarded!(Record, "mark_key", |row|
/// Noted::InAudit(row.tenant), version, key [tenant, person], [sealed, asked, version]);`. Fields
/// are named as their columns. Third comes where its last version is noted, then the field that
/// counts its changes (`once`: there are none), what tells rows apart, and the rest.
#[macro_export]
macro_rules! guarded {
    ($row:ident, $table:literal, |$me:ident| $noted:expr, $version:ident, key [$($key:ident),+], [$($cell:ident),+ $(,)?]) => {
        impl $crate::proof::Guarded for $row {
            const TABLE: &'static str = $table;
            const KEY: &'static [&'static str] = &[$(stringify!($key)),+];
            const COLUMNS: &'static str = concat!(
                $(stringify!($key), ", ",)+ $(stringify!($cell), ", ",)+ "proof"
            );

            fn noted(&self) -> $crate::proof::Noted {
                let $me = self;
                $noted
            }

            $crate::guarded!(@version $version);

            fn cells(&self) -> Vec<(&'static str, $crate::db::Value)> {
                use $crate::db::Column;
                vec![
                    $((stringify!($key), self.$key.value()),)+
                    $((stringify!($cell), self.$cell.value()),)+
                ]
            }

            fn from_row(row: &$crate::db::Row) -> $crate::Result<Self> {
                Ok(Self {
                    $($key: row.get(stringify!($key))?,)+
                    $($cell: row.get(stringify!($cell))?,)+
                })
            }
        }
        $crate::guarded!(@changing $row $version);
    };
    (@version once) => { fn times_written(&self) -> i64 { 1 } };
    (@version $version:ident) => { fn times_written(&self) -> i64 { self.$version } };
    (@changing $row:ident once) => {};
    (@changing $row:ident $version:ident) => {
        impl $crate::proof::Changing for $row {
            const VERSION: &'static str = stringify!($version);

            fn raise_version(&mut self) {
                self.$version += 1;
            }
        }
    };
}

/// Columns that name the dossier on which a row hangs: it goes with that one.
const HANGS_ON: [&str; 4] = ["signal", "dossier", "first_signal", "second_signal"];

/// What tells a row from all others.
fn name<R: Guarded>(row: &R) -> Name {
    let cells = row.cells();
    let key = cells[..R::KEY.len()].iter();
    let parts: Vec<String> = key.map(|(_, value)| value.to_string()).collect();
    let id = |column: &&str| {
        let mut cells = cells.iter();
        let (_, value) = cells.find(|(name, _)| name == column)?;
        value.id()
    };
    Name {
        row: format!("{}:{}", R::TABLE, parts.join("/")),
        hangs_on: HANGS_ON.iter().find_map(id),
    }
}

/// The key and the parts for the fingerprint of a row: its columns told apart from each other and
/// from nothing.
fn keyed<T>(
    app: &App,
    table: &str,
    cells: &[(&str, Value)],
    make: impl Fn(&Key, &[&[u8]]) -> T,
) -> T {
    let parts: Vec<Vec<u8>> = cells
        .iter()
        .map(|(_, value)| value.clone().told_apart())
        .collect();
    let key = app.keys.instance("rows").derive(table);
    make(&key, &parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// Reads a row, if it stands there as this program wrote it, and not as it stood before. It must
/// have all its columns.
///
/// # Errors
/// [`Error::Tampered`]: nothing may be done with it.
pub fn read<R: Guarded>(tx: &Reader, app: &App, row: &Row) -> Result<R> {
    let tampered = |_| Error::Tampered(R::TABLE);
    // What this program did not write it may not even be able to read.
    let found: R = R::from_row(row).map_err(tampered)?;
    let proof: Vec<u8> = row.get("proof").map_err(tampered)?;
    let fits = keyed(app, R::TABLE, &found.cells(), |key, parts| {
        key.fits(parts, &proof)
    });
    let fresh = fits
        && tx.seen.judge(
            &name(&found),
            found.times_written(),
            !tx.writes(),
            found.noted().is_outside(),
        );
    if fresh {
        Ok(found)
    } else {
        Err(Error::Tampered(R::TABLE))
    }
}

/// All columns of a row as they will stand, and its proof.
fn columns<R: Guarded>(app: &App, row: &R) -> (Vec<(&'static str, Value)>, [u8; 32]) {
    let mut cells = row.cells();
    let proof = keyed(app, R::TABLE, &cells, Key::fingerprint);
    cells.push(("proof", proof.into()));
    (cells, proof)
}

fn insertion(table: &str, cells: &[(&str, Value)]) -> String {
    let names: Vec<&str> = cells.iter().map(|(column, _)| *column).collect();
    let places: Vec<String> = (1..=cells.len()).map(|at| format!("${at}")).collect();
    format!(
        "insert into {table} ({}) values ({})",
        names.join(", "),
        places.join(", ")
    )
}

/// Has the audit record of this act vouch for what stands in a row now; nothing: it was taken away.
/// Once that is lasting, no older state of the row is taken any more.
fn vouch<R: Guarded>(tx: &mut Tx, row: &R, proof: Option<&[u8; 32]>) {
    let (name, noted) = (name(row), row.noted());
    if let Noted::InAudit(tenant) | Noted::Everywhere(tenant) = noted {
        let tag = proof.map(|proof| vault::hex(&proof[24..]));
        tx.vouch(Some(tenant), name.row.clone(), tag);
    }
    if proof.is_some() {
        tx.note_version(name, row.times_written(), noted.is_outside());
    }
}

/// From the commit on, this row is taken in no version any more; of one that is over nothing is kept.
fn note_gone<R: Guarded>(tx: &mut Tx, row: &R, is_over: bool) {
    let cells = row.cells();
    let id = match &cells[..R::KEY.len()] {
        [(_, value)] => value.id(),
        _ => None,
    };
    let name = name(row);
    tx.note_gone(Gone { name, id, is_over });
}

/// Writes a new row. `false`: there is one already, of the same key or another thing that must be
/// its own; nothing was written.
pub async fn insert<R: Guarded>(tx: &mut Tx, app: &App, row: &R) -> Result<bool> {
    let (cells, proof) = columns(app, row);
    let sql = insertion(R::TABLE, &cells) + " on conflict do nothing";
    let written = tx
        .exec_made(sql, cells.into_iter().map(|(_, value)| value).collect())
        .await?;
    if written == 1 {
        // There was a later one: it was taken away.
        if tx.seen.knows(&name(row), row.times_written()) {
            return Err(Error::Tampered(R::TABLE));
        }
        vouch(tx, row, Some(&proof));
    }
    Ok(written == 1)
}

/// Writes a change, or, of version 0, a row that is new. A row that is gone does not come back.
///
/// # Errors
/// [`Error::Conflict`] when somebody else wrote it, or took it away, since it was read;
/// [`Error::Tampered`] when a later state of it is known than stood there.
pub async fn save<R: Changing>(tx: &mut Tx, app: &App, row: &mut R) -> Result<()> {
    let is_new = row.times_written() == 0;
    row.raise_version();
    if is_new {
        if !insert(tx, app, row).await? {
            return Err(Error::Conflict);
        }
    } else if update(tx, app, row).await? != 1 {
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Changes the row that stands there, if it is the one before this; gives how many that were.
async fn update<R: Changing>(tx: &mut Tx, app: &App, row: &R) -> Result<u64> {
    let (cells, proof) = columns(app, row);
    let (keys, others) = cells.split_at(R::KEY.len());
    let is = |(at, (column, _)): (usize, &(&str, Value))| format!("{column} = ${}", at + 1);
    let set: Vec<String> = (keys.len()..).zip(others).map(is).collect();
    let same: Vec<String> = keys.iter().enumerate().map(is).collect();
    let sql = format!(
        "update {} set {} where {} and {} = ${}",
        R::TABLE,
        set.join(", "),
        same.join(" and "),
        R::VERSION,
        cells.len() + 1
    );
    let mut values: Vec<Value> = cells.into_iter().map(|(_, value)| value).collect();
    values.push((row.times_written() - 1).into());
    let written = tx.exec_made(sql, values).await?;
    if written == 1 {
        // There was a later one: it was put back.
        if tx.seen.knows(&name(row), row.times_written()) {
            return Err(Error::Tampered(R::TABLE));
        }
        vouch(tx, row, Some(&proof));
    }
    Ok(written)
}

/// Takes a row away, if it still stands as it was read, with what hangs on it. `false`: somebody changed it or took it
/// away already.
pub async fn remove<R: Guarded>(tx: &mut Tx, app: &App, row: &R) -> Result<bool> {
    take_away(tx, app, row, false).await
}

/// The same for a row that says itself that it is over, or that leads to something that is not there: put back, it does
/// nothing, and nothing is remembered of it.
pub async fn remove_over<R: Guarded>(tx: &mut Tx, app: &App, row: &R) -> Result<bool> {
    take_away(tx, app, row, true).await
}

async fn take_away<R: Guarded>(tx: &mut Tx, app: &App, row: &R, is_over: bool) -> Result<bool> {
    let (cells, proof) = columns(app, row);
    let keys = R::KEY.iter().enumerate();
    let same: Vec<String> = keys
        .map(|(at, column)| format!("{column} = ${}", at + 1))
        .collect();
    let sql = format!(
        "delete from {} where {} and proof = ${}",
        R::TABLE,
        same.join(" and "),
        R::KEY.len() + 1
    );
    let keys = cells.into_iter().take(R::KEY.len());
    let mut values: Vec<Value> = keys.map(|(_, value)| value).collect();
    values.push(proof.into());
    let gone = tx.exec_made(sql, values).await?;
    if gone == 1 {
        vouch(tx, row, None);
        note_gone(tx, row, is_over);
    }
    Ok(gone == 1)
}

/// Rows that the audit log vouches for, by table and key, with what stands in them now.
pub type Standing = Vec<(String, Vec<u8>)>;
