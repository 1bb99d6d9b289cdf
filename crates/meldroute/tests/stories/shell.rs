//! What is around the work: help on every page, the first things to do, and names that say where one is.

use platform::Role;
use platform::web::{Access, Method};
use testkit::walk::{assess, close_without_follow_up, hand_over};
use testkit::{Browser, Kind, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const ADMIN: &str = "admin@a.example";
const EMPLOYEE: &str = "employee@a.example";

/// Every page of the menu, and the one for signing in, leads to its part of the manual, and it is there.
#[tokio::test]
async fn every_page_leads_to_its_help() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let stranger = Browser::new(&world);
    let manual = stranger.page("/hulp").await;
    assert!(visible(&manual).contains("Ik ben aandachtsfunctionaris"));
    let part = |page: &str, path: &str| {
        let link = page.split("class=\"help-link\" href=\"/hulp#").nth(1);
        let link = link.unwrap_or_else(|| panic!("no help on {path}"));
        link.split('"').next().unwrap().to_owned()
    };
    let there = |part: &str| assert!(manual.contains(&format!("id=\"{part}\"")), "{part}");
    there(&part(&stranger.page("/inloggen").await, "/inloggen"));
    for role in Role::ALL {
        let browser = world.sign_in(&format!("{}@a.example", role.id())).await;
        for item in world.app.wings.nav() {
            if matches!(item.access, Access::Roles(roles) if !roles.contains(&role)) {
                continue;
            }
            there(&part(&browser.page(item.path).await, item.path));
        }
        let own = browser.words("/hulp").await;
        assert!(own.contains("voor u"), "{role:?}");
    }
    // In English the same parts, under other names.
    let english = stranger.get("/taal/en").await;
    assert!(english.status.is_redirection());
    let manual = stranger.page("/hulp").await;
    assert!(manual.contains("id=\"de-kluis\"") && visible(&manual).contains("The vault"));
}

/// Before signing in: what this is, whose, and whom to ask; nobody's name or number.
#[tokio::test]
async fn signing_in_says_what_this_is_and_whom_to_ask() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let words = Browser::new(&world).words("/inloggen").await;
    assert!(
        words.contains("Montfoort") && words.contains("mensenhandel"),
        "{words}"
    );
    assert!(
        words.contains("Vraag uw aandachtsfunctionaris of de beheerder"),
        "{words}"
    );
    assert!(!words.contains("Test officer"), "{words}");
}

/// A new officer and a new administrator read what is to be done, until it is.
async fn first_use(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    let todo = |page: &str| {
        let list = page.split("id=\"first-use\"").nth(1).unwrap_or("");
        let list = list.split("</section>").next().unwrap().to_owned();
        visible(&format!("<main>{list}")).replace('\n', " ")
    };
    let list = todo(&officer.page("/werk").await);
    assert!(list.contains("te bereiken bent nog te doen"), "{list}");
    assert!(list.contains("toegang tot de kluis gedaan"), "{list}");
    assert!(
        list.contains("meld een eerste signaal nog te doen"),
        "{list}"
    );
    let all = world
        .app
        .tenants
        .get(world.montfoort)
        .unwrap()
        .pack
        .partners
        .len();
    assert!(list.contains(&format!("bevestig ze 0 van {all}")), "{list}");
    // What is done is done by itself.
    let reach = [
        ("team", "Zorg"),
        ("phone", "0348 12 34 56"),
        ("present", "maandag"),
    ];
    officer.post("/wie-is-wie", &reach).await.moved();
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let list = todo(&officer.page("/werk").await);
    assert!(list.contains("te bereiken bent gedaan"), "{list}");
    assert!(list.contains("meld een eerste signaal gedaan"), "{list}");
    let list = todo(&admin.page("/mensen").await);
    assert!(list.contains("plaatsvervanger uit 1 van 2"), "{list}");
    assert!(list.contains("kunnen melden gedaan"), "{list}");
    let deputy = [Role::Officer];
    world
        .hire("deputy@a.example", "Tweede", world.montfoort, &deputy)
        .await;
    let list = todo(&admin.page("/mensen").await);
    assert!(list.contains("plaatsvervanger uit gedaan"), "{list}");
}
on_both!(first_use_says_what_is_to_be_done_until_it_is, first_use);

