//! A reader with copies of the database before and after each of 200 random acts of twelve people,
//! with the list of staff and the instance key: does anything say who reported? And on
//! `PostgreSQL`: does anything stand in one transaction with a signal that leads to a person?

use std::collections::{BTreeMap, BTreeSet};

use platform::Role;
use platform::clock::HOUR;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use super::raw::{self, Cell, Rows};
use testkit::{Browser, Kind, PASSWORD, World};

const PEOPLE: usize = 12;
const ACTS: usize = 200;

/// One act, as it really was, and what changed in the database.
struct Act {
    /// Who did it; known to the test, not to the attacker.
    who: usize,
    reported: bool,
    /// Something was added to an own signal.
    added: bool,
    /// Changed, new and removed rows by table.
    changed: BTreeMap<String, Vec<Vec<Cell>>>,
}

fn difference(
    before: &BTreeMap<String, Rows>,
    after: &BTreeMap<String, Rows>,
) -> BTreeMap<String, Vec<Vec<Cell>>> {
    let mut changed: BTreeMap<String, Vec<Vec<Cell>>> = BTreeMap::new();
    for (table, rows) in after {
        for (row, cells) in rows {
            if before[table].get(row) != Some(cells) {
                changed
                    .entry(table.clone())
                    .or_default()
                    .push(cells.clone());
            }
        }
        for (row, cells) in &before[table] {
            if !rows.contains_key(row) {
                changed
                    .entry(table.clone())
                    .or_default()
                    .push(cells.clone());
            }
        }
    }
    changed
}

/// Twelve people who do what people do, in any order.
struct Office<'a> {
    world: &'a World,
    emails: Vec<String>,
    browsers: Vec<Option<Browser>>,
    rng: StdRng,
}

impl Office<'_> {
    async fn browser(&mut self, who: usize) -> &Browser {
        let ended = match &self.browsers[who] {
            Some(browser) => browser.get("/mijn").await.status != 200,
            None => true,
        };
        if ended {
            self.browsers[who] = Some(self.world.sign_in(&self.emails[who]).await);
        }
        self.browsers[who].as_ref().unwrap()
    }

    /// Does something; gives whether it was a report, and whether something was added to one.
    async fn act(&mut self, who: usize) -> (bool, bool) {
        let kind = self.rng.random_range(0..11);
        let email = self.emails[who].clone();
        match kind {
            0 => self.browsers[who] = Some(self.world.sign_in(&email).await),
            1 => {
                let wrong = [("email", email.as_str()), ("password", "mistypt")];
                Browser::new(self.world).post("/inloggen", &wrong).await;
            }
            2 => {
                let browser = self.browser(who).await;
                browser.post("/uitloggen", &[]).await;
                self.browsers[who] = None;
            }
            3 => {
                let same = [("current-password", PASSWORD), ("new-password", PASSWORD)];
                self.browser(who)
                    .await
                    .post("/account/wachtwoord", &same)
                    .await;
            }
            4 => {
                self.browser(who).await.post("/account/sessies", &[]).await;
            }
            5 | 6 => {
                let browser = self.browser(who).await;
                let form = begun(browser).await;
                let draft = [("seen", "Nog niet af"), ("form-id", form.as_str())];
                browser.post("/melden/persoon/concept", &draft).await;
            }
            10 => {
                let browser = self.browser(who).await;
                let form = browser.get("/mijn/1/aanvullen").await;
                if form.status != 200 {
                    return (false, false);
                }
                let form = form.hidden("form-id");
                browser.add(1, &[("seen", &form)]).await.moved();
                return (false, true);
            }
            _ => {
                let browser = self.browser(who).await;
                let form = begun(browser).await;
                let fields = [
                    ("form-id", form.as_str()),
                    ("seen", "Iets."),
                    ("action", "send"),
                    ("contact", "here"),
                    ("apart", "yes"),
                ];
                browser.post("/melden/persoon", &fields).await.moved();
                return (true, false);
            }
        }
        (false, false)
    }
}

/// The form that somebody begins, or goes on with.
async fn begun(browser: &Browser) -> String {
    // More than anybody sent here: none of them is asked about.
    let form = browser.get("/melden/persoon?na=1000").await.ok();
    if form.text().contains("name=\"form-id\"") {
        return form.hidden("form-id");
    }
    let draft = browser.draft().await;
    browser.get(&draft).await.ok().hidden("form-id")
}

