//! Comparing addresses: people move, streets of one name are in every town, additions come and go.

use super::compare::evidence;
use super::field::{Evidence, Field};
use crate::dictionary::{Likeness, Use};
use crate::register::Register;
use crate::stored::{self, KnownPlace, ViewPlace};

/// The chance that strangers share a street, a house or a number, for all that the register does
/// not show.
const STREET: f64 = 1e-3;
const HOUSE: f64 = 3e-5;

/// Two addresses, as far as both are known.
pub(super) fn place(register: &Register, a: &KnownPlace, b: ViewPlace) -> Option<Evidence> {
    let words = &register.words;
    let street = match (&a.street, b.street) {
        (Some(a), Some(b)) => Some(words.likeness(a, b)),
        _ => None,
    };
    let city = match (&a.city, b.city) {
        (Some(a), Some(b)) => Some(words.likeness(a, b) <= Likeness::Near),
        _ => None,
    };
    let postcode = (a.postcode != 0 && b.postcode != 0).then_some(a.postcode == b.postcode);
    let town_chance = || match (&a.city, b.city) {
        (Some(a), Some(b)) => words
            .share(a, Use::City)
            .max(words.share_of(b, Use::City))
            .max(1e-4),
        _ => 0.05,
    };
    if street.is_none() && postcode.is_none() {
        let same = city?;
        return Some(evidence(
            Field::Town,
            usize::from(!same),
            if same { town_chance() } else { 0.9 },
        ));
    }
    let same_street = street.is_some_and(|like| like <= Likeness::Sound);
    let alike_street = street.is_some_and(|like| like <= Likeness::Prefix);
    // "Kerkstraat 5" is in every town: a street alone counts where nothing contradicts it.
    let elsewhere = city == Some(false) && postcode != Some(true);
    let near =
        postcode == Some(true) && (street.is_none() || alike_street) || same_street && !elsewhere;
    let street_chance = || {
        let by_street = match (&a.street, b.street) {
            (Some(word), Some(id)) => word
                .id
                .map_or(0.0, |own| register.share(stored::street_key(own), STREET))
                .max(register.share(stored::street_key(id), STREET)),
            _ => 1.0,
        };
        let by_postcode = if postcode == Some(true) {
            register.share(stored::postcode_key(a.postcode), STREET)
        } else {
            1.0
        };
        if same_street {
            by_street.min(by_postcode)
        } else {
            by_postcode.min(1.0)
        }
    };
    if a.number == 0 || b.number == 0 {
        return Some(if near {
            evidence(Field::Street, 0, street_chance())
        } else if city == Some(true) {
            evidence(Field::Street, 1, town_chance())
        } else {
            evidence(Field::Street, 2, 0.95)
        });
    }
    let same_number = a.number == b.number;
    let house_chance = || {
        let by_postcode = if postcode == Some(true) {
            register.share(stored::postcode_house_key(a.postcode, a.number), HOUSE)
        } else {
            1.0
        };
        let by_street = match (&a.street, b.street) {
            (Some(word), Some(id)) if same_street => {
                let of = |street: u32| register.share(stored::house_key(street, b.number), HOUSE);
                word.id.map_or(0.0, of).max(of(id))
            }
            _ => 1.0,
        };
        by_postcode.min(by_street)
    };
    Some(if near && same_number {
        let conflict = a.addition != 0 && b.addition != 0 && a.addition != b.addition;
        evidence(Field::Address, usize::from(conflict), house_chance())
    } else if same_number && !elsewhere && (alike_street || postcode == Some(true)) {
        evidence(
            Field::Address,
            2,
            (3.0 * register.crowd(Use::Street, Likeness::Near)).clamp(1e-5, 0.01) * 0.1,
        )
    } else if near {
        evidence(Field::Address, 3, street_chance())
    } else if city == Some(true) || postcode == Some(true) {
        evidence(Field::Address, 4, town_chance())
    } else {
        evidence(Field::Address, 5, 0.95)
    })
}
