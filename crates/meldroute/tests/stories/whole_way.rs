//! The way to a partner is one thing, whoever changed a piece of it; and how long things are kept does not
//! become shorter by one person (ADR 37).

use crate::eyes::looked_at_terms;
use platform::Role;
use platform::clock::DAY;
use policy::Contact;
use testkit::{Answer, Browser, Kind, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const ADMIN: &str = "admin@a.example";
const NLA: &str = "/beleid/partner/nla";

/// What stands in the form of a partner, with something else in some fields.
async fn fields(browser: &Browser, path: &str, other: &[(&str, &str)]) -> Vec<(String, String)> {
    let page = browser.get(path).await.ok();
    let text = page.text();
    let form = text
        .split(&format!("action=\"{path}\""))
        .nth(1)
        .unwrap()
        .split("</form>")
        .next()
        .unwrap();
    let mut fields = vec![("seen".to_owned(), page.hidden("seen"))];
    for part in form.split("<input").skip(1) {
        let attribute = |name: &str| {
            let rest = part.split(&format!(" {name}=\"")).nth(1)?;
            Some(rest.split('"').next()?.to_owned())
        };
        if part.contains("type=\"text\"") {
            let name = attribute("name").unwrap();
            fields.push((name, attribute("value").unwrap_or_default()));
        }
    }
    for (name, value) in other {
        let field = fields.iter_mut().find(|(known, _)| known == name);
        (*value).clone_into(&mut field.unwrap_or_else(|| panic!("{name}")).1);
    }
    fields
}

pub(crate) async fn change(browser: &Browser, path: &str, other: &[(&str, &str)]) -> Answer {
    let fields = fields(browser, path, other).await;
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &fields).await
}

pub(crate) async fn ring(world: &World, browser: &Browser, path: &str) -> Answer {
    let seen = browser.get(path).await.ok().hidden("seen");
    let day = platform::clock::day(world.clock.now());
    let fields = [("seen", seen.as_str()), ("day", &day), ("sure", "on")];
    browser.post(&format!("{path}/bevestigen"), &fields).await
}

/// How the line of a partner reads on the page of the policy.
pub(crate) async fn line(browser: &Browser, id: &str) -> String {
    let page = browser.page("/beleid").await;
    let row = page
        .split("<tr>")
        .find(|row| row.contains(&format!("href=\"/beleid/partner/{id}\"")));
    visible(row.unwrap().split("</tr>").next().unwrap())
}

