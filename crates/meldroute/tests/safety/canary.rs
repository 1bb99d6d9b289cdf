//! The reporter's identity is unreadable for everyone but the officer with an opened vault. Names
//! are planted, everything is done, and then everything is searched.

use std::io::Write;
use std::sync::{Arc, Mutex};

use exports::htcds::Format;
use meldroute::wiring::WINGS;
use platform::calendar;
use platform::clock::DAY;
use platform::db::{Db, Reader, Row};
use platform::guests::Purpose;
use platform::keys::Keyring;
use platform::mail::Mailer;
use platform::web::{Access, Method};
use platform::{Role, Tenant};
use testkit::walk::{PNG, Walked, look_at, visit};
use testkit::{Browser, Kind, World, case, guest, location, meeting, smtp};
use vault::{Key, PrivateKey};

use crate::telephone;

/// Reported by an employee about themselves.
const OWN: [&str; 4] = [
    "Zwaluwstaart",
    "0687654321",
    "quispel@kanarie.example",
    "PN-77345",
];
/// Reported on behalf of somebody outside.
const OUTSIDE: [&str; 3] = ["Ganzenbloem", "0698712345", "ganzenbloem@buiten.example"];

/// Reported about a colleague: who hears of that reads it, and nobody else.
const COLLEAGUE: &str = "Kolibrievlinder";
/// Who spoke at a partner that sent a signal.
const AT_PARTNER: [&str; 2] = ["Hazelworm", "0699887766"];

/// All of them.
fn planted() -> Vec<&'static str> {
    OWN.iter()
        .chain(&OUTSIDE)
        .chain(&AT_PARTNER)
        .copied()
        .collect()
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The planted words in any of the encodings they could travel in.
#[track_caller]
fn search(what: &str, bytes: &[u8], words: &[&str]) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    for word in words {
        let word = word.to_lowercase();
        let encoded = testkit::encode(&word).to_lowercase();
        let hex = vault::hex(word.as_bytes());
        let wide: Vec<u8> = word.bytes().flat_map(|byte| [byte, 0]).collect();
        for form in [&word, &encoded, &hex] {
            assert!(!text.contains(form.as_str()), "{what} contains {word}");
        }
        assert!(
            !bytes.windows(wide.len()).any(|window| window == wide),
            "{what} contains {word} in UTF-16"
        );
    }
}

/// With a closed vault who reported is not found, and what was searched for is kept nowhere.
async fn searched_for(officer: &Browser) {
    officer.post("/kluis/sluiten", &[]).await.moved();
    let found = officer.search(OWN[0], "Is dit iemand?").await;
    assert!(found.contains("Niets gevonden"));
}

async fn everything_done(world: &World) -> (Walked, Vec<Vec<u8>>) {
    world.staff().await;
    world
        .hire(
            "quispel.zwaluwstaart@a.example",
            "Quirijn Zwaluwstaart",
            world.montfoort,
            &[Role::Employee],
        )
        .await;
    let reporter = world.sign_in("quispel.zwaluwstaart@a.example").await;
    let officer = world.sign_in("officer@a.example").await;
    let fields = [
        ("seen", "Busje bij de kwekerij."),
        ("danger", "yes"),
        ("phone", "06-87654321"),
        ("email", OWN[2]),
        ("number", OWN[3]),
        ("safe", "Bel Zwaluwstaart alleen thuis."),
    ];
    // A draft, a form held over an expired session, an upload that fails: these must not leak
    // either.
    let draft = ("form-id", "0192d3b0-0000-4000-8000-000000000001");
    let kept = [&[draft], fields.as_slice()].concat();
    let kept = reporter.post("/melden/persoon/concept", &kept).await;
    assert_eq!(kept.status, 204);
    let ended = world.sign_in("quispel.zwaluwstaart@a.example").await;
    let now = world.clock.now();
    world.clock.set(now + 2 * 60 * 60_000);
    assert!(
        ended
            .post("/melden/persoon", &fields)
            .await
            .moved()
            .contains("bewaard")
    );
    world.clock.set(now);
    let walked = world.walked(&reporter, &officer, &fields).await;
    add_and_share(world, &reporter, &officer).await;
    talked(&reporter, &officer, &walked).await;
    let shown = officer.page(&format!("/dossier/{}", walked.id)).await;
    assert!(
        shown.contains("Zwaluwstaart") && shown.contains(OWN[3]),
        "the officer with an opened vault does see it"
    );
    let mut pdfs = looked_at(&officer, &walked).await;
    pdfs.extend(for_programs(world, &officer, &walked).await);
    pdfs.extend(on_paper(&officer, &walked).await);
    pdfs.extend(of_meetings(&officer, &walked).await);
    pdfs.extend(of_cases(&officer, &walked).await);
    pdfs.extend(of_locations(&officer, &walked).await);
    pdfs.extend(telephone::left(world, &officer, &walked).await);
    pdfs.push(officer.new_recovery_key("herstelsleutel").await.bytes);
    searched_for(&officer).await;
    (walked, pdfs)
}

