//! What is looked for among 100,000 signals: a dossier by what it is called, and closed ones by what came
//! of them.

use std::path::Path;
use std::time::{Duration, Instant};

use meldroute::demo::{self, current_code};
use platform::Clock;

use crate::{OFFICER, OFFICER_SECRET, Server, client, fill, percentile, sign_in};

/// So many are taken through the route, most of them to the end.
const WALKED: usize = 2200;

pub async fn measure(folder: &Path) {
    let data = folder.join("found");
    demo::prepare(&data, 1, WALKED).await.unwrap();
    fill(&data, 100_000).await;
    let server = Server::start(&data).await;
    let code = current_code(OFFICER_SECRET, Clock::system().now());
    let cookie = sign_in(&server, OFFICER, &code).await;
    let begin = Instant::now();
    search(&server, &cookie, "nummer 7777").await;
    println!("first search after a start     {:>10.0?}", begin.elapsed());
    for (name, text) in [
        ("a name, of one dossier", "nummer 77777"),
        ("a name, of all dossiers", "signaal"),
        ("a name, of none", "wat niemand zo noemt"),
    ] {
        let mut times = Vec::new();
        for _ in 0..20 {
            times.push(search(&server, &cookie, text).await);
        }
        told(name, &mut times);
    }
    for (name, path) in [
        ("closed dossiers", "/afgesloten"),
        ("  of an outcome", "/afgesloten?uitkomst=no_follow_up"),
        ("  by when they came in", "/afgesloten?volgorde=received"),
        ("  of a form", "/afgesloten?vorm=labour"),
        ("  by their names", "/afgesloten?volgorde=title"),
        ("  as a file", "/afgesloten/bestand"),
        ("what was shared", "/verstrekkingen"),
    ] {
        let mut times = Vec::new();
        for _ in 0..20 {
            times.push(get(&server, &cookie, path).await);
        }
        told(name, &mut times);
    }
    println!(
        "resident memory, then          {:>10} MB",
        server.resident()
    );
}

fn told(name: &str, times: &mut [Duration]) {
    let (half, most) = (percentile(times, 0.5), percentile(times, 1.0));
    println!("{name:<30} {half:>10.1?} p50 / {most:.1?} most");
}

async fn get(server: &Server, cookie: &str, path: &str) -> Duration {
    let sent = Instant::now();
    let request = client().get(format!("{}{path}", server.url));
    let answer = request.header("cookie", cookie).send().await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    answer.bytes().await.unwrap();
    sent.elapsed()
}

/// Asks, and times the page of the answer.
async fn search(server: &Server, cookie: &str, text: &str) -> Duration {
    let body = format!("text={}&reason=Meting", text.replace(' ', "+"));
    let request = client().post(format!("{}/zoeken", server.url));
    let request = request
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(body).send().await.unwrap();
    let to = answer.headers()["location"].to_str().unwrap().to_owned();
    get(server, cookie, &to).await
}
