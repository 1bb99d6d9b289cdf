//! What is compared, and how well it can agree.

use super::levels::{self, Level, NameLevel};

/// The most levels a field has: those of a name.
pub const LEVELS: usize = 8;

/// A field, or a way to compare one: what can be said depends on what is known, so an initial is
/// judged apart from a written name and a year apart from a whole date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// Given names, both written out.
    Given,
    /// First letters, where one side knows no more of the given name.
    Initial,
    /// Surnames, prefixes left out.
    Surname,
    /// Given name and surname in each other's place.
    Order,
    /// Two whole dates of birth.
    Birth,
    /// Dates of birth of which one side knows only a year, a month or a day.
    BirthPart,
    /// Man or woman.
    Sex,
    /// Nationality, as written.
    Nationality,
    /// Addresses with a house number on both sides.
    Address,
    /// Addresses of which one has no house number.
    Street,
    /// Place names, where one side knows no more of the address.
    Town,
    /// Telephone numbers.
    Phone,
    /// E-mail addresses.
    Email,
    /// BSN or another national number.
    NationalId,
    /// Numbers of the trade register.
    Trade,
    /// Number plates.
    Plate,
    /// Bank accounts.
    Iban,
    /// Names on platforms.
    Handle,
    /// Names of organisations.
    Organisation,
}

/// The names of a field's levels, best first, and how often each occurs between two records of one
/// entity before anything is learned: 0 to 1, together 1.
pub(super) type Levels = &'static [(&'static str, f64)];

impl Field {
    /// Every field, in the order of the rows of [`crate::Model::same`].
    pub const ALL: [Self; 19] = [
        Self::Given,
        Self::Initial,
        Self::Surname,
        Self::Order,
        Self::Birth,
        Self::BirthPart,
        Self::Sex,
        Self::Nationality,
        Self::Address,
        Self::Street,
        Self::Town,
        Self::Phone,
        Self::Email,
        Self::NationalId,
        Self::Trade,
        Self::Plate,
        Self::Iban,
        Self::Handle,
        Self::Organisation,
    ];

    /// The field's id, as in messages and files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Initial => "initial",
            Self::Surname => "surname",
            Self::Order => "order",
            Self::Birth => "birth",
            Self::BirthPart => "birth-part",
            Self::Sex => "sex",
            Self::Nationality => "nationality",
            Self::Address => "address",
            Self::Street => "street",
            Self::Town => "town",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::NationalId => "national-id",
            Self::Trade => "trade",
            Self::Plate => "plate",
            Self::Iban => "iban",
            Self::Handle => "handle",
            Self::Organisation => "organisation",
        }
    }

    /// The levels of this field and their usual shares among records of one entity; these add up to
    /// 1.
    #[must_use]
    pub fn levels(self) -> Levels {
        levels::of(self)
    }
}

/// What comparing one field gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What was compared, and in which way.
    pub field: Field,
    /// Place in [`Field::levels`]; 0 is best.
    pub level: u8,
    /// How probable this, or better luck of the same kind, is between two that have nothing to do
    /// with each other: 0 to 1. For a name this is how common the name is.
    pub chance: f64,
    /// What it adds to the weight of evidence, in bits: a doubling of the odds each. Negative
    /// speaks against. Filled in by the model.
    pub bits: f64,
}

impl Evidence {
    /// The name of the level, as in [`Field::levels`]: part of the key of its message.
    #[must_use]
    pub fn level_name(&self) -> &'static str {
        self.field.levels()[usize::from(self.level)].0
    }

    /// Full agreement, the best level of the field.
    #[must_use]
    pub fn is_best(&self) -> bool {
        self.level == 0
    }

    /// A name is compared in full (as written, or in another spelling or variant), so that
    /// [`Self::chance`] says how common it is; a part of a name, or another one, says nothing of
    /// that.
    #[must_use]
    pub fn tells_how_common(&self) -> bool {
        match self.field {
            Field::Given | Field::Surname => self.level < NameLevel::Prefix.at(),
            Field::Organisation => true,
            _ => false,
        }
    }
}
