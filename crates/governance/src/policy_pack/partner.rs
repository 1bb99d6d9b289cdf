//! One partner: how it is called and reached, and who made sure of that.

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::clock::{self, DAY};
use platform::forms::{Form, Posted};
use platform::tenants::{self, About, Change, Checked, Sure};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Result};
use policy::{Channel, Edit, Pack, Partner, PartnerId, Reach, Unfit, is_name, is_same_name, phone};

use super::eyes::{self, Waiting, Whose};
use super::{event, finish, print};
use crate::audited;
use crate::named::rang;

/// Lines for numbers and addresses that are empty, for new ones.
const SPARE: usize = 2;
/// More than any partner has.
const MOST: usize = 12;
/// Of a name, a number, hours; in characters.
const LONGEST: usize = 160;
/// Nobody remembers longer than a month whom they rang.
const LONG_AGO: i64 = 31 * DAY;

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

fn seen(partner: &Partner) -> String {
    print(&partner.reach())
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

/// A text that says what a number is, or when it is answered: it is no place for another number, that
/// nobody would ring to check. What stood there already may stay.
fn hides_a_number<'a>(text: &str, before: impl IntoIterator<Item = &'a str>) -> bool {
    before.into_iter().all(|before| before != text) && phone::within(text).is_some()
}

/// One line of the form; `None` when it is empty. A number that is new, otherwise than before, or said to be
/// something else is not confirmed.
fn channel(posted: &Posted, at: usize, before: &Partner, form: &mut Form) -> Option<Channel> {
    let [kind_name, value_name, who_name] =
        ["kind", "value", "answers"].map(|name| format!("{name}-{at}"));
    let [kind, value, who] = [&kind_name, &value_name, &who_name].map(|name| posted.get(name));
    if kind.is_empty() && value.is_empty() && who.is_empty() {
        return None;
    }
    if kind.is_empty() {
        form.fault(&kind_name, "partner-kind");
    }
    let kinds = before.channels.iter().map(|one| one.kind.as_str());
    if hides_a_number(kind, kinds) {
        form.fault(&kind_name, "partner-hidden-number");
    }
    let answering = before.channels.iter().filter_map(Channel::who);
    if hides_a_number(who, answering) {
        form.fault(&who_name, "partner-hidden-number");
    }
    for (name, text) in [(&kind_name, kind), (&value_name, value), (&who_name, who)] {
        if text.chars().count() > LONGEST {
            form.fault(name, "partner-long");
        }
    }
    let value = Some(value).filter(|value| !value.is_empty());
    let known = |channel: &&Channel| channel.known() == value;
    let mut known = before.channels.iter().filter(known);
    let is_new = known.clone().next().is_none();
    let confirmed = value.is_none() || known.any(|old| old.kind == kind && old.confirmed);
    let channel = Channel {
        kind: kind.to_owned(),
        value: value.map(str::to_owned),
        confirmed,
        answers: (!who.is_empty()).then(|| who.to_owned()),
    };
    let is_new = is_new || !before.channels.iter().any(|old| old.kind == kind);
    if let Some(unfit) = channel.fault().filter(|_| is_new) {
        let fault = match unfit {
            Unfit::Phone => "partner-phone",
            Unfit::Mail => "partner-mail",
            Unfit::Scheme => "partner-scheme",
        };
        form.fault(&value_name, fault);
    }
    Some(channel)
}

