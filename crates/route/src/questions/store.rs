//! Questions in the database: one row each, with the talk sealed under a key of its own.

use platform::db::{Migration, Reader, Tx};
use platform::proof::{self, Noted, Standing};
use platform::{Actor, App, Error, Millis, Result, Tenant, guarded, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Key;

use super::model::{Said, To, asked};
use crate::parts::Holding;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-47-questions",
    sql: "create table question (
  id {uuid} primary key, tenant {uuid} not null, mark {bytes} not null, wrapped_key {bytes} not null,
  content {bytes} not null, due_at {int}, ends_at {int}, version {int} not null, proof {bytes} not null){strict};
create index question_due on question (tenant, due_at);
create index question_ends on question (tenant, ends_at);
",
}];

/// What is sealed of a question. Of whom it was asked is sealed too: how much is reported about colleagues no row tells.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Content {
    /// Asked of the officer.
    Talk(Vec<Said>),
    Of {
        to: To,
        talk: Vec<Said>,
    },
}

impl Content {
    fn open(self) -> (To, Vec<Said>) {
        match self {
            Self::Talk(talk) => (To::Officer, talk),
            Self::Of { to, talk } => (to, talk),
        }
    }
}

/// The row: it says by when an answer is to be there, so it carries a proof.
struct Stored {
    id: Uuid,
    tenant: Tenant,
    mark: [u8; 32],
    wrapped_key: Vec<u8>,
    content: Vec<u8>,
    due_at: Option<Millis>,
    ends_at: Option<Millis>,
    version: i64,
}

guarded!(
    Stored,
    "question",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [tenant, mark, wrapped_key, content, due_at, ends_at, version]
);

/// A question, opened.
pub struct Question {
    pub id: Uuid,
    pub to: To,
    /// In order of time.
    pub talk: Vec<Said>,
    /// By when something is to be written; `None`: nothing is.
    pub due_at: Option<Millis>,
    /// When it goes.
    pub ends_at: Option<Millis>,
    key: Key,
    row: Stored,
}

fn key_place(id: Uuid) -> String {
    format!("question:{id}")
}

fn place(id: Uuid) -> String {
    format!("question talk:{id}")
}

/// The mark of who asks on a question: only their own secret makes it.
fn mark(actor: &Actor, id: Uuid) -> [u8; 32] {
    actor.mark_key().fingerprint(&[b"question", id.as_bytes()])
}

impl Question {
    fn of(app: &App, row: Stored) -> Result<Self> {
        let here = app.keys.tenant(row.tenant)?;
        let key = here.unwrap_key(&row.wrapped_key, &key_place(row.id))?;
        let content: Content = serde_json::from_slice(&key.open(&row.content, &place(row.id))?)?;
        let (to, talk) = content.open();
        Ok(Self {
            id: row.id,
            to,
            talk,
            due_at: row.due_at,
            ends_at: row.ends_at,
            key,
            row,
        })
    }

    /// A new one of this person, about which nothing was said yet.
    pub(super) fn begun(app: &App, actor: &Actor, to: To) -> Result<Self> {
        let (id, key) = (app.clock.id_without_time(), Key::random());
        let here = app.keys.tenant(actor.tenant)?;
        let row = Stored {
            id,
            tenant: actor.tenant,
            mark: mark(actor, id),
            wrapped_key: here.wrap(&key, &key_place(id)),
            content: Vec::new(),
            due_at: None,
            ends_at: None,
            version: 0,
        };
        let (talk, due_at, ends_at) = (Vec::new(), None, None);
        Ok(Self {
            id,
            to,
            talk,
            due_at,
            ends_at,
            key,
            row,
        })
    }

    /// So many times who asked wrote.
    #[must_use]
    pub fn asked(&self) -> usize {
        asked(&self.talk)
    }

