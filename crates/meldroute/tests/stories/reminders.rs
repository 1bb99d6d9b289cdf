//! Who has one hour a week is reminded by mail: how much waits, never what.

use platform::Millis;
use platform::clock::{HOUR, start_of};
use platform::mail::Mailer;
use testkit::{Kind, World, smtp};

const TEXT: &str = "Zeven matrassen in een schuur.";

struct Inbox {
    world: World,
    mails: smtp::Mails,
}

impl Inbox {
    async fn new(kind: Kind) -> Self {
        let (smtp_url, mails) = smtp::start().await;
        let mailer = Mailer {
            url: Some(smtp_url),
            from: "Meldroute <noreply@montfoort.example>".into(),
        };
        let world = World::with_mail(kind, mailer).await;
        world.staff().await;
        Self { world, mails }
    }

    /// What the officer of Montfoort gets by mail, hour after hour, up to this moment.
    async fn until(&self, moment: Millis) -> Vec<String> {
        let clock = &self.world.clock;
        while clock.now() < moment {
            clock.set((clock.now() + HOUR).min(moment));
            for _ in 0..2 {
                route::desk::remind(&self.world.app).await.unwrap();
            }
        }
        platform::jobs::run_due(&self.world.app).await.unwrap();
        let all: Vec<String> = self.mails.lock().unwrap().drain(..).collect();
        let all = all.iter().map(|mail| mail.replace("=\n", ""));
        let all: Vec<String> = all
            .filter(|mail| mail.contains("officer@a.example"))
            .collect();
        for mail in &all {
            assert!(
                !mail.contains("matrassen") && !mail.contains("Test employee"),
                "{mail}"
            );
        }
        all
    }

    async fn report(&self, more: &[(&str, &str)]) {
        let employee = self.world.sign_in("employee@a.example").await;
        let fields = [&[("seen", TEXT)], more].concat();
        self.world.report(&employee, &fields).await;
    }
}

fn on(day: u8, month: u8, hour: Millis) -> Millis {
    start_of(&format!("2026-{month:02}-{day:02}")).unwrap() + hour * HOUR
}

fn says(mails: &[String], words: &[&str]) {
    assert_eq!(mails.len(), 1, "{mails:?}");
    for word in words {
        assert!(mails[0].contains(word), "{word}: {}", mails[0]);
    }
}

async fn the_hour_of_the_week(kind: Kind) {
    let inbox = Inbox::new(kind).await;
    inbox.world.clock.set(on(27, 11, 10));
    inbox.report(&[]).await;
    says(&inbox.until(on(27, 11, 12)).await, &["Log in om"]);
    assert_eq!(inbox.until(on(30, 11, 6)).await, [""; 0], "a weekend");
    let monday = inbox.until(on(30, 11, 8)).await;
    says(&monday, &["wacht: 1.", "te laat: 0."]);
    assert_eq!(inbox.until(on(4, 12, 23)).await, [""; 0], "its term runs");
    let late = inbox.until(on(7, 12, 12)).await;
    says(&late, &["wacht: 1.", "te laat: 1."]);
    assert_eq!(inbox.until(on(13, 12, 12)).await, [""; 0], "told already");
}

async fn what_cannot_wait(kind: Kind) {
    let inbox = Inbox::new(kind).await;
    inbox.world.clock.set(on(1, 12, 9));
    assert_eq!(inbox.until(on(1, 12, 10)).await, [""; 0]);
    inbox.report(&[("danger", "yes")]).await;
    says(&inbox.until(on(1, 12, 11)).await, &["niet kan wachten"]);
    let morning = inbox.until(on(2, 12, 8)).await;
    says(&morning, &["spoedtermijn", "te laat: 0."]);
    let late = inbox.until(on(2, 12, 12)).await;
    says(&late, &["voorbij van iets dat niet kan wachten"]);
}

mod an_officer_is_reminded_of_the_hour_of_the_week {
    use super::*;

    #[tokio::test]
    async fn on_sqlite() {
        the_hour_of_the_week(Kind::Sqlite).await;
    }

    #[tokio::test]
    async fn on_postgresql() {
        the_hour_of_the_week(Kind::Postgres).await;
    }
}

mod an_officer_is_told_of_a_term_that_cannot_wait {
    use super::*;

    #[tokio::test]
    async fn on_sqlite() {
        what_cannot_wait(Kind::Sqlite).await;
    }

    #[tokio::test]
    async fn on_postgresql() {
        what_cannot_wait(Kind::Postgres).await;
    }
}
