//! Pages that somebody waits for, on both databases, with 100,000 open signals and 300,000 tasks: the hour of the
//! officer and the page of a partner. Through the router, without a network in between.

use std::time::Instant;

use platform::clock::DAY;
use platform::tasks::{self, Tasks};
use platform::{App, DossierId, Tenant, db::Tx};
use route::signals::REFER;
use testkit::walk::{assess, hand_over};
use testkit::{Browser, Kind, World};

use crate::{percentile, pour};

const OFFICER: &str = "officer@a.example";
/// How a handover goes to a partner that answers by itself.
const THROUGH: [(&str, &str); 2] = [("method", "meldroute"), ("mailbox", "meldpunt@nla.example")];

pub async fn measure() {
    for (name, kind) in [("SQLite", Kind::Sqlite), ("PostgreSQL", Kind::Postgres)] {
        let world = World::new(kind).await;
        let (partner, page) = partner(&world).await;
        let here = world.app.tenants.get(world.montfoort).unwrap();
        pour(&world.app, &here, 100_000, true).await;
        let officer = world.sign_in(OFFICER).await;
        page_of(&format!("this hour, {name}"), &officer, "/werk/uur").await;
        page_of(&format!("worklist, {name}"), &officer, "/werk").await;
        page_of(&format!("page of a partner, {name}"), &partner, &page).await;
    }
}

/// A partner that has its link open.
async fn partner(world: &World) -> (Browser, String) {
    let told = [("seen", "Paspoorten in een map."), ("contact", "here")];
    let (officer, id) = world.reported(&told, &[]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &THROUGH).await.moved();
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    let between = |before: &str| {
        let after = dossier.split(before).nth(1).unwrap();
        after.split('<').next().unwrap().to_owned()
    };
    let (link, code) = (
        format!("/gast/{}", between("/gast/")),
        between("class=\"spoken\">"),
    );
    let browser = Browser::new(world);
    let page = browser.post(&link, &[("code", &code)]).await.moved();
    (browser, page)
}

async fn page_of(name: &str, browser: &Browser, path: &str) {
    let mut times = Vec::new();
    for _ in 0..500 {
        let sent = Instant::now();
        browser.get(path).await.ok();
        times.push(sent.elapsed());
    }
    println!(
        "{name:<30} {:>10.1?} p50 / {:.1?} p99",
        percentile(&mut times, 0.5),
        percentile(&mut times, 0.99)
    );
}

/// Two partners are to be told of each dossier too, later than its assessment.
pub async fn two_more_tasks(tx: &mut Tx, app: &App, tenant: Tenant, dossier: DossierId) {
    let mut more = Tasks::default();
    for (partner, days) in [("avim", 60), ("zorgcoordinator", 90)] {
        more.open(&REFER, partner, app.clock.now() + days * DAY);
    }
    tasks::save(tx, app, tenant, dossier, &more).await.unwrap();
}
