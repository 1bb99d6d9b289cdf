//! What the policy is called, who adopted it, when it holds, and with whom the municipality works.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::clock;
use platform::forms::{Form, Posted};
use platform::tenants::{self, About};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result};
use policy::{Document, Pack, find_municipality};

use super::acts::{self, Done};
use super::eyes::{self, Waiting, Whose};
use super::looked::{self, Look};
use super::print;
use super::refusal::{Why, Wrong};
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

/// What the form says back.
pub fn seen(pack: &Pack) -> String {
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

/// What was typed.
pub struct Typed {
    /// What the form says back: of what stood there.
    pub seen: String,
    title: String,
    by: String,
    from: String,
    until: String,
    region: String,
    /// With commas, or a line each.
    neighbours: String,
}

impl Typed {
    fn of(posted: &Posted) -> Self {
        let text = |name: &str| posted.get(name).to_owned();
        Self {
            seen: text("seen"),
            title: text("title"),
            by: text("by"),
            from: text("from"),
            until: text("until"),
            region: text("region"),
            neighbours: text("neighbours"),
        }
    }

    /// What it says, and what of it cannot be.
    pub fn read(&self, pack: &Pack) -> (Document, Vec<Wrong>) {
        let mut wrong = Vec::new();
        let texts = [
            ("title", &self.title),
            ("by", &self.by),
            ("region", &self.region),
        ];
        for (name, text) in texts {
            if text.chars().count() > LONGEST {
                wrong.push(Wrong::new(name, "document-long"));
            }
        }
        let document = Document {
            title: self.title.clone(),
            by: self.by.clone(),
            from: day(("from", &self.from), &mut wrong),
            until: day(("until", &self.until), &mut wrong),
            region: self.region.clone(),
            neighbours: neighbours(&self.neighbours, &pack.municipality.neighbours, &mut wrong),
        };
        if let (Some(from), Some(until)) = (&document.from, &document.until)
            && wrong.is_empty()
            && until < from
        {
            wrong.push(Wrong::new("until", "document-period"));
        }
        (document, wrong)
    }
}

/// A first or last day; none when it was left empty.
fn day((name, text): (&str, &str), wrong: &mut Vec<Wrong>) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    if clock::start_of(text).is_none() {
        wrong.push(Wrong::new(name, "document-day"));
    }
    Some(text.to_owned())
}

/// Neighbours as they were typed, by their own names. One that is in no list of municipalities may stay where it stood.
fn neighbours(typed: &str, before: &[String], wrong: &mut Vec<Wrong>) -> Vec<String> {
    let typed = typed.split([',', ';', '\n']);
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
        let why = Why::NoNeighbour(name.to_owned());
        wrong.push(Wrong::because("neighbours", why));
    } else if found.len() > MOST_NEIGHBOURS {
        wrong.push(Wrong::new("neighbours", "document-neighbours"));
    }
    found
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "document").typed(&posted);
    let typed = Typed::of(&posted);
    let refusal = match acts::change_document(&app, &actor, &typed).await {
        Ok(Done::Same) => return Ok(redirect_done(PATH, "partner-same")),
        Ok(_) => return Ok(redirect_done("/beleid", "document")),
        Err(refusal) => refusal,
    };
    let changed = refusal.beside(&page, &mut form)?;
    tenants::catch_up(&app).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    if changed {
        form.set("seen", &seen(&pack));
    }
    page_of(&app, &actor, page, (&pack, form), changed).await
}

pub async fn looked_at(State(app): State<App>, actor: Actor, posted: Posted) -> Result<Response> {
    looked::say_it_is_right(&app, &actor, &posted, &RIGHT).await
}
