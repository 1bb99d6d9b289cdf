//! Accounts and what they may do: the queries.

use std::collections::{BTreeMap, HashMap, HashSet};

use platform::db::{Migration, Reader, Row, Tx};
use platform::proof::{self, Standing};
use platform::{App, Error, PersonId, Result, Role, Scope, ScopedRole, Tenant, params, tenants};
use policy::{PartnerId, TableId};
use vault::PublicKey;

use super::invitation::{self, Invitation};
use super::membership;
use super::model::CodeSecret;
use super::person::{self, Credentials, Record};
use super::scopes;
use crate::mark_keys;

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        id: "accounts-15-people",
        sql: "create table person (
  id {uuid} primary key, address {bytes} not null unique, sealed {bytes} not null,
  home {uuid} not null references municipality (id), salt {bytes}, wrapped_secret {bytes}, public_key {bytes},
  code_sealed {bytes}, code_step {int} not null, epoch {int} not null, links {int} not null, created_on {int} not null,
  version {int} not null, proof {bytes} not null){strict};
create table membership (
  person {uuid} not null references person (id), tenant {uuid} not null references municipality (id),
  roles text not null, asked text not null, asked_by {uuid}, asked_on {int} not null,
  asked_why text not null, offered text not null, been {bool} not null, version {int} not null,
  proof {bytes} not null, primary key (person, tenant)){strict};
create index membership_tenant on membership (tenant);
create table invitation (
  token {bytes} primary key, person {uuid} not null references person (id), tenant {uuid} not null, made_by {uuid},
  code_sealed {bytes} not null, number {int} not null, expires_at {int} not null, proof {bytes} not null){strict};
",
    },
    Migration {
        id: "accounts-16-scoped-roles",
        sql: "create table scoped_role (
  person {uuid} not null references person (id), tenant {uuid} not null references municipality (id),
  role text not null, kind text not null, scope text not null, state text not null, upgraded {bool} not null,
  version {int} not null, proof {bytes} not null, primary key (person, tenant, role, kind, scope)){strict};
create index scoped_role_tenant on scoped_role (tenant);
",
    },
    invitation::MIGRATION,
];

/// A person as the administrator sees one.
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub roles: Vec<Role>,
    /// Waiting for a second person.
    pub asked: Vec<Role>,
    /// Waiting for the person: the account is of another municipality.
    pub offered: Vec<Role>,
    /// Has set a password.
    pub joined: bool,
    /// The account was made here, so a new link is given here.
    pub is_home: bool,
    /// How many links were made and used.
    pub links: i64,
    /// How often what they may do here was changed.
    pub version: i64,
}

pub struct NewPerson<'a> {
    pub name: &'a str,
    pub email: &'a str,
}

/// Makes an account without a password: an invitation gives it one.
pub async fn create(tx: &mut Tx, app: &App, new: NewPerson<'_>, home: Tenant) -> Result<PersonId> {
    let record = Record::new(app, new.name, new.email, home)?;
    if proof::insert(tx, app, &record).await? {
        Ok(record.id)
    } else {
        Err(Error::Conflict)
    }
}

pub(crate) async fn record(tx: &mut Reader, app: &App, id: PersonId) -> Result<Record> {
    proof::must(
        tx,
        app,
        "select {row} from person where id = $1",
        params![id],
    )
    .await
}

/// A known one-time-code secret instead of a random one, for the fixed accounts of the demo.
pub(super) async fn set_code(
    tx: &mut Tx,
    app: &App,
    id: PersonId,
    code: &CodeSecret,
) -> Result<()> {
    let mut person = record(tx, app, id).await?;
    person.set_code(app, code);
    person.save(tx, app).await
}

/// A person's first password, or a new one after the old was forgotten: a new secret, so the key
/// for marks waits for the officer. `by` made the link, which was in somebody's hands: nothing that
/// it opens shows anything of others before a second person says so.
pub(crate) async fn join(
    tx: &mut Tx,
    app: &App,
    id: PersonId,
    credentials: &Credentials,
    by: Option<PersonId>,
) -> Result<()> {
    let mut person = record(tx, app, id).await?;
    let again = person.joined();
    person.take(credentials);
    person.links += 1;
    person.save(tx, app).await?;
    for mut membership in membership::all_of(tx, app, id).await? {
        if membership.offered.is_empty() {
            let known = again || membership.been;
            mark_keys::leave(tx, app, membership.tenant, id, &credentials.secret, known).await?;
            membership.been = true;
        }
        if by.is_some() {
            membership.ask_again(by, again);
            scopes::ask_again(tx, app, id, membership.tenant).await?;
        }
        membership.save(tx, app).await?;
    }
    Ok(())
}

/// The own account: the person, and everything they may do anywhere.
pub(crate) async fn account_of(
    tx: &mut Reader,
    app: &App,
    id: PersonId,
) -> Result<(Record, Vec<membership::Record>)> {
    let (memberships, _) = membership::whole_of(tx, app, id).await?;
    Ok((record(tx, app, id).await?, memberships))
}

