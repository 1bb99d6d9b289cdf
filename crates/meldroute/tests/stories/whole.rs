//! A whole dossier as one PDF.

use lopdf::{Document, LoadOptions};
use platform::DossierId;
use testkit::walk::{PNG, assess, hand_over, subjects, thing};
use testkit::{Browser, PASSPHRASE, World, inside, on_both, visible};

const OFFICER: &str = "officer@a.example";

/// What stands on the pages of a document.
pub fn text_of(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A dossier in which something happened: reported with a photo, assessed, handed over, noted.
async fn lived(world: &World) -> (Browser, DossierId) {
    let fields = [
        ("seen", "Paspoorten in een map."),
        ("place", "Verzonnenkade 14"),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-capacity", "possible_victim"),
    ];
    let (officer, id) = world.reported(&fields, &[("foto.png", PNG)]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &[]).await.moved();
    let reason = [("reason", "Is zij al bekend?")];
    officer
        .post(&format!("/dossier/{id}/nagaan"), &reason)
        .await
        .moved();
    (officer, id)
}

/// With a closed vault nobody can see that a note names who reported.
async fn note(officer: &Browser, id: DossierId, text: &str) {
    officer.post("/kluis/sluiten", &[]).await.moved();
    let path = format!("/dossier/{id}");
    let version = officer.get(&path).await.ok().hidden("version");
    let note = [("version", version.as_str()), ("text", text)];
    officer
        .post(&format!("{path}/notitie"), &note)
        .await
        .moved();
    officer.open_vault().await;
}

async fn make(officer: &Browser, id: DossierId, what_for: &str, more: &[(&str, &str)]) -> String {
    let asked = [("for", what_for), ("reason", "De rechter vroeg erom.")];
    let path = format!("/dossier/{id}/geheel");
    officer
        .post(&path, &[&asked, more].concat())
        .await
        .ok()
        .text()
}

async fn fetched(officer: &Browser, id: DossierId) -> Vec<u8> {
    officer
        .get(&format!("/dossier/{id}/geheel/pdf"))
        .await
        .ok()
        .bytes
}

async fn everything(world: World) {
    let (officer, id) = lived(&world).await;
    note(&officer, id, "Test employee belde nog eens.").await;
    let page = make(&officer, id, "archive", &[]).await;
    assert!(!page.contains("opens-with"), "an archive takes no lock");
    let pdf = fetched(&officer, id).await;
    let raw = String::from_utf8_lossy(&pdf).into_owned();
    assert!(raw.contains("pdfaid:part") && raw.contains("pdfuaid:part"));
    let text = text_of(&Document::load_mem(&pdf).unwrap());
    for said in [
        "Vertrouwelijk",
        "kopie van Test officer",
        "voor het archief",
        "De rechter vroeg erom.",
        "Paspoorten in een map.",
        "Mirela Fantasia",
        "Verzonnenkade 14",
        "Drie concrete tekenen.",
        "Doorgezet naar Nederlandse Arbeidsinspectie",
        "Wilt u dit onderzoeken?",
        "Is zij al bekend?",
        "[weggelaten] belde nog eens.",
        "Bestand 1",
        "een melder",
        "signaal",
        "Pagina 1 van",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.to_lowercase().contains("employee"), "{text}");
    // What happened stands there in its order, each once.
    let order = ["Gemeld", "Beoordeeld", "Doorgezet naar", "Notitie"];
    let at = order.map(|what| {
        text.split("Wat er gebeurde")
            .nth(1)
            .unwrap()
            .find(what)
            .unwrap()
    });
    assert!(at.is_sorted(), "{text}");
    assert_eq!(
        text.matches("Paspoorten in een map.").count(),
        2,
        "reported, and handed over"
    );
    // It stands in the dossier, with why; nobody else has it.
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(
        dossier.contains("Heel het dossier op papier: voor het archief"),
        "{dossier}"
    );
    assert!(dossier.contains("De rechter vroeg erom."));
    let elsewhere = world.sign_in(OFFICER).await;
    assert_eq!(
        elsewhere
            .get(&format!("/dossier/{id}/geheel/pdf"))
            .await
            .status,
        404
    );
}
on_both!(a_whole_dossier_has_everything_but_who_reported, everything);

async fn checksums(world: World) {
    let (officer, id) = lived(&world).await;
    make(&officer, id, "archive", &[]).await;
    let text = text_of(&Document::load_mem(&fetched(&officer, id).await).unwrap());
    let page = officer.page(&format!("/dossier/{id}")).await;
    let file = page.split("/bestand/").nth(1).unwrap()[..36].to_owned();
    let file = officer
        .get(&format!("/dossier/{id}/bestand/{file}"))
        .await
        .ok()
        .bytes;
    let sum = platform::blobs::sha256(&world.app.spool.keep(&file).await.unwrap())
        .await
        .unwrap();
    assert_eq!(sum.len(), 64);
    let unbroken: String = text.split_whitespace().collect();
    assert!(unbroken.contains(&sum), "{sum}: {text}");
}
on_both!(a_copy_of_a_file_can_be_checked, checksums);

async fn sealed(world: World) {
    let (officer, id) = lived(&world).await;
    let page = make(&officer, id, "court", &[]).await;
    let words = inside(&page, "opens-with");
    assert_eq!(words.split(' ').count(), 6, "{words}");
    let pdf = fetched(&officer, id).await;
    assert!(
        !String::from_utf8_lossy(&pdf).contains("pdfaid:part"),
        "what is encrypted is no PDF/A"
    );
    let locked = Document::load_mem(&pdf).unwrap();
    assert!(locked.is_encrypted());
    assert!(locked.clone().decrypt("twaalf houten eenden").is_err());
    let opened = Document::load_mem_with_options(&pdf, LoadOptions::with_password(&words)).unwrap();
    assert!(text_of(&opened).contains("Paspoorten in een map."));
    // Once: the page is not there again, and another one has other words.
    let again = make(&officer, id, "court", &[]).await;
    assert_ne!(inside(&again, "opens-with"), words);
}
on_both!(what_leaves_the_house_is_encrypted, sealed);

async fn asked(world: World) {
    let (officer, id) = lived(&world).await;
    let path = format!("/dossier/{id}/geheel");
    let refused = officer.post(&path, &[("reason", " ")]).await.ok();
    let words = visible(&refused.text());
    assert!(
        words.contains("Waarvoor is dit? Maak een keuze.")
            && words.contains("Waarom is dit nodig? Schrijf op waarom."),
        "{words}"
    );
    officer.post("/kluis/sluiten", &[]).await.moved();
    let reason = [("for", "archive"), ("reason", "Bewaren.")];
    let closed = officer.post(&path, &reason).await.ok().text();
    assert!(
        closed.contains("name=\"passphrase\""),
        "{}",
        visible(&closed)
    );
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(
        !dossier.contains("Heel het dossier op papier"),
        "nothing was made: {dossier}"
    );
    let opened = [reason[0], reason[1], ("passphrase", PASSPHRASE)];
    let made = officer.post(&path, &opened).await.ok().text();
    assert!(made.contains("/geheel/pdf"), "{}", visible(&made));
}
on_both!(a_whole_dossier_is_asked_with_a_reason, asked);

/// Somebody in the dossier has the surname of who reported: the officer says that it is theirs.
async fn namesake(world: World) {
    let fields = [
        ("seen", "De bus is van Employee."),
        ("subjects", "1"),
        ("subject-0-name", "Karel Employee"),
    ];
    let (officer, id) = world.reported(&fields, &[]).await;
    let page = make(&officer, id, "archive", &[]).await;
    assert!(page.contains("name=\"someone-else\""), "{}", visible(&page));
    let text = |pdf: Vec<u8>| text_of(&Document::load_mem(&pdf).unwrap());
    let without = text(fetched(&officer, id).await);
    assert!(
        without.contains("[weggelaten]") && !without.contains("Employee"),
        "{without}"
    );
    let choices = page.split("name=\"someone-else\" value=\"").skip(1);
    let words: Vec<&str> = choices
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let said: Vec<_> = words.iter().map(|word| ("someone-else", *word)).collect();
    make(&officer, id, "archive", &said).await;
    let with = text(fetched(&officer, id).await);
    assert!(
        with.contains("Karel Employee") && with.contains("van Employee."),
        "{with}"
    );
}
on_both!(a_name_that_is_somebody_elses_stays_once_said, namesake);

/// What partners, consultations and registers said, and what was judged: of another dossier its reference alone.
async fn said(world: World) {
    let (officer, id) = lived(&world).await;
    let page = officer.page(&format!("/dossier/{id}")).await;
    let referral = page.split("/terugkoppeling/").nth(1).unwrap()[..36].to_owned();
    let answer = [("text", "Inspectie gepland."), ("action", "answer")];
    let path = format!("/dossier/{id}/terugkoppeling/{referral}");
    officer.post(&path, &answer).await.moved();
    let checked = [("result-kvk", "found"), ("note-kvk", "Drie bedrijven.")];
    let path = format!("/dossier/{id}/bronnen");
    officer.post(&path, &checked).await.moved();
    let agenda = [
        ("table", "ondermijning"),
        ("text", "Vier bedden in een kamer."),
        ("action", "agenda"),
    ];
    officer
        .post(&format!("/dossier/{id}/overleg"), &agenda)
        .await
        .moved();
    let fields = [
        ("seen", "Iets heel anders."),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-address", "Onbestaande Dreef 9"),
    ];
    let employee = world.sign_in("employee@a.example").await;
    let other = world.report(&employee, &fields).await;
    let path = format!("/dossier/{id}/nagaan");
    let proposal = thing(&officer.page(&path).await, "Mirela Fantasia");
    let subject = subjects(&officer, id).await[0];
    let same = [("thing", proposal.as_str()), ("verdict", "same")];
    officer
        .post(&format!("{path}/{subject}"), &same)
        .await
        .moved();
    make(&officer, id, "archive", &[]).await;
    let text = text_of(&Document::load_mem(&fetched(&officer, id).await).unwrap());
    let reference = format!("{}-{}", &other[..4], &other[4..]);
    for said in [
        "Terugkoppeling van Nederlandse Arbeidsinspectie",
        "Inspectie gepland.",
        "Bron geraadpleegd:",
        "Drie bedrijven.",
        "Op de agenda:",
        "Vier bedden in een kamer.",
        "Mirela Fantasia is dezelfde als in dossier",
        &reference,
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("Iets heel anders.") && !text.contains("Onbestaande Dreef"));
}
on_both!(a_whole_dossier_has_what_others_said_of_it, said);
