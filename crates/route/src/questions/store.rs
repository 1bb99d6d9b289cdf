//! Questions in the database: one row each, with the talk sealed under a key of its own.

use platform::db::{Migration, Reader, Tx};
use platform::proof::{self, Noted, Standing};
use platform::{Actor, App, Error, Millis, Result, Tenant, guarded, params};
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
}, Migration {
    // Not everything is asked of the officer. What was, the step behind this proves anew.
    id: "route-49-questions-to-whom",
    sql: "alter table question add column addressee text not null default 'officer';
",
}];

/// The row: it says by when an answer is to be there, so it carries a proof.
struct Stored {
    id: Uuid,
    tenant: Tenant,
    mark: [u8; 32],
    wrapped_key: Vec<u8>,
    content: Vec<u8>,
    due_at: Option<Millis>,
    ends_at: Option<Millis>,
    addressee: To,
    version: i64,
}

guarded!(
    Stored,
    "question",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [
        tenant,
        mark,
        wrapped_key,
        content,
        due_at,
        ends_at,
        addressee,
        version
    ]
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
        let talk = serde_json::from_slice(&key.open(&row.content, &place(row.id))?)?;
        Ok(Self {
            id: row.id,
            to: row.addressee,
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
            addressee: to,
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
        let talk = serde_json::to_vec(&self.talk)?;
        self.row.content = self.key.seal(&talk, &place(self.id));
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
    those(tx, app, tenant, |row| row.addressee == to).await
}

/// Those that fit; nothing of others is opened.
async fn those(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    fits: impl Fn(&Stored) -> bool,
) -> Result<Vec<Question>> {
    let sql = "select {row} from question where tenant = $1";
    let rows = proof::rows::<Stored>(tx, sql, params![tenant]).await?;
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
    let is_own = |row: &Stored| row.addressee == to && row.mark == mark(actor, row.id);
    let mut all = those(tx, app, actor.tenant, is_own).await?;
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
    let sql = "select {row} from question where tenant = $1 and id = $2 and addressee = $3";
    let row = proof::one::<Stored>(tx, app, sql, params![tenant, id, to.id()]).await?;
    row.map(|row| Question::of(app, row)).transpose()
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
    tenant: Tenant,
    to: To,
    (from, until): (Millis, Millis),
) -> Result<i64> {
    let sql = "select count(*) as n from question where tenant = $1 and due_at >= $2 and due_at < $3 and addressee = $4";
    let row = tx.must(sql, params![tenant, from, until, to.id()]).await?;
    row.get("n")
}

/// For `meldroute check`: the proofs as they stand.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Stored>(tx, app, tenant).await
}

/// `meldroute check` opens what was asked.
pub const HOLDING: Holding = Holding::Beside("questions", |tx, app, tenant| {
    Box::pin(async move {
        let sql = "select {row} from question where tenant = $1";
        let rows = proof::all_or_fault::<Stored>(tx, app, sql, params![tenant]).await?;
        let opened = rows
            .into_iter()
            .map(|row| Question::of(app, row).map(|_| ()));
        opened.collect::<std::result::Result<(), Error>>()
    })
});
