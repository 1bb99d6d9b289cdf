//! The worklist read and opened on both databases, without a page around it: the last stretch beside
//! the first, at 100,000 signals.

use std::path::Path;
use std::time::{Duration, Instant};

use meldroute::wiring::{self, Manner, Missing};
use platform::db::Db;
use platform::keys::Keyring;
use platform::{App, Clock, Tenant, params, tenants};
use route::signals::{self, Horizon, WorkLine};
use testkit::postgres;
use vault::VaultKey;

use crate::{percentile, pour};

/// As many as stand on a page, and one.
const PAGE: usize = 26;
/// All lines of the measure are later than this.
const HORIZON: Horizon = Horizon { now: 0, near: 0 };

pub async fn measure(folder: &Path) {
    let sqlite = format!("sqlite:{}", folder.join("lists.db").display());
    for (name, url) in [
        ("SQLite", sqlite),
        ("PostgreSQL", postgres::fresh_database()),
    ] {
        let (app, tenant) = filled(&folder.join(name), &url).await;
        let first = often(&app, tenant, WorkLine::FIRST).await;
        let last = often(&app, tenant, near_the_end(&app, tenant).await).await;
        let of_first = last.as_secs_f64() / first.as_secs_f64();
        let name = format!("worklist alone, {name}");
        println!("{name:<30} {first:>10.1?} p50, last {last:.1?} ({of_first:.2} of it)");
    }
}

async fn filled(data: &Path, url: &str) -> (App, Tenant) {
    let manner = Manner {
        missing: Missing::Taken,
        ..Manner::quiet(Clock::system())
    };
    let keys = Keyring::load(data, true).unwrap();
    let db = Db::open(url).await.unwrap();
    let app = wiring::assemble(db, keys, manner).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let (vault, pack) = (VaultKey::first(), meldroute::setup::PACKS[0].1);
    let (tenant, event) = tenants::found(&mut tx, &app, pack, vault.public())
        .await
        .unwrap();
    tx.commit(&app, event).await.unwrap();
    tenants::load(&app).await.unwrap();
    pour(&app, &app.tenants.get(tenant).unwrap(), 100_000, false).await;
    (app, tenant)
}

/// Before the last page.
async fn near_the_end(app: &App, tenant: Tenant) -> WorkLine {
    let mut tx = app.db.read().await.unwrap();
    let last = "select due_at, id from signal where tenant = $1 and not urgent
        order by due_at desc, id desc limit 27";
    let rows = tx.rows(last, params![tenant]).await.unwrap();
    let line = rows.last().unwrap();
    let (at, id): (i64, uuid::Uuid) = (line.get("due_at").unwrap(), line.get("id").unwrap());
    WorkLine::parse(&format!("3-{at}.{id}")).unwrap()
}

async fn often(app: &App, tenant: Tenant, after: WorkLine) -> Duration {
    let mut times = Vec::new();
    for _ in 0..200 {
        let begin = Instant::now();
        let mut tx = app.db.read().await.unwrap();
        let found = signals::worklist(&mut tx, app, tenant, HORIZON, after, PAGE)
            .await
            .unwrap();
        assert_eq!(found.len(), PAGE);
        times.push(begin.elapsed());
    }
    percentile(&mut times, 0.5)
}
