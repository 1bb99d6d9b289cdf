//! Somebody of a partner has an account, and answers what was handed over to that organisation (bijlage 2, stap 4 and 5;
//! ADR 46).

use platform::clock::DAY;
use platform::{PersonId, Role};
use testkit::{Answer, Browser, World, on_both, visible};

use crate::partner_answers::{OnItsWay, SURE, TOLD, on_its_way, partner};

/// Of the partner that it goes to.
pub const OWN: &str = "partner@a.example";
pub const LIST: &str = "/bij-ons";

#[track_caller]
pub fn says(answer: &Answer, words: &str) {
    let text = visible(&answer.text());
    assert!(text.contains(words), "{words}: {text}");
}

/// The first handover on the list.
pub async fn first(browser: &Browser) -> String {
    let list = browser.page(LIST).await;
    let id = list
        .split("href=\"/bij-ons/")
        .nth(1)
        .expect("nothing is there");
    format!("{LIST}/{}", &id[..36])
}

/// One organisation, and no role of a colleague.
async fn is_asked_for_what_is_missing(admin: &Browser, id: PersonId) {
    let nobody = admin.give(id, &[("roles", "partner")]).await.ok();
    says(&nobody, "Kies van welke organisatie deze ketenpartner is.");
    for role in [
        "officer",
        "admin",
        "auditor",
        "employee",
        "coordinator",
        "integrity",
    ] {
        let both = [
            ("roles", "partner"),
            ("roles", role),
            ("organisation", "nla"),
        ];
        says(
            &admin.give(id, &both).await.ok(),
            "Een ketenpartner is iemand van buiten",
        );
    }
}

async fn given(world: World) {
    let way = on_its_way(&world).await;
    let (email, seat) = ("vera@a.example", ["copen"]);
    let roles = [Role::Participant];
    let id = world
        .hire_at(email, "Vera Voorbeeld", world.montfoort, &roles, &seat)
        .await;
    let admin = world.sign_in("admin@a.example").await;
    let path = format!("/mensen/{id}");
    assert!(admin.words(&path).await.contains("Veilig Thuis Utrecht"));
    is_asked_for_what_is_missing(&admin, id).await;
    let wanted = [("roles", "partner"), ("organisation", "nla")];
    admin.give(id, &wanted).await.moved();
    let session = world.sign_in(email).await;
    assert_eq!(session.get(LIST).await.status, 403, "it waits");
    let waits = way.officer.words("/bevestigen").await;
    assert!(
        waits.contains("Als ketenpartner van: Nederlandse Arbeidsinspectie."),
        "{waits}"
    );
    way.officer.confirm(id).await.moved();
    assert!(
        admin
            .words(&path)
            .await
            .contains("Account voor: Nederlandse Arbeidsinspectie.")
    );
    let page = first(&session).await;
    session.get(&page).await.ok();
    // Another organisation is to be confirmed again; the one before ends at once.
    let other = [("roles", "partner"), ("organisation", "avim")];
    admin.give(id, &other).await.moved();
    assert_eq!(session.get(&page).await.status, 404);
    assert!(
        session
            .words(LIST)
            .await
            .contains("wacht nog op een tweede persoon")
    );
    way.officer.confirm(id).await.moved();
    assert!(session.words(LIST).await.contains("Er is nu niets bij u."));
    assert_eq!(session.get(&page).await.status, 404);
    let log = world
        .sign_in("auditor@a.example")
        .await
        .words("/controle")
        .await;
    assert!(log.contains("Politie, AVIM"), "{log}");
}
on_both!(an_account_of_a_partner_is_given_by_two, given);

/// By its number, what is asked and when; nothing of what it is about.
async fn listed(browser: &Browser, asked: &str) {
    let list = browser.words(LIST).await;
    assert!(
        list.contains("Overdracht ") && list.contains(asked),
        "{asked}: {list}"
    );
    for word in ["Paspoorten", "Verzonnenkade", "onderzoeken", "Test officer"] {
        assert!(!list.contains(word), "{word}: {list}");
    }
}

/// What is said in one moment has no order.
fn later(world: &World) {
    world.clock.set(world.clock.now() + 60_000);
}

/// Once it is opened, the partner was told; and by whom, the officer sees.
async fn opens(way: &OnItsWay, session: &Browser, page: &str) {
    let rings = "Bel de partner over de link";
    assert!(way.officer.words("/werk").await.contains(rings));
    let read = session.get(page).await.ok();
    for words in [
        "Paspoorten in een map.",
        "Verzonnenkade 14",
        "Wij pakken dit op",
    ] {
        says(&read, words);
    }
    let pdf = session.get(&format!("{page}/overdracht")).await.ok();
    assert!(pdf.bytes.starts_with(b"%PDF"));
    assert!(!way.officer.words("/werk").await.contains(rings));
    let opened = "geopend door Test partner van Nederlandse Arbeidsinspectie";
    let seen = way.officer.words(&format!("/dossier/{}", way.id)).await;
    assert!(
        seen.contains(opened) && !seen.contains("nog niet geopend"),
        "{seen}"
    );
}