async fn two_hundred_acts(world: &World, seed: u64) -> Vec<Act> {
    let mut emails = Vec::new();
    for at in 0..PEOPLE {
        let email = format!("mens{at}@a.example");
        world
            .hire(
                &email,
                &format!("Mens {at}"),
                world.montfoort,
                &[Role::Employee],
            )
            .await;
        emails.push(email);
    }
    let browsers = (0..PEOPLE).map(|_| None).collect();
    let mut office = Office {
        world,
        emails,
        browsers,
        rng: StdRng::seed_from_u64(seed),
    };
    let (mut acts, mut before) = (Vec::new(), raw::copy(&world.app.db).await);
    for _ in 0..ACTS {
        let minutes = office.rng.random_range(0..30);
        world.clock.set(world.clock.now() + minutes * 60_000);
        let who = office.rng.random_range(0..PEOPLE);
        // Signing in first, when that is needed, is an act of its own.
        office.browser(who).await;
        let signed_in = raw::copy(&world.app.db).await;
        let (reported, added) = office.act(who).await;
        let after = raw::copy(&world.app.db).await;
        acts.push(Act {
            who,
            reported: false,
            added: false,
            changed: difference(&before, &signed_in),
        });
        acts.push(Act {
            who,
            reported,
            added,
            changed: difference(&signed_in, &after),
        });
        before = after;
    }
    acts
}

/// Values that could tie two rows to one person: ids and blobs that are long enough to be no
/// accident.
fn handles(act: &Act) -> BTreeSet<Vec<u8>> {
    let long = act
        .changed
        .values()
        .flatten()
        .flatten()
        .filter_map(|cell| match cell {
            Cell::Bytes(bytes) if bytes.len() >= 16 => Some(bytes.clone()),
            Cell::Text(text) if text.len() >= 16 => Some(text.clone().into_bytes()),
            _ => None,
        });
    long.collect()
}

/// How often a guess must be right before it is more than luck: the mean, and four standard
/// deviations.
fn luck(tries: usize, chance: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let tries = tries as f64;
    tries * chance + 4.0 * (tries * chance * (1.0 - chance)).sqrt()
}

#[tokio::test]
async fn copies_over_time_do_not_say_who_reported() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let acts = two_hundred_acts(&world, 7).await;
    let people: BTreeMap<Vec<u8>, usize> = (0..PEOPLE)
        .map(|at| {
            (
                world.people.lock().unwrap()[&format!("mens{at}@a.example")]
                    .id
                    .as_bytes()
                    .to_vec(),
                at,
            )
        })
        .collect();
    let reports: Vec<&Act> = acts.iter().filter(|act| act.reported).collect();
    assert!(reports.len() > 40);
    a_report_changes_nothing_of_a_person(&reports, &people);
    let additions: Vec<&Act> = acts.iter().filter(|act| act.added).collect();
    assert!(additions.len() > 5);
    a_report_changes_nothing_of_a_person(&additions, &people);
    no_value_ties_two_reports(&acts);
    guessing_is_luck(&acts, &people);
    // A draft that became a signal: are two such drafts tied? Each had a place of its own.
    let drafts: Vec<&Cell> = reports
        .iter()
        .filter_map(|act| act.changed.get("draft"))
        .map(|rows| &rows[0][0])
        .collect();
    let places: BTreeSet<&&Cell> = drafts.iter().collect();
    assert!(drafts.len() > 4 && places.len() == drafts.len());
}

/// What a report changes: nothing of a person, a membership, an ended session; and it holds no id
/// of a person, and no moment finer than the hour.
fn a_report_changes_nothing_of_a_person(reports: &[&Act], people: &BTreeMap<Vec<u8>, usize>) {
    for act in reports {
        let allowed = [
            "signal",
            "task",
            "addition",
            "audit_event",
            "audit_head",
            "draft",
        ];
        for table in act.changed.keys() {
            assert!(
                allowed.contains(&table.as_str()),
                "a report changes {table}"
            );
        }
        for cell in act.changed.values().flatten().flatten() {
            match cell {
                Cell::Bytes(bytes) => assert!(!people.contains_key(bytes)),
                Cell::Int(moment) if *moment > 1_700_000_000_000 => {
                    assert_eq!(moment % HOUR, 0, "a moment finer than the hour: {moment}");
                }
                _ => {}
            }
        }
    }
}

/// Does a value tie a report to another act? Everything that stands in many acts (the
/// municipality's id, a pack's version) ties nothing.
fn no_value_ties_two_reports(acts: &[Act]) {
    let mut seen: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
    for (at, act) in acts.iter().enumerate() {
        for handle in handles(act) {
            seen.entry(handle).or_default().push(at);
        }
    }
    for (handle, places) in seen
        .iter()
        .filter(|(_, places)| places.len() > 1 && places.len() < 30)
    {
        let reports = places.iter().filter(|at| acts[**at].reported).count();
        let place = |at: &usize| {
            acts[*at].changed.iter().find(|(_, rows)| {
                rows.iter()
                    .flatten()
                    .any(|cell| matches!(cell, Cell::Bytes(bytes) if bytes == handle))
            })
        };
        let tables: BTreeSet<_> = places
            .iter()
            .filter_map(place)
            .map(|(table, _)| table)
            .collect();
        assert!(
            reports < 2,
            "{} stands in {reports} reports, in {tables:?}",
            vault::hex(handle)
        );
    }
}

