//! Mail that cannot be delivered is given up visibly, and not lost.

use platform::clock::{HOUR, hour};
use platform::{jobs, mail};
use testkit::{World, on_both, smtp};

use crate::jobs::mailer;

/// The mail server is down for two days: the message is given up visibly, not lost, and "Probeer opnieuw"
/// sends it. In its first hour nobody is told that it waits.
async fn undelivered(world: World) {
    world.staff().await;
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = nobody.local_addr().unwrap();
    drop(nobody);
    let down = world
        .with_jobs(&[], mailer(format!("smtp://{address}")))
        .await;
    let officer = world.people.lock().unwrap()["officer@a.example"].id;
    let mut tx = down.db.begin().await.unwrap();
    mail::queue(&mut tx, &down, world.montfoort, officer, "danger")
        .await
        .unwrap();
    tx.commit_unaudited("a test").await.unwrap();
    let overview = async || {
        let mut tx = down.db.read().await.unwrap();
        let all = jobs::overview(&mut tx, &down, world.montfoort);
        let all = all.await.unwrap();
        let lane = all.lanes.into_iter().find(|lane| lane.kind == "mail");
        (lane.unwrap(), all.given_up)
    };
    jobs::run_due(&down).await.unwrap();
    assert_eq!(overview().await.0.waiting, 0, "not in this hour");
    world.clock.set(hour(world.clock.now()) + HOUR);
    let (lane, _) = overview().await;
    assert_eq!(lane.waiting, 1);
    assert_eq!(lane.failing.as_deref(), Some("mail-server"));
    for _ in 0..200 {
        world.clock.set(world.clock.now() + HOUR / 4);
        jobs::run_due(&down).await.unwrap();
    }
    let (lane, given_up) = overview().await;
    assert_eq!((lane.waiting, given_up.len()), (0, 1));
    assert_eq!(
        (given_up[0].why.as_str(), given_up[0].attempts),
        ("mail-server", 12)
    );
    let (url, mails) = smtp::start().await;
    let up = world.with_jobs(&[], mailer(url)).await;
    assert_eq!(jobs::run_due(&up).await.unwrap(), 0);
    let mut tx = up.db.begin().await.unwrap();
    jobs::again(&mut tx, &up, world.montfoort, given_up[0].id)
        .await
        .unwrap();
    tx.commit_unaudited("a test").await.unwrap();
    jobs::run_due(&up).await.unwrap();
    let mails = mails.lock().unwrap();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("To: officer@a.example"));
    let id = format!("Message-ID: <{}@montfoort.example>", given_up[0].id);
    assert!(mails[0].contains(&id), "{}", mails[0]);
}
on_both!(
    mail_that_cannot_be_delivered_is_given_up_visibly,
    undelivered
);
