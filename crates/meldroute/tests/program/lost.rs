//! What was acknowledged is there, however the program ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;

use crate::started::{Server, client, cookie, id, report, run, text};

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
