//! Where reporting begins: about a person or a place, or on with what was begun.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::{Page, Words, html, redirect_done, redirect_refused};
use platform::{Actor, App, Result, Role};
use policy::Pack;

use super::acts;
use super::begun::{self, Became, Begun};
use super::pages::kind;
use super::shared;
use crate::additions;
use crate::questions::{self, To};
use crate::signals::{self, Draft, FROM_PARTNER, Kind};

/// Somebody to call.
pub(super) struct Number {
    pub who: String,
    pub digits: String,
    /// When.
    pub purpose: Words,
}

impl Number {
    /// As a phone takes it.
    pub fn tel(&self) -> String {
        self.digits.replace([' ', '-'], "")
    }
}

/// Those of the policy pack.
pub(super) fn numbers(pack: &Pack, page: &Page) -> Vec<Number> {
    let numbers = pack.numbers.iter();
    numbers
        .map(|one| Number {
            who: one.name.clone(),
            digits: one.number.clone(),
            purpose: page.label(&one.purpose),
        })
        .collect()
}

/// A draft, as it is shown.
struct Card {
    when: Option<String>,
    draft: Begun,
}

impl Card {
    fn of(app: &App, page: &Page, draft: Begun) -> Self {
        Self {
            when: draft.when(app, page),
            draft,
        }
    }
}

/// What an officer began of a signal of a partner.
struct OfPartner {
    name: String,
    when: Option<String>,
    /// Its first words.
    summary: String,
}

impl OfPartner {
    fn of(app: &App, actor: &Actor, page: &Page, draft: &Draft) -> Self {
        let parts = (0..).map(|at| draft.value(&format!("part-{at}-text")).trim());
        let mut said = parts
            .take(MOST_PARTS)
            .chain([draft.value("organisation").trim()]);
        let said = said.find(|text| !text.is_empty()).unwrap_or_default();
        Self {
            name: begun::name_of(actor, &draft.fields),
            when: begun::when_saved(app, page, &draft.fields),
            summary: begun::shortened(said),
        }
    }
}

/// So many parts a signal of a partner has.
const MOST_PARTS: usize = 8;

#[derive(Template)]
#[template(path = "reporting/templates/choose.html")]
struct Choose {
    page: Page,
    numbers: Vec<Number>,
    drafts: Vec<Card>,
    /// So many more cannot be read.
    damaged: usize,
    /// How many signals stand in the own list: Back after sending finds one more.
    own: usize,
    /// They take in what partners send.
    is_officer: bool,
    /// They began these, and did not send them.
    of_partners: Vec<OfPartner>,
    /// So much was shared with this coordinator.
    to_discuss: usize,
    /// Of so many own signals there is something to read or to answer.
    news: usize,
    /// So many own questions were answered.
    answered: usize,
    /// The same of what was reported about a colleague.
    told: usize,
}

async fn answered(app: &App, actor: &Actor, to: To) -> Result<usize> {
    let asked = questions::mine(&mut app.db.read().await?, app, actor, to).await?;
    Ok(asked.iter().filter(|one| one.is_answered()).count())
}

#[derive(Template)]
#[template(path = "reporting/templates/begun.html")]
struct GoOn {
    page: Page,
    kind: Kind,
    drafts: Vec<Card>,
    own: usize,
}

pub async fn choose(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let own = signals::own_count(&app, &actor).await?;
    let (mut drafts, mut damaged) = (Vec::new(), 0);
    for kind in Kind::ALL.iter().copied() {
        let (all, lost) = begun::and_damaged(&app, &actor, kind, own).await?;
        drafts.extend(all.into_iter().map(|one| Card::of(&app, &page, one)));
        damaged += lost;
    }
    let to_discuss = if actor.is(Role::Coordinator) {
        let mut tx = app.db.read().await?;
        shared::to_discuss(&mut tx, &app, &actor).await?.len()
    } else {
        0
    };
    let of_partners = {
        let mut tx = app.db.read().await?;
        let begun = signals::drafts(&mut tx, &actor, FROM_PARTNER, own).await?;
        damaged += begun.damaged;
        let legible = begun.legible.iter();
        legible
            .map(|draft| OfPartner::of(&app, &actor, &page, draft))
            .collect()
    };
    html(&Choose {
        of_partners,
        answered: answered(&app, &actor, To::Officer).await?,
        told: answered(&app, &actor, To::Integrity).await?,
        is_officer: actor.is(Role::Officer),
        to_discuss,
        news: additions::news(&app, &actor).await?,
        numbers: numbers(&pack, &page),
        own,
        page,
        drafts,
        damaged,
    })
}

/// Before a form that was begun already: on with it, or another signal.
pub(super) fn go_on_or_begin(
    app: &App,
    page: Page,
    kind: Kind,
    drafts: Vec<Begun>,
    own: usize,
) -> Result<Response> {
    let cards = drafts.into_iter().map(|one| Card::of(app, &page, one));
    html(&GoOn {
        drafts: cards.collect(),
        page,
        kind,
        own,
    })
}

/// Throws a draft away.
pub async fn discard(
    State(app): State<App>,
    actor: Actor,
    Path(name): Path<String>,
    posted: Posted,
) -> Result<Response> {
    let kind = kind(&name)?;
    let mut all = begun::of(&app, &actor, kind).await?.into_iter();
    let Some(draft) = all.find(|one| one.name == posted.get("concept")) else {
        return Ok(redirect_refused("/melden", "draft-gone"));
    };
    let withdrawn = match draft.form() {
        Some(form) => acts::discard(&app, &actor, kind, form).await?,
        None => false,
    };
    let said = if withdrawn && draft.is_with_coordinator() {
        "draft-withdrawn"
    } else {
        "draft-gone"
    };
    Ok(redirect_done("/melden", said))
}