/// A file dialog for registers shows what can be read, and takes one file.
#[tokio::test]
async fn registers_ask_for_a_table_and_not_for_a_picture() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let page = world.sign_in(OFFICER).await.page("/registers").await;
    let field = page
        .split("<input")
        .find(|field| field.contains("type=\"file\""))
        .unwrap();
    let field = field.split('>').next().unwrap();
    assert!(
        field.contains("accept=\".csv,.txt,.xlsx\"") && !field.contains("multiple"),
        "{field}"
    );
}

/// What happened says when and by whom, the latest first; a closed vault leads back to where one was.
async fn whereabouts(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let said = [("seen", "Een lege loods."), ("contact", "none")];
    let reference = world.report(&employee, &said).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &[]).await.moved();
    let path = format!("/dossier/{id}");
    let page = officer.page(&path).await;
    let referral = page.split("/terugkoppeling/").nth(1).unwrap()[..36].to_owned();
    let answer = [("text", "Er is gekeken."), ("action", "answer")];
    let answer = officer
        .post(&format!("{path}/terugkoppeling/{referral}"), &answer)
        .await;
    answer.moved();
    let page = officer.page(&path).await;
    let line = page.split("<ol class=\"timeline\">").nth(1).unwrap();
    let first = visible(&format!("<main>{}", line.split("</li>").next().unwrap()));
    assert!(
        first.contains("Test officer") && first.contains("Er is gekeken."),
        "{first}"
    );
    assert!(first.contains("2026, "), "its time: {first}");
    // Closing the vault leads back to where one was.
    let closed = officer
        .post("/kluis/sluiten", &[("to", path.as_str())])
        .await
        .moved();
    assert_eq!(closed, format!("{path}?gedaan=vault-closed"));
}
on_both!(a_dossier_says_when_by_whom_and_where_one_is, whereabouts);

/// A closed dossier is among the closed ones, and a page is called as the menu calls it.
#[tokio::test]
async fn the_menu_says_where_one_is() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let other = world
        .report(
            &world.sign_in(EMPLOYEE).await,
            &[("seen", "Nog iets."), ("contact", "none")],
        )
        .await;
    let id = world.dossier_id(&other).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    let page = officer.page(&format!("/dossier/{id}")).await;
    let here = page
        .split("class=\"here\"")
        .nth(1)
        .unwrap()
        .split("</nav>")
        .next()
        .unwrap();
    assert!(
        here.contains("href=\"/afgesloten\" aria-current=\"true\""),
        "{here}"
    );
    assert!(!here.contains("href=\"/werk\" aria-current"), "{here}");
    for (path, name) in [("/overleg", "Overleg"), ("/inzage", "Inzage")] {
        let page = officer.page(path).await;
        assert!(
            page.contains(&format!("<h1 class=\"utrecht-heading-1\">{name}</h1>")),
            "{path}"
        );
    }
}

/// What is typed and not sent would go with the other language: the script keeps it, and where none runs the menu
/// says so.
#[tokio::test]
async fn without_a_script_the_menu_says_to_save_first() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in("officer@a.example").await;
    let page = officer.page("/beleid/termijnen").await;
    let said = page.split("<noscript>").nth(1).unwrap();
    let said = said.split("</noscript>").next().unwrap();
    assert!(said.contains("Sla eerst op wat u typte."), "{said}");
    // A report form has a button that sends what was typed along.
    let report = officer.page("/melden/persoon?nieuw=1").await;
    assert!(!report.contains("<noscript>") && report.contains("data-press=\"language\""));
}

/// The manual is a page like the others: nothing of it needs a session.
#[test]
fn the_manual_is_open_to_everybody() {
    let routes = meldroute::wiring::WINGS.routes();
    let mut table = routes.table().iter();
    let help = table.find(|route| route.path == "/hulp" && route.method == Method::Get);
    assert!(matches!(help.unwrap().access, Access::Public));
}
