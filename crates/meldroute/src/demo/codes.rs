//! The accounts of the demo with their codes of this moment. Outside the demo this page is not
//! there.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::web::{Page, Routes, html};
use platform::{App, Error, Result};

use super::people::{ACCOUNTS, Account, PASSPHRASE, PASSWORD, current_code};

#[derive(Template)]
#[template(path = "demo/templates/codes.html")]
struct Codes {
    page: Page,
    accounts: Vec<(&'static Account, String)>,
    password: &'static str,
    passphrase: &'static str,
}

pub fn routes() -> Routes {
    Routes::new().get("/oefencodes", codes).public()
}

async fn codes(State(app): State<App>, page: Page) -> Result<Response> {
    if !app.demo {
        return Err(Error::NotFound);
    }
    let now = app.clock.now();
    let code = |account: &'static Account| {
        account
            .code
            .map_or(String::new(), |secret| current_code(secret, now))
    };
    let accounts = ACCOUNTS
        .iter()
        .map(|account| (account, code(account)))
        .collect();
    html(&Codes {
        page,
        accounts,
        password: PASSWORD,
        passphrase: PASSPHRASE,
    })
}
