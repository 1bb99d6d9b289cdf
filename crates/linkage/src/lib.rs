//! Does this person, organisation or address already occur? (bijlage 2, stap 3)
//!
//! The engine reads what is written down ([`Record`]), brings it into one form ([`normal`]), keeps
//! it in memory ([`Register`]), finds candidates in spite of typing errors, other spellings and
//! missing parts, and gives each a probability with its reasons ([`Hit`], [`Evidence`]). It never
//! decides.
//!
//! ```
//! use linkage::{Model, Name, Record, Register};
//! let person = |given: &str, surname: &str, birth: &str| Record {
//!     names: vec![Name { given: given.into(), surname: surname.into() }],
//!     births: vec![birth.into()],
//!     ..Record::default()
//! };
//! let mut register = Register::new();
//! let piotr = register.add(&person("Piotr", "Kowalczyk", "1988-04-12"));
//! register.add(&person("Anna", "de Vries", "1990-01-30"));
//! register.settle();
//! let hits = register.lookup(&person("Pjotr", "Kowalcyk", "12-04-1988"), &Model::default(), 5);
//! assert_eq!(hits[0].slot, piotr);
//! assert!(hits[0].probability > 0.9);
//! ```
//!
//! Architecture invariants: no database, no web, no clock, no randomness; the same input gives the
//! same answer on any number of cores; what was put in cannot be read back out, but for comparing.
//! The reporter of a signal never goes in: callers give subjects only.
#![warn(missing_docs)]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts become shares, and packed words are taken apart: both within their ranges"
)]

mod dictionary;
mod learn;
pub mod normal;
mod postings;
mod record;
mod register;
mod retrieve;
mod score;
mod stored;
mod words;

pub use dictionary::Likeness;
pub use record::{Address, Name, Record};
pub use register::{Hit, Register, Slot};
pub use score::{Evidence, Field, LEVELS, Model};
pub use stored::Nature;
