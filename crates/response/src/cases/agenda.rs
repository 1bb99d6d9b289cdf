//! Two pages on which something is said of each dossier of a case: what is put on the agenda of its table, and what came
//! of it when the case closes.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId};
use route::consultations;
use route::dossiers::{Ended, Open, Refusal, VERSION};
use route::reporters;

use super::head::form_of;
use super::model::{CaseId, Outcome};
use super::overview::table_of;
use super::pages::{choices, read};
use super::plan::{Item, put_on_agenda};
use super::seen::Seen;
use super::words::{self, Beside};
use super::{ending, plan};

/// A dossier on one of these pages, by its place from 1: fields carry it.
struct Line {
    number: usize,
    id: DossierId,
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

fn lines(seen: &Seen) -> Vec<Line> {
    let parts: Vec<_> = seen.within().collect();
    let each = choices(seen).into_iter().zip(parts).enumerate();
    each.map(|(at, (choice, (part, open)))| Line {
        number: at + 1,
        id: part.dossier,
        label: choice.label.text(),
        doubts: Vec::new(),
        telling: Vec::new(),
        bound: None,
        asks_partner: open.asks_before_a_table(),
        waits: plan::has_open_actions(part, open),
    })
    .collect()
}

/// Each fault beside its own field.
fn note(
    form: &mut Form,
    lines: &[Line],
    refused: Vec<(Option<DossierId>, Refusal)>,
    main: &'static str,
) -> Ended {
    for (of, refusal) in refused {
        let line = of.and_then(|id| lines.iter().find(|line| line.id == id));
        let Some(line) = line else {
            super::head::note(refusal, form, main)?;
            continue;
        };
        let (_, found) = refusal.in_words(&form.texts, "text")?;
        for (name, text) in found {
            // One list of names is asked about for the whole page.
            if name == "someone-else" && main == "sure" {
                form.fault_text(name, text);
            } else {
                form.fault_text(&field(name, line.number), text);
            }
        }
    }
    Ok(())
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

fn words_as_choices(words: Vec<String>) -> Vec<Choice> {
    let words = words.into_iter();
    words.map(|word| Choice::new(word.clone(), word)).collect()
}

async fn show_agenda(
    (app, actor): (&App, &Actor),
    page: Page,
    seen: Seen,
    form: Form,
) -> Ended<Response> {
    read(app, actor, seen.case.id, &seen.ids()).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut lines = lines(&seen);
    for (line, open) in lines.iter_mut().zip(seen.dossiers()) {
        line.bound = open.bound(&page.texts);
        let is_asked = ["someone-else", "may-stand"]
            .iter()
            .any(|name| form.is_faulty(&field(name, line.number)));
        if is_asked {
            let text = form.value(&field("text", line.number));
            let asked = consultations::asked(app, actor, open, text)?;
            line.doubts = words_as_choices(asked.names);
            line.telling = words_as_choices(asked.telling);
        }
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
        (!text.is_empty()).then(|| Item {
            dossier: line.id,
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
    let lines = lines(&seen);
    let opened = words::open_along(&app, &actor, &seen.dossiers(), &posted).await;
    let put = match opened {
        Ok(()) => put_on_agenda(&app, &actor, id, items(&posted, &lines)).await,
        Err(refusal) => Err(vec![(None, refusal)]),
    };
    let Err(refused) = put else {
        return Ok(redirect_done(&format!("/casus/{id}"), "case-tabled"));
    };
    let mut form = form_of(&page.texts, "case-agenda").typed(&posted);
    note(&mut form, &lines, refused, "text-1")?;
    let shown = show_agenda((&app, &actor), page, seen, form).await?;
    Ok(shown.into_response())
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
        form.set(VERSION, &seen.case.version.to_string());
    }
    let lines = lines(&seen);
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
        let said = ending::Said {
            outcome: Outcome::parse(posted.get(&field("outcome", line.number))),
            text: posted.get(&field("text", line.number)).replace('\r', ""),
        };
        (line.id, said)
    };
    lines.iter().map(one).collect()
}

pub async fn close(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    posted: Posted,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let lines = lines(&seen);
    let opened = words::open_along(&app, &actor, &seen.dossiers(), &posted).await;
    let closed = match opened {
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
    note(&mut form, &lines, refused, "sure")?;
    let shown = show_close((&app, &actor), page, seen, form).await?;
    Ok(shown.into_response())
}
