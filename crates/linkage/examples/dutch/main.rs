//! Makes a register of fictional people, queries with every kind of error, and the truth: for
//! measuring the engine (`make bench-linkage`).
//!
//! `cargo run --release -p linkage --example dutch -- OUT_DIR [RECORDS] [QUERIES] [SEED] [SEVERITY]
//! [hard]`
//!
//! Half of the queries are somebody in the register; the other half are people who are not in it
//! though their household is (a twin, a son with his father's initials, a housemate), or complete
//! strangers.
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

mod people;
mod spoil;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use people::{Person, origin_id, people};
use rand::prelude::*;
use rand::rngs::StdRng;

const HEADER: &str =
    "id,given_name,surname,date_of_birth,sex,street,house_number,postcode,city,phone,email,plate";

fn line(out: &mut impl Write, id: &str, fields: &[&str]) {
    let quoted: Vec<String> = fields
        .iter()
        .map(|text| {
            if text.contains([',', '"']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                (*text).to_owned()
            }
        })
        .collect();
    writeln!(out, "{id},{}", quoted.join(",")).unwrap();
}

/// As a careful register writes it, with the odd gap.
fn registered(rng: &mut StdRng, out: &mut impl Write, id: &str, person: &Person) {
    let given = if person.second.is_empty() {
        person.given.clone()
    } else {
        format!("{} {}", person.given, person.second)
    };
    let surname = if person.partner.is_empty() {
        person.surname.clone()
    } else {
        format!("{}-{}", person.partner, person.surname)
    };
    let (year, month, day) = person.born;
    let number = format!(
        "{}{}",
        person.number,
        if person.addition.is_empty() {
            String::new()
        } else {
            format!("-{}", person.addition)
        }
    );
    let mut or_nothing = |share: f64, text: &str| {
        if rng.random_bool(share) {
            text.to_owned()
        } else {
            String::new()
        }
    };
    let birth = or_nothing(0.97, &format!("{year}-{month:02}-{day:02}"));
    let sex = if person.man { "M" } else { "V" };
    line(
        out,
        id,
        &[
            &given,
            &surname,
            &birth,
            sex,
            &person.street,
            &number,
            &person.postcode,
            &person.city,
            &person.phone,
            &person.email,
            &person.plate,
        ],
    );
}

/// What is told about somebody.
struct Told {
    given: String,
    surname: String,
    birth: String,
    number: String,
    street: String,
    postcode: String,
    phone: String,
}

/// One mistake of any kind.
fn mistake(rng: &mut StdRng, told: &mut Told, person: &Person, has: &str) {
    let (origin, (year, month, day)) = (origin_id(person.origin), person.born);
    match rng.random_range(0..14) {
        0 => told.given = spoil::typing(rng, &told.given),
        1 | 2 => told.surname = spoil::typing(rng, &told.surname),
        3 | 4 => told.surname = spoil::hearing(rng, &told.surname),
        5 => told.surname = spoil::scanning(rng, &told.surname),
        6 => told.given = spoil::call_name(rng, &told.given),
        7 | 8 => {
            told.given = spoil::other_script(rng, origin, &told.given);
            told.surname = spoil::other_script(rng, origin, &told.surname);
        }
        9 => told.surname = spoil::prefix(rng, &told.surname),
        10 => {
            told.birth = match rng.random_range(0..3) {
                0 if has.contains('b') => format!("{month:02}-{day:02}-{year}"),
                1 => spoil::digits(rng, &told.birth),
                _ if has.contains('b') => year.to_string(),
                _ => std::mem::take(&mut told.birth),
            }
        }
        11 => match rng.random_range(0..4) {
            0 => told.street = spoil::typing(rng, &told.street),
            1 => told.postcode.clear(),
            2 => told.number = spoil::digits(rng, &told.number),
            _ => {
                told.number = format!(
                    "{} {}",
                    person.number,
                    ["hs", "bis", "a", ""][rng.random_range(0..4)]
                );
            }
        },
        12 => told.phone = spoil::digits(rng, &told.phone),
        _ => std::mem::swap(&mut told.given, &mut told.surname),
    }
}

/// What somebody who reports knows of a person: a name for the pattern, and a letter for each thing
/// known. The last three do not single anybody out by themselves.
const PATTERNS: [(&str, &str); 11] = [
    ("name+birth", "nb"),
    ("name+birth+address", "nba"),
    ("name+address", "na"),
    ("name+phone", "np"),
    ("name+birth+phone", "nbp"),
    ("name+plate+city", "nkc"),
    ("name+month+address", "nma"),
    ("all", "nbapek"),
    ("name+year+city", "nyc"),
    ("initial+surname+address", "ia"),
    ("surname+phone", "sp"),
];

/// One of the patterns; without `hard` one that singles this person out.
fn pattern_of(rng: &mut StdRng, person: &Person, hard: bool) -> (&'static str, &'static str) {
    let among = if hard { 11 } else { 8 };
    let (pattern, has) = PATTERNS[rng.random_range(0..among)];
    let missing = has.contains('p') && person.phone.is_empty()
        || has.contains('k') && person.plate.is_empty();
    if missing && !hard && pattern != "all" {
        return PATTERNS[1];
    }
    (pattern, has)
}

