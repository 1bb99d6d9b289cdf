//! What a reporter sees of the own signals: each under its own number, how it stands in one way, what is
//! new, and whom to call.

use testkit::walk::{assess, close_without_follow_up};
use testkit::{Browser, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

async fn send(browser: &Browser, text: String) -> (String, String) {
    let form = browser.get("/melden/persoon?nieuw=1").await.ok();
    let form = form.hidden("form-id");
    let fields = [("form-id", form.as_str()), ("seen", text.as_str())];
    (browser.post("/melden/persoon", &fields).await.moved(), text)
}

/// Twelve at once, through two programs: each gets a place of its own, and the page with the reference
/// shows that one, then and later, wherever it is asked.
async fn at_once(world: World) {
    world.staff().await;
    let second = world.beside().await;
    let here = world.sign_in(EMPLOYEE).await;
    let there = here.on(&second);
    let text = |number: usize| format!("Signaal nummer {number}.");
    let mut all = Vec::new();
    for round in [0, 6] {
        let six = tokio::join!(
            send(&here, text(round)),
            send(&there, text(round + 1)),
            send(&here, text(round + 2)),
            send(&there, text(round + 3)),
            send(&here, text(round + 4)),
            send(&there, text(round + 5)),
        );
        all.extend([six.0, six.1, six.2, six.3, six.4, six.5]);
    }
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select count(distinct arrival) as n from signal";
    let places: i64 = tx.must(sql, vec![]).await.unwrap().get("n").unwrap();
    drop(tx);
    assert_eq!(places, 12, "each has a place of its own");
    for (to, text) in &all {
        let number = to.strip_prefix("/gemeld/").unwrap();
        for browser in [&here, &there] {
            let page = browser.page(&format!("/mijn/{number}")).await;
            assert!(page.contains(text.as_str()), "{to} is not {text}");
        }
    }
}
on_both!(each_report_has_a_number_of_its_own, at_once);

/// The badge, the sentence and the step that is current say the same.
async fn stands(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [("seen", "Iets."), ("contact", "none")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let is = async |word: &str| {
        let list = employee.page("/mijn").await;
        let badge = list.split("class=\"badge\">").nth(1).unwrap();
        assert_eq!(badge.split('<').next().unwrap(), word);
        let page = employee.page("/mijn/1").await;
        let step = page.split("aria-current=\"step\"").nth(1).unwrap();
        let step = step.split("step__name\">").nth(1).unwrap();
        assert_eq!(step.split('<').next().unwrap(), word);
    };
    is("Ontvangen").await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    is("Bekeken").await;
    close_without_follow_up(&officer, id).await;
    is("Afgerond").await;
}
on_both!(how_it_stands_is_said_in_one_way, stands);

/// A message waits: the list says so until it was opened, by the reporter and nobody else.
async fn news(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    assert!(!employee.words("/mijn").await.contains("Nieuw bericht"));
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let path = format!("/dossier/{id}/afsluiten");
    for text in ["We kijken ernaar.", "We weten meer."] {
        let version = officer.get(&path).await.ok().hidden("version");
        let told = [
            ("version", version.as_str()),
            ("message", text),
            ("action", "message"),
        ];
        officer.post(&path, &told).await.moved();
        officer.page(&format!("/dossier/{id}")).await;
    }
    let list = employee.page("/mijn").await;
    assert!(visible(&list).contains("2 nieuwe berichten"));
    assert!(list.contains("href=\"/mijn/1#berichten\""));
    let page = employee.page("/mijn/1").await;
    assert!(page.contains("id=\"berichten\"") && page.contains("We weten meer."));
    for path in ["/mijn", "/mijn/1", "/mijn"] {
        let words = employee.words(path).await;
        assert!(!words.contains("nieuw bericht") && !words.contains("nieuwe berichten"));
    }
    // That it was opened says neither when nor by whom, and no copy holds it.
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select count(*) as n from opened_message";
    let opened: i64 = tx.must(sql, vec![]).await.unwrap().get("n").unwrap();
    assert_eq!(opened, 2);
    assert!(meldroute::backup::TRANSIENT.contains(&"opened_message"));
}
on_both!(a_message_is_new_until_it_was_opened, news);

/// Whom to call, with a number to press; as long as nobody gave one, whom to mail and what not to write.
#[tokio::test]
async fn a_reporter_with_a_question_gets_a_number() {
    let world = World::new(testkit::Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let paths = ["/gemeld/1", "/mijn", "/mijn/1"];
    for path in paths {
        let page = employee.page(path).await;
        let words = visible(&page);
        assert!(words.contains("Mail Test officer:"), "{path}: {words}");
        assert!(page.contains("href=\"mailto:officer@a.example\""), "{path}");
        assert!(words.contains("schrijf niets over het signaal"), "{path}");
    }
    let officer = world.sign_in(OFFICER).await;
    let reach = [("phone", "0348 - 12 34 56"), ("present", "ma-do")];
    officer.post("/wie-is-wie", &reach).await.moved();
    for path in paths {
        let page = employee.page(path).await;
        let words = visible(&page);
        assert!(words.contains("Bel Test officer:"), "{path}: {words}");
        assert!(page.contains("href=\"tel:0348123456\"") && words.contains("ma-do"));
        assert!(!page.contains("mailto:"), "{path}");
    }
}

/// The small form of one signal stands where it stood, in the other language, with what was typed; and
/// nothing was sent.
async fn small_form(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let page = employee.get("/mijn/1").await.ok();
    assert!(page.text().contains("href=\"#language\""));
    assert!(!page.text().contains("href=\"/taal/"), "none that loses it");
    assert!(page.text().contains("formaction=\"/mijn/1\""));
    let (form, about) = (page.hidden("form-id"), page.hidden("about"));
    let typed = [
        ("form-id", form.as_str()),
        ("about", about.as_str()),
        ("seen", "Net getypt."),
    ];
    let english = employee.post("/mijn/1", &typed).await.ok();
    let html = english.text();
    assert!(html.contains("<html lang=\"en\"") && html.contains(">Net getypt.</textarea>"));
    assert_eq!(english.hidden("about"), about);
    let page = employee.page("/mijn/1").await;
    assert!(page.contains("<html lang=\"en\"") && !page.contains("Net getypt."));
}
on_both!(
    the_small_form_keeps_what_was_typed_in_another_language,
    small_form
);
