//! Whatever people do, in whatever order: what is to be done is what follows from what was done, and nothing breaks.
//! Steps of the route stand in [`way`], what partners, reporters, meetings and cases do in [`others`].

mod cases;
mod meetings;
mod others;
mod way;

use std::collections::BTreeSet;

use meldroute::wiring::WINGS;
use platform::clock::{self, DAY, HOUR};
use platform::{DossierId, PersonId, Role};
use proptest::prelude::*;
use proptest::strategy::{Union, ValueTree};
use proptest::test_runner::TestRunner;
use route::parts::Holding;
use testkit::partner::OF_POLICE;
use testkit::{Browser, World, on_both};

use self::cases::OfCase;
use self::meetings::OfMeeting;
use self::others::{OfPartner, OfReporter, OfSender};
use self::way::OnTheWay;
use super::{EMPLOYEE, OFFICER};

#[derive(Debug, Clone)]
enum Step {
    Way(OnTheWay),
    Partner(OfPartner),
    Reporter(OfReporter),
    Sender(OfSender),
    Meeting(OfMeeting),
    Case(OfCase),
    /// Another officer is asked to hand over.
    PassOn,
    /// Weeks go by, and the rounds of the background with them.
    Weeks,
}

/// A few steps of one kind after each other: some lead somewhere only behind others.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let some = |of: BoxedStrategy<Step>, most| prop::collection::vec(of, 1..most);
    let rare = prop_oneof![2 => Just(Step::PassOn), 1 => Just(Step::Weeks)];
    Union::new_weighted(vec![
        (5, some(way::step().prop_map(Step::Way).boxed(), 3)),
        (
            3,
            some(others::of_partner().prop_map(Step::Partner).boxed(), 6),
        ),
        (
            2,
            some(others::of_reporter().prop_map(Step::Reporter).boxed(), 4),
        ),
        (
            1,
            some(others::of_sender().prop_map(Step::Sender).boxed(), 3),
        ),
        (2, some(meetings::step().prop_map(Step::Meeting).boxed(), 6)),
        (2, some(cases::step().prop_map(Step::Case).boxed(), 6)),
        (1, some(rare.boxed(), 2)),
    ])
}

/// Those who take the steps, and what they have in hand.
struct Play<'a> {
    world: &'a World,
    officer: Browser,
    employee: Browser,
    colleague: PersonId,
    /// The dossier of the plan, and the one of the plan before it.
    id: DossierId,
    before: DossierId,
    /// A partner that opened its link, and the address of its page.
    partner: Option<(Browser, String)>,
    meeting: Option<String>,
    case: Option<String>,
    /// So many steps were taken: no two say the same.
    count: usize,
}

impl Play<'_> {
    fn dossier(&self) -> String {
        format!("/dossier/{}", self.id)
    }

    /// A day from now, as forms have it.
    fn day(&self, days: i64) -> String {
        clock::day(self.world.clock.now() + days * DAY)
    }

    fn said(&self, words: &str) -> String {
        format!("{words} ({})", self.count)
    }

    async fn take(&mut self, step: &Step) {
        self.count += 1;
        self.world.clock.set(self.world.clock.now() + HOUR / 360);
        match step {
            Step::Way(step) => way::take(self, step).await,
            Step::Partner(step) => others::by_partner(self, *step).await,
            Step::Reporter(step) => others::with_reporter(self, *step).await,
            Step::Sender(step) => others::for_sender(self, *step).await,
            Step::Meeting(step) => meetings::take(self, *step).await,
            Step::Case(step) => cases::take(self, *step).await,
            Step::PassOn => {
                let to = self.colleague.to_string();
                let path = format!("{}/collega", self.dossier());
                send(&self.officer, &path, &[("to", &to)]).await;
            }
            Step::Weeks => self.weeks().await,
        }
    }

    async fn weeks(&mut self) {
        let clock = &self.world.clock;
        clock.set(clock.now() + 16 * DAY);
        route::partners::sweep(&self.world.app).await.unwrap();
        response::meetings::end(&self.world.app).await.unwrap();
        self.officer = self.world.sign_in(OFFICER).await;
        self.officer.open_vault().await;
        self.employee = self.world.sign_in(EMPLOYEE).await;
    }

    /// Somebody reports; or, now and then, the police does.
    async fn begin(&mut self, by_police: bool) {
        self.before = self.id;
        if !by_police {
            let reference = self
                .world
                .report(&self.employee, &[("seen", "Iets geks.")])
                .await;
            self.id = self.world.dossier_id(&reference).await;
            return;
        }
        let (came, heard, ends) = (self.day(-2), self.day(20), self.day(15));
        let changed = [
            ("reference", ""),
            ("day", came.as_str()),
            ("feedback-by", heard.as_str()),
            ("part-1-ends", ends.as_str()),
        ];
        self.id = self.officer.takes_in(&OF_POLICE, &changed).await;
    }
}

