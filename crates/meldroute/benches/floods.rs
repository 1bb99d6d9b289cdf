//! What somebody without an account can do to everybody else: ten seconds of each flood, how much
//! memory the program takes on top, and how long others wait meanwhile. Run with `make bench`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement may fail where it stands"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use testkit::{Server, answer};
use tokio::io::AsyncWriteExt;

const FLOOD: &str = "127.0.0.1";
const OTHERS: &str = "127.0.0.2";
const MIB: usize = 1024 * 1024;
const LONG: Duration = Duration::from_secs(10);
/// So many do it at the same time.
const AT_ONCE: usize = 32;

/// What one of them sends, again and again.
struct Flood {
    name: &'static str,
    head: String,
    piece: Vec<u8>,
    times: usize,
    /// Sends nothing more, and waits to be shown out.
    hangs: bool,
}

fn post(path: &str, kind: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
    )
}

impl Flood {
    /// Sends its head, and then the piece so many times.
    fn new(name: &'static str, head: String, piece: &[u8], times: usize) -> Self {
        Self {
            name,
            head,
            piece: piece.to_vec(),
            times,
            hangs: false,
        }
    }

    fn hanging(self) -> Self {
        Self {
            hangs: true,
            ..self
        }
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data; boundary=X";

fn floods() -> Vec<Flood> {
    let sign_in = |length| post("/inloggen", FORM, length);
    let guess = b"email=niemand%40example.nl&password=een+lange+gok+van+iemand";
    let slow = "POST /inloggen HTTP/1.1\r\nX-Slow: ".to_owned();
    let upload = post("/melden/persoon", MULTIPART, 60 * MIB);
    let style = platform::web::asset_path("meldroute.css");
    let style = format!("GET {style} HTTP/1.1\r\nHost: x\r\n\r\n");
    vec![
        Flood::new("nothing", String::new(), b"", 0),
        Flood::new("form fields", sign_in(60 * MIB), &b"a&".repeat(MIB / 2), 60),
        Flood::new(
            "fields in a small form",
            sign_in(60_000),
            &b"a&".repeat(30_000),
            1,
        ),
        Flood::new("slow headers", slow, b"", 0).hanging(),
        Flood::new("slow bodies", sign_in(1000), b"email=a", 1).hanging(),
        Flood::new("sign-in attempts", sign_in(guess.len()), guess, 1),
        Flood::new("uploads without a session", upload, &[7; MIB], 60),
        Flood::new("assets", style, b"", 0),
    ]
}

/// One of them, until the time is over; gives how often it sent everything it had.
async fn one(server: &Server, flood: &Flood, end: Instant) -> usize {
    let mut count = 0;
    while Instant::now() < end {
        let Ok(mut stream) = server.connect(FLOOD).await else {
            continue;
        };
        let mut whole = stream.write_all(flood.head.as_bytes()).await.is_ok();
        for _ in 0..flood.times {
            whole = whole && stream.write_all(&flood.piece).await.is_ok();
        }
        let left = if flood.hangs {
            end - Instant::now().min(end)
        } else {
            Duration::from_secs(5)
        };
        let _ = tokio::time::timeout(left, answer(&mut stream)).await;
        count += 1;
    }
    count
}

/// Somebody else opens a page every 20 ms; gives how long each took.
async fn others(server: &Server, end: Instant) -> (Vec<Duration>, usize) {
    let (mut times, mut failed) = (Vec::new(), 0);
    while Instant::now() < end {
        let begin = Instant::now();
        match server.status(OTHERS).await {
            Some(200) => times.push(begin.elapsed()),
            _ => failed += 1,
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    times.sort();
    (times, failed)
}

/// Memory of the program in MiB: `VmRSS` now, `VmHWM` at most.
fn memory(server: &Server, what: &str) -> i64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<i64>()
        .unwrap()
        / 1024
}

/// A flood against a program started for it alone.
async fn measure(flood: Flood) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 10).await.unwrap();
    let server = Arc::new(Server::start(&data, "demo", "true").await);
    let (flood, before) = (Arc::new(flood), memory(&server, "VmRSS"));
    let end = Instant::now() + LONG;
    let quiet = flood.head.is_empty();
    let crowd: Vec<_> = (0..if quiet { 0 } else { AT_ONCE })
        .map(|_| {
            let (server, flood) = (server.clone(), flood.clone());
            tokio::spawn(async move { one(&server, &flood, end).await })
        })
        .collect();
    let (times, failed) = others(&server, end).await;
    let mut sent = 0;
    for part in crowd {
        sent += part.await.unwrap();
    }
    let of = |percent: usize| {
        times
            .get(times.len().saturating_sub(1) * percent / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{:<28}{:>10}{:>12}{:>12.1?}{:>12.1?}{:>10}",
        flood.name,
        sent,
        memory(&server, "VmHWM") - before,
        of(50),
        of(99),
        failed
    );
}

#[tokio::main]
async fn main() {
    println!(
        "{AT_ONCE} at once without an account, {} s each; others open the sign-in page",
        LONG.as_secs()
    );
    println!(
        "{:<28}{:>10}{:>12}{:>12}{:>12}{:>10}",
        "flood", "sent", "MiB more", "p50", "p99", "failed"
    );
    for flood in floods() {
        measure(flood).await;
    }
}
