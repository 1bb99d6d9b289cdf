//! The rules of bijlage 2, stap 4, on every pack that ships.
use policy::{Advice, Facts, Form, HandoverPart, Pack, Severity, Victim, Weight, advise};
use proptest::prelude::*;

fn packs() -> [Pack; 2] {
    [
        include_str!("../../../../policies/montfoort.toml"),
        include_str!("../../../../policies/voorbeeld.toml"),
    ]
    .map(|text| Pack::parse(text).unwrap())
}

fn find<'a>(advice: &'a [Advice], partner: &str) -> Option<&'a Advice> {
    advice
        .iter()
        .find(|entry| entry.partner.as_str() == partner)
}

fn weight(facts: &Facts, partner: &str) -> Option<Weight> {
    find(&advise(&packs()[0], facts), partner).map(|entry| entry.weight)
}

prop_compose! {
    fn victim()(age in proptest::option::of(0u8..=120)) -> Victim { Victim { age } }
}
prop_compose! {
    fn facts()(
        forms in proptest::sample::subsequence(Form::ALL.to_vec(), 0..=4),
        flags in any::<[bool; 10]>(),
        severity in proptest::sample::select(Severity::ALL.to_vec()),
        victims in proptest::collection::vec(victim(), 0..4),
    ) -> Facts {
        let [acute, network, housing, licence_branch, youth_group, soft, single_agency, offender, place, smuggling] = flags;
        Facts { forms, acute, severity, victims, network, housing, licence_branch, youth_group, soft, single_agency, offender, place, smuggling }
    }
}

/// Everything `facts` says, and more.
fn more(facts: &Facts, extra: &Facts) -> Facts {
    let mut forms = facts.forms.clone();
    forms.extend(&extra.forms);
    let mut victims = facts.victims.clone();
    victims.extend(&extra.victims);
    Facts {
        forms,
        victims,
        acute: facts.acute || extra.acute,
        severity: facts.severity.max(extra.severity),
        network: facts.network || extra.network,
        housing: facts.housing || extra.housing,
        licence_branch: facts.licence_branch || extra.licence_branch,
        youth_group: facts.youth_group || extra.youth_group,
        soft: facts.soft || extra.soft,
        single_agency: facts.single_agency && extra.single_agency,
        offender: facts.offender || extra.offender,
        place: facts.place || extra.place,
        smuggling: facts.smuggling || extra.smuggling,
    }
}

