//! A location: what it is, what was seen there, by when somebody must look, and the dossiers that belong to it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Form, Posted};
use platform::web::{Html, Page, html, redirect_done};
use platform::{Actor, App, DossierId, Millis, Result, clock};
use route::dossiers::{Ended, VERSION};

use super::form::{note, told_otherwise};
use super::list::today;
use super::looking::{self, Looked};
use super::model::{Content, LocationId, Look, State as Stands};
use super::seen::Seen;
use super::store::Location;
use super::words::{self, Beside};
use crate::cases::{among, form_of};

/// A dossier that belongs to it.
struct OfDossier {
    id: DossierId,
    reference: String,
    title: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "locations/templates/location.html")]
struct LocationPage {
    page: Page,
    location: Location,
    content: Content,
    whys: String,
    /// The latest first.
    looks: Vec<Look>,
    dossiers: Vec<OfDossier>,
    not_all: bool,
    /// Somebody must look now.
    is_due: bool,
    /// In which these are.
    cases: Html,
    now: Millis,
    look: (Form, Beside),
    plan: Form,
    end: (Form, Beside),
    again: (Form, Beside),
}

/// The forms of the page: after `location-` in the texts.
const LOOK: &str = "location-look";
const PLAN: &str = "location-plan";
const END: &str = "location-end";
const AGAIN: &str = "location-again";

/// A form as it is shown first, or as it came back, with what it asks beside its words.
fn asked(
    of: (&App, &Actor),
    seen: &Seen,
    (typed, name): (&mut Option<(&'static str, Form)>, &'static str),
    (fresh, words): (Form, &[&str]),
) -> Result<(Form, Beside)> {
    let came_back = typed.take_if(|(of, _)| *of == name);
    let mut form = came_back.map_or(fresh, |(_, form)| form);
    if form.value(VERSION).is_empty() {
        form.set(VERSION, &seen.version());
    }
    let text: Vec<&str> = words.iter().map(|field| form.value(field)).collect();
    let beside = Beside::of(of, &seen.opened(), &form, &text.join("\n"))?;
    Ok((form, beside))
}

/// The page; perhaps with what was typed in one of its forms.
async fn show(
    of: (&App, &Actor),
    page: Page,
    seen: Seen,
    mut typed: Option<(&'static str, Form)>,
) -> Ended<Response> {
    let (app, actor) = of;
    seen.read_by(app, actor).await?;
    let fresh = |name| form_of(&page.texts, name);
    let due = seen.location.due();
    let day = due.map_or_else(String::new, |due| clock::day(due - 1));
    let look = fresh(LOOK)
        .with("form", app.clock.id_without_time().to_string())
        .with("day", clock::day(app.clock.now()));
    let words: &[&str] = &["by", "text"];
    let look = asked(of, &seen, (&mut typed, LOOK), (look, words))?;
    let plan = fresh(PLAN).with("next", day);
    let (plan, _) = asked(of, &seen, (&mut typed, PLAN), (plan, &[]))?;
    let end = asked(of, &seen, (&mut typed, END), (fresh(END), &["reason"]))?;
    let again = asked(of, &seen, (&mut typed, AGAIN), (fresh(AGAIN), &["reason"]))?;
    let dossiers = seen.dossiers.iter().map(|open| OfDossier {
        id: open.id(),
        reference: open.reference().to_string(),
        title: open.report().title(),
        state: open.state().id(),
    });
    let dossiers = dossiers.collect();
    let mut tx = app.db.read().await?;
    let cases = among(&mut tx, app, &page, &seen.opened()).await?;
    drop(tx);
    let is_due = seen.location.next_at <= today(app.clock.now());
    let content = seen.location.content.clone();
    let whys = content.head.why.iter();
    let whys = whys.map(|why| page.text(&format!("location-why-{}", why.id())));
    Ok(html(&LocationPage {
        whys: whys.collect::<Vec<_>>().join(", "),
        looks: content.looks.iter().rev().cloned().collect(),
        now: app.clock.now(),
        location: seen.location,
        content,
        dossiers,
        not_all: seen.not_all,
        is_due,
        cases,
        look,
        plan,
        end,
        again,
        page,
    })?)
}

pub async fn location(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<LocationId>,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    show((&app, &actor), page, seen, None).await
}

/// On to the page, or the page again with what was typed.
async fn answer(
    of: (&App, &Actor),
    page: Page,
    id: LocationId,
    done: Ended,
    (posted, name, main): (&Posted, &'static str, &'static str),
    message: &str,
) -> Ended<Response> {
    let Err(refusal) = done else {
        return Ok(redirect_done(&format!("/locatie/{id}"), message));
    };
    let mut form = form_of(&page.texts, name).typed(posted);
    told_otherwise(of.0, &refusal, &mut form);
    let status = note(refusal, &mut form, main)?;
    let seen = Seen::now(of.0, of.1, id).await?;
    let shown = show(of, page, seen, Some((name, form))).await?;
    Ok((status, shown).into_response())
}

/// Opens the vault along with a form of the page, where a dossier that belongs to it has a reporter.
async fn with_vault((app, who): (&App, &Actor), id: LocationId, posted: &Posted) -> Ended {
    let seen = Seen::now(app, who, id).await?;
    words::open_along(app, who, &seen.opened(), posted).await
}

pub async fn look(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<LocationId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        with_vault((&app, &actor), id, &posted).await?;
        let (form, text) = (posted.get("form"), posted.get("text").replace('\r', ""));
        let looked = Looked {
            form: form.parse().unwrap_or_else(|_| app.clock.id_without_time()),
            day: posted.get("day"),
            by: posted.get("by"),
            text: &text,
            people: posted.get("people"),
            next: posted.get("next"),
        };
        let (others, version) = (words::someone_else(&posted), posted.get(VERSION));
        looking::look(&app, &actor, (id, version), &looked, &others).await
    }
    .await;
    let sent = (&posted, LOOK, "text");
    answer((&app, &actor), page, id, done, sent, "location-looked").await
}

pub async fn plan(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<LocationId>,
    posted: Posted,
) -> Ended<Response> {
    let based = (id, posted.get(VERSION));
    let done = looking::plan(&app, &actor, based, posted.get("next")).await;
    let sent = (&posted, PLAN, "next");
    answer((&app, &actor), page, id, done, sent, "location-planned").await
}

async fn turn(of: (&App, &Actor), id: LocationId, posted: &Posted, to: Stands) -> Ended {
    let (reason, version) = (posted.get("reason").replace('\r', ""), posted.get(VERSION));
    let seen = Seen::now(of.0, of.1, id).await?;
    if let Some(already) = looking::turned_already(&seen.location, of.1, (to, &reason)) {
        return already;
    }
    with_vault(of, id, posted).await?;
    let others = words::someone_else(posted);
    looking::turn(of.0, of.1, (id, version), (to, &reason), &others).await
}

pub async fn end(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<LocationId>,
    posted: Posted,
) -> Ended<Response> {
    let done = turn((&app, &actor), id, &posted, Stands::Ended).await;
    let sent = (&posted, END, "reason");
    answer((&app, &actor), page, id, done, sent, "location-ended").await
}

pub async fn again(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<LocationId>,
    posted: Posted,
) -> Ended<Response> {
    let done = turn((&app, &actor), id, &posted, Stands::Watched).await;
    let sent = (&posted, AGAIN, "reason");
    answer((&app, &actor), page, id, done, sent, "location-again").await
}
