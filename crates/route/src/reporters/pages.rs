//! Opening the vault, and keeping it openable.

use accounts::people;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use platform::db::Reader;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect, redirect_done};
use platform::{Actor, App, PersonId, Result, Role};
use serde::Deserialize;
use vault::RecoveryCode;

use super::acts::{self, Next};
use super::copies::{self, Access};
use super::identity::is_open;
use super::kept;
use super::renewal;
use super::returning::{self, Asking};
use super::status::back;
use crate::refusal::{Ended, Refusal};

/// A deputy who chose a passphrase and waits for access.
pub struct Deputy {
    person: PersonId,
    name: String,
    /// Their key's fingerprint, which they see on their own screen.
    words: String,
}

/// Words of a suggested passphrase: 66 bits.
pub const SUGGESTED_WORDS: usize = 6;

#[derive(Template)]
#[template(path = "reporters/templates/vault.html")]
struct Vault {
    page: Page,
    access: Access,
    /// The fingerprint of the own key, to read aloud.
    words: String,
    open: bool,
    waiting: Vec<Deputy>,
    asking: Vec<Asking>,
    form: Form,
    /// A generated passphrase to write down and type over; kept nowhere, and the same after a
    /// fault.
    suggestion: String,
    /// The number of the recovery key: a form sent again makes no other one.
    recovery_number: i64,
    /// So many names still lie under the key before.
    to_renew: usize,
    /// So many do for good: their rows are damaged.
    damaged: usize,
}

/// Officers who chose a passphrase and wait for access.
pub async fn deputies(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Deputy>> {
    let mut waiting = Vec::new();
    for officer in people::with_role(tx, app, actor.tenant, Role::Officer).await? {
        if officer.id == actor.user {
            continue;
        }
        let (theirs, words) = match copies::access_of(tx, app, actor.tenant, officer.id).await {
            // Their copy is damaged: they see so themselves, and nobody can give them another.
            Err(error) if error.is_damage() => continue,
            known => known?,
        };
        if theirs == Access::Waiting {
            waiting.push(Deputy {
                person: officer.id,
                name: officer.name,
                words: words.unwrap_or_default(),
            });
        }
    }
    Ok(waiting)
}

async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    fault: Option<(PersonId, Refusal)>,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let (access, words) = copies::access_of(&mut tx, app, actor.tenant, actor.user).await?;
    let waiting = deputies(&mut tx, app, actor).await?;
    let mut asking = returning::waiting(&mut tx, app, actor, &page).await?;
    if let Some((person, refused)) = fault {
        // Somebody else answered since: there is nothing to tell it beside.
        match asking.iter_mut().find(|one| one.person == person) {
            Some(one) => refused.beside(&mut one.form)?,
            None => refused.beside(&mut Form::new(&page.texts, "returning"))?,
        }
    }
    let (open, words) = (is_open(app, actor), words.unwrap_or_default());
    let suggestion = match form.value("suggestion") {
        "" => vault::phrase::generate(SUGGESTED_WORDS),
        shown => shown.to_owned(),
    };
    let recovery_number = copies::recovery_number(&mut tx, app, actor.tenant).await?;
    let left = usize::try_from(renewal::left(&mut tx, app, actor.tenant).await?).unwrap_or(0);
    let damaged = renewal::damaged(app, actor.tenant).min(left);
    Ok(html(&Vault {
        page,
        access,
        words,
        open,
        waiting,
        asking,
        form,
        suggestion,
        recovery_number,
        to_renew: left - damaged,
        damaged,
    })?)
}

/// The page, with a fault beside the question about one person.
pub(super) async fn show_with_fault(
    app: &App,
    actor: &Actor,
    page: Page,
    person: PersonId,
    refused: Refusal,
) -> Ended<Response> {
    let form = Form::new(&page.texts, "vault");
    show(app, actor, page, form, Some((person, refused))).await
}

fn secret<'a>(posted: &'a Posted, name: &str) -> &'a str {
    posted.find(name).unwrap_or("")
}

/// Where somebody was.
#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    terug: String,
}

