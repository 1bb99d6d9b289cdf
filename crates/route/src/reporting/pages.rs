//! The way from the empty form to the signal.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::{Page, redirect, take_held};
use platform::{Actor, App, Error, Result, clock};
use serde::Deserialize;

use super::acts::Sent;
use super::colleagues::Held;
use super::form::{ReportForm, id_of};
use super::read::{ask_who_is_a_minor, clean_files, read_report};
use super::sending::{Coming, acknowledged};
use super::{asking, begun, choose, colleagues, keeping, more, passing, same};
use crate::signals::{self, Contact, Kind};

/// Everybody starts where their work is.
pub async fn start(State(app): State<App>, actor: Actor) -> Response {
    redirect(app.wings.home(&actor.roles).unwrap_or("/account"))
}

pub(super) fn kind(text: &str) -> Result<Kind> {
    Kind::parse(text).ok_or(Error::NotFound)
}

#[derive(Deserialize)]
pub struct Asked {
    /// So many signals were in the own list when this form was asked for.
    na: Option<usize>,
    /// On with this draft.
    concept: Option<String>,
    /// Another signal, whatever was begun.
    nieuw: Option<String>,
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let kind = kind(&name)?;
    // The session ended before it was sent: the page says so.
    if let Some(held) = take_held(&app, &actor, &page.path).await? {
        let mut given_back = ReportForm::of_fields(app, actor, page, kind, held.fields);
        given_back.shown.set("given-back", "yes");
        return begin(given_back).await;
    }
    let own = signals::own_count(&app, &actor).await?;
    let mut drafts = begun::of(&app, &actor, kind).await?;
    let chosen = asked.concept.as_deref();
    if let Some(at) = drafts
        .iter()
        .position(|one| chosen == Some(one.name.as_str()))
    {
        let fields = drafts.swap_remove(at).fields;
        return begin(ReportForm::of_fields(app, actor, page, kind, fields)).await;
    }
    // Back after sending: that draft is there no more, and a signal more than then is.
    // Who came without a number has sent it when that was just now.
    let just_now = match asked.na {
        None if asked.nieuw.is_none() => same::last(&app, &actor, kind).await?,
        _ => None,
    };
    let is_sent = just_now.is_some() || asked.na.is_some_and(|na| na < own);
    let gone_on = chosen.is_some() && is_sent;
    if asked.nieuw.is_none() && !drafts.is_empty() && !gone_on {
        return choose::go_on_or_begin(&app, page, kind, drafts, own);
    }
    if let Some((number, latest)) = just_now {
        return more::sent_already(page, number, latest);
    }
    if is_sent {
        let latest = signals::mine_at(&app, &actor, own).await?;
        if latest.kind == kind {
            return more::sent_already(page, own, latest);
        }
    }
    let fresh = vec![("contact".to_owned(), Contact::Here.id().to_owned())];
    begin(ReportForm::of_fields(app, actor, page, kind, fresh)).await
}

/// What has no id yet gets one.
async fn begin(mut form: ReportForm) -> Result<Response> {
    if id_of(&form.posted).is_err() {
        form.become_another();
    }
    form.show().await
}

pub async fn report(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(name): Path<String>,
    mut posted: Posted,
) -> Result<Response> {
    colleagues::answer(&mut posted);
    let form = ReportForm::new(app, actor, page, kind(&name)?, posted);
    match form.posted.get("action") {
        "language" => form.in_other_language().await,
        "add-subject" => form.again().await,
        "draft" => keeping::keep(form).await,
        "give-back" => Box::pin(passing::give_back(form)).await,
        "apart" => {
            let from = form.kind.id();
            asking::instead(form, from).await
        }
        _ => Box::pin(send(form)).await,
    }
}

/// Sends it, or shares it with the coordinator: both only when it is good.
async fn send(mut form: ReportForm) -> Result<Response> {
    let pack = form.app.tenants.get(form.actor.tenant)?.pack;
    let now = clock::hour(form.app.clock.now());
    let report = read_report(&form.app, &pack, form.kind, &form.posted, now);
    if report.says_nothing() && form.posted.files.is_empty() {
        form.shown.fault("seen", "something");
    }
    ask_who_is_a_minor(&form.posted, &mut form.shown, now);
    let cleaned = clean_files(&form.app, &form.page, &form.posted, &mut form.shown).await;
    let form_id = id_of(&form.posted)?;
    let (held, asked) = (Held::of(&report), (&form.posted, &form.page.texts));
    form.colleagues = colleagues::named(&form.app, &form.actor, &held, asked).await?;
    if form.colleagues.is_asked() {
        form.shown.fault("not-about", "colleague-named");
        // Back in the browser comes to it again.
        keeping::while_asked(&mut form).await?;
    }
    if !form.shown.is_good() {
        return form.again().await;
    }
    let coming = Coming::of(&form, form_id, report).await?;
    // Once more when the copy of this draft was passed on while this was being stored.
    for _ in 0..2 {
        let drafts = coming.drafts(&form).await?;
        match coming.was_sent(&form, &drafts).await? {
            Sent::Same(id) => return acknowledged(&form, id).await,
            Sent::Otherwise(number) => {
                let known = signals::mine_at(&form.app, &form.actor, number).await?;
                return more::changed(form, (number, known), &coming.report);
            }
            Sent::Not => {}
        }
        if form.posted.get("action") == "share" {
            return passing::share(form, coming.sent).await;
        }
        if form.posted.has("shared") && passing::shared_before(&form).await?.is_none() {
            return passing::is_gone(form).await;
        }
        if let Some(known) =
            same::sent_before(&form.app, &form.actor, &form.posted, &coming.report).await?
        {
            return more::same(form, known, &coming.report);
        }
        if let Some(id) = coming.store(&form, &drafts, &cleaned).await? {
            return acknowledged(&form, id).await;
        }
    }
    Err(Error::Conflict)
}
