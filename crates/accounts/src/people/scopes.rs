//! What a scoped role counts for: a participant takes part in these consultations (ADR 24), somebody of a partner
//! is of this organisation (ADR 46). Who may do
//! what is a row of [`membership`](super::membership) and, of a scoped role, one here for each thing:
//! both must count.
//!
//! A row stays when it is taken away, so that it cannot be put back.

use platform::db::{Column, Reader, Row, Tx, Value, misread};
use platform::proof::{self, Noted};
use platform::{App, PersonId, Result, Role, Scope, ScopedRole, Tenant, guarded, params};

/// Does it count?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Waits for a second person.
    Asked,
    Counts,
    Gone,
}

impl State {
    const ALL: [Self; 3] = [Self::Asked, Self::Counts, Self::Gone];

    fn id(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Counts => "counts",
            Self::Gone => "gone",
        }
    }
}

impl Column for State {
    fn read(row: &Row, name: &str) -> Result<Self> {
        let id: String = row.get(name)?;
        let mut all = Self::ALL.into_iter();
        all.find(|state| state.id() == id)
            .ok_or_else(|| misread(name))
    }

    fn value(&self) -> Value {
        self.id().into()
    }
}

pub(crate) struct Record {
    pub person: PersonId,
    pub tenant: Tenant,
    pub role: Role,
    kind: String,
    scope: String,
    pub state: State,
    /// Came with the step that gave participants of before every table; nobody looked at it since.
    pub upgraded: bool,
    version: i64,
}

guarded!(
    Record,
    "scoped_role",
    |row| Noted::Everywhere(row.tenant),
    version, key [person, tenant, role, kind, scope], [state, upgraded, version]
);

impl Record {
    fn new(person: PersonId, tenant: Tenant, held: &ScopedRole) -> Self {
        Self {
            person,
            tenant,
            role: held.role,
            kind: held.scope.kind().to_owned(),
            scope: held.scope.id().to_owned(),
            state: State::Gone,
            upgraded: false,
            version: 0,
        }
    }

    fn is(&self, held: &ScopedRole) -> bool {
        let (kind, scope) = (held.scope.kind(), held.scope.id());
        self.role == held.role && self.kind == kind && self.scope == scope
    }

    pub(crate) fn is_gone(&self) -> bool {
        self.state == State::Gone
    }

    /// # Errors
    /// When it is of a kind that this version does not know.
    pub(crate) fn held(&self) -> Result<ScopedRole> {
        let scope = Scope::parse(&self.kind, &self.scope).ok_or_else(|| misread("kind"))?;
        Ok(ScopedRole {
            role: self.role,
            scope,
        })
    }

    async fn put(&mut self, tx: &mut Tx, app: &App, state: State) -> Result<()> {
        if self.state == state {
            return Ok(());
        }
        self.state = state;
        proof::save(tx, app, self).await
    }

    /// An administrator looked at it, and says how it stands.
    async fn give(&mut self, tx: &mut Tx, app: &App, state: State) -> Result<()> {
        if self.state == state && !self.upgraded {
            return Ok(());
        }
        (self.state, self.upgraded) = (state, false);
        proof::save(tx, app, self).await
    }
}

/// How something stands after an administrator said what somebody is to have.
fn after_giving(now: State, is_wanted: bool) -> State {
    match (now, is_wanted) {
        (_, false) => State::Gone,
        (State::Gone, true) => State::Asked,
        (as_it_is, true) => as_it_is,
    }
}

async fn of(tx: &mut Reader, app: &App, person: PersonId, tenant: Tenant) -> Result<Vec<Record>> {
    let sql = "select {row} from scoped_role where person = $1 and tenant = $2 order by scope";
    proof::all_or_fault(tx, app, sql, params![person, tenant]).await
}

