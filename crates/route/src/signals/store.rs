//! Signals in the database. What was reported is one sealed value; what the worklist
//! sorts by stands beside it in the clear.

use platform::blobs::{self, Owner};
use platform::db::{Migration, Reader, Row, Tx};
use platform::proof;
use platform::tasks::{self, Tasks};
use platform::tenants;
use platform::{App, DossierId, Error, Millis, Result, Tenant, params};
use policy::Pack;
use uuid::Uuid;
use vault::Key;

use super::head::{Head, Sealed};
use super::model::{Contact, Kind, Reference, Report};
use super::nameless::nameless;
use super::state::State;
use super::todo::{ASSESS, assessment_due};
use crate::paging::Line;

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
}, Migration {
    id: "route-32-signals-by-line",
    sql: "drop index signal_open;
create index signal_open on signal (tenant, urgent, due_at, id) where next_step <> 'none';
drop index signal_closed;
create index signal_closed on signal (tenant, closed_at, id) where state = 'closed';
",
}, Migration {
    // What is to be done and what somebody else was asked are counted apart, each from its own index.
    id: "route-40-signals-by-turn",
    sql: "drop index signal_open;
create index signal_to_do on signal (tenant, urgent, due_at, id) where next_step <> 'none' and next_step <> 'feedback';
create index signal_asked on signal (tenant, urgent, due_at, id) where next_step = 'feedback';
",
}, Migration {
    // A reporter can be asked something too.
    id: "route-46-signals-by-turn",
    sql: "drop index signal_to_do;
drop index signal_asked;
create index signal_to_do on signal (tenant, urgent, due_at, id) where next_step not in ('none', 'feedback', 'reporter-asked');
create index signal_asked on signal (tenant, urgent, due_at, id) where next_step in ('feedback', 'reporter-asked');
",
}];

/// A signal about to be stored.
pub struct NewSignal {
    pub id: DossierId,
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
    pub(crate) id: DossierId,
    pub(crate) tenant: Tenant,
    pub(crate) reference: Reference,
    /// About a person, or about a place.
    pub(crate) kind: Kind,
    pub(crate) state: State,
    pub(crate) urgent: bool,
    pub(crate) channel: String,
    pub(crate) report: Report,
    pub(crate) contact: Contact,
    /// The hour in which it came in.
    pub(crate) received_at: Millis,
    /// In which order signals came in.
    pub(crate) arrival: i64,
    /// What the officer has to do next, and by when: the task that leads.
    pub(crate) next: Option<&'static tasks::Kind>,
    pub(crate) due_at: Millis,
    pub(crate) version: i64,
    pub(crate) pack_version: String,
    pub(crate) key: Key,
    /// Sealed to the officers; only `reporters` can open it.
    pub(crate) reporter: Option<Sealed>,
}

/// In the column of the next step of a dossier that asks for nothing.
const NOTHING: &str = "none";

fn dossier_key(app: &App, tenant: Tenant, id: DossierId, wrapped: &[u8]) -> Result<Key> {
    Ok(app
        .keys
        .tenant(tenant)?
        .unwrap_key(wrapped, &format!("dossier:{id}"))?)
}

fn place(id: DossierId) -> String {
    format!("signal:{id}")
}

/// A dossier as the owner of what is in its files.
pub(crate) fn owner(tenant: Tenant, id: DossierId) -> Owner {
    let id = id.into();
    Owner { tenant, id }
}

