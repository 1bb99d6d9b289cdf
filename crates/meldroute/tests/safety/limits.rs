//! What a request may bring, what a page leaves behind, and what is gone when it is gone.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use futures_core::Stream;
use meldroute::wiring::WINGS;
use platform::web::{Access, Method};
use platform::{app::VAULT_IDLE, audit};
use serde_json::Value as Json;
use testkit::walk::{destroy, subjects, thing};
use testkit::{Browser, Kind, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";

#[test]
fn only_who_is_known_may_bring_files() {
    let table = WINGS.routes();
    let files = platform::web::Body::Files.limit();
    for route in table.table() {
        match route.method {
            Method::Get => assert_eq!(route.body_limit, None, "{}", route.path),
            Method::Post => assert!(route.body_limit.is_some(), "{}", route.path),
        }
        assert!(
            route.access != Access::Public || route.body_limit < Some(files),
            "{}",
            route.path
        );
    }
    let of = |path: &str| {
        let mut found = table
            .table()
            .iter()
            .filter(|route| route.path == path && route.method == Method::Post);
        found.next().unwrap().body_limit
    };
    assert_eq!(of("/inloggen"), Some(64 * 1024));
    assert_eq!(of("/dossier/{id}/notitie"), Some(1024 * 1024));
    let large = platform::web::Body::Large.limit();
    assert_eq!(
        (of("/melden/{kind}"), of("/registers")),
        (Some(files), Some(large))
    );
}

struct Never;

impl Stream for Never {
    type Item = Result<Vec<u8>, std::io::Error>;
    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        panic!("the body was read")
    }
}

/// A body that may not be read ends the test when somebody reads it.
fn untouched() -> Body {
    Body::from_stream(Never)
}

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_not_read() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let nobody = Browser::new(&world);
    let post = |path: &str, kind: &str, bytes: usize| {
        Request::post(path)
            .header(header::CONTENT_TYPE, kind)
            .header(header::CONTENT_LENGTH, bytes)
    };
    let note = format!("/dossier/{}/notitie", uuid::Uuid::nil());
    for (path, kind, bytes) in [
        (note.as_str(), FORM, 1024 * 1024 + 1),
        ("/inloggen", FORM, 64 * 1024 + 1),
        ("/registers", FORM, 1024 * 1024 + 1),
        (
            "/registers",
            "multipart/form-data; boundary=X",
            104 * 1024 * 1024 + 1,
        ),
    ] {
        let answer = officer.send(post(path, kind, bytes), untouched()).await;
        let wanted = if kind == FORM && path == "/registers" {
            400
        } else {
            413
        };
        assert_eq!(answer.status, wanted, "{path}");
        assert!(
            wanted != 413 || visible(&answer.text()).contains("te groot"),
            "{}",
            visible(&answer.text())
        );
    }
    // Nobody known: to the sign-in page.
    for kind in [FORM, "multipart/form-data; boundary=X"] {
        let answer = nobody
            .send(post("/registers", kind, 60 * 1024 * 1024), untouched())
            .await;
        assert_eq!(
            (answer.status.as_u16(), answer.to()),
            (303, "/inloggen?naar=/registers")
        );
    }
}

/// Also without saying so beforehand.
#[tokio::test]
async fn what_turns_out_too_large_is_refused() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    for (path, body, status) in [
        ("/inloggen", "a&".repeat(20_000), 413),
        ("/inloggen", "a".repeat(65 * 1024), 413),
        ("/melden/persoon", "a&".repeat(20_000), 413),
        (
            "/melden/persoon",
            format!("seen={}", "x".repeat(1024 * 1024)),
            413,
        ),
    ] {
        let request = Request::post(path).header(header::CONTENT_TYPE, FORM);
        let answer = officer.send(request, Body::from(body)).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
    }
    // A long text, and a file beside it, are no problem.
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let long = "Nachtelijk busje. ".repeat(3000);
    let fields = [
        ("form-id", form.as_str()),
        ("seen", &long),
        ("action", "send"),
    ];
    employee
        .upload(
            "/melden/persoon",
            &fields,
            &[("foto.png", testkit::walk::PNG)],
        )
        .await
        .moved();
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let nobody = Browser::new(&world);
    for bad in [
        "//evil.example",
        "/%09/evil.example",
        "/%5Cevil.example",
        "/%00",
        "/%0D%0A/evil.example",
        "%20",
    ] {
        assert_eq!(
            nobody.get(&format!("/taal/nl?terug={bad}")).await.moved(),
            "/",
            "{bad}"
        );
    }
    assert_eq!(nobody.get("/taal/en?terug=/werk").await.moved(), "/werk");
}

