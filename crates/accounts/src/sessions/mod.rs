//! Signing in and out, the session, switching municipality, and the own account.
//!
//! One form: address, password, and the code for those who have one. Growing delays slow guessing
//! down per account; an address (a whole town hall, perhaps) is never locked out for accounts that
//! did nothing wrong.

mod layer;
mod pages;
pub mod relink;
mod store;
mod throttle;

pub use layer::authenticate;
pub use store::purge;

use platform::db::Migration;
use platform::web::Routes;

pub const COOKIE: &str = "__Host-session";

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "accounts-02-sessions",
    sql: "create table session (
  token {bytes} primary key, owner {bytes} not null, sealed {bytes} not null, idle_until {int} not null,
  expires_at {int} not null){strict};
create index session_owner on session (owner);
create table sign_in_attempt (
  source {bytes} primary key, failures {int} not null, last_at {int} not null, next_at {int} not null){strict};
create table relink (
  id {uuid} primary key, tenant {uuid} not null, sealed {bytes} not null){strict};
",
}];

pub fn routes() -> Routes {
    Routes::new()
        .get("/inloggen", pages::sign_in)
        .public()
        .post("/inloggen", pages::signed_in)
        .audits("session.opened")
        .public()
        .post("/uitloggen", pages::sign_out)
        .signed_in()
        .post("/gemeente", pages::switch)
        .signed_in()
        .get("/account", pages::account)
        .signed_in()
        .post("/account/wachtwoord", pages::change_password)
        .signed_in()
        .post("/account/sessies", pages::end_others)
        .signed_in()
        .get("/taal/{lang}", pages::language)
        .public()
}
