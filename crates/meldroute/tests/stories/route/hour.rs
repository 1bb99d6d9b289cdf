//! The officer's hour goes on by itself: what came since the last visit, and what is next after each act.

use platform::clock::DAY;
use platform::{DossierId, Role};
use testkit::walk::{assess, close_without_follow_up, hand_over};
use testkit::{Answer, Browser, World, on_both, visible};

use super::{EMPLOYEE, OFFICER};

const SECOND: &str = "second@a.example";
const SINCE: &str = "Sinds uw vorige bezoek";

/// Who has access to the vault too.
async fn colleague(world: &World) -> platform::PersonId {
    let roles = [Role::Officer];
    world
        .hire(SECOND, "Test second", world.montfoort, &roles)
        .await
}

async fn report(world: &World, employee: &Browser, seen: &str) -> DossierId {
    let fields = [("seen", seen), ("contact", "none")];
    let reference = world.report(employee, &fields).await;
    world.dossier_id(&reference).await
}

/// A colleague hands over, and records what came back.
async fn answered(officer: &Browser, id: DossierId) {
    officer.open_vault().await;
    assess(officer, id).await;
    hand_over(officer, id, "nla", &[]).await.moved();
    let page = officer.page(&format!("/dossier/{id}")).await;
    let referral = page.split("/terugkoppeling/").nth(1).unwrap();
    let path = format!("/dossier/{id}/terugkoppeling/{}", &referral[..36]);
    let text = [("text", "Wij pakken dit op.")];
    officer.post(&path, &text).await.moved();
}

/// The first day says nothing; later what came after the last visit, until a next day has seen it.
async fn since(world: World) {
    world.staff().await;
    colleague(&world).await;
    let employee = world.sign_in(EMPLOYEE).await;
    let first = report(&world, &employee, "De eerste zaak.").await;
    let officer = world.sign_in(OFFICER).await;
    let words = officer.words("/werk").await;
    assert!(words.contains("De eerste zaak") && !words.contains(SINCE));
    let nothing = officer.words("/werk/sinds").await;
    assert!(nothing.contains("U was hier niet eerder"), "{nothing}");
    let second = report(&world, &employee, "De tweede zaak.").await;
    let more = [("seen", "Nog iets van het eerste.")];
    employee.add(1, &more).await.moved();

    world.clock.set(world.clock.now() + DAY);
    let colleague = world.sign_in(SECOND).await;
    answered(&colleague, first).await;
    let officer = world.sign_in(OFFICER).await;
    for _ in 0..2 {
        let page = officer.page("/werk").await;
        let words = visible(&page);
        for said in [SINCE, "1 nieuw signaal", "1 terugkoppeling", "1 aanvulling"] {
            assert!(words.contains(said), "{said}: {words}");
        }
        assert!(page.contains("href=\"/werk/sinds#signals\""));
    }
    let page = officer.page("/werk/sinds").await;
    for link in [
        format!("href=\"/dossier/{second}\""),
        format!("href=\"/dossier/{first}#doorzettingen\""),
        format!("href=\"/dossier/{first}#aangevuld\""),
    ] {
        assert!(page.contains(&link), "{link}: {}", visible(&page));
    }
    assert!(!page.contains(&format!("href=\"/dossier/{first}\"")));
    // What one did oneself is no news; a neighbour has none at all.
    let own = colleague.words("/werk").await;
    assert!(own.contains(SINCE) && !own.contains("1 terugkoppeling"));
    let neighbour = world.sign_in("officer@b.example").await;
    assert!(!neighbour.words("/werk").await.contains(SINCE));

    world.clock.set(world.clock.now() + DAY);
    let officer = world.sign_in(OFFICER).await;
    assert!(
        !officer.words("/werk").await.contains(SINCE),
        "all was seen"
    );
    let none = officer.words("/werk/sinds").await;
    assert!(none.contains("Sindsdien kwam er niets bij"), "{none}");
}
on_both!(what_came_since_the_last_visit_is_said, since);

/// Follows a message to its page, whichever part of it is shown.
async fn followed(browser: &Browser, to: &str) -> Answer {
    browser.get(to.split('#').next().unwrap()).await.ok()
}

/// The title and the step of what is next.
fn offers(page: &Answer, id: DossierId, title: &str) -> bool {
    let html = page.text();
    let next = html.split("class=\"next-up\"").nth(1).unwrap_or("");
    let next = next.split("</span></a>").next().unwrap();
    next.contains(&format!("href=\"/dossier/{id}/")) && next.contains(title)
}

async fn next(world: World) {
    world.staff().await;
    let person = colleague(&world).await;
    let employee = world.sign_in(EMPLOYEE).await;
    let closed = report(&world, &employee, "Dit wordt gesloten.").await;
    let passed = report(&world, &employee, "Dit gaat naar partners.").await;
    let left = report(&world, &employee, "Dit blijft liggen.").await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    for id in [closed, passed] {
        assess(&officer, id).await;
    }
    assert!(!officer.page("/werk").await.contains("next-up"));
    close_without_follow_up(&officer, closed).await;
    let work = followed(&officer, "/werk?gedaan=closed").await;
    assert!(
        offers(&work, left, "Dit blijft liggen"),
        "{}",
        visible(&work.text())
    );
    // As long as something is to be done here, this is what is next.
    hand_over(&officer, passed, "nla", &[]).await.moved();
    let noted = [("text", "Gebeld.")];
    let path = format!("/dossier/{passed}/notitie");
    let to = officer.post(&path, &noted).await.moved();
    assert!(!followed(&officer, &to).await.text().contains("next-up"));
    let to = hand_over(&officer, passed, "zorgcoordinator", &[])
        .await
        .moved();
    let done = followed(&officer, &to).await;
    assert!(
        offers(&done, left, "Dit blijft liggen"),
        "{}",
        visible(&done.text())
    );
    let page = officer.page(&format!("/dossier/{passed}")).await;
    assert!(!page.contains("next-up"), "only after an act");
    // Whoever asked a colleague is done with it; the colleague is not.
    let last = report(&world, &employee, "Dit ligt er ook nog.").await;
    let to = [("to", person.to_string())];
    let to: Vec<_> = to.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let path = format!("/dossier/{left}/collega");
    let to = officer.post(&path, &to).await.moved();
    let asked = followed(&officer, &to).await;
    assert!(
        offers(&asked, last, "Dit ligt er ook nog"),
        "{}",
        visible(&asked.text())
    );
    let colleague = world.sign_in(SECOND).await;
    assert!(!followed(&colleague, &to).await.text().contains("next-up"));
}
on_both!(what_is_next_is_offered_once_one_is_done, next);
