//! What is compared, and how well it can agree.

/// The most levels a field has.
pub const LEVELS: usize = 8;

/// A field, or a way to compare one: what can be said depends on what is known, so an initial is
/// judged apart from a written name and a year apart from a whole date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    Given,
    Initial,
    Surname,
    /// Given name and surname in each other's place.
    Order,
    Birth,
    BirthPart,
    Sex,
    Nationality,
    Address,
    Street,
    Town,
    Phone,
    Email,
    NationalId,
    Trade,
    Plate,
    Iban,
    Handle,
    Organisation,
}

/// The names of a field's levels, best first, and how often each occurs between two records of one
/// entity before anything is learned (general experience with registers; see docs/linkage.md).
type Levels = &'static [(&'static str, f64)];

const NAMES: Levels = &[
    ("exact", 0.765),
    ("sound", 0.05),
    ("variant", 0.03),
    ("edit", 0.06),
    ("near", 0.03),
    ("prefix", 0.01),
    ("elsewhere", 0.04),
    ("different", 0.015),
];
const CODES: Levels = &[("same", 0.62), ("slip", 0.06), ("different", 0.32)];
const NUMBERS: Levels = &[("same", 0.92), ("slip", 0.05), ("different", 0.03)];

impl Field {
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
        match self {
            Self::Given | Self::Surname => NAMES,
            Self::Initial => &[("same", 0.95), ("different", 0.05)],
            Self::Order => &[("straight", 0.98), ("swapped", 0.02)],
            Self::Birth => &[
                ("same", 0.86),
                ("swapped", 0.02),
                ("slip", 0.05),
                ("two-parts", 0.02),
                ("year", 0.01),
                ("near-year", 0.01),
                ("different", 0.03),
            ],
            Self::BirthPart => &[("same", 0.88), ("near-year", 0.06), ("different", 0.06)],
            Self::Sex => &[("same", 0.98), ("different", 0.02)],
            Self::Nationality => &[("same", 0.94), ("different", 0.06)],
            Self::Address => &[
                ("same", 0.62),
                ("addition", 0.04),
                ("near", 0.06),
                ("other-number", 0.05),
                ("town", 0.08),
                ("different", 0.15),
            ],
            Self::Street => &[("same", 0.75), ("town", 0.1), ("different", 0.15)],
            Self::Town => &[("same", 0.82), ("different", 0.18)],
            Self::Phone | Self::Email | Self::Plate | Self::Iban | Self::Handle => CODES,
            Self::NationalId | Self::Trade => NUMBERS,
            Self::Organisation => &[
                ("same", 0.72),
                ("nearly", 0.14),
                ("partly", 0.07),
                ("different", 0.07),
            ],
        }
    }
}

/// What comparing one field gave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
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
    #[must_use]
    pub fn level_name(&self) -> &'static str {
        self.field.levels()[usize::from(self.level)].0
    }

    #[must_use]
    pub fn is_best(&self) -> bool {
        self.level == 0
    }
}
