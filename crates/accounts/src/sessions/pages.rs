//! Signing in and out.

use std::net::SocketAddr;

use askama::Template;
use axum::Extension;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::throttle::Rule;
use platform::web::{
    Page, after_sign_in, back_to, client_address, cookie, html, redirect, set_cookie, set_language,
};
use platform::{Actor, App, Error, Result, Tenant};
use serde::Deserialize;
use vault::{Key, Salt};

use super::acts;
use super::cookie::{COOKIE, Content};
use super::device::{self, Device};
use super::layer::put;
use crate::people::{self, Account};

#[derive(Template)]
#[template(path = "sessions/templates/sign_in.html")]
struct SignIn {
    page: Page,
    form: Form,
    held: bool,
    /// Whose program it is.
    municipalities: String,
}

/// The municipalities that work here, as people list them.
fn municipalities(app: &App) -> String {
    let names = app.tenants.all().into_iter();
    names.map(|one| one.name).collect::<Vec<_>>().join(", ")
}

#[derive(Deserialize)]
pub struct Destination {
    #[serde(default)]
    naar: String,
    #[serde(default)]
    bewaard: String,
}

pub async fn sign_in(
    State(app): State<App>,
    page: Page,
    Query(to): Query<Destination>,
) -> Result<Response> {
    let held = !to.bewaard.is_empty();
    let form = Form::new(&page.texts, "sign-in")
        .with("to", if held { back_to(&to.naar) } else { to.naar });
    html(&SignIn {
        municipalities: municipalities(&app),
        page,
        form,
        held,
    })
}

/// The form with what is wrong.
fn again(app: &App, page: Page, form: Form) -> Result<Response> {
    html(&SignIn {
        municipalities: municipalities(app),
        page,
        form,
        held: false,
    })
}

/// Only a path of this site: nobody is sent elsewhere after signing in.
fn safe_destination(path: &str) -> &str {
    platform::web::own_path(path).unwrap_or("/")
}

/// Strangers who guess at one account.
const STRANGERS: Rule = Rule::guessing("sign in");
/// The same account from a browser that it was used in before.
const OWN_BROWSER: Rule = Rule::guessing("sign in, own browser");
/// One computer that guesses at many accounts: a hundred failures in a quarter of an hour. It says
/// nothing to accounts that nobody guessed at.
const COMPUTER: Rule = Rule::budget("sign in, computer", 100);

/// How a try ended.
enum Proof {
    /// Password and, where needed, code are right.
    Good {
        account: Box<Account>,
        secret: Key,
        coded: bool,
    },
    Wrong,
}

pub async fn signed_in(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
    connection: Option<Extension<ConnectInfo<SocketAddr>>>,
    earlier: Option<Extension<Content>>,
    posted: Posted,
) -> Result<Response> {
    let mut extensions = axum::http::Extensions::new();
    if let Some(Extension(info)) = connection {
        extensions.insert(info);
    }
    let address = client_address(&app, &headers, &extensions).to_string();
    let device = Device::open(&app, cookie(&headers, device::COOKIE));
    let mut form = Form::new(&page.texts, "sign-in")
        .with("email", posted.get("email"))
        .with("to", posted.get("to"));
    // Said before anybody is looked up: it tells nothing of who has an account.
    for (field, fault) in [
        ("email", "sign-in-no-email"),
        ("password", "sign-in-no-password"),
    ] {
        if !posted.has(field) {
            form.fault(field, fault);
        }
    }
    if !form.is_good() {
        return again(&app, page, form);
    }
    let (account, secret, coded) = match prove(&app, &address, &device, &posted).await? {
        Proof::Good {
            account,
            secret,
            coded,
        } => (account, secret, coded),
        Proof::Wrong => {
            form.fault("email", "sign-in");
            return again(&app, page, form);
        }
    };
    let now = app.clock.now();
    // What somebody else left open in this browser ends.
    if let Some(Extension(earlier)) = earlier {
        acts::end(&app, &earlier.fingerprint(), now).await?;
    }
    let to = after_sign_in(&app, &secret, safe_destination(posted.get("to"))).await?;
    let to = redirect(&to);
    begin(&app, &account, secret, coded, device, to).await
}

