//! What the screens tell the person before them, so that nobody has to guess.

use platform::DossierId;
use platform::audit::Event;
use testkit::walk::{PNG, assess, look_at, say_yes};
use testkit::{Browser, Kind, PASSPHRASE, World, line, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";

fn letter() -> Vec<u8> {
    testkit::files::pdf(b"BT /F1 12 Tf (Goedemiddag) Tj ET", |_, _| {})
}

/// An employee reports with files; gives the dossier.
async fn report_with(world: &World, browser: &Browser, files: &[(&str, &[u8])]) -> DossierId {
    let fields = [
        ("seen", "Paspoorten in een map."),
        ("place", "Verzonnenkade 14"),
    ];
    let reference = world.report_with(browser, &fields, files).await;
    world.dossier_id(&reference).await
}

async fn officer_with_open_vault(world: &World) -> Browser {
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    officer
}

fn values<'a>(html: &'a str, marker: &str) -> Vec<&'a str> {
    let rest = html.split(marker).skip(1);
    rest.map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The words of a PDF, on one line.
async fn text_of(officer: &Browser, path: &str) -> String {
    let pdf = officer.get(path).await.ok();
    let pdf = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn each_file_says_how_it_goes(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let letter = letter();
    let files = [("foto.png", PNG), ("brief.pdf", letter.as_slice())];
    let id = report_with(&world, &employee, &files).await;
    let officer = officer_with_open_vault(&world).await;
    assess(&officer, id).await;
    let path = format!("/dossier/{id}/doorzetten/nla");
    let page = officer.get(&path).await.ok().text();
    let mut chosen = vec![("items", "statement-0")];
    let offered = values(&page, "name=\"items\" value=\"");
    let offered = offered.into_iter().filter(|item| item.starts_with("file-"));
    chosen.extend(offered.map(|item| ("items", item)));
    let looked = look_at(&officer, id, "nla", &chosen).await.ok();
    let shown = line(&looked);
    let photo = if shown.contains("Bestand 1 (foto,") {
        1
    } else {
        2
    };
    let said = [
        format!("Bestand {photo} (foto, staat in dit document)"),
        format!("Bestand {} (PDF, wordt apart meegegeven)", 3 - photo),
    ];
    for words in &said {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let to = say_yes(&officer, id, "nla", &looked).await.moved();
    assert!(to.contains("handed-over-beside"), "{to}");

    let dossier = officer.get(to.split('#').next().unwrap()).await.ok();
    let (html, words) = (dossier.text(), line(&dossier));
    assert!(words.contains("Geef de bestanden die eronder staan apart mee."));
    assert!(words.contains(&format!("Download bestand {} (PDF)", 3 - photo)));
    assert!(!words.contains(&format!("Download bestand {photo} ")));
    assert!(!words.contains("image/") && !words.contains("application/pdf"));
    let handed = html.split("id=\"doorzettingen\"").nth(1).unwrap();
    let file = values(handed, "/bestand/")[0].to_owned();
    let beside = officer.get(&format!("/dossier/{id}/bestand/{file}")).await;
    assert!(beside.bytes.starts_with(b"%PDF-"));
    let named = beside.headers["content-disposition"].to_str().unwrap();
    let number = format!("-bestand-{}.pdf", 3 - photo);
    assert!(named.contains(&number), "{named}");

    let referral = values(handed, "/overdracht/")[0];
    let text = text_of(&officer, &format!("/dossier/{id}/overdracht/{referral}")).await;
    for words in &said {
        assert!(text.contains(words), "{words}: {text}");
    }
    let caption = format!("Bestand {photo}: foto bij het signaal");
    assert!(text.contains(&caption), "{text}");
}
on_both!(
    /// Photos stand in the document, a PDF goes beside it: document, preview and dossier say so.
    how_files_go,
    each_file_says_how_it_goes
);

#[tokio::test]
async fn files_are_to_be_chosen_again_whenever_the_form_comes_back() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let (id, seen) = (("form-id", form.as_str()), ("seen", "Iets."));
    let send = ("action", "send");
    let (good, bad) = (("foto.png", PNG), ("virus.jpg", &b"MZ"[..]));
    let path = "/melden/persoon";
    let answer = employee.upload(path, &[id, seen, send], &[good, bad]).await;
    let said = "‘virus.jpg’ is geen JPEG, PNG, WebP of PDF. \
                Kies uw bestanden opnieuw: ook foto.png is niet bewaard.";
    assert!(line(&answer.ok()).contains(said));
    let add = ("action", "add-subject");
    let answer = employee.upload(path, &[id, seen, add], &[good, good]).await;
    let said = "Kies uw bestanden opnieuw: foto.png, foto.png zijn niet bewaard.";
    assert!(line(&answer.ok()).contains(said));
    let share = ("action", "share");
    let answer = employee.upload(path, &[id, seen, share], &[good]).await;
    assert!(line(&answer.ok()).contains("foto.png is niet bewaard."));
}

#[tokio::test]
async fn the_own_signal_says_which_files_went_along() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let letter = letter();
    report_with(&world, &employee, &[]).await;
    report_with(&world, &employee, &[("a.png", PNG)]).await;
    report_with(&world, &employee, &[("a.png", PNG), ("b.pdf", &letter)]).await;
    assert!(!line(&employee.get("/mijn/1").await.ok()).contains("meegingen"));
    let one = line(&employee.get("/mijn/2").await.ok());
    assert!(
        one.contains("Bestanden die meegingen") && one.contains("Bestand 1 foto, 1 kB"),
        "{one}"
    );
    let two = line(&employee.get("/mijn/3").await.ok());
    assert!(
        two.contains("Bestand 2") && two.contains("foto") && two.contains("PDF"),
        "{two}"
    );
}

