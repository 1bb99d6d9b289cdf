//! Work in the background: once, whoever does it, and visible when it does not work.

use std::pin::Pin;
use std::time::Duration;

use platform::clock::{HOUR, hour};
use platform::jobs::{self, Ended, Failure, Job, Kind, Retry};
use platform::mail::{self, Mailer};
use platform::{App, params};
use tokio::sync::{Semaphore, watch};

use testkit::{Browser, World, on_both, visible};

/// Writes what it was asked in a table, and ends in the same transaction.
async fn effect(app: &App, job: &Job) -> Ended {
    let what: String = job.args()?;
    let mut tx = app.db.begin().await?;
    tx.exec("insert into effect (what) values ($1)", params![what])
        .await?;
    job.done(&mut tx).await?;
    Ok(tx.commit_unaudited("a test").await?)
}

/// The slow one goes on when it is told to.
static GO_ON: Semaphore = Semaphore::const_new(0);

type Work = Pin<Box<dyn Future<Output = Ended> + Send>>;

fn slow(app: App, job: Job) -> Work {
    Box::pin(async move {
        if job.attempt == 1 {
            GO_ON.acquire().await.unwrap().forget();
        }
        effect(&app, &job).await
    })
}

const TWICE: Retry = Retry {
    most: 2,
    first: 60_000,
    longest: HOUR,
};

static KINDS: [Kind; 5] = [
    Kind::new("count", |app, job| {
        Box::pin(async move { effect(&app, &job).await })
    })
    .at_once(3),
    Kind::new("panic", |_, _| Box::pin(async { panic!("in a test") })).retry(TWICE),
    Kind::new("slow", slow),
    Kind::new("long", |_, _| {
        Box::pin(async {
            tokio::time::sleep(Duration::from_mins(5)).await;
            Ok(())
        })
    })
    .limit(Duration::from_millis(20))
    .retry(TWICE),
    Kind::new("tick", |app, _| {
        Box::pin(async move {
            let mut tx = app.db.begin().await?;
            tx.exec("insert into effect (what) values ('tick')", params![])
                .await?;
            Ok(tx.commit_unaudited("a test").await?)
        })
    })
    .every(HOUR),
];

/// Two programs on the database of this world.
async fn two(world: &World) -> [App; 2] {
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec("create table effect (what text not null)", params![])
        .await
        .unwrap();
    tx.commit_unaudited("a test").await.unwrap();
    let app = || world.with_jobs(&KINDS, Mailer::default());
    [app().await, app().await]
}

async fn ask(app: &App, kind: &str, what: &str) {
    let mut tx = app.db.begin().await.unwrap();
    jobs::enqueue(&mut tx, app, None, kind, &what)
        .await
        .unwrap();
    tx.commit_unaudited("a test").await.unwrap();
}

async fn effects(app: &App) -> Vec<String> {
    let mut tx = app.db.read().await.unwrap();
    let rows = tx.rows("select what from effect order by what", params![]);
    let rows = rows.await.unwrap();
    rows.iter().map(|row| row.get("what").unwrap()).collect()
}

async fn left(app: &App) -> i64 {
    let mut tx = app.db.read().await.unwrap();
    let row = tx
        .must(
            "select count(*) as number from job where once is null and dead_at is null",
            params![],
        )
        .await
        .unwrap();
    row.get("number").unwrap()
}

