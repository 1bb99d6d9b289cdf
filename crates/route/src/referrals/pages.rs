//! Preparing a handover, making it, and its document.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::HandoverFile;
use platform::forms::{Choice, Form, Posted};
use platform::tasks::How;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId, Result};
use policy::PartnerId;

use super::acts;
use super::draft::Draft;
use super::model::{self, Consent, HandOver, Item, Method};
use super::store::ReferralId;
use crate::dossiers::{self, Ended, Open, Purpose, VERSION};
use crate::reporters;
use crate::signals::REFER;

#[derive(Template)]
#[template(path = "referrals/templates/prepare.html")]
struct Prepare {
    page: Page,
    dossier: Open,
    partner: PartnerId,
    partner_name: String,
    /// It was told before.
    told: bool,
    form: Form,
    groups: Vec<(String, Vec<Item>)>,
    input: HandOver,
    consent: Vec<Choice>,
    methods: Vec<Choice>,
    preview: HandoverFile,
    vault_open: bool,
}

/// What the officer typed and chose.
fn typed(posted: &Posted, partner: &PartnerId) -> HandOver {
    let text = |name: &str| posted.get(name).to_owned();
    let edited = posted.fields.iter().rev().filter_map(|(name, value)| {
        let item = name.strip_prefix("text-")?;
        Some((item.to_owned(), value.clone()))
    });
    HandOver {
        partner: partner.clone(),
        chosen: posted.all("items").map(str::to_owned).collect(),
        edited: edited.collect(),
        question: text("question"),
        purpose: text("purpose"),
        basis: text("basis"),
        consent: match posted.get("consent") {
            "given" => Some(Consent::Given),
            "none" => Some(Consent::Without(text("consent-why"))),
            _ => None,
        },
        proportionality: text("proportionality"),
        method: Method::parse(posted.get("method")),
        seen: text("seen"),
    }
}

/// The form with what would leave now beside it.
fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    (dossier, draft): (Open, Draft),
    input: HandOver,
    mut form: Form,
) -> Result<Response> {
    let preview = draft.document(app, &dossier, &input)?;
    form.set("seen", &model::fingerprint(&preview));
    dossier.version_in(&mut form);
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    for mut item in draft.items {
        item.text = input.words_of(&item).into();
        match groups.iter_mut().find(|(name, _)| *name == item.group) {
            Some((_, items)) => items.push(item),
            None => groups.push((item.group.clone(), vec![item])),
        }
    }
    let consent = ["given", "none"]
        .map(|id| Choice::new(id, page.text(&format!("consent-{id}"))))
        .to_vec();
    let methods = Method::ALL
        .iter()
        .map(|method| Choice::new(method.id(), page.text(&format!("method-{}", method.id()))))
        .collect();
    html(&Prepare {
        told: dossier
            .tasks()
            .ended_as(&REFER, input.partner.as_str(), How::Done),
        partner: input.partner.clone(),
        partner_name: draft.partner.name,
        dossier,
        vault_open: reporters::is_open(app, actor),
        page,
        form,
        groups,
        input,
        consent,
        methods,
        preview,
    })
}

/// The dossier, and what a handover of it could be made of, to be shown.
async fn opened(
    app: &App,
    actor: &Actor,
    id: DossierId,
    partner: &PartnerId,
    purpose: Purpose,
) -> Ended<(Open, Draft)> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, app, actor, id, purpose).await?;
    let draft = Draft::of(&mut tx, app, &dossier, partner).await?;
    drop(tx);
    dossier.read_by(app, actor).await?;
    Ok((dossier, draft))
}

pub async fn prepare(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, partner)): Path<(DossierId, PartnerId)>,
) -> Ended<Response> {
    let (dossier, draft) = opened(&app, &actor, id, &partner, Purpose::Refer).await?;
    let input = HandOver {
        chosen: model::least_needed(&draft.items, &draft.partner.needs),
        question: draft.partner.question.clone(),
        basis: draft.partner.legal_basis.clone(),
        purpose: app.i18n.lang("nl").get("handover-purpose-default"),
        ..HandOver::to(partner)
    };
    let form = Form::new(&page.texts, "handover")
        .with("question", input.question.clone())
        .with("basis", input.basis.clone())
        .with("purpose", input.purpose.clone())
        .with("method", Method::SecureMail.id());
    Ok(show(&app, &actor, page, (dossier, draft), input, form)?)
}

/// Nothing is tried with the vault before everything else is there.
async fn try_to(
    app: &App,
    actor: &Actor,
    id: DossierId,
    posted: &Posted,
    input: &HandOver,
) -> Ended<acts::Sent> {
    input.reasons_are_given()?;
    reporters::open_along(app, actor, posted).await?;
    let dossier = dossiers::open_now(app, actor, id, Purpose::Refer).await?;
    acts::hand_over(app, actor, dossier.based_on(posted.get(VERSION))?, input).await
}

pub async fn hand_over(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, partner)): Path<(DossierId, PartnerId)>,
    posted: Posted,
) -> Ended<Response> {
    let input = typed(&posted, &partner);
    let mut form = Form::new(&page.texts, "handover").typed(&posted);
    if posted.get("action") == "preview" {
        let opened = opened(&app, &actor, id, &partner, Purpose::Read).await?;
        return Ok(show(&app, &actor, page, opened, input, form)?);
    }
    let refusal = match try_to(&app, &actor, id, &posted, &input).await {
        Ok(sent) => {
            let done = if sent.beside {
                "handed-over-beside"
            } else {
                "handed-over"
            };
            return Ok(redirect_done(&format!("/dossier/{id}#doorzettingen"), done));
        }
        Err(refusal) => refusal,
    };
    let status = refusal.note(&mut form, "items")?;
    let opened = opened(&app, &actor, id, &partner, Purpose::Read).await?;
    let shown = show(&app, &actor, page, opened, input, form)?;
    Ok((status, shown).into_response())
}

/// The handover file.
pub async fn document(
    State(app): State<App>,
    actor: Actor,
    Path((id, referral)): Path<(DossierId, ReferralId)>,
) -> Ended<Response> {
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Read).await?;
    let (name, pdf) = acts::document(&app, &actor, &dossier, referral).await?;
    let name = format!("attachment; filename=\"{name}\"");
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}
