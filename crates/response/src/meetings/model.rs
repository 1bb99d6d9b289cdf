//! A meeting of a table: who comes, what is brought, and what was said. No I/O.

use std::collections::BTreeSet;

use platform::{Actor, DossierId, Millis, PersonId, Role, clock, id};
use policy::TableId;
use route::dossiers::Fault;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::choices::choices;

id!(
    /// A meeting.
    MeetingId
);

id!(
    /// Something that is brought to a meeting.
    ItemId
);

id!(
    /// What was agreed in a meeting, and is to be done.
    ActionId
);

choices!(
    /// Where a meeting stands.
    State {
        /// It is to come: those who attend read its agenda.
        Planned = "planned",
        /// What it said is recorded: they read its minutes.
        Held = "held",
        /// Officers alone read it.
        Closed = "closed",
    }
);

choices!(
    /// Whose task something is: the first question of the privacy protocol.
    Task {
        Order = "order",
        Care = "care",
        Youth = "youth",
        Permits = "permits",
    }
);

choices!(
    /// On what law something is shared (article 6 of the GDPR, and the act on working together).
    Basis {
        PublicTask = "public_task",
        LegalDuty = "legal_duty",
        VitalInterest = "vital_interest",
        Consent = "consent",
        Wgs = "wgs",
    }
);

choices!(
    /// How sources were asked.
    Asked {
        /// First whether something is known at all, and only then what.
        HitFirst = "hit_first",
        /// None: the signal alone is brought.
        Nothing = "nothing",
    }
);

/// What was weighed before something is shared in order to decide (privacy check 2A).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    pub task: Task,
    pub asked: Asked,
    /// Ids of the sources of the policy pack.
    pub sources: Vec<String>,
    /// On what law the table may hear it.
    pub basis: Basis,
}

/// Somebody who is asked to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    pub id: Uuid,
    /// With an account, and a seat at the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    pub name: String,
    /// As what they come: wijkagent.
    pub role: String,
    /// Where a link can be sent to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mailbox: String,
    /// Whether they came, once that is recorded.
    pub came: bool,
    /// The last link that was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Uuid>,
}

impl Attendee {
    /// Name and function.
    #[must_use]
    pub fn said(&self) -> String {
        match self.role.as_str() {
            "" => self.name.clone(),
            role => format!("{}, {role}", self.name),
        }
    }
}

/// A meeting of a table.
#[derive(Debug, Clone)]
pub struct Meeting {
    pub id: MeetingId,
    pub table: TableId,
    /// When it is: the beginning of the day, or the hour that was said.
    pub at: Millis,
    pub state: State,
    pub content: Content,
    pub version: i64,
}

/// What is sealed of a meeting: nothing of any dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// `14:30`; empty when only the day is known.
    pub time: String,
    pub attendees: Vec<Attendee>,
    /// What was weighed for all that is brought.
    pub steps: Steps,
    /// The form that planned it: sent twice it is there once.
    pub planned: Uuid,
    /// The form that recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Uuid>,
}

impl Content {
    /// Who came, once that is recorded.
    #[must_use]
    pub fn came(&self) -> BTreeSet<Uuid> {
        let all = self.attendees.iter();
        all.filter(|one| one.came).map(|one| one.id).collect()
    }

    /// Who came is said by ticking them, or that none of those who were invited did: nobody is forgotten so.
    ///
    /// # Errors
    /// A fault at `came` when neither is said, or both are.
    pub fn who_came_is_said(&self, came: &BTreeSet<Uuid>, nobody: bool) -> Result<(), Fault> {
        match (came.is_empty(), nobody) {
            _ if self.attendees.is_empty() => Ok(()),
            (true, false) => Err(Fault::new("came", "meeting-came")),
            (false, true) => Err(Fault::new("nobody", "meeting-came-both")),
            _ => Ok(()),
        }
    }

    /// Who heard what was said, when these came.
    #[must_use]
    pub fn heard(&self, came: &BTreeSet<Uuid>) -> Vec<String> {
        let all = self.attendees.iter();
        let there = all.filter(|one| came.contains(&one.id));
        there.map(Attendee::said).collect()
    }
}

impl Meeting {
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state != State::Closed
    }

    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.state == State::Planned
    }

    /// What it said is recorded. It may be closed since.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.content.recorded.is_some()
    }

    /// From its day on there is something to record.
    #[must_use]
    pub fn has_begun(&self, now: Millis) -> bool {
        clock::days_between(self.at, now) >= 0
    }

    /// May this person read it? An officer always; whoever has a seat at the table and was asked to come, until
    /// the meeting is closed.
    #[must_use]
    pub fn is_read_by(&self, who: &Actor) -> bool {
        let asked = |one: &Attendee| one.person == Some(who.user);
        let attends = who.sits_at(&self.table) && self.content.attendees.iter().any(asked);
        who.is(Role::Officer) || (self.is_open() && attends)
    }
}

