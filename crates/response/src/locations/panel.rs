//! Locations on the dossier page: to which ones it belongs, which of its addresses are watched already, and to begin watching
//! one of them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::{Form, Posted};
use platform::web::{Html, Page};
use platform::{Actor, App, DossierId, Millis, Result, Tenant};
use route::desk::Sent;
use route::dossiers::{Ended, Open, Purpose, Refusal, open_now};
use route::parts::{Happening, Happenings, Panel, Place, Shown};

use super::model::LocationId;
use super::store::{self, Location};
use super::words::{self, Beside};
use super::{acts, found, links};
use crate::cases::{OfCase, form_of};

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
    /// So many more cannot be read.
    damaged: usize,
    named: Vec<Named>,
    now: Millis,
    form: Form,
    beside: Beside,
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
            let (all, damaged) = links::legible(tx, shown.app, shown.open).await?;
            let all: Vec<Location> = all.into_iter().map(|(_, location)| location).collect();
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
                damaged,
                named,
                now: shown.app.clock.now(),
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
    let of = (shown.app, shown.open.tenant());
    there(tx, of, (form.value("location"), form.value("where"))).await
}

/// The place at an address: the one that was proposed, as long as its address stands there, or the one that is found.
async fn there(
    tx: &mut Reader,
    (app, tenant): (&App, Tenant),
    (proposed, line): (&str, &str),
) -> Result<Option<Location>> {
    if let Ok(id) = proposed.parse() {
        let known = store::find(tx, app, tenant, id).await?;
        if let Some(known) = known.filter(|one| one.line() == line) {
            return Ok(Some(known));
        }
    }
    let found = found::at_line(tx, app, tenant, line).await?;
    Ok(found.into_iter().next())
}

#[derive(Template)]
#[template(path = "locations/templates/of_case.html")]
struct OnCase<'a> {
    page: &'a Page,
    all: Vec<Location>,
    now: Millis,
}

/// On the page of a case: the places to which its dossiers belong, each once. What is damaged is told in the dossier.
pub const OF_CASE: OfCase = OfCase(|tx, app, page, dossiers| {
    Box::pin(async move {
        let mut all: Vec<Location> = Vec::new();
        for open in dossiers {
            let (found, _) = links::legible(tx, app, open).await?;
            for (_, location) in found {
                if all.iter().all(|one| one.id != location.id) {
                    all.push(location);
                }
            }
        }
        let now = app.clock.now();
        Html::of(&OnCase { page, all, now })
    })
});

/// To which places it came to belong: in what happened, and so in the whole dossier on paper.
pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let (found, damaged) = links::legible(tx, shown.app, shown.open).await?;
        let each = found.into_iter().map(|(link, location)| Happening {
            at: link.linked.signed.at,
            what: shown.page.text("happened-location-linked"),
            who: Some(link.linked.signed.by),
            text: location.line(),
        });
        let mut happened: Vec<Happening> = each.collect();
        if damaged > 0 {
            happened.push(Happening {
                at: shown.open.received_at(),
                what: shown.page.text("location-damaged"),
                who: None,
                text: String::new(),
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
    let typed = (posted.get("location"), line);
    let found = there(&mut tx, (app, who.tenant), typed).await?;
    let found = found.ok_or_else(|| Refusal::of("where", "location-nowhere"))?;
    Ok(found.id)
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
