//! Ids as types of their own: a dossier's id cannot be passed where a person's is wanted.
//!
//! To add one: `id!(MeasureId, "A measure.");` in the wing that owns the thing. A new id is made
//! from what the clock gives: `MeasureId::from(app.clock.id())`.

use policy::{PartnerId, TableId};
use uuid::Uuid;

use crate::Result;
use crate::db::{Column, Row, Value};

/// What is nothing but an id. Made by [`id!`](crate::id) alone.
pub trait Id: Copy + From<Uuid> + Into<Uuid> {}

/// Makes the type of an id: a UUID in the database, in JSON, in paths and in texts, and nothing
/// else's id.
#[macro_export]
macro_rules! id {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(::uuid::Uuid);

        impl $crate::ids::Id for $name {}

        impl $name {
            /// As what goes into a fingerprint, or a cookie of fixed form.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl From<::uuid::Uuid> for $name {
            fn from(id: ::uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for ::uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::uuid::Error;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

impl<T: Id> Column for T {
    fn read(row: &Row, name: &str) -> Result<Self> {
        row.get::<Uuid>(name).map(Self::from)
    }

    fn value(&self) -> Value {
        Value::from(*self)
    }
}

impl<T: Id> Column for Option<T> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        Ok(row.get::<Option<Uuid>>(name)?.map(T::from))
    }

    fn value(&self) -> Value {
        Value::from(*self)
    }
}

impl<T: Id> From<T> for Value {
    fn from(id: T) -> Self {
        Self::Id(Some(id.into()))
    }
}

impl<T: Id> From<Option<T>> for Value {
    fn from(id: Option<T>) -> Self {
        Self::Id(id.map(Into::into))
    }
}

/// What has no UUID: its id is a word of the policy pack.
macro_rules! word {
    ($($name:ident),+) => {
        $(impl Column for $name {
            fn read(row: &Row, name: &str) -> Result<Self> {
                row.get::<String>(name).map(Self::from)
            }

            fn value(&self) -> Value {
                self.as_str().into()
            }
        })+
    };
}

word!(PartnerId, TableId);

id!(
    /// Somebody with an account.
    PersonId
);
id!(
    /// A signal, and the dossier that it becomes.
    DossierId
);
id!(
    /// A file of a dossier.
    FileId
);

#[cfg(test)]
mod tests {
    use super::*;

    id!(
        /// For the test.
        ThingId
    );

    #[test]
    fn an_id_reads_and_is_written_as_a_uuid() {
        let uuid = Uuid::from_u128(7);
        let id = ThingId::from(uuid);
        assert_eq!(id.to_string(), uuid.to_string());
        assert_eq!(uuid.to_string().parse(), Ok(id));
        assert!("0".parse::<ThingId>().is_err());
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{uuid}\""));
        assert_eq!(serde_json::from_str::<ThingId>(&json).unwrap(), id);
        assert!(matches!(Value::from(id), Value::Id(Some(found)) if found == uuid));
        assert!(matches!(Value::from(None::<ThingId>), Value::Id(None)));
    }
}
