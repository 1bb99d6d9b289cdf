//! Makes the installation that is kept of a release, with the program as it is now.

use platform::DossierId;
use std::path::Path;

use platform::mail::Mailer;
use platform::stretching::Costs;

use super::kept::{Dossier, Known, counts, pack};
use testkit::{Browser, Kind, PASSPHRASE, World, postgres};

/// What is of the moment too: a draft, one that is shared, a form held over an expired session.
async fn of_the_moment(world: &World) {
    let employee = world.sign_in("employee@a.example").await;
    let form = employee.get("/melden/plaats").await.ok().hidden("form-id");
    let to = world.people.lock().unwrap()["coordinator@a.example"]
        .id
        .to_string();
    let sharing = [
        ("form-id", form.as_str()),
        ("seen", "Gedeeld: een loods met matrassen."),
        ("place", "Denkbeeldweg 1"),
        ("contact", "here"),
        ("action", "share"),
        ("share-with", &to),
    ];
    employee.post("/melden/plaats", &sharing).await.moved();
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let draft = [
        ("form-id", form.as_str()),
        ("seen", "Een concept: nog niet af."),
    ];
    employee.post("/melden/persoon/concept", &draft).await;
    let officer = world.sign_in("officer@a.example").await;
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    let search = [("text", "wie is dit"), ("reason", "Bewaard formulier.")];
    officer.post("/zoeken", &search).await.moved();
}

/// One dossier gets its feedback; the reporter is told, and it is closed.
async fn close(officer: &Browser, id: DossierId, referral: &str) {
    let feedback = [("text", "Inspectie gepland."), ("action", "answer")];
    let path = format!("/dossier/{id}/terugkoppeling/{referral}");
    officer.post(&path, &feedback).await.moved();
    let pass = [("partner", "zorgcoordinator"), ("reason", "Loopt al daar.")];
    let path = format!("/dossier/{id}/doorzetten");
    officer.post(&path, &pass).await.moved();
    let path = format!("/dossier/{id}/afsluiten");
    let version = officer.get(&path).await.ok().hidden("version");
    let told = [
        ("version", version.as_str()),
        ("outcome", "referred"),
        ("message", "Dank u. Het is doorgezet."),
        ("action", "close"),
    ];
    officer.post(&path, &told).await.moved();
}

async fn lived(kind: Kind) -> (World, Vec<Dossier>) {
    let world = World::with(kind, Mailer::default(), Costs::FULL).await;
    let walked = world.live_in().await;
    let officer = world.sign_in("officer@a.example").await;
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
    close(&officer, walked.id, &walked.referral).await;
    of_the_moment(&world).await;
    let seen = |words: &[&str]| words.iter().map(|text| (*text).to_owned()).collect();
    let mut dossiers = vec![Dossier {
        id: walked.id,
        reference: walked.reference.clone(),
        words: seen(&[
            "Busje bij de kwekerij.",
            "Mirela Fantasia",
            "Eerste notitie.",
            "Tweede notitie.",
            "Inspectie gepland.",
        ]),
        reporter: "Test employee".into(),
    }];
    let mut tx = world.app.db.read().await.unwrap();
    for row in tx
        .rows("select id, reference from signal", vec![])
        .await
        .unwrap()
    {
        let id = row.get("id").unwrap();
        if id != walked.id {
            dossiers.push(Dossier {
                id,
                reference: row.get("reference").unwrap(),
                words: seen(&["Busje bij de kwekerij.", "Mirela Fantasia"]),
                reporter: "Test coordinator".into(),
            });
        }
    }
    drop(tx);
    (world, dossiers)
}

async fn tables(world: &World, kind: Kind) -> Vec<String> {
    let sql = match kind {
        Kind::Sqlite => {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        }
        Kind::Postgres => {
            "select table_name::text as name from information_schema.tables where table_schema = 'public'"
        }
    };
    let rows = world.app.db.read().await.unwrap().rows(sql, vec![]).await;
    rows.unwrap()
        .iter()
        .map(|row| row.get("name").unwrap())
        .collect()
}

async fn keep(kind: Kind, to: &Path) {
    use base64::Engine;
    let (world, dossiers) = lived(kind).await;
    let people = world.people.lock().unwrap().clone();
    let all = tables(&world, kind).await;
    let known = Known {
        made_at: world.clock.now(),
        people: people
            .into_iter()
            .map(|(email, person)| (email, (person.id, person.code)))
            .collect(),
        dossiers,
        counts: counts(&world.app, all.iter()).await,
    };
    world.app.note_high_water().unwrap();
    world.app.db.checkpoint().await.unwrap();
    world.app.db.close().await;
    let key = base64::engine::general_purpose::STANDARD.encode(world.instance.expose());
    let database = match kind {
        Kind::Sqlite => (
            "meldroute.db",
            std::fs::read(world.dir.path().join("meldroute.db")).unwrap(),
        ),
        Kind::Postgres => ("dump.sql", postgres::dump(&world.url)),
    };
    let noted = std::fs::read(world.dir.path().join("high-water")).unwrap();
    pack(
        to,
        &[
            database,
            ("keys/instance.key", key.into_bytes()),
            ("keys/high-water", noted),
            ("known.json", serde_json::to_vec_pretty(&known).unwrap()),
        ],
    );
}

#[tokio::test]
#[ignore = "makes the installation that is kept of a release: see README.md"]
async fn keep_this_version() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let file = super::kept::file(env!("CARGO_PKG_VERSION"), kind);
        assert!(!file.exists(), "{} is kept already", file.display());
        keep(kind, &file).await;
    }
}
