//! Where reporting begins: about a person or a place, or on with what was begun.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Form;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Millis, Result, clock};
use policy::Pack;

use super::pages::{kind, passed_on};
use super::shared::{self, Shared};
use crate::signals::{self, Kind};

/// Somebody to call.
pub(super) struct Number {
    pub who: String,
    pub digits: String,
    /// When.
    pub purpose: String,
}

impl Number {
    /// As a phone takes it.
    pub fn tel(&self) -> String {
        self.digits.replace([' ', '-'], "")
    }
}

/// Those of the policy pack.
pub(super) fn numbers(pack: &Pack, lang: &str) -> Vec<Number> {
    let numbers = pack.numbers.iter();
    numbers
        .map(|one| Number {
            who: one.name.clone(),
            digits: one.number.clone(),
            purpose: one.purpose.get(lang).to_owned(),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "reporting/templates/choose.html")]
struct Choose {
    page: Page,
    numbers: Vec<Number>,
    drafts: Vec<Draft>,
    /// How many signals stand in the own list: Back after sending finds one more.
    own: usize,
}

/// Begun, and not sent yet.
struct Draft {
    kind: Kind,
    /// When it was saved, in words; of one of before that is not known.
    when: Option<String>,
    /// The team coordinator has a copy.
    shared: bool,
    /// What became of that copy: its number in the own list.
    passed_on: Option<usize>,
    /// It came back with a question.
    back: Option<Shared>,
}

/// `vandaag 14.49`, `dinsdag 24 november`.
fn when(app: &App, page: &Page, form: &Form) -> Option<String> {
    let saved: Millis = form.value("saved-at").parse().ok()?;
    let words = if clock::days_between(saved, app.clock.now()) == 0 {
        page.with("report-draft-today", &[("time", clock::time(saved))])
    } else {
        page.near_date(&saved)
    };
    Some(words)
}

pub async fn choose(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let own = signals::own_count(&app, &actor).await?;
    let mut back = shared::given_back(&mut app.db.read().await?, &app, &actor).await?;
    let mut drafts = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let saved = signals::saved_draft(&mut app.db.read().await?, &actor, kind, own).await?;
        let at = back.iter().rposition(|one| one.kind == kind);
        let back = at.map(|at| back.swap_remove(at));
        if saved.is_none() && back.is_none() {
            continue;
        }
        let form = Form::new(&page.texts, "report").filled(saved.unwrap_or_default());
        drafts.push(Draft {
            kind,
            when: when(&app, &page, &form),
            shared: !form.value("shared-as").is_empty(),
            passed_on: passed_on(&app, &actor, &form).await?,
            back,
        });
    }
    html(&Choose {
        numbers: numbers(&pack, page.texts.lang),
        page,
        drafts,
        own,
    })
}

/// Throws a draft away. What was shared of it is with the coordinator still; what came back goes too.
pub async fn discard(
    State(app): State<App>,
    actor: Actor,
    Path(name): Path<String>,
) -> Result<Response> {
    let kind = kind(&name)?;
    let own = signals::own_count(&app, &actor).await?;
    let (place, mut back) = {
        let mut tx = app.db.read().await?;
        (
            signals::draft_place(&mut tx, &actor, kind, own).await?,
            shared::given_back(&mut tx, &app, &actor).await?,
        )
    };
    back.retain(|one| one.kind == kind);
    let mut tx = app.db.begin().await?;
    if let Some(place) = place {
        signals::drop_draft(&mut tx, place).await?;
    }
    for one in back {
        shared::drop(&mut tx, one.row).await?;
    }
    tx.commit_unaudited("a draft is the writer's own").await?;
    Ok(redirect_done("/melden", "draft-gone"))
}
