//! The program itself, as started from the command line.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use testkit::{encode, visible};
use tokio::task::JoinHandle;

fn program() -> Command {
    let mut command = Command::new(testkit::program());
    command.env("MELDROUTE_LOG", "warn");
    command
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Server {
    child: Child,
    url: String,
}

impl Server {
    /// Starts the program and waits until it answers.
    async fn start(data: &Path, arguments: &[&str]) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let log = std::fs::File::create(data.parent().unwrap().join("log")).unwrap();
        let child = program()
            .args(arguments)
            .arg("--data")
            .arg(data)
            .args(["--listen", &address])
            .stdout(log)
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let server = Self {
            child,
            url: format!("http://{address}"),
        };
        let begin = Instant::now();
        while reqwest::get(format!("{}/inloggen", server.url))
            .await
            .is_err()
        {
            assert!(begin.elapsed() < Duration::from_mins(1), "does not start");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        server
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// Signs in an employee of the demo; gives the cookie.
async fn cookie(server: &Server) -> String {
    signed_in(server, "balie@montfoort.example", "").await
}

/// The same, for somebody who may need a code.
async fn signed_in(server: &Server, email: &str, code: &str) -> String {
    let body = format!(
        "email={}&password={}&code={code}",
        encode(email),
        encode(meldroute::demo::PASSWORD)
    );
    let answer = client()
        .post(format!("{}/inloggen", server.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 303);
    answer.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}

/// Reports once; the form's id when the program acknowledged it.
async fn report(client: &reqwest::Client, url: &str, cookie: &str) -> Option<String> {
    let form = uuid::Builder::from_random_bytes(vault::random()).into_uuid();
    let answer = client
        .post(format!("{url}/melden/persoon"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie)
        .body(format!(
            "form-id={form}&seen=Nachtelijk+busje&contact=here&apart=yes&action=send"
        ))
        .send()
        .await
        .ok()?;
    let to = answer.headers().get("location")?.to_str().ok()?;
    to.starts_with("/gemeld/").then(|| form.to_string())
}

fn id(form: &str) -> uuid::Uuid {
    uuid::Uuid::parse_str(form).unwrap()
}

/// Four people report until the program is killed; gives the forms that were acknowledged. However
/// fast the machine is, that is after none to four answers, and somewhere in what follows.
async fn reports_until_killed(server: &mut Server, cookie: &str, round: u32) -> Vec<String> {
    let reported = Arc::new(AtomicU32::new(0));
    let people: [JoinHandle<Vec<String>>; 4] = std::array::from_fn(|_| {
        let (url, cookie, reported) = (server.url.clone(), cookie.to_owned(), reported.clone());
        tokio::spawn(async move {
            let (client, mut kept) = (client(), Vec::new());
            while let Some(form) = report(&client, &url, &cookie).await {
                kept.push(form);
                reported.fetch_add(1, Ordering::Relaxed);
            }
            kept
        })
    });
    let busy = || people.iter().any(|person| !person.is_finished());
    while reported.load(Ordering::Relaxed) < round % 5 && busy() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::sleep(Duration::from_millis(u64::from(round * 7 % 20))).await;
    server.kill();
    let mut acknowledged = Vec::new();
    for person in people {
        acknowledged.extend(person.await.unwrap());
    }
    acknowledged
}

/// 500 rounds of SIGKILL while four people report: every acknowledged signal is there.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost() {
    let rounds: u32 = 500;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 3).await.unwrap();
    let mut server = Server::start(&data, &["demo"]).await;
    let cookie = cookie(&server).await;
    let mut acknowledged = Vec::new();
    for round in 0..rounds {
        acknowledged.extend(reports_until_killed(&mut server, &cookie, round).await);
        server = Server::start(&data, &["demo"]).await;
    }
    server.kill();
    assert!(
        acknowledged.len() >= 1000,
        "only {} were reported",
        acknowledged.len()
    );
    let db = platform::db::Db::open(&format!("sqlite:{}", data.join("meldroute.db").display()))
        .await
        .unwrap();
    let mut tx = db.read().await.unwrap();
    for form in &acknowledged {
        let found = tx
            .row(
                "select id from signal where form_id = $1",
                vec![id(form).into()],
            )
            .await
            .unwrap();
        assert!(found.is_some(), "{form} was acknowledged and is lost");
    }
    println!(
        "{} acknowledged over {rounds} kills, all there",
        acknowledged.len()
    );
    drop(tx);
    db.close().await;
    let place = data.display().to_string();
    let verified = run(&["audit", "verify", "--data", &place]);
    assert!(verified.status.success(), "{}", text(&verified));
    let checked = run(&["check", "--data", &place]);
    assert!(checked.status.success(), "{}", text(&checked));
}

/// What a page of the program says.
async fn got(client: &reqwest::Client, url: &str) -> String {
    let answer = client.get(url).send().await.unwrap();
    visible(&answer.text().await.unwrap())
}

async fn posted(client: &reqwest::Client, url: &str, body: &str) -> String {
    let request = client
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.to_owned());
    request.send().await.unwrap().text().await.unwrap()
}

/// The form of the first two people, as far as the second one's name.
const PEOPLE: &str = "municipality=Montfoort&coordinator=yes&step=people&admin-name=Berend+Test&admin-email=beheer%40test.example&officer-name=Fenna+Test";

/// The one-time link that the program printed when it started on an empty folder.
fn printed_link(folder: &Path) -> String {
    let printed = std::fs::read_to_string(folder.join("log")).unwrap();
    let line = printed.lines().find(|line| line.contains("/inrichten/"));
    line.unwrap().trim().to_owned()
}

#[tokio::test]
async fn the_setup_pages_say_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"), &["serve"]).await;
    let link = printed_link(folder.path());
    let client = client();
    assert!(got(&client, &link).await.contains("Typ de eerste letters"));
    let wrong = format!("{}/inrichten/{}", server.url, "0".repeat(40));
    assert_eq!(client.get(wrong).send().await.unwrap().status(), 404);
    // A pack of one's own with a fault: where and what.
    let broken = visible(&posted(&client, &link, "text=version+%3D+3").await);
    assert!(
        broken.contains("Regel 1, kolom 11: hier hoort een tekst"),
        "{broken}"
    );
    let chosen = "municipality=Montfoort&coordinator=yes";
    let first = posted(&client, &link, chosen).await;
    assert!(visible(&first).contains("Van ontvangst tot beoordeling"));
    assert!(
        first.contains("id=\"suggestion\""),
        "a passphrase of six words is offered"
    );
    let incomplete = visible(&posted(&client, &link, PEOPLE).await);
    assert!(
        incomplete.contains("akkoord gaat met deze termijnen"),
        "{incomplete}"
    );
}

/// An empty folder, the printed link, the setup pages, and both first people sign in.
#[tokio::test]
async fn a_newcomer_sets_up_a_municipality() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::start(&data, &["serve"]).await;
    let link = printed_link(folder.path());
    let client = client();
    let phrase = encode("acht stille roeiers in de mist");
    let complete = format!(
        "{PEOPLE}&officer-email=officer%40test.example&officer-passphrase={phrase}&terms=on"
    );
    let kind = "application/x-www-form-urlencoded";
    let form = |url: &str| client.post(url).header("content-type", kind);
    let founded = form(&link).body(complete).send().await.unwrap();
    assert_eq!(founded.headers()["location"], "/ingericht");
    let held = |answer: &reqwest::Response| {
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    };
    let (page, cookie) = (format!("{}/ingericht", server.url), held(&founded));
    let key = client
        .get(&page)
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    assert!(key.text().await.unwrap().contains("id=\"recovery-key\""));
    let stored = form(&page).header("cookie", &cookie).body("stored=on");
    let cookie = held(&stored.send().await.unwrap());
    let done = client
        .get(&page)
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    let done = done.text().await.unwrap();
    assert!(
        visible(&done).contains("Montfoort kan beginnen"),
        "{}",
        visible(&done)
    );
    assert_eq!(done.matches("/uitnodiging/").count(), 2);
    assert_eq!(
        client.get(&link).send().await.unwrap().status(),
        404,
        "the link works once"
    );
    let invitation = done.split("/uitnodiging/").nth(1).unwrap();
    let token = invitation.split('<').next().unwrap();
    let invitation = &format!("{}/uitnodiging/{token}", server.url);
    assert!(
        got(&client, invitation)
            .await
            .contains("Welkom bij Meldroute")
    );
    drop(server);
    let checked = run(&["check", "--data", &data.display().to_string()]);
    assert!(checked.status.success(), "{}", text(&checked));
}

