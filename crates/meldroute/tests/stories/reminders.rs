//! Who has one hour a week is reminded by mail: how much waits, never what.

use platform::clock::{HOUR, start_of};
use platform::mail::Mailer;
use platform::{Millis, Role};
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
        self.to("officer@a.example", moment).await
    }

    /// The same, of somebody.
    async fn to(&self, address: &str, moment: Millis) -> Vec<String> {
        let mut all = self.all(moment).await;
        all.retain(|mail| mail.contains(address));
        all
    }

    /// Everybody's.
    async fn all(&self, moment: Millis) -> Vec<String> {
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
        let all: Vec<String> = all.collect();
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

/// Two who take part, each elsewhere, and a dossier; gives its reference.
async fn with_seats(inbox: &Inbox) -> String {
    let (world, roles) = (&inbox.world, [Role::Participant]);
    for (email, table) in [
        ("here@a.example", "ondermijning"),
        ("region@a.example", "copen"),
    ] {
        world
            .hire_at(email, "Test somebody", world.montfoort, &roles, &[table])
            .await;
    }
    world.clock.set(on(25, 11, 10));
    inbox.report(&[]).await;
    let employee = world.sign_in("employee@a.example").await;
    world.reference(&employee, "/gemeld/1").await
}

/// The officer puts something on an agenda, or records what came of it.
async fn consult(inbox: &Inbox, reference: &str, action: &str) {
    let officer = inbox.world.sign_in("officer@a.example").await;
    officer.open_vault().await;
    let id = inbox.world.dossier_id(reference).await;
    let item = [
        ("table", "ondermijning"),
        ("text", "Een pand aan de dijk."),
        ("action", action),
    ];
    let path = format!("/dossier/{id}/overleg");
    officer.post(&path, &item).await.moved();
}

/// Who takes part in a consultation hears of its agenda and of no other, as long as something waits there.
async fn an_agenda(kind: Kind) {
    let inbox = Inbox::new(kind).await;
    let reference = with_seats(&inbox).await;
    inbox.all(on(27, 11, 10)).await;
    consult(&inbox, &reference, "agenda").await;
    let agendas = async |moment| {
        let mut mails = inbox.all(moment).await;
        mails.retain(|mail| mail.contains("Op de agenda"));
        mails
    };
    assert_eq!(agendas(on(30, 11, 6)).await, [""; 0], "a weekend");
    let monday = agendas(on(30, 11, 8)).await;
    for address in ["here@a.example", "participant@a.example"] {
        let own = monday.iter().filter(|mail| mail.contains(address));
        let own: Vec<String> = own.cloned().collect();
        says(&own, &["Lokaal ondermijningsoverleg: 1"]);
    }
    assert_eq!(monday.len(), 2, "nobody else: {monday:?}");
    for mail in &monday {
        for never in ["dijk", "Copen", &reference[..4]] {
            assert!(!mail.contains(never), "{never}: {mail}");
        }
    }
    assert_eq!(agendas(on(5, 12, 10)).await, [""; 0], "once a week");
    consult(&inbox, &reference, "outcome").await;
    assert_eq!(agendas(on(7, 12, 12)).await, [""; 0], "it was discussed");
}

mod who_takes_part_hears_of_the_own_agenda {
    use super::*;

    #[tokio::test]
    async fn on_sqlite() {
        an_agenda(Kind::Sqlite).await;
    }

    #[tokio::test]
    async fn on_postgresql() {
        an_agenda(Kind::Postgres).await;
    }
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
