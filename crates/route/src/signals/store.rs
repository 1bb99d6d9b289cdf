//! Signals and drafts in the database. What was reported is one sealed value; what the worklist
//! sorts by stands beside it in the clear.

use platform::db::{Migration, Row, Tx};
use platform::{Actor, App, Error, Millis, Result, Tenant, params};
use policy::Pack;
use uuid::Uuid;
use vault::Key;

use super::model::{Contact, Kind, NextStep, Reference, Report};
use super::state::{Plan, Progress, State, plan};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-01-signals",
    sql: "create table signal (
  id {uuid} primary key, tenant {uuid} not null references municipality (id), reference text not null,
  form_id {uuid} not null, kind text not null, state text not null, urgent {bool} not null, channel text not null,
  wrapped_key {bytes} not null, content {bytes} not null, reporter {bytes}, mark {bytes}, contact text not null,
  received_at {int} not null, next_step text not null, due_at {int} not null, version {int} not null,
  pack_version text not null, outcome text, closed_at {int}){strict};
create unique index signal_reference on signal (tenant, reference);
create unique index signal_form on signal (tenant, form_id);
create index signal_open on signal (tenant, urgent desc, due_at) where next_step <> 'none';
create index signal_mark on signal (mark, tenant, received_at);
create index signal_closed on signal (tenant, closed_at desc) where state = 'closed';
create table draft (
  owner {bytes} primary key, sealed {bytes} not null, saved_at {int} not null){strict};
",
}];

/// A signal about to be stored.
pub struct NewSignal {
    pub id: Uuid,
    pub form_id: Uuid,
    pub kind: Kind,
    pub channel: &'static str,
    pub report: Report,
    pub contact: Contact,
    pub mark: Option<[u8; 32]>,
    /// Who reported, sealed for this id (see `reporters::seal`).
    pub reporter: Option<Vec<u8>>,
    pub received_at: Millis,
}

/// A dossier, opened: what was reported and where it stands.
#[derive(Clone)]
pub struct Dossier {
    pub id: Uuid,
    pub tenant: Tenant,
    pub reference: Reference,
    pub kind: Kind,
    pub state: State,
    pub urgent: bool,
    pub channel: String,
    pub report: Report,
    pub contact: Contact,
    pub received_at: Millis,
    pub next: NextStep,
    pub due_at: Millis,
    pub version: i64,
    pub pack_version: String,
    pub outcome: Option<String>,
    pub key: Key,
    /// Sealed to the officers; only `reporters` can open it.
    pub reporter: Option<Vec<u8>>,
}

fn dossier_key(app: &App, tenant: Tenant, id: Uuid, wrapped: &[u8]) -> Result<Key> {
    Ok(app.keys.tenant(tenant)?.unwrap_key(wrapped, &format!("dossier:{id}"))?)
}

fn place(id: Uuid) -> String {
    format!("signal:{id}")
}

impl Dossier {
    fn open(app: &App, tenant: Tenant, row: &Row) -> Result<Self> {
        let id = row.get("id")?;
        let key = dossier_key(app, tenant, id, &row.get::<Vec<u8>>("wrapped_key")?)?;
        let content = key.open(&row.get::<Vec<u8>>("content")?, &place(id))?;
        let unknown = |what: &str| Error::Internal(format!("unknown {what} in dossier {id}"));
        let text = |name: &str| row.get::<String>(name);
        Ok(Self {
            id,
            tenant,
            reference: Reference::parse(&text("reference")?).ok_or_else(|| unknown("reference"))?,
            kind: Kind::parse(&text("kind")?).ok_or_else(|| unknown("kind"))?,
            state: State::parse(&text("state")?).ok_or_else(|| unknown("state"))?,
            urgent: row.get("urgent")?,
            channel: text("channel")?,
            report: serde_json::from_slice(&content)?,
            contact: Contact::parse(&text("contact")?).ok_or_else(|| unknown("contact"))?,
            received_at: row.get("received_at")?,
            next: NextStep::parse(&text("next_step")?).ok_or_else(|| unknown("step"))?,
            due_at: row.get("due_at")?,
            version: row.get("version")?,
            pack_version: text("pack_version")?,
            outcome: row.get("outcome")?,
            key,
            reporter: row.get("reporter")?,
        })
    }

    /// Where the dossier goes from here, and when (`signals::plan`).
    pub fn follow(&mut self, state: State, plan: Plan) {
        self.state = state;
        self.next = plan.next;
        self.due_at = plan.due;
    }

    /// Seals something that belongs to this dossier.
    pub fn seal(&self, value: &impl serde::Serialize, place: &str) -> Result<Vec<u8>> {
        Ok(self.key.seal(&serde_json::to_vec(value)?, place))
    }

