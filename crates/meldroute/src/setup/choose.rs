//! Which municipality, and so which policy: one of the list with the example filled in, or a pack that
//! somebody brings along.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html};
use platform::{App, Error, Result};
use policy::{Filled, Pack};
use route::reporters::Kept;

use super::{Link, pack_for, people};

#[derive(Template)]
#[template(path = "setup/templates/choose.html")]
struct Choose {
    page: Page,
    token: String,
    form: Form,
    /// Where to begin: only asked when a pack was given at the start.
    begin: Vec<Choice>,
    names: Vec<&'static str>,
    yes_no: Vec<Choice>,
    /// The pack of one's own is in sight.
    own: bool,
    /// What was typed on the next page already, by whoever came back.
    typed_next: [&'static str; 6],
}

#[derive(Template)]
#[template(path = "setup/templates/used.html")]
struct Used {
    page: Page,
    /// What came of it is still in this browser.
    kept: bool,
}

#[derive(Template)]
#[template(path = "setup/templates/replaced.html")]
struct Replaced {
    page: Page,
}

/// To whoever holds a link that founded a municipality, or that another came after. Nobody else learns that there
/// was one.
fn used(app: &App, link: &Link, page: Page, token: &str, headers: &HeaderMap) -> Result<Response> {
    if link.is_replaced(token) {
        return Ok((StatusCode::GONE, html(&Replaced { page })?).into_response());
    }
    if !link.founded_with(token) {
        return Err(Error::NotFound);
    }
    let kept = Kept::open(app, headers, &[]).is_some();
    Ok((StatusCode::GONE, html(&Used { page, kept })?).into_response())
}

fn show(link: &Link, page: Page, token: String, form: Form) -> Result<Response> {
    let mut begin = Vec::new();
    if link.offered.is_some() {
        begin = ["offered", "list"]
            .map(|id| Choice::new(id, page.text(&format!("setup-begin-{id}"))))
            .to_vec();
    }
    html(&Choose {
        yes_no: ["yes", "no"]
            .map(|id| Choice::new(id, page.text(&format!("setup-coordinator-{id}"))))
            .to_vec(),
        own: !form.value("text").is_empty(),
        typed_next: people::TYPED,
        page,
        token,
        form,
        begin,
        names: governance::municipalities(),
    })
}

pub async fn start(
    State(app): State<App>,
    Extension(link): Extension<Arc<Link>>,
    page: Page,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response> {
    if !link.fits(&token) {
        return used(&app, &link, page, &token, &headers);
    }
    let form = Form::new(&page.texts, "setup").with("begin", "offered");
    show(&link, page, token, form)
}

/// What was filled in for a municipality of the list.
fn filled(posted: &Posted, page: &Page, form: &mut Form) -> Option<Filled> {
    let municipality = governance::municipality(page, posted, form);
    let coordinator_step = match posted.get("coordinator") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            form.fault("coordinator", "setup-coordinator");
            None
        }
    };
    let text = |name: &str| Some(posted.get(name).to_owned()).filter(|text| !text.is_empty());
    Some(Filled {
        municipality: municipality?,
        coordinator_step: coordinator_step?,
        region: text("region"),
        by: text("by"),
        document: text("document"),
    })
}

/// The text of the pack that was chosen; its faults stand beside the fields.
fn text_of(link: &Link, posted: &Posted, page: &Page, form: &mut Form) -> Option<String> {
    if posted.has("text") {
        return Some(posted.find("text").unwrap_or("").replace('\r', ""));
    }
    if let Some(offered) = &link.offered
        && posted.get("begin") == "offered"
    {
        return Some(offered.clone());
    }
    let filled = filled(posted, page, form)?;
    match pack_for(filled) {
        Ok(text) => Some(text),
        Err(faults) => {
            form.fault_text("municipality", page.pack_faults(&faults));
            None
        }
    }
}

pub async fn chosen(
    State(app): State<App>,
    Extension(link): Extension<Arc<Link>>,
    page: Page,
    headers: HeaderMap,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response> {
    if !link.fits(&token) {
        return used(&app, &link, page, &token, &headers);
    }
    let mut form = Form::new(&page.texts, "setup").typed(&posted);
    if posted.get("step") == "back" {
        return show(&link, page, token, form);
    }
    let Some(text) = text_of(&link, &posted, &page, &mut form) else {
        return show(&link, page, token, form);
    };
    let pack = match Pack::parse(&text) {
        Ok(pack) => pack,
        Err(faults) => {
            form.fault_text("text", page.pack_faults(&faults));
            return show(&link, page, token, form);
        }
    };
    let code = pack.municipality.code.get_ref();
    let known = app.tenants.all();
    let mut known = known.iter();
    if known.any(|known| known.pack.municipality.code.get_ref() == code) {
        let field = if posted.has("text") {
            "text"
        } else {
            "municipality"
        };
        form.fault(field, "setup-known");
        return show(&link, page, token, form);
    }
    let chosen = people::Chosen {
        token,
        text: &text,
        pack,
    };
    if posted.get("step") == "people" {
        people::set_up(&app, &link, page, form, &posted, chosen).await
    } else {
        people::show(page, form, chosen)
    }
}
