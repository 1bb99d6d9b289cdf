//! What the partner is owed: feedback, or a reason why there is none.

use testkit::partner::OF_POLICE;
use testkit::walk::assess;
use testkit::{World, on_both, visible};

use super::taken;

/// What is owed keeps the dossier open; given, it stands in the register when it says something of a person.
async fn owed(world: World) {
    let (officer, id) = taken(&world).await;
    let path = format!("/dossier/{id}");
    assess(&officer, id).await;
    let close = officer.words(&format!("{path}/afsluiten")).await;
    assert!(close.contains("heeft nog niets teruggehoord"), "{close}");
    let to = format!("{path}/teruggekoppeld");
    let given = [
        ("how", "phone"),
        ("day", "2026-11-17"),
        ("text", "De inspectie gaat er langs."),
        ("person", "on"),
        ("action", "told"),
    ];
    let mut named = given;
    named[2] = ("text", "Wubbo Hazelworm hoort dit van ons.");
    let told = officer.post(&to, &named).await.ok();
    assert!(visible(&told.text()).contains("wie meldde"));
    let mut late = given;
    late[1] = ("day", "2027-01-01");
    let told = officer.post(&to, &late).await.ok();
    assert!(visible(&told.text()).contains("niet in de toekomst"));
    for _ in 0..2 {
        officer.post(&to, &given).await.moved();
    }
    let shown = officer.words(&path).await;
    assert_eq!(shown.matches("Teruggekoppeld aan").count(), 1, "{shown}");
    let close = officer.words(&format!("{path}/afsluiten")).await;
    assert!(!close.contains("heeft nog niets teruggehoord"), "{close}");
    let register = officer.words("/verstrekkingen").await;
    assert!(
        register.contains("Teruggekoppeld aan wie een signaal gaf"),
        "{register}"
    );
    assert!(
        register.contains("AVIM") && register.contains("Telefoon"),
        "{register}"
    );
}
on_both!(feedback_is_owed_to_the_partner_that_sent_a_signal, owed);

/// Nothing is told, for a reason; and nothing of a person: the register has no line.
async fn not_told(world: World) {
    let (officer, id) = taken(&world).await;
    let to = format!("/dossier/{id}/teruggekoppeld");
    let empty = officer.post(&to, &[("action", "not")]).await.ok();
    assert!(visible(&empty.text()).contains("waarom u niets vertelt"));
    let why = [
        ("action", "not"),
        ("text", "De partner trok het in."),
        ("person", "on"),
    ];
    officer.post(&to, &why).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("Niet teruggekoppeld aan"), "{shown}");
    assert!(!shown.contains("Terugkoppelen uiterlijk"), "{shown}");
    let register = officer.words("/verstrekkingen").await;
    assert!(!register.contains("aan wie een signaal gaf"), "{register}");
    let other = [("reference", ""), ("feedback-by", "")];
    let none = officer.takes_in(&OF_POLICE, &other).await;
    let shown = officer.words(&format!("/dossier/{none}")).await;
    assert!(!shown.contains("Terugkoppelen uiterlijk"), "{shown}");
}
on_both!(feedback_is_passed_over_with_a_reason, not_told);
