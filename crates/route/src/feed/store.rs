//! Links to feeds: one for each officer, of which the database holds a fingerprint.

use platform::db::{Migration, Reader};
use platform::proof::{self, Noted, Standing};
use platform::{App, PersonId, Result, Tenant, guarded, params};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-48-feeds",
    sql: "create table feed (
  tenant {uuid} not null, person {uuid} not null, token {bytes}, version {int} not null, proof {bytes} not null,
  primary key (tenant, person)){strict};
create unique index feed_token on feed (token);
",
}];

/// The row stays when a feed ends: one of before that is put back is known to be older.
pub struct Feed {
    pub tenant: Tenant,
    pub person: PersonId,
    /// The fingerprint of the link; `None` once it was ended.
    pub token: Option<Vec<u8>>,
    pub version: i64,
}

guarded!(
    Feed,
    "feed",
    |row| Noted::InAudit(row.tenant),
    version,
    key[tenant, person],
    [token, version]
);

pub fn fingerprint(app: &App, token: &str) -> Vec<u8> {
    let keys = app.keys.instance("feed");
    keys.fingerprint(&[token.as_bytes()]).to_vec()
}

/// Of somebody; one without a link when they never had one.
pub async fn of(tx: &mut Reader, app: &App, tenant: Tenant, person: PersonId) -> Result<Feed> {
    let sql = "select {row} from feed where tenant = $1 and person = $2";
    let known = proof::one(tx, app, sql, params![tenant, person]).await?;
    Ok(known.unwrap_or(Feed {
        tenant,
        person,
        token: None,
        version: 0,
    }))
}

/// The one that a link opens.
pub async fn find(tx: &mut Reader, app: &App, token: &str) -> Result<Option<Feed>> {
    let sql = "select {row} from feed where token = $1";
    proof::one(tx, app, sql, params![fingerprint(app, token)]).await
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Feed>(tx, app, tenant).await
}
