//! Locations on the dossier page: to which ones it belongs, which of its addresses are watched already, and to begin watching
//! one of them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::{Form, Posted};
use platform::web::{Html, Page};
use platform::{Actor, App, DossierId, Result};
use route::desk::Sent;
use route::dossiers::{Ended, Open, Purpose, Refusal, open_now};
use route::parts::{Happening, Happenings, Panel, Place, Shown};

use super::acts;
use super::found;
use super::model::LocationId;
use super::store::{self, Location};
use super::words::{self, Beside};
use crate::cases::form_of;

/// The form that says that the dossier belongs to a place.
const LINK: &str = "location-link";

/// An address of the dossier, and what is watched there.
struct Named {
    line: String,
    there: Option<Location>,
    at: usize,
}

#[derive(Template)]
#[template(path = "locations/templates/panel.html")]
struct OnDossier<'a> {
    page: &'a Page,
    open: &'a Open,
    all: Vec<Location>,
    named: Vec<Named>,
    form: Form,
    beside: Beside,
}

/// The places to which it belongs.
async fn all(tx: &mut Reader, shown: &Shown<'_>) -> Result<Vec<Location>> {
    let mut all = Vec::new();
    for link in store::of_dossier(tx, shown.app, shown.open).await? {
        match store::find(tx, shown.app, shown.open.tenant(), link.location).await {
            Ok(location) => all.extend(location),
            // `meldroute check` names it.
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

/// The addresses that it names, but for those of places to which it belongs.
async fn named(tx: &mut Reader, shown: &Shown<'_>, all: &[Location]) -> Result<Vec<Named>> {
    let (app, tenant) = (shown.app, shown.open.tenant());
    let pack = app.tenants.get(tenant)?.pack;
    let addresses = found::addresses_of(shown.open, &pack.municipality.name);
    let there = found::at_addresses(tx, app, tenant, &addresses).await?;
    let named = addresses.into_iter().zip(there).enumerate();
    let named = named.map(|(at, (address, there))| Named {
        line: address.line(),
        there,
        at,
    });
    let is_new = |one: &Named| {
        let there = one.there.as_ref();
        there.is_none_or(|there| all.iter().all(|known| known.id != there.id))
    };
    Ok(named.filter(is_new).collect())
}

pub const PANEL: Panel = Panel {
    id: "locations",
    place: Place::Main(43),
    show: |tx, shown| {
        Box::pin(async move {
            let all = all(tx, shown).await?;
            let named = named(tx, shown, &all).await?;
            let form = shown.filled(form_of(&shown.page.texts, LINK), LINK, "");
            let text = match typed(tx, shown, &form).await? {
                Some(location) => location.content.words(),
                None => String::new(),
            };
            let of = (shown.app, shown.actor);
            let beside = Beside::of(of, &[shown.open], &form, &text)?;
            let panel = OnDossier {
                page: shown.page,
                open: shown.open,
                all,
                named,
                form,
                beside,
            };
            Html::of(&panel).map(Some)
        })
    },
};

/// The place that a form that came back is about: of its words the officer is asked.
async fn typed(tx: &mut Reader, shown: &Shown<'_>, form: &Form) -> Result<Option<Location>> {
    if !form.is_faulty("someone-else") {
        return Ok(None);
    }
    let (app, tenant) = (shown.app, shown.open.tenant());
    let found = found::at_line(tx, app, tenant, form.value("where")).await?;
    Ok(found.into_iter().next())
}

#[derive(Template)]
#[template(path = "locations/templates/of_case.html")]
struct OfCase<'a> {
    page: &'a Page,
    all: Vec<Location>,
}

/// On the page of a case: the places to which its dossiers belong, each once.
pub async fn of_dossiers(
    tx: &mut Reader,
    app: &App,
    page: &Page,
    dossiers: &[&Open],
) -> Result<Html> {
    let mut all: Vec<Location> = Vec::new();
    for open in dossiers {
        for link in store::of_dossier(tx, app, open).await? {
            if all.iter().any(|one| one.id == link.location) {
                continue;
            }
            match store::find(tx, app, open.tenant(), link.location).await {
                Ok(location) => all.extend(location),
                // `meldroute check` names it.
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
    }
    Html::of(&OfCase { page, all })
}

/// To which places it came to belong: in what happened, and so in the whole dossier on paper.
pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let mut happened = Vec::new();
        for link in store::of_dossier(tx, shown.app, shown.open).await? {
            let location = store::find(tx, shown.app, shown.open.tenant(), link.location).await;
            let line = match location {
                Ok(location) => location.map_or_else(String::new, |one| one.line()),
                Err(error) if error.is_damage() => String::new(),
                Err(error) => return Err(error),
            };
            happened.push(Happening {
                at: link.linked.signed.at,
                what: shown.page.text("happened-location-linked"),
                who: Some(link.linked.signed.by),
                text: line,
            });
        }
        Ok(happened)
    })
});

/// Which place is meant: the one at the address that was typed, or proposed.
async fn meant(app: &App, who: &Actor, posted: &Posted) -> Ended<LocationId> {
    let line = posted.get("where");
    if line.is_empty() {
        return Err(Refusal::of("where", "location-where"));
    }
    let mut tx = app.db.read().await?;
    let found = found::at_line(&mut tx, app, who.tenant, line).await?;
    let first = found.first().map(|one| one.id);
    first.ok_or_else(|| Refusal::of("where", "location-nowhere"))
}

/// It is the place that a colleague changed, not this dossier.
fn of_location(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Changed => Refusal::of("where", "location-meanwhile"),
        other => other,
    }
}

/// The dossier belongs to a place.
pub async fn link(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = open_now(&app, &actor, id, Purpose::Read).await?;
        words::open_along(&app, &actor, &[&open], &posted).await?;
        let location = meant(&app, &actor, &posted).await?;
        let others = words::someone_else(&posted);
        acts::link(&app, &actor, (location, id), &others).await
    }
    .await;
    Sent::new(id, LINK, "where", posted)
        .answer(
            &app,
            &actor,
            page,
            done.map_err(of_location),
            ("=locaties", "location-linked"),
        )
        .await
}

/// It does not belong there any more.
pub async fn unlink(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, location)): Path<(DossierId, LocationId)>,
    posted: Posted,
) -> Ended<Response> {
    let done = acts::unlink(&app, &actor, (location, id)).await;
    Sent::new(id, LINK, "where", posted)
        .answer(
            &app,
            &actor,
            page,
            done.map_err(of_location),
            ("=locaties", "location-unlinked"),
        )
        .await
}
