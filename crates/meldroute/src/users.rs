//! People from the command line, for when nobody can sign in.

use accounts::people::{self, NewPerson};
use platform::audit::Event;
use platform::{App, Error, Result, Role, ScopedRole};
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
    fn read(&self, pack: &Pack) -> Result<(Vec<Role>, Vec<ScopedRole>)> {
        let role = |id: &String| Role::parse(id).ok_or_else(|| refused("no role", id));
        let roles: Vec<Role> = self.roles.iter().map(role).collect::<Result<_>>()?;
        if !Role::go_together(&roles) {
            return Err(Error::Internal(
                "integrity goes with employee alone, and partner with participant alone".to_owned(),
            ));
        }
        let seat = |id: &String| {
            let table = TableId::from(id.as_str());
            let known = pack.table(&table).is_some();
            known
                .then(|| ScopedRole::seat(table))
                .ok_or_else(|| refused("no table in the policy pack", id))
        };
        let mut seats: Vec<ScopedRole> = self.tables.iter().map(seat).collect::<Result<_>>()?;
        if roles.contains(&Role::Participant) == seats.is_empty() {
            return Err(Error::Internal(
                "a participant, and nobody else, has --tables".to_owned(),
            ));
        }
        if roles.contains(&Role::Partner) != self.organisation.is_some() {
            return Err(Error::Internal(
                "somebody of a partner, and nobody else, has --organisation".to_owned(),
            ));
        }
        if let Some(id) = self.organisation {
            let partner = PartnerId::from(id);
            if pack.partner(&partner).is_none() {
                return Err(refused("no partner in the policy pack", id));
            }
            seats.push(ScopedRole::account(partner));
        }
        Ok((roles, seats))
    }
}

fn refused(what: &str, id: &str) -> Error {
    Error::Internal(format!("{what} {id}"))
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
    let (wanted, seats) = given.read(&place.pack)?;
    let mut tx = app.db.begin().await?;
    let known = people::by_email(&mut tx, app, email).await?;
    let id = match (known, name) {
        (Some(id), _) => id,
        (None, Some(name)) if !wanted.is_empty() => {
            people::create(&mut tx, app, NewPerson { name, email }, place.tenant).await?
        }
        (None, _) => {
            return Err(Error::Internal(format!(
                "{email} is not known: give --name and --roles"
            )));
        }
    };
    if !wanted.is_empty() {
        people::grant_roles(&mut tx, app, id, place.tenant, &wanted).await?;
        people::grant_scopes(&mut tx, app, id, place.tenant, &seats).await?;
    }
    let token = people::invite(&mut tx, app, id, place.tenant, None).await?;
    let event = Event::by_system(
        place.tenant,
        "command line",
        &accounts::audited::PERSON_INVITED,
    )
    .with("person", id.to_string());
    tx.commit(app, event).await?;
    app.note_high_water()?;
    Ok(format!(
        "{}/uitnodiging/{token}",
        base_url.trim_end_matches('/')
    ))
}
