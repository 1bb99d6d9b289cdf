//! The document that a session made last, until it was fetched or the time of an unused vault is over. It is in memory
//! only: nothing of it is in the database, in a file or in a log.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use platform::app::{OfSessions, VAULT_IDLE};
use platform::{Actor, DossierId, Millis};

/// All that is held at once, in bytes.
const MOST: usize = 64 * 1024 * 1024;

/// What was made, the latest last.
#[derive(Default)]
pub struct Made(Mutex<Vec<One>>);

struct One {
    session: [u8; 32],
    dossier: DossierId,
    at: Millis,
    pdf: Arc<Vec<u8>>,
}

/// With the keys of vaults that nobody uses, every minute.
pub const OF_SESSIONS: OfSessions = OfSessions {
    forget_old: |app, now| app.memory.of::<Made>().forget_old(now),
    ended: |app, session| app.memory.of::<Made>().done(session),
};

impl Made {
    fn all(&self) -> MutexGuard<'_, Vec<One>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps it in the place of what this session made before; the oldest of others go when there is no room.
    pub fn put(&self, who: &Actor, dossier: DossierId, pdf: Vec<u8>, now: Millis) {
        let mut all = self.all();
        all.retain(|other| other.session != who.session);
        all.push(One {
            session: who.session,
            dossier,
            at: now,
            pdf: Arc::new(pdf),
        });
        while all.len() > 1 && all.iter().map(|one| one.pdf.len()).sum::<usize>() > MOST {
            all.remove(0);
        }
    }

    /// The document, for the session that made it.
    pub fn get(&self, who: &Actor, dossier: DossierId, now: Millis) -> Option<Arc<Vec<u8>>> {
        self.forget_old(now);
        let all = self.all();
        let mut own = all.iter().filter(|one| one.session == who.session);
        let one = own.find(|one| one.dossier == dossier)?;
        Some(Arc::clone(&one.pdf))
    }

    /// Whoever made it signed out.
    pub fn done(&self, session: &[u8; 32]) {
        self.all().retain(|one| one.session != *session);
    }

    /// What lies there too long.
    pub fn forget_old(&self, now: Millis) {
        self.all().retain(|one| now - one.at < VAULT_IDLE);
    }
}
