//! People from the command line, for when nobody can sign in.

use accounts::people::{self, Wanted, acts};
use platform::{App, Error, Refusal, Result, Role, ScopedRole};
use policy::{Pack, PartnerId, TableId};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Known {
    pub municipality: String,
    pub name: String,
    pub email: String,
    pub roles: Vec<&'static str>,
    pub joined: bool,
}

pub async fn list(app: &App) -> Result<Vec<Known>> {
    let mut found = Vec::new();
    for place in app.tenants.all() {
        let mut tx = app.db.read().await?;
        for person in people::of_tenant(&mut tx, app, place.tenant).await? {
            found.push(Known {
                municipality: place.name.clone(),
                name: person.name,
                email: person.email,
                roles: person.roles.iter().map(|role| role.id()).collect(),
                joined: person.joined,
            });
        }
    }
    Ok(found)
}

/// What somebody is to do: roles, the consultations of a participant, and the organisation of a partner, by their ids.
pub struct Given<'a> {
    pub roles: &'a [String],
    pub tables: &'a [String],
    pub organisation: Option<&'a str>,
}

impl Given<'_> {
    fn read(&self, pack: &Pack) -> Result<Wanted> {
        let role = |id: &String| Role::parse(id).ok_or_else(|| refused("no role", id));
        let roles: Vec<Role> = self.roles.iter().map(role).collect::<Result<_>>()?;
        let seat = |id: &String| {
            let table = TableId::from(id.as_str());
            let known = pack.table(&table).is_some();
            known
                .then(|| ScopedRole::seat(table))
                .ok_or_else(|| refused("no table in the policy pack", id))
        };
        let mut scopes: Vec<ScopedRole> = self.tables.iter().map(seat).collect::<Result<_>>()?;
        if !roles.contains(&Role::Participant) && !scopes.is_empty() {
            return Err(refused("--tables", "is for a participant"));
        }
        if let Some(id) = self.organisation {
            let partner = PartnerId::from(id);
            if pack.partner(&partner).is_none() {
                return Err(refused("no partner in the policy pack", id));
            }
            if !roles.contains(&Role::Partner) {
                return Err(refused("--organisation", "is for somebody of a partner"));
            }
            scopes.push(ScopedRole::account(partner));
        }
        Ok(Wanted { roles, scopes })
    }
}

fn refused(what: &str, id: &str) -> Error {
    Error::Internal(format!("{what} {id}"))
}

/// What is wrong, as the program says it beside a field, behind the option that it is about.
fn in_words(app: &App, refusal: Refusal) -> Error {
    match refusal {
        Refusal::Typed(faults) => {
            let texts = app.i18n.lang("en");
            let said = faults.iter();
            let said = said.map(|fault| format!("--{}: {}", fault.field, fault.text(&texts)));
            Error::Internal(said.collect::<Vec<_>>().join(" "))
        }
        Refusal::Failed(error) => error,
        _ => Error::Conflict,
    }
}

/// A new invitation link. Somebody who is known keeps account and roles; a new person needs both.
pub async fn invite(
    app: &App,
    email: &str,
    code: &str,
    name: Option<&str>,
    given: Given<'_>,
    base_url: &str,
) -> Result<String> {
    let place = app
        .tenants
        .all()
        .into_iter()
        .find(|place| place.pack.municipality.code.get_ref() == code)
        .ok_or_else(|| Error::Internal(format!("no municipality {code} here")))?;
    let wanted = given.read(&place.pack)?;
    let path = acts::let_in(app, place.tenant, email, name, &wanted).await;
    let path = path.map_err(|refusal| in_words(app, refusal))?;
    app.note_high_water()?;
    Ok(format!("{}{path}", base_url.trim_end_matches('/')))
}
