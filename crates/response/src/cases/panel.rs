//! Cases on the dossier page: in which ones it is and was, what it has to do there, to which it may belong; and what may
//! belong to a case, above the worklist.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::{Choice, Form, Posted};
use platform::tasks::How;
use platform::web::{Html, Page};
use platform::{Actor, App, DossierId, Error, Result};
use route::desk::Sent;
use route::dossiers::{Ended, Open, Purpose, Refusal, open_now};
use route::parts::{Happening, Happenings, Notice, Noticed, Panel, Place, Shown};
use uuid::Uuid;

use super::acts;
use super::head::form_of;
use super::hints;
use super::model::{CaseId, Part, State as Stands};
use super::overview::Next;
use super::plan::{self, is_open, kind_of};
use super::seen::{is_seen, opened};
use super::store::{self, Case};
use super::words::{self, Beside};

/// The form that adds it to a case, takes it out of one, says that an action was done.
const JOIN: &str = "case-join";
const LEAVE: &str = "case-leave";
const DONE: &str = "case-done";

/// What was refused for one reason is an error here: panels show, and decide nothing.
fn failed(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Failed(error) => error,
        _ => Error::NotFound,
    }
}

/// Something to do in this dossier.
struct Row {
    id: Uuid,
    next: Next,
    is_open: bool,
    was_done: bool,
    form: Form,
}

/// A case in which the dossier is or was.
struct In {
    case: Case,
    part: Part,
    rows: Vec<Row>,
    leave: Form,
    beside: Beside,
}

#[derive(Template)]
#[template(path = "cases/templates/panel.html")]
struct OnDossier<'a> {
    page: &'a Page,
    open: &'a Open,
    all: Vec<In>,
    hints: Vec<(Case, Form)>,
    cases: Vec<Choice>,
    form: Form,
    beside: Beside,
}

/// Where an action stands on the page.
fn section(action: Uuid) -> String {
    format!("actie-{action}")
}

impl Row {
    fn section(&self) -> String {
        section(self.id)
    }
}

fn rows(shown: &Shown<'_>, part: &Part) -> Vec<Row> {
    let row = |action: &super::model::Action| {
        let about = action.id.to_string();
        let form = Form::new(&shown.page.texts, DONE).numbered(&about);
        Row {
            id: action.id,
            next: Next::of(shown.page, action, part.dossier),
            is_open: is_open(action, shown.open),
            was_done: shown
                .open
                .tasks()
                .ended_as(kind_of(action), &about, How::Done),
            form: shown.filled(form, DONE, &about),
        }
    };
    part.joined.actions.iter().map(row).collect()
}

/// The cases in which it is and was.
async fn all(tx: &mut Reader, shown: &Shown<'_>) -> Result<Vec<In>> {
    let of = (shown.app, shown.actor);
    let mut all = Vec::new();
    for part in store::of_dossier(tx, shown.app, shown.open).await? {
        let case = match store::one(tx, shown.app, shown.open.tenant(), part.case).await {
            Ok(case) => case,
            Err(error) if error.is_damage() => continue,
            Err(error) => return Err(error),
        };
        let which = case.id.to_string();
        let leave = form_of(&shown.page.texts, LEAVE).numbered(&which);
        let leave = shown.filled(leave, LEAVE, &which);
        let beside = Beside::of(of, &[shown.open], &leave, leave.value("reason"))?;
        all.push(In {
            rows: rows(shown, &part),
            case,
            part,
            leave,
            beside,
        });
    }
    Ok(all)
}

/// Open cases that this person sees and the dossier is not in.
async fn others(
    tx: &mut Reader,
    shown: &Shown<'_>,
    within: &BTreeSet<CaseId>,
) -> Result<Vec<Case>> {
    let mut found = Vec::new();
    for case in store::all_open(tx, shown.app, shown.open.tenant()).await? {
        if within.contains(&case.id) {
            continue;
        }
        let seen = is_seen(tx, shown.app, shown.actor, case.id).await;
        if seen.map_err(failed)? {
            found.push(case);
        }
    }
    Ok(found)
}