/// The document that left; what the officer looks at before a next one does; and its page as a picture.
async fn looked_at(officer: &Browser, walked: &Walked) -> Vec<Vec<u8>> {
    let path = format!("/dossier/{}/overdracht/{}", walked.id, walked.referral);
    let left = officer.get(&path).await.ok();
    let looked = look_at(officer, walked.id, "zorgcoordinator", &[]).await;
    let shown = looked.ok().text();
    let main = shown.split("<main").nth(1).unwrap().to_owned();
    assert!(main.contains("Leg vast en maak de PDF"));
    let sheet = main.split(" src=\"").nth(1).unwrap();
    let sheet = officer.get(sheet.split('"').next().unwrap()).await.ok();
    vec![left.bytes, main.into_bytes(), sheet.bytes]
}

/// What left for programs: of the handover, and of all cases.
async fn for_programs(world: &World, officer: &Browser, walked: &Walked) -> Vec<Vec<u8>> {
    let path = format!("/dossier/{}/overdracht/{}", walked.id, walked.referral);
    let mut files = Vec::new();
    for form in ["json", "csv"] {
        files.push(officer.get(&format!("{path}/{form}")).await.ok().bytes);
    }
    let all = exports::exchange::all(&world.app, world.montfoort, |_| {});
    let all = all.await.unwrap();
    assert!(all.len() >= 2, "{}", all.len());
    for format in [Format::Json, Format::Csv] {
        let text = format.write(&all);
        assert!(text.contains("Busje bij de kwekerij."));
        assert!(
            !text.contains("Elke dag."),
            "nobody ticked what was written to the officer"
        );
        files.push(text.into_bytes());
    }
    files
}

/// The whole dossier: as it is kept, and the words that stand in it.
async fn on_paper(officer: &Browser, walked: &Walked) -> Vec<Vec<u8>> {
    let path = format!("/dossier/{}", walked.id);
    let asked = [("for", "archive"), ("reason", "Voor de proef.")];
    officer.post(&format!("{path}/geheel"), &asked).await.ok();
    let pdf = officer.get(&format!("{path}/geheel/pdf")).await.ok().bytes;
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    assert!(text.contains("kwekerij"), "{text}");
    vec![pdf, text.into_bytes()]
}

/// The agenda of a meeting and the minutes of one, as they are read and on paper. What would name the reporter is
/// not taken.
async fn of_meetings(officer: &Browser, walked: &Walked) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let open = format!("/bijeenkomst/{}", walked.met.meeting);
    for text in ["Zwaluwstaart weet meer.", "Bel 06-87654321 terug."] {
        let told = meeting::record(officer, &open, &[("text-1", text)]).await;
        assert_eq!(told.status, 200, "{text} is refused");
        let agreed = [
            ("text-1", "Besproken."),
            ("what-1-0", text),
            ("day-1-0", "2027-01-15"),
        ];
        let told = meeting::record(officer, &open, &agreed).await;
        assert_eq!(told.status, 200, "{text} is refused");
    }
    let all = officer.page("/overleg/ondermijning").await;
    let mut ids = all.split("href=\"/bijeenkomst/").skip(1);
    let held = ids.find(|rest| !rest.starts_with(&walked.met.meeting));
    let held = format!("/bijeenkomst/{}", &held.unwrap()[..36]);
    corrected(officer, &held).await;
    for (path, words) in [(&open, "busje is er weer"), (&held, "wijkagent")] {
        let page = officer.get(path).await.ok().text();
        let main = page.split("<main").nth(1).unwrap().to_owned();
        assert!(main.contains(words), "{path}: {main}");
        found.push(main.into_bytes());
        let pdf = officer.get(&format!("{path}/pdf")).await.ok().bytes;
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        found.push(document.extract_text(&pages).unwrap().into_bytes());
        found.push(pdf);
    }
    found
}

