//! Mail that cannot be delivered is given up visibly, and not lost; work that is cut off spoils no other mail.

use std::collections::BTreeSet;
use std::time::Duration;

use platform::clock::{HOUR, hour};
use platform::{App, jobs, mail};
use testkit::{World, on_both, smtp};

use crate::jobs::mailer;

/// A message to the officer waits.
async fn queued(world: &World, app: &App) {
    let officer = world.people.lock().unwrap()["officer@a.example"].id;
    let mut tx = app.db.begin().await.unwrap();
    mail::queue(&mut tx, app, world.montfoort, officer, "danger")
        .await
        .unwrap();
    tx.commit_unaudited("a test").await.unwrap();
}

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
    queued(&world, &down).await;
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

/// Work that sends is cut off after every answer of the mail server in turn. What was asked of that server then is
/// answered to nobody else: the message that comes after it waits for nothing and is told of by its own answer.
async fn cut_off_in_the_middle(world: World) {
    const THINKS: Duration = Duration::from_millis(40);
    world.staff().await;
    let (url, mails) = smtp::start_slow(THINKS).await;
    let app = world.with_jobs(&[], mailer(url)).await;
    for answers in 0..8 {
        queued(&world, &app).await;
        let cut = THINKS * answers + THINKS / 2;
        let _ = tokio::time::timeout(cut, jobs::run_due(&app)).await;
        // What was being done is taken over once its lease is over.
        world.clock.set(world.clock.now() + HOUR);
        let done = tokio::time::timeout(Duration::from_secs(20), jobs::run_due(&app)).await;
        done.expect("it waits for an answer that went to another")
            .unwrap();
        let mails = mails.lock().unwrap();
        let ids: BTreeSet<_> = mails.iter().filter_map(|mail| id_of(mail)).collect();
        assert_eq!(ids.len(), usize::try_from(answers).unwrap() + 1);
    }
    for mail in mails.lock().unwrap().iter() {
        assert_eq!(mail.matches("Message-ID:").count(), 1, "{mail}");
    }
}
on_both!(
    work_that_is_cut_off_spoils_no_other_mail,
    cut_off_in_the_middle
);

fn id_of(mail: &str) -> Option<&str> {
    mail.lines().find(|line| line.starts_with("Message-ID:"))
}
