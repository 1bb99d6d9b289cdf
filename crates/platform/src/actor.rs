//! Who is acting, in which municipality, with which roles.

use crate::PersonId;
use std::sync::Arc;

use policy::{PartnerId, TableId};
use uuid::Uuid;
use vault::Key;

use crate::Result;
use crate::db::{Column, Row, Value, misread};
use crate::guests::Guest;
use crate::{Scope, ScopedRole};

/// A municipality's id. Given by the [`Actor`], never by a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenant(pub Uuid);

impl From<Tenant> for Value {
    fn from(tenant: Tenant) -> Self {
        tenant.0.into()
    }
}

impl Column for Tenant {
    fn read(row: &Row, name: &str) -> Result<Self> {
        row.get(name).map(Self)
    }

    fn value(&self) -> Value {
        self.0.into()
    }
}

/// The roles of the policy's system, per municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// medewerker: notices and reports.
    Employee,
    /// teamcoördinator: talks signals through, can report on behalf of the team.
    Coordinator,
    /// aandachtsfunctionaris mensenhandel, and the deputy.
    Officer,
    /// deelnemer overleg: the items on the agenda of a consultation.
    Participant,
    /// functionaris gegevensbescherming or auditor: the audit log, no case content.
    Auditor,
    /// beheerder: people and configuration, no case content at all.
    Admin,
    /// integriteitscoördinator: what is reported about colleagues, and nothing else (ADR 45).
    Integrity,
    /// ketenpartner: somebody of one organisation, who reads what was handed over to it (ADR 46).
    Partner,
}

impl Role {
    /// In the order in which pages list them.
    pub const ALL: [Self; 8] = [
        Self::Employee,
        Self::Coordinator,
        Self::Officer,
        Self::Participant,
        Self::Auditor,
        Self::Admin,
        Self::Integrity,
        Self::Partner,
    ];

    /// All but those of a partner, who is no colleague: who they are is not for somebody outside to read.
    pub const COLLEAGUES: [Self; 7] = [
        Self::Employee,
        Self::Coordinator,
        Self::Officer,
        Self::Participant,
        Self::Auditor,
        Self::Admin,
        Self::Integrity,
    ];

    /// As it is stored, in the audit log and after `role-` in the texts; never changed.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Coordinator => "coordinator",
            Self::Officer => "officer",
            Self::Participant => "participant",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
            Self::Integrity => "integrity",
            Self::Partner => "partner",
        }
    }

    /// The role of this id; `None` for one that this version does not know.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// Every role that sees case content, or can give such a role away, signs in with a one-time
    /// code.
    #[must_use]
    pub fn needs_code(self) -> bool {
        self != Self::Employee
    }

    /// Every such role counts only once a second person confirmed who has it: the administrator
    /// alone gives nobody, and never the own account, a look into anything.
    #[must_use]
    pub fn needs_second_person(self) -> bool {
        self != Self::Employee
    }

    /// Whoever hears of colleagues does nothing that such a report can be about: beside that role nobody holds
    /// another than that of an employee (ADR 45). Somebody of a partner is no colleague, and takes part in
    /// consultations at most (ADR 46).
    #[must_use]
    pub fn go_together(roles: &[Self]) -> bool {
        let within = |alone: Self, beside: Self| {
            let fits = |role: &Self| [alone, beside].contains(role);
            !roles.contains(&alone) || roles.iter().all(fits)
        };
        within(Self::Integrity, Self::Employee) && within(Self::Partner, Self::Participant)
    }

    /// Such a role counts for one thing, or a few, and for nothing else (ADR 24).
    #[must_use]
    pub fn is_scoped(self) -> bool {
        matches!(self, Self::Participant | Self::Partner)
    }

    /// `employee,officer`: how roles are written down.
    #[must_use]
    pub fn join(roles: &[Self]) -> String {
        roles
            .iter()
            .map(|role| role.id())
            .collect::<Vec<_>>()
            .join(",")
    }
}

impl Column for Role {
    fn read(row: &Row, name: &str) -> Result<Self> {
        Self::parse(&row.get::<String>(name)?).ok_or_else(|| misread(name))
    }

    fn value(&self) -> Value {
        self.id().into()
    }
}

impl Column for Vec<Role> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        let text: String = row.get(name)?;
        let roles: Self = text.split(',').filter_map(Role::parse).collect();
        // What is read as roles is all that may stand there.
        if Role::join(&roles) == text {
            Ok(roles)
        } else {
            Err(misread(name))
        }
    }

    fn value(&self) -> Value {
        Role::join(self).into()
    }
}

