//! The talk with the reporter on the dossier page: what was said in order of time, a field to ask or tell
//! something, and whether an answer is waited for.

use std::collections::HashMap;

use accounts::people;
use askama::Template;
use platform::db::Reader;
use platform::forms::Form;
use platform::tasks::Task;
use platform::web::{Html, Page, Words};
use platform::{Error, Millis, PersonId, Result};
use policy::Pack;

use super::acts::wants_a_message;
use super::talk::{Said, in_order};
use crate::additions::{self, Addition};
use crate::dossiers::Open;
use crate::parts::{Panel, Place, Shown};
use crate::record::{self, Entry, EntryKind};
use crate::reporters::{self, Reporter};
use crate::signals::{ADDED, ANSWER, State as Stands, Statement, Subject};

#[derive(Template)]
#[template(path = "telling/templates/talk.html")]
struct Talk<'a> {
    page: &'a Page,
    open: &'a Open,
    pack: &'a Pack,
    said: Vec<Said>,
    names: HashMap<PersonId, String>,
    write: Write,
    /// Until when a question has its time.
    asked_until: Option<Millis>,
}

/// What the officer writes with.
struct Write {
    form: Form,
    /// The reporter may be told something.
    may: bool,
    /// With an opened vault: how that is safe.
    reporter: Option<Reporter>,
}

impl Write {
    fn of(shown: &Shown<'_>) -> Result<Self> {
        let may = wants_a_message(shown.open);
        let reporter = match reporters::open_reporter(shown.app, shown.actor, shown.open) {
            Ok(reporter) => Some(reporter),
            Err(Error::VaultClosed) => None,
            Err(error) => return Err(error),
        };
        Ok(Self {
            form: shown.filled(
                Form::new(&shown.page.texts, "talk").numbered("talk"),
                "talk",
                "",
            ),
            may,
            reporter: reporter.filter(|_| may),
        })
    }
}

impl Talk<'_> {
    fn signs(&self, added: &Addition) -> Words {
        let signs = added.indicators.iter();
        let signs = signs.filter_map(|id| self.pack.indicator(id));
        Words::joined(signs.map(|sign| self.page.label(&sign.text)), " · ")
    }

    fn statements(&self, added: &Addition) -> Vec<&Statement> {
        let all = &self.open.report.statements;
        let of_it = added.statements.iter();
        of_it.filter_map(|at| all.get(*at)).collect()
    }

    fn involved(&self, added: &Addition) -> String {
        let subjects = added.subjects.iter();
        let subjects = subjects.filter_map(|id| self.open.report.subject(*id));
        let names: Vec<_> = subjects.map(Subject::title).collect();
        names.join(" · ")
    }

    fn by(&self, entry: &Entry) -> &str {
        self.names.get(&entry.author).map_or("", String::as_str)
    }

    fn asks(entry: &Entry) -> bool {
        entry.kind == EntryKind::Asked
    }

    /// What came from the reporter and nobody said to have read.
    fn unread(&self) -> Vec<&Addition> {
        let said = self.said.iter();
        let added = said.filter_map(|one| match one {
            Said::Reporter(added) => Some(added),
            Said::Officer(_) => None,
        });
        added.filter(|added| added.waits).collect()
    }

    fn waits(&self) -> bool {
        self.open.tasks().open_of(&ADDED).next().is_some()
    }

    /// Read and judged, it is not in the way.
    fn is_news(&self) -> bool {
        self.waits() || self.asked_until.is_some() || self.open.state == Stands::NEW
    }

    /// Somebody writes now, or there is something to answer.
    fn is_written(&self) -> bool {
        self.waits() || !self.write.form.is_good()
    }
}

async fn talk(tx: &mut Reader, shown: &Shown<'_>, begun: bool) -> Result<Option<Html>> {
    let messages = record::messages(tx, shown.open).await?;
    let additions = additions::list(tx, shown.open).await?;
    let is_begun = !messages.is_empty() || !additions.is_empty();
    let write = Write::of(shown)?;
    if is_begun != begun || !(begun || write.may) {
        return Ok(None);
    }
    let due = |task: &Task| task.due_at;
    Html::of(&Talk {
        page: shown.page,
        open: shown.open,
        pack: shown.pack,
        said: in_order(messages, additions),
        names: people::remembered(tx, shown.app, shown.open.tenant).await?,
        write,
        asked_until: shown.open.tasks().open_of(&ANSWER).next().map(due),
    })
    .map(Some)
}

/// What was said. It stands first: whoever opens the dossier reads what came.
pub const TALK: Panel = Panel {
    id: "talk",
    place: Place::Main(5),
    show: |tx, shown| Box::pin(talk(tx, shown, true)),
};

/// Nothing was said yet: the field to begin with stands beside who reported.
pub const BEGIN: Panel = Panel {
    id: "talk-begin",
    place: Place::Aside(12),
    show: |tx, shown| Box::pin(talk(tx, shown, false)),
};
