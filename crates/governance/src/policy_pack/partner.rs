//! One partner: how it is called and reached, and who made sure of that.

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::clock;
use platform::forms::{Form, Posted};
use platform::tenants::{self, About, Sure};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Result};
use policy::{Pack, Partner, PartnerId};

use super::acts::{self, Done};
use super::eyes::{self, Waiting, Whose};
use super::reach::{MOST, Rang, Typed, seen};
use crate::named::rang;

/// Lines for numbers and addresses that are empty, for new ones.
const SPARE: usize = 2;

#[derive(Template)]
#[template(path = "policy_pack/templates/partner.html")]
struct PartnerPage<'a> {
    page: Page,
    pack: &'a Pack,
    partner: &'a Partner,
    sure: Sure,
    /// Who rang, and when.
    checked: Option<(String, String)>,
    /// A change that nobody else has looked at.
    waiting: Option<Waiting>,
    edit: Form,
    confirm: Form,
    /// Numbers of the lines of the form.
    lines: Vec<usize>,
    /// Something is wrong with what was typed: the form is in sight.
    open: bool,
    /// What a colleague made of it meanwhile stands above.
    changed: bool,
}

impl PartnerPage<'_> {
    /// Whoever changed the numbers does not confirm them, as long as somebody else can.
    fn may_confirm(&self) -> bool {
        self.waiting.as_ref().is_none_or(Waiting::may)
    }
}

struct Forms {
    edit: Form,
    confirm: Form,
    changed: bool,
}

impl Forms {
    fn of(app: &App, page: &Page, partner: &Partner) -> Self {
        let mut edit = Form::new(&page.texts, "partner")
            .with("seen", seen(partner))
            .with("name", &partner.name)
            .with("hours", partner.hours.as_deref().unwrap_or(""));
        for (at, channel) in partner.channels.iter().enumerate() {
            edit.set(&format!("kind-{at}"), &channel.kind);
            edit.set(&format!("value-{at}"), channel.known().unwrap_or(""));
            edit.set(&format!("answers-{at}"), channel.who().unwrap_or(""));
        }
        let confirm = Form::new(&page.texts, "ring")
            .with("seen", seen(partner))
            .with("day", clock::day(app.clock.now()));
        Self {
            edit,
            confirm,
            changed: false,
        }
    }
}

async fn show_with(
    app: &App,
    actor: &Actor,
    page: Page,
    partner: &Partner,
    forms: Forms,
) -> Result<Response> {
    // Another program may have changed it since the request began.
    tenants::catch_up(app).await?;
    let municipality = app.tenants.get(actor.tenant)?;
    let mut tx = app.db.read().await?;
    let names = people::remembered(&mut tx, app, municipality.tenant).await?;
    let checked = municipality.checked(partner.id.get_ref());
    let checked = checked.map(|checked| rang(&page, &names, checked));
    let about = About::Partner(partner.id.get_ref().clone());
    let waiting = eyes::waiting(&mut tx, app, actor, &page, &about).await?;
    drop(tx);
    html(&PartnerPage {
        waiting,
        sure: municipality.sure_of(partner, app.clock.now()),
        checked,
        lines: (0..(partner.channels.len() + SPARE).min(MOST)).collect(),
        open: !forms.edit.is_good(),
        edit: forms.edit,
        confirm: forms.confirm,
        changed: forms.changed,
        pack: &municipality.pack,
        partner,
        page,
    })
}

pub async fn show(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PartnerId>,
) -> Result<Response> {
    let municipality = app.tenants.get(actor.tenant)?;
    let partner = municipality.pack.partner(&id).ok_or(Error::NotFound)?;
    let forms = Forms::of(&app, &page, partner);
    show_with(&app, &actor, page, partner, forms).await
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PartnerId>,
    posted: Posted,
) -> Result<Response> {
    let typed = Typed::of(&posted);
    let path = format!("/beleid/partner/{id}");
    let refusal = match acts::change_partner(&app, &actor, &id, &typed).await {
        Ok(Done::Same) => return Ok(redirect_done(&path, "partner-same")),
        Ok(_) => return Ok(redirect_done(&path, "partner-saved")),
        Err(refusal) => refusal,
    };
    let mut edit = Form::new(&page.texts, "partner").typed(&posted);
    let changed = refusal.beside(&page, &mut edit)?;
    show_again(&app, &actor, page, &id, (changed, edit, true)).await
}

/// A form that was refused, beside the other one as it is.
async fn show_again(
    app: &App,
    actor: &Actor,
    page: Page,
    id: &PartnerId,
    (changed, mut form, edits): (bool, Form, bool),
) -> Result<Response> {
    tenants::catch_up(app).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let partner = pack.partner(id).ok_or(Error::NotFound)?;
    let mut forms = Forms::of(app, &page, partner);
    forms.changed = changed;
    if changed {
        form.set("seen", &seen(partner));
    }
    if edits {
        forms.edit = form;
    } else {
        forms.confirm = form;
    }
    show_with(app, actor, page, partner, forms).await
}

pub async fn confirm(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PartnerId>,
    posted: Posted,
) -> Result<Response> {
    let rang = Rang::of(&posted);
    let refusal = match acts::confirm_partner(&app, &actor, &id, &rang).await {
        Ok(Done::Agreed) => {
            let path = format!("/beleid/partner/{id}");
            return Ok(redirect_done(&path, "policy-agreed"));
        }
        Ok(_) => return Ok(redirect_done("/beleid", "partner-confirmed")),
        Err(refusal) => refusal,
    };
    let mut form = Form::new(&page.texts, "ring").typed(&posted);
    let changed = refusal.beside(&page, &mut form)?;
    show_again(&app, &actor, page, &id, (changed, form, false)).await
}
