//! A partner answers with a document: made anew as any file, kept with the dossier, and opened by the officer alone.

use platform::params;
use testkit::walk::PNG;
use testkit::{Browser, World, on_both, visible};

use crate::partner_account::{LIST, OWN};
use crate::partner_answers::{on_its_way, partner};

/// So many documents are stored, of whomever.
async fn blobs(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select count(*) as n from blob";
    let row = tx.must(sql, params![]).await.unwrap();
    row.get("n").unwrap()
}

/// Ten documents come with one handover at most.
async fn takes_no_more(partner: &Browser, page: &str) {
    let more = [
        ("what", "interim"),
        ("outcome", "taken_up"),
        ("text", "Nog meer."),
    ];
    let many: Vec<(&str, &[u8])> = (0..10).map(|_| ("foto.png", PNG)).collect();
    let told = partner.upload(page, &more, &many).await;
    assert!(visible(&told.ok().text()).contains("ten hoogste tien documenten"));
}

async fn is_sound(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

async fn documents(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let interim = [
        ("what", "interim"),
        ("outcome", "taken_up"),
        ("text", "Zie de foto."),
        ("form", "0192d3b0-0000-4000-8000-000000000009"),
    ];
    let told = partner
        .upload(&page, &interim, &[("brief.exe", b"MZ geen foto")])
        .await;
    let text = visible(&told.ok().text());
    assert!(
        text.contains("brief.exe") && text.contains("Zie de foto."),
        "{text}"
    );
    let dossier = format!("/dossier/{}", way.id);
    assert!(!way.officer.words(&dossier).await.contains("Zie de foto."));
    let no_outcome = [interim[0], interim[2]];
    let told = partner
        .upload(&page, &no_outcome, &[("foto.png", PNG)])
        .await;
    assert!(visible(&told.ok().text()).contains("Kies de documenten nog een keer."));
    for _ in 0..2 {
        let sent = partner.upload(&page, &interim, &[("foto.png", PNG)]).await;
        sent.moved();
    }
    let own = partner.words(&page).await;
    assert!(own.contains("Documenten erbij: 1"), "{own}");
    let shown = way.officer.page(&dossier).await;
    assert_eq!(
        shown.matches("Document 1 van").count(),
        1,
        "{}",
        visible(&shown)
    );
    let before = shown.split("Document 1 van").next().unwrap();
    let at = before.rsplit("href=\"").next().unwrap();
    let at = at.split('"').next().unwrap();
    let opened = way.officer.get(at).await.ok();
    assert_eq!(opened.headers["content-type"], "image/png");
    // What the partner gave is no file that it was given.
    let file = at.rsplit('/').next().unwrap();
    let there = partner.get(&format!("{page}/bestand/{file}")).await;
    assert_eq!(there.status, 404);
    let other = world.sign_in("employee@a.example").await;
    assert_ne!(other.get(at).await.status, 200);
    takes_no_more(&partner, &page).await;
    let handed = format!("{dossier}/doorzetten/zorgcoordinator");
    let form = way.officer.page(&handed).await;
    let item = form
        .split(&format!("value=\"file-{file}\""))
        .nth(1)
        .unwrap();
    assert!(
        !item.split('>').next().unwrap().contains("checked"),
        "it goes on to nobody by itself"
    );
    is_sound(&world).await;
}
on_both!(a_partner_answers_with_a_document, documents);

/// The same form with another document is another message; whoever may not say anything here leaves no document.
async fn not_theirs(world: World) {
    let way = on_its_way(&world).await;
    let (partner, page) = partner(&world, &way.link, &way.code).await;
    let account = world.sign_in(OWN).await;
    let own = page.replace("/partner/", &format!("{LIST}/"));
    account.get(&own).await.ok();
    let ask = [("what", "asked"), ("text", "Is dit het?")];
    let form = partner.get(&page).await.ok().hidden("form");
    let same = [ask[0], ask[1], ("form", form.as_str())];
    partner.post(&page, &same).await.moved();
    let sent = partner.upload(&page, &same, &[("foto.png", PNG)]).await;
    sent.moved();
    let read = partner.words(&page).await;
    assert_eq!(read.matches("Is dit het?").count(), 2, "{read}");
    let before = blobs(&world).await;
    let link = page.replace("/partner/", &format!("/dossier/{}/partner/", way.id));
    let gone = [("action", "withdraw")];
    way.officer
        .post(&format!("{link}/link"), &gone)
        .await
        .moved();
    let elsewhere = format!("{LIST}/0192d3b0-0000-4000-8000-000000000009");
    for there in [own, elsewhere] {
        let sent = account.upload(&there, &ask, &[("foto.png", PNG)]).await;
        assert_eq!(sent.status, 404, "{there}");
    }
    assert_eq!(blobs(&world).await, before, "nothing was stored");
}
on_both!(a_document_of_whoever_may_not_is_not_stored, not_theirs);
