//! Preparing a handover, making it, and its document.

use std::collections::BTreeSet;

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::{HandoverFile, Picture};
use platform::audit::Event;
use platform::clock::{self, DAY};
use platform::db::Tx;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Millis, Result, Role};
use policy::{Pack, Partner};
use uuid::Uuid;

use super::model::{self, Handover, Item};
use super::store;
use crate::assessment::{self, Assessment};
use crate::files::{self, Clean, File};
use crate::progress;
use crate::reporters::{self, Reporter};
use crate::signals::{self, Dossier};

#[derive(Template)]
#[template(path = "referrals/templates/prepare.html")]
struct Prepare {
    page: Page,
    dossier: Dossier,
    partner: String,
    partner_name: String,
    form: Form,
    groups: Vec<(String, Vec<Item>)>,
    chosen: BTreeSet<String>,
    consent: Vec<Choice>,
    methods: Vec<Choice>,
    preview: HandoverFile,
    vault_open: bool,
}

/// What a handover is made of.
struct Material {
    dossier: Dossier,
    items: Vec<Item>,
    files: Vec<File>,
    partner: Partner,
    municipality: String,
}

async fn material(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    id: Uuid,
    partner: &str,
) -> Result<Material> {
    let dossier = signals::load(tx, app, actor.tenant, id).await?;
    let municipality = app.tenants.get(actor.tenant)?;
    let pack: &Pack = &municipality.pack;
    let partner = pack.partner(partner).cloned().ok_or(Error::NotFound)?;
    let assessment: Assessment = assessment::of(tx, &dossier).await?.ok_or(Error::NotFound)?;
    let files = files::list(tx, &dossier).await?;
    // The receiving partner reads Dutch, whatever language the officer works in.
    let items = model::items(&dossier, &assessment, &files, pack, &app.i18n.lang("nl"));
    Ok(Material {
        dossier,
        items,
        files,
        partner,
        municipality: municipality.name,
    })
}

fn due(app: &App, actor: &Actor) -> Result<Millis> {
    let days = app.tenants.get(actor.tenant)?.pack.deadlines.feedback_days;
    Ok(app.clock.now() + Millis::from(days) * DAY)
}

/// The document as it would leave now.
fn document_of(
    app: &App,
    actor: &Actor,
    material: &Material,
    chosen: &BTreeSet<String>,
    form: &Form,
    posted: Option<&Posted>,
) -> Result<HandoverFile> {
    let texts = app.i18n.lang("nl");
    let consent = match form.value("consent") {
        "given" => texts.get("consent-given"),
        "none" => format!(
            "{}: {}",
            texts.get("consent-none"),
            form.value("consent-why").trim()
        ),
        _ => String::new(),
    };
    let now = app.clock.now();
    Ok(HandoverFile {
        municipality: material.municipality.clone(),
        reference: material.dossier.reference.to_string(),
        partner: material.partner.name.clone(),
        date: clock::date(now, "nl"),
        day: clock::day(now),
        sections: model::sections(&material.items, chosen, posted),
        files: material
            .items
            .iter()
            .filter(|item| item.part.is_none() && chosen.contains(&item.id))
            .map(|item| format!("{} ({})", item.label, item.text))
            .collect(),
        question: form.value("question").trim().to_owned(),
        due: clock::date(due(app, actor)?, "nl"),
        purpose: form.value("purpose").trim().to_owned(),
        legal_basis: form.value("basis").trim().to_owned(),
        consent,
        proportionality: form.value("proportionality").trim().to_owned(),
    })
}

fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    material: Material,
    chosen: BTreeSet<String>,
    form: Form,
    posted: Option<&Posted>,
) -> Result<Response> {
    let preview = document_of(app, actor, &material, &chosen, &form, posted)?;
    let mut form = form;
    form.set("seen", &model::fingerprint(&preview));
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    for item in material.items {
        match groups.iter_mut().find(|(name, _)| *name == item.group) {
            Some((_, items)) => items.push(item),
            None => groups.push((item.group.clone(), vec![item])),
        }
    }
    for (_, items) in &mut groups {
        for item in items {
            let typed = posted
                .filter(|_| item.free)
                .and_then(|posted| posted.find(&format!("text-{}", item.id)));
            if let Some(text) = typed {
                text.clone_into(&mut item.text);
            }
        }
    }
    let consent = ["given", "none"]
        .map(|id| Choice::new(id, page.text(&format!("consent-{id}"))))
        .to_vec();
    let methods = ["phone", "secure_mail", "in_person", "portal"]
        .map(|id| Choice::new(id, page.text(&format!("method-{id}"))))
        .to_vec();
    html(&Prepare {
        partner: material.partner.id.get_ref().clone(),
        partner_name: material.partner.name,
        dossier: material.dossier,
        vault_open: reporters::is_open(app, actor),
        page,
        form,
        groups,
        chosen,
        consent,
        methods,
        preview,
    })
}

pub async fn prepare(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, partner)): Path<(Uuid, String)>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let material = material(&mut tx, &app, &actor, id, &partner).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "dossier.read").on(id),
    )
    .await?;
    let chosen = model::least_needed(&material.items, &material.partner.needs);
    let form = Form::new(&page.texts, "handover")
        .with("version", material.dossier.version.to_string())
        .with("question", material.partner.question.clone())
        .with("basis", material.partner.legal_basis.clone())
        .with(
            "purpose",
            app.i18n.lang("nl").get("handover-purpose-default"),
        )
        .with("method", "secure_mail");
    show(&app, &actor, page, material, chosen, form, None)
}

/// Purpose, basis, consent or why not, proportionality, and how it goes.
fn reasons_are_given(posted: &Posted, form: &mut Form) {
    for field in ["purpose", "basis", "proportionality", "question"] {
        if posted.get(field).is_empty() {
            form.fault(field, "required-here");
        }
    }
    for field in ["consent", "method"] {
        if posted.get(field).is_empty() {
            form.fault(field, "choose");
        }
    }
    if posted.get("consent") == "none" && posted.get("consent-why").is_empty() {
        form.fault("consent-why", "why");
    }
}

/// The leak check: words and files that go along are searched for the reporter. A hit blocks; the
/// officer takes the words out, nobody overrides.
async fn never_names_the_reporter(
    app: &App,
    page: &Page,
    document: &HandoverFile,
    files: &[(usize, Clean)],
    reporter: &Reporter,
    form: &mut Form,
) -> Result<()> {
    let mut text = document.all_text();
    for (_, file) in files {
        match files::text_of(app, file).await? {
            // On a line of its own: words that grow together are not found.
            Some(words) => text.extend(["\n", &words]),
            None => form.fault("items", "file-unreadable"),
        }
    }
    let found = reporters::leaks(&text, reporter);
    if !found.is_empty() {
        form.fault_text(
            "items",
            page.with("error-leak", &[("words", found.join(", "))]),
        );
    }
    Ok(())
}

/// The files with their numbers in the dossier.
async fn contents(tx: &mut Tx, dossier: &Dossier, files: &[&File]) -> Result<Vec<(usize, Clean)>> {
    let mut found = Vec::new();
    for file in files {
        found.push((file.number, files::read(tx, dossier, file.id).await?));
    }
    Ok(found)
}

/// Pictures stand in the document itself; a PDF goes beside it.
fn pictures(app: &App, files: Vec<(usize, Clean)>) -> Vec<Picture> {
    let texts = app.i18n.lang("nl");
    files
        .into_iter()
        .filter(|(_, file)| file.mime.starts_with("image/"))
        .map(|(number, file)| Picture {
            label: texts.with("handover-file", &[("number", number.to_string())]),
            bytes: file.bytes,
        })
        .collect()
}

async fn print(file: HandoverFile, contact: String, pictures: Vec<Picture>) -> Result<Vec<u8>> {
    tokio::task::spawn_blocking(move || documents::handover(&file, &contact, pictures))
        .await
        .map_err(|error| Error::Internal(error.to_string()))?
        .map_err(|error| Error::Internal(error.to_string()))
}