/// Guesses: whoever's row changed last before it; whoever's password changed last; anybody.
fn guessing_is_luck(acts: &[Act], people: &BTreeMap<Vec<u8>, usize>) {
    let reports = acts.iter().filter(|act| act.reported).count();
    let mut rng = StdRng::seed_from_u64(1);
    let (mut last, mut right, mut at_random) = (None, 0, 0);
    for act in acts {
        let changed = act
            .changed
            .get("person")
            .into_iter()
            .flatten()
            .filter_map(|cells| match &cells[0] {
                Cell::Bytes(id) => people.get(id).copied(),
                _ => None,
            });
        last = changed.into_iter().next_back().or(last);
        if act.reported {
            right += usize::from(last == Some(act.who));
            at_random +=
                usize::from((0..PEOPLE).collect::<Vec<_>>().choose(&mut rng) == Some(&act.who));
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    for (what, right) in [("whose row changed last", right), ("chance", at_random)] {
        let most = luck(reports, 1.0 / 12.0);
        assert!((right as f64) < most, "{what}: {right} of {reports} right");
    }
}

/// With the log of `SQLite` and the instance key in hand too: no mark, digest or sealed name can be
/// made again from the list of staff.
#[tokio::test]
async fn the_instance_key_makes_no_mark() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.people.lock().unwrap()["employee@a.example"].id;
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx.must("select * from signal", vec![]).await.unwrap();
    let signal: platform::DossierId = row.get("id").unwrap();
    let (mark, digest): (Vec<u8>, Vec<u8>) = (row.get("mark").unwrap(), row.get("digest").unwrap());
    let purposes = [
        "people", "address", "rows", "session", "audit", "mark", "form", "attempt", "device",
    ];
    let root = world.app.keys.root();
    let mut keys = vec![world.instance.clone(), root.clone()];
    keys.extend(purposes.map(|purpose| root.derive(purpose)));
    keys.push((*world.app.keys.tenant(world.montfoort).unwrap()).clone());
    let parts: [&[u8]; 4] = [
        id.as_bytes(),
        b"employee@a.example",
        signal.as_bytes(),
        b"Iets.",
    ];
    for key in &keys {
        for key in [key.clone(), platform::actor::mark_key(key, world.montfoort)] {
            for first in parts {
                for second in parts {
                    let made = key.fingerprint(&[first, second]);
                    assert!(made[..] != mark[..] && made[..] != digest[..]);
                }
            }
            assert_ne!(route::signals::mark(&key, signal, 1)[..], mark[..]);
        }
    }
}

/// A sign-in, one that failed, a draft, a report, a new password.
async fn everything_of_a_reporter(world: &World, name: &str) {
    let browser = world.sign_in(name).await;
    let code = world.code("coordinator@a.example");
    let mistyped = [
        ("email", name),
        ("password", "mis"),
        ("code", code.as_str()),
    ];
    Browser::new(world).post("/inloggen", &mistyped).await;
    let draft = [
        ("seen", "Half"),
        ("form-id", "0192d3b0-0000-4000-8000-000000000001"),
    ];
    browser.post("/melden/persoon/concept", &draft).await;
    world.report(&browser, &[("seen", "Iets.")]).await;
    let more = [("seen", "Nog iets."), ("phone", "06 11 22 33 44")];
    browser.add(1, &more).await.moved();
    let same = [("current-password", PASSWORD), ("new-password", PASSWORD)];
    browser.post("/account/wachtwoord", &same).await.moved();
    browser.post("/uitloggen", &[]).await.moved();
}

/// `PostgreSQL` says which transaction wrote a row. None writes a signal and something of a person.
#[tokio::test]
async fn no_transaction_ties_a_person_to_a_signal() {
    let world = World::new(Kind::Postgres).await;
    world.staff().await;
    for name in ["employee@a.example", "coordinator@a.example"] {
        everything_of_a_reporter(&world, name).await;
    }
    let officer = world.sign_in("officer@a.example").await;
    officer.open_vault().await;
    let mut tx = world.app.db.read().await.unwrap();
    let tables = tx
        .rows(
            "select tablename::text as name from pg_tables where schemaname = 'public'",
            vec![],
        )
        .await
        .unwrap();
    let signals: BTreeSet<String> = tx
        .rows("select xmin::text as x from signal", vec![])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get("x").unwrap())
        .collect();
    assert_eq!(signals.len(), 2);
    let may_stand_beside = [
        "signal",
        "task",
        "addition",
        "audit_event",
        "audit_head",
        "job",
        "file",
    ];
    for row in tables {
        let table: String = row.get("name").unwrap();
        let rows = tx
            .rows(
                raw::sql(format!("select xmin::text as x from {table}")),
                vec![],
            )
            .await
            .unwrap();
        for row in rows {
            let transaction: String = row.get("x").unwrap();
            let beside = signals.contains(&transaction);
            assert!(
                !beside || may_stand_beside.contains(&table.as_str()),
                "{table} was written with a signal"
            );
        }
    }
}
