//! What ends a handover for its partner is asked once more, on a page that shows what will be sent (bijlage 2, stap 5).

use testkit::walk::{PNG, kept};
use testkit::{World, on_both, visible};

use crate::partner_account::says;
use crate::partner_answers::{SURE, on_its_way, partner};

const DONE: [(&str, &str); 4] = [
    ("what", "final"),
    ("outcome", "joined"),
    ("text", "Gevoegd bij\nde zaak \"Kas\"."),
    ("form", "0192d3b0-0000-4000-8000-000000000012"),
];

async fn asked(world: World) {
    let way = on_its_way(&world).await;
    let (guest, page) = partner(&world, &way.link, &way.code).await;
    // Nothing is asked about what cannot be sent.
    let empty = guest.post(&page, &DONE[..1]).await.ok();
    says(&empty, "Wat is ermee gedaan?");
    assert!(!visible(&empty.text()).contains("Dit is uw laatste antwoord"));
    let last = guest.post(&page, &DONE).await.ok();
    for words in [
        "Dit is uw laatste antwoord",
        "kunt u niets meer sturen",
        "Gevoegd bij een lopende zaak",
        "de zaak \"Kas\".",
    ] {
        says(&last, words);
    }
    let dossier = format!("/dossier/{}", way.id);
    let seen = way.officer.words(&dossier).await;
    assert!(!seen.contains("de zaak"), "nothing was sent: {seen}");
    // Back: all that was typed is there.
    let sends = kept(&last, &page);
    let fields: Vec<(&str, &str)> = sends
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let back = [fields.as_slice(), &[("action", "back")]].concat();
    let form = guest.post(&page, &back).await.ok();
    assert!(
        form.text().contains("de zaak &#34;Kas&#34;."),
        "{}",
        form.text()
    );
    let chosen = form
        .text()
        .split("value=\"joined\"")
        .nth(2)
        .unwrap()
        .to_owned();
    assert!(chosen.split('>').next().unwrap().contains("checked"));
    // Documents are chosen here. One that cannot be kept leads back here.
    let sure = [fields.as_slice(), &[SURE]].concat();
    let bad = [("brief.exe", b"MZ geen foto".as_slice())];
    let told = guest.upload(&page, &sure, &bad).await.ok();
    says(&told, "brief.exe");
    says(&told, "Dit is uw laatste antwoord");
    let seen = way.officer.words(&dossier).await;
    assert!(!seen.contains("de zaak"), "{seen}");
    for _ in 0..2 {
        let sent = guest.upload(&page, &sure, &[("foto.png", PNG)]).await;
        assert_eq!(sent.status, 303, "sent twice it is one");
    }
    let seen = way.officer.words(&dossier).await;
    assert!(
        seen.contains("de zaak \"Kas\".") && seen.contains("Document 1 van"),
        "{seen}"
    );
    says(&guest.get(&page).await.ok(), "U hoeft niets meer te doen.");
}
on_both!(the_last_answer_of_a_partner_is_asked_once_more, asked);

/// What is given back too; what goes on is sent at once.
async fn given_back(world: World) {
    let way = on_its_way(&world).await;
    let (guest, page) = partner(&world, &way.link, &way.code).await;
    let interim = [
        ("what", "interim"),
        ("outcome", "taken_up"),
        ("text", "Wij kijken ernaar."),
    ];
    guest.post(&page, &interim).await.moved();
    let back = [
        ("what", "handed_back"),
        ("text", "Hier werkt niemand."),
        ("whom", "de politie"),
    ];
    let last = guest.post(&page, &back).await.ok();
    for words in [
        "U geeft de overdracht terug.",
        "Hier werkt niemand.",
        "de politie",
    ] {
        says(&last, words);
    }
    says(&guest.get(&page).await.ok(), "Wij pakken dit op");
    let sends = kept(&last, &page);
    let fields: Vec<(&str, &str)> = sends
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let sure = [fields.as_slice(), &[SURE]].concat();
    guest.post(&page, &sure).await.moved();
    let seen = way.officer.words(&format!("/dossier/{}", way.id)).await;
    assert!(seen.contains("Misschien wel voor: de politie"), "{seen}");
}
on_both!(what_a_partner_gives_back_is_asked_once_more, given_back);

/// The tab closes on the page that asks: what was typed last is there, not what was kept before.
async fn closed(world: World) {
    let way = on_its_way(&world).await;
    let (guest, page) = partner(&world, &way.link, &way.code).await;
    let older = [
        DONE[0],
        DONE[1],
        ("text", "Een eerste begin."),
        ("action", "draft"),
    ];
    guest.post(&page, &older).await.moved();
    let photo = [("foto.png", PNG)];
    let last = guest.upload(&page, &DONE, &photo).await.ok();
    says(&last, "Dit is uw laatste antwoord");
    let shown = guest.page(&page).await;
    assert!(shown.contains("de zaak &#34;Kas&#34;."), "{shown}");
    assert!(!shown.contains("Een eerste begin."), "{shown}");
    assert!(visible(&shown).contains("Dit hebt u nog niet verstuurd."));
    let sure = [DONE.as_slice(), &[SURE]].concat();
    guest.post(&page, &sure).await.moved();
    let shown = guest.words(&page).await;
    assert!(!shown.contains("nog niet verstuurd"), "{shown}");
}
on_both!(what_was_typed_is_kept_while_it_is_asked_once_more, closed);
