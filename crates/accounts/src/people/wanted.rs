//! What an administrator ticks for somebody: roles, and for a participant the consultations.

use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::i18n::Texts;
use platform::{Fault, PersonId, Result, Role, Scope, ScopedRole};
use policy::{Pack, TableId};

use super::scopes::{self, State};
use super::store::Person;

/// Roles, and what those that are scoped are to count for.
pub struct Wanted {
    pub roles: Vec<Role>,
    pub scopes: Vec<ScopedRole>,
}

impl Wanted {
    /// What is ticked, as far as this program and the pack in use know it. Consultations are for
    /// participants alone.
    pub(super) fn of(posted: &Posted, pack: &Pack) -> Self {
        let is_given = |role: &Role| posted.all("roles").any(|id| id == role.id());
        let roles: Vec<Role> = Role::ALL.into_iter().filter(is_given).collect();
        let is_ticked = |id: &TableId| posted.all("tables").any(|ticked| ticked == id.as_str());
        let tables = pack.tables.iter().map(|table| table.id.get_ref());
        let scopes = tables
            .filter(|id| roles.contains(&Role::Participant) && is_ticked(id))
            .map(|id| ScopedRole::seat(id.clone()))
            .collect();
        Self { roles, scopes }
    }

    /// A participant takes part in at least one consultation.
    fn lacks_a_table(&self) -> bool {
        self.roles.contains(&Role::Participant) && self.scopes.is_empty()
    }

    /// What is missing, and what does not go together.
    pub(super) fn faults(&self, pack: &Pack) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !Role::go_together(&self.roles) {
            faults.push(Fault::new("roles", "roles-apart"));
        }
        if self.lacks_a_table() {
            faults.push(if pack.tables.is_empty() {
                Fault::new("roles", "no-tables")
            } else {
                Fault::new("tables", "choose-table")
            });
        }
        faults
    }

    pub(super) fn noted(&self, event: Event, person: PersonId) -> Event {
        event
            .with("person", person.to_string())
            .with("roles", Role::join(&self.roles))
            .with("scopes", ScopedRole::join(&self.scopes))
    }
}

pub(super) fn role_choices(texts: &Texts) -> Vec<Choice> {
    Role::ALL
        .iter()
        .map(|role| {
            let label = texts.get(&format!("role-{}", role.id()));
            let about = texts.get(&format!("role-about-{}", role.id()));
            Choice {
                hint: Some(about.into()),
                ..Choice::new(role.id(), label)
            }
        })
        .collect()
}

pub(super) fn table_choices(pack: &Pack) -> Vec<Choice> {
    let choice = |table: &policy::Table| Choice::new(table.id.get_ref().as_str(), &table.name);
    pack.tables.iter().map(choice).collect()
}

/// Somebody in the list, and what they may do.
pub(super) struct Line {
    pub person: Person,
    /// Ids of the consultations that are ticked.
    ticked: Vec<TableId>,
    /// Consultations that count, by name; and those that wait.
    pub tables: Vec<String>,
    pub asked: Vec<String>,
    /// Nobody chose these: they came with a version of the program.
    pub upgraded: bool,
}

impl Line {
    /// `held`: of everybody here.
    pub fn new(person: Person, held: &[scopes::Record], pack: &Pack) -> Result<Self> {
        let mut line = Self {
            person,
            ticked: Vec::new(),
            tables: Vec::new(),
            asked: Vec::new(),
            upgraded: false,
        };
        for record in held.iter().filter(|one| one.person == line.person.id) {
            let Scope::Table(table) = record.held()?.scope;
            line.upgraded |= record.upgraded;
            let list = match record.state {
                State::Counts => &mut line.tables,
                State::Asked | State::Gone => &mut line.asked,
            };
            list.push(pack.table_name(&table));
            line.ticked.push(table);
        }
        Ok(line)
    }

    /// The form for what they may do.
    pub fn form(&self, texts: &Texts) -> Form {
        let form = Form::new(texts, "person").filled(roles_of(&self.person));
        let tables = self.ticked.iter();
        tables.fold(form, |form, table| form.with("tables", table.as_str()))
    }
}

fn roles_of(person: &Person) -> Vec<(String, String)> {
    let all = person.roles.iter().chain(&person.asked);
    all.chain(&person.offered)
        .map(|role| ("roles".to_owned(), role.id().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_participant_takes_part_in_at_least_one_consultation() {
        let seat = ScopedRole::seat("copen".into());
        let wanted = |roles: &[Role], scopes: &[ScopedRole]| Wanted {
            roles: roles.to_vec(),
            scopes: scopes.to_vec(),
        };
        assert!(wanted(&[Role::Participant], &[]).lacks_a_table());
        assert!(!wanted(&[Role::Participant], &[seat]).lacks_a_table());
        assert!(!wanted(&[Role::Officer], &[]).lacks_a_table());
    }
}
