//! A whole dossier for paper: what happened in it in the order of time, each in full; who did what with it; its
//! files. Who reported is nobody's here: no part has it.

use std::collections::HashMap;

use accounts::people;
use platform::audit::{self, Record};
use platform::blobs;
use platform::db::Reader;
use platform::web::Page;
use platform::{Actor, App, PersonId, Result, tenants};

use crate::dossiers::Open;
use crate::files::{self, Content, File};
use crate::parts::{Happenings, OnPaper, Sheet, Shown, has_time};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// In words; of what a reporter did the day.
    pub when: String,
    pub what: String,
    /// Empty where that must not be known.
    pub who: String,
    /// What it is, and what it says.
    pub lines: Vec<(String, String)>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    pub when: String,
    pub who: String,
    pub what: String,
}

/// A file, as anybody can check a copy of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// `Bestand 2`
    pub name: String,
    pub kind: String,
    pub bytes: i64,
    pub sha256: String,
}

/// All of it.
pub struct Whole {
    /// What it is called.
    pub title: String,
    /// Where it stands: what it is, and what it says.
    pub stands: Vec<(String, String)>,
    pub told: Vec<Told>,
    pub log: Vec<Logged>,
    pub files: Vec<Listed>,
}

/// Reads it, in the language of the page.
///
/// # Errors
/// When a part cannot be read: half a dossier is none.
pub async fn whole(app: &App, actor: &Actor, page: &Page, open: &Open) -> Result<Whole> {
    let mut tx = app.db.moment().await?;
    let pack = tenants::pack_at(&mut tx, app, open.tenant, &open.pack_version).await?;
    let shown = Shown {
        app,
        actor,
        page,
        open,
        pack: &pack,
        faulty: None,
    };
    let names = people::remembered(&mut tx, app, open.tenant).await?;
    let sheets = sheets(&mut tx, &shown).await?;
    let sheets = sheets.into_iter().map(|sheet| kept_back(page, open, sheet));
    let told = sheets.map(|sheet| told(page, &names, sheet));
    let records = audit::of_dossier(&mut tx, open.tenant, open.id).await?;
    let files = opened(&mut tx, open).await?;
    // What is in files is read with connections of its own.
    drop(tx);
    Ok(Whole {
        title: open.report.title(),
        stands: stands(page, open),
        told: told.collect(),
        log: records
            .iter()
            .map(|one| logged(page, &names, one))
            .collect(),
        files: listed(&shown, files).await?,
    })
}

/// What happened, oldest first. Where a part says in full what happened, that stands there once.
async fn sheets(tx: &mut Reader, shown: &Shown<'_>) -> Result<Vec<Sheet>> {
    let mut sheets = Vec::new();
    for part in shown.app.wings.parts::<OnPaper>() {
        sheets.extend((part.0)(tx, shown).await?);
    }
    let in_full = sheets.len();
    for part in shown.app.wings.parts::<Happenings>() {
        for one in (part.0)(tx, shown).await? {
            let mut all = sheets[..in_full].iter();
            if !all.any(|sheet| sheet.at == one.at && sheet.what == one.what) {
                sheets.push(Sheet {
                    at: one.at,
                    what: one.what,
                    who: one.who,
                    lines: vec![(String::new(), one.text)],
                });
            }
        }
    }
    sheets.sort_by_key(|sheet| sheet.at);
    Ok(sheets)
}

/// Whatever brought it there: what stands under the Wpg or the WGS is not on paper.
fn kept_back(page: &Page, open: &Open, mut sheet: Sheet) -> Sheet {
    for (_, text) in &mut sheet.lines {
        if open.keeps_back("text", text).is_err() {
            *text = page.text("whole-marked");
        }
    }
    sheet
}

type Names = HashMap<PersonId, String>;

fn told(page: &Page, names: &Names, sheet: Sheet) -> Told {
    let who = sheet
        .who
        .and_then(|id| names.get(&id).cloned())
        .unwrap_or_default();
    let mut lines = sheet.lines;
    lines.retain(|(_, text)| !text.trim().is_empty());
    let when = if sheet.who.is_none() || !has_time(sheet.at) {
        page.date(&sheet.at)
    } else {
        page.moment(&sheet.at)
    };
    Told {
        when,
        what: sheet.what,
        who,
        lines,
    }
}

/// Of what a reporter did, the log has the hour and nobody.
fn logged(page: &Page, names: &Names, record: &Record) -> Logged {
    let who = record.person().and_then(|id| names.get(&id).cloned());
    let by_nobody = || {
        let key = format!("actor-{}", record.role.replace(' ', "-"));
        page.text(if page.texts.has(&key) {
            &key
        } else {
            "actor-program"
        })
    };
    let act = format!("audit-{}", record.action.replace('.', "-"));
    Logged {
        when: page.moment(&record.at),
        who: who.unwrap_or_else(by_nobody),
        what: if page.texts.has(&act) {
            page.text(&act)
        } else {
            record.action.clone()
        },
    }
}

fn stands(page: &Page, open: &Open) -> Vec<(String, String)> {
    let state = match open.state.closing() {
        None => page.text(&format!("state-{}", open.state.id())),
        Some((at, outcome)) => {
            let outcome = page.text(&format!("outcome-{}", outcome.id()));
            page.with(
                "dossier-closed",
                &[("date", page.date(&at)), ("outcome", outcome)],
            )
        }
    };
    vec![
        (page.text("whole-received"), page.date(&open.received_at)),
        (page.text("whole-state"), state),
    ]
}

async fn opened(tx: &mut Reader, open: &Open) -> Result<Vec<(File, Content)>> {
    let mut found = Vec::new();
    for file in files::list(tx, open).await? {
        let content = files::open(tx, open, file.id).await?;
        found.push((file, content));
    }
    Ok(found)
}

/// The files by their numbers: names that they came with are not kept.
async fn listed(shown: &Shown<'_>, files: Vec<(File, Content)>) -> Result<Vec<Listed>> {
    let mut found = Vec::new();
    for (file, content) in files {
        let number = [("number", file.number.to_string())];
        found.push(Listed {
            name: shown.page.with("dossier-file", &number),
            kind: shown.page.text(file.kind()),
            bytes: file.size,
            sha256: blobs::sha256(&content.blob.of(&shown.app.db)).await?,
        });
    }
    Ok(found)
}