#[tokio::test]
async fn what_was_held_says_that_it_was_not_sent_and_files_must_be_chosen_again() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let not_sent = "Dit is nog niet verstuurd";
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok();
    assert!(!line(&form).contains(not_sent));
    let form = form.hidden("form-id");
    let fields = [("form-id", form.as_str()), ("seen", "Van mij.")];
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    let files = [("foto.png", PNG)];
    employee
        .upload("/melden/persoon", &fields, &files)
        .await
        .moved();
    let employee = world.sign_in(EMPLOYEE).await;
    let back = line(&employee.get("/melden/persoon").await.ok());
    assert!(back.contains(not_sent) && back.contains("Kies uw bestanden opnieuw"));
    let again = line(&employee.get("/melden/persoon").await.ok());
    assert!(!again.contains(not_sent), "said once");

    let officer = world.sign_in(OFFICER).await;
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    let rows: (&str, &[u8]) = ("lijst.csv", b"Naam\nRadboud\n");
    let fields = [("source", "handhaving"), ("dated", "2026-11-01")];
    officer.upload("/registers", &fields, &[rows]).await.moved();
    let officer = world.sign_in(OFFICER).await;
    let held = officer.get("/verder?naar=/registers").await.ok();
    assert!(line(&held).contains("kies uw bestanden opnieuw"));
    assert!(line(&held).contains("Terug naar het formulier"));
    assert!(
        !held.text().contains("action=\"/registers\""),
        "no file, no form"
    );
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    let fields = [("text", "wie is dit"), ("reason", "om na te gaan")];
    officer.post("/zoeken", &fields).await.moved();
    let officer = world.sign_in(OFFICER).await;
    let held = line(&officer.get("/verder?naar=/zoeken").await.ok());
    assert!(held.contains(not_sent) && held.contains("wie is dit"));
    assert!(!held.contains("bestanden"), "nothing to choose there");
}

async fn the_audit_page_names_whose_role_it_was(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let admin = world.sign_in("admin@a.example").await;
    let person = world.people.lock().unwrap()[EMPLOYEE].id;
    let roles = [("roles", "employee"), ("roles", "coordinator")];
    admin.give(person, &roles).await.moved();
    let officer = world.sign_in(OFFICER).await;
    officer.confirm(person).await.moved();
    let tx = world.app.db.begin().await.unwrap();
    let returned = Event::by_system(
        world.montfoort,
        "officer",
        &route::audited::REPORTER_RETURNED,
    );
    let returned = returned.with("person", person.to_string());
    tx.commit(&world.app, returned).await.unwrap();

    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.get("/controle").await.ok().text();
    let row = |what: &str| {
        let row = log.split("<tr>").find(|row| row.contains(what)).unwrap();
        visible(&format!("<main>{row}")).replace('\n', " ")
    };
    let changed = row("rollen gewijzigd");
    assert!(changed.contains("Test admin") && changed.contains("Test employee"));
    assert!(changed.contains("medewerker, teamcoördinator"), "{changed}");
    let confirmed = row("rol bevestigd door een tweede persoon");
    assert!(confirmed.contains("Test officer") && confirmed.contains("Test employee"));
    assert!(confirmed.contains("teamcoördinator"));
    for silent in ["signaal gemeld", "signalen teruggegeven"] {
        assert!(!row(silent).contains("Test employee"), "{silent}");
    }
    assert!(visible(&log).contains("zonder dat u kunt opzoeken over wie het gaat"));
}
on_both!(
    /// Whose role it was, in words; of whoever reports, nothing.
    about_whom,
    the_audit_page_names_whose_role_it_was
);

