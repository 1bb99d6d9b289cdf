//! The last look before something leaves: the pages of the document themselves, the same in words, to
//! whom and on what ground, and what stays behind. Nothing is recorded before the officer says yes
//! here.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::HandoverFile;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Error};
use policy::PartnerId;
use serde::Deserialize;
use uuid::Uuid;

use super::acts::{self, ASKED_PARTNER, Looked};
use super::contact::Contact;
use super::delivery;
use super::items;
use super::looking::Looking;
use super::model::{HandOver, Method};
use super::naming::{self, Doubt};
use super::telling;
use crate::dossiers::{self, Ended, Fault, Open, Purpose, Refusal, VERSION};
use crate::origin::{Conditions, Origin, is_to_be_asked};
use crate::reporters;
use crate::vaguer;

#[derive(Template)]
#[template(path = "referrals/templates/look.html")]
struct Look {
    page: Page,
    dossier: Open,
    partner: PartnerId,
    /// Something was changed since it was looked at.
    again: bool,
    document: HandoverFile,
    method: &'static str,
    /// What happens after yes: a key.
    then: &'static str,
    /// Where the message with a link goes, when it goes through this program; empty: there is no link.
    mailbox: Option<String>,
    /// Then people of the partner who have an account read it too.
    has_account: bool,
    contact: Contact,
    /// Addresses of the pages as pictures, and how many pages there are.
    sheets: Vec<String>,
    all: usize,
    /// The possible victim who reported this, by her own name.
    own: Option<String>,
    /// What stays behind, under its heading.
    left_out: Vec<(String, Vec<String>)>,
    /// Words that may tell who reported, with what they stand in.
    telling: Vec<(String, Vec<String>)>,
    /// Words that may be the reporter's, each to be said to be somebody else's.
    form: Form,
    doubts: Vec<Choice>,
    /// The partner that sent the signal, and what it asked.
    from: Option<Origin>,
    /// It wants to be asked before this is passed on.
    asks_partner: bool,
    /// What was typed and chosen, to be sent along.
    kept: Vec<(String, String)>,
}

impl Look {
    /// What the partner that sent the signal asked, when that binds whoever passes it on.
    fn bound(&self) -> Option<&Origin> {
        let from = self.from.as_ref();
        from.filter(|from| from.conditions != Conditions::Free)
    }
}

/// What the form sent, without what belongs to this one sending.
fn kept(posted: &Posted) -> Vec<(String, String)> {
    let once = [
        "action",
        "passphrase",
        "seen",
        "someone-else",
        ASKED_PARTNER,
        VERSION,
    ];
    let fields = posted.fields.iter();
    fields
        .filter(|(name, _)| !once.contains(&name.as_str()))
        .cloned()
        .collect()
}

/// What could go along and does not.
fn left_out(looked: &Looked, input: &HandOver) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    let items = looked.draft.items.iter();
    for item in items.filter(|item| !input.chosen.contains(&item.id)) {
        match groups.iter_mut().find(|(group, _)| *group == item.group) {
            Some((_, labels)) => labels.push(item.label.clone()),
            None => groups.push((item.group.clone(), vec![item.label.clone()])),
        }
    }
    groups
}

/// The questions, as a box each: where the word stands, and whose name it is.
fn choices(page: &Page, doubts: &[Doubt]) -> Vec<Choice> {
    let choice = |doubt: &Doubt| {
        let fields = doubt.fields.iter();
        let fields = fields.map(|field| page.text(&format!("handover-{field}")));
        let stands: Vec<String> = doubt.items.iter().cloned().chain(fields).collect();
        let (word, place) = (("word", doubt.word.clone()), ("place", stands.join(", ")));
        let label = match &doubt.of {
            Some(name) if doubt.own => {
                page.with("look-is-of-victim", &[word, ("name", name.clone())])
            }
            Some(name) => page.with("look-is-name-of", &[word, ("name", name.clone())]),
            None => page.with("look-is-someone-else", &[word]),
        };
        Choice {
            hint: Some(page.with("look-stands-in", &[place]).into()),
            ..Choice::new(doubt.key.clone(), label)
        }
    };
    doubts.iter().map(choice).collect()
}

/// The form under the page: it asks again for what was not answered when it was sent.
fn form(page: &Page, posted: &Posted, (doubts, input): (&[Doubt], &HandOver)) -> Form {
    let mut form = Form::new(&page.texts, "look");
    let said = |doubt: &&Doubt| input.someone_else.contains(&doubt.key);
    for doubt in doubts.iter().filter(said) {
        form = form.with("someone-else", doubt.key.clone());
    }
    if posted.get("action") == "hand-over" && !doubts.iter().all(|doubt| said(&doubt)) {
        form.fault("someone-else", "someone-else");
    }
    form
}

/// Whom of the partner that sent the signal was asked: it may not say who spoke there.
fn ask_partner(form: &mut Form, posted: &Posted, input: &HandOver, named: Vec<String>) -> Ended {
    form.set(ASKED_PARTNER, &input.asked_partner);
    if posted.get("action") != "hand-over" {
        return Ok(());
    }
    if input.asked_partner.trim().is_empty() {
        form.fault(ASKED_PARTNER, "asked-partner");
    } else if !named.is_empty() {
        let fault = Fault::new(ASKED_PARTNER, "leak").naming(named);
        Refusal::Typed(vec![fault]).note(form, ASKED_PARTNER)?;
    }
    Ok(())
}

