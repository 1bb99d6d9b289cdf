//! One table: what is shown, and what the bytes of it tell.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use statistics::disclosure::gate::{Profile, homogeneous, split_gate, total_gate};
use statistics::disclosure::release::{HIDDEN, percent};
use statistics::disclosure::rounding::{Key, Rounder};

use crate::kit::{FORMS, House, bytes, file, value};

#[test]
fn total_gate_one_answer_below_k() {
    assert!(!total_gate(9, 10) && total_gate(10, 10));
    for profile in [Profile::Public, Profile::Confidential] {
        let mut documents = BTreeSet::new();
        for n in 0..profile.k() as usize {
            for form in &FORMS[..5] {
                for (period, town) in [("2024-H1", "Montfoort"), ("2023-H2", "Woerden")] {
                    let text = file(&[(form, period, town, n)]);
                    let plain = House::new(1)
                        .publish(&text, "form,period,municipality", profile)
                        .unwrap();
                    documents.insert(bytes(&plain));
                }
                // A single case anywhere among the others.
                let text = file(&[
                    (form, "2024-H1", "Lopik", 1),
                    ("labour", "2024-H2", "Lopik", n.saturating_sub(1)),
                ]);
                if n > 0 {
                    documents.insert(bytes(
                        &House::new(2)
                            .publish(&text, "form,period,municipality", profile)
                            .unwrap(),
                    ));
                }
            }
        }
        assert_eq!(documents.len(), 1, "{documents:?}");
    }
    // Place and time may be told when they were asked for: then the document is the same for nobody
    // as well.
    let asked = |n| {
        let text = file(&[("labour", "2024-H1", "Lopik", n)]);
        bytes(
            &House::new(3)
                .publish_of(
                    &text,
                    "form,period",
                    Profile::Public,
                    Some("Lopik"),
                    Some("2024"),
                )
                .unwrap(),
        )
    };
    assert!((1..10).all(|n| asked(n) == asked(0)));
    assert_ne!(asked(10), asked(9));
}

#[test]
fn split_gate_needs_enough_for_every_way() {
    assert!(split_gate(30, 1, 10) && !split_gate(29, 1, 10));
    assert!(split_gate(100, 2, 10) && !split_gate(99, 2, 10));
    assert!(split_gate(300, 3, 10) && !split_gate(299, 3, 10));
    // 25 persons: a total, and no split.
    let text = file(&[
        ("labour", "2024", "Lopik", 15),
        ("sexual", "2024", "Woerden", 10),
    ]);
    let release = House::new(1)
        .publish(&text, "form", Profile::Public)
        .unwrap();
    assert_eq!(value(&release, ""), "25");
    assert!(
        FORMS
            .iter()
            .all(|form| value(&release, &format!("form={form}")) == HIDDEN)
    );
}

#[test]
fn homogeneity_refuses_a_split() {
    assert!(homogeneous(30, 30) && homogeneous(30, 28) && !homogeneous(30, 27));
    let text = file(&[("labour", "2024", "Lopik", 30)]);
    let release = House::new(1)
        .publish(&text, "form", Profile::Public)
        .unwrap();
    assert_eq!(value(&release, ""), "30");
    assert!(
        FORMS
            .iter()
            .all(|form| value(&release, &format!("form={form}")) == HIDDEN)
    );
    let mixed = file(&[
        ("labour", "2024", "Lopik", 20),
        ("sexual", "2024", "Lopik", 20),
        ("organ", "2024", "Lopik", 20),
    ]);
    let release = House::new(1)
        .publish(&mixed, "form", Profile::Public)
        .unwrap();
    assert_eq!(value(&release, "form=labour"), "20");
}

#[test]
fn zero_small_and_protecting_look_the_same() {
    let text = file(&[
        ("labour", "2024", "Lopik", 40),
        ("sexual", "2024", "Lopik", 35),
        ("criminal", "2024", "Lopik", 7),
    ]);
    let release = House::new(1)
        .publish(&text, "form,municipality", Profile::Public)
        .unwrap();
    assert_eq!(value(&release, "form=criminal"), HIDDEN);
    assert_eq!(value(&release, "form=organ"), HIDDEN);
    let shapes: BTreeSet<Vec<String>> = release
        .cells
        .iter()
        .map(|cell| cell.keys().cloned().collect())
        .collect();
    assert_eq!(shapes.len(), 1);
    // Every category of the code list is there, in its order.
    assert_eq!(release.cells.len(), 7 * 8);
}