/// An account, for signing in.
pub(crate) struct Account {
    pub person: Record,
    pub memberships: Vec<membership::Record>,
    /// None of them was changed by somebody else.
    pub is_whole: bool,
}

impl Account {
    /// Signs in with a code: there is one, and some role wants it.
    pub fn needs_code(&self) -> bool {
        let all = || {
            self.memberships
                .iter()
                .flat_map(|one| one.roles.iter().chain(&one.asked).chain(&one.offered))
        };
        self.person.has_code() && all().any(|role| role.needs_code())
    }
}

pub(crate) async fn account(tx: &mut Reader, app: &App, email: &str) -> Result<Option<Account>> {
    let sql = "select {row} from person where address = $1";
    let address = person::address(app, email);
    let found: Option<Record> = proof::one(tx, app, sql, params![address]).await?;
    let Some(person) = found else {
        return Ok(None);
    };
    if !person.joined() {
        return Ok(None);
    }
    let (memberships, is_whole) = membership::whole_of(tx, app, person.id).await?;
    Ok(Some(Account {
        person,
        memberships,
        is_whole,
    }))
}

pub async fn by_email(tx: &mut Reader, app: &App, email: &str) -> Result<Option<PersonId>> {
    let row = tx
        .row(
            "select id from person where address = $1",
            params![person::address(app, email)],
        )
        .await?;
    row.map(|row| row.get("id")).transpose()
}

fn seen(tx: &Reader, app: &App, row: &Row, tenant: Tenant) -> Result<Person> {
    let person: Record = proof::read(tx, app, row)?;
    let who = person.who(app)?;
    Ok(Person {
        id: person.id,
        name: who.name,
        email: who.email,
        roles: Vec::new(),
        asked: Vec::new(),
        offered: Vec::new(),
        joined: person.joined(),
        is_home: person.home == tenant,
        links: person.links,
        version: 0,
    })
}

