//! The wing of CONTRIBUTING.md: it is there with one line, does what the guide says, and the guide
//! quotes it.

use std::path::Path;

use interpreters::WING;
use meldroute::checks;
use platform::{DossierId, Role};

use super::{EMPLOYEE, OFFICER};
use testkit::walk::{assess, close_without_follow_up, destroy, visit};
use testkit::{Browser, World, on_both, visible};

/// An assessed dossier, in a program that got the wing after the dossier was there.
async fn with_interpreters(world: &mut World) -> (Browser, DossierId, String) {
    world.staff().await;
    let reported = [
        ("seen", "Iemand die geen Nederlands spreekt."),
        ("contact", "none"),
    ];
    let reference = world
        .report(&world.sign_in(EMPLOYEE).await, &reported)
        .await;
    let id = world.dossier_id(&reference).await;
    assess(&world.sign_in(OFFICER).await, id).await;
    world.join(&WING).await;
    (world.sign_in(OFFICER).await, id, reference)
}

async fn an_interpreter(mut world: World) {
    let (officer, id, _) = with_interpreters(&mut world).await;
    let page = format!("/dossier/{id}/tolk");
    let (dossier, close) = (format!("/dossier/{id}"), format!("/dossier/{id}/afsluiten"));
    let refused = officer.post(&page, &[("language", " ")]).await.ok();
    assert!(visible(&refused.text()).contains("Vul in welke taal de tolk spreekt."));
    let asked = officer.post(&page, &[("language", "Tigrinya")]).await;
    let to = format!("{dossier}?gedaan=interpreter-asked#tolken");
    assert_eq!(asked.moved(), to);
    assert!(
        officer
            .words(&dossier)
            .await
            .contains("Tigrinya: aangevraagd")
    );
    let missing = "Er is een tolk gevraagd, die nog niet is geregeld.";
    assert!(officer.words(&close).await.contains(missing));
    it_is_shown(&officer, id).await;
    all_is_well(&world).await;

    officer.background().await;
    assert!(officer.words(&dossier).await.contains("Tigrinya: geregeld"));
    assert!(!officer.words(&close).await.contains(missing));
    all_is_well(&world).await;
    it_is_recorded_once(&world).await;
}
on_both!(an_interpreter_is_asked_for_and_booked, an_interpreter);

/// Pages of `route` show a wing that it knows nothing of: the step that leads, on the worklist and in
/// the dossier, which does not close before that is done; and the panel, in its place.
async fn it_is_shown(officer: &Browser, id: DossierId) {
    let dossier = format!("/dossier/{id}");
    let step = format!("href=\"{dossier}/tolk\"");
    let worklist = officer.page("/werk").await;
    assert!(worklist.contains(&step), "{worklist}");
    let page = officer.page(&dossier).await;
    let (head, panels) = page.split_once("class=\"columns\"").unwrap();
    assert!(head.contains(&step), "{head}");
    let at = |id: &str| panels.find(&format!("id=\"{id}\"")).unwrap();
    assert!(at("overleg") < at("tolken") && at("tolken") < at("reporter"));
    let close = format!("{dossier}/afsluiten");
    let version = officer.get(&close).await.ok().hidden("version");
    let closing = [
        ("version", version.as_str()),
        ("outcome", "no_follow_up"),
        ("reason", "Te weinig."),
        ("action", "close"),
    ];
    let refused = officer.post(&close, &closing).await.ok();
    assert!(visible(&refused.text()).contains("Er is een tolk gevraagd"));
    assert!(!officer.words(&dossier).await.contains("Afgesloten"));
}

async fn strangers(mut world: World) {
    let (_, id, _) = with_interpreters(&mut world).await;
    for route in (WING.routes)().table() {
        let path = route.path.replace("{id}", &id.to_string());
        for role in Role::ALL {
            for place in ["a", "b"] {
                let browser = world
                    .sign_in(&format!("{}@{place}.example", role.id()))
                    .await;
                let status = visit(&browser, route, &path).await.status;
                let expected = match (role, place) {
                    (Role::Officer, "a") => 200,
                    (Role::Officer, _) => 404,
                    _ => 403,
                };
                assert_eq!(status, expected, "{path} as {} of {place}", role.id());
            }
        }
    }
}
on_both!(only_the_officer_asks_for_one, strangers);

