//! A pack in English: what has it is shown in it, what has not is Dutch and says so, and nothing loses it.

use policy::{Edit, Facts, Form, Pack, Reach, Said, Severity, Victim, advise, edited};

const MONTFOORT: &str = include_str!("../../../../policies/montfoort.toml");
const EXAMPLE: &str = include_str!("../../../../policies/voorbeeld.toml");

const ALWAYS: &str = "De zorgcoördinator krijgt altijd een melding.";

fn dutch(text: &str) -> Said<'_> {
    Said {
        text,
        language: "nl",
    }
}

#[test]
fn the_two_packs_miss_nothing() {
    for text in [MONTFOORT, EXAMPLE] {
        let pack = Pack::parse(text).unwrap();
        let name = &pack.municipality.name;
        assert_eq!(pack.without_english(), Vec::<&str>::new(), "{name}");
        assert_eq!(pack.english_of_nothing(), Vec::<&str>::new(), "{name}");
        assert!(pack.english.len() > 90, "{name}");
        for (said, english) in &pack.english {
            assert_ne!(said, english, "{name}");
            let ends = |text: &str| text.ends_with(['.', '?']);
            assert_eq!(ends(said), ends(english), "{name}: {said}");
        }
    }
}

/// Also that an age is not known, which no pack says.
#[test]
fn all_advice_is_given_in_english() {
    let all = Facts {
        forms: vec![Form::Sexual, Form::Criminal, Form::Labour],
        acute: true,
        severity: Severity::VerySerious,
        victims: vec![Victim { age: None }],
        network: true,
        housing: true,
        licence_branch: true,
        youth_group: true,
        soft: true,
        ..Facts::none()
    };
    for text in [MONTFOORT, EXAMPLE] {
        let pack = Pack::parse(text).unwrap();
        let advice = advise(&pack, &all);
        let reasons: Vec<&String> = advice.iter().flat_map(|one| &one.reasons).collect();
        assert!(reasons.len() > 15, "{reasons:?}");
        assert!(
            reasons
                .iter()
                .any(|reason| reason.contains("leeftijd is niet bekend"))
        );
        for reason in reasons {
            assert_eq!(pack.said(reason, "nl"), dutch(reason));
            let english = pack.said(reason, "en");
            assert_eq!(english.language, "en", "{reason}");
            assert_ne!(english.text, reason);
        }
    }
}

#[test]
fn what_has_no_english_is_dutch_and_is_told() {
    let lines = MONTFOORT
        .lines()
        .filter(|line| !line.starts_with(&format!("\"{ALWAYS}\" = ")));
    let without = lines.collect::<Vec<_>>().join("\n");
    let without = without.replacen(", en = \"witness\"", "", 1);
    let pack = Pack::parse(&without).unwrap();
    assert_eq!(pack.without_english(), ["getuige", ALWAYS]);
    assert_eq!(pack.said(ALWAYS, "en"), dutch(ALWAYS));
    let witness = &pack.capacity("witness").unwrap().name;
    assert_eq!(witness.said("en"), dutch("getuige"));
    assert_eq!(witness.get("en"), "getuige");
    // English without words is none.
    let empty = MONTFOORT.replacen("= \"working days\"", "= \" \"", 1);
    let pack = Pack::parse(&empty).unwrap();
    assert_eq!(pack.without_english(), ["werkdagen"]);
}

/// Nobody began to translate it: there is nothing to miss.
#[test]
fn a_pack_in_dutch_alone_misses_nothing() {
    let (text, _) = EXAMPLE.split_once("[english]").unwrap();
    let mut lines = String::new();
    for piece in text.split(", en = \"") {
        let rest = if lines.is_empty() {
            piece
        } else {
            piece.split_once('"').unwrap().1
        };
        lines += rest;
    }
    let pack = Pack::parse(&lines).unwrap();
    assert!(pack.without_english().is_empty());
    assert_eq!(pack.said(ALWAYS, "en"), dutch(ALWAYS));
}

/// English stays with its Dutch words alone: other words never go by under the English of before.
#[test]
fn other_words_have_no_english_of_before() {
    let changed = MONTFOORT.replacen(
        &format!("reason = \"{ALWAYS}\""),
        "reason = \"De zorgcoördinator krijgt een melding.\"",
        1,
    );
    let pack = Pack::parse(&changed).unwrap();
    let now = "De zorgcoördinator krijgt een melding.";
    assert_eq!(pack.said(now, "en"), dutch(now));
    assert_eq!(pack.without_english(), [now]);
    assert_eq!(pack.english_of_nothing(), [ALWAYS]);
}

#[test]
fn a_pack_that_is_changed_in_the_browser_keeps_its_english() {
    let (was, belle) = (Pack::parse(MONTFOORT).unwrap(), "belle".into());
    let reach = Reach {
        hours: Some("werkdagen".into()),
        ..was.partner(&belle).unwrap().reach()
    };
    let edit = Edit::default()
        .version("next")
        .reach(&was, &belle, &reach)
        .terms(&was.deadlines, &was.retention);
    // As people lay it out, and written anew from what it says.
    let laid_out_otherwise = toml::to_string(&toml::from_str::<toml::Table>(MONTFOORT).unwrap());
    for text in [MONTFOORT, &laid_out_otherwise.unwrap()] {
        let now = Pack::parse(&edited(text, &edit).unwrap()).unwrap();
        assert_eq!(now.english, was.english);
        assert!(now.without_english().is_empty());
        let hours = now.partner(&belle).unwrap().hours.clone().unwrap();
        assert_eq!(now.said(&hours, "en").text, "working days");
    }
}

/// A pack of before has no list, and is read; its texts are Dutch.
#[test]
fn a_stored_pack_of_before_is_read_without_a_list() {
    let (old, _) = MONTFOORT.split_once("[english]").unwrap();
    let old = old.replacen("urgent_referral_hours = 4", "once = 1", 1);
    let pack = Pack::stored(&old).unwrap();
    assert!(pack.english.is_empty());
    assert_eq!(pack.said(ALWAYS, "en"), dutch(ALWAYS));
    let kept = MONTFOORT.replacen("urgent_referral_hours = 4", "once = 1", 1);
    let pack = Pack::stored(&kept).unwrap();
    assert_eq!(
        pack.said(ALWAYS, "en").language,
        "en",
        "what is there stays"
    );
}
