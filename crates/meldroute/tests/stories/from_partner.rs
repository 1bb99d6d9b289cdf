//! A signal that comes from a partner: where it comes from, what the partner asked, what is owed to it, and what of it
//! stands under another law.

use platform::DossierId;
use platform::clock::DAY;
use testkit::partner::{CONTACT, OF_POLICE, ONLY_THERE, UNDER_WPG};
use testkit::walk::{assess, hand_over, look_at, say_yes};
use testkit::{Browser, World, meeting, on_both, visible};

const OFFICER: &str = "officer@a.example";

async fn taken(world: &World) -> (Browser, DossierId) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let id = officer.takes_in(&OF_POLICE, &[]).await;
    (officer, id)
}

/// It stands on the dossier: of whom, by what number, on what conditions, and what is under the Wpg until when.
async fn comes_in(world: World) {
    let (officer, id) = taken(&world).await;
    let shown = officer.words(&format!("/dossier/{id}")).await;
    for words in [
        "Signaal van een partner",
        "AVIM",
        "PL0900-2026-77",
        "Niet doorgeven zonder het te vragen",
        "Bel ons eerst.",
        "Wpg (politiegegevens)",
        "mag blijven tot en met 1 juni 2027",
        UNDER_WPG,
        ONLY_THERE,
        "Terugkoppelen uiterlijk",
        "Achter de winkel staan bedden.",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains(CONTACT), "the vault is open");
    officer.post("/kluis/sluiten", &[]).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(!shown.contains(CONTACT), "{shown}");
    assert!(officer.words("/werk").await.contains("Beoordeel"));
    let own = officer.words("/mijn").await;
    assert!(!own.contains("bedden"), "it is in nobody's list: {own}");
}
on_both!(a_signal_of_a_partner_says_where_it_comes_from, comes_in);

/// Sent twice it is one; sent again by the partner it is pointed at.
async fn comes_again(world: World) {
    let (officer, id) = taken(&world).await;
    let known = format!("href=\"/dossier/{id}\"");
    let again = [
        ("reference", "pl0900 2026 77"),
        ("part-0-text", "Nog een keer."),
    ];
    let told = officer.from_partner(&OF_POLICE, &again).await.ok().text();
    assert!(
        told.contains(&known) && told.contains("Nog een keer."),
        "{told}"
    );
    assert!(visible(&told).contains("staat er al"));
    let apart = [again[0], again[1], ("apart", "on")];
    let other = officer.takes_in(&OF_POLICE, &apart).await;
    assert_ne!(other, id);
    let elsewhere = [again[0], ("partner", "nla")];
    assert_ne!(officer.takes_in(&OF_POLICE, &elsewhere).await, id);
    // The same form is one signal.
    let form = officer.get("/melden/partner").await.ok().hidden("form-id");
    let mut fields = vec![("form-id", form.as_str()), ("reference", "twee keer")];
    fields.extend(OF_POLICE.iter().filter(|(name, _)| *name != "reference"));
    let first = officer.post("/melden/partner", &fields).await.moved();
    let second = officer.post("/melden/partner", &fields).await.moved();
    assert_eq!(first.get(..45), second.get(..45));
}
on_both!(a_signal_that_comes_again_is_pointed_at, comes_again);

