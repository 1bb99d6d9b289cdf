//! What a reporter says later is heard: of now, about the right signal, and beside what they said before.

use platform::clock::{DAY, HOUR};
use platform::db::Value;
use platform::mail::Mailer;
use platform::{DossierId, audit};
use testkit::walk::{assess, close_without_follow_up, destroy, hand_over};
use testkit::{Browser, Kind, World, on_both, smtp, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

async fn number(world: &World, sql: &'static str, values: Vec<Value>) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    tx.must(sql, values).await.unwrap().get("n").unwrap()
}

/// So many milliseconds are left of what the officer has to do first.
async fn left(world: &World, id: DossierId) -> i64 {
    let due = "select due_at as n from signal where id = $1";
    number(world, due, vec![id.into()]).await - world.clock.now()
}

async fn read_all(officer: &Browser, id: DossierId) {
    let path = format!("/dossier/{id}");
    let page = officer.page(&path).await;
    let seen: Vec<_> = page.split("name=\"seen\" value=\"").skip(1).collect();
    let seen: Vec<_> = seen.iter().map(|rest| ("seen", &rest[..36])).collect();
    officer
        .post(&format!("{path}/aangevuld"), &seen)
        .await
        .moved();
}

/// Reported with danger, assessed and closed. Then the reporter says again that somebody is in danger,
/// ticks the same sign again, and writes the same words again: each time it waits for the officer.
async fn danger_again(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let words = ("seen", "Vier mannen in een schuur.");
    let sign = ("indicators", "KRI-02");
    let fields = [words, sign, ("danger", "yes"), ("contact", "none")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    world.clock.set(world.clock.now() + 9 * DAY);

    let employee = world.sign_in(EMPLOYEE).await;
    for (said, to, urgent) in [
        (("danger", "yes"), "added-danger", true),
        (sign, "added", true),
        (words, "added", false),
    ] {
        let officer = world.sign_in(OFFICER).await;
        let dossier = format!("/dossier/{id}");
        assert!(!officer.page("/werk").await.contains(&dossier));
        let added = employee.add(1, &[said]).await.moved();
        assert_eq!(added, format!("/mijn/1?gedaan={to}"));
        let work = officer.page("/werk").await;
        assert!(work.contains(&format!("{dossier}#aangevuld")), "{said:?}");
        let left = left(&world, id).await;
        assert_eq!(left <= 24 * HOUR, urgent, "{said:?}: {left}");
        assert!(left > 0);
        let page = officer.words(&dossier).await;
        let is_of_now = page.contains("de melder zegt nu dat iemand in gevaar is");
        assert!(is_of_now, "{page}");
        read_all(&officer, id).await;
    }
    let own = employee.words("/mijn/1").await;
    assert_eq!(own.matches(words.1).count(), 2, "{own}");
    assert!(own.contains("U schreef op") && own.contains("dat iemand in gevaar was."));
    assert_eq!(own.matches("Wordt opgesloten").count(), 1, "one sign");
    // Said nothing, nothing is promised.
    let nothing = employee.add(1, &[("coordinator", "")]).await.ok().text();
    assert!(visible(&nothing).contains("Schrijf op wat u nog weet"));
    let mut tx = world.app.db.read().await.unwrap();
    let (_, broken) = route::checking::open_all(&mut tx, &world.app, world.montfoort)
        .await
        .unwrap();
    assert!(broken.is_empty(), "{broken:?}");
    let chain = audit::verify(&mut tx, &world.app, world.montfoort).await;
    assert!(matches!(chain.unwrap(), audit::Verdict::Whole { .. }));
}
on_both!(danger_that_is_said_again_is_heard_again, danger_again);

/// The officers' mail says that it cannot wait, for danger and for a critical sign, and else not.
#[tokio::test]
async fn what_cannot_wait_is_mailed_so_also_when_it_was_said_before() {
    let (smtp_url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(smtp_url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(Kind::Sqlite, mailer).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let urgent = async || {
        platform::jobs::run_due(&world.app).await.unwrap();
        let mails = mails.lock().unwrap();
        let all = mails.iter().map(|mail| mail.replace("=\n", ""));
        all.filter(|mail| mail.contains("niet kan wachten")).count()
    };
    let (danger, sign) = (("danger", "yes"), ("indicators", "KRI-02"));
    world
        .report(&employee, &[("seen", "Iets."), danger, sign])
        .await;
    let mut before = urgent().await;
    assert!(before > 0);
    for (said, cannot_wait) in [
        (danger, true),
        (sign, true),
        (("seen", "Een busje."), false),
        (danger, true),
    ] {
        employee.add(1, &[said]).await.moved();
        let now = urgent().await;
        assert_eq!(now > before, cannot_wait, "{said:?}");
        before = now;
    }
}

/// Words and a denial stay together, whatever was said before.
#[tokio::test]
async fn what_is_added_stands_there_as_it_was_typed() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let said = "Ze zit op nummer 1";
    world.report(&employee, &[("seen", said)]).await;
    for more in [
        "Ze zit op nummer 14, niet 1",
        "Ze zit op nummer 1. Of ernaast",
    ] {
        employee.add(1, &[("seen", more)]).await.moved();
        assert!(
            employee
                .page("/mijn/1")
                .await
                .contains(&format!(">{more}<"))
        );
    }
    // After Back too: only a whole sentence is left out.
    let form = employee.get("/melden/persoon?nieuw=1").await.ok();
    let form = form.hidden("form-id");
    let send = async |text: &str| {
        let fields = [("form-id", form.as_str()), ("seen", text)];
        employee.post("/melden/persoon", &fields).await
    };
    send("Hij slaat haar").await.moved();
    let denied = "Hij slaat haar niet, zijn broer doet dat";
    let asked = send(denied).await.ok().text();
    assert!(asked.contains(&format!(">{denied}</textarea>")));
}

async fn own(world: &World, employee: &Browser, texts: &[&str]) -> Vec<String> {
    let mut references = Vec::new();
    for text in texts {
        let fields = [("seen", *text), ("contact", "none")];
        references.push(world.report(employee, &fields).await);
    }
    references
}

async fn gone(world: &World, officer: &Browser, reference: &str) {
    let id = world.dossier_id(reference).await;
    assess(officer, id).await;
    close_without_follow_up(officer, id).await;
    destroy(officer, id, reference).await.moved();
}

/// An earlier one is destroyed while somebody writes: what they add stays with the signal that they had
/// before them. When that one is gone, nothing of it is.
async fn in_its_place(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let texts = ["De eerste.", "De tweede.", "De derde."];
    let references = own(&world, &employee, &texts).await;
    let officer = world.sign_in(OFFICER).await;
    let path = "/mijn/2/aanvullen";
    let page = employee.get(path).await.ok();
    let [form, about] = ["form-id", "about"].map(|name| page.hidden(name));
    let more = [
        ("form-id", form.as_str()),
        ("about", about.as_str()),
        ("seen", "Hoort bij de tweede."),
    ];
    gone(&world, &officer, &references[0]).await;
    let to = employee.post(path, &more).await.moved();
    assert_eq!(to, "/mijn/1?gedaan=added", "it has another number now");
    assert!(employee.page("/mijn/1").await.contains(more[2].1));
    let third = employee.words("/mijn/2").await;
    assert!(third.contains("De derde.") && !third.contains(more[2].1));

    gone(&world, &officer, &references[1]).await;
    let signals = "select count(*) as n from signal";
    for number in ["/mijn/1/aanvullen", path] {
        let more = [more[0], more[1], ("seen", "En dit ook nog.")];
        let kept = employee.post(number, &more).await.ok();
        let words = visible(&kept.text());
        assert!(
            words.contains("Het signaal waar dit bij hoorde, is er niet meer.")
                && kept.text().contains(">En dit ook nog.</textarea>"),
            "{words}"
        );
        assert_eq!(
            self::number(&world, signals, vec![]).await,
            1,
            "nothing was sent"
        );
    }
    assert!(!employee.page("/mijn/1").await.contains("En dit ook nog."));
    // A form that does not say what it is about is asked.
    let unsaid = [more[0], ("seen", "Waarbij?")];
    let asked = employee.post("/mijn/1/aanvullen", &unsaid).await.ok();
    assert!(visible(&asked.text()).contains("Hoort dit bij signaal"));
    let about = asked.hidden("about");
    let said = [more[0], ("about", about.as_str()), unsaid[1]];
    employee.post("/mijn/1/aanvullen", &said).await.moved();
    assert!(employee.page("/mijn/1").await.contains("Waarbij?"));
    // The reference of somebody else's signal opens nothing.
    let coordinator = world.sign_in("coordinator@a.example").await;
    let theirs = coordinator.post("/mijn/1/aanvullen", &said).await.ok();
    assert!(visible(&theirs.text()).contains("is er niet meer"));
}
on_both!(what_is_added_lands_where_it_belongs, in_its_place);

/// The officer reads all that the reporter said of themselves, and none of it leaves.
async fn is_told_and_kept(officer: &Browser, id: DossierId) {
    let page = officer.words(&format!("/dossier/{id}")).await;
    for said in [
        "06 11 22 33 44",
        "was: 06 12 34 56 78",
        "thuis@prive.example",
        "77 345",
        "Mijn collega mag het niet weten.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for told in [
        "Bel 0611223344",
        "Bel 06-12345678",
        "Mail thuis@prive.example",
        "Mail employee@a.example",
        "Personeelsnummer 77345",
    ] {
        let blocked = hand_over(officer, id, "nla", &[("question", told)]).await;
        let blocked = blocked.ok().text();
        assert!(
            blocked.contains("handover-question-error"),
            "{told}: {}",
            visible(&blocked)
        );
    }
}

/// Only a number is said anew: what was said before of safe contact stays, the officer sees what was
/// replaced, and none of it leaves the house, nor the address of the account. Also under a next key.
async fn beside_what_was(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [
        ("seen", "Vier mannen in een schuur."),
        ("place", "Verzonnenkade 14"),
        ("contact", "here"),
        ("phone", "06 12 34 56 78"),
        ("email", "thuis@prive.example"),
        ("number", "77 345"),
        ("safe", "Mijn collega mag het niet weten."),
    ];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    employee
        .add(1, &[("phone", "06 11 22 33 44")])
        .await
        .moved();
    officer.open_vault().await;
    is_told_and_kept(&officer, id).await;
    officer.new_recovery_key("vernieuwen").await;
    let stale = "select count(*) as n from signal where reporter_generation < 2";
    for _ in 0..500 {
        if number(&world, stale, vec![]).await == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(number(&world, stale, vec![]).await, 0);
    is_told_and_kept(&officer, id).await;
    // And said once more under the next key.
    employee.add(1, &[("number", "88 456")]).await.moved();
    let page = officer.words(&format!("/dossier/{id}")).await;
    assert!(page.contains("88 456") && page.contains("was: 77 345") && page.contains("was: 06 12"));
}
on_both!(what_is_said_of_oneself_stays, beside_what_was);