#[tokio::test]
async fn a_table_on_a_small_screen_is_cards_with_a_heading_before_each_value() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    world
        .walked(&employee, &officer, &[("seen", "Iets.")])
        .await;
    let admin = world.sign_in("admin@a.example").await;
    let auditor = world.sign_in("auditor@a.example").await;
    for (who, path) in [
        (&auditor, "/controle"),
        (&officer, "/inzage"),
        (&officer, "/verstrekkingen"),
        (&admin, "/beleid"),
        (&admin, "/achtergrond"),
    ] {
        let page = who.get(path).await.ok().text();
        let table = page.split("<table class=\"utrecht-table cards\">").nth(1);
        let table = table.unwrap().split("</table>").next().unwrap();
        assert!(table.contains("<td"), "{path}");
        for cell in table.split("<td").skip(1) {
            let tag = cell.split('>').next().unwrap();
            assert!(tag.contains("data-label=\""), "{path}: {tag}");
        }
    }
}

#[tokio::test]
async fn a_shared_draft_says_that_it_was_shared_and_then_passed_on() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let shared = "U deelde het met uw teamcoördinator";
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let draft = [("form-id", form.as_str()), ("seen", "Iets.")];
    employee.post("/melden/persoon/concept", &draft).await;
    let page = line(&employee.get("/melden").await.ok());
    assert!(page.contains("Uw concept over een persoon") && !page.contains(shared));
    let to = world.people.lock().unwrap()["coordinator@a.example"]
        .id
        .to_string();
    let sharing = [draft[0], draft[1], ("action", "share"), ("share-with", &to)];
    employee.post("/melden/persoon", &sharing).await.moved();
    assert!(line(&employee.get("/melden").await.ok()).contains(shared));

    let coordinator = world.sign_in("coordinator@a.example").await;
    let list = coordinator.get("/gedeeld").await.ok().text();
    let row = values(&list, "href=\"/gedeeld/")[0].to_owned();
    let form = coordinator.get(&format!("/gedeeld/{row}")).await.ok();
    let (id, copy) = (form.hidden("form-id"), form.hidden("shared"));
    let fields = [
        ("form-id", id.as_str()),
        ("shared", &copy),
        ("seen", "Iets meer."),
    ];
    coordinator.post("/melden/persoon", &fields).await.moved();
    let page = employee.get("/melden").await.ok();
    assert!(page.text().contains("href=\"/mijn/1\"") && !line(&page).contains(shared));
}

#[tokio::test]
async fn the_vault_opens_on_the_dossier_and_the_dossier_comes_back() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let id = report_with(&world, &employee, &[]).await;
    let officer = world.sign_in(OFFICER).await;
    let page = officer.get(&format!("/dossier/{id}")).await.ok();
    assert!(page.text().contains("action=\"/kluis/openen\""));
    let (to, passphrase) = (page.hidden("to"), ("passphrase", PASSPHRASE));
    let back = officer
        .post("/kluis/openen", &[("to", &to), passphrase])
        .await
        .moved();
    assert!(back.starts_with(&format!("/dossier/{id}?")), "{back}");
    let page = officer.get(back.split('#').next().unwrap()).await.ok();
    assert!(line(&page).contains("Test employee"));
    assert!(!page.text().contains("action=\"/kluis/openen\""));
}

#[tokio::test]
async fn one_link_leads_to_a_page_of_the_route() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let id = report_with(&world, &employee, &[]).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    let page = officer.get(&format!("/dossier/{id}")).await.ok().text();
    for to in ["beoordelen", "doorzetten", "afsluiten"] {
        let link = format!("href=\"/dossier/{id}/{to}\"");
        assert_eq!(page.matches(&link).count(), 1, "{to}");
    }
}

#[tokio::test]
async fn each_fault_at_the_top_names_its_field() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let id = report_with(&world, &employee, &[]).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    let path = format!("/dossier/{id}/doorzetten/nla");
    let page = officer
        .post(&path, &[("action", "check")])
        .await
        .ok()
        .text();
    let faults = page.split("id=\"faults\"").nth(1).unwrap();
    let faults = visible(&format!("<main>{}", faults.split("</ul>").next().unwrap()));
    for line in [
        "Grondslag: vul de grondslag in.",
        "Toestemming van de betrokkene: kies ja of nee. Bij nee: schrijf ook waarom het zonder toestemming gaat.",
        "Wat vraagt u? Schrijf op wat u de partner vraagt.",
        "Wat gaat mee? Kies wat er meegaat.",
    ] {
        assert!(faults.lines().any(|said| said == line), "{line}: {faults}");
    }
}

#[tokio::test]
async fn old_entries_are_mentioned_once_when_all_are_old() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let id = report_with(&world, &employee, &[]).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    let path = format!("/dossier/{id}/doorzetten");
    let once = "zijn nog niet nagebeld, of te lang geleden";
    let fresh = line(&officer.get(&path).await.ok());
    assert_eq!(fresh.matches(once).count(), 1, "never rung: {fresh}");
    world
        .clock
        .set(world.clock.now() + 3 * 366 * platform::clock::DAY);
    let officer = world.sign_in(OFFICER).await;
    let old = line(&officer.get(&path).await.ok());
    assert_eq!(old.matches(once).count(), 1);
}