    pub fn unseal<T: serde::de::DeserializeOwned>(&self, sealed: &[u8], place: &str) -> Result<T> {
        Ok(serde_json::from_slice(&self.key.open(sealed, place)?)?)
    }
}

/// Stores a signal; `None` when this very form was stored before (sent twice).
pub async fn insert(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    pack: &Pack,
    new: &NewSignal,
) -> Result<Option<Reference>> {
    let (key, reference) = (Key::random(), Reference::random());
    let urgent = new.report.is_urgent(pack);
    let Plan { next, due } =
        plan(State::new(), &pack.deadlines, urgent, new.received_at, Progress::default());
    let stored = tx
        .exec(
            "insert into signal (id, tenant, reference, form_id, kind, state, urgent, channel, wrapped_key, content,
               reporter, mark, contact, received_at, next_step, due_at, version, pack_version)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17)
             on conflict (tenant, form_id) do nothing",
            params![
                new.id,
                tenant,
                reference.as_str(),
                new.form_id,
                new.kind.id(),
                State::new().id(),
                urgent,
                new.channel,
                app.keys.tenant(tenant)?.wrap(&key, &format!("dossier:{}", new.id)),
                key.seal(&serde_json::to_vec(&new.report)?, &place(new.id)),
                new.reporter.clone(),
                new.mark.map(|mark| mark.to_vec()),
                new.contact.id(),
                new.received_at,
                next.id(),
                due,
                pack.version.as_str()
            ],
        )
        .await?;
    if stored == 0 {
        return Ok(None);
    }
    Ok(Some(reference))
}

/// The reference that a form got when it was first sent.
pub async fn of_form(tx: &mut Tx, tenant: Tenant, form_id: Uuid) -> Result<Reference> {
    let row = tx
        .must("select reference from signal where tenant = $1 and form_id = $2", params![tenant, form_id])
        .await?;
    Reference::parse(&row.get::<String>("reference")?).ok_or(Error::NotFound)
}

pub async fn load(tx: &mut Tx, app: &App, tenant: Tenant, id: Uuid) -> Result<Dossier> {
    Dossier::open(
        app,
        tenant,
        &tx.must("select * from signal where id = $1 and tenant = $2", params![id, tenant]).await?,
    )
}

pub async fn by_reference(tx: &mut Tx, tenant: Tenant, reference: &Reference) -> Result<Option<Uuid>> {
    let row = tx
        .row(
            "select id from signal where tenant = $1 and reference = $2",
            params![tenant, reference.as_str()],
        )
        .await?;
    row.map(|row| row.get("id")).transpose()
}

