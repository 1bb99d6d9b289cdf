//! Accounts, memberships and invitations.

use std::collections::HashMap;

use platform::clock::DAY;
use platform::db::{Migration, Row, Tx};
use platform::{App, Error, Result, Role, Tenant, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Key, PrivateKey, PublicKey, Salt, stretch};

use super::model::CodeSecret;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "accounts-01-people",
    sql: "create table person (
  id {uuid} primary key, address {bytes} not null unique, sealed {bytes} not null, salt {bytes},
  wrapped_secret {bytes}, public_key {bytes}, code_sealed {bytes}, code_step {int} not null,
  epoch {int} not null, created_at {int} not null){strict};
create table membership (
  person {uuid} not null references person (id), tenant {uuid} not null references municipality (id),
  roles text not null, primary key (person, tenant)){strict};
create table invitation (
  token {bytes} primary key, person {uuid} not null references person (id), tenant {uuid} not null,
  expires_at {int} not null){strict};
",
}];

#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    email: String,
}

/// A person as the administrator sees one.
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub roles: Vec<Role>,
    /// Has set a password.
    pub joined: bool,
}

pub struct NewPerson<'a> {
    pub name: &'a str,
    pub email: &'a str,
}

fn place(id: Uuid) -> String {
    format!("person:{id}")
}

fn address(app: &App, email: &str) -> [u8; 32] {
    app.keys.instance("address").fingerprint(&[email.trim().to_lowercase().as_bytes()])
}

fn open(app: &App, row: &Row) -> Result<Sealed> {
    let id = row.get::<Uuid>("id")?;
    let plain = app.keys.instance("people").open(&row.get::<Vec<u8>>("sealed")?, &place(id))?;
    Ok(serde_json::from_slice(&plain)?)
}

/// Makes an account without a password: an invitation gives it one.
pub async fn create(tx: &mut Tx, app: &App, new: NewPerson<'_>) -> Result<Uuid> {
    let id = app.clock.id();
    let sealed =
        serde_json::to_vec(&Sealed { name: new.name.trim().into(), email: new.email.trim().into() })?;
    let code = CodeSecret::random();
    let people = app.keys.instance("people");
    tx.exec(
        "insert into person (id, address, sealed, code_sealed, code_step, epoch, created_at)
         values ($1, $2, $3, $4, 0, 0, $5)",
        params![
            id,
            address(app, new.email),
            people.seal(&sealed, &place(id)),
            people.seal(code.0.as_bytes(), &format!("code:{id}")),
            app.clock.now()
        ],
    )
    .await?;
    Ok(id)
}

/// A known one-time-code secret instead of a random one, for the fixed accounts of the demo.
pub async fn set_code(tx: &mut Tx, app: &App, id: Uuid, code: &CodeSecret) -> Result<()> {
    let sealed = app.keys.instance("people").seal(code.0.as_bytes(), &format!("code:{id}"));
    tx.exec("update person set code_sealed = $2 where id = $1", params![id, sealed]).await?;
    Ok(())
}

/// Sets a (new) password. A forgotten one took the old secret with it, so a new secret is made; the
/// caller re-links what the person reported (`route::reporters`).
pub async fn set_password(tx: &mut Tx, id: Uuid, password: &str, secret: Option<Key>) -> Result<Key> {
    let (salt, secret): (Salt, Key) = (vault::random(), secret.unwrap_or_else(Key::random));
    let password = password.to_owned();
    let key = tokio::task::spawn_blocking(move || stretch(&password, &salt))
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    let public = PrivateKey::from_key(&secret.derive("mailbox")).public();
    tx.exec(
        "update person set salt = $2, wrapped_secret = $3, public_key = $4, epoch = epoch + 1 where id = $1",
        params![id, salt.as_slice(), key.wrap(&secret, &format!("secret:{id}")), *public.as_bytes()],
    )
    .await?;
    Ok(secret)
}

