//! Dates of birth, as far as both sides know them.

use super::{best, evidence};
use crate::normal::Birth;
use crate::register::Register;
use crate::score::levels::{BirthLevel, BirthPartLevel};
use crate::score::{Evidence, Field};
use crate::stored::{self, Known, View};

pub(super) fn births(register: &Register, query: &Known, view: &View<'_>, out: &mut Vec<Evidence>) {
    let pairs = query
        .births
        .iter()
        .flat_map(|a| view.births.iter().map(move |b| (*a, *b)));
    out.extend(best(pairs.filter_map(|(a, b)| birth(register, a, b))));
}

fn slip(a: [u8; 8], b: [u8; 8]) -> bool {
    let differ: Vec<usize> = (0..8).filter(|at| a[*at] != b[*at]).collect();
    match differ.as_slice() {
        [_] => true,
        [first, second] => {
            first + 1 == *second && a[*first] == b[*second] && a[*second] == b[*first]
        }
        _ => false,
    }
}

/// Years that are easily taken for one another, or guessed.
fn near_years(a: u16, b: u16) -> bool {
    a.abs_diff(b) <= 2
}

fn birth(register: &Register, a: Birth, b: Birth) -> Option<Evidence> {
    if a.is_whole() && b.is_whole() {
        Some(whole_birth(register, a, b))
    } else {
        birth_part(register, a, b)
    }
}

fn whole_birth(register: &Register, a: Birth, b: Birth) -> Evidence {
    let parts = [a.year == b.year, a.month == b.month, a.day == b.day]
        .iter()
        .filter(|same| **same)
        .count();
    if a == b {
        evidence(
            Field::Birth,
            BirthLevel::Same,
            register.share(stored::date_key(a), 3e-5),
        )
    } else if a.year == b.year && a.month == b.day && a.day == b.month {
        evidence(Field::Birth, BirthLevel::Swapped, 4e-5)
    } else if slip(a.digits(), b.digits()) {
        evidence(Field::Birth, BirthLevel::Slip, 7e-4)
    } else if parts == 2 {
        evidence(Field::Birth, BirthLevel::TwoParts, 5e-3)
    } else if a.year == b.year {
        evidence(
            Field::Birth,
            BirthLevel::Year,
            register.share(stored::year_key(a), 0.008),
        )
    } else if near_years(a.year, b.year) {
        evidence(Field::Birth, BirthLevel::NearYear, 0.06)
    } else {
        evidence(Field::Birth, BirthLevel::Different, 0.92)
    }
}

/// Only what both know counts.
fn birth_part(register: &Register, a: Birth, b: Birth) -> Option<Evidence> {
    let common = |a: u16, b: u16| a != 0 && b != 0;
    let (year, month, day) = (
        common(a.year, b.year),
        common(a.month.into(), b.month.into()),
        common(a.day.into(), b.day.into()),
    );
    let agree =
        (!year || a.year == b.year) && (!month || a.month == b.month) && (!day || a.day == b.day);
    match (year, month) {
        (true, _) if agree => {
            let key = if month {
                stored::month_key(a)
            } else {
                stored::year_key(a)
            };
            Some(evidence(
                Field::BirthPart,
                BirthPartLevel::Same,
                register.share(key, if month { 7e-4 } else { 0.008 }),
            ))
        }
        (true, _) if near_years(a.year, b.year) => {
            Some(evidence(Field::BirthPart, BirthPartLevel::NearYear, 0.05))
        }
        (true, _) => Some(evidence(Field::BirthPart, BirthPartLevel::Different, 0.93)),
        (false, true) if day => Some(if agree {
            evidence(Field::BirthPart, BirthPartLevel::Same, 1.0 / 365.0)
        } else {
            evidence(Field::BirthPart, BirthPartLevel::Different, 0.99)
        }),
        _ => None,
    }
}
