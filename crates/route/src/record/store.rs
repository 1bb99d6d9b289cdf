//! Entries in the database.

use std::collections::BTreeMap;

use platform::db::{Migration, Reader, Row, Tx};
use platform::{Actor, App, DossierId, Error, Millis, PersonId, Result, Tenant, params};
use policy::{PartnerId, TableId};
use uuid::Uuid;

use crate::signals::{self, Dossier, Reference};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-14-record",
    sql: "create table entry (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  kind text not null, about text not null, sealed {bytes} not null, at {int} not null, author {uuid} not null){strict};
create index entry_signal on entry (signal, tenant, at);
",
}, Migration {
    id: "route-40-opened-messages",
    // Neither when, nor by whom: whoever reported it.
    sql: "create table opened_message (
  entry {uuid} primary key references entry (id) on delete cascade, tenant {uuid} not null){strict};
",
}];

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    Note,
    /// To the reporter.
    Message,
    /// Asked the reporter.
    Asked,
    /// Put on the agenda of a consultation; `about` is the table.
    Agenda,
    /// What the consultation said; `about` is the table.
    Consulted,
    /// What it said, corrected; `about` is the entry that it stands for, and that may be a correction too.
    Corrected,
    /// Why an obligatory partner is not told; `about` is the partner.
    PassedOver,
    /// Why it was closed the way it was.
    Closed,
    /// Why it was taken up again.
    Reopened,
    /// With which other dossier it was merged: the words are its reference.
    Merged,
    /// Another dossier that was merged with this one: the words are its reference.
    MergedHere,
    /// Advice of a partner that was asked without a name; `about` is the partner.
    Advised,
    /// All of it went on paper; `about` says for what, the words why.
    Printed,
}

impl EntryKind {
    const ALL: [Self; 13] = [
        Self::Note,
        Self::Message,
        Self::Asked,
        Self::Agenda,
        Self::Consulted,
        Self::Corrected,
        Self::PassedOver,
        Self::Closed,
        Self::Reopened,
        Self::Merged,
        Self::MergedHere,
        Self::Advised,
        Self::Printed,
    ];

    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Message => "message",
            Self::Asked => "asked",
            Self::Agenda => "agenda",
            Self::Consulted => "consulted",
            Self::Corrected => "corrected",
            Self::PassedOver => "passed_over",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Merged => "merged",
            Self::MergedHere => "merged_here",
            Self::Advised => "advised",
            Self::Printed => "printed",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Entry {
    pub id: Uuid,
    pub kind: EntryKind,
    pub about: String,
    pub text: String,
    pub at: Millis,
    pub author: PersonId,
}

impl Entry {
    /// Of [`EntryKind::PassedOver`] and [`EntryKind::Advised`]: which partner.
    #[must_use]
    pub fn partner(&self) -> PartnerId {
        self.about.as_str().into()
    }

    /// Of [`EntryKind::Agenda`] and [`EntryKind::Consulted`]: which table; of a correction that of what it corrects, among
    /// these.
    #[must_use]
    pub fn table(&self, among: &[Self]) -> TableId {
        let mut first = self;
        while let Some(before) = first.corrects(among) {
            first = before;
        }
        first.about.as_str().into()
    }

    /// The earlier entry that this one stands for.
    fn corrects<'a>(&self, among: &'a [Self]) -> Option<&'a Self> {
        let id = Uuid::parse_str(&self.about).ok()?;
        let is_correction = self.kind == EntryKind::Corrected;
        let mut among = among.iter().filter(|_| is_correction);
        among.find(|other| other.id == id && other.at <= self.at && other.id != self.id)
    }

    /// Was it corrected since?
    #[must_use]
    pub fn is_corrected(&self, among: &[Self]) -> bool {
        let id = self.id.to_string();
        let corrects = |other: &Self| other.kind == EntryKind::Corrected && other.about == id;
        among.iter().any(corrects)
    }
}

/// Everything beside the words belongs to where they stand: changed, they do not open.
fn place(id: Uuid, kind: &str, about: &str, at: Millis, author: PersonId) -> String {
    format!("entry:{id}:{kind}:{at}:{author}:{about}")
}

fn open(dossier: &Dossier, row: &Row) -> Result<String> {
    let (kind, about): (String, String) = (row.get("kind")?, row.get("about")?);
    let place = place(
        row.get("id")?,
        &kind,
        &about,
        row.get("at")?,
        row.get("author")?,
    );
    let text = dossier.key.open(&row.get::<Vec<u8>>("sealed")?, &place)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

pub async fn add(
    tx: &mut Tx,
    app: &App,
    dossier: &Dossier,
    actor: &Actor,
    kind: EntryKind,
    about: &str,
    text: &str,
) -> Result<()> {
    let (id, at) = (app.clock.id(), app.clock.now());
    let place = place(id, kind.id(), about, at, actor.user);
    let sealed = dossier.key.seal(text.as_bytes(), &place);
    tx.wrote("entry", id, &sealed);
    tx.exec(
        "insert into entry (id, tenant, signal, kind, about, sealed, at, author) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            id, dossier.tenant, dossier.id, kind.id(), about, sealed, at, actor.user
        ],
    )
    .await?;
    Ok(())
}