    /// Who asked has the last word of the other side.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.talk.last().is_none_or(|said| said.by.is_some())
    }

    /// Writes it down as it stands now.
    pub(super) async fn save(mut self, tx: &mut Tx, app: &App) -> Result<()> {
        let (to, talk) = (self.to, std::mem::take(&mut self.talk));
        let content = serde_json::to_vec(&Content::Of { to, talk })?;
        self.row.content = self.key.seal(&content, &place(self.id));
        (self.row.due_at, self.row.ends_at) = (self.due_at, self.ends_at);
        proof::save(tx, app, &mut self.row).await
    }

    /// Takes it away, with its only key.
    pub(super) async fn remove(self, tx: &mut Tx, app: &App) -> Result<bool> {
        proof::remove(tx, app, &self.row).await
    }
}

/// All that was asked here of one of these, what waits longest first. What is damaged is left out: `meldroute check`
/// names it.
pub(super) async fn all(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    to: To,
) -> Result<Vec<Question>> {
    let mut all = those(tx, app, tenant, |_| true).await?;
    all.retain(|one| one.to == to);
    Ok(all)
}

/// Every question of a municipality: they go soon after they were answered.
pub const ALL: &str = "select {row} from question where tenant = $1";

/// Those that fit; nothing of others is opened.
async fn those(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    fits: impl Fn(&Stored) -> bool,
) -> Result<Vec<Question>> {
    let rows = proof::rows::<Stored>(tx, ALL, params![tenant]).await?;
    let mut found = Vec::new();
    let stored = proof::sound::<Stored>(tx, app, &rows)?.into_iter();
    for row in stored.filter(fits) {
        match Question::of(app, row) {
            Ok(question) => found.push(question),
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    let last = |question: &Question| question.talk.last().map_or(0, |said| said.at);
    found.sort_by_key(|one| (one.due_at.unwrap_or(Millis::MAX), -last(one), one.id));
    Ok(found)
}

/// What this person asked here of one of these, the latest first.
pub async fn mine(tx: &mut Reader, app: &App, actor: &Actor, to: To) -> Result<Vec<Question>> {
    let is_own = |row: &Stored| row.mark == mark(actor, row.id);
    let mut all = those(tx, app, actor.tenant, is_own).await?;
    all.retain(|one| one.to == to);
    let last = |question: &Question| question.talk.last().map_or(0, |said| said.at);
    all.sort_by_key(|one| (-last(one), one.id));
    Ok(all)
}

/// One that was asked here of one of these.
pub(super) async fn one(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (id, to): (Uuid, To),
) -> Result<Option<Question>> {
    let sql = "select {row} from question where tenant = $1 and id = $2";
    let row = proof::one::<Stored>(tx, app, sql, params![tenant, id]).await?;
    let found = row.map(|row| Question::of(app, row)).transpose()?;
    Ok(found.filter(|one| one.to == to))
}

/// What was answered and has had its time.
pub(super) async fn ended(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    now: Millis,
) -> Result<Vec<Question>> {
    let is_over = |row: &Stored| row.ends_at.is_some_and(|ends| ends < now);
    those(tx, app, tenant, is_over).await
}

/// How many answers were or are to be there in this stretch of time, and are not.
pub async fn late_between(
    tx: &mut Reader,
    app: &App,
    (tenant, to): (Tenant, To),
    (from, until): (Millis, Millis),
) -> Result<i64> {
    let is_due = |row: &Stored| row.due_at.is_some_and(|due| (from..until).contains(&due));
    let mut due = those(tx, app, tenant, is_due).await?;
    due.retain(|one| one.to == to);
    Ok(i64::try_from(due.len()).unwrap_or(i64::MAX))
}

/// For `meldroute check`: the proofs as they stand.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Stored>(tx, app, tenant).await
}

/// `meldroute check` opens what was asked.
pub const HOLDING: Holding = Holding::Beside("questions", |tx, app, tenant| {
    Box::pin(async move {
        let rows = proof::all_or_fault::<Stored>(tx, app, ALL, params![tenant]).await?;
        let opened = rows
            .into_iter()
            .map(|row| Question::of(app, row).map(|_| ()));
        opened.collect::<std::result::Result<(), Error>>()
    })
});

#[cfg(test)]
mod tests {
    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<super::Content>("question_of");
    }
}
