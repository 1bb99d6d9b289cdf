//! Signals and drafts in the database. What was reported is one sealed value; what the worklist
//! sorts by stands beside it in the clear.

use std::collections::HashMap;
use std::sync::LazyLock;

use platform::clock::whole_day;
use platform::db::{Migration, Row, Tx, Value};
use platform::proof;
use platform::{Actor, App, Error, Millis, Result, Tenant, params};
use policy::Pack;
use uuid::Uuid;
use vault::Key;

use super::head::Head;
use super::model::{Contact, Kind, NextStep, Reference, Report};
use super::state::{Plan, Progress, State, plan};
use crate::reporters::Sealed;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-24-signals",
    sql: "create table signal (
  id {uuid} primary key, tenant {uuid} not null references municipality (id), reference text not null,
  form_id {uuid} not null, digest {bytes} not null, kind text not null, state text not null, urgent {bool} not null,
  channel text not null, contact text not null, received_at {int} not null, arrival {int} not null,
  mark {bytes} not null, mark_epoch {int} not null, next_step text not null, due_at {int} not null,
  version {int} not null, pack_version text not null, outcome text, closed_at {int}, revision {int} not null,
  proof {bytes} not null, reporter_generation {int} not null, wrapped_key {bytes} not null, reporter {bytes},
  content {bytes} not null){strict};
create unique index signal_reference on signal (tenant, reference);
create unique index signal_form on signal (tenant, form_id);
create index signal_open on signal (tenant, urgent desc, due_at) where next_step <> 'none';
create index signal_arrival on signal (tenant, arrival);
create index signal_closed on signal (tenant, closed_at desc) where state = 'closed';
create table draft (
  owner {bytes} primary key, sealed {bytes} not null, saved_on {int} not null){strict};
",
}];

/// A signal about to be stored.
pub struct NewSignal {
    pub id: Uuid,
    pub form_id: Uuid,
    /// Of everything that was sent, under the sender's own secret: the same form sent twice is one
    /// signal, and a changed one, or somebody else's, another.
    pub digest: [u8; 32],
    pub kind: Kind,
    pub channel: &'static str,
    pub report: Report,
    pub contact: Contact,
    /// See [`super::mark`], and for which epoch it was made.
    pub mark: [u8; 32],
    pub mark_epoch: i64,
    /// Who reported, sealed for this id (see `reporters::seal`).
    pub reporter: Option<Sealed>,
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
    /// The hour in which it came in.
    pub received_at: Millis,
    /// In which order signals came in.
    pub arrival: i64,
    pub next: NextStep,
    pub due_at: Millis,
    pub version: i64,
    pub pack_version: String,
    pub outcome: Option<String>,
    pub key: Key,
    /// Sealed to the officers; only `reporters` can open it.
    pub reporter: Option<Sealed>,
}

fn dossier_key(app: &App, tenant: Tenant, id: Uuid, wrapped: &[u8]) -> Result<Key> {
    Ok(app
        .keys
        .tenant(tenant)?
        .unwrap_key(wrapped, &format!("dossier:{id}"))?)
}

fn place(id: Uuid) -> String {
    format!("signal:{id}")
}

impl Dossier {
    fn open(tx: &Tx, app: &App, tenant: Tenant, row: &Row) -> Result<Self> {
        Self::from(app, tenant, proof::read(tx, app, row)?)
    }

