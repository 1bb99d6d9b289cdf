//! How an officer can be reached, in the database: sealed, and with a proof.

use jiff::civil::Date;
use platform::db::{Migration, Reader, Tx};
use platform::proof::{self, Noted, Standing};
use platform::{App, Error, PersonId, Result, Role, Tenant, guarded, params};
use serde::{Deserialize, Serialize};

use super::away::Away;
use crate::people;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "accounts-18-reach",
    sql: "create table reach (
  tenant {uuid} not null references municipality (id), person {uuid} not null references person (id),
  sealed {bytes} not null, version {int} not null, proof {bytes} not null, primary key (tenant, person)){strict};
",
}];

/// In an officer's own words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    pub team: String,
    pub phone: String,
    /// On which days, at what hours.
    pub present: String,
    /// Not there at all, for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<Away>,
}

/// An officer, and how to be reached.
pub struct Officer {
    pub id: PersonId,
    pub name: String,
    /// The address of the account.
    pub email: String,
    pub reach: Reach,
}

impl Officer {
    /// Until which day they are not there, if that is now.
    #[must_use]
    pub fn away(&self, today: Date) -> Option<Date> {
        let away = self.reach.away.filter(|away| away.is_on(today));
        away.map(|away| away.until)
    }

    /// The number as a phone takes it; none when they gave none.
    #[must_use]
    pub fn tel(&self) -> Option<String> {
        (!self.reach.phone.is_empty()).then(|| dialled(&self.reach.phone))
    }
}

/// A number as it is dialled.
pub(super) fn dialled(number: &str) -> String {
    let digits = number.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    digits.collect()
}

/// Who the officers are, and how each can be reached.
pub async fn officers(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Officer>> {
    let mut found = Vec::new();
    for person in people::with_role(tx, app, tenant, Role::Officer).await? {
        found.push(Officer {
            reach: of(tx, app, tenant, person.id).await?,
            id: person.id,
            name: person.name,
            email: person.email,
        });
    }
    Ok(found)
}

struct Record {
    tenant: Tenant,
    person: PersonId,
    sealed: Vec<u8>,
    version: i64,
}

guarded!(
    Record,
    "reach",
    |row| Noted::Everywhere(row.tenant),
    version, key [tenant, person], [sealed, version]
);

fn place(tenant: Tenant, person: PersonId) -> String {
    format!("reach:{}:{person}", tenant.0)
}

async fn record(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    person: PersonId,
) -> Result<Option<Record>> {
    let sql = "select {row} from reach where tenant = $1 and person = $2";
    proof::one(tx, app, sql, params![tenant, person]).await
}

/// How somebody can be reached; nothing, as long as they did not say.
pub async fn of(tx: &mut Reader, app: &App, tenant: Tenant, person: PersonId) -> Result<Reach> {
    let opened = async {
        let Some(row) = record(tx, app, tenant, person).await? else {
            return Ok(Reach::default());
        };
        let place = place(tenant, person);
        let words = app.keys.tenant(tenant)?.open(&row.sealed, &place)?;
        Ok(serde_json::from_slice(&words)?)
    };
    match opened.await {
        // Not what was written: no number, rather than somebody else's. `meldroute check` names the row.
        Err(error) if Error::is_damage(&error) => Ok(Reach::default()),
        other => other,
    }
}

/// Writes how somebody can be reached.
pub async fn save(
    tx: &mut Tx,
    app: &App,
    (tenant, person): (Tenant, PersonId),
    reach: &Reach,
) -> Result<()> {
    let known = record(tx, app, tenant, person).await?;
    let words = serde_json::to_vec(reach)?;
    let key = app.keys.tenant(tenant)?;
    let mut row = Record {
        tenant,
        person,
        sealed: key.seal(&words, &place(tenant, person)),
        version: known.map_or(0, |known| known.version),
    };
    proof::save(tx, app, &mut row).await
}

/// What the audit log vouches for here (for `meldroute check`).
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Record>(tx, app, tenant).await
}

#[cfg(test)]
mod tests {
    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        housekeeping::golden::stays::<super::Reach>(env!("CARGO_MANIFEST_DIR"), "reach");
    }
}
