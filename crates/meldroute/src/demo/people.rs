//! The fifteen people of the demo. All of them are made up.

use accounts::people::{self, CodeSecret, Credentials, NewPerson, totp};
use accounts::who;
use platform::PersonId;
use platform::audit::Event;
use platform::clock::DAY;
use platform::db::Tx;
use platform::{Actor, App, Clock, Error, Millis, Result, Role, ScopedRole, Tenant, tenants};
use route::reporters::{self, OwnKey};
use vault::{Key, VaultKey};

pub const PASSWORD: &str = "vier losse fietsen in de regen";
pub const PASSPHRASE: &str = "zeven stille molens bij nacht";

pub struct Account {
    pub name: &'static str,
    pub email: &'static str,
    pub roles: &'static [Role],
    /// The secret for one-time codes, for whoever needs one.
    pub code: Option<&'static str>,
    /// Where a participant has a seat.
    tables: &'static [&'static str],
    /// Of which organisation somebody is.
    of: Option<&'static str>,
}

impl Account {
    const fn at(mut self, tables: &'static [&'static str]) -> Self {
        self.tables = tables;
        self
    }

    const fn of(mut self, partner: &'static str) -> Self {
        self.of = Some(partner);
        self
    }

    fn scopes(&self) -> Vec<ScopedRole> {
        let seat = |id: &&str| ScopedRole::seat((*id).into());
        let of = self.of.map(|id| ScopedRole::account(id.into()));
        self.tables.iter().map(seat).chain(of).collect()
    }
}

const fn account(
    name: &'static str,
    email: &'static str,
    roles: &'static [Role],
    code: Option<&'static str>,
) -> Account {
    Account {
        name,
        email,
        roles,
        code,
        tables: &[],
        of: None,
    }
}

pub const ACCOUNTS: [Account; 15] = [
    account(
        "Fenna Fictief",
        "aandachtsfunctionaris@montfoort.example",
        &[Role::Officer, Role::Employee],
        Some("MELDROUTEDEMOOFFICERAAAAAAAAAAAA"),
    ),
    account(
        "Valentijn Verzonnen",
        "plaatsvervanger@montfoort.example",
        &[Role::Officer],
        Some("MELDROUTEDEMODEPUTYAAAAAAAAAAAAA"),
    ),
    account(
        "Berend Bedacht",
        "beheer@montfoort.example",
        &[Role::Admin],
        Some("MELDROUTEDEMOADMINAAAAAAAAAAAAAA"),
    ),
    account(
        "Greet Gefingeerd",
        "fg@montfoort.example",
        &[Role::Auditor],
        Some("MELDROUTEDEMOAUDITORAAAAAAAAAAAA"),
    ),
    account(
        "Iris Ingebeeld",
        "integriteit@montfoort.example",
        &[Role::Integrity],
        Some("MELDROUTEDEMOINTEGRITYAAAAAAAAAA"),
    ),
    account(
        "Teun Testman",
        "coordinator@montfoort.example",
        &[Role::Coordinator],
        Some("MELDROUTEDEMOTEAMLEADAAAAAAAAAAA"),
    ),
    account(
        "Wim Wijkvoorbeeld",
        "overleg@montfoort.example",
        &[Role::Participant],
        Some("MELDROUTEDEMOWIJKAGENTAAAAAAAAAA"),
    )
    .at(&["ondermijning"]),
    account(
        "Rika Regiovoorbeeld",
        "regio-overleg@montfoort.example",
        &[Role::Participant],
        Some("MELDROUTEDEMOREGIOAAAAAAAAAAAAAA"),
    )
    .at(&["copen"]),
    account(
        "Vicky Veronderstel",
        "ketenpartner@veiligthuis.example",
        &[Role::Partner],
        Some("MELDROUTEDEMOPARTNERAAAAAAAAAAAA"),
    )
    .of("veilig_thuis"),
    account(
        "Emma Exempel",
        "balie@montfoort.example",
        &[Role::Employee],
        None,
    ),
    account(
        "Bo Boastra",
        "boa@montfoort.example",
        &[Role::Employee],
        None,
    ),
    account(
        "Samira Schijn",
        "wmo@montfoort.example",
        &[Role::Employee],
        None,
    ),
    account(
        "Lotte Lariekoek",
        "burgerzaken@montfoort.example",
        &[Role::Employee],
        None,
    ),
    account(
        "Daan Droom",
        "sociaalteam@montfoort.example",
        &[Role::Employee],
        None,
    ),
    account(
        "Noor Nergenshuizen",
        "vergunningen@montfoort.example",
        &[Role::Employee],
        None,
    ),
];

