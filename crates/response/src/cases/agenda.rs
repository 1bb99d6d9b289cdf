//! Two pages on which something is said of each dossier of a case: what is put on the agenda of its table, and what came
//! of it when the case closes.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId};
use route::consultations;
use route::dossiers::{Ended, Open, Refusal, VERSION};
use route::reporters;

use super::head::form_of;
use super::model::{CaseId, MOST, Outcome};
use super::overview::table_of;
use super::pages::{choices, read};
use super::plan::{Item, put_on_agenda};
use super::seen::Seen;
use super::words::{self, Beside};
use super::{ending, plan};

/// A dossier on one of these pages, by its place from 1: its fields carry that, and one of them says which it is.
struct Line {
    number: usize,
    /// Nothing: a colleague took it out since it was shown. What was typed of it still stands there.
    id: Option<DossierId>,
    label: String,
    /// Words that may be the reporter's, and words that a roster knows, once the form came back with them.
    doubts: Vec<Choice>,
    telling: Vec<Choice>,
    /// What the partner that sent the signal asked, when that binds; and whether it is to be asked first.
    bound: Option<String>,
    asks_partner: bool,
    /// Something of the plan is to be done first.
    waits: bool,
}

fn field(what: &str, number: usize) -> String {
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
fn lines(seen: &Seen, sent: impl Fn(&str) -> String) -> Vec<Line> {
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

/// Words about a dossier that a colleague took out since stay where they are, and land nowhere.
fn is_meanwhile(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.id.is_none())
}

/// Each fault beside its own field; gives the status of the page.
fn note(
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
                form.fault_text(&field(name, line.number), text);
            }
        }
    }
    Ok(status)
}

#[derive(Template)]
#[template(path = "cases/templates/agenda.html")]
struct AgendaPage {
    page: Page,
    seen: Seen,
    table: Option<String>,
    form: Form,
    lines: Vec<Line>,
    passphrase: bool,
}

/// What is asked about the words of one dossier: whether they are a reporter's, of any dossier of the case, and what a
/// roster knows.
fn ask(of: (&App, &Actor), seen: &Seen, form: &Form, line: &mut Line) -> Ended {
    let is_asked = ["someone-else", "may-stand"]
        .iter()
        .any(|name| form.is_faulty(&field(name, line.number)));
    let (own, others): (Vec<&Open>, Vec<&Open>) = seen
        .dossiers()
        .into_iter()
        .partition(|open| Some(open.id()) == line.id);
    let Some(own) = own.first().filter(|_| is_asked) else {
        return Ok(());
    };
    let text = form.value(&field("text", line.number));
    let asked = consultations::asked(of.0, of.1, own, text)?;
    let mut names = words::doubts(of, &others, text)?;
    names.retain(|word| !asked.telling.contains(word));
    names.extend(asked.names);
    line.doubts = words::as_choices(names);
    line.telling = words::as_choices(asked.telling);
    Ok(())
}

async fn show_agenda(
    (app, actor): (&App, &Actor),
    page: Page,
    seen: Seen,
    form: Form,
) -> Ended<Response> {
    read(app, actor, seen.case.id, &seen.ids()).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut lines = lines(&seen, |name| form.value(name).to_owned());
    for line in &mut lines {
        let dossiers = seen.dossiers();
        let open = dossiers.iter().find(|open| Some(open.id()) == line.id);
        line.bound = open.and_then(|open| open.bound(&page.texts));
        ask((app, actor), &seen, &form, line)?;
    }
    let has_reporter = seen.dossiers().iter().any(|open| open.has_reporter());
    Ok(html(&AgendaPage {
        table: table_of(&pack, &seen.case),
        passphrase: has_reporter && !reporters::is_open(app, actor),
        page,
        seen,
        form,
        lines,
    })?)
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let form = form_of(&page.texts, "case-agenda");
    show_agenda((&app, &actor), page, seen, form).await
}

