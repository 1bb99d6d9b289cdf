//! The Human Trafficking Case Data Standard (HTCDS 2.0) of the International Organization for Migration: what this
//! program knows of a case, in a file that other systems read, and the other way round.
//!
//! | what | module |
//! |---|---|
//! | fields and values, as the standard has them | [`standard`] |
//! | a case: records of fields | `case` |
//! | the two forms of a file | `file`, `json` with `tree`, `csv` with `columns` and `quotes` |
//! | what is wrong in one | `fault` |
//! | what we know, in the words of the standard | `saying` |
//! | what another system says, as a report of ours | `taking` |
//!
//! Never allowed: who reported in a file; a field or a value that the standard does not have; a value that was read
//! in what a fault says; a file that is read in part, and said to be read.

mod case;
mod columns;
mod csv;
mod fault;
mod file;
mod json;
mod quotes;
mod saying;
pub mod standard;
mod taking;
mod tree;
mod written;

pub use case::{Case, Record, Unfit};
pub use fault::{Fault, Faults};
pub use file::{File, Format, Place};
pub use saying::{Facts, Referred, case_of, type_of};
pub use taking::{Rest, Taken, taken};
