//! Title, who adopted it, period, region and neighbours of the policy, in the browser: as partners and terms.

use policy::{Document, Pack};
use testkit::{Answer, Browser, World, on_both, visible};

use crate::whole_way::is_clean;

const OFFICER: &str = "officer@a.example";
const ADMIN: &str = "admin@a.example";
const PATH: &str = "/beleid/document";

fn pack(world: &World) -> std::sync::Arc<Pack> {
    world.app.tenants.get(world.montfoort).unwrap().pack
}

const TYPED: [(&str, &str); 6] = [
    ("title", "Aanpak mensenhandel 2027"),
    ("by", "gemeenteraad"),
    ("from", "2027-01-01"),
    ("until", "2030-12-31"),
    ("region", "Utrecht-West"),
    ("neighbours", "lopik, Oudewater\nwoerden"),
];

async fn save(browser: &Browser, otherwise: &[(&str, &str)]) -> Answer {
    let seen = browser.get(PATH).await.ok().hidden("seen");
    let mut fields = TYPED.to_vec();
    fields.retain(|(name, _)| otherwise.iter().all(|(other, _)| other != name));
    fields.extend(otherwise);
    fields.push(("seen", seen.as_str()));
    browser.post(PATH, &fields).await
}

async fn right(browser: &Browser) -> String {
    let seen = browser.get(PATH).await.ok().hidden("seen");
    let path = format!("{PATH}/gezien");
    browser.post(&path, &[("seen", &seen)]).await.moved()
}

async fn edited(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let before = pack(&world);
    assert_eq!(save(&admin, &[]).await.moved(), "/beleid?gedaan=document");
    let now = pack(&world);
    let wanted = Document {
        title: "Aanpak mensenhandel 2027".into(),
        by: "gemeenteraad".into(),
        from: Some("2027-01-01".into()),
        until: Some("2030-12-31".into()),
        region: "Utrecht-West".into(),
        neighbours: ["Lopik", "Oudewater", "Woerden"].map(str::to_owned).into(),
    };
    assert_eq!(now.document(), wanted);
    assert_eq!(now.version, format!("{}.1", before.version));
    // The file keeps its remarks, and passes the check.
    let text = officer.get("/beleid/pakket").await.ok().text();
    assert_eq!(Pack::parse(&text).unwrap().document(), wanted);
    assert!(text.contains("# ---- Partners (bijlage 1)"));
    // A colleague is told, looks at it, and says that it is right; whoever changed it does not.
    let change = "Titel van uw beleid: van Beleid Mensenhandel gemeente Montfoort naar Aanpak mensenhandel 2027";
    let work = officer.words("/werk").await;
    assert!(work.contains(change), "{work}");
    assert_eq!(
        right(&admin).await,
        format!("{PATH}?geweigerd=document-own")
    );
    assert_eq!(
        right(&officer).await,
        format!("{PATH}?gedaan=document-looked-at")
    );
    assert!(!officer.words("/werk").await.contains(change));
    let log = world.sign_in("auditor@a.example").await;
    let log = log.words("/controle").await;
    for said in [
        "titel, looptijd of regio van het beleid gewijzigd",
        "gewijzigde titel, looptijd of regio nagekeken",
        change,
        "naar Lopik, Oudewater, Woerden",
    ] {
        assert!(log.contains(said), "{said}: {log}");
    }
    // An end that is taken away is not there any more.
    save(&admin, &[("until", "")]).await.moved();
    assert_eq!(pack(&world).document().until, None);
    let same = save(&admin, &[("until", "")]).await.moved();
    assert_eq!(same, format!("{PATH}?gedaan=partner-same"));
    is_clean(&world).await;
}
on_both!(what_the_policy_is_called_is_changed_in_the_browser, edited);

async fn refused(world: World) {
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let version = pack(&world).version.clone();
    let long = "x".repeat(161);
    for (name, value, fault) in [
        (
            "until",
            "2026-12-31",
            "Kies een einde dat niet vóór het begin ligt",
        ),
        ("from", "gisteren", "Vul een datum in, zoals 31-12-2026"),
        ("title", long.as_str(), "Maak dit korter"),
        (
            "neighbours",
            "Lopik, Atlantis",
            "Deze staat er niet in: Atlantis.",
        ),
        ("neighbours", "Woerde", "Bedoelt u: Woerden"),
    ] {
        let told = save(&admin, &[(name, value)]).await.ok().text();
        assert!(
            visible(&told).contains(fault),
            "{fault}: {}",
            visible(&told)
        );
        assert!(told.contains("<title>Fout: ") && told.contains(value));
    }
    // What a colleague changed meanwhile is not overwritten unseen.
    let old = admin.get(PATH).await.ok().hidden("seen");
    let officer = world.sign_in(OFFICER).await;
    save(&officer, &[("title", "Van een collega")])
        .await
        .moved();
    let fields = [&TYPED[..], &[("seen", old.as_str())]].concat();
    let told = admin.post(PATH, &fields).await.ok().text();
    let words = visible(&told);
    assert!(
        words.contains("Een collega heeft dit intussen gewijzigd"),
        "{words}"
    );
    assert!(words.contains("Van een collega") && told.contains("Aanpak mensenhandel 2027"));
    assert_eq!(pack(&world).version, format!("{version}.1"));
}
on_both!(what_cannot_be_of_a_policy_is_said_beside_its_field, refused);
