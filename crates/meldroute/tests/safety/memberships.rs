//! Whatever tables there are, and whoever sits where and was asked to come: nobody reads an item of a table that they do not attend.
//! Every page is tried by every participant and guest, with memberships that were made up.

use std::collections::BTreeSet;

use platform::guests::Purpose;
use platform::web::{Access, Method, RouteInfo};
use platform::{PersonId, Role};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use response::meetings::MEETING;
use testkit::meeting::{STEPS, TODAY, put_on_agenda, record, ticked};
use testkit::walk::Walked;
use testkit::{Browser, Kind, World};
use uuid::Uuid;

const PEOPLE: usize = 4;

/// A meeting that was made up: which table, who was asked, and whether it is closed.
struct Made {
    table: String,
    /// `/bijeenkomst/ID`
    path: String,
    asked: BTreeSet<usize>,
    closed: bool,
    /// What was put on the agenda, and what was said: words that stand nowhere else.
    words: [String; 2],
    guest: Browser,
}

struct Town {
    world: World,
    walked: Walked,
    seats: Vec<BTreeSet<String>>,
    people: Vec<(Browser, PersonId)>,
    made: Vec<Made>,
}

async fn cast(
    world: &World,
    rng: &mut StdRng,
    tables: &[String],
) -> Vec<(BTreeSet<String>, Browser, PersonId)> {
    let mut found = Vec::new();
    for at in 0..PEOPLE {
        let seats: BTreeSet<String> = tables
            .iter()
            .filter(|_| rng.random_bool(0.5))
            .cloned()
            .collect();
        let held: Vec<&str> = seats.iter().map(String::as_str).collect();
        let email = format!("seat{at}@a.example");
        let roles = [Role::Participant];
        let id = world
            .hire_at(&email, "Test Seat", world.montfoort, &roles, &held)
            .await;
        found.push((seats, world.sign_in(&email).await, id));
    }
    found
}

/// A meeting of a table, with an item of its own; by chance who is asked, and how far it goes.
async fn meet(town: &Town, officer: &Browser, rng: &mut StdRng, table: &str) -> Made {
    let words = [format!("Kraanvogel {table}"), format!("Zeearend {table}")];
    put_on_agenda(officer, town.walked.id, table, &words[0]).await;
    let path = format!("/overleg/{table}/bijeenkomst");
    let page = officer.get(&path).await.ok();
    let (form, items) = (page.hidden("form"), ticked(&page.text(), "items"));
    let asked: BTreeSet<usize> = (0..PEOPLE).filter(|_| rng.random_bool(0.6)).collect();
    let people: Vec<String> = asked
        .iter()
        .map(|at| town.people[*at].1.to_string())
        .collect();
    let mut fields = vec![("form", form.as_str()), ("day", TODAY)];
    fields.extend(STEPS);
    fields.extend(items.iter().map(|id| ("items", id.as_str())));
    fields.extend(people.iter().map(|id| ("people", id.as_str())));
    let to = officer.post(&path, &fields).await.moved();
    let path = to.split('?').next().unwrap().to_owned();
    let object: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    let guest = town
        .world
        .guest(town.world.montfoort, &MEETING, object)
        .await;
    if rng.random_bool(0.7) {
        record(officer, &path, &[("text-1", &words[1])])
            .await
            .moved();
    }
    let closed = rng.random_bool(0.3);
    if closed {
        officer.post(&format!("{path}/sluiten"), &[]).await.moved();
    }
    Made {
        table: table.to_owned(),
        path,
        asked,
        closed,
        words,
        guest,
    }
}

