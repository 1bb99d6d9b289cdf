//! What stands under the Wpg or the WGS goes nowhere: typed over, decided over, handed over, or read elsewhere.

use platform::DossierId;
use testkit::partner::{ONLY_THERE, UNDER_WPG};
use testkit::walk::{assess, look_at};
use testkit::{Browser, World, meeting, on_both, visible};

use super::{ASKED, is_refused, on_agenda, taken};

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
    let said = [("text-1", "Besproken.")];
    meeting::record(officer, &held, &said).await.moved();
    let page = officer.get(&held).await.ok();
    let item = meeting::id_after(&page.text(), "/verbeteren/");
    let to = format!("{held}/verbeteren/{item}");
    let seen = page.hidden_in(&to, "seen");
    let words = [("text", UNDER_WPG), ("seen", seen.as_str())];
    is_refused("a correction", &officer.post(&to, &words).await);
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
    crate::whole::text_of(&lopdf::Document::load_mem(pdf).unwrap())
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
