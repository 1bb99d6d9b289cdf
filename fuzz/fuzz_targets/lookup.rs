//! Two records made of anything: the probability is one, and the same from either side.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linkage::{Address, Model, Name, Record, Register};

fn record(parts: &mut dyn Iterator<Item = &str>) -> Record {
    let mut next = || parts.next().unwrap_or_default().to_owned();
    Record {
        names: vec![Name {
            given: next(),
            surname: next(),
        }],
        births: vec![next()],
        addresses: vec![Address {
            street: next(),
            number: next(),
            postcode: next(),
            city: next(),
        }],
        phones: vec![next()],
        organisations: vec![next()],
        ..Record::default()
    }
}

fuzz_target!(|text: &str| {
    let mut parts = text.split('\n');
    let mut register = Register::new();
    let (a, b) = (record(&mut parts), record(&mut parts));
    let (first, second) = (register.add(&a), register.add(&b));
    register.settle();
    let model = Model::default();
    let (there, back) = (
        register.pair(first, second, &model),
        register.pair(second, first, &model),
    );
    assert!((0.0..=1.0).contains(&there) && (there - back).abs() <= 1e-6);
    let _ = register.lookup(&a, &model, 5);
});
