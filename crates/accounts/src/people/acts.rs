//! What can be done about people: by an administrator, by a second person, from the command line and at
//! the founding of a municipality. Nobody else says who may do what.

use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::{
    Actor, App, Ended, Error, Fault, PersonId, Refusal, Result, Role, ScopedRole, Tenant, mail,
};

use super::invitation::invite;
use super::membership;
use super::model::CodeSecret;
use super::person::Credentials;
use super::store::{self, NewPerson, Person};
use super::wanted::Wanted;
use super::{confirming, giving, scopes};

use crate::audited;

/// What became of an invitation.
pub enum Link {
    /// No mail is set up: the administrator passes it on.
    Shown {
        name: String,
        url: String,
    },
    Mailed {
        name: String,
    },
}

/// Somebody new, as an administrator types them.
pub struct New<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub wanted: Wanted,
}

/// Longer names are sealed to another length than everybody's, and are no names.
const LONGEST_NAME: usize = 100;

impl New<'_> {
    /// What is wrong, in the order of the fields.
    fn faults(&self, app: &App, tenant: Tenant) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        if self.name.is_empty() {
            faults.push(Fault::new("name", "person-name"));
        }
        if self.name.chars().count() > LONGEST_NAME {
            faults.push(Fault::new("name", "name-long"));
        }
        if !is_address(self.email) {
            faults.push(Fault::new("email", "email"));
        }
        if self.wanted.roles.is_empty() {
            faults.push(Fault::new("roles", "choose-role"));
        }
        faults.extend(self.wanted.faults(&app.tenants.get(tenant)?.pack));
        Ok(faults)
    }
}

/// Could mail go there?
#[must_use]
pub fn is_address(email: &str) -> bool {
    email.contains('@') && !email.contains(char::is_whitespace) && email.len() <= 254
}

/// Somebody in the list.
///
/// # Errors
/// [`Error::NotFound`] when nobody here is.
pub(super) async fn one(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: PersonId,
) -> Result<Person> {
    let people = store::of_tenant(tx, app, tenant).await?;
    let mut people = people.into_iter();
    people.find(|person| person.id == id).ok_or(Error::NotFound)
}

/// Adds somebody to the people of a municipality. Somebody with an account elsewhere is asked there:
/// that there is one shows here, under what name does not. No link: there is an account of here.
///
/// # Errors
/// [`Refusal::Typed`] when something is missing, or they are here already.
pub async fn add(app: &App, who: &Actor, new: &New<'_>) -> Ended<Option<Link>> {
    Refusal::unless(new.faults(app, who.tenant)?)?;
    let New {
        name,
        email,
        wanted,
    } = new;
    let mut tx = app.db.begin().await?;
    let known = store::by_email(&mut tx, app, email).await?;
    let id = match known {
        Some(id) => id,
        None => store::create(&mut tx, app, NewPerson { name, email }, who.tenant).await?,
    };
    let people = store::of_tenant(&mut tx, app, who.tenant).await?;
    if people.iter().any(|one| one.id == id) {
        return Err(Refusal::of("email", "person-here"));
    }
    give(&mut tx, app, who, id, wanted).await?;
    let person = store::record(&mut tx, app, id).await?;
    let link = match known {
        None => Some(link(&mut tx, app, who, id, name).await?),
        Some(_) if person.home != who.tenant => {
            mail::queue(&mut tx, app, who.tenant, id, "offer").await?;
            app.mailer.url.is_some().then(|| Link::Mailed {
                name: (*name).to_owned(),
            })
        }
        Some(_) => None,
    };
    let event = Event::by(who, Role::Admin, &audited::PERSON_INVITED);
    tx.commit(app, wanted.noted(event, id)).await?;
    Ok(link)
}

async fn give(tx: &mut Tx, app: &App, who: &Actor, id: PersonId, wanted: &Wanted) -> Result<()> {
    let (roles, scopes) = (&wanted.roles, &wanted.scopes);
    giving::give_roles(tx, app, id, who.tenant, roles, scopes, who.user).await
}

/// A link to a password. It goes to the person's own address; without mail the administrator passes
/// it on, and then it opens nothing that a second person did not confirm.
async fn link(tx: &mut Tx, app: &App, who: &Actor, person: PersonId, name: &str) -> Result<Link> {
    let token = invite(tx, app, person, who.tenant, Some(who.user)).await?;
    let path = format!("/uitnodiging/{token}");
    let name = name.to_owned();
    if app.mailer.url.is_some() {
        mail::queue_with_path(tx, app, who.tenant, person, "invitation", &path).await?;
        return Ok(Link::Mailed { name });
    }
    Ok(Link::Shown {
        name,
        url: format!("{}{path}", app.base_url),
    })
}

