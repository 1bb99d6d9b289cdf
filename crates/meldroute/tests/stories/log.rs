//! The audit log on screen: found by person, act and time, taken along, and in sums; and it says nothing
//! of who reported.

use platform::audit::Event;
use platform::clock::DAY;
use platform::web::Method;
use testkit::{Kind, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";

/// The lines on a page, each in one line.
fn lines(page: &str) -> Vec<String> {
    let body = page.split("<tbody>").nth(1).unwrap_or("");
    let body = body.split("</tbody>").next().unwrap();
    let rows = body.split("<tr>").skip(1);
    rows.map(|row| visible(&format!("<main>{row}")).replace('\n', " "))
        .collect()
}

async fn filters(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.get(&format!("/dossier/{id}")).await.ok();
    let later = world.clock.now() + 10 * DAY;
    world.clock.set(later);
    let officer = world.sign_in(OFFICER).await;
    officer.get(&format!("/dossier/{id}")).await.ok();
    let auditor = world.sign_in("auditor@a.example").await;
    let all = auditor.get("/controle").await.ok().text();
    assert!(visible(&all).contains("Het logboek is compleet en niet gewijzigd"));
    assert!(!all.contains(&id.to_string()), "no number of 36 characters");
    let short = id.to_string().replace('-', "");
    let short = format!("{}-{}", &short[..5], &short[5..10]);
    assert!(all.contains(&short));
    let person = world.people.lock().unwrap()[OFFICER].id;
    let found = async |query: &str| lines(&auditor.page(&format!("/controle?{query}")).await);
    let of_officer = found(&format!("wie={person}")).await;
    assert!(of_officer.len() >= 2 && of_officer.iter().all(|line| line.contains("Test officer")));
    let read = found("wat=dossier.read").await;
    assert_eq!(read.len(), 2, "{read:?}");
    assert!(read.iter().all(|line| line.contains("dossier gelezen")));
    let one = found(&format!("wat=dossier.read&dossier={short}&wie={person}")).await;
    assert_eq!(one.len(), 2);
    let (first, last) = (
        platform::clock::day(later - 10 * DAY),
        platform::clock::day(later),
    );
    let early = found(&format!("wat=dossier.read&van={first}&tot={first}")).await;
    let late = found(&format!("wat=dossier.read&van={last}&tot={last}")).await;
    assert_eq!((early.len(), late.len()), (1, 1));
    assert_ne!(early, late);
    assert!(found("wat=dossier.read&tot=2020-01-01").await.is_empty());
    // What is no day is said beside its field; what makes no sense finds nothing, or everything.
    let wrong = auditor.page("/controle?van=gisteren&tot=").await;
    assert!(visible(&wrong).contains("Vul een datum in, zoals 31-12-2026."));
    let turned = auditor
        .page(&format!("/controle?van={last}&tot={first}"))
        .await;
    assert!(visible(&turned).contains("Kies een einde dat niet vóór het begin ligt."));
    for odd in [
        "wie=x",
        "wat=%00",
        "voor=-9",
        "voor=9223372036854775807",
        "dossier=%27%3B",
    ] {
        auditor.get(&format!("/controle?{odd}")).await.ok();
    }
}
on_both!(lines_are_found_by_person_act_and_time, filters);

/// Above the lines stands what was asked for, and how many there are.
#[tokio::test]
async fn a_filtered_log_says_what_was_asked_and_how_much_there_is() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let auditor = world.sign_in("auditor@a.example").await;
    for _ in 0..2 {
        auditor.get("/controle/sommen").await.ok();
    }
    let person = world.people.lock().unwrap()["auditor@a.example"].id;
    let asked = format!("/controle?wat=audit.read&wie={person}");
    let said = auditor.words(&asked).await.replace('\n', " ");
    assert!(
        said.contains("Wie: Test auditor · Wat: logboek gelezen"),
        "{said}"
    );
    assert!(said.contains("2 regels."), "{said}");
}