/// What happens after yes, after `look-then-` in the texts: where this program sends no mail, the officer sends the
/// link, or says to whoever has an account that something is there.
fn then(app: &App, input: &HandOver) -> &'static str {
    match input.method {
        Some(Method::Meldroute) if input.mailbox.is_empty() && app.mailer.url.is_none() => {
            "meldroute-here-self"
        }
        Some(Method::Meldroute) if input.mailbox.is_empty() => "meldroute-here",
        Some(Method::Meldroute) if app.mailer.url.is_none() => "meldroute-self",
        method => method.map_or("", Method::id),
    }
}

/// Words that may tell who reported, with what they stand in. `own`: she is involved herself.
fn tells(
    app: &App,
    page: &Page,
    dossier: &Open,
    (looked, input): (&Looked, &HandOver),
    own: bool,
) -> Ended<Vec<(String, Vec<String>)>> {
    let mut found = Vec::new();
    let chosen = looked.draft.items.iter();
    for item in chosen.filter(|item| input.chosen.contains(&item.id)) {
        let text = input.words_of(item);
        let (mut words, _) = telling::telling(app, dossier, item, text)?;
        if own && item.free {
            words.extend(reporters::tells_who_speaks(text));
        }
        if !words.is_empty() {
            found.push((item.label.clone(), words));
        }
    }
    for (field, text) in naming::fields(input) {
        let mut words = vaguer::in_text(text);
        if own {
            words.extend(reporters::tells_who_speaks(text));
        }
        if !words.is_empty() {
            found.push((page.text(&format!("handover-{field}")), words));
        }
    }
    Ok(found)
}

pub async fn show(
    app: &App,
    actor: &Actor,
    page: &Page,
    dossier: Open,
    (posted, input): (&Posted, &HandOver),
    again: bool,
) -> Ended<Response> {
    let looked = acts::look(app, actor, &dossier, input).await?;
    let reporter = reporters::open_reporter(app, actor, &dossier)?;
    let own = reporter.among(&dossier.report);
    let telling = tells(app, page, &dossier, (&looked, input), own.is_some())?;
    let seen = items::fingerprint(&looked.document, &looked.contact.line());
    let mut kept = kept(posted);
    kept.push(("seen".to_owned(), seen));
    kept.push((VERSION.to_owned(), dossier.version().to_string()));
    let left_out = left_out(&looked, input);
    let mut form = form(page, posted, (&looked.doubts, input));
    let asks_partner = is_to_be_asked(dossier.origin.as_ref(), &input.partner);
    if asks_partner {
        let others = dossier.report.names();
        let named = reporters::leaks_beside(&input.asked_partner, &reporter, &others);
        ask_partner(&mut form, posted, input, named.certain)?;
    }
    let mut tx = app.db.read().await?;
    let has_account = delivery::has_account(&mut tx, app, actor.tenant, &input.partner).await?;
    drop(tx);
    let (look, now) = (app.clock.id_without_time(), app.clock.now());
    let path = format!("/dossier/{}/doorzetten/{}/blad", dossier.id, input.partner);
    let sheets = 1..=looked.sheets.shown.len();
    let sheets = sheets.map(|number| format!("{path}/{number}?blik={look}"));
    let shown = Look {
        page: page.clone(),
        partner: input.partner.clone(),
        again,
        method: input.method.map_or("", Method::id),
        then: then(app, input),
        mailbox: (input.method == Some(Method::Meldroute)).then(|| input.mailbox.clone()),
        has_account,
        sheets: sheets.collect(),
        all: looked.sheets.all,
        own: own.map(|subject| subject.title().to_owned()),
        left_out,
        telling,
        contact: looked.contact,
        doubts: choices(page, &looked.doubts),
        from: dossier.origin.clone(),
        asks_partner,
        form,
        kept,
        document: looked.document,
        dossier,
    };
    let held = app.memory.of::<Looking>();
    held.put(actor, (look, shown.dossier.id), looked.sheets.shown, now);
    Ok(html(&shown)?)
}

/// Which look a page belongs to.
#[derive(Deserialize)]
pub struct Of {
    #[serde(default)]
    blik: Option<Uuid>,
}

/// A page of it as a picture, for the session that looks at it and nobody else. That the dossier was
/// read was recorded with the look.
pub async fn sheet(
    State(app): State<App>,
    actor: Actor,
    Path((id, _, number)): Path<(DossierId, PartnerId, usize)>,
    Query(of): Query<Of>,
) -> Ended<Response> {
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Read).await?;
    let look = of.blik.ok_or(Error::NotFound)?;
    let held = app.memory.of::<Looking>();
    let sheet = held.sheet(&actor, (look, dossier.id), number, app.clock.now());
    let sheet = sheet.ok_or(Error::NotFound)?;
    let kind = [(header::CONTENT_TYPE, "image/png")];
    Ok((kind, sheet.to_vec()).into_response())
}
