//! The officer's hour: what stands first, one search, and an opened vault that leads back.

use platform::DossierId;
use platform::clock::DAY;

use super::{EMPLOYEE, OFFICER};
use testkit::walk::{assess, close_without_follow_up, hand_over};
use testkit::{Browser, Kind, PASSPHRASE, World, on_both, visible};

/// The words between two headings of the list.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split_once(from).map_or("", |(_, rest)| rest);
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

/// Danger first, then what is late, and each count is that of its lines.
async fn by_turn(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let calm = world
        .report(
            &employee,
            &[("seen", "De oude zaak bij de haven ligt er nog.")],
        )
        .await;
    world.clock.set(world.clock.now() + 30 * DAY);
    let employee = world.sign_in(EMPLOYEE).await;
    let fresh = world
        .report(&employee, &[("seen", "Iets van vandaag.")])
        .await;
    let danger = world
        .report(
            &employee,
            &[("seen", "Er is nu gevaar."), ("danger", "yes")],
        )
        .await;
    let officer = world.sign_in(OFFICER).await;
    let page = officer.page("/werk").await;
    let place = |reference: &str| page.find(&format!("{}-{}", &reference[..4], &reference[4..]));
    let places = [&danger, &calm, &fresh].map(|one| place(one));
    assert!(
        places.is_sorted() && places[0].is_some(),
        "{places:?} {}",
        visible(&page)
    );
    let words = visible(&page);
    assert!(between(&words, "Te laat", "Komende week").contains("dagen te laat"));
    for (tile, count) in [
        ("urgent", 1),
        ("late", 1),
        ("today", 0),
        ("soon", 1),
        ("later", 0),
    ] {
        let tile = between(&page, &format!("tile--{tile}"), "</li>");
        assert!(tile.contains(&format!(">{count}<")), "{tile}");
    }
    // A name to know it by, here and on its own page.
    let title = "De oude zaak bij de haven ligt er\u{a0}…";
    assert!(page.contains(title), "{words}");
    let id = world.dossier_id(&calm).await;
    assert!(
        officer
            .page(&format!("/dossier/{id}"))
            .await
            .contains(title)
    );
}
on_both!(danger_comes_first_and_then_what_is_late, by_turn);

/// What a tile counts.
fn tile(page: &str, turn: &str) -> usize {
    let tile = between(page, &format!("tile--{turn}"), "</li>");
    let number = tile.split("tile__number\">").nth(1).unwrap();
    number.split('<').next().unwrap().parse().unwrap()
}

/// Judged very serious, and handed on to the inspection alone.
async fn judged_and_asked(officer: &Browser, id: DossierId) {
    let judging = format!("/dossier/{id}/beoordelen");
    let version = officer.get(&judging).await.ok().hidden("version");
    let judged = [
        ("version", version.as_str()),
        ("forms", "labour"),
        ("severity", "very_serious"),
        ("why", "Er is geweld gebruikt."),
    ];
    officer.post(&judging, &judged).await.moved();
    hand_over(officer, id, "nla", &[]).await.moved();
    for partner in ["zorgcoordinator", "avim"] {
        let passed = [("partner", partner), ("reason", "Bekend.")];
        officer
            .post(&format!("/dossier/{id}/doorzetten"), &passed)
            .await
            .moved();
    }
}

/// What is urgent and waits for a partner is nobody's turn here, and says whom to ring; once that is late
/// it is somebody's turn, and every late line is counted.
async fn urgent_and_late(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let danger = |seen| [("seen", seen), ("danger", "yes"), ("contact", "none")];
    let asked = world
        .report(&employee, &danger("Wie wacht op de inspectie."))
        .await;
    let id = world.dossier_id(&asked).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    judged_and_asked(&officer, id).await;
    let page = officer.page("/werk").await;
    let waiting = between(&page, "Wacht op een ander", "</section>");
    assert!(
        waiting.contains("Wie wacht op de inspectie"),
        "{}",
        visible(&page)
    );
    assert!(
        waiting.contains("Wacht op ") && waiting.contains("href=\"tel:08005151\""),
        "{waiting}"
    );
    assert_eq!(
        (
            tile(&page, "urgent"),
            tile(&page, "late"),
            tile(&page, "later")
        ),
        (0, 0, 1)
    );
    // Another one that nobody judged; days later both are late.
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &danger("Nooit bekeken.")).await;
    world.clock.set(world.clock.now() + 5 * DAY);
    let officer = world.sign_in(OFFICER).await;
    let page = officer.page("/werk").await;
    assert_eq!(
        (
            tile(&page, "urgent"),
            tile(&page, "late"),
            tile(&page, "later")
        ),
        (2, 2, 0)
    );
    let words = visible(&page);
    assert!(words.contains("Spoed, waarvan 2 te laat"), "{words}");
    let first = words.find("Nooit bekeken").unwrap();
    assert!(
        first < words.find("Wie wacht op").unwrap(),
        "in order of time"
    );
    assert!(
        page.contains("href=\"#urgent\""),
        "the late ones are to be found"
    );
}
on_both!(
    what_is_late_is_counted_and_what_waits_says_for_whom,
    urgent_and_late
);

