//! Dossiers of a case are put on the agenda of its table, each with its own words.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App};
use route::consultations;
use route::dossiers::{Ended, Open};
use route::reporters;

use super::head::form_of;
use super::lines::{Line, field, lines, note, open_along};
use super::model::CaseId;
use super::overview::table_of;
use super::pages::read;
use super::plan::{Item, put_on_agenda};
use super::seen::Seen;
use super::words;

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
    let put = async {
        open_along((&app, &actor), &seen, &lines, &posted).await?;
        put_on_agenda(&app, &actor, id, items(&posted, &lines)).await
    }
    .await;
    let Err(refused) = put else {
        return Ok(redirect_done(&format!("/casus/{id}"), "case-tabled"));
    };
    let mut form = form_of(&page.texts, "case-agenda").typed(&posted);
    let status = note(&mut form, &lines, refused, "text-1")?;
    let shown = show_agenda((&app, &actor), page, seen, form).await?;
    Ok((status, shown).into_response())
}
