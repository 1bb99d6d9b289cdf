//! A pack is edited by hand: every fault must say where it is and what was expected.
use policy::{Contact, Pack, ReservedCapacity, ReservedIndicator, ReservedPartner, json_schema};

const MONTFOORT: &str = include_str!("../../../../policies/montfoort.toml");
const EXAMPLE: &str = include_str!("../../../../policies/voorbeeld.toml");

/// The faults after one edit, as `line:column: message`.
fn after(from: &str, to: &str) -> String {
    assert!(MONTFOORT.contains(from), "the pack has no {from}");
    Pack::parse(&MONTFOORT.replacen(from, to, 1))
        .unwrap_err()
        .to_string()
}

#[test]
fn faults_name_line_column_and_what_was_expected() {
    let faults = [
        after("assessment_days = 7", "assessment_days = \"seven\""),
        after("assessment_days = 7", "assessment_days = 0"),
        after("weight = \"obligation\"", "weight = \"must\""),
        after("partner = \"belle\"", "partner = \"bella\""),
        after("id = \"nla\"", "id = \"avim\""),
        after(
            "document = \"Beleid Mensenhandel gemeente Montfoort\"",
            "document = \"Beleid\"\nfrom = \"2023-02-30\"",
        ),
        after(
            "document = \"Beleid Mensenhandel gemeente Montfoort\"",
            "document = \"Beleid\"\nfrom = \"2026-01-01\"\nuntil = \"2025-12-31\"",
        ),
        after("urgent_referral_hours = 4", "urgent_referral_hours = 200"),
        after(
            "{ kind = \"via AVIM of de Arbeidsinspectie\" }",
            "{ kind = \"via AVIM of de Arbeidsinspectie\", value = \"te bevestigen\" }",
        ),
        after("code = \"GM0335\"", "code = \"0335\""),
        after("value = \"0900-8844\"", "value = \"0900-EVIL\""),
        after("coordinator_step = true", "coordinator_stap = true"),
        after("version = \"2026-2\"", "version = \"2026-2"),
    ];
    insta::assert_snapshot!(faults.join("\n"));
}

/// Without them victims would be handed over as others, say.
#[test]
fn a_pack_has_every_id_that_the_program_knows() {
    let missing = |id: &str| {
        let known = format!("id = \"{id}\"");
        let faults = after(&known, "id = \"another\"");
        assert!(faults.contains(&format!("\"{id}\"")), "{faults}");
    };
    for one in ReservedCapacity::ALL {
        missing(one.id());
    }
    for one in ReservedPartner::ALL {
        missing(one.id());
    }
    for one in ReservedIndicator::ALL {
        missing(one.id());
    }
}

/// The document names no body and no period, so the pack does not either; a period can be filled in.
#[test]
fn the_period_of_the_policy_is_optional() {
    let pack = Pack::parse(MONTFOORT).unwrap();
    assert!(pack.adopted.from.is_none() && pack.adopted.until.is_none());
    let document = "document = \"Beleid Mensenhandel gemeente Montfoort\"";
    let period = format!("{document}\nfrom = \"2024-01-01\"\nuntil = \"2027-12-31\"");
    let pack = Pack::parse(&MONTFOORT.replacen(document, &period, 1)).unwrap();
    assert!(!pack.adopted.ends_soon("2026-11-27") && pack.adopted.ends_soon("2027-10-01"));
}

/// The text of the policy has no numbers of chapters: nobody could look them up.
#[test]
fn a_place_in_the_policy_can_be_found_by_a_reader() {
    for text in [MONTFOORT, EXAMPLE] {
        let own = text.lines().filter(|line| !line.contains("APV"));
        let numbered: Vec<_> = own.filter(|line| line.contains("hoofdstuk ")).collect();
        assert!(numbered.is_empty(), "{numbered:?}");
    }
}

/// The policy names neither these numbers nor how often the table meets.
#[test]
fn what_the_policy_does_not_say_is_no_fact() {
    let pack = Pack::parse(MONTFOORT).unwrap();
    for id in ["avim", "zorgcoordinator", "comensha"] {
        let partner = pack.partner(&id.into()).unwrap();
        assert_eq!(partner.contact(), Contact::Unconfirmed, "{id}");
    }
    let table = pack
        .tables
        .iter()
        .find(|table| table.id.get_ref().as_str() == "ondermijning");
    assert!(table.unwrap().cadence.is_none());
}