/// A changed pack changes the program without a rebuild; the same version with other text is
/// refused.
#[tokio::test]
async fn a_changed_pack_is_taken_into_use_at_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 1).await.unwrap();
    let pack = std::fs::read_to_string(root().join("policies/montfoort.toml")).unwrap();
    let file = folder.path().join("pack.toml");
    std::fs::write(
        &file,
        pack.replace("assessment_days = 7", "assessment_days = 3"),
    )
    .unwrap();
    let same = program()
        .arg("serve")
        .arg("--data")
        .arg(&data)
        .arg("--policy")
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(same.status.code(), Some(2));
    assert!(text(&same).contains("raise `version`"), "{}", text(&same));
    let newer = pack
        .replace("assessment_days = 7", "assessment_days = 3")
        .replace("version = \"2026-2\"", "version = \"2026-3\"");
    std::fs::write(&file, newer).unwrap();
    let server = Server::start(&data, &["serve", "--policy", file.to_str().unwrap()]).await;
    drop(server);
    assert!(
        text(&run(&["check", "--data", &data.display().to_string()])).contains("version 2026-3")
    );
}

#[tokio::test]
async fn a_backup_of_a_running_program_restores() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 5).await.unwrap();
    let server = Server::start(&data, &["demo"]).await;
    let cookie = cookie(&server).await;
    let form = report(&client(), &server.url, &cookie).await.unwrap();
    let (copy, fresh) = (folder.path().join("copy.db"), folder.path().join("fresh"));
    let (copy, place) = (copy.to_str().unwrap(), data.to_str().unwrap());
    let made = run(&["backup", copy, "--data", place]);
    assert!(made.status.success(), "{}", text(&made));
    let again = run(&["backup", copy, "--data", place]);
    assert!(!again.status.success(), "never overwrites");
    drop(server);
    let place = fresh.to_str().unwrap();
    let restored = run(&["restore", copy, "--data", place]);
    assert!(restored.status.success(), "{}", text(&restored));
    let again = run(&["restore", copy, "--data", place]);
    assert!(!again.status.success(), "only into an empty folder");
    assert!(
        !run(&["check", "--data", place]).status.success(),
        "without the keys nothing opens"
    );
    std::fs::create_dir_all(fresh.join("keys")).unwrap();
    std::fs::copy(
        data.join("keys/instance.key"),
        fresh.join("keys/instance.key"),
    )
    .unwrap();
    let checked = run(&["check", "--data", place, "--json"]);
    assert!(checked.status.success(), "{}", text(&checked));
    let db = platform::db::Db::open(&format!("sqlite:{}", fresh.join("meldroute.db").display()))
        .await
        .unwrap();
    let mut tx = db.read().await.unwrap();
    let sql = "select id from signal where form_id = $1";
    let found = tx.row(sql, vec![id(&form).into()]).await.unwrap();
    assert!(found.is_some());
}

