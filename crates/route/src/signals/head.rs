//! The row of a signal: what stands in the clear, and the sealed parts, with the proof that it
//! stands as it was written.

use platform::db::Reader;
use platform::proof::{self, Noted};
use platform::{App, DossierId, Millis, Result, Tenant, guarded, params};
use uuid::Uuid;

/// Who reported, sealed to the vault: only `reporters` seals and opens it.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct Sealed {
    pub bytes: Vec<u8>,
    /// The number of the vault's key.
    pub generation: i64,
}

pub(super) struct Head {
    pub id: DossierId,
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
    pub reporter: Option<Vec<u8>>,
    pub reporter_generation: i64,
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
    /// Goes up at every write, also when the name is sealed anew.
    pub revision: i64,
}

guarded!(
    Head,
    "signal",
    |row| Noted::InAudit(row.tenant),
    revision,
    key[id],
    [
        tenant,
        reference,
        form_id,
        digest,
        kind,
        state,
        urgent,
        channel,
        wrapped_key,
        content,
        reporter,
        reporter_generation,
        mark,
        mark_epoch,
        contact,
        received_at,
        arrival,
        next_step,
        due_at,
        version,
        pack_version,
        outcome,
        closed_at,
        revision,
    ]
);

impl Head {
    /// Who reported, sealed to the vault.
    pub fn sealed_reporter(&self) -> Option<Sealed> {
        let generation = self.reporter_generation;
        self.reporter
            .clone()
            .map(|bytes| Sealed { bytes, generation })
    }

    pub(super) async fn of(
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        id: DossierId,
    ) -> Result<Self> {
        proof::must(
            tx,
            app,
            "select {row} from signal where id = $1 and tenant = $2",
            params![id, tenant],
        )
        .await
    }
}
