//! Who works in a world: they are hired, and sign in.

use accounts::people::acts::Settled;
use accounts::people::{CodeSecret, totp};
use axum::http::StatusCode;
use platform::{PersonId, Role, ScopedRole, Tenant};
use route::reporters;

use crate::{Answer, Browser, PASSPHRASE, PASSWORD, World, visible};

/// The partner that a walked dossier was handed over to ([`World::walked`]).
pub const TOLD: &str = "nla";

/// Somebody who was hired, as a test knows them.
#[derive(Clone)]
pub struct Person {
    /// The number of their account.
    pub id: PersonId,
    /// With which they sign in.
    pub email: String,
    /// The secret of their codes, as an authenticator keeps it.
    pub code: String,
}

impl World {
    /// Somebody with roles in a municipality, with password and, where needed, a code. A participant
    /// has a seat at every table; somebody of a partner is of the one that a walked dossier was handed over to.
    pub async fn hire(&self, email: &str, name: &str, tenant: Tenant, roles: &[Role]) -> PersonId {
        let pack = self.app.tenants.get(tenant).unwrap().pack;
        let tables = pack.tables.iter().map(|table| table.id.get_ref());
        let mut scopes: Vec<ScopedRole> = tables
            .filter(|_| roles.contains(&Role::Participant))
            .map(|table| ScopedRole::seat(table.clone()))
            .collect();
        if roles.contains(&Role::Partner) {
            scopes.push(ScopedRole::account(TOLD.into()));
        }
        self.hired(email, name, tenant, roles, &scopes).await
    }

    /// Somebody with an account for one organisation, and nothing else.
    pub async fn hire_of(&self, email: &str, tenant: Tenant, partner: &str) -> PersonId {
        let of = [ScopedRole::account(partner.into())];
        let name = format!("Test {}", email.split('@').next().unwrap());
        self.hired(email, &name, tenant, &[Role::Partner], &of)
            .await
    }

    /// The same, with a seat at these tables alone.
    pub async fn hire_at(
        &self,
        email: &str,
        name: &str,
        tenant: Tenant,
        roles: &[Role],
        tables: &[&str],
    ) -> PersonId {
        let seats = tables.iter().map(|id| ScopedRole::seat((*id).into()));
        let seats: Vec<_> = seats.collect();
        self.hired(email, name, tenant, roles, &seats).await
    }

    async fn hired(
        &self,
        email: &str,
        name: &str,
        tenant: Tenant,
        roles: &[Role],
        scopes: &[ScopedRole],
    ) -> PersonId {
        let code = CodeSecret::random();
        let new = Settled {
            name,
            email,
            password: PASSWORD,
            roles,
            seats: scopes,
            code: roles.iter().any(|role| role.needs_code()).then_some(&code),
        };
        let homes = [(tenant, self.vaults.get(&tenant.0))];
        let settled = reporters::settle(&self.app, &homes, &new, PASSPHRASE).await;
        let (id, _) = settled.unwrap();
        self.people.lock().unwrap().insert(
            email.to_owned(),
            Person {
                id,
                email: email.to_owned(),
                code: code.0,
            },
        );
        id
    }

    /// What the authenticator of somebody shows now.
    pub fn code(&self, email: &str) -> String {
        let people = self.people.lock().unwrap();
        let seconds = u64::try_from(self.clock.now() / 1000).unwrap();
        totp(&CodeSecret(people[email].code.clone()))
            .unwrap()
            .generate(seconds)
            .to_string()
    }

    /// A browser in which somebody who was hired is signed in.
    pub async fn sign_in(&self, email: &str) -> Browser {
        let (browser, answer) = self.try_sign_in(email).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{email}: {}",
            visible(&answer.text())
        );
        browser
    }

    /// The same, whatever comes of it.
    pub async fn try_sign_in(&self, email: &str) -> (Browser, Answer) {
        // A code counts once: half a minute later there is a new one.
        self.clock.set(self.clock.now() + 31_000);
        let mut browser = Browser::new(self);
        email.clone_into(&mut browser.name);
        let code = self.code(email);
        let fields = [("email", email), ("password", PASSWORD), ("code", &code)];
        let answer = browser.post("/inloggen", &fields).await;
        (browser, answer)
    }

    /// The usual cast: one person per role here, and their counterparts in the other municipality.
    pub async fn staff(&self) {
        for (at, tenant) in [("a", self.montfoort), ("b", self.other)] {
            for role in Role::ALL {
                self.hire(
                    &format!("{}@{at}.example", role.id()),
                    &format!("Test {}", role.id()),
                    tenant,
                    &[role],
                )
                .await;
            }
        }
    }
}
