//! Who works in a municipality, by name: asked at every report, so remembered until somebody comes, goes or changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use platform::db::Reader;
use platform::{App, PersonId, Result, Role, Tenant, params};

use super::store;

/// Somebody with an account here, and what they may do.
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub roles: Vec<Role>,
}

/// Of how many municipalities it is remembered at once.
const AT_ONCE: usize = 50;

/// How many people there are, and how often each of them was changed: another one when anything changes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp(i64, i64, i64);

impl Stamp {
    async fn of(tx: &mut Reader, tenant: Tenant) -> Result<Self> {
        let row = tx
            .must(
                "select count(*) as people, cast(coalesce(sum(m.version), 0) as bigint) as roles,
                   cast(coalesce(sum(p.version), 0) as bigint) as persons
                 from membership m join person p on p.id = m.person where m.tenant = $1",
                params![tenant],
            )
            .await?;
        Ok(Self(
            row.get("people")?,
            row.get("roles")?,
            row.get("persons")?,
        ))
    }
}

type Colleagues = Arc<Vec<Colleague>>;

#[derive(Default)]
struct Remembered(Mutex<HashMap<Tenant, (Stamp, Colleagues)>>);

/// Everybody with an account here.
///
/// # Errors
/// When the database cannot be read.
pub async fn colleagues(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Colleagues> {
    let remembered = app.memory.of::<Remembered>();
    let all = || remembered.0.lock().unwrap_or_else(PoisonError::into_inner);
    // Before the people: who changes meanwhile is read again the next time.
    let stamp = Stamp::of(tx, tenant).await?;
    if let Some((_, known)) = all().get(&tenant).filter(|(known, _)| *known == stamp) {
        return Ok(known.clone());
    }
    let people = store::of_tenant(tx, app, tenant).await?.into_iter();
    let people = people.map(|person| Colleague {
        id: person.id,
        name: person.name,
        roles: person.roles,
    });
    let people: Colleagues = Arc::new(people.collect());
    let mut all = all();
    if all.len() >= AT_ONCE {
        all.clear();
    }
    all.insert(tenant, (stamp, people.clone()));
    Ok(people)
}