/// As it is reported: some fields only, with errors. `severity` is the expected number of errors.
fn reported(
    rng: &mut StdRng,
    out: &mut impl Write,
    id: &str,
    person: &Person,
    (severity, hard): (f64, bool),
) -> &'static str {
    let (pattern, has) = pattern_of(rng, person, hard);
    let mut person = person.clone();
    if rng.random_bool(0.12) && (hard || has.contains(['b', 'p', 'k'])) {
        people::moved(rng, &mut person);
    }
    let mut told = told_of(rng, &person, has);
    let mut left = severity;
    while left > 0.0 && (left >= 1.0 || rng.random_bool(left)) {
        left -= 1.0;
        mistake(rng, &mut told, &person, has);
    }
    written(rng, out, id, (&told, &person), has);
    pattern
}

/// Everything that could be told, without a mistake yet: which surname people go by, how much of
/// the date is known, and names from Bulgaria mostly in another script.
fn told_of(rng: &mut StdRng, person: &Person, has: &str) -> Told {
    let (mut given, mut surname) = (person.given.clone(), person.surname.clone());
    if !person.partner.is_empty() {
        surname = match rng.random_range(0..3) {
            0 => person.partner.clone(),
            1 => surname,
            _ => format!("{}-{surname}", person.partner),
        };
    }
    let (year, month, day) = person.born;
    let birth = match has {
        _ if has.contains('b') => format!("{day:02}-{month:02}-{year}"),
        _ if has.contains('y') => year.to_string(),
        _ if has.contains('m') => format!("{month:02}-{year}"),
        _ => String::new(),
    };
    let origin = origin_id(person.origin);
    if origin == "bg" && rng.random_bool(0.85) {
        given = spoil::other_script(rng, origin, &given);
        surname = spoil::other_script(rng, origin, &surname);
    }
    Told {
        given,
        surname,
        birth,
        number: format!("{}{}", person.number, person.addition),
        street: person.street.clone(),
        postcode: person.postcode.clone(),
        phone: person.phone.clone(),
    }
}

/// Writes down what the reporter knows of all that.
fn written(
    rng: &mut StdRng,
    out: &mut impl Write,
    id: &str,
    (told, person): (&Told, &Person),
    has: &str,
) {
    let given = match has {
        _ if has.contains('s') => String::new(),
        _ if has.contains('i') => format!("{}.", told.given.chars().next().unwrap()),
        _ => told.given.clone(),
    };
    let address = has.contains('a');
    let keep = |wanted: bool, text: &str| {
        if wanted {
            text.to_owned()
        } else {
            String::new()
        }
    };
    let sex = if rng.random_bool(0.3) {
        if person.man { "M" } else { "V" }
    } else {
        ""
    };
    line(
        out,
        id,
        &[
            &given,
            &told.surname,
            &told.birth,
            sex,
            &keep(address, &told.street),
            &keep(address, &told.number),
            &keep(address && rng.random_bool(0.6), &told.postcode),
            &keep(address || has.contains('c'), &person.city),
            &keep(has.contains('p'), &told.phone),
            &keep(has.contains('e'), &person.email),
            &keep(has.contains('k'), &person.plate),
        ],
    );
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: f64| args.get(at).map_or(usual, |text| text.parse().unwrap());
    let dir = PathBuf::from(args.first().map_or("target/dutch", String::as_str));
    let (records, queries) = (number(1, 20_000.0) as usize, number(2, 2000.0) as usize);
    let mut rng = StdRng::seed_from_u64(number(3, 2026.0) as u64);
    let (severity, hard) = (
        number(4, 1.0),
        args.get(5).is_some_and(|text| text == "hard"),
    );
    std::fs::create_dir_all(&dir).unwrap();
    let create = |name: &str| BufWriter::new(File::create(dir.join(name)).unwrap());
    let everybody = people(&mut rng, records + records / 8);
    // One in nine is not in the register, though the household may be.
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (at, _) in everybody.iter().enumerate() {
        if rng.random_bool(8.0 / 9.0) && inside.len() < records {
            inside.push(at);
        } else {
            outside.push(at);
        }
    }
    let mut register = create("register.csv");
    writeln!(register, "{HEADER}").unwrap();
    for at in &inside {
        registered(&mut rng, &mut register, &format!("R{at}"), &everybody[*at]);
    }
    let (mut query, mut truth) = (create("query.csv"), create("truth.csv"));
    writeln!(query, "{HEADER}").unwrap();
    writeln!(truth, "query_id,register_id,origin,pattern").unwrap();
    for number in 0..queries {
        let present = number % 2 == 0;
        let at = *(if present { &inside } else { &outside })
            .choose(&mut rng)
            .unwrap();
        let id = format!("Q{number}");
        let pattern = reported(&mut rng, &mut query, &id, &everybody[at], (severity, hard));
        let found = if present {
            format!("R{at}")
        } else {
            String::new()
        };
        writeln!(
            truth,
            "{id},{found},{},{pattern}",
            origin_id(everybody[at].origin)
        )
        .unwrap();
    }
}
