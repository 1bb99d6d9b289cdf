//! What somebody asked, between asking and reading the answer. It stands in memory alone, for the
//! session that asked: what is searched for stands in no address, database, log or record. After an
//! hour, or a restart, it is asked anew.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use platform::clock::HOUR;
use platform::{Actor, App, Millis, Tenant};
use uuid::Uuid;

/// So many of one session are kept; more at once makes the oldest go.
const OF_ONE: usize = 10;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub text: String,
    /// Why, once that was said: only then is there an answer.
    pub reason: Option<String>,
}

struct Kept {
    session: [u8; 32],
    tenant: Tenant,
    until: Millis,
    asked: Asked,
}

#[derive(Default)]
struct All(Mutex<HashMap<Uuid, Kept>>);

/// Keeps a question; gives the number that the page of the answer goes by.
pub(super) fn keep(app: &App, actor: &Actor, asked: Asked) -> Uuid {
    let (id, now) = (app.clock.id_without_time(), app.clock.now());
    let all = app.memory.of::<All>();
    let mut all = all.0.lock().unwrap_or_else(PoisonError::into_inner);
    all.retain(|_, kept| kept.until > now);
    let mut own: Vec<(Millis, Uuid)> = all
        .iter()
        .filter(|(_, kept)| kept.session == actor.session)
        .map(|(id, kept)| (kept.until, *id))
        .collect();
    own.sort_unstable();
    for (_, oldest) in own.iter().rev().skip(OF_ONE - 1) {
        all.remove(oldest);
    }
    let kept = Kept {
        session: actor.session,
        tenant: actor.tenant,
        until: now + HOUR,
        asked,
    };
    all.insert(id, kept);
    id
}

/// What was asked under this number, in this session and municipality.
pub(super) fn asked(app: &App, actor: &Actor, id: Uuid) -> Option<Asked> {
    let all = app.memory.of::<All>();
    let all = all.0.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = all.get(&id)?;
    let is_own = kept.session == actor.session && kept.tenant == actor.tenant;
    (is_own && kept.until > app.clock.now()).then(|| kept.asked.clone())
}
