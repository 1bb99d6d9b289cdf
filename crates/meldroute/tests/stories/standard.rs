//! Files for other systems, and theirs: HTCDS 2.0.

use exports::exchange::{self, Ended};
use exports::htcds::standard::Group;
use exports::htcds::{Case, Format, Record};
use platform::DossierId;
use testkit::walk::{assess, close_without_follow_up, hand_over};
use testkit::{Browser, World, on_both};

async fn handed_over(world: &World) -> (Browser, DossierId) {
    let fields = [
        ("seen", "Vier bedden in een kamer."),
        ("place", "Verzonnenkade 14, 3417 AB Montfoort"),
        ("phone", "06-87654321"),
        ("subjects", "1"),
        ("subject-0-name", "Mirela van Fantasia"),
        ("subject-0-birth", "12-03-2001"),
        ("subject-0-phone", "06 12 34 56 78"),
        ("subject-0-capacity", "possible_victim"),
    ];
    let (officer, id) = world.reported(&fields, &[]).await;
    assess(&officer, id).await;
    (officer, id)
}

async fn files(officer: &Browser, id: DossierId) -> [String; 2] {
    let page = officer.page(&format!("/dossier/{id}")).await;
    let of = |end: &str| {
        let links = page
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let own = |link: &&str| link.contains("/overdracht/") && link.ends_with(end);
        links.filter(own).last().unwrap().to_owned()
    };
    let [json, csv] = ["/json", "/csv"].map(of);
    [
        String::from_utf8(officer.get(&json).await.ok().bytes).unwrap(),
        String::from_utf8(officer.get(&csv).await.ok().bytes).unwrap(),
    ]
}

fn cases(format: Format, text: &str) -> Vec<Case> {
    let file = format.read(text).unwrap();
    file.cases.into_iter().map(|(_, case)| case).collect()
}

/// By default a phone of the victim does not go to the labour inspectorate: nor does it to its programs.
async fn for_programs(world: World) {
    let (officer, id) = handed_over(&world).await;
    hand_over(&officer, id, "nla", &[]).await.moved();
    let [json, csv] = files(&officer, id).await;
    let [case] = &cases(Format::Json, &json)[..] else {
        panic!("{json}")
    };
    assert_eq!(cases(Format::Csv, &csv), std::slice::from_ref(case));
    let person = case.of(Group::Person).next().unwrap();
    let event = case.of(Group::Event).next().unwrap();
    let referral = case.of(Group::Referral).next().unwrap();
    for (record, field, text) in [
        (person, "prs_FirstName", "Mirela"),
        (person, "prs_SecondName", "van Fantasia"),
        (person, "prs_MobilePhone", ""),
        (
            person,
            "vic_TraffickingStatus",
            "PossibleVictimOfTrafficking",
        ),
        (person, "vic_TypeOfExploitation", "ForcedLabour"),
        (event, "hte_Description", "Vier bedden in een kamer."),
        (event, "hte_PostalCode", "3417 AB"),
        (
            referral,
            "cas_ReferredOrganisation",
            "Nederlandse Arbeidsinspectie",
        ),
        (referral, "cas_ReferringOrganisation", "Montfoort"),
        (
            referral,
            "cas_OutgoingReferralDetails",
            "Wilt u dit onderzoeken?",
        ),
    ] {
        assert_eq!(record.get(field), text, "{field}: {json}");
    }
    assert_eq!(
        case.of(Group::Case).count(),
        0,
        "where it stands is not what the partner was given"
    );
    assert!(!json.contains("87654321") && !json.contains("employee"));
    // What was made vaguer on paper is so for programs.
    world.clock.set(world.clock.now() + 60_000);
    let vaguer = [("text-place", "Ergens in Montfoort")];
    hand_over(&officer, id, "zorgcoordinator", &vaguer)
        .await
        .moved();
    let [json, _] = files(&officer, id).await;
    assert!(!json.contains("Verzonnenkade"), "{json}");
}
on_both!(
    a_handover_goes_to_programs_as_it_went_on_paper,
    for_programs
);

