//! What the officer decides: the same or not, of one proposal or of several at once, and which sources
//! were consulted.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::Posted;
use platform::web::{Page, redirect_done};
use platform::{Actor, App, DossierId, Error, Role};
use route::dossiers::{self, Ended, Purpose};

use super::proposals::{Proposal, next_open, proposed};
use super::sources;
use super::store::{self, Verdict};
use crate::audited;
use crate::lookup::{self, Lasting};
use crate::registers;

/// "The same", "not the same", or open again. Only what is proposed for this very subject can be
/// judged; of several, all or none.
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
    if lookup::why(&mut read, &dossier).await?.is_none() {
        return Err(Error::NotFound.into());
    }
    drop(read);
    let all = proposed(&app, &actor, &page, &dossier, &pack).await?.looked;
    let here = |looked: &super::proposals::Looked| looked.part.to_string() == part;
    let at = all.iter().position(here).ok_or(Error::NotFound)?;
    let asked = posted.all("thing");
    let judged: Option<Vec<&Proposal>> = asked
        .map(|thing| {
            let thing = Lasting::parse(thing)?;
            all[at].all().find(|one| one.what.lasting == thing)
        })
        .collect();
    let judged = judged.ok_or(Error::NotFound)?;
    let last = *judged.last().ok_or(Error::NotFound)?;
    let several = judged.len() > 1;
    let verdict = Verdict::parse(posted.get("verdict"));
    let mut tx = app.db.begin().await?;
    for one in &judged {
        let pair = (&all[at].what.lasting, &one.what.lasting);
        store::judge(&mut tx, &app, &actor, pair, verdict).await?;
    }
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_JUDGED)
        .with("verdict", verdict.map_or("open", Verdict::id));
    let event = if several {
        event.with("number", judged.len().to_string())
    } else {
        event
    };
    dossier.add(tx, &app, event).await?;
    // What was said of several at once is told where it can be read: on top, with what is left.
    if several && verdict.is_some() {
        return Ok(redirect_done(
            &format!("/dossier/{id}/nagaan"),
            "judged-all",
        ));
    }
    let (done, place) = match verdict {
        Some(Verdict::Same) => ("judged-same", next_open(&all, at, &judged)),
        Some(Verdict::Other) => ("judged-other", next_open(&all, at, &judged)),
        None => ("judged-open", all[at].place(last)),
    };
    let path = format!("/dossier/{id}/nagaan#{place}");
    Ok(redirect_done(&path, done))
}

/// The checklist: what each source gave. A source without an answer is open; of the own dossiers the
/// program knows it.
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
    let sources = pack.sources.iter().map(|source| source.id.get_ref());
    for source in sources.filter(|id| id.as_str() != registers::OWN_DOSSIERS) {
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
