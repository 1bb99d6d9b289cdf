//! What the officer decides: the same or another, and which sources were consulted.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::Posted;
use platform::web::{Page, redirect_done};
use platform::{Actor, App, Error, Result, Role};
use uuid::Uuid;

use super::judgements::{self, Lasting, Verdict};
use super::pages;
use super::store;
use crate::audited;
use crate::signals;

/// "The same", "another", or open again. Only what is proposed for this very subject can be judged.
pub async fn judge(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, part)): Path<(Uuid, String)>,
    posted: Posted,
) -> Result<Response> {
    let mut read = app.db.read().await?;
    let dossier = signals::load(&mut read, &app, actor.tenant, id).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let other = Lasting::parse(posted.get("thing")).ok_or(Error::NotFound)?;
    if store::reason(&mut read, &dossier).await?.is_none() {
        return Err(Error::NotFound);
    }
    drop(read);
    let (looked, ..) = pages::looked(&app, &page, &dossier, &pack).await?;
    let looked = looked
        .iter()
        .find(|looked| looked.part.to_string() == part)
        .ok_or(Error::NotFound)?;
    let proposed = looked
        .open
        .iter()
        .chain(&looked.decided)
        .any(|proposal| proposal.what.lasting == other);
    if !proposed {
        return Err(Error::NotFound);
    }
    let verdict = Verdict::parse(posted.get("verdict"));
    let mut tx = app.db.begin().await?;
    judgements::judge(
        &mut tx,
        &app,
        &actor,
        (&looked.what.lasting, &other),
        verdict,
    )
    .await?;
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_JUDGED).on(id);
    tx.commit(
        &app,
        event.with("verdict", verdict.map_or("open", Verdict::id)),
    )
    .await?;
    let done = verdict.map_or("judged-open", |verdict| match verdict {
        Verdict::Same => "judged-same",
        Verdict::Other => "judged-other",
    });
    Ok(redirect_done(
        &format!("/dossier/{id}/nagaan#betrokkene-{part}"),
        done,
    ))
}

/// The checklist: what each source gave. A source without an answer is open.
pub async fn check(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut tx = app.db.begin().await?;
    let dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
    let before = store::checks(&mut tx, &dossier).await?;
    let mut changed = Vec::new();
    for source in &pack.sources {
        let source = source.id.get_ref().as_str();
        let (result, note) = (
            store::Result::parse(posted.get(&format!("result-{source}"))),
            posted.get(&format!("note-{source}")),
        );
        let known = before.get(source);
        if known.map(|check| (check.result, check.note.as_str()))
            == result.map(|result| (result, note))
        {
            continue;
        }
        store::check(&mut tx, &app, &actor, &dossier, source, result, note).await?;
        changed.push(format!(
            "{source}={}",
            result.map_or("open", store::Result::id)
        ));
    }
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_CHECKED)
        .on(id)
        .with("sources", changed.join(","));
    tx.commit(&app, event).await?;
    Ok(redirect_done(
        &format!("/dossier/{id}/nagaan#bronnen"),
        "checked",
    ))
}
