//! The page of the terms.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::tenants::{self, About};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result};
use policy::Pack;

use super::acts::{self, Done};
use super::durations::{Typed, all, said, seen, shorter_waits};
use super::eyes::{self, Waiting, Whose};
use super::looked::{self, Look};
use crate::audited;

/// Somebody else than who changed the terms says that they are right.
const RIGHT: Look = Look {
    about: About::Terms,
    path: "/beleid/termijnen",
    act: &audited::POLICY_TERMS_SEEN,
    seen,
    done: "terms-looked-at",
    own: "terms-own",
    changed: "terms-changed",
};

#[derive(Template)]
#[template(path = "policy_pack/templates/terms.html")]
struct Terms {
    page: Page,
    form: Form,
    fields: Vec<&'static str>,
    /// A change that nobody else has looked at.
    waiting: Option<Waiting>,
    /// A shorter term is among it, which does not count yet.
    shorter_waits: bool,
    /// What a colleague made of it meanwhile.
    now: Option<Vec<(String, String)>>,
}

fn filled(page: &Page, pack: &Pack) -> Form {
    let form = Form::new(&page.texts, "terms").with("seen", seen(pack));
    let all = all(&pack.deadlines, &pack.retention).into_iter();
    all.fold(form, |form, (name, counted, count)| {
        form.with(name, page.term(counted.term(count)))
    })
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
    let waiting = eyes::waiting(&mut tx, app, actor, &page, &About::Terms).await?;
    drop(tx);
    let fields = all(&pack.deadlines, &pack.retention).map(|(name, ..)| name);
    html(&Terms {
        shorter_waits: shorter_waits(&app.tenants.get(actor.tenant)?),
        waiting,
        now: changed.then(|| said(&page, pack)),
        fields: fields.to_vec(),
        page,
        form,
    })
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let form = filled(&page, &pack);
    page_of(&app, &actor, page, (&pack, form), false).await
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "terms").typed(&posted);
    let typed = Typed::of(&posted);
    let refusal = match acts::change_terms(&app, &actor, &typed).await {
        Ok(Done::Same) => return Ok(redirect_done("/beleid/termijnen", "partner-same")),
        Ok(_) => return Ok(redirect_done("/beleid", "terms")),
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
