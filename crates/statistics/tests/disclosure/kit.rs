//! Files of made-up persons, and a house that publishes.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use statistics::disclosure::audit::audit;
use statistics::disclosure::codes::Codes;
use statistics::disclosure::gate::Profile;
use statistics::disclosure::ledger::Ledger;
use statistics::disclosure::noise::Epsilon;
use statistics::disclosure::period::Period;
use statistics::disclosure::persons::Persons;
use statistics::disclosure::release::Release;
use statistics::disclosure::rounding::Key;
use statistics::disclosure::tabulate::{Refused, Request, tabulate};
use std::fmt::Write as _;

pub const FORMS: [&str; 6] = [
    "sexual",
    "criminal",
    "labour",
    "organ",
    "combination",
    "unknown",
];
pub const TOWNS: [&str; 5] = ["Montfoort", "Lopik", "IJsselstein", "Oudewater", "Woerden"];

/// `parts`: form, period, municipality and how many persons.
pub fn file(parts: &[(&str, &str, &str, usize)]) -> String {
    let mut text = String::from("id,form,period,municipality\n");
    let mut id = 0;
    for (form, period, town, many) in parts {
        for _ in 0..*many {
            id += 1;
            let _ = writeln!(text, "p{id},{form},{period},{town}");
        }
    }
    text
}

/// Whoever publishes: a key, code lists, and a ledger.
pub struct House {
    pub key: Key,
    pub codes: Codes,
    pub ledger: Ledger,
    pub random: ChaCha8Rng,
}

impl House {
    pub fn new(seed: u8) -> Self {
        Self {
            key: Key::new([seed; 32]),
            codes: Codes::shipped(),
            ledger: Ledger::default(),
            random: ChaCha8Rng::seed_from_u64(u64::from(seed)),
        }
    }

    pub fn publish(&mut self, text: &str, by: &str, profile: Profile) -> Result<Release, Refused> {
        self.publish_of(text, by, profile, None, None)
    }

    pub fn publish_of(
        &mut self,
        text: &str,
        by: &str,
        profile: Profile,
        area: Option<&str>,
        span: Option<&str>,
    ) -> Result<Release, Refused> {
        let request = Request {
            by: by.split(',').map(str::to_owned).collect(),
            profile,
            area: area.map(|area| {
                self.codes.lists["municipality"]
                    .find(area)
                    .unwrap()
                    .code
                    .clone()
            }),
            span: span.map(|span| Period::parse(span).unwrap()),
            epsilon: Epsilon {
                numerator: 1,
                denominator: 1,
            },
        };
        let persons = Persons::read(text.as_bytes(), &self.codes).unwrap();
        tabulate(
            &persons,
            &request,
            &self.codes,
            &mut self.ledger,
            &self.key,
            &mut self.random,
        )
        .map(|found| found.release)
    }

    pub fn releases(&self) -> Vec<Release> {
        self.ledger
            .entries
            .iter()
            .map(|entry| entry.release.clone())
            .collect()
    }
}

/// The figure of a cell of a publication: `form=sexual period=2025`; what is not named is the
/// total.
pub fn value<'a>(release: &'a Release, cell: &str) -> &'a str {
    let named: Vec<(&str, &str)> = cell
        .split_whitespace()
        .filter_map(|part| part.split_once('='))
        .collect();
    let found = release.cells.iter().find(|cell| {
        release.by.iter().all(|name| {
            let wanted = named
                .iter()
                .find(|(own, _)| own == name)
                .map_or("total", |(_, code)| code);
            cell[name] == *wanted
        })
    });
    found.unwrap()["value"].as_str().unwrap()
}

pub fn random(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    move |below| random.next_u64() % below
}

/// The document as JSON and as a spreadsheet.
pub fn bytes(release: &Release) -> (String, String) {
    (
        serde_json::to_string_pretty(release).unwrap(),
        release.csv().unwrap(),
    )
}

/// Attacked together, no breach.
pub fn safe(releases: &[Release]) -> bool {
    audit(releases)
        .unwrap()
        .iter()
        .all(|finding| !finding.breach)
}
