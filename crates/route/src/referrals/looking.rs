//! The pages of a handover that an officer looks at before it leaves. They are in memory only, of one
//! session, the last ones that it asked for, no longer than an opened vault would stay open
//! without being used, and not after signing out. After a restart the officer asks for them again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use platform::app::{OfSessions, VAULT_IDLE};
use platform::{Actor, DossierId, Millis};
use uuid::Uuid;

/// All that is held at once, in bytes: some four hundred pages of text.
const MOST: usize = 64 * 1024 * 1024;

/// What is being looked at, the latest last.
#[derive(Default)]
pub struct Looking(Mutex<Vec<Look>>);

struct Look {
    id: Uuid,
    session: [u8; 32],
    dossier: DossierId,
    at: Millis,
    sheets: Vec<Arc<Vec<u8>>>,
}

impl Look {
    fn size(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.len()).sum()
    }
}

/// With the keys of vaults that nobody uses, every minute.
pub const OF_SESSIONS: OfSessions = OfSessions {
    forget_old: |app, now| app.memory.of::<Looking>().forget_old(now),
    ended: |app, session| app.memory.of::<Looking>().done(session),
};

impl Looking {
    fn all(&self) -> MutexGuard<'_, Vec<Look>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the pages in the place of what this session looked at before; the oldest of others go
    /// when there is no room.
    pub fn put(
        &self,
        who: &Actor,
        (id, dossier): (Uuid, DossierId),
        sheets: Vec<Vec<u8>>,
        now: Millis,
    ) {
        let look = Look {
            id,
            session: who.session,
            dossier,
            at: now,
            sheets: sheets.into_iter().map(Arc::new).collect(),
        };
        let mut all = self.all();
        all.retain(|other| other.session != who.session);
        all.push(look);
        while all.len() > 1 && all.iter().map(Look::size).sum::<usize>() > MOST {
            all.remove(0);
        }
    }

    /// A page, the first is 1, for the session that asked for it.
    pub fn sheet(
        &self,
        who: &Actor,
        (id, dossier): (Uuid, DossierId),
        number: usize,
        now: Millis,
    ) -> Option<Arc<Vec<u8>>> {
        self.forget_old(now);
        let all = self.all();
        let look = all
            .iter()
            .find(|look| look.id == id && look.session == who.session && look.dossier == dossier)?;
        look.sheets.get(number.checked_sub(1)?).cloned()
    }

    /// It left, or will not, or whoever looked at it signed out.
    pub fn done(&self, session: &[u8; 32]) {
        self.all().retain(|look| look.session != *session);
    }

    /// How many sessions look at something.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all().len()
    }

    /// Pages that nobody can be looking at any more.
    pub fn forget_old(&self, now: Millis) {
        self.all().retain(|look| now - look.at < VAULT_IDLE);
    }
}
