//! All wings in one program.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use platform::acts::Acts;
use platform::app::{Inner, OpenedVaults};
use platform::blobs::Spool;
use platform::db::{Db, Fit};
use platform::high_water::HighWater;
use platform::i18n::I18n;
use platform::intake::Intake;
use platform::jobs::Jobs;
use platform::keys::Keyring;
use platform::mail::Mailer;
use platform::memory::Memory;
use platform::requests::Requests;
use platform::stretching::{Costs, Stretching};
use platform::tasks::Kinds;
use platform::tenants::{self, Tenants};
use platform::throttle::Throttle;
use platform::web;
use platform::wing::{Wing, Wings};
use platform::{App, Clock, Result, root};

use crate::config::{Listen, Place};
use crate::{demo, help, private, setup, smaller};

/// The program itself: the first visit, and what only the demo has.
const PROGRAM: Wing = Wing {
    name: "program",
    locales: &[setup::LOCALES, help::LOCALES],
    routes: || setup::routes().merge(demo::routes()).merge(help::routes()),
    parts: &[&help::HELP, &help::OF_SETUP],
    ..Wing::EMPTY
};

/// The house. Where somebody with several roles begins follows this order.
pub const WINGS: Wings = Wings(&[
    &platform::WING,
    &route::WING,
    &enrichment::WING,
    &response::WING,
    &exports::WING,
    &governance::WING,
    &accounts::WING,
    &PROGRAM,
]);

/// What becomes of steps of the schema that a database did not go through yet. An empty one gets all
/// of them anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Taken,
    Refused,
}

/// What differs between serving, the demo and a test.
pub struct Manner {
    pub clock: Clock,
    pub base_url: String,
    pub trusted_proxy: bool,
    pub tls: bool,
    pub mailer: Mailer,
    pub demo: bool,
    pub missing: Missing,
    /// What stretching a password costs.
    pub costs: Costs,
    /// Where the end of the audit log is noted, outside the database.
    pub high_water: Option<PathBuf>,
    /// Where what comes in goes, before it is known whether it is kept: the data folder. Otherwise
    /// where this machine keeps what is of the moment.
    pub spool: Option<PathBuf>,
    /// For how long a process holds the work it took, once nothing is heard of it any more.
    pub lease: Duration,
    /// This program, for the child processes that look into files; itself when not said.
    pub program: Option<PathBuf>,
    pub wings: Wings,
}

impl Manner {
    #[must_use]
    pub fn quiet(clock: Clock) -> Self {
        let base_url = "http://127.0.0.1:8080".to_owned();
        Self {
            clock,
            base_url,
            trusted_proxy: false,
            tls: false,
            mailer: Mailer::default(),
            demo: false,
            missing: Missing::Refused,
            costs: Costs::FULL,
            high_water: None,
            spool: None,
            lease: Jobs::LEASE,
            program: None,
            wings: WINGS,
        }
    }

    #[must_use]
    pub fn serving(listen: &Listen, demo: bool) -> Self {
        Self {
            base_url: listen.base_url(),
            trusted_proxy: listen.trusted_proxy,
            tls: listen.tls_cert.is_some() || listen.base_url().starts_with("https://"),
            mailer: Mailer {
                url: listen.smtp.clone(),
                from: listen.mail_from.clone(),
            },
            demo,
            missing: Missing::Taken,
            lease: Duration::from_secs(listen.lease_seconds),
            ..Self::quiet(Clock::system())
        }
    }
}

/// Where the database is: in the data folder, or where `--database` says.
#[must_use]
pub fn database_url(place: &Place) -> String {
    place
        .database
        .clone()
        .unwrap_or_else(|| format!("sqlite:{}", place.data.join("meldroute.db").display()))
}

/// The database of a place that must be there already.
///
/// # Errors
/// When there is none.
pub async fn database(place: &Place) -> Result<Db> {
    if place.database.is_none() && !place.data.join("meldroute.db").exists() {
        let folder = place.data.display();
        return Err(platform::Error::Internal(format!(
            "{folder} holds no Meldroute database (see --data)"
        )));
    }
    Db::open(&database_url(place)).await
}

/// Opens database and keys and reads the municipalities. With `create`, an empty folder becomes a
/// fresh installation. Steps of the schema that are missing are taken if the manner says so;
/// otherwise such a database is refused.
pub async fn open(place: &Place, manner: Manner, create: bool) -> Result<App> {
    let db = if create {
        create_private_folder(&place.data)?;
        Db::open(&database_url(place)).await?
    } else {
        database(place).await?
    };
    let empty = manner.wings.schema()?.fit(&db).await? == Fit::Empty;
    if empty && !create {
        Fit::Empty.refuse()?;
    }
    private::tighten(&place.data);
    // A database that is there has its key somewhere: none is made for it.
    let keys = Keyring::load(&place.data, empty)?;
    let manner = Manner {
        high_water: Some(high_water(&place.data)),
        spool: Some(place.data.clone()),
        ..manner
    };
    assemble(db, keys, manner).await
}

/// The file beside the instance key where the end of the audit log is noted.
#[must_use]
pub fn high_water(data: &Path) -> PathBuf {
    data.join("keys/high-water")
}

/// An application on an opened database.
pub async fn assemble(db: Db, keys: Keyring, manner: Manner) -> Result<App> {
    let wings = manner.wings;
    let schema = wings.schema()?;
    let fit = schema.fit(&db).await?;
    match &fit {
        Fit::Empty => {}
        Fit::Older(_) if manner.missing == Missing::Taken => {}
        other => other.refuse()?,
    }
    keys.set_root(root::find(&db, keys.file()).await?);
    let program = manner.program.map_or_else(std::env::current_exe, Ok)?;
    let spool = Spool::new(manner.spool.unwrap_or_else(std::env::temp_dir));
    let high_water = HighWater::open(manner.high_water, &keys.instance("high water"), db.fresh())?;
    let app = App::new(Inner {
        db,
        clock: manner.clock,
        keys,
        tenants: Tenants::default(),
        i18n: I18n::new(&wings.locales()),
        wings,
        mailer: manner.mailer,
        base_url: manner.base_url,
        trusted_proxy: manner.trusted_proxy,
        tls: manner.tls,
        demo: manner.demo,
        opened: OpenedVaults::default(),
        throttle: Throttle::default(),
        stretching: Stretching::new(manner.costs),
        high_water,
        acts: Acts::new(wings.acts()),
        task_kinds: Kinds::new(wings.tasks()),
        jobs: Jobs::new(&wings.jobs(), manner.lease),
        intake: Intake::new(program, spool.clone()),
        spool,
        memory: Memory::default(),
        requests: Requests::default(),
    });
    if fit != Fit::Fits {
        schema.migrate(&app).await?;
    }
    tenants::load(&app).await?;
    accounts::people::note_all(&app).await?;
    Ok(app)
}

fn create_private_folder(path: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)?;
    Ok(())
}

/// The router, from the outside in: smaller on the way, guard, who is it, the routes with their roles.
pub fn router(app: &App, setup: Arc<setup::Link>) -> Router {
    let router = app
        .wings
        .routes()
        .into_router()
        .fallback(async || platform::Error::NotFound)
        .method_not_allowed_fallback(async || platform::Error::NotFound)
        .layer(axum::Extension(setup))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            accounts::sessions::authenticate,
        ))
        .layer(middleware::from_fn_with_state(app.clone(), web::guard))
        .layer(DefaultBodyLimit::max(web::Body::Short.limit()))
        .with_state(app.clone());
    smaller::on_the_way(router)
}