/// Nor is it taken where minutes are corrected.
async fn corrected(officer: &Browser, held: &str) {
    let item = meeting::id_after(&officer.page(held).await, "/verbeteren/");
    let to = format!("{held}/verbeteren/{item}");
    let seen = officer.get(held).await.ok().hidden_in(&to, "seen");
    for text in ["Zwaluwstaart weet meer.", "Bel 06-87654321 terug."] {
        let said = [("seen", seen.as_str()), ("text", text)];
        let agreed = [
            ("seen", seen.as_str()),
            ("text", "Besproken."),
            ("what-0", text),
            ("day-0", "2027-01-15"),
            ("execute", "public_task"),
        ];
        for fields in [said.as_slice(), &agreed] {
            let told = officer.post(&to, fields).await;
            assert_eq!(told.status, 200, "{text} is refused");
        }
    }
}

/// A case with what happened in it, as it is read. What would name the reporter is not taken, wherever it is typed.
async fn of_cases(officer: &Browser, walked: &Walked) -> Vec<Vec<u8>> {
    let case = format!("/casus/{}", walked.held.case);
    let id = walked.id.to_string();
    for text in ["Zwaluwstaart weet meer.", "Bel 06-87654321 terug."] {
        for about in ["", &id] {
            let told = case::write(officer, &case, text, about).await;
            assert_eq!(told.status, 200, "{text} is refused");
        }
        let told = case::plan(officer, &case, walked.id, text, &[]).await;
        assert_eq!(told.status, 200, "{text} is refused");
        let told = case::try_begin(officer, walked.id, text, &[]).await;
        assert_eq!(told.status, 200, "{text} is refused");
        let told = case::leave(officer, walked.id, &case, text).await;
        assert_eq!(told.status, 200, "{text} is refused");
    }
    let mut found = Vec::new();
    for page in [case.clone(), format!("{case}/verloop")] {
        let page = officer.get(&page).await.ok().text();
        let main = page.split("<main").nth(1).unwrap().to_owned();
        assert!(main.contains("Eerst kijken."), "{main}");
        found.push(main.into_bytes());
    }
    found
}

/// A location with what was seen there, its list and its map. What would name the reporter is not taken, wherever it is
/// typed.
async fn of_locations(officer: &Browser, walked: &Walked) -> Vec<Vec<u8>> {
    let place = format!("/locatie/{}", walked.location);
    for text in ["Zwaluwstaart weet meer.", "Bel 06-87654321 terug."] {
        let told = location::look(officer, &place, text, &[]).await;
        assert_eq!(told.status, 200, "{text} is refused");
        let by = location::look(officer, &place, "Dicht.", &[("by", text)]).await;
        assert_eq!(by.status, 200, "{text} is refused");
        let told = location::send(officer, &place, "einde", ("reason", text)).await;
        assert_eq!(told.status, 200, "{text} is refused");
        let form = format!("/dossier/{}/locatie/nieuw", walked.id);
        for field in ["note", "owner", "employer", "used", "permitted"] {
            let told = location::try_begin(officer, &form, "Elders", &[(field, text)]).await;
            assert_eq!(told.status, 200, "{text} as {field} is refused");
        }
    }
    let mut found = Vec::new();
    for path in [place.as_str(), "/locaties", "/locaties/kaart"] {
        let page = officer.get(path).await.ok().text();
        let main = page.split("<main").nth(1).unwrap().to_owned();
        assert!(main.contains("Loodsweg"), "{main}");
        found.push(main.into_bytes());
    }
    found
}

