//! "Is dit iets?": a question to the officer without a report. Nobody learns who asked; an answer is there in time;
//! and it becomes a report with one button.

use platform::clock::{DAY, HOUR};
use platform::db::Value;
use testkit::{Browser, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";
const QUESTION: &str = "Een man die nooit alleen aan de balie komt. Is dit iets?";

async fn staffed(world: &World) -> (Browser, Browser) {
    world.staff().await;
    (world.sign_in(EMPLOYEE).await, world.sign_in(OFFICER).await)
}

async fn rows(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx.must("select count(*) as n from question", vec![]).await;
    row.unwrap().get("n").unwrap()
}

async fn is_whole(world: &World) {
    let all = meldroute::checks::check(&world.app).await.unwrap();
    let wrong = all.iter().filter(|finding| !finding.good);
    let wrong: Vec<_> = wrong.map(|one| (&one.what, &one.detail)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// What stands in the first form of a page that is sent to this address.
async fn about(browser: &Browser, page: &str, to: &str) -> String {
    browser.get(page).await.ok().hidden_in(to, "about")
}

async fn asked_and_reported(world: World) {
    let (employee, officer) = staffed(&world).await;
    assert!(!officer.words("/werk").await.contains("wacht op antwoord"));
    assert_eq!(employee.ask(QUESTION).await, "/vraag?gedaan=question-asked");
    assert!(
        employee
            .words("/vraag")
            .await
            .contains("Wacht op antwoord.")
    );
    let work = officer.words("/werk").await;
    assert!(work.contains("Eén vraag wacht op antwoord."), "{work}");
    let page = officer.words("/vragen").await;
    assert!(
        page.contains(QUESTION) && !page.contains("Test employee"),
        "{page}"
    );
    assert_eq!(
        officer.answer("Ja, meld dit.").await,
        "/vragen?gedaan=question-answered"
    );
    assert!(!officer.words("/werk").await.contains("wacht op antwoord"));

    let home = employee.words("/melden").await;
    assert!(
        home.contains("Er staat iets voor u klaar bij ‘Is dit iets?’"),
        "{home}"
    );
    assert!(!home.contains("balie"), "nothing of it at a glance");
    let own = employee.words("/vraag").await;
    assert!(
        own.contains(QUESTION) && own.contains("Ja, meld dit."),
        "{own}"
    );
    // One button, and nothing is typed twice.
    let which = about(&employee, "/vraag", "/vraag/melden").await;
    let form = employee
        .post("/vraag/melden", &[("about", &which)])
        .await
        .ok();
    assert!(
        form.text().contains(&format!(">{QUESTION}</textarea>")),
        "{}",
        form.text()
    );
    let id = form.hidden("form-id");
    let fields = [
        ("form-id", id.as_str()),
        ("seen", QUESTION),
        ("contact", "here"),
        ("action", "send"),
    ];
    let to = employee.post("/melden/persoon", &fields).await.moved();
    assert!(to.starts_with("/gemeld/"), "{to}");
    let done = [("about", which.as_str()), ("action", "done")];
    assert_eq!(
        employee.post("/vraag", &done).await.moved(),
        "/vraag?gedaan=question-done"
    );
    assert_eq!(rows(&world).await, 0);
    is_whole(&world).await;
}
on_both!(
    a_question_becomes_a_report_with_one_button,
    asked_and_reported
);

/// Neither the row nor the log says who asked, and no two questions say that one person asked both.
async fn nobody(world: World) {
    let (employee, officer) = staffed(&world).await;
    world.clock.set(world.clock.now() + 17 * 60_000);
    employee.ask(QUESTION).await;
    employee.ask("En een busje?").await;
    officer.answer("Let erop.").await;
    let person = world.people.lock().unwrap()[EMPLOYEE].id;
    let mut tx = world.app.db.read().await.unwrap();
    let sql =
        "select actor, at from audit_event where action in ('question.asked', 'question.ended')";
    let log = tx.rows(sql, vec![]).await.unwrap();
    assert_eq!(log.len(), 2);
    for record in &log {
        let actor: Option<uuid::Uuid> = record.get("actor").unwrap();
        assert_eq!(actor, None, "who asks stands nowhere");
        assert_eq!(record.get::<i64>("at").unwrap() % HOUR, 0, "nor the minute");
    }
    let sql = "select id, mark, content, wrapped_key from question";
    let found = tx.rows(sql, vec![]).await.unwrap();
    let ids: Vec<uuid::Uuid> = found.iter().map(|row| row.get("id").unwrap()).collect();
    let marks: Vec<Vec<u8>> = found.iter().map(|row| row.get("mark").unwrap()).collect();
    assert!(
        ids.iter().all(|id| id.get_version_num() == 4),
        "an id without a time"
    );
    assert_ne!(marks[0], marks[1]);
    let raw = person.to_string();
    for row in &found {
        for column in ["mark", "content", "wrapped_key"] {
            let bytes: Vec<u8> = row.get(column).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains(&raw));
        }
    }
    drop(tx);
    // A colleague sees nothing of it, and can neither write on nor end it.
    let other = world.sign_in("coordinator@a.example").await;
    assert!(!other.words("/vraag").await.contains("balie"));
    let which = ids[0].to_string();
    let more = [("about", which.as_str()), ("question", "Wie is dit?")];
    let told = other.post("/vraag", &more).await.text();
    assert!(visible(&told).contains("Deze vraag is er niet meer") && told.contains("Wie is dit?"));
    let done = [("about", which.as_str()), ("action", "done")];
    other.post("/vraag", &done).await.moved();
    assert_eq!(rows(&world).await, 2);
    is_whole(&world).await;
}
on_both!(nobody_learns_who_asked, nobody);

/// Back, other words, and sent: nothing that was acknowledged is lost.
async fn otherwise(world: World) {
    let (employee, officer) = staffed(&world).await;
    let form = employee.get("/vraag").await.ok().hidden("form-id");
    for words in [QUESTION, "Nu dreigt hij met geweld."] {
        let fields = [("form-id", form.as_str()), ("question", words)];
        employee.post("/vraag", &fields).await.moved();
    }
    assert_eq!(rows(&world).await, 1, "one talk");
    let page = officer.words("/vragen").await;
    assert!(
        page.contains(QUESTION) && page.contains("Nu dreigt hij met geweld."),
        "{page}"
    );
}
on_both!(the_same_form_with_other_words_is_heard_too, otherwise);

/// Nothing of who asks is kept; so whoever wrote the own name is asked.
async fn named(world: World) {
    let (employee, officer) = staffed(&world).await;
    let own = "Ik ben Test Employee. Is dit iets?";
    // One of whom it says a name too.
    let other = ("not-about", "Test officer");
    let told = employee
        .post("/vraag", &[("question", own), other])
        .await
        .text();
    assert!(
        visible(&told).contains("Uw eigen naam staat in de tekst."),
        "{told}"
    );
    assert!(told.contains(own) && rows(&world).await == 0);
    let wanted = [("question", own), ("named", "yes"), other];
    employee.post("/vraag", &wanted).await.moved();
    assert!(officer.words("/vragen").await.contains(own));
}
on_both!(whoever_asks_is_told_of_the_own_name, named);

async fn in_time(world: World) {
    let (employee, officer) = staffed(&world).await;
    employee.ask(QUESTION).await;
    officer.answer("Let erop.").await;
    employee.ask("En een busje?").await;
    world.clock.set(world.clock.now() + 5 * DAY);
    let officer = world.sign_in(OFFICER).await;
    let work = officer.words("/werk").await;
    assert!(work.contains("wacht op antwoord en is te laat."), "{work}");
    // What was answered goes; what was not, stays, however late.
    world.clock.set(world.clock.now() + 400 * DAY);
    route::questions::purge(&world.app).await.unwrap();
    assert_eq!(rows(&world).await, 1);
    let officer = world.sign_in(OFFICER).await;
    let page = officer.words("/vragen").await;
    assert!(
        page.contains("En een busje?") && !page.contains("balie"),
        "{page}"
    );
    is_whole(&world).await;
}
on_both!(a_question_goes_once_it_was_answered_and_not_before, in_time);

async fn at_once(world: World) {
    let (employee, officer) = staffed(&world).await;
    let form = employee.get("/vraag").await.ok().hidden("form-id");
    let fields = [("form-id", form.as_str()), ("question", QUESTION)];
    for _ in 0..2 {
        employee.post("/vraag", &fields).await.moved();
    }
    assert_eq!(rows(&world).await, 1, "sent twice it is one");
    let page = officer.get("/vragen").await.ok();
    let [which, seen] = ["about", "seen"].map(|name| page.hidden(name));
    let more = [("about", which.as_str()), ("question", "Nu met een busje.")];
    employee.post("/vraag", &more).await.moved();
    let answer = [
        ("about", which.as_str()),
        ("seen", seen.as_str()),
        ("answer", "Nee, dit is niets."),
    ];
    let told = officer.post("/vragen", &answer).await.text();
    let words = visible(&told);
    assert!(
        words.contains("Intussen schreef wie het vroeg nog iets"),
        "{words}"
    );
    assert!(told.contains("Nee, dit is niets.") && words.contains("Nu met een busje."));
    officer.answer("Meld dit.").await;
    let done = [("about", which.as_str()), ("action", "done")];
    employee.post("/vraag", &done).await.moved();
    let told = officer.post("/vragen", &answer).await.text();
    assert!(
        visible(&told).contains("Deze vraag is er niet meer"),
        "{told}"
    );
    assert!(
        told.contains("Nee, dit is niets."),
        "what was typed is there"
    );
    is_whole(&world).await;
}
on_both!(an_answer_is_to_all_that_was_asked, at_once);

async fn refused(world: World) {
    let (employee, officer) = staffed(&world).await;
    let long = "a".repeat(route::questions::LONGEST + 1);
    for (words, said) in [
        ("", "Schrijf eerst iets op."),
        (long.as_str(), "Dit is te lang."),
    ] {
        let told = employee.post("/vraag", &[("question", words)]).await.text();
        assert!(visible(&told).contains(said));
    }
    employee.ask(QUESTION).await;
    let which = about(&employee, "/vraag", "/vraag/melden").await;
    let done = [("about", which.as_str()), ("action", "done")];
    let told = employee.post("/vraag", &done).await.text();
    assert!(visible(&told).contains("wacht nog op antwoord"), "{told}");
    let empty = [("about", which.as_str()), ("seen", "1"), ("answer", " ")];
    let told = officer.post("/vragen", &empty).await.text();
    assert!(visible(&told).contains("Schrijf eerst iets op."));
    let english = [("question", "Half a sentence"), ("action", "language")];
    let told = employee.post("/vraag", &english).await.text();
    assert!(told.contains("Is this something?") && told.contains("Half a sentence"));
    assert_eq!(rows(&world).await, 1);
    for at in 0..9 {
        employee.ask(&format!("Vraag {at}")).await;
    }
    let told = employee
        .post("/vraag", &[("question", "Nog een")])
        .await
        .text();
    assert!(visible(&told).contains("Ten of your questions"), "{told}");
    let mut tx = world.app.db.read().await.unwrap();
    let values: Vec<Value> = vec![];
    let late = tx.must(
        "select count(*) as n from question where due_at is null",
        values,
    );
    assert_eq!(late.await.unwrap().get::<i64>("n").unwrap(), 0);
}
on_both!(what_says_nothing_is_not_asked, refused);
