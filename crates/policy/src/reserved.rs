//! Ids of a pack that the program itself gives meaning to. `policy check` refuses a pack without them.

/// A capacity that the program knows by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReservedCapacity {
    /// Goes along at a handover as a victim, and counts in the assessment.
    PossibleVictim,
    /// Somebody for Veilig Thuis too, which is there for victims and offenders (bijlage 1).
    PossibleOffender,
    /// Of whom nothing is said.
    Other,
}

impl ReservedCapacity {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::PossibleVictim, Self::PossibleOffender, Self::Other];

    /// The id, as in packs and stored dossiers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::PossibleVictim => "possible_victim",
            Self::PossibleOffender => "possible_offender",
            Self::Other => "other",
        }
    }
}

/// A partner that the program knows by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReservedPartner {
    /// First in acute danger; its term is in hours then (bijlage 2, stap 4).
    Avim,
    /// Told of everything (bijlage 2, stap 4).
    Zorgcoordinator,
}

impl ReservedPartner {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Avim, Self::Zorgcoordinator];

    /// The id, as in packs and stored dossiers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Avim => "avim",
            Self::Zorgcoordinator => "zorgcoordinator",
        }
    }
}

/// A sign that the program knows by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReservedIndicator {
    /// Somebody may be younger than 18: counts as a minor while no ages are given.
    PerhapsMinor,
}

impl ReservedIndicator {
    /// Every one.
    pub const ALL: [Self; 1] = [Self::PerhapsMinor];

    /// The id, as in packs and stored dossiers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::PerhapsMinor => "KRI-01",
        }
    }
}
