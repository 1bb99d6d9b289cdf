//! Tables laid beside each other, by everybody, for years.

use std::collections::BTreeSet;

use statistics::disclosure::audit::audit;
use statistics::disclosure::codes::Codes;
use statistics::disclosure::gate::Profile;
use statistics::disclosure::ledger::{Broken, Head, Ledger};
use statistics::disclosure::rounding::Key;
use statistics::disclosure::tabulate::Refused;

use crate::kit::{FORMS, House, TOWNS, bytes, file, random, safe, value};

#[test]
fn differencing_over_periods_is_refused() {
    let block = |period| {
        file(&[
            ("labour", period, "Lopik", 30),
            ("sexual", period, "Lopik", 25),
            ("criminal", period, "Lopik", 20),
        ])
    };
    let mut house = House::new(1);
    house
        .publish(&block("2021-2023"), "form,period", Profile::Public)
        .unwrap();
    let refused = house.publish(&block("2022-2024"), "form,period", Profile::Public);
    assert!(
        matches!(refused, Err(Refused::RollingWindow { number: 1, .. })),
        "{refused:?}"
    );
    // The next block is another matter.
    house
        .publish(&block("2024-2026"), "form,period", Profile::Public)
        .unwrap();
    assert_eq!(house.ledger.entries.len(), 2);
}

#[test]
fn differencing_over_code_lists_is_refused() {
    let text = file(&[
        ("labour", "2024", "Lopik", 30),
        ("sexual", "2024", "Woerden", 25),
        ("organ", "2024", "Lopik", 4),
    ]);
    let mut house = House::new(1);
    house.publish(&text, "form", Profile::Public).unwrap();
    // All but one category; two municipalities merged: both are another list.
    for change in [
        (
            "\"organ\", \"label\": \"Gedwongen orgaanverwijdering\"",
            "\"sexual-2\", \"label\": \"Weg\"",
        ),
        (
            "\"GM0331\", \"label\": \"Lopik\"",
            "\"GM9999\", \"label\": \"Montfoort-Lopik\", \"also\": [\"Lopik\"]",
        ),
    ] {
        let shipped = include_str!("../../src/disclosure/codes.json");
        let changed = shipped
            .replace(change.0, change.1)
            .replace("copen-2026-1", "copen-2027-1");
        assert_ne!(changed, shipped);
        house.codes = Codes::parse(&changed).unwrap();
        let without = text.replace(",organ,", ",labour,");
        let refused = house.publish(&without, "form,municipality", Profile::Public);
        assert!(
            matches!(refused, Err(Refused::OtherCodes { number: 1, .. })),
            "{refused:?}"
        );
    }
    // From the next period on the new list holds.
    let next = file(&[
        ("labour", "2025", "Lopik", 30),
        ("sexual", "2025", "Woerden", 25),
    ]);
    house.publish(&next, "form", Profile::Public).unwrap();
}

#[test]
fn differencing_over_profiles_gains_nothing() {
    let text = file(&[
        ("labour", "2024", "Lopik", 40),
        ("sexual", "2024", "Woerden", 31),
        ("criminal", "2024", "Lopik", 7),
        ("organ", "2024", "Oudewater", 6),
        ("combination", "2024", "Woerden", 3),
    ]);
    for order in [
        [Profile::Public, Profile::Confidential],
        [Profile::Confidential, Profile::Public],
    ] {
        let mut house = House::new(1);
        for profile in order {
            // What cannot stand beside the first is refused; what is published holds.
            let _ = house.publish(&text, "form", profile);
        }
        assert!(!house.ledger.entries.is_empty());
        assert!(safe(&house.releases()), "{order:?}");
    }
}

#[test]
fn a_late_correction_changes_nothing_published() {
    let mut house = House::new(1);
    let before = file(&[
        ("labour", "2024", "Lopik", 40),
        ("sexual", "2024", "Woerden", 30),
    ]);
    let after = file(&[
        ("labour", "2024", "Lopik", 12),
        ("sexual", "2024", "Woerden", 60),
    ]);
    let first = house.publish(&before, "form", Profile::Public);
    let later = house.publish(&after, "form", Profile::Public);
    assert_eq!(bytes(&first.unwrap()), bytes(&later.unwrap()));
    assert_eq!(house.ledger.entries.len(), 1);
    // Another table of the corrected data contradicts what was published.
    let more = file(&[
        ("labour", "2024", "Lopik", 100),
        ("sexual", "2024", "Woerden", 100),
    ]);
    let other = house.publish(&more, "municipality", Profile::Public);
    assert!(
        matches!(other, Err(Refused::Contradicts { .. })),
        "{other:?}"
    );
}

