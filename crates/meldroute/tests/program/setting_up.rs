//! An empty folder, the link that is printed, and the setup pages.

use std::path::Path;

use testkit::{encode, visible};

use crate::started::{Server, client, posted, run, text};

/// What a page of the program says.
async fn got(client: &reqwest::Client, url: &str) -> String {
    let answer = client.get(url).send().await.unwrap();
    visible(&answer.text().await.unwrap())
}

/// The form of the first two people, as far as the second one's name.
const PEOPLE: &str = "municipality=Montfoort&coordinator=yes&step=people&admin-name=Berend+Test&admin-email=beheer%40test.example&officer-name=Fenna+Test";

/// The one-time link that the program printed when it started on an empty folder.
fn printed_link(folder: &Path) -> String {
    let printed = std::fs::read_to_string(folder.join("log")).unwrap();
    let line = printed.lines().find(|line| line.contains("/inrichten/"));
    line.unwrap().trim().to_owned()
}

#[tokio::test]
async fn the_setup_pages_say_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"), &["serve"]).await;
    let link = printed_link(folder.path());
    let client = client();
    assert!(got(&client, &link).await.contains("Typ de eerste letters"));
    let wrong = format!("{}/inrichten/{}", server.url, "0".repeat(40));
    assert_eq!(client.get(wrong).send().await.unwrap().status(), 404);
    // A pack of one's own with a fault: where and what.
    let broken = visible(&posted(&client, &link, "text=version+%3D+3").await);
    assert!(
        broken.contains("Regel 1, kolom 11: hier hoort een tekst"),
        "{broken}"
    );
    let chosen = "municipality=Montfoort&coordinator=yes";
    let first = posted(&client, &link, chosen).await;
    assert!(visible(&first).contains("Van ontvangst tot beoordeling"));
    assert!(
        first.contains("id=\"suggestion\""),
        "a passphrase of six words is offered"
    );
    let incomplete = visible(&posted(&client, &link, PEOPLE).await);
    assert!(
        incomplete.contains("akkoord met deze termijnen: vink dit aan"),
        "{incomplete}"
    );
}

/// An empty folder, the printed link, the setup pages, and both first people sign in.
#[tokio::test]
async fn a_newcomer_sets_up_a_municipality() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::start(&data, &["serve"]).await;
    let link = printed_link(folder.path());
    let client = client();
    let phrase = encode("acht stille roeiers in de mist");
    let complete = format!(
        "{PEOPLE}&officer-email=officer%40test.example&officer-passphrase={phrase}&terms=on"
    );
    let kind = "application/x-www-form-urlencoded";
    let form = |url: &str| client.post(url).header("content-type", kind);
    let founded = form(&link).body(complete).send().await.unwrap();
    assert_eq!(founded.headers()["location"], "/ingericht");
    let held = |answer: &reqwest::Response| {
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    };
    let (page, cookie) = (format!("{}/ingericht", server.url), held(&founded));
    let key = client
        .get(&page)
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    assert!(key.text().await.unwrap().contains("id=\"recovery-key\""));
    let stored = form(&page).header("cookie", &cookie).body("stored=on");
    let cookie = held(&stored.send().await.unwrap());
    let done = client
        .get(&page)
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    let done = done.text().await.unwrap();
    assert!(
        visible(&done).contains("Montfoort kan beginnen"),
        "{}",
        visible(&done)
    );
    assert_eq!(done.matches("/uitnodiging/").count(), 2);
    assert_eq!(
        client.get(&link).send().await.unwrap().status(),
        410,
        "the link works once"
    );
    let invitation = done.split("/uitnodiging/").nth(1).unwrap();
    let token = invitation.split('<').next().unwrap();
    let invitation = &format!("{}/uitnodiging/{token}", server.url);
    assert!(
        got(&client, invitation)
            .await
            .contains("Welkom bij Meldroute")
    );
    drop(server);
    let checked = run(&["check", "--data", &data.display().to_string()]);
    assert!(checked.status.success(), "{}", text(&checked));
}
