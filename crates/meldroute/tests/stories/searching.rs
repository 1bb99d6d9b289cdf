//! One search field: what is typed finds people, places and dossiers, with a reason, and tells no more than
//! it may.

use platform::DossierId;
use testkit::{Browser, World, on_both, visible};

use crate::known::about;

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

/// A word of a name, a street without its number, words in any order; a reference that is none is told.
async fn found(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let mirela = [
        ("name", "Mirela Fantasia"),
        ("address", "Verzonnenkade 14, Montfoort"),
    ];
    let id = about(&world, &employee, "Iemand.", &mirela).await;
    about(
        &world,
        &employee,
        "Iemand anders.",
        &[("name", "Jan Jansen")],
    )
    .await;
    let officer = world.sign_in(OFFICER).await;
    let link = format!("/dossier/{id}");
    for asked in [
        "Mirela",
        "fantasia",
        "Fantasia Mirela",
        "Verzonnenkade",
        "verzonnen kade",
        "Fantasia Verzonnenkade",
    ] {
        let page = officer.search(asked, "Vraag van de wijkagent").await;
        assert!(page.contains(&link), "{asked}: {}", visible(&page));
        assert!(
            !visible(&page).contains("Jansen"),
            "{asked}: {}",
            visible(&page)
        );
    }
    // A code that no dossier has.
    for path in ["/zoek", "/zoeken"] {
        let asked = [("text", "qvre-4hxl"), ("reason", "Vraag")];
        let answer = officer.post(path, &asked).await;
        let page = match path {
            "/zoek" => officer.page(&answer.moved()).await,
            _ => answer.ok().text(),
        };
        assert!(
            visible(&page).contains("Geen dossier met kenmerk QVRE-4HXL"),
            "{path}: {}",
            visible(&page)
        );
        assert!(page.contains("value=\"qvre-4hxl\""), "what was typed stays");
    }
}
on_both!(a_word_or_a_street_is_found, found);

/// The answer has a page of its own: it is read again, in another language too, without asking again.
async fn read_again(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    about(&world, &employee, "Iemand.", &[("name", "Mirela Fantasia")]).await;
    let officer = world.sign_in(OFFICER).await;
    let asked = [("text", "Mirela"), ("reason", "Vraag van de wijkagent")];
    let to = officer.post("/zoeken", &asked).await.moved();
    assert!(!to.to_lowercase().contains("mirela"));
    for _ in 0..2 {
        let page = officer.page(&to).await;
        assert!(visible(&page).contains("Mirela Fantasia"));
        assert!(
            page.contains("href=\"/zoeken\" aria-current=\"true\""),
            "the menu says where"
        );
    }
    officer.get("/taal/en").await;
    assert!(officer.words(&to).await.contains("One found"));
    officer.get("/taal/nl").await;
    let searches = officer.words("/zoeken").await;
    assert_eq!(
        searches.matches("Vraag van de wijkagent").count(),
        1,
        "asked once"
    );
    // It is of this session alone, and for an hour.
    let elsewhere = world.sign_in(OFFICER).await;
    assert_eq!(elsewhere.get(&to).await.moved(), "/zoeken");
    for _ in 0..5 {
        world.clock.set(world.clock.now() + 13 * 60_000);
        officer.page("/zoeken").await;
    }
    assert_eq!(officer.get(&to).await.moved(), "/zoeken");
}
on_both!(an_answer_is_read_again_without_asking, read_again);

/// A dossier about an agency and a bus.
async fn with_a_bus(world: &World) -> (Browser, DossierId) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [
        ("seen", "Busje met vijf mensen."),
        ("subjects", "2"),
        ("subject-0-name", "Uitzendbureau De Lepelaar B.V."),
        ("subject-0-kind", "organisation"),
        ("subject-1-kind", "vehicle"),
        ("subject-1-plate", "XX-000-X"),
    ];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    (world.sign_in(OFFICER).await, id)
}

async fn searched(world: World) {
    let (officer, id) = with_a_bus(&world).await;
    for asked in ["lepelaar uitzendburo", "xx000x", "XX 000 Y"] {
        let refused = officer.post("/zoeken", &[("text", asked)]).await.ok();
        assert!(
            visible(&refused.text()).contains("Schrijf op waarom")
                && refused.text().contains(asked),
            "{asked}"
        );
        let found = officer.search(asked, "Vraag van de wijkagent").await;
        assert!(
            found.contains(&format!("/dossier/{id}")),
            "{asked}: {}",
            visible(&found)
        );
    }
    let none = visible(&officer.search("Gerbrand Nergensgezien", "x").await);
    assert!(none.contains("Niets gevonden"), "{none}");
    // Why is kept for the officers, and only there.
    let again = officer.words("/zoeken").await;
    assert!(
        again.contains("Vraag van de wijkagent") && again.contains("Test officer"),
        "{again}"
    );
}
on_both!(one_line_finds_what_is_known_with_a_reason, searched);

/// Who reported is not in the index; what was searched for is in no audit record; another
/// municipality finds nothing.
async fn kept_in(world: World) {
    let (officer, id) = with_a_bus(&world).await;
    officer
        .search("lepelaar uitzendburo", "Vraag van de wijkagent")
        .await;
    let reporter = visible(&officer.search("Test employee", "x").await);
    assert!(reporter.contains("Niets gevonden"), "{reporter}");
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.page("/controle").await;
    assert!(visible(&log).contains("gezocht in dossiers en registers"));
    assert!(!log.contains("epelaar") && !log.contains("wijkagent"));
    let elsewhere = world.sign_in("officer@b.example").await;
    let found = elsewhere.search("xx000x", "x").await;
    assert!(!found.contains(&id.to_string()));
}
on_both!(a_search_shows_and_tells_no_more_than_it_may, kept_in);

/// A dossier is found by what the officers call it, by words of that in any order; without a name of theirs
/// by its first words. The neighbours find nothing.
async fn by_its_name(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let said = [("seen", "Drie jongens bij het station met nieuwe scooters.")];
    let id = world.reported_by(&employee, &said, &[]).await;
    let officer = world.sign_in(OFFICER).await;
    let path = format!("/dossier/{id}");
    let link = format!("href=\"{path}\"");
    let finds = async |asked: &str| {
        officer
            .search(asked, "Hoe heette dat?")
            .await
            .contains(&link)
    };
    assert!(finds("scooters stat").await && !finds("kelder").await);
    let call = async |called: &str| {
        let version = officer.get(&path).await.ok().hidden("version");
        let named = [("version", version.as_str()), ("called", called)];
        officer.post(&format!("{path}/naam"), &named).await.moved();
    };
    call("Kelder aan de kade").await;
    for asked in ["kelder", "KADE kelder", "kelder aan de kade", "keld"] {
        let page = officer.search(asked, "Hoe heette dat?").await;
        assert!(page.contains(&link), "{asked}: {}", visible(&page));
        assert!(visible(&page).contains("Kelder aan de kade"), "{asked}");
    }
    for asked in ["scooters", "elder", "kelder zolder"] {
        assert!(!finds(asked).await, "{asked}");
    }
    call("").await;
    assert!(finds("scooters").await && !finds("kelder").await);
    let elsewhere = world.sign_in("officer@b.example").await;
    assert!(!elsewhere.search("scooters", "x").await.contains(&link));
}
on_both!(a_dossier_is_found_by_its_name, by_its_name);
