//! Ids that are words of a pack, as types of their own: that of a capacity or an indicator is no
//! partner's.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! word_id {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// As it is written in packs, paths and stored dossiers.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

word_id!(
    /// Id of a partner: the word by which packs, paths and stored dossiers name it, `veilig_thuis`
    /// say. Whether a pack has such a partner, [`Pack::partner`](crate::Pack::partner) tells.
    PartnerId
);
word_id!(
    /// Id of a consultation table, `ondermijning` say. Whether a pack has such a table,
    /// [`Pack::table`](crate::Pack::table) tells.
    TableId
);

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
        assert_eq!(TableId::from("copen").as_str(), "copen");
    }
}
