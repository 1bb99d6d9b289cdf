//! The words of a case: they point at nobody, name no reporter, and what is of one dossier names nobody of another.

use testkit::case::{begin, close, join, leave, plan, table, try_begin, write};
use testkit::partner::{CONTACT, ONLY_THERE, UNDER_WPG};
use testkit::{World, on_both, visible};

use super::{TITLE, is_clean, says, text_of, town, with_partner};

/// A case points at nobody: what is about somebody is written of their dossier, and goes with it.
async fn nameless(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let told = try_begin(officer, first, "De zaak Mirela", &[]).await.ok();
    says(
        &visible(&told.text()),
        &["iets uit een dossier dat iemand aanwijst"],
    );
    assert!(told.text().contains("De zaak Mirela"), "it stays typed");
    let more = [("about", "Aan de Verzonnenkade 14, Montfoort.")];
    try_begin(officer, first, TITLE, &more).await.ok();
    let about = [("about", "Het gaat om Denkbeeldig.")];
    let to = try_begin(officer, first, TITLE, &about).await.moved();
    let case = to.split('?').next().unwrap();
    // What the case says may name nobody of a dossier that joins it.
    let told = join(officer, third, case).await.ok().text();
    says(&visible(&told), &["Wijzig eerst de casus."]);
    join(officer, second, case).await.moved();
    let told = write(officer, case, "Mirela werkt er.", "").await.ok();
    says(
        &visible(&told.text()),
        &["Kies hieronder over welk dossier"],
    );
    write(officer, case, "Mirela werkt er.", &first.to_string())
        .await
        .moved();
    let words = officer.words(&format!("{case}/verloop")).await;
    says(&words, &["Besluit in de casus", "Mirela werkt er."]);
    is_clean(&town.world).await;
}
on_both!(a_case_points_at_nobody, nameless);

/// Nobody reads in a case who reported one of its dossiers.
async fn silent(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let told = try_begin(officer, first, "Test Employee zag het", &[]).await;
    says(&visible(&told.ok().text()), &["staat wie meldde"]);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    let bad = "Test Employee van de balie zag het.";
    for about in [String::new(), first.to_string(), second.to_string()] {
        let told = write(officer, &case, bad, &about).await.ok().text();
        says(&visible(&told), &["staat wie meldde"]);
    }
    let told = plan(officer, &case, first, bad, &[]).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    let told = leave(officer, second, &case, bad).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    let more = [("text-2", bad)];
    let told = close(officer, &case, "nothing", &more).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    // With a closed vault the passphrase is asked, and what was typed stays.
    officer.post("/kluis/sluiten", &[]).await.moved();
    let told = write(officer, &case, "Rustig aan.", "").await.ok().text();
    assert!(told.contains("name=\"passphrase\"") && told.contains("Rustig aan."));
    let words = officer.words(&case).await;
    assert!(!words.contains("Test Employee van"), "{words}");
}
on_both!(a_case_never_says_who_reported, silent);

/// One button puts dossiers of a case on the agenda of its table: all of them, or none.
async fn tabled(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    let told = table(officer, &case, &[]).await.ok().text();
    says(&visible(&told), &["ten minste één dossier"]);
    let half = [
        ("text-1", "Kent u dit?"),
        ("text-2", "Test Employee zag dit."),
    ];
    let told = table(officer, &case, &half).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    let list = officer.words("/overleg/ondermijning").await;
    assert!(!list.contains("Kent u dit?"), "all or none: {list}");
    let both = [("text-1", "Kent u dit?"), ("text-2", "En dit?")];
    table(officer, &case, &both).await.moved();
    let list = officer.words("/overleg/ondermijning").await;
    says(&list, &["Kent u dit?", "En dit?"]);
    is_clean(&town.world).await;
}
on_both!(a_case_goes_on_the_agenda_of_its_table, tabled);

/// The words of one dossier may not say who reported another, nor hold what another keeps back: the table reads all.
async fn tabled_for_all(world: World) {
    let (town, partner) = with_partner(world).await;
    let (officer, case) = (
        &town.officer,
        begin(&town.officer, town.ids[0], TITLE).await,
    );
    join(officer, partner, &case).await.moved();
    let named = format!("{CONTACT} belde erover.");
    let only = format!("Kent u {ONLY_THERE}?");
    let agenda = format!("{case}/agenda");
    for (id, text, told) in [
        (town.ids[0], named.as_str(), "staat wie meldde"),
        (partner, "Test Employee zag dit.", "staat wie meldde"),
        (town.ids[0], UNDER_WPG, "onder de Wpg of de WGS valt"),
        (town.ids[0], &only, "onder de Wpg of de WGS valt"),
    ] {
        let field = text_of(officer, &agenda, id).await;
        let answer = table(officer, &case, &[(&field, text)]).await.ok().text();
        says(&visible(&answer), &[told]);
        assert!(answer.contains(text), "it stays typed: {text}");
    }
    let list = officer.words("/overleg/ondermijning").await;
    for word in [CONTACT, "Employee zag", "kanariegele", ONLY_THERE] {
        assert!(!list.contains(word), "{word}: {list}");
    }
    // Why they are looked into is read in each of them.
    let network = format!("{case}/netwerk");
    let why = [("reason", named.as_str())];
    let told = officer.post(&network, &why).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    let why = [("reason", UNDER_WPG)];
    let told = officer.post(&network, &why).await.ok().text();
    says(&visible(&told), &["onder de Wpg of de WGS valt"]);
    officer.post("/kluis/sluiten", &[]).await.moved();
    let why = [("reason", "Hangt dit samen?")];
    let told = officer.post(&network, &why).await.ok().text();
    assert!(told.contains("name=\"passphrase\"") && told.contains("Hangt dit samen?"));
    is_clean(&town.world).await;
}
on_both!(no_dossier_of_a_case_tells_of_another, tabled_for_all);

/// Whom only one dossier of a case knows, is named in that one alone.
async fn of_another(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    for id in [second, third] {
        join(officer, id, &case).await.moved();
    }
    let bad = "Mirela gaat om met Denkbeeldig.";
    let fault = "een ander dossier van de casus iemand aanwijst: Denkbeeldig.";
    let told = write(officer, &case, bad, &first.to_string())
        .await
        .ok()
        .text();
    says(&visible(&told), &[fault]);
    assert!(told.contains(bad), "it stays typed");
    let told = plan(officer, &case, first, bad, &[]).await.ok().text();
    says(&visible(&told), &[fault]);
    let field = text_of(officer, &format!("{case}/sluiten"), first).await;
    let told = close(officer, &case, "nothing", &[(&field, bad)])
        .await
        .ok();
    says(&visible(&told.text()), &[fault]);
    // Who occurs in both may be named in either.
    write(officer, &case, "Mirela woont er.", &first.to_string())
        .await
        .moved();
    for about in ["onzin", "00000000-0000-4000-8000-000000000001"] {
        let told = write(officer, &case, "Rustig aan.", about)
            .await
            .ok()
            .text();
        assert!(told.contains("Rustig aan."), "it stays typed");
    }
    let words = officer.words(&format!("{case}/verloop")).await;
    assert!(!words.contains("Rustig aan."), "{words}");
    is_clean(&town.world).await;
}
on_both!(what_is_of_one_dossier_names_nobody_of_another, of_another);
