//! A whole program in a test: real router, real database, real keys; a clock that is set by hand.
#![expect(dead_code, reason = "every test file uses its own part of the kit")]

mod browser;
pub mod guest;
pub mod lived;
pub mod postgres;
pub mod smtp;
pub mod walk;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use accounts::people::{self, CodeSecret, Credentials, NewPerson, totp};
use axum::Router;
use axum::http::StatusCode;
pub use browser::*;
use meldroute::setup::Link;
use meldroute::wiring::{Manner, Missing, WINGS, assemble, router};
use platform::audit::Event;
use platform::clock::DAY;
use platform::db::Db;
use platform::keys::{KeyFile, Keyring};
use platform::mail::Mailer;
use platform::stretching::Costs;
use platform::wing::{Wing, Wings};
use platform::{App, Clock, Role, Tenant, tenants};
use route::reporters::{self, OwnKey};
use uuid::Uuid;
use vault::{Key, VaultKey};

pub const NOW: i64 = 1_795_000_000_000;
pub const PASSWORD: &str = "twaalf houten eenden in de sloot";
pub const PASSPHRASE: &str = "negen koperen ketels op zolder";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Sqlite,
    Postgres,
}

#[derive(Clone)]
pub struct Person {
    pub id: Uuid,
    pub email: String,
    pub code: String,
}

pub struct World {
    pub app: App,
    pub router: Router,
    pub clock: Clock,
    pub dir: tempfile::TempDir,
    pub url: String,
    pub instance: Key,
    pub montfoort: Tenant,
    pub other: Tenant,
    pub people: Mutex<BTreeMap<String, Person>>,
    pub vaults: BTreeMap<Uuid, VaultKey>,
    pub costs: Costs,
}

/// A program on this database, whose folder is `folder`.
async fn program(
    url: &str,
    instance: &Key,
    clock: &Clock,
    folder: &std::path::Path,
    mailer: Mailer,
    costs: Costs,
    wings: Wings,
) -> (App, Router) {
    let db = Db::open(url).await.unwrap();
    let manner = Manner {
        mailer,
        costs,
        wings,
        missing: Missing::Taken,
        high_water: Some(folder.join("high-water")),
        spool: Some(folder.to_owned()),
        program: Some(env!("CARGO_BIN_EXE_meldroute").into()),
        ..Manner::quiet(clock.clone())
    };
    let file = folder.join("keys/instance.key");
    if !file.exists() {
        let text = KeyFile::of(instance.clone()).to_text();
        platform::keys::write_private(&file, text.as_bytes()).unwrap();
    }
    let keys = Keyring::load(folder, false).unwrap();
    let app = assemble(db, keys, manner).await.unwrap();
    let router = router(&app, Arc::new(Link::new(folder, None)));
    (app, router)
}

/// These wings and one more.
fn and_also(wings: Wings, wing: &'static Wing) -> Wings {
    Wings(Box::leak([wings.0, &[wing]].concat().into_boxed_slice()))
}

impl World {
    pub async fn new(kind: Kind) -> Self {
        Self::with_mail(kind, Mailer::default()).await
    }

    pub async fn with_mail(kind: Kind, mailer: Mailer) -> Self {
        Self::with(kind, mailer, Costs::TRIAL).await
    }