pub const PANEL: Panel = Panel {
    id: "cases",
    place: Place::Main(42),
    show: |tx, shown| {
        Box::pin(async move {
            let all = all(tx, shown).await?;
            let within = all.iter().filter(|one| one.part.is_in());
            let within: BTreeSet<CaseId> = within.map(|one| one.case.id).collect();
            let others = others(tx, shown, &within).await?;
            let hinted = hints::of_dossier(tx, shown.open.tenant(), shown.open.id()).await?;
            let form = shown.filled(form_of(&shown.page.texts, JOIN), JOIN, "");
            let joining = others
                .iter()
                .find(|one| one.id.to_string() == form.value("case"));
            let text = joining.map_or_else(String::new, |one| one.content.head.words());
            let of = (shown.app, shown.actor);
            let beside = Beside::of(of, &[shown.open], &form, &text)?;
            let choice = |one: &Case| Choice::new(one.id.to_string(), one.title());
            let cases: Vec<Choice> = others.iter().map(choice).collect();
            let hinted = others.into_iter().filter(|one| hinted.contains(&one.id));
            let hints = hinted.map(|case| {
                let form = Form::new(&shown.page.texts, "case-hint").numbered(case.id);
                (case, form)
            });
            let panel = OnDossier {
                page: shown.page,
                open: shown.open,
                hints: hints.collect(),
                all,
                cases,
                form,
                beside,
            };
            Html::of(&panel).map(Some)
        })
    },
};

/// In which cases it came, what was planned there, written about it, and what came of it: in what happened, and so in
/// the whole dossier on paper.
pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let mut all = Vec::new();
        let mut titles = std::collections::BTreeMap::new();
        for part in store::of_dossier(tx, shown.app, shown.open).await? {
            let case = match store::one(tx, shown.app, shown.open.tenant(), part.case).await {
                Ok(case) => case,
                // `meldroute check` names it.
                Err(error) if error.is_damage() => continue,
                Err(error) => return Err(error),
            };
            all.extend(happened(shown.page, &case, &part));
            titles.insert(case.id, case.title().to_owned());
        }
        for (case, entry) in store::entries_about(tx, shown.app, shown.open).await? {
            let about = [("about", titles.get(&case).cloned().unwrap_or_default())];
            let key = format!("happened-case-{}", entry.kind.id());
            all.push(Happening {
                at: entry.signed.at,
                what: shown.page.with(&key, &about),
                who: Some(entry.signed.by),
                text: entry.text,
            });
        }
        Ok(all)
    })
});

fn happened(page: &Page, case: &Case, part: &Part) -> Vec<Happening> {
    let line = |signed: super::model::Signed, key: &str, text: String| Happening {
        at: signed.at,
        what: page.with(key, &[("about", case.title().to_owned())]),
        who: Some(signed.by),
        text,
    };
    let joined = &part.joined;
    let mut all = vec![line(joined.signed, "happened-case-joined", String::new())];
    all.extend(joined.actions.iter().map(|action| {
        let next = Next::of(page, action, part.dossier);
        let text = format!("{} ({}, {})", next.what, next.who, page.date(&next.day));
        line(action.signed, "happened-case-planned", text)
    }));
    all.extend(joined.came.iter().map(|came| {
        let outcome = page.text(&format!("case-outcome-{}", came.outcome.id()));
        let said = [outcome, came.text.clone()];
        let said: Vec<String> = said.into_iter().filter(|one| !one.is_empty()).collect();
        line(came.signed, "happened-case-came", said.join("\n"))
    }));
    all.extend(joined.left.iter().map(|left| {
        let reason = left.reason.clone();
        line(left.signed, "happened-case-left", reason)
    }));
    all
}

