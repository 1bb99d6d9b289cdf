//! What left by telephone, what was advised, and what a calendar reads: none of it says who reported.

use testkit::walk::Walked;
use testkit::{Browser, World};

const CALL: [(&str, &str); 6] = [
    ("partner", "avim"),
    ("with", "De meldkamer"),
    ("day", "2026-11-17"),
    ("time", "08:30"),
    ("agreed", "Iemand gaat kijken."),
    ("why", "Het kon niet wachten."),
];

/// The document of a call, and the officer's calendar. What names the reporter is not taken.
pub async fn left(world: &World, officer: &Browser, walked: &Walked) -> Vec<Vec<u8>> {
    let path = format!("/dossier/{}", walked.id);
    for text in ["Zwaluwstaart zag het.", "Bel 06-87654321."] {
        let told = [CALL.as_slice(), &[("told", text)]].concat();
        let answer = officer.post(&format!("{path}/gebeld"), &told).await;
        assert_eq!(answer.status, 200, "{text} is refused");
        let asked = [
            ("partner", "veilig_thuis"),
            ("asked", text),
            ("advised", "Niets."),
        ];
        let answer = officer.post(&format!("{path}/advies"), &asked).await;
        assert_eq!(answer.status, 200, "{text} is refused");
    }
    let told = [CALL.as_slice(), &[("told", "Een busje staat er nu.")]].concat();
    officer.post(&format!("{path}/gebeld"), &told).await.moved();
    let shown = officer.page(&path).await;
    let mut found = Vec::new();
    for rest in shown.split(&format!("{path}/overdracht/")).skip(1) {
        let pdf = format!("{path}/overdracht/{}", &rest[..36]);
        found.push(officer.get(&pdf).await.ok().bytes);
    }
    assert!(found.len() >= 2, "the handover and the call");
    let made = officer.post("/werk/agenda", &[("action", "make")]).await;
    let made = made.ok().text();
    let token = made.split("/agenda/").find(|part| part.contains(".ics"));
    let token = token.unwrap().split(".ics").next().unwrap();
    let feed = Browser::new(world)
        .get(&format!("/agenda/{token}.ics"))
        .await;
    found.push(feed.ok().bytes);
    found
}
