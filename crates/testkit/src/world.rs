//! A whole program in a test: real router, real database, real keys; a clock that is set by hand.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use meldroute::setup::Link;
use meldroute::wiring::{Manner, Missing, WINGS, assemble, router};
use platform::clock::DAY;
use platform::db::Db;
use platform::keys::{KeyFile, Keyring};
use platform::mail::Mailer;
use platform::stretching::Costs;
use platform::wing::{Wing, Wings};
use platform::{App, Clock, Tenant};
use route::reporters;
use uuid::Uuid;
use vault::{Key, VaultKey};

use crate::recorded::Requests;
use crate::{NOW, Person, postgres};

/// Which database stands below a world.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A file in the folder of the world.
    Sqlite,
    /// A fresh database in a cluster of the test's own; see [`postgres`].
    Postgres,
}

/// A program with two municipalities, and what a test knows of them that the program does not.
pub struct World {
    /// The program, for what has no page.
    pub app: App,
    /// Its pages; a [`Browser`](crate::Browser) goes through here.
    pub router: Router,
    /// Stands still until a test sets it; a sign-in sets it 31 seconds on.
    pub clock: Clock,
    /// The data folder; gone with the world.
    pub dir: tempfile::TempDir,
    /// Where the database is.
    pub url: String,
    /// The key of the key file.
    pub instance: Key,
    /// The municipality in which stories play.
    pub montfoort: Tenant,
    /// Another one, which must see nothing of the first.
    pub other: Tenant,
    /// Who was hired, by address.
    pub people: Mutex<BTreeMap<String, Person>>,
    /// The keys of the vaults, by municipality: no program has them.
    pub vaults: BTreeMap<Uuid, VaultKey>,
    /// What it takes to try a password.
    pub costs: Costs,
    /// Those of every browser here, and of programs beside it.
    pub requests: Arc<Requests>,
}

/// A program on this database, whose folder is `folder`.
async fn start(
    url: &str,
    instance: &Key,
    clock: &Clock,
    folder: &Path,
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
        program: Some(crate::program()),
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
    /// With passwords that cost nothing to try, and no mail.
    pub async fn new(kind: Kind) -> Self {
        Self::with_mail(kind, Mailer::default()).await
    }

    /// With a mail server, as [`smtp::start`](crate::smtp::start) gives one.
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
        let (app, router) = start(&url, &instance, &clock, folder, mailer, costs, wings).await;
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
            requests: Arc::default(),
        };
        world.montfoort = world.found(meldroute::setup::PACKS[0].1).await;
        world.clock.set(NOW);
        world.other = world.found(meldroute::setup::PACKS[1].1).await;
        world
    }

    /// The program stops and starts again.
    pub async fn start_again(&mut self) {
        let (folder, mailer) = (self.dir.path(), Mailer::default());
        (self.app, self.router) = start(
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
        let (app, router) = start(
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
            requests: self.requests.clone(),
        }
    }

    /// The program stops, and starts again with this wing beside its own.
    pub async fn join(&mut self, wing: &'static Wing) {
        let wings = and_also(self.app.wings, wing);
        let (folder, mailer) = (self.dir.path(), self.app.mailer.clone());
        (self.app, self.router) = start(
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
            program: Some(crate::program()),
            ..Manner::quiet(self.clock.clone())
        };
        let db = Db::open(&self.url).await.unwrap();
        let keys = Keyring::new(self.instance.clone());
        assemble(db, keys, manner).await.unwrap()
    }

    /// A next municipality, of this policy pack.
    pub async fn found(&mut self, pack: &str) -> Tenant {
        let founded = reporters::found(&self.app, pack, &[]).await.unwrap();
        let tenant = founded.tenant;
        self.vaults.insert(tenant.0, founded.vault);
        tenant
    }
}
