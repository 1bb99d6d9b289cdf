//! What was said about a handover, in the database: sealed under the dossier's key, and gone with the dossier.

use platform::db::{Migration, Reader, Row, Tx};
use platform::proof::Standing;
use platform::{App, FileId, Millis, PersonId, Result, Tenant, params};
use route::dossiers::Open;
use route::parts::Holding;
use route::referrals::ReferralId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::{Outcome, What};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "response-1-portal-messages",
    sql: "create table portal_message (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  referral {uuid} not null, at {int} not null, sealed {bytes} not null){strict};
create index portal_message_signal on portal_message (signal, tenant, at);
",
}];

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub what: What,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    pub text: String,
    pub at: Millis,
    /// Which form sent it: the same sent twice stands there once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Uuid>,
    /// Documents that came with it: files of the dossier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileId>,
    /// Tells whether the same documents came with the same form again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<[u8; 32]>,
    /// The officer who answered; nobody when the partner speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// Who spoke for the partner, when it was somebody with an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<PersonId>,
}

impl Message {
    /// Who spoke, as far as that is known by name.
    #[must_use]
    pub fn speaker(&self) -> Option<PersonId> {
        self.by.or(self.account)
    }
}

fn place(id: Uuid, referral: ReferralId, at: Millis) -> String {
    format!("portal:{id}:{referral}:{at}")
}

pub async fn add(
    tx: &mut Tx,
    app: &App,
    open: &Open,
    referral: ReferralId,
    message: &Message,
) -> Result<()> {
    let id = app.clock.id();
    let sealed = open.seal(message, &place(id, referral, message.at))?;
    tx.wrote("portal_message", id, &sealed);
    let sql = "insert into portal_message (id, tenant, signal, referral, at, sealed) values ($1, $2, $3, $4, $5, $6)";
    let values = params![id, open.tenant(), open.id(), referral, message.at, sealed];
    tx.exec(sql, values).await?;
    Ok(())
}

/// All of a dossier, the oldest first, each with its handover. What is damaged is left out: `meldroute check` names
/// it.
pub async fn all(tx: &mut Reader, open: &Open) -> Result<Vec<(ReferralId, Message)>> {
    listed(tx, open, true).await
}

async fn listed(
    tx: &mut Reader,
    open: &Open,
    leaves_out: bool,
) -> Result<Vec<(ReferralId, Message)>> {
    let sql = "select id, referral, at, sealed from portal_message where signal = $1 and tenant = $2 order by at, id";
    let rows = tx.rows(sql, params![open.id(), open.tenant()]).await?;
    let mut found = Vec::new();
    for row in &rows {
        match read(open, row) {
            Err(error) if leaves_out && error.is_damage() => {}
            one => found.push(one?),
        }
    }
    Ok(found)
}

fn read(open: &Open, row: &Row) -> Result<(ReferralId, Message)> {
    let (id, referral): (Uuid, ReferralId) = (row.get("id")?, row.get("referral")?);
    let (at, sealed): (Millis, Vec<u8>) = (row.get("at")?, row.get("sealed")?);
    Ok((referral, open.unseal(&sealed, &place(id, referral, at))?))
}

/// Of one handover, the oldest first.
pub async fn of(tx: &mut Reader, open: &Open, referral: ReferralId) -> Result<Vec<Message>> {
    let all = all(tx, open).await?.into_iter();
    Ok(all
        .filter(|(of, _)| *of == referral)
        .map(|(_, message)| message)
        .collect())
}

/// For `meldroute check`: each row, and what stands in it.
pub async fn standing(tx: &mut Reader, tenant: Tenant) -> Result<Standing> {
    let sql = "select id, sealed from portal_message where tenant = $1";
    let rows = tx.rows(sql, params![tenant]).await?;
    let found = rows.iter().map(|row| {
        let id: Uuid = row.get("id")?;
        Ok((format!("portal_message:{id}"), row.get("sealed")?))
    });
    found.collect()
}

/// `meldroute check` opens what was said.
pub const OF_DOSSIER: Holding = Holding::OfDossier(|tx, _, open| {
    Box::pin(async move { listed(tx, open, false).await.map(|_| ()) })
});

#[cfg(test)]
mod tests {
    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        housekeeping::golden::stays::<super::Message>(env!("CARGO_MANIFEST_DIR"), "portal_message");
    }
}
