//! Guests: people without an account, for whom a link opens exactly one thing (ADR 20).
//!
//! - A *purpose* is a constant of the wing that owns it, listed in `Wing::guests`. Its routes have
//!   `{object}` in their path and say `.guest(&PURPOSE)`; their handlers take a [`Guest`], and reach
//!   nothing but `guest.object` in `guest.tenant`.
//! - A *link* is made within the act that wants it ([`invite`]), and withdrawn the same way
//!   ([`withdraw`]). What is sent is `/gast/TOKEN`; the database holds a fingerprint of it.
//! - Asking for `/gast/TOKEN` looks nothing up and changes nothing, so a preview or a mail scanner
//!   uses nothing up and learns nothing. Its button binds the browser: from then on a cookie of this
//!   browser opens the thing, and the link opens it nowhere else.
//! - A guest is no person, and whoever is signed in is no guest.
//! - Guests are in the audit log with the moment at which they opened what. So a link is never for
//!   a reporter (ADR 4).
//!
//! ```ignore
//! pub const FEEDBACK: Purpose = Purpose {
//!     id: "feedback", lasts: 14 * DAY, code: true, start: |referral| format!("/terugkoppelen/{referral}"),
//! };
//! routes.get("/terugkoppelen/{object}", form).guest(&FEEDBACK)
//! ```

mod door;
mod model;
mod opening;
mod store;
mod ticket;

pub(crate) use door::admit;
pub use model::{Guest, Invited, MOST_WRONG, Purpose, Sent, State};
pub(crate) use opening::shown_path;
pub use opening::{play, routes};
pub use store::{
    MIGRATIONS, SWEEP, forget, guessed, invite, invite_until, of, opening, standing, withdraw,
};