/// Who does something. An act takes one of these; what only a person may do, it refuses to others.
#[derive(Clone)]
pub enum Principal {
    /// Somebody who is signed in.
    Person(Actor),
    /// Somebody without an account, who opened a link.
    Guest(Guest),
    /// The program itself: a job, the command line. The name is as it stands in the audit log.
    System(&'static str),
}

impl Principal {
    /// The municipality of whoever asks; the program itself works for all of them.
    #[must_use]
    pub fn tenant(&self) -> Option<Tenant> {
        match self {
            Self::Person(actor) => Some(actor.tenant),
            Self::Guest(guest) => Some(guest.tenant),
            Self::System(_) => None,
        }
    }
}

/// Another municipality where somebody works too.
#[derive(Clone)]
pub struct There {
    /// Which one.
    pub tenant: Tenant,
    /// What it is called.
    pub name: String,
    /// The roles that count there, in this session.
    pub roles: Vec<Role>,
}

/// The signed-in person, for one request.
#[derive(Clone)]
pub struct Actor {
    /// The number of the account.
    pub user: PersonId,
    /// As colleagues see it on screen; never in the audit log.
    pub name: String,
    /// Where they are at work in this session; everything that is read or written is there.
    pub tenant: Tenant,
    /// What that one is called.
    pub municipality: String,
    /// There, and only those that count: confirmed where a second person must.
    pub roles: Vec<Role>,
    /// There, what those of them that are scoped count for: confirmed too.
    pub scopes: Vec<ScopedRole>,
    /// Other municipalities this person can switch to.
    pub elsewhere: Vec<There>,
    /// Something waits under Account: a role for a second person, or another municipality for an
    /// answer.
    pub waits: bool,
    /// Identifies the session without being able to resume it.
    pub session: [u8; 32],
    /// Opens what only this person may read: their drafts, and which signals are theirs.
    pub secret: Arc<Key>,
}

impl Actor {
    /// Do they have this role here?
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Who they are in each of the other municipalities, without the roles that are for one scope.
    pub fn all_elsewhere(&self) -> impl Iterator<Item = Self> {
        self.elsewhere.iter().map(|there| {
            let mut roles = there.roles.clone();
            roles.retain(|role| !role.is_scoped());
            Self {
                tenant: there.tenant,
                municipality: there.name.clone(),
                roles,
                scopes: Vec::new(),
                elsewhere: Vec::new(),
                ..self.clone()
            }
        })
    }

    /// Do they take part in this consultation?
    #[must_use]
    pub fn sits_at(&self, table: &TableId) -> bool {
        let at = |held: &ScopedRole| held.scope == Scope::Table(table.clone());
        self.is(Role::Participant) && self.scopes.iter().any(at)
    }

    /// Are they of this organisation?
    #[must_use]
    pub fn is_of(&self, partner: &PartnerId) -> bool {
        self.is(Role::Partner) && self.organisations().any(|one| one == partner)
    }

    /// The organisation that they are of: one, as far as it was confirmed.
    pub fn organisations(&self) -> impl Iterator<Item = &PartnerId> {
        self.scopes.iter().filter_map(|held| match &held.scope {
            Scope::Partner(partner) => Some(partner),
            Scope::Table(_) => None,
        })
    }

    /// Makes the marks on what this person reported in this municipality. Nobody can go from a mark
    /// to the person without the person's own secret, or the vault (see `accounts::mark_keys`).
    #[must_use]
    pub fn mark_key(&self) -> Key {
        mark_key(&self.secret, self.tenant)
    }
}

/// The same, from the secret alone: for whoever has no session yet, or works for another
/// municipality.
#[must_use]
pub fn mark_key(secret: &Key, tenant: Tenant) -> Key {
    secret.derive(&format!("mark:{}", tenant.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_of_a_partner_is_nobody_else_here() {
        for role in Role::ALL {
            let beside = [Role::Partner, role];
            let fits = matches!(role, Role::Partner | Role::Participant);
            assert_eq!(Role::go_together(&beside), fits, "{role:?}");
            let hears = matches!(role, Role::Integrity | Role::Employee);
            assert_eq!(
                Role::go_together(&[role, Role::Integrity]),
                hears,
                "{role:?}"
            );
        }
        assert!(
            Role::go_together(&Role::COLLEAGUES[..6]) && !Role::COLLEAGUES.contains(&Role::Partner)
        );
    }
}
