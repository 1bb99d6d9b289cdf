//! What the audit log can say that was done. A wing has a constant of each of its acts, lists them
//! in its [`crate::Wing`], and has the text `audit-ID` (the dot becomes a dash). The log is also how
//! what is kept in memory follows the database: an act says whether it changed anything, and of
//! what.

/// An act.
#[derive(Debug)]
pub struct Act {
    /// As it is recorded, for good: `signal.assessed`.
    pub id: &'static str,
    /// Whether what is kept in memory must look again.
    pub effect: Effect,
    /// Of what.
    pub about: About,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Somebody saw something; nothing is otherwise than before.
    Reads,
    /// It stood small on a page that was recorded as read: no look of its own, and nothing is otherwise.
    Shows,
    /// Something is otherwise than before.
    Changes,
    /// It is gone, with all that belonged to it.
    Destroys,
}

/// What it was done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A dossier, or several on one page.
    Dossier,
    /// A register that dossiers are compared with.
    Register,
    /// A colleague: account, roles.
    Person,
    /// Who reported.
    Vault,
    /// What the municipality set, or its log.
    Municipality,
}

impl Act {
    /// Somebody looked into a dossier, or tried to learn who reported.
    #[must_use]
    pub fn is_a_look(&self) -> bool {
        self.effect == Effect::Reads && matches!(self.about, About::Dossier | About::Vault)
    }

    fn changes_something(&self) -> bool {
        matches!(self.effect, Effect::Changes | Effect::Destroys)
    }
}

/// What the sums of the log are made of, besides looks: a part of the wing whose acts these are.
#[derive(Debug)]
pub struct Telling {
    /// After it a dossier is closed.
    pub closes: &'static Act,
    /// And after it no more.
    pub reopens: &'static Act,
    /// Somebody tried to open the vault, and did not know how.
    pub refused: &'static Act,
}

/// The acts of all wings.
#[derive(Debug, Default)]
pub struct Acts(Vec<&'static Act>);

impl Acts {
    /// Of these, in the order of the wings.
    #[must_use]
    pub fn new(all: Vec<&'static Act>) -> Self {
        Self(all)
    }

    /// All of them, in that order.
    pub fn all(&self) -> impl Iterator<Item = &'static Act> {
        self.0.iter().copied()
    }

    /// `None`: an act of another version, of which nothing is known.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&'static Act> {
        self.0.iter().copied().find(|act| act.id == id)
    }

    /// Could it have changed something of this? One that is not known could.
    #[must_use]
    pub fn changes(&self, id: &str, about: About) -> bool {
        self.find(id)
            .is_none_or(|act| act.changes_something() && act.about == about)
    }

    /// Is the dossier of this record gone?
    #[must_use]
    pub fn destroys(&self, id: &str) -> bool {
        self.find(id)
            .is_some_and(|act| act.effect == Effect::Destroys)
    }
}

/// Makes the constants of a wing's acts, and the list of them: `acts! { SIGNAL_CLOSED =
/// "signal.closed": Changes Dossier; }`.
#[macro_export]
macro_rules! acts {
    ($($name:ident = $id:literal: $effect:ident $about:ident;)+) => {
        $(#[doc = concat!("Recorded as `", $id, "`.")]
        pub const $name: $crate::acts::Act = $crate::acts::Act {
            id: $id,
            effect: $crate::acts::Effect::$effect,
            about: $crate::acts::About::$about,
        };)+
        /// Every act of this wing, for `Wing::acts`.
        pub const ALL: &[&$crate::acts::Act] = &[$(&$name),+];
    };
}
