//! The hidden number, and figures that point at nobody.
//!
//! - [`mse`]: how many persons are on no list at all, from who is on which lists, by several
//!   methods beside each other, with the rules that say when an estimate may not be used.
//! - [`disclosure`]: counts about victims in a town with 0 to 10 signals a year, published so that
//!   nobody can be found in them, with everything published before and after beside them.
//! - [`small_area`]: what a national estimate would mean for one place, and why that is no
//!   forecast.
//! - [`series`]: figures of others, with their sources.
//!
//! Architecture invariants: no database, no web, no clock, no randomness but what is passed in; the
//! same input and seed give the same answer on any number of cores; nothing published is computed
//! from anything but protected figures; counts of persons stay below 2^53.
#![warn(missing_docs)]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts become shares and back: all below 2^53"
)]

pub mod disclosure;
pub mod mse;
pub mod series;
pub mod sheet;
pub mod small_area;