/// Gives somebody who proved who they are a session, with the answer that leads on.
pub(super) async fn begin(
    app: &App,
    account: &Account,
    secret: Key,
    coded: bool,
    device: Device,
    mut response: Response,
) -> Result<Response> {
    let mut tenants = account
        .memberships
        .iter()
        .filter(|one| !one.roles.is_empty() || !one.asked.is_empty());
    let first = tenants.next().or(account.memberships.first());
    // Somebody changed what they may do: they come in without a role, and are told why.
    let home = (!account.is_whole).then_some(account.person.home);
    let tenant = first.map(|one| one.tenant).or(home);
    let tenant = tenant.ok_or(Error::Forbidden)?;
    acts::record_opening(app, account).await?;
    let content = Content::new(
        account.person.id,
        tenant,
        account.person.epoch,
        secret,
        coded,
        app.clock.now(),
    );
    put(app, &mut response, &content);
    let known = device.with(app, account.person.id);
    set_cookie(
        &mut response,
        device::COOKIE,
        &known,
        Some(device::SECONDS),
        "Lax",
    );
    Ok(response)
}

/// Is it them? Takes as long when there is no such account. Every try is counted before it is made.
async fn prove(app: &App, address: &str, device: &Device, posted: &Posted) -> Result<Proof> {
    let (email, now) = (posted.get("email").to_lowercase(), app.clock.now());
    let account = people::account(&mut app.db.read().await?, app, &email).await?;
    let known = account
        .as_ref()
        .and_then(|account| device.knows(account.person.id));
    let guessed_at = app.throttle.count(&STRANGERS, email.as_bytes(), now) > 0;
    let computer = app.throttle.reserve(&COMPUTER, address.as_bytes(), now);
    let computer = match computer {
        // Whether there is such an account makes no difference: that would tell who works here.
        Err(wait) if known.is_none() && guessed_at => return Err(wait),
        computer => computer,
    };
    let tried = match known {
        Some(browser) => app.throttle.reserve(&OWN_BROWSER, &browser, now)?,
        None => app.throttle.reserve(&STRANGERS, email.as_bytes(), now)?,
    };
    let password = posted.find("password").unwrap_or_default();
    let Some(account) = account else {
        app.stretching
            .password(&app.keys, password, Salt::default())
            .await?;
        return Ok(Proof::Wrong);
    };
    let Some(secret) = account.person.open(app, password).await? else {
        return Ok(Proof::Wrong);
    };
    let coded = account.needs_code();
    let good = !coded || acts::code_fits(app, &account, posted.get("code"), now).await?;
    tried.forgive();
    if let Ok(computer) = computer {
        computer.undo();
    }
    Ok(if good {
        Proof::Good {
            account: Box::new(account),
            secret,
            coded,
        }
    } else {
        Proof::Wrong
    })
}

pub async fn sign_out(State(app): State<App>, actor: Actor) -> Result<Response> {
    acts::end(&app, &actor.session, app.clock.now()).await?;
    let mut response = redirect("/inloggen");
    set_cookie(&mut response, COOKIE, "", Some(0), "Lax");
    Ok(response)
}

pub async fn switch(
    State(app): State<App>,
    actor: Actor,
    Extension(content): Extension<Content>,
    posted: Posted,
) -> Result<Response> {
    let wanted = posted
        .get("tenant")
        .parse()
        .map(Tenant)
        .map_err(|_| Error::BadRequest("tenant"))?;
    if wanted != actor.tenant && !actor.elsewhere.iter().any(|there| there.tenant == wanted) {
        return Err(Error::NotFound);
    }
    let mut response = redirect(safe_destination(posted.get("to")));
    put(
        &app,
        &mut response,
        &Content {
            tenant: wanted,
            used: app.clock.now(),
            ..content
        },
    );
    Ok(response)
}

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    terug: String,
}

pub async fn language(Path(lang): Path<String>, Query(back): Query<Back>) -> Result<Response> {
    let mut response = redirect(safe_destination(&back.terug));
    set_language(&mut response, &lang);
    Ok(response)
}