/// So many dossiers stand in the notice.
const MOST: usize = 5;

#[derive(Template)]
#[template(path = "cases/templates/hints.html")]
struct Hinted<'a> {
    page: &'a Page,
    lines: Vec<(DossierId, String, String)>,
}

/// What may belong to a case, above the worklist.
pub const HINTS: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let mut lines: Vec<(DossierId, String, String)> = Vec::new();
            for (case, dossier) in hints::waiting(tx, actor.tenant).await? {
                if lines.len() == MOST {
                    break;
                }
                let is_there = lines.iter().any(|(id, ..)| *id == dossier);
                let seen = is_seen(tx, app, actor, case).await;
                if is_there || !seen.map_err(failed)? {
                    continue;
                }
                let open = opened(tx, app, actor, dossier).await.map_err(failed)?;
                let Some(open) = open.filter(|open| !open.is_closed()) else {
                    continue;
                };
                let case = match store::one(tx, app, actor.tenant, case).await {
                    Ok(case) => case,
                    Err(error) if error.is_damage() => continue,
                    Err(error) => return Err(error),
                };
                let name = format!("{} ({})", open.report().title(), open.reference());
                lines.push((dossier, name, case.title().to_owned()));
            }
            if lines.is_empty() {
                return Ok(None);
            }
            let shown = lines.iter().map(|(id, ..)| *id).collect();
            let html = Html::of(&Hinted { page, lines })?;
            Ok(Some(Noticed { html, shown }))
        })
    },
};

/// It is the case that a colleague changed, not this dossier.
fn of_case(refusal: Refusal, field: &'static str) -> Refusal {
    match refusal {
        Refusal::Changed => Refusal::of(field, "case-meanwhile"),
        other => other,
    }
}

/// Added to a case that was chosen, or proposed.
pub async fn join(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = open_now(&app, &actor, id, Purpose::Read).await?;
        let case = posted.get("case").parse();
        let case: CaseId = case.map_err(|_| Refusal::of("case", "choose"))?;
        words::open_along(&app, &actor, &[&open], &posted).await?;
        let others = words::someone_else(&posted);
        acts::join(&app, &actor, (case, id), &others).await
    }
    .await;
    let done = done.map_err(|refusal| of_case(refusal, "case"));
    Sent::new(id, JOIN, "case", posted)
        .answer(&app, &actor, page, done, ("=casussen", "case-joined"))
        .await
}

/// Taken out of a case, with a reason.
pub async fn leave(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, case)): Path<(DossierId, CaseId)>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = open_now(&app, &actor, id, Purpose::Read).await?;
        words::open_along(&app, &actor, &[&open], &posted).await?;
        let reason = posted.get("reason").replace('\r', "");
        let others = words::someone_else(&posted);
        acts::leave(&app, &actor, (case, id), &reason, &others).await
    }
    .await;
    let done = done.map_err(|refusal| of_case(refusal, "reason"));
    Sent::new(id, LEAVE, "reason", posted)
        .numbered(&case)
        .answer(&app, &actor, page, done, ("=casussen", "case-left"))
        .await
}

/// It does not belong to a case.
pub async fn is_no_part(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, case)): Path<(DossierId, CaseId)>,
    posted: Posted,
) -> Ended<Response> {
    let done = acts::is_no_part(&app, &actor, (case, id)).await;
    Sent::new(id, "case-hint", "case", posted)
        .answer(&app, &actor, page, done, ("=casussen", "case-not-here"))
        .await
}

/// What was planned was done.
pub async fn done(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, action)): Path<(DossierId, Uuid)>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = open_now(&app, &actor, id, Purpose::Act).await?;
        plan::done(&app, &actor, open, action).await
    }
    .await;
    let place = format!("={}", section(action));
    Sent::new(id, DONE, "done", posted)
        .numbered(&action)
        .answer(&app, &actor, page, done, (&place, "case-done"))
        .await
}