async fn until(what: &str, is: impl AsyncFn() -> bool) {
    for _ in 0..1500 {
        if is().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{what} does not happen");
}

async fn many(world: World) {
    let apps = two(&world).await;
    for at in 0..40 {
        ask(&apps[0], "count", &format!("{at:02}")).await;
    }
    let (stop, stopped) = watch::channel(false);
    let running = apps
        .clone()
        .map(|app| tokio::spawn(jobs::run(app, stopped.clone())));
    until("the end of all", async || left(&apps[0]).await == 0).await;
    stop.send_replace(true);
    for one in running {
        one.await.unwrap();
    }
    let mut done = effects(&apps[0]).await;
    done.retain(|what| what != "tick");
    let asked: Vec<String> = (0..40).map(|at| format!("{at:02}")).collect();
    assert_eq!(done, asked, "each once");
}
on_both!(two_programs_do_each_job_once, many);

/// What was asked in a transaction that is not committed was not asked.
async fn asked(world: World) {
    let [app, _] = two(&world).await;
    let mut tx = app.db.begin().await.unwrap();
    jobs::enqueue(&mut tx, &app, None, "count", &"never")
        .await
        .unwrap();
    drop(tx);
    let mut tx = app.db.begin().await.unwrap();
    for expected in [true, false] {
        let once = jobs::enqueue_once(&mut tx, &app, None, "count", "the one", &"once");
        assert_eq!(once.await.unwrap(), expected);
    }
    tx.commit_unaudited("a test").await.unwrap();
    jobs::run_due(&app).await.unwrap();
    assert_eq!(effects(&app).await, ["once"]);
}
on_both!(work_is_asked_for_with_the_act_and_once, asked);

async fn panics(world: World) {
    let [app, _] = two(&world).await;
    ask(&app, "panic", "x").await;
    ask(&app, "long", "x").await;
    ask(&app, "count", "beside it").await;
    jobs::run_due(&app).await.unwrap();
    assert_eq!(effects(&app).await, ["beside it"], "nothing else stops");
    assert_eq!(left(&app).await, 2, "they are tried again");
    world.clock.set(world.clock.now() + HOUR);
    jobs::run_due(&app).await.unwrap();
    let mut tx = app.db.read().await.unwrap();
    let seen = jobs::overview(&mut tx, &app, world.montfoort)
        .await
        .unwrap();
    let mut why: Vec<_> = seen
        .given_up
        .iter()
        .map(|job| (job.kind.as_str(), job.why.as_str(), job.attempts))
        .collect();
    why.sort_unstable();
    assert_eq!(why, [("long", "too-long", 2), ("panic", "panic", 2)]);
}
on_both!(a_panic_ends_one_job_and_is_told, panics);

/// A process that hangs, or was killed, loses its job to another; whatever it does later is not
/// written.
async fn taken_over(world: World) {
    let [first, second] = two(&world).await;
    ask(&first, "slow", "once").await;
    let hanging = tokio::spawn({
        let first = first.clone();
        async move { jobs::run_due(&first).await }
    });
    until("a lease", async || {
        let mut tx = second.db.read().await.unwrap();
        let sql = "select id from job where lease_until is not null";
        tx.row(sql, params![]).await.unwrap().is_some()
    })
    .await;
    assert_eq!(jobs::run_due(&second).await.unwrap(), 0, "the lease holds");
    world.clock.set(world.clock.now() + 2 * 60_000 + 1);
    assert_eq!(
        jobs::run_due(&second).await.unwrap(),
        1,
        "the lease is over"
    );
    GO_ON.add_permits(1);
    hanging.await.unwrap().unwrap();
    assert_eq!(effects(&first).await, ["once"]);
    assert_eq!(left(&first).await, 0);
}

mod a_lease_that_is_over_is_worth_nothing {
    use super::*;
    use testkit::Kind;

    // One after the other: they share a semaphore.
    #[tokio::test]
    async fn on_both() {
        for kind in [Kind::Sqlite, Kind::Postgres] {
            taken_over(World::new(kind).await).await;
        }
    }
}

async fn ticks(world: World) {
    let apps = two(&world).await;
    for round in 1..=3 {
        for app in &apps {
            jobs::ensure_schedules(app).await.unwrap();
        }
        let [one, other] = &apps;
        let (one, other) = tokio::join!(jobs::run_due(one), jobs::run_due(other));
        one.unwrap();
        other.unwrap();
        assert_eq!(effects(&apps[0]).await.len(), round, "once in each hour");
        for app in &apps {
            jobs::run_due(app).await.unwrap();
        }
        assert_eq!(
            effects(&apps[0]).await.len(),
            round,
            "not again in this one"
        );
        world.clock.set(hour(world.clock.now()) + HOUR);
    }
    // A clock that was a year ahead for a moment delays nothing by a year.
    let mut tx = apps[0].db.begin().await.unwrap();
    let ahead = "update job set run_at = run_at + 31536000000 where kind = 'tick'";
    tx.exec(ahead, params![]).await.unwrap();
    tx.commit_unaudited("a test").await.unwrap();
    jobs::ensure_schedules(&apps[1]).await.unwrap();
    jobs::run_due(&apps[0]).await.unwrap();
    assert_eq!(effects(&apps[0]).await.len(), 4);
}
on_both!(what_comes_back_is_done_once_in_its_time, ticks);

/// Whoever writes in the database asks for nothing, and makes nothing else of what was asked.
async fn forged(world: World) {
    let [app, _] = two(&world).await;
    for sql in [
        "update job set kind = 'count' where kind = 'slow'",
        "update job set args = (select args from job where kind = 'panic') where kind = 'count'",
        "update job set tenant = id where kind = 'count'",
    ] {
        for kind in ["count", "slow", "panic"] {
            ask(&app, kind, "asked").await;
        }
        let mut tx = app.db.begin().await.unwrap();
        let beside = if sql.contains("'slow'") {
            "count"
        } else {
            "slow"
        };
        let only = "delete from job where kind = $1 and dead_at is null";
        tx.exec(only, params![beside]).await.unwrap();
        tx.exec(sql, params![]).await.unwrap();
        tx.exec("delete from job where kind = 'panic'", params![])
            .await
            .unwrap();
        tx.commit_unaudited("an attacker").await.unwrap();
        jobs::run_due(&app).await.unwrap();
        assert_eq!(effects(&app).await, [""; 0], "{sql}");
    }
    let mut tx = app.db.read().await.unwrap();
    let rows = tx
        .rows(
            "select last_error from job where dead_at is not null",
            params![],
        )
        .await
        .unwrap();
    let why: Vec<String> = rows
        .iter()
        .map(|row| row.get("last_error").unwrap())
        .collect();
    assert_eq!(why, ["tampered"; 3]);
}
on_both!(what_waits_cannot_be_forged, forged);

async fn page(browser: &Browser) -> String {
    visible(&browser.get("/achtergrond").await.ok().text())
}

/// The administrator sees what was given up and why in words, has it tried again, or throws it away;
/// nobody else's.
async fn seen(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    assert!(page(&admin).await.contains("Alles is gelukt"));
    let job = world.given_up(world.montfoort).await;
    let told = page(&admin).await;
    assert!(
        told.contains("Register inlezen") && told.contains("Het bestand is er niet meer"),
        "{told}"
    );
    let neighbour = world.sign_in("admin@b.example").await;
    assert!(page(&neighbour).await.contains("Alles is gelukt"));
    for what in ["opnieuw", "weggooien"] {
        let path = format!("/achtergrond/{job}/{what}");
        assert_eq!(neighbour.post(&path, &[]).await.status, 404);
    }
    let faults = async || {
        let found = meldroute::checks::check(&world.app).await.unwrap();
        let background = found.iter().find(|line| line.what == "background");
        !background.unwrap().good
    };
    assert!(faults().await, "check says it");
    let again = format!("/achtergrond/{job}/opnieuw");
    let to = admin.post(&again, &[]).await.moved();
    assert!(visible(&admin.get(&to).await.ok().text()).contains("probeert het nog eens"));
    assert_eq!(
        admin.post(&again, &[]).await.status,
        404,
        "it waits already"
    );
    admin.background().await;
    assert!(page(&admin).await.contains("Het bestand is er niet meer"));
    let to = admin
        .post(&format!("/achtergrond/{job}/weggooien"), &[])
        .await
        .moved();
    let gone = visible(&admin.get(&to).await.ok().text());
    assert!(gone.contains("Weggegooid") && gone.contains("Alles is gelukt"));
    assert!(!faults().await);
    let auditor = world.sign_in("auditor@a.example").await;
    let log = visible(&auditor.get("/controle").await.ok().text());
    assert!(log.contains("nog eens gestart") && log.contains("achtergrond weggegooid"));
}
on_both!(the_administrator_sees_what_was_given_up, seen);

pub(crate) fn mailer(url: String) -> Mailer {
    Mailer {
        url: Some(url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    }
}

/// A mail server that takes connections and says nothing delays mail, and nothing else.
async fn silent(world: World) {
    world.staff().await;
    let [_, _] = two(&world).await;
    let silence = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", silence.local_addr().unwrap());
    let app = world.with_jobs(&KINDS, mailer(url)).await;
    let officer = world.people.lock().unwrap()["officer@a.example"].id;
    let mut tx = app.db.begin().await.unwrap();
    for _ in 0..6 {
        mail::queue(&mut tx, &app, world.montfoort, officer, "new")
            .await
            .unwrap();
    }
    tx.commit_unaudited("a test").await.unwrap();
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(jobs::run(app.clone(), stopped));
    until("four connections", async || {
        let mut tx = app.db.read().await.unwrap();
        let sql = "select id from job where kind = 'mail' and lease_until is not null";
        tx.rows(sql, params![]).await.unwrap().len() == 4
    })
    .await;
    ask(&app, "count", "beside it").await;
    jobs::wake(&app);
    until("other work", async || {
        effects(&app).await.contains(&"beside it".to_owned())
    })
    .await;
    // Stopping waits ten seconds for them, and lets go of what is left.
    stop.send_replace(true);
    running.await.unwrap();
    let mut tx = app.db.read().await.unwrap();
    let sql = "select id from job where lease_until is not null";
    assert!(tx.rows(sql, params![]).await.unwrap().is_empty());
}
on_both!(a_silent_mail_server_delays_nothing_else, silent);

/// A failure that is for good is not tried again.
#[test]
fn what_is_gone_is_not_tried_again() {
    let told = |error: platform::Error| format!("{:?}", Failure::from(error));
    assert!(told(platform::Error::NotFound).contains("again: false"));
    assert!(told(platform::Error::Busy).contains("again: true"));
}