pub async fn vault(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    headers: HeaderMap,
    Query(from): Query<From>,
) -> Ended<Response> {
    if kept::waits(&app, &actor, &headers) {
        return Ok(redirect(kept::PATH));
    }
    let form = Form::new(&page.texts, "vault").with("to", from.terug);
    show(&app, &actor, page, form, None).await
}

/// For a form that needs the vault and has a field `passphrase` for when it is closed.
///
/// # Errors
/// What is wrong with the passphrase.
pub async fn open_along(app: &App, actor: &Actor, posted: &Posted) -> Ended {
    acts::open_along(app, actor, secret(posted, "passphrase")).await
}

pub async fn open(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    match acts::open(&app, &actor, secret(&posted, "passphrase")).await {
        Ok(()) => Ok(redirect_done(&back(&app, posted.get("to")), "vault-open")),
        Err(refused) => {
            let form = Form::new(&page.texts, "vault").with("to", posted.get("to"));
            again(&app, &actor, page, form, refused).await
        }
    }
}

/// Whoever came from another page goes on there.
pub async fn close(State(app): State<App>, actor: Actor, posted: Posted) -> Result<Response> {
    app.opened.close(&actor.session);
    let to = match posted.get("to") {
        "" => "/kluis".to_owned(),
        to => back(&app, to),
    };
    Ok(redirect_done(&to, "vault-closed"))
}

/// The page with what is wrong beside the fields of its form.
async fn again(
    app: &App,
    actor: &Actor,
    page: Page,
    mut form: Form,
    refused: Refusal,
) -> Ended<Response> {
    refused.beside(&mut form)?;
    show(app, actor, page, form, None).await
}

/// The form after a fault: the same six words.
fn same_words(page: &Page, posted: &Posted) -> Form {
    Form::new(&page.texts, "vault").with("suggestion", secret(posted, "suggestion"))
}

pub async fn passphrase(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    match acts::choose_passphrase(&app, &actor, secret(&posted, "new-passphrase")).await {
        Ok(()) => Ok(redirect_done("/kluis", "passphrase")),
        Err(refused) => {
            let form = same_words(&page, &posted);
            again(&app, &actor, page, form, refused).await
        }
    }
}

/// Gives a deputy access.
pub async fn grant(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(person): Path<PersonId>,
    posted: Posted,
) -> Ended<Response> {
    let (words, heard) = (posted.get("words"), posted.get("heard") == "on");
    match acts::grant(&app, &actor, person, words, heard).await {
        Ok(()) => Ok(redirect_done("/kluis", "granted")),
        Err(refused) => {
            let form = Form::new(&page.texts, "vault");
            again(&app, &actor, page, form, refused).await
        }
    }
}

pub async fn recover(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let (code, new) = (
        secret(&posted, "recovery"),
        secret(&posted, "new-passphrase"),
    );
    match acts::recover(&app, &actor, code, new).await {
        Ok(()) => Ok(redirect_done("/kluis", "recovered")),
        Err(refused) => {
            let form = same_words(&page, &posted).with("recovery", code);
            again(&app, &actor, page, form, refused).await
        }
    }
}

/// What somebody says who makes another recovery key: `sure` is the box to tick.
fn next(posted: &Posted, sure: &str) -> Next {
    Next {
        sure: posted.get(sure) == "on",
        number: posted.get("number").parse().ok(),
    }
}

/// The recovery key that was made, or what is wrong.
async fn made(app: &App, actor: &Actor, page: Page, code: Ended<RecoveryCode>) -> Ended<Response> {
    match code {
        Ok(code) => Ok(kept::show_first(app, actor, &code)),
        Err(refused) => {
            let form = Form::new(&page.texts, "vault");
            again(app, actor, page, form, refused).await
        }
    }
}

pub async fn renew(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let code = acts::renew_recovery(&app, &actor, &next(&posted, "recovery-sure")).await;
    made(&app, &actor, page, code).await
}

/// A next key for the vault, after an officer left.
pub async fn replace(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let code = acts::replace(&app, &actor, &next(&posted, "replace-sure")).await;
    made(&app, &actor, page, code).await
}