async fn faulty(world: World) {
    let (officer, _) = taken(&world).await;
    let one = |name, value| vec![(name, value)];
    for (changed, words) in [
        (one("partner", ""), "Kies een organisatie"),
        (one("day", "2026-12-24"), "niet in de toekomst"),
        (one("conditions", ""), "Maak een keuze"),
        (one("feedback-by", "2026-01-01"), "vanaf vandaag"),
        (one("part-1-ends", ""), "tot en met wanneer"),
        (one("part-1-ends", "2026-01-01"), "tot en met wanneer"),
        (one("part-1-ends", "2033-01-01"), "ten hoogste vijf jaar"),
        (one("part-1-text", " "), "of kies Nee"),
        (one("part-1-law", "wvp"), "of kies Nee"),
        (one("part-1-law", ""), "of kies Nee"),
        (
            one("part-1-law", "none"),
            "maak dan de datum en de namen leeg",
        ),
        (
            vec![("part-1-law", "none"), ("part-1-ends", "")],
            "maak dan de datum en de namen leeg",
        ),
        (
            vec![("partner", ""), ("organisation", ONLY_THERE)],
            "onder de Wpg of de WGS valt",
        ),
        (
            vec![
                ("part-0-text", ""),
                ("part-1-text", ""),
                ("part-1-law", "none"),
            ],
            "Vul in wat het signaal zegt",
        ),
    ] {
        let changed: Vec<(&str, &str)> = [("reference", "nieuw")]
            .into_iter()
            .chain(changed)
            .collect();
        let told = officer.from_partner(&OF_POLICE, &changed).await.ok();
        let text = visible(&told.text());
        assert!(text.contains(words), "{changed:?}: {text}");
        assert!(told.text().contains("Bel ons eerst."), "it stays");
    }
    let words = [("words", UNDER_WPG), ("reference", "nieuw")];
    let told = officer.from_partner(&OF_POLICE, &words).await;
    is_refused("what the partner asked", &told);
    let named = [("reference", ONLY_THERE)];
    is_refused(
        "its reference",
        &officer.from_partner(&OF_POLICE, &named).await,
    );
    let more = [("action", "add-part"), ("reference", "nieuw")];
    let more = officer.from_partner(&OF_POLICE, &more).await.ok().text();
    assert!(
        more.contains("part-2-text") && more.contains(UNDER_WPG),
        "{more}"
    );
}
on_both!(
    what_a_partner_sends_and_cannot_be_is_told_beside_its_field,
    faulty
);

/// What is filled in counts, whatever the form says of how many there are.
async fn more_than_said(world: World) {
    let (officer, _) = taken(&world).await;
    let fewer = [("parts", "1"), ("reference", "minder")];
    let id = officer.takes_in(&OF_POLICE, &fewer).await;
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains(UNDER_WPG), "{shown}");
    let ninth = [("part-8-text", "Nog een."), ("reference", "meer")];
    let told = officer.from_partner(&OF_POLICE, &ninth).await;
    assert_eq!(told.status, 400);
}
on_both!(no_part_that_was_filled_in_is_dropped, more_than_said);

