//! Facts and rules of the policy, as the officer meets them.

use platform::{DossierId, Role};
use testkit::walk::subjects;
use testkit::{Answer, Browser, World, on_both, visible};

use super::{EMPLOYEE, OFFICER};

/// Assesses; `extra` adds to or replaces what is always typed.
async fn weigh(officer: &Browser, id: DossierId, extra: &[(&str, &str)]) -> Answer {
    let path = format!("/dossier/{id}/beoordelen");
    let version = officer.get(&path).await.ok().hidden("version");
    let mut fields = vec![
        ("version", version.as_str()),
        ("severity", "serious"),
        ("ages", ""),
        ("why", "Drie concrete tekenen."),
    ];
    fields.retain(|(name, _)| !extra.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(extra);
    officer.post(&path, &fields).await
}

/// Somebody reports, and the officer has it before them.
async fn reported(world: &World, fields: &[(&str, &str)]) -> (Browser, DossierId) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, fields).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    (officer, world.dossier_id(&reference).await)
}

/// bijlage 2, stap 4: "direct ingrijpen noodzakelijk".
async fn very_serious(world: World) {
    let (officer, id) = reported(&world, &[("seen", "Iets.")]).await;
    let badge = "badge--danger";
    assert!(!officer.page("/werk").await.contains(badge));
    weigh(&officer, id, &[("severity", "very_serious")])
        .await
        .moved();
    assert!(officer.page("/werk").await.contains(badge));
    let advice = officer.words(&format!("/dossier/{id}/doorzetten")).await;
    let first = |name: &str| advice.find(name).unwrap();
    assert!(
        first("Politie, AVIM") < first("Zorgcoördinator mensenhandel"),
        "{advice}"
    );
}
on_both!(a_signal_judged_very_serious_is_urgent, very_serious);

async fn no_worse(world: World) {
    let (officer, id) = reported(&world, &[("seen", "Iets.")]).await;
    let mild = [("severity", "concern"), ("indicators", "KRI-02")];
    let refused = weigh(&officer, id, &mild).await.ok().text();
    let words = visible(&refused);
    assert!(
        words.contains("Schrijf op waarom het toch niet ernstig is"),
        "{words}"
    );
    assert!(refused.contains("Drie concrete tekenen."), "typed stays");
    let why = ("why-no-worse", "De deur bleek klem te zitten.");
    weigh(&officer, id, &[mild[0], mild[1], why]).await.moved();
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(dossier.contains(why.1), "{dossier}");
}
on_both!(a_serious_sign_judged_mild_asks_why, no_worse);

async fn at_once(world: World) {
    let fields = [
        ("seen", "Jongen moet pakjes brengen en werft anderen."),
        ("subjects", "1"),
        ("subject-0-name", "Milo"),
        ("subject-0-phone", "06 00 00 00 99"),
        ("subject-0-capacity", "possible_victim+possible_offender"),
        ("indicators", "KRI-01"),
    ];
    let (officer, id) = reported(&world, &fields).await;
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    assert!(
        visible(&dossier).contains("mogelijk slachtoffer, mogelijke dader"),
        "{dossier}"
    );
    let milo = subjects(&officer, id).await[0];
    assert!(dossier.contains(&milo.to_string()));
    let smuggled = [("smuggling", "on"), ("indicators", "KRI-01")];
    weigh(&officer, id, &smuggled).await.moved();
    let advice = officer.words(&format!("/dossier/{id}/doorzetten")).await;
    for said in [
        "AVIM bestrijdt ook mensensmokkel.",
        "Veilig Thuis is ook het officiële meldpunt voor daders.",
        "is minderjarig, of kan dat zijn",
        "De leeftijd is niet bekend.",
        "nog niet bekend",
    ] {
        assert!(advice.contains(said), "{said} in {advice}");
    }
    let prepared = |partner: &str| format!("/dossier/{id}/doorzetten/{partner}");
    let to_avim = officer.words(&prepared("avim")).await;
    assert!(to_avim.contains("Ook mensensmokkel"), "{to_avim}");
    // Who makes contact gets the number of the victim; who also is a suspect stays a victim here.
    let to_care = officer.page(&prepared("zorgcoordinator")).await;
    let ticked = "value=\"subject-0-phone\" checked";
    assert!(to_care.contains(ticked), "{to_care}");
}
on_both!(a_suspect_who_may_be_a_victim_is_both_at_once, at_once);

/// The example pack, cut down to one form, is a policy too: without the coordinator and without
/// anybody of another region.
async fn example(mut world: World) {
    let text = meldroute::setup::PACKS[1].1;
    let forms: Vec<&str> = text.split("\n[[forms]]\n").collect();
    let last = forms[forms.len() - 1];
    let rest = &last[last.find("\n# ----").unwrap()..];
    let one = format!("{}\n[[forms]]\n{}{rest}", forms[0], forms[1]);
    let pack = policy::Pack::parse(&one).unwrap();
    assert!(pack.forms.len() == 1 && !pack.coordinator_step);
    let tenant = world.found(&one.replace("GM0000", "GM0001")).await;
    for role in [Role::Employee, Role::Officer] {
        let email = format!("{}@c.example", role.id());
        world.hire(&email, "Test persoon", tenant, &[role]).await;
    }
    let employee = world.sign_in("employee@c.example").await;
    let form = employee.words("/melden/persoon").await;
    assert!(!form.contains("teamcoördinator"), "{form}");
    world.report(&employee, &[("seen", "Iets.")]).await;
    let officer = world.sign_in("officer@c.example").await;
    let work = officer.page("/werk").await;
    let id: DossierId = work.split("/dossier/").nth(1).unwrap()[..36]
        .parse()
        .unwrap();
    let form = officer.words(&format!("/dossier/{id}/beoordelen")).await;
    assert!(form.contains("Seksuele uitbuiting") && !form.contains("Arbeidsuitbuiting"));
    weigh(&officer, id, &[("forms", "sexual"), ("ages", "?")])
        .await
        .moved();
    let advice = officer.words(&format!("/dossier/{id}/doorzetten")).await;
    assert!(advice.contains("Hulp bij seksuele uitbuiting"), "{advice}");
    for word in ["Belle", "Moviera", "Montfoort", "Copen"] {
        assert!(!advice.contains(word), "{word} in {advice}");
    }
}
on_both!(the_program_runs_with_the_example_pack_and_one_form, example);