    /// With passwords that take as long as they do outside a test.
    pub async fn with(kind: Kind, mailer: Mailer, costs: Costs) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = match kind {
            Kind::Sqlite => format!("sqlite:{}", dir.path().join("meldroute.db").display()),
            Kind::Postgres => postgres::fresh_database(),
        };
        let clock = Clock::at(NOW - DAY);
        let instance = Key::random();
        let (folder, wings) = (dir.path(), WINGS);
        let (app, router) = program(&url, &instance, &clock, folder, mailer, costs, wings).await;
        let mut world = Self {
            router,
            clock,
            dir,
            url,
            instance,
            app,
            montfoort: Tenant(Uuid::nil()),
            other: Tenant(Uuid::nil()),
            people: Mutex::default(),
            vaults: BTreeMap::new(),
            costs,
        };
        world.montfoort = world.found(meldroute::setup::PACKS[0].1).await;
        world.clock.set(NOW);
        world.other = world.found(meldroute::setup::PACKS[1].1).await;
        world
    }

    /// The program stops and starts again.
    pub async fn start_again(&mut self) {
        let (folder, mailer) = (self.dir.path(), Mailer::default());
        (self.app, self.router) = program(
            &self.url,
            &self.instance,
            &self.clock,
            folder,
            mailer,
            self.costs,
            self.app.wings,
        )
        .await;
    }

    /// A second program on the same database, with a folder of its own.
    pub async fn beside(&self) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (folder, mailer) = (dir.path(), Mailer::default());
        let (app, router) = program(
            &self.url,
            &self.instance,
            &self.clock,
            folder,
            mailer,
            self.costs,
            self.app.wings,
        )
        .await;
        Self {
            router,
            app,
            dir,
            clock: self.clock.clone(),
            url: self.url.clone(),
            instance: self.instance.clone(),
            montfoort: self.montfoort,
            other: self.other,
            people: Mutex::new(self.people.lock().unwrap().clone()),
            vaults: self.vaults.clone(),
            costs: self.costs,
        }
    }

    /// The program stops, and starts again with this wing beside its own.
    pub async fn join(&mut self, wing: &'static Wing) {
        let wings = and_also(self.app.wings, wing);
        let (folder, mailer) = (self.dir.path(), self.app.mailer.clone());
        (self.app, self.router) = program(
            &self.url,
            &self.instance,
            &self.clock,
            folder,
            mailer,
            self.costs,
            wings,
        )
        .await;
    }

    /// Another program on the same database, which knows these kinds of work too.
    pub async fn with_jobs(&self, jobs: &'static [platform::jobs::Kind], mailer: Mailer) -> App {
        let more: &Wing = Box::leak(Box::new(Wing {
            jobs,
            ..Wing::EMPTY
        }));
        let manner = Manner {
            mailer,
            costs: Costs::TRIAL,
            wings: and_also(WINGS, more),
            program: Some(env!("CARGO_BIN_EXE_meldroute").into()),
            ..Manner::quiet(self.clock.clone())
        };
        let db = Db::open(&self.url).await.unwrap();
        let keys = Keyring::new(self.instance.clone());
        assemble(db, keys, manner).await.unwrap()
    }

    /// A next municipality, of this policy pack.
    pub async fn found(&mut self, pack: &str) -> Tenant {
        let vault = VaultKey::first();
        let mut tx = self.app.db.begin().await.unwrap();
        let (tenant, event) = tenants::found(&mut tx, &self.app, pack, vault.public())
            .await
            .unwrap();
        reporters::new_recovery(&mut tx, &self.app, tenant, &vault)
            .await
            .unwrap();
        tx.commit(&self.app, event).await.unwrap();
        tenants::load(&self.app).await.unwrap();
        self.vaults.insert(tenant.0, vault);
        tenant
    }

    /// Somebody with roles in a municipality, with password and, where needed, a code.
    pub async fn hire(&self, email: &str, name: &str, tenant: Tenant, roles: &[Role]) -> Uuid {
        let code = CodeSecret::random();
        let mut tx = self.app.db.begin().await.unwrap();
        let id = people::create(&mut tx, &self.app, NewPerson { name, email }, tenant)
            .await
            .unwrap();
        people::grant_roles(&mut tx, &self.app, id, tenant, roles)
            .await
            .unwrap();
        if roles.iter().any(|role| role.needs_code()) {
            people::set_code(&mut tx, &self.app, id, &code)
                .await
                .unwrap();
        }
        let credentials = Credentials::make(&self.app, id, PASSWORD, None)
            .await
            .unwrap();
        people::join(&mut tx, &self.app, id, &credentials, None)
            .await
            .unwrap();
        if roles.contains(&Role::Officer) {
            let own = OwnKey::make(&self.app, PASSPHRASE).await.unwrap();
            let vault = self.vaults.get(&tenant.0);
            reporters::enrol(&mut tx, &self.app, tenant, id, &own, vault)
                .await
                .unwrap();
        }
        let event = Event::by_system(tenant, "demo", &accounts::audited::PERSON_JOINED).actor(id);
        tx.commit(&self.app, event).await.unwrap();
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

    pub fn code(&self, email: &str) -> String {
        let people = self.people.lock().unwrap();
        let seconds = u64::try_from(self.clock.now() / 1000).unwrap();
        totp(&CodeSecret(people[email].code.clone()))
            .unwrap()
            .generate(seconds)
            .to_string()
    }

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

    /// An employee reports something simple; gives the reference.
    pub async fn report(&self, browser: &Browser, fields: &[(&str, &str)]) -> String {
        let form = browser.get("/melden/persoon").await.ok().hidden("form-id");
        let mut all = vec![
            ("form-id", form.as_str()),
            ("action", "send"),
            ("contact", "here"),
        ];
        all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
        all.extend_from_slice(fields);
        let to = browser.post("/melden/persoon", &all).await.moved();
        self.reference(browser, &to).await
    }

    /// The reference on the page that a report leads to.
    pub async fn reference(&self, browser: &Browser, to: &str) -> String {
        assert!(to.starts_with("/gemeld/"), "{to}");
        let page = browser.get(to).await.ok().text();
        inside(&page, "reference").replace('-', "")
    }

    pub async fn dossier_id(&self, reference: &str) -> Uuid {
        let reference = route::signals::Reference::parse(reference).unwrap();
        let mut tx = self.app.db.read().await.unwrap();
        route::signals::by_reference(&mut tx, self.montfoort, &reference)
            .await
            .unwrap()
            .unwrap()
    }
}

/// Runs a test on `SQLite` and on `PostgreSQL`.
#[macro_export]
macro_rules! on_both {
    ($(#[$doc:meta])* $name:ident, $body:ident) => {
        mod $name {
            use super::*;
            #[tokio::test]
            async fn on_sqlite() {
                $body($crate::kit::World::new($crate::kit::Kind::Sqlite).await).await;
            }
            #[tokio::test]
            async fn on_postgresql() {
                $body($crate::kit::World::new($crate::kit::Kind::Postgres).await).await;
            }
        }
    };
}