/// The code that an authenticator app would show now.
#[must_use]
pub fn current_code(secret: &str, now: Millis) -> String {
    let seconds = u64::try_from(now / 1000).unwrap_or(0);
    totp(&CodeSecret(secret.to_owned())).map_or_else(String::new, |generator| {
        generator.generate(seconds).to_string()
    })
}

/// Somebody who works here, able to act.
pub struct Staff {
    pub officer: Actor,
    /// Handles what the officer reported.
    pub deputy: Actor,
    /// What their passphrase opens.
    pub vault: VaultKey,
    /// Who hears of colleagues.
    pub hears: Actor,
    pub reporters: Vec<Actor>,
}

/// Founds the two municipalities of the demo and everybody's account. The officer serves both.
pub async fn found(app: &App, clock: &Clock, today: Millis) -> Result<(Tenant, Staff)> {
    clock.set(today - 930 * DAY);
    let [(_, montfoort), (_, neighbour)] = crate::setup::PACKS;
    let (tenant, vault) = municipality(app, montfoort).await?;
    clock.set(today - 930 * DAY + 60_000);
    let (second, second_vault) = municipality(app, neighbour).await?;
    let homes = [(tenant, vault.clone()), (second, second_vault)];
    let mut actors = Vec::new();
    for account in &ACCOUNTS {
        // The first of them is the officer, who serves both.
        let homes = if actors.is_empty() {
            &homes[..]
        } else {
            &homes[..1]
        };
        actors.push(joined(app, account, homes).await?);
    }
    let reporters = actors
        .iter()
        .filter(|actor| actor.is(Role::Employee))
        .cloned()
        .collect();
    let hears = actors.iter().find(|actor| actor.is(Role::Integrity));
    let Some(hears) = hears.cloned() else {
        return Err(Error::Internal("who hears of colleagues is needed".into()));
    };
    let mut officers = actors.into_iter().filter(|actor| actor.is(Role::Officer));
    let (Some(officer), Some(deputy)) = (officers.next(), officers.next()) else {
        return Err(Error::Internal("an officer and a deputy are needed".into()));
    };
    for (one, phone, present) in [
        (
            &officer,
            "0348 - 00 00 01",
            "maandag en donderdag, 9 tot 16 uur",
        ),
        (
            &deputy,
            "0348 - 00 00 02",
            "dinsdag en vrijdag, 9 tot 13 uur",
        ),
    ] {
        let reach = who::Reach {
            away: None,
            team: "Openbare orde en veiligheid".to_owned(),
            phone: phone.to_owned(),
            present: present.to_owned(),
        };
        who::say(app, one, &reach).await?;
    }
    let staff = Staff {
        officer,
        deputy,
        vault,
        hears,
        reporters,
    };
    Ok((tenant, staff))
}

