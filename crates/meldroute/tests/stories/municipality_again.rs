//! Whoever chose the wrong municipality when they set up chooses again, until somebody reports or begins to.

use platform::{params, tenants};
use policy::Pack;
use testkit::{Answer, Browser, World, on_both, visible};

use crate::whole_way::is_clean;

const OFFICER: &str = "officer@a.example";
const ADMIN: &str = "admin@a.example";
const EMPLOYEE: &str = "employee@a.example";
const PATH: &str = "/beleid/gemeente";
const BEGUN: &str = "geen andere gemeente meer te kiezen";

async fn choose(browser: &Browser, name: &str) -> Answer {
    browser.post(PATH, &[("municipality", name)]).await
}

/// Name and code as the program has them now.
async fn stands(world: &World) -> (String, String) {
    tenants::catch_up(&world.app).await.unwrap();
    let here = world.app.tenants.get(world.montfoort).unwrap();
    let code = here.pack.municipality.code.get_ref().clone();
    assert_eq!(here.name, here.pack.municipality.name);
    (here.name, code)
}

fn is(name: &str, code: &str) -> (String, String) {
    (name.to_owned(), code.to_owned())
}

async fn again(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let before = world.app.tenants.get(world.montfoort).unwrap().pack;
    assert!(officer.page("/beleid").await.contains("/beleid/gemeente"));
    for (typed, fault) in [
        ("", "Kies een gemeente uit de lijst."),
        ("Montfort", "Bedoelt u: Montfoort, Montferland?"),
    ] {
        let told = choose(&admin, typed).await.ok().text();
        assert!(visible(&told).contains(fault), "{}", visible(&told));
        assert!(told.contains("<title>Fout: ") && told.contains(typed));
    }
    assert_eq!(
        choose(&officer, "Montfoort").await.moved(),
        "/beleid/gemeente?gedaan=partner-same"
    );
    assert_eq!(
        choose(&admin, "woerden").await.moved(),
        "/beleid?gedaan=municipality"
    );
    assert_eq!(stands(&world).await, is("Woerden", "GM0632"));
    // Everybody who signed in reads it, and the rest is as it was.
    assert!(officer.words("/beleid").await.contains("Woerden"));
    let now = world.app.tenants.get(world.montfoort).unwrap().pack;
    assert_eq!(now.version, format!("{}.1", before.version));
    assert_eq!(now.partners.len(), before.partners.len());
    assert_eq!(now.document(), before.document());
    let log = world.sign_in("auditor@a.example").await;
    let log = log.words("/controle").await;
    assert!(
        log.contains("andere gemeente gekozen")
            && log.contains("Gemeente: van Montfoort naar Woerden"),
        "{log}"
    );
    let text = admin.get("/beleid/pakket").await.ok().text();
    let exported = Pack::parse(&text).unwrap();
    assert_eq!(exported.municipality.code.get_ref(), "GM0632");
    // Once chosen wrongly again is no matter; by somebody of another role it is.
    choose(&officer, "GM0589").await.moved();
    assert_eq!(stands(&world).await, is("Oudewater", "GM0589"));
    let employee = world.sign_in(EMPLOYEE).await;
    assert_eq!(choose(&employee, "Lopik").await.status, 403);
    is_clean(&world).await;
}
on_both!(a_municipality_is_chosen_again_before_first_use, again);

/// A municipality that is here already is not chosen twice.
async fn here(world: World) {
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let other = world.sign_in("admin@b.example").await;
    choose(&other, "Lopik").await.moved();
    let told = choose(&admin, "Lopik").await.ok().text();
    assert!(visible(&told).contains("Deze gemeente is er al."));
    assert_eq!(stands(&world).await.0, "Montfoort");
    is_clean(&world).await;
}
on_both!(a_municipality_is_not_chosen_twice, here);

async fn used(world: World) {
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let employee = world.sign_in(EMPLOYEE).await;
    // A draft is enough, and its going makes it free again: nothing hangs on it.
    let form = employee.get("/melden/persoon?nieuw=1").await.ok();
    let form = form.hidden("form-id");
    let typed = [("form-id", form.as_str()), ("seen", "iets")];
    employee.post("/melden/persoon/concept", &typed).await;
    let told = choose(&admin, "Woerden").await.ok().text();
    assert!(visible(&told).contains(BEGUN), "{}", visible(&told));
    let page = admin.page(PATH).await;
    assert!(
        visible(&page).contains(BEGUN)
            && !page.contains("<form method=\"post\" action=\"/beleid/gemeente\"")
    );
    assert!(!admin.page("/beleid").await.contains(PATH));
    employee.discard().await;
    assert!(!admin.words(PATH).await.contains(BEGUN));
    // A signal is, for good.
    world.report(&employee, &[("seen", "iets")]).await;
    let told = choose(&admin, "Woerden").await.ok().text();
    assert!(visible(&told).contains(BEGUN), "{}", visible(&told));
    assert_eq!(stands(&world).await, is("Montfoort", "GM0335"));
    is_clean(&world).await;
}
on_both!(what_was_reported_or_begun_keeps_the_municipality, used);

/// Both at once: the report comes in either way, and either it came before the choice, which is refused then,
/// or it was judged by the pack of the municipality that was chosen.
async fn at_once(world: World) {
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let beside = world.beside().await;
    let employee = beside.sign_in(EMPLOYEE).await;
    let report = beside.report(&employee, &[("seen", "iets")]);
    let (reference, chosen) = tokio::join!(report, choose(&admin, "Woerden"));
    let id = world.dossier_id(&reference).await;
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select pack_version from signal where id = $1";
    let row = tx.must(sql, params![id]).await.unwrap();
    let judged_by: String = row.get("pack_version").unwrap();
    drop(tx);
    let now = stands(&world).await.0;
    let pack = world.app.tenants.get(world.montfoort).unwrap().pack;
    if chosen.status.is_redirection() {
        assert_eq!(now, "Woerden");
    } else {
        assert!(visible(&chosen.ok().text()).contains(BEGUN));
        assert_eq!(now, "Montfoort");
    }
    assert_eq!(judged_by, pack.version);
    is_clean(&world).await;
}
on_both!(
    a_first_report_and_another_choice_at_once_are_decided,
    at_once
);
