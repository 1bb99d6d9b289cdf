//! The fifteen people of the demo. All of them are made up.

use accounts::people::acts::{self, Again, Link, Settled};
use accounts::people::{self, CodeSecret, Wanted, totp};
use accounts::{sessions, who};
use platform::PersonId;
use platform::clock::DAY;
use platform::{Actor, App, Clock, Error, Millis, Result, Role, ScopedRole, Tenant};
use route::reporters::{self, Founded};
use vault::{Key, VaultKey};

use super::dossiers::refused;

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
    /// Gives roles and links.
    pub admin: Actor,
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
    let Founded { tenant, vault, .. } = reporters::found(app, montfoort, &[]).await?;
    clock.set(today - 930 * DAY + 60_000);
    let second = reporters::found(app, neighbour, &[]).await?;
    let homes = [(tenant, vault.clone()), (second.tenant, second.vault)];
    let mut actors = Vec::new();
    for account in &ACCOUNTS {
        // The first of them is the officer, who serves both.
        let homes = if actors.is_empty() {
            &homes[..]
        } else {
            &homes[..1]
        };
        actors.push(settled(app, account, homes).await?);
    }
    let reporters = actors
        .iter()
        .filter(|actor| actor.is(Role::Employee))
        .cloned()
        .collect();
    let one = |role: Role| actors.iter().find(|actor| actor.is(role)).cloned();
    let (Some(hears), Some(admin)) = (one(Role::Integrity), one(Role::Admin)) else {
        let needed = "who hears of colleagues and an administrator are needed";
        return Err(Error::Internal(needed.into()));
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
        let reach = who::Typed {
            team: "Openbare orde en veiligheid",
            phone,
            present,
            ..who::Typed::default()
        };
        who::say(app, one, &reach).await.map_err(refused)?;
    }
    let staff = Staff {
        officer,
        deputy,
        admin,
        vault,
        hears,
        reporters,
    };
    Ok((tenant, staff))
}

/// Somebody with an account in these municipalities, the first of which is their own.
async fn settled(app: &App, account: &Account, homes: &[(Tenant, VaultKey)]) -> Result<Actor> {
    let code = account.code.map(|code| CodeSecret(code.to_owned()));
    let new = Settled {
        name: account.name,
        email: account.email,
        password: PASSWORD,
        roles: account.roles,
        seats: &account.scopes(),
        code: code.as_ref(),
    };
    let all: Vec<_> = homes.iter().map(|(at, vault)| (*at, Some(vault))).collect();
    let (id, credentials) = reporters::settle(app, &all, &new, PASSPHRASE).await?;
    actor(app, homes[0].0, id, account, credentials.secret)
}

/// What waits for a second person on the first day: a colleague with a new password who asks for
/// her signals, and one whom the administrator made coordinator.
pub async fn waiting(app: &App, staff: &Staff) -> Result<()> {
    let admin = &staff.admin;
    let mut tx = app.db.read().await?;
    let people = people::of_tenant(&mut tx, app, admin.tenant).await?;
    drop(tx);
    let known = |email: &str| {
        let found = people.iter().find(|person| person.email == email);
        found.ok_or(Error::NotFound)
    };
    let asking = known("burgerzaken@montfoort.example")?;
    let again = acts::invite_again(app, admin, asking.id, Some(asking.links)).await?;
    let Again::Made(Link::Shown { url, .. }) = again else {
        return Err(Error::NotFound);
    };
    let token = url.rsplit('/').next().unwrap_or_default();
    let invited = sessions::acts::invited(app, token).await?;
    let joined = sessions::acts::join(app, &invited, PASSWORD, "").await;
    joined.map_err(refused)?;
    let promoted = known("sociaalteam@montfoort.example")?;
    let wanted = Wanted {
        roles: vec![Role::Employee, Role::Coordinator],
        scopes: Vec::new(),
    };
    let version = Some(promoted.version);
    let given = acts::set_roles(app, admin, promoted.id, version, &wanted).await;
    given.map_err(refused)
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