    fn from(app: &App, tenant: Tenant, head: Head) -> Result<Self> {
        let (id, reporter) = (head.id, head.sealed_reporter());
        let key = dossier_key(app, tenant, id, &head.wrapped_key)?;
        let content = key.open(&head.content, &place(id))?;
        let unknown = |what: &str| Error::Internal(format!("unknown {what} in dossier {id}"));
        Ok(Self {
            id,
            tenant,
            reference: Reference::parse(&head.reference).ok_or_else(|| unknown("reference"))?,
            kind: Kind::parse(&head.kind).ok_or_else(|| unknown("kind"))?,
            state: State::parse(&head.state).ok_or_else(|| unknown("state"))?,
            urgent: head.urgent,
            channel: head.channel,
            report: serde_json::from_slice(&content)?,
            contact: Contact::parse(&head.contact).ok_or_else(|| unknown("contact"))?,
            received_at: head.received_at,
            arrival: head.arrival,
            next: NextStep::parse(&head.next_step).ok_or_else(|| unknown("step"))?,
            due_at: head.due_at,
            version: head.version,
            pack_version: head.pack_version,
            outcome: head.outcome,
            key,
            reporter,
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

/// Stores a signal; `None` when a form of this id was stored before.
pub async fn insert(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    pack: &Pack,
    new: &NewSignal,
) -> Result<Option<Reference>> {
    let (key, reference) = (Key::random(), Reference::random());
    let urgent = new.report.is_urgent(pack);
    let Plan { next, due } = plan(
        State::new(),
        &pack.deadlines,
        urgent,
        new.received_at,
        Progress::default(),
    );
    let arrival = tx
        .must(
            "select coalesce(max(arrival), 0) + 1 as n from signal where tenant = $1",
            params![tenant],
        )
        .await?
        .get("n")?;
    let head = Head {
        id: new.id,
        tenant,
        reference: reference.as_str().to_owned(),
        form_id: new.form_id,
        digest: new.digest,
        kind: new.kind.id().to_owned(),
        state: State::new().id().to_owned(),
        urgent,
        channel: new.channel.to_owned(),
        wrapped_key: app
            .keys
            .tenant(tenant)?
            .wrap(&key, &format!("dossier:{}", new.id)),
        content: key.seal(&serde_json::to_vec(&new.report)?, &place(new.id)),
        reporter: new.reporter.as_ref().map(|sealed| sealed.bytes.clone()),
        reporter_generation: new.reporter.as_ref().map_or(0, |sealed| sealed.generation),
        mark: new.mark,
        mark_epoch: new.mark_epoch,
        contact: new.contact.id().to_owned(),
        received_at: new.received_at,
        arrival,
        next_step: next.id().to_owned(),
        due_at: due,
        version: 1,
        pack_version: pack.version.clone(),
        outcome: None,
        closed_at: None,
        revision: 1,
    };
    Ok(proof::insert(tx, app, &head).await?.then_some(reference))
}

/// The signal that was stored for a form: its id, its reference, and the digest of what was sent.
pub async fn of_form(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    form_id: Uuid,
) -> Result<Option<(Uuid, [u8; 32])>> {
    let row = tx
        .row(
            "select * from signal where tenant = $1 and form_id = $2",
            params![tenant, form_id],
        )
        .await?;
    let head: Option<Head> = row.map(|row| proof::read(tx, app, &row)).transpose()?;
    Ok(head.map(|head| (head.id, head.digest)))
}

pub async fn load(tx: &mut Tx, app: &App, tenant: Tenant, id: Uuid) -> Result<Dossier> {
    let row = tx
        .must(
            "select * from signal where id = $1 and tenant = $2",
            params![id, tenant],
        )
        .await?;
    Dossier::open(tx, app, tenant, &row)
}

pub async fn by_reference(
    tx: &mut Tx,
    tenant: Tenant,
    reference: &Reference,
) -> Result<Option<Uuid>> {
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
    let mut head = Head::of(tx, app, dossier.tenant, dossier.id).await?;
    if head.version != seen {
        return Err(Error::Conflict);
    }
    // When it was closed stays, whatever is noted in it afterwards: terms count from then.
    head.closed_at = if dossier.state.is_closed() {
        head.closed_at.or(Some(app.clock.now()))
    } else {
        None
    };
    dossier.state.id().clone_into(&mut head.state);
    dossier.next.id().clone_into(&mut head.next_step);
    head.due_at = dossier.due_at;
    head.outcome.clone_from(&dossier.outcome);
    head.content = dossier.seal(&dossier.report, &place(dossier.id))?;
    head.urgent = dossier.urgent;
    head.pack_version.clone_from(&dossier.pack_version);
    head.version += 1;
    proof::save(tx, app, &mut head).await
}

/// Destroys a dossier: its key goes, and with it everything sealed under it, in every later backup.
pub async fn destroy(tx: &mut Tx, app: &App, dossier: &Dossier) -> Result<()> {
    let head = Head::of(tx, app, dossier.tenant, dossier.id).await?;
    if proof::remove(tx, &head).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
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
    fn all(tx: &Tx, app: &App, tenant: Tenant, rows: &[Row]) -> Result<Vec<Self>> {
        rows.iter()
            .map(|row| Ok(Self::from(Dossier::open(tx, app, tenant, row)?)))
            .collect()
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
    WorkItem::all(tx, app, tenant, &rows)
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
    WorkItem::all(tx, app, tenant, &rows)
}

// ---- Drafts: only the writer can read them
// -------------------------------------------------------

/// Where a draft stands: another place for each that this person began, so that two drafts, and the
/// signals that came of them, cannot be told to be of the same person. `number` is how many signals
/// they had reported when it began.
fn draft_owner(actor: &Actor, kind: Kind, number: usize) -> [u8; 32] {
    let number = u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes();
    actor.secret.derive("draft owner").fingerprint(&[
        actor.tenant.0.as_bytes(),
        kind.id().as_bytes(),
        &number,
    ])
}

/// So many places of drafts are looked at.
const LOOKED_AT: usize = 71;

static FIND_DRAFTS: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=LOOKED_AT).map(|at| format!("${at}")).collect();
    format!(
        "select owner, sealed from draft where owner in ({})",
        places.join(", ")
    )
});

/// The place of this person's draft of a kind, and what is sealed there. A draft may have begun
/// before their last signals, or before some were destroyed: fifty back and twenty on are looked
/// at.
async fn find_draft(
    tx: &mut Tx,
    actor: &Actor,
    kind: Kind,
    own: usize,
) -> Result<Option<([u8; 32], Vec<u8>)>> {
    let mut places: Vec<[u8; 32]> = (0..LOOKED_AT)
        .map(|at| draft_owner(actor, kind, (own + 20).saturating_sub(at)))
        .collect();
    let rows = tx
        .rows(
            FIND_DRAFTS.as_str(),
            places.iter().copied().map(Value::from).collect(),
        )
        .await?;
    let mut found = HashMap::new();
    for row in &rows {
        found.insert(row.get::<[u8; 32]>("owner")?, row.get("sealed")?);
    }
    // The one begun last.
    places.retain(|place| found.contains_key(place));
    Ok(places
        .first()
        .and_then(|place| Some((*place, found.remove(place)?))))
}

/// Saves a draft; `own` is how many signals the person reported here.
pub async fn save_draft(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    kind: Kind,
    own: usize,
    fields: &[(String, String)],
) -> Result<()> {
    let sealed = actor
        .secret
        .derive("draft")
        .seal(&serde_json::to_vec(fields)?, kind.id());
    let owner = match find_draft(tx, actor, kind, own).await? {
        Some((owner, _)) => owner,
        None => draft_owner(actor, kind, own),
    };
    tx.exec(
        "insert into draft (owner, sealed, saved_on) values ($1, $2, $3)
         on conflict (owner) do update set sealed = excluded.sealed, saved_on = excluded.saved_on",
        params![owner, sealed, whole_day(app.clock.now())],
    )
    .await?;
    Ok(())
}

pub async fn saved_draft(
    tx: &mut Tx,
    actor: &Actor,
    kind: Kind,
    own: usize,
) -> Result<Option<Vec<(String, String)>>> {
    let Some((_, sealed)) = find_draft(tx, actor, kind, own).await? else {
        return Ok(None);
    };
    let plain = actor.secret.derive("draft").open(&sealed, kind.id())?;
    Ok(Some(serde_json::from_slice(&plain)?))
}

pub async fn drop_draft(tx: &mut Tx, actor: &Actor, kind: Kind, own: usize) -> Result<()> {
    if let Some((owner, _)) = find_draft(tx, actor, kind, own).await? {
        tx.exec("delete from draft where owner = $1", params![owner])
            .await?;
    }
    Ok(())
}

/// Drafts go after the term of the policy pack; with several municipalities, the longest one.
pub async fn purge_drafts(app: &App) -> Result<()> {
    let Some(days) = app
        .tenants
        .all()
        .iter()
        .map(|known| known.pack.retention.draft_days)
        .max()
    else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    let before = app.clock.now() - Millis::from(days) * platform::clock::DAY;
    tx.exec("delete from draft where saved_on < $1", params![before])
        .await?;
    tx.commit_unaudited("a draft is the writer's own").await
}

/// Dossiers after an id, in order of their ids: all of them, a piece at a time.
pub async fn after(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    after: Uuid,
    limit: i64,
) -> Result<Vec<Dossier>> {
    let rows = tx
        .rows(
            "select * from signal where tenant = $1 and id > $2 order by id limit $3",
            params![tenant, after, limit],
        )
        .await?;
    rows.iter()
        .map(|row| Dossier::open(tx, app, tenant, row))
        .collect()
}
