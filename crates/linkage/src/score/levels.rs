//! How well each field can agree: the names of the levels, best first, and their usual shares.
//!
//! The names stand in messages, files and learned models; the shares are how often each level
//! occurs between two records of one entity before anything is learned (general experience with
//! registers, set once; see docs/linkage.md).

use super::field::{Field, Levels};

/// A level of some field: where it stands in [`Field::levels`], 0 is best.
pub(super) trait Level: Copy {
    fn at(self) -> u8;
}

/// An enum of levels, best first, whose names and order cannot come apart from the table.
macro_rules! levels {
    ($(#[$doc:meta])* $level:ident { $($(#[$why:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $level {
            $($(#[$why])* $variant,)+
        }

        impl $level {
            const COUNT: usize = [$($name),+].len();

            /// The levels with a share for each; these add up to 1.
            const fn with(shares: [f64; Self::COUNT]) -> [(&'static str, f64); Self::COUNT] {
                let names = [$($name),+];
                let mut out = [("", 0.0); Self::COUNT];
                let mut at = 0;
                while at < Self::COUNT {
                    out[at] = (names[at], shares[at]);
                    at += 1;
                }
                out
            }
        }

        impl Level for $level {
            fn at(self) -> u8 {
                self as u8
            }
        }
    };
}

levels! {
    /// Yes or no: initials, sex, nationality, towns.
    Agreement { Same = "same", Different = "different", }
}

levels! {
    /// The words of a name; the first six are those of [`crate::Likeness`].
    NameLevel {
        Exact = "exact",
        Sound = "sound",
        Variant = "variant",
        Edit = "edit",
        Near = "near",
        Prefix = "prefix",
        /// One word of several agrees: a second given name, one half of a double surname.
        Elsewhere = "elsewhere",
        Different = "different",
    }
}

levels! {
    /// Given name and surname: each in its own place, or in the other's.
    OrderLevel { Straight = "straight", Swapped = "swapped", }
}

levels! {
    /// Two whole dates of birth.
    BirthLevel {
        Same = "same",
        /// Day and month in each other's place.
        Swapped = "swapped",
        /// One digit, or two neighbours swapped.
        Slip = "slip",
        TwoParts = "two-parts",
        Year = "year",
        NearYear = "near-year",
        Different = "different",
    }
}

levels! {
    /// Dates of which one side knows only a part.
    BirthPartLevel { Same = "same", NearYear = "near-year", Different = "different", }
}

levels! {
    /// Two addresses with a house number each.
    AddressLevel {
        Same = "same",
        /// One house, another letter or floor.
        Addition = "addition",
        /// One number in a street that is written much alike.
        Near = "near",
        /// One street, another house.
        OtherNumber = "other-number",
        Town = "town",
        Different = "different",
    }
}

levels! {
    /// Two addresses of which one has no house number.
    StreetLevel { Same = "same", Town = "town", Different = "different", }
}

levels! {
    /// Numbers and names that are one thing or another: phone, e-mail, plate.
    CodeLevel {
        Same = "same",
        /// One sign differs.
        Slip = "slip",
        Different = "different",
    }
}

levels! {
    /// Names of organisations, by the share of their rare words that agrees.
    OrganisationLevel {
        Same = "same",
        Nearly = "nearly",
        Partly = "partly",
        Different = "different",
    }
}

const NAMES: Levels = &NameLevel::with([0.765, 0.05, 0.03, 0.06, 0.03, 0.01, 0.04, 0.015]);
/// People have more than one phone, and get new ones.
const CODES: Levels = &CodeLevel::with([0.62, 0.06, 0.32]);
/// National numbers stay.
const NUMBERS: Levels = &CodeLevel::with([0.92, 0.05, 0.03]);

/// The levels of a field.
pub(super) fn of(field: Field) -> Levels {
    match field {
        Field::Given | Field::Surname => NAMES,
        Field::Initial => const { &Agreement::with([0.95, 0.05]) },
        Field::Order => const { &OrderLevel::with([0.98, 0.02]) },
        Field::Birth => const { &BirthLevel::with([0.86, 0.02, 0.05, 0.02, 0.01, 0.01, 0.03]) },
        Field::BirthPart => const { &BirthPartLevel::with([0.88, 0.06, 0.06]) },
        Field::Sex => const { &Agreement::with([0.98, 0.02]) },
        Field::Nationality => const { &Agreement::with([0.94, 0.06]) },
        Field::Address => const { &AddressLevel::with([0.62, 0.04, 0.06, 0.05, 0.08, 0.15]) },
        Field::Street => const { &StreetLevel::with([0.75, 0.1, 0.15]) },
        Field::Town => const { &Agreement::with([0.82, 0.18]) },
        Field::Phone | Field::Email | Field::Plate | Field::Iban | Field::Handle => CODES,
        Field::NationalId | Field::Trade => NUMBERS,
        Field::Organisation => const { &OrganisationLevel::with([0.72, 0.14, 0.07, 0.07]) },
    }
}