/// Everybody with a role in a municipality, by name.
pub async fn of_tenant(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Person>> {
    let rows = tx
        .rows(
            "select p.* from person p join membership m on m.person = p.id where m.tenant = $1",
            params![tenant],
        )
        .await?;
    let mut people = HashMap::new();
    for row in &rows {
        match seen(tx, app, row, tenant) {
            Ok(person) => drop(people.insert(person.id, person)),
            // One that somebody changed closes the list for nobody; `check` names it.
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    for membership in membership::all_in(tx, app, tenant).await? {
        if membership.is_empty() {
            people.remove(&membership.person);
            continue;
        }
        if let Some(person) = people.get_mut(&membership.person) {
            person.roles = membership.roles;
            person.asked = membership.asked;
            person.offered = membership.offered;
            person.version = membership.version;
            // Under what name somebody is known elsewhere, is theirs to tell.
            if person.roles.is_empty() && person.asked.is_empty() {
                person.name.clone_from(&person.email);
            }
        }
    }
    let mut people: Vec<Person> = people.into_values().collect();
    people.sort_by_key(|person| person.name.to_lowercase());
    Ok(people)
}

/// Names by id, for showing who did something.
pub async fn names(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
) -> Result<HashMap<PersonId, String>> {
    Ok(of_tenant(tx, app, tenant)
        .await?
        .into_iter()
        .map(|person| (person.id, person.name))
        .collect())
}

/// Names by id, for accountability: of whoever ended their work here too, as whoever reads the log must
/// be able to see who it was. Somebody of another municipality, who took nothing here, goes by the
/// address that was invited.
pub async fn remembered(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
) -> Result<HashMap<PersonId, String>> {
    let sql = "select p.* from person p join membership m on m.person = p.id where m.tenant = $1";
    let mut found = names(tx, app, tenant).await?;
    let been: HashSet<PersonId> = {
        let all = membership::all_in(tx, app, tenant).await?.into_iter();
        all.filter(|one| one.been).map(|one| one.person).collect()
    };
    for row in &tx.rows(sql, params![tenant]).await? {
        let person = match seen(tx, app, row, tenant) {
            Ok(person) => person,
            Err(error) if error.is_damage() => continue,
            Err(error) => return Err(error),
        };
        let own = person.is_home || been.contains(&person.id);
        let name = if own { person.name } else { person.email };
        found.entry(person.id).or_insert(name);
    }
    Ok(found)
}

pub async fn with_role(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    role: Role,
) -> Result<Vec<Person>> {
    let mut people = of_tenant(tx, app, tenant).await?;
    people.retain(|person| person.roles.contains(&role));
    Ok(people)
}

/// Is this the password that somebody signs in with? Takes as long as signing in.
pub async fn is_password(app: &App, id: PersonId, text: &str) -> Result<bool> {
    let person = record(&mut app.db.read().await?, app, id).await?;
    Ok(person.open(app, text).await?.is_some())
}

/// Three words that somebody sees on their own screen under Account, to be read aloud.
pub async fn words(tx: &mut Reader, app: &App, id: PersonId) -> Result<String> {
    Ok(record(tx, app, id).await?.words().unwrap_or_default())
}

/// What can be sealed to a person so that only their own password opens it.
pub async fn mailbox(tx: &mut Reader, app: &App, id: PersonId) -> Result<Option<PublicKey>> {
    let person = record(tx, app, id).await?;
    Ok(person.mailbox().map(PublicKey::from_bytes).transpose()?)
}

/// The officers of a municipality, without opening their names.
pub async fn officers(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<PersonId>> {
    holding(tx, app, tenant, Role::Officer).await
}

/// For whom a role counts here, without opening their names.
///
/// # Errors
/// When the database cannot be read.
pub async fn holding(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    role: Role,
) -> Result<Vec<PersonId>> {
    let mut all = membership::all_in(tx, app, tenant).await?;
    all.retain(|membership| membership.roles.contains(&role));
    Ok(all.into_iter().map(|holder| holder.person).collect())
}

/// Who takes part in which consultations, as far as that was confirmed; without opening their names.
///
/// # Errors
/// When the database cannot be read.
pub async fn seats(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
) -> Result<BTreeMap<PersonId, Vec<TableId>>> {
    let mut members = membership::all_in(tx, app, tenant).await?;
    members.retain(|member| member.roles.contains(&Role::Participant));
    let takes_part = |person| members.iter().any(|member| member.person == person);
    let mut found = BTreeMap::<PersonId, Vec<TableId>>::new();
    for record in scopes::all_in(tx, app, tenant).await? {
        let counts = record.state == scopes::State::Counts && record.role == Role::Participant;
        if !counts || !takes_part(record.person) {
            continue;
        }
        // One of a kind that this version does not know is no seat.
        if let Ok(Scope::Table(table)) = record.held().map(|held| held.scope) {
            found.entry(record.person).or_default().push(table);
        }
    }
    Ok(found)
}

/// Who has an account for this organisation, as far as that was confirmed; without opening their names.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_partner(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    partner: &PartnerId,
) -> Result<Vec<PersonId>> {
    let account = ScopedRole::account(partner.clone());
    if account.is_of_a_group(&app.tenants.get(tenant)?.pack) {
        return Ok(Vec::new());
    }
    let such = |record: &scopes::Record| {
        record.state == scopes::State::Counts && record.held().is_ok_and(|held| held == account)
    };
    let all = scopes::all_in(tx, app, tenant).await?.into_iter();
    let named: Vec<PersonId> = all.filter(such).map(|record| record.person).collect();
    let mut holders = holding(tx, app, tenant, Role::Partner).await?;
    holders.retain(|holder| named.contains(holder));
    Ok(holders)
}

pub async fn email_of(app: &App, id: PersonId) -> Result<Option<String>> {
    let mut tx = app.db.read().await?;
    let sql = "select {row} from person where id = $1";
    let person: Option<Record> = proof::one(&mut tx, app, sql, params![id]).await?;
    Ok(person
        .map(|person| person.who(app))
        .transpose()?
        .map(|who| who.email))
}

/// The parts of an account that a session needs at every request.
pub(crate) struct Present {
    pub person: Record,
    pub name: String,
    pub memberships: Vec<membership::Record>,
    /// None of them was changed by somebody else.
    pub is_whole: bool,
}

/// Reads them; `None` when there is no such
/// person, or the session with this fingerprint was ended. On the way, what another program changed
/// of a municipality is read anew.
pub(crate) async fn present(
    tx: &mut Reader,
    app: &App,
    id: PersonId,
    session: [u8; 32],
) -> Result<Option<Present>> {
    let row = tx
        .row(
            "select person.*, (select number from generation where id = 1) as generation from person
             where id = $1 and not exists (select 1 from ended_session where id = $2)",
            params![id, session],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let generation: Option<i64> = row.get("generation")?;
    tenants::follow(tx, app, generation.unwrap_or_default()).await?;
    let person: Record = proof::read(tx, app, &row)?;
    let name = person.who(app)?.name;
    let (memberships, is_whole) = membership::whole_of(tx, app, id).await?;
    Ok(Some(Present {
        person,
        name,
        memberships,
        is_whole,
    }))
}

/// Reads every account once, so that what is noted of them outside the database says nothing about
/// who was seen when.
pub async fn note_all(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    let rows = proof::rows::<Record>(&mut tx, "select {row} from person", params![]);
    for row in rows.await? {
        // One that does not stand as it was written is refused when it is used, and found by
        // `check`.
        drop(proof::read::<Record>(&tx, app, &row));
    }
    Ok(())
}

/// Everything here that the audit log vouches for, as it stands now (for `meldroute check`).
/// Everybody with a role here is opened too.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = mark_keys::standing(tx, app, tenant).await?;
    found.extend(proof::standing::<membership::Record>(tx, app, tenant).await?);
    found.extend(proof::standing::<scopes::Record>(tx, app, tenant).await?);
    for membership in membership::all_in(tx, app, tenant).await? {
        // The account of a role opens, and is there: its own writes stand in no audit log.
        let person = record(tx, app, membership.person)
            .await
            .map_err(|_| Error::Tampered("person"))?;
        person.who(app).map_err(|_| Error::Tampered("person"))?;
    }
    found.extend(proof::standing::<Invitation>(tx, app, tenant).await?);
    Ok(found)
}
