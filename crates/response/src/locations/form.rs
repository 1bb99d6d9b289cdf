//! The form of a place: to begin watching one, by hand or in a dossier, and to change what is said of it.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId};
use route::dossiers::{Ended, Open, Purpose, Refusal, VERSION, open_now};
use serde::Deserialize;

use super::acts::{self, Begun};
use super::address::Address;
use super::geo::Spot;
use super::looking::{SENT_OTHERWISE, people};
use super::model::{Head, Kind, LocationId, Why};
use super::seen::Seen;
use super::store::{self, Location};
use super::words::{self, Beside};
use super::{found, geo};
use crate::cases::form_of;

/// Shows what was refused beside its field; gives the status of the page. What a colleague changed meanwhile is told at
/// `main`: whoever typed decides then on what stands there now.
///
/// # Errors
/// What no field can tell.
pub fn note(refusal: Refusal, form: &mut Form, main: &'static str) -> Ended<StatusCode> {
    if !matches!(refusal, Refusal::Changed) {
        return refusal.note(form, main);
    }
    form.fault(main, "location-meanwhile");
    form.set(VERSION, "");
    Ok(StatusCode::CONFLICT)
}

/// Once somebody was told that this form was sent with something else in it, sending it again is another one.
pub fn told_otherwise(app: &App, refusal: &Refusal, form: &mut Form) {
    let Refusal::Typed(faults) = refusal else {
        return;
    };
    if faults.iter().any(|fault| fault.key == SENT_OTHERWISE) {
        form.set("form", &app.clock.id_without_time().to_string());
        form.set(VERSION, "");
    }
}

#[derive(Template)]
#[template(path = "locations/templates/form.html")]
struct FormPage {
    page: Page,
    path: String,
    back: (String, String),
    is_change: bool,
    kinds: Vec<Choice>,
    whys: Vec<Choice>,
    /// At the same address.
    there: Vec<Location>,
    form: Form,
    beside: Beside,
}

/// What kinds of places there are.
pub fn kinds(page: &Page) -> Vec<Choice> {
    let choice = |kind: &Kind| {
        let label = page.text(&format!("location-kind-{}", kind.id()));
        Choice::new(kind.id(), label)
    };
    Kind::ALL.iter().map(choice).collect()
}

/// Why a place can be watched.
pub fn whys(page: &Page) -> Vec<Choice> {
    let choice = |why: &Why| {
        let label = page.text(&format!("location-why-{}", why.id()));
        Choice::new(why.id(), label)
    };
    Why::ALL.iter().map(choice).collect()
}

fn address_of(get: impl Fn(&str) -> String) -> Address {
    Address {
        street: get("street"),
        number: get("number"),
        postcode: get("postcode"),
        town: get("town"),
    }
}

/// What was typed.
///
/// # Errors
/// A fault at a number that is none.
fn head_of(posted: &Posted) -> Ended<Head> {
    let words = |name: &str| posted.get(name).replace('\r', "").trim().to_owned();
    let kind = Kind::parse(posted.get("kind"));
    let (first, second) = (posted.get("first"), posted.get("second"));
    let spot = match (first, second) {
        ("", "") => None,
        _ => Some(Spot::read(first, second).ok_or_else(|| Refusal::of("first", "location-spot"))?),
    };
    Ok(Head {
        kind: kind.ok_or_else(|| Refusal::of("kind", "choose"))?,
        address: address_of(words),
        why: posted.all("why").filter_map(Why::parse).collect(),
        used: words("used"),
        permitted: words("permitted"),
        allowed: people("allowed", posted.get("allowed"))?,
        owner: words("owner"),
        employer: words("employer"),
        note: words("note"),
        spot,
    })
}

fn with_address(form: Form, address: &Address) -> Form {
    form.with("street", address.street.clone())
        .with("number", address.number.clone())
        .with("postcode", address.postcode.clone())
        .with("town", address.town.clone())
}

fn filled(form: Form, head: &Head) -> Form {
    let form = with_address(form, &head.address)
        .with("kind", head.kind.id())
        .with("used", head.used.clone())
        .with("permitted", head.permitted.clone())
        .with("owner", head.owner.clone())
        .with("employer", head.employer.clone())
        .with("note", head.note.clone());
    let form = match head.allowed {
        Some(allowed) => form.with("allowed", allowed.to_string()),
        None => form,
    };
    let form = match head.spot {
        Some(geo::Spot { x, y }) => form
            .with("first", x.to_string())
            .with("second", y.to_string()),
        None => form,
    };
    let whys = head.why.iter();
    whys.fold(form, |form, why| form.with("why", why.id()))
}

fn all_words(form: &Form) -> String {
    ["street", "used", "permitted", "owner", "employer", "note"]
        .map(|field| form.value(field).to_owned())
        .join("\n")
}

/// Where a form is, and what it is about.
struct Asked<'a> {
    path: String,
    back: (String, String),
    change: Option<LocationId>,
    dossiers: Vec<&'a Open>,
}

async fn show(
    (app, actor): (&App, &Actor),
    page: Page,
    asked: Asked<'_>,
    form: Form,
) -> Ended<Response> {
    let mut there = Vec::new();
    let address = address_of(|field| form.value(field).trim().to_owned());
    if form.is_faulty("street") && address.is_known() {
        let prints = address.prints(app, actor.tenant)?;
        let mut tx = app.db.read().await?;
        there = store::same(&mut tx, app, actor.tenant, &prints).await?;
        there.retain(|one| Some(one.id) != asked.change);
    }
    let beside = Beside::of((app, actor), &asked.dossiers, &form, &all_words(&form))?;
    Ok(html(&FormPage {
        kinds: kinds(&page),
        whys: whys(&page),
        path: asked.path,
        back: asked.back,
        is_change: asked.change.is_some(),
        there,
        form,
        beside,
        page,
    })?)
}

