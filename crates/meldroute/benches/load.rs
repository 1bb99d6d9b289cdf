//! What the program can carry, measured through its front door. Run with `make bench`; the figures
//! that do not depend on the machine stand in docs/performance.md.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement may fail where it stands"
)]

#[path = "load/both.rs"]
mod both;
#[path = "load/found.rs"]
mod found;
#[path = "load/growth.rs"]
mod growth;
#[path = "load/lists.rs"]
mod lists;
#[path = "load/pages.rs"]
mod pages;
#[path = "load/places.rs"]
mod places;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use documents::{HandoverFile, Line, Section};
use meldroute::demo::{self, PASSWORD, current_code};
use platform::audit::Event;
use platform::db::{Db, Value};
use platform::keys::Keyring;
use platform::tenants::Municipality;
use platform::{App, Clock};
use reqwest::{Client, redirect};
use route::signals::{
    self, Contact, Kind, NewSignal, Report, Source, Statement, Subject, SubjectKind,
};

const OFFICER: &str = "aandachtsfunctionaris@montfoort.example";
const OFFICER_SECRET: &str = "MELDROUTEDEMOOFFICERAAAAAAAAAAAA";

struct Server {
    child: Child,
    url: String,
    started: Duration,
}

impl Server {
    async fn start(data: &Path) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let begin = Instant::now();
        let child = Command::new(testkit::program())
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(data)
            .env("MELDROUTE_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let url = format!("http://127.0.0.1:{port}");
        while reqwest::get(format!("{url}/inloggen")).await.is_err() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Self {
            child,
            url,
            started: begin.elapsed(),
        }
    }

    /// Processor time that it uses in this while.
    async fn uses(&self, during: Duration) -> Duration {
        let used = || {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
            let fields: Vec<&str> = stat
                .rsplit(')')
                .next()
                .unwrap()
                .split_whitespace()
                .collect();
            // utime and stime, in hundredths of a second.
            let ticks = |at: usize| fields[at].parse::<u64>().unwrap();
            Duration::from_millis((ticks(11) + ticks(12)) * 10)
        };
        let before = used();
        tokio::time::sleep(during).await;
        used().saturating_sub(before)
    }

