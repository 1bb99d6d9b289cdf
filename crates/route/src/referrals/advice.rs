//! The routing advice on screen: whom to tell, and passing an obligatory partner over with a
//! reason.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Form, Posted};
use platform::i18n::Texts;
use platform::tasks::How;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId, Error, Result};
use policy::{Channel, Contact, Partner, PartnerId};

use super::acts;
use crate::assessment::{self, Assessment};
use crate::dossiers::{self, Ended, Open, Purpose, Refusal};
use crate::signals::REFER;

/// A line of the routing advice, with what was done about it.
struct Advised {
    id: PartnerId,
    name: String,
    purpose: String,
    afterwards: Option<String>,
    may_tell: Option<String>,
    channels: Vec<Channel>,
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
    dossier: Open,
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

/// One partner, with what was done about it.
struct Lines<'a> {
    texts: &'a Texts,
    dossier: &'a Open,
    /// Entries that were not confirmed in time.
    stale: Vec<PartnerId>,
}

impl Lines<'_> {
    fn of(
        &self,
        partner: &Partner,
        weight: &'static str,
        reasons: Vec<String>,
        basis: &str,
    ) -> Advised {
        let id = partner.id.get_ref().clone();
        let tasks = self.dossier.tasks();
        Advised {
            name: partner.name.clone(),
            purpose: partner.purpose.clone(),
            afterwards: partner.afterwards.clone(),
            may_tell: partner.may_tell.clone(),
            channels: partner.channels.clone(),
            hours: partner.hours.clone(),
            stale: self.stale.contains(&id),
            told: tasks.ended_as(&REFER, id.as_str(), How::Done),
            passed_over: tasks.ended_as(&REFER, id.as_str(), How::PassedOver),
            weight,
            reasons,
            basis: basis.to_owned(),
            form: Form::new(self.texts, "pass")
                .numbered(&id)
                .with("partner", id.as_str()),
            id,
        }
    }
}

/// The page; what the routing advice names first, in its order, and then everybody else.
fn page_of(app: &App, page: Page, dossier: Open, assessment: &Assessment) -> Result<Choose> {
    let municipality = app.tenants.get(dossier.tenant)?;
    let pack = &municipality.pack;
    let stale = municipality.stale_partners(app.clock.now());
    let lines = Lines {
        texts: &page.texts,
        dossier: &dossier,
        stale: stale.iter().map(|p| p.id.get_ref().clone()).collect(),
    };
    let advice = assessment.advice.iter();
    let advised = advice.filter_map(|advice| {
        let partner = pack.partner(&advice.partner)?;
        let reasons = advice.reasons.clone();
        Some(lines.of(partner, advice.weight.id(), reasons, &advice.basis))
    });
    let named = |partner: &&Partner| {
        let id = partner.id.get_ref();
        assessment.advice.iter().any(|advice| advice.partner == *id)
    };
    let others = pack.partners.iter().filter(|partner| !named(partner));
    Ok(Choose {
        advised: advised.collect(),
        others: others
            .map(|partner| lines.of(partner, "other", Vec::new(), &partner.basis))
            .collect(),
        dossier,
        page,
    })
}

pub async fn choose(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Read).await?;
    if dossier.state.is_closed() {
        return Err(Refusal::Closed(id));
    }
    let Some(assessment) = assessment::of(&mut tx, &dossier).await? else {
        let first = format!("/dossier/{id}/beoordelen");
        return Ok(redirect_done(&first, "assess-first"));
    };
    drop(tx);
    dossier.read_by(&app, &actor).await?;
    Ok(html(&page_of(&app, page, dossier, &assessment)?)?)
}

/// Not telling an obligatory partner.
pub async fn pass_over(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let partner = PartnerId::from(posted.get("partner"));
    let reason = posted.get("reason");
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Refer).await?;
    let Err(refusal) = acts::pass_over(&app, &actor, dossier, &partner, reason).await else {
        let next = format!("/dossier/{id}/doorzetten");
        return Ok(redirect_done(&next, "passed-over"));
    };
    let (status, faults) = refusal.in_words(&page.texts, "reason")?;
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Refer).await?;
    let assessment = assessment::of(&mut tx, &dossier)
        .await?
        .ok_or(Error::NotFound)?;
    drop(tx);
    dossier.read_by(&app, &actor).await?;
    let mut shown = page_of(&app, page, dossier, &assessment)?;
    let lines = shown.advised.iter_mut().chain(&mut shown.others);
    for line in lines.filter(|line| line.id == partner) {
        line.form.set("reason", reason);
        for (field, text) in &faults {
            line.form.fault_text(field, text.clone());
        }
    }
    Ok((status, html(&shown)?).into_response())
}
