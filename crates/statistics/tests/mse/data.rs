//! The reference tables, and small helpers to compare with them.

use std::path::Path;

use statistics::mse::{Counts, read};

pub fn text(name: &str) -> String {
    std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(name),
    )
    .unwrap()
}

pub fn counts(name: &str) -> Counts {
    read::counts(text(&format!("{name}.csv")).as_bytes()).unwrap()
}

/// R's resampled tables with the estimate of each; their columns are the rows of the file of
/// counts.
pub fn boot(name: &str, data: &Counts) -> Vec<(f64, Vec<u64>)> {
    let lists = data.lists().len();
    let histories: Vec<usize> = text(&format!("{name}.csv"))
        .lines()
        .skip(1)
        .map(|line| {
            let on = line.split(',').take(lists).enumerate();
            on.map(|(list, bit)| bit.parse::<usize>().unwrap() << list)
                .sum()
        })
        .collect();
    text(&format!("boot/{name}.csv"))
        .lines()
        .skip(1)
        .map(|line| {
            let mut fields = line.split(',');
            let estimate = fields.next().unwrap().parse().unwrap();
            let mut cells = vec![0; 1 << lists];
            for (history, count) in histories.iter().zip(fields) {
                cells[*history] = count.parse().unwrap();
            }
            (estimate, cells)
        })
        .collect()
}

#[track_caller]
pub fn near(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}
