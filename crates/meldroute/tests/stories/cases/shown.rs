//! Who sees a case, the network around it, what the program proposes for it, and the whole dossier on paper.

use testkit::case::{begin, join, leave, write};
use testkit::{World, on_both, visible};

use super::{EMPLOYEE, TITLE, confirmed, is_clean, says, town};

/// Whoever does not work as an officer here sees nothing of it.
async fn others(world: World) {
    let town = town(world).await;
    let case = begin(&town.officer, town.ids[0], TITLE).await;
    for (who, status) in [
        ("officer@b.example", 404),
        ("coordinator@a.example", 403),
        ("participant@a.example", 403),
        ("auditor@a.example", 403),
        ("admin@a.example", 403),
        (EMPLOYEE, 403),
    ] {
        let browser = town.world.sign_in(who).await;
        for path in [
            "",
            "/verloop",
            "/netwerk",
            "/sluiten",
            "/wijzigen",
            "/agenda",
        ] {
            let answer = browser.get(&format!("{case}{path}")).await;
            assert_eq!(answer.status, status, "{who} {path}");
        }
    }
    let there = town.world.sign_in("officer@b.example").await;
    let list = there.words("/casussen").await;
    assert!(!list.contains(TITLE), "{list}");
}
on_both!(officers_alone_see_a_case, others);

/// The network grows over all dossiers of a case, once somebody said why they are looked into.
async fn drawn(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    confirmed(officer, first).await;
    let case = begin(officer, first, TITLE).await;
    join(officer, third, &case).await.moved();
    let network = format!("{case}/netwerk");
    let asked = officer.page(&network).await;
    says(
        &visible(&asked),
        &["nog niet gezegd waarom", &town.references[2]],
    );
    assert!(!asked.contains("<svg viewBox"), "nobody looks before that");
    let told = officer.post(&network, &[("reason", "")]).await.ok().text();
    says(&visible(&told), &["Schrijf op waarom."]);
    let why = [("reason", "Hangt dit samen?")];
    officer.post(&network, &why).await.moved();
    let page = officer.page(&network).await;
    assert!(page.contains("<svg viewBox"));
    // The second is not in the case, and hangs together with the first.
    for reference in &town.references {
        assert!(page.contains(reference.as_str()), "{reference}");
    }
    let opened = format!("{network}?open={second}");
    assert!(page.contains(&opened), "{opened} grows from here");
    officer.get(&opened).await.ok();
    let own = officer.words(&format!("/dossier/{third}/nagaan")).await;
    says(&own, &["Hangt dit samen?"]);
    let auditor = town.world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    says(
        &log,
        &["casus gelezen", "nagegaan of iemand of iets al voorkomt"],
    );
    is_clean(&town.world).await;
}
on_both!(the_network_grows_over_all_dossiers_of_a_case, drawn);

/// The program asks whether a dossier belongs to an open case, and does nothing by itself.
async fn hinted(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    officer.background().await;
    let hint = "Iemand of iets hieruit komt ook voor in de casus";
    let path = format!("/dossier/{second}");
    says(&officer.words(&path).await, &[hint, TITLE]);
    let work = officer.words("/werk").await;
    says(&work, &["Hoort dit bij een casus?", &town.references[1]]);
    let other = officer.words(&format!("/dossier/{third}")).await;
    assert!(!other.contains(hint), "{other}");
    let words = officer.words(&case).await;
    assert!(
        !words.contains(&town.references[1]),
        "never by itself: {words}"
    );
    // "Does not belong there" is not asked again.
    let no = format!("{path}/{}/nee", &case[1..]);
    officer.post(&no, &[]).await.moved();
    join(officer, third, &case).await.moved();
    officer.background().await;
    let page = officer.words(&path).await;
    assert!(!page.contains(hint), "{page}");
    assert!(
        !officer
            .words("/werk")
            .await
            .contains("Hoort dit bij een casus?")
    );
    // Whoever adds it all the same hears nothing of it either.
    join(officer, second, &case).await.moved();
    officer.background().await;
    says(&officer.words(&case).await, &[&town.references[1]]);
    is_clean(&town.world).await;
}
on_both!(the_program_asks_whether_a_dossier_belongs_to_a_case, hinted);

/// The whole dossier on paper says in which cases it is and was, and nothing of the other dossiers.
async fn papers(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    join(officer, third, &case).await.moved();
    write(officer, &case, "Alleen van de derde.", &third.to_string())
        .await
        .moved();
    leave(officer, first, &case, "Toch niet.").await.moved();
    let path = format!("/dossier/{first}/geheel");
    let asked = [("for", "archive"), ("reason", "Voor de proef.")];
    officer.post(&path, &asked).await.ok();
    let pdf = officer.get(&format!("{path}/pdf")).await.ok().bytes;
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    says(&text, &["Toegevoegd aan de casus", "rondweg", "Toch niet."]);
    assert!(!text.contains("Alleen van de derde."), "{text}");
    assert!(!text.contains(&town.references[2]), "{text}");
}
on_both!(a_whole_dossier_says_in_which_cases_it_was, papers);
