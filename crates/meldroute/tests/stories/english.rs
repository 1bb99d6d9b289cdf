//! An officer who reads English: what the municipality's pack says in English is English, and what it
//! says in Dutch alone is marked as Dutch (WCAG 3.1.2).

use testkit::walk::assess;
use testkit::{Browser, World, on_both, visible};

const ALWAYS: [&str; 2] = [
    "De zorgcoördinator krijgt altijd een melding.",
    "The care coordinator is always told.",
];

/// The line of a partner, with what the officer reads of it.
async fn advice(officer: &Browser, id: platform::DossierId, partner: &str) -> String {
    let page = officer.page(&format!("/dossier/{id}/doorzetten")).await;
    let (_, rest) = page
        .split_once(&format!("id=\"partner-{partner}\""))
        .unwrap();
    rest.split("</li>").next().unwrap().to_owned()
}

/// Another number of hours for a partner, as an administrator types it.
async fn changes_hours(admin: &Browser, partner: &str, hours: &str) {
    let path = format!("/beleid/partner/{partner}");
    let page = admin.get(&path).await.ok();
    let fields = [
        ("seen", page.hidden("seen")),
        ("name", "Zorgcoördinator mensenhandel".into()),
        ("kind-0", "telefoon".into()),
        ("value-0", "088-374 47 44".into()),
        ("hours", hours.into()),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    admin.post(&path, &fields).await.moved();
}

async fn advice_in_english(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let seen = [("seen", "Slaapt in het magazijn.")];
    let reference = world.report(&employee, &seen).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in("officer@a.example").await;
    assess(&officer, id).await;
    let dutch = advice(&officer, id, "zorgcoordinator").await;
    assert!(dutch.contains(ALWAYS[0]), "{dutch}");
    officer.get("/taal/en").await;
    let english = advice(&officer, id, "zorgcoordinator").await;
    assert!(
        english.contains(&format!("<p>{}</p>", ALWAYS[1])),
        "{english}"
    );
    assert!(!english.contains(ALWAYS[0]), "{english}");
    let words = visible(&english).replace('\n', " ");
    for said in [
        "phone: 088-374 47 44",
        "working days",
        "Whether there is contact.",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let labour = advice(&officer, id, "nla").await;
    assert!(
        labour.contains("It is about labour exploitation."),
        "{labour}"
    );
    // A name is what it is, and Dutch.
    assert!(
        labour.contains("lang=\"nl\">Nederlandse Arbeidsinspectie"),
        "{labour}"
    );
    // Hours that somebody types in Dutch alone.
    let admin = world.sign_in("admin@a.example").await;
    changes_hours(&admin, "zorgcoordinator", "maandag en dinsdag").await;
    let marked = "<span lang=\"nl\">maandag en dinsdag</span>";
    let english = advice(&officer, id, "zorgcoordinator").await;
    assert!(english.contains(marked), "{english}");
    assert!(
        english.contains(ALWAYS[1]),
        "the rest stays English: {english}"
    );
    for path in ["/beleid", "/beleid/partner/zorgcoordinator"] {
        let page = officer.page(path).await;
        assert!(page.contains(marked), "{path}: {page}");
    }
    officer.get("/taal/nl").await;
    let dutch = advice(&officer, id, "zorgcoordinator").await;
    assert!(
        dutch.contains("maandag en dinsdag") && !dutch.contains(marked),
        "{dutch}"
    );
}
on_both!(
    an_english_officer_reads_advice_in_english,
    advice_in_english
);

async fn who_in_english(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    employee.get("/taal/en").await;
    let words = employee.words("/wie-is-wie").await;
    assert!(words.contains("Fair, healthy and safe work."), "{words}");
    assert!(!words.contains("Eerlijk, gezond"), "{words}");
}
on_both!(an_english_reporter_reads_what_partners_do, who_in_english);
