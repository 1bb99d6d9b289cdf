//! The same told twice: Back after sending, and the same words from a new form. It is asked whether it
//! belongs together, and never refused.

use testkit::walk::PNG;
use testkit::{Browser, World, on_both, visible};

/// Fields, and the files beside them.
type Said<'a> = &'a [(&'a str, &'a str)];
type Files<'a> = &'a [(&'a str, &'a [u8])];

const EMPLOYEE: &str = "employee@a.example";
const HOUR: i64 = 60 * 60 * 1000;

/// The id of a fresh form, whatever was sent before.
async fn fresh(browser: &Browser) -> String {
    let page = browser.get("/melden/persoon?nieuw=1").await.ok();
    page.hidden("form-id")
}

async fn stored(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx.must("select count(*) as n from signal", vec![]);
    row.await.unwrap().get("n").unwrap()
}

fn told(form: &str) -> [(&str, &str); 5] {
    [
        ("form-id", form),
        ("seen", "Zes mannen slapen in een schuur."),
        ("place", "Verzonnenkade 14"),
        ("danger", "no"),
        ("action", "send"),
    ]
}

/// Whoever came to the form without its number, by a bookmark, hears after Back that it was sent; an hour
/// and more later it is a form as any other.
async fn back(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok();
    let form = form.hidden("form-id");
    let photo: [(&str, &[u8]); 1] = [("foto.png", PNG)];
    let fields = told(&form);
    let to = employee.upload("/melden/persoon", &fields, &photo);
    let reference = world.reference(&employee, &to.await.moved()).await;
    let shown = format!("{}-{}", &reference[..4], &reference[4..]);
    let page = employee.get("/melden/persoon").await.ok();
    let words = visible(&page.text());
    let said = format!("U hebt dit signaal al verstuurd: {shown}");
    assert!(words.contains(&said), "{words}");
    assert!(page.text().contains("href=\"/mijn/1/aanvullen\""));
    assert!(page.text().contains("href=\"/melden/persoon?na=1\""));
    // Of a place nothing was sent, and another person did not send it.
    assert!(employee.page("/melden/plaats").await.contains("<textarea"));
    let other = world.sign_in("coordinator@a.example").await;
    assert!(other.page("/melden/persoon").await.contains("<textarea"));
    world.clock.set(world.clock.now() + 2 * HOUR);
    let employee = world.sign_in(EMPLOYEE).await;
    assert!(employee.page("/melden/persoon").await.contains("<textarea"));
}
on_both!(back_without_a_number_says_that_it_was_sent, back);

/// The same words again, from a form of their own: asked once; said to be another signal, it is one.
async fn again(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let first = fresh(&employee).await;
    let to = employee.post("/melden/persoon", &told(&first)).await;
    assert_eq!(to.moved(), "/gemeld/1");
    let second = fresh(&employee).await;
    let asked = employee.post("/melden/persoon", &told(&second)).await.ok();
    let words = visible(&asked.text());
    assert!(
        words.contains("Hoort dit bij ") && words.contains("net dezelfde tekst"),
        "{words}"
    );
    assert_eq!(stored(&world).await, 1, "nothing was stored");
    // It is another one after all.
    let kept = testkit::walk::kept(&asked, "/melden/persoon");
    let kept: Vec<(&str, &str)> = kept
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert!(kept.contains(&("seen", "Zes mannen slapen in een schuur.")));
    let to = employee.post("/melden/persoon", &kept).await.moved();
    assert_eq!(to, "/gemeld/2");
    assert_eq!(stored(&world).await, 2);
}
on_both!(the_same_words_are_asked_about_and_never_refused, again);

/// What is new beside the same words is offered as an addition.
async fn more(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let first = fresh(&employee).await;
    let to = employee.post("/melden/persoon", &told(&first)).await;
    assert_eq!(to.moved(), "/gemeld/1");
    let second = fresh(&employee).await;
    let sent = [&told(&second)[..], &[("heard", "Zij mogen niet weg.")]].concat();
    let asked = employee.post("/melden/persoon", &sent).await.ok();
    let (page, words) = (asked.text(), visible(&asked.text()));
    assert!(words.contains("Hoort dit bij "), "{words}");
    assert!(page.contains(">Zij mogen niet weg.</textarea>"), "{page}");
    assert!(page.contains("action=\"/mijn/1/aanvullen\""));
    // Others, and the same person about something else or after an hour, are asked nothing.
    let other = world.sign_in("coordinator@a.example").await;
    let form = fresh(&other).await;
    let to = other.post("/melden/persoon", &told(&form)).await.moved();
    assert_eq!(to, "/gemeld/1");
    let form = fresh(&employee).await;
    let else_where: Vec<_> = told(&form)
        .into_iter()
        .map(|(name, value)| match name {
            "place" => (name, "Nergensweg 3"),
            _ => (name, value),
        })
        .collect();
    let to = employee.post("/melden/persoon", &else_where).await.moved();
    assert_eq!(to, "/gemeld/2");
    world.clock.set(world.clock.now() + 2 * HOUR);
    let employee = world.sign_in(EMPLOYEE).await;
    let form = fresh(&employee).await;
    let to = employee.post("/melden/persoon", &told(&form)).await.moved();
    assert_eq!(to, "/gemeld/3");
}
on_both!(what_is_new_beside_the_same_words_is_offered, more);

/// Danger, a photo or somebody else makes it a signal, whatever the words: nothing is asked before it is kept.
async fn never_held_up(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = fresh(&employee).await;
    let about = [("subjects", "1"), ("subject-0-name", "Xandra")];
    let first = [&told(&form)[..], &about].concat();
    employee.post("/melden/persoon", &first).await.moved();
    let photo: [(&str, &[u8]); 1] = [("foto.png", PNG)];
    let (danger, other) = ([("danger", "yes")], [("subject-0-name", "Yvonne")]);
    let more: [(Said, Files); 3] = [(&danger, &[]), (&other, &[]), (&[], &photo)];
    for (number, (new, files)) in (2..).zip(more) {
        let form = fresh(&employee).await;
        let mut fields = [&told(&form)[..], &about].concat();
        fields.retain(|(name, _)| new.iter().all(|(other, _)| other != name));
        fields.extend_from_slice(new);
        let to = employee.upload("/melden/persoon", &fields, files).await;
        assert_eq!(to.moved(), format!("/gemeld/{number}"), "{new:?}");
    }
    assert_eq!(stored(&world).await, 4);
}
on_both!(
    what_cannot_wait_or_be_typed_again_is_kept_at_once,
    never_held_up
);
