//! The officer and the reporter talk about a signal: a question waits for its answer, the answer is read, and
//! nothing of it says who reported.

use platform::DossierId;
use platform::clock::{DAY, HOUR};
use testkit::walk::{assess, close_without_follow_up, destroy};
use testkit::{Answer, Browser, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";
const QUESTION: &str = "Welke kleur had het busje?";

async fn reported(world: &World, contact: &str) -> (Browser, Browser, DossierId) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [("seen", "Een busje bij de loods."), ("contact", contact)];
    let reference = world.report(&employee, &fields).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    (employee, officer, world.dossier_id(&reference).await)
}

/// What the officer writes in the talk, on what the page shows now.
async fn write(officer: &Browser, id: DossierId, action: &str, words: &str) -> Answer {
    let path = format!("/dossier/{id}");
    let page = officer.get(&path).await.ok();
    let to = format!("{path}/gesprek");
    let version = page.hidden_in(&to, "version");
    let fields = [
        ("version", version.as_str()),
        ("message", words),
        ("action", action),
    ];
    officer.post(&to, &fields).await
}

async fn ask(world: &World, officer: &Browser, id: DossierId, words: &str) {
    world.clock.set(world.clock.now() + 1000);
    let to = write(officer, id, "ask", words).await.moved();
    assert!(
        to.starts_with(&format!("/dossier/{id}?gedaan=asked")),
        "{to}"
    );
}

/// The fields of the small form as it stands on the reporter's page.
async fn form(employee: &Browser) -> Vec<(String, String)> {
    let page = employee.get("/mijn/1").await.ok();
    let names = ["form-id", "about", "told"];
    let field = |name: &str| (name.to_owned(), page.hidden_in("/mijn/1/aanvullen", name));
    names.map(field).to_vec()
}

