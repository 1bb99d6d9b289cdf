//! What is said of each dossier of a case on one page: a line of fields for each, by its place.

use axum::http::StatusCode;
use platform::forms::{Choice, Form, Posted};
use platform::{Actor, App, DossierId};
use route::dossiers::{Ended, Refusal, VERSION};

use super::model::MOST;
use super::pages::choices;
use super::seen::Seen;
use super::{plan, words};

/// A dossier on one of these pages, by its place from 1: its fields carry that, and one of them says which it is.
pub(super) struct Line {
    pub number: usize,
    /// Nothing: a colleague took it out since it was shown. What was typed of it still stands there.
    pub id: Option<DossierId>,
    pub label: String,
    /// Words that may be the reporter's, and words that a roster knows, once the form came back with them.
    pub doubts: Vec<Choice>,
    pub telling: Vec<Choice>,
    /// What the partner that sent the signal asked, when that binds; and whether it is to be asked first.
    pub bound: Option<String>,
    pub asks_partner: bool,
    /// Something of the plan is to be done first.
    pub waits: bool,
}

pub(super) fn field(what: &str, number: usize) -> String {
    format!("{what}-{number}")
}

impl Line {
    fn of(number: usize, id: Option<DossierId>) -> Self {
        Self {
            number,
            id,
            label: String::new(),
            doubts: Vec::new(),
            telling: Vec::new(),
            bound: None,
            asks_partner: false,
            waits: false,
        }
    }
}

/// The dossiers that were sent, each where it stood, and behind them those that came since.
pub(super) fn lines(seen: &Seen, sent: impl Fn(&str) -> String) -> Vec<Line> {
    let (mut lines, mut last): (Vec<Line>, usize) = (Vec::new(), 0);
    for number in 1..=2 * MOST {
        let (id, text) = (
            sent(&field("dossier", number)),
            sent(&field("text", number)),
        );
        // What was typed there goes to no dossier that came since.
        if !id.is_empty() || !text.is_empty() {
            last = number;
        }
        let id = id.parse().ok();
        let is_new = |id: &DossierId| !lines.iter().any(|line| line.id == Some(*id));
        let id = id.filter(|id| seen.has(*id) && is_new(id));
        if id.is_some() || !text.trim().is_empty() {
            lines.push(Line::of(number, id));
        }
    }
    for (choice, (part, open)) in choices(seen).into_iter().zip(seen.within()) {
        let id = Some(part.dossier);
        let at = lines.iter().position(|line| line.id == id);
        let at = at.unwrap_or_else(|| {
            last += 1;
            lines.push(Line::of(last, id));
            lines.len() - 1
        });
        lines[at].label = choice.label.text();
        lines[at].asks_partner = open.asks_before_a_table();
        lines[at].waits = plan::has_open_actions(part, open);
    }
    lines
}

/// Opens the vault along for what was sent, if anything can be done with it: words about a dossier that a colleague took out
/// since stay where they are, and land nowhere.
pub(super) async fn open_along(
    (app, actor): (&App, &Actor),
    seen: &Seen,
    lines: &[Line],
    posted: &Posted,
) -> Result<(), plan::Refused> {
    if lines.iter().any(|line| line.id.is_none()) {
        return Err(Vec::new());
    }
    let opened = words::open_along(app, actor, &seen.dossiers(), posted).await;
    opened.map_err(|refusal| vec![(None, refusal)])
}

/// Each fault beside its own field; gives the status of the page.
pub(super) fn note(
    form: &mut Form,
    lines: &[Line],
    refused: Vec<(Option<DossierId>, Refusal)>,
    main: &'static str,
) -> Ended<StatusCode> {
    let mut status = StatusCode::OK;
    for line in lines.iter().filter(|line| line.id.is_none()) {
        form.fault(&field("text", line.number), "case-meanwhile");
        form.set(VERSION, "");
        status = StatusCode::CONFLICT;
    }
    for (of, refusal) in refused {
        let line = of.and_then(|id| lines.iter().find(|line| line.id == Some(id)));
        let Some(line) = line else {
            status = status.max(super::head::note(refusal, form, main)?);
            continue;
        };
        if matches!(refusal, Refusal::Changed) {
            form.fault(&field("text", line.number), "case-meanwhile");
            status = StatusCode::CONFLICT;
            continue;
        }
        let (one, found) = refusal.in_words(&form.texts, "text")?;
        status = status.max(one);
        for (name, text) in found {
            // One list of names is asked about for the whole page.
            if name == "someone-else" && main == "sure" {
                form.fault_text(name, text);
            } else {
                // Above the form the same faults stand together: each says of which dossier it is.
                let text = format!("{}: {text}", line.label);
                form.fault_text(&field(name, line.number), text);
            }
        }
    }
    Ok(status)
}