/// A picture that stands small on a page is no look of its own, however often it is fetched; opened large,
/// it is one. Both stand in the log.
async fn small_is_no_look(world: World) {
    let photo = [("foto.png", testkit::walk::PNG)];
    let (officer, id) = world.reported(&[("seen", "Zie de foto.")], &photo).await;
    let page = officer.page(&format!("/dossier/{id}")).await;
    let small = page.split(" src=\"/dossier/").nth(1).unwrap();
    let small = format!("/dossier/{}", small.split('"').next().unwrap());
    let auditor = world.sign_in("auditor@a.example").await;
    let logged = async |act: &str| {
        let page = auditor.page(&format!("/controle?wat={act}")).await;
        lines(&page).len()
    };
    let looks = async || {
        visible(&officer.page("/inzage").await)
            .matches("foto bekeken")
            .count()
    };
    for _ in 0..3 {
        officer.get(&small).await.ok();
    }
    // Each has its record; as they stood on one page they are one line.
    let one = auditor.words("/controle?wat=file.shown").await;
    assert!(
        one.contains("(3 keer)") && one.contains("3 regels"),
        "{one}"
    );
    assert_eq!(
        (logged("file.shown").await, logged("file.seen").await),
        (1, 0)
    );
    let file = auditor.get("/controle/bestand?wat=file.shown").await.ok();
    assert_eq!(
        file.text().lines().count(),
        4,
        "a row each below the heading"
    );
    // Looked at again later, they are another line.
    world.clock.set(world.clock.now() + 61_000);
    officer.get(&small).await.ok();
    assert_eq!(looks().await, 0);
    officer.get(&small.replace("/klein", "/foto")).await.ok();
    assert_eq!(
        (logged("file.shown").await, logged("file.seen").await),
        (2, 1)
    );
    assert_eq!(looks().await, 1);
}
on_both!(a_picture_that_stands_small_is_no_look, small_is_no_look);

/// Every line once, over pages, with a filter and without.
async fn pages(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let officer = world.sign_in(OFFICER).await;
    for _ in 0..130 {
        officer.get("/werk").await.ok();
    }
    let auditor = world.sign_in("auditor@a.example").await;
    for query in ["", "?wat=list.read"] {
        let (mut seen, mut address) = (Vec::new(), format!("/controle{query}"));
        loop {
            let page = auditor.page(&address).await;
            let numbers = lines(&page).into_iter().map(|line| {
                let number = line.split(' ').next().unwrap().parse::<i64>();
                number.unwrap()
            });
            seen.extend(numbers);
            let next = page.split("href=\"/controle?").skip(1);
            let mut next = next.filter(|rest| rest.split('"').next().unwrap().contains("voor="));
            let Some(next) = next.next() else { break };
            let next = next
                .split('"')
                .next()
                .unwrap()
                .replace("&amp;", "&")
                .replace("&#38;", "&");
            address = format!("/controle?{next}");
        }
        let mut sorted = seen.clone();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        sorted.dedup();
        assert_eq!(seen, sorted, "{query}");
        assert!(seen.len() >= 130, "{query}: {}", seen.len());
    }
}
on_both!(pages_of_the_log_are_the_log, pages);

async fn file(world: World) {
    world.staff().await;
    // A colleague whose name a spreadsheet would run.
    let evil = "=HYPERLINK(\"http://evil.example\";\"klik\")";
    let roles = [platform::Role::Coordinator];
    let id = world
        .hire("evil@a.example", evil, world.montfoort, &roles)
        .await;
    world
        .sign_in("admin@a.example")
        .await
        .give(id, &[("roles", "employee")])
        .await
        .moved();
    let auditor = world.sign_in("auditor@a.example").await;
    let answer = auditor.get("/controle/bestand?wat=person.roles").await.ok();
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    let text = answer.text();
    let rows: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(rows.len(), 2, "{text}");
    assert!(
        rows[0].starts_with("\u{feff}\"Nr.\";\"Wanneer\";\"Wie\";\"Wat\""),
        "{text}"
    );
    assert!(rows[1].contains("\"rollen gewijzigd\""), "{text}");
    assert!(rows[1].contains(";\"'=HYPERLINK(\"\"http"), "{text}");
    assert!(!text.contains("\";\"="), "{text}");
    let log = auditor.words("/controle").await;
    assert!(log.contains("logboek als bestand meegenomen"), "{log}");
    assert_eq!(
        auditor.get("/controle/bestand?van=gisteren").await.moved(),
        "/controle?geweigerd=log-export"
    );
}
on_both!(the_log_is_taken_along_as_a_file_that_runs_nothing, file);

