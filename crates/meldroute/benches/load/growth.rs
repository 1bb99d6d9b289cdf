//! Filling a municipality through its front door, eight reports at a time, all of which name one
//! address: the hardest case for what is linked in the background.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use meldroute::demo::{self, current_code};
use platform::Clock;

use crate::{OFFICER, OFFICER_SECRET, Server, client, percentile, sign_in};

const ALL: u32 = 100_000;
/// Over so many reports a rate is taken.
const WINDOW: usize = 5000;

pub async fn measure(folder: &Path) {
    let data = folder.join("growth");
    demo::prepare(&data, 1, 60).await.unwrap();
    let server = Server::start(&data).await;
    let mut reports = fill(&server).await;
    reports.sort_by_key(|(done, _)| *done);
    let early = told(
        "reports, around the 10,000th",
        &reports[10_000 - WINDOW / 2..][..WINDOW],
    );
    let late = told(
        "reports, the last of 100,000",
        &reports[reports.len() - WINDOW..],
    );
    println!("  the last beside the first    {:>10.2}", late / early);
    println!(
        "resident memory, filled        {:>10} MB",
        server.resident()
    );
    let begin = Instant::now();
    at_rest(&server).await;
    println!("  at rest after                {:>10.0?}", begin.elapsed());
    println!(
        "resident memory, at rest       {:>10} MB",
        server.resident()
    );
    let code = current_code(OFFICER_SECRET, Clock::system().now());
    let officer = sign_in(&server, OFFICER, &code).await;
    read(&server, &officer).await;
    println!(
        "resident memory, list read     {:>10} MB",
        server.resident()
    );
    drop(server);
    let server = Server::start(&data).await;
    at_rest(&server).await;
    println!(
        "resident memory, started anew  {:>10} MB",
        server.resident()
    );
}

/// Until the background has nothing to do, or five minutes have passed.
async fn at_rest(server: &Server) {
    let begin = Instant::now();
    let busy = Duration::from_millis(100);
    while begin.elapsed() < Duration::from_mins(5)
        && server.uses(Duration::from_secs(2)).await > busy
    {}
}

/// When each report was done, and how long it took.
async fn fill(server: &Server) -> Vec<(Duration, Duration)> {
    let cookie = sign_in(server, "balie@montfoort.example", "").await;
    let (begin, next) = (Instant::now(), Arc::new(AtomicU32::new(0)));
    let people: Vec<_> = (0..8)
        .map(|_| {
            let (next, cookie) = (next.clone(), cookie.clone());
            let address = format!("{}/melden/persoon", server.url);
            tokio::spawn(async move {
                let (client, mut reports) = (client(), Vec::new());
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= ALL {
                        return reports;
                    }
                    let form = uuid::Builder::from_random_bytes(vault::random()).into_uuid();
                    let body = format!(
                        "form-id={form}&seen=Nummer+{number}&place=Verzonnenkade+14&subjects=1&subject-0-kind=person\
                         &subject-0-capacity=possible_victim&subject-0-name=Nergens+{number}\
                         &subject-0-address=Verzonnenkade+14&contact=here&action=send"
                    );
                    let sent = Instant::now();
                    let request = client.post(&address).header("cookie", &cookie);
                    let request = request.header("content-type", "application/x-www-form-urlencoded");
                    assert_eq!(request.body(body).send().await.unwrap().status(), 303);
                    reports.push((begin.elapsed(), sent.elapsed()));
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for person in people {
        all.extend(person.await.unwrap());
    }
    all
}

/// Prints how fast these came, and gives it.
fn told(name: &str, reports: &[(Duration, Duration)]) -> f64 {
    let took = reports[reports.len() - 1].0.saturating_sub(reports[0].0);
    let rate = f64::from(u32::try_from(reports.len()).unwrap()) / took.as_secs_f64();
    let mut times: Vec<Duration> = reports.iter().map(|(_, took)| *took).collect();
    let (half, most) = (percentile(&mut times, 0.5), percentile(&mut times, 0.99));
    println!("{name:<30} {rate:>10.0} /s ({half:.1?} p50 / {most:.1?} p99)");
    rate
}

/// Some pages of the worklist.
async fn read(server: &Server, cookie: &str) {
    let client = client();
    for _ in 0..200 {
        let request = client.get(format!("{}/werk", server.url));
        let answer = request.header("cookie", cookie).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.bytes().await.unwrap();
    }
}
