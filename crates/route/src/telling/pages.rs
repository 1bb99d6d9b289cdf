//! The last step: tell the reporter, choose the outcome, close.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::db::Reader;
use platform::forms::{Choice, Form, Posted};
use platform::i18n::Texts;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId, Error, Result};

use super::acts::{self, Closing, Message};
use crate::dossiers::{self, Open, Purpose, VERSION};
use crate::referrals;
use crate::refusal::{Ended, Fault, Refusal};
use crate::reporters::{self, Reporter};
use crate::signals::{FEEDBACK, Outcome, REFER, Stage, partner_of};

#[derive(Template)]
#[template(path = "telling/templates/close.html")]
struct Close {
    page: Page,
    dossier: Open,
    form: Form,
    outcomes: Vec<Choice>,
    /// What must be done first, and where.
    missing: Vec<(String, String)>,
    /// Obligatory partners that were not told.
    untold: Vec<String>,
    /// With an opened vault: whom to tell, and how that is safe.
    reporter: Option<Reporter>,
}

/// The text that the reporter gets, per outcome; the officer changes it at will.
fn template(texts: &Texts, outcome: Outcome) -> String {
    texts.get(&format!("message-{}", outcome.id()))
}

/// What must be done before the dossier can close, in words, and where.
async fn whats_missing(
    tx: &mut Reader,
    app: &App,
    page: &Page,
    dossier: &Open,
) -> Result<Vec<(String, String)>> {
    let referrals = referrals::of(tx, app, dossier).await?;
    let pack = app.tenants.get(dossier.tenant)?.pack;
    let told = |referral: &str| {
        let found = referrals.iter().find(|one| one.id.to_string() == referral);
        found.map(|one| one.partner.clone())
    };
    let words = dossier.tasks().blocking().into_iter().map(|task| {
        let partner = match task.kind {
            kind if *kind == REFER => Some(partner_of(task)),
            kind if *kind == FEEDBACK => told(&task.about),
            _ => None,
        };
        let name = partner.map_or_else(String::new, |partner| pack.partner_name(&partner));
        let text = page.with(&format!("missing-{}", task.kind.id), &[("partner", name)]);
        (text, (task.kind.page)(dossier.id, &task.about))
    });
    Ok(words.collect())
}

async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    dossier: Open,
    mut form: Form,
) -> Result<Response> {
    dossier.read_by(app, actor).await?;
    dossier.version_in(&mut form);
    let outcomes = Outcome::ALL
        .iter()
        .map(|o| Choice::new(o.id(), page.text(&format!("outcome-{}", o.id()))))
        .collect();
    let missing = whats_missing(&mut app.db.read().await?, app, &page, &dossier).await?;
    let reporter = match reporters::open_reporter(app, actor, &dossier) {
        Ok(reporter) => Some(reporter),
        Err(Error::VaultClosed) => None,
        Err(error) => return Err(error),
    };
    let pack = app.tenants.get(dossier.tenant)?.pack;
    let untold = dossier.tasks().open_of(&REFER);
    html(&Close {
        untold: untold
            .map(|task| pack.partner_name(&partner_of(task)))
            .collect(),
        page,
        dossier,
        form,
        outcomes,
        missing,
        reporter,
    })
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Close).await?;
    let outcome = if dossier.state.stage() == Stage::Referred {
        Outcome::Referred
    } else {
        Outcome::Local
    };
    let form = Form::new(&page.texts, "close")
        .with("outcome", outcome.id())
        .with("message", template(&app.i18n.lang("nl"), outcome));
    Ok(show(&app, &actor, page, dossier, form).await?)
}

/// A message on the way. Nothing is tried with the vault before the words can go.
async fn tell(
    app: &App,
    actor: &Actor,
    id: DossierId,
    posted: &Posted,
    message: &Message,
) -> Ended {
    let dossier = dossiers::open_now(app, actor, id, Purpose::Tell).await?;
    if acts::wants_a_message(&dossier) {
        message.can_go(&dossier)?;
        reporters::open_along(app, actor, posted).await?;
    }
    let dossier = dossier.based_on(posted.get(VERSION))?;
    acts::tell(app, actor, dossier, message).await
}