#[test]
fn averaging_gives_one_answer() {
    let text = file(&[
        ("labour", "2024", "Lopik", 43),
        ("sexual", "2024", "Woerden", 32),
    ]);
    let mut house = House::new(9);
    let answers: BTreeSet<_> = (0..1000)
        .map(|_| bytes(&house.publish(&text, "form", Profile::Public).unwrap()))
        .collect();
    assert_eq!((answers.len(), house.ledger.entries.len()), (1, 1));
    // The same persons in another table: the same figure.
    let by_town = house
        .publish(&text, "municipality", Profile::Public)
        .unwrap();
    let by_form = house.ledger.entries[0].release.clone();
    assert_eq!(value(&by_form, ""), value(&by_town, ""));
}

/// A town with everybody in it, and then the total of all towns: what is left for the others would
/// be too little.
#[test]
fn a_part_and_its_whole_are_seen_together() {
    let text = file(&[
        ("labour", "2024", "Lopik", 43),
        ("sexual", "2024", "Lopik", 32),
    ]);
    let mut house = House::new(9);
    house
        .publish_of(&text, "form", Profile::Public, Some("Lopik"), None)
        .unwrap();
    let whole = house.publish(&text, "municipality", Profile::Public);
    assert_eq!(whole, Err(Refused::TooMuch));
}

/// A table without periods can be about any time: it stands beside those that name theirs.
#[test]
fn a_table_without_periods_is_seen_with_the_others() {
    let with = file(&[
        ("labour", "2024", "Lopik", 40),
        ("sexual", "2024", "Woerden", 31),
        ("organ", "2024", "Lopik", 6),
    ]);
    // The same persons but the six, and the column of periods gone: fewer than were published.
    let without: String = with
        .lines()
        .filter(|line| !line.contains("organ"))
        .map(|line| line.replacen(",2024,", ",", 1).replacen(",period,", ",", 1) + "\n")
        .collect();
    let few = without
        .lines()
        .take(41)
        .fold(String::new(), |text, line| text + line + "\n");
    let mut house = House::new(2);
    house.publish(&with, "form", Profile::Public).unwrap();
    let contradicts = house.publish(&few, "municipality", Profile::Public);
    assert!(
        matches!(contradicts, Err(Refused::Contradicts { .. })),
        "{contradicts:?}"
    );
    // All of them, and more from another time, can stand beside it.
    let more = format!(
        "{without}{}",
        (0..60)
            .map(|id| format!("x{id},criminal,Woerden\n"))
            .collect::<Vec<_>>()
            .concat()
    );
    house
        .publish(&more, "municipality", Profile::Public)
        .unwrap();
    assert!(safe(&house.releases()));
}

/// A house with three publications.
fn with_three_years() -> House {
    let mut house = House::new(6);
    for period in ["2022", "2023", "2024"] {
        let text = file(&[
            ("labour", period, "Lopik", 43),
            ("sexual", period, "Lopik", 32),
        ]);
        house.publish(&text, "form", Profile::Public).unwrap();
    }
    house
}

fn cut_short(expected: u64, found: u64) -> Broken {
    Broken::CutShort { expected, found }
}

#[test]
fn a_ledger_that_was_touched_is_not_trusted() {
    let house = with_three_years();
    let head = house.ledger.head();
    let open = |ledger: &Ledger| {
        let text = serde_json::to_string(ledger).unwrap();
        Ledger::open(&text, &house.key, &head)
    };
    assert_eq!(open(&house.ledger).unwrap(), house.ledger);
    let touched = |change: &dyn Fn(&mut Ledger)| {
        let mut ledger = house.ledger.clone();
        change(&mut ledger);
        open(&ledger).unwrap_err()
    };
    let entry = Broken::Entry;
    assert_eq!(touched(&|ledger| ledger.entries.swap(0, 1)), entry(1));
    assert_eq!(touched(&|ledger| drop(ledger.entries.remove(1))), entry(2));
    assert_eq!(
        touched(&|ledger| drop(ledger.entries.pop())),
        cut_short(3, 2)
    );
    assert_eq!(touched(&|ledger| ledger.entries.clear()), cut_short(3, 0));
    assert_eq!(touched(&|ledger| ledger.entries[1].release.k = 5), entry(2));
    assert_eq!(touched(&|ledger| ledger.entries[2].span = None), entry(3));
    // An older copy put back.
    assert_eq!(
        touched(&|ledger| ledger.entries.truncate(1)),
        cut_short(3, 1)
    );
}

