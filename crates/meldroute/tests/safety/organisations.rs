//! Whatever was handed over to whom, and whoever is of which organisation: nobody reads or answers what was handed over
//! to another one, and nobody what was withdrawn (ADR 46). Handovers and people are made up.

use std::collections::BTreeSet;

use platform::DossierId;
use platform::web::{Access, Method};
use platform::{Role, Tenant};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use testkit::walk::{assess, hand_over};
use testkit::{Browser, Kind, World};
use uuid::Uuid;

const ORGANISATIONS: [&str; 3] = ["nla", "avim", "zorgcoordinator"];
const THROUGH: [(&str, &str); 2] = [("method", "meldroute"), ("mailbox", "post@partner.example")];

/// A handover that was made up: to whom, and whether its link was withdrawn.
struct Made {
    to: &'static str,
    dossier: DossierId,
    /// `/bij-ons/ID`
    path: String,
    /// What is asked: words that stand nowhere else.
    words: String,
    open: bool,
}

/// Somebody with an account: of which organisation, here or in the other municipality.
struct Somebody {
    of: &'static str,
    here: bool,
    browser: Browser,
}

struct Town {
    world: World,
    officer: Browser,
    people: Vec<Somebody>,
    made: Vec<Made>,
}

/// The handovers of a dossier, as its page has them.
async fn handovers(officer: &Browser, id: DossierId) -> BTreeSet<String> {
    let page = officer.page(&format!("/dossier/{id}")).await;
    let parts = page.split("/overdracht/").skip(1);
    parts.map(|rest| rest[..36].to_owned()).collect()
}

async fn made(officer: &Browser, id: DossierId, to: &'static str, rng: &mut StdRng) -> Made {
    let before = handovers(officer, id).await;
    let words = format!("Kent u de kraanvogel {}?", Uuid::from_u128(rng.random()));
    let fields = [&THROUGH[..], &[("question", words.as_str())]].concat();
    hand_over(officer, id, to, &fields).await.moved();
    let after = handovers(officer, id).await;
    let referral = after.difference(&before).next().unwrap();
    let open = rng.random_bool(0.7);
    if !open {
        let link = format!("/dossier/{id}/partner/{referral}/link");
        let withdraw = [("action", "withdraw")];
        officer.post(&link, &withdraw).await.moved();
    }
    Made {
        to,
        dossier: id,
        path: format!("/bij-ons/{referral}"),
        words,
        open,
    }
}

async fn cast(world: &World, rng: &mut StdRng) -> Vec<Somebody> {
    let mut found = Vec::new();
    for at in 0..5 {
        let of = ORGANISATIONS[rng.random_range(0..ORGANISATIONS.len())];
        let here = at == 0 || rng.random_bool(0.7);
        let tenant: Tenant = if here { world.montfoort } else { world.other };
        let email = format!("outside{at}@a.example");
        world.hire_of(&email, tenant, of).await;
        let browser = world.sign_in(&email).await;
        found.push(Somebody { of, here, browser });
    }
    found
}

async fn town(kind: Kind, seed: u64) -> Town {
    let mut rng = StdRng::seed_from_u64(seed);
    let world = World::new(kind).await;
    let (officer, first) = world.reported(&[("seen", "Iets.")], &[]).await;
    let employee = world.sign_in("employee@a.example").await;
    let second = [("seen", "Nog iets.")];
    let second = world.reported_by(&employee, &second, &[]).await;
    let people = cast(&world, &mut rng).await;
    let mut town = Town {
        people,
        made: Vec::new(),
        officer,
        world,
    };
    // Somebody certainly reads something.
    let first_of = town.people[0].of;
    for id in [first, second] {
        assess(&town.officer, id).await;
        for to in ORGANISATIONS {
            if to == first_of || rng.random_bool(0.7) {
                let made = made(&town.officer, id, to, &mut rng).await;
                town.made.push(made);
            }
        }
    }
    town
}

/// The pages of a handover for whoever has an account.
fn pages(world: &World, made: &Made) -> Vec<String> {
    let routes = world.app.wings.routes();
    let of_partner = Access::Roles(&[Role::Partner]);
    let all = routes.table().iter();
    all.filter(|route| route.method == Method::Get && route.access == of_partner)
        .filter(|route| route.path.contains("{referral}") && !route.path.contains("{file}"))
        .map(|route| {
            let id = made.path.rsplit('/').next().unwrap();
            route.path.replace("{referral}", id)
        })
        .collect()
}

async fn walk(kind: Kind, seed: u64) {
    let town = town(kind, seed).await;
    let (mut read, mut refused) = (0, 0);
    for (at, who) in town.people.iter().enumerate() {
        let list = who.browser.page("/bij-ons").await;
        for made in &town.made {
            let may = who.here && who.of == made.to && made.open;
            let what = format!("{seed}: {at} of {} {} to {}", who.of, made.path, made.to);
            assert_eq!(list.contains(&made.path), may, "{what}");
            assert!(!list.contains(&made.words), "{what}: content in the list");
            for path in pages(&town.world, made) {
                let answer = who.browser.get(&path).await;
                assert_eq!(answer.status, if may { 200 } else { 404 }, "{what}");
                let is_page = path == made.path;
                assert_eq!(
                    answer.text().contains(&made.words),
                    may && is_page,
                    "{what}"
                );
                read += usize::from(may);
                refused += usize::from(!may);
            }
            let said = format!("Zeearend {at}");
            let ask = [("what", "asked"), ("text", said.as_str())];
            let answer = who.browser.post(&made.path, &ask).await;
            assert_eq!(answer.status, if may { 303 } else { 404 }, "{what}");
            let dossier = town
                .officer
                .page(&format!("/dossier/{}", made.dossier))
                .await;
            let part = dossier
                .split(&format!("id=\"partner-{}\"", &made.path[9..]))
                .nth(1);
            let part = part.unwrap().split("</article>").next().unwrap();
            assert_eq!(part.contains(&said), may, "{what}");
        }
    }
    assert!(refused > 5, "{read} read, {refused} refused");
}

#[tokio::test]
async fn nobody_reads_what_was_handed_over_to_another_organisation() {
    for seed in 1..=3 {
        walk(Kind::Sqlite, seed).await;
    }
}

#[tokio::test]
async fn nobody_reads_what_was_handed_over_to_another_on_postgresql() {
    walk(Kind::Postgres, 4).await;
}
