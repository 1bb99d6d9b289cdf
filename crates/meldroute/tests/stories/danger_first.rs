//! Somebody in danger now stands on top, however late something else is; and the next step says why.

use platform::DossierId;
use platform::clock::DAY;
use testkit::walk::{assess, hand_over};
use testkit::{Browser, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";
const NOW: &str = "badge--now\">nu gevaar";
const PRIMARY: &str = "utrecht-button--primary-action";

async fn reported(world: &World, fields: &[(&str, &str)]) -> DossierId {
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, fields).await;
    world.dossier_id(&reference).await
}

/// Reported with a serious sign, handed over, and waiting for an answer.
async fn waits_for_a_partner(world: &World, fields: &[(&str, &str)]) -> DossierId {
    let id = reported(world, fields).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &[]).await.moved();
    let path = format!("/dossier/{id}/doorzetten");
    let passed = [("partner", "zorgcoordinator"), ("reason", "Bekend.")];
    officer.post(&path, &passed).await.moved();
    id
}

/// The lines of the worklist, each with its dossier.
async fn lines(officer: &Browser) -> Vec<(String, String)> {
    let page = officer.page("/werk").await;
    let lines = page.split("<li class=\"line\">").skip(1);
    let lines = lines.map(|line| line.split("</li>").next().unwrap());
    let id = |line: &str| {
        let link = line.split("href=\"/dossier/").nth(1).unwrap();
        link[..36].to_owned()
    };
    lines.map(|line| (id(line), line.to_owned())).collect()
}

async fn order(world: World) {
    world.staff().await;
    let sign = ("indicators", "KRI-02");
    let waits = waits_for_a_partner(&world, &[("seen", "Een au pair."), sign]).await;
    world.clock.set(world.clock.now() + 20 * DAY);
    let unread = reported(&world, &[("seen", "Een keuken."), sign]).await;
    world.clock.set(world.clock.now() + DAY / 4);
    let danger = reported(&world, &[("seen", "Een schuur."), ("danger", "yes")]).await;
    let officer = world.sign_in(OFFICER).await;
    let shown = lines(&officer).await;
    let ids: Vec<&str> = shown.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(
        ids,
        [danger, unread, waits].map(|id| id.to_string()),
        "danger, then what nobody read, then what is late"
    );
    for (at, (_, line)) in shown.iter().enumerate() {
        assert_eq!(line.contains(NOW), at == 0, "{line}");
        assert_eq!(line.contains(PRIMARY), at == 0, "{line}");
    }
    // Once it was judged that nobody is in danger now, nothing says so.
    let path = format!("/dossier/{danger}");
    assert!(officer.page(&path).await.contains(NOW));
    assess(&officer, danger).await;
    assert!(!officer.page(&path).await.contains(NOW));
    assert!(!officer.page("/werk").await.contains(NOW));
}
on_both!(whoever_is_in_danger_now_stands_on_top, order);

async fn nobody_waits(world: World) {
    world.staff().await;
    let waits = waits_for_a_partner(
        &world,
        &[("seen", "Een au pair."), ("indicators", "KRI-02")],
    )
    .await;
    world.clock.set(world.clock.now() + 20 * DAY);
    let officer = world.sign_in(OFFICER).await;
    let primary = async |officer: &Browser| {
        let lines = lines(officer).await.into_iter();
        let mut lines = lines.filter(|(_, line)| line.contains(PRIMARY));
        let found = lines.next().map(|(id, _)| id);
        assert!(lines.next().is_none(), "one button stands out");
        found
    };
    assert_eq!(primary(&officer).await, Some(waits.to_string()));
    let unread = reported(&world, &[("seen", "Iets anders.")]).await;
    assert_eq!(primary(&officer).await, Some(unread.to_string()));
}
on_both!(
    /// It is urgent and late, and yet a signal that nobody read goes first.
    waiting_for_a_partner_stands_out_above_no_unread_signal,
    nobody_waits
);

async fn many(world: World) {
    world.staff().await;
    for _ in 0..30 {
        let fields = [("seen", "Een keuken."), ("indicators", "KRI-02")];
        world.clock.set(world.clock.now() + 240_000);
        reported(&world, &fields).await;
    }
    let quiet = reported(&world, &[("seen", "Een kantoor.")]).await;
    let danger = reported(&world, &[("seen", "Een schuur."), ("danger", "yes")]).await;
    let officer = world.sign_in(OFFICER).await;
    let first = lines(&officer).await;
    assert_eq!(first.len(), 31, "all that is urgent stands on one page");
    assert_eq!(first[0].0, danger.to_string());
    let page = officer.page("/werk").await;
    let next = page.split("href=\"/werk?na=").nth(1).unwrap();
    let next = format!("/werk?na={}", next.split('"').next().unwrap());
    let next = officer.page(&next).await;
    assert_eq!(next.matches("class=\"line__title\"").count(), 1);
    assert!(next.contains(&quiet.to_string()));
}
on_both!(danger_stands_above_more_than_a_page, many);

/// The box of the next step.
async fn next_step(officer: &Browser, id: DossierId) -> String {
    let page = officer.page(&format!("/dossier/{id}")).await;
    let card = page.split("card--next\" aria-label").nth(1).unwrap();
    let card = card.split("</section>").next().unwrap();
    visible(&format!("<main{card}")).replace('\n', " ")
}

async fn why(world: World) {
    world.staff().await;
    let danger = reported(&world, &[("seen", "Een schuur."), ("danger", "yes")]).await;
    let sign = reported(&world, &[("seen", "Een keuken."), ("indicators", "KRI-02")]).await;
    let quiet = reported(&world, &[("seen", "Een kantoor.")]).await;
    let officer = world.sign_in(OFFICER).await;
    let said = next_step(&officer, danger).await;
    assert!(
        said.contains("Beoordeel vóór morgen ")
            && said.contains(" uur: de melder zag acuut gevaar."),
        "{said}"
    );
    let said = next_step(&officer, sign).await;
    assert!(said.contains("uur: er is een ernstig teken."), "{said}");
    let said = next_step(&officer, quiet).await;
    assert!(
        said.contains("Beoordeel vóór ") && !said.contains(": "),
        "by when, and nothing else: {said}"
    );
    assess(&officer, quiet).await;
    let said = next_step(&officer, quiet).await;
    assert!(
        said.contains("Zet door vóór ") && said.contains(": het beleid verplicht dit."),
        "{said}"
    );
    assert!(said.contains("Alle partners"), "{said}");
    world.clock.set(world.clock.now() + 2 * DAY);
    let officer = world.sign_in(OFFICER).await;
    let said = next_step(&officer, danger).await;
    assert!(
        said.contains("Beoordeel nu, dit is 1 dag te laat: de melder zag acuut gevaar."),
        "{said}"
    );
    // And in English.
    officer.set_cookie("__Host-lang", "en");
    let said = next_step(&officer, danger).await;
    assert!(
        said.contains("Assess now, this is 1 day late: the reporter saw acute danger."),
        "{said}"
    );
}
on_both!(the_next_step_says_what_by_when_and_why, why);