/// Who does what was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    Officer,
    /// As they are called.
    Other(String),
}

/// Something that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    pub id: ActionId,
    pub what: String,
    pub owner: Owner,
    /// Which attendee that is: two may be called the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendee: Option<Uuid>,
    /// `2026-12-04`
    pub day: String,
}

impl Action {
    /// The same words, for the same person: whatever its day, it is the same agreement.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let is_doer = match (self.attendee, other.attendee) {
            (Some(one), Some(other)) => one == other,
            _ => self.owner == other.owner,
        };
        is_doer && self.what == other.what
    }
}

/// Something that is brought, of one dossier. Sealed under its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// Which entry of the agenda.
    pub entry: Uuid,
    /// The words that were meant for the table.
    pub text: String,
    pub steps: Steps,
    /// A table that reads no names reads them on this law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<Basis>,
    /// What was said and decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// When that was last corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Millis>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// On what law it is shared in order to do what was agreed (privacy check 2B).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub execute: Option<Basis>,
    /// Who heard it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
}

/// One of the items of a meeting.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: ItemId,
    pub dossier: DossierId,
    pub meeting: MeetingId,
    /// Its place on the agenda, from 1.
    pub number: i64,
    pub brought: Brought,
    pub version: i64,
}

impl Item {
    /// It was talked about, so that it waits no more.
    #[must_use]
    pub fn was_said(&self) -> bool {
        !self.brought.said.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use platform::{ScopedRole, Tenant};
    use proptest::prelude::*;

    use super::*;

    const TABLES: [&str; 4] = ["ondermijning", "copen", "casus", "signalen"];

    fn somebody(number: u128, roles: &[Role], seats: &[&str]) -> Actor {
        Actor {
            user: Uuid::from_u128(number).into(),
            name: String::new(),
            tenant: Tenant(Uuid::nil()),
            municipality: String::new(),
            roles: roles.to_vec(),
            scopes: seats
                .iter()
                .map(|id| ScopedRole::seat((*id).into()))
                .collect(),
            elsewhere: Vec::new(),
            waits: false,
            session: [0; 32],
            secret: Arc::new(vault::Key::from_bytes([0; 32])),
        }
    }

    fn meeting(table: &str, state: State, people: &[u128]) -> Meeting {
        let attendee = |number: &u128| Attendee {
            id: Uuid::from_u128(100 + number),
            person: Some(Uuid::from_u128(*number).into()),
            name: String::new(),
            role: String::new(),
            mailbox: String::new(),
            came: false,
            link: None,
        };
        Meeting {
            id: Uuid::nil().into(),
            table: table.into(),
            at: 0,
            state,
            content: Content {
                time: String::new(),
                attendees: people.iter().map(attendee).collect(),
                steps: Steps {
                    task: Task::Order,
                    asked: Asked::Nothing,
                    sources: Vec::new(),
                    basis: Basis::PublicTask,
                },
                planned: Uuid::nil(),
                recorded: None,
            },
            version: 1,
        }
    }

    proptest! {
        /// Whatever tables there are and whoever sits where: whoever is no officer reads a meeting only with a
        /// seat at its table, asked to come, and as long as it is open; and with the role.
        #[test]
        fn nobody_reads_a_meeting_of_a_table_they_do_not_attend(
            table in proptest::sample::select(&TABLES), seats in proptest::sample::subsequence(&TABLES, 0..4),
            asked in proptest::collection::vec(0..4_u128, 0..4), who in 0..4_u128,
            role in proptest::sample::select(&Role::ALL), state in proptest::sample::select(State::ALL),
        ) {
            let meeting = meeting(table, state, &asked);
            let reads = meeting.is_read_by(&somebody(who, &[role], &seats));
            let attends = role == Role::Participant && seats.contains(&table) && asked.contains(&who);
            let open = state != State::Closed;
            prop_assert_eq!(reads, role == Role::Officer || (attends && open));
        }
    }

    #[test]
    fn what_a_form_sends_is_read_as_it_was_shown() {
        assert!(
            Task::ALL
                .iter()
                .all(|one| Task::parse(one.id()) == Some(*one))
        );
        assert!(
            Basis::ALL
                .iter()
                .all(|one| Basis::parse(one.id()) == Some(*one))
        );
        assert!(
            Asked::ALL
                .iter()
                .all(|one| Asked::parse(one.id()) == Some(*one))
        );
        assert!(
            State::ALL
                .iter()
                .all(|one| State::parse(one.id()) == Some(*one))
        );
    }

    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        use housekeeping::golden::stays;
        let here = env!("CARGO_MANIFEST_DIR");
        stays::<Content>(here, "meeting");
        stays::<Brought>(here, "meeting_item");
    }
}
