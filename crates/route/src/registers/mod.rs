//! Municipal registers that a signal is checked against (bijlage 2, stap 3): permits, housing
//! enforcement, extracts of BRP, BAG and the trade register.

pub mod columns;
pub mod sheet;
