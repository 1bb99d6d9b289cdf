//! A link with which somebody sets a password, and a code where one is needed. It works once.

use platform::clock::DAY;
use platform::db::{Row, Tx, Value};
use platform::proof::{self, Guarded};
use platform::{App, Error, Millis, Result, Tenant, params};
use uuid::Uuid;

use super::model::CodeSecret;

pub(crate) struct Invitation {
    token: [u8; 32],
    pub person: Uuid,
    pub tenant: Tenant,
    /// Who made the link; nobody: the command line, or the founding.
    pub by: Option<Uuid>,
    code_sealed: Vec<u8>,
    expires_at: Millis,
}

impl Guarded for Invitation {
    const TABLE: &'static str = "invitation";

    fn tenant(&self) -> Option<Tenant> {
        Some(self.tenant)
    }

    fn key(&self) -> String {
        vault::hex(&self.token[..16])
    }

    fn revision(&self) -> i64 {
        1
    }

    fn parts(&self) -> Vec<Value> {
        params![self.token, self.person, self.tenant, self.by, self.code_sealed.as_slice(), self.expires_at]
    }
}

fn fingerprint(app: &App, token: &str) -> [u8; 32] {
    app.keys.instance("invitation").fingerprint(&[token.as_bytes()])
}

/// A link for a person; earlier links stop working. A new link means a new secret for codes.
pub async fn invite(
    tx: &mut Tx,
    app: &App,
    person: Uuid,
    tenant: Tenant,
    by: Option<Uuid>,
) -> Result<String> {
    withdraw(tx, app, person).await?;
    let token: String = vault::hex(&vault::random::<20>());
    let code = CodeSecret::random();
    let invitation = Invitation {
        token: fingerprint(app, &token),
        person,
        tenant,
        by,
        code_sealed: app.keys.instance("people").seal(code.0.as_bytes(), &format!("invited:{person}")),
        expires_at: app.clock.now() + 7 * DAY,
    };
    let proof = proof::write(tx, app, &invitation);
    tx.exec(
        "insert into invitation (token, person, tenant, made_by, code_sealed, expires_at, proof)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            invitation.token,
            person,
            tenant,
            by,
            invitation.code_sealed.as_slice(),
            invitation.expires_at,
            proof
        ],
    )
    .await?;
    Ok(token)
}

async fn withdraw(tx: &mut Tx, app: &App, person: Uuid) -> Result<()> {
    for row in tx.rows("select * from invitation where person = $1", params![person]).await? {
        Invitation::read(tx, app, &row)?.take(tx).await?;
    }
    Ok(())
}

impl Invitation {
    fn read(tx: &Tx, app: &App, row: &Row) -> Result<Self> {
        let token: Vec<u8> = row.get("token")?;
        let invitation = Self {
            token: token.try_into().map_err(|_| Error::Tampered(Self::TABLE))?,
            person: row.get("person")?,
            tenant: Tenant(row.get("tenant")?),
            by: row.get("made_by")?,
            code_sealed: row.get("code_sealed")?,
            expires_at: row.get("expires_at")?,
        };
        proof::check(app, tx, &invitation, &row.get::<Vec<u8>>("proof")?)?;
        Ok(invitation)
    }

    pub(super) async fn find(tx: &mut Tx, app: &App, token: &str) -> Result<Self> {
        let row = tx
            .must(
                "select * from invitation where token = $1 and expires_at > $2",
                params![fingerprint(app, token), app.clock.now()],
            )
            .await?;
        Self::read(tx, app, &row)
    }

    /// Takes the link away; whoever comes second finds none.
    pub(super) async fn take(self, tx: &mut Tx) -> Result<()> {
        let taken = tx.exec("delete from invitation where token = $1", params![self.token]).await?;
        proof::removed(tx, &self);
        if taken == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    pub(super) fn code(&self, app: &App) -> Result<CodeSecret> {
        let place = format!("invited:{}", self.person);
        let plain = app.keys.instance("people").open(&self.code_sealed, &place)?;
        Ok(CodeSecret(String::from_utf8_lossy(&plain).into_owned()))
    }
}

/// For `meldroute check`.
pub(super) fn check(tx: &Tx, app: &App, row: &Row) -> Result<()> {
    Invitation::read(tx, app, row).map(|_| ())
}