/// Every form whose words others read, or that stay.
fn exits(id: DossierId, text: &str) -> Vec<(String, Vec<(&'static str, String)>)> {
    let form = |path: &str, fields: &[(&'static str, &str)]| {
        let fields = fields
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        (format!("/dossier/{id}{path}"), fields.collect::<Vec<_>>())
    };
    let call = [
        ("partner", "112"),
        ("with", "De meldkamer"),
        ("day", "2026-11-17"),
        ("time", "08.30"),
        ("told", text),
        ("agreed", "Er gaat iemand kijken."),
        ("why", "Het kon niet wachten."),
    ];
    let advice = [
        ("partner", "veilig_thuis"),
        ("asked", "Wat raadt u aan?"),
        ("advised", text),
    ];
    let agenda = [
        ("table", "ondermijning"),
        ("text", text),
        ("action", "agenda"),
    ];
    let outcome = [
        ("table", "ondermijning"),
        ("text", text),
        ("action", "outcome"),
    ];
    let told = [("how", "phone"), ("day", "2026-11-17"), ("text", text)];
    vec![
        form("/gebeld", &call),
        form("/advies", &advice),
        form("/overleg", &agenda),
        form("/overleg", &outcome),
        form("/notitie", &[("text", text)]),
        form("/naam", &[("called", text)]),
        form(
            "/betrokkene/new",
            &[("kind", "person"), ("capacity", "other"), ("name", text)],
        ),
        form("/teruggekoppeld", &told),
        form("/geheel", &[("for", "archive"), ("reason", text)]),
        form("/nagaan", &[("reason", text)]),
    ]
}

/// What is under the Wpg is typed over nowhere, however it is written.
async fn typed_over(world: World) {
    let (officer, id) = taken(&world).await;
    let path = format!("/dossier/{id}");
    let name = ONLY_THERE.to_uppercase();
    for text in [UNDER_WPG, &name, "de TAP op het, kanariegele toestel"] {
        for (to, fields) in exits(id, text) {
            let version = officer.get(&path).await.ok().hidden("version");
            let mut all = vec![("version", version.as_str())];
            all.extend(fields.iter().map(|(name, value)| (*name, value.as_str())));
            let told = officer.post(&to, &all).await;
            assert_eq!(told.status, 200, "{to}: {text}");
            let said = visible(&told.text());
            assert!(said.contains("onder de Wpg of de WGS valt"), "{to}: {said}");
        }
    }
}
on_both!(what_is_under_wpg_or_wgs_is_typed_over_nowhere, typed_over);

#[track_caller]
fn is_refused(what: &str, told: &testkit::Answer) {
    assert_eq!(told.status, 200, "{what}");
    let said = visible(&told.text());
    assert!(
        said.contains("onder de Wpg of de WGS valt"),
        "{what}: {said}"
    );
}

const ASKED: (&str, &str) = ("asked-partner", "De wijkagent, op 17 november.");

async fn on_agenda(
    officer: &Browser,
    id: DossierId,
    table: &str,
    extra: &[(&str, &str)],
) -> testkit::Answer {
    let item = [
        ("table", table),
        ("text", "Wie kent dit?"),
        ("action", "agenda"),
    ];
    let all = [&item, extra].concat();
    officer.post(&format!("/dossier/{id}/overleg"), &all).await
}

/// Nor in the minutes of a meeting, and in what was agreed there.
async fn minuted(officer: &Browser, id: DossierId) {
    on_agenda(officer, id, meeting::TABLE, &[ASKED])
        .await
        .moved();
    let held = meeting::plan(officer, meeting::TABLE, &[]).await;
    let said = [("text-1", UNDER_WPG)];
    is_refused("minutes", &meeting::record(officer, &held, &said).await);
    let agreed = [
        ("text-1", "Besproken."),
        ("what-1-0", ONLY_THERE),
        ("day-1-0", "2027-01-15"),
    ];
    is_refused("agreed", &meeting::record(officer, &held, &agreed).await);
}

/// Nor in the assessment, in a handover, and where a dossier ends.
async fn decided_over(world: World) {
    let (officer, id) = taken(&world).await;
    let path = format!("/dossier/{id}");
    let to = format!("{path}/beoordelen");
    let version = officer.get(&to).await.ok().hidden("version");
    let weighed = [
        ("version", version.as_str()),
        ("forms", "labour"),
        ("severity", "serious"),
        ("ages", "19"),
        ("why", UNDER_WPG),
    ];
    is_refused("assessing", &officer.post(&to, &weighed).await);
    assess(&officer, id).await;
    for field in [
        "question",
        "purpose",
        "basis",
        "consent-why",
        "proportionality",
    ] {
        let extra = [(field, UNDER_WPG)];
        is_refused(field, &look_at(&officer, id, "nla", &extra).await);
    }
    let passed = [("partner", "nla"), ("reason", UNDER_WPG)];
    let to = format!("{path}/doorzetten");
    is_refused("passing over", &officer.post(&to, &passed).await);
    minuted(&officer, id).await;
    let to = format!("{path}/afsluiten");
    let version = officer.get(&to).await.ok().hidden("version");
    let close = [
        ("version", version.as_str()),
        ("outcome", "no_follow_up"),
        ("passes-over", "on"),
        ("reason", UNDER_WPG),
        ("action", "close"),
    ];
    is_refused("closing", &officer.post(&to, &close).await);
}
on_both!(
    what_is_under_wpg_or_wgs_is_no_reason_of_anything,
    decided_over
);

/// Neither the words nor who is named there alone.
#[track_caller]
fn holds_nothing(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    for word in ["kanariegele", "kwartelslag", "hazelworm"] {
        assert!(!text.contains(word), "{what} holds {word}");
    }
}

fn words_of(pdf: &[u8]) -> String {
    super::whole::text_of(&lopdf::Document::load_mem(pdf).unwrap())
}

/// The signal is handed over through Meldroute, and everything that leaves with it is read.
async fn handed_over(world: &World, officer: &Browser, id: DossierId) {
    assess(officer, id).await;
    let extra = [
        ("method", "meldroute"),
        ("mailbox", "meldpunt@nla.example"),
        ("asked-partner", "De wijkagent, op 17 november."),
    ];
    let looked = look_at(officer, id, "nla", &extra).await.ok();
    let main = looked.text().split("<main").nth(1).unwrap().to_owned();
    holds_nothing("what is looked at", main.as_bytes());
    let kept = testkit::walk::kept(&looked, &format!("/dossier/{id}/doorzetten/nla"));
    let mut fields: Vec<(&str, &str)> =
        kept.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    fields.extend([extra[2], ("action", "hand-over")]);
    let path = format!("/dossier/{id}/doorzetten/nla");
    officer.post(&path, &fields).await.moved();
    let page = officer.page(&format!("/dossier/{id}")).await;
    let referral = page.split("/overdracht/").nth(1).unwrap()[..36].to_owned();
    for end in ["", "/json", "/csv"] {
        let file = format!("/dossier/{id}/overdracht/{referral}{end}");
        let bytes = officer.get(&file).await.ok().bytes;
        holds_nothing(&file, &bytes);
        if end.is_empty() {
            holds_nothing("the words of the handover", words_of(&bytes).as_bytes());
        }
    }
    let guest = world
        .guest(
            world.montfoort,
            &response::portal::HANDOVER,
            referral.parse().unwrap(),
        )
        .await;
    let at = format!("/partner/{referral}");
    holds_nothing("the page of a partner", &guest.get(&at).await.ok().bytes);
}

/// A planted word in what is under the Wpg: every exit is read, and none holds it.
async fn goes_nowhere(world: World) {
    let (officer, id) = taken(&world).await;
    handed_over(&world, &officer, id).await;
    let all = exports::exchange::all(&world.app, world.montfoort, |_| {})
        .await
        .unwrap();
    for format in [exports::htcds::Format::Json, exports::htcds::Format::Csv] {
        holds_nothing("all cases for programs", format.write(&all).as_bytes());
    }
    let path = format!("/dossier/{id}");
    let asked = [("for", "archive"), ("reason", "Voor de proef.")];
    officer.post(&format!("{path}/geheel"), &asked).await.ok();
    let pdf = officer.get(&format!("{path}/geheel/pdf")).await.ok().bytes;
    let text = words_of(&pdf);
    holds_nothing("the whole dossier", text.as_bytes());
    assert!(
        text.contains("1 juni 2027") && text.contains("niet opgenomen"),
        "{text}"
    );
    on_agenda(&officer, id, "ondermijning", &[ASKED])
        .await
        .moved();
    let look = [("reason", "Voor de proef.")];
    officer.post(&format!("{path}/nagaan"), &look).await.moved();
    let network = format!("{path}/netwerk");
    for page in [
        "/werk",
        "/verstrekkingen",
        "/overleg",
        "/overleg/ondermijning",
        "/afgesloten",
        "/controle",
        &format!("{path}/nagaan"),
        &format!("{path}/doorzetten"),
        &format!("{path}/beoordelen"),
        &format!("{path}/afsluiten"),
        &network,
    ] {
        holds_nothing(page, &officer.get(page).await.bytes);
    }
    for word in ["kanariegele", ONLY_THERE] {
        let found = officer.search(word, "Voor de proef.").await;
        assert!(found.contains("Niets gevonden"), "{found}");
    }
    let dump = platform_dump(&world);
    holds_nothing("the database", &dump);
}
on_both!(what_is_under_wpg_or_wgs_goes_nowhere, goes_nowhere);

/// All that stands in the files of the database; nothing, where that is not a file.
fn platform_dump(world: &World) -> Vec<u8> {
    let files = std::fs::read_dir(world.dir.path()).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    let read = files.filter(|path| path.is_file());
    read.flat_map(|path| std::fs::read(path).unwrap()).collect()
}

/// The partner wants to be asked first: whom, and when, or it does not leave.
async fn asked_first(world: World) {
    let (officer, id) = taken(&world).await;
    assess(&officer, id).await;
    let looked = look_at(&officer, id, "nla", &[]).await;
    let page = visible(&looked.text());
    assert!(
        page.contains("mag niet door zonder het te vragen"),
        "{page}"
    );
    let told = say_yes(&officer, id, "nla", &looked).await.ok();
    let page = visible(&told.text());
    assert!(page.contains("Schrijf op wie u vroeg"), "{page}");
    assert!(
        !officer
            .words(&format!("/dossier/{id}"))
            .await
            .contains("Doorgezet naar Ned")
    );
    let named = [("asked-partner", "Wubbo Hazelworm, gisteren")];
    let told = hand_over(&officer, id, "nla", &named).await;
    let kept = testkit::walk::kept(&told, &format!("/dossier/{id}/doorzetten/nla"));
    let answer = |asked: &'static str| {
        let mut fields: Vec<(String, String)> = kept.clone();
        fields.push(("action".into(), "hand-over".into()));
        fields.push(("asked-partner".into(), asked.into()));
        fields
    };
    let path = format!("/dossier/{id}/doorzetten/nla");
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        officer.post(&path, &fields).await
    };
    let told = send(answer("Wubbo Hazelworm, gisteren")).await.ok();
    assert!(
        visible(&told.text()).contains("wie meldde"),
        "{}",
        visible(&told.text())
    );
    send(answer("De wijkagent, op 17 november.")).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("De wijkagent, op 17 november."), "{shown}");
}
on_both!(
    what_is_not_to_be_passed_on_without_asking_was_asked,
    asked_first
);

