//! Every route x every role and guest x own and other municipality, generated from the table of
//! routes.

use std::collections::BTreeSet;

use platform::Role;
use platform::guests::Purpose;
use platform::web::{Access, Method, RouteInfo};
use testkit::walk::{Walked, visit};
use testkit::{Answer, Browser, Kind, World, guest};
use uuid::Uuid;

const CONTENT: &str = "Kwartelkoningin op de kade";

/// A world with everything to see in it, and the small wing that has something for guests.
async fn walked() -> (World, Walked) {
    let mut world = World::new(Kind::Sqlite).await;
    world.join(&guest::WING).await;
    world.staff().await;
    world
        .hire(
            "reporter@a.example",
            "Test reporter",
            world.montfoort,
            &[Role::Employee],
        )
        .await;
    let reporter = world.sign_in("reporter@a.example").await;
    let officer = world.sign_in("officer@a.example").await;
    let mut walked = world
        .walked(&reporter, &officer, &[("seen", CONTENT)])
        .await;
    walked.job = world.given_up(world.montfoort).await;
    (world, walked)
}

/// Nobody in particular signs in first; to a guest's page that leads nowhere.
fn is_what_nobody_may(route: &RouteInfo, answer: &Answer) {
    let what = format!("{:?} {}: {}", route.method, route.path, answer.status);
    let signs_in = answer.to().starts_with("/inloggen?naar");
    match route.access {
        Access::Public => assert!(!signs_in, "{what}"),
        Access::Guest(_) => assert_eq!(answer.status, 403, "{what}"),
        Access::SignedIn | Access::Roles(_) => assert!(signs_in, "{what}"),
    }
}

#[tokio::test]
async fn every_route_role_and_municipality() {
    let (world, walked) = walked().await;
    let (mut checked, table) = (0, world.app.wings.routes());
    for route in table.table() {
        let path = walked.fill(route);
        let anonymous = visit(&Browser::new(&world), route, &path).await;
        is_what_nobody_may(route, &anonymous);
        for role in Role::ALL {
            for place in ["a", "b"] {
                // Posts end sessions and switch languages: each visit has a session of its own.
                let browser = world
                    .sign_in(&format!("{}@{place}.example", role.id()))
                    .await;
                let answer = visit(&browser, route, &path).await;
                is_what_the_role_may(route, (role, place), &answer);
                checked += 1;
            }
        }
    }
    println!("{checked} combinations of route, role and municipality");
    assert_eq!(checked, table.table().len() * Role::ALL.len() * 2);
}

/// A fault in a form stands under the address that it was sent to: the page says where its form is, and
/// that page is there, with that form.
#[tokio::test]
async fn a_fault_says_where_its_form_is() {
    let (world, walked) = walked().await;
    another_case(&world).await;
    let (mut seen, table) = (BTreeSet::new(), world.app.wings.routes());
    let posts = table
        .table()
        .iter()
        .filter(|route| route.method == Method::Post);
    for route in posts {
        let Access::Roles(roles) = route.access else {
            continue;
        };
        let path = walked.fill(route);
        for role in roles {
            let browser = world.sign_in(&format!("{}@a.example", role.id())).await;
            let answer = visit(&browser, route, &path).await.text();
            if !answer.contains("id=\"faults\"") {
                continue;
            }
            let said = answer
                .split("<main")
                .nth(1)
                .unwrap()
                .split(" data-form=\"")
                .nth(1);
            let said = said.unwrap_or_else(|| panic!("{path} says nothing"));
            let form = said.split('"').next().unwrap();
            let form = if form.is_empty() { &path } else { form };
            let page = browser.get(form).await;
            assert_eq!(page.status, 200, "{path} says {form}");
            let sends = format!("action=\"{path}\"");
            assert!(page.text().contains(&sends), "no form {path} on {form}");
            seen.insert(route.path);
        }
    }
    for known in [
        "/dossier/{id}/beoordelen",
        "/dossier/{id}/notitie",
        "/zoeken",
    ] {
        assert!(seen.contains(known), "{known}: {seen:?}");
    }
    assert!(seen.len() > 8, "{seen:?}");
}

