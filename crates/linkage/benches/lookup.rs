//! How fast and how large: `make bench-linkage`. Fictional registers of 10^4, 10^5 and 10^6 people.
#![expect(
    clippy::unwrap_used,
    reason = "a tool for measuring: it stops at the first fault"
)]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]
#![expect(dead_code, reason = "the generator has more than is measured")]

#[path = "../examples/dutch/people.rs"]
mod people;
#[path = "../examples/dutch/spoil.rs"]
mod spoil;

use std::time::{Duration, Instant};

use linkage::{Address, Model, Name, Record, Register};
use people::Person;
use rand::prelude::*;
use rand::rngs::StdRng;

fn record(person: &Person) -> Record {
    let list = |text: &String| {
        if text.is_empty() {
            Vec::new()
        } else {
            vec![text.clone()]
        }
    };
    let (year, month, day) = person.born;
    Record {
        names: vec![Name {
            given: format!("{} {}", person.given, person.second),
            surname: person.surname.clone(),
        }],
        births: vec![format!("{year}-{month:02}-{day:02}")],
        sex: if person.man { "M" } else { "V" }.to_owned(),
        addresses: vec![Address {
            street: person.street.clone(),
            number: format!("{}{}", person.number, person.addition),
            postcode: person.postcode.clone(),
            city: person.city.clone(),
        }],
        phones: list(&person.phone),
        emails: list(&person.email),
        plates: list(&person.plate),
        ..Record::default()
    }
}

/// What a reporter might know, with an error in it.
fn asked(rng: &mut StdRng, person: &Person) -> Record {
    let mut known = record(person);
    let name = &mut known.names[0];
    name.given.clone_from(&person.given);
    name.surname = if rng.random_bool(0.5) {
        spoil::typing(rng, &name.surname)
    } else {
        spoil::hearing(rng, &name.surname)
    };
    match rng.random_range(0..4) {
        0 => known.births.clear(),
        1 => known.addresses.clear(),
        2 => known.addresses[0].postcode.clear(),
        _ => known.births = vec![person.born.0.to_string()],
    }
    if rng.random_bool(0.7) {
        known.phones.clear();
    }
    known.emails.clear();
    known.plates.clear();
    known
}

fn resident() -> u64 {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm")
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    pages * 4096
}

fn at(times: &mut [Duration], share: f64) -> Duration {
    times.sort_unstable();
    times[((times.len() - 1) as f64 * share) as usize]
}

fn main() {
    println!(
        "records | build s | records/s | bytes/record | process MB | lookup p50 ms | p99 ms | found first | add ms"
    );
    for size in [10_000, 100_000, 1_000_000] {
        let mut rng = StdRng::seed_from_u64(size as u64);
        let everybody = people::people(&mut rng, size);
        let queries: Vec<(usize, Record)> = (0..2000)
            .map(|_| {
                let at = rng.random_range(0..size);
                (at, asked(&mut rng, &everybody[at]))
            })
            .collect();
        let before = resident();
        let (mut register, mut filling) = (Register::new(), Duration::ZERO);
        for person in &everybody {
            let record = record(person);
            let start = Instant::now();
            register.add(&record);
            filling += start.elapsed();
        }
        let start = Instant::now();
        register.settle();
        filling += start.elapsed();
        let model = Model::default();
        let mut found = 0;
        let mut times: Vec<Duration> = queries
            .iter()
            .map(|(id, query)| {
                let start = Instant::now();
                let hits = register.lookup(query, &model, 10);
                let took = start.elapsed();
                found += usize::from(hits.first().is_some_and(|hit| hit.slot as usize == *id));
                took
            })
            .collect();
        let process = resident().saturating_sub(before);
        let start = Instant::now();
        for person in everybody.iter().take(1000) {
            register.add(&record(person));
        }
        let adding = start.elapsed() / 1000;
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{size} | {:.2} | {:.0} | {} | {} | {:.2} | {:.2} | {:.3} | {:.3}",
            filling.as_secs_f64(),
            size as f64 / filling.as_secs_f64(),
            register.bytes() / size,
            process / 1_000_000,
            millis(at(&mut times, 0.5)),
            millis(at(&mut times, 0.99)),
            found as f64 / queries.len() as f64,
            millis(adding),
        );
    }
}
