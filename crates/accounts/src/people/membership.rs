//! What somebody may do in a municipality.
//!
//! A role other than employee sees something of others, so it does not count before a second
//! person, who spoke to them, confirmed it: `asked` waits for that. What another municipality than
//! the own one gives, waits for the person themselves first: `offered`.

use platform::clock::whole_day;
use platform::db::{Column, Reader, Row, Tx, Value, misread};
use platform::proof::{self, Noted};
use platform::{App, Millis, PersonId, Result, Role, Tenant, guarded, params};

/// What made roles wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Somebody gave them.
    Given,
    /// The account was opened anew, with a link.
    Link,
}

impl Why {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Link => "link",
        }
    }
}

impl Column for Why {
    fn read(row: &Row, name: &str) -> Result<Self> {
        let id: String = row.get(name)?;
        [Self::Given, Self::Link]
            .into_iter()
            .find(|why| why.id() == id)
            .ok_or_else(|| misread(name))
    }

    fn value(&self) -> Value {
        self.id().into()
    }
}

#[derive(Clone)]
pub(crate) struct Record {
    pub person: PersonId,
    pub tenant: Tenant,
    pub roles: Vec<Role>,
    /// A role is here and among `roles` when something more waits that it is to count for.
    pub asked: Vec<Role>,
    /// Who gave the roles that wait, or made the link: for whoever confirms them to know.
    pub asked_by: Option<PersonId>,
    /// Since which day they wait.
    pub asked_on: Millis,
    pub asked_why: Why,
    pub offered: Vec<Role>,
    /// Belonged here at some time, with a password: what they reported may be here.
    pub been: bool,
    pub version: i64,
}

guarded!(
    Record,
    "membership",
    |row| Noted::Everywhere(row.tenant),
    version, key [person, tenant], [roles, asked, asked_by, asked_on, asked_why, offered, been, version]
);

