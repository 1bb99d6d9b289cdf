//! What tests of any wing stand on: the whole program in one process, and somebody before it.
//!
//! - [`World`]: a program with two municipalities on a database of its own. Real router, real
//!   database, real keys; only the clock is set by hand, and passwords are cheap to try. It hires
//!   people, founds municipalities, starts again, and takes a wing more.
//! - [`Browser`] and [`Answer`]: how a story goes in and out, through the front door.
//! - [`on_both!`]: a story on `SQLite` and on `PostgreSQL`.
//! - [`walk`]: the steps of the route as an officer does them, and every route filled in.
//!   [`World::live_in`] leaves something of everything.
//! - [`postgres`], [`smtp`], [`Server`], [`program`]: a database cluster, a mail server, and the
//!   program as a process of its own.
//! - [`files`]: pictures, PDFs and workbooks with everything in them that must not come through.
//! - [`guest`]: a wing that tests of guests need.
//!
//! ```no_run
//! use testkit::{World, on_both};
//!
//! async fn thanked(world: World) {
//!     world.staff().await;
//!     let reporter = world.sign_in("employee@a.example").await;
//!     world.report(&reporter, &[("seen", "Nachtelijk busje.")]).await;
//!     assert!(reporter.words("/gemeld/1").await.contains("Bedankt"));
//! }
//! on_both!(a_reporter_is_thanked, thanked);
//! # fn main() {}
//! ```
//!
//! A wing names this crate below `[dev-dependencies]` and uses it in its `tests/`. Not in tests
//! inside its `src`: this crate knows the wing as a library, whose types are others there.
//!
//! Architecture invariants: nothing here is in a program that goes to anybody; a helper hides
//! set-up, never what is asserted; nothing is put in the place of a real part.
#![warn(missing_docs)]
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test may fail where it stands"
)]

mod answer;
mod begun;
mod browser;
pub mod case;
#[path = "../../intake/tests/files/kit.rs"]
pub mod files;
pub mod guest;
mod lived;
pub mod location;
pub mod meeting;
pub mod partner;
mod people;
pub mod postgres;
mod program;
mod recorded;
mod reporting;
mod server;
pub mod smtp;
pub mod walk;
mod world;

pub use answer::{Answer, inside, line, visible};
pub use browser::{Browser, encode};
pub use people::{Person, TOLD};
pub use program::program;
pub use recorded::Requests;
pub use server::{Server, answer};
pub use world::{Kind, World};

/// When a world begins: 18 November 2026, in milliseconds since 1970.
pub const NOW: i64 = 1_795_000_000_000;
/// The password of everybody who is hired.
pub const PASSWORD: &str = "twaalf houten eenden in de sloot";
/// The passphrase of every officer for the vault.
pub const PASSPHRASE: &str = "negen koperen ketels op zolder";

/// Runs a test on `SQLite` and on `PostgreSQL`.
#[macro_export]
macro_rules! on_both {
    ($(#[$doc:meta])* $name:ident, $body:ident) => {
        mod $name {
            use super::*;
            #[tokio::test]
            async fn on_sqlite() {
                $body($crate::World::new($crate::Kind::Sqlite).await).await;
            }
            #[tokio::test]
            async fn on_postgresql() {
                $body($crate::World::new($crate::Kind::Postgres).await).await;
            }
        }
    };
}
