//! The row of a signal: what stands in the clear, and the sealed parts, with the proof that it
//! stands as it was written.

use platform::db::Reader;
use platform::proof::{self, Noted};
use platform::{App, DossierId, Millis, Result, Tenant, guarded, params};
use uuid::Uuid;

/// Who reported, sealed to the vault: only `reporters` seals and opens it.
///
/// What a reporter says later of themselves cannot be put together with what the vault keeps already:
/// nobody who writes it can read that. So it stands behind it, each part sealed by itself, until an
/// officer opens the vault.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct Sealed {
    pub bytes: Vec<u8>,
    /// The number of the vault's key; of several parts the earliest one.
    pub generation: i64,
}

/// In front of several parts. One part alone begins with a point of a curve, and never so.
const SEVERAL: &[u8; 16] = b"several parts: 1";

impl Sealed {
    /// With this said later.
    #[must_use]
    pub(crate) fn and(&self, later: &Self) -> Self {
        let mut bytes = SEVERAL.to_vec();
        for part in self.parts().iter().chain([later]) {
            let length = u32::try_from(part.bytes.len()).unwrap_or(u32::MAX);
            bytes.extend(part.generation.to_be_bytes());
            bytes.extend(length.to_be_bytes());
            bytes.extend(&part.bytes);
        }
        let generation = self.generation.min(later.generation);
        Self { bytes, generation }
    }

    /// What was said first, and what was said later, in that order. Bytes that were cut off are one part,
    /// which does not open.
    #[must_use]
    pub(crate) fn parts(&self) -> Vec<Self> {
        let apart = self.bytes.strip_prefix(SEVERAL).and_then(parts_of);
        apart.unwrap_or_else(|| vec![self.clone()])
    }
}

fn parts_of(mut rest: &[u8]) -> Option<Vec<Sealed>> {
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (generation, behind) = rest.split_first_chunk::<8>()?;
        let (length, behind) = behind.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (bytes, behind) = behind.split_at_checked(length)?;
        found.push(Sealed {
            bytes: bytes.to_vec(),
            generation: i64::from_be_bytes(*generation),
        });
        rest = behind;
    }
    (!found.is_empty()).then_some(found)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sealed;

    type Said = (Vec<u8>, i64);

    fn said() -> impl Strategy<Value = Said> {
        (prop::collection::vec(any::<u8>(), 0..40), 1..5_i64)
    }

    fn sealed((bytes, generation): Said) -> Sealed {
        Sealed { bytes, generation }
    }

    proptest! {
        #[test]
        fn every_part_is_there_again(all in prop::collection::vec(said(), 1..6)) {
            let mut parts = all.iter().cloned().map(sealed);
            let first = parts.next().unwrap();
            let whole = parts.fold(first, |whole, later| whole.and(&later));
            let there: Vec<Said> = whole.parts().into_iter().map(|one| (one.bytes, one.generation)).collect();
            prop_assert_eq!(there, all.clone());
            prop_assert_eq!(Some(whole.generation), all.iter().map(|one| one.1).min());
        }

        #[test]
        fn any_bytes_are_at_least_one_part(one in said(), cut in 0..60_usize) {
            let one = sealed(one);
            prop_assert_eq!(one.parts().len(), 1);
            let mut whole = one.and(&one);
            whole.bytes.truncate(cut);
            prop_assert!(!whole.parts().is_empty());
        }
    }
}
