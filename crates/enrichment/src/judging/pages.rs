//! The page "komt al voor": proposals, what was decided, the checklist of sources, and the housing
//! check.

use std::collections::HashMap;

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use linkage::Record;
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect};
use platform::{Actor, App, DossierId, Millis, PersonId, Role};
use policy::Pack;
use route::dossiers::{self, Dossier, Ended, Open, Purpose};
use route::seen;

use super::sources::{self, Result as Consulted};
use super::store::{self, Judgement, Verdict};
use crate::audited;
use crate::lookup::{self, Found, Housed, LEAST, Opened, Opener, Part, reasons, records_of};
use crate::registers;

/// A possible match of one subject.
pub struct Proposal {
    pub what: Opened,
    /// 0 to 100, whole.
    pub percent: u32,
    /// Message key of the probability in words.
    pub word: &'static str,
    pub fits: Vec<String>,
    pub differs: Vec<String>,
    pub verdict: Option<Verdict>,
    /// Who judged how, when several did and disagree.
    pub conflict: bool,
    pub by: String,
}

/// A subject with its proposals: still open, and decided.
pub struct Looked {
    pub part: Part,
    pub what: Opened,
    pub open: Vec<Proposal>,
    pub decided: Vec<Proposal>,
}

impl Looked {
    /// Somebody said that this subject is known.
    fn is_confirmed(&self) -> bool {
        self.decided
            .iter()
            .any(|one| one.verdict == Some(Verdict::Same))
    }
}

/// A line of the checklist.
pub struct SourceLine {
    pub id: String,
    pub name: String,
    pub basis: String,
    /// Rows of the extract that is here.
    pub imported: Option<i64>,
    pub done: Option<(String, Millis)>,
    pub form: Form,
}

#[derive(Template)]
#[template(path = "judging/templates/look.html")]
struct LookPage {
    page: Page,
    dossier: Open,
    reason: Option<String>,
    ask: Form,
    looked: Vec<Looked>,
    sources: Vec<SourceLine>,
    results: Vec<Choice>,
    housed: Vec<Housed>,
    known: usize,
}

fn word(probability: f64) -> &'static str {
    match probability {
        p if p >= 0.95 => "lookup-nearly-certain",
        p if p >= 0.7 => "lookup-likely",
        p if p >= 0.3 => "lookup-perhaps",
        _ => "lookup-shares",
    }
}

fn proposal(
    page: &Page,
    found: &Found,
    what: Opened,
    judged: &[Judgement],
    names: &HashMap<PersonId, String>,
) -> Proposal {
    let about: Vec<&Judgement> = judged
        .iter()
        .filter(|judgement| judgement.other == what.lasting)
        .collect();
    let last = about.last();
    let (fits, differs): (Vec<_>, Vec<_>) = found
        .hit
        .evidence
        .iter()
        .copied()
        .partition(|evidence| evidence.bits > 0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100"
    )]
    let percent = (found.hit.alone * 100.0).floor() as u32;
    Proposal {
        percent,
        word: word(found.hit.alone),
        fits: reasons(&page.texts, &fits),
        differs: reasons(&page.texts, &differs),
        verdict: last.map(|judgement| judgement.verdict),
        conflict: about
            .iter()
            .any(|one| Some(one.verdict) != last.map(|last| last.verdict)),
        by: last.map_or_else(String::new, |judgement| {
            let who = names.get(&judgement.person).cloned().unwrap_or_default();
            format!("{who}, {}", page.date(&judgement.at))
        }),
        what,
    }
}

