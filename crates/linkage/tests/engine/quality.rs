//! A small measurement that must not get worse: fictional people with errors, as in
//! docs/linkage.md.

use std::collections::HashMap;
use std::process::Command;

use linkage::{Address, Model, Name, Record, Register};

fn rows(text: &str) -> Vec<HashMap<String, String>> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            header
                .iter()
                .map(|h| (*h).to_owned())
                .zip(line.split(',').map(str::to_owned))
                .collect()
        })
        .collect()
}

fn record(row: &HashMap<String, String>) -> Record {
    let list = |key: &str| {
        row.get(key)
            .filter(|text| !text.is_empty())
            .cloned()
            .into_iter()
            .collect::<Vec<_>>()
    };
    let text = |key: &str| row.get(key).cloned().unwrap_or_default();
    Record {
        names: vec![Name {
            given: text("given_name"),
            surname: text("surname"),
        }],
        births: list("date_of_birth"),
        sex: text("sex"),
        addresses: vec![Address {
            street: text("street"),
            number: text("house_number"),
            postcode: text("postcode"),
            city: text("city"),
        }],
        phones: list("phone"),
        emails: list("email"),
        plates: list("plate"),
        ..Record::default()
    }
}

#[test]
fn people_are_found_in_spite_of_errors() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("dutch-quality");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let made = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "-p",
            "linkage",
            "--example",
            "dutch",
            "--",
        ])
        .arg(&folder)
        .args(["4000", "600", "99", "1.0"])
        .status();
    assert!(made.unwrap().success());
    let read = |name: &str| rows(&std::fs::read_to_string(folder.join(name)).unwrap());
    let (people, queries, truth) = (read("register.csv"), read("query.csv"), read("truth.csv"));
    let mut register = Register::new();
    for row in &people {
        register.add(&record(row));
    }
    register.settle();
    let asked: Vec<Record> = queries.iter().map(record).collect();
    let model = register.learn(&asked);
    let (mut present, mut first, mut hit, mut said) = (0.0, 0.0, 0.0, 0.0);
    for (query, truth) in asked.iter().zip(&truth) {
        let wanted = &truth["register_id"];
        let hits = register.lookup(query, &model, 10);
        let is = |slot: u32| people[slot as usize]["id"] == *wanted;
        if !wanted.is_empty() {
            present += 1.0;
            first += f64::from(hits.first().is_some_and(|hit| is(hit.slot)));
        }
        for found in hits.iter().filter(|found| found.probability >= 0.5) {
            said += 1.0;
            hit += f64::from(is(found.slot));
        }
    }
    let f1 = 2.0 * hit / (said + present);
    println!("recall@1 {:.3}, F1 {f1:.3}", first / present);
    assert!(
        first / present > 0.985 && f1 > 0.965,
        "recall@1 {}, F1 {f1}",
        first / present
    );
}

/// Somebody who asks with nothing learned yet, in a small register, is served too.
#[test]
fn a_register_of_sixty_needs_no_learning() {
    let person = |given: &str, surname: &str, birth: &str, phone: &str| Record {
        names: vec![Name {
            given: given.into(),
            surname: surname.into(),
        }],
        births: vec![birth.into()],
        phones: if phone.is_empty() {
            Vec::new()
        } else {
            vec![phone.into()]
        },
        ..Record::default()
    };
    let mut register = Register::new();
    for at in 0..60 {
        register.add(&person(
            ["Jan", "Anna", "Ali", "Ewa"][at % 4],
            ["Bakker", "Visser", "Kaya"][at % 3],
            &format!("19{:02}-0{}-1{}", 40 + at, 1 + at % 9, at % 10),
            "",
        ));
    }
    register.add(&person(
        "Krzysztof",
        "Brzęczyszczykiewicz",
        "1979-09-19",
        "06-11223344",
    ));
    let find = |record: Record| register.lookup(&record, &Model::default(), 1)[0].clone();
    let hit = find(person("Kris", "Brzeczysczykiewicz", "1979", ""));
    assert!(hit.slot == 60 && hit.probability > 0.9, "{hit:?}");
    let hit = find(person("Christof", "", "", "+31 6 1122 3344"));
    assert!(hit.slot == 60 && hit.probability > 0.5, "{hit:?}");
    let stranger = find(person("Maria", "Visser", "1985-05-05", ""));
    assert!(stranger.probability < 0.3, "{stranger:?}");
}