/// The last who can do something stays: told at this field.
fn unless_last<T>(done: Result<T>, field: &'static str) -> Ended<T> {
    match done {
        Err(Error::NobodyLeft) => Err(Refusal::of(field, "last-of-role")),
        done => Ok(done?),
    }
}

/// Sets what somebody may do. `seen`: the version on which that was decided.
///
/// # Errors
/// [`Refusal::Typed`] when the roles cannot be, a colleague changed them since, or nobody would be left.
pub async fn set_roles(
    app: &App,
    who: &Actor,
    id: PersonId,
    seen: Option<i64>,
    wanted: &Wanted,
) -> Ended {
    let pack = app.tenants.get(who.tenant)?.pack;
    let mut tx = app.db.begin().await?;
    let person = one(&mut tx, app, who.tenant, id).await?;
    let mut faults = wanted.faults(&pack);
    if wanted.roles.is_empty() {
        faults.push(Fault::new("roles", "roles-none"));
    }
    if seen != Some(person.version) {
        faults.push(Fault::new("roles", "roles-changed"));
    }
    Refusal::unless(faults)?;
    unless_last(give(&mut tx, app, who, id, wanted).await, "roles")?;
    let event = Event::by(who, Role::Admin, &audited::PERSON_ROLES);
    tx.commit(app, wanted.noted(event, id)).await?;
    Ok(())
}

/// What came of asking for a new link.
pub enum Again {
    Made(Link),
    /// Another municipality made the account, and nobody else takes it over.
    NotHome,
    /// There is one since: a form that is sent again would end the first.
    MadeBefore,
}

/// A new link for who forgot the password. `seen`: how many links there were.
///
/// # Errors
/// When nobody here is that person.
pub async fn invite_again(
    app: &App,
    who: &Actor,
    id: PersonId,
    seen: Option<i64>,
) -> Result<Again> {
    let mut tx = app.db.begin().await?;
    let person = one(&mut tx, app, who.tenant, id).await?;
    if !person.is_home {
        return Ok(Again::NotHome);
    }
    if seen != Some(person.links) {
        return Ok(Again::MadeBefore);
    }
    let link = link(&mut tx, app, who, id, &person.name).await?;
    let event = Event::by(who, Role::Admin, &audited::PERSON_INVITED);
    tx.commit(app, event.with("person", id.to_string())).await?;
    Ok(Again::Made(link))
}

/// Takes every role away at once, and a link that was not used yet. `sure`: somebody said so; `seen`: the
/// version on which they did.
///
/// # Errors
/// [`Refusal::Typed`] when nobody is sure of what stands there now, or nobody would be left.
pub async fn end(app: &App, who: &Actor, id: PersonId, sure: bool, seen: Option<i64>) -> Ended {
    let mut tx = app.db.begin().await?;
    let person = one(&mut tx, app, who.tenant, id).await?;
    if !sure {
        return Err(Refusal::of("sure", "end-sure"));
    }
    if seen != Some(person.version) {
        return Err(Refusal::of("sure", "end-changed"));
    }
    let ended = giving::end(&mut tx, app, id, who.tenant, who.user).await;
    unless_last(ended, "sure")?;
    let event = Event::by(who, Role::Admin, &audited::PERSON_ENDED);
    tx.commit(app, event.with("person", id.to_string())).await?;
    Ok(())
}

/// What a second person says.
pub struct Answer<'a> {
    pub yes: bool,
    /// They spoke to the person.
    pub spoke: bool,
    /// What stood on their screen ([`confirming::seen`]).
    pub seen: &'a str,
}

/// What came of it.
pub enum Answered {
    Done,
    /// Nothing waits any more, or the link was answered by nobody that anybody could have spoken to.
    Decided,
    /// Nobody else could do it.
    LastOfRole,
}

