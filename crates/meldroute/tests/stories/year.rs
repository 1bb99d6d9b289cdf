//! A year of terms, holidays, absence and a mail server that is down for a day, with a program that is cut off again
//! and again: everybody hears once of what they have to hear.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::civil::{Date, date};
use platform::calendar::{day_of, first_of_week};
use platform::clock::DAY;
use platform::mail::Mailer;
use platform::{App, Millis, Role, jobs};
use testkit::walk::{assess, hand_over};
use testkit::{Kind, World, smtp};

use crate::partner_answers::{MAILBOX, THROUGH, TOLD};

const DAYS: i64 = 366;
/// On so many days every program is cut off somewhere in its work.
const CUT_OFF: i64 = 220;
/// The second officer is away.
const AWAY: (Date, Date) = (date(2027, 2, 1), date(2027, 2, 26));
/// The mail server takes nothing: on a Monday.
const DOWN: Date = date(2027, 6, 14);

struct Year {
    world: World,
    programs: Vec<App>,
    mails: smtp::Mails,
    down: Arc<AtomicBool>,
    kills: i64,
}

impl Year {
    async fn new(kind: Kind) -> Self {
        let down = Arc::default();
        let (url, mails) = smtp::start_with(Arc::clone(&down)).await;
        let mailer = Mailer {
            url: Some(url),
            from: "Meldroute <noreply@montfoort.example>".into(),
        };
        let world = World::with_mail(kind, mailer.clone()).await;
        let programs = vec![world.app.clone(), world.with_jobs(&[], mailer).await];
        for app in &programs {
            jobs::ensure_schedules(app).await.unwrap();
        }
        Self {
            world,
            programs,
            mails,
            down,
            kills: 0,
        }
    }

    /// The next morning: all programs do what is due, after they were perhaps cut off in it.
    async fn morning(&mut self, at: i64) {
        let clock = &self.world.clock;
        clock.set(clock.now() + DAY);
        self.down
            .store(day_of(clock.now()) == DOWN, Ordering::SeqCst);
        if at * CUT_OFF / DAYS != (at - 1) * CUT_OFF / DAYS {
            self.kills += 1;
            for (which, app) in (0..).zip(&self.programs) {
                // Somewhere: after another part of a run every time.
                let while_it_lasts =
                    Duration::from_micros((at * 7919 + which * 104_729).unsigned_abs() % 20_000);
                let cut_off = tokio::time::timeout(while_it_lasts, jobs::run_due(app)).await;
                assert!(cut_off.is_err() || cut_off.is_ok_and(|done| done.is_ok()));
            }
            // What was being done is taken over once its lease is over.
            clock.set(clock.now() + DAY / 24);
        }
        let all = self.programs.iter().map(jobs::run_due);
        for done in futures_util::future::join_all(all).await {
            done.unwrap();
        }
    }

    /// A handover on its way to a partner who never opens it.
    async fn hand_over(&self) {
        let employee = self.world.sign_in("employee@a.example").await;
        let id = self.world.reported_by(&employee, &TOLD, &[]).await;
        let officer = self.world.sign_in("officer@a.example").await;
        officer.open_vault().await;
        assess(&officer, id).await;
        hand_over(&officer, id, "nla", &THROUGH).await.moved();
    }

    /// How many mails of each sort went to this address; one that was repeated after a cut is the same.
    fn sent(&self, address: &str, words: &str) -> usize {
        let mut found: BTreeSet<String> = BTreeSet::new();
        for mail in self.mails.lock().unwrap().iter() {
            let mail = mail.replace("=\n", "");
            if mail.contains(address) && mail.contains(words) {
                let mut lines = mail.lines();
                let id = lines.find(|line| line.to_lowercase().starts_with("message-id:"));
                found.insert(id.unwrap().to_owned());
            }
        }
        found.len()
    }
}

const OF_THE_WEEK: &str = "Wat in Meldroute op u wacht";

async fn year(kind: Kind) {
    let mut year = Year::new(kind).await;
    let world = &year.world;
    world.staff().await;
    let second = world.hire(
        "second@a.example",
        "Tweede",
        world.montfoort,
        &[Role::Officer],
    );
    second.await;
    let away = [
        ("away-from", AWAY.0.to_string()),
        ("away-until", AWAY.1.to_string()),
    ];
    let away = away.each_ref().map(|(name, day)| (*name, day.as_str()));
    let officer = world.sign_in("second@a.example").await;
    officer.post("/wie-is-wie", &away).await.moved();
    // One that nobody ever looks at: every week has something to do.
    let employee = world.sign_in("employee@a.example").await;
    world.report(&employee, &[("seen", "Zes matrassen.")]).await;
    // The first look at a municipality has nothing to look back on.
    year.morning(0).await;
    let (mut weeks, mut weeks_of_second, mut handovers) = (0, 0, 0);
    for at in 1..=DAYS {
        if at % 90 == 5 && at < 300 {
            year.hand_over().await;
            handovers += 1;
        }
        let before = year.world.clock.now();
        year.morning(at).await;
        let (one, other) = mornings(before, year.world.clock.now());
        weeks += one;
        weeks_of_second += other;
    }
    assert!(year.kills >= 200 && handovers == 4, "{}", year.kills);
    // Those of the last weeks may still be on their way.
    for at in 0..3 {
        year.morning(DAYS + at).await;
    }
    assert!((50..56).contains(&weeks), "{weeks}");
    assert_eq!(weeks_of_second + 4, weeks, "four Mondays away");
    assert_eq!(year.sent("officer@a.example", OF_THE_WEEK), weeks);
    assert_eq!(year.sent("second@a.example", OF_THE_WEEK), weeks_of_second);
    assert_eq!(
        year.sent(MAILBOX, "zette eerder iets voor u klaar"),
        2 * handovers
    );
    assert_eq!(
        year.sent(MAILBOX, "heeft iets voor u klaargezet"),
        handovers
    );
    let mut tx = year.world.app.db.read().await.unwrap();
    assert_eq!(jobs::given_up(&mut tx).await.unwrap(), 0);
}

/// First working mornings of a week between two moments: of everybody, and of who is not away then.
fn mornings(before: Millis, after: Millis) -> (usize, usize) {
    let (mut all, mut present) = (0, 0);
    let mut day = day_of(before);
    while day <= day_of(after) {
        let morning = platform::calendar::moment_of(day, 7);
        if first_of_week(day) == day && before < morning && morning <= after {
            all += 1;
            let is_away = (AWAY.0..=AWAY.1).contains(&day);
            present += usize::from(!is_away);
        }
        day = day.tomorrow().unwrap();
    }
    (all, present)
}

#[tokio::test]
async fn in_a_year_everybody_hears_once_on_sqlite() {
    year(Kind::Sqlite).await;
}

#[tokio::test]
async fn in_a_year_everybody_hears_once_on_postgresql() {
    year(Kind::Postgres).await;
}
