//! Links in the database. A row says who may open what, so none can be forged or put back (see
//! [`crate::proof`]). It names no guest: who they are is in the object's own dossier.

use std::sync::Arc;

use uuid::Uuid;
use vault::Key;

use super::model::{
    Guest, Invited, MOST_WRONG, Purpose, Sent, State, Token, digits, new_code, spoken,
};
use crate::actor::Principal;
use crate::acts::Act;
use crate::audit::Event;
use crate::clock::DAY;
use crate::db::{Migration, Reader, Tx};
use crate::jobs::Kind;
use crate::proof::{self, Noted, Standing};
use crate::{App, Error, Millis, PersonId, Result, Tenant, audited, guarded, params, tenants};

/// Rows with a proof, found by the fingerprint of the token and by what they open.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-40-guests",
    sql: "create table guest_link (
  id {uuid} primary key, token {bytes} not null unique, tenant {uuid} not null, purpose text not null,
  object {uuid} not null, made_by {uuid} not null, expires_at {int} not null, code {bytes}, wrong {int} not null,
  browser {bytes}, withdrawn_at {int}, version {int} not null, proof {bytes} not null){strict};
create index guest_object on guest_link (tenant, object);
",
}];

/// What nobody can open any more is forgotten after this long: until then whoever sent it can see
/// how it ended.
const KEPT: Millis = 30 * DAY;

pub(super) struct Link {
    id: Uuid,
    /// Fingerprints, as are `code` and `browser`.
    token: [u8; 32],
    tenant: Tenant,
    pub purpose: String,
    pub object: Uuid,
    made_by: PersonId,
    pub expires_at: Millis,
    code: Option<Vec<u8>>,
    wrong: i64,
    browser: Option<Vec<u8>>,
    withdrawn_at: Option<Millis>,
    version: i64,
}

guarded!(
    Link,
    "guest_link",
    |row| Noted::Everywhere(row.tenant),
    version,
    key[id],
    [
        token,
        tenant,
        purpose,
        object,
        made_by,
        expires_at,
        code,
        wrong,
        browser,
        withdrawn_at,
        version
    ]
);

impl Link {
    pub(super) async fn find(tx: &mut Reader, app: &App, token: &[u8; 32]) -> Result<Option<Self>> {
        let sql = "select {row} from guest_link where token = $1";
        proof::one(tx, app, sql, params![*token]).await
    }

    fn state(&self, now: Millis) -> State {
        if self.withdrawn_at.is_some() {
            State::Withdrawn
        } else if self.wrong >= MOST_WRONG {
            State::Guessed
        } else if now >= self.expires_at {
            State::Expired
        } else if self.browser.is_some() {
            State::Opened
        } else {
            State::Waiting
        }
    }

    pub(super) fn is_alive(&self, now: Millis) -> bool {
        [State::Waiting, State::Opened].contains(&self.state(now))
    }

    pub(super) fn is_bound(&self) -> bool {
        self.browser.is_some()
    }

    pub(super) fn is_bound_to(&self, app: &App, browser: &[u8; 32]) -> bool {
        let key = app.keys.instance("guest browser");
        let bound = self.browser.as_deref();
        bound.is_some_and(|bound| key.fits(&[self.id.as_bytes(), browser], bound))
    }

    /// Also when there is no code to type.
    pub(super) fn code_fits(&self, app: &App, typed: &str) -> bool {
        let key = app.keys.instance("guest code");
        let typed = digits(typed);
        let fits = |code: &Vec<u8>| key.fits(&[self.id.as_bytes(), typed.as_bytes()], code);
        self.code.as_ref().is_none_or(fits)
    }

    /// One browser, once.
    pub(super) async fn bind(&mut self, tx: &mut Tx, app: &App, browser: &[u8; 32]) -> Result<()> {
        let key = app.keys.instance("guest browser");
        let bound = key.fingerprint(&[self.id.as_bytes(), browser]);
        self.browser = Some(bound.to_vec());
        proof::save(tx, app, self).await
    }

    /// Somebody typed another code; gives what happened.
    pub(super) async fn count_wrong(&mut self, tx: &mut Tx, app: &App) -> Result<&'static Act> {
        self.wrong += 1;
        proof::save(tx, app, self).await?;
        Ok(if self.wrong >= MOST_WRONG {
            &audited::GUEST_GUESSED
        } else {
            &audited::GUEST_REFUSED
        })
    }

    /// Whoever comes with this link, in a browser with this secret.
    pub(super) async fn guest(
        &self,
        tx: &mut Reader,
        app: &App,
        purpose: &'static Purpose,
        browser: &[u8; 32],
    ) -> Result<Guest> {
        Ok(Guest {
            link: self.id,
            tenant: self.tenant,
            municipality: tenants::find(tx, app, self.tenant).await?.name,
            purpose,
            object: self.object,
            secret: Arc::new(Key::from_bytes(*browser).derive("guest")),
        })
    }
}

/// Makes a link to one object, within the act that sends it. Only a person invites; the object is
/// of their own municipality, which the act has seen to.
///
/// # Errors
/// [`Error::Forbidden`] when a guest, or the program by itself, would invite.
pub async fn invite(
    tx: &mut Tx,
    app: &App,
    who: &Principal,
    purpose: &'static Purpose,
    object: Uuid,
) -> Result<Invited> {
    invite_until(tx, app, who, purpose, object, 0).await
}

