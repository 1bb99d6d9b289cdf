//! A case: its dossiers, who and what occurs in them, its plan, and what happened.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use enrichment::several::{self, Occurring};
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Html, Page, Words, html, redirect_done};
use platform::wing::Running;
use platform::{Actor, App, DossierId, Millis, Result, Role};
use policy::Pack;
use route::assessment;
use route::dossiers::{Ended, Open, Refusal, VERSION};

use super::head::{form_of, note, partners};
use super::model::{Action, ActionId, Came, CaseId, EntryKind, Head, Part};
use super::overview::{Next, lead_of, table_of};
use super::plan::{self, Planned, kind_of};
use super::seen::Seen;
use super::told::{self, Told};
use super::words::{self, Beside};
use super::{acts, ending};
use crate::audited;
use crate::deeds::Deed;

/// Records that somebody reads a case with these dossiers, before anything is shown.
pub async fn read(app: &App, who: &Actor, id: CaseId, dossiers: &[DossierId]) -> Result<()> {
    let ids: Vec<String> = dossiers.iter().map(DossierId::to_string).collect();
    let event = Event::by(who, Role::Officer, &audited::CASE_READ)
        .with("case", id.to_string())
        .with("dossiers", ids);
    app.db.begin().await?.commit(app, event).await
}

/// What another module shows on the page of a case: a section about its dossiers.
pub struct OfCase(
    pub for<'a> fn(&'a mut Reader, &'a App, &'a Page, &'a [&'a Open]) -> Running<'a, Html>,
);