/// The fields of the form, in the order of the page.
const FIELDS: [&str; 6] = [
    "outcome",
    "merged-with",
    "reason",
    "passes-over",
    "passphrase",
    "message",
];

/// The faults of what was typed; anything else that went wrong stays so.
fn faults_of<T>(ended: Ended<T>) -> Ended<Vec<Fault>> {
    match ended {
        Ok(_) => Ok(Vec::new()),
        Err(Refusal::Typed(faults)) => Ok(faults),
        Err(other) => Err(other),
    }
}

/// Everything that is wrong with it, at once; what must be done first by its name.
async fn end(
    app: &App,
    actor: &Actor,
    page: &Page,
    id: DossierId,
    (posted, closing): (&Posted, &Closing),
) -> Ended {
    let dossier = dossiers::open_now(app, actor, id, Purpose::Close).await?;
    let mut faults = faults_of(closing.is_possible(&dossier))?;
    {
        let mut tx = app.db.read().await?;
        let with = acts::merged_with(&mut tx, app, actor, &dossier, closing).await;
        faults.extend(faults_of(with)?);
        for fault in faults.iter_mut().filter(|fault| fault.key == acts::MISSING) {
            let missing = whats_missing(&mut tx, app, page, &dossier).await?;
            let words: Vec<String> = missing.into_iter().map(|(text, _)| text).collect();
            fault.words = vec![words.join(" ")];
        }
    }
    let told = acts::wants_a_message(&dossier);
    if told && !reporters::is_open(app, actor) && posted.get("passphrase").is_empty() {
        faults.push(Fault::new("passphrase", "passphrase-empty"));
    }
    if !faults.is_empty() {
        faults.sort_by_key(|fault| FIELDS.iter().position(|field| *field == fault.field));
        return Err(Refusal::Typed(faults));
    }
    if acts::wants_a_message(&dossier) {
        reporters::open_along(app, actor, posted).await?;
    }
    let dossier = dossier.based_on(posted.get(VERSION))?;
    acts::close(app, actor, dossier, closing).await
}

/// The standard text of another outcome than the chosen one becomes that of the chosen one: the reporter is
/// told what did not happen otherwise. What the officer wrote stays.
fn fitting(app: &App, closing: &mut Closing) {
    let Some(chosen) = closing.outcome else {
        return;
    };
    let texts = app.i18n.lang("nl");
    let said: Vec<&str> = closing.message.text.split_whitespace().collect();
    let is = |outcome: &Outcome| {
        template(&texts, *outcome)
            .split_whitespace()
            .eq(said.iter().copied())
    };
    if Outcome::ALL.iter().any(is) && !is(&chosen) {
        closing.message.text = template(&texts, chosen);
    }
}

pub async fn close(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let mut form = Form::new(&page.texts, "close").typed(&posted);
    let mut closing = Closing {
        outcome: Outcome::parse(posted.get("outcome")),
        reason: posted.get("reason").to_owned(),
        message: Message {
            text: posted.get("message").replace('\r', ""),
            safely: posted.get("safely") == "on",
        },
        passes_over: posted.get("passes-over") == "on",
        merged_with: posted.get("merged-with").to_owned(),
    };
    let (done, next) = match posted.get("action") {
        "template" => {
            if let Some(outcome) = closing.outcome {
                form.set("message", &template(&app.i18n.lang("nl"), outcome));
            }
            let dossier = dossiers::open_now(&app, &actor, id, Purpose::Tell).await?;
            return Ok(show(&app, &actor, page, dossier, form).await?);
        }
        "message" => {
            let told = tell(&app, &actor, id, &posted, &closing.message).await;
            (told, redirect_done(&format!("/dossier/{id}"), "told"))
        }
        _ => {
            fitting(&app, &mut closing);
            form.set("message", &closing.message.text);
            let ended = end(&app, &actor, &page, id, (&posted, &closing)).await;
            (ended, redirect_done("/werk", "closed"))
        }
    };
    let Err(refusal) = done else { return Ok(next) };
    let status = refusal.note(&mut form, "outcome")?;
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Tell).await?;
    let shown = show(&app, &actor, page, dossier, form).await?;
    Ok((status, shown).into_response())
}