/// What the reporter still knows, and how contact is safe said anew; a next one that is first
/// discussed; and one on behalf of somebody outside.
async fn add_and_share(world: &World, reporter: &Browser, officer: &Browser) {
    let more = [
        ("seen", "Weer dat busje."),
        ("contact", "phone"),
        ("phone", "06-87654321"),
        ("email", OWN[2]),
        ("number", OWN[3]),
        ("safe", "Bel Zwaluwstaart alleen thuis."),
    ];
    reporter.add(1, &more).await.moved();
    // Only another number: what was given before stands beside it, in the vault.
    let other = [("phone", "06-11223344")];
    reporter.add(1, &other).await.moved();
    let form = reporter.get("/melden/plaats").await.ok().hidden("form-id");
    let with = world.people.lock().unwrap()["coordinator@a.example"].id;
    let with = with.to_string();
    let share = [
        ("form-id", form.as_str()),
        ("seen", "Ramen zijn afgeplakt."),
        ("phone", "06-87654321"),
        ("email", OWN[2]),
        ("number", OWN[3]),
        ("share-with", with.as_str()),
        ("share-question", "Zwaluwstaart vraagt het u."),
        ("action", "share"),
    ];
    reporter.post("/melden/plaats", &share).await.moved();
    let behalf = [
        ("seen", "Gehoord van een huisarts."),
        ("channel", "phone"),
        ("behalf-name", "Hilde Ganzenbloem"),
        ("behalf-phone", OUTSIDE[1]),
        ("behalf-email", OUTSIDE[2]),
    ];
    world.report(officer, &behalf).await;
}

/// The officer asks and the reporter answers; the reporter asks something without reporting, and has an answer.
async fn talked(reporter: &Browser, officer: &Browser, walked: &Walked) {
    let path = format!("/dossier/{}", walked.id);
    let to = format!("{path}/gesprek");
    let version = officer.get(&path).await.ok().hidden_in(&to, "version");
    let ask = [
        ("version", version.as_str()),
        ("message", "Op welke dagen?"),
        ("safely", "on"),
        ("action", "ask"),
    ];
    officer.post(&to, &ask).await.moved();
    let answer = [("said", "Elke dag."), ("told", "1")];
    reporter.add(1, &answer).await.moved();
    reporter.ask("Is een dicht gordijn iets?").await;
    officer.answer("Let op wie er komt.").await;
    assert!(reporter.words("/vraag").await.contains("Let op wie"));
    let told = [(
        "question",
        "Collega Kolibrievlinder werkt samen met de uitbater.",
    )];
    reporter.post("/collega", &told).await.moved();
}

/// Every page, as everybody may see it.
async fn search_pages(world: &World, walked: &Walked, planted: &[&str]) {
    let table = WINGS.routes();
    for role in Role::ALL {
        let browser = world.sign_in(&format!("{}@a.example", role.id())).await;
        for route in table
            .table()
            .iter()
            .filter(|route| route.method == Method::Get)
        {
            let path = walked.fill(route);
            let answer = visit(&browser, route, &path).await;
            // That somebody works here is no secret for who manages accounts or reads who joined;
            // that they reported is. What only the report told is nowhere.
            let staff_list = ["/mensen", "/controle"]
                .iter()
                .any(|list| route.path.starts_with(list));
            // With whom somebody wants to discuss it, they tell who they are.
            let told = role == Role::Coordinator && route.path == "/gedeeld";
            let words: Vec<&str> = planted
                .iter()
                .copied()
                .filter(|word| !((staff_list || told) && *word == OWN[0]))
                .collect();
            search(&format!("{path} as {}", role.id()), &answer.bytes, &words);
            if role != Role::Integrity {
                search(&path, &answer.bytes, &[COLLEAGUE]);
            }
            search(
                &format!("headers of {path}"),
                format!("{:?}", answer.headers).as_bytes(),
                &words,
            );
        }
    }
}

/// Words of every sort of mail that goes out.
const SENT: [&str; 6] = [
    "Meldroute",
    "heeft stukken voor een overleg",
    "Op de agenda",
    "Wat in Meldroute op u wacht",
    "heeft iets voor u klaargezet",
    "heeft iets klaargezet voor uw organisatie",
];