/// A dossier of the case, as it stands there.
struct OfDossier {
    id: DossierId,
    reference: String,
    title: String,
    forms: Words,
    state: &'static str,
    next: Option<(&'static str, Millis)>,
    came: Option<Came>,
}

/// Something of the plan.
struct Step {
    id: ActionId,
    next: Next,
    reference: String,
    deed: Deed,
    /// Its dossier is open: it can be done here.
    can_be_done: bool,
    /// Whoever looks said that it was done, and can take that back.
    can_be_taken_back: bool,
}

/// Who or what occurs in the dossiers.
struct Occurs {
    one: Occurring,
    references: String,
}

#[derive(Template)]
#[template(path = "cases/templates/case.html")]
struct CasePage {
    page: Page,
    seen: Seen,
    head: Head,
    lead: String,
    table: Option<String>,
    dossiers: Vec<OfDossier>,
    occurring: Vec<Occurs>,
    /// What other modules show.
    sections: Vec<Html>,
    steps: Vec<Step>,
    told: Told,
    now: Millis,
    note: (Form, Beside),
    action: (Form, Beside),
    again: (Form, Beside),
    about: Vec<Choice>,
    which: Vec<Choice>,
    kinds: Vec<Choice>,
    owners: Vec<Choice>,
}

/// The form of a note, of an action, of taking it up again: after `case-` in the texts.
const NOTE: &str = "case-note";
const ACTION: &str = "case-action";
const AGAIN: &str = "case-again";

async fn of_dossier(
    tx: &mut Reader,
    page: &Page,
    pack: &Pack,
    (part, open): (&Part, &Open),
    (is_closed, now): (bool, Millis),
) -> Result<OfDossier> {
    let forms = assessment::forms(tx, open).await?;
    let named = forms.iter().map(|form| {
        let known = pack.form(*form);
        known.map_or_else(|| form.id().into(), |known| page.label(&known.name))
    });
    let leading = open.tasks().leading(now);
    Ok(OfDossier {
        id: open.id(),
        reference: open.reference().to_string(),
        title: open.report().title(),
        forms: Words::joined(named, ", "),
        state: open.state().id(),
        next: leading.map(|task| (task.kind.id, task.due_at)),
        came: part.joined.came.last().filter(|_| is_closed).cloned(),
    })
}

/// Its dossiers to choose from.
pub fn choices(seen: &Seen) -> Vec<Choice> {
    let dossiers = seen.dossiers();
    let choice = |open: &&Open| {
        let label = format!("{} · {}", open.reference(), open.report().title());
        Choice::new(open.id().to_string(), label)
    };
    dossiers.iter().map(choice).collect()
}

async fn steps(tx: &mut Reader, who: &Actor, page: &Page, seen: &Seen) -> Result<Vec<Step>> {
    let mut all = Vec::new();
    for (part, open) in seen.within() {
        if part.joined.actions.is_empty() {
            continue;
        }
        let doers = plan::doers(tx, open).await?;
        let can_change = seen.case.is_open() && !open.is_closed();
        let step = |one: &Action| {
            let deed = Deed::of((open, who), kind_of(one), one.id.into(), &doers);
            Step {
                id: one.id,
                next: Next::of(page, one, part.dossier),
                reference: open.reference().to_string(),
                deed,
                can_be_done: deed.is_open() && !open.is_closed(),
                can_be_taken_back: can_change && deed.is_own(),
            }
        };
        all.extend(part.joined.actions.iter().map(step));
    }
    all.sort_by_key(|one: &Step| (!one.deed.is_open(), one.next.due_at));
    Ok(all)
}

async fn occurring(
    tx: &mut Reader,
    app: &App,
    page: &Page,
    pack: &Pack,
    seen: &Seen,
) -> Result<Vec<Occurs>> {
    let dossiers = seen.dossiers();
    let found = several::occurring(tx, app, page, pack, &dossiers).await?;
    let named = found.into_iter().map(|one| {
        let there = dossiers
            .iter()
            .filter(|open| one.dossiers.contains(&open.id()));
        let references: Vec<String> = there.map(|open| open.reference().to_string()).collect();
        Occurs {
            references: references.join(", "),
            one,
        }
    });
    Ok(named.collect())
}

/// What other modules show of its dossiers.
async fn sections(tx: &mut Reader, app: &App, page: &Page, seen: &Seen) -> Result<Vec<Html>> {
    let dossiers = seen.dossiers();
    let mut sections = Vec::new();
    for part in app.wings.parts::<OfCase>() {
        sections.push((part.0)(tx, app, page, &dossiers).await?);
    }
    Ok(sections)
}

/// A form as it is shown first, or as it came back, with what it asks beside its words.
fn asked(
    of: (&App, &Actor),
    seen: &Seen,
    (typed, name): (&mut Option<(&'static str, Form)>, &'static str),
    (fresh, words): (Form, &[&str]),
) -> Result<(Form, Beside)> {
    let came_back = typed.take_if(|(of, _)| *of == name);
    let form = came_back.map_or(fresh, |(_, form)| form);
    let text: Vec<&str> = words.iter().map(|field| form.value(field)).collect();
    let beside = Beside::of(of, &seen.dossiers(), &form, &text.join("\n"))?;
    Ok((form, beside))
}

/// The page; perhaps with what was typed in one of its forms.
async fn show(
    (app, actor): (&App, &Actor),
    page: Page,
    id: CaseId,
    mut typed: Option<(&'static str, Form)>,
) -> Ended<Response> {
    let of = (app, actor);
    let mut tx = app.db.read().await?;
    let seen = Seen::of(&mut tx, app, actor, id).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut dossiers = Vec::new();
    for (part, open) in seen.within() {
        let when = (!seen.case.is_open(), app.clock.now());
        dossiers.push(of_dossier(&mut tx, &page, &pack, (part, open), when).await?);
    }
    let steps = steps(&mut tx, actor, &page, &seen).await?;
    let occurring = occurring(&mut tx, app, &page, &pack, &seen).await?;
    let sections = sections(&mut tx, app, &page, &seen).await?;
    let told = told::latest(&mut tx, of, &page, &seen).await?;
    drop(tx);
    read(app, actor, id, &seen.ids()).await?;
    let fresh = |name| form_of(&page.texts, name).with("form", app.clock.id_without_time());
    let version = seen.version();
    let again = form_of(&page.texts, AGAIN).with(VERSION, version);
    let note = fresh(NOTE).with("kind", EntryKind::Note.id());
    let note = asked(of, &seen, (&mut typed, NOTE), (note, &["text"]))?;
    let action = asked(of, &seen, (&mut typed, ACTION), (fresh(ACTION), &["what"]))?;
    let again = asked(of, &seen, (&mut typed, AGAIN), (again, &["reason"]))?;
    let which = choices(&seen);
    let whole = Choice::new("", page.text("case-as-a-whole"));
    let kind = |one: &EntryKind| {
        let label = page.text(&format!("case-entry-{}", one.id()));
        Choice::new(one.id(), label)
    };
    Ok(html(&CasePage {
        head: seen.case.content.head.clone(),
        lead: lead_of(&page, &pack, &seen.case),
        table: table_of(&pack, &seen.case),
        steps,
        about: std::iter::once(whole).chain(which.clone()).collect(),
        which,
        kinds: EntryKind::ALL.iter().map(kind).collect(),
        owners: partners(&page, &pack, "case-officer"),
        now: app.clock.now(),
        dossiers,
        occurring,
        sections,
        told,
        note,
        action,
        again,
        seen,
        page,
    })?)
}

pub async fn case(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
) -> Ended<Response> {
    show((&app, &actor), page, id, None).await
}

/// On to where it was done, or the page again with what was typed.
async fn answer(
    of: (&App, &Actor),
    page: Page,
    id: CaseId,
    done: Ended,
    (posted, name, main): (&Posted, &'static str, &'static str),
    (place, message): (&str, &str),
) -> Ended<Response> {
    let Err(refusal) = done else {
        return Ok(redirect_done(&format!("/casus/{id}{place}"), message));
    };
    let mut form = form_of(&page.texts, name).typed(posted);
    let status = note(refusal, &mut form, main)?;
    let shown = show(of, page, id, Some((name, form))).await?;
    Ok((status, shown).into_response())
}

/// Over which dossier; nothing: of the case as a whole.
fn about(posted: &Posted) -> Ended<Option<DossierId>> {
    match posted.get("about") {
        "" => Ok(None),
        id => {
            let id = id.parse().map_err(|_| Refusal::of("about", "choose"))?;
            Ok(Some(id))
        }
    }
}

pub async fn write(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let seen = Seen::now(&app, &actor, id).await?;
        words::open_along(&app, &actor, &seen.dossiers(), &posted).await?;
        let text = posted.get("text").replace('\r', "");
        let form = posted.get("form").parse();
        let wrote = acts::Wrote {
            form: form.unwrap_or_else(|_| app.clock.id_without_time()),
            kind: EntryKind::parse(posted.get("kind")).unwrap_or(EntryKind::Note),
            about: about(&posted)?,
            text: &text,
        };
        let others = words::someone_else(&posted);
        acts::write(&app, &actor, id, &wrote, &others).await
    }
    .await;
    let sent = (&posted, NOTE, "text");
    let to = ("#verloop", "case-written");
    answer((&app, &actor), page, id, done, sent, to).await
}

pub async fn plan(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let seen = Seen::now(&app, &actor, id).await?;
        words::open_along(&app, &actor, &seen.dossiers(), &posted).await?;
        let form = posted.get("form").parse();
        let planned = Planned {
            form: form.unwrap_or_else(|_| app.clock.id_without_time()),
            dossier: posted.get("dossier").parse().ok(),
            what: posted.get("what"),
            owner: posted.get("owner"),
            day: posted.get("day"),
        };
        let others = words::someone_else(&posted);
        plan::plan(&app, &actor, id, &planned, &others).await
    }
    .await;
    let sent = (&posted, ACTION, "what");
    let to = ("#plan", "case-planned");
    answer((&app, &actor), page, id, done, sent, to).await
}

pub async fn reopen(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<CaseId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let seen = Seen::now(&app, &actor, id).await?;
        words::open_along(&app, &actor, &seen.dossiers(), &posted).await?;
        let (reason, version) = (posted.get("reason").replace('\r', ""), posted.get(VERSION));
        let others = words::someone_else(&posted);
        ending::reopen(&app, &actor, (id, version), &reason, &others).await
    }
    .await;
    let sent = (&posted, AGAIN, "reason");
    answer((&app, &actor), page, id, done, sent, ("", "case-reopened")).await
}
