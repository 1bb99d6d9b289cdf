//! Two pairs of eyes cannot be made one: not by being first, not by making a colleague's role wait, not by
//! ending it, and not by a number that stands where nobody rings it (ADR 32, 37).

use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use futures_util::stream;
use platform::{DossierId, Role};
use testkit::{Answer, Browser, Kind, PASSWORD, World, on_both, visible};
use tokio::sync::oneshot;

use crate::accounts::{join, link_on};
use crate::whole_way::{change, is_clean, line, ring};

const OFFICER: &str = "officer@a.example";
const ADMIN: &str = "admin@a.example";
const AVIM: &str = "/beleid/partner/avim";
const TERMS: &str = "/beleid/termijnen";
const OWN: &str = "U wijzigde hier zelf iets";

/// Sends a form of which the end comes only after `meanwhile`: who it is has been read by then.
async fn slowly(
    browser: &Browser,
    path: &str,
    fields: &[(&str, &str)],
    meanwhile: impl Future<Output = ()>,
) -> Answer {
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let (begun, begins) = oneshot::channel();
    let (go, goes) = oneshot::channel::<()>();
    let chunk = async move {
        begun.send(()).unwrap();
        goes.await.unwrap();
        Ok::<_, std::io::Error>(Bytes::from(body.join("&")))
    };
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    let sent = browser.send(request, Body::from_stream(stream::once(chunk)));
    let then = async {
        begins.await.unwrap();
        meanwhile.await;
        go.send(()).unwrap();
    };
    tokio::join!(sent, then).0
}

/// One administrator changes a number and confirms it, at two programs at once.
async fn at_once(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let wrong = [("value-0", "06 99999999")];
    change(&admin, AVIM, &wrong).await.moved();
    let seen = admin.get(AVIM).await.ok().hidden("seen");
    ring(&world, &officer, AVIM).await.moved();
    change(&officer, AVIM, &[("value-0", "0900-8844")])
        .await
        .moved();
    ring(&world, &admin, AVIM).await.moved();
    let beside = world.beside().await;
    let there = beside.sign_in(ADMIN).await;
    let day = platform::clock::day(world.clock.now());
    let fields = [("seen", seen.as_str()), ("day", &day), ("sure", "on")];
    let confirm = format!("{AVIM}/bevestigen");
    let answer = slowly(&there, &confirm, &fields, async {
        change(&admin, AVIM, &wrong).await.moved();
    })
    .await;
    let words = visible(&answer.ok().text());
    assert!(words.contains(OWN), "{words}");
    assert!(line(&officer, "avim").await.contains("te bevestigen"));
    assert!(officer.words("/werk").await.contains("06 99999999"));
    is_clean(&world).await;
}
on_both!(who_changes_and_confirms_at_once_is_refused, at_once);

/// The same with a term: what a colleague changed waits, and is no cover for what is changed meanwhile.
async fn terms_at_once(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    change(&admin, TERMS, &[("urgent", "47 uur"), ("draft", "8 dagen")])
        .await
        .moved();
    let seen = admin.get(TERMS).await.ok().hidden("seen");
    crate::eyes::looked_at_terms(&officer).await;
    change(&officer, TERMS, &[("draft", "30 dagen")])
        .await
        .moved();
    let beside = world.beside().await;
    let there = beside.sign_in(ADMIN).await;
    let fields = [("seen", seen.as_str())];
    let answer = slowly(&there, "/beleid/termijnen/gezien", &fields, async {
        change(&admin, TERMS, &[("draft", "8 dagen")]).await.moved();
    })
    .await;
    assert_eq!(answer.moved(), format!("{TERMS}?gedaan=policy-agreed"));
    let waits = officer.words(TERMS).await;
    assert!(waits.contains("nog niet nagekeken"), "{waits}");
    is_clean(&world).await;
}
on_both!(
    who_changes_a_term_and_says_it_is_right_at_once_is_not_heard,
    terms_at_once
);

async fn new_link(admin: &Browser, id: platform::PersonId) -> String {
    link_on(&admin.invite_again(id).await.ok().text())
}