async fn whole_way(world: World) {
    let way = on_its_way(&world).await;
    let session = world.sign_in(OWN).await;
    assert_eq!(session.get("/").await.to(), LIST, "where the role begins");
    listed(&session, "Laat weten of u dit oppakt").await;
    let (page, dossier) = (first(&session).await, format!("/dossier/{}", way.id));
    opens(&way, &session, &page).await;
    session.post(&page, &[("what", "accepted")]).await.moved();
    listed(&session, "Nu niets: u liet al iets weten").await;
    let ask = [("what", "asked"), ("text", "Om hoe laat was dat?")];
    later(&world);
    session.post(&page, &ask).await.moved();
    let seen = way.officer.words(&dossier).await;
    assert!(
        seen.contains("Om hoe laat was dat?") && seen.contains("· Test partner"),
        "{seen}"
    );
    // Near its day too: the municipality is to answer first.
    listed(&session, "Nu niets: de gemeente leest uw vraag").await;
    let answers = page.replace(LIST, &format!("{dossier}/partner"));
    let reply = [
        ("action", "reply"),
        ("text", "Dat weten we niet."),
        ("seen", "2"),
    ];
    later(&world);
    way.officer.post(&answers, &reply).await.moved();
    listed(&session, "Er is een antwoord op uw vraag: lees het").await;
    says(&session.get(&page).await.ok(), "Dat weten we niet.");
    both_doors(&world, &way).await;
    let faulty = [("what", "final")];
    let told = session.post(&page, &faulty).await.ok();
    says(&told, "Wat is ermee gedaan?");
    let done = [faulty[0], ("outcome", "joined"), SURE];
    session.post(&page, &done).await.moved();
    listed(&session, "Niets meer").await;
    let over = session.get(&page).await.ok();
    says(&over, "U hoeft niets meer te doen.");
    let seen = way.officer.words(&dossier).await;
    assert!(seen.contains("Gevoegd bij een lopende zaak"), "{seen}");
}
on_both!(somebody_of_a_partner_answers_without_a_link, whole_way);

/// Whoever opens the link finds the same page, with what a colleague wrote.
async fn both_doors(world: &World, way: &OnItsWay) {
    let (guest, page) = partner(world, &way.link, &way.code).await;
    let read = guest.get(&page).await.ok();
    for words in [
        "U pakt het op",
        "Om hoe laat was dat?",
        "Dat weten we niet.",
    ] {
        says(&read, words);
    }
    assert!(
        !read.text().contains("Test partner"),
        "nobody is named there"
    );
}

async fn given_back(world: World) {
    let way = on_its_way(&world).await;
    let session = world.sign_in(OWN).await;
    let page = first(&session).await;
    let back = [
        ("what", "handed_back"),
        ("text", "Hier werkt niemand."),
        SURE,
    ];
    session.post(&page, &back).await.moved();
    let read = session.words(&page).await;
    assert!(
        read.contains("Hier werkt niemand.") && !read.contains(TOLD[0].1),
        "{read}"
    );
    assert_eq!(session.get(&format!("{page}/overdracht")).await.status, 404);
    listed(&session, "Niets meer").await;
    let dossier = way.officer.words(&format!("/dossier/{}", way.id)).await;
    assert!(
        dossier.contains("Partner geeft het terug: niet voor ons"),
        "{dossier}"
    );
}
on_both!(what_somebody_gave_back_is_read_no_more, given_back);

async fn withdrawn(world: World) {
    let way = on_its_way(&world).await;
    let session = world.sign_in(OWN).await;
    let page = first(&session).await;
    let link = page.replace(LIST, &format!("/dossier/{}/partner", way.id)) + "/link";
    way.officer
        .post(&link, &[("action", "withdraw")])
        .await
        .moved();
    let say = [("what", "accepted")];
    for status in [
        session.get(&page).await.status,
        session.get(&format!("{page}/overdracht")).await.status,
        session.post(&page, &say).await.status,
    ] {
        assert_eq!(status, 404);
    }
    assert!(session.words(LIST).await.contains("Er is nu niets bij u."));
    way.officer
        .post(&link, &[("action", "renew")])
        .await
        .moved();
    session.get(&page).await.ok();
    world.clock.set(world.clock.now() + 37 * DAY);
    let later = world.sign_in(OWN).await;
    assert_eq!(later.get(&page).await.status, 404, "it is over");
}
on_both!(what_ends_a_handover_ends_it_for_an_account, withdrawn);

async fn taken_away(world: World) {
    let _way = on_its_way(&world).await;
    let id: PersonId = world.people.lock().unwrap()[OWN].id;
    let session = world.sign_in(OWN).await;
    let page = first(&session).await;
    let admin = world.sign_in("admin@a.example").await;
    let else_here = [("roles", "participant"), ("tables", "copen")];
    admin.give(id, &else_here).await.moved();
    for path in [LIST, &page] {
        assert_eq!(session.get(path).await.status, 403, "{path}");
    }
    admin.end_access(id).await.moved();
    assert!(session.get(&page).await.to().starts_with("/inloggen"));
}
on_both!(an_account_that_is_taken_away_opens_nothing, taken_away);

async fn strangers(world: World) {
    let way = on_its_way(&world).await;
    let page = first(&world.sign_in(OWN).await).await;
    world
        .hire_of("police@a.example", world.montfoort, "avim")
        .await;
    for other in ["police@a.example", "partner@b.example"] {
        let session = world.sign_in(other).await;
        let list = session.words(LIST).await;
        assert!(list.contains("Er is nu niets bij u."), "{list}");
        let say = [("what", "accepted")];
        assert_eq!(session.get(&page).await.status, 404, "{other}");
        assert_eq!(session.post(&page, &say).await.status, 404, "{other}");
    }
    // The rest of the program is not there for somebody from outside: who works here neither.
    let session = world.sign_in(OWN).await;
    let dossier = format!("/dossier/{}", way.id);
    for path in [
        "/wie-is-wie",
        "/werk",
        "/melden",
        "/mijn",
        "/vraag",
        "/collega",
        "/overleg",
        "/mensen",
        &dossier,
    ] {
        assert_eq!(session.get(path).await.status, 403, "{path}");
    }
    for path in [LIST, "/account", "/hulp"] {
        assert!(
            !session.words(path).await.contains("Test officer"),
            "{path}"
        );
    }
}
on_both!(somebody_of_a_partner_sees_nothing_else, strangers);
