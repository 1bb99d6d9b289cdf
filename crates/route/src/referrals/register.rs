//! The disclosure register: what was shared with whom, when and why.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page, html};
use platform::{Actor, App, Result, Role};
use serde::Deserialize;

use super::store::{self, Disclosure, Wanted};
use crate::audited;
use crate::paging::{Line, page_of, plain};
use crate::parts::AlsoShared;
use crate::years;

const SIZE: usize = 25;

/// As the address has it.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    na: String,
    #[serde(default)]
    jaar: String,
    #[serde(default)]
    partner: String,
}

#[derive(Template)]
#[template(path = "referrals/templates/register.html")]
struct Register {
    page: Page,
    disclosures: Vec<Disclosure>,
    /// How many there are of what was asked for, on all pages.
    count: i64,
    form: Form,
    years: Vec<Choice>,
    partners: Vec<Choice>,
    next: Option<String>,
    /// What was shared otherwise, below the last page of a year.
    also: Vec<Html>,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let (since, until) = years::asked(&self.jaar);
        Wanted {
            since,
            until,
            partner: self.partner.clone(),
        }
    }

    /// Where the same question goes on.
    fn behind(&self, line: &Line) -> String {
        let (year, partner) = (plain(&self.jaar), plain(&self.partner));
        format!("/verstrekkingen?na={line}&jaar={year}&partner={partner}")
    }
}

/// The years in which something was shared, the latest first.
async fn years_of(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Choice>> {
    let mut found = Vec::new();
    for (year, (since, until)) in years::latest(app) {
        if store::any(tx, actor.tenant, since, until).await? {
            found.push(year);
        }
    }
    Ok(found)
}

/// Of all partners; below the first page.
async fn also(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    asked: &Asked,
) -> Result<Vec<Html>> {
    let mut found = Vec::new();
    if asked.na.is_empty() && asked.partner.is_empty() {
        let when = years::asked(&asked.jaar);
        for part in app.wings.parts::<AlsoShared>() {
            found.extend((part.show)((tx, app, actor, page), when).await?);
        }
    }
    Ok(found)
}

pub async fn register(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let wanted = asked.wanted();
    let begin = Line {
        at: wanted.until,
        ..Line::LEAST
    };
    let after = Line::parse(&asked.na).unwrap_or(begin);
    let mut tx = app.db.read().await?;
    let found = store::disclosures(&mut tx, &app, actor.tenant, &wanted, after, SIZE + 1).await?;
    let count = store::count(&mut tx, actor.tenant, &wanted).await?;
    let years = years_of(&mut tx, &app, &actor).await?;
    let also = also(&mut tx, &app, &actor, &page, &asked).await?;
    drop(tx);
    let event = Event::by(&actor, Role::Officer, &audited::REGISTER_READ);
    app.db.begin().await?.commit(&app, event).await?;
    let (disclosures, next) = page_of(found, SIZE, |one: &Disclosure| {
        Line::of(one.referral.at, one.referral.id)
    });
    let pack = app.tenants.get(actor.tenant)?.pack;
    let named = pack.partners.iter();
    let named = named.map(|one| Choice::new(one.id.get_ref().as_str(), &one.name));
    let all = |label: &str, each: Vec<Choice>| {
        let all = std::iter::once(Choice::new("", page.text(label)));
        all.chain(each).collect::<Vec<_>>()
    };
    html(&Register {
        form: Form::new(&page.texts, "register")
            .with("jaar", &asked.jaar)
            .with("partner", &asked.partner),
        years: all("register-all-years", years),
        partners: all("register-all-partners", named.collect()),
        next: next.map(|line| asked.behind(&line)),
        count,
        also,
        disclosures,
        page,
    })
}
