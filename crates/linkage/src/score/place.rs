//! Comparing addresses: people move, streets of one name are in every town, additions come and go.

use super::compare::evidence;
use super::field::{Evidence, Field};
use super::levels::{AddressLevel, Agreement, StreetLevel};
use crate::dictionary::{Likeness, Use};
use crate::register::Register;
use crate::stored::{self, KnownPlace, ViewPlace};

// The chances below are judgements, like the shares in `levels`: general experience, set once and
// not fitted to any set (docs/linkage.md).

/// The chance that strangers share a street, for all that the register does not show.
const STREET: f64 = 1e-3;
/// The chance that they share a house.
const HOUSE: f64 = 3e-5;
/// The chance that they live in one town, where a town is not known on both sides.
const SOME_TOWN: f64 = 0.05;
/// However small a town is in the register, this many strangers come from it.
const LEAST_TOWN: f64 = 1e-4;
/// Strangers mostly live in another town.
const OTHER_TOWN: f64 = 0.9;
/// Nearly all strangers live at another address.
const OTHER_ADDRESS: f64 = 0.95;

/// The register counts the streets that differ by two letters or share their consonants; three
/// times as many stand for all kinds of likeness, from sound to a common beginning.
const KINDS_OF_LIKENESS: f64 = 3.0;
/// The bounds of the share of such streets: few words show too little, and no town is all alike.
const ALIKE_STREETS: (f64, f64) = (1e-5, 0.01);
/// The chance that strangers in such streets have one house number.
const ONE_NUMBER: f64 = 0.1;

/// Two addresses, as far as both are known.
pub(super) fn place(register: &Register, a: &KnownPlace, b: ViewPlace) -> Option<Evidence> {
    let both = Both::of(register, a, b);
    if both.street.is_none() && both.postcode.is_none() {
        return both.towns();
    }
    Some(if a.number == 0 || b.number == 0 {
        both.streets()
    } else {
        both.addresses()
    })
}

/// Two addresses side by side: what agrees, where both sides say it.
struct Both<'a> {
    register: &'a Register,
    a: &'a KnownPlace,
    b: ViewPlace,
    street: Option<Likeness>,
    city: Option<bool>,
    postcode: Option<bool>,
}

impl<'a> Both<'a> {
    fn of(register: &'a Register, a: &'a KnownPlace, b: ViewPlace) -> Self {
        let words = &register.words;
        Self {
            register,
            a,
            b,
            street: match (&a.street, b.street) {
                (Some(a), Some(b)) => Some(words.likeness(a, b)),
                _ => None,
            },
            city: match (&a.city, b.city) {
                (Some(a), Some(b)) => Some(words.likeness(a, b) <= Likeness::Near),
                _ => None,
            },
            postcode: (a.postcode != 0 && b.postcode != 0).then_some(a.postcode == b.postcode),
        }
    }

    fn same_postcode(&self) -> bool {
        self.postcode == Some(true)
    }

    fn same_city(&self) -> bool {
        self.city == Some(true)
    }

    fn same_street(&self) -> bool {
        self.street.is_some_and(|like| like <= Likeness::Sound)
    }

    fn alike_street(&self) -> bool {
        self.street.is_some_and(|like| like <= Likeness::Prefix)
    }

    /// "Kerkstraat 5" is in every town: a street alone counts where nothing contradicts it.
    fn elsewhere(&self) -> bool {
        self.city == Some(false) && !self.same_postcode()
    }

    /// One street, as far as is known.
    fn near(&self) -> bool {
        self.same_postcode() && (self.street.is_none() || self.alike_street())
            || self.same_street() && !self.elsewhere()
    }

    // ---- How likely each is between strangers ----

    fn town_chance(&self) -> f64 {
        let words = &self.register.words;
        match (&self.a.city, self.b.city) {
            (Some(a), Some(b)) => words
                .share(a, Use::City)
                .max(words.share_of(b, Use::City))
                .max(LEAST_TOWN),
            _ => SOME_TOWN,
        }
    }

    fn street_chance(&self) -> f64 {
        let by_street = match (&self.a.street, self.b.street) {
            (Some(word), Some(id)) => word
                .id
                .map_or(0.0, |own| {
                    self.register.share(stored::street_key(own), STREET)
                })
                .max(self.register.share(stored::street_key(id), STREET)),
            _ => 1.0,
        };
        let by_postcode = if self.same_postcode() {
            self.register
                .share(stored::postcode_key(self.a.postcode), STREET)
        } else {
            1.0
        };
        if self.same_street() {
            by_street.min(by_postcode)
        } else {
            by_postcode.min(1.0)
        }
    }

    fn house_chance(&self) -> f64 {
        let by_postcode = if self.same_postcode() {
            self.register.share(
                stored::postcode_house_key(self.a.postcode, self.a.number),
                HOUSE,
            )
        } else {
            1.0
        };
        let by_street = match (&self.a.street, self.b.street) {
            (Some(word), Some(id)) if self.same_street() => {
                let of = |street: u32| {
                    self.register
                        .share(stored::house_key(street, self.b.number), HOUSE)
                };
                word.id.map_or(0.0, of).max(of(id))
            }
            _ => 1.0,
        };
        by_postcode.min(by_street)
    }

    /// One house number in a street that is written much alike.
    fn alike_house_chance(&self) -> f64 {
        let (least, most) = ALIKE_STREETS;
        let alike = self.register.crowd(Use::Street, Likeness::Near);
        (KINDS_OF_LIKENESS * alike).clamp(least, most) * ONE_NUMBER
    }

    // ---- What is said: by town, by street, or by house ----

    fn towns(&self) -> Option<Evidence> {
        Some(if self.city? {
            evidence(Field::Town, Agreement::Same, self.town_chance())
        } else {
            evidence(Field::Town, Agreement::Different, OTHER_TOWN)
        })
    }

    fn streets(&self) -> Evidence {
        if self.near() {
            evidence(Field::Street, StreetLevel::Same, self.street_chance())
        } else if self.same_city() {
            evidence(Field::Street, StreetLevel::Town, self.town_chance())
        } else {
            evidence(Field::Street, StreetLevel::Different, OTHER_ADDRESS)
        }
    }

    fn addresses(&self) -> Evidence {
        let (a, b) = (self.a, self.b);
        let same_number = a.number == b.number;
        let (level, chance) = if self.near() && same_number {
            let conflict = a.addition != 0 && b.addition != 0 && a.addition != b.addition;
            let level = if conflict {
                AddressLevel::Addition
            } else {
                AddressLevel::Same
            };
            (level, self.house_chance())
        } else if same_number && !self.elsewhere() && (self.alike_street() || self.same_postcode())
        {
            (AddressLevel::Near, self.alike_house_chance())
        } else if self.near() {
            (AddressLevel::OtherNumber, self.street_chance())
        } else if self.same_city() || self.same_postcode() {
            (AddressLevel::Town, self.town_chance())
        } else {
            (AddressLevel::Different, OTHER_ADDRESS)
        };
        evidence(Field::Address, level, chance)
    }
}
