//! Who is who, on one page that can be printed.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result, Role, clock};
use policy::{FormInUse, Pack, Partner, phone};

use super::store::{self, Officer, Reach};

#[derive(Template)]
#[template(path = "who/templates/who.html")]
struct WhoIsWho {
    page: Page,
    officers: Vec<Officer>,
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

    fn forms(&self) -> Vec<&FormInUse> {
        self.pack.forms_on(&self.today).collect()
    }

    /// Partners that the policy names for this form, the strongest advice first; without a form, those
    /// that it names for any.
    fn partners(&self, form: Option<&FormInUse>) -> Vec<&Partner> {
        let mut rules: Vec<_> = self.pack.routing.iter().collect();
        rules.sort_by_key(|rule| rule.weight);
        let mut partners: Vec<&Partner> = Vec::new();
        for rule in rules {
            let fits = match form {
                Some(form) => rule.when.forms.contains(form.id.get_ref()),
                None => rule.when.forms.is_empty(),
            };
            let partner = self.pack.partner(rule.partner.get_ref());
            let is_new = |one: &&Partner| partners.iter().all(|known| known.id != one.id);
            partners.extend(partner.filter(|_| fits).filter(is_new));
        }
        partners
    }
}

async fn page_of(app: &App, actor: &Actor, page: Page, typed: Option<Form>) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let officers = store::officers(&mut tx, app, actor.tenant).await?;
    let own = if actor.is(Role::Officer) {
        let reach = store::of(&mut tx, app, actor.tenant, actor.user).await?;
        let known = Form::new(&page.texts, "reach")
            .with("team", reach.team)
            .with("phone", reach.phone)
            .with("present", reach.present);
        Some(typed.unwrap_or(known))
    } else {
        None
    };
    drop(tx);
    html(&WhoIsWho {
        page,
        officers,
        own,
        pack: app.tenants.get(actor.tenant)?.pack,
        today: clock::day(app.clock.now()),
    })
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    page_of(&app, &actor, page, None).await
}

/// So much stands on one line of the page.
const LONGEST: usize = 120;

pub async fn change(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let said = |name: &str| posted.get(name).trim().to_owned();
    let reach = Reach {
        team: said("team"),
        phone: said("phone"),
        present: said("present"),
    };
    let mut form = Form::new(&page.texts, "reach").typed(&posted);
    if !reach.phone.is_empty() && phone::dialled(&reach.phone).is_none() {
        form.fault("phone", "reach-phone");
    }
    for (name, text) in [("team", &reach.team), ("present", &reach.present)] {
        if text.chars().count() > LONGEST {
            form.fault(name, "reach-long");
        }
    }
    if !form.is_good() {
        return page_of(&app, &actor, page, Some(form)).await;
    }
    store::say(&app, &actor, &reach).await?;
    Ok(redirect_done("/wie-is-wie", "reach"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_as_its_digits() {
        assert_eq!(WhoIsWho::dialled("+31 (348) 12-34"), "+313481234");
    }
}