#[tokio::test]
async fn the_reporter_is_nowhere() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .init();
    tracing::info!("the log is being kept");
    let (smtp_url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(smtp_url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let mut world = World::with_mail(Kind::Sqlite, mailer).await;
    world.join(&guest::WING).await;
    let (walked, pdfs) = everything_done(&world).await;
    let planted = planted();
    let links = search_guests(&world, &walked, &planted).await;
    let hidden: Vec<&str> = planted
        .iter()
        .copied()
        .chain(links.iter().map(String::as_str))
        .chain([COLLEAGUE])
        .collect();

    reminded(&world, &walked).await;
    let mails = mails.lock().unwrap().join("\n");
    for sent in SENT {
        assert!(mails.contains(sent), "{sent}: that mail was sent at all");
    }
    search("mail", mails.as_bytes(), &planted);
    search("mail", mails.as_bytes(), &[COLLEAGUE]);
    for pdf in &pdfs {
        search("document", pdf, &planted);
    }

    search_pages(&world, &walked, &planted).await;

    let backup = world.dir.path().join("backup.db");
    world
        .app
        .db
        .copy_to(&backup.display().to_string(), meldroute::backup::TRANSIENT)
        .await
        .unwrap();
    let mut files = 0;
    for entry in std::fs::read_dir(world.dir.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        search(
            &path.display().to_string(),
            &std::fs::read(&path).unwrap(),
            &hidden,
        );
        files += 1;
    }
    assert!(files >= 3, "database, WAL and backup were searched");
    let log = log.0.lock().unwrap().clone();
    assert!(String::from_utf8_lossy(&log).contains("the log is being kept"));
    search("the log", &log, &hidden);
}

/// Mail that waits goes; and so do the reminders of a next week, to officers and to who takes part in a
/// consultation with something on its agenda.
async fn reminded(world: &World, walked: &Walked) {
    let officer = world.sign_in("officer@a.example").await;
    officer.open_vault().await;
    let path = format!("/dossier/{}/overleg", walked.id);
    let item = [
        ("table", "ondermijning"),
        ("text", "Een busje bij de kwekerij."),
        ("action", "agenda"),
    ];
    officer.post(&path, &item).await.moved();
    let now = world.clock.now();
    let monday = calendar::first_of_week(calendar::day_of(now + 7 * DAY));
    let hours = [6, 8].map(|hour| calendar::moment_of(monday, hour));
    for moment in [now].into_iter().chain(hours) {
        world.clock.set(moment);
        route::desk::remind(&world.app).await.unwrap();
        platform::jobs::run_due(&world.app).await.unwrap();
    }
    world.clock.set(now);
}

/// What a guest gets about the reporter's dossier: every page, every cookie. Gives what nobody else
/// may read: links and codes.
async fn search_guests(world: &World, walked: &Walked, planted: &[&str]) -> Vec<String> {
    let mut links = Vec::new();
    for purpose in world.app.wings.guests() {
        let object = walked.object_of(purpose);
        let made = world.invite(world.montfoort, purpose, object).await;
        let code = made.code.unwrap_or_default();
        let browser = Browser::new(world);
        let fields = [("code", code.as_str())];
        let mut answers = vec![
            browser.get(&made.path).await,
            browser.post(&made.path, &[("code", "1")]).await,
            browser.post(&made.path, &fields).await,
            Browser::new(world).post(&made.path, &fields).await,
        ];
        let begins = (purpose.start)(object);
        answers.push(browser.get(&begins).await);
        answers.push(browser.post(&begins, &[]).await);
        if *purpose == response::portal::HANDOVER {
            answers.extend(said_by_partner(world, walked, &browser).await);
        }
        answers.extend(read_by_guest(world, walked, purpose, &browser).await);
        for answer in answers {
            search("a guest's page", &answer.bytes, planted);
            let headers = format!("{:?}", answer.headers);
            search("its headers", headers.as_bytes(), planted);
        }
        links.push(made.path.trim_start_matches("/gast/").to_owned());
        links.extend((!code.is_empty()).then_some(code));
    }
    links
}

/// Every page and file that a link of this purpose opens, as the routes have them.
async fn read_by_guest(
    world: &World,
    walked: &Walked,
    purpose: &'static Purpose,
    browser: &Browser,
) -> Vec<testkit::Answer> {
    let mut answers = Vec::new();
    let routes = world.app.wings.routes();
    let own = routes.table().iter();
    for route in own.filter(|one| one.access == Access::Guest(purpose)) {
        if route.method == Method::Get {
            answers.push(browser.get(&walked.fill(route)).await);
        }
    }
    assert!(!answers.is_empty(), "{}", purpose.id);
    answers
}

/// A photo beside whose picture words stand, as programs and cameras write them.
fn picture_saying(words: &str) -> Vec<u8> {
    let body = [b"tEXtComment\0".as_slice(), words.as_bytes()].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&body);
    let length = u32::try_from(body.len() - 4).unwrap();
    let (head, rest) = PNG.split_at(33);
    let said = [&length.to_be_bytes()[..], &body, &sum.sum().to_be_bytes()].concat();
    [head, &said, rest].concat()
}