impl Dossier {
    /// Of these rows, those that are as they were written. A damaged one closes no list: `meldroute check`
    /// names it.
    pub(super) fn whole(tx: &Reader, app: &App, tenant: Tenant, rows: &[Row]) -> Result<Vec<Self>> {
        let mut found = Vec::new();
        for row in rows {
            match proof::read(tx, app, row).and_then(|head| Self::from(app, tenant, head)) {
                Ok(dossier) => found.push(dossier),
                Err(error) if error.is_damage() => {
                    tracing::error!(error = %error.for_the_log(), "a damaged dossier is left out of a list");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    fn from(app: &App, tenant: Tenant, head: Head) -> Result<Self> {
        let (id, reporter) = (head.id, head.sealed_reporter());
        let key = dossier_key(app, tenant, id, &head.wrapped_key)?;
        let content = key.open(&head.content, &place(id))?;
        let unknown = |what: &str| Error::Misread(format!("unknown {what} in dossier {id}"));
        Ok(Self {
            id,
            tenant,
            reference: Reference::parse(&head.reference).ok_or_else(|| unknown("reference"))?,
            kind: Kind::parse(&head.kind).ok_or_else(|| unknown("kind"))?,
            state: State::stored(&head.state, head.closed_at, head.outcome.as_deref())
                .ok_or_else(|| unknown("state"))?,
            urgent: head.urgent,
            channel: head.channel,
            report: serde_json::from_slice(&content)?,
            contact: Contact::parse(&head.contact).ok_or_else(|| unknown("contact"))?,
            received_at: head.received_at,
            arrival: head.arrival,
            next: match head.next_step.as_str() {
                NOTHING => None,
                id => Some(app.task_kinds.find(id).ok_or_else(|| unknown("step"))?),
            },
            due_at: head.due_at,
            version: head.version,
            pack_version: head.pack_version,
            key,
            reporter,
        })
    }

    #[must_use]
    pub fn id(&self) -> DossierId {
        self.id
    }

    /// The municipality whose dossier it is.
    #[must_use]
    pub fn tenant(&self) -> Tenant {
        self.tenant
    }

    /// What people call it by.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// As a form says it back, for `Open::based_on`.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.version
    }

    /// What was reported, and what became known since.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Words about it without who is involved.
    #[must_use]
    pub fn nameless(&self, text: &str) -> String {
        nameless(&self.report, text)
    }

    /// Where it stands on the route.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state.is_closed()
    }

    /// Somebody reported it who can be named.
    #[must_use]
    pub fn has_reporter(&self) -> bool {
        self.reporter.is_some()
    }

    /// Its terms count in hours.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.urgent
    }

    /// The hour in which it came in.
    #[must_use]
    pub fn received_at(&self) -> Millis {
        self.received_at
    }

    /// Did it come in before the other one?
    #[must_use]
    pub fn came_before(&self, other: &Self) -> bool {
        self.arrival < other.arrival
    }

    /// Seals something that belongs to this dossier.
    pub fn seal(&self, value: &impl serde::Serialize, place: &str) -> Result<Vec<u8>> {
        Ok(self.key.seal(&serde_json::to_vec(value)?, place))
    }

    pub fn unseal<T: serde::de::DeserializeOwned>(&self, sealed: &[u8], place: &str) -> Result<T> {
        Ok(serde_json::from_slice(&self.key.open(sealed, place)?)?)
    }
}

/// Stores a signal with its first task; `None` when a form of this id was stored before.
pub async fn insert(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    pack: &Pack,
    new: &NewSignal,
) -> Result<Option<Reference>> {
    // The order in which signals came in is the order in which they were recorded, also when several
    // programs take one in at the same moment: numbers in the own list hang on it.
    tenants::alone(tx, tenant).await?;
    let (key, reference) = (Key::random(), Reference::random());
    let urgent = new.report.is_urgent(pack);
    let due = assessment_due(&pack.deadlines, urgent, new.received_at);
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
        state: State::NEW.id().to_owned(),
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
        next_step: ASSESS.id.to_owned(),
        due_at: due,
        version: 1,
        pack_version: pack.version.clone(),
        outcome: None,
        closed_at: None,
        revision: 1,
    };
    if !proof::insert(tx, app, &head).await? {
        return Ok(None);
    }
    let mut first = Tasks::default();
    first.open(&ASSESS, "", due);
    tasks::save(tx, app, tenant, new.id, &first).await?;
    Ok(Some(reference))
}

/// The signal that was stored for a form: its id, its reference, and the digest of what was sent.
pub async fn of_form(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    form_id: Uuid,
) -> Result<Option<(DossierId, [u8; 32])>> {
    let head: Option<Head> = proof::one(
        tx,
        app,
        "select {row} from signal where tenant = $1 and form_id = $2",
        params![tenant, form_id],
    )
    .await?;
    Ok(head.map(|head| (head.id, head.digest)))
}

pub async fn load(tx: &mut Reader, app: &App, tenant: Tenant, id: DossierId) -> Result<Dossier> {
    let head = Head::of(tx, app, tenant, id).await?;
    Dossier::from(app, tenant, head)
}