fn by_hand(page: &Page) -> Asked<'static> {
    Asked {
        path: "/locaties/nieuw".to_owned(),
        back: ("/locaties".to_owned(), page.text("locations-title")),
        change: None,
        dossiers: Vec::new(),
    }
}

fn in_dossier<'a>(page: &Page, open: &'a Open) -> Asked<'a> {
    let reference = [("reference", open.reference().to_string())];
    Asked {
        path: format!("/dossier/{}/locatie/nieuw", open.id()),
        back: (
            format!("/dossier/{}#locaties", open.id()),
            page.with("location-back-to-dossier", &reference),
        ),
        change: None,
        dossiers: vec![open],
    }
}

fn fresh(app: &App, actor: &Actor, page: &Page) -> Ended<Form> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let form = form_of(&page.texts, "location")
        .with("form", app.clock.id_without_time().to_string())
        .with("kind", Kind::Housing.id());
    Ok(form.with("town", pack.municipality.name.clone()))
}

pub async fn begin_form(State(app): State<App>, actor: Actor, page: Page) -> Ended<Response> {
    let form = fresh(&app, &actor, &page)?;
    let asked = by_hand(&page);
    show((&app, &actor), page, asked, form).await
}

/// Which of the addresses of a dossier; none: another one.
#[derive(Deserialize)]
pub struct Which {
    adres: Option<usize>,
}

pub async fn begin_in_form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    Query(which): Query<Which>,
) -> Ended<Response> {
    let open = open_now(&app, &actor, id, Purpose::Read).await?;
    open.read_by(&app, &actor).await?;
    let mut form = fresh(&app, &actor, &page)?.with("why", Why::Signal.id());
    let pack = app.tenants.get(actor.tenant)?.pack;
    let addresses = found::addresses_of(&open, &pack.municipality.name);
    if let Some(address) = which.adres.and_then(|at| addresses.get(at)) {
        form = with_address(form, address);
        form.set("town", &address.town);
    }
    let asked = in_dossier(&page, &open);
    show((&app, &actor), page, asked, form).await
}

async fn begun(
    app: &App,
    actor: &Actor,
    posted: &Posted,
    dossier: Option<DossierId>,
) -> Ended<LocationId> {
    let form = posted.get("form").parse();
    let begun = Begun {
        form: form.unwrap_or_else(|_| app.clock.id_without_time()),
        head: head_of(posted)?,
        next: posted.get("next"),
        dossier,
    };
    acts::begin(app, actor, begun, &words::someone_else(posted)).await
}

pub async fn begin(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    match begun(&app, &actor, &posted, None).await {
        Ok(id) => Ok(redirect_done(&format!("/locatie/{id}"), "location-begun")),
        Err(refusal) => {
            let mut form = form_of(&page.texts, "location").typed(&posted);
            told_otherwise(&app, &refusal, &mut form);
            let status = note(refusal, &mut form, "street")?;
            let asked = by_hand(&page);
            let shown = show((&app, &actor), page, asked, form).await?;
            Ok((status, shown).into_response())
        }
    }
}

pub async fn begin_in(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let open = open_now(&app, &actor, id, Purpose::Read).await?;
    let begun: Ended<LocationId> = async {
        words::open_along(&app, &actor, &[&open], &posted).await?;
        begun(&app, &actor, &posted, Some(id)).await
    }
    .await;
    match begun {
        Ok(id) => Ok(redirect_done(&format!("/locatie/{id}"), "location-begun")),
        Err(refusal) => {
            open.read_by(&app, &actor).await?;
            let mut form = form_of(&page.texts, "location").typed(&posted);
            told_otherwise(&app, &refusal, &mut form);
            let status = note(refusal, &mut form, "street")?;
            let asked = in_dossier(&page, &open);
            let shown = show((&app, &actor), page, asked, form).await?;
            Ok((status, shown).into_response())
        }
    }
}

async fn show_change(
    (app, actor): (&App, &Actor),
    page: Page,
    seen: &Seen,
    mut form: Form,
) -> Ended<Response> {
    seen.read_by(app, actor).await?;
    if form.value(VERSION).is_empty() {
        form.set(VERSION, &seen.version());
    }
    let path = format!("/locatie/{}", seen.location.id);
    let asked = Asked {
        back: (path.clone(), seen.location.line()),
        path: path + "/wijzigen",
        change: Some(seen.location.id),
        dossiers: seen.opened(),
    };
    show((app, actor), page, asked, form).await
}

pub async fn change_form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<LocationId>,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let form = filled(
        form_of(&page.texts, "location"),
        &seen.location.content.head,
    );
    show_change((&app, &actor), page, &seen, form).await
}

pub async fn change(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<LocationId>,
    posted: Posted,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, id).await?;
    let changed: Ended = async {
        words::open_along(&app, &actor, &seen.opened(), &posted).await?;
        let (head, version) = (head_of(&posted)?, posted.get(VERSION));
        let others: BTreeSet<String> = words::someone_else(&posted);
        acts::change(&app, &actor, (id, version), &head, &others).await
    }
    .await;
    match changed {
        Ok(()) => Ok(redirect_done(&format!("/locatie/{id}"), "location-changed")),
        Err(refusal) => {
            let mut form = form_of(&page.texts, "location").typed(&posted);
            let status = note(refusal, &mut form, "street")?;
            let shown = show_change((&app, &actor), page, &seen, form).await?;
            Ok((status, shown).into_response())
        }
    }
}
