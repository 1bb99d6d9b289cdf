//! Two programs on one `PostgreSQL`, killed 200 times at any moment: whatever was asked for is done,
//! and once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine;
use platform::mail::{self, Mailer};
use platform::{App, Role, params};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use testkit::walk::{ask_for_import, upload_register};
use testkit::{Browser, Kind, World};

const KILLS: usize = 200;
/// Two blocks.
const ROWS: i64 = 600;
/// A message that is taken twice was cut off between the server's yes and our note of it: this long
/// at most, on a busy machine.
const WINDOW: Duration = Duration::from_millis(500);

/// A message that the mail server took.
#[derive(Clone)]
struct Message {
    text: String,
    /// How soon after the yes the sender was gone: connections last as long as the program.
    gone_after: Option<Duration>,
}

/// A mail server that notes each message it took.
type Taken = Arc<Mutex<Vec<Message>>>;

async fn mail_server() -> (String, Taken) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let taken = Taken::default();
    let kept = taken.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let kept = kept.clone();
            tokio::spawn(async move {
                let mut brought = Vec::new();
                serve(stream, &kept, &mut brought).await;
                for (at, since) in brought {
                    kept.lock().unwrap()[at].gone_after = Some(Instant::elapsed(&since));
                }
            });
        }
    });
    (url, taken)
}

/// One connection, which the other side may cut off at any moment: what was not sent whole was not
/// taken.
async fn serve(
    stream: tokio::net::TcpStream,
    kept: &Taken,
    brought: &mut Vec<(usize, Instant)>,
) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let (mut inside, mut mail) = (false, String::new());
    write.write_all(b"220 sink\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let reply: &[u8] = if inside && line == "." {
            inside = false;
            // As it was typed: long lines were broken on the way.
            let text = std::mem::take(&mut mail).replace("=\n", "");
            let mut kept = kept.lock().unwrap();
            brought.push((kept.len(), Instant::now()));
            kept.push(Message {
                text,
                gone_after: None,
            });
            b"250 kept\r\n"
        } else if inside {
            mail += &(line + "\n");
            continue;
        } else if line.to_uppercase().starts_with("DATA") {
            inside = true;
            b"354 go on\r\n"
        } else {
            b"250 fine\r\n"
        };
        write.write_all(reply).await.ok()?;
    }
    Some(())
}

/// A program of its own on the world's database.
struct Program {
    child: Child,
    folder: tempfile::TempDir,
}

impl Program {
    fn start(world: &World, smtp: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = base64::engine::general_purpose::STANDARD.encode(world.instance.expose());
        let keys = folder.path().join("keys");
        std::fs::create_dir(&keys).unwrap();
        std::fs::write(keys.join("instance.key"), key).unwrap();
        let child = run(world, folder.path(), smtp);
        Self { child, folder }
    }

