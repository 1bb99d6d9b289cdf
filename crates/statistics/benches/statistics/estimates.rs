//! Multiple systems estimation: how fast, and how often the interval holds the truth.

use std::time::Instant;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;
use statistics::mse::{Counts, Estimate, Method, Set, Wanted, bic, estimate, read};

fn counts(name: &str) -> Counts {
    let path = format!("{}/tests/data/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    read::counts(&std::fs::read(path).unwrap()).unwrap()
}

fn timed(what: &str, run: impl Fn() -> Estimate) {
    let mut best = f64::INFINITY;
    let mut found = None;
    for _ in 0..5 {
        let start = Instant::now();
        found = Some(run());
        best = best.min(start.elapsed().as_secs_f64());
    }
    let found = found.unwrap();
    let interval = found.interval();
    println!(
        "{what:<44} {:>9.1} ms   N {:>10.1}  {interval:.0?}",
        1000.0 * best,
        found.estimate.unwrap()
    );
}

/// Best of five, in one process, on all cores.
pub fn speed() {
    println!("-- estimates: best of five");
    let thousand = Wanted {
        bootstrap: Some((1000, 1)),
        ..Wanted::default()
    };
    let stepwise = Method::Stepwise { threshold: 0.02 };
    for name in ["UKdat_5", "UKdat", "Ned", "Kosovo", "Korea"] {
        let data = counts(name);
        timed(&format!("{name} stepwise, BCa 1000"), || {
            estimate(&data, &stepwise, thousand, &|| {})
        });
    }
    for (name, order) in [("UKdat_5", 4), ("Kosovo", 3), ("UKdat", 2), ("Ned", 2)] {
        let data = counts(name);
        let models = bic::hierarchical(data.lists().len(), order).len();
        let method = Method::Bic { order };
        timed(
            &format!("{name} BIC order {order}, {models} models"),
            || estimate(&data, &method, Wanted::default(), &|| {}),
        );
        timed(&format!("{name} BIC order {order}, BCa 1000 of 60"), || {
            estimate(&data, &method, thousand, &|| {})
        });
    }
    for name in ["UKdat_5", "UKdat"] {
        let data = counts(name);
        timed(&format!("{name} decomposable graphs"), || {
            estimate(&data, &Method::Graphs, Wanted::default(), &|| {})
        });
    }
}

/// A made population of known size, seen by lists with these chances; with `together`, who is on
/// the first list is more likely on the second.
fn population(size: usize, chances: &[f64], together: f64, random: &mut ChaCha8Rng) -> Counts {
    let mut cells: Vec<(Set, u64)> = Vec::new();
    for _ in 0..size {
        let mut history: Set = 0;
        for (list, chance) in chances.iter().enumerate() {
            let chance = if list == 1 && history & 1 == 1 {
                (chance * together).min(1.0)
            } else {
                *chance
            };
            if (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64 <= chance {
                history |= 1 << list;
            }
        }
        cells.push((history, 1));
    }
    let names = ["A", "B", "C", "D", "E"];
    Counts::new(&names[..chances.len()], &cells)
}

/// A method by its name, with replicates and seed of a bootstrap.
type Way = (&'static str, Method, Option<(usize, u64)>);

/// What the populations are like, how many persons, the chance on each list, and how many times
/// likelier the second list is for who is on the first.
const SETTINGS: [(&str, usize, &[f64], f64); 4] = [
    (
        "2000 persons, 4 lists, independent",
        2000,
        &[0.2, 0.15, 0.1, 0.15],
        1.0,
    ),
    (
        "2000 persons, 4 lists, two together (x2)",
        2000,
        &[0.2, 0.15, 0.1, 0.15],
        2.0,
    ),
    (
        "10000 persons, 5 lists, sparse",
        10_000,
        &[0.06, 0.05, 0.05, 0.04, 0.03],
        1.0,
    ),
    (
        "10000 persons, 5 lists, sparse, two together (x3)",
        10_000,
        &[0.06, 0.05, 0.05, 0.04, 0.03],
        3.0,
    ),
];

const WAYS: [Way; 5] = [
    ("main, Wald", Method::Main, None),
    ("stepwise, Wald", Method::Stepwise { threshold: 0.02 }, None),
    (
        "stepwise, BCa",
        Method::Stepwise { threshold: 0.02 },
        Some((1000, 1)),
    ),
    (
        "bic order 2, BCa",
        Method::Bic { order: 2 },
        Some((1000, 1)),
    ),
    ("graphs", Method::Graphs, None),
];

/// Share of 500 made populations whose true size lies in the 95% interval.
pub fn coverage() {
    println!("-- coverage of the 95% interval, 500 populations each");
    for (what, size, chances, together) in SETTINGS {
        print!("{what:<50}");
        for (name, method, bootstrap) in WAYS {
            let held: usize = (0..500_u64)
                .into_par_iter()
                .filter(|seed| {
                    let mut random = ChaCha8Rng::seed_from_u64(*seed);
                    let data = population(size, chances, together, &mut random);
                    let wanted = Wanted {
                        bootstrap,
                        ..Wanted::default()
                    };
                    estimate(&data, &method, wanted, &|| {})
                        .interval()
                        .is_some_and(|(lower, upper)| (lower..=upper).contains(&(size as f64)))
                })
                .count();
            print!("  {name} {:.1}%", held as f64 / 5.0);
        }
        println!();
    }
}