pub async fn hand_over(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, partner)): Path<(Uuid, String)>,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "handover").typed(&posted);
    let chosen: BTreeSet<String> = posted.all("items").map(str::to_owned).collect();
    let mut material = material(&mut app.db.read().await?, &app, &actor, id, &partner).await?;
    if posted.get("action") == "preview" {
        return show(&app, &actor, page, material, chosen, form, Some(&posted));
    }
    reasons_are_given(&posted, &mut form);
    let document = document_of(&app, &actor, &material, &chosen, &form, Some(&posted))?;
    if document.sections.is_empty() {
        form.fault("items", "nothing-chosen");
    }
    let going: Vec<&File> = material
        .files
        .iter()
        .filter(|file| chosen.contains(&format!("file-{}", file.id)))
        .collect();
    if form.is_good() {
        reporters::open_along(&app, &actor, &posted, &mut form).await?;
    }
    // Looking into files and setting the document take time: nobody waits for it, and no connection
    // is held.
    if form.is_good() {
        let reporter = reporters::open_reporter(&app, &actor, &material.dossier)?;
        let contents = contents(&mut app.db.read().await?, &material.dossier, &going).await?;
        never_names_the_reporter(&app, &page, &document, &contents, &reporter, &mut form).await?;
        if reporters::is_contact(&actor.name, actor.user, &reporter) {
            form.fault("items", "leak-contact");
        }
        let pictures = pictures(&app, contents);
        if print(document.clone(), actor.name.clone(), pictures)
            .await
            .is_err()
        {
            form.fault("items", "file-unprintable");
        }
    }
    // What leaves is exactly what was on screen; anything else is shown first.
    if form.is_good() && posted.get("seen") != model::fingerprint(&document) {
        form.fault("items", "look-again");
    }
    if !form.is_good() {
        return show(&app, &actor, page, material, chosen, form, Some(&posted));
    }
    let parts: BTreeSet<&str> = material
        .items
        .iter()
        .filter(|item| chosen.contains(&item.id))
        .map(|item| item.part.map_or("files", policy::HandoverPart::id))
        .collect();
    let handover = Handover {
        document,
        parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        method: posted.get("method").to_owned(),
        files: going.iter().map(|file| file.id).collect(),
    };
    let state = material.dossier.state.refer().ok_or(Error::Conflict)?;
    let mut tx = app.db.begin().await?;
    store::add(
        &mut tx,
        &app,
        &material.dossier,
        &actor,
        &partner,
        due(&app, &actor)?,
        &handover,
    )
    .await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    progress::follow(&mut tx, &app, &mut material.dossier, &pack, state).await?;
    signals::change(
        &mut tx,
        &app,
        &material.dossier,
        posted.get("version").parse().unwrap_or(0),
    )
    .await?;
    let event = Event::by(&actor, Role::Officer, "signal.referred")
        .on(id)
        .with("partner", partner);
    tx.commit(&app, event.with("parts", handover.parts)).await?;
    let done = if going.iter().all(|file| file.is_picture()) {
        "handed-over"
    } else {
        "handed-over-beside"
    };
    Ok(redirect_done(&format!("/dossier/{id}#doorzettingen"), done))
}

/// The handover file, made again from what was sealed at the time.
pub async fn document(
    State(app): State<App>,
    actor: Actor,
    Path((id, referral)): Path<(Uuid, Uuid)>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
    let referral = store::of(&mut tx, &app, &dossier)
        .await?
        .into_iter()
        .find(|r| r.id == referral)
        .ok_or(Error::NotFound)?;
    let files = files::list(&mut tx, &dossier).await?;
    let gone = referral.handover.gone(&files);
    if gone.len() != referral.handover.files.len() {
        return Err(Error::Tampered("file"));
    }
    let contents = contents(&mut tx, &dossier, &gone).await?;
    let contact = people::names(&mut tx, &app, actor.tenant)
        .await?
        .remove(&referral.author)
        .unwrap_or_default();
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "handover.read").on(id),
    )
    .await?;
    let pictures = pictures(&app, contents);
    let pdf = print(referral.handover.document, contact, pictures).await?;
    let name = format!(
        "attachment; filename=\"overdracht-{}-{}.pdf\"",
        dossier.reference, referral.partner
    );
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}
