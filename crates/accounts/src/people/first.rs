//! What a new administrator does first about people: an officer, a deputy, and somebody who can report.

use platform::db::Reader;
use platform::web::{FirstStep, Stands};
use platform::{Actor, App, Result, Role};

use super::store::{self, Person};

/// So many officers a municipality cannot do without: one can be ill.
const OFFICERS: usize = 2;

async fn joined(tx: &mut Reader, app: &App, actor: &Actor, role: Role) -> Result<Vec<Person>> {
    let mut people = store::with_role(tx, app, actor.tenant, role).await?;
    people.retain(|person| person.joined);
    Ok(people)
}

/// An officer and a deputy, who joined and whose role counts.
pub const TWO_OFFICERS: FirstStep = FirstStep {
    role: Role::Admin,
    place: 10,
    label: "first-officers",
    path: "/mensen",
    stands: |tx, app, actor| {
        Box::pin(async move {
            let officers = joined(tx, app, actor, Role::Officer).await?;
            Ok(Stands::of(officers.len(), OFFICERS))
        })
    },
};

/// Somebody beside the officers who can report.
pub const COLLEAGUES: FirstStep = FirstStep {
    role: Role::Admin,
    place: 20,
    label: "first-colleagues",
    path: "/mensen/toevoegen",
    stands: |tx, app, actor| {
        Box::pin(async move {
            let people = store::with_role(tx, app, actor.tenant, Role::Employee).await?;
            let others = |person: &Person| !person.roles.contains(&Role::Officer);
            Ok(Stands::when(people.iter().any(others)))
        })
    },
};