async fn send(employee: &Browser, form: &[(String, String)], words: &str) -> Answer {
    let mut fields: Vec<(&str, &str)> = Vec::new();
    fields.extend(
        form.iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    fields.push(("said", words));
    employee.post("/mijn/1/aanvullen", &fields).await
}

async fn answer(employee: &Browser, words: &str) {
    let form = form(employee).await;
    let to = send(employee, &form, words).await.moved();
    assert_eq!(to, "/mijn/1?gedaan=said");
}

async fn read(officer: &Browser, id: DossierId) {
    let path = format!("/dossier/{id}");
    let to = format!("{path}/aangevuld");
    let seen = officer.get(&path).await.ok().hidden_in(&to, "seen");
    officer.post(&to, &[("seen", &seen)]).await.moved();
}

async fn is_whole(world: &World) {
    let mut tx = world.app.db.read().await.unwrap();
    let all = route::checking::open_all(&mut tx, &world.app, world.montfoort).await;
    let (_, broken) = all.unwrap();
    assert!(broken.is_empty(), "{broken:?}");
}

/// What the reporter sees of a question: at a glance that there is something, and behind that what.
async fn sees_it(employee: &Browser) {
    let home = employee.words("/melden").await;
    assert!(
        home.contains("Er staat iets voor u klaar bij Mijn signalen"),
        "{home}"
    );
    assert!(!home.contains("busje"), "nothing of it at a glance: {home}");
    assert!(
        employee
            .words("/mijn")
            .await
            .contains("Er staat een vraag voor u klaar")
    );
    let own = employee.words("/mijn/1").await;
    assert!(
        own.contains("Uw antwoord") && own.contains(QUESTION),
        "{own}"
    );
}

/// An answer is something to read, also before the assessment.
async fn is_read(world: &World, officer: &Browser, id: DossierId) {
    let work = officer.page("/werk").await;
    assert!(
        work.contains(&format!("/dossier/{id}#aangevuld")),
        "an answer is something to read"
    );
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(dossier.contains("Wit, met een deuk.") && !dossier.contains("wacht op de melder"));
    let page = officer.page(&format!("/dossier/{id}")).await;
    assert!(
        page.contains("no-print\" id=\"aangevuld\""),
        "it is on no paper"
    );
    read(officer, id).await;
    let work = officer.page("/werk").await;
    assert!(
        work.contains(&format!("/dossier/{id}/beoordelen")),
        "and then it is assessed"
    );
    is_whole(world).await;
}

/// A question, and the answer to it, before the assessment.
async fn asked_and_answered(world: World) {
    let (employee, officer, id) = reported(&world, "here").await;
    assert!(
        !employee
            .words("/melden")
            .await
            .contains("Er staat iets voor u klaar")
    );
    ask(&world, &officer, id, QUESTION).await;
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(
        dossier.contains("wacht op de melder") && dossier.contains(QUESTION),
        "{dossier}"
    );
    is_whole(&world).await;

    sees_it(&employee).await;
    let form = form(&employee).await;
    // Opened, it still waits for the answer.
    assert!(
        employee
            .words("/mijn")
            .await
            .contains("Er staat een vraag voor u klaar")
    );
    for _ in 0..2 {
        let to = send(&employee, &form, "Wit, met een deuk.").await.moved();
        assert_eq!(to, "/mijn/1?gedaan=said");
    }
    let own = employee.words("/mijn/1").await;
    assert_eq!(
        own.matches("Wit, met een deuk.").count(),
        1,
        "sent twice it is one: {own}"
    );
    let place = |words: &str| own.find(words).unwrap();
    assert!(
        place(QUESTION) < place("Wit, met"),
        "in order of time, of one hour too: {own}"
    );
    assert!(
        !employee
            .words("/melden")
            .await
            .contains("Er staat iets voor u klaar")
    );
    is_whole(&world).await;

    is_read(&world, &officer, id).await;
}
on_both!(
    a_question_to_the_reporter_waits_for_its_answer,
    asked_and_answered
);

/// The reporter writes first, and asks something; the officer answers.
async fn writes_first(world: World) {
    let (employee, officer, id) = reported(&world, "here").await;
    assess(&officer, id).await;
    answer(&employee, "Moet ik zelf nog iets doen?").await;
    let own = employee.words("/mijn/1").await;
    assert_eq!(
        own.matches("Moet ik zelf nog iets doen?").count(),
        1,
        "{own}"
    );
    let work = officer.words("/werk").await;
    assert!(work.contains("Lees wat de melder schreef"), "{work}");
    read(&officer, id).await;
    let to = write(&officer, id, "tell", "Nee. Dank u wel.")
        .await
        .moved();
    assert!(to.contains("gedaan=told"), "{to}");
    assert!(employee.words("/mijn").await.contains("Nieuw bericht"));
    assert!(employee.words("/mijn/1").await.contains("Nee. Dank u wel."));
    // What is written to the officer goes to no partner unless somebody ticks it.
    let form = officer.page(&format!("/dossier/{id}/doorzetten/nla")).await;
    let item = form
        .split("name=\"items\" value=\"statement-1\"")
        .nth(1)
        .unwrap();
    assert!(
        !item.split('>').next().unwrap().contains("checked"),
        "{item}"
    );
    is_whole(&world).await;
}
on_both!(a_reporter_can_write_first, writes_first);

/// Whatever was asked while the reporter wrote is not answered by that.
async fn asked_meanwhile(world: World) {
    let (employee, officer, id) = reported(&world, "here").await;
    ask(&world, &officer, id, QUESTION).await;
    let before = form(&employee).await;
    ask(&world, &officer, id, "En hoe laat was dat?").await;
    send(&employee, &before, "Wit.").await.moved();
    let own = employee.words("/mijn/1").await;
    let place = |words: &str| own.find(words).unwrap();
    assert!(place("Wit.") < place("En hoe laat"), "{own}");
    assert!(
        own.contains("Uw antwoord"),
        "the second one still waits: {own}"
    );
    is_whole(&world).await;
    // Nor does the officer ask on what they did not see.
    let to = format!("/dossier/{id}/gesprek");
    let page = officer.get(&format!("/dossier/{id}")).await.ok();
    let version = page.hidden_in(&to, "version");
    answer(&employee, "Om tien uur.").await;
    let fields = [
        ("version", version.as_str()),
        ("message", "Hoe laat precies?"),
        ("action", "ask"),
    ];
    let told = officer.post(&to, &fields).await;
    assert_eq!(told.status, 409);
    let told = told.text();
    assert!(told.contains("Hoe laat precies?") && visible(&told).contains("Om tien uur."));
    is_whole(&world).await;
}
on_both!(an_answer_is_to_what_was_seen, asked_meanwhile);

/// In a closed dossier nothing is asked, and an answer is still read.
async fn closed_since(world: &World, officer: &Browser, id: DossierId) {
    assert!(
        !officer
            .page(&format!("/dossier/{id}"))
            .await
            .contains("value=\"ask\"")
    );
    let employee_later = world.sign_in(EMPLOYEE).await;
    answer(&employee_later, "Het was wit.").await;
    assert!(
        officer
            .page("/werk")
            .await
            .contains(&format!("/dossier/{id}#aangevuld"))
    );
    read(officer, id).await;
    is_whole(world).await;
}

/// Nobody answers: it is late, and the officer stops waiting. Closing ends it too.
async fn no_answer(world: World) {
    let (_, officer, id) = reported(&world, "here").await;
    assess(&officer, id).await;
    for partner in ["nla", "zorgcoordinator"] {
        let passed = [("partner", partner), ("reason", "Bekend.")];
        officer
            .post(&format!("/dossier/{id}/doorzetten"), &passed)
            .await
            .moved();
    }
    ask(&world, &officer, id, QUESTION).await;
    let work = officer.words("/werk").await;
    assert!(work.contains("Wacht op een ander"), "{work}");
    assert!(work.contains("Wacht op antwoord van de melder"), "{work}");
    world.clock.set(world.clock.now() + 8 * DAY);
    let officer = world.sign_in(OFFICER).await;
    assert!(
        !officer.words("/werk").await.contains("Wacht op een ander"),
        "it is late"
    );
    let enough = [("action", "enough")];
    officer
        .post(&format!("/dossier/{id}/gesprek"), &enough)
        .await
        .moved();
    assert!(
        !officer
            .words(&format!("/dossier/{id}"))
            .await
            .contains("wacht op de melder")
    );
    is_whole(&world).await;
    officer.open_vault().await;
    ask(&world, &officer, id, "Bent u er nog?").await;
    let path = format!("/dossier/{id}/afsluiten");
    let version = officer.get(&path).await.ok().hidden("version");
    let close = [
        ("version", version.as_str()),
        ("outcome", "no_follow_up"),
        ("reason", "Te weinig."),
        ("message", "Dank u wel."),
        ("action", "close"),
    ];
    officer.post(&path, &close).await.moved();
    is_whole(&world).await;
    closed_since(&world, &officer, id).await;
}
on_both!(a_question_that_nobody_answers_comes_back, no_answer);

/// The dossier is gone while the reporter answers: the words are there, to be reported anew.
async fn gone(world: World) {
    let (employee, officer, id) = reported(&world, "none").await;
    let form = form(&employee).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    let reference = form[1].1.clone();
    destroy(&officer, id, &reference).await.moved();
    let page = send(&employee, &form, "Het busje is terug.").await.text();
    assert!(
        page.contains("Het busje is terug.") && page.contains("/melden/persoon"),
        "{page}"
    );
}
on_both!(an_answer_to_a_dossier_that_is_gone_is_not_lost, gone);

/// Nothing is asked of whoever wants no contact; nothing is said that the reporter did not know, or that names
/// them outside the vault; and an empty field says so.
async fn refused(world: World) {
    let (employee, officer, id) = reported(&world, "here").await;
    for words in ["", "Dag Test employee, welke kleur?"] {
        let told = write(&officer, id, "ask", words).await;
        assert_eq!(told.status, 200, "{words}");
        assert!(told.text().contains(words));
    }
    let form = form(&employee).await;
    let told = send(&employee, &form, " ").await.text();
    assert!(
        visible(&told).contains("Schrijf op wat u nog weet"),
        "{told}"
    );
    let silent = [("seen", "Iets anders."), ("contact", "none")];
    let reference = world.report(&employee, &silent).await;
    let silent = world.dossier_id(&reference).await;
    let page = officer.page(&format!("/dossier/{silent}")).await;
    assert!(!page.contains("value=\"ask\""));
    let fields = [("message", "Welke kleur?"), ("action", "ask")];
    let to = format!("/dossier/{silent}/gesprek");
    assert_eq!(officer.post(&to, &fields).await.status, 400);
    world.clock.set(world.clock.now() + HOUR);
    is_whole(&world).await;
}
on_both!(whoever_wants_no_contact_is_asked_nothing, refused);

/// The reporter answers while the officer asks: neither gets lost, and whoever was too late is told.
async fn together(world: World) {
    let (employee, officer, id) = reported(&world, "here").await;
    ask(&world, &officer, id, QUESTION).await;
    let form = form(&employee).await;
    let answers = send(&employee, &form, "Wit.");
    let asks = write(&officer, id, "ask", "En hoe laat was dat?");
    let (answered, asked) = tokio::join!(answers, asks);
    assert_eq!(answered.moved(), "/mijn/1?gedaan=said");
    let asked = asked.status;
    assert!([303, 409].contains(&asked.as_u16()), "{asked}");
    is_whole(&world).await;
    let own = employee.words("/mijn/1").await;
    assert_eq!(own.matches("Wit.").count(), 1, "{own}");
    assert_eq!(own.contains("En hoe laat"), asked.as_u16() == 303, "{own}");
}
on_both!(asking_and_answering_at_once_loses_neither, together);

/// A coordinator who reported for somebody outside is asked, and answers for them. Nobody else is.
async fn on_behalf(world: World) {
    world.staff().await;
    let coordinator = world.sign_in("coordinator@a.example").await;
    let fields = [
        ("seen", "Gehoord van een huisarts."),
        ("behalf-name", "Hilde Ganzenbloem"),
        ("channel", "phone"),
    ];
    let reference = world.report(&coordinator, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    ask(&world, &officer, id, "Welke dag was dat?").await;
    let other = world.sign_in(EMPLOYEE).await;
    assert!(!other.words("/mijn").await.contains("vraag voor u klaar"));
    answer(&coordinator, "De huisarts zegt: op dinsdag.").await;
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(dossier.contains("op dinsdag") && !dossier.contains("wacht op de melder"));
    is_whole(&world).await;
}
on_both!(whoever_reported_for_somebody_is_asked, on_behalf);