/// Who sits at a table is another too: whom, and when, or it is on no agenda.
async fn asked_before_a_table(world: World) {
    let (officer, id) = taken(&world).await;
    let path = format!("/dossier/{id}");
    let table = "ondermijning";
    let agenda = format!("/overleg/{table}");
    for (extra, words) in [
        (vec![], "Schrijf op wie u vroeg"),
        (vec![("asked-partner", "Wubbo Hazelworm")], "wie meldde"),
        (
            vec![("asked-partner", ONLY_THERE)],
            "onder de Wpg of de WGS valt",
        ),
    ] {
        let told = on_agenda(&officer, id, table, &extra).await.ok();
        let said = visible(&told.text());
        assert!(said.contains(words), "{extra:?}: {said}");
        let waits = officer.words(&agenda).await;
        assert!(!waits.contains("Wie kent dit?"), "{waits}");
    }
    on_agenda(&officer, id, table, &[ASKED]).await.moved();
    assert!(officer.words(&agenda).await.contains("Wie kent dit?"));
    let shown = officer.words(&path).await;
    assert!(shown.contains(ASKED.1), "{shown}");
    // Of what is free nobody is asked; of what was given for one purpose that is said.
    let only = [("reference", ""), ("conditions", "only_this")];
    let id = officer.takes_in(&OF_POLICE, &only).await;
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("alleen voor dit doel gegeven"), "{shown}");
    on_agenda(&officer, id, table, &[]).await.moved();
}
on_both!(
    what_is_not_to_be_passed_on_without_asking_is_on_no_agenda_unasked,
    asked_before_a_table
);

