//! What was typed and did not go, because its writer was asked whether it is about a colleague: Back loses nothing.

use testkit::{Answer, Browser, World, on_both, visible};

const PATH: &str = "/mijn/1/aanvullen";
const WORDS: &str = "Test officer neemt geld aan van de uitbater.";

async fn reporter(world: &World) -> Browser {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    world.report(&employee, &[("seen", "Een busje.")]).await;
    employee
}

/// Sends what a form on this page holds, with these fields.
async fn send(browser: &Browser, page: &str, more: &[(&str, &str)]) -> Answer {
    let form = browser.get(page).await.ok();
    let hidden = ["form-id", "about", "told"].map(|name| (name, form.hidden(name)));
    let own = hidden.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<_> = own.chain(more.iter().copied()).collect();
    browser.post(PATH, &fields).await
}

async fn back(world: World) {
    let employee = reporter(&world).await;
    let typed = [
        ("seen", WORDS),
        ("place", "Verzonnenkade 14"),
        ("action", "send"),
    ];
    let asked = send(&employee, PATH, &typed).await.ok();
    assert!(visible(&asked.text()).contains("Gaat het over Test officer?"));
    // Back in the browser asks for the page anew.
    let again = employee.get(PATH).await.ok();
    let page = again.text();
    assert!(
        page.contains(WORDS) && page.contains("Verzonnenkade 14"),
        "{page}"
    );
    assert!(visible(&page).contains("nog niet verstuurd"), "{page}");
    assert_eq!(again.hidden("form-id"), asked.hidden("form-id"), "one form");
    let own = employee.words("/mijn/1").await;
    assert!(
        own.contains("U typte hier iets dat nog niet is verstuurd."),
        "{own}"
    );
    // Nobody else has it, and once it went it is there no more.
    let officer = world.sign_in("officer@a.example").await;
    assert_eq!(officer.get(PATH).await.status, 404);
    let no = [
        ("seen", WORDS),
        ("action", "not-about"),
        ("meant", "send"),
        ("asked-about", "Test officer"),
    ];
    send(&employee, PATH, &no).await.moved();
    assert!(!employee.page(PATH).await.contains(WORDS));
    assert!(
        !employee
            .words("/mijn/1")
            .await
            .contains("nog niet is verstuurd")
    );
}
on_both!(back_from_a_question_finds_what_was_typed, back);

async fn thrown_away(world: World) {
    let employee = reporter(&world).await;
    send(&employee, PATH, &[("seen", WORDS), ("action", "send")])
        .await
        .ok();
    let to = send(&employee, PATH, &[("action", "anew")]).await.moved();
    assert_eq!(to, format!("{PATH}?gedaan=draft-gone"));
    assert!(!employee.page(PATH).await.contains(WORDS));
}
on_both!(what_was_typed_to_add_is_thrown_away, thrown_away);

/// To the integrity coordinator instead: until it was told there is a way back, and then it lies nowhere else.
async fn instead(world: World) {
    let employee = reporter(&world).await;
    let apart = [("seen", WORDS), ("action", "apart")];
    let other = send(&employee, PATH, &apart).await.ok();
    let page = other.text();
    assert!(page.contains(&format!(">{WORDS}</textarea>")), "{page}");
    assert!(
        page.contains(&format!("href=\"{PATH}\"")),
        "a way back: {page}"
    );
    assert!(employee.page(PATH).await.contains(WORDS));
    let of = ["form-id", "instead-of", "from"].map(|name| (name, other.hidden(name)));
    let of = of.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<_> = of.chain([("question", WORDS)]).collect();
    employee.post("/collega", &fields).await.moved();
    assert!(
        !employee.page(PATH).await.contains(WORDS),
        "told, and gone here"
    );
    let hears = world.sign_in("integrity@a.example").await;
    assert!(hears.words("/integriteit").await.contains(WORDS));
}
on_both!(
    what_is_told_apart_stays_where_it_was_typed_until_then,
    instead
);

/// A report that is asked about is a draft until then.
async fn report(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let fields = [
        ("form-id", form.as_str()),
        ("seen", WORDS),
        ("contact", "here"),
        ("action", "send"),
    ];
    employee.post("/melden/persoon", &fields).await.ok();
    assert!(employee.words("/melden/persoon").await.contains(WORDS));
    let sent = [fields.as_slice(), &[("not-about", "Test officer")]].concat();
    let to = employee.post("/melden/persoon", &sent).await.moved();
    assert!(to.starts_with("/gemeld/"));
    assert!(!employee.words("/melden").await.contains(WORDS));
}
on_both!(a_report_that_is_asked_about_is_a_draft, report);

/// A short answer stays short when something is asked about it.
async fn short(world: World) {
    let employee = reporter(&world).await;
    let short = employee.get("/mijn/1").await.ok();
    assert_eq!(short.hidden("short"), "yes");
    let said = [("said", WORDS), ("short", "yes")];
    let asked = send(&employee, "/mijn/1", &said).await.ok().text();
    let (first, folded) = asked
        .split_once("<details class=\"more\" id=\"meer\">")
        .unwrap();
    assert!(
        first.contains(WORDS) && first.contains("Gaat het over"),
        "{first}"
    );
    for name in ["danger", "place", "files"] {
        let field = format!("name=\"{name}\"");
        assert!(!first.contains(&field) && folded.contains(&field), "{name}");
    }
    let more = [("said", WORDS), ("short", "yes"), ("place", "Kade 1")];
    let page = send(&employee, "/mijn/1", &more).await.ok().text();
    assert!(
        page.contains("<details class=\"more\" id=\"meer\" open>"),
        "{page}"
    );
}
on_both!(a_short_answer_stays_short, short);

/// Eight may wait; of one more it is said that it is not kept, and it stands on the page all the same.
async fn full(world: World) {
    let employee = reporter(&world).await;
    let more = employee.get(PATH).await.ok();
    let [about, told] = ["about", "told"].map(|name| more.hidden(name));
    for (path, of) in [
        ("/melden/persoon", vec![]),
        (
            PATH,
            vec![("about", about.as_str()), ("told", told.as_str())],
        ),
    ] {
        for number in 0..9 {
            let form = employee.get("/melden/persoon?nieuw=1").await.ok();
            let form = form.hidden("form-id");
            let words = format!("{WORDS} Nummer {number}.");
            let mut fields = of.clone();
            fields.extend([
                ("form-id", form.as_str()),
                ("seen", words.as_str()),
                ("contact", "here"),
                ("action", "send"),
            ]);
            let asked = employee.post(path, &fields).await.ok().text();
            let is_said = visible(&asked).contains("U hebt te veel concepten.");
            assert_eq!(is_said, number == 8, "{path} {number}");
            assert!(asked.contains(&words), "{path} {number}");
        }
    }
}
on_both!(what_finds_no_room_is_said, full);
