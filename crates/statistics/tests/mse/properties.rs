//! What must hold for every table.

use crate::data::counts;
use proptest::prelude::*;
use statistics::mse::{Counts, Estimate, Method, Set, Wanted, estimate, read};

const STEPWISE: Method = Method::Stepwise { threshold: 0.02 };

fn quietly(counts: &Counts, method: &Method) -> Estimate {
    estimate(counts, method, Wanted::default(), &|| {})
}

/// Tables of four lists in which all histories of one or two lists occur.
fn tables() -> impl Strategy<Value = Vec<(Set, u64)>> {
    proptest::collection::vec(0..60_u64, 15).prop_map(|counts| {
        counts
            .into_iter()
            .zip(1 as Set..)
            .map(|(count, history)| {
                (
                    history,
                    if history.count_ones() <= 2 {
                        count + 3
                    } else {
                        count
                    },
                )
            })
            .collect()
    })
}

const NAMES: [&str; 4] = ["A", "B", "C", "D"];

fn alike(one: Option<f64>, other: Option<f64>, within: f64) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one / other - 1.0).abs() < within,
        (None, None) => true,
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_of_rows_and_of_lists_does_not_matter(rows in tables(), turn in 1..4_usize) {
        let wanted = Wanted { bootstrap: Some((200, 7)), ..Wanted::default() };
        let straight = estimate(&Counts::new(&NAMES, &rows), &STEPWISE, wanted, &|| {});
        let moved = |history: Set| (0..4).fold(0, |set, list| set | ((history >> list & 1) << ((list + turn) % 4)));
        let mut names = NAMES;
        for (list, name) in NAMES.iter().enumerate() {
            names[(list + turn) % 4] = name;
        }
        let mut other: Vec<(Set, u64)> = rows.iter().map(|(history, count)| (moved(*history), *count)).collect();
        other.reverse();
        let turned = estimate(&Counts::new(&names, &other), &STEPWISE, wanted, &|| {});
        // Equal p-values are taken in the order of the lists: then both answers are right.
        prop_assume!(straight.pairs.len() + straight.empty_pairs.len() == turned.pairs.len() + turned.empty_pairs.len());
        prop_assert!(alike(straight.estimate, turned.estimate, 1e-7));
        let limits = |found: &Estimate| found.bootstrap.as_ref().and_then(|b| b.lower.zip(b.upper));
        if let (Some(one), Some(two)) = (limits(&straight), limits(&turned)) {
            prop_assert!((one.0 / two.0 - 1.0).abs() < 1e-5 && (one.1 / two.1 - 1.0).abs() < 1e-5, "{one:?} {two:?}");
        }
    }

    #[test]
    fn a_row_in_two_parts_is_one_row(rows in tables(), part in 0.0..1.0_f64) {
        let split: Vec<(Set, u64)> = rows
            .iter()
            .flat_map(|(history, count)| {
                let some = (*count as f64 * part) as u64;
                [(*history, some), (*history, count - some), (*history, 0)]
            })
            .collect();
        let (one, two) = (Counts::new(&NAMES, &rows), Counts::new(&NAMES, &split));
        prop_assert_eq!(quietly(&one, &STEPWISE).estimate, quietly(&two, &STEPWISE).estimate);
    }

    #[test]
    fn ten_times_the_counts_is_ten_times_the_estimate(rows in tables()) {
        let fixed = Method::Fixed { sets: vec![0b0011, 0b0110] };
        let tenfold: Vec<(Set, u64)> = rows.iter().map(|(history, count)| (*history, 10 * count)).collect();
        let one = quietly(&Counts::new(&NAMES, &rows), &fixed).estimate.map(|one| 10.0 * one);
        let ten = quietly(&Counts::new(&NAMES, &tenfold), &fixed).estimate;
        prop_assert!(alike(one, ten, 1e-8), "{one:?} {ten:?}");
    }

    #[test]
    fn two_lists_give_lincoln_and_petersen(a in 1..500_u64, b in 1..500_u64, both in 1..500_u64) {
        let found = quietly(&Counts::new(&["A", "B"], &[(1, a), (2, b), (3, both)]), &Method::Main);
        let expected = (a + both) as f64 * (b + both) as f64 / both as f64;
        prop_assert!(alike(found.estimate, Some(expected), 1e-8));
        prop_assert!(!found.usable);
    }

    #[test]
    fn the_interval_holds_the_estimate_and_the_estimate_the_observed(rows in tables()) {
        for method in [Method::Main, STEPWISE, Method::Bic { order: 3 }, Method::Graphs] {
            let found = quietly(&Counts::new(&NAMES, &rows), &method);
            if let (Some(value), Some(lower), Some(upper)) = (found.estimate, found.lower, found.upper) {
                prop_assert!(found.observed as f64 <= lower && lower <= value && value <= upper, "{found:?}");
            }
        }
    }

    #[test]
    fn no_bytes_break_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read::counts(&bytes);
        let _ = read::persons(&bytes);
        let _ = read::with_covariates(&bytes, None, None);
    }

    #[test]
    fn no_table_of_digits_breaks_a_method(text in "A,B,C,n\n([01],[01],[01],[0-9]{1,4}\n){0,9}") {
        if let Ok(table) = read::counts(text.as_bytes()) {
            for method in [Method::Main, STEPWISE, Method::Bic { order: 2 }, Method::Graphs] {
                let wanted = Wanted { bootstrap: Some((50, 1)), ..Wanted::default() };
                let found = estimate(&table, &method, wanted, &|| {});
                prop_assert_eq!(found.existence == 0, found.estimate.is_some(), "{:?}", found);
            }
        }
    }
}

