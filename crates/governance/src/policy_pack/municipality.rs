//! Another municipality of the list, for whoever chose the wrong one when they set up: until somebody
//! reports here, or begins to. Partners, terms and all else stay as they are.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::tenants;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result};
use policy::{Known, find_municipality, like_municipality, municipalities};
use route::reporting;

use super::acts::{self, Done};

/// Municipalities whose name is like what was typed, with commas; may be none.
pub(super) fn name_like(typed: &str) -> String {
    let like = like_municipality(typed, 3).into_iter();
    like.map(|known| known.name).collect::<Vec<_>>().join(", ")
}

/// All names to choose from.
#[must_use]
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = municipalities().map(|known| known.name).collect();
    names.sort_unstable();
    names
}

/// The municipality that was typed in the field of that name; beside it stands what is wrong.
#[must_use]
pub fn typed(page: &Page, posted: &Posted, form: &mut Form) -> Option<Known> {
    let text = posted.get("municipality");
    let found = find_municipality(text);
    if found.is_none() {
        let fault = match name_like(text) {
            like if like.is_empty() => page.text("error-municipality"),
            like => page.with("municipality-like", &[("like", like)]),
        };
        form.fault_text("municipality", fault);
    }
    found
}

#[derive(Template)]
#[template(path = "policy_pack/templates/municipality.html")]
struct MunicipalityPage {
    page: Page,
    form: Form,
    now: String,
    names: Vec<&'static str>,
    /// Somebody reported, or began to: it stays what it is.
    is_begun: bool,
}

async fn page_of(app: &App, actor: &Actor, page: Page, form: Form) -> Result<Response> {
    // Another program may have changed it since the request began.
    tenants::catch_up(app).await?;
    let is_begun = reporting::is_begun(&mut app.db.read().await?, actor.tenant).await?;
    html(&MunicipalityPage {
        now: app.tenants.get(actor.tenant)?.name,
        names: names(),
        is_begun,
        page,
        form,
    })
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let form = Form::new(&page.texts, "municipality");
    page_of(&app, &actor, page, form).await
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "municipality").typed(&posted);
    let Some(chosen) = typed(&page, &posted, &mut form) else {
        return page_of(&app, &actor, page, form).await;
    };
    match acts::choose_municipality(&app, &actor, chosen).await {
        Ok(Done::Same) => Ok(redirect_done("/beleid/gemeente", "partner-same")),
        Ok(_) => Ok(redirect_done("/beleid", "municipality")),
        Err(refusal) => {
            refusal.beside(&page, &mut form)?;
            page_of(&app, &actor, page, form).await
        }
    }
}
