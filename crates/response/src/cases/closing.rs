//! The page on which a case closes: what came of each of its dossiers.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId};
use route::dossiers::{Ended, Open, VERSION};

use super::ending;
use super::head::form_of;
use super::lines::{Line, field, lines, note, open_along};
use super::model::{CaseId, Outcome};
use super::pages::read;
use super::seen::Seen;
use super::words::{self, Beside};

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

impl ClosePage {
    /// Something of the plan is to be done first: that is said before anything is filled in.
    fn waits(&self) -> bool {
        self.lines.iter().any(|line| line.waits)
    }

    /// What came of each dossier is asked once the case can close, and is folded before that; what was typed already stands
    /// there still.
    fn is_asked(&self) -> bool {
        !self.waits() || !self.form.is_good()
    }
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

pub async fn form(
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
    let closed = async {
        open_along((&app, &actor), &seen, &lines, &posted).await?;
        let (said, others) = (said(&posted, &lines), words::someone_else(&posted));
        let version = posted.get(VERSION);
        ending::close(&app, &actor, (id, version), &said, &others).await
    }
    .await;
    let Err(refused) = closed else {
        return Ok(redirect_done(&format!("/casus/{id}"), "case-closed"));
    };
    let mut form = form_of(&page.texts, "case-close").typed(&posted);
    let status = note(&mut form, &lines, refused, "sure")?;
    let shown = show_close((&app, &actor), page, seen, form).await?;
    Ok((status, shown).into_response())
}