    /// Resident memory in megabytes.
    fn resident(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS"))
            .unwrap();
        line.split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u64>()
            .unwrap()
            / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn client() -> Client {
    Client::builder()
        .redirect(redirect::Policy::none())
        .build()
        .unwrap()
}

async fn sign_in(server: &Server, email: &str, code: &str) -> String {
    let body = format!(
        "email={email}&password={}&code={code}",
        PASSWORD.replace(' ', "+")
    );
    let request = client()
        .post(format!("{}/inloggen", server.url))
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(body).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    answer.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

fn percentile(times: &mut [Duration], part: f64) -> Duration {
    times.sort();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let at = ((times.len() - 1) as f64 * part) as usize;
    times[at]
}

/// Eight people report as fast as they can, for five seconds.
async fn reports(server: &Server) -> (f64, Vec<Duration>) {
    let cookie = sign_in(server, "balie@montfoort.example", "").await;
    let begin = Instant::now();
    let people: Vec<_> = (0..8)
        .map(|_| {
            let (url, cookie) = (server.url.clone(), cookie.clone());
            tokio::spawn(async move {
                let (client, mut times) = (client(), Vec::new());
                while begin.elapsed() < Duration::from_secs(5) {
                    let form = uuid::Builder::from_random_bytes(vault::random()).into_uuid();
                    let body = format!(
                        "form-id={form}&seen=Voorman+bewaart+paspoorten&place=Verzonnenkade+14&indicators=GRE-02&subjects=1\
                         &subject-0-kind=person&subject-0-capacity=possible_victim&subject-0-name=Iemand&contact=here&apart=yes&action=send"
                    );
                    let sent = Instant::now();
                    let request = client.post(format!("{url}/melden/persoon")).header("cookie", &cookie);
                    let request = request.header("content-type", "application/x-www-form-urlencoded");
                    let answer = request.body(body).send().await.unwrap();
                    assert_eq!(answer.status(), 303);
                    times.push(sent.elapsed());
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for person in people {
        times.extend(person.await.unwrap());
    }
    let count = f64::from(u32::try_from(times.len()).unwrap());
    (count / begin.elapsed().as_secs_f64(), times)
}

/// How long it takes, ten times.
async fn ten(server: &Server, name: &str, cookie: &str, path: &str, form: &str) {
    let mut times = Vec::new();
    for _ in 0..10 {
        let sent = Instant::now();
        let request = client()
            .post(format!("{}{path}", server.url))
            .header("cookie", cookie);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        assert_eq!(
            request.body(form.to_owned()).send().await.unwrap().status(),
            303,
            "{path}"
        );
        times.push(sent.elapsed());
    }
    println!(
        "{name:<30} {:>10.0?} p50 / {:.0?} most",
        percentile(&mut times, 0.5),
        percentile(&mut times, 1.0)
    );
}

/// The peer: nothing but durable transactions of two rows, with the same settings.
async fn plain_transactions(folder: &Path) -> f64 {
    let db = Db::open(&format!("sqlite:{}", folder.join("plain.db").display()))
        .await
        .unwrap();
    let mut tx = db.begin().await.unwrap();
    let table = "create table plain (id integer primary key, text text) strict";
    tx.exec(table, vec![]).await.unwrap();
    tx.commit_unaudited("a measurement").await.unwrap();
    let (begin, mut count) = (Instant::now(), 0i64);
    while begin.elapsed() < Duration::from_secs(3) {
        let mut tx = db.begin().await.unwrap();
        for at in 0..2 {
            let row = vec![Value::from(count * 2 + at), Value::from("x".repeat(400))];
            tx.exec("insert into plain (id, text) values ($1, $2)", row)
                .await
                .unwrap();
        }
        tx.commit_unaudited("a measurement").await.unwrap();
        count += 1;
    }
    f64::from(u32::try_from(count).unwrap()) / begin.elapsed().as_secs_f64()
}

/// A hundred thousand signals, written in large transactions.
async fn fill(data: &Path, count: i64) {
    let place = meldroute::config::Place {
        data: data.to_owned(),
        database: None,
    };
    let db = Db::open(&meldroute::wiring::database_url(&place))
        .await
        .unwrap();
    let clock = Clock::system();
    let keys = Keyring::load(data, false).unwrap();
    let app = meldroute::wiring::assemble(db, keys, meldroute::wiring::Manner::quiet(clock))
        .await
        .unwrap();
    let all = app.tenants.all();
    let here = all.iter().find(|place| place.name == "Montfoort").unwrap();
    pour(&app, here, count, false).await;
    app.db.close().await;
}

/// Signals, each with its one task; or with two more.
async fn pour(app: &App, here: &Municipality, count: i64, more: bool) {
    for batch in 0..count / 1000 {
        let mut tx = app.db.begin().await.unwrap();
        for at in 0..1000 {
            let number = batch * 1000 + at;
            let new = numbered(app, number);
            signals::insert(&mut tx, app, here.tenant, &here.pack, &new)
                .await
                .unwrap();
            if more {
                both::two_more_tasks(&mut tx, app, here.tenant, new.id).await;
            }
        }
        let event = Event::by_system(here.tenant, "bench", &route::audited::SIGNAL_REPORTED);
        tx.commit(app, event).await.unwrap();
    }
}

/// A signal like all others, but for its number.
fn numbered(app: &App, number: i64) -> NewSignal {
    let subject = Subject {
        id: app.clock.id_without_time().into(),
        kind: SubjectKind::Person,
        capacities: vec![("possible_victim".into(), 0)],
        minor: number % 97 == 0,
        fields: [
            ("name".to_owned(), format!("Verzonnen {number}")),
            ("phone".to_owned(), format!("06{number:08}")),
        ]
        .into(),
        known: std::collections::BTreeMap::new(),
        safe: std::collections::BTreeMap::new(),
    };
    NewSignal {
        id: app.clock.id().into(),
        form_id: app.clock.id(),
        kind: Kind::Person,
        channel: "form",
        report: Report {
            danger: false,
            statements: vec![Statement {
                source: Source::Seen,
                text: format!("Signaal nummer {number} over een busje."),
            }],
            place: String::new(),
            when: String::new(),
            subjects: vec![subject],
            indicators: Vec::new(),
            coordinator: None,
            name: None,
        },
        contact: Contact::Here,
        digest: vault::random(),
        mark: vault::random(),
        mark_epoch: 1,
        reporter: None,
        received_at: app.clock.now() - number,
    }
}

fn handover() -> HandoverFile {
    let line = |label: &str, text: &str| Line {
        label: label.into(),
        text: text.into(),
    };
    HandoverFile {
        municipality: "Montfoort".into(),
        reference: "ABCD-2345".into(),
        partner: "Nederlandse Arbeidsinspectie".into(),
        attention: String::new(),
        date: "23 november 2026".into(),
        day: "2026-11-23".into(),
        sections: (0..4)
            .map(|at| Section {
                title: format!("Onderdeel {at}"),
                lines: vec![
                    line(
                        "Zelf gezien",
                        "Voorman bewaart de paspoorten van vier mannen.",
                    ),
                    line("Plaats", "Verzonnenkade 14"),
                ],
            })
            .collect(),
        files: vec![],
        question: "Wilt u dit onderzoeken?".into(),
        urgent: false,
        due: "23 december 2026".into(),
        purpose: "Opvolging".into(),
        legal_basis: "AVG art. 6".into(),
        consent: "Nee: dat is nu niet veilig.".into(),
        proportionality: "Zonder plaats kan de inspectie niets doen.".into(),
    }
}

fn main() {
    // Cargo runs benches with `--bench`; with `--test` (cargo test --benches) there is nothing to
    // measure.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(measure());
}

/// Everything, or what is named: `cargo bench -p meldroute --bench load -- growth`.
async fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let wanted = |part: &str| named.is_empty() || named.iter().any(|word| word == part);
    if wanted("municipality") {
        measure_municipality(folder.path()).await;
    }
    if wanted("found") {
        found::measure(folder.path()).await;
    }
    if wanted("lists") {
        lists::measure(folder.path()).await;
    }
    if wanted("places") {
        places::measure(folder.path()).await;
    }
    if wanted("both") {
        both::measure().await;
    }
    if wanted("growth") {
        growth::measure(folder.path()).await;
    }
    if wanted("documents") {
        measure_documents();
    }
}

async fn measure_municipality(folder: &Path) {
    let data = folder.join("data");
    demo::prepare(&data, 1, 60).await.unwrap();
    measure_small(folder, &data).await;
    fill(&data, 100_000).await;
    measure_large(&data).await;
    println!(
        "program                        {:>10} MB",
        std::fs::metadata(testkit::program()).unwrap().len() >> 20
    );
}

/// A small municipality: how soon the program answers, and how many reports it takes in.
async fn measure_small(folder: &Path, data: &Path) {
    let plain = plain_transactions(folder).await;
    let server = Server::start(data).await;
    println!("start to first answer          {:>10.0?}", server.started);
    tokio::time::sleep(Duration::from_secs(1)).await;
    println!(
        "resident memory, idle          {:>10} MB",
        server.resident()
    );
    let (rate, mut times) = reports(&server).await;
    println!("reports, 8 connections         {rate:>10.0} /s");
    println!(
        "  p50 / p99                    {:>10.1?} / {:.1?}",
        percentile(&mut times, 0.5),
        percentile(&mut times, 0.99)
    );
    println!(
        "plain two-row transactions     {plain:>10.0} /s (reports are {:.2} of that)",
        rate / plain
    );
}

/// A municipality with a hundred thousand signals.
async fn measure_large(data: &Path) {
    let server = Server::start(data).await;
    println!("start with 100,000 signals     {:>10.0?}", server.started);
    let cookie = sign_in(
        &server,
        OFFICER,
        &current_code(OFFICER_SECRET, Clock::system().now()),
    )
    .await;
    let known = format!(
        "email=balie@montfoort.example&password={}",
        PASSWORD.replace(' ', "+")
    );
    ten(&server, "signing in", "", "/inloggen", &known).await;
    let phrase = format!("passphrase={}", demo::PASSPHRASE.replace(' ', "+"));
    ten(
        &server,
        "opening the vault",
        &cookie,
        "/kluis/openen",
        &phrase,
    )
    .await;
    measure_own(&server).await;
    let list = ("worklist at 100,000 signals", "/werk", "Signaal nummer");
    pages::page(&server, &cookie, list).await;
    let hour = ("this hour, at 100,000", "/werk/uur", "Dit uur");
    pages::page(&server, &cookie, hour).await;
    pages::of_a_partner(&server, &cookie).await;
    measure_dossiers(&server, &cookie).await;
    measure_last_page(&server, &cookie).await;
    println!(
        "resident memory, then          {:>10} MB",
        server.resident()
    );
}

/// Somebody with few signals of their own: what is measured is finding them among all.
async fn measure_own(server: &Server) {
    let reporter = sign_in(server, "vergunningen@montfoort.example", "").await;
    let client = client();
    let mut times = Vec::new();
    for at in 0..51 {
        let sent = Instant::now();
        let answer = client
            .get(format!("{}/mijn", server.url))
            .header("cookie", &reporter)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap();
        if at == 0 {
            println!("own signals, first in a session{:>10.1?}", sent.elapsed());
        } else {
            times.push(sent.elapsed());
        }
    }
    println!(
        "own signals, after that        {:>10.1?} p50",
        percentile(&mut times, 0.5)
    );
}

/// The last page beside the first: one walks there.
async fn measure_last_page(server: &Server, cookie: &str) {
    let client = client();
    let page = async |path: &str| {
        let sent = Instant::now();
        let request = client.get(format!("{}{path}", server.url));
        let answer = request.header("cookie", cookie).send().await.unwrap();
        (answer.text().await.unwrap(), sent.elapsed())
    };
    let mut last = "/werk".to_owned();
    let behind = |page: &str| {
        let rest = page.split("href=\"/werk?na=").nth(1)?;
        Some(format!("/werk?na={}", rest.split('"').next()?))
    };
    while let Some(next) = behind(&page(&last).await.0) {
        last = next;
    }
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..200 {
        times[0].push(page("/werk").await.1);
        times[1].push(page(&last).await.1);
    }
    let [first, last] = times.each_mut().map(|times| percentile(times, 0.5));
    println!(
        "worklist, last page            {last:>10.1?} p50 ({:.2} of the first)",
        last.as_secs_f64() / first.as_secs_f64()
    );
}

/// Eight officers' browsers read dossiers at once.
async fn measure_dossiers(server: &Server, cookie: &str) {
    let page = |path: String| async move {
        let address = format!("{}{path}", server.url);
        let request = client().get(address).header("cookie", cookie);
        request.send().await.unwrap().text().await.unwrap()
    };
    let list = page("/werk".to_owned()).await;
    let ids: Vec<String> = list
        .split("href=\"/dossier/")
        .skip(1)
        .map(|rest| rest[..36].to_owned())
        .collect();
    let mut eight = Vec::new();
    for reader in 0..8 {
        let (url, cookie) = (server.url.clone(), cookie.to_owned());
        let id = ids[reader * 3 % ids.len()].clone();
        eight.push(tokio::spawn(async move {
            let (client, mut times) = (client(), Vec::new());
            for _ in 0..60 {
                let sent = Instant::now();
                let request = client
                    .get(format!("{url}/dossier/{id}"))
                    .header("cookie", &cookie);
                let answer = request.send().await.unwrap();
                assert_eq!(answer.status(), 200);
                answer.text().await.unwrap();
                times.push(sent.elapsed());
            }
            times
        }));
    }
    let mut times = Vec::new();
    for reader in eight {
        times.extend(reader.await.unwrap());
    }
    println!(
        "dossier page, 8 at once        {:>10.1?} p50 / {:.1?} p99",
        percentile(&mut times, 0.5),
        percentile(&mut times, 0.99)
    );
}

/// The first document loads the fonts; after that there are fifty.
fn measure_documents() {
    let file = handover();
    let cold = Instant::now();
    let size = documents::handover(&file, "Testpersoon", vec![])
        .unwrap()
        .len();
    println!(
        "handover PDF, the first        {:>10.0?} ({} kB)",
        cold.elapsed(),
        size / 1024
    );
    let mut times: Vec<Duration> = (0..50)
        .map(|_| {
            let begin = Instant::now();
            documents::handover(&file, "Testpersoon", vec![]).unwrap();
            begin.elapsed()
        })
        .collect();
    println!(
        "handover PDF, after that       {:>10.0?} p50 / {:.0?} p99",
        percentile(&mut times, 0.5),
        percentile(&mut times, 0.99)
    );
}
