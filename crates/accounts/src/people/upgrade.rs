//! The step `accounts-17-seats-of-before`: a participant read the agenda of every table. Nobody loses
//! anything: whoever has the role, or waits for it, gets a seat at each table of the pack in use,
//! and the administrator sees that nobody chose them. Rows are read as they stood then.

use platform::db::Tx;
use platform::proof::{self, Noted};
use platform::{App, Millis, PersonId, Result, Tenant, guarded, params, tenants};
use policy::Table;

struct Membership {
    person: PersonId,
    tenant: Tenant,
    roles: String,
    asked: String,
    asked_by: Option<PersonId>,
    asked_on: Millis,
    asked_why: String,
    offered: String,
    been: bool,
    version: i64,
}

guarded!(
    Membership,
    "membership",
    |row| Noted::Everywhere(row.tenant),
    version, key [person, tenant], [roles, asked, asked_by, asked_on, asked_why, offered, been, version]
);

/// As it was when this table came: a column that a later step adds is not there yet.
struct Seat {
    person: PersonId,
    tenant: Tenant,
    role: String,
    kind: String,
    scope: String,
    state: String,
    upgraded: bool,
    version: i64,
}

guarded!(
    Seat,
    "scoped_role",
    |row| Noted::Everywhere(row.tenant),
    version, key [person, tenant, role, kind, scope], [state, upgraded, version]
);

impl Membership {
    /// How a seat stands: as the role does. Nothing for who is no participant.
    fn state(&self) -> Option<&'static str> {
        let is_in = |roles: &str| roles.split(',').any(|role| role == "participant");
        if is_in(&self.roles) {
            return Some("counts");
        }
        (is_in(&self.asked) || is_in(&self.offered)).then_some("asked")
    }
}

/// Of the pack in use. One that does not stand as it was written has no tables: its municipality is
/// shut until it is mended.
async fn tables(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<Vec<Table>> {
    let sql = "select pack_version from municipality where id = $1";
    let used: String = tx.must(sql, params![tenant]).await?.get("pack_version")?;
    let packs = tenants::packs(tx, app, tenant).await?.into_iter();
    let mut packs = packs.filter(|(version, _)| *version == used);
    Ok(packs
        .next()
        .map(|(_, pack)| pack.tables)
        .unwrap_or_default())
}

/// Gives participants of before every table.
pub async fn seats_of_before(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let tables = tables(tx, app, tenant).await?;
    let sql = "select {row} from membership where tenant = $1 order by person";
    let members: Vec<Membership> = proof::those_that_stand(tx, app, sql, params![tenant]).await?;
    for member in members {
        let Some(state) = member.state() else {
            continue;
        };
        for table in &tables {
            let mut seat = Seat {
                person: member.person,
                tenant,
                role: "participant".to_owned(),
                kind: "table".to_owned(),
                scope: table.id.get_ref().to_string(),
                state: state.to_owned(),
                upgraded: true,
                version: 0,
            };
            proof::save(tx, app, &mut seat).await?;
        }
    }
    Ok(())
}
