//! Values that a form offers: each with an id for forms, texts and what is stored.

/// Makes an enum of choices: `choices!(State { Open = "open", Closed = "closed" });`.
macro_rules! choices {
    ($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $id:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $id)] $value,)+
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// As a form sends it, as it is stored, and in the texts.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$value => $id,)+
                }
            }

            /// The one of this id.
            #[must_use]
            pub fn parse(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.id() == id)
            }
        }
    };
}

pub(crate) use choices;
