//! What people type, and what nobody typed on purpose; and who works for two municipalities.

use platform::audit::Event;
use platform::{DossierId, Role, tenants};
use testkit::{Browser, Kind, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const ADMIN: &str = "admin@a.example";

/// Signs that do not show, or turn around what is read, come into no form.
async fn unseen(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let path = "/beleid/partner/avim";
    let seen = officer.get(path).await.ok().hidden("seen");
    let fields = [
        ("seen", seen.as_str()),
        ("name", "Pol\0itie \u{202e}AVIM\u{2069}"),
        ("kind-0", "telefoon\u{1b}"),
        ("value-0", "0900-8844\u{2066}"),
    ];
    officer.post(path, &fields).await.moved();
    let pack = tenants::text(
        &mut world.app.db.read().await.unwrap(),
        &world.app,
        world.montfoort,
    )
    .await
    .unwrap();
    assert!(pack.contains("name = \"Politie AVIM\""));
    let person = [
        ("name", "Wim \u{202e}Twee"),
        ("email", "wim2\0@x.example"),
        ("roles", "employee"),
    ];
    admin.post("/mensen", &person).await;
    let people = admin.words("/mensen").await;
    assert!(
        people.contains("Wim Twee") && people.contains("wim2@x.example"),
        "{people}"
    );
    // With files, and with lines and tabs that somebody did type.
    let employee = world.sign_in("employee@a.example").await;
    let text = ("seen", "Regel één\r\n\tregel \u{7}twee\u{202d}");
    let reference = world.report(&employee, &[text]).await;
    let id = world.dossier_id(&reference).await;
    let page = officer.page(&format!("/dossier/{id}")).await;
    assert!(page.contains("regel twee"), "{}", visible(&page));
    for sign in [
        '\0', '\u{7}', '\u{1b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2069}',
    ] {
        assert!(!page.contains(sign) && !people.contains(sign), "{sign:?}");
    }
}
on_both!(what_does_not_show_is_not_taken, unseen);

/// An empty field says so, and nothing of who has an account.
#[tokio::test]
async fn an_empty_field_of_signing_in_is_named() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let stranger = Browser::new(&world);
    let sent = async |email: &str, password: &str| {
        let fields = [("email", email), ("password", password)];
        stranger.post("/inloggen", &fields).await.ok().text()
    };
    let nothing = visible(&sent("", "").await);
    assert!(
        nothing.contains("Vul uw e-mailadres in.") && nothing.contains("Vul uw wachtwoord in.")
    );
    let (known, unknown) = (sent(OFFICER, "").await, sent("nobody@a.example", "").await);
    let words = visible(&known);
    assert!(
        words.contains("Vul uw wachtwoord in.") && !words.contains("klopt niet"),
        "{words}"
    );
    assert!(!words.contains("Vul uw e-mailadres in."));
    assert!(
        known.contains(&format!("value=\"{OFFICER}\"")),
        "what was typed stays"
    );
    assert_eq!(
        known.replace(OFFICER, ""),
        unknown.replace("nobody@a.example", "")
    );
    let words = visible(&sent(" ", "x").await);
    assert!(words.contains("Vul uw e-mailadres in.") && !words.contains("klopt niet"));
    let words = visible(&sent(OFFICER, "x").await);
    assert!(words.contains("E-mailadres of wachtwoord klopt niet"));
}

/// What can be dialled is dialled with one press.
#[tokio::test]
async fn every_page_dials_112() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    for path in ["/werk", "/beleid", "/account"] {
        assert!(
            officer
                .page(path)
                .await
                .contains("href=\"tel:112\">Bel 112</a>"),
            "{path}"
        );
    }
    assert!(
        Browser::new(&world)
            .page("/inloggen")
            .await
            .contains("href=\"tel:112\"")
    );
}

/// An officer of Montfoort with these roles in the other municipality, at work in the other one.
async fn of_two(world: &World, here: &[Role], there: &[Role]) -> Browser {
    let email = "both@x.example";
    let id = world.hire(email, "Test both", world.montfoort, here).await;
    let mut tx = world.app.db.begin().await.unwrap();
    accounts::people::grant_roles(&mut tx, &world.app, id, world.other, there)
        .await
        .unwrap();
    let event = Event::by_system(world.other, "demo", &accounts::audited::PERSON_JOINED);
    tx.commit(&world.app, event).await.unwrap();
    let both = world.sign_in(email).await;
    let other = world.other.0.to_string();
    both.post("/gemeente", &[("tenant", &other)]).await.moved();
    both
}

async fn urgent_in_montfoort(world: &World) -> DossierId {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let fields = [("seen", "Zij zit nu opgesloten."), ("danger", "yes")];
    let reference = world.report(&employee, &fields).await;
    world.dossier_id(&reference).await
}

async fn elsewhere(world: World) {
    let id = urgent_in_montfoort(&world).await;
    let both = of_two(&world, &[Role::Officer], &[Role::Officer]).await;
    let name = world.app.tenants.get(world.montfoort).unwrap().name;
    for path in ["/werk", "/account"] {
        let page = both.page(path).await;
        assert!(
            page.contains(&format!(">{name} (1 spoed)</option>")),
            "{path}"
        );
    }
    for path in [
        format!("/dossier/{id}"),
        format!("/dossier/{id}/beoordelen"),
    ] {
        let there = both.get(&path).await;
        assert_eq!(there.status, 404, "it is not here");
        let words = visible(&there.text());
        assert!(
            words.contains(&format!("Dit dossier hoort bij {name}.")),
            "{words}"
        );
        assert!(!words.contains("opgesloten"));
        assert!(
            there
                .text()
                .contains(&format!("name=\"to\" value=\"{path}\""))
        );
    }
    let path = format!("/dossier/{id}");
    let nobodys = both
        .get("/dossier/0192d3b0-0000-7000-8000-000000000001")
        .await;
    assert!(visible(&nobodys.text()).contains("Deze pagina is er niet"));
    let there = world.montfoort.0.to_string();
    let fields = [("tenant", there.as_str()), ("to", &path)];
    assert_eq!(both.post("/gemeente", &fields).await.moved(), path);
    assert!(both.page(&path).await.contains("opgesloten"));
    // Nobody is sent to another site.
    let away = [("tenant", there.as_str()), ("to", "https://evil.example/")];
    assert_eq!(both.post("/gemeente", &away).await.moved(), "/");
}
on_both!(what_waits_in_the_other_municipality_is_told, elsewhere);

/// Of an employee there the same, as of somebody who works here alone: nothing.
async fn no_officer(world: World) {
    let id = urgent_in_montfoort(&world).await;
    let both = of_two(&world, &[Role::Employee, Role::Admin], &[Role::Officer]).await;
    let stranger = world.sign_in("officer@b.example").await;
    let name = world.app.tenants.get(world.montfoort).unwrap().name;
    assert!(
        both.page("/werk")
            .await
            .contains(&format!(">{name}</option>"))
    );
    for browser in [&both, &stranger] {
        for gone in [
            id.to_string(),
            "0192d3b0-0000-7000-8000-000000000001".into(),
        ] {
            let answer = browser.get(&format!("/dossier/{gone}")).await;
            assert_eq!(answer.status, 404);
            let words = visible(&answer.text());
            assert!(words.contains("Deze pagina is er niet") && !words.contains("hoort bij"));
        }
    }
}
on_both!(whoever_is_no_officer_there_learns_nothing, no_officer);
