//! Codes that belong to links, as long as the officer may read them aloud: in memory only, for the session
//! that sent the link, ten minutes, and not after signing out. The database knows none of them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use platform::app::OfSessions;
use platform::guests::Invited;
use platform::{Actor, Millis};
use route::referrals::ReferralId;

/// So long a code can be read: ten minutes.
const SHOWN: Millis = 10 * 60 * 1000;

/// Those of all sessions.
#[derive(Default)]
pub struct Codes(Mutex<Vec<Kept>>);

struct Kept {
    session: [u8; 32],
    referral: ReferralId,
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

    /// Keeps the code of a link that was just made, in the place of an earlier one of this handover.
    pub(super) fn put(&self, who: &Actor, referral: ReferralId, made: Invited, now: Millis) {
        let mut all = self.all();
        all.retain(|kept| kept.referral != referral);
        all.push(Kept {
            session: who.session,
            referral,
            until: now + SHOWN,
            code: made.code.unwrap_or_default(),
            path: made.path,
        });
    }

    /// The code of a handover, for the session that sent it.
    #[must_use]
    pub fn of(&self, who: &Actor, referral: ReferralId, now: Millis) -> Option<Code> {
        self.forget_old(now);
        let all = self.all();
        let kept = all
            .iter()
            .find(|kept| kept.referral == referral && kept.session == who.session)?;
        Some(Code {
            digits: kept.code.clone(),
            path: kept.path.clone(),
            until: kept.until,
        })
    }

    /// The link was withdrawn.
    pub(super) fn forget(&self, referral: ReferralId) {
        self.all().retain(|kept| kept.referral != referral);
    }

    fn done(&self, session: &[u8; 32]) {
        self.all().retain(|kept| kept.session != *session);
    }

    fn forget_old(&self, now: Millis) {
        self.all().retain(|kept| now < kept.until);
    }
}
