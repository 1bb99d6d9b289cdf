//! The noise for region and country: its law, its promise, and its budget.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use statistics::disclosure::gate::Profile;
use statistics::disclosure::noise::{Epsilon, discrete_laplace};
use statistics::disclosure::tabulate::Refused;

use crate::kit::{House, file};

const DRAWS: usize = 400_000;

/// How often each value from -40 to 40 was drawn.
fn drawn(epsilon: Epsilon, shift: i64, seed: u64) -> Vec<usize> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut counts = vec![0; 81];
    for _ in 0..DRAWS {
        let value = discrete_laplace(epsilon, &mut random) + shift;
        if let Some(count) = usize::try_from(value + 40)
            .ok()
            .and_then(|place| counts.get_mut(place))
        {
            *count += 1;
        }
    }
    counts
}

/// P(x) = (1 - a) / (1 + a) a^|x|, a = exp(-epsilon): chi-square over the values expected 20 times
/// or more.
#[test]
fn noise_follows_the_exact_law() {
    for (numerator, denominator) in [(1, 1), (1, 2), (2, 1), (1, 6)] {
        let epsilon = Epsilon {
            numerator,
            denominator,
        };
        let a = (-epsilon.value()).exp();
        let counts = drawn(epsilon, 0, 42);
        let (mut chi, mut free) = (0.0, 0.0);
        for (place, count) in counts.iter().enumerate() {
            let distance = (place as i32 - 40).abs();
            let expected = DRAWS as f64 * (1.0 - a) / (1.0 + a) * a.powi(distance);
            if expected >= 20.0 {
                chi += (*count as f64 - expected).powi(2) / expected;
                free += 1.0;
            }
        }
        // Mean `free`, standard deviation sqrt(2 free): five of those is beyond chance.
        assert!(
            chi < free + 5.0 * (2.0_f64 * free).sqrt(),
            "epsilon {}: {chi} on {free}",
            epsilon.value()
        );
    }
}

/// For neighbours (one person more) no outcome is more than e^epsilon times as likely.
#[test]
fn neighbours_cannot_be_told_apart() {
    let epsilon = Epsilon {
        numerator: 1,
        denominator: 1,
    };
    let (one, other) = (drawn(epsilon, 0, 1), drawn(epsilon, 1, 2));
    for (one, other) in one
        .iter()
        .zip(&other)
        .filter(|(one, other)| **one.min(other) > 1000)
    {
        let ratio = (*one as f64 / *other as f64).ln().abs();
        assert!(ratio < epsilon.value() + 0.12, "{one} {other}");
    }
}

#[test]
fn an_exhausted_budget_refuses() {
    let year = |year: &str| {
        file(&[
            ("labour", year, "Lopik", 300),
            ("sexual", year, "Woerden", 200),
        ])
    };
    let mut house = House::new(1);
    let first = house
        .publish(&year("2020"), "form", Profile::Region)
        .unwrap();
    assert_eq!(first.epsilon, Some(1.0));
    // Asked again: the same table, and nothing spent.
    assert_eq!(
        house
            .publish(&year("2020"), "form", Profile::Region)
            .unwrap(),
        first
    );
    let refused = house.publish(&year("2020"), "form,municipality", Profile::Region);
    assert!(
        matches!(
            refused,
            Err(Refused::Budget {
                what: "for this time",
                ..
            })
        ),
        "{refused:?}"
    );
    // Another year has its own; five in all, ever.
    for other in ["2021", "2022", "2023", "2024"] {
        house
            .publish(&year(other), "form", Profile::Region)
            .unwrap();
    }
    let refused = house.publish(&year("2025"), "form", Profile::Region);
    assert!(
        matches!(
            refused,
            Err(Refused::Budget {
                what: "for all time",
                ..
            })
        ),
        "{refused:?}"
    );
    assert_eq!(house.ledger.entries.len(), 5);
}

#[test]
fn noise_is_near_the_truth_and_never_below_k() {
    let text = file(&[
        ("labour", "2024", "Lopik", 300),
        ("sexual", "2024", "Woerden", 4),
    ]);
    let release = House::new(2)
        .publish(&text, "form", Profile::Region)
        .unwrap();
    for cell in &release.cells {
        if let Ok(shown) = cell["value"].as_str().unwrap().parse::<u64>() {
            assert!(shown >= 10);
            if cell["form"] == "labour" {
                assert!((280..320).contains(&shown), "{shown}");
            }
        }
    }
}
