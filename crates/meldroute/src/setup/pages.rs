//! The setup pages: choose the policy, confirm the terms, name the first two people, keep the key.

use std::sync::Arc;

use accounts::people::{self, NewPerson};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::tenants;
use platform::web::{Page, html};
use platform::{App, Error, Result, Role, clock};
use policy::Pack;
use route::reporters::{self, OwnKey};
use vault::VaultKey;

use super::{Link, PACKS};

#[derive(Template)]
#[template(path = "setup/templates/policy.html")]
struct ChoosePolicy {
    page: Page,
    token: String,
    form: Form,
    packs: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "setup/templates/people.html")]
struct NamePeople {
    page: Page,
    token: String,
    form: Form,
    pack: Pack,
    terms: Vec<(String, String)>,
    /// A generated passphrase to write down and type over; kept nowhere.
    suggestion: String,
}

#[derive(Template)]
#[template(path = "setup/templates/done.html")]
struct Done {
    page: Page,
    municipality: String,
    code: String,
    pdf: String,
    links: Vec<(String, String)>,
}

/// The chosen pack's text.
fn text_of<'a>(link: &'a Link, posted: &'a Posted) -> &'a str {
    match posted.get("pack") {
        "own" => posted.find("text").unwrap_or(""),
        "offered" => link.offered.as_deref().unwrap_or(""),
        id => PACKS
            .iter()
            .find(|(name, _)| *name == id)
            .map_or("", |(_, text)| text),
    }
}

fn show_policy(link: &Link, page: Page, token: String, form: Form) -> Result<Response> {
    let mut packs = Vec::new();
    if link.offered.is_some() {
        packs.push(Choice::new("offered", page.text("setup-pack-offered")));
    }
    packs.extend(
        PACKS
            .iter()
            .map(|(id, _)| Choice::new(*id, page.text(&format!("setup-pack-{id}")))),
    );
    packs.push(Choice::new("own", page.text("setup-pack-own")));
    html(&ChoosePolicy {
        page,
        token,
        form,
        packs,
    })
}

fn show_people(page: Page, token: String, form: Form, pack: Pack) -> Result<Response> {
    let (due, keep) = (&pack.deadlines, &pack.retention);
    let terms = [
        ("assessment", due.assessment_days),
        ("referral", due.referral_days),
        ("feedback", due.feedback_days),
        ("urgent-feedback", due.urgent_feedback_days),
        ("tell", due.tell_reporter_days),
        ("no-follow-up", keep.no_follow_up_days),
        ("closed", keep.closed_dossier_days),
        ("identity", keep.reporter_identity_days),
        ("draft", keep.draft_days),
        ("audit", keep.audit_days),
    ];
    let urgent = [
        ("urgent", due.urgent_assessment_hours),
        ("urgent-referral", due.urgent_referral_hours),
    ];
    let line = |(key, number): (&str, u16), unit: &str| {
        let count = page.with(unit, &[("count", number.to_string())]);
        (page.text(&format!("setup-term-{key}")), count)
    };
    let terms = urgent
        .into_iter()
        .map(|term| line(term, "setup-hours"))
        .chain(terms.into_iter().map(|term| line(term, "setup-days")))
        .collect();
    let suggestion = vault::phrase::generate(reporters::SUGGESTED_WORDS);
    html(&NamePeople {
        page,
        token,
        form,
        pack,
        terms,
        suggestion,
    })
}

pub async fn start(
    Extension(link): Extension<Arc<Link>>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    if !link.fits(&token) {
        return Err(Error::NotFound);
    }
    let first = if link.offered.is_some() {
        "offered"
    } else {
        "montfoort"
    };
    let form = Form::new(&page.texts, "setup").with("pack", first);
    show_policy(&link, page, token, form)
}