/// Sets a person's roles in a municipality; none means: no access there any more.
pub async fn add_roles(tx: &mut Tx, id: Uuid, tenant: Tenant, roles: &[Role]) -> Result<()> {
    if roles.is_empty() {
        tx.exec("delete from membership where person = $1 and tenant = $2", params![id, tenant]).await?;
    } else {
        tx.exec(
            "insert into membership (person, tenant, roles) values ($1, $2, $3)
             on conflict (person, tenant) do update set roles = excluded.roles",
            params![id, tenant, Role::join(roles)],
        )
        .await?;
    }
    Ok(())
}

/// Does this person sign in with a code already?
pub async fn has_code(tx: &mut Tx, id: Uuid) -> Result<bool> {
    let rows = tx.rows("select roles from membership where person = $1", params![id]).await?;
    let roles = rows.iter().map(|row| row.get::<String>("roles")).collect::<Result<Vec<_>>>()?;
    Ok(roles.iter().flat_map(|roles| Role::split(roles)).any(Role::needs_code))
}

/// Ends every session of a person, wherever it is.
pub async fn end_sessions(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.exec("update person set epoch = epoch + 1 where id = $1", params![id]).await?;
    Ok(())
}

/// A link that lets the person set a password; earlier links stop working.
pub async fn invite(tx: &mut Tx, app: &App, id: Uuid, tenant: Tenant) -> Result<String> {
    let token: String = vault::hex(&vault::random::<20>());
    tx.exec("delete from invitation where person = $1", params![id]).await?;
    tx.exec(
        "insert into invitation (token, person, tenant, expires_at) values ($1, $2, $3, $4)",
        params![
            app.keys.instance("invitation").fingerprint(&[token.as_bytes()]),
            id,
            tenant,
            app.clock.now() + 7 * DAY
        ],
    )
    .await?;
    Ok(token)
}

pub(super) struct Invited {
    pub id: Uuid,
    pub tenant: Tenant,
    pub name: String,
    pub email: String,
    pub code: CodeSecret,
    pub roles: Vec<Role>,
}

pub(super) async fn invited(tx: &mut Tx, app: &App, token: &str) -> Result<Invited> {
    let token = app.keys.instance("invitation").fingerprint(&[token.as_bytes()]);
    let row = tx
        .must(
            "select p.id, p.sealed, p.code_sealed, i.tenant, m.roles from invitation i
             join person p on p.id = i.person
             join membership m on m.person = p.id and m.tenant = i.tenant
             where i.token = $1 and i.expires_at > $2",
            params![token, app.clock.now()],
        )
        .await?;
    let (id, sealed) = (row.get("id")?, open(app, &row)?);
    Ok(Invited {
        id,
        tenant: Tenant(row.get("tenant")?),
        name: sealed.name,
        email: sealed.email,
        code: code(app, id, &row)?,
        roles: Role::split(&row.get::<String>("roles")?),
    })
}

pub(super) async fn uninvite(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.exec("delete from invitation where person = $1", params![id]).await?;
    Ok(())
}

fn code(app: &App, id: Uuid, row: &Row) -> Result<CodeSecret> {
    let plain =
        app.keys.instance("people").open(&row.get::<Vec<u8>>("code_sealed")?, &format!("code:{id}"))?;
    Ok(CodeSecret(String::from_utf8_lossy(&plain).into_owned()))
}

/// An account, for signing in.
pub(crate) struct Account {
    pub id: Uuid,
    pub salt: Salt,
    pub wrapped_secret: Vec<u8>,
    pub code: CodeSecret,
    pub epoch: i64,
    pub memberships: Vec<(Tenant, Vec<Role>)>,
}

