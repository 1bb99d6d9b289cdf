//! Writing: a transaction, and what the audit record of an act vouches for.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::AssertSqlSafe;

use super::alone::Alone;
use super::reader::{Connection, Reader, bound, on};
use super::value::Value;
use crate::audit::{self, Event};
use crate::high_water::End;
use crate::proof::{Fresh, Gone, Name};
use crate::{App, Error, Result, Tenant};

/// A transaction that writes. What it wrote is lasting once it is committed, and gone otherwise.
pub struct Tx {
    reader: Reader,
    /// What was written that the audit record vouches for: `table:key`, and a tag of what stands
    /// there now.
    written: BTreeMap<Option<Tenant>, Written>,
    /// Versions of rows that this one wrote, and whether they are noted outside the database.
    versions: Vec<(Name, i64, bool)>,
    /// Rows that this one took away.
    gone: Vec<Gone>,
    /// The ends of the chains that records were appended to.
    appended: Vec<(Tenant, End)>,
}

/// Rows and their tags; no tag: the row was taken away.
pub(crate) type Written = BTreeMap<String, Option<String>>;

/// Whatever reads, reads within a transaction too.
impl Deref for Tx {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}

impl Tx {
    pub(super) fn new(connection: Connection, alone: Alone, fresh: &Arc<Fresh>) -> Self {
        Self {
            reader: Reader::new(connection, alone, fresh),
            written: BTreeMap::new(),
            versions: Vec::new(),
            gone: Vec::new(),
            appended: Vec::new(),
        }
    }

    /// Runs a statement; gives the number of rows it touched.
    pub async fn exec(&mut self, sql: &'static str, params: Vec<Value>) -> Result<u64> {
        Ok(on!(self.reader, c => bound!(sql, params).execute(c).await?.rows_affected()))
    }

    /// The same, of a statement that was put together from names of columns (`proof`).
    pub(crate) async fn exec_made(&mut self, sql: String, params: Vec<Value>) -> Result<u64> {
        Ok(
            on!(self.reader, c => bound!(AssertSqlSafe(sql), params).execute(c).await?.rows_affected()),
        )
    }

    /// Runs statements as they stand, for steps of the schema.
    pub(super) async fn run(&mut self, sql: String) -> std::result::Result<(), sqlx::Error> {
        on!(self.reader, c => sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await.map(|_| ()))
    }

    /// Says what now stands in a row, so that the audit record can vouch for it: a row that is put
    /// back to an older state, or taken away, is then found (`meldroute check`). `tag` is a proof
    /// or sealed bytes.
    pub fn wrote(&mut self, table: &'static str, key: impl std::fmt::Display, tag: &[u8]) {
        // Its end: the authentication of sealed bytes, or of a fingerprint as good as its
        // beginning.
        let tag = vault::hex(&tag[tag.len().saturating_sub(8)..]);
        self.vouch(None, format!("{table}:{key}"), Some(tag));
    }

    /// Says that a row is gone, so that one which is put back is found.
    pub fn removed(&mut self, table: &'static str, key: impl std::fmt::Display) {
        self.vouch(None, format!("{table}:{key}"), None);
    }

    /// The same for a row of this municipality, whichever one the act is recorded in.
    pub(crate) fn vouch(&mut self, tenant: Option<Tenant>, row: String, tag: Option<String>) {
        self.written.entry(tenant).or_default().insert(row, tag);
    }

    /// From the commit on, no older version of this row is taken.
    pub(crate) fn note_version(&mut self, name: Name, version: i64, outside: bool) {
        self.gone.retain(|gone| gone.name != name);
        self.versions.push((name, version, outside));
    }

    /// From the commit on, no version of this row is taken.
    pub(crate) fn note_gone(&mut self, gone: Gone) {
        self.versions.retain(|(name, ..)| *name != gone.name);
        self.gone.push(gone);
    }

    /// Makes the change lasting, together with the record of who did it.
    pub async fn commit(mut self, app: &App, event: Event) -> Result<()> {
        self.record(app, event).await?;
        self.commit_recorded(app).await
    }

    /// Writes the record of an act, which vouches for what was written up to here. For the few that
    /// are acts in several municipalities or dossiers at once: what follows is another act.
    pub async fn record(&mut self, app: &App, event: Event) -> Result<()> {
        let mut written = std::mem::take(&mut self.written);
        let mut own = written.remove(&None).unwrap_or_default();
        own.extend(written.remove(&Some(event.tenant())).unwrap_or_default());
        // What an act changed in another municipality stands in that one's chain too.
        for (other, rows) in written {
            let Some(other) = other else { continue };
            let end = audit::append(self, app, event.also_in(other), &rows).await?;
            self.appended.push(end);
        }
        let end = audit::append(self, app, event, &own).await?;
        self.appended.push(end);
        Ok(())
    }

    /// Makes lasting what was recorded.
    pub(crate) async fn commit_recorded(mut self, app: &App) -> Result<()> {
        self.refuse_unrecorded("after its record")?;
        let appended = std::mem::take(&mut self.appended);
        let outside = self.versions.iter().any(|(_, _, outside)| *outside);
        self.finish().await?;
        for end in &appended {
            app.high_water.note(end);
        }
        // Rare acts (a role, a key) are noted at once; the rest within a minute.
        if outside && let Err(error) = app.note_high_water() {
            tracing::error!(error = %error.for_the_log(), "an act could not be noted outside the database; it will be");
        }
        Ok(())
    }

    /// For what is nobody's act (cleaning up what expired) or nobody's business (an own password).
    /// The reason is for the reader of the code.
    ///
    /// # Errors
    /// When something was written that the audit log must vouch for; nothing is lasting then.
    pub async fn commit_unaudited(self, reason: &'static str) -> Result<()> {
        self.refuse_unrecorded(reason)?;
        self.finish().await
    }

    fn refuse_unrecorded(&self, reason: &str) -> Result<()> {
        match self.written.values().flat_map(BTreeMap::keys).next() {
            Some(row) => Err(Error::Internal(format!(
                "{row} wants an audit record ({reason})"
            ))),
            None => Ok(()),
        }
    }

    async fn finish(self) -> Result<()> {
        let fresh = self.reader.seen.fresh();
        match self.reader.connection {
            Connection::Sqlite(tx) => tx.commit().await?,
            Connection::Postgres(tx) => tx.commit().await?,
            _ => {
                return Err(Error::Internal("a reader cannot commit".into()));
            }
        }
        for (name, version, outside) in self.versions {
            fresh.note(&name, version, outside);
        }
        fresh.note_gone(&self.gone);
        Ok(())
    }
}