    fn kill_and_start(&mut self, world: &World, smtp: &str) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.child = run(world, self.folder.path(), smtp);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(world: &World, folder: &Path, smtp: &str) -> Child {
    Command::new(testkit::program())
        .args(["serve", "--listen", "127.0.0.1:0", "--lease-seconds", "2"])
        .args(["--database", &world.url, "--smtp", smtp])
        .args(["--base-url", "http://montfoort.example"])
        .args(["--mail-from", "Meldroute <noreply@montfoort.example>"])
        .arg("--data")
        .arg(folder)
        .env("MELDROUTE_LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Asks for a message to the officer, with a number in its link.
async fn ask_for_mail(world: &World, number: usize) {
    let officer = world.people.lock().unwrap()["officer@a.example"].id;
    let path = format!("/bericht/{number:04}");
    let mut tx = world.app.db.begin().await.unwrap();
    mail::queue_with_path(
        &mut tx,
        &world.app,
        world.montfoort,
        officer,
        "invitation",
        &path,
    )
    .await
    .unwrap();
    tx.commit_unaudited("a test").await.unwrap();
}

/// Uploads a register, and asks to have it read.
async fn ask_for_register(officer: &Browser, number: usize) {
    let mut text = String::from("Achternaam;Adres\n");
    for row in 0..ROWS {
        let _ = writeln!(text, "Naam {number} {row};Straat {row}, Montfoort");
    }
    let upload = upload_register(officer, "handhaving", "uittreksel.csv", text.as_bytes()).await;
    ask_for_import(officer, &upload, "add").await;
}

async fn left(app: &App) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let sql = "select count(*) as number from job
        where dead_at is null and (once is null or once like 'import:%')";
    let row = tx.must(sql, params![]).await.unwrap();
    row.get("number").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kills_lose_nothing_and_double_nothing() {
    let (smtp, taken) = mail_server().await;
    let mailer = Mailer {
        url: Some(smtp.clone()),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(Kind::Postgres, mailer).await;
    world
        .hire(
            "officer@a.example",
            "Test officer",
            world.montfoort,
            &[Role::Officer],
        )
        .await;
    // The programs have the clock of the system, and what is asked for is of now.
    world.clock.set(platform::Clock::system().now() - 60_000);
    let officer = world.sign_in("officer@a.example").await;
    let mut programs = [0, 1].map(|_| Program::start(&world, &smtp));
    let mut rng = StdRng::seed_from_u64(2026);
    let (mut mails, mut registers) = (0, 0);
    for round in 0..KILLS {
        for _ in 0..rng.random_range(1..4) {
            ask_for_mail(&world, mails).await;
            mails += 1;
        }
        if round % 10 == 0 {
            ask_for_register(&officer, registers).await;
            registers += 1;
        }
        tokio::time::sleep(Duration::from_millis(rng.random_range(0..500))).await;
        programs[rng.random_range(0..2)].kill_and_start(&world, &smtp);
    }
    let begin = Instant::now();
    while left(&world.app).await > 0 {
        assert!(begin.elapsed() < Duration::from_mins(2), "work is left");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    drop(programs);
    let mut tx = world.app.db.read().await.unwrap();
    assert_eq!(platform::jobs::given_up(&mut tx).await.unwrap(), 0);
    drop(tx);
    imported_once(&world, registers).await;
    let taken = taken.lock().unwrap().clone();
    sent_once(&taken, mails);
}

/// Each register is there as a whole, once, with one audit record and nothing half beside it.
async fn imported_once(world: &World, asked: usize) {
    let mut tx = world.app.db.read().await.unwrap();
    let rows = tx
        .rows("select state, row_count from register_import", params![])
        .await
        .unwrap();
    let found: Vec<(String, i64)> = rows
        .iter()
        .map(|row| (row.get("state").unwrap(), row.get("row_count").unwrap()))
        .collect();
    assert_eq!(found, vec![("ready".to_owned(), ROWS); asked]);
    let sql = "select seq from audit_event where action = 'extract.imported'";
    assert_eq!(tx.rows(sql, params![]).await.unwrap().len(), asked);
    let sql = "select number from register_block";
    assert_eq!(tx.rows(sql, params![]).await.unwrap().len(), asked * 2);
    let sql = "select id from register_upload";
    assert!(tx.rows(sql, params![]).await.unwrap().is_empty());
}

/// Every message was taken, under one number; by a server that takes a number once, exactly once. It
/// came a second time only where the sender was killed right after the server's yes.
fn sent_once(taken: &[Message], asked: usize) {
    let mut by_message: BTreeMap<&str, Vec<&Message>> = BTreeMap::new();
    for message in taken {
        let (_, rest) = message.text.split_once("/bericht/").unwrap();
        by_message.entry(&rest[..4]).or_default().push(message);
    }
    assert_eq!(by_message.len(), asked, "none is lost");
    let id = |message: &Message| {
        let (_, rest) = message.text.split_once("Message-ID: ").unwrap();
        rest.lines().next().unwrap().to_owned()
    };
    let ids: BTreeSet<String> = taken.iter().map(id).collect();
    assert_eq!(
        ids.len(),
        asked,
        "each has one number, however often it came"
    );
    let mut latest = Vec::new();
    for copies in by_message.values() {
        for first in &copies[..copies.len() - 1] {
            latest.push(first.gone_after.unwrap_or(Duration::MAX));
        }
    }
    latest.sort_unstable();
    println!("{asked} messages, {KILLS} kills; came again, under the same number: {latest:?}");
    let late: Vec<_> = latest.iter().filter(|after| **after > WINDOW).collect();
    assert!(late.is_empty(), "doubled, and nobody was killed: {late:?}");
}