/// Sends a form, which may well be refused; gives where that leads.
async fn send(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Option<String> {
    let answer = browser.post(path, fields).await;
    assert!(
        answer.status.as_u16() < 500,
        "{path} {fields:?}: {}",
        answer.text()
    );
    let to = answer.to().split(['?', '#']).next();
    to.filter(|to| !to.is_empty()).map(str::to_owned)
}

/// The value of a field in the form that is sent to this address, or anywhere; empty when the page has none.
fn value(page: &str, action: &str, name: &str) -> String {
    let form = format!("action=\"{action}\"");
    let text = match action {
        "" => page,
        _ => page.split_once(&form).map_or("", |(_, rest)| rest),
    };
    let rest = text.split(&format!("name=\"{name}\" value=\"")).nth(1);
    rest.and_then(|rest| rest.split('"').next())
        .unwrap_or_default()
        .to_owned()
}

/// The id behind a marker, if the page has one.
fn id_behind(page: &str, marker: &str) -> Option<String> {
    page.split(marker).nth(1)?.get(..36).map(str::to_owned)
}

async fn any_order(world: World) {
    world.staff().await;
    let second = ("second@a.example", "Test Second");
    let colleague = world
        .hire(second.0, second.1, world.montfoort, &[Role::Officer])
        .await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let reference = world.report(&employee, &[("seen", "Iets eerder.")]).await;
    let id = world.dossier_id(&reference).await;
    let mut play = Play {
        world: &world,
        officer,
        employee,
        colleague,
        id,
        before: id,
        partner: None,
        meeting: None,
        case: None,
        count: 0,
    };
    let mut runner = TestRunner::deterministic();
    let plans = prop::collection::vec(steps(), 4..12);
    for round in 0..24 {
        let taken = plans.new_tree(&mut runner).unwrap().current().concat();
        play.begin(round % 4 == 3).await;
        for (at, step) in taken.iter().enumerate() {
            play.take(step).await;
            let mut tx = world.app.db.read().await.unwrap();
            let checked = route::checking::open_all(&mut tx, &world.app, world.montfoort);
            let (_, broken) = checked.await.unwrap();
            assert!(broken.is_empty(), "{broken:?} after {:?}", &taken[..=at]);
        }
    }
    every_kind_was_there(&world).await;
}
on_both!(
    whatever_the_order_what_is_to_be_done_follows_from_what_was_done,
    any_order
);

fn all_kinds() -> BTreeSet<String> {
    let kinds = WINGS.0.iter().flat_map(|wing| wing.tasks);
    kinds.map(|kind| kind.id.to_owned()).collect()
}

/// Where none of these walks led: they need an account of a partner, or more in one order than chance brings. The stories of
/// each lead there.
const BEYOND: [&str; 3] = ["added", "partner-unseen", "tell"];

/// The steps lead everywhere else: each kind of task was to be done.
async fn every_kind_was_there(world: &World) {
    let mut tx = world.app.db.read().await.unwrap();
    let all = "select distinct kind from task";
    let rows = tx.rows(all, vec![]).await.unwrap();
    let seen: BTreeSet<String> = rows.iter().map(|row| row.get("kind").unwrap()).collect();
    let mut all = all_kinds();
    all.retain(|kind| !BEYOND.contains(&kind.as_str()));
    assert_eq!(seen, all);
}

/// A next kind of task says what it follows from: `meldroute check` holds every one against that, once.
#[test]
fn every_kind_of_task_is_worked_out_anew() {
    let parts = WINGS.parts::<Holding>().into_iter();
    let kinds = parts.filter_map(|part| match part {
        Holding::ToDo(kinds, _) => Some(*kinds),
        _ => None,
    });
    let spoken: Vec<String> = kinds.flatten().map(|kind| kind.id.to_owned()).collect();
    let once: BTreeSet<String> = spoken.iter().cloned().collect();
    assert_eq!(spoken.len(), once.len(), "{spoken:?}");
    assert_eq!(once, all_kinds());
}
