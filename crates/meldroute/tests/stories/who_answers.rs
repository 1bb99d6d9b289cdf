//! A number of a partner says who answers there, everywhere where somebody dials it or writes to it.

use testkit::walk::{assess, hand_over, look_at};
use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";

/// What a page says, on one line.
fn line(page: &str) -> String {
    visible(page).replace('\n', " ").replace(" ,", ",")
}

async fn save(officer: &Browser, who: &str) {
    let path = "/beleid/partner/nla";
    let seen = officer.get(path).await.ok().hidden("seen");
    let fields = [
        ("seen", seen.as_str()),
        ("name", "Nederlandse Arbeidsinspectie"),
        ("kind-0", "telefoon"),
        ("value-0", "0800-5151"),
        ("answers-0", who),
    ];
    officer.post(path, &fields).await.moved();
}

async fn pdf_of(officer: &Browser, path: &str) -> String {
    let pdf = officer.get(path).await.ok();
    let pdf = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn said(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    // Whoever answers there may be who reported: the partner is not told that name.
    save(&officer, "Test employee").await;
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    assert!(!visible(&looked.text()).contains("Test employee"));
    save(&officer, "het frontoffice").await;
    let policy = line(&officer.page("/beleid/partner/nla").await);
    assert!(policy.contains("0800-5151, het frontoffice"), "{policy}");
    for page in ["doorzetten", "doorzetten/nla"] {
        let html = officer.page(&format!("/dossier/{id}/{page}")).await;
        let words = line(&html);
        assert!(
            words.contains("0800-5151, het frontoffice"),
            "{page}: {words}"
        );
        assert!(html.contains("href=\"tel:08005151\""), "{page}");
    }
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    let words = line(&looked.text());
    assert!(
        words.contains("Nederlandse Arbeidsinspectie, het frontoffice"),
        "{words}"
    );
    hand_over(&officer, id, "nla", &[]).await.moved();
    let page = officer.page(&format!("/dossier/{id}")).await;
    let words = line(&page);
    assert!(words.contains("0800-5151, het frontoffice"), "{words}");
    let link = page.split("/overdracht/").nth(1).unwrap();
    let path = format!("/dossier/{id}/overdracht/{}", &link[..36]);
    let text = pdf_of(&officer, &path).await;
    assert!(text.contains("ter attentie van het frontoffice"), "{text}");
}
on_both!(who_answers_stands_beside_the_number, said);