/// The same, for a longer time than its purpose has, where `until` is later.
///
/// # Errors
/// [`Error::Forbidden`] when a guest, or the program by itself, would invite.
pub async fn invite_until(
    tx: &mut Tx,
    app: &App,
    who: &Principal,
    purpose: &'static Purpose,
    object: Uuid,
    until: Millis,
) -> Result<Invited> {
    let Principal::Person(actor) = who else {
        return Err(Error::Forbidden);
    };
    let (id, token) = (app.clock.id_without_time(), Token::random(purpose.code));
    let code = purpose.code.then(new_code);
    let fingerprint = |code: &String| {
        let key = app.keys.instance("guest code");
        key.fingerprint(&[id.as_bytes(), code.as_bytes()]).to_vec()
    };
    let link = Link {
        id,
        token: token.fingerprint(app),
        tenant: actor.tenant,
        purpose: purpose.id.to_owned(),
        object,
        made_by: actor.user,
        expires_at: until.max(app.clock.now() + purpose.lasts),
        code: code.as_ref().map(fingerprint),
        wrong: 0,
        browser: None,
        withdrawn_at: None,
        version: 1,
    };
    if !proof::insert(tx, app, &link).await? {
        return Err(Error::Conflict);
    }
    Ok(Invited {
        link: id,
        path: token.path(),
        code: code.map(|code| spoken(&code)),
    })
}

/// From now on this link opens nothing, in no browser. `false`: it was withdrawn before.
///
/// # Errors
/// [`Error::NotFound`] when this municipality has no such link.
pub async fn withdraw(tx: &mut Tx, app: &App, tenant: Tenant, link: Uuid) -> Result<bool> {
    let sql = "select {row} from guest_link where id = $1 and tenant = $2";
    let mut link: Link = proof::must(tx, app, sql, params![link, tenant]).await?;
    if link.withdrawn_at.is_some() {
        return Ok(false);
    }
    link.withdrawn_at = Some(app.clock.now());
    proof::save(tx, app, &mut link).await?;
    Ok(true)
}

async fn links(tx: &mut Reader, app: &App, tenant: Tenant, object: Uuid) -> Result<Vec<Link>> {
    let sql =
        "select {row} from guest_link where tenant = $1 and object = $2 order by expires_at, id";
    proof::all_or_fault(tx, app, sql, params![tenant, object]).await
}

/// The links to an object, and how each stands: for whoever sent them.
pub async fn of(tx: &mut Reader, app: &App, tenant: Tenant, object: Uuid) -> Result<Vec<Sent>> {
    let (links, now) = (links(tx, app, tenant, object).await?, app.clock.now());
    let sent = links.into_iter().map(|link| Sent {
        id: link.id,
        state: link.state(now),
        purpose: link.purpose,
        expires_at: link.expires_at,
    });
    Ok(sent.collect())
}

/// What links of this purpose open now: for whoever may read the same in another way.
///
/// # Errors
/// When the database cannot be read.
pub async fn opening(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    purpose: &Purpose,
) -> Result<Vec<Uuid>> {
    let now = app.clock.now();
    let sql = "select {row} from guest_link where tenant = $1 and purpose = $2 and expires_at > $3
  and withdrawn_at is null order by expires_at, id";
    let values = params![tenant, purpose.id, now];
    let mut links: Vec<Link> = proof::those_that_stand(tx, app, sql, values).await?;
    links.retain(|link| link.is_alive(now));
    Ok(links.into_iter().map(|link| link.object).collect())
}

/// What links of this purpose opened until somebody typed too many wrong codes, and nobody took them back
/// since: for whoever sent them.
///
/// # Errors
/// When the database cannot be read.
pub async fn guessed(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    purpose: &Purpose,
) -> Result<Vec<Uuid>> {
    let sql = "select {row} from guest_link where tenant = $1 and purpose = $2 and wrong >= $3
  and withdrawn_at is null order by expires_at, id";
    let values = params![tenant, purpose.id, MOST_WRONG];
    let links: Vec<Link> = proof::those_that_stand(tx, app, sql, values).await?;
    Ok(links.into_iter().map(|link| link.object).collect())
}

/// Takes the links to an object away, with the object: for the act that destroys it. One that is
/// put back leads to something that is not there.
pub async fn forget(tx: &mut Tx, app: &App, tenant: Tenant, object: Uuid) -> Result<()> {
    for link in links(tx, app, tenant, object).await? {
        proof::remove_over(tx, app, &link).await?;
    }
    Ok(())
}

/// Comes back by itself: links that ended long ago are forgotten every day.
pub const SWEEP: Kind = Kind::new("guests", |app, _| {
    Box::pin(async move { Ok(sweep(&app).await?) })
})
.every(DAY);

async fn sweep(app: &App) -> Result<()> {
    let ended = app.clock.now() - KEPT;
    for known in app.tenants.all() {
        let mut tx = app.db.begin().await?;
        let sql = "select {row} from guest_link where tenant = $1 and expires_at < $2";
        let links: Vec<Link> =
            proof::those_that_stand(&mut tx, app, sql, params![known.tenant, ended]).await?;
        if links.is_empty() {
            continue;
        }
        for link in &links {
            proof::remove_over(&mut tx, app, link).await?;
        }
        let event = Event::by_system(known.tenant, "program", &audited::GUEST_FORGOTTEN);
        tx.commit(app, event).await?;
    }
    Ok(())
}

/// Rows as they stand, for `meldroute check`.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Link>(tx, app, tenant).await
}