proptest! {
    #[test]
    fn zorgcoordinator_is_never_missing(facts in facts()) {
        for pack in packs() {
            let advice = advise(&pack, &facts);
            prop_assert_eq!(find(&advice, "zorgcoordinator").map(|a| a.weight), Some(Weight::Obligation));
        }
    }

    #[test]
    fn what_is_urgent_goes_to_avim_first(facts in facts()) {
        let acute = Facts { acute: true, ..facts.clone() };
        let very_serious = Facts { severity: Severity::VerySerious, ..facts };
        for pack in packs() {
            for urgent in [&acute, &very_serious] {
                prop_assert!(urgent.is_urgent());
                let advice = advise(&pack, urgent);
                prop_assert_eq!(advice[0].partner.as_str(), "avim");
                prop_assert_eq!(advice[0].weight, Weight::Obligation);
            }
        }
    }

    #[test]
    fn labour_exploitation_goes_to_nla(mut facts in facts()) {
        facts.forms.push(Form::Labour);
        for pack in packs() {
            prop_assert_eq!(find(&advise(&pack, &facts), "nla").map(|a| a.weight), Some(Weight::Obligation));
        }
    }

    #[test]
    fn more_facts_never_remove_an_obligation(facts in facts(), extra in facts()) {
        for pack in packs() {
            let after = advise(&pack, &more(&facts, &extra));
            for before in advise(&pack, &facts) {
                let now = find(&after, before.partner.as_str());
                prop_assert!(now.is_some_and(|now| now.weight <= before.weight), "{} got lost", before.partner);
            }
        }
    }

    #[test]
    fn an_unknown_age_gives_the_advice_for_a_minor_and_for_an_adult(facts in facts(), minor in 0u8..18, adult in 23u8..=120) {
        let with = |age| Facts { victims: vec![Victim { age }], ..facts.clone() };
        for pack in packs() {
            let unknown = advise(&pack, &with(None));
            for known in [with(Some(minor)), with(Some(adult))] {
                for entry in advise(&pack, &known) {
                    prop_assert!(find(&unknown, entry.partner.as_str()).is_some_and(|u| u.weight <= entry.weight));
                }
            }
        }
    }

    #[test]
    fn every_advice_says_why_and_where(facts in facts()) {
        for pack in packs() {
            let advice = advise(&pack, &facts);
            for entry in &advice {
                prop_assert!(!entry.reasons.is_empty() && !entry.basis.is_empty());
                prop_assert_eq!(advice.iter().filter(|other| other.partner == entry.partner).count(), 1);
            }
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "(.|\n){0,200}") {
        let _ = Pack::parse(&text);
        let _ = serde_json::from_str::<Facts>(&text);
    }
}

#[test]
fn a_minor_is_told_to_veilig_thuis() {
    let minor = Facts {
        victims: vec![Victim { age: Some(17) }],
        ..Facts::none()
    };
    assert_eq!(weight(&minor, "veilig_thuis"), Some(Weight::Obligation));
}

/// bijlage 1: "het officiële meldpunt voor slachtoffers en daders van mensenhandel".
#[test]
fn veilig_thuis_is_there_for_victims_and_offenders_of_any_age() {
    let adult = Facts {
        victims: vec![Victim { age: Some(40) }],
        ..Facts::none()
    };
    assert_eq!(weight(&adult, "veilig_thuis"), Some(Weight::StrongAdvice));
    let offender = Facts {
        offender: true,
        ..Facts::none()
    };
    assert_eq!(
        weight(&offender, "veilig_thuis"),
        Some(Weight::StrongAdvice)
    );
    assert_eq!(weight(&Facts::none(), "veilig_thuis"), None);
}

/// The obligation for minors is practice; bijlage 1 does not say it.
#[test]
fn the_obligation_for_minors_cites_its_true_source() {
    let text = include_str!("../../../../policies/montfoort.toml");
    let pack = Pack::parse(text).unwrap();
    let mut rules = pack.routing.iter();
    let rule = rules.find(|rule| {
        rule.partner.get_ref().as_str() == "veilig_thuis" && rule.weight == Weight::Obligation
    });
    let basis = &rule.unwrap().basis;
    assert!(
        basis.contains("niet in het beleid") && !basis.contains("bijlage 1"),
        "{basis}"
    );
}

/// bijlage 1: AVIM fights smuggling too.
#[test]
fn smuggling_goes_to_avim() {
    let smuggling = Facts {
        smuggling: true,
        ..Facts::none()
    };
    assert_eq!(weight(&smuggling, "avim"), Some(Weight::StrongAdvice));
}

/// bijlage 1: Belle does outreach and joins inspections, which RIEC helps to set up.
#[test]
fn a_place_of_sexual_exploitation_goes_to_belle_and_an_inspection_with_riec() {
    let place = Facts {
        forms: vec![Form::Sexual],
        place: true,
        ..Facts::none()
    };
    assert_eq!(weight(&place, "belle"), Some(Weight::StrongAdvice));
    assert_eq!(weight(&place, "inspection"), Some(Weight::StrongAdvice));
    assert_eq!(weight(&place, "riec"), Some(Weight::Option));
    assert_eq!(weight(&place, "pretty_woman"), None);
}

/// bijlage 1: RIEC helps to set up inspections of housing.
#[test]
fn an_inspection_of_housing_gets_help_of_riec() {
    let housing = Facts {
        housing: true,
        ..Facts::none()
    };
    assert_eq!(weight(&housing, "inspection"), Some(Weight::StrongAdvice));
    assert_eq!(weight(&housing, "riec"), Some(Weight::Option));
}

/// bijlage 3: "leeftijd 12-24 jaar"; one and the same person is of that age.
#[test]
fn the_youth_approach_is_for_ages_12_to_24() {
    let advised = |ages: &[u8]| {
        let facts = Facts {
            forms: vec![Form::Criminal],
            victims: ages.iter().map(|age| Victim { age: Some(*age) }).collect(),
            ..Facts::none()
        };
        weight(&facts, "youth_approach").is_some()
    };
    assert!(advised(&[12]) && advised(&[24]));
    assert!(!advised(&[11]) && !advised(&[25]) && !advised(&[11, 25]));
    let pack = &packs()[0];
    let partner = pack.partner(&"youth_approach".into()).unwrap();
    assert!(partner.name.contains("jongerenwerkers"));
}

/// Who is asked to make contact gets what that takes.
#[test]
fn partners_that_make_contact_get_what_reaches_the_victim() {
    let pack = &packs()[0];
    for id in ["zorgcoordinator", "belle", "pretty_woman", "fairwork"] {
        let partner = pack.partner(&id.into()).unwrap();
        assert!(
            partner.needs.contains(&HandoverPart::VictimContacts),
            "{id}"
        );
        assert!(!partner.needs.contains(&HandoverPart::Contacts), "{id}");
    }
}

fn with_victims(forms: &[Form], ages: &[u8]) -> Facts {
    Facts {
        forms: forms.to_vec(),
        victims: ages.iter().map(|age| Victim { age: Some(*age) }).collect(),
        ..Facts::none()
    }
}

/// bijlage 1: Belle is "18+", Pretty Woman is for young people "tot 23 jaar"; in between both are.
#[test]
fn belle_is_from_18_and_pretty_woman_up_to_23() {
    let advised = |forms: &[Form], age: u8| {
        let facts = with_victims(forms, &[age]);
        ["belle", "pretty_woman"].map(|partner| weight(&facts, partner).is_some())
    };
    for (age, expected) in [
        (0, [false, true]),
        (17, [false, true]),
        (18, [true, true]),
        (22, [true, true]),
        (23, [true, false]),
        (24, [true, false]),
        (120, [true, false]),
    ] {
        assert_eq!(advised(&[Form::Sexual], age), expected, "{age}");
        assert_eq!(advised(&[Form::Labour], age), [false, false], "{age}");
    }
    // Each victim counts by the own age.
    let two = with_victims(&[Form::Sexual], &[17, 23]);
    for partner in ["belle", "pretty_woman"] {
        assert_eq!(
            weight(&two, partner),
            Some(Weight::StrongAdvice),
            "{partner}"
        );
    }
}

/// onder ‘Seksuele uitbuiting’: "kan een Bibob-toets worden uitgevoerd".
#[test]
fn a_branch_with_licences_may_be_tested_for_bibob() {
    let branch = Facts {
        licence_branch: true,
        ..Facts::none()
    };
    assert_eq!(weight(&branch, "bibob"), Some(Weight::StrongAdvice));
    assert_eq!(weight(&Facts::none(), "bibob"), None);
}

/// onder ‘Aanpak dadernetwerken’: soft signals are shared at the regional table of signals.
#[test]
fn soft_signals_go_to_the_signal_table() {
    let soft = Facts {
        soft: true,
        ..Facts::none()
    };
    assert_eq!(weight(&soft, "signal_table"), Some(Weight::StrongAdvice));
    assert_eq!(weight(&Facts::none(), "signal_table"), None);
}

/// onder ‘Aanpak dadernetwerken’: on to the police and the Public Prosecution Service.
#[test]
fn a_network_of_offenders_goes_on_to_police_and_prosecution() {
    let network = Facts {
        network: true,
        severity: Severity::VerySerious,
        ..Facts::none()
    };
    assert_eq!(weight(&network, "avim"), Some(Weight::Obligation));
    assert_eq!(weight(&network, "om"), Some(Weight::Option));
    assert_eq!(weight(&Facts::none(), "om"), None);
}

/// bijlage 1: "Voor seksuele en criminele uitbuitingszaken" the prosecution works with AVIM.
#[test]
fn sexual_and_criminal_exploitation_goes_to_avim() {
    for (forms, expected) in [
        (vec![Form::Sexual], Some(Weight::StrongAdvice)),
        (vec![Form::Criminal], Some(Weight::StrongAdvice)),
        (vec![Form::Labour], None),
        (vec![], None),
    ] {
        let facts = with_victims(&forms, &[30]);
        assert_eq!(weight(&facts, "avim"), expected, "{forms:?}");
    }
    let facts = with_victims(&[Form::Sexual], &[30]);
    let advice = advise(&packs()[0], &facts);
    let reasons = find(&advice, "avim").unwrap().reasons.join(" ");
    assert!(
        reasons.contains("samen met het Openbaar Ministerie"),
        "{reasons}"
    );
}

/// bijlage 1, overige partners: what is too complex for one organisation, about a victim.
#[test]
fn complex_cases_can_go_to_the_zorg_en_veiligheidshuis() {
    let complex = |victims: &[u8], single_agency| Facts {
        single_agency,
        ..with_victims(&[], victims)
    };
    let partner = "zorg_veiligheidshuis";
    assert_eq!(
        weight(&complex(&[30], false), partner),
        Some(Weight::Option)
    );
    assert_eq!(weight(&complex(&[30], true), partner), None);
    assert_eq!(weight(&complex(&[], false), partner), None);
}

/// onder ‘Arbeidsuitbuiting’: which laws an inspection stands on, and no more of a dossier than it needs.
#[test]
fn an_inspection_names_the_laws_it_stands_on() {
    let pack = &packs()[0];
    let partner = pack.partner(&"inspection".into()).unwrap();
    for law in ["Woningwet", "omgevingsplan", "Huisvestingswet"] {
        assert!(partner.legal_basis.contains(law), "{law}");
    }
    let places = [
        HandoverPart::Place,
        HandoverPart::Addresses,
        HandoverPart::Indicators,
    ];
    assert_eq!(partner.needs, places, "a place, and nobody in it");
}

#[test]
fn a_network_beyond_one_agency_goes_to_riec_and_rto() {
    let network = Facts {
        network: true,
        single_agency: false,
        ..Facts::none()
    };
    assert_eq!(weight(&network, "riec"), Some(Weight::StrongAdvice));
    assert_eq!(weight(&network, "rto"), Some(Weight::StrongAdvice));
}

#[test]
fn an_unknown_age_says_so() {
    let unknown = Facts {
        victims: vec![Victim { age: None }],
        ..Facts::none()
    };
    let advice = advise(&packs()[0], &unknown);
    let reasons = find(&advice, "veilig_thuis").unwrap().reasons.join(" ");
    assert!(reasons.contains("leeftijd is niet bekend"), "{reasons}");
}

#[test]
fn the_documented_example_gives_the_documented_advice() {
    let input = r#"{"forms":["labour"],"acute":false,"severity":"serious","victims":[{"age":19}],"network":false,"housing":true,"licence_branch":false,"youth_group":false,"soft":false,"single_agency":true}"#;
    let facts: Facts = serde_json::from_str(input).unwrap();
    let partners: Vec<_> = advise(&packs()[0], &facts)
        .into_iter()
        .map(|a| (a.partner.to_string(), a.weight.id()))
        .collect();
    insta::assert_debug_snapshot!(partners);
}

#[test]
fn unknown_fields_and_values_are_refused_by_name() {
    let good = serde_json::to_value(Facts::none()).unwrap();
    for (field, value, named) in [
        ("colour", serde_json::json!(1), "colour"),
        ("severity", serde_json::json!("low"), "low"),
        ("forms", serde_json::json!(["smuggling"]), "smuggling"),
        ("victims", serde_json::json!([{"age": 130}]), "130"),
        ("victims", serde_json::json!([{"years": 3}]), "years"),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        let error = serde_json::from_value::<Facts>(bad)
            .unwrap_err()
            .to_string();
        assert!(error.contains(named), "{error}");
    }
    let mut forgotten = good;
    forgotten.as_object_mut().unwrap().remove("acute");
    assert!(
        serde_json::from_value::<Facts>(forgotten)
            .unwrap_err()
            .to_string()
            .contains("acute")
    );
}
