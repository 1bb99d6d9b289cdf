//! A draft shared with the own team coordinator (bijlage 2, stap 1), who may add to it and pass it
//! on, or give it back with a question.
//!
//! It is sealed to the coordinator's own key; the row does not say who shared it, nor with whom. The
//! coordinator reads who did: that was what sharing was for. Who reports is sealed to the vault before
//! it is shared, so the signal stays the employee's. The copy is a form of its own: what the
//! coordinator sends never counts as what the employee sent, who sees it in the own list and can still
//! send the own words. Given back, it is sealed to the employee in the same way.

use accounts::people;
use platform::db::{Migration, Reader, Tx};
use platform::forms::Posted;
use platform::proof::{self, Noted, Standing};
use platform::{
    Actor, App, DossierId, Error, Millis, PersonId, Result, Tenant, clock, guarded, mail, params,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::PrivateKey;

use super::read::Identity;
use super::term;
use crate::signals::{self, Kind, Sealed};

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        id: "route-25-shared",
        sql: "create table shared_draft (
  id {uuid} primary key, tenant {uuid} not null, sealed {bytes} not null, at {int} not null,
  proof {bytes} not null){strict};
create index shared_in on shared_draft (tenant, at);
",
    },
    term::TABLE,
];

/// Somebody who works here, as the other one is to read it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Colleague {
    pub person: PersonId,
    pub name: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct Shared {
    #[serde(skip)]
    pub row: Uuid,
    #[serde(skip)]
    pub at: Millis,
    pub signal: DossierId,
    /// The id of this copy's form.
    pub form_id: Uuid,
    pub mark: [u8; 32],
    pub mark_epoch: i64,
    /// Sealed to the vault: the coordinator cannot open it.
    pub reporter: Sealed,
    pub kind: Kind,
    pub(super) fields: Vec<(String, String)>,
    /// Who shared it, or gave it back. Version 0.1.0 did not say.
    #[serde(default)]
    pub from: Option<Colleague>,
    /// What they ask.
    #[serde(default)]
    pub question: String,
    /// It came back to the employee.
    #[serde(default)]
    pub back: bool,
}

/// The row: anybody can seal something to a coordinator, so it carries a proof. It does not say to
/// whom: that would tell of which team the reporter is.
struct Stored {
    id: Uuid,
    tenant: Tenant,
    sealed: Vec<u8>,
    at: Millis,
}

guarded!(
    Stored,
    "shared_draft",
    |_row| Noted::Nowhere,
    once,
    key[id],
    [tenant, sealed, at]
);

/// What the coordinator has no need of: it went into the sealed identity, or is about sharing.
const NOT_SHARED: [&str; 13] = [
    "safe",
    "phone",
    "email",
    "number",
    "behalf-name",
    "behalf-phone",
    "behalf-email",
    "share-with",
    "share-question",
    "shared-as",
    "shared-row",
    "saved-at",
    "action",
];

impl Shared {
    /// What was typed, with who reports it: about that, the coordinator sees the name and nothing
    /// else.
    #[must_use]
    pub(super) fn new(
        app: &App,
        actor: &Actor,
        identity: Identity,
        kind: Kind,
        posted: &Posted,
    ) -> Self {
        let mut fields = posted.fields.clone();
        fields.retain(|(name, _)| !NOT_SHARED.contains(&name.as_str()));
        Self {
            row: Uuid::nil(),
            at: 0,
            signal: identity.signal,
            form_id: app.clock.id_without_time(),
            mark: identity.mark,
            mark_epoch: identity.epoch,
            reporter: identity.reporter,
            kind,
            fields,
            from: Some(colleague(actor)),
            question: posted.get("share-question").to_owned(),
            back: false,
        }
    }

    /// Whose signal it stays.
    pub(super) fn identity(&self) -> Identity {
        Identity {
            signal: self.signal,
            mark: self.mark,
            epoch: self.mark_epoch,
            reporter: self.reporter.clone(),
        }
    }

    /// Did this person share it?
    pub(super) fn is_of(&self, actor: &Actor) -> bool {
        signals::mark(&actor.mark_key(), self.signal, self.mark_epoch) == self.mark
    }

    /// The fields of the form.
    pub(super) fn posted(&self) -> Posted {
        Posted {
            fields: self.fields.clone(),
            files: Vec::new(),
        }
    }

    /// Who shared it, or gave it back.
    #[must_use]
    pub fn name(&self) -> &str {
        self.from.as_ref().map_or("…", |from| from.name.as_str())
    }

    /// A first line for the list.
    #[must_use]
    pub fn summary(&self) -> &str {
        first_words(&self.fields)
    }
}

/// What a form says first, to know it by.
pub(super) fn first_words(fields: &[(String, String)]) -> &str {
    let said = |name: &&str| {
        let mut named = fields.iter().filter(|(field, _)| field == name);
        named.find(|(_, text)| !text.trim().is_empty())
    };
    let first = ["seen", "heard", "concluded", "place", "subject-0-name"];
    let first = first.iter().find_map(said);
    first.map_or("…", |(_, text)| text.as_str())
}

