//! Steps of the schema: once, all or none, never edited; in SQL and in code.

use std::pin::Pin;

use meldroute::wiring::WINGS;
use platform::db::{CodeStep, Fit, Migration, Schema, Tx};
use platform::{App, Error, Result, Tenant, audit, tenants};

use testkit::{World, on_both, postgres};

/// As `world` does, with steps behind the program's own.
fn with(sql: &'static [Migration], code: &'static [CodeStep]) -> Schema {
    let (mut all, mut steps) = (WINGS.migrations(), WINGS.code());
    all.push(sql);
    steps.push(code);
    Schema::new(&all, &steps).unwrap()
}

const TABLE: &[Migration] = &[Migration {
    id: "test-1-table",
    sql: "create table grown (id {uuid} primary key, note {bytes} not null){strict};\n",
}];
const EDITED: &[Migration] = &[Migration {
    id: "test-1-table",
    sql: "create table grown (id {uuid} primary key, note {bytes}){strict};\n",
}];
const CODE: &[CodeStep] = &[CodeStep {
    id: "test-2-notes",
    after: "test-1-table",
    run: notes,
}];
const FAILS: &[CodeStep] = &[CodeStep {
    id: "test-2-fails",
    after: "test-1-table",
    run: fails,
}];

type Work<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// Takes a note out of each municipality under its own key, and changes a row that the audit log
/// vouches for.
fn notes<'a>(tx: &'a mut Tx, app: &'a App, tenant: Tenant) -> Work<'a> {
    Box::pin(async move {
        let sealed = app.keys.tenant(tenant)?.seal(b"grown", "note");
        tx.exec(
            "insert into grown (id, note) values ($1, $2)",
            vec![tenant.into(), sealed.into()],
        )
        .await?;
        tenants::record(tx, app, tenant).await?.save(tx, app).await
    })
}

fn fails<'a>(_: &'a mut Tx, _: &'a App, _: Tenant) -> Work<'a> {
    Box::pin(async move { Err(Error::Internal("half-way".into())) })
}

async fn is_clean(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

async fn code(world: World) {
    world.staff().await;
    // One that fails takes the steps before it back too.
    let broken = with(TABLE, FAILS).migrate(&world.app).await.unwrap_err();
    assert!(broken.to_string().contains("half-way"), "{broken}");
    let schema = with(TABLE, CODE);
    assert_eq!(
        schema.fit(&world.app.db).await.unwrap(),
        Fit::Older(vec!["test-1-table", "test-2-notes"])
    );
    assert_eq!(
        schema.migrate(&world.app).await.unwrap(),
        ["test-1-table", "test-2-notes"]
    );
    assert_eq!(schema.fit(&world.app.db).await.unwrap(), Fit::Fits);
    assert!(schema.migrate(&world.app).await.unwrap().is_empty(), "once");
    let mut tx = world.app.db.read().await.unwrap();
    let rows = tx.rows("select * from grown", vec![]).await.unwrap();
    assert_eq!(rows.len(), 2, "both municipalities");
    for row in rows {
        let key = world
            .app
            .keys
            .tenant(Tenant(row.get("id").unwrap()))
            .unwrap();
        let sealed: Vec<u8> = row.get("note").unwrap();
        assert_eq!(key.open(&sealed, "note").unwrap(), b"grown");
    }
    for tenant in [world.montfoort, world.other] {
        let last = &audit::recent(&mut tx, tenant, 0, 1).await.unwrap()[0];
        assert_eq!(last.action, "schema.migrated");
        assert!(last.detail.contains("test-2-notes"));
        assert!(
            last.written.contains("municipality:"),
            "it vouches for what was written"
        );
    }
    drop(tx);
    is_clean(&world).await;
    // Other versions say what is the matter.
    let fit = with(EDITED, CODE).fit(&world.app.db).await.unwrap();
    assert_eq!(fit, Fit::Edited("test-1-table".into()));
    assert!(with(EDITED, CODE).migrate(&world.app).await.is_err());
    let fit = with(&[], &[]).fit(&world.app.db).await.unwrap();
    assert!(matches!(fit, Fit::Newer(_)), "{fit:?}");
    assert!(
        fit.refuse()
            .unwrap_err()
            .to_string()
            .contains("another version")
    );
}
on_both!(a_step_in_code_reaches_sealed_content, code);

#[test]
fn a_step_in_code_names_the_one_before_it() {
    assert!(Schema::new(&WINGS.migrations(), &[CODE]).is_err());
}

/// Eight programs start on an empty database at the same moment: one makes it, all work on it.
async fn at_once(url: &str) {
    let clock = platform::Clock::at(testkit::NOW);
    let instance = vault::Key::random();
    let start = || {
        let (url, clock, instance) = (url.to_owned(), clock.clone(), instance.clone());
        tokio::spawn(async move {
            let db = platform::db::Db::open(&url).await.unwrap();
            let keys = platform::keys::Keyring::new(instance);
            let manner = meldroute::wiring::Manner::quiet(clock);
            meldroute::wiring::assemble(db, keys, manner).await.unwrap()
        })
    };
    let starting: Vec<_> = (0..8).map(|_| start()).collect();
    let mut apps = Vec::new();
    for app in starting {
        apps.push(app.await.unwrap());
    }
    let root = apps[0].keys.root();
    for app in &apps {
        assert_eq!(app.keys.root().expose(), root.expose(), "one root");
        assert!(app.tenants.all().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_start_at_once_on_postgresql() {
    at_once(&postgres::fresh_database()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_start_at_once_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    at_once(&format!("sqlite:{}", folder.path().join("m.db").display())).await;
}
