//! A signal that comes from a partner: where it comes from, what the partner asked, what is owed to it, and what of it
//! stands under another law.

mod asked;
mod ends;
mod nowhere;
mod owed;

use platform::DossierId;
use testkit::partner::{CONTACT, OF_POLICE, ONLY_THERE, UNDER_WPG};
use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";

async fn taken(world: &World) -> (Browser, DossierId) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let id = officer.takes_in(&OF_POLICE, &[]).await;
    (officer, id)
}

/// It stands on the dossier: of whom, by what number, on what conditions, and what is under the Wpg until when.
async fn comes_in(world: World) {
    let (officer, id) = taken(&world).await;
    let shown = officer.words(&format!("/dossier/{id}")).await;
    for words in [
        "Signaal van een partner",
        "AVIM",
        "PL0900-2026-77",
        "Niet doorgeven zonder het te vragen",
        "Bel ons eerst.",
        "Wpg (politiegegevens)",
        "mag blijven tot en met 1 juni 2027",
        UNDER_WPG,
        ONLY_THERE,
        "Terugkoppelen uiterlijk",
        "Achter de winkel staan bedden.",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains(CONTACT), "the vault is open");
    officer.post("/kluis/sluiten", &[]).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(!shown.contains(CONTACT), "{shown}");
    assert!(officer.words("/werk").await.contains("Beoordeel"));
    let own = officer.words("/mijn").await;
    assert!(!own.contains("bedden"), "it is in nobody's list: {own}");
}
on_both!(a_signal_of_a_partner_says_where_it_comes_from, comes_in);

/// Sent twice it is one; sent again by the partner it is pointed at.
async fn comes_again(world: World) {
    let (officer, id) = taken(&world).await;
    let known = format!("href=\"/dossier/{id}\"");
    let again = [
        ("reference", "pl0900 2026 77"),
        ("part-0-text", "Nog een keer."),
    ];
    let told = officer.from_partner(&OF_POLICE, &again).await.ok().text();
    assert!(
        told.contains(&known) && told.contains("Nog een keer."),
        "{told}"
    );
    assert!(visible(&told).contains("staat er al"));
    let apart = [again[0], again[1], ("apart", "on")];
    let other = officer.takes_in(&OF_POLICE, &apart).await;
    assert_ne!(other, id);
    let elsewhere = [again[0], ("partner", "nla")];
    assert_ne!(officer.takes_in(&OF_POLICE, &elsewhere).await, id);
    // The same form is one signal.
    let form = officer.get("/melden/partner").await.ok().hidden("form-id");
    let mut fields = vec![("form-id", form.as_str()), ("reference", "twee keer")];
    fields.extend(OF_POLICE.iter().filter(|(name, _)| *name != "reference"));
    let first = officer.post("/melden/partner", &fields).await.moved();
    let second = officer.post("/melden/partner", &fields).await.moved();
    assert_eq!(first.get(..45), second.get(..45));
}
on_both!(a_signal_that_comes_again_is_pointed_at, comes_again);

async fn faulty(world: World) {
    let (officer, _) = taken(&world).await;
    let one = |name, value| vec![(name, value)];
    for (changed, words) in [
        (one("partner", ""), "Kies een organisatie"),
        (one("day", "2026-12-24"), "niet in de toekomst"),
        (one("conditions", ""), "Maak een keuze"),
        (one("feedback-by", "2026-01-01"), "vanaf vandaag"),
        (one("part-1-ends", ""), "tot en met wanneer"),
        (one("part-1-ends", "2026-01-01"), "tot en met wanneer"),
        (one("part-1-ends", "2033-01-01"), "ten hoogste vijf jaar"),
        (one("part-1-text", " "), "of kies Nee"),
        (one("part-1-law", "wvp"), "of kies Nee"),
        (one("part-1-law", ""), "of kies Nee"),
        (
            one("part-1-law", "none"),
            "maak dan de datum en de namen leeg",
        ),
        (
            vec![("part-1-law", "none"), ("part-1-ends", "")],
            "maak dan de datum en de namen leeg",
        ),
        (
            vec![("partner", ""), ("organisation", ONLY_THERE)],
            "onder de Wpg of de WGS valt",
        ),
        (
            vec![
                ("part-0-text", ""),
                ("part-1-text", ""),
                ("part-1-law", "none"),
            ],
            "Vul in wat het signaal zegt",
        ),
    ] {
        let changed: Vec<(&str, &str)> = [("reference", "nieuw")]
            .into_iter()
            .chain(changed)
            .collect();
        let told = officer.from_partner(&OF_POLICE, &changed).await.ok();
        let text = visible(&told.text());
        assert!(text.contains(words), "{changed:?}: {text}");
        assert!(told.text().contains("Bel ons eerst."), "it stays");
    }
    let words = [("words", UNDER_WPG), ("reference", "nieuw")];
    let told = officer.from_partner(&OF_POLICE, &words).await;
    is_refused("what the partner asked", &told);
    let named = [("reference", ONLY_THERE)];
    is_refused(
        "its reference",
        &officer.from_partner(&OF_POLICE, &named).await,
    );
    let more = [("action", "add-part"), ("reference", "nieuw")];
    let more = officer.from_partner(&OF_POLICE, &more).await.ok().text();
    assert!(
        more.contains("part-2-text") && more.contains(UNDER_WPG),
        "{more}"
    );
}
on_both!(
    what_a_partner_sends_and_cannot_be_is_told_beside_its_field,
    faulty
);

/// What is filled in counts, whatever the form says of how many there are.
async fn more_than_said(world: World) {
    let (officer, _) = taken(&world).await;
    let fewer = [("parts", "1"), ("reference", "minder")];
    let id = officer.takes_in(&OF_POLICE, &fewer).await;
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains(UNDER_WPG), "{shown}");
    let ninth = [("part-8-text", "Nog een."), ("reference", "meer")];
    let told = officer.from_partner(&OF_POLICE, &ninth).await;
    assert_eq!(told.status, 400);
}
on_both!(no_part_that_was_filled_in_is_dropped, more_than_said);

#[track_caller]
fn is_refused(what: &str, told: &testkit::Answer) {
    assert_eq!(told.status, 200, "{what}");
    let said = visible(&told.text());
    assert!(
        said.contains("onder de Wpg of de WGS valt"),
        "{what}: {said}"
    );
}

const ASKED: (&str, &str) = ("asked-partner", "De wijkagent, op 17 november.");

async fn on_agenda(
    officer: &Browser,
    id: DossierId,
    table: &str,
    extra: &[(&str, &str)],
) -> testkit::Answer {
    let item = [
        ("table", table),
        ("text", "Wie kent dit?"),
        ("action", "agenda"),
    ];
    let all = [&item, extra].concat();
    officer.post(&format!("/dossier/{id}/overleg"), &all).await
}
