//! The id of a partner as a type of its own: that of a capacity or an indicator is no partner's.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Id of a partner: the word by which packs, paths and stored dossiers name it, `veilig_thuis` say.
/// Whether a pack has such a partner, [`Pack::partner`](crate::Pack::partner) tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartnerId(String);

impl PartnerId {
    /// As it is written in packs, paths and stored dossiers.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for PartnerId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl From<&str> for PartnerId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl AsRef<str> for PartnerId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PartnerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_and_written_as_its_word() {
        let id = PartnerId::from("veilig_thuis");
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"veilig_thuis\"");
        assert_eq!(serde_json::from_str::<PartnerId>(&json).unwrap(), id);
        assert_eq!(id.to_string(), "veilig_thuis");
    }
}