/// What is owed keeps the dossier open; given, it stands in the register when it says something of a person.
async fn owed(world: World) {
    let (officer, id) = taken(&world).await;
    let path = format!("/dossier/{id}");
    assess(&officer, id).await;
    let close = officer.words(&format!("{path}/afsluiten")).await;
    assert!(close.contains("heeft nog niets teruggehoord"), "{close}");
    let to = format!("{path}/teruggekoppeld");
    let given = [
        ("how", "phone"),
        ("day", "2026-11-17"),
        ("text", "De inspectie gaat er langs."),
        ("person", "on"),
        ("action", "told"),
    ];
    let mut named = given;
    named[2] = ("text", "Wubbo Hazelworm hoort dit van ons.");
    let told = officer.post(&to, &named).await.ok();
    assert!(visible(&told.text()).contains("wie meldde"));
    let mut late = given;
    late[1] = ("day", "2027-01-01");
    let told = officer.post(&to, &late).await.ok();
    assert!(visible(&told.text()).contains("niet in de toekomst"));
    for _ in 0..2 {
        officer.post(&to, &given).await.moved();
    }
    let shown = officer.words(&path).await;
    assert_eq!(shown.matches("Teruggekoppeld aan").count(), 1, "{shown}");
    let close = officer.words(&format!("{path}/afsluiten")).await;
    assert!(!close.contains("heeft nog niets teruggehoord"), "{close}");
    let register = officer.words("/verstrekkingen").await;
    assert!(
        register.contains("Teruggekoppeld aan wie een signaal gaf"),
        "{register}"
    );
    assert!(
        register.contains("AVIM") && register.contains("Telefoon"),
        "{register}"
    );
}
on_both!(feedback_is_owed_to_the_partner_that_sent_a_signal, owed);