pub async fn by_reference(
    tx: &mut Reader,
    tenant: Tenant,
    reference: &Reference,
) -> Result<Option<DossierId>> {
    let row = tx
        .row(
            "select id from signal where tenant = $1 and reference = $2",
            params![tenant, reference.as_str()],
        )
        .await?;
    row.map(|row| row.get("id")).transpose()
}

/// Writes a dossier as it is now, if nobody did so since `seen`; otherwise nothing is written. Only
/// [`crate::dossiers::Open::commit`] does this.
pub(crate) async fn change(tx: &mut Tx, app: &App, dossier: &Dossier, seen: i64) -> Result<()> {
    let mut head = Head::of(tx, app, dossier.tenant, dossier.id).await?;
    if head.version != seen {
        return Err(Error::Conflict);
    }
    let closing = dossier.state.closing();
    head.closed_at = closing.map(|(at, _)| at);
    head.outcome = closing.map(|(_, outcome)| outcome.id().to_owned());
    dossier.state.id().clone_into(&mut head.state);
    head.next_step = dossier.next.map_or(NOTHING, |kind| kind.id).to_owned();
    head.due_at = dossier.due_at;
    head.content = dossier.seal(&dossier.report, &place(dossier.id))?;
    head.urgent = dossier.urgent;
    head.pack_version.clone_from(&dossier.pack_version);
    head.version += 1;
    proof::save(tx, app, &mut head).await
}

/// Nobody else writes this dossier before this transaction ended. Whoever is writing it now is waited
/// for: what is read of it afterwards is what they left.
pub(crate) async fn hold(tx: &mut Tx, tenant: Tenant, id: DossierId) -> Result<()> {
    // As it stands: on `PostgreSQL` this takes the row, on `SQLite` nobody else writes anyhow.
    let sql = "update signal set version = version where id = $1 and tenant = $2";
    tx.exec(sql, params![id, tenant]).await?;
    Ok(())
}

/// The reporter said later who they are and how they want to hear. It stands behind what was said
/// before; only the vault opens either.
pub(crate) async fn say_also(
    tx: &mut Tx,
    app: &App,
    dossier: &Dossier,
    later: &Sealed,
    contact: Contact,
) -> Result<()> {
    let mut head = Head::of(tx, app, dossier.tenant, dossier.id).await?;
    let known = head.sealed_reporter();
    let both = known.map_or_else(|| later.clone(), |known| known.and(later));
    head.reporter = Some(both.bytes);
    head.reporter_generation = both.generation;
    contact.id().clone_into(&mut head.contact);
    proof::save(tx, app, &mut head).await
}

/// Destroys a dossier: its key goes, and with it everything sealed under it, in every later backup.
/// Only when it is closed, and nobody changed it since `seen`.
pub(crate) async fn destroy(tx: &mut Tx, app: &App, dossier: &Dossier, seen: i64) -> Result<()> {
    let head = Head::of(tx, app, dossier.tenant, dossier.id).await?;
    if head.version == seen && dossier.state.is_closed() && proof::remove(tx, app, &head).await? {
        blobs::destroy(tx, owner(dossier.tenant, dossier.id)).await?;
        tasks::forget(tx, app, dossier.tenant, dossier.id).await
    } else {
        Err(Error::Conflict)
    }
}

/// A piece of all dossiers, in the order in which they came in. (By their ids alone, `SQLite` would
/// sort the whole municipality for each piece.)
pub const AFTER: &str = "select {row} from signal where tenant = $1 and (arrival, id) > ($2, $3)
  order by arrival, id limit $4";

/// The rows of the next piece, behind a line, which moves on. None is left when it is empty.
pub(crate) async fn rows_after(
    tx: &mut Reader,
    tenant: Tenant,
    line: &mut Line,
    limit: i64,
) -> Result<Vec<Row>> {
    let values = params![tenant, line.at, line.id, limit];
    let rows = proof::rows::<Head>(tx, AFTER, values).await?;
    if let Some(last) = rows.last() {
        (line.at, line.id) = (last.get("arrival")?, last.get("id")?);
    }
    Ok(rows)
}

/// The same, opened; `None` when none is left. A damaged one is not among them.
pub(crate) async fn after(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    line: &mut Line,
    limit: i64,
) -> Result<Option<Vec<Dossier>>> {
    let rows = rows_after(tx, tenant, line, limit).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    Dossier::whole(tx, app, tenant, &rows).map(Some)
}