/// A second person says yes or no to what waits of somebody.
///
/// # Errors
/// [`Refusal::Typed`] when it is not what was on the screen, or they did not speak to the person.
pub async fn decide(app: &App, who: &Actor, id: PersonId, answer: &Answer<'_>) -> Ended<Answered> {
    let mut tx = app.db.begin().await?;
    let membership = membership::of(&mut tx, app, id, who.tenant).await?;
    if membership.version == 0 || id == who.user {
        return Err(Error::NotFound.into());
    }
    let roles = membership.confirmable_by(who.user, &who.roles);
    let person = store::record(&mut tx, app, id).await?;
    if roles.is_empty() || !person.joined() {
        return Ok(Answered::Decided);
    }
    let words = person.words().unwrap_or_default();
    if answer.seen != confirming::seen(membership.version, &words) {
        return Err(Refusal::of("spoke", "confirm-changed"));
    }
    if answer.yes && !answer.spoke {
        return Err(Refusal::of("spoke", "spoke"));
    }
    let scopes = scopes::asked(&mut tx, app, id, who.tenant).await?;
    match giving::decide(&mut tx, app, membership, &roles, answer.yes).await {
        Err(Error::NobodyLeft) => return Ok(Answered::LastOfRole),
        decided => decided?,
    }
    let act = if answer.yes {
        &audited::PERSON_CONFIRMED
    } else {
        &audited::PERSON_REFUSED
    };
    let event = Event::by(who, Role::Officer, act).with("person", id.to_string());
    let event = event.with("roles", Role::join(&roles));
    tx.commit(app, event.with("scopes", ScopedRole::join(&scopes)))
        .await?;
    Ok(Answered::Done)
}

/// A link from the command line, for when nobody can sign in: what is given with it counts at once. Somebody
/// who is known keeps account and roles; a new person needs a name and a role. Gives the path of the link.
///
/// # Errors
/// [`Refusal::Typed`] when a new person lacks one of these, or the roles cannot be.
pub async fn let_in(
    app: &App,
    tenant: Tenant,
    email: &str,
    name: Option<&str>,
    given: &Wanted,
) -> Ended<String> {
    Refusal::unless(given.faults(&app.tenants.get(tenant)?.pack))?;
    let mut tx = app.db.begin().await?;
    let known = store::by_email(&mut tx, app, email).await?;
    let id = match (known, name) {
        (Some(id), _) => id,
        (None, None) => return Err(Refusal::of("name", "person-name")),
        (None, Some(_)) if given.roles.is_empty() => {
            return Err(Refusal::of("roles", "choose-role"));
        }
        (None, Some(name)) => {
            store::create(&mut tx, app, NewPerson { name, email }, tenant).await?
        }
    };
    if !given.roles.is_empty() {
        giving::grant_roles(&mut tx, app, id, tenant, &given.roles).await?;
        scopes::grant_scopes(&mut tx, app, id, tenant, &given.scopes).await?;
    }
    let token = invite(&mut tx, app, id, tenant, None).await?;
    let event = Event::by_system(tenant, "command line", &audited::PERSON_INVITED);
    tx.commit(app, event.with("person", id.to_string())).await?;
    Ok(format!("/uitnodiging/{token}"))
}

/// One of the first people of a municipality that is being founded: what they may do counts at once. Gives
/// who it is, and the path of their link. Somebody with an account of another municipality gets none: they say
/// yes there first.
///
/// # Errors
/// When the database cannot be written.
pub async fn found(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    new: NewPerson<'_>,
    roles: &[Role],
) -> Result<(PersonId, Option<String>)> {
    if let Some(id) = store::by_email(tx, app, new.email).await? {
        giving::offer_roles(tx, app, id, tenant, roles).await?;
        return Ok((id, None));
    }
    let id = store::create(tx, app, new, tenant).await?;
    giving::grant_roles(tx, app, id, tenant, roles).await?;
    let token = invite(tx, app, id, tenant, None).await?;
    Ok((id, Some(format!("/uitnodiging/{token}"))))
}

/// Somebody who works from one moment to the next: in the demo, and in tests.
pub struct Settled<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub password: &'a str,
    pub roles: &'a [Role],
    pub seats: &'a [ScopedRole],
    /// For who needs one.
    pub code: Option<&'a CodeSecret>,
}

/// They have an account of the first of these municipalities, and their roles count in all of them.
///
/// # Errors
/// When the database cannot be written.
pub async fn settle(
    tx: &mut Tx,
    app: &App,
    tenants: &[Tenant],
    new: &Settled<'_>,
) -> Result<(PersonId, Credentials)> {
    let home = *tenants.first().ok_or(Error::NotFound)?;
    let (name, email) = (new.name, new.email);
    let id = store::create(tx, app, NewPerson { name, email }, home).await?;
    for tenant in tenants {
        giving::grant_roles(tx, app, id, *tenant, new.roles).await?;
    }
    scopes::grant_scopes(tx, app, id, home, new.seats).await?;
    if let Some(code) = new.code {
        store::set_code(tx, app, id, code).await?;
    }
    let credentials = Credentials::make(app, id, new.password, None).await?;
    store::join(tx, app, id, &credentials, None).await?;
    Ok((id, credentials))
}