/// A partner knows who reported: it keeps an answer for later, asks, and sends a document whose name and content say it.
/// Gives that document, as the officer gets it.
async fn said_by_partner(
    world: &World,
    walked: &Walked,
    partner: &Browser,
) -> Vec<testkit::Answer> {
    let page = format!("/partner/{}", walked.referral);
    let began = [("what", "interim"), ("text", "Was het Zwaluwstaart?")];
    let kept = partner.post(&format!("{page}/concept"), &began).await;
    assert_eq!(kept.status, 200);
    let ask = [("what", "asked"), ("text", "Wie zag dat?")];
    let name = format!("{} {}.png", OWN[0], OWN[1]);
    let content = picture_saying(&planted().join(" "));
    let document = [(name.as_str(), content.as_slice())];
    partner.upload(&page, &ask, &document).await.moved();
    // It is gone with what was sent in its place.
    let sent = [began[0], ("text", "Wij kijken."), ("outcome", "taken_up")];
    partner.post(&page, &sent).await.moved();
    let officer = world.sign_in("officer@a.example").await;
    let dossier = officer.page(&format!("/dossier/{}", walked.id)).await;
    let before = dossier.split("Document 1 van").next().unwrap();
    let at = before.rsplit("href=\"").next().unwrap();
    let at = at.split('"').next().unwrap();
    vec![officer.get(at).await.ok()]
}

/// On `PostgreSQL`: everything that a dump of the database holds.
#[tokio::test]
async fn the_reporter_is_not_in_a_dump() {
    let world = World::new(Kind::Postgres).await;
    everything_done(&world).await;
    let dump = std::process::Command::new("/usr/bin/pg_dump")
        .arg("-d")
        .arg(&world.url)
        .output()
        .unwrap();
    assert!(
        dump.status.success(),
        "{}",
        String::from_utf8_lossy(&dump.stderr)
    );
    let planted = planted();
    search("dump", &dump.stdout, &planted);
    search("dump", &dump.stdout, &[COLLEAGUE]);
    assert!(dump.stdout.len() > 10_000);
}

/// Every key that the instance key gives: those made from it, and those of the municipalities.
async fn stolen(world: &World, tx: &mut Reader, keyring: &Keyring) -> Vec<Key> {
    let root = keyring.root();
    let mut keys: Vec<Key> = vec![world.instance.clone(), root.clone()];
    keys.extend(
        [
            "people",
            "address",
            "audit",
            "invitation",
            "guest link",
            "guest code",
            "guest browser",
            "guest cookie",
            "session",
            "device",
            "jobs",
            "rows",
            "high water",
        ]
        .map(|name| root.derive(name)),
    );
    let sql = "select id, wrapped_key from municipality";
    shared_tells_no_name(tx, keyring).await;
    for row in tx.rows(sql, vec![]).await.unwrap() {
        let tenant = Tenant(row.get("id").unwrap());
        let wrapped: Vec<u8> = row.get("wrapped_key").unwrap();
        keyring.open_tenant(tenant, &wrapped).unwrap();
        let key = keyring.tenant(tenant).unwrap();
        keys.extend([(*key).clone(), key.derive("registers")]);
    }
    keys
}

