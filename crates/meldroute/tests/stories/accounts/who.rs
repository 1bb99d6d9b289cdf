//! Who is who: every employee knows where a signal can be left.

use platform::Role;
use testkit::{World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";

async fn who(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let reach = |phone| {
        [
            ("team", "Veiligheid"),
            ("phone", phone),
            ("present", "Maandag, 9 tot 12 uur"),
        ]
    };
    let refused = officer.post("/wie-is-wie", &reach("bel maar")).await;
    let page = refused.text();
    assert!(visible(&page).contains("Vul een telefoonnummer in, zoals 0348 12 34 56."));
    assert!(page.contains("value=\"bel maar\""), "what was typed stays");
    officer
        .post("/wie-is-wie", &reach("0348 - 12 34 56"))
        .await
        .moved();

    let employee = world.sign_in(EMPLOYEE).await;
    let page = employee.page("/wie-is-wie").await;
    for shown in [
        "href=\"tel:0348123456\"",
        "Veiligheid",
        "Maandag, 9 tot 12 uur",
        "Zorgcoördinator",
        "href=\"tel:112\"",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(
        !page.contains("action=\"/wie-is-wie\""),
        "an employee says nothing for an officer"
    );
    assert_eq!(
        employee.post("/wie-is-wie", &reach("112")).await.status,
        403
    );

    // The number that reporters call is the officer's, or none.
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec("update reach set version = version + 1", vec![])
        .await
        .unwrap();
    tx.commit_unaudited("a forged row").await.unwrap();
    let page = employee.page("/wie-is-wie").await;
    assert!(!page.contains("0348123456") && page.contains("Nog geen telefoonnummer ingevuld."));
}
on_both!(everybody_finds_the_officer, who);

/// Every partner stands there once, with the forms that the policy names it for.
#[tokio::test]
async fn every_partner_stands_there_once_with_its_forms() {
    let world = World::new(testkit::Kind::Sqlite).await;
    world
        .hire("p@a.example", "Piet", world.montfoort, &[Role::Employee])
        .await;
    let page = world.sign_in("p@a.example").await.page("/wie-is-wie").await;
    let part = page.split("id=\"partners\"").nth(1).unwrap();
    let part = part.split("</section>").next().unwrap();
    let pack = world.app.tenants.get(world.montfoort).unwrap().pack;
    assert!(pack.partners.len() > 20);
    for partner in &pack.partners {
        let name = format!("<dt lang=\"nl\">{}</dt>", partner.name);
        assert_eq!(part.matches(&name).count(), 1, "{}", partner.name);
    }
    let line = |name: &str| {
        let line = part
            .split("<dt lang=\"nl\">")
            .find(|line| line.contains(name));
        visible(&format!(
            "<main{}",
            line.unwrap().split("</dd>").next().unwrap()
        ))
    };
    let labour = line("Arbeidsinspectie");
    assert!(labour.contains("Arbeidsuitbuiting"), "{labour}");
    let others = part.split("Overige partners").nth(1).unwrap();
    assert!(others.contains("Sportverenigingen"), "{others}");
}