#[test]
fn policy_commands_answer_as_documented() {
    let pack = root().join("policies/montfoort.toml").display().to_string();
    assert!(run(&["policy", "check", &pack]).status.success());
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.toml");
    std::fs::write(
        &broken,
        std::fs::read_to_string(&pack)
            .unwrap()
            .replace("assessment_days = 7", "assessment_days = \"zeven\""),
    )
    .unwrap();
    let faults = run(&["policy", "check", broken.to_str().unwrap()]);
    assert_eq!(faults.status.code(), Some(1));
    let line = std::fs::read_to_string(&broken)
        .unwrap()
        .lines()
        .position(|line| line.contains("zeven"))
        .unwrap()
        + 1;
    assert!(
        text(&faults).contains(&format!("broken.toml:{line}:")),
        "{}",
        text(&faults)
    );
    let signal = folder.path().join("signal.json");
    std::fs::write(&signal, r#"{"forms":["labour"],"acute":false,"severity":"serious","victims":[{"age":19}],"network":false,"housing":true,"licence_branch":false,"youth_group":false,"soft":false,"single_agency":true}"#).unwrap();
    let advice = run(&[
        "policy",
        "advise",
        &pack,
        "--signal",
        signal.to_str().unwrap(),
    ]);
    let advice: serde_json::Value = serde_json::from_slice(&advice.stdout).unwrap();
    assert_eq!(advice[0]["partner"], "nla");
    std::fs::write(&signal, r#"{"forms":["labor"]}"#).unwrap();
    let refused = run(&[
        "policy",
        "advise",
        &pack,
        "--signal",
        signal.to_str().unwrap(),
    ]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("labor"), "{}", text(&refused));
}

#[test]
fn the_shipped_schema_is_the_programs_own() {
    let made = text(&run(&["policy", "schema"]));
    let shipped = std::fs::read_to_string(root().join("policies/schema.json")).unwrap();
    assert_eq!(
        made.trim(),
        shipped.trim(),
        "run: meldroute policy schema > policies/schema.json"
    );
}

#[test]
fn every_route_is_printed_with_its_roles() {
    let routes: serde_json::Value = serde_json::from_slice(&run(&["routes"]).stdout).unwrap();
    let routes = routes.as_array().unwrap();
    assert!(routes.len() > 40);
    assert!(
        routes
            .iter()
            .all(|route| !route["roles"].as_array().unwrap().is_empty())
    );
    assert!(
        routes
            .iter()
            .any(|route| route["path"] == "/dossier/{id}" && route["audits"][0] == "dossier.read")
    );
}

/// The demo refuses a folder with anything else in it.
#[test]
fn the_demo_leaves_other_data_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("meldroute.db"), "precious").unwrap();
    let refused = run(&["demo", "--data", folder.path().to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused).contains("holds other data"));
    assert_eq!(
        std::fs::read_to_string(folder.path().join("meldroute.db")).unwrap(),
        "precious"
    );
}

