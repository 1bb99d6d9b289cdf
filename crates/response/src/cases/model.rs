//! A case: what it is about, which dossiers belong to it, what is to be done, and what came of it. No I/O.

use platform::{Actor, DossierId, Millis, PersonId, id};
use policy::{PartnerId, TableId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::choices::choices;
use crate::meetings::Basis;

id!(
    /// A case.
    CaseId
);

id!(
    /// A dossier in a case.
    PartId
);

id!(
    /// Something in the plan of a case.
    ActionId
);

/// So many dossiers stand in one case: as many as the network draws.
pub const MOST: usize = 40;

choices!(
    /// Where a case stands.
    State {
        Open = "open",
        Closed = "closed",
    }
);

choices!(
    /// Is a dossier in it?
    Stands {
        In = "in",
        /// Taken out again, with a reason.
        Out = "out",
    }
);

choices!(
    /// What holds its dossiers together (chapters "Aanpak dadernetwerken" and "Arbeidsuitbuiting").
    Kind {
        Offenders = "offenders",
        Address = "address",
        Employer = "employer",
        Youth = "youth",
        Other = "other",
    }
);

choices!(
    /// What came of one of its dossiers.
    Outcome {
        Measures = "measures",
        Criminal = "criminal",
        Care = "care",
        Help = "help",
        Nothing = "nothing",
        Elsewhere = "elsewhere",
        Other = "other",
    }
);

impl Outcome {
    /// By itself it says too little: with whom it goes on, or what else came of it.
    #[must_use]
    pub fn wants_words(self) -> bool {
        matches!(self, Self::Elsewhere | Self::Other)
    }
}

choices!(
    /// What an entry of the case itself is.
    EntryKind {
        Note = "note",
        Decision = "decision",
    }
);

/// Who did something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub by: PersonId,
    pub at: Millis,
}

impl Signed {
    #[must_use]
    pub fn now(who: &Actor, at: Millis) -> Self {
        Self { by: who.user, at }
    }
}

/// What a case is about. It points at nobody: its words stay when one of its dossiers is destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub title: String,
    pub kind: Kind,
    pub about: String,
    /// The partner that leads; none: the municipality does.
    pub lead: Option<PartnerId>,
    /// Where it is discussed.
    pub table: Option<TableId>,
    /// On what law its dossiers are seen together.
    pub basis: Basis,
    /// What for.
    pub purpose: String,
}

impl Head {
    /// All of its words.
    #[must_use]
    pub fn words(&self) -> String {
        [self.title.as_str(), &self.about, &self.purpose].join("\n")
    }
}

/// It was closed, or taken up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub to: State,
    pub signed: Signed,
    /// Why it was taken up again.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What is sealed of a case under its own key: nothing of any dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub head: Head,
    pub begun: Signed,
    /// The form that began it: sent twice it is there once.
    pub form: Uuid,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
}

/// Who does something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    Officer,
    /// A partner of the policy, as it is called.
    Partner(String),
}

/// Something that is to be done: a task on its dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    pub id: ActionId,
    pub what: String,
    pub owner: Owner,
    /// `2026-12-04`
    pub day: String,
    pub signed: Signed,
}

/// What came of a dossier, when the case was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    pub outcome: Outcome,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    pub signed: Signed,
}

/// It was taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    pub reason: String,
    /// What the case was called then: what it is called since is not for this dossier.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    pub signed: Signed,
}

/// What is sealed of a dossier in a case, under the key of the dossier: it goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    pub signed: Signed,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came: Vec<Came>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Left>,
}

/// A dossier in a case.
#[derive(Debug, Clone)]
pub struct Part {
    pub id: PartId,
    pub case: CaseId,
    pub dossier: DossierId,
    pub stands: Stands,
    /// The hour in which it came in.
    pub at: Millis,
    pub joined: Joined,
    pub version: i64,
}

impl Part {
    #[must_use]
    pub fn is_in(&self) -> bool {
        self.stands == Stands::In
    }

    /// What this dossier knows its case as: as it is called now, or as it was called when the dossier left it. `None`: that
    /// was not kept.
    #[must_use]
    pub fn knows<'a>(&'a self, title: &'a str) -> Option<&'a str> {
        if self.is_in() {
            return Some(title);
        }
        let left = self.joined.left.last()?;
        Some(left.title.as_str()).filter(|title| !title.is_empty())
    }
}

/// What somebody wrote in a case: under its key, or under that of the dossier that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub kind: EntryKind,
    pub text: String,
    pub signed: Signed,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        use housekeeping::golden::stays;
        let here = env!("CARGO_MANIFEST_DIR");
        stays::<Content>(here, "case");
        stays::<Joined>(here, "case_part");
        stays::<Entry>(here, "case_entry");
    }

    #[test]
    fn what_goes_on_elsewhere_or_is_something_else_is_said_in_words() {
        let wanting = Outcome::ALL.iter().filter(|one| one.wants_words());
        let wanting: Vec<&str> = wanting.map(|one| one.id()).collect();
        assert_eq!(wanting, ["elsewhere", "other"]);
    }
}
