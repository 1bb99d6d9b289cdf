//! A vault's passphrase is offered, and a weak one refused, wherever one is chosen.

use testkit::{Kind, PASSPHRASE, PASSWORD, World, visible};

const OFFICER: &str = "officer@a.example";

/// The phrase in the box on a page.
fn suggestion(page: &str) -> String {
    let box_ = page
        .split("id=\"suggestion\"")
        .nth(1)
        .expect("a suggestion");
    box_.split("class=\"words\">")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn six_words_are_offered_first_each_time_others_and_taken() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
    let page = officer.get("/kluis").await.ok().text();
    let phrase = suggestion(&page);
    assert!(
        phrase
            .split(' ')
            .all(|word| vault::phrase::list().contains(&word)),
        "{phrase}"
    );
    assert_eq!(phrase.split(' ').count(), 6);
    assert!(page.contains("href=\"/kluis\">Een andere"));
    assert_ne!(suggestion(&officer.get("/kluis").await.ok().text()), phrase);
    officer
        .post("/kluis/wachtzin", &[("new-passphrase", &phrase)])
        .await
        .moved();
    officer.post("/kluis/sluiten", &[]).await.moved();
    officer
        .post("/kluis/openen", &[("passphrase", &phrase)])
        .await
        .moved();
}

#[tokio::test]
async fn a_common_phrase_is_refused_for_the_vault() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
    for weak in ["mensenhandel1", "Officer-Example-2026", "ikhouvanjou12"] {
        let offered = suggestion(&officer.get("/kluis").await.ok().text());
        let fields = [("new-passphrase", weak), ("suggestion", &offered)];
        let refused = officer.post("/kluis/wachtzin", &fields).await.ok().text();
        assert!(
            visible(&refused).contains("Neem zes losse woorden, zoals hierboven."),
            "{weak}"
        );
        assert!(!refused.contains(weak));
        assert_eq!(
            suggestion(&refused),
            offered,
            "the words that were written down stay"
        );
    }
    let own = officer
        .post("/kluis/wachtzin", &[("new-passphrase", PASSWORD)])
        .await
        .ok()
        .text();
    assert!(
        visible(&own).contains("Dit is uw wachtwoord om in te loggen"),
        "{}",
        visible(&own)
    );
    officer.post("/kluis/sluiten", &[]).await.moved();
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
}