/// Nothing is told, for a reason; and nothing of a person: the register has no line.
async fn not_told(world: World) {
    let (officer, id) = taken(&world).await;
    let to = format!("/dossier/{id}/teruggekoppeld");
    let empty = officer.post(&to, &[("action", "not")]).await.ok();
    assert!(visible(&empty.text()).contains("waarom u niets vertelt"));
    let why = [
        ("action", "not"),
        ("text", "De partner trok het in."),
        ("person", "on"),
    ];
    officer.post(&to, &why).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("Niet teruggekoppeld aan"), "{shown}");
    assert!(!shown.contains("Terugkoppelen uiterlijk"), "{shown}");
    let register = officer.words("/verstrekkingen").await;
    assert!(!register.contains("aan wie een signaal gaf"), "{register}");
    let other = [("reference", ""), ("feedback-by", "")];
    let none = officer.takes_in(&OF_POLICE, &other).await;
    let shown = officer.words(&format!("/dossier/{none}")).await;
    assert!(!shown.contains("Terugkoppelen uiterlijk"), "{shown}");
}
on_both!(feedback_is_passed_over_with_a_reason, not_told);

async fn swept(world: &World) {
    route::partners::sweep(&world.app).await.unwrap();
}

/// A signal with a part that ends in two months.
async fn ends_in_two_months(world: &World) -> (Browser, DossierId) {
    let (officer, _) = taken(world).await;
    let soon = [
        ("reference", ""),
        ("part-1-ends", "2027-01-20"),
        ("feedback-by", ""),
    ];
    let id = officer.takes_in(&OF_POLICE, &soon).await;
    (officer, id)
}

