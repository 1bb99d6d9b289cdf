//! The state of the vault, in the head of every page of an officer; and the way back from opening it.

use platform::web::{Status, StatusOf, own_path};
use platform::{App, Role};

const MINUTE: i64 = 60_000;

/// Whether the vault is open, and for how long.
pub const STATUS: StatusOf = StatusOf(|app, actor, texts| {
    if !actor.roles.contains(&Role::Officer) {
        return None;
    }
    let left = app.opened.left(actor, app.clock.now());
    let minutes = |left: i64| ((left + MINUTE - 1) / MINUTE).to_string();
    Some(Status {
        text: match left {
            Some(left) => texts.with("vault-status-open", &[("minutes", minutes(left))]),
            None => texts.get("vault-status-closed"),
        },
        good: left.is_some(),
        path: "/kluis",
    })
});

/// Where somebody goes who opened the vault: back to the page where they were, or to the dossier that
/// it was about.
pub(super) fn back(app: &App, to: &str) -> String {
    let page = to.split(['?', '#']).next().unwrap_or("");
    match own_path(to) {
        Some(to) if app.wings.leads_to(page) && !page.starts_with("/kluis") => to.to_owned(),
        Some(_) => match page.split('/').collect::<Vec<_>>()[..] {
            ["", "dossier", id, ..] if !id.is_empty() => format!("/dossier/{id}"),
            _ => "/werk".to_owned(),
        },
        None => "/werk".to_owned(),
    }
}
