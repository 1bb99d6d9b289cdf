//! Signing in, and staying able to: no lost password, passphrase or role strands a signal.

mod confirming;
mod own_signals;
mod people;
mod roles;
mod seats;
mod signing_in;
mod vault_key;
mod who;

use accounts::people::{CodeSecret, totp};
use testkit::{Browser, World, inside, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";
const NEW_PHRASE: &str = "elf blauwe paraplu's aan de lijn";

/// The last administrator, or the last officer who can open the vault.
const LAST: &str = "Niet opgeslagen: er moet altijd een beheerder zijn";

/// Accepts an invitation as the person would; gives the secret for codes when there is one.
pub(crate) async fn join(world: &World, link: &str, password: &str) -> Option<String> {
    let path = &link[link.find("/uitnodiging/").unwrap()..];
    let browser = Browser::new(world);
    let page = browser.get(path).await.ok().text();
    let secret = page
        .split("id=\"code-secret\">")
        .nth(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned());
    world.clock.set(world.clock.now() + 31_000);
    let seconds = u64::try_from(world.clock.now() / 1000).unwrap();
    let code = secret.as_ref().map_or(String::new(), |secret| {
        totp(&CodeSecret(secret.clone()))
            .unwrap()
            .generate(seconds)
            .to_string()
    });
    assert!(
        visible(
            &browser
                .post(path, &[("password", "welkom01"), ("code", &code)])
                .await
                .ok()
                .text()
        )
        .contains("minstens 12 tekens")
    );
    browser
        .post(path, &[("password", password), ("code", &code)])
        .await
        .moved();
    // Whoever typed both is in: no second code is asked for.
    browser.get("/account").await.ok();
    let used = browser.get(path).await;
    assert_eq!(used.status, 404, "the link works once");
    let told = visible(&used.text());
    assert!(
        told.contains("Met deze link is al een wachtwoord gekozen"),
        "{told}"
    );
    assert!(
        told.contains("Vraag de beheerder van Meldroute bij gemeente"),
        "{told}"
    );
    secret
}

pub(crate) fn link_on(page: &str) -> String {
    inside(page, "invitation-link")
}

async fn futures_of<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    futures_util::future::join_all(all).await
}