/// One field finds everything: a reference leads to its dossier, anything else is asked the reason.
async fn one_field(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    let typed = format!(" {} {} ", &reference[..4].to_lowercase(), &reference[4..]);
    for path in ["/zoek", "/zoeken"] {
        let to = officer.post(path, &[("text", &typed)]).await.moved();
        assert_eq!(to, format!("/dossier/{id}"));
    }
    let to = officer.post("/zoek", &[("text", "Zwaluwstaart")]).await;
    let to = to.moved();
    assert!(!to.contains("Zwaluwstaart"), "{to}");
    let asked = officer.page(&to).await;
    assert!(asked.contains("value=\"Zwaluwstaart\""));
    assert!(asked.contains("name=\"reason\""));
    // Nobody else has the field, or gets anything from it.
    assert!(!employee.page("/melden").await.contains("action=\"/zoek\""));
    assert_eq!(
        employee.post("/zoek", &[("text", &typed)]).await.status,
        403
    );
}
on_both!(one_search_field_finds_everything, one_field);

/// Who opens the vault goes on where they were, and nowhere else.
#[tokio::test]
async fn an_opened_vault_leads_back() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    let officer = world.sign_in(OFFICER).await;
    let page = officer.page(&dossier).await;
    assert!(page.contains("Kluis dicht"));
    let door = format!("/kluis?terug={dossier}");
    assert!(page.contains(&door));
    assert_eq!(officer.get(&door).await.ok().hidden("to"), dossier);
    for (from, to) in [
        (dossier.clone(), dossier.clone()),
        (
            format!("{dossier}/doorzetten"),
            format!("{dossier}/doorzetten"),
        ),
        // A page that a form led to is no page of its own.
        (format!("{dossier}/notitie"), dossier.clone()),
        ("/overleg".to_owned(), "/overleg".to_owned()),
        ("/kluis".to_owned(), "/werk".to_owned()),
        ("//evil.example/werk".to_owned(), "/werk".to_owned()),
        ("https://evil.example".to_owned(), "/werk".to_owned()),
        (String::new(), "/werk".to_owned()),
    ] {
        let open = [("passphrase", PASSPHRASE), ("to", from.as_str())];
        let went = officer.post("/kluis/openen", &open).await.moved();
        assert_eq!(went.split('?').next(), Some(to.as_str()), "{from}");
    }
    assert!(officer.page("/werk").await.contains("Kluis open · 30 min"));
}

/// The file has what the list has, whatever was asked for.
async fn as_the_list(officer: &Browser, year: &str) {
    for (query, lines) in [
        (format!("jaar={year}&vorm=labour"), 2),
        ("jaar=2019".to_owned(), 1),
        ("vorm=sexual".to_owned(), 1),
        ("uitkomst=local".to_owned(), 1),
    ] {
        let file = officer.get(&format!("/afgesloten/bestand?{query}")).await;
        assert_eq!(file.ok().text().lines().count(), lines, "{query}");
    }
}

/// Closed dossiers say what came of them, and when; of one year at a time if wanted.
async fn closed(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world
        .report(
            &employee,
            &[("seen", "Een lege loods."), ("contact", "none")],
        )
        .await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    let year = platform::clock::day(world.clock.now())[..4].to_owned();
    let words = officer.words("/afgesloten").await;
    assert!(
        words.contains("Een lege loods") && words.contains("Geen vervolg"),
        "{words}"
    );
    let of_year = format!("/afgesloten?jaar={year}");
    assert!(officer.words(&of_year).await.contains("Een lege loods"));
    world.clock.set(world.clock.now() + 366 * DAY);
    let officer = world.sign_in(OFFICER).await;
    let next: i32 = year.parse::<i32>().unwrap() + 1;
    // By form and outcome, in another order, and as a file.
    for (query, there) in [
        ("uitkomst=no_follow_up&vorm=labour", true),
        ("uitkomst=local", false),
        ("vorm=sexual", false),
        ("volgorde=title", true),
    ] {
        let words = officer.words(&format!("/afgesloten?{query}")).await;
        assert_eq!(words.contains("Een lege loods"), there, "{query} {words}");
    }
    assert!(officer.words("/afgesloten").await.contains("Eén dossier."));
    let list = officer.page("/afgesloten").await;
    let years = between(&list, "name=\"jaar\"", "</select>");
    assert!(
        !years.contains(&next.to_string()),
        "no year without dossiers"
    );
    let file = officer
        .get("/afgesloten/bestand?uitkomst=no_follow_up")
        .await
        .ok();
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let row = file.text().lines().nth(1).unwrap().to_owned();
    assert!(
        row.contains("Een lege loods") && row.contains("Geen vervolg"),
        "{row}"
    );
    assert!(row.contains(&format!("\"{year}-")), "{row}");
    as_the_list(&officer, &year).await;
    let none = officer.words(&format!("/afgesloten?jaar={next}")).await;
    assert!(none.contains("Er zijn geen afgesloten dossiers"), "{none}");
    assert!(officer.words(&of_year).await.contains("Een lege loods"));
}
on_both!(closed_dossiers_say_what_came_of_them, closed);

