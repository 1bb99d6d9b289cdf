//! A duplicate is closed with one reason, and says which dossier it belongs to.

use platform::DossierId;
use testkit::walk::{assess, close_without_follow_up};
use testkit::{Answer, Browser, World, on_both, visible};

fn line(answer: &Answer) -> String {
    visible(&answer.text()).replace('\n', " ")
}

async fn two(world: &World) -> (Browser, [(DossierId, String); 2]) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let fields = [("seen", "Een busje."), ("contact", "none")];
    let mut found = Vec::new();
    for _ in 0..2 {
        let reference = world.report(&employee, &fields).await;
        found.push((world.dossier_id(&reference).await, reference));
    }
    let officer = world.sign_in("officer@a.example").await;
    for (id, _) in &found {
        assess(&officer, *id).await;
    }
    (officer, found.try_into().unwrap())
}

async fn close(officer: &Browser, id: DossierId, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/dossier/{id}/afsluiten");
    let version = officer.get(&path).await.ok().hidden("version");
    let mut all = vec![
        ("version", version.as_str()),
        ("outcome", "merged"),
        ("action", "close"),
    ];
    all.extend_from_slice(fields);
    officer.post(&path, &all).await
}

const GOOD: [(&str, &str); 2] = [("reason", "Zelfde busje."), ("passes-over", "on")];

/// Everything that is missing, by its name.
async fn names_what_is_missing(officer: &Browser, one: DossierId, one_called: &str) {
    let refused = close(officer, one, &[]).await.ok();
    let words = line(&refused);
    for said in [
        "Vul het kenmerk in van het dossier waarmee u dit samenvoegt.",
        "Vink aan dat u deze partners niet inlicht",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    // Which dossier it goes together with is reason enough; not for leaving partners untold.
    assert!(!words.contains("Schrijf op waarom"), "{words}");
    let untold = close(officer, one, &[("passes-over", "on")]).await.ok();
    assert!(line(&untold).contains("Schrijf op waarom"));
    for (typed, said) in [
        ("ZZZZ-ZZZZ", "Dit kenmerk hoort niet bij een dossier hier."),
        ("iets", "Dit kenmerk hoort niet bij een dossier hier."),
        (one_called, "Dit is het kenmerk van dit dossier zelf."),
    ] {
        let fields = [&GOOD[..], &[("merged-with", typed)]].concat();
        let refused = close(officer, one, &fields).await.ok();
        assert!(line(&refused).contains(said), "{typed}: {}", line(&refused));
        assert!(
            refused.text().contains("Zelfde busje."),
            "what was typed stays"
        );
    }
}

async fn merged(world: World) {
    let (officer, [(one, one_called), (other, other_called)]) = two(&world).await;
    names_what_is_missing(&officer, one, &one_called).await;
    let spoken = other_called.to_lowercase();
    let fields = [&GOOD[..], &[("merged-with", spoken.as_str())]].concat();
    close(&officer, one, &fields).await.moved();
    let shown = |called: &str| format!("{}-{}", &called[..4], &called[4..]);
    let (one_shown, other_shown) = (shown(&one_called), shown(&other_called));
    // In both, with a way to the other; and in the list and its file.
    let here = officer.page(&format!("/dossier/{one}")).await;
    assert!(
        here.contains(&format!("href=\"/dossier/{other}\"")),
        "{here}"
    );
    assert!(visible(&here).contains(&format!("Samengevoegd met dossier {other_shown}")));
    let there = officer.page(&format!("/dossier/{other}")).await;
    assert!(
        there.contains(&format!("href=\"/dossier/{one}\"")),
        "{there}"
    );
    assert!(visible(&there).contains(&format!("Dossier {one_shown} is hiermee samengevoegd")));
    let list = officer.words("/afgesloten").await;
    assert!(list.contains(&other_shown), "{list}");
    let file = officer.get("/afgesloten/bestand").await.ok().text();
    assert!(file.contains(&other_shown), "{file}");
    // Its reporter hears nothing of another dossier.
    let employee = world.sign_in("employee@a.example").await;
    for number in ["1", "2"] {
        let own = employee.page(&format!("/mijn/{number}")).await;
        let names = [&one_shown, &other_shown]
            .iter()
            .filter(|called| own.contains(**called))
            .count();
        assert!(names <= 1, "{own}");
    }
    // Two duplicates cannot disappear into each other.
    let back = [&GOOD[..], &[("merged-with", one_called.as_str())]].concat();
    let refused = close(&officer, other, &back).await.ok();
    assert!(
        line(&refused).contains("Dat dossier is afgesloten."),
        "{}",
        line(&refused)
    );
    let mut tx = world.app.db.read().await.unwrap();
    let checked = ::route::checking::open_all(&mut tx, &world.app, world.montfoort).await;
    assert!(checked.unwrap().1.is_empty());
}
on_both!(a_duplicate_is_merged_with_one_reason, merged);

async fn elsewhere(world: World) {
    let (officer, [(one, _), (other, other_called)]) = two(&world).await;
    let fields = [
        ("reason", "Zelfde busje."),
        ("passes-over", "on"),
        ("merged-with", other_called.as_str()),
    ];
    close_without_follow_up(&officer, other).await;
    let refused = close(&officer, one, &fields).await.ok();
    assert!(
        line(&refused).contains("Dat dossier is afgesloten."),
        "{}",
        line(&refused)
    );
    // What is here is not there: another municipality's reference is nobody's.
    world
        .hire(
            "officer@c.example",
            "Test C",
            world.other,
            &[platform::Role::Officer],
        )
        .await;
    let stranger = world.sign_in("officer@c.example").await;
    let path = format!("/dossier/{one}/afsluiten");
    assert_eq!(stranger.get(&path).await.status, 404);
}
on_both!(a_duplicate_needs_an_open_dossier, elsewhere);
