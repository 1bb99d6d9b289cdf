//! "Ten uploads of 100 MB at once with flat memory", and what a killed program leaves behind.

use std::sync::Arc;
use std::time::{Duration, Instant};

use platform::clock::HOUR;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::program::{MIB, memory, officer, peak, send, start};
use super::{count, sweep};
use testkit::{Kind, World};

/// So much more memory may it take: of 1000 MB that go through it.
const MORE: u64 = 64;

async fn ten_at_once(kind: Kind) -> World {
    let world = World::new(kind).await;
    let officer = Arc::new(officer(&world).await);
    let server = Arc::new(start(&world).await);
    // Once, so that what is made at first use is there.
    send(&server, &officer, MIB, usize::MAX).await.unwrap();
    let before = memory(server.child.id(), "VmHWM");
    let begin = Instant::now();
    let all: Vec<_> = (0..10)
        .map(|_| {
            let (server, officer) = (server.clone(), officer.clone());
            tokio::spawn(async move { send(&server, &officer, 100 * MIB, usize::MAX).await })
        })
        .collect();
    for one in all {
        let answer = one.await.unwrap().unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 303") && answer.contains("/registers/kolommen/"),
            "{answer}"
        );
    }
    let more = memory(server.child.id(), "VmHWM") - before;
    println!(
        "{kind:?}: ten of 100 MiB in {:?}, from {before} MiB, {more} MiB more",
        begin.elapsed()
    );
    assert!(more < MORE, "{more} MiB more");
    assert_eq!(count(&world, "register_upload").await, 11);
    assert_eq!(count(&world, "blob_chunk").await, 10 * 400 + 4);
    assert_eq!(count(&world, "blob where owner is null").await, 0);
    world
}

/// And a copy of all that is made and put back with as little.
#[tokio::test(flavor = "multi_thread")]
async fn ten_large_uploads_take_little_memory_on_sqlite() {
    let world = ten_at_once(Kind::Sqlite).await;
    let data = world.dir.path().display().to_string();
    let copy = world.dir.path().join("copy.db").display().to_string();
    let nothing = peak(&world, &["audit", "verify", "--data", &data]).await;
    let backup = peak(&world, &["backup", &copy, "--data", &data]).await;
    assert!(backup < nothing + MORE, "{backup} MiB");
    world.app.db.close().await;
    let to = world.dir.path().join("restored").display().to_string();
    let restore = peak(&world, &["restore", &copy, "--data", &to]).await;
    assert!(restore < nothing + MORE, "{restore} MiB");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_large_uploads_take_little_memory_on_postgresql() {
    ten_at_once(Kind::Postgres).await;
}

/// The program is killed in the middle of uploads, at any moment: nothing of them is left but what
/// was acknowledged, and that is whole.
async fn killed(kind: Kind) {
    let world = World::new(kind).await;
    let officer = Arc::new(officer(&world).await);
    let mut rng = StdRng::seed_from_u64(8);
    let mut acknowledged = 0;
    for _ in 0..8 {
        let server = Arc::new(start(&world).await);
        let uploads: Vec<_> = [4 * MIB, 30 * MIB, 30 * MIB]
            .map(|bytes| {
                let (server, officer) = (server.clone(), officer.clone());
                // Some connections break off by themselves.
                let most = [usize::MAX, bytes / 2][rng.random_range(0..2)];
                tokio::spawn(async move { send(&server, &officer, bytes, most).await })
            })
            .into();
        tokio::time::sleep(Duration::from_millis(rng.random_range(100..1500))).await;
        let killed = kill(server.child.id());
        assert!(killed);
        for upload in uploads {
            let answer = upload.await.unwrap().unwrap_or_default();
            acknowledged += i64::from(answer.starts_with("HTTP/1.1 303"));
        }
    }
    let nameless = std::fs::read_dir(world.dir.path()).unwrap().flatten();
    let names: Vec<_> = nameless.map(|entry| entry.file_name()).collect();
    assert!(
        names
            .iter()
            .all(|name| !name.to_string_lossy().starts_with(".tmp")),
        "{names:?}"
    );
    println!(
        "{kind:?}: {acknowledged} acknowledged, {} left for the sweep",
        count(&world, "blob where owner is null").await
    );
    world.clock.set(world.clock.now() + 3 * HOUR);
    sweep(&world).await;
    assert_eq!(count(&world, "blob where owner is null").await, 0);
    let there = count(&world, "register_upload").await;
    assert!(there >= acknowledged, "{there} of {acknowledged}");
    assert_eq!(count(&world, "blob").await, there);
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

fn kill(process: u32) -> bool {
    let kill = std::process::Command::new("kill")
        .args(["-9", &process.to_string()])
        .status();
    kill.unwrap().success()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_program_leaves_no_half_upload_on_sqlite() {
    killed(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_program_leaves_no_half_upload_on_postgresql() {
    killed(Kind::Postgres).await;
}
