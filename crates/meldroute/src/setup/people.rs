//! The terms, and the first two people. Their roles count at once: whoever founds the municipality is
//! the root of trust.

use accounts::people;
use askama::Template;
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect};
use platform::{App, Error, Result, Role};
use policy::Pack;
use route::reporters::{self, Founder, Kept};

use super::Link;

/// What is typed here and no secret: it stays for whoever goes back a page.
pub(super) const TYPED: [&str; 6] = [
    "terms",
    "admin-name",
    "admin-email",
    "officer-name",
    "officer-email",
    "suggested",
];

/// What was chosen before.
pub(super) struct Chosen<'a> {
    pub token: String,
    pub text: &'a str,
    pub pack: Pack,
}

#[derive(Template)]
#[template(path = "setup/templates/people.html")]
struct NamePeople {
    page: Page,
    token: String,
    form: Form,
    pack: Pack,
    terms: Vec<(String, String)>,
    /// So many partners nobody rang yet.
    unconfirmed: usize,
    /// A generated passphrase to write down and type over; kept nowhere but in this form, so that it stays
    /// the one that stands on somebody's paper.
    suggestion: String,
}

/// The words that were suggested before, or new ones.
fn suggested(before: &str) -> String {
    let words: Vec<&str> = before.split(' ').collect();
    let is_ours = |word: &&str| vault::phrase::list().contains(word);
    if words.len() == reporters::SUGGESTED_WORDS && words.iter().all(is_ours) {
        before.to_owned()
    } else {
        vault::phrase::generate(reporters::SUGGESTED_WORDS)
    }
}

pub(super) fn show(page: Page, form: Form, chosen: Chosen<'_>) -> Result<Response> {
    html(&NamePeople {
        terms: governance::terms(&page, &chosen.pack),
        unconfirmed: chosen.pack.partners.len(),
        suggestion: suggested(form.value("suggested")),
        token: chosen.token,
        pack: chosen.pack,
        page,
        form,
    })
}

pub(super) async fn set_up(
    app: &App,
    link: &Link,
    page: Page,
    mut form: Form,
    posted: &Posted,
    chosen: Chosen<'_>,
) -> Result<Response> {
    check(posted, &chosen.pack.municipality.name, &mut form);
    if !form.is_good() {
        return show(page, form, chosen);
    }
    let in_use = link.take(&chosen.token).ok_or(Error::NotFound)?;
    let kept = found(app, chosen.text, posted).await?;
    in_use.founded();
    // The link is used: this page is not in the history of the browser any more than the key is.
    let mut response = redirect("/ingericht");
    kept.put(app, &mut response, &[]);
    Ok(response)
}

/// Founds the municipality with its first two people.
async fn found(app: &App, text: &str, posted: &Posted) -> Result<Kept> {
    let admin = Founder {
        name: posted.get("admin-name"),
        email: posted.get("admin-email"),
        roles: &[Role::Admin],
        passphrase: None,
    };
    let officer = Founder {
        name: posted.get("officer-name"),
        email: posted.get("officer-email"),
        roles: &[Role::Officer, Role::Employee],
        passphrase: posted.find("officer-passphrase"),
    };
    let founded = reporters::found(app, text, &[admin, officer]).await?;
    let links = founded.links.into_iter();
    let links = links.map(|(name, path)| (name, format!("{}{path}", app.base_url)));
    let name = app.tenants.get(founded.tenant)?.name;
    Ok(Kept::new(app, &name, &founded.recovery, links.collect()))
}

/// Faults, in the order of the fields.
fn check(posted: &Posted, municipality: &str, form: &mut Form) {
    if posted.get("terms") != "on" {
        form.fault("terms", "setup-terms");
    }
    for who in ["admin", "officer"] {
        let (name, email) = (format!("{who}-name"), format!("{who}-email"));
        if !posted.has(&name) {
            form.fault(&name, &format!("setup-{name}"));
        }
        if !people::acts::is_address(posted.get(&email)) {
            form.fault(&email, &format!("setup-{email}"));
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
}