async fn sums(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let (page, dossier) = ("/kluis/openen", format!("/dossier/{id}"));
    officer.get(&dossier).await.ok();
    let tx = world.app.db.begin().await.unwrap();
    let place = world.montfoort;
    let closed = Event::by_system(place, "program", &route::audited::SIGNAL_CLOSED);
    tx.commit(&world.app, closed.on(id)).await.unwrap();
    officer
        .post(page, &[("passphrase", "helemaal verkeerd")])
        .await
        .ok();
    for _ in 0..3 {
        officer.get(&dossier).await.ok();
    }
    world.clock.set(world.clock.now() + 20 * DAY);
    let auditor = world.sign_in("auditor@a.example").await;
    let page = auditor.page("/controle/sommen").await;
    let rows = lines(&page);
    let row = rows
        .iter()
        .find(|row| row.starts_with("Test officer"))
        .unwrap();
    let numbers: Vec<usize> = row
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    let [looks, dossiers, closed, refused] = numbers[..] else {
        panic!("{row}")
    };
    assert!(looks >= 4 && dossiers == 1, "{row}");
    assert_eq!((closed, refused), (3, 1), "{row}");
    // Five bars are empty, for the three weeks that it was long ago: those looks are in one week.
    let week = page.split("<tbody>").nth(2).unwrap();
    let cells: Vec<usize> = week
        .split("<td")
        .skip(1)
        .filter_map(|cell| cell.split('>').nth(1)?.split('<').next()?.parse().ok())
        .collect();
    assert_eq!(cells[..8].iter().sum::<usize>(), looks, "{cells:?}");
    assert_eq!(
        cells[..8].iter().filter(|looks| **looks > 0).count(),
        1,
        "{cells:?}"
    );
    let officer = world.sign_in(OFFICER).await;
    assert!(
        officer
            .words("/inzage")
            .await
            .contains("Keer gekeken, per week")
    );
}
on_both!(looks_are_summed_up_week_by_week, sums);

/// Two who report, alike but for that: nothing on any page of the log tells them apart, whatever is asked.
#[tokio::test]
async fn nothing_in_the_log_tells_two_reporters_apart() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    for at in 0..2 {
        let (email, name) = (format!("mens{at}@a.example"), format!("Mens {at}"));
        let roles = [platform::Role::Employee];
        world.hire(&email, &name, world.montfoort, &roles).await;
    }
    let reporter = world.sign_in("mens1@a.example").await;
    world.sign_in("mens0@a.example").await;
    world.report(&reporter, &[("seen", "Iets.")]).await;
    let auditor = world.sign_in("auditor@a.example").await;
    let ids = [0, 1].map(|at| world.people.lock().unwrap()[&format!("mens{at}@a.example")].id);
    let table = meldroute::wiring::WINGS.routes();
    let own = table.table().iter().filter(|route| {
        let own = route.path.starts_with("/controle") || route.path == "/inzage";
        own && route.method == Method::Get
    });
    let mut asked = 0;
    for route in own {
        for query in [
            "?x={}",
            "?wie={}",
            "?wat=signal.reported&wie={}",
            "?wat=person.joined&wie={}",
        ] {
            let mut pages = Vec::new();
            for id in ids {
                let path = format!("{}{}", route.path, query.replace("{}", &id.to_string()));
                let answer = auditor.get(&path).await;
                // Each look is a line of its own, with a number and a moment.
                let text = answer.text().replace(&id.to_string(), "ID");
                let same = text.replace("Mens 0", "Mens").replace("Mens 1", "Mens");
                let found = lines(&same)
                    .into_iter()
                    .filter(|line| line.contains("Mens"));
                pages.push(
                    found
                        .map(|line| line.split_once(' ').unwrap().1.to_owned())
                        .collect::<Vec<_>>(),
                );
            }
            assert_eq!(pages[0].len(), pages[1].len(), "{} {query}", route.path);
            asked += 1;
        }
    }
    assert!(asked >= 12, "{asked}");
}
