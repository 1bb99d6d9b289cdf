//! What was said by telephone: what could not wait counts as a handover, advice without a name does not (bijlage 2,
//! stap 3 and 4).

use platform::DossierId;
use testkit::walk::assess;
use testkit::{Browser, World, on_both, visible};

const CALLED: [(&str, &str); 7] = [
    ("partner", "nla"),
    ("with", "De meldkamer"),
    ("day", "2026-11-17"),
    ("time", "08.30"),
    ("told", "Zes mensen slapen achter een winkel."),
    ("agreed", "Er gaat vandaag iemand kijken."),
    ("why", "Er was brand geweest."),
];

async fn call(officer: &Browser, id: DossierId, changed: &[(&str, &str)]) -> testkit::Answer {
    let mut fields = CALLED.to_vec();
    fields.retain(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(changed);
    officer
        .post(&format!("/dossier/{id}/gebeld"), &fields)
        .await
}

/// Rung before it was assessed: once it is, that partner was told, and owes an answer.
async fn before_assessing(world: World) {
    let (officer, id) = world.reported(&[("seen", "Zes mensen.")], &[]).await;
    let path = format!("/dossier/{id}");
    assert!(officer.words("/werk").await.contains("Beoordeel"));
    call(&officer, id, &[]).await.moved();
    // Sent again, it stands there once.
    call(&officer, id, &[]).await.moved();
    let shown = officer.words(&path).await;
    assert_eq!(shown.matches("Doorgezet naar").count(), 1, "{shown}");
    assert!(shown.contains("Er gaat vandaag iemand kijken."), "{shown}");
    assert!(officer.words("/werk").await.contains("Beoordeel"));
    assess(&officer, id).await;
    let shown = officer.words(&path).await;
    assert!(shown.contains("Er gaat vandaag iemand kijken") || shown.contains("terugkoppeling"));
    let choose = officer.words(&format!("{path}/doorzetten")).await;
    assert!(!choose.contains("Verplicht: nog niet"), "{choose}");
    let register = officer.words("/verstrekkingen").await;
    for words in [
        "Nederlandse Arbeidsinspectie",
        "wat per telefoon is verteld",
        "Direct ingrijpen",
    ] {
        assert!(register.contains(words), "{words}: {register}");
    }
    // The obligation is met: what is left is the answer, and telling the reporter.
    let missing = officer.words(&format!("{path}/afsluiten")).await;
    assert!(
        !missing.contains("Nederlandse Arbeidsinspectie is nog niet"),
        "{missing}"
    );
    let pdf = officer.page(&path).await;
    let pdf = pdf.split(&format!("{path}/overdracht/")).nth(1).unwrap();
    let pdf = format!("{path}/overdracht/{}", pdf.split('"').next().unwrap());
    assert!(officer.get(&pdf).await.ok().bytes.starts_with(b"%PDF"));
}
on_both!(a_call_counts_as_telling_the_partner, before_assessing);

/// The same story told to two services in a row is two calls; the same partner told something else is another too.
async fn in_a_row(world: World) {
    let (officer, id) = world.reported(&[("seen", "Zes mensen.")], &[]).await;
    for changed in [
        [("partner", "avim"), ("agreed", "AVIM stuurt iemand.")],
        [("partner", "nla"), ("agreed", "De inspectie komt mee.")],
        [("partner", "112"), ("agreed", "Een wagen komt.")],
        [("partner", "nla"), ("agreed", "De inspectie komt later.")],
    ] {
        call(&officer, id, &changed).await.moved();
    }
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert_eq!(shown.matches("Doorgezet naar").count(), 4, "{shown}");
}
on_both!(one_story_told_to_two_services_is_two_calls, in_a_row);

/// The emergency number is no partner of the policy, and owes no answer.
async fn emergency(world: World) {
    let (officer, id) = world.reported(&[("seen", "Zes mensen.")], &[]).await;
    assess(&officer, id).await;
    call(&officer, id, &[("partner", "112")]).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("Doorgezet naar 112"), "{shown}");
    let missing = officer.words(&format!("/dossier/{id}/afsluiten")).await;
    assert!(!missing.contains("112 "), "{missing}");
}
on_both!(the_emergency_number_owes_no_answer, emergency);

async fn faulty(world: World) {
    let (officer, id) = world.reported(&[("seen", "Zes mensen.")], &[]).await;
    for (changed, words) in [
        (("partner", "niemand"), "Maak een keuze"),
        (("with", " "), "Vul in met wie u sprak."),
        (("time", "25:00"), "hoe laat u belde"),
        (("day", "2027-01-01"), "niet in de toekomst"),
        (("day", "gisteren"), "hoe laat u belde"),
        (("told", "Test employee zei het."), "wie meldde"),
    ] {
        let told = call(&officer, id, &[changed]).await.ok();
        let text = visible(&told.text());
        assert!(text.contains(words), "{changed:?}: {text}");
        assert!(told.text().contains("Er was brand geweest."), "it stays");
    }
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(!shown.contains("Doorgezet naar"), "{shown}");
}
on_both!(a_call_that_cannot_be_is_told_beside_its_field, faulty);

/// Nothing was disclosed: no obligation is met, no answer asked, and the register has no line.
async fn advice(world: World) {
    let (officer, id) = world.reported(&[("seen", "Zes mensen.")], &[]).await;
    let path = format!("/dossier/{id}/advies");
    let asked = [
        ("partner", "veilig_thuis"),
        ("asked", "Iemand slaapt op het werk: is dat genoeg?"),
        ("advised", "Vraag na wie de post betaalt."),
    ];
    let reporter = [asked[0], ("asked", "Test employee zag het."), asked[2]];
    let told = officer.post(&path, &reporter).await.ok();
    assert!(visible(&told.text()).contains("wie meldde"));
    let empty = [asked[0], asked[1], ("advised", "")];
    let told = officer.post(&path, &empty).await.ok();
    assert!(visible(&told.text()).contains("Schrijf hier wat het advies was."));
    for _ in 0..2 {
        officer.post(&path, &asked).await.moved();
    }
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert_eq!(
        shown.matches("Advies zonder namen van").count(),
        1,
        "{shown}"
    );
    assert!(!shown.contains("Doorgezet naar"), "{shown}");
    let register = officer.words("/verstrekkingen").await;
    assert!(!register.contains("Veilig Thuis Utrecht 2"), "{register}");
    assert!(!register.contains("Zes mensen"), "{register}");
}
on_both!(advice_without_a_name_discloses_nothing, advice);
