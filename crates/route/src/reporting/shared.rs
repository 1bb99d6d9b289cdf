//! A draft shared with the own team coordinator (bijlage 2, stap 1), who may add to it and pass it
//! on.
//!
//! It is sealed to the coordinator's own key; the row does not say who shared it, nor with whom. Who reports is
//! sealed to the vault before it is shared, so the signal stays the employee's. The copy is a form
//! of its own: what the coordinator sends never counts as what the employee sent, who sees it in
//! the own list and can still send the own words.

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::{Migration, Reader, Tx};
use platform::forms::{Choice, Form, Posted};
use platform::proof::{self, Noted};
use platform::web::{Page, html, redirect_done};
use platform::{
    Actor, App, DossierId, Error, Millis, PersonId, Result, Role, Tenant, clock, guarded, params,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::PrivateKey;

use super::pages;
use super::read::{Identity, subject_blocks};
use crate::signals::{self, Kind, Sealed};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-25-shared",
    sql: "create table shared_draft (
  id {uuid} primary key, tenant {uuid} not null, sealed {bytes} not null, at {int} not null,
  proof {bytes} not null){strict};
create index shared_in on shared_draft (tenant, at);
",
}];

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
    fields: Vec<(String, String)>,
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

/// What the coordinator has no need of: it went into the sealed identity.
const ABOUT_THE_REPORTER: [&str; 7] = [
    "safe",
    "phone",
    "email",
    "number",
    "behalf-name",
    "behalf-phone",
    "behalf-email",
];

impl Shared {
    /// What was typed, with who reports it: about that, the coordinator sees nothing.
    #[must_use]
    pub(super) fn new(app: &App, identity: Identity, kind: Kind, posted: &Posted) -> Self {
        let mut fields = posted.fields.clone();
        fields.retain(|(name, _)| {
            !ABOUT_THE_REPORTER.contains(&name.as_str()) && name != "share-with"
        });
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

    /// A first line for the list.
    #[must_use]
    pub fn summary(&self) -> &str {
        let said = ["seen", "heard", "concluded", "place"]
            .into_iter()
            .filter_map(|name| {
                self.fields
                    .iter()
                    .find(|(field, text)| field == name && !text.is_empty())
            });
        said.map(|(_, text)| text.as_str()).next().unwrap_or("…")
    }
}

fn place(id: Uuid) -> String {
    format!("shared draft:{id}")
}

/// Whom a draft can be shared with; nobody where the policy has no such step.
pub async fn coordinators(app: &App, actor: &Actor) -> Result<Vec<Choice>> {
    if !app.tenants.get(actor.tenant)?.pack.coordinator_step {
        return Ok(Vec::new());
    }
    let found = people::with_role(
        &mut app.db.read().await?,
        app,
        actor.tenant,
        Role::Coordinator,
    )
    .await?;
    let others = found
        .into_iter()
        .filter(|person| person.joined && person.id != actor.user);
    Ok(others
        .map(|person| Choice::new(person.id.to_string(), person.name))
        .collect())
}

/// Shares; the employee keeps the own draft.
pub async fn share(
    app: &App,
    actor: &Actor,
    kind: Kind,
    posted: &Posted,
    shared: Shared,
) -> Result<Response> {
    let recipient: PersonId = posted
        .get("share-with")
        .parse()
        .map_err(|_| Error::BadRequest("coordinator"))?;
    let own = signals::own_count(app, actor).await?;
    let mut tx = app.db.begin().await?;
    let mailbox = people::mailbox(&mut tx, app, recipient)
        .await?
        .ok_or(Error::NotFound)?;
    let (id, at) = (app.clock.id_without_time(), clock::hour(app.clock.now()));
    let sealed = mailbox.seal(&serde_json::to_vec(&shared)?, &place(id))?;
    proof::insert(
        &mut tx,
        app,
        &Stored {
            id,
            tenant: actor.tenant,
            sealed,
            at,
        },
    )
    .await?;
    // The own draft stays, and knows what became of the copy.
    let mut kept: Vec<_> = posted.fields.clone();
    kept.retain(|(name, _)| !["share-with", "action", "shared-as"].contains(&name.as_str()));
    kept.push(("shared-as".to_owned(), shared.form_id.to_string()));
    signals::save_draft(&mut tx, app, actor, kind, own, &kept).await?;
    tx.commit_unaudited("who shared what would tell who reports")
        .await?;
    Ok(redirect_done("/mijn", "shared"))
}

/// What was shared with this coordinator, oldest first: what their own key opens of all that was
/// shared here. What cannot be opened (the coordinator got a new password) is left out: the
/// employee still has the draft.
pub async fn all(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Shared>> {
    let mailbox = PrivateKey::from_key(&actor.secret.derive("mailbox"));
    let sql = "select {row} from shared_draft where tenant = $1 order by at";
    let mut found = Vec::new();
    for Stored { id, sealed, at, .. } in proof::all(tx, app, sql, params![actor.tenant]).await? {
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

/// The shared draft that a form says it passes on; it must be this coordinator's.
pub async fn of(tx: &mut Reader, app: &App, actor: &Actor, id: &str) -> Result<Option<Shared>> {
    if id.is_empty() {
        return Ok(None);
    }
    let id = Uuid::parse_str(id).map_err(|_| Error::NotFound)?;
    all(tx, app, actor)
        .await?
        .into_iter()
        .find(|shared| shared.row == id)
        .map(Some)
        .ok_or(Error::NotFound)
}

pub async fn drop(tx: &mut Tx, row: Uuid) -> Result<()> {
    tx.exec("delete from shared_draft where id = $1", params![row])
        .await?;
    Ok(())
}

/// Shared drafts go after the same term as drafts.
pub async fn purge(app: &App) -> Result<()> {
    let Some(before) = signals::drafts_end(app) else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    tx.exec("delete from shared_draft where at < $1", params![before])
        .await?;
    tx.commit_unaudited("a draft is the writer's own").await
}

#[derive(Template)]
#[template(path = "reporting/templates/shared.html")]
struct List {
    page: Page,
    drafts: Vec<Shared>,
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let drafts = all(&mut app.db.read().await?, &app, &actor).await?;
    html(&List { page, drafts })
}

/// The form, with what the employee filled in.
pub async fn one(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<String>,
) -> Result<Response> {
    let shared = of(&mut app.db.read().await?, &app, &actor, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let posted = Posted {
        fields: shared.fields,
        files: Vec::new(),
    };
    let mut form = Form::new(&page.texts, "report").typed(&posted);
    form.set("shared", &id);
    form.set("form-id", &shared.form_id.to_string());
    pages::show(
        &app,
        &actor,
        page,
        shared.kind,
        form,
        subject_blocks(Some(&posted)),
    )
    .await
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<super::Shared>("shared_draft");
    }
}
