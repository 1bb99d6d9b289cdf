//! Whose agenda somebody reads, and what still stands on it.

use platform::{Actor, Role};
use policy::TableId;

use crate::record::{Entry, EntryKind};

/// An officer reads the agenda of every table; a participant that of the tables where they have a seat.
pub fn reads_agenda_of(who: &Actor, table: &TableId) -> bool {
    who.is(Role::Officer) || who.sits_at(table)
}

/// Did the consultation say something since this was put on its agenda?
pub fn is_discussed(item: &Entry, entries: &[Entry]) -> bool {
    entries.iter().any(|later| {
        later.kind == EntryKind::Consulted && later.about == item.about && later.at >= item.at
    })
}

#[cfg(test)]
mod tests {
    use platform::{ScopedRole, Tenant};
    use uuid::Uuid;

    use super::*;

    fn somebody(roles: &[Role], seats: &[&str]) -> Actor {
        let seat = |id: &&str| ScopedRole::seat((*id).into());
        Actor {
            user: Uuid::nil().into(),
            name: String::new(),
            tenant: Tenant(Uuid::nil()),
            municipality: String::new(),
            roles: roles.to_vec(),
            scopes: seats.iter().map(seat).collect(),
            elsewhere: Vec::new(),
            waits: false,
            session: [0; 32],
            secret: std::sync::Arc::new(vault::Key::from_bytes([0; 32])),
        }
    }

    #[test]
    fn a_participant_reads_the_agenda_of_own_tables_alone() {
        let (here, there) = ("ondermijning".into(), "copen".into());
        let one = somebody(&[Role::Participant], &["ondermijning"]);
        assert!(reads_agenda_of(&one, &here) && !reads_agenda_of(&one, &there));
        let none = somebody(&[Role::Participant], &[]);
        assert!(!reads_agenda_of(&none, &here));
        let lost = somebody(&[Role::Employee], &["ondermijning"]);
        assert!(!reads_agenda_of(&lost, &here), "a seat without the role");
        let officer = somebody(&[Role::Officer], &[]);
        assert!(reads_agenda_of(&officer, &here) && reads_agenda_of(&officer, &there));
    }
}
