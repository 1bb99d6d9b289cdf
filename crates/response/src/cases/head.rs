//! The form of what a case is about: to begin one, and to change it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::i18n::Texts;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId};
use policy::Pack;
use route::dossiers::{Ended, Open, Purpose, Refusal, VERSION, open_now};

use super::acts;
use super::model::{CaseId, Head, Kind};
use super::pages::read;
use super::seen::Seen;
use super::words::{self, Beside};
use crate::meetings::Basis;

/// A form of this module: what it asks beside its words is asked in the same words everywhere.
pub fn form_of(texts: &Texts, prefix: &'static str) -> Form {
    Form::new(texts, prefix)
        .called("passphrase", "case-passphrase")
        .called("someone-else", "case-someone-else")
}

/// Shows what was refused beside its field; gives the status of the page. What a colleague changed meanwhile is told at
/// `main`: whoever typed decides then on what stands there now.
///
/// # Errors
/// What no field can tell.
pub fn note(refusal: Refusal, form: &mut Form, main: &'static str) -> Ended<StatusCode> {
    if !matches!(refusal, Refusal::Changed) {
        return refusal.note(form, main);
    }
    form.fault(main, "case-meanwhile");
    form.set(VERSION, "");
    Ok(StatusCode::CONFLICT)
}

/// What can be chosen.
struct Choices {
    kinds: Vec<Choice>,
    leads: Vec<Choice>,
    tables: Vec<Choice>,
    bases: Vec<Choice>,
}

impl Choices {
    fn of(page: &Page, pack: &Pack) -> Self {
        let choice = |kind: &str, id: &str| Choice::new(id, page.text(&format!("{kind}-{id}")));
        let table = |table: &policy::Table| Choice::new(table.id.get_ref().as_str(), &table.name);
        let none = Choice::new("", page.text("case-no-table-yet"));
        let tables = std::iter::once(none).chain(pack.tables.iter().map(table));
        let bases = Basis::ALL.iter();
        Self {
            kinds: Kind::ALL
                .iter()
                .map(|one| choice("case-kind", one.id()))
                .collect(),
            leads: partners(page, pack, "case-municipality"),
            tables: tables.collect(),
            bases: bases.map(|one| choice("meeting-basis", one.id())).collect(),
        }
    }
}

/// The partners of the policy, behind who it is when none is chosen.
pub fn partners(page: &Page, pack: &Pack, nobody: &str) -> Vec<Choice> {
    let none = Choice::new("", page.text(nobody));
    let partners = pack.partners.iter();
    let partners =
        partners.map(|partner| Choice::new(partner.id.get_ref().as_str(), &partner.name));
    std::iter::once(none).chain(partners).collect()
}

#[derive(Template)]
#[template(path = "cases/templates/head.html")]
struct HeadPage {
    page: Page,
    /// Where it goes to.
    path: String,
    /// Where it came from, and what that is called.
    back: (String, String),
    /// Of a case that is there.
    is_change: bool,
    form: Form,
    choices: Choices,
    beside: Beside,
}

fn head_of(posted: &Posted) -> Head {
    let words = |name: &str| posted.get(name).replace('\r', "");
    let chosen = |name: &str| Some(posted.get(name)).filter(|id| !id.is_empty());
    Head {
        title: posted
            .get("title")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        kind: Kind::parse(posted.get("kind")).unwrap_or(Kind::Other),
        about: words("about"),
        lead: chosen("lead").map(Into::into),
        table: chosen("table").map(Into::into),
        basis: Basis::parse(posted.get("basis")).unwrap_or(Basis::PublicTask),
        purpose: words("purpose"),
    }
}

fn filled(form: Form, head: &Head) -> Form {
    let id = |id: Option<&str>| id.unwrap_or_default().to_owned();
    form.with("title", head.title.clone())
        .with("kind", head.kind.id())
        .with("about", head.about.clone())
        .with("lead", id(head.lead.as_ref().map(AsRef::as_ref)))
        .with("table", id(head.table.as_ref().map(AsRef::as_ref)))
        .with("basis", head.basis.id())
        .with("purpose", head.purpose.clone())
}

