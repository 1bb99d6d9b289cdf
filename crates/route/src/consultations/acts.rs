//! The agenda of a consultation, and what it said (bijlage 2, stap 3).

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::{Actor, App, Result, Role, Tenant};
use policy::TableId;

use super::asked::Asked;
use crate::audited;
use crate::dossiers::{Ended, Open, Refusal};
use crate::record::{self, AgendaItem, Entry, EntryKind};
use crate::reporters;

/// Where the officer says whom of the partner that sent the signal was asked.
pub const ASKED_PARTNER: &str = "asked-partner";

/// What the officer has for a consultation, or took from it.
pub struct Words {
    /// The table.
    pub table: TableId,
    pub text: String,
    /// Words in it that may be the reporter's, and that the officer says to be somebody else's.
    pub someone_else: BTreeSet<String>,
    /// Words in it that a roster knows, and that the officer lets stand.
    pub may_stand: BTreeSet<String>,
    /// Whom of the partner that sent the signal was asked whether it may be passed on, and when; where it asked that.
    pub asked_partner: String,
}

impl Words {
    /// Is there such a table, and anything to discuss?
    pub fn are_for_the_agenda(&self, app: &App, who: &Actor) -> Ended {
        self.are_there(app, who, "no-agenda")
    }

    fn are_there(&self, app: &App, who: &Actor, empty: &'static str) -> Ended {
        let pack = app.tenants.get(who.tenant)?.pack;
        if pack.table(&self.table).is_none() {
            return Err(Refusal::of("table", "choose"));
        }
        if self.text.trim().is_empty() {
            return Err(Refusal::of("text", empty));
        }
        Ok(())
    }
}

/// Puts something on the agenda. That is read by others, the police too: it may not say who
/// reported, and nobody overrides that. What may be somebody else's name, the officer says to be so, and what a
/// roster knows, as a handover, the officer lets stand or makes vaguer. The officer's vault must be open when
/// there is a reporter.
pub async fn put_on_agenda(app: &App, who: &Actor, open: Open, words: &Words) -> Ended {
    let namesakes = may_be_on_the_agenda(app, who, &open, words)?;
    keep(app, who, open, (EntryKind::Agenda, namesakes), words).await
}

/// May these words be read by a table? Gives how many names in them were said to be somebody else's.
fn may_be_on_the_agenda(app: &App, who: &Actor, open: &Open, words: &Words) -> Ended<usize> {
    words.are_for_the_agenda(app, who)?;
    open.keeps_back("text", &words.text)?;
    let whom = words.asked_partner.trim();
    if open.asks_before_a_table() {
        if whom.is_empty() {
            return Err(Refusal::of(ASKED_PARTNER, "asked-partner"));
        }
        // It stands in what happened, not in the vault.
        reporters::is_not_named(app, who, open, (ASKED_PARTNER, whom))?;
    }
    let asked = asked(app, who, open, &words.text)?;
    let faults = asked.faults(words);
    if faults.is_empty() {
        Ok(asked.names.len())
    } else {
        Err(Refusal::Typed(faults))
    }
}

/// What is to be asked about words for an agenda. The officer's vault must be open when there is a reporter.
///
/// # Errors
/// When the reporter cannot be read.
pub fn asked(app: &App, who: &Actor, open: &Open, text: &str) -> Result<Asked> {
    let reporter = match open.reporter {
        Some(_) => Some(reporters::open_reporter(app, who, open)?),
        None => None,
    };
    Ok(Asked::of(text, &open.report, reporter.as_ref()))
}

/// Puts one of several dossiers on the agenda, in the transaction of the act that has them all. Gives what is to be
/// recorded of it; nothing when it stands there already.
pub async fn put_at(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    open: &Open,
    words: &Words,
) -> Ended<Option<Event>> {
    let namesakes = may_be_on_the_agenda(app, who, open, words)?;
    Ok(write(tx, app, who, open, (EntryKind::Agenda, namesakes), words).await?)
}

/// Keeps what a consultation said. Only officers read it.
pub async fn record_outcome(app: &App, who: &Actor, open: Open, words: &Words) -> Ended {
    words.are_there(app, who, "no-outcome")?;
    keep(app, who, open, (EntryKind::Consulted, 0), words).await
}

/// What waits on the agenda of one table, of dossiers that are not closed.
pub async fn waiting_at(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    table: &TableId,
) -> Result<Vec<AgendaItem>> {
    record::agenda(tx, app, tenant, |of| of == table).await
}

/// Keeps what a consultation said of one of several dossiers, in the transaction of the act that has them all: what
/// waited there waits no more. Without a table it is a note. With what stood there `before`, in one of these writings, it is
/// said anew and stands for that; nothing new was discussed, so what waits on the agenda waits on.
pub async fn said_at(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    open: &Open,
    (table, before, text): (Option<&TableId>, &[String], &str),
) -> Result<()> {
    let (kind, about) = match table {
        Some(table) if before.is_empty() => (EntryKind::Consulted, table.to_string()),
        Some(table) => stands_for(tx, open, table, before).await?,
        None => (EntryKind::Note, String::new()),
    };
    record::add(tx, app, open, who, kind, &about, text).await
}

/// The entry that is corrected; what is not found is corrected with a note.
async fn stands_for(
    tx: &mut Reader,
    open: &Open,
    table: &TableId,
    before: &[String],
) -> Result<(EntryKind, String)> {
    let entries = record::list(tx, open).await?;
    let is_before = |entry: &&Entry| {
        let is_said = matches!(entry.kind, EntryKind::Consulted | EntryKind::Corrected);
        is_said && before.contains(&entry.text) && entry.table(&entries) == *table
    };
    Ok(match entries.iter().rfind(is_before) {
        Some(entry) => (EntryKind::Corrected, entry.id.to_string()),
        None => (EntryKind::Note, String::new()),
    })
}

/// With how many names were said to be somebody else's.
async fn keep(
    app: &App,
    who: &Actor,
    open: Open,
    (kind, namesakes): (EntryKind, usize),
    words: &Words,
) -> Ended {
    open.keeps_back("text", &words.text)?;
    let mut tx = app.db.begin().await?;
    match write(&mut tx, app, who, &open, (kind, namesakes), words).await? {
        Some(event) => open.add(tx, app, event).await,
        None => Ok(()),
    }
}

async fn write(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    open: &Open,
    (kind, namesakes): (EntryKind, usize),
    words: &Words,
) -> Result<Option<Event>> {
    let (table, text) = (words.table.as_str(), &words.text);
    if record::repeats(tx, open, kind, table, text).await? {
        return Ok(None);
    }
    record::add(tx, app, open, who, kind, table, text).await?;
    if kind == EntryKind::Agenda && open.asks_before_a_table() {
        let whom = [("whom", words.asked_partner.trim().to_owned())];
        let told = app.i18n.lang("nl").with("consultation-asked-note", &whom);
        record::add(tx, app, open, who, EntryKind::Note, "", &told).await?;
    }
    let event = Event::by(who, Role::Officer, &audited::DOSSIER_CONSULTED).with("what", kind.id());
    let event = event.on(open.id);
    Ok(Some(if namesakes > 0 {
        event.with("namesakes", namesakes)
    } else {
        event
    }))
}