/// Of everybody in a municipality, in order. A row that somebody forged closes the page for nobody:
/// it gives nothing, and `meldroute check` names it.
pub(crate) async fn all_in(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Record>> {
    let sql = "select {row} from scoped_role where tenant = $1 order by scope";
    let mut all: Vec<Record> = proof::those_that_stand(tx, app, sql, params![tenant]).await?;
    all.retain(|record| !record.is_gone());
    Ok(all)
}

/// What somebody's roles count for, as far as it was confirmed. An account of a group or a consultation counts for
/// nothing, also one that was given before the policy pack said so. A seat that somebody forged, or of a
/// kind that this version does not know, is none, and keeps nobody out of their session.
pub(crate) async fn counting(
    tx: &mut Reader,
    app: &App,
    person: PersonId,
    tenant: Tenant,
) -> Result<Vec<ScopedRole>> {
    let sql = "select {row} from scoped_role where person = $1 and tenant = $2 order by scope";
    let all: Vec<Record> = proof::those_that_stand(tx, app, sql, params![person, tenant]).await?;
    let pack = app.tenants.get(tenant)?.pack;
    let such = all.iter().filter(|record| record.state == State::Counts);
    let such = such.filter_map(|record| record.held().ok());
    Ok(such.filter(|held| !held.is_of_a_group(&pack)).collect())
}

/// What waits for a second person.
pub(crate) async fn asked(
    tx: &mut Reader,
    app: &App,
    person: PersonId,
    tenant: Tenant,
) -> Result<Vec<ScopedRole>> {
    let all = of(tx, app, person, tenant).await?;
    let such = all.iter().filter(|record| record.state == State::Asked);
    such.map(Record::held).collect()
}

/// What came of giving.
pub(super) struct Given {
    /// Roles of which something waits.
    pub waits: Vec<Role>,
    /// Something waits that did not.
    pub is_fresh: bool,
}

/// Sets what somebody's roles are to count for, as an administrator does: what is new waits, what is
/// not among it is gone at once.
pub(super) async fn give(
    tx: &mut Tx,
    app: &App,
    person: PersonId,
    tenant: Tenant,
    wanted: &[ScopedRole],
) -> Result<Given> {
    let mut all = with(of(tx, app, person, tenant).await?, person, tenant, wanted);
    let mut given = Given {
        waits: Vec::new(),
        is_fresh: false,
    };
    for record in &mut all {
        let is_wanted = wanted.iter().any(|held| record.is(held));
        let state = after_giving(record.state, is_wanted);
        given.is_fresh |= record.is_gone() && state == State::Asked;
        if state == State::Asked {
            given.waits.push(record.role);
        }
        record.give(tx, app, state).await?;
    }
    Ok(given)
}

/// Those that are there, and new ones.
fn with(
    mut all: Vec<Record>,
    person: PersonId,
    tenant: Tenant,
    more: &[ScopedRole],
) -> Vec<Record> {
    for held in more {
        if !all.iter().any(|record| record.is(held)) {
            all.push(Record::new(person, tenant, held));
        }
    }
    all
}

/// What counts without a second person: from the command line, in the demo.
pub(super) async fn grant_scopes(
    tx: &mut Tx,
    app: &App,
    person: PersonId,
    tenant: Tenant,
    granted: &[ScopedRole],
) -> Result<()> {
    let all = with(of(tx, app, person, tenant).await?, person, tenant, granted);
    for mut record in all {
        if granted.iter().any(|held| record.is(held)) {
            record.put(tx, app, State::Counts).await?;
        }
    }
    Ok(())
}

/// The account was opened through a link: what counted waits anew.
pub(super) async fn ask_again(
    tx: &mut Tx,
    app: &App,
    person: PersonId,
    tenant: Tenant,
) -> Result<()> {
    for mut record in of(tx, app, person, tenant).await? {
        if record.state == State::Counts {
            record.put(tx, app, State::Asked).await?;
        }
    }
    Ok(())
}

/// A second person says yes or no to what waits of these roles. Gives the roles of which nothing is
/// left.
pub(super) async fn decide(
    tx: &mut Tx,
    app: &App,
    person: PersonId,
    tenant: Tenant,
    roles: &[Role],
    yes: bool,
) -> Result<Vec<Role>> {
    let state = if yes { State::Counts } else { State::Gone };
    let mut left = Vec::new();
    for mut record in of(tx, app, person, tenant).await? {
        if record.state == State::Asked && roles.contains(&record.role) {
            record.put(tx, app, state).await?;
        }
        if !record.is_gone() {
            left.push(record.role);
        }
    }
    let empty = |role: &Role| role.is_scoped() && !left.contains(role);
    Ok(roles.iter().copied().filter(empty).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_waits_and_what_is_left_out_is_gone_at_once() {
        for now in State::ALL {
            assert_eq!(after_giving(now, false), State::Gone);
        }
        assert_eq!(after_giving(State::Gone, true), State::Asked);
        assert_eq!(after_giving(State::Asked, true), State::Asked);
        assert_eq!(after_giving(State::Counts, true), State::Counts);
    }
}