/// Asked some weeks before, put off with a reason, and gone on the day.
async fn comes_to_its_end(world: World) {
    let (officer, id) = ends_in_two_months(&world).await;
    let path = format!("/dossier/{id}");
    let now = world.clock.now();
    swept(&world).await;
    assert!(!officer.words(&path).await.contains("Laat het aflopen"));
    world.clock.set(now + 45 * DAY);
    swept(&world).await;
    swept(&world).await;
    let officer = world.sign_in(OFFICER).await;
    let page = officer.page(&path).await;
    assert!(page.contains("Laat het aflopen"), "{}", visible(&page));
    let part = page.split("/einddatum/").nth(1).unwrap()[..36].to_owned();
    let to = format!("{path}/einddatum/{part}");
    let longer = [("action", "longer"), ("until", "2027-03-01"), ("why", "")];
    let told = officer.post(&to, &longer).await.ok();
    assert!(visible(&told.text()).contains("waarom het langer nodig is"));
    let early = [
        longer[0],
        ("until", "2027-01-01"),
        ("why", "Het loopt nog."),
    ];
    let told = officer.post(&to, &early).await.ok();
    assert!(visible(&told.text()).contains("latere dag"));
    let longer = [longer[0], longer[1], early[2]];
    officer.post(&to, &longer).await.moved();
    let shown = officer.words(&path).await;
    assert!(shown.contains("tot en met 1 maart 2027") && shown.contains("Het loopt nog."));
    assert!(!shown.contains("Laat het aflopen"), "{shown}");
    world.clock.set(now + 90 * DAY);
    swept(&world).await;
    let officer = world.sign_in(OFFICER).await;
    officer.post(&to, &[("action", "end")]).await.moved();
    swept(&world).await;
    assert!(
        !officer.words(&path).await.contains("Laat het aflopen"),
        "it was answered"
    );
    assert!(officer.words(&path).await.contains(UNDER_WPG));
    world.clock.set(now + 110 * DAY);
    swept(&world).await;
    let officer = world.sign_in(OFFICER).await;
    let shown = officer.words(&path).await;
    assert!(
        shown.contains("Een deel is op de einddatum verwijderd (Wpg"),
        "{shown}"
    );
    assert!(
        !shown.contains("kanariegele") && !shown.contains(ONLY_THERE),
        "{shown}"
    );
    let gone = officer.post(&to, &longer).await;
    assert_eq!(gone.status, 404);
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}
on_both!(
    what_is_under_another_law_goes_on_its_end_date,
    comes_to_its_end
);

/// A part that somebody damaged in the database: the dossier opens without it and says so, and `check` names it.
async fn damaged(world: World) {
    let (officer, id) = taken(&world).await;
    let mut tx = world.app.db.begin().await.unwrap();
    let ruin = "update marked set sealed = $1 where signal = $2";
    let values = vec![vec![0_u8; 80].into(), id.into()];
    tx.exec(ruin, values).await.unwrap();
    tx.commit_unaudited("somebody with the database")
        .await
        .unwrap();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("is beschadigd"), "{shown}");
    assert!(shown.contains("AVIM") && !shown.contains(UNDER_WPG));
    swept(&world).await;
    let found = meldroute::checks::check(&world.app).await.unwrap();
    let bad = found.iter().filter(|one| !one.good);
    let named: Vec<&str> = bad.map(|one| one.detail.as_str()).collect();
    let named = named.join("; ");
    assert!(
        named.contains(&id.to_string()) && named.contains("marked"),
        "{named}"
    );
}
on_both!(a_damaged_part_leaves_the_rest_of_its_dossier, damaged);

/// In a case too each of its dossiers asks, beside its own words.
async fn asked_before_a_case(world: World) {
    let (officer, id) = taken(&world).await;
    let case = testkit::case::begin(&officer, id, "Kas langs de rondweg").await;
    let agenda = format!("{case}/agenda");
    let row = id.to_string();
    let (text, row) = (("text-1", "Wie kent dit?"), ("dossier-1", row.as_str()));
    let told = officer.post(&agenda, &[row, text]).await.text();
    let said = visible(&told);
    assert!(said.contains("Schrijf op wie u vroeg"), "{said}");
    let asked = ("asked-partner-1", ASKED.1);
    officer.post(&agenda, &[row, text, asked]).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains(ASKED.1), "{shown}");
}
on_both!(
    what_is_not_to_be_passed_on_without_asking_is_asked_in_a_case,
    asked_before_a_case
);