/// A case that the dossier is not in, so that it can be added there.
async fn another_case(world: &World) {
    let officer = world.sign_in("officer@a.example").await;
    officer.open_vault().await;
    let employee = world.sign_in("employee@a.example").await;
    let other = world.report(&employee, &[("seen", "Nog iets.")]).await;
    let other = world.dossier_id(&other).await;
    testkit::case::begin(&officer, other, "Loods op het terrein").await;
}

/// What stands in a path and means the same in every municipality, or is looked for in the own one.
/// Whatever else a path names belongs to one municipality alone.
const EVERYWHERE: [&str; 10] = [
    "at", "kind", "lang", "name", "number", "partner", "search", "table", "tenant", "token",
];

/// The names between braces in a path.
fn parameters(path: &str) -> impl Iterator<Item = &str> {
    let after = path.split('{').skip(1);
    after.filter_map(|rest| rest.split('}').next())
}

/// Every purpose has its guest in both municipalities: each reaches the pages of that purpose about
/// the own object, and nothing else at all.
#[tokio::test]
async fn every_route_and_guest() {
    let (world, walked) = walked().await;
    let (mut checked, table) = (0, world.app.wings.routes());
    let mut guests = Vec::new();
    for purpose in world.app.wings.guests() {
        let here = world
            .guest(world.montfoort, purpose, walked.object_of(purpose))
            .await;
        guests.push((purpose, "a", here));
        let there = world.guest(world.other, purpose, Uuid::from_u128(9)).await;
        guests.push((purpose, "b", there));
    }
    for route in table.table() {
        let path = walked.fill(route);
        for (purpose, place, browser) in &guests {
            // Posts change languages and cookies: each visit has a browser of its own.
            let browser = Browser::new(&world).with(browser);
            let answer = visit(&browser, route, &path).await;
            is_what_the_guest_may(route, (purpose, place), &answer);
            checked += 1;
        }
    }
    println!("{checked} combinations of route, guest and municipality");
    let purposes = world.app.wings.guests().len();
    assert_eq!(checked, table.table().len() * purposes * 2);
}

fn is_what_the_guest_may(route: &RouteInfo, (purpose, place): (&Purpose, &str), answer: &Answer) {
    let what = format!(
        "{:?} {} as guest {} of {place}: {}",
        route.method, route.path, purpose.id, answer.status
    );
    assert!(!answer.status.is_server_error(), "{what}");
    let own = matches!(route.access, Access::Guest(of) if of == purpose && place == "a");
    // A partner reads what was handed over to it.
    assert!(
        own || !answer.text().contains(CONTENT),
        "{what} shows a dossier"
    );
    match route.access {
        _ if own => {
            assert!([200, 303].contains(&answer.status.as_u16()), "{what}");
        }
        Access::Guest(_) => assert_eq!(answer.status, 404, "{what}"),
        _ => is_what_nobody_may(route, answer),
    }
}

/// A route for guests says which object it is about; its purpose is one of the wings'; and where a
/// guest begins is a page of that purpose.
#[tokio::test]
async fn purposes_and_their_routes_belong_together() {
    let mut world = World::new(Kind::Sqlite).await;
    world.join(&guest::WING).await;
    let (purposes, routes) = (world.app.wings.guests(), world.app.wings.routes());
    let ids: BTreeSet<_> = purposes.iter().map(|purpose| purpose.id).collect();
    assert_eq!(ids.len(), purposes.len(), "each id once");
    for route in routes.table() {
        if let Access::Guest(purpose) = route.access {
            assert!(route.path.contains("/{object}"), "{}", route.path);
            assert!(purposes.contains(&purpose), "{}", purpose.id);
        }
    }
    let object = Uuid::from_u128(7);
    for purpose in purposes {
        let begins = (purpose.start)(object);
        let leads = |route: &RouteInfo| {
            route.method == Method::Get
                && route.access == Access::Guest(purpose)
                && route.path.replace("{object}", &object.to_string()) == begins
        };
        assert!(routes.table().iter().any(leads), "{}", purpose.id);
    }
}