/// Moves a dossier on, if nobody did so since `seen`; otherwise nothing is written.
pub async fn change(tx: &mut Tx, app: &App, dossier: &Dossier, seen: i64) -> Result<()> {
    let closed_at = dossier.state.is_closed().then(|| app.clock.now());
    let content = dossier.seal(&dossier.report, &place(dossier.id))?;
    let touched = tx
        .exec(
            "update signal set state = $4, next_step = $5, due_at = $6, outcome = $7, closed_at = $8, content = $9,
               urgent = $10, pack_version = $11, version = version + 1
             where id = $1 and tenant = $2 and version = $3",
            params![
                dossier.id, dossier.tenant, seen, dossier.state.id(), dossier.next.id(), dossier.due_at,
                dossier.outcome.clone(), closed_at, content, dossier.urgent, dossier.pack_version.as_str()
            ],
        )
        .await?;
    if touched != 1 {
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Destroys a dossier: its key goes, and with it everything sealed under it, in every later backup.
pub async fn destroy(tx: &mut Tx, dossier: &Dossier) -> Result<()> {
    tx.exec("delete from signal where id = $1 and tenant = $2", params![dossier.id, dossier.tenant]).await?;
    Ok(())
}

/// A line of the worklist.
pub struct WorkItem {
    pub id: Uuid,
    pub reference: Reference,
    pub state: State,
    pub urgent: bool,
    pub next: NextStep,
    pub due_at: Millis,
    pub received_at: Millis,
    pub summary: String,
    pub minor: bool,
}

impl WorkItem {
    fn all(app: &App, tenant: Tenant, rows: &[Row]) -> Result<Vec<Self>> {
        rows.iter().map(|row| Ok(Self::from(Dossier::open(app, tenant, row)?))).collect()
    }

    fn from(dossier: Dossier) -> Self {
        Self {
            summary: dossier.report.summary(),
            minor: dossier.report.subjects.iter().any(|subject| subject.minor),
            id: dossier.id,
            reference: dossier.reference,
            state: dossier.state,
            urgent: dossier.urgent,
            next: dossier.next,
            due_at: dossier.due_at,
            received_at: dossier.received_at,
        }
    }
}

/// What needs the officer, by danger and deadline, from `offset`.
pub async fn worklist(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    offset: i64,
    limit: i64,
) -> Result<Vec<WorkItem>> {
    let rows = tx.rows(
        "select * from signal where tenant = $1 and next_step <> 'none' order by urgent desc, due_at limit $2 offset $3",
        params![tenant, limit, offset],
    ).await?;
    WorkItem::all(app, tenant, &rows)
}

/// Closed dossiers, the latest first.
pub async fn closed(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    offset: i64,
    limit: i64,
) -> Result<Vec<WorkItem>> {
    let rows = tx.rows(
        "select * from signal where tenant = $1 and state = 'closed' order by closed_at desc limit $2 offset $3",
        params![tenant, limit, offset],
    ).await?;
    WorkItem::all(app, tenant, &rows)
}

/// The signals that this person reported here, newest first.
pub async fn mine(tx: &mut Tx, app: &App, actor: &Actor) -> Result<Vec<Dossier>> {
    tx.rows(
        "select * from signal where mark = $1 and tenant = $2 order by received_at desc limit 100",
        params![actor.mark(), actor.tenant],
    )
    .await?
    .iter()
    .map(|row| Dossier::open(app, actor.tenant, row))
    .collect()
}

/// A new mark for signals of somebody who lost the old secret (see `accounts::sessions::relink`).
pub async fn relink(tx: &mut Tx, tenant: Tenant, id: Uuid, mark: [u8; 32]) -> Result<()> {
    tx.exec("update signal set mark = $3 where id = $1 and tenant = $2", params![id, tenant, mark]).await?;
    Ok(())
}

// ---- Drafts: only the writer can read them -------------------------------------------------------

fn draft_owner(actor: &Actor, kind: Kind) -> [u8; 32] {
    actor.secret.derive("draft owner").fingerprint(&[actor.tenant.0.as_bytes(), kind.id().as_bytes()])
}

pub async fn save_draft(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    kind: Kind,
    fields: &[(String, String)],
) -> Result<()> {
    let sealed = actor.secret.derive("draft").seal(&serde_json::to_vec(fields)?, kind.id());
    tx.exec(
        "insert into draft (owner, sealed, saved_at) values ($1, $2, $3)
         on conflict (owner) do update set sealed = excluded.sealed, saved_at = excluded.saved_at",
        params![draft_owner(actor, kind), sealed, app.clock.now()],
    )
    .await?;
    Ok(())
}

pub async fn saved_draft(tx: &mut Tx, actor: &Actor, kind: Kind) -> Result<Option<Vec<(String, String)>>> {
    let row = tx.row("select sealed from draft where owner = $1", params![draft_owner(actor, kind)]).await?;
    let Some(row) = row else { return Ok(None) };
    let plain = actor.secret.derive("draft").open(&row.get::<Vec<u8>>("sealed")?, kind.id())?;
    Ok(Some(serde_json::from_slice(&plain)?))
}

pub async fn drop_draft(tx: &mut Tx, actor: &Actor, kind: Kind) -> Result<()> {
    tx.exec("delete from draft where owner = $1", params![draft_owner(actor, kind)]).await?;
    Ok(())
}

/// Drafts go after the term of the policy pack; with several municipalities, the longest one.
pub async fn purge_drafts(app: &App) -> Result<()> {
    let Some(days) = app.tenants.all().iter().map(|known| known.pack.retention.draft_days).max() else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    let before = app.clock.now() - Millis::from(days) * platform::clock::DAY;
    tx.exec("delete from draft where saved_at < $1", params![before]).await?;
    tx.commit_unaudited("a draft is the writer's own").await
}

/// Dossiers after an id, in order of their ids: all of them, a piece at a time.
pub async fn after(tx: &mut Tx, app: &App, tenant: Tenant, after: Uuid, limit: i64) -> Result<Vec<Dossier>> {
    let rows = tx
        .rows(
            "select * from signal where tenant = $1 and id > $2 order by id limit $3",
            params![tenant, after, limit],
        )
        .await?;
    rows.iter().map(|row| Dossier::open(app, tenant, row)).collect()
}

/// Opens every dossier's key and content; the first that does not open, if any.
pub async fn all_keys_open(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<(i64, Option<Uuid>)> {
    let (mut count, mut after) = (0, Uuid::nil());
    loop {
        let rows = tx
            .rows(
                "select * from signal where tenant = $1 and id > $2 order by id limit 500",
                params![tenant, after],
            )
            .await?;
        for row in &rows {
            after = row.get("id")?;
            if Dossier::open(app, tenant, row).is_err() {
                return Ok((count, Some(after)));
            }
            count += 1;
        }
        if rows.is_empty() {
            return Ok((count, None));
        }
    }
}