/// Everything in a dossier's record, oldest first.
pub async fn list(tx: &mut Reader, dossier: &Dossier) -> Result<Vec<Entry>> {
    let entries: Result<Vec<Entry>> = tx
        .rows(
            "select kind, about, at, author, id, sealed from entry where signal = $1 and tenant = $2 order by at, id",
            params![dossier.id, dossier.tenant],
        )
        .await?
        .iter()
        .map(|row| {
            let kind = row.get::<String>("kind")?;
            Ok(Entry {
                id: row.get("id")?,
                kind: EntryKind::ALL
                    .into_iter()
                    .find(|known| known.id() == kind)
                    .ok_or_else(|| {
                        Error::Misread(format!("unknown entry in dossier {}", dossier.id))
                    })?,
                about: row.get("about")?,
                text: open(dossier, row)?,
                at: row.get("at")?,
                author: row.get("author")?,
            })
        })
        .collect();
    let mut entries = entries?;
    // Written in one act: first the message, then that it was closed.
    entries.sort_by_key(|entry| (entry.at, entry.kind));
    Ok(entries)
}

/// The reference of the dossier that this one was merged with last.
pub(crate) async fn merged_with(tx: &mut Reader, dossier: &Dossier) -> Result<Option<String>> {
    let mut entries = list(tx, dossier).await?.into_iter();
    let last = entries.rfind(|entry| entry.kind == EntryKind::Merged);
    Ok(last.map(|entry| entry.text))
}

/// Is this what was written last of its kind? A form that is sent twice writes once.
pub(crate) async fn repeats(
    tx: &mut Reader,
    dossier: &Dossier,
    kind: EntryKind,
    about: &str,
    text: &str,
) -> Result<bool> {
    let entries = list(tx, dossier).await?;
    let last = entries.iter().rfind(|entry| entry.kind == kind);
    Ok(last.is_some_and(|entry| entry.about == about && entry.text == text))
}

/// What the reporter was told and asked, the oldest first.
pub async fn messages(tx: &mut Reader, dossier: &Dossier) -> Result<Vec<Entry>> {
    Ok(list(tx, dossier)
        .await?
        .into_iter()
        .filter(|entry| matches!(entry.kind, EntryKind::Message | EntryKind::Asked))
        .collect())
}

/// Of what the reporter was told and asked, which one is the last question, counted from one; 0: there is
/// none.
#[must_use]
pub fn last_question(messages: &[Entry]) -> usize {
    let asked = |entry: &Entry| entry.kind == EntryKind::Asked;
    messages.iter().rposition(asked).map_or(0, |at| at + 1)
}

/// Messages and questions that the reporter did not open yet.
pub async fn unopened(tx: &mut Reader, tenant: Tenant, dossier: DossierId) -> Result<Vec<Uuid>> {
    let sql =
        "select id from entry where signal = $1 and tenant = $2 and kind in ('message', 'asked')
        and not exists (select 1 from opened_message where opened_message.entry = entry.id)";
    let rows = tx.rows(sql, params![dossier, tenant]).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// The reporter sees the messages now. Nothing is written when none is new.
pub async fn open_messages(app: &App, dossier: &Dossier) -> Result<()> {
    let new = {
        let mut tx = app.db.read().await?;
        unopened(&mut tx, dossier.tenant, dossier.id).await?
    };
    if new.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for entry in new {
        let sql =
            "insert into opened_message (entry, tenant) values ($1, $2) on conflict do nothing";
        tx.exec(sql, params![entry, dossier.tenant]).await?;
    }
    tx.commit_unaudited("when a reporter reads would tell who reports")
        .await
}

/// Something on the agenda of a consultation, in the words that were meant for it.
pub struct AgendaItem {
    /// Which one.
    pub entry: Uuid,
    pub dossier: DossierId,
    pub reference: Reference,
    /// What the officers call the dossier. Nobody else reads it.
    pub title: String,
    pub table: TableId,
    pub text: String,
    /// The same without who is involved, for a table that reads no names.
    pub nameless: String,
    pub at: Millis,
}

/// How much waits on the agenda of each table.
pub async fn waiting(tx: &mut Reader, tenant: Tenant) -> Result<BTreeMap<TableId, i64>> {
    let sql = "select e.about, count(*) as n from entry e join signal s on s.id = e.signal
         where e.tenant = $1 and e.kind = 'agenda' and s.state <> 'closed' and not exists (
           select 1 from entry later where later.signal = e.signal and later.kind = 'consulted'
             and later.about = e.about and later.at >= e.at) group by e.about";
    let rows = tx.rows(sql, params![tenant]).await?;
    rows.iter()
        .map(|row| Ok((row.get("about")?, row.get("n")?)))
        .collect()
}

/// What is on the agenda of these tables, of dossiers that are not closed, and has not been discussed
/// since. Of other tables nothing is opened.
pub async fn agenda(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    shows: impl Fn(&TableId) -> bool,
) -> Result<Vec<AgendaItem>> {
    let sql = "select e.id, e.signal, e.kind, e.about, e.sealed, e.at, e.author
         from entry e join signal s on s.id = e.signal
         where e.tenant = $1 and e.kind = 'agenda' and s.state <> 'closed' and not exists (
           select 1 from entry later where later.signal = e.signal and later.kind = 'consulted'
             and later.about = e.about and later.at >= e.at) order by e.at";
    let rows = tx.rows(sql, params![tenant]).await?;
    let mut items = Vec::new();
    for row in rows {
        let table: TableId = row.get("about")?;
        if !shows(&table) {
            continue;
        }
        let dossier = signals::load(tx, app, tenant, row.get("signal")?).await;
        let opened = dossier.and_then(|dossier| Ok((open(&dossier, &row)?, dossier)));
        let (text, dossier) = match opened {
            Ok(opened) => opened,
            // `meldroute check` names it; the other items are there.
            Err(error) if error.is_damage() => continue,
            Err(error) => return Err(error),
        };
        items.push(AgendaItem {
            entry: row.get("id")?,
            dossier: dossier.id,
            title: dossier.report.title(),
            nameless: dossier.nameless(&text),
            reference: dossier.reference,
            table,
            text,
            at: row.get("at")?,
        });
    }
    Ok(items)
}