pub(crate) async fn is_clean(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

async fn whole(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    ring(&world, &officer, NLA).await.moved();
    assert!(line(&officer, "nla").await.contains("bevestigd"));
    // A number is put nowhere but in its own field.
    for (field, typed) in [
        ("hours", "nieuw nummer: 06 12345678"),
        ("kind-0", "telefoon (vervallen, bel 06 12345678)"),
        ("name", "Arbeidsinspectie 0900.1700"),
    ] {
        let page = change(&admin, NLA, &[(field, typed)]).await.ok().text();
        let words = visible(&page);
        assert!(words.contains("Hier hoort geen telefoonnummer"), "{words}");
        assert!(page.contains(&format!("value=\"{typed}\"")), "it stays");
    }
    assert!(
        line(&officer, "nla").await.contains("bevestigd"),
        "nothing changed"
    );
    // Whatever else is changed of the way to a partner waits for a colleague, and the officer reads it.
    for (field, typed) in [
        ("hours", "ma-vr 09.00-17.00"),
        ("kind-0", "noodlijn"),
        ("name", "Inspectie"),
    ] {
        change(&admin, NLA, &[(field, typed)]).await.moved();
        let said = line(&officer, "nla").await;
        assert!(
            said.contains("te bevestigen") && !said.contains("bevestigd"),
            "{said}"
        );
        assert!(officer.words("/werk").await.contains(typed), "{field}");
        let refused = ring(&world, &admin, NLA).await.ok().text();
        assert!(visible(&refused).contains("Laat een collega nabellen"));
        ring(&world, &officer, NLA).await.moved();
        assert!(!officer.words("/werk").await.contains(typed), "{field}");
        assert!(line(&officer, "nla").await.contains("bevestigd"));
    }
    let partner = world.app.tenants.get(world.montfoort).unwrap().pack;
    let partner = partner.partner(&"nla".into()).unwrap();
    assert_eq!(partner.contact(), Contact::Confirmed);
    is_clean(&world).await;
}
on_both!(the_whole_way_to_a_partner_waits_for_a_colleague, whole);

/// A colleague who adds something does not make the number of another right.
async fn everybody(world: World) {
    world.staff().await;
    world
        .hire(
            "derde@a.example",
            "Derde Hand",
            world.montfoort,
            &[Role::Officer],
        )
        .await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let avim = "/beleid/partner/avim";
    let number = [("value-0", "06 12345678")];
    change(&admin, avim, &number).await.moved();
    let mail = [("kind-1", "mail"), ("value-1", "avim@politie.example")];
    change(&officer, avim, &mail).await.moved();
    for who in [&admin, &officer] {
        let page = visible(&ring(&world, who, avim).await.ok().text());
        assert!(page.contains("U wijzigde hier zelf iets"), "{page}");
        assert!(
            page.contains("iemand anders kijkt het na: Derde Hand"),
            "{page}"
        );
    }
    let third = world.sign_in("derde@a.example").await;
    let work = third.words("/werk").await;
    assert!(
        work.contains("06 12345678") && work.contains("avim@politie.example"),
        "{work}"
    );
    ring(&world, &third, avim).await.moved();
    assert!(line(&officer, "avim").await.contains("bevestigd"));
    is_clean(&world).await;
}
on_both!(nobody_who_changed_something_confirms_it, everybody);

/// Where the two who keep the policy both changed something, each looks at what the other changed.
async fn both(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let avim = "/beleid/partner/avim";
    change(&admin, avim, &[("value-0", "06 12345678")])
        .await
        .moved();
    let mail = [("kind-1", "mail"), ("value-1", "avim@politie.example")];
    change(&officer, avim, &mail).await.moved();
    let told = admin.words(avim).await;
    assert!(
        told.contains("U en Test officer wijzigden hier allebei iets"),
        "{told}"
    );
    assert_eq!(
        ring(&world, &admin, avim).await.moved(),
        format!("{avim}?gedaan=policy-agreed")
    );
    assert!(
        line(&officer, "avim").await.contains("te bevestigen"),
        "not by one"
    );
    let page = visible(&ring(&world, &admin, avim).await.ok().text());
    assert!(
        page.contains("Nu kijkt de ander nog"),
        "not by one twice: {page}"
    );
    assert!(officer.words("/werk").await.contains("06 12345678"));
    // Another change, and what was said of the one before counts no more.
    change(&admin, avim, &[("value-0", "06 87654321")])
        .await
        .moved();
    let work = officer.words("/werk").await;
    assert!(work.contains("06 87654321"), "{work}");
    ring(&world, &officer, avim).await.moved();
    assert!(line(&officer, "avim").await.contains("te bevestigen"));
    let told = admin.words(avim).await;
    assert!(told.contains("De ander keek het al na"), "{told}");
    assert_eq!(
        ring(&world, &admin, avim).await.moved(),
        "/beleid?gedaan=partner-confirmed"
    );
    assert!(line(&officer, "avim").await.contains("bevestigd"));
    assert!(!officer.words("/werk").await.contains("06 87654321"));
    let log = world
        .sign_in("auditor@a.example")
        .await
        .words("/controle")
        .await;
    assert!(
        log.contains("wijziging van een ander in het beleid nagekeken"),
        "{log}"
    );
    is_clean(&world).await;
}
on_both!(where_both_changed_something_each_looks_at_the_others, both);

async fn both_of_terms(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let terms = "/beleid/termijnen";
    change(&admin, terms, &[("urgent", "47 uur")]).await.moved();
    change(&officer, terms, &[("tell", "5 dagen")])
        .await
        .moved();
    assert_eq!(
        looked_at_terms(&admin).await,
        format!("{terms}?gedaan=policy-agreed")
    );
    assert_eq!(
        looked_at_terms(&admin).await,
        format!("{terms}?geweigerd=terms-own")
    );
    assert!(officer.words("/werk").await.contains("47 uur"));
    assert_eq!(
        looked_at_terms(&officer).await,
        format!("{terms}?gedaan=terms-looked-at")
    );
    assert!(!officer.words("/werk").await.contains("47 uur"));
    is_clean(&world).await;
}
on_both!(so_it_is_with_the_terms, both_of_terms);

#[tokio::test]
async fn each_term_of_keeping_has_a_least() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let terms = "/beleid/termijnen";
    let admin = world.sign_in(ADMIN).await;
    for (field, typed, least) in [
        ("draft", "1 dag", "Kies minstens 7 dagen."),
        ("audit", "1 dag", "Kies minstens 1 jaar."),
        ("closed", "1 dag", "Kies minstens 1 jaar."),
        ("no-follow-up", "1 dag", "Kies minstens 90 dagen."),
        ("identity", "1 dag", "Kies minstens 30 dagen."),
    ] {
        let page = change(&admin, terms, &[(field, typed)]).await.ok().text();
        // Beside the field, apart from the words that always stand there.
        assert_eq!(
            page.matches("utrecht-form-field--invalid").count(),
            1,
            "{field}"
        );
        assert!(
            visible(&page).contains(least),
            "{field}: {}",
            visible(&page)
        );
        assert!(page.contains(&format!("value=\"{typed}\"")), "{field}");
    }
}