/// Of what is first discussed, the program keeps a copy that its own keys open.
async fn shared_tells_no_name(tx: &mut Reader, keyring: &Keyring) {
    let rows = tx.rows("select * from shared_term", vec![]).await.unwrap();
    assert_eq!(rows.len(), 1);
    for row in rows {
        let (id, ends_at): (uuid::Uuid, i64) =
            (row.get("shared").unwrap(), row.get("ends_at").unwrap());
        let sql = "select id, wrapped_key from municipality where id = $1";
        let tenant: uuid::Uuid = row.get("tenant").unwrap();
        let municipality = tx.must(sql, vec![tenant.into()]).await.unwrap();
        let wrapped: Vec<u8> = municipality.get("wrapped_key").unwrap();
        keyring.open_tenant(Tenant(tenant), &wrapped).unwrap();
        let key = keyring
            .tenant(Tenant(tenant))
            .unwrap()
            .derive("shared drafts");
        let sealed: Vec<u8> = row.get("sealed").unwrap();
        let plain = key
            .open(&sealed, &format!("shared term:{id}:{ends_at}"))
            .unwrap();
        assert!(String::from_utf8_lossy(&plain).contains("Ramen zijn afgeplakt."));
        search("a shared draft", &plain, &OWN);
    }
}

/// The key of a dossier, which opens its content.
fn dossier_key(row: &Row, keyring: &Keyring) -> Key {
    let id: uuid::Uuid = row.get("id").unwrap();
    let tenant = Tenant(row.get("tenant").unwrap());
    let wrapped: Vec<u8> = row.get("wrapped_key").unwrap();
    let dossier = keyring
        .tenant(tenant)
        .unwrap()
        .unwrap_key(&wrapped, &format!("dossier:{id}"))
        .unwrap();
    let content: Vec<u8> = row.get("content").unwrap();
    let content = dossier.open(&content, &format!("signal:{id}")).unwrap();
    assert!(
        String::from_utf8_lossy(&content).contains("statements"),
        "the content does open with these keys"
    );
    let names = [
        OWN[0],
        OWN[1],
        OWN[3],
        OUTSIDE[0],
        OUTSIDE[1],
        AT_PARTNER[0],
        AT_PARTNER[1],
    ];
    search("content", &content, &names);
    dossier
}

/// Whoever holds the server, the database and the instance key reads dossiers, but not who
/// reported.
#[tokio::test]
async fn administrator_rights_do_not_open_the_identity() {
    let world = World::new(Kind::Sqlite).await;
    let (walked, _) = everything_done(&world).await;
    let keyring = Keyring::new(world.instance.clone());
    let db = Db::open(&world.url).await.unwrap();
    keyring.set_root(platform::root::find(&db, keyring.file()).await.unwrap());
    let mut tx = db.read().await.unwrap();
    let mut keys = stolen(&world, &mut tx, &keyring).await;
    let rows = tx.rows("select * from signal", vec![]).await.unwrap();
    let mut tried = 0;
    for row in &rows {
        keys.push(dossier_key(row, &keyring));
        let place = format!("reporter:{}", row.get::<uuid::Uuid>("id").unwrap());
        let sealed: Vec<u8> = row.get("reporter").unwrap();
        for key in &keys {
            assert!(key.open(&sealed, &place).is_err());
            assert!(PrivateKey::from_key(key).open(&sealed, &place).is_err());
            tried += 1;
        }
    }
    for row in tx.rows("select * from vault_copy", vec![]).await.unwrap() {
        let (tenant, person): (uuid::Uuid, uuid::Uuid) =
            (row.get("tenant").unwrap(), row.get("person").unwrap());
        let place = format!("vault copy:{tenant}:{person}");
        let wrapped: Vec<u8> = row.get("wrapped_private").unwrap();
        assert!(
            keys.iter()
                .all(|key| key.unwrap_key(&wrapped, &place).is_err())
        );
    }
    let sql = "select * from vault_recovery";
    for row in tx.rows(sql, vec![]).await.unwrap() {
        let tenant: uuid::Uuid = row.get("tenant").unwrap();
        let place = format!("vault recovery:{tenant}");
        let wrapped: Vec<u8> = row.get("wrapped").unwrap();
        assert!(
            keys.iter()
                .all(|key| key.unwrap_key(&wrapped, &place).is_err())
        );
    }
    assert!(tried > 10, "{}", walked.reference);
}