pub(super) fn colleague(actor: &Actor) -> Colleague {
    Colleague {
        person: actor.user,
        name: actor.name.clone(),
    }
}

fn place(id: Uuid) -> String {
    format!("shared draft:{id}")
}

/// Writes a copy down so that only this person opens it; gives its row and the hour.
pub(super) async fn insert(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    to: PersonId,
    shared: &Shared,
) -> Result<(Uuid, Millis)> {
    let mailbox = people::mailbox(tx, app, to).await?.ok_or(Error::NotFound)?;
    let (id, at) = (app.clock.id_without_time(), clock::hour(app.clock.now()));
    let sealed = mailbox.seal(&serde_json::to_vec(shared)?, &place(id))?;
    let row = Stored {
        id,
        tenant,
        sealed,
        at,
    };
    proof::insert(tx, app, &row).await?;
    Ok((id, at))
}

/// What this person's own key opens of all that was shared here, oldest first. What cannot be opened
/// (they got a new password) is left out: it goes to the officer when its term is over. A row that is
/// damaged is in nobody's way.
/// Every copy that waits in a municipality: whose it is, only its reader can tell.
pub const COPIES: &str = "select {row} from shared_draft where tenant = $1 order by at";

async fn all(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Shared>> {
    let mailbox = PrivateKey::from_key(&actor.secret.derive("mailbox"));
    let mut found = Vec::new();
    for Stored { id, sealed, at, .. } in
        proof::those_that_stand(tx, app, COPIES, params![actor.tenant]).await?
    {
        if let Ok(plain) = mailbox.open(&sealed, &place(id)) {
            let shared: Shared = serde_json::from_slice(&plain)?;
            found.push(Shared {
                row: id,
                at,
                ..shared
            });
        }
    }
    Ok(found)
}

/// For `meldroute check`: each stands as it was written. No audit record says which there are, so there
/// is nothing to lay them beside.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Stored>(tx, app, tenant).await?;
    Ok(Standing::new())
}

/// What colleagues want to discuss with this coordinator, oldest first.
pub async fn to_discuss(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Shared>> {
    let mut found = all(tx, app, actor).await?;
    found.retain(|shared| !shared.back);
    Ok(found)
}

/// What came back to this employee with a question.
pub async fn given_back(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Shared>> {
    let mut found = all(tx, app, actor).await?;
    found.retain(|shared| shared.back);
    Ok(found)
}

/// The shared draft that a form says it passes on; it must be this coordinator's.
pub async fn of(tx: &mut Reader, app: &App, actor: &Actor, id: &str) -> Result<Option<Shared>> {
    if id.is_empty() {
        return Ok(None);
    }
    let id = Uuid::parse_str(id).map_err(|_| Error::NotFound)?;
    to_discuss(tx, app, actor)
        .await?
        .into_iter()
        .find(|shared| shared.row == id)
        .map(Some)
        .ok_or(Error::NotFound)
}

/// What the employee's form was, of which this is a copy.
pub(crate) fn form_of(fields: &[(String, String)]) -> Option<Uuid> {
    let mut named = fields.iter().filter(|(name, _)| name == "form-id");
    named.next()?.1.parse().ok()
}

/// The copies that this person shared of a form: with the coordinator, and those that came back. They are
/// known by the mark on them, so that none is missed, whatever became of the own draft.
pub(super) async fn own_copies(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    form: Uuid,
) -> Result<Vec<Uuid>> {
    let waiting = term::own(tx, app, actor).await?.into_iter();
    let waiting = waiting.filter(|copy| form_of(&copy.shared.fields) == Some(form));
    let mut found: Vec<Uuid> = waiting.map(|copy| copy.shared.row).collect();
    let back = given_back(tx, app, actor).await?.into_iter();
    let back = back.filter(|one| form_of(&one.fields) == Some(form));
    found.extend(back.map(|one| one.row));
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Takes a copy away from the coordinator who has it, and tells them that it is gone, unless they get
/// the next one. False: it was gone already.
pub(super) async fn withdraw(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    row: Uuid,
    next: Option<PersonId>,
) -> Result<bool> {
    let with = term::coordinator(tx, app, tenant, row).await?;
    if let Some(coordinator) = with.filter(|_| with != next) {
        mail::queue(tx, app, tenant, coordinator, "shared-gone").await?;
    }
    take_away(tx, row).await
}

/// Its term goes with it. False: it was gone already, and whoever wanted to do something with it was too
/// late.
#[must_use = "somebody else may have been first"]
pub(super) async fn take_away(tx: &mut Tx, row: Uuid) -> Result<bool> {
    let sql = "delete from shared_draft where id = $1";
    Ok(tx.exec(sql, params![row]).await? == 1)
}

/// What was shared before there were terms goes after the same time as drafts.
pub async fn purge(app: &App) -> Result<()> {
    let Some(before) = signals::drafts_end(app) else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    tx.exec(
        "delete from shared_draft where at < $1
         and not exists (select 1 from shared_term where shared_term.shared = shared_draft.id)",
        params![before],
    )
    .await?;
    tx.commit_unaudited("a draft is the writer's own").await
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<super::Shared>("shared_draft");
    }
}