async fn town(kind: Kind, seed: u64) -> Town {
    let mut rng = StdRng::seed_from_u64(seed);
    let world = World::new(kind).await;
    world.staff().await;
    let pack = world.app.tenants.get(world.montfoort).unwrap().pack;
    let tables = pack
        .tables
        .iter()
        .map(|table| table.id.get_ref().to_string());
    let tables: Vec<String> = tables.collect();
    let reporter = world.sign_in("employee@a.example").await;
    let officer = world.sign_in("officer@a.example").await;
    let walked = world
        .walked(&reporter, &officer, &[("seen", "Iets.")])
        .await;
    let cast = cast(&world, &mut rng, &tables).await;
    let mut town = Town {
        seats: cast.iter().map(|(seats, ..)| seats.clone()).collect(),
        people: cast
            .into_iter()
            .map(|(_, browser, id)| (browser, id))
            .collect(),
        made: Vec::new(),
        walked,
        world,
    };
    for table in tables.iter().filter(|table| *table != "ondermijning") {
        let made = meet(&town, &officer, &mut rng, table).await;
        town.made.push(made);
    }
    town
}

/// Every page there is: of every table, and of every meeting.
fn pages(town: &Town, is_guest: fn(&RouteInfo) -> bool) -> Vec<String> {
    let routes = town.world.app.wings.routes();
    let mut found = BTreeSet::new();
    for route in routes
        .table()
        .iter()
        .filter(|route| route.method == Method::Get && is_guest(route))
    {
        let path = town.walked.fill(route);
        for made in &town.made {
            let id = made.path.rsplit('/').next().unwrap();
            let path = path.replace(&town.walked.met.meeting, id);
            found.insert(path.replace("/ondermijning", &format!("/{}", made.table)));
        }
    }
    found.into_iter().collect()
}

fn is_for_guests(route: &RouteInfo) -> bool {
    matches!(route.access, Access::Guest(of) if of == &MEETING as &Purpose)
}

fn is_for_people(route: &RouteInfo) -> bool {
    !matches!(route.access, Access::Guest(_))
}

/// Which of the planted words a page shows.
fn shown<'a>(text: &str, made: &'a Made) -> Vec<&'a str> {
    let words = made.words.iter().map(String::as_str);
    words.filter(|word| text.contains(*word)).collect()
}

async fn walk(kind: Kind, seed: u64) {
    let town = town(kind, seed).await;
    let (mut looked, mut read) = (0, 0);
    for (at, (browser, _)) in town.people.iter().enumerate() {
        for path in pages(&town, is_for_people) {
            let answer = browser.get(&path).await;
            looked += 1;
            for made in &town.made {
                let seat = town.seats[at].contains(&made.table);
                let attends = seat && made.asked.contains(&at) && !made.closed;
                if path == made.path {
                    assert_eq!(answer.status == 200, attends, "{seed}: {at} {path}");
                }
                let found = shown(&answer.text(), made);
                assert!(
                    seat || found.is_empty(),
                    "{seed}: {at} reads {found:?} at {path}"
                );
                let of_meeting = path.starts_with("/bijeenkomst/");
                assert!(
                    !of_meeting || attends || found.is_empty(),
                    "{seed}: {at} {path}"
                );
                read += found.len();
            }
        }
    }
    for (at, holder) in town.made.iter().enumerate() {
        for path in pages(&town, is_for_guests) {
            let answer = holder.guest.get(&path).await;
            let own = path.contains(holder.path.rsplit('/').next().unwrap());
            assert_eq!(
                answer.status == 200,
                own && !holder.closed,
                "{seed}: guest {at} {path}"
            );
            let others = town.made.iter().filter(|made| made.table != holder.table);
            for made in others {
                assert!(
                    shown(&answer.text(), made).is_empty(),
                    "{seed}: guest {at} {path}"
                );
            }
        }
    }
    assert!(
        looked > 100 && read > 5,
        "{looked} pages, {read} times something"
    );
}

#[tokio::test]
async fn nobody_reads_an_item_of_a_table_they_do_not_attend() {
    for seed in 1..=3 {
        walk(Kind::Sqlite, seed).await;
    }
}

#[tokio::test]
async fn nobody_reads_an_item_of_another_table_on_postgresql() {
    walk(Kind::Postgres, 4).await;
}
