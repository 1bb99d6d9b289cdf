//! A link with which somebody sets a password, and a code where one is needed. It works once.

use platform::clock::{DAY, whole_day};
use platform::db::{Migration, Reader, Tx};
use platform::proof::{self, Noted};
use platform::{App, Error, Millis, PersonId, Result, Tenant, guarded, params};

use super::model::CodeSecret;
use super::store;

pub(super) const MIGRATION: Migration = Migration {
    id: "accounts-18-spent-links",
    sql: "create table spent_link (
  token {bytes} primary key, tenant {uuid} not null, why text not null, spent_on {int} not null){strict};
create index spent_link_day on spent_link (spent_on);
",
};

/// So long afterwards whoever has a link is told what became of it.
const REMEMBERED: Millis = 60 * DAY;

/// What became of a link that works no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spent {
    /// Somebody chose a password with it.
    Used,
    /// A newer one took its place, or the access ended.
    Replaced,
    /// Nobody used it within seven days.
    Expired,
}

impl Spent {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
        }
    }
}

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

/// Earlier links of a person stop working.
pub(super) async fn withdraw(tx: &mut Tx, app: &App, person: PersonId) -> Result<()> {
    let sql = "select {row} from invitation where person = $1";
    for invitation in proof::those_that_stand::<Invitation>(tx, app, sql, params![person]).await? {
        invitation.take(tx, app, Spent::Replaced).await?;
    }
    Ok(())
}

/// Forgets links that were spent long ago.
pub(crate) async fn forget_spent(tx: &mut Tx, app: &App) -> Result<()> {
    let before = whole_day(app.clock.now()) - REMEMBERED;
    let sql = "delete from spent_link where spent_on < $1";
    tx.exec(sql, params![before]).await?;
    Ok(())
}

impl Invitation {
    pub(crate) async fn find(tx: &mut Reader, app: &App, token: &str) -> Result<Self> {
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

    /// What became of a link, and where it was for; `None` when there never was one like it, or it
    /// was spent long ago.
    pub(crate) async fn spent(
        tx: &mut Reader,
        app: &App,
        token: &str,
    ) -> Result<Option<(Spent, Tenant)>> {
        let token = fingerprint(app, token);
        let sql = "select tenant, why from spent_link where token = $1";
        if let Some(row) = tx.row(sql, params![token]).await? {
            let (why, tenant): (String, Tenant) = (row.get("why")?, row.get("tenant")?);
            let known = [Spent::Used, Spent::Replaced].into_iter();
            let spent = known.into_iter().find(|spent| spent.id() == why);
            return Ok(spent.map(|spent| (spent, tenant)));
        }
        let sql = "select {row} from invitation where token = $1 and expires_at <= $2";
        let old: Option<Self> = proof::one(tx, app, sql, params![token, app.clock.now()]).await?;
        Ok(old.map(|old| (Spent::Expired, old.tenant)))
    }

    /// Somebody chose a password with it; whoever comes second finds none.
    pub(crate) async fn used(&self, tx: &mut Tx, app: &App) -> Result<()> {
        self.take(tx, app, Spent::Used).await
    }

    async fn take(&self, tx: &mut Tx, app: &App, why: Spent) -> Result<()> {
        if !proof::remove(tx, app, self).await? {
            return Err(Error::NotFound);
        }
        let day = whole_day(app.clock.now());
        tx.exec(
            "insert into spent_link (token, tenant, why, spent_on) values ($1, $2, $3, $4)
             on conflict (token) do nothing",
            params![self.token, self.tenant, why.id(), day],
        )
        .await?;
        Ok(())
    }

    pub(crate) fn code(&self, app: &App) -> Result<CodeSecret> {
        let place = format!("invited:{}", self.person);
        let plain = app
            .keys
            .instance("people")
            .open(&self.code_sealed, &place)?;
        Ok(CodeSecret(String::from_utf8_lossy(&plain).into_owned()))
    }
}
