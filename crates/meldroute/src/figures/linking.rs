//! Lists as separate files: rows that are the same person are found by the linkage engine first.

use std::path::PathBuf;

use linkage::Register;
use platform::{Error, Result};
use rayon::prelude::*;
use serde::Serialize;
use statistics::mse::counts::MOST_LISTS;
use statistics::mse::{Counts, Set};

use crate::matching::{Mapping, Rows};
use crate::progress;

/// What linking did.
#[derive(Debug, Serialize)]
pub struct Linked {
    pub rows: usize,
    pub bad_rows: usize,
    pub persons: usize,
    /// Rows are the same person from this probability.
    pub same: f64,
}

/// Likeliest others that are looked at for each row.
const NEIGHBOURS: usize = 20;

/// The rows of all files, ready to be compared.
struct Read {
    register: Register,
    /// The list each row is on.
    on: Vec<Set>,
    /// A list is called after its file.
    names: Vec<String>,
    bad_rows: usize,
}

impl Read {
    fn of(files: &[PathBuf], map: &[String]) -> Result<Self> {
        let mapping = Mapping::parse(map)?;
        let mut read = Self {
            register: Register::new(),
            on: Vec::new(),
            names: Vec::new(),
            bad_rows: 0,
        };
        for (list, file) in files.iter().enumerate() {
            let stem = file.file_stem().unwrap_or_default();
            read.names.push(stem.to_string_lossy().into_owned());
            let mut rows = Rows::open(file, &mapping)?;
            let mut chunk = Vec::new();
            while rows.chunk(2048, &mut chunk) {
                for row in chunk.drain(..) {
                    read.register.add(&row.record);
                    read.on.push(1 << list);
                }
            }
            read.bad_rows += rows.bad;
        }
        Ok(read)
    }
}

/// The lists of each person, from the list of each row and the rows that are like it.
fn persons(on: &[Set], alike: &[Vec<u32>]) -> Vec<(Set, u64)> {
    let mut leader: Vec<usize> = (0..on.len()).collect();
    for (row, others) in alike.iter().enumerate() {
        for other in others {
            let (a, b) = (find(&mut leader, row), find(&mut leader, *other as usize));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut history: Vec<Set> = vec![0; on.len()];
    for (row, lists) in on.iter().enumerate() {
        history[find(&mut leader, row)] |= lists;
    }
    let known = history.into_iter().filter(|set| *set != 0);
    known.map(|set| (set, 1)).collect()
}

/// Counts of who is on which list. Who is like somebody who is like a third is taken to be one
/// person with both.
pub fn link(files: &[PathBuf], map: &[String], same: f64) -> Result<(Counts, Linked)> {
    if !(2..=MOST_LISTS).contains(&files.len()) {
        return Err(Error::Internal(format!(
            "--lists: expected 2 to {MOST_LISTS} files, found {}",
            files.len()
        )));
    }
    let Read {
        mut register,
        on,
        names,
        bad_rows,
    } = Read::of(files, map)?;
    register.settle();
    let model = register.learn_from_itself();
    let bar = progress::bar(on.len() as u64, "records");
    let alike: Vec<Vec<u32>> = (0..u32::try_from(on.len()).unwrap_or(u32::MAX))
        .into_par_iter()
        .map(|slot| {
            bar.inc(1);
            let hits = register.others_like(slot, &model, NEIGHBOURS);
            hits.iter()
                .filter(|hit| hit.probability >= same)
                .map(|hit| hit.slot)
                .collect()
        })
        .collect();
    bar.finish_and_clear();
    let persons = persons(&on, &alike);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let linked = Linked {
        rows: on.len(),
        bad_rows,
        persons: persons.len(),
        same,
    };
    Ok((Counts::new(&names, &persons), linked))
}

fn find(leader: &mut [usize], mut row: usize) -> usize {
    while leader[row] != row {
        leader[row] = leader[leader[row]];
        row = leader[row];
    }
    row
}
