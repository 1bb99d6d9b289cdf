//! Who is who, on one page that can be printed.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use platform::forms::{Form, Posted};
use platform::web::{Page, Words, html, redirect_done};
use platform::{Actor, App, Ended, Result, Role, calendar, clock};
use policy::{FormInUse, Pack, Partner, Rule, Weight};

use super::acts::{self, Typed};
use super::store::{self, Officer};

#[derive(Template)]
#[template(path = "who/templates/who.html")]
struct WhoIsWho {
    page: Page,
    officers: Vec<Officer>,
    /// The day that it is.
    now: Date,
    /// For an officer: what they say of themselves.
    own: Option<Form>,
    pack: Arc<Pack>,
    today: String,
}

impl WhoIsWho {
    /// As it is dialled.
    fn dialled(number: &str) -> String {
        store::dialled(number)
    }

    /// Until when somebody is away, in words.
    fn away(&self, officer: &Officer) -> Option<String> {
        let until = officer.away(self.now)?;
        Some(clock::date_of(until, self.page.texts.lang))
    }

    /// Every partner once: those that the policy names for some forms of exploitation, those that it names
    /// for any, and the others; the strongest advice first.
    fn partners(&self) -> [(&'static str, Vec<Listed<'_>>); 3] {
        let all = self
            .pack
            .partners
            .iter()
            .map(|partner| self.listed(partner));
        let (mut named, others): (Vec<_>, Vec<_>) = all.partition(|one| one.weight.is_some());
        named.sort_by_key(|one| one.weight);
        let (any, some): (Vec<_>, Vec<_>) = named.into_iter().partition(|one| one.forms.is_empty());
        [("who-some", some), ("who-any", any), ("who-others", others)]
    }

    fn listed<'a>(&'a self, partner: &'a Partner) -> Listed<'a> {
        let is_of = |rule: &&Rule| rule.partner.get_ref() == partner.id.get_ref();
        let rules: Vec<&Rule> = self.pack.routing.iter().filter(is_of).collect();
        let names = |form: &&FormInUse| {
            let id = form.id.get_ref();
            rules.iter().any(|rule| rule.when.forms.contains(id))
        };
        let forms = self.pack.forms_on(&self.today).filter(names);
        Listed {
            partner,
            weight: rules.iter().map(|rule| rule.weight).min(),
            forms: forms.map(|form| self.page.label(&form.name)).collect(),
        }
    }
}

/// A partner, and what the policy names it for.
struct Listed<'a> {
    partner: &'a Partner,
    /// How strongly; not at all, if it is called only when somebody thinks of it.
    weight: Option<Weight>,
    /// Of the forms of exploitation in use; none when it is named for any.
    forms: Vec<Words>,
}

async fn page_of(app: &App, actor: &Actor, page: Page, typed: Option<Form>) -> Result<Response> {
    let today = calendar::day_of(app.clock.now());
    let mut tx = app.db.read().await?;
    let officers = store::officers(&mut tx, app, actor.tenant).await?;
    let own = if actor.is(Role::Officer) {
        let reach = store::of(&mut tx, app, actor.tenant, actor.user).await?;
        let known = Form::new(&page.texts, "reach")
            .with("team", reach.team)
            .with("phone", reach.phone)
            .with("present", reach.present);
        // One that is over is not said again.
        let away = reach.away.filter(|away| away.until >= today);
        let known = match away {
            Some(away) => known
                .with("away-from", away.from.to_string())
                .with("away-until", away.until.to_string()),
            None => known,
        };
        Some(typed.unwrap_or(known))
    } else {
        None
    };
    drop(tx);
    html(&WhoIsWho {
        page,
        officers,
        now: today,
        own,
        pack: app.tenants.get(actor.tenant)?.pack,
        today: clock::day(app.clock.now()),
    })
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    page_of(&app, &actor, page, None).await
}

pub async fn change(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let typed = Typed {
        team: posted.get("team"),
        phone: posted.get("phone"),
        present: posted.get("present"),
        away_from: posted.get("away-from"),
        away_until: posted.get("away-until"),
    };
    let Err(refusal) = acts::say(&app, &actor, &typed).await else {
        return Ok(redirect_done("/wie-is-wie", "reach"));
    };
    let mut form = Form::new(&page.texts, "reach").typed(&posted);
    refusal.beside(&mut form)?;
    Ok(page_of(&app, &actor, page, Some(form)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_as_its_digits() {
        assert_eq!(WhoIsWho::dialled("+31 (348) 12-34"), "+313481234");
    }
}