#[test]
fn a_tampered_chain_is_named_on_the_command_line() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    runtime.block_on(async {
        meldroute::demo::prepare(&data, 1, 3).await.unwrap();
        let db = platform::db::Db::open(&format!("sqlite:{}", data.join("meldroute.db").display()))
            .await
            .unwrap();
        let mut tx = db.begin().await.unwrap();
        tx.exec("update audit_event set action = 'x' where seq = 5", vec![])
            .await
            .unwrap();
        tx.commit_unaudited("tampering").await.unwrap();
        db.close().await;
    });
    let found = run(&["audit", "verify", "--data", data.to_str().unwrap()]);
    assert_eq!(found.status.code(), Some(1));
    assert!(text(&found).contains("record 5"), "{}", text(&found));
}

/// Each participant of the demo reads the agenda of the own consultation, with something on it; and
/// from the command line nobody becomes one without.
#[tokio::test]
async fn participants_of_the_demo_sit_at_different_tables() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 13).await.unwrap();
    let place = data.to_str().unwrap();
    let invite = |more: &[&str]| {
        let fixed = [
            "user",
            "invite",
            "nieuw@montfoort.example",
            "--name",
            "Nieuw",
        ];
        let place = ["--municipality", "GM0335", "--data", place];
        run(&[&fixed[..], &place, &["--roles", "participant"], more].concat())
    };
    let none = invite(&[]);
    assert!(text(&none).contains("has --tables"), "{}", text(&none));
    let odd = invite(&["--tables", "bestaat-niet"]);
    assert!(
        text(&odd).contains("no table in the policy pack"),
        "{}",
        text(&odd)
    );
    assert!(!none.status.success() && !odd.status.success());
    let seated = invite(&["--tables", "copen"]);
    assert!(text(&seated).contains("/uitnodiging/"), "{}", text(&seated));
    let server = Server::start(&data, &["demo"]).await;
    for (email, own, other) in [
        ("overleg@montfoort.example", "ondermijning", "copen"),
        ("regio-overleg@montfoort.example", "copen", "ondermijning"),
    ] {
        let account = meldroute::demo::ACCOUNTS
            .iter()
            .find(|one| one.email == email);
        let now = platform::Clock::system().now();
        let code = meldroute::demo::current_code(account.unwrap().code.unwrap(), now);
        let cookie = signed_in(&server, email, &code).await;
        let get = async |path: &str| {
            let request = client().get(format!("{}{path}", server.url));
            let answer = request.header("cookie", &cookie).send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        };
        let (status, page) = get(&format!("/overleg/{own}")).await;
        assert!(
            status == 200 && page.contains("<article"),
            "{email}: {page}"
        );
        assert_eq!(get(&format!("/overleg/{other}")).await.0, 404, "{email}");
    }
}