pub async fn set_up(
    State(app): State<App>,
    Extension(link): Extension<Arc<Link>>,
    page: Page,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response> {
    if !link.fits(&token) {
        return Err(Error::NotFound);
    }
    let mut form = Form::new(&page.texts, "setup").typed(&posted);
    let text = text_of(&link, &posted).replace('\r', "");
    let pack = match Pack::parse(&text) {
        Ok(pack) => pack,
        Err(faults) => {
            form.fault_text("text", faults.to_string());
            return show_policy(&link, page, token, form);
        }
    };
    if app
        .tenants
        .all()
        .iter()
        .any(|known| known.pack.municipality.code.get_ref() == pack.municipality.code.get_ref())
    {
        form.fault("pack", "setup-known");
        return show_policy(&link, page, token, form);
    }
    if posted.get("step") != "people" {
        return show_people(page, token, form, pack);
    }
    check(&posted, &pack.municipality.name, &mut form);
    if !form.is_good() {
        return show_people(page, token, form, pack);
    }
    let in_use = link.take(&token).ok_or(Error::NotFound)?;
    let founded = found(&app, &text, &posted).await?;
    in_use.founded();
    let pdf = reporters::recovery_pdf(
        &founded.municipality,
        &founded.code,
        &clock::day(app.clock.now()),
    )
    .await?;
    let Founded {
        municipality,
        code,
        links,
    } = founded;
    html(&Done {
        page,
        municipality,
        code,
        pdf,
        links,
    })
}

struct Founded {
    municipality: String,
    code: String,
    links: Vec<(String, String)>,
}

/// Founds the municipality with its first two people, whose roles count at once: whoever founds it
/// is the root of trust. Somebody with an account of another municipality says yes first, and
/// confirms the role with the recovery key.
async fn found(app: &App, text: &str, posted: &Posted) -> Result<Founded> {
    let vault = VaultKey::first();
    let passphrase = posted.find("officer-passphrase").unwrap_or("");
    let own = OwnKey::make(app, passphrase).await?;
    let mut tx = app.db.begin().await?;
    let (tenant, event) = tenants::found(&mut tx, app, text, vault.public()).await?;
    let mut links = Vec::new();
    for (who, roles) in [
        ("admin", vec![Role::Admin]),
        ("officer", vec![Role::Officer, Role::Employee]),
    ] {
        let (name, email) = (
            posted.get(&format!("{who}-name")),
            posted.get(&format!("{who}-email")),
        );
        let id = if let Some(id) = people::by_email(&mut tx, app, email).await? {
            people::offer_roles(&mut tx, app, id, tenant, &roles).await?;
            id
        } else {
            let id = people::create(&mut tx, app, NewPerson { name, email }, tenant).await?;
            people::grant_roles(&mut tx, app, id, tenant, &roles).await?;
            let token = people::invite(&mut tx, app, id, tenant, None).await?;
            links.push((
                name.to_owned(),
                format!("{}/uitnodiging/{token}", app.base_url),
            ));
            id
        };
        if who == "officer" {
            reporters::enrol(&mut tx, app, tenant, id, &own, Some(&vault)).await?;
        }
    }
    let code = reporters::new_recovery(&mut tx, app, tenant, &vault)
        .await?
        .to_text();
    let confirmed: Event = event.with("terms", "confirmed");
    tx.commit(app, confirmed).await?;
    tenants::load(app).await?;
    Ok(Founded {
        municipality: app.tenants.get(tenant)?.name,
        code,
        links,
    })
}

fn check(posted: &Posted, municipality: &str, form: &mut Form) {
    for who in ["admin", "officer"] {
        let (name, email) = (format!("{who}-name"), format!("{who}-email"));
        if !posted.has(&name) {
            form.fault(&name, "required");
        }
        if !posted.get(&email).contains('@') || posted.get(&email).contains(char::is_whitespace) {
            form.fault(&email, "email");
        }
    }
    if posted.has("admin-email")
        && posted
            .get("admin-email")
            .eq_ignore_ascii_case(posted.get("officer-email"))
    {
        form.fault("officer-email", "setup-same-person");
    }
    let passphrase = posted.find("officer-passphrase").unwrap_or("");
    let about = [
        posted.get("officer-name"),
        posted.get("officer-email"),
        municipality,
    ];
    if let Some(fault) = people::passphrase_fault(passphrase, &about) {
        form.fault("officer-passphrase", fault);
    }
    if posted.get("terms") != "on" {
        form.fault("terms", "setup-terms");
    }
}