pub(crate) async fn account(tx: &mut Tx, app: &App, email: &str) -> Result<Option<Account>> {
    let row = tx
        .row(
            "select * from person where address = $1 and wrapped_secret is not null",
            params![address(app, email)],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let id = row.get("id")?;
    let salt = Salt::try_from(row.get::<Vec<u8>>("salt")?).map_err(|_| Error::Internal("salt".into()))?;
    let memberships = tx
        .rows("select tenant, roles from membership where person = $1 order by tenant", params![id])
        .await?
        .iter()
        .map(|row| Ok((Tenant(row.get("tenant")?), Role::split(&row.get::<String>("roles")?))))
        .collect::<Result<_>>()?;
    Ok(Some(Account {
        id,
        salt,
        wrapped_secret: row.get("wrapped_secret")?,
        code: code(app, id, &row)?,
        epoch: row.get("epoch")?,
        memberships,
    }))
}

/// A code counts once: its step is remembered. `false`: it was used before.
pub(crate) async fn accept_code_step(tx: &mut Tx, id: Uuid, step: i64) -> Result<bool> {
    Ok(tx
        .exec("update person set code_step = $2 where id = $1 and code_step < $2", params![id, step])
        .await?
        == 1)
}

pub async fn by_email(tx: &mut Tx, app: &App, email: &str) -> Result<Option<Uuid>> {
    let row = tx.row("select id from person where address = $1", params![address(app, email)]).await?;
    row.map(|row| row.get("id")).transpose()
}

/// Everybody with a role in a municipality, by name.
pub async fn of_tenant(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<Vec<Person>> {
    let rows = tx
        .rows(
            "select p.id, p.sealed, m.roles, p.wrapped_secret is not null as joined from person p
             join membership m on m.person = p.id where m.tenant = $1",
            params![tenant],
        )
        .await?;
    let mut people = rows
        .iter()
        .map(|row| {
            let sealed = open(app, row)?;
            Ok(Person {
                id: row.get("id")?,
                name: sealed.name,
                email: sealed.email,
                roles: Role::split(&row.get::<String>("roles")?),
                joined: row.get("joined")?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    people.sort_by_key(|person| person.name.to_lowercase());
    Ok(people)
}

/// Names by id, for showing who did something.
pub async fn names(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<HashMap<Uuid, String>> {
    Ok(of_tenant(tx, app, tenant).await?.into_iter().map(|person| (person.id, person.name)).collect())
}

pub async fn with_role(tx: &mut Tx, app: &App, tenant: Tenant, role: Role) -> Result<Vec<Person>> {
    let mut people = of_tenant(tx, app, tenant).await?;
    people.retain(|person| person.roles.contains(&role));
    Ok(people)
}

/// What can be sealed to a person so that only their own password opens it.
pub async fn mailbox(tx: &mut Tx, id: Uuid) -> Result<Option<PublicKey>> {
    let row = tx.row("select public_key from person where id = $1", params![id]).await?;
    let key = row.map(|row| row.get::<Option<Vec<u8>>>("public_key")).transpose()?.flatten();
    Ok(key.map(|bytes| PublicKey::from_bytes(&bytes)).transpose()?)
}

/// The officers of a municipality, without opening their names (for warning them).
pub async fn officers(tx: &mut Tx, tenant: Tenant) -> Result<Vec<Uuid>> {
    tx.rows("select person, roles from membership where tenant = $1", params![tenant])
        .await?
        .iter()
        .filter_map(|row| match (row.get::<Uuid>("person"), row.get::<String>("roles")) {
            (Ok(id), Ok(roles)) => Role::split(&roles).contains(&Role::Officer).then_some(Ok(id)),
            (Err(error), _) | (_, Err(error)) => Some(Err(error)),
        })
        .collect()
}

pub async fn email_of(app: &App, id: Uuid) -> Result<Option<String>> {
    let row = app.db.read().await?.row("select id, sealed from person where id = $1", params![id]).await?;
    row.map(|row| Ok(open(app, &row)?.email)).transpose()
}

/// The parts of an account that a session needs at every request.
pub(crate) async fn present(
    tx: &mut Tx,
    app: &App,
    id: Uuid,
) -> Result<Option<(i64, String, Vec<(Tenant, Vec<Role>)>)>> {
    let rows = tx
        .rows(
            "select p.id, p.epoch, p.sealed, m.tenant, m.roles from person p
             join membership m on m.person = p.id where p.id = $1",
            params![id],
        )
        .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let memberships = rows
        .iter()
        .map(|row| Ok((Tenant(row.get("tenant")?), Role::split(&row.get::<String>("roles")?))))
        .collect::<Result<_>>()?;
    Ok(Some((first.get("epoch")?, open(app, first)?.name, memberships)))
}