/// Adds roles that are not there yet.
fn add(roles: &mut Vec<Role>, more: impl IntoIterator<Item = Role>) {
    for role in more {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
}

impl Record {
    pub(super) fn new(person: PersonId, tenant: Tenant) -> Self {
        Self {
            person,
            tenant,
            roles: Vec::new(),
            asked: Vec::new(),
            asked_by: None,
            asked_on: 0,
            asked_why: Why::Given,
            offered: Vec::new(),
            been: false,
            version: 0,
        }
    }

    /// No role left: the row stays, so that its versions go on when the person comes back.
    pub(super) fn is_empty(&self) -> bool {
        self.roles.is_empty() && self.asked.is_empty() && self.offered.is_empty()
    }

    /// # Errors
    /// [`platform::Error::BadRequest`] for roles that do not go together; nothing was written.
    pub(super) async fn save(&mut self, tx: &mut Tx, app: &App) -> Result<()> {
        let all = self.roles.iter().chain(&self.asked).chain(&self.offered);
        if !Role::go_together(&all.copied().collect::<Vec<_>>()) {
            return Err(platform::Error::BadRequest("roles that do not go together"));
        }
        if self.asked.is_empty() {
            self.asked_on = 0;
        } else if self.asked_on == 0 {
            self.asked_on = whole_day(app.clock.now());
        }
        proof::save(tx, app, self).await
    }

    /// Roles as an administrator gives them: what sees nothing of others counts at once, the rest
    /// waits. Gives the roles that are lost, those that waited too: who waits for a role again may
    /// hold something of it from before.
    pub(super) fn give(&mut self, wanted: &[Role], by: Option<PersonId>) -> Vec<Role> {
        let had = self.roles.iter().chain(&self.asked).copied();
        let lost = had.filter(|role| !wanted.contains(role)).collect();
        self.roles.retain(|role| wanted.contains(role));
        self.asked.retain(|role| wanted.contains(role));
        let fresh = wanted
            .iter()
            .copied()
            .filter(|role| !self.roles.contains(role));
        let (waits, counts): (Vec<_>, Vec<_>) = fresh.partition(|role| role.needs_second_person());
        add(&mut self.roles, counts);
        if waits.iter().any(|role| !self.asked.contains(role)) {
            self.asked_by = by;
            self.asked_why = Why::Given;
        }
        add(&mut self.asked, waits);
        lost
    }

    /// Something waits of these roles: of one that counts already, it waits as the role did. Of one
    /// that counts and of which nothing waits any more, neither does. `by` gave what is new.
    pub(super) fn wait_for_scopes(&mut self, waits: &[Role], by: Option<PersonId>) {
        let Self { roles, asked, .. } = self;
        asked.retain(|role| !roles.contains(role));
        let counting = waits.iter().filter(|role| roles.contains(role));
        add(asked, counting.copied());
        if by.is_some() {
            self.asked_by = by;
            self.asked_why = Why::Given;
        }
    }

    /// The account was opened through a link: what a second person confirmed before, wants
    /// confirming anew. `anew`: there was a password before.
    pub(super) fn ask_again(&mut self, by: Option<PersonId>, anew: bool) {
        let (waits, counts) = self
            .roles
            .iter()
            .copied()
            .partition(|role| role.needs_second_person());
        let waits: Vec<Role> = waits;
        self.roles = counts;
        if !waits.is_empty() || anew && !self.asked.is_empty() {
            self.asked_by = by;
            self.asked_why = Why::Link;
        }
        add(&mut self.asked, waits);
    }

    /// Roles that count without a second person: at founding, from the command line, in the demo.
    pub(super) fn grant(&mut self, roles: &[Role]) {
        self.asked.retain(|role| !roles.contains(role));
        add(&mut self.roles, roles.iter().copied());
    }

    /// May somebody with these roles confirm what waits here? An officer; never oneself, and nobody
    /// who gives roles and makes links.
    pub(crate) fn confirmable_by(&self, actor: PersonId, roles: &[Role]) -> Vec<Role> {
        let may =
            roles.contains(&Role::Officer) && !roles.contains(&Role::Admin) && actor != self.person;
        if may { self.asked.clone() } else { Vec::new() }
    }

    /// The person wants to work for this municipality.
    pub(super) fn accept_offer(&mut self) {
        let offered = std::mem::take(&mut self.offered);
        let by = self.asked_by;
        let wanted: Vec<Role> = self
            .roles
            .iter()
            .chain(&self.asked)
            .chain(&offered)
            .copied()
            .collect();
        self.give(&wanted, by);
    }

    pub(super) fn confirm(&mut self, roles: &[Role]) {
        self.grant(roles);
    }

    /// Of `empty`, nothing is left that it counts for.
    pub(super) fn refuse(&mut self, roles: &[Role], empty: &[Role]) {
        self.asked.retain(|role| !roles.contains(role));
        self.roles.retain(|role| !empty.contains(role));
    }
}

pub(crate) async fn of(
    tx: &mut Reader,
    app: &App,
    person: PersonId,
    tenant: Tenant,
) -> Result<Record> {
    let sql = "select {row} from membership where person = $1 and tenant = $2";
    let found = proof::one(tx, app, sql, params![person, tenant]).await?;
    Ok(found.unwrap_or_else(|| Record::new(person, tenant)))
}

/// Everything somebody may do, in order of the municipalities.
pub(crate) async fn all_of(tx: &mut Reader, app: &App, person: PersonId) -> Result<Vec<Record>> {
    let sql = "select {row} from membership where person = $1 order by tenant";
    let mut all: Vec<Record> = proof::all_or_fault(tx, app, sql, params![person]).await?;
    all.retain(|membership| !membership.is_empty());
    Ok(all)
}

/// Everything somebody may do, as far as it stands as it was written; and whether all of it does. What
/// somebody else wrote there gives nothing, and keeps nobody out of what they may do elsewhere.
pub(crate) async fn whole_of(
    tx: &mut Reader,
    app: &App,
    person: PersonId,
) -> Result<(Vec<Record>, bool)> {
    let sql = "select {row} from membership where person = $1 order by tenant";
    let rows = proof::rows::<Record>(tx, sql, params![person]).await?;
    let mut all: Vec<Record> = proof::sound(tx, app, &rows)?;
    let is_whole = all.len() == rows.len();
    all.retain(|membership| !membership.is_empty());
    Ok((all, is_whole))
}

/// Everybody who may do something in a municipality, or could. A row that somebody forged gives
/// nothing, and closes no page; `meldroute check` names it.
pub(crate) async fn all_in(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Record>> {
    let sql = "select {row} from membership where tenant = $1";
    proof::those_that_stand(tx, app, sql, params![tenant]).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> PersonId {
        Uuid::from_u128(number).into()
    }

    fn nobody() -> Record {
        Record::new(person(0), Tenant(Uuid::nil()))
    }

    #[test]
    fn a_role_that_sees_something_waits_for_a_second_person() {
        let (admin, officer) = (person(1), person(2));
        let mut member = nobody();
        member.person = person(3);
        member.give(&[Role::Employee, Role::Officer, Role::Auditor], Some(admin));
        assert_eq!(member.roles, [Role::Employee]);
        assert!(
            member.confirmable_by(officer, &[Role::Admin]).is_empty(),
            "nobody who gives roles"
        );
        assert!(
            member
                .confirmable_by(officer, &[Role::Admin, Role::Officer])
                .is_empty(),
            "also when an officer"
        );
        assert!(
            member
                .confirmable_by(member.person, &[Role::Officer])
                .is_empty(),
            "not oneself"
        );
        assert_eq!(
            member.confirmable_by(officer, &[Role::Officer]),
            [Role::Officer, Role::Auditor]
        );
        member.confirm(&[Role::Officer]);
        assert_eq!(member.roles, [Role::Employee, Role::Officer]);
        member.ask_again(Some(admin), true);
        assert_eq!(member.roles, [Role::Employee], "a new link asks again");
        assert_eq!(
            member.give(&[Role::Officer], Some(admin)),
            [Role::Employee, Role::Auditor],
            "what is lost, what waited too"
        );
    }

    #[test]
    fn what_a_role_is_to_count_for_too_waits_as_the_role_did() {
        let (admin, seat) = (person(1), [Role::Participant]);
        let mut member = nobody();
        member.give(&seat, Some(admin));
        member.wait_for_scopes(&seat, Some(admin));
        assert!(member.roles.is_empty() && member.asked == seat);
        member.confirm(&seat);
        member.wait_for_scopes(&seat, Some(admin));
        assert!(member.roles == seat && member.asked == seat, "a second one");
        member.refuse(&seat, &[]);
        assert!(member.roles == seat && member.asked.is_empty());
        member.wait_for_scopes(&seat, Some(admin));
        member.wait_for_scopes(&[], None);
        assert!(
            member.roles == seat && member.asked.is_empty(),
            "taken back"
        );
        member.wait_for_scopes(&seat, Some(admin));
        member.refuse(&seat, &seat);
        assert!(member.is_empty(), "nothing is left of it");
    }
}