/// What somebody changed in the database takes no other dossier along: the lists go on without it, also
/// on their next page, and `check` names it.
async fn damaged(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let mut references = Vec::new();
    for number in 0..28 {
        let seen = format!("Iets, nummer {number}.");
        references.push(world.report(&employee, &[("seen", &seen)]).await);
    }
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let agenda = [
        ("table", "ondermijning"),
        ("text", "Over de dijk."),
        ("action", "agenda"),
    ];
    for reference in &references[..2] {
        let path = format!("/dossier/{}/overleg", world.dossier_id(reference).await);
        officer.post(&path, &agenda).await.moved();
    }
    let id: uuid::Uuid = world.dossier_id(&references[0]).await.into();
    let mut tx = world.app.db.begin().await.unwrap();
    let nonsense = "update signal set state = 'onzin' where id = $1";
    tx.exec(nonsense, vec![id.into()]).await.unwrap();
    tx.commit_unaudited("somebody with the database")
        .await
        .unwrap();
    let first = officer.page("/werk").await;
    let next = first.split("href=\"/werk?na=").nth(1).unwrap();
    let next = format!("/werk?na={}", next.split('"').next().unwrap());
    let lines = |page: &str| page.matches("class=\"line__title\"").count();
    assert_eq!(lines(&first) + lines(&officer.page(&next).await), 27);
    let items = officer.words("/overleg").await;
    assert_eq!(items.matches("Over de dijk.").count(), 1, "{items}");
    let findings = meldroute::checks::check(&world.app).await.unwrap();
    assert!(findings.iter().any(|finding| !finding.good));
}
on_both!(a_damaged_dossier_closes_no_list, damaged);

/// The reporter does not get the standard text of what did not happen.
async fn told(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    let path = format!("/dossier/{id}/afsluiten");
    let form = officer.get(&path).await.ok();
    let version = form.hidden("version");
    let text = visible(&form.text());
    let page = form.text();
    let message = between(&page, "name=\"message\"", "</textarea>");
    let message = message.split_once('>').unwrap().1.to_owned();
    let fields = [
        ("version", version.as_str()),
        ("outcome", "no_follow_up"),
        ("reason", "Te weinig."),
        ("message", &message),
        ("safely", "on"),
        ("passes-over", "on"),
    ];
    // With a fault elsewhere, the form shows what would be told.
    let early = [&fields[..], &[("reason", ""), ("action", "close")]].concat();
    let early: Vec<_> = early
        .into_iter()
        .filter(|field| *field != ("reason", "Te weinig."))
        .collect();
    let refused = visible(&officer.post(&path, &early).await.ok().text());
    assert!(
        refused.contains("Er is nu te weinig om iets mee te doen."),
        "{text}\n{refused}"
    );
    let close = [&fields[..], &[("action", "close")]].concat();
    officer.post(&path, &close).await.moved();
    let told = employee.words("/mijn/1").await;
    assert!(
        told.contains("Er is nu te weinig") && !told.contains("binnen de gemeente op"),
        "{told}"
    );
}
on_both!(the_reporter_is_not_told_what_did_not_happen, told);

/// A dossier is called what the officers call it, in every list; without words by its first ones.
async fn named(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let said = [("seen", "Drie jongens bij het station met nieuwe scooters.")];
    let reference = world.report(&employee, &said).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    let path = format!("/dossier/{id}");
    let naming = format!("{path}/naam");
    let version = officer.get(&path).await.ok().hidden("version");
    let call = async |called: &str, version: &str| {
        officer
            .post(&naming, &[("called", called), ("version", version)])
            .await
    };
    let long = "x".repeat(81);
    let refused = call(&long, &version).await.text();
    assert!(visible(&refused).contains("hoogstens 80 tekens") && refused.contains(&long));
    call("  Drie kinderen,   scooters ", &version).await.moved();
    for list in ["/werk", &path] {
        assert!(
            officer.page(list).await.contains("Drie kinderen, scooters"),
            "{list}"
        );
    }
    // A colleague named it meanwhile: nothing is overwritten.
    assert!(
        visible(&call("Iets anders", &version).await.text())
            .contains("Een collega heeft dit dossier intussen gewijzigd")
    );
    let version = officer.get(&path).await.ok().hidden("version");
    call("", &version).await.moved();
    assert!(
        officer
            .page("/werk")
            .await
            .contains("Drie jongens bij het station")
    );
}
on_both!(a_dossier_is_called_what_the_officers_call_it, named);

/// The button of a line leads to a page, whatever sort of task it is.
#[tokio::test]
async fn every_next_step_leads_to_a_page() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    for kind in world.app.task_kinds.all() {
        let path = (kind.page)(id, "");
        let page = path.split('#').next().unwrap();
        let answer = officer.get(page).await;
        assert_ne!(answer.status, 404, "{}: {path}", kind.id);
    }
}
