//! What the policy is called, who adopted it, when it holds, and with whom the municipality works.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::clock;
use platform::forms::{Form, Posted};
use platform::tenants::{self, About, Change};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result};
use policy::{Document, Edit, Pack, find_municipality};

use super::eyes::{self, Waiting, Whose};
use super::looked::{self, Look};
use super::municipality::name_like;
use super::{event, finish, print};
use crate::audited;

/// Of a title, of who adopted it, of a region; in characters.
const LONGEST: usize = 160;
/// More neighbours than any municipality has.
const MOST_NEIGHBOURS: usize = 40;

const PATH: &str = "/beleid/document";

/// Somebody else than who changed it says that it is right.
const RIGHT: Look = Look {
    about: About::Document,
    path: PATH,
    act: &audited::POLICY_DOCUMENT_SEEN,
    seen,
    done: "document-looked-at",
    own: "document-own",
    changed: "document-changed",
};

#[derive(Template)]
#[template(path = "policy_pack/templates/document.html")]
struct DocumentPage {
    page: Page,
    form: Form,
    /// A change that nobody else has looked at.
    waiting: Option<Waiting>,
    /// What a colleague made of it meanwhile.
    now: Option<Vec<(String, String)>>,
}

fn seen(pack: &Pack) -> String {
    print(&pack.document())
}

/// What each is called, and what it says; empty where nobody filled it in.
pub(super) fn said(page: &Page, pack: &Pack) -> Vec<(String, String)> {
    let document = pack.document();
    let day = |day: Option<String>| day.map_or_else(String::new, |day| page.day(&day));
    [
        ("title", document.title),
        ("by", document.by),
        ("from", day(document.from)),
        ("until", day(document.until)),
        ("region", document.region),
        ("neighbours", document.neighbours.join(", ")),
    ]
    .map(|(name, text)| (page.text(&format!("document-{name}")), text))
    .to_vec()
}

fn filled(page: &Page, pack: &Pack) -> Form {
    let document = pack.document();
    Form::new(&page.texts, "document")
        .with("seen", seen(pack))
        .with("title", document.title)
        .with("by", document.by)
        .with("from", document.from.unwrap_or_default())
        .with("until", document.until.unwrap_or_default())
        .with("region", document.region)
        .with("neighbours", document.neighbours.join(", "))
}

async fn page_of(
    app: &App,
    actor: &Actor,
    page: Page,
    (pack, form): (&Pack, Form),
    changed: bool,
) -> Result<Response> {
    // Another program may have changed it since the request began.
    tenants::catch_up(app).await?;
    let mut tx = app.db.read().await?;
    let waiting = eyes::waiting(&mut tx, app, actor, &page, &About::Document).await?;
    drop(tx);
    html(&DocumentPage {
        waiting,
        now: changed.then(|| said(&page, pack)),
        page,
        form,
    })
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let form = filled(&page, &pack);
    page_of(&app, &actor, page, (&pack, form), false).await
}

/// A first or last day; none when it was left empty.
fn day(posted: &Posted, name: &str, form: &mut Form) -> Option<String> {
    let text = posted.get(name);
    if text.is_empty() {
        return None;
    }
    if clock::start_of(text).is_none() {
        form.fault(name, "document-day");
    }
    Some(text.to_owned())
}

/// Neighbours as they were typed, with commas or a line each, by their own names. One that is in no list of
/// municipalities may stay where it stood.
fn neighbours(page: &Page, posted: &Posted, before: &[String], form: &mut Form) -> Vec<String> {
    let typed = posted.get("neighbours").split([',', ';', '\n']);
    let typed = typed.map(str::trim).filter(|name| !name.is_empty());
    let (mut found, mut unknown): (Vec<String>, Option<&str>) = (Vec::new(), None);
    for name in typed {
        let known = find_municipality(name).map(|known| known.name.to_owned());
        let known = known.or_else(|| before.iter().find(|old| *old == name).cloned());
        match known {
            Some(name) if found.contains(&name) => {}
            Some(name) => found.push(name),
            None => unknown = unknown.or(Some(name)),
        }
    }
    if let Some(name) = unknown {
        let values = [("name", name.to_owned()), ("like", name_like(name))];
        let key = match values[1].1.as_str() {
            "" => "document-neighbour",
            _ => "document-neighbour-like",
        };
        form.fault_text("neighbours", page.with(key, &values));
    } else if found.len() > MOST_NEIGHBOURS {
        form.fault("neighbours", "document-neighbours");
    }
    found
}

/// What was typed, with its faults beside the fields.
fn typed(page: &Page, posted: &Posted, pack: &Pack, form: &mut Form) -> Document {
    for name in ["title", "by", "region"] {
        if posted.get(name).chars().count() > LONGEST {
            form.fault(name, "document-long");
        }
    }
    let text = |name: &str| posted.get(name).to_owned();
    let document = Document {
        title: text("title"),
        by: text("by"),
        from: day(posted, "from", form),
        until: day(posted, "until", form),
        region: text("region"),
        neighbours: neighbours(page, posted, &pack.municipality.neighbours, form),
    };
    if let (Some(from), Some(until)) = (&document.from, &document.until)
        && form.is_good()
        && until < from
    {
        form.fault("until", "document-period");
    }
    document
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "document").typed(&posted);
    let mut tx = app.db.begin().await?;
    let changing = tenants::change(&mut tx, &app, actor.tenant).await?;
    let pack = changing.pack.clone();
    let document = typed(&page, &posted, &pack, &mut form);
    let changed = posted.get("seen") != seen(&pack);
    if changed {
        form.set("seen", &seen(&pack));
        form.fault("title", "policy-changed");
    }
    if !form.is_good() {
        drop(tx);
        return page_of(&app, &actor, page, (&pack, form), changed).await;
    }
    if document == pack.document() {
        return Ok(redirect_done(PATH, "partner-same"));
    }
    let edit = Edit::default().document(&document);
    let event = event(&actor, &audited::POLICY_DOCUMENT);
    let change = Change {
        about: &About::Document,
        person: actor.user,
        watched: eyes::is_watched(&mut tx, &app, &actor, &page).await?,
    };
    let changed = changing
        .changed(&mut tx, &app, edit, &change, event)
        .await?;
    match finish(tx, &app, &page, changed).await? {
        Ok(()) => Ok(redirect_done("/beleid", "document")),
        Err(fault) => {
            form.fault_text("title", fault);
            page_of(&app, &actor, page, (&pack, form), false).await
        }
    }
}

pub async fn looked_at(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    looked::say_it_is_right(&app, &actor, &page, &posted, &RIGHT).await
}