/// Decomposable models have closed forms. `[AB, BC]` of three lists: the dark figure is a x c / ac,
/// with a and c those on A or C alone and ac those on both, neither on B.
#[test]
fn a_decomposable_model_has_its_closed_form() {
    let found = quietly(
        &counts("Korea"),
        &Method::Fixed {
            sets: vec![0b011, 0b110],
        },
    );
    crate::data::near(found.estimate, 943.0 / 6.0, 1e-9);
}

/// A list whose persons are on no other list adds them, and with effects to all others nothing
/// else.
#[test]
fn a_list_nobody_overlaps() {
    let base = counts("Kosovo");
    let mut names: Vec<&str> = base.lists().iter().map(AsRef::as_ref).collect();
    names.push("ALONE");
    let mut rows: Vec<(Set, u64)> = base.histories().collect();
    rows.push((0b10000, 500));
    let with = Counts::new(&names, &rows);
    let apart: Vec<Set> = (0..4).map(|list| 0b10000 | 1 << list).collect();
    let one = quietly(&base, &Method::Main);
    let two = quietly(&with, &Method::Fixed { sets: apart });
    crate::data::near(two.dark, one.dark.unwrap(), 1e-6);
    assert_eq!(two.empty_pairs.len(), 4);
    assert_eq!(two.observed, one.observed + 500);
}

#[test]
fn the_same_seed_gives_the_same_answer_on_any_number_of_cores() {
    let data = counts("UKdat_5");
    let on = |cores: usize, seed| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(cores)
            .build()
            .unwrap();
        let wanted = Wanted {
            bootstrap: Some((300, seed)),
            ..Wanted::default()
        };
        pool.install(|| {
            estimate(&data, &STEPWISE, wanted, &|| {})
                .bootstrap
                .unwrap()
        })
    };
    assert_eq!(on(1, 5), on(4, 5));
    assert_ne!(on(1, 5), on(1, 6));
}

#[test]
fn persons_are_counted_as_rows_of_a_table_of_counts() {
    let text = "id;Politie;Zorg;NLA\n1;1;0;x\n2;ja;nee;\n3;0;1;0\n4;1;0;1\n";
    let found = read::persons(text.as_bytes()).unwrap();
    assert_eq!(
        found,
        Counts::new(
            &["Politie", "Zorg", "NLA"],
            &[(0b101, 2), (0b001, 1), (0b010, 1)]
        )
    );
}

#[test]
fn bad_files_are_told_by_line_and_column() {
    let told = |text: &str| -> Vec<String> {
        read::counts(text.as_bytes())
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let persons = |text: &str| read::persons(text.as_bytes()).unwrap_err()[0].to_string();
    let whole = "expected a whole number of persons from 0 to 2^53, found";
    assert_eq!(
        told("A,B,n\n1,0,-3\n"),
        [format!("2:3: {whole} the negative -3")]
    );
    assert_eq!(
        told("A,B,n\n1,0,2.5\n"),
        [format!("2:3: {whole} the fraction 2.5")]
    );
    assert_eq!(
        told("A,B,n\n1,0,9007199254740993\n"),
        [format!("2:3: {whole} 9007199254740993, which is larger")]
    );
    assert_eq!(
        told("A,B,n\n1,0,1e400\n"),
        [format!("2:3: {whole} \"1e400\"")]
    );
    assert_eq!(told("A,B,n\n1,0,\n"), [format!("2:3: {whole} nothing")]);
    assert_eq!(
        told("A,B,n\n1,2,5\n"),
        ["2:2: list B: expected 0 or 1, found \"2\""]
    );
    assert_eq!(
        told("A,B,n\n1,5\n"),
        ["2: expected 3 fields as in the first line, found 2"]
    );
    assert_eq!(
        told("A,A,n\n1,0,5\n"),
        ["1:2: \"A\" already names column 1"]
    );
    assert_eq!(
        told(""),
        ["1: expected a first line that names the columns; the file is empty"]
    );
    assert!(told("A,n\n1,5\n")[0].starts_with("1: expected at least two lists"));
    assert!(told("A,B,n\n0,0,5\n")[0].starts_with("2:3: persons on no list are what is estimated"));
    let twelve: Vec<String> = (0..12).map(|list| format!("L{list}")).collect();
    let text = format!("{},n\n{}5\n", twelve.join(","), "1,".repeat(12));
    assert_eq!(
        told(&text),
        ["1:11: expected at most 10 lists, found 12: merge lists of like sources"]
    );
    assert!(
        told("A,B,n\n1,0,9007199254740992\n0,1,9007199254740992\n")[0]
            .contains("together at most 2^53")
    );
    assert!(
        persons("id,A,B\n1,1,0\n1,0,1\n")
            .starts_with("3:1: expected one row a person; this one is on line 2")
    );
    assert!(persons("id,A,B\n1,0,0\n").starts_with("2: this person is on no list"));
    assert!(persons("id,A,B\n1,misschien,0\n").contains("2:2: list A: expected 1 or 0"));
}