fn sent() -> Case {
    let person = Record::new(Group::Person)
        .with("prs_FirstName", "Mirela")
        .with("prs_Gender", "Feminine")
        .with("vic_TraffickingStatus", "PossibleVictimOfTrafficking")
        .with("vic_TypeOfExploitation", "ForcedLabour");
    let event = Record::new(Group::Event)
        .with("hte_Description", "Vier bedden in een kamer.")
        .with("hte_Street", "Verzonnenkade 14");
    Case::new("ZAAK-7").with([person, event])
}

async fn taken_over(world: World) {
    world.staff().await;
    let take = async |case: &Case| {
        exchange::take_over(&world.app, world.montfoort, case)
            .await
            .unwrap()
    };
    let Ended::New(id, words) = take(&sent()).await else {
        panic!("a signal")
    };
    assert_eq!(words, ["persons 1, prs_Gender"]);
    let officer = world.sign_in("officer@a.example").await;
    let work = officer.words("/werk").await;
    assert!(work.contains("Vier bedden in een kamer"), "{work}");
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    for said in [
        "Ander systeem",
        "Vier bedden in een kamer.",
        "Kenmerk daar: ZAAK-7",
        "prs_Gender: Feminine",
        "vic_TypeOfExploitation: ForcedLabour",
        "Verzonnenkade 14",
        "Mirela",
    ] {
        assert!(dossier.contains(said), "{said}: {dossier}");
    }
    // The same file, and the same case with other words.
    assert_eq!(take(&sent()).await, Ended::Known);
    let more = Record::new(Group::Comment).with("cco_CaseComment", "Nog iets.");
    assert_eq!(take(&sent().with([more])).await, Ended::Otherwise);
    let again = officer.words("/werk").await;
    assert_eq!(
        again.matches("Vier bedden in een kamer").count(),
        1,
        "{again}"
    );
    // It goes the whole route: nobody is to be told.
    officer.open_vault().await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    assert!(
        officer
            .words(&format!("/dossier/{id}"))
            .await
            .contains("Afgesloten")
    );
}
on_both!(a_case_is_taken_over_once, taken_over);

async fn everything(world: World) {
    let (officer, id) = handed_over(&world).await;
    hand_over(&officer, id, "nla", &[]).await.moved();
    let mut seen = 0;
    let all = exchange::all(&world.app, world.montfoort, |so_far| seen = so_far)
        .await
        .unwrap();
    assert_eq!((all.len(), seen), (1, 1));
    let case = &all[0];
    let status = case.of(Group::Case).next().unwrap();
    assert_eq!(status.get("cas_Status"), "FollowUp");
    let person = case.of(Group::Person).next().unwrap();
    assert_eq!(person.get("prs_MobilePhone"), "+31612345678");
    assert_eq!(person.get("prs_Birthdate"), "2001-03-12");
    assert_eq!(case.of(Group::Referral).count(), 1);
    // Here it is a dossier already; there it becomes one, and leaves again as it came.
    let here = exchange::take_over(&world.app, world.montfoort, case)
        .await
        .unwrap();
    assert_eq!(here, Ended::Own);
    let more = Record::new(Group::Comment).with("cco_CaseComment", "Nog iets.");
    let more = case.clone().with([more]);
    let here = exchange::take_over(&world.app, world.montfoort, &more)
        .await
        .unwrap();
    assert_eq!(here, Ended::OwnOtherwise);
    let there = exchange::take_over(&world.app, world.other, case)
        .await
        .unwrap();
    assert!(matches!(there, Ended::New(..)), "{there:?}");
    let again = exchange::all(&world.app, world.other, |_| {})
        .await
        .unwrap();
    let of = |case: &Case, group| case.of(group).cloned().collect::<Vec<_>>();
    let plain = |mut record: Record| {
        record.take("vic_TypeOfExploitation");
        record
    };
    let persons = |case: &Case| {
        of(case, Group::Person)
            .into_iter()
            .map(plain)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        persons(&again[0]),
        persons(case),
        "but for what an officer is to judge"
    );
    assert_eq!(of(&again[0], Group::Event)[0], of(case, Group::Event)[0]);
    assert_eq!(again.len(), 1);
}
on_both!(a_whole_administration_leaves_and_comes_back, everything);
