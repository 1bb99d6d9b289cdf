//! What an administrator ticks for somebody: roles, for a participant the consultations, and for somebody of a
//! partner the organisation.

use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::i18n::Texts;
use platform::{Fault, PersonId, Result, Role, ScopedRole};
use policy::{Pack, PartnerId, TableId};

use super::scopes::{self, State};
use super::store::Person;

/// Roles, and what those that are scoped are to count for.
pub struct Wanted {
    pub roles: Vec<Role>,
    pub scopes: Vec<ScopedRole>,
}

impl Wanted {
    /// What is ticked, as far as this program and the pack in use know it. Consultations are for
    /// participants alone, and the organisation for whoever is of one.
    pub(super) fn of(posted: &Posted, pack: &Pack) -> Self {
        let is_given = |role: &Role| posted.all("roles").any(|id| id == role.id());
        let roles: Vec<Role> = Role::ALL.into_iter().filter(is_given).collect();
        let is_ticked = |id: &TableId| posted.all("tables").any(|ticked| ticked == id.as_str());
        let tables = pack.tables.iter().map(|table| table.id.get_ref());
        let mut scopes: Vec<ScopedRole> = tables
            .filter(|id| roles.contains(&Role::Participant) && is_ticked(id))
            .map(|id| ScopedRole::seat(id.clone()))
            .collect();
        let chosen = PartnerId::from(posted.get("organisation"));
        let of = pack
            .partner(&chosen)
            .filter(|_| roles.contains(&Role::Partner));
        scopes.extend(of.map(|_| ScopedRole::account(chosen)));
        Self { roles, scopes }
    }

    fn counts_for_something(&self, role: Role) -> bool {
        !self.roles.contains(&role) || self.scopes.iter().any(|held| held.role == role)
    }

    /// A participant takes part in at least one consultation.
    fn lacks_a_table(&self) -> bool {
        !self.counts_for_something(Role::Participant)
    }

    /// Somebody of a partner is of one organisation.
    fn lacks_an_organisation(&self) -> bool {
        !self.counts_for_something(Role::Partner)
    }

    /// Nobody is of a group or of a consultation: one school would read what is for another.
    fn is_of_a_group(&self, pack: &Pack) -> bool {
        self.scopes.iter().any(|held| held.is_of_a_group(pack))
    }

    /// What is missing, and what does not go together.
    pub(super) fn faults(&self, pack: &Pack) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !Role::go_together(&self.roles) {
            let outside = self.roles.contains(&Role::Partner);
            let key = if outside {
                "roles-outside"
            } else {
                "roles-apart"
            };
            faults.push(Fault::new("roles", key));
        }
        if self.lacks_an_organisation() {
            faults.push(Fault::new("organisation", "choose-organisation"));
        }
        if self.is_of_a_group(pack) {
            faults.push(Fault::new("organisation", "organisation-group"));
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

/// None, and every partner of the pack that is one organisation, by its name.
pub(super) fn organisation_choices(texts: &Texts, pack: &Pack) -> Vec<Choice> {
    let choice = |one: &policy::Partner| Choice::new(one.id.get_ref().as_str(), &one.name);
    let partners = pack.partners.iter().filter(|partner| !partner.is_group());
    let mut partners: Vec<&policy::Partner> = partners.collect();
    partners.sort_by_key(|one| one.name.to_lowercase());
    let none = Choice::new("", texts.get("person-no-organisation"));
    std::iter::once(none)
        .chain(partners.into_iter().map(choice))
        .collect()
}

/// Somebody in the list, and what they may do.
pub(super) struct Line {
    pub person: Person,
    /// What their scoped roles are for, as it is ticked.
    ticked: Vec<ScopedRole>,
    /// What of that counts, and what waits.
    counts: Vec<ScopedRole>,
    asked: Vec<ScopedRole>,
    /// Nobody chose these: they came with a version of the program.
    pub upgraded: bool,
}

impl Line {
    /// `held`: of everybody here.
    pub fn new(person: Person, held: &[scopes::Record]) -> Result<Self> {
        let mut line = Self {
            person,
            ticked: Vec::new(),
            counts: Vec::new(),
            asked: Vec::new(),
            upgraded: false,
        };
        for record in held.iter().filter(|one| one.person == line.person.id) {
            let held = record.held()?;
            line.upgraded |= record.upgraded;
            let list = match record.state {
                State::Counts => &mut line.counts,
                State::Asked | State::Gone => &mut line.asked,
            };
            list.push(held.clone());
            line.ticked.push(held);
        }
        Ok(line)
    }

    /// What a role counts for, by name, or waits for.
    pub fn named(&self, pack: &Pack, (role, waits): (Role, bool)) -> String {
        let list = if waits { &self.asked } else { &self.counts };
        names(list, role, pack)
    }

    /// The form for what they may do.
    pub fn form(&self, texts: &Texts) -> Form {
        let form = Form::new(texts, "person").filled(roles_of(&self.person));
        let all = self.ticked.iter();
        all.fold(form, |form, held| match held.role {
            Role::Partner => form.with("organisation", held.scope.id()),
            _ => form.with("tables", held.scope.id()),
        })
    }
}

/// What such a role is for, by name.
pub(super) fn names(scopes: &[ScopedRole], role: Role, pack: &Pack) -> String {
    let such = scopes.iter().filter(|held| held.role == role);
    let names: Vec<String> = such.map(|held| held.scope.name(pack)).collect();
    names.join(", ")
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

    #[test]
    fn nobody_is_of_a_group() {
        let pack = include_str!("../../../../policies/montfoort.toml");
        // A pack of before did not say what a group is.
        for text in [pack.to_owned(), pack.replace("group = true\n", "")] {
            let pack = Pack::stored(&text).unwrap();
            for (id, is_group) in [
                ("schools", true),
                ("local_consultation", true),
                ("rto", true),
                ("nla", false),
                ("veilig_thuis", false),
            ] {
                let wanted = Wanted {
                    roles: vec![Role::Partner],
                    scopes: vec![ScopedRole::account(id.into())],
                };
                let faults = wanted.faults(&pack);
                let refused = faults.iter().any(|fault| fault.field == "organisation");
                assert_eq!(refused, is_group, "{id}");
            }
        }
    }

    #[test]
    fn somebody_of_a_partner_is_of_one_organisation() {
        let seat = ScopedRole::seat("copen".into());
        let account = ScopedRole::account("nla".into());
        let wanted = |scopes: &[ScopedRole]| Wanted {
            roles: vec![Role::Participant, Role::Partner],
            scopes: scopes.to_vec(),
        };
        assert!(wanted(std::slice::from_ref(&seat)).lacks_an_organisation());
        assert!(wanted(std::slice::from_ref(&account)).lacks_a_table());
        let both = wanted(&[seat, account]);
        assert!(!both.lacks_a_table() && !both.lacks_an_organisation());
    }
}
