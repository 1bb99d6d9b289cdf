//! 50,000 locations: a page of their list, and the map.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use meldroute::config::Place;
use meldroute::wiring::{self, Manner};
use platform::db::Db;
use platform::keys::Keyring;
use platform::{Actor, App, Clock, Role};
use response::locations::{self, Address, Extract, Kind, OfAll, Spot, Told, Why};
use uuid::Uuid;

use crate::{OFFICER, OFFICER_SECRET, Server, client, percentile, sign_in};

const COUNT: usize = 50_000;

pub async fn measure(folder: &Path) {
    let data = folder.join("places");
    meldroute::demo::prepare(&data, 1, 10).await.unwrap();
    fill(&data).await;
    let server = Server::start(&data).await;
    let code = meldroute::demo::current_code(OFFICER_SECRET, Clock::system().now());
    let cookie = sign_in(&server, OFFICER, &code).await;
    for (name, path, times) in [
        ("locations, first page", "/locaties", 200),
        ("locations of a kind", "/locaties?soort=nails", 200),
        ("locations with dossiers", "/locaties?wat=signalen", 200),
        ("map, the first time", "/locaties/kaart", 1),
        ("map", "/locaties/kaart", 50),
    ] {
        often(&server, &cookie, (name, path, times)).await;
    }
}

async fn often(server: &Server, cookie: &str, (name, path, count): (&str, &str, usize)) {
    let (mut times, mut size): (Vec<Duration>, usize) = (Vec::new(), 0);
    for _ in 0..count {
        let sent = Instant::now();
        let request = client().get(format!("{}{path}", server.url));
        let answer = request.header("cookie", cookie).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        size = answer.bytes().await.unwrap().len();
        times.push(sent.elapsed());
    }
    println!(
        "{name:<30} {:>10.1?} p50 / {:.1?} p99, {} kB",
        percentile(&mut times, 0.5),
        percentile(&mut times, 0.99),
        size / 1000
    );
}

/// As an extract brings them, over the whole municipality.
async fn fill(data: &Path) {
    let place = Place {
        data: data.to_owned(),
        database: None,
    };
    let db = Db::open(&wiring::database_url(&place)).await.unwrap();
    let keys = Keyring::load(data, false).unwrap();
    let app = wiring::assemble(db, keys, Manner::quiet(Clock::system()))
        .await
        .unwrap();
    let who = officer(&app);
    for (at, kind) in Kind::ALL.iter().enumerate() {
        let all = OfAll {
            kind: *kind,
            why: vec![Why::Permit],
        };
        let own = (0..COUNT).filter(|number| number % Kind::ALL.len() == at);
        let told: Vec<Told> = own.map(numbered).collect();
        locations::take_in(&app, &who, &all, &told).await.unwrap();
    }
    app.db.close().await;
}

fn numbered(number: usize) -> Told {
    let step = |from: i32, prime: usize, width: usize| {
        from + i32::try_from(number * prime % width).unwrap()
    };
    Told {
        address: Address {
            street: "Verzonnenkade".to_owned(),
            number: (number % 9_999 + 1).to_string(),
            postcode: String::new(),
            town: format!("Plaats {}", number / 9_999),
        },
        extract: Extract {
            dated: "2026-11-01".to_owned(),
            permitted: "Logies".to_owned(),
            allowed: Some(8),
            owner: "Verzonnen Vastgoed bv".to_owned(),
            spot: Some(Spot {
                x: step(121_500, 7_919, 6_500),
                y: step(447_500, 6_271, 6_500),
            }),
        },
    }
}

/// Somebody who works as an officer there: what is imported says no more of them.
fn officer(app: &App) -> Actor {
    let all = app.tenants.all();
    let here = all.iter().find(|place| place.name == "Montfoort").unwrap();
    Actor {
        user: Uuid::nil().into(),
        name: String::new(),
        tenant: here.tenant,
        municipality: here.name.clone(),
        roles: vec![Role::Officer],
        scopes: Vec::new(),
        elsewhere: Vec::new(),
        waits: false,
        session: [0; 32],
        secret: Arc::new(vault::Key::random()),
    }
}