#[test]
fn neighbouring_data_differ_by_the_rounding_alone() {
    let ids = |many: usize| -> Vec<String> {
        let mut ids: Vec<String> = (0..many).map(|id| format!("p{id}")).collect();
        ids.sort_unstable();
        ids
    };
    let draws = 10_000_u32;
    for n in [10, 11, 13, 14, 27] {
        let up = |many: usize| {
            let ids = ids(many);
            (0..draws)
                .filter(|draw| {
                    let mut secret = [7; 32];
                    secret[..4].copy_from_slice(&draw.to_le_bytes());
                    Rounder(&Key::new(secret)).round(&ids) > many as u64
                })
                .count() as f64
                / f64::from(draws)
        };
        // Unbiased: 5q + r goes up with probability r/5.
        assert!((up(n) - (n % 5) as f64 / 5.0).abs() < 0.02, "{n}");
        // One person more moves a fifth of the outcomes at most, but for the step to a new
        // multiple, where both sets can be shown as that multiple.
        if n % 5 < 4 {
            assert!((up(n) - up(n + 1)).abs() < 0.2 + 0.02);
        }
    }
    // Below k - 1 nothing differs at all.
    let of = |n| {
        bytes(
            &House::new(1)
                .publish(
                    &file(&[("labour", "2024", "Lopik", n)]),
                    "form",
                    Profile::Public,
                )
                .unwrap(),
        )
    };
    assert!((1..9).all(|n| of(n) == of(n + 1)));
}

/// Who knows all persons but one learns at most a rounding: only the cells of that person move, by
/// one step.
#[test]
fn an_insider_learns_a_rounding_at_most() {
    let base = [
        ("labour", "2024", "Lopik", 52),
        ("sexual", "2024", "Woerden", 41),
        ("criminal", "2024", "Lopik", 33),
    ];
    let without = file(&base);
    for seed in 0..20 {
        let with = format!("{without}last,criminal,2024,Lopik\n");
        let one = House::new(seed)
            .publish(&without, "form", Profile::Public)
            .unwrap();
        let two = House::new(seed)
            .publish(&with, "form", Profile::Public)
            .unwrap();
        for (before, after) in one.cells.iter().zip(&two.cells) {
            let number = |cell: &serde_json::Map<String, serde_json::Value>| {
                cell["value"].as_str().unwrap().parse::<i64>().ok()
            };
            match (number(before), number(after)) {
                (Some(before_n), Some(after_n)) => {
                    let of_the_person =
                        matches!(before["form"].as_str(), Some("total" | "criminal"));
                    let moved = (after_n - before_n).abs();
                    assert!(
                        moved == 0 || (of_the_person && moved <= 5),
                        "{before:?} {after:?}"
                    );
                }
                (None, None) => {}
                _ => panic!("{before:?} {after:?}"),
            }
        }
    }
}

#[test]
fn percentages_come_from_shown_figures_only() {
    assert_eq!(
        (percent(10, 19, 10), percent(5, 40, 10), percent(20, 30, 10)),
        (None, Some(10), Some(70))
    );
    let text = file(&[
        ("labour", "2024", "Lopik", 47),
        ("sexual", "2024", "Lopik", 33),
        ("organ", "2024", "Lopik", 12),
    ]);
    let release = House::new(4)
        .publish(&text, "form", Profile::Public)
        .unwrap();
    let total: u64 = value(&release, "").parse().unwrap();
    for cell in &release.cells {
        let expected = match cell["value"].as_str().unwrap().parse::<u64>() {
            Ok(shown) => {
                percent(shown, total, 10).map_or_else(String::new, |percent| percent.to_string())
            }
            Err(_) => String::new(),
        };
        assert_eq!(cell["percent"], expected);
    }
}

/// What is below k may change places: not a byte of the table moves.
#[test]
fn shuffling_small_values_changes_nothing() {
    let made = |small: [usize; 3]| {
        let mut text = file(&[
            ("labour", "2024", "Lopik", 60),
            ("sexual", "2024", "Lopik", 44),
        ]);
        // The same persons each time, in other categories.
        for (id, form) in ["organ", "combination", "unknown"]
            .iter()
            .zip(small)
            .flat_map(|(form, many)| vec![form; many])
            .enumerate()
        {
            let _ = writeln!(text, "s{id},{form},2024,Lopik");
        }
        bytes(
            &House::new(5)
                .publish(&text, "form", Profile::Public)
                .unwrap(),
        )
    };
    let first = made([1, 3, 5]);
    for small in [[5, 3, 1], [3, 5, 1], [0, 0, 9], [9, 0, 0], [3, 3, 3]] {
        assert_eq!(made(small), first, "{small:?}");
    }
}
