//! What the officer decides: the same or another, and which sources were consulted.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::Posted;
use platform::web::{Page, redirect_done};
use platform::{Actor, App, DossierId, Error, Role};
use route::dossiers::{self, Ended, Purpose};

use super::pages;
use super::sources;
use super::store::{self, Verdict};
use crate::audited;
use crate::lookup::{self, Lasting};

/// "The same", "another", or open again. Only what is proposed for this very subject can be judged.
pub async fn judge(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, part)): Path<(DossierId, String)>,
    posted: Posted,
) -> Ended<Response> {
    let mut read = app.db.read().await?;
    let dossier = dossiers::open(&mut read, &app, &actor, id, Purpose::Add).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let other = Lasting::parse(posted.get("thing")).ok_or(Error::NotFound)?;
    if lookup::reason(&mut read, &dossier).await?.is_none() {
        return Err(Error::NotFound.into());
    }
    drop(read);
    let (looked, ..) = pages::looked(&app, &actor, &page, &dossier, &pack).await?;
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
        return Err(Error::NotFound.into());
    }
    let verdict = Verdict::parse(posted.get("verdict"));
    let mut tx = app.db.begin().await?;
    store::judge(
        &mut tx,
        &app,
        &actor,
        (&looked.what.lasting, &other),
        verdict,
    )
    .await?;
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_JUDGED)
        .with("verdict", verdict.map_or("open", Verdict::id));
    dossier.add(tx, &app, event).await?;
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
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut tx = app.db.begin().await?;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Add).await?;
    let before = sources::checks(&mut tx, &dossier).await?;
    let mut changed = Vec::new();
    for source in &pack.sources {
        let source = source.id.get_ref().as_str();
        let (result, note) = (
            sources::Result::parse(posted.get(&format!("result-{source}"))),
            posted.get(&format!("note-{source}")),
        );
        let known = before.get(source);
        if known.map(|check| (check.result, check.note.as_str()))
            == result.map(|result| (result, note))
        {
            continue;
        }
        sources::check(&mut tx, &app, &actor, &dossier, source, result, note).await?;
        changed.push(format!(
            "{source}={}",
            result.map_or("open", sources::Result::id)
        ));
    }
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_CHECKED)
        .with("sources", changed.join(","));
    dossier.add(tx, &app, event).await?;
    Ok(redirect_done(
        &format!("/dossier/{id}/nagaan#bronnen"),
        "checked",
    ))
}
