//! The forms with which the officer decides: the same or not, of one proposal or of several at once, and which
//! sources were consulted.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::{Page, redirect_done};
use platform::{Actor, App, DossierId, Error};
use route::dossiers::{self, Ended, Purpose};

use super::acts;
use super::proposals::{Looked, Proposal, next_open, proposed};
use super::sources::Gave;
use super::store::Verdict;
use crate::lookup::{self, Lasting};

/// "The same", "not the same", or open again, of what is ticked.
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
    let here = |looked: &Looked| looked.part.to_string() == part;
    let at = all.iter().position(here).ok_or(Error::NotFound)?;
    let things: Option<Vec<Lasting>> = posted.all("thing").map(Lasting::parse).collect();
    let things = things.ok_or(Error::NotFound)?;
    let verdict = Verdict::parse(posted.get("verdict"));
    acts::judge(&app, &actor, dossier, &all[at], &things, verdict).await?;
    // What was said of several at once is told where it can be read: on top, with what is left.
    if things.len() > 1 && verdict.is_some() {
        let path = format!("/dossier/{id}/nagaan");
        return Ok(redirect_done(&path, "judged-all"));
    }
    let is_judged = |one: &&Proposal| things.contains(&one.what.lasting);
    let judged: Vec<&Proposal> = all[at].all().filter(is_judged).collect();
    let (done, place) = match verdict {
        Some(Verdict::Same) => ("judged-same", next_open(&all, at, &judged)),
        Some(Verdict::Other) => ("judged-other", next_open(&all, at, &judged)),
        None => {
            let last = judged.last().ok_or(Error::NotFound)?;
            ("judged-open", all[at].place(last))
        }
    };
    let path = format!("/dossier/{id}/nagaan#{place}");
    Ok(redirect_done(&path, done))
}

/// The checklist.
pub async fn check(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let said = |source: &str| {
        let gave = Gave::parse(posted.get(&format!("result-{source}")));
        (gave, posted.get(&format!("note-{source}")))
    };
    acts::check(&app, &actor, id, said).await?;
    let path = format!("/dossier/{id}/nagaan#bronnen");
    Ok(redirect_done(&path, "checked"))
}