/// A new link makes a role wait; whoever held it is a colleague all the same.
async fn made_to_wait(world: World) {
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let id = world.people.lock().unwrap()[OFFICER].id;
    change(&admin, AVIM, &[("value-0", "06 99999999")])
        .await
        .moved();
    join(&world, &new_link(&admin, id).await, PASSWORD).await;
    let page = visible(&ring(&world, &admin, AVIM).await.ok().text());
    assert!(page.contains(OWN), "{page}");
    assert!(page.contains("Test officer (rol wacht nog)"), "{page}");
    // Nor is it by ending it: somebody who can be confirmed as officer stays.
    let ended = visible(&admin.end_access(id).await.ok().text());
    assert!(ended.contains("er moet altijd"), "{ended}");
    let page = visible(&ring(&world, &admin, AVIM).await.ok().text());
    assert!(page.contains(OWN), "{page}");
}
on_both!(who_makes_a_colleague_wait_is_not_alone, made_to_wait);

/// Whoever changes something with a colleague there does not confirm it once the colleague has left.
async fn left(world: World) {
    world.staff().await;
    let roles = [Role::Officer, Role::Admin];
    world
        .hire("een@a.example", "Een Enkele", world.montfoort, &roles)
        .await;
    let one = world.sign_in("een@a.example").await;
    change(&one, AVIM, &[("value-0", "06 99999999")])
        .await
        .moved();
    for gone in [OFFICER, ADMIN] {
        let id = world.people.lock().unwrap()[gone].id;
        one.end_access(id).await.moved();
    }
    let page = visible(&ring(&world, &one, AVIM).await.ok().text());
    assert!(
        page.contains("Wie het kon nakijken, is er niet meer"),
        "{page}"
    );
    assert!(line(&one, "avim").await.contains("te bevestigen"));
    // What is changed from then on, nobody else could have looked at.
    change(&one, "/beleid/partner/nla", &[("value-0", "0800-2000")])
        .await
        .moved();
    ring(&world, &one, "/beleid/partner/nla").await.moved();
    // A colleague who comes confirms what waits.
    world
        .hire(
            "nieuw@a.example",
            "Nieuw",
            world.montfoort,
            &[Role::Officer],
        )
        .await;
    let new = world.sign_in("nieuw@a.example").await;
    ring(&world, &new, AVIM).await.moved();
    assert!(line(&one, "avim").await.contains("bevestigd"));
    is_clean(&world).await;
}
on_both!(
    who_is_left_alone_does_not_confirm_what_was_changed_before,
    left
);

