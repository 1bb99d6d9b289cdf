//! Codes that belong to links, as long as the officer may read them aloud: in memory only, for the session
//! that sent the link, ten minutes, and not after signing out. The database knows none of them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use platform::app::OfSessions;
use platform::guests::Invited;
use platform::{Actor, Millis};
use uuid::Uuid;

/// So long a code can be read: ten minutes.
const SHOWN: Millis = 10 * 60 * 1000;

/// Those of all sessions.
#[derive(Default)]
pub struct Codes(Mutex<Vec<Kept>>);

struct Kept {
    session: [u8; 32],
    about: Uuid,
    until: Millis,
    code: String,
    path: String,
}

/// A code to read aloud.
pub struct Code {
    pub digits: String,
    /// `/gast/TOKEN`: to send by oneself, where this program sends no mail.
    pub path: String,
    /// Until when it is shown.
    pub until: Millis,
}

/// With the keys of vaults that nobody uses, every minute.
pub const OF_SESSIONS: OfSessions = OfSessions {
    forget_old: |app, now| app.memory.of::<Codes>().forget_old(now),
    ended: |app, session| app.memory.of::<Codes>().done(session),
};

impl Codes {
    fn all(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the code of a link that was just made, in the place of an earlier one about the same.
    pub(crate) fn put(&self, who: &Actor, about: impl Into<Uuid>, made: Invited, now: Millis) {
        let about = about.into();
        let mut all = self.all();
        all.retain(|kept| kept.about != about);
        all.push(Kept {
            session: who.session,
            about,
            until: now + SHOWN,
            code: made.code.unwrap_or_default(),
            path: made.path,
        });
    }

    /// The code of a link about this (a handover, somebody at a meeting), for the session that sent it.
    #[must_use]
    pub fn of(&self, who: &Actor, about: impl Into<Uuid>, now: Millis) -> Option<Code> {
        let about = about.into();
        self.forget_old(now);
        let all = self.all();
        let kept = all
            .iter()
            .find(|kept| kept.about == about && kept.session == who.session)?;
        Some(Code {
            digits: kept.code.clone(),
            path: kept.path.clone(),
            until: kept.until,
        })
    }

    /// The link was withdrawn.
    pub(crate) fn forget(&self, about: impl Into<Uuid>) {
        let about = about.into();
        self.all().retain(|kept| kept.about != about);
    }

    fn done(&self, session: &[u8; 32]) {
        self.all().retain(|kept| kept.session != *session);
    }

    fn forget_old(&self, now: Millis) {
        self.all().retain(|kept| now < kept.until);
    }
}
