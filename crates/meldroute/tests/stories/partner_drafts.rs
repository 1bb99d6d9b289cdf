//! What somebody of a partner typed and did not send stays for them, and for nobody else, as long as the handover is
//! open to them.

use platform::params;
use testkit::{Browser, World, on_both, visible};

use crate::partner_account::{LIST, OWN};
use crate::partner_answers::{SURE, link_and_code, on_its_way, partner};

const FORM: (&str, &str) = ("form", "0192d3b0-0000-4000-8000-000000000011");
const ASKS: [(&str, &str); 3] = [("what", "asked"), ("text", "Waar staat die loods"), FORM];

/// So many drafts lie there, of whomever.
async fn lie(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select count(*) as n from draft";
    let row = tx.must(sql, params![]).await.unwrap();
    row.get("n").unwrap()
}

/// By script, while somebody types.
async fn types(browser: &Browser, page: &str, fields: &[(&str, &str)]) -> u16 {
    let answer = browser.post(&format!("{page}/concept"), fields).await;
    answer.status.as_u16()
}

async fn kept(world: World) {
    let way = on_its_way(&world).await;
    let (guest, page) = partner(&world, &way.link, &way.code).await;
    let account = world.sign_in(OWN).await;
    let own = page.replace("/partner/", &format!("{LIST}/"));
    assert_eq!(types(&guest, &page, &ASKS).await, 200);
    let more = [ASKS[0], ("text", "Waar staat die loods precies?"), FORM];
    assert_eq!(types(&guest, &page, &more).await, 200);
    let back = [
        ("what", "handed_back"),
        ("text", "Niet van ons"),
        ("whom", "de brandweer"),
    ];
    assert_eq!(types(&account, &own, &back).await, 200);
    assert_eq!(lie(&world).await, 2);
    // Each finds what they typed themselves.
    let shown = guest.page(&page).await;
    assert!(shown.contains("Waar staat die loods precies?") && !shown.contains("de brandweer"));
    assert!(visible(&shown).contains("Dit hebt u nog niet verstuurd."));
    let shown = account.page(&own).await;
    assert!(shown.contains("Niet van ons") && shown.contains("de brandweer"));
    assert!(!shown.contains("die loods"));
    let dossier = way.officer.page(&format!("/dossier/{}", way.id)).await;
    assert!(!dossier.contains("die loods") && !dossier.contains("Niet van ons"));
    // Once it is sent nothing of it is left; a late save of the same form brings nothing back.
    guest.post(&page, &more).await.moved();
    assert_eq!(lie(&world).await, 1);
    assert_eq!(types(&guest, &page, &more).await, 200);
    let shown = guest.page(&page).await;
    assert_eq!(shown.matches("die loods precies?").count(), 1, "{shown}");
    assert!(!shown.contains("Dit hebt u nog niet verstuurd."));
}
on_both!(what_a_partner_typed_stays_for_whoever_typed_it, kept);

/// With the link, and with the last word.
async fn destroyed(world: World) {
    let way = on_its_way(&world).await;
    let (guest, page) = partner(&world, &way.link, &way.code).await;
    let account = world.sign_in(OWN).await;
    let own = page.replace("/partner/", &format!("{LIST}/"));
    let link = page.replace("/partner/", &format!("/dossier/{}/partner/", way.id)) + "/link";
    types(&guest, &page, &ASKS).await;
    types(&account, &own, &ASKS).await;
    // A new link is for another browser; whoever has an account reads on.
    let renew = [("action", "renew")];
    way.officer.post(&link, &renew).await.moved();
    assert_eq!(lie(&world).await, 1);
    assert_eq!(types(&guest, &page, &ASKS).await, 403);
    assert!(account.page(&own).await.contains("die loods"));
    let (next, code) = link_and_code(&way.officer, way.id).await;
    let (again, page) = partner(&world, &next, &code).await;
    assert!(!again.page(&page).await.contains("die loods"));
    types(&again, &page, &ASKS).await;
    let withdraw = [("action", "withdraw")];
    way.officer.post(&link, &withdraw).await.moved();
    assert_eq!(lie(&world).await, 0);
    assert_eq!(types(&account, &own, &ASKS).await, 404);
    way.officer.post(&link, &renew).await.moved();
    let (next, code) = link_and_code(&way.officer, way.id).await;
    let (last, page) = partner(&world, &next, &code).await;
    types(&last, &page, &ASKS).await;
    types(&account, &own, &ASKS).await;
    let done = [("what", "final"), ("outcome", "joined"), SURE];
    account.post(&own, &done).await.moved();
    assert_eq!(lie(&world).await, 0);
    assert_eq!(
        types(&last, &page, &ASKS).await,
        409,
        "nothing is said any more"
    );
    assert_eq!(lie(&world).await, 0);
}
on_both!(what_a_partner_typed_goes_with_its_link, destroyed);