/// The proposals of every subject of a dossier. Takes a reader of its own, and only after asking
/// what is known, which needs one too: whoever holds a reader while waiting for another stops
/// everybody.
pub async fn looked(
    app: &App,
    actor: &Actor,
    page: &Page,
    dossier: &Dossier,
    pack: &Pack,
) -> Ended<(Vec<Looked>, Vec<Housed>, usize)> {
    let (matches, size) = {
        let known = lookup::known(app, actor.tenant).await?;
        let like = |(part, record): (Part, Record)| {
            let found = known.like(&record, Some(dossier.id()), LEAST);
            (part, found, lookup::at_address(&known, &record))
        };
        (
            records_of(dossier.report())
                .into_iter()
                .map(like)
                .collect::<Vec<_>>(),
            known.len(),
        )
    };
    let tx = &mut app.db.read().await?;
    let names = people::names(tx, app, actor.tenant).await?;
    let mut opener = Opener::new(tx, app, actor, pack, page).await?;
    let (mut out, mut houses) = (Vec::new(), Vec::new());
    for (part, matches, address) in matches {
        let Some(what) = lookup::part(dossier, part, pack, page) else {
            continue;
        };
        let judged = store::judgements(tx, app, actor.tenant, &what.lasting).await?;
        let (mut open, mut decided) = (Vec::new(), Vec::new());
        for found in matches {
            let Some(other) = opener.open(tx, found.thing).await? else {
                continue;
            };
            let proposal = proposal(page, &found, other, &judged, &names);
            if proposal.verdict.is_some() {
                decided.push(proposal);
            } else {
                open.push(proposal);
            }
        }
        if let Some(address) = address {
            houses.push(lookup::housed(tx, app, actor.tenant, pack, address).await?);
        }
        out.push(Looked {
            part,
            what,
            open,
            decided,
        });
    }
    houses.retain(|house| {
        house.registered.is_some() || house.permits.is_some() || !house.uses.is_empty()
    });
    Ok((out, houses, size))
}

async fn checklist(
    tx: &mut Reader,
    app: &App,
    page: &Page,
    dossier: &Dossier,
    pack: &Pack,
    own: usize,
) -> Ended<Vec<SourceLine>> {
    let names = people::names(tx, app, dossier.tenant()).await?;
    let done = sources::checks(tx, dossier).await?;
    let imports = registers::ready(tx, app, dossier.tenant()).await?;
    let lines = pack.sources.iter().map(|source| {
        let id = source.id.get_ref().clone();
        let check = done.get(&id);
        let form = Form::new(&page.texts, "check")
            .numbered(&id)
            .with("result", check.map_or("", |check| check.result.id()))
            .with("note", check.map_or("", |check| check.note.as_str()));
        let rows: i64 = imports
            .iter()
            .filter(|import| import.source == id)
            .map(|import| import.rows)
            .sum();
        SourceLine {
            name: source.name.get(page.texts.lang).to_owned(),
            basis: source.basis.clone(),
            imported: if id == registers::OWN_DOSSIERS {
                i64::try_from(own).ok()
            } else {
                (rows > 0).then_some(rows)
            },
            done: check.map(|check| {
                (
                    names.get(&check.person).cloned().unwrap_or_default(),
                    check.at,
                )
            }),
            form,
            id,
        }
    });
    Ok(lines.collect())
}

pub async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    id: DossierId,
    ask: Form,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, app, actor, id, Purpose::Read).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let reason = lookup::reason(&mut tx, &dossier).await?;
    drop(tx);
    let (looked, housed, known) = match &reason {
        Some(_) => looked(app, actor, &page, &dossier, &pack).await?,
        None => (Vec::new(), Vec::new(), 0),
    };
    let sources = match &reason {
        Some(_) => {
            checklist(
                &mut app.db.read().await?,
                app,
                &page,
                &dossier,
                &pack,
                known,
            )
            .await?
        }
        None => Vec::new(),
    };
    let shown = looked
        .iter()
        .flat_map(|looked| looked.open.iter().chain(&looked.decided));
    let shown = lookup::of_dossiers(shown.map(|proposal| &proposal.what));
    seen::with(
        app,
        Event::by(actor, Role::Officer, &audited::LOOKUP_READ).on(id),
        &shown,
    )
    .await?;
    let mut results = vec![Choice::new("", page.text("check-open"))];
    results.extend(
        Consulted::ALL
            .iter()
            .map(|result| Choice::new(result.id(), page.text(&format!("check-{}", result.id())))),
    );
    Ok(html(&LookPage {
        reason: reason.map(|(text, ..)| text),
        ask,
        looked,
        sources,
        results,
        housed,
        known,
        dossier,
        page,
    })?)
}

pub async fn look(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let ask = Form::new(&page.texts, "lookup").with("reason", page.text("lookup-usual-reason"));
    show(&app, &actor, page, id, ask).await
}

/// Why this is looked into: asked once for each dossier.
pub async fn reason(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    if !posted.has("reason") {
        let mut ask = Form::new(&page.texts, "lookup").typed(&posted);
        ask.fault("reason", "why");
        return show(&app, &actor, page, id, ask).await;
    }
    let mut tx = app.db.begin().await?;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Add).await?;
    lookup::set_reason(&mut tx, &app, &actor, &dossier, posted.get("reason")).await?;
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_REASONED);
    dossier.add(tx, &app, event).await?;
    Ok(redirect(&format!("/dossier/{id}/nagaan")))
}
