//! Choosing whom to tell, looking at what leaves, and handing over exactly that.

use axum::http::header;
use platform::DossierId;
use testkit::walk::{PNG, assess, hand_over, kept, look_at, say_yes};
use testkit::{Browser, PASSPHRASE, World, line, on_both};

const OFFICER: &str = "officer@a.example";

/// Somebody reports, with a photo; the officer has opened the vault.
async fn reported(world: &World, fields: &[(&str, &str)]) -> (Browser, DossierId) {
    world.reported(fields, &[("foto.png", PNG)]).await
}

async fn is_untouched(officer: &Browser, id: DossierId) {
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(dossier.contains("Nog niets doorgezet"), "{dossier}");
    let register = officer.words("/verstrekkingen").await;
    assert!(register.contains("Er is nog niets gedeeld"), "{register}");
}

/// The addresses of pictures on a page.
fn pictures(page: &str) -> Vec<String> {
    let found = page.split(" src=\"").skip(1);
    let found = found.filter_map(|rest| rest.split('"').next());
    let own = found.filter(|path| path.starts_with("/dossier/"));
    own.map(|path| path.replace("&#38;", "&")).collect()
}

async fn looked_at(world: World) {
    let fields = [
        ("seen", "Paspoorten in een map.\nVier bedden in een kamer."),
        ("place", "Verzonnenkade 14"),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-phone", "06 00 00 00 99"),
        ("subject-0-capacity", "possible_victim"),
    ];
    let (officer, id) = reported(&world, &fields).await;
    assess(&officer, id).await;
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    is_untouched(&officer, id).await;
    let words = line(&looked);
    for said in [
        "Controleer wat de partner krijgt",
        "Nederlandse Arbeidsinspectie",
        "AVG art. 6 lid 1 onder e",
        "De melder. Die gaat nooit mee.",
        "Bestand 1",
        "Paspoorten in een map.",
        "Leg vast en maak de PDF",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let stays = words.split("Dit gaat niet mee").nth(1).unwrap();
    let stays = stays.split("De tekst van de PDF").next().unwrap();
    assert!(stays.contains("Telefoon"), "{stays}");
    // The page itself, for this session alone, and kept by no browser.
    let sheets = pictures(&looked.text());
    assert_eq!(sheets.len(), 1, "{words}");
    let sheet = officer.get(&sheets[0]).await.ok();
    assert!(sheet.bytes.starts_with(b"\x89PNG"));
    assert_eq!(sheet.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(sheet.headers[header::CONTENT_TYPE], "image/png");
    let elsewhere = world.sign_in(OFFICER).await;
    assert_eq!(elsewhere.get(&sheets[0]).await.status, 404);
    let next = sheets[0].replace("/blad/1", "/blad/2");
    assert_eq!(officer.get(&next).await.status, 404);
    // Going back keeps what was typed.
    let path = format!("/dossier/{id}/doorzetten/nla");
    let typed = kept(&looked, &path);
    let mut typed: Vec<(&str, &str)> = typed
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    typed.push(("action", "change"));
    let form = officer.post(&path, &typed).await.ok().text();
    assert!(form.contains("Zonder plaats kan de partner niets doen."));
    say_yes(&officer, id, "nla", &looked).await.moved();
    assert_eq!(officer.get(&sheets[0]).await.status, 404, "it left");
    // What was not looked at, cannot be said yes to.
    let unseen = [("action", "hand-over")];
    let shown = look_at(&officer, id, "zorgcoordinator", &unseen).await.ok();
    assert!(line(&shown).contains("Kijk nog één keer naar wat meegaat."));
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    assert_eq!(dossier.matches("Download de overdracht (PDF)").count(), 1);
}
on_both!(what_leaves_is_looked_at_first, looked_at);

/// Whom the partner rings stands on the page that leaves: it is looked at, too.
async fn other_contact(world: World) {
    let (officer, id) = reported(&world, &[("seen", "Paspoorten in een map.")]).await;
    assess(&officer, id).await;
    let reach = [("team", "Veiligheid"), ("phone", "0348 00 00 01")];
    officer.post("/wie-is-wie", &reach).await.moved();
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    let reach = [("team", "Veiligheid"), ("phone", "0348 99 99 99")];
    officer.post("/wie-is-wie", &reach).await.moved();
    let again = say_yes(&officer, id, "nla", &looked).await.ok();
    assert!(line(&again).contains("Kijk nog één keer naar wat meegaat."));
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    assert_eq!(dossier.matches("/overdracht/").count(), 0, "nothing left");
}
on_both!(whom_the_partner_rings_is_looked_at_first, other_contact);

async fn changed_meanwhile(world: World) {
    let fields = [
        ("seen", "Iets."),
        ("subjects", "1"),
        ("subject-0-name", "Milo"),
    ];
    let (officer, id) = reported(&world, &fields).await;
    assess(&officer, id).await;
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    let subject = testkit::walk::subjects(&officer, id).await[0];
    let page = officer.get(&format!("/dossier/{id}")).await.ok();
    let change = [
        ("version", page.hidden("version")),
        ("name", "Milo Verzonnen".to_owned()),
        ("capacity", "other".to_owned()),
    ];
    let change: Vec<(&str, &str)> = change.iter().map(|(a, b)| (*a, b.as_str())).collect();
    let path = format!("/dossier/{id}/betrokkene/{subject}");
    officer.post(&path, &change).await.moved();
    let again = say_yes(&officer, id, "nla", &looked).await;
    assert_eq!(again.status, 409);
    let words = line(&again);
    assert!(
        words.contains("Kijk nog één keer naar wat meegaat."),
        "{words}"
    );
    assert!(words.contains("Milo Verzonnen"), "as it is now: {words}");
    assert!(!again.text().contains("id=\"faults\""), "no fault");
    is_untouched(&officer, id).await;
    say_yes(&officer, id, "nla", &again).await.moved();
}
on_both!(a_change_is_looked_at_once_more, changed_meanwhile);

async fn closed_meanwhile(world: World) {
    let (officer, id) = reported(&world, &[("seen", "Iets.")]).await;
    assess(&officer, id).await;
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    officer.post("/kluis/sluiten", &[]).await.moved();
    let asked = say_yes(&officer, id, "nla", &looked).await.ok();
    assert!(
        line(&asked).contains("Vul uw wachtzin in"),
        "{}",
        line(&asked)
    );
    is_untouched(&officer, id).await;
    let again = [("passphrase", PASSPHRASE)];
    hand_over(&officer, id, "nla", &again).await.moved();
}
on_both!(a_closed_vault_is_asked_for_again, closed_meanwhile);

/// A hit stands at its box, as it is written, and the box is named.
async fn named(world: World) {
    let fields = [
        ("seen", "Dit zag mevrouw EMPLOYEE van de balie."),
        ("place", "Bij Testweg, volgens Em\u{ad}ployee"),
    ];
    let (officer, id) = reported(&world, &fields).await;
    assess(&officer, id).await;
    let form = line(
        &officer
            .get(&format!("/dossier/{id}/doorzetten/nla"))
            .await
            .ok(),
    );
    assert!(
        form.contains("Hierin staat wie meldde: EMPLOYEE."),
        "{form}"
    );
    let extra = [("question", "Kent u Test Employee?")];
    let refused = look_at(&officer, id, "nla", &extra).await.ok();
    let words = line(&refused);
    assert!(
        words.contains("‘EMPLOYEE’ (Zelf gezien of gehoord)"),
        "{words}"
    );
    assert!(words.contains("‘Employee’ (Plaats)"), "{words}");
    assert!(
        refused.text().contains("handover-question-error"),
        "{words}"
    );
    is_untouched(&officer, id).await;
}
on_both!(a_leak_is_shown_where_it_stands, named);

async fn vaguer(world: World) {
    let fields = [
        ("seen", "Om 10.15 uur aan balie 3 gezien."),
        ("place", "Balie 3, stadskantoor"),
        ("when", "vandaag 10.15 uur"),
    ];
    let (officer, id) = reported(&world, &fields).await;
    assess(&officer, id).await;
    let path = format!("/dossier/{id}/doorzetten/nla");
    let words = line(&officer.get(&path).await.ok());
    for said in [
        "‘Balie 3’. Verraadt dit wie meldde?",
        "Maak er ‘stadskantoor’ van",
        "‘10.15 uur, vandaag’. Verraadt dit wie meldde?",
        "Maak er ‘deze week’ van",
        "‘balie 3, 10.15 uur’",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    // One press each; nothing else of the form is lost.
    let pressed = look_at(&officer, id, "nla", &[("action", "vaguer-place")])
        .await
        .ok();
    let text = pressed.text();
    assert!(text.contains(">stadskantoor</textarea>"), "{text}");
    assert!(text.contains("Zonder plaats kan de partner niets doen."));
    let words = [("text-place", "stadskantoor"), ("text-when", "deze week")];
    let looked = look_at(&officer, id, "nla", &words).await.ok();
    let said = line(&looked);
    // It can go, and what may still tell is told.
    assert!(
        said.contains("Dit verraadt misschien wie meldde."),
        "{said}"
    );
    assert!(!said.contains("‘Balie 3’"), "{said}");
    say_yes(&officer, id, "nla", &looked).await.moved();
}
on_both!(place_and_time_are_made_vaguer_in_one_press, vaguer);

async fn advised(world: World) {
    let (officer, id) = world.minor_judged("very_serious", "Er is nu gevaar.").await;
    let path = format!("/dossier/{id}/doorzetten");
    let page = officer.get(&path).await.ok();
    let (html, words) = (page.text(), line(&page));
    let at = |said: &str| {
        words
            .find(said)
            .unwrap_or_else(|| panic!("{said}: {words}"))
    };
    assert!(at("Verplicht (4)") < at("Kan ook ("), "{words}");
    assert!(at("Kan ook (") < at("Andere partners ("));
    assert!(html.contains("href=\"tel:09008844\""), "AVIM can be rung");
    assert_eq!(words.matches("nog te doen").count(), 4, "{words}");
    // All of them count in hours: when one is told, the next is as urgent.
    let due = words.matches("vandaag vóór").count() + words.matches("morgen").count();
    assert!(due >= 4, "{words}");
    let main = html.split("<main").nth(1).unwrap();
    let primary = main.matches("utrecht-button--primary-action");
    assert_eq!(primary.count(), 1, "one to begin with");
    hand_over(&officer, id, "avim", &[]).await.moved();
    let dossier = line(&officer.get(&format!("/dossier/{id}")).await.ok());
    assert!(!dossier.contains("nog 7 dagen"), "{dossier}");
    let told = line(&officer.get(&path).await.ok());
    assert_eq!(told.matches("nog te doen").count(), 3, "{told}");
    // Who is asked to act at once, is asked to answer soon.
    let now = world.clock.now();
    let soon = platform::clock::date(now + 3 * platform::clock::DAY, "nl");
    assert!(
        dossier.contains(&format!("terugkoppeling verwacht vóór {soon}")),
        "{dossier}"
    );
}
on_both!(
    advice_is_a_list_of_tasks_in_hours_where_it_is_urgent,
    advised
);

async fn nothing_follows(world: World) {
    let (officer, id) = reported(&world, &[("seen", "De buurman ziet er raar uit.")]).await;
    assess(&officer, id).await;
    let path = format!("/dossier/{id}/afsluiten");
    let page = officer.get(&path).await.ok();
    assert!(line(&page).contains("Nederlandse Arbeidsinspectie"));
    let version = page.hidden("version");
    let close = |outcome: &'static str, reason: &'static str| {
        [
            ("version", version.clone()),
            ("outcome", outcome.to_owned()),
            ("reason", reason.to_owned()),
            ("passes-over", "on".to_owned()),
            ("action", "close".to_owned()),
        ]
    };
    let send = async |fields: &[(&str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
        officer.post(&path, &fields).await
    };
    // Only for this outcome, only with a reason, and only when it was said.
    for refused in [
        send(&close("local", "Te weinig.")).await,
        send(&close("no_follow_up", " ")).await,
        send(&close("no_follow_up", "Te weinig.")[..3]).await,
    ] {
        assert!(refused.ok().text().contains("id=\"faults\""));
    }
    let done = send(&close("no_follow_up", "Te weinig om iets mee te doen.")).await;
    assert_eq!(done.moved(), "/werk?gedaan=closed");
    let dossier = line(&officer.get(&format!("/dossier/{id}")).await.ok());
    let why = dossier.matches("Te weinig om iets mee te doen.").count();
    assert_eq!(why, 3, "for each partner, and for the dossier: {dossier}");
    let mut tx = world.app.db.read().await.unwrap();
    let checked = route::checking::open_all(&mut tx, &world.app, world.montfoort).await;
    assert!(checked.unwrap().1.is_empty());
}
on_both!(no_follow_up_covers_the_obligatory_partners, nothing_follows);

async fn in_the_page(world: World) {
    let fields = [
        ("seen", "Zie de foto."),
        ("indicators", "KRI-02"),
        ("indicators", "KWE-01"),
        ("subjects", "1"),
        ("subject-0-name", "Milo"),
        ("subject-0-birth", "ongeveer 16 jaar"),
        ("subject-0-minor", "on"),
    ];
    let (officer, id) = reported(&world, &fields).await;
    let dossier = officer.get(&format!("/dossier/{id}")).await.ok();
    let assessing = officer.get(&format!("/dossier/{id}/beoordelen")).await.ok();
    for page in [&dossier, &assessing] {
        let small = pictures(&page.text());
        assert_eq!(small.len(), 1);
        let picture = officer.get(&small[0]).await.ok();
        assert!(picture.bytes.starts_with(&[0xFF, 0xD8, 0xFF]), "a JPEG");
        assert_eq!(picture.headers[header::CACHE_CONTROL], "no-store");
        // A vulnerability is no sign, and stands apart.
        assert!(line(page).contains("Een kwetsbaarheid is geen teken van uitbuiting."));
    }
    let words = line(&assessing);
    assert!(
        words.contains("ongeveer 16 jaar") && words.contains("minderjarig"),
        "{words}"
    );
    let large = pictures(&dossier.text())[0].replace("/klein", "/foto");
    let picture = officer.get(&large).await.ok();
    assert!(picture.bytes.starts_with(b"\x89PNG"));
    let shown = picture.headers[header::CONTENT_DISPOSITION]
        .to_str()
        .unwrap();
    assert!(shown.starts_with("inline"), "{shown}");
    let download = officer.get(large.trim_end_matches("/foto")).await.ok();
    let saved = download.headers[header::CONTENT_DISPOSITION]
        .to_str()
        .unwrap();
    assert!(saved.starts_with("attachment"), "{saved}");
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    assert!(
        log.contains("foto bekeken") && log.contains("bestand gedownload"),
        "{log}"
    );
    let elsewhere = world.sign_in("officer@b.example").await;
    assert_eq!(elsewhere.get(&large).await.status, 404);
}
on_both!(a_picture_is_shown_in_the_page, in_the_page);
