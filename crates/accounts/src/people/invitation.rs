//! A link with which somebody sets a password, and a code where one is needed. It works once.

use platform::clock::DAY;
use platform::db::{Reader, Tx};
use platform::proof::{self, Noted};
use platform::{App, Error, Millis, PersonId, Result, Tenant, guarded, params};

use super::model::CodeSecret;
use super::store;

pub(crate) struct Invitation {
    token: [u8; 32],
    pub person: PersonId,
    pub tenant: Tenant,
    /// Who made the link; nobody: the command line, or the founding.
    pub made_by: Option<PersonId>,
    code_sealed: Vec<u8>,
    /// Which of the person's links this is.
    number: i64,
    expires_at: Millis,
}

guarded!(
    Invitation,
    "invitation",
    |row| Noted::InAudit(row.tenant),
    once,
    key[token],
    [person, tenant, made_by, code_sealed, number, expires_at]
);

fn fingerprint(app: &App, token: &str) -> [u8; 32] {
    app.keys
        .instance("invitation")
        .fingerprint(&[token.as_bytes()])
}

/// A link for a person; earlier links stop working. A new link means a new secret for codes.
pub async fn invite(
    tx: &mut Tx,
    app: &App,
    person: PersonId,
    tenant: Tenant,
    by: Option<PersonId>,
) -> Result<String> {
    withdraw(tx, app, person).await?;
    let mut record = store::record(tx, app, person).await?;
    record.links += 1;
    record.save(tx, app).await?;
    let token: String = vault::hex(&vault::random::<20>());
    let code = CodeSecret::random();
    let invitation = Invitation {
        token: fingerprint(app, &token),
        person,
        tenant,
        made_by: by,
        code_sealed: app
            .keys
            .instance("people")
            .seal(code.0.as_bytes(), &format!("invited:{person}")),
        number: record.links,
        expires_at: app.clock.now() + 7 * DAY,
    };
    if !proof::insert(tx, app, &invitation).await? {
        return Err(Error::Conflict);
    }
    Ok(token)
}

async fn withdraw(tx: &mut Tx, app: &App, person: PersonId) -> Result<()> {
    let sql = "select {row} from invitation where person = $1";
    for invitation in proof::all::<Invitation>(tx, app, sql, params![person]).await? {
        invitation.take(tx, app).await?;
    }
    Ok(())
}

impl Invitation {
    pub(super) async fn find(tx: &mut Reader, app: &App, token: &str) -> Result<Self> {
        let found: Self = proof::must(
            tx,
            app,
            "select {row} from invitation where token = $1 and expires_at > $2",
            params![fingerprint(app, token), app.clock.now()],
        )
        .await?;
        // One that was used or replaced may have been put back.
        let person = store::record(tx, app, found.person).await?;
        if person.links == found.number {
            Ok(found)
        } else {
            Err(Error::NotFound)
        }
    }

    /// Takes the link away; whoever comes second finds none.
    pub(super) async fn take(self, tx: &mut Tx, app: &App) -> Result<()> {
        if proof::remove(tx, app, &self).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    pub(super) fn code(&self, app: &App) -> Result<CodeSecret> {
        let place = format!("invited:{}", self.person);
        let plain = app
            .keys
            .instance("people")
            .open(&self.code_sealed, &place)?;
        Ok(CodeSecret(String::from_utf8_lossy(&plain).into_owned()))
    }
}
