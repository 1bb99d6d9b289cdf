//! Somebody writes in the database: what does not stand as it was written is never taken for the
//! file.

use platform::params;
use uuid::Uuid;

use super::{count, noise};
use testkit::on_both;
use testkit::walk::subjects;
use testkit::{Browser, Kind, World};

/// A chunk as it stands.
struct Chunk {
    blob: Uuid,
    number: i64,
    sealed: Vec<u8>,
}

async fn chunks(world: &World) -> Vec<Chunk> {
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select blob, number, sealed from blob_chunk order by blob, number";
    let rows = tx.rows(sql, params![]).await.unwrap();
    rows.iter()
        .map(|row| Chunk {
            blob: row.get("blob").unwrap(),
            number: row.get("number").unwrap(),
            sealed: row.get("sealed").unwrap(),
        })
        .collect()
}

/// These and no others.
async fn put<'a>(world: &World, chunks: impl Iterator<Item = (&'a Chunk, i64, &'a Vec<u8>)>) {
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec("delete from blob_chunk", params![]).await.unwrap();
    for (chunk, number, sealed) in chunks {
        tx.exec(
            "insert into blob_chunk (blob, number, sealed) values ($1, $2, $3)",
            params![chunk.blob, number, sealed.clone()],
        )
        .await
        .unwrap();
    }
    tx.commit_unaudited("an attacker leaves no record")
        .await
        .unwrap();
}

async fn is_clean(world: &World) -> bool {
    let found = meldroute::checks::check(&world.app).await.unwrap();
    found.iter().all(|finding| finding.good)
}

/// A signal with two photos; gives the paths of both.
async fn two_photos(world: &World, officer: &Browser) -> Vec<String> {
    let employee = world.sign_in("employee@a.example").await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Foto's."),
        ("action", "send"),
        ("contact", "here"),
    ];
    let photos = [noise(600, 1), noise(600, 2)];
    let files = [("een.png", &photos[0][..]), ("twee.png", &photos[1][..])];
    let to = employee
        .upload("/melden/persoon", &fields, &files)
        .await
        .moved();
    let reference = world.reference(&employee, &to).await;
    let id = world.dossier_id(&reference).await;
    assert!(subjects(officer, id).await.is_empty());
    let page = officer.page(&format!("/dossier/{id}")).await;
    let link = format!("/dossier/{id}/bestand/");
    let found = page.split(&link).skip(1).map(|rest| &rest[..36]);
    let mut paths: Vec<String> = found.map(|file| format!("{link}{file}")).collect();
    // Each is there to be seen, small and large, and to be downloaded.
    paths.dedup();
    paths
}

async fn changed(world: World) {
    world.staff().await;
    let officer = world.sign_in("officer@a.example").await;
    let paths = two_photos(&world, &officer).await;
    assert_eq!(paths.len(), 2);
    for path in &paths {
        let (headers, bytes) = officer.download(path).await;
        let bytes = bytes.unwrap();
        assert_eq!(headers["content-length"], bytes.len().to_string());
        assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 600);
    }
    let all = chunks(&world).await;
    let half = all.len() / 2;
    let (first, last) = (&all[..half], &all[half..]);
    assert!(half > 4 && first.len() == last.len(), "{}", all.len());
    let as_it_was = || all.iter().map(|chunk| (chunk, chunk.number, &chunk.sealed));
    assert!(is_clean(&world).await);
    // The last chunk of one is left out; the first; one in the middle.
    for gone in [half - 1, 0, 2] {
        let rest = as_it_was().enumerate().filter(|(at, _)| *at != gone);
        put(&world, rest.map(|(_, chunk)| chunk)).await;
        refused(&world, &officer, &paths).await;
    }
    // Two change places; one comes from the other file, with the same number; the ends of both.
    for (a, b) in [
        (0, 1),
        (1, half + 1),
        (half - 1, all.len() - 1),
        (2, half - 1),
    ] {
        let swapped = all.iter().enumerate().map(|(at, chunk)| {
            let from = if at == a {
                b
            } else if at == b {
                a
            } else {
                at
            };
            (chunk, chunk.number, &all[from].sealed)
        });
        put(&world, swapped).await;
        refused(&world, &officer, &paths).await;
    }
    // One is put in twice, behind the last: nobody reads it, and it is found.
    let more = as_it_was().chain([(&all[0], 90, &all[0].sealed)]);
    put(&world, more).await;
    assert!(!is_clean(&world).await);
    put(&world, as_it_was()).await;
    assert!(is_clean(&world).await, "put back, it is as it was");
    assert_eq!(count(&world, "blob where owner is null").await, 0);
}
on_both!(a_changed_file_does_not_look_like_a_good_one, changed);

/// One of both at least ends in an error, after a beginning at most; and `check` says so.
async fn refused(world: &World, officer: &Browser, paths: &[String]) {
    let mut broken = 0;
    for path in paths {
        let (headers, bytes) = officer.download(path).await;
        assert!(headers.contains_key("content-length"));
        broken += usize::from(bytes.is_err());
    }
    assert!(broken > 0);
    assert!(!is_clean(world).await);
}

/// Over a real connection: it breaks off before as much came as was said.
#[tokio::test]
async fn a_download_that_breaks_off_is_seen_by_the_client() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in("officer@a.example").await;
    let paths = two_photos(&world, &officer).await;
    let all = chunks(&world).await;
    let gone = all.len() / 2 - 1;
    let rest = all.iter().enumerate().filter(|(at, _)| *at != gone);
    put(
        &world,
        rest.map(|(_, chunk)| (chunk, chunk.number, &chunk.sealed)),
    )
    .await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = world.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut broken = 0;
    for path in &paths {
        let cookie = format!("__Host-session={}", officer.cookie("__Host-session"));
        let request = reqwest::Client::new()
            .get(format!("http://{address}{path}"))
            .header("cookie", cookie);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        broken += usize::from(answer.bytes().await.is_err());
    }
    assert_eq!(broken, 1);
}