#[test]
fn a_ledger_opens_with_its_own_key_and_beside_its_own_head() {
    let house = with_three_years();
    let text = serde_json::to_string(&house.ledger).unwrap();
    let other = Ledger::open(&text, &Key::new([7; 32]), &house.ledger.head());
    assert_eq!(other.unwrap_err(), Broken::Entry(1));
    // Cut off between the ledger and its head: one entry more than the head knows is mended, two
    // are not.
    let behind = |entries: u64| Head {
        entries,
        seal: house.ledger.entries[entries as usize - 1].seal.clone(),
    };
    assert!(Ledger::open(&text, &house.key, &behind(2)).is_ok());
    assert!(Ledger::open(&text, &house.key, &behind(1)).is_err());
}

/// Three years of half-years, five municipalities and the region, yearly tables over it: all laid
/// side by side.
#[test]
fn three_years_of_five_municipalities_and_the_region() {
    for seed in 0..3 {
        let mut random = random(seed);
        let spread = [3, 5, 12][seed as usize];
        let mut parts = Vec::new();
        for period in [
            "2023-H1", "2023-H2", "2024-H1", "2024-H2", "2025-H1", "2025-H2",
        ] {
            for form in FORMS {
                for town in TOWNS {
                    parts.push((form, period, town, random(spread) as usize));
                }
            }
        }
        let text = file(&parts);
        let mut house = House::new(seed as u8);
        let (mut made, mut refused) = (0, 0);
        for year in ["2023", "2024", "2025"] {
            for half in ["H1", "H2"] {
                let span = format!("{year}-{half}");
                for town in TOWNS {
                    match house.publish_of(&text, "form", Profile::Public, Some(town), Some(&span))
                    {
                        Ok(_) => made += 1,
                        Err(_) => refused += 1,
                    }
                }
                for by in ["form", "municipality", "form,municipality"] {
                    match house.publish_of(&text, by, Profile::Public, None, Some(&span)) {
                        Ok(_) => made += 1,
                        Err(_) => refused += 1,
                    }
                }
            }
            match house.publish_of(
                &text,
                "form,period,municipality",
                Profile::Public,
                None,
                Some(year),
            ) {
                Ok(_) => made += 1,
                Err(_) => refused += 1,
            }
        }
        let _ = house.publish_of(
            &text,
            "form,period",
            Profile::Public,
            None,
            Some("2023-2025"),
        );
        assert!(made >= 30, "{made} made, {refused} refused");
        assert!(safe(&house.releases()), "seed {seed}");
    }
}

/// The audit is no formality: a hidden cell filled in, or a figure changed, is found.
#[test]
fn the_audit_finds_a_breach() {
    let text = file(&[
        ("labour", "2024", "Lopik", 40),
        ("sexual", "2024", "Lopik", 35),
        ("criminal", "2024", "Lopik", 7),
    ]);
    let release = House::new(1)
        .publish(&text, "form", Profile::Public)
        .unwrap();
    assert!(safe(std::slice::from_ref(&release)));
    let with = |form: &str, shown: &str| {
        let mut other = release.clone();
        for cell in other.cells.iter_mut().filter(|cell| cell["form"] == form) {
            cell.insert("value".into(), shown.into());
        }
        other
    };
    // A small figure by itself, and exact figures that leave exactly seven for all that is hidden.
    assert!(!safe(&[with("criminal", "7")]));
    let mut exact = with("total", "82");
    for (form, shown) in [
        ("labour", "41"),
        ("sexual", "34"),
        ("organ", "12"),
        ("combination", "11"),
        ("unknown", "11"),
    ] {
        for cell in exact.cells.iter_mut().filter(|cell| cell["form"] == form) {
            cell.insert("value".into(), shown.into());
        }
    }
    assert!(audit(&[exact]).is_err(), "109 is more than 82");
    let mut narrow = with("total", "82");
    for (form, shown) in [("labour", "41"), ("sexual", "34")] {
        for cell in narrow.cells.iter_mut().filter(|cell| cell["form"] == form) {
            cell.insert("value".into(), shown.into());
        }
    }
    assert!(!safe(&[narrow]));
    // The same table twice says nothing new.
    assert!(safe(&[release.clone(), release]));
}
