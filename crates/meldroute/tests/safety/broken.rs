//! What cannot be read is quoted nowhere: an error says where it went wrong, never what stood there
//! (`platform::Error::for_the_log`).

use std::io::Write;
use std::sync::{Arc, Mutex};

use meldroute::checks;
use platform::clock::HOUR;
use platform::{DossierId, Millis, PersonId, jobs, params};
use route::dossiers::{self, Purpose};
use testkit::walk::assess;
use testkit::{Kind, World};

/// What stands in the broken rows. Read as anything else, the fault would quote it.
const CONTENT: &str = "Kwartelkoningin op de kade";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

/// An assessment that opens, and is none.
async fn break_assessment(world: &World, id: DossierId) {
    let mut tx = world.app.db.begin().await.unwrap();
    let opening = dossiers::open_for_job(&mut tx, &world.app, world.montfoort, id, Purpose::Read);
    let open = opening.await.unwrap();
    let asked = "select at, author from assessment where signal = $1";
    let row = tx.must(asked, params![id]).await.unwrap();
    let (at, author): (Millis, PersonId) = (row.get("at").unwrap(), row.get("author").unwrap());
    let place = format!("assessment:{id}:{at}:{author}");
    let sealed = open.seal(&CONTENT, &place).unwrap();
    let written = "update assessment set sealed = $1 where signal = $2";
    let values = params![sealed, id];
    assert_eq!(tx.exec(written, values).await.unwrap(), 1);
    tx.commit_unaudited("somebody else wrote it").await.unwrap();
}

/// Mail to nobody: the job was asked for, and says nothing that can be read.
async fn break_job(world: &World) {
    let mut tx = world.app.db.begin().await.unwrap();
    let broken = serde_json::json!({ "recipient": CONTENT });
    jobs::enqueue(&mut tx, &world.app, Some(world.montfoort), "mail", &broken)
        .await
        .unwrap();
    tx.commit_unaudited("somebody else wrote it").await.unwrap();
}

#[tokio::test]
async fn what_is_broken_is_quoted_nowhere() {
    let (log, world) = (Log::default(), World::new(Kind::Sqlite).await);
    let writer = log.clone();
    let listening = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _listening = tracing::subscriber::set_default(listening);
    let (officer, id) = world.reported(&[("seen", "Iets.")], &[]).await;
    assess(&officer, id).await;
    break_assessment(&world, id).await;
    break_job(&world).await;
    let mut broken = 0;
    for path in ["", "/beoordelen", "/doorzetten", "/afsluiten"] {
        let answer = officer.get(&format!("/dossier/{id}{path}")).await;
        broken += usize::from(answer.status.is_server_error());
        assert!(!answer.text().contains(CONTENT), "{path}");
    }
    assert!(broken > 0, "one page at least is a fault");
    // Of mail it is said once its hour is over.
    world.clock.set(world.clock.now() + 2 * HOUR);
    officer.background().await;
    let admin = world.sign_in("admin@a.example").await;
    for path in ["/achtergrond", "/mensen"] {
        assert!(!admin.page(path).await.contains(CONTENT), "{path}");
    }
    let findings = checks::check(&world.app).await.unwrap();
    assert!(findings.iter().any(|one| !one.good), "the check names it");
    let said = serde_json::to_string(&findings).unwrap();
    assert!(!said.contains(CONTENT), "{said}");
    let log = log.text();
    for line in ["request failed", "data: Data at", "a job did not work"] {
        assert!(log.contains(line), "{line}: {log}");
    }
    assert!(!log.contains("Kwartelkoningin"), "{log}");
}