/// Somebody with an account in these municipalities, the first of which is their own.
async fn joined(app: &App, account: &Account, homes: &[(Tenant, VaultKey)]) -> Result<Actor> {
    let (tenant, _) = homes[0];
    let mut tx = app.db.begin().await?;
    let new = NewPerson {
        name: account.name,
        email: account.email,
    };
    let id = people::create(&mut tx, app, new, tenant).await?;
    people::grant_roles(&mut tx, app, id, tenant, account.roles).await?;
    people::grant_scopes(&mut tx, app, id, tenant, &account.scopes()).await?;
    if let Some(code) = account.code {
        people::set_code(&mut tx, app, id, &CodeSecret(code.to_owned())).await?;
    }
    for (other, _) in &homes[1..] {
        people::grant_roles(&mut tx, app, id, *other, account.roles).await?;
    }
    let credentials = Credentials::make(app, id, PASSWORD, None).await?;
    people::join(&mut tx, app, id, &credentials, None).await?;
    arrive(tx, app, &homes[0], id, account).await?;
    for home in &homes[1..] {
        arrive(app.db.begin().await?, app, home, id, account).await?;
    }
    actor(app, tenant, id, account, credentials.secret)
}

/// They can act in a municipality from now on; an officer with a key to its vault.
async fn arrive(
    mut tx: Tx,
    app: &App,
    (tenant, vault): &(Tenant, VaultKey),
    id: PersonId,
    account: &Account,
) -> Result<()> {
    if account.roles.contains(&Role::Officer) {
        let own = OwnKey::make(app, PASSPHRASE).await?;
        reporters::enrol(&mut tx, app, *tenant, id, &own, Some(vault)).await?;
    }
    let event = Event::by_system(*tenant, "demo", &accounts::audited::PERSON_JOINED).actor(id);
    tx.commit(app, event).await
}

/// What waits for a second person on the first day: a colleague with a new password who asks for
/// her signals, and one whom the administrator made coordinator.
pub async fn waiting(app: &App, tenant: Tenant) -> Result<()> {
    let mut tx = app.db.read().await?;
    let mut found = Vec::new();
    for email in [
        "beheer@montfoort.example",
        "burgerzaken@montfoort.example",
        "sociaalteam@montfoort.example",
    ] {
        found.push(
            people::by_email(&mut tx, app, email)
                .await?
                .ok_or(Error::NotFound)?,
        );
    }
    drop(tx);
    let [admin, asking, promoted] = found[..] else {
        return Err(Error::NotFound);
    };
    let credentials = Credentials::make(app, asking, PASSWORD, None).await?;
    let mut tx = app.db.begin().await?;
    people::join(&mut tx, app, asking, &credentials, None).await?;
    tx.commit(
        app,
        Event::by_system(tenant, "invited", &accounts::audited::PERSON_JOINED).actor(asking),
    )
    .await?;
    let mut tx = app.db.begin().await?;
    let roles = [Role::Employee, Role::Coordinator];
    people::give_roles(&mut tx, app, promoted, tenant, &roles, &[], admin).await?;
    let event = Event::by_system(tenant, "admin", &accounts::audited::PERSON_ROLES).actor(admin);
    tx.commit(
        app,
        event
            .with("person", promoted.to_string())
            .with("roles", Role::join(&roles)),
    )
    .await
}

async fn municipality(app: &App, pack: &str) -> Result<(Tenant, VaultKey)> {
    let vault = VaultKey::first();
    let mut tx = app.db.begin().await?;
    let (tenant, event) = tenants::found(&mut tx, app, pack, vault.public()).await?;
    reporters::new_recovery(&mut tx, app, tenant, &vault).await?;
    tx.commit(app, event).await?;
    tenants::load(app).await?;
    Ok((tenant, vault))
}

fn actor(app: &App, tenant: Tenant, id: PersonId, account: &Account, secret: Key) -> Result<Actor> {
    Ok(Actor {
        user: id,
        name: account.name.to_owned(),
        tenant,
        municipality: app.tenants.get(tenant)?.name,
        roles: account.roles.to_vec(),
        scopes: account.scopes(),
        elsewhere: Vec::new(),
        waits: false,
        session: [0; 32],
        secret: std::sync::Arc::new(secret),
    })
}
