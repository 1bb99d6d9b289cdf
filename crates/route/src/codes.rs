//! Small sets of codes.

/// A small set of codes with their ids, as stored and as used in message keys.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $id:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[serde(rename = $id)] $variant),* }
        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            #[must_use]
            pub const fn id(self) -> &'static str { match self { $(Self::$variant => $id),* } }
            #[must_use]
            pub fn parse(id: &str) -> Option<Self> { Self::ALL.iter().copied().find(|v| v.id() == id) }
        }
    };
}