async fn destroyed(mut world: World) {
    let (officer, id, reference) = with_interpreters(&mut world).await;
    let page = format!("/dossier/{id}/tolk");
    let language = [("language", "Tigrinya")];
    officer.post(&page, &language).await.moved();
    officer.background().await;
    close_without_follow_up(&officer, id).await;
    let closed = officer.post(&page, &language).await.moved();
    assert!(closed.contains("is-closed"), "{closed}");
    destroy(&officer, id, &reference).await.moved();
    let mut tx = world.app.db.read().await.unwrap();
    let left = "select count(*) as n from interpreter";
    let left = tx.must(left, vec![]).await.unwrap();
    assert_eq!(left.get::<i64>("n").unwrap(), 0);
    drop(tx);
    all_is_well(&world).await;
}
on_both!(what_the_wing_wrote_goes_with_the_dossier, destroyed);

async fn all_is_well(world: &World) {
    for finding in checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

async fn it_is_recorded_once(world: &World) {
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    for line in ["tolk gevraagd", "tolk geregeld"] {
        assert_eq!(log.matches(line).count(), 1, "{line} in {log}");
    }
}

/// The files of the wing, as CONTRIBUTING.md quotes them, and whole.
fn of_the_wing(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wing");
    std::fs::read_to_string(folder.join(file)).unwrap()
}

const RUST: [&str; 5] = ["lib.rs", "acts.rs", "store.rs", "pages.rs", "panel.rs"];

/// What stands between `// [name]` and `// [end]`.
fn quoted(text: &str) -> Vec<&str> {
    let marked = text.split("// [").skip(1);
    let blocks = marked.filter_map(|rest| rest.split_once("]\n"));
    blocks
        .filter(|(name, _)| *name != "end")
        .map(|(_, block)| block)
        .collect()
}

#[test]
fn the_guide_quotes_the_wing_word_for_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let guide = std::fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let quotes = |language: &str, block: &str| {
        let fenced = format!("```{language}\n{}\n```\n", block.trim());
        assert!(guide.contains(&fenced), "CONTRIBUTING.md lacks:\n{fenced}");
    };
    let mut count = 0;
    for file in RUST {
        for block in quoted(&of_the_wing(&format!("src/{file}"))) {
            quotes("rust", block);
            count += 1;
        }
    }
    assert_eq!(count, 9);
    let manifest = of_the_wing("Cargo.toml");
    quotes(
        "toml",
        &manifest[manifest.find("[dependencies]").unwrap()..],
    );
    quotes("html", &of_the_wing("src/templates/interpreters.html"));
    quotes("html", &of_the_wing("src/templates/panel.html"));
    quotes("ftl", &of_the_wing("locales/nl.ftl"));
}

#[test]
fn its_texts_are_in_both_languages() {
    let keys = |language: &str| -> Vec<String> {
        let text = of_the_wing(&format!("locales/{language}.ftl"));
        let keys = text.lines().filter_map(|line| line.split_once(" = "));
        keys.map(|(key, _)| key.to_owned()).collect()
    };
    assert_eq!(keys("nl"), keys("en"));
}

/// Comments, empty lines and imports apart: a wing is no more than that.
#[test]
fn a_wing_is_small() {
    let text: String = RUST
        .map(|file| of_the_wing(&format!("src/{file}")))
        .concat();
    let lines = text.lines().map(str::trim_start);
    let apart = ["//", "use ", "pub use ", "mod "];
    let code =
        lines.filter(|line| !line.is_empty() && !apart.iter().any(|one| line.starts_with(one)));
    assert!(code.count() < 150);
}
