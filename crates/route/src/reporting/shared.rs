//! A draft shared with the own team coordinator (bijlage 2, stap 1), who may add to it and pass it on.
//!
//! It is sealed to the coordinator's own key; the row does not say who shared it. Who reports is
//! sealed to the vault before it is shared, so the signal stays the employee's. It keeps the form's
//! id: sent twice, by the one and the other, it is one signal.

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::{Migration, Tx};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Millis, Result, Role, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::PrivateKey;

use super::pages;
use super::read::subject_blocks;
use crate::signals::{self, Kind};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-07-shared",
    sql: "create table shared_draft (
  id {uuid} primary key, tenant {uuid} not null, recipient {uuid} not null, sealed {bytes} not null,
  at {int} not null){strict};
create index shared_with on shared_draft (recipient, tenant, at);
",
}];

#[derive(Clone, Serialize, Deserialize)]
pub struct Shared {
    #[serde(skip)]
    pub row: Uuid,
    #[serde(skip)]
    pub at: Millis,
    pub signal: Uuid,
    pub mark: [u8; 32],
    /// Sealed to the vault: the coordinator cannot open it.
    pub reporter: Vec<u8>,
    pub kind: Kind,
    fields: Vec<(String, String)>,
}

/// What the coordinator has no need of: it went into the sealed identity.
const ABOUT_THE_REPORTER: [&str; 7] =
    ["safe", "phone", "email", "number", "behalf-name", "behalf-phone", "behalf-email"];

impl Shared {
    #[must_use]
    pub fn new(signal: Uuid, mark: [u8; 32], reporter: Vec<u8>, kind: Kind, posted: &Posted) -> Self {
        let mut fields = posted.fields.clone();
        fields.retain(|(name, _)| !ABOUT_THE_REPORTER.contains(&name.as_str()) && name != "share-with");
        Self { row: Uuid::nil(), at: 0, signal, mark, reporter, kind, fields }
    }

    /// A first line for the list.
    #[must_use]
    pub fn summary(&self) -> &str {
        let said = ["seen", "heard", "concluded", "place"]
            .into_iter()
            .filter_map(|name| self.fields.iter().find(|(field, text)| field == name && !text.is_empty()));
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
    let found = people::with_role(&mut app.db.read().await?, app, actor.tenant, Role::Coordinator).await?;
    let others = found.into_iter().filter(|person| person.joined && person.id != actor.user);
    Ok(others.map(|person| Choice::new(person.id.to_string(), person.name)).collect())
}

/// Shares; the employee keeps the own draft.
pub async fn share(
    app: &App,
    actor: &Actor,
    kind: Kind,
    posted: &Posted,
    shared: Shared,
) -> Result<Response> {
    let recipient =
        Uuid::parse_str(posted.get("share-with")).map_err(|_| Error::BadRequest("coordinator"))?;
    let mut tx = app.db.begin().await?;
    let mailbox = people::mailbox(&mut tx, recipient).await?.ok_or(Error::NotFound)?;
    let id = app.clock.id();
    tx.exec(
        "insert into shared_draft (id, tenant, recipient, sealed, at) values ($1, $2, $3, $4, $5)",
        params![
            id,
            actor.tenant,
            recipient,
            mailbox.seal(&serde_json::to_vec(&shared)?, &place(id))?,
            app.clock.now()
        ],
    )
    .await?;
    let kept: Vec<_> =
        posted.fields.iter().filter(|(name, _)| name != "share-with" && name != "action").cloned().collect();
    signals::save_draft(&mut tx, app, actor, kind, &kept).await?;
    tx.commit_unaudited("who shared what would tell who reports").await?;
    Ok(redirect_done("/mijn", "shared"))
}

/// What was shared with this coordinator, oldest first. What cannot be opened (the coordinator got a
/// new password) is left out: the employee still has the draft.
pub async fn all(tx: &mut Tx, actor: &Actor) -> Result<Vec<Shared>> {
    let mailbox = PrivateKey::from_key(&actor.secret.derive("mailbox"));
    let rows = tx
        .rows(
            "select id, sealed, at from shared_draft where recipient = $1 and tenant = $2 order by at",
            params![actor.user, actor.tenant],
        )
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let id = row.get("id")?;
        if let Ok(plain) = mailbox.open(&row.get::<Vec<u8>>("sealed")?, &place(id)) {
            let shared: Shared = serde_json::from_slice(&plain)?;
            found.push(Shared { row: id, at: row.get("at")?, ..shared });
        }
    }
    Ok(found)
}

/// The shared draft that a form says it passes on; it must be this coordinator's.
pub async fn of(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Option<Shared>> {
    if id.is_empty() {
        return Ok(None);
    }
    let id = Uuid::parse_str(id).map_err(|_| Error::NotFound)?;
    all(tx, actor).await?.into_iter().find(|shared| shared.row == id).map(Some).ok_or(Error::NotFound)
}

pub async fn drop(tx: &mut Tx, row: Uuid) -> Result<()> {
    tx.exec("delete from shared_draft where id = $1", params![row]).await?;
    Ok(())
}

/// Shared drafts go after the same term as drafts.
pub async fn purge(app: &App) -> Result<()> {
    let Some(days) = app.tenants.all().iter().map(|known| known.pack.retention.draft_days).max() else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    let before = app.clock.now() - Millis::from(days) * platform::clock::DAY;
    tx.exec("delete from shared_draft where at < $1", params![before]).await?;
    tx.commit_unaudited("a draft is the writer's own").await
}

#[derive(Template)]
#[template(path = "reporting/templates/shared.html")]
struct List {
    p: Page,
    drafts: Vec<Shared>,
}

pub async fn list(State(app): State<App>, actor: Actor, p: Page) -> Result<Response> {
    let drafts = all(&mut app.db.read().await?, &actor).await?;
    html(&List { p, drafts })
}

/// The form, with what the employee filled in.
pub async fn one(State(app): State<App>, actor: Actor, p: Page, Path(id): Path<String>) -> Result<Response> {
    let shared = of(&mut app.db.read().await?, &actor, &id).await?.ok_or(Error::NotFound)?;
    let posted = Posted { fields: shared.fields, files: Vec::new() };
    let mut form = Form::new(&p.t, "report").typed(&posted);
    form.set("shared", &id);
    pages::show(&app, &actor, p, shared.kind, form, subject_blocks(Some(&posted))).await
}
