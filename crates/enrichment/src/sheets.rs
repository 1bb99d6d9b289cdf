//! Reading the rows of a file, for other wings that take in a list: as the registers do.

pub use crate::registers::sheet::{Fault, Sheet};