fn all_words(form: &Form) -> String {
    ["title", "about", "purpose"]
        .map(|field| form.value(field).to_owned())
        .join("\n")
}

async fn show_begin(
    (app, actor): (&App, &Actor),
    page: Page,
    open: Open,
    form: Form,
) -> Ended<Response> {
    open.read_by(app, actor).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let beside = Beside::of((app, actor), &[&open], &form, &all_words(&form))?;
    let reference = [("reference", open.reference().to_string())];
    Ok(html(&HeadPage {
        path: format!("/dossier/{}/casus/nieuw", open.id()),
        back: (
            format!("/dossier/{}#casussen", open.id()),
            page.with("case-back-to-dossier", &reference),
        ),
        is_change: false,
        choices: Choices::of(&page, &pack),
        form,
        beside,
        page,
    })?)
}

/// Is this what is told?
fn is_told(refusal: &Refusal, key: &str) -> bool {
    matches!(refusal, Refusal::Typed(faults) if faults.iter().any(|fault| fault.key == key))
}

pub async fn begin_form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let open = open_now(&app, &actor, id, Purpose::Read).await?;
    let form = form_of(&page.texts, "case")
        .with("form", app.clock.id_without_time().to_string())
        .with("kind", Kind::Offenders.id())
        .with("basis", Basis::PublicTask.id())
        .with("purpose", page.text("case-usual-purpose"));
    show_begin((&app, &actor), page, open, form).await
}

pub async fn begin(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let begun: Ended<CaseId> = async {
        let open = open_now(&app, &actor, id, Purpose::Read).await?;
        words::open_along(&app, &actor, &[&open], &posted).await?;
        let form = posted.get("form").parse();
        let form = form.unwrap_or_else(|_| app.clock.id_without_time());
        let (head, others) = (head_of(&posted), words::someone_else(&posted));
        acts::begin(&app, &actor, id, (&head, form), &others).await
    }
    .await;
    match begun {
        Ok(case) => Ok(redirect_done(&format!("/casus/{case}"), "case-begun")),
        Err(refusal) => {
            let open = open_now(&app, &actor, id, Purpose::Read).await?;
            let mut form = form_of(&page.texts, "case").typed(&posted);
            // Once that is told, sending it again begins another case.
            if is_told(&refusal, acts::SENT_OTHERWISE) {
                form.set("form", &app.clock.id_without_time().to_string());
            }
            let status = note(refusal, &mut form, "title")?;
            let shown = show_begin((&app, &actor), page, open, form).await?;
            Ok((status, shown).into_response())
        }
    }
}

async fn show_change(
    (app, actor): (&App, &Actor),
    page: Page,
    seen: Seen,
    form: Form,
) -> Ended<Response> {
    read(app, actor, seen.case.id, &seen.ids()).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let beside = Beside::of((app, actor), &seen.dossiers(), &form, &all_words(&form))?;
    let path = format!("/casus/{}", seen.case.id);
    let mut form = form;
    if form.value(VERSION).is_empty() {
        form.set(VERSION, &seen.version());
    }
    Ok(html(&HeadPage {
        back: (path.clone(), seen.case.title().to_owned()),
        path: path + "/wijzigen",
        is_change: true,
        choices: Choices::of(&page, &pack),
        form,
        beside,
        page,
    })?)
}

pub async fn change_form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let form = filled(form_of(&page.texts, "case"), &seen.case.content.head);
    show_change((&app, &actor), page, seen, form).await
}

pub async fn change(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    posted: Posted,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let changed: Ended = async {
        words::open_along(&app, &actor, &seen.dossiers(), &posted).await?;
        let (head, others) = (head_of(&posted), words::someone_else(&posted));
        let version = posted.get(VERSION);
        acts::change(&app, &actor, (id, version), &head, &others).await
    }
    .await;
    match changed {
        Ok(()) => Ok(redirect_done(&format!("/casus/{id}"), "case-changed")),
        Err(refusal) => {
            let mut form = form_of(&page.texts, "case").typed(&posted);
            let status = note(refusal, &mut form, "title")?;
            let shown = show_change((&app, &actor), page, seen, form).await?;
            Ok((status, shown).into_response())
        }
    }
}
