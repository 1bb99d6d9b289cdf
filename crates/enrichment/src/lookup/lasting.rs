//! What is judged, in a form that lasts.

use platform::DossierId;
use std::fmt;

use super::part::Part;

/// What a judgement is about: a part of a dossier by its own id, a row by its
/// source and a fingerprint, so that the same row of a later extract is still known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lasting {
    Part(DossierId, Part),
    Row(String, String),
}

impl Lasting {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        match (parts.next()?, parts.next()?, parts.next()?, parts.next()) {
            ("s", signal, part, None) => Some(Self::Part(signal.parse().ok()?, part.parse().ok()?)),
            ("r", source, print, None) => Some(Self::Row(source.to_owned(), print.to_owned())),
            _ => None,
        }
    }

    /// The dossier that it is part of.
    #[must_use]
    pub fn signal(&self) -> Option<DossierId> {
        match self {
            Self::Part(signal, _) => Some(*signal),
            Self::Row(..) => None,
        }
    }
}

impl fmt::Display for Lasting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(signal, part) => write!(f, "s:{signal}:{part}"),
            Self::Row(source, print) => write!(f, "r:{source}:{print}"),
        }
    }
}