/// Refused where the route does not name the role, and only there; no content of a dossier but for
/// the officer of that place; nothing of another municipality at all.
fn is_what_the_role_may(route: &RouteInfo, (role, place): (Role, &str), answer: &Answer) {
    let allowed = route.access.allows(Some(&[role]));
    let what = format!(
        "{:?} {} as {} of {place}: {}",
        route.method,
        route.path,
        role.id(),
        answer.status
    );
    assert!(!answer.status.is_server_error(), "{what}");
    if allowed {
        assert_ne!(answer.status, 403, "{what}");
    } else {
        assert_eq!(answer.status, 403, "{what}");
    }
    let sees = answer.text().contains(CONTENT);
    // Somebody of the partner reads what was handed over to it, through its own door.
    let told = role == Role::Partner && route.path.starts_with("/bij-ons/{referral}");
    let may = place == "a" && (role == Role::Officer || told);
    assert!(!sees || may, "{what} shows the content of a dossier");
    let names_something = parameters(route.path).any(|name| !EVERYWHERE.contains(&name));
    if place == "b" && names_something && allowed {
        assert!(
            [404, 423].contains(&answer.status.as_u16()),
            "{what}: another municipality's"
        );
    }
}

/// Somebody of one organisation has nothing of what was handed over to another: neither the page nor its list, nor
/// anything beside it, whatever is asked for. Whoever is of that one does.
#[tokio::test]
async fn a_partner_has_nothing_of_another_organisation() {
    let (world, walked) = walked().await;
    let (own, other) = ("own@a.example", "other@a.example");
    world.hire_of(own, world.montfoort, testkit::TOLD).await;
    world.hire_of(other, world.montfoort, "avim").await;
    let (mut read, mut refused) = (0, 0);
    for route in world.app.wings.routes().table() {
        let path = walked.fill(route);
        let stranger = visit(&world.sign_in(other).await, route, &path).await;
        let what = format!("{:?} {}: {}", route.method, route.path, stranger.status);
        assert!(!stranger.text().contains(CONTENT), "{what}");
        assert!(!stranger.text().contains(&walked.reference), "{what}");
        if route.access != Access::Roles(&[Role::Partner]) || route.path == "/bij-ons" {
            continue;
        }
        assert_eq!(stranger.status, 404, "{what}");
        refused += 1;
        let partner = visit(&world.sign_in(own).await, route, &path).await;
        assert_eq!(partner.status, 200, "{what} of its own");
        read += usize::from(partner.text().contains(CONTENT));
    }
    assert!(refused >= 4 && read >= 2, "{refused} {read}");
}

/// One sign-in, two municipalities: a clear switch, never mixed data.
#[tokio::test]
async fn an_officer_of_two_municipalities_sees_one_at_a_time() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let id = world
        .hire(
            "both@x.example",
            "Test both",
            world.montfoort,
            &[Role::Officer, Role::Employee],
        )
        .await;
    let mut tx = world.app.db.begin().await.unwrap();
    accounts::people::grant_roles(&mut tx, &world.app, id, world.other, &[Role::Officer])
        .await
        .unwrap();
    let event =
        platform::audit::Event::by_system(world.other, "demo", &accounts::audited::PERSON_JOINED);
    tx.commit(&world.app, event).await.unwrap();
    let both = world.sign_in("both@x.example").await;
    let reference = world.report(&both, &[("seen", CONTENT)]).await;
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    assert!(both.get(&dossier).await.ok().text().contains(CONTENT));
    both.post("/gemeente", &[("tenant", &world.other.0.to_string())])
        .await
        .moved();
    assert_eq!(both.get(&dossier).await.status, 404);
    assert!(!both.get("/werk").await.ok().text().contains(CONTENT));
    let stranger = world.sign_in("officer@b.example").await;
    assert_eq!(
        stranger
            .post("/gemeente", &[("tenant", &world.montfoort.0.to_string())])
            .await
            .status,
        404
    );
}

/// A request that another site makes in somebody's browser changes nothing.
#[tokio::test]
async fn a_forged_request_is_refused() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = axum::http::Request::post("/uitloggen").header(name, value);
        assert_eq!(
            employee
                .send(request, axum::body::Body::empty())
                .await
                .status,
            403,
            "{name}: {value}"
        );
    }
    employee.get("/mijn").await.ok();
}
