//! The row of a signal: what stands in the clear, and the sealed parts, with the proof that it stands as it was
//! written.

use platform::db::{Row, Tx, Value};
use platform::proof::{self, Guarded};
use platform::{App, Error, Millis, Result, Tenant, params};
use uuid::Uuid;

use crate::reporters::Sealed;

pub(super) struct Head {
    pub id: Uuid,
    pub tenant: Tenant,
    pub reference: String,
    pub form_id: Uuid,
    pub digest: [u8; 32],
    pub kind: String,
    pub state: String,
    pub urgent: bool,
    pub channel: String,
    pub wrapped_key: Vec<u8>,
    pub content: Vec<u8>,
    pub reporter: Option<Sealed>,
    pub mark: [u8; 32],
    pub mark_epoch: i64,
    pub contact: String,
    pub received_at: Millis,
    /// In which order signals came in.
    pub arrival: i64,
    pub next_step: String,
    pub due_at: Millis,
    /// Goes up when somebody moves the dossier on.
    pub version: i64,
    pub pack_version: String,
    pub outcome: Option<String>,
    pub closed_at: Option<Millis>,
    /// Goes up at every write, also when names are sealed anew.
    pub revision: i64,
}

/// The authentication at the end of sealed bytes stands for them: without the key nobody makes others that open.
fn tag(sealed: &[u8]) -> &[u8] {
    &sealed[sealed.len().saturating_sub(16)..]
}

impl Guarded for Head {
    const TABLE: &'static str = "signal";

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn revision(&self) -> i64 {
        self.revision
    }

    fn parts(&self) -> Vec<Value> {
        params![
            self.tenant,
            self.reference.as_str(),
            self.form_id,
            self.digest,
            self.kind.as_str(),
            self.state.as_str(),
            self.urgent,
            self.channel.as_str(),
            tag(&self.wrapped_key),
            tag(&self.content),
            // Anybody can seal to the vault: all of it counts.
            self.reporter.as_ref().map(|sealed| sealed.bytes.clone()),
            self.generation(),
            self.mark,
            self.mark_epoch,
            self.contact.as_str(),
            self.received_at,
            self.arrival,
            self.next_step.as_str(),
            self.due_at,
            self.version,
            self.pack_version.as_str(),
            self.outcome.clone(),
            self.closed_at
        ]
    }
}

impl Head {
    fn generation(&self) -> i64 {
        self.reporter.as_ref().map_or(0, |sealed| sealed.generation)
    }

    pub(super) fn read(tx: &Tx, app: &App, row: &Row) -> Result<Self> {
        let fixed = |name: &str| {
            <[u8; 32]>::try_from(row.get::<Vec<u8>>(name)?).map_err(|_| Error::Tampered(Self::TABLE))
        };
        let generation = row.get("reporter_generation")?;
        let head = Self {
            id: row.get("id")?,
            tenant: Tenant(row.get("tenant")?),
            reference: row.get("reference")?,
            form_id: row.get("form_id")?,
            digest: fixed("digest")?,
            kind: row.get("kind")?,
            state: row.get("state")?,
            urgent: row.get("urgent")?,
            channel: row.get("channel")?,
            wrapped_key: row.get("wrapped_key")?,
            content: row.get("content")?,
            reporter: row.get::<Option<Vec<u8>>>("reporter")?.map(|bytes| Sealed { bytes, generation }),
            mark: fixed("mark")?,
            mark_epoch: row.get("mark_epoch")?,
            contact: row.get("contact")?,
            received_at: row.get("received_at")?,
            arrival: row.get("arrival")?,
            next_step: row.get("next_step")?,
            due_at: row.get("due_at")?,
            version: row.get("version")?,
            pack_version: row.get("pack_version")?,
            outcome: row.get("outcome")?,
            closed_at: row.get("closed_at")?,
            revision: row.get("revision")?,
        };
        proof::check(app, tx, &head, &row.get::<Vec<u8>>("proof")?)?;
        Ok(head)
    }

    pub(super) async fn of(tx: &mut Tx, app: &App, tenant: Tenant, id: Uuid) -> Result<Self> {
        let row = tx.must("select * from signal where id = $1 and tenant = $2", params![id, tenant]).await?;
        Self::read(tx, app, &row)
    }

    /// `false`: a form of this id was stored before.
    pub(super) async fn insert(&self, tx: &mut Tx, app: &App) -> Result<bool> {
        let proof = proof::prove(app, self);
        let stored = tx
            .exec(
                "insert into signal (id, tenant, reference, form_id, digest, kind, state, urgent, channel, wrapped_key,
                   content, reporter, reporter_generation, mark, mark_epoch, contact, received_at, arrival, next_step,
                   due_at, version, pack_version, revision, proof)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                   $22, $23, $24)
                 on conflict (tenant, form_id) do nothing",
                params![
                    self.id,
                    self.tenant,
                    self.reference.as_str(),
                    self.form_id,
                    self.digest,
                    self.kind.as_str(),
                    self.state.as_str(),
                    self.urgent,
                    self.channel.as_str(),
                    self.wrapped_key.as_slice(),
                    self.content.as_slice(),
                    self.reporter.as_ref().map(|sealed| sealed.bytes.clone()),
                    self.generation(),
                    self.mark,
                    self.mark_epoch,
                    self.contact.as_str(),
                    self.received_at,
                    self.arrival,
                    self.next_step.as_str(),
                    self.due_at,
                    self.version,
                    self.pack_version.as_str(),
                    self.revision,
                    proof
                ],
            )
            .await?;
        if stored == 1 {
            tx.wrote(Self::TABLE, self.id, &proof);
        }
        Ok(stored == 1)
    }

    /// Writes a change; somebody else's since it was read is a conflict.
    pub(super) async fn save(&mut self, tx: &mut Tx, app: &App) -> Result<()> {
        self.revision += 1;
        let proof = proof::write(tx, app, self);
        let touched = tx
            .exec(
                "update signal set state = $4, next_step = $5, due_at = $6, outcome = $7, closed_at = $8, content = $9,
                   urgent = $10, pack_version = $11, version = $12, reporter = $13, reporter_generation = $14, mark = $15,
                   mark_epoch = $16, revision = $3, proof = $17
                 where id = $1 and tenant = $2 and revision = $3 - 1",
                params![
                    self.id,
                    self.tenant,
                    self.revision,
                    self.state.as_str(),
                    self.next_step.as_str(),
                    self.due_at,
                    self.outcome.clone(),
                    self.closed_at,
                    self.content.as_slice(),
                    self.urgent,
                    self.pack_version.as_str(),
                    self.version,
                    self.reporter.as_ref().map(|sealed| sealed.bytes.clone()),
                    self.generation(),
                    self.mark,
                    self.mark_epoch,
                    proof
                ],
            )
            .await?;
        if touched == 1 { Ok(()) } else { Err(Error::Conflict) }
    }
}