#[test]
fn partners_without_a_confirmed_number_are_counted() {
    let pack = Pack::parse(MONTFOORT).unwrap();
    let unconfirmed: Vec<_> = pack.unconfirmed().collect();
    assert!(
        unconfirmed
            .iter()
            .any(|partner| partner.id.get_ref().as_str() == "belle")
    );
    assert!(
        !unconfirmed
            .iter()
            .any(|partner| partner.id.get_ref().as_str() == "nla")
    );
}

/// Of a group nobody gets an account: a pack says what is one, and of those of before it is known.
#[test]
fn a_partner_that_may_be_a_group_says_so() {
    let pack = Pack::parse(MONTFOORT).unwrap();
    let is_group = |pack: &Pack, id: &str| pack.partner(&id.into()).unwrap().is_group();
    assert!(is_group(&pack, "schools") && !is_group(&pack, "nla"));
    let before = MONTFOORT.replace("group = true\n", "");
    let faults = Pack::parse(&before).unwrap_err().0;
    assert_eq!(faults.len(), 9, "{faults:?}");
    assert!(faults.iter().all(|fault| fault.kind == "group-unsaid"));
    let named = format!("\"{}\"", "schools");
    assert!(faults.iter().any(|fault| fault.message.contains(&named)));
    let stored = Pack::stored(&before).unwrap();
    assert!(is_group(&stored, "schools") && is_group(&stored, "local_consultation"));
    assert!(!is_group(&stored, "nla") && !is_group(&stored, "zorg_veiligheidshuis"));
    // A municipality with one school says that it is one.
    let id = "id = \"schools\"\nname = \"Scholen\"\ngroup = ";
    let one = MONTFOORT.replace(&format!("{id}true"), &format!("{id}false"));
    assert!(!is_group(&Pack::parse(&one).unwrap(), "schools"));
}

/// bijlage 1, each of its partners; with what happens after a handover and what may be told back.
#[test]
fn every_partner_of_bijlage_1_is_there() {
    let pack = Pack::parse(MONTFOORT).unwrap();
    for id in [
        "nla",
        "om",
        "riec",
        "base_team",
        "avim",
        "zorgcoordinator",
        "veilig_thuis",
        "belle",
        "pretty_woman",
        "fairwork",
        "comensha",
        "branch_bodies",
        "sna",
        "fnv",
        "sncu",
        "nbbu",
        "housing_corporation",
        "ggd",
        "schools",
        "sports_clubs",
        "youth_workers",
        "zorg_veiligheidshuis",
        "district",
        "wgv_meldpunt",
    ] {
        let partner = pack.partner(&id.into()).unwrap_or_else(|| panic!("{id}"));
        assert!(
            partner.afterwards.is_some() && partner.may_tell.is_some(),
            "{id}"
        );
    }
}

/// bijlage 3, "sommige personen zijn kwetsbaarder": each factor, and that it is no sign.
#[test]
fn every_vulnerability_of_bijlage_3_is_there_and_is_no_sign() {
    let pack = Pack::parse(MONTFOORT).unwrap();
    let groups = pack.indicator_groups.iter();
    let group = groups
        .filter(|group| group.vulnerability)
        .collect::<Vec<_>>();
    let [group] = group[..] else {
        panic!("one group")
    };
    let explained = group.explanation.as_ref().unwrap().get("nl");
    assert!(
        explained.contains("Een kwetsbaarheid is geen signaal"),
        "{explained}"
    );
    let all: String = group
        .indicators
        .iter()
        .map(|one| one.text.get("nl").to_lowercase())
        .collect();
    for factor in [
        "trauma",
        "jeugdhulp",
        "ongedocumenteerd",
        "beïnvloeden",
        "lhbti+ (bij jongens)",
        "vluchteling",
        "12 en 24",
        "lvb",
        "wees",
        "armoede",
    ] {
        assert!(all.contains(factor), "{factor}");
    }
    assert!(pack.is_vulnerability("KWE-12") && !pack.is_vulnerability("ALG-01"));
}

/// The words of the policy: drugs, shoplifting, fraud and deception, abortions.
#[test]
fn signs_have_the_examples_of_the_policy() {
    for word in [
        "drugs",
        "winkeldiefstal",
        "misleid",
        "abortussen",
        "erbarmelijke",
    ] {
        assert!(MONTFOORT.contains(word), "{word}");
    }
}