/// A dossier in which NLA was told, and has not answered.
async fn asked(world: &World, officer: &Browser) -> DossierId {
    let employee = world.sign_in("employee@a.example").await;
    let fields = [("seen", "Hij werkt zonder loon."), ("subjects", "0")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    testkit::walk::assess(officer, id).await;
    officer.open_vault().await;
    testkit::walk::hand_over(officer, id, "nla", &[])
        .await
        .moved();
    let reason = "Nu niet nodig.";
    for partner in ["avim", "zorgcoordinator"] {
        let fields = [("partner", partner), ("reason", reason)];
        let path = format!("/dossier/{id}/doorzetten");
        let _ = officer.post(&path, &fields).await;
    }
    id
}

/// Wherever a number can be dialled stands how sure it is, and the last one that somebody rang.
async fn everywhere(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let nla = "/beleid/partner/nla";
    ring(&world, &officer, nla).await.moved();
    let id = asked(&world, &officer).await;
    let places = [
        "/werk".to_owned(),
        format!("/dossier/{id}"),
        format!("/dossier/{id}/doorzetten"),
        format!("/dossier/{id}/doorzetten/nla"),
    ];
    for place in &places {
        let page = officer.page(place).await;
        let parts: Vec<&str> = page.split("tel:08005151").skip(1).collect();
        assert!(!parts.is_empty(), "{place}");
        for part in parts {
            let said = visible(&part[..part.floor_char_boundary(120)]);
            assert!(!said.contains("te bevestigen"), "{place}: {said}");
        }
    }
    change(&admin, nla, &[("value-0", "06 99999999")])
        .await
        .moved();
    for place in &places {
        let page = officer.page(place).await;
        let parts: Vec<&str> = page.split("href=\"tel:0699999999\"").skip(1).collect();
        assert!(!parts.is_empty(), "{place}");
        for part in parts {
            let said = visible(&part[..part.floor_char_boundary(400)]);
            let said: Vec<&str> = said.split_whitespace().collect();
            let said = said.join(" ");
            assert!(
                said.contains("(te bevestigen") && said.contains("laatst bevestigd: 0800-5151"),
                "{place}: {said}"
            );
        }
    }
}
on_both!(a_number_says_everywhere_how_sure_it_is, everywhere);

/// Two partners that are called the same cannot be told apart, and one without a name by nobody.
async fn names(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let rto = "/beleid/partner/rto";
    let avim = world.app.tenants.get(world.montfoort).unwrap().pack;
    let avim = avim.partner_name(&"avim".into());
    for typed in [
        avim.clone(),
        avim.to_uppercase(),
        avim.replace(' ', "  "),
        avim.replace(' ', ""),
        avim.replace('A', "\u{ff21}"),
    ] {
        let page = change(&admin, rto, &[("name", &typed)]).await.ok().text();
        let words = visible(&page);
        assert!(
            words.contains("Een andere partner heet al zo"),
            "{typed}: {words}"
        );
    }
    for typed in [
        " ",
        "\u{200b}",
        "\u{3164}",
        "\u{2800}",
        "-",
        "\u{ad}\u{2060}",
    ] {
        let page = change(&admin, rto, &[("name", typed)]).await.ok().text();
        let words = visible(&page);
        assert!(
            words.contains("Vul de naam van de partner in"),
            "{typed:?}: {words}"
        );
    }
    // What became what is of the partner itself, whatever it is called.
    change(&admin, rto, &[("name", "Team mensenhandel")])
        .await
        .moved();
    change(&admin, AVIM, &[("value-0", "06 99999999")])
        .await
        .moved();
    let page = officer.words(rto).await;
    assert!(
        page.contains("naar Team mensenhandel") && !page.contains("06 99999999"),
        "{page}"
    );
}
on_both!(no_two_partners_are_called_the_same, names);

#[tokio::test]
async fn a_number_hides_in_no_spelling() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let rto = "/beleid/partner/rto";
    for (field, typed) in [
        ("name", "RIEC O6-12345678"),
        ("name", "RIEC 06-l2345678"),
        ("hours", "bel 𝟢𝟨𝟣𝟤𝟥𝟦𝟧𝟨𝟩𝟪"),
        ("hours", "bel nul zes 12 34 56 78"),
        ("hours", "06a12b34c56d78"),
        ("hours", "٠٦١٢٣٤٥٦٧٨"),
        ("hours", "06①②③④⑤⑥⑦⑧"),
        ("hours", "ma 06.15 1.30 1.30"),
        ("answers-0", "O6 l2 34 56 78"),
    ] {
        let page = change(&admin, rto, &[(field, typed)]).await.ok().text();
        assert!(
            visible(&page).contains("Hier hoort geen telefoonnummer"),
            "{typed}: {}",
            visible(&page)
        );
        assert!(
            page.contains(&format!("value=\"{typed}\"")),
            "{typed} stays"
        );
    }
    for (kind, value, fault) in [
        ("formulier", "javascript:alert(1)", "Vul hier een webadres"),
        ("formulier", "data:text/html,x", "Vul hier een webadres"),
        ("beveiligde mail", "O6 99999999", "Vul één mailadres in"),
        ("beveiligde mail", "vraag het Jan", "Vul één mailadres in"),
        ("piket", "bel 06 99999999", "Vul één telefoonnummer in"),
        ("telefoon", "vraag het Jan", "Vul één telefoonnummer in"),
    ] {
        let typed = [("kind-0", kind), ("value-0", value)];
        let words = visible(&change(&admin, rto, &typed).await.ok().text());
        assert!(words.contains(fault), "{value}: {words}");
    }
    for (kind, value) in [
        ("formulier", "https://www.meldpunt.example/formulier"),
        ("beveiligde mail", "rto@politie.example"),
        ("intern", "team vergunningen"),
        ("piket", "06 99999999"),
    ] {
        let typed = [("kind-0", kind), ("value-0", value)];
        change(&admin, rto, &typed).await.moved();
    }
}