#[tokio::test]
async fn an_origin_with_another_scheme_is_refused() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    for (origin, status) in [
        ("https://127.0.0.1", 403),
        ("http://127.0.0.1:81", 403),
        ("http://127.0.0.1", 303),
    ] {
        let request = Request::post("/uitloggen").header("origin", origin);
        let request = request.header(header::CONTENT_TYPE, FORM);
        assert_eq!(
            employee.send(request, Body::empty()).await.status.as_u16(),
            status,
            "{origin}"
        );
    }
}

/// 24 lookups at once, while others keep working: everybody gets an answer, and soon.
async fn at_once(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let named = [
        ("seen", "Iets."),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
    ];
    let mut last = String::new();
    for _ in 0..6 {
        last = world.report(&employee, &named).await;
    }
    let path = format!("/dossier/{}/nagaan", world.dossier_id(&last).await);
    officer
        .post(&path, &[("reason", "Signaal verrijken.")])
        .await
        .moved();
    let world = std::sync::Arc::new(world);
    let cookies = std::sync::Arc::new((officer, employee));
    let begin = std::time::Instant::now();
    let mut all = Vec::new();
    for at in 0..48 {
        let (cookies, path) = (cookies.clone(), path.clone());
        all.push(tokio::spawn(async move {
            let answer = match at % 4 {
                0 | 1 => cookies.0.get(&path).await,
                2 => cookies.1.get("/mijn").await,
                _ => cookies.1.get("/melden/persoon").await,
            };
            answer.status.as_u16()
        }));
    }
    for one in all {
        assert_eq!(one.await.unwrap(), 200);
    }
    assert!(
        begin.elapsed() < Duration::from_secs(20),
        "{:?}",
        begin.elapsed()
    );
    drop(world);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_lookups_at_once_keep_nobody_waiting_on_sqlite() {
    at_once(World::new(Kind::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_lookups_at_once_keep_nobody_waiting_on_postgresql() {
    at_once(World::new(Kind::Postgres).await).await;
}

/// Every byte of every file of the folder.
fn holds(folder: &std::path::Path, wanted: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holds(&path, wanted));
        } else if std::fs::read(&path)
            .unwrap()
            .windows(wanted.len())
            .any(|part| part == wanted)
        {
            found.push(path.display().to_string());
        }
    }
    found
}

#[tokio::test]
async fn a_destroyed_dossier_is_in_no_file_any_more() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let reference = world
        .report(
            &employee,
            &[
                ("seen", &"Nachtelijk busje. ".repeat(900)),
                ("contact", "none"),
            ],
        )
        .await;
    let id = world.dossier_id(&reference).await;
    officer
        .post(
            &format!("/dossier/{id}/notitie"),
            &[("text", "Belde terug over de kade.")],
        )
        .await
        .moved();
    testkit::walk::assess(&officer, id).await;
    testkit::walk::close_without_follow_up(&officer, id).await;
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select wrapped_key, content from signal where id = $1";
    let row = tx.must(sql, vec![id.into()]).await.unwrap();
    let (key, content): (Vec<u8>, Vec<u8>) =
        (row.get("wrapped_key").unwrap(), row.get("content").unwrap());
    drop(tx);
    // Content is longer than a page: pieces from its middle, wherever pages part it.
    let pieces: Vec<&[u8]> = content.chunks(32).collect();
    assert!(
        !holds(world.dir.path(), &key[..]).is_empty(),
        "the search finds what is there"
    );
    world
        .clock
        .set(world.clock.now() + 20 * 365 * platform::clock::DAY);
    let officer = world.sign_in(OFFICER).await;
    let page = officer.words(&format!("/dossier/{id}")).await;
    let destroyed = destroy(&officer, id, &reference).await;
    assert_eq!(
        destroyed.status,
        303,
        "{}\n{page}",
        visible(&destroyed.text())
    );
    assert_eq!(holds(world.dir.path(), &key), Vec::<String>::new());
    for piece in pieces.iter().filter(|piece| piece.len() == 32) {
        assert_eq!(holds(world.dir.path(), piece), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_vault_that_nobody_uses_is_closed_without_asking() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let now = world.clock.now();
    assert_eq!(
        world.app.opened.sweep(now + VAULT_IDLE - 60_000),
        0,
        "in use"
    );
    // The session ends by time, with nobody there: at most half an hour after its last use.
    assert_eq!(world.app.opened.sweep(now + VAULT_IDLE), 1);
    assert_eq!(world.app.opened.sweep(now + VAULT_IDLE), 0);
}

/// Every page that shows something of other dossiers, once, with three dossiers there.
async fn lists_seen(world: &World, officer: &Browser) {
    let employee = world.sign_in(EMPLOYEE).await;
    let named = [
        ("seen", "Iets."),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
    ];
    let mut references = Vec::new();
    for _ in 0..3 {
        references.push(world.report(&employee, &named).await);
    }
    officer.get("/werk").await.ok();
    officer
        .search("Mirela Fantasia", "Bijna dezelfde melding.")
        .await;
    let id = world.dossier_id(&references[0]).await;
    let (dossier, subject) = (format!("/dossier/{id}"), subjects(officer, id).await[0]);
    let path = format!("{dossier}/nagaan");
    officer
        .post(&path, &[("reason", "Signaal verrijken.")])
        .await
        .moved();
    let thing = thing(&officer.page(&path).await, "");
    let same = [("thing", thing.as_str()), ("verdict", "same")];
    officer
        .post(&format!("{path}/{subject}"), &same)
        .await
        .moved();
    officer
        .page(&format!("{dossier}/betrokkene/{subject}"))
        .await;
    officer.page(&format!("{dossier}/netwerk")).await;
}

/// The records of having read a list or what is known: the act, whether it is on a dossier, and how
/// many dossiers it names.
async fn reading(world: &World) -> Vec<(String, bool, usize)> {
    let mut tx = world.app.db.read().await.unwrap();
    let mut seen = Vec::new();
    audit::each_since(&mut tx, world.montfoort, 0, |record| {
        let action = record.action.clone();
        if !["list.read", "lookup.read"].contains(&action.as_str()) {
            return;
        }
        let detail: Json = serde_json::from_str(&record.detail).unwrap();
        let dossiers: Vec<String> =
            serde_json::from_value(detail["dossiers"].clone()).unwrap_or_default();
        seen.push((action, record.dossier.is_some(), dossiers.len()));
    })
    .await
    .unwrap();
    seen.sort_unstable();
    seen
}

/// Who sees something of many dossiers on one page is counted for each of them.
async fn lists(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    assert_eq!(officer.get("/werk").await.ok().status, 200);
    lists_seen(&world, &officer).await;
    let expected: Vec<(String, bool, usize)> = [
        ("list.read", false, 3),
        ("list.read", false, 3),
        ("lookup.read", true, 2),
        ("lookup.read", true, 2),
        ("lookup.read", true, 2),
    ]
    .map(|(action, on, count)| (action.to_owned(), on, count))
    .into();
    assert_eq!(reading(&world).await, expected);
    let looked = officer.words("/inzage").await;
    assert!(
        looked.contains("Test officer\nlijst met dossiers gelezen\n2\n3"),
        "{looked}"
    );
    assert!(
        looked.contains("Test officer\nnagegaan of iemand of iets al voorkomt\n3\n3"),
        "{looked}"
    );
}
on_both!(a_list_names_the_dossiers_it_shows, lists);

/// Pages go over the wire smaller; but not where words from an address could be put beside what is secret,
/// nor what is kept as a file.
#[tokio::test]
async fn what_is_compressed_tells_nothing() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let coding = async |path: &str| {
        let request = Request::get(path).header(header::ACCEPT_ENCODING, "gzip, br");
        let answer = officer.send(request, Body::empty()).await;
        let coding = answer.headers.get(header::CONTENT_ENCODING).cloned();
        coding.map(|coding| coding.to_str().unwrap().to_owned())
    };
    let sheet = platform::web::asset_path("meldroute.css");
    for path in ["/werk", "/inloggen", &sheet] {
        assert_eq!(coding(path).await.as_deref(), Some("gzip"), "{path}");
    }
    let font = platform::web::asset_path("source-sans-3-latin-400-normal.woff2");
    for path in ["/werk?na=0.x", "/kluis?terug=/werk", &font] {
        assert_eq!(coding(path).await, None, "{path}");
    }
    // A number that is shown nowhere, and nothing else with it.
    let form = "/melden/persoon?na=99";
    assert_eq!(coding(form).await.as_deref(), Some("gzip"));
    for more in ["x", "&nieuw=1"] {
        assert_eq!(coding(&format!("{form}{more}")).await, None, "{more}");
    }
}