/// What was typed for each dossier for which something was.
fn items(posted: &Posted, lines: &[Line]) -> Vec<Item> {
    let all = |name: &str, number: usize| -> BTreeSet<String> {
        let name = field(name, number);
        posted.all(&name).map(str::to_owned).collect()
    };
    let typed = lines.iter().filter_map(|line| {
        let text = posted.get(&field("text", line.number)).replace('\r', "");
        let dossier = line.id.filter(|_| !text.is_empty())?;
        Some(Item {
            dossier,
            text,
            someone_else: all("someone-else", line.number),
            may_stand: all("may-stand", line.number),
            asked_partner: posted.get(&field("asked-partner", line.number)).to_owned(),
        })
    });
    typed.collect()
}

pub async fn put(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    posted: Posted,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let lines = lines(&seen, |name| posted.get(name).to_owned());
    let opened = words::open_along(&app, &actor, &seen.dossiers(), &posted).await;
    let put = match opened {
        _ if is_meanwhile(&lines) => Err(Vec::new()),
        Ok(()) => put_on_agenda(&app, &actor, id, items(&posted, &lines)).await,
        Err(refusal) => Err(vec![(None, refusal)]),
    };
    let Err(refused) = put else {
        return Ok(redirect_done(&format!("/casus/{id}"), "case-tabled"));
    };
    let mut form = form_of(&page.texts, "case-agenda").typed(&posted);
    let status = note(&mut form, &lines, refused, "text-1")?;
    let shown = show_agenda((&app, &actor), page, seen, form).await?;
    Ok((status, shown).into_response())
}

#[derive(Template)]
#[template(path = "cases/templates/close.html")]
struct ClosePage {
    page: Page,
    seen: Seen,
    form: Form,
    lines: Vec<Line>,
    outcomes: Vec<Choice>,
    beside: Beside,
}

async fn show_close(
    (app, actor): (&App, &Actor),
    page: Page,
    seen: Seen,
    mut form: Form,
) -> Ended<Response> {
    read(app, actor, seen.case.id, &seen.ids()).await?;
    if form.value(VERSION).is_empty() {
        form.set(VERSION, &seen.version());
    }
    let lines = lines(&seen, |name| form.value(name).to_owned());
    let text = lines.iter().map(|line| field("text", line.number));
    let text: Vec<String> = text.map(|name| form.value(&name).to_owned()).collect();
    let dossiers: Vec<&Open> = seen.dossiers();
    let beside = Beside::of((app, actor), &dossiers, &form, &text.join("\n"))?;
    let choice = |one: &Outcome| {
        let label = page.text(&format!("case-outcome-{}", one.id()));
        Choice::new(one.id(), label)
    };
    let none = Choice::new("", page.text("case-choose"));
    let outcomes = std::iter::once(none).chain(Outcome::ALL.iter().map(choice));
    Ok(html(&ClosePage {
        outcomes: outcomes.collect(),
        page,
        seen,
        form,
        lines,
        beside,
    })?)
}

pub async fn close_form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let form = form_of(&page.texts, "case-close");
    show_close((&app, &actor), page, seen, form).await
}

fn said(posted: &Posted, lines: &[Line]) -> BTreeMap<DossierId, ending::Said> {
    let one = |line: &Line| {
        let id = line.id?;
        let said = ending::Said {
            outcome: Outcome::parse(posted.get(&field("outcome", line.number))),
            text: posted.get(&field("text", line.number)).replace('\r', ""),
        };
        Some((id, said))
    };
    lines.iter().filter_map(one).collect()
}

pub async fn close(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    posted: Posted,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let lines = lines(&seen, |name| posted.get(name).to_owned());
    let opened = words::open_along(&app, &actor, &seen.dossiers(), &posted).await;
    let closed = match opened {
        _ if is_meanwhile(&lines) => Err(Vec::new()),
        Ok(()) => {
            let (said, others) = (said(&posted, &lines), words::someone_else(&posted));
            let version = posted.get(VERSION);
            ending::close(&app, &actor, (id, version), &said, &others).await
        }
        Err(refusal) => Err(vec![(None, refusal)]),
    };
    let Err(refused) = closed else {
        return Ok(redirect_done(&format!("/casus/{id}"), "case-closed"));
    };
    let mut form = form_of(&page.texts, "case-close").typed(&posted);
    let status = note(&mut form, &lines, refused, "sure")?;
    let shown = show_close((&app, &actor), page, seen, form).await?;
    Ok((status, shown).into_response())
}
