//! A pack is edited by hand: every fault must say where it is and what was expected.
use policy::{Pack, json_schema};

const MONTFOORT: &str = include_str!("../../../../policies/montfoort.toml");

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
        after("from = \"2023-01-01\"", "from = \"2023-02-30\""),
        after("code = \"GM0335\"", "code = \"0335\""),
        after("coordinator_step = true", "coordinator_stap = true"),
        after("version = \"2026-1\"", "version = \"2026-1"),
    ];
    insta::assert_snapshot!(faults.join("\n"));
}

/// Without this capacity victims would be handed over as others.
#[test]
fn a_pack_names_who_may_be_a_victim() {
    let faults = after("id = \"possible_victim\"", "id = \"maybe_victim\"");
    assert!(
        faults.contains("capacity \"possible_victim\" is missing"),
        "{faults}"
    );
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
    assert!(
        published == json_schema(),
        "run: cargo run -p meldroute -- policy schema > policies/schema.json"
    );
}

/// A pack that an earlier version took into use is read whatever became of its fields.
#[test]
fn a_stored_pack_is_read_without_any_of_its_lines() {
    let (mut read, mut refused) = (0, 0);
    for (at, line) in MONTFOORT.lines().enumerate() {
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
    let example = Pack::parse(include_str!("../../../../policies/voorbeeld.toml")).unwrap();
    assert_eq!(pack.deadlines.assessment_days, 5);
    assert_eq!(
        pack.deadlines.feedback_days,
        example.deadlines.feedback_days
    );
    assert_eq!(pack.partners.len(), now.partners.len());
    assert_eq!(pack.partners[0].question, now.partners[0].question);
    assert!(Pack::stored("version = [").is_err(), "no TOML is no pack");
}

/// A rule that was added since is not asked of a pack in use.
#[test]
fn a_stored_pack_is_not_checked_again() {
    let old = MONTFOORT.replacen("id = \"possible_victim\"", "id = \"maybe_victim\"", 1);
    assert!(Pack::parse(&old).is_err() && Pack::stored(&old).is_ok());
}