/// What was typed, with its faults beside the fields.
fn typed(posted: &Posted, pack: &Pack, before: &Partner, form: &mut Form) -> Reach {
    let name = posted.get("name");
    let mut others = pack.partners.iter().filter(|one| one.id != before.id);
    if !is_name(name) {
        form.fault("name", "partner-name");
    } else if others.any(|other| is_same_name(&other.name, name)) {
        form.fault("name", "partner-namesake");
    }
    let channels = (0..MOST).filter_map(|at| channel(posted, at, before, form));
    let channels = channels.collect();
    for (name, before) in [
        ("name", Some(before.name.as_str())),
        ("hours", before.hours.as_deref()),
    ] {
        if hides_a_number(posted.get(name), before) {
            form.fault(name, "partner-hidden-number");
        }
        if posted.get(name).chars().count() > LONGEST {
            form.fault(name, "partner-long");
        }
    }
    let hours = posted.get("hours");
    Reach {
        name: posted.get("name").to_owned(),
        channels,
        hours: (!hours.is_empty()).then(|| hours.to_owned()),
    }
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PartnerId>,
    posted: Posted,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let changing = tenants::change(&mut tx, &app, actor.tenant).await?;
    let pack = changing.pack.clone();
    let partner = pack.partner(&id).ok_or(Error::NotFound)?;
    let mut forms = Forms::of(&app, &page, partner);
    forms.edit = Form::new(&page.texts, "partner").typed(&posted);
    let reach = typed(&posted, &pack, partner, &mut forms.edit);
    if posted.get("seen") != seen(partner) {
        forms.changed = true;
        forms.edit.set("seen", &seen(partner));
        forms.edit.fault("name", "policy-changed");
    } else if forms.edit.is_good() && reach == partner.reach() {
        return Ok(redirect_done(
            &format!("/beleid/partner/{id}"),
            "partner-same",
        ));
    }
    if forms.edit.is_good() {
        let edit = Edit::default().reach(&pack, &id, &reach);
        let event = event(&actor, &audited::POLICY_PARTNER).with("partner", id.to_string());
        let change = Change {
            about: &About::Partner(id.clone()),
            person: actor.user,
            watched: eyes::is_watched(&mut tx, &app, &actor, &page).await?,
        };
        let changed = changing
            .changed(&mut tx, &app, edit, &change, event)
            .await?;
        match finish(tx, &app, &page, changed).await? {
            Ok(()) => {
                return Ok(redirect_done(
                    &format!("/beleid/partner/{id}"),
                    "partner-saved",
                ));
            }
            Err(fault) => forms.edit.fault_text("name", fault),
        }
    } else {
        drop(tx);
    }
    show_with(&app, &actor, page, partner, forms).await
}

/// The day on which somebody rang, if that can be.
fn rang_on(app: &App, posted: &Posted, form: &mut Form) -> i64 {
    let now = app.clock.now();
    let day = clock::start_of(posted.get("day"));
    match day {
        Some(day) if day <= now && day >= now - LONG_AGO => day,
        Some(_) => {
            form.fault("day", "ring-day");
            now
        }
        None => {
            form.fault("day", "ring-no-day");
            now
        }
    }
}

pub async fn confirm(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PartnerId>,
    posted: Posted,
) -> Result<Response> {
    let about = About::Partner(id.clone());
    let mut tx = app.db.begin().await?;
    let changing = tenants::change(&mut tx, &app, actor.tenant).await?;
    let stands = (&changing, &about);
    let waiting = eyes::deciding(&mut tx, &app, &actor, &page, stands).await?;
    let pack = changing.pack.clone();
    let partner = pack.partner(&id).ok_or(Error::NotFound)?;
    let mut forms = Forms::of(&app, &page, partner);
    forms.confirm = Form::new(&page.texts, "ring").typed(&posted);
    let at = rang_on(&app, &posted, &mut forms.confirm);
    if posted.get("sure") != "on" {
        forms.confirm.fault("sure", "ring-sure");
    }
    if posted.get("seen") != seen(partner) {
        forms.changed = true;
        forms.confirm.set("seen", &seen(partner));
        forms.confirm.fault("sure", "ring-changed");
    } else if partner.channels.iter().all(|one| one.known().is_none()) {
        forms.confirm.fault("sure", "ring-nothing");
    } else if waiting.as_ref().is_some_and(|waiting| !waiting.may()) {
        forms.confirm.fault("sure", "ring-own");
    }
    if forms.confirm.is_good() && waiting.as_ref().is_some_and(|waiting| !waiting.ends()) {
        tenants::agreed(&mut tx, &app, actor.tenant, (&about, actor.user)).await?;
        let event = event(&actor, &audited::POLICY_AGREED)
            .with("partner", id.to_string())
            .with("day", clock::day(at));
        tx.commit(&app, event).await?;
        tenants::load(&app).await?;
        let path = format!("/beleid/partner/{id}");
        return Ok(redirect_done(&path, "policy-agreed"));
    }
    if forms.confirm.is_good() {
        let checked = Checked {
            person: actor.user,
            at,
        };
        let event = event(&actor, &audited::POLICY_PARTNER_CONFIRMED)
            .with("partner", id.to_string())
            .with("day", clock::day(at))
            .with("alone", waiting.is_some_and(|waiting| waiting.alone()));
        let changed = changing
            .confirmed(&mut tx, &app, &id, checked, event)
            .await?;
        match finish(tx, &app, &page, changed).await? {
            Ok(()) => return Ok(redirect_done("/beleid", "partner-confirmed")),
            Err(fault) => forms.confirm.fault_text("sure", fault),
        }
    } else {
        drop(tx);
    }
    show_with(&app, &actor, page, partner, forms).await
}