/// Somebody else's partners and places have no business in the example.
#[test]
fn the_example_names_nobody_of_one_region() {
    let text = EXAMPLE.to_lowercase();
    for word in [
        "belle\"",
        "pretty woman",
        "moviera",
        "montfoort",
        "utrecht",
        "copen",
        "swom",
        "bijlage",
    ] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn no_pack_may_drop_a_core_rule() {
    let drop = |from: &str, to: &str| after(from, to);
    assert!(
        drop(
            "weight = \"obligation\"\nreason = \"De zorgcoördinator",
            "weight = \"option\"\nreason = \"De zorgcoördinator"
        )
        .contains("zorgcoordinator")
    );
    assert!(
        drop(
            "when = { facts = [\"acute\"] }",
            "when = { facts = [\"acute\", \"network\"] }"
        )
        .contains("avim")
    );
    assert!(
        drop(
            "weight = \"obligation\"\nwhen = { forms = [\"labour\"] }",
            "weight = \"option\"\nwhen = { forms = [\"labour\"] }"
        )
        .contains("nla")
    );
}

#[test]
fn a_municipality_may_use_fewer_forms_from_some_day() {
    let pack = Pack::parse(&MONTFOORT.replacen(
        "id = \"criminal\"",
        "id = \"criminal\"\nfrom = \"2025-01-01\"",
        1,
    ))
    .unwrap();
    assert_eq!(pack.forms_on("2024-12-31").count(), 3);
    assert_eq!(pack.forms_on("2025-01-01").count(), 4);
}

#[test]
fn the_published_schema_is_that_of_the_code() {
    let published = include_str!("../../../../policies/schema.json");
    let own = json_schema();
    let lines = published.lines().zip(own.lines());
    let differs: Vec<_> = lines.filter(|(one, other)| one != other).take(3).collect();
    assert!(
        published == own,
        "run: cargo run -p meldroute -- policy schema > policies/schema.json; {differs:?}"
    );
}

/// A pack that an earlier version took into use is read whatever became of its fields.
#[test]
fn a_stored_pack_is_read_without_any_of_its_lines() {
    let (mut read, mut refused) = (0, 0);
    let fields = MONTFOORT.lines().take_while(|line| *line != "[english]");
    for (at, line) in fields.enumerate() {
        let others = MONTFOORT
            .lines()
            .enumerate()
            .filter(|(other, _)| *other != at);
        let without = others.map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        // A part of a list over several lines is no field.
        if !line.contains(" = ") || toml::from_str::<toml::Table>(&without).is_err() {
            continue;
        }
        let pack = Pack::stored(&without).unwrap_or_else(|faults| panic!("{line}: {faults}"));
        assert!(!pack.partners.is_empty() && !pack.routing.is_empty());
        read += 1;
        refused += u32::from(Pack::parse(&without).is_err());
    }
    assert!(
        read > 200 && refused > 100,
        "{read} read, {refused} refused"
    );
}

#[test]
fn a_stored_pack_keeps_what_it_says_and_borrows_what_it_lacks() {
    let old = MONTFOORT
        .replacen(
            "assessment_days = 7",
            "assessment_days = 5\nassessment_hours = 8",
            1,
        )
        .replacen("feedback_days", "once_called", 1)
        .replacen("[[partners]]", "[[partners]]\nfax = \"030 000 00 00\"", 1);
    assert!(Pack::parse(&old).is_err());
    let (pack, now) = (Pack::stored(&old).unwrap(), Pack::parse(MONTFOORT).unwrap());
    let example = Pack::parse(EXAMPLE).unwrap();
    assert_eq!(pack.deadlines.assessment_days, 5);
    assert_eq!(
        pack.deadlines.feedback_days,
        example.deadlines.feedback_days
    );
    assert_eq!(pack.partners.len(), now.partners.len());
    assert_eq!(pack.partners[0].question, now.partners[0].question);
    assert!(Pack::stored("version = [").is_err(), "no TOML is no pack");
}

/// Version 0.1.0 had the urgent term in days, and wrote "te bevestigen" where nobody knew a number.
#[test]
fn a_stored_pack_of_before_keeps_its_urgent_term_and_what_is_not_known() {
    let old = MONTFOORT
        .replacen(
            "urgent_assessment_hours = 24",
            "urgent_assessment_days = 2",
            1,
        )
        .replacen("urgent_referral_hours = 4", "", 1)
        .replacen(
            "{ kind = \"telefoon\" }",
            "{ kind = \"telefoon\", value = \"te bevestigen\" }",
            1,
        );
    let pack = Pack::stored(&old).unwrap();
    assert_eq!(pack.deadlines.urgent_assessment_hours, 48);
    assert_eq!(pack.deadlines.urgent_referral_hours, 4);
    let belle = pack.partner(&"belle".into()).unwrap();
    assert_eq!(belle.contact(), Contact::Absent);
}

/// A rule that was added since is not asked of a pack in use.
#[test]
fn a_stored_pack_is_not_checked_again() {
    let old = MONTFOORT.replacen("id = \"possible_victim\"", "id = \"maybe_victim\"", 1);
    assert!(Pack::parse(&old).is_err() && Pack::stored(&old).is_ok());
}

/// People tell partners apart by their names.
#[test]
fn two_partners_that_are_called_the_same_or_nothing_are_a_fault() {
    let (avim, nla) = (
        "\nname = \"Politie, AVIM (team TMM)\"",
        "\nname = \"Nederlandse Arbeidsinspectie\"",
    );
    assert!(MONTFOORT.contains(avim));
    let before = &MONTFOORT[..=MONTFOORT.find(nla).unwrap()];
    let place = format!("{}:8: ", before.lines().count() + 1);
    for same in [
        "Politie, AVIM (team TMM)",
        "POLITIE,AVIM(TEAM TMM)",
        "Politie,\u{a0} AVIM\u{3164} (team TMM)",
    ] {
        let faults = after(nla, &format!("\nname = \"{same}\""));
        assert!(faults.starts_with(&place), "{place} {faults}");
        let said = "\"avim\" and \"nla\" have the same name";
        assert!(faults.contains(said), "{faults}");
    }
    for nothing in ["", " ", "\u{3164}", "\u{2800}-"] {
        let faults = after(nla, &format!("\nname = \"{nothing}\""));
        assert!(faults.starts_with(&place), "{place} {faults}");
        assert!(faults.contains("\"nla\" has no name"), "{faults}");
    }
}

/// The form of a partner and the check of a file have one rule: what the one refuses the other does too, at the
/// place of the value.
#[test]
fn what_nobody_can_dial_mail_or_open_is_no_way_to_reach_a_partner() {
    let known = "{ kind = \"via AVIM of de Arbeidsinspectie\" }";
    for (kind, value, wrong) in [
        ("telefoon", "0348-47", "unfit-phone"),
        ("mobiel", "0348-476400 of 06-12345678", "unfit-phone"),
        ("beveiligde mail", "team@politie", "unfit-mail"),
        ("formulier", "javascript:alert(1)", "unfit-scheme"),
        ("formulier", "bel 06 12345678", "unfit-phone"),
        ("telefoon", "0348 47 64 00", ""),
        ("beveiligde mail", "team@politie.nl", ""),
        ("formulier", "https://www.politie.nl/", ""),
        ("via", "de meldkamer", ""),
    ] {
        let line = format!("{{ kind = \"{kind}\", value = \"{value}\" }}");
        assert!(MONTFOORT.contains(known));
        let text = MONTFOORT.replacen(known, &line, 1);
        let faults = Pack::parse(&text).err().map_or_else(Vec::new, |it| it.0);
        let kinds: Vec<_> = faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds.first().copied().unwrap_or(""), wrong, "{value}");
        let channel = policy::Channel {
            kind: kind.into(),
            value: Some(value.into()),
            confirmed: true,
            answers: None,
        };
        assert_eq!(channel.fault().is_some(), !wrong.is_empty(), "{value}");
        for fault in &faults {
            let at = text.lines().nth(fault.line - 1).unwrap();
            let from: String = at.chars().skip(fault.column - 1).collect();
            assert!(from.starts_with(&format!("\"{value}")), "{fault}");
        }
    }
}

/// A pack of before is read, and changed without losing its remarks; a new number that nobody can dial is not
/// let in by that.
#[test]
fn a_number_of_before_that_nobody_can_dial_may_stay() {
    let old = MONTFOORT.replacen("value = \"0900-8844\"", "value = \"0900-EVIL\"", 1);
    assert!(Pack::stored(&old).is_ok() && Pack::parse(&old).is_err());
    let pack = Pack::stored(&old).unwrap();
    let mut terms = pack.deadlines;
    terms.referral_days = 9;
    let edit = policy::Edit::default().terms(&terms, &pack.retention);
    let new = policy::edited(&old, &edit).unwrap();
    assert_eq!(new.matches('#').count(), old.matches('#').count());
    let reach = policy::Reach {
        name: "Inspectie".into(),
        channels: vec![policy::Channel {
            kind: "telefoon".into(),
            value: Some("0800-EVIL".into()),
            confirmed: true,
            answers: None,
        }],
        hours: None,
    };
    let edit = policy::Edit::default().reach(&pack, &"nla".into(), &reach);
    let faults = policy::edited(&old, &edit).unwrap_err();
    assert!(
        faults.0.iter().all(|fault| fault.kind == "unfit-phone"),
        "{faults}"
    );
}
