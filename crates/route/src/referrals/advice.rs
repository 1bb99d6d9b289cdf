//! The routing advice on screen: whom to tell, and passing an obligatory partner over with a
//! reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Tx;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Result, Role};
use policy::Partner;
use uuid::Uuid;

use super::store;
use crate::record::{self, EntryKind};
use crate::signals::{self, Dossier};
use crate::{assessment, progress};

/// A line of the routing advice, with what was done about it.
struct Advised {
    id: String,
    name: String,
    purpose: String,
    channels: Vec<(String, String)>,
    hours: Option<String>,
    /// The entry has not been confirmed in time.
    stale: bool,
    weight: &'static str,
    reasons: Vec<String>,
    basis: String,
    told: bool,
    passed_over: bool,
    form: Form,
}

#[derive(Template)]
#[template(path = "referrals/templates/choose.html")]
struct Choose {
    page: Page,
    dossier: Dossier,
    advised: Vec<Advised>,
    others: Vec<Advised>,
}

impl Choose {
    fn all(&self) -> impl Iterator<Item = &Advised> {
        self.advised.iter().chain(&self.others)
    }

    /// Then it is said once.
    fn all_stale(&self) -> bool {
        self.all().next().is_some() && self.all().all(|partner| partner.stale)
    }
}

async fn advised(
    tx: &mut Tx,
    app: &App,
    page: &Page,
    dossier: &Dossier,
    refused: Option<&str>,
) -> Result<(Vec<Advised>, Vec<Advised>)> {
    let municipality = app.tenants.get(dossier.tenant)?;
    let pack = &municipality.pack;
    let assessment = assessment::of(tx, dossier).await?.ok_or(Error::NotFound)?;
    let told = store::told(tx, app, dossier).await?;
    let passed = record::passed_over(tx, dossier).await?;
    let stale: Vec<String> = municipality
        .stale_partners(app.clock.now())
        .iter()
        .map(|p| p.id.get_ref().clone())
        .collect();
    let line = |partner: &Partner, weight, reasons, basis| {
        let id = partner.id.get_ref().clone();
        let mut form = Form::new(&page.texts, "pass")
            .numbered(&id)
            .with("partner", id.clone());
        if refused == Some(id.as_str()) {
            form.fault("reason", "why");
        }
        Advised {
            name: partner.name.clone(),
            purpose: partner.purpose.clone(),
            channels: partner
                .channels
                .iter()
                .map(|c| (c.kind.clone(), c.value.clone()))
                .collect(),
            hours: partner.hours.clone(),
            stale: stale.contains(&id),
            told: told.iter().any(|(known, _)| *known == id),
            passed_over: passed.contains(&id),
            weight,
            reasons,
            basis,
            id,
            form,
        }
    };
    let mut found = Vec::new();
    for advice in &assessment.advice {
        if let Some(partner) = pack.partner(&advice.partner) {
            found.push(line(
                partner,
                advice.weight.id(),
                advice.reasons.clone(),
                advice.basis.clone(),
            ));
        }
    }
    let others = pack
        .partners
        .iter()
        .filter(|partner| {
            !assessment
                .advice
                .iter()
                .any(|advice| advice.partner == *partner.id.get_ref())
        })
        .map(|partner| line(partner, "other", Vec::new(), partner.basis.clone()))
        .collect();
    Ok((found, others))
}

pub async fn choose(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
    if assessment::of(&mut tx, &dossier).await?.is_none() {
        return Ok(redirect_done(
            &format!("/dossier/{id}/beoordelen"),
            "assess-first",
        ));
    }
    let (advised, others) = advised(&mut tx, &app, &page, &dossier, None).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "dossier.read").on(id),
    )
    .await?;
    html(&Choose {
        page,
        dossier,
        advised,
        others,
    })
}

/// Not telling an obligatory partner: only with a reason, which stands in the record.
pub async fn pass_over(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let mut dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
    if dossier.state.is_closed() {
        return Ok(redirect_done(&format!("/dossier/{id}"), "is-closed"));
    }
    let municipality = app.tenants.get(actor.tenant)?;
    let partner = posted.get("partner");
    if municipality.pack.partner(partner).is_none() {
        return Err(Error::BadRequest("partner"));
    }
    if posted.get("reason").is_empty() {
        let (advised, others) = advised(&mut tx, &app, &page, &dossier, Some(partner)).await?;
        return html(&Choose {
            page,
            dossier,
            advised,
            others,
        });
    }
    record::add(
        &mut tx,
        &app,
        &dossier,
        &actor,
        EntryKind::PassedOver,
        partner,
        posted.get("reason"),
    )
    .await?;
    let (state, seen) = (dossier.state, dossier.version);
    progress::follow(&mut tx, &app, &mut dossier, &municipality.pack, state).await?;
    signals::change(&mut tx, &app, &dossier, seen).await?;
    let event = Event::by(&actor, Role::Officer, "partner.passed_over")
        .on(id)
        .with("partner", partner);
    tx.commit(&app, event).await?;
    Ok(redirect_done(
        &format!("/dossier/{id}/doorzetten"),
        "passed-over",
    ))
}