/// Without a script there is a button; documents are chosen again.
async fn by_button(world: World) {
    let way = on_its_way(&world).await;
    let (guest, page) = partner(&world, &way.link, &way.code).await;
    let keep = [
        ("what", "interim"),
        ("outcome", "taken_up"),
        ("text", "Wij gaan er dinsdag heen"),
        ("action", "draft"),
    ];
    let to = guest.post(&page, &keep).await.moved();
    let shown = guest.page(&to).await;
    assert!(visible(&shown).contains("Bewaard, en nog niet verstuurd."));
    assert!(shown.contains("Wij gaan er dinsdag heen"));
    let chosen = shown.split("value=\"taken_up\"").nth(1).unwrap();
    assert!(chosen.split('>').next().unwrap().contains("checked"));
    let photo = [("foto.png", testkit::walk::PNG)];
    let to = guest.upload(&page, &keep, &photo).await.moved();
    let shown = guest.words(&to).await;
    assert!(shown.contains("De documenten kiest u opnieuw"), "{shown}");
    let dossier = way.officer.words(&format!("/dossier/{}", way.id)).await;
    assert!(!dossier.contains("dinsdag"), "{dossier}");
    world
        .hire_of("police@a.example", world.montfoort, "avim")
        .await;
    let other = world.sign_in("police@a.example").await;
    let there = page.replace("/partner/", &format!("{LIST}/"));
    assert_eq!(types(&other, &there, &ASKS).await, 404);
}
on_both!(a_partner_keeps_what_it_typed_by_a_button, by_button);

/// Saved at the moment that all ends: whichever comes first, nothing is left.
async fn at_once(world: World) {
    let mut way = on_its_way(&world).await;
    let withdraw = [("action", "withdraw")];
    let renew = [("action", "renew")];
    for _ in 0..3 {
        let (guest, page) = partner(&world, &way.link, &way.code).await;
        let link = page.replace("/partner/", &format!("/dossier/{}/partner/", way.id)) + "/link";
        guest.get(&page).await.ok();
        let (_, ended) = tokio::join!(
            types(&guest, &page, &ASKS),
            way.officer.post(&link, &withdraw)
        );
        ended.moved();
        assert_eq!(lie(&world).await, 0, "after it was withdrawn");
        way.officer.post(&link, &renew).await.moved();
        (way.link, way.code) = link_and_code(&way.officer, way.id).await;
    }
    let (guest, page) = partner(&world, &way.link, &way.code).await;
    let account = world.sign_in(OWN).await;
    let own = page.replace("/partner/", &format!("{LIST}/"));
    account.get(&own).await.ok();
    let done = [("what", "final"), ("outcome", "joined"), SURE];
    let (_, said) = tokio::join!(types(&guest, &page, &ASKS), account.post(&own, &done));
    said.moved();
    assert_eq!(lie(&world).await, 0, "after the last word");
}
on_both!(a_draft_that_is_saved_as_all_ends_is_not_kept, at_once);
