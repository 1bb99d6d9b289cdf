//! What the pages say, word for word.

use testkit::walk::assess;
use testkit::{Kind, World, visible};

/// The words of a page, with ids, references and suggested passphrases made the same every time.
fn words(html: &str) -> String {
    let mut text = visible(html);
    let is_suggestion = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        words.len() == 6
            && words
                .iter()
                .all(|word| vault::phrase::list().contains(word))
    };
    let lines = text.lines().filter(|line| !line.starts_with("id=\"main\""));
    let lines = lines.map(|line| {
        if is_suggestion(line) {
            "(six words)"
        } else {
            line
        }
    });
    text = lines.collect::<Vec<_>>().join("\n");
    let mut out = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim().trim_end_matches([',', '.']);
        let is_reference = bare.len() == 9
            && bare.as_bytes()[4] == b'-'
            && bare.to_uppercase() == bare
            && bare.chars().any(char::is_alphabetic);
        if is_reference {
            out += &word.replace(bare, "KENM-ERK2");
        } else {
            out += word;
        }
    }
    out
}

#[tokio::test]
async fn the_pages_of_the_route() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    insta::assert_snapshot!("choose", words(&employee.page("/melden").await));
    insta::assert_snapshot!("report", words(&employee.page("/melden/persoon").await));
    let fields = [
        ("seen", "Voorman bewaart paspoorten."),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-capacity", "possible_victim"),
        ("subject-0-minor", "on"),
    ];
    let reference = world.report(&employee, &fields).await;
    insta::assert_snapshot!("thanks", words(&employee.page("/gemeld/1").await));
    let officer = world.sign_in("officer@a.example").await;
    let id = world.dossier_id(&reference).await;
    insta::assert_snapshot!("worklist", words(&officer.page("/werk").await));
    officer.open_vault().await;
    insta::assert_snapshot!(
        "assess",
        words(&officer.page(&format!("/dossier/{id}/beoordelen")).await)
    );
    assess(&officer, id).await;
    insta::assert_snapshot!(
        "advice",
        words(&officer.page(&format!("/dossier/{id}/doorzetten")).await)
    );
    insta::assert_snapshot!(
        "handover",
        words(
            &officer
                .page(&format!("/dossier/{id}/doorzetten/zorgcoordinator"))
                .await
        )
    );
    insta::assert_snapshot!(
        "dossier",
        words(&officer.page(&format!("/dossier/{id}")).await)
    );
    insta::assert_snapshot!(
        "close",
        words(&officer.page(&format!("/dossier/{id}/afsluiten")).await)
    );
    insta::assert_snapshot!("vault", words(&officer.page("/kluis").await));
}
