//! The disclosure register: what was shared with whom, when and why.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::date;
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Choice, Form};
use platform::web::{Page, html};
use platform::{Actor, App, Millis, Result, Role, calendar};
use serde::Deserialize;

use super::store::{self, Disclosure, Wanted};
use crate::audited;
use crate::paging::{Line, page_of};

const SIZE: usize = 25;
/// The years that can be chosen.
const YEARS: i16 = 8;

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
}

/// The first moment after a year.
fn end_of(year: i16) -> Millis {
    calendar::end_of_day(date(year, 12, 31))
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let year = self.jaar.parse::<i16>().ok();
        let year = year.filter(|year| (2000..3000).contains(year));
        Wanted {
            since: year.map_or(0, |year| end_of(year - 1)),
            until: year.map_or(Millis::MAX, end_of),
            partner: self.partner.clone(),
        }
    }

    /// Where the same question goes on.
    fn behind(&self, line: &Line) -> String {
        let known = |c: &char| c.is_ascii_alphanumeric() || "_-".contains(*c);
        let plain = |text: &str| text.chars().filter(known).collect::<String>();
        let (year, partner) = (plain(&self.jaar), plain(&self.partner));
        format!("/verstrekkingen?na={line}&jaar={year}&partner={partner}")
    }
}

/// The years in which something was shared, the latest first.
async fn years(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Choice>> {
    let this = calendar::day_of(app.clock.now()).year();
    let mut found = Vec::new();
    for year in (this - YEARS + 1..=this).rev() {
        if store::any(tx, actor.tenant, end_of(year - 1), end_of(year)).await? {
            found.push(Choice::new(year.to_string(), year.to_string()));
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
    let years = years(&mut tx, &app, &actor).await?;
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
        disclosures,
        page,
    })
}
