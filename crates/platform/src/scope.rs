//! Roles for one thing: somebody takes part in this consultation, not in every one (ADR 24), and is of this
//! organisation, not of any (ADR 46).
//!
//! To add a kind: a variant of [`Scope`] and its word. Rows of kinds that a program does not know are
//! refused.

use std::fmt;

use policy::{Pack, PartnerId, TableId};

use crate::Role;

/// What a role is held for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A consultation table of the policy pack.
    Table(TableId),
    /// A partner of the policy pack.
    Partner(PartnerId),
}

impl Scope {
    /// As it is stored; never changed.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Table(_) => "table",
            Self::Partner(_) => "partner",
        }
    }

    /// Of what is of this kind, which one.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Table(table) => table.as_str(),
            Self::Partner(partner) => partner.as_str(),
        }
    }

    /// What was stored so; `None` for a kind that this version does not know.
    #[must_use]
    pub fn parse(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "table" => Some(Self::Table(id.into())),
            "partner" => Some(Self::Partner(id.into())),
            _ => None,
        }
    }

    /// As people call it, by the policy pack.
    #[must_use]
    pub fn name(&self, pack: &Pack) -> String {
        match self {
            Self::Table(table) => pack.table_name(table),
            Self::Partner(partner) => pack.partner_name(partner),
        }
    }
}

/// `table:copen`, as it stands in the audit log.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.id())
    }
}

/// A role that counts for one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopedRole {
    /// One that [is scoped](Role::is_scoped).
    pub role: Role,
    /// What it counts for.
    pub scope: Scope,
}

impl ScopedRole {
    /// Somebody takes part in a consultation.
    #[must_use]
    pub fn seat(table: TableId) -> Self {
        Self {
            role: Role::Participant,
            scope: Scope::Table(table),
        }
    }

    /// Somebody is of an organisation.
    #[must_use]
    pub fn account(partner: PartnerId) -> Self {
        Self {
            role: Role::Partner,
            scope: Scope::Partner(partner),
        }
    }

    /// Is somebody of what is no organisation by the policy pack, but a group or a consultation? Such an account counts for
    /// nothing: the one would read what is for the other.
    #[must_use]
    pub fn is_of_a_group(&self, pack: &Pack) -> bool {
        let Scope::Partner(partner) = &self.scope else {
            return false;
        };
        pack.partner(partner).is_some_and(policy::Partner::is_group)
    }

    /// `table:copen,table:ondermijning`: what they count for, as it stands in the audit log.
    #[must_use]
    pub fn join(scopes: &[Self]) -> String {
        let words = scopes.iter().map(|one| one.scope.to_string());
        words.collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_as_it_was_stored() {
        for (scope, stored) in [
            (Scope::Table("copen".into()), "table:copen"),
            (Scope::Partner("avim".into()), "partner:avim"),
        ] {
            assert_eq!(Scope::parse(scope.kind(), scope.id()), Some(scope.clone()));
            assert_eq!(scope.to_string(), stored);
        }
        assert_eq!(Scope::parse("team", "copen"), None, "not known yet");
    }
}
