//! The step `route-50-questions-proved`: a question says of whom it was asked, and its proof with it.

use platform::db::Tx;
use platform::proof::{self, Noted};
use platform::{App, Millis, Result, Tenant, guarded, params};
use uuid::Uuid;

/// As it stood before: all were for the officer.
struct Before {
    id: Uuid,
    tenant: Tenant,
    mark: [u8; 32],
    wrapped_key: Vec<u8>,
    content: Vec<u8>,
    due_at: Option<Millis>,
    ends_at: Option<Millis>,
    version: i64,
}

guarded!(
    Before,
    "question",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [tenant, mark, wrapped_key, content, due_at, ends_at, version]
);

struct Now {
    id: Uuid,
    tenant: Tenant,
    mark: [u8; 32],
    wrapped_key: Vec<u8>,
    content: Vec<u8>,
    due_at: Option<Millis>,
    ends_at: Option<Millis>,
    addressee: String,
    version: i64,
}

guarded!(
    Now,
    "question",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [
        tenant,
        mark,
        wrapped_key,
        content,
        due_at,
        ends_at,
        addressee,
        version
    ]
);

/// Proves each anew. One that does not stand keeps nobody from working: `meldroute check` names it.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn prove_questions(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let sql = "select {row} from question where tenant = $1";
    let rows = proof::rows::<Before>(tx, sql, params![tenant]).await?;
    for before in proof::sound::<Before>(tx, app, &rows)? {
        let mut now = Now {
            id: before.id,
            tenant,
            mark: before.mark,
            wrapped_key: before.wrapped_key,
            content: before.content,
            due_at: before.due_at,
            ends_at: before.ends_at,
            addressee: "officer".to_owned(),
            version: before.version,
        };
        proof::save(tx, app, &mut now).await?;
    }
    Ok(())
}
