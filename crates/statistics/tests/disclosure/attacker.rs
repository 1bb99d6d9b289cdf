//! The attacker himself: published bounds, and every table counted out.

use std::collections::BTreeSet;

use proptest::prelude::*;
use statistics::disclosure::attack::{Interval, intervals};
use statistics::disclosure::audit::audit;
use statistics::disclosure::codes::Codes;
use statistics::disclosure::gate::Profile;
use statistics::disclosure::persons::Persons;
use statistics::disclosure::release::Release;
use statistics::disclosure::system::{Hidden, Known, System};

use crate::kit::{House, random};

fn data(name: &str) -> String {
    let path = format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// What is published of the table of four by four under a pattern: the cells that are not hidden,
/// and all margins. With the hidden cells and their names.
fn published(rows: &[Vec<&str>], pattern: usize) -> (Vec<Known>, Vec<Hidden>, Vec<String>) {
    let count = |row: usize| rows[row][2].parse::<i64>().unwrap();
    let exactly = |atoms: Vec<usize>| {
        let sum = atoms.iter().map(|atom| count(*atom)).sum();
        Known {
            atoms: atoms.iter().map(|atom| *atom as u32).collect(),
            low: sum,
            high: sum,
        }
    };
    let (mut known, mut hidden, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for (atom, row) in rows.iter().enumerate() {
        if row[2 + pattern] == "1" {
            names.push(format!("{}.{}", row[0], row[1]));
            hidden.push(Hidden {
                atoms: vec![atom as u32],
                reach: 9,
            });
        } else {
            known.push(exactly(vec![atom]));
        }
    }
    for column in [0, 1] {
        let codes: BTreeSet<&str> = rows.iter().map(|row| row[column]).collect();
        for code in codes {
            let with_code = |atom: &usize| rows[*atom][column] == code;
            known.push(exactly((0..16).filter(with_code).collect()));
        }
    }
    (known, hidden, names)
}

/// The table of four by four with its margins: pattern 1 hides two or more in every row and column,
/// and still gives one cell away. (sdcTable; bounds by lpSolve on R)
#[test]
fn known_pattern() {
    let (table, bounds) = (
        data("sdc_attack_4x4.csv"),
        data("sdc_attack_4x4_bounds.csv"),
    );
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    for pattern in [1, 2] {
        let (known, hidden, names) = published(&rows, pattern);
        let found = intervals(&System::new(16, &known, &hidden)).unwrap();
        let mut checked = 0;
        for line in bounds.lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            if fields[0] == pattern.to_string() {
                let place = names.iter().position(|name| name == fields[1]).unwrap();
                let expected = Interval {
                    low: fields[3].parse().unwrap(),
                    high: fields[4].parse().unwrap(),
                };
                assert_eq!(found[place], expected, "pattern {pattern} {}", fields[1]);
                checked += 1;
            }
        }
        assert_eq!(checked, names.len());
        let exact = names.iter().position(|name| name == "w.b").unwrap();
        assert_eq!(found[exact].low == found[exact].high, pattern == 1);
    }
}

/// Every table of whole numbers that agrees, counted out: the smallest and largest of each hidden
/// sum.
fn counted_out(
    atoms: usize,
    known: &[Known],
    hidden: &[Hidden],
    most: i64,
) -> Option<Vec<Interval>> {
    let mut found: Option<Vec<Interval>> = None;
    let mut values = vec![0_i64; atoms];
    loop {
        let sum = |of: &[u32]| of.iter().map(|atom| values[*atom as usize]).sum::<i64>();
        if known
            .iter()
            .all(|known| (known.low..=known.high).contains(&sum(&known.atoms)))
        {
            let sums: Vec<i64> = hidden.iter().map(|hidden| sum(&hidden.atoms)).collect();
            let all = found.get_or_insert_with(|| {
                sums.iter()
                    .map(|sum| Interval {
                        low: *sum,
                        high: *sum,
                    })
                    .collect()
            });
            for (interval, sum) in all.iter_mut().zip(sums) {
                interval.low = interval.low.min(sum);
                interval.high = interval.high.max(sum);
            }
        }
        let Some(place) = (0..atoms).find(|place| values[*place] < most) else {
            return found;
        };
        values[place] += 1;
        values[..place].fill(0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Two by three with margins, some cells and margins told within bounds, small enough to count
    /// out.
    #[test]
    fn integer_programming_agrees_with_counting_out(seed in any::<u64>()) {
        let mut random = random(seed);
        let mut counts = [0_i64; 6];
        for _ in 0..random(7) {
            counts[random(6) as usize] += 1;
        }
        let mut sets: Vec<Vec<u32>> = (0..6).map(|atom| vec![atom]).collect();
        sets.extend([vec![0, 1, 2], vec![3, 4, 5], vec![0, 3], vec![1, 4], vec![2, 5], vec![0, 1, 2, 3, 4, 5]]);
        let (mut known, mut hidden) = (Vec::new(), Vec::new());
        for (place, atoms) in sets.into_iter().enumerate() {
            let sum: i64 = atoms.iter().map(|atom| counts[*atom as usize]).sum();
            if place == 11 || random(2) == 0 {
                let slack = random(3) as i64;
                known.push(Known { atoms, low: (sum - slack).max(0), high: sum + random(2) as i64 });
            } else {
                hidden.push(Hidden { atoms, reach: 3 });
            }
        }
        // No count is above the largest total that was told: at most 7.
        let most = known.last().unwrap().high;
        let system = System::new(6, &known, &hidden);
        prop_assert_eq!(intervals(&system).ok(), counted_out(6, &known, &hidden, most));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_break_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Persons::read(&bytes, &Codes::shipped());
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(Codes::parse(&text).is_err() && Release::parse(&text).is_err());
    }

    /// A document in which somebody has changed a few signs: an answer or a refusal, never a panic.
    #[test]
    fn a_changed_document_is_audited_or_refused(changes in proptest::collection::vec((any::<u16>(), 32_u8..127), 1..6)) {
        let text = crate::kit::file(&[
            ("labour", "2024-H1", "Lopik", 60),
            ("sexual", "2024-H2", "Woerden", 55),
            ("criminal", "2024-H1", "Lopik", 7),
        ]);
        let release = House::new(1).publish(&text, "form,period", Profile::Public).unwrap();
        let mut bytes = serde_json::to_vec(&release).unwrap();
        for (place, byte) in changes {
            let place = usize::from(place) % bytes.len();
            bytes[place] = byte;
        }
        if let Ok(changed) = Release::parse(&String::from_utf8_lossy(&bytes)) {
            let _ = audit(&[changed, release]);
        }
    }
}