async fn kept(world: World) {
    world.staff().await;
    let terms = "/beleid/termijnen";
    // Whose a draft is, nobody knows: the longest term of all municipalities counts.
    let there = world.sign_in("admin@b.example").await;
    change(&there, terms, &[("draft", "7 dagen")]).await.moved();
    looked_at_terms(&world.sign_in("officer@b.example").await).await;
    // A draft of ten days ago.
    let employee = world.sign_in("employee@a.example").await;
    let draft = [
        ("form-id", "0192d3b0-0000-7000-8000-000000000001"),
        ("seen", "Half verhaal"),
        ("subjects", "1"),
    ];
    employee.post("/melden/persoon/concept", &draft).await;
    world.clock.set(world.clock.now() + 10 * DAY);
    let (officer, admin, employee) = (
        world.sign_in(OFFICER).await,
        world.sign_in(ADMIN).await,
        world.sign_in("employee@a.example").await,
    );
    let there = async || {
        employee
            .page("/melden/persoon")
            .await
            .contains("Half verhaal")
    };
    change(&admin, terms, &[("draft", "7 dagen")]).await.moved();
    route::signals::purge_drafts(&world.app).await.unwrap();
    assert!(there().await, "a shorter term of one person takes nothing");
    let waits = "Een kortere bewaartermijn telt pas als een collega haar heeft nagekeken";
    for path in ["/beleid", terms] {
        let words = officer.words(path).await;
        assert!(words.contains(waits), "{path}: {words}");
    }
    // A longer one counts at once, and the shorter one still does not.
    change(&admin, terms, &[("audit", "9 jaar")]).await.moved();
    route::signals::purge_drafts(&world.app).await.unwrap();
    assert!(there().await);
    looked_at_terms(&officer).await;
    assert!(!officer.words("/beleid").await.contains(waits));
    route::signals::purge_drafts(&world.app).await.unwrap();
    assert!(!there().await, "it counts once a colleague looked at it");
    is_clean(&world).await;
}
on_both!(what_is_kept_goes_no_sooner_by_one_person, kept);

/// The command line and the page of the policy say the same.
#[tokio::test]
async fn a_partner_is_as_sure_everywhere() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let all = world
        .app
        .tenants
        .get(world.montfoort)
        .unwrap()
        .pack
        .partners
        .len();
    let checked = async || {
        let findings = meldroute::checks::check(&world.app).await.unwrap();
        let policy = findings
            .into_iter()
            .find(|finding| finding.what == "Montfoort: policy");
        policy.unwrap().detail
    };
    let (words, detail) = (officer.words("/beleid").await, checked().await);
    let count = format!("{all} partners wachten op iemand die het nummer nabelt");
    assert!(words.contains(&count), "{words}");
    assert!(
        detail.contains(&format!("{all} of {all} partners to ring")),
        "{detail}"
    );
    ring(&world, &officer, NLA).await.moved();
    let detail = checked().await;
    assert!(
        detail.contains(&format!("{} of {all} partners to ring", all - 1)),
        "{detail}"
    );
}

/// So does the advice, and what can be rung is a link in each place.
#[tokio::test]
async fn the_advice_says_how_sure_a_partner_is() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let employee = world.sign_in("employee@a.example").await;
    ring(&world, &officer, NLA).await.moved();
    let fields = [("seen", "Hij werkt zonder loon."), ("subjects", "0")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    testkit::walk::assess(&officer, id).await;
    let advice = officer.page(&format!("/dossier/{id}/doorzetten")).await;
    for (partner, state) in [
        ("avim", "(te bevestigen)"),
        ("zorgcoordinator", "(te bevestigen)"),
        ("veilig_thuis", "(te bevestigen)"),
        ("belle", "(nog niet bekend)"),
    ] {
        let said = advice
            .split(&format!("id=\"partner-{partner}\""))
            .nth(1)
            .unwrap();
        let said = visible(said.split("<details>").next().unwrap());
        assert!(said.contains(state), "{partner}: {said}");
        let state = state.trim_matches(['(', ')']);
        let line = line(&officer, partner).await;
        assert!(line.contains(state), "{partner}: {line}");
    }
    let nla = advice.split("id=\"partner-nla\"").nth(1).unwrap();
    let nla = nla.split("<details>").next().unwrap();
    assert!(!visible(nla).contains("te bevestigen"), "{nla}");
    assert!(!visible(&advice).contains("niet nagekeken sinds"));
    for page in [
        advice.as_str(),
        &officer.page(NLA).await,
        &officer.page("/beleid").await,
    ] {
        assert!(page.contains("href=\"tel:08005151\""));
    }
}
