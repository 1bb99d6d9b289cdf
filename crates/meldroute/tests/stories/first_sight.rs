//! What a newcomer reads on paper, in the menu and after an act is true where they stand.

use testkit::walk::{assess, hand_over};
use testkit::{World, on_both, visible};

const PRINTED: &str = "<p class=\"on-paper\">Vertrouwelijk · afgedrukt door Test officer op ";

async fn on_paper(world: World) {
    let (officer, id) = world.reported(&[("seen", "Iets.")], &[]).await;
    let dossier = format!("/dossier/{id}");
    for path in [
        "/werk",
        "/overleg",
        "/afgesloten",
        "/verstrekkingen",
        "/zoeken",
        &dossier,
        &format!("{dossier}/beoordelen"),
        &format!("{dossier}/nagaan"),
    ] {
        let page = officer.get(path).await.text();
        assert_eq!(page.matches(PRINTED).count(), 1, "{path}");
    }
    for path in ["/melden", "/wie-is-wie", "/beleid"] {
        assert!(!officer.page(path).await.contains("on-paper"), "{path}");
    }
}
on_both!(every_print_about_people_says_whose_copy_it_is, on_paper);

async fn no_mail(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let words = admin.words("/achtergrond").await;
    assert!(words.contains("Er is geen mailserver ingesteld"), "{words}");
}
on_both!(
    /// The first step "Zorg dat mail werkt" leads there.
    work_in_the_background_says_that_no_mail_goes_out,
    no_mail
);

async fn menu(world: World) {
    world.staff().await;
    let band = |page: String| {
        let band = page.split("class=\"band\"").nth(1).unwrap().to_owned();
        band.split("</nav>").next().unwrap().to_owned()
    };
    let admin = band(world.sign_in("admin@a.example").await.page("/mensen").await);
    assert!(admin.contains("Wie is wie"), "{admin}");
    assert!(!admin.contains("Melden") && !admin.contains("band__apart"));
    let officer = band(world.sign_in("officer@a.example").await.page("/werk").await);
    assert!(officer.contains("Melden") && officer.contains("band__apart"));
}
on_both!(who_may_not_report_has_who_is_who_in_the_menu, menu);

async fn by_phone(world: World) {
    let (officer, id) = world.reported(&[("seen", "Iets.")], &[]).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    let phone = [("method", "phone")];
    let to = hand_over(&officer, id, "nla", &phone).await.moved();
    let next = officer.get(to.split('#').next().unwrap()).await.ok();
    let words = visible(&next.text());
    assert!(
        words.contains("Bel nu de partner") && !words.contains("Geef die aan de partner"),
        "{words}"
    );
    let to = hand_over(&officer, id, "zorgcoordinator", &[])
        .await
        .moved();
    let done = officer.get(to.split('#').next().unwrap()).await.ok();
    assert!(visible(&done.text()).contains("Geef die aan de partner."));
}
on_both!(after_a_handover_the_message_follows_the_way, by_phone);
