//! What a record can be found by.

use super::View;
use crate::dictionary::Dictionary;
use crate::normal::{Birth, Code};
use crate::postings::{key, text_key};

const BY_NAME: u8 = 1;
const BY_INITIAL: u8 = 2;
const BY_DATE: u8 = 3;
const BY_DAY: u8 = 4;
const BY_YEAR: u8 = 5;
const BY_MONTH: u8 = 14;
const BY_HOUSE: u8 = 6;
const BY_POSTCODE_HOUSE: u8 = 7;
const BY_STREET: u8 = 8;
const BY_POSTCODE: u8 = 9;
const BY_CODE: u8 = 10;
const BY_HALF: u8 = 11;
const BY_ORGANISATION: u8 = 12;

pub(crate) fn name_key(word: u32) -> u32 {
    key(BY_NAME, u64::from(word), 0)
}

pub(crate) fn organisation_key(word: u32) -> u32 {
    key(BY_ORGANISATION, u64::from(word), 0)
}

/// A surname with the first letter of a given name.
pub(crate) fn initial_key(surname: u32, letter: u8) -> u32 {
    key(BY_INITIAL, u64::from(surname), u64::from(letter))
}

pub(crate) fn date_key(birth: Birth) -> u32 {
    key(BY_DATE, u64::from(birth.pack()), 0)
}

pub(crate) fn month_key(birth: Birth) -> u32 {
    key(BY_MONTH, u64::from(birth.year), u64::from(birth.month))
}

pub(crate) fn year_key(birth: Birth) -> u32 {
    key(BY_YEAR, u64::from(birth.year), 0)
}

pub(crate) fn birth_keys(birth: Birth) -> Vec<u32> {
    let mut keys = Vec::with_capacity(4);
    if birth.is_whole() {
        keys.push(date_key(birth));
        keys.push(key(BY_DAY, u64::from(birth.month), u64::from(birth.day)));
    }
    if birth.year != 0 {
        if birth.month != 0 {
            keys.push(month_key(birth));
        }
        keys.push(year_key(birth));
    }
    keys
}

pub(crate) fn house_key(street: u32, number: u32) -> u32 {
    key(BY_HOUSE, u64::from(street), u64::from(number))
}

pub(crate) fn postcode_house_key(postcode: u32, number: u32) -> u32 {
    key(BY_POSTCODE_HOUSE, u64::from(postcode), u64::from(number))
}

pub(crate) fn street_key(street: u32) -> u32 {
    key(BY_STREET, u64::from(street), 0)
}

pub(crate) fn postcode_key(postcode: u32) -> u32 {
    key(BY_POSTCODE, u64::from(postcode), 0)
}

pub(crate) fn code_key(code: Code) -> u32 {
    key(
        BY_CODE,
        code.packed as u64 ^ (code.packed >> 64) as u64,
        code.kind as u64,
    )
}

pub(crate) fn half_keys(code: Code) -> Vec<u32> {
    code.parts()
        .iter()
        .map(|part| key(BY_HALF, u64::from(text_key(0, part)), code.kind as u64))
        .collect()
}

/// Every key of a stored record.
pub(crate) fn keys(view: &View<'_>, words: &Dictionary) -> Vec<u32> {
    let mut keys = Vec::with_capacity(24);
    for (given, surname) in &view.names {
        keys.extend(
            given
                .iter()
                .chain(*surname)
                .filter(|id| words.text(**id).len() > 1)
                .map(|id| name_key(*id)),
        );
        if let Some(first) = given.first() {
            let letter = words.text(*first).as_bytes()[0];
            keys.extend(surname.iter().map(|id| initial_key(*id, letter)));
        }
    }
    keys.extend(view.births.iter().flat_map(|birth| birth_keys(*birth)));
    for place in &view.places {
        if let Some(street) = place.street {
            keys.push(street_key(street));
            keys.push(house_key(street, place.number));
        }
        if place.postcode != 0 {
            keys.push(postcode_key(place.postcode));
            keys.push(postcode_house_key(place.postcode, place.number));
        }
    }
    for code in &view.codes {
        keys.push(code_key(*code));
        keys.extend(half_keys(*code));
    }
    keys.extend(
        view.organisations
            .iter()
            .flat_map(|ids| ids.iter().map(|id| organisation_key(*id))),
    );
    keys.sort_unstable();
    keys.dedup();
    keys
}
