//! Disclosure control: counts about victims in a town with 0 to 10 signals a year.
//!
//! The way of a table: persons (`persons`) are counted into every cell of a fixed universe
//! (`codes`, `table`); gates say which cells may be shown at all (`gate`); shown figures are
//! rounded by a secret (`rounding`); more cells are hidden until nothing small gives itself away
//! beside all that was ever published (`protect`, `space`, `ledger`); what leaves is a document
//! (`release`). `audit` attacks such documents together, by integer programming (`system`,
//! `attack`). For region and country there is noise with a budget instead (`noise`).
//!
//! What a hidden cell is proof against: an attacker who has every table in the ledger, knows these
//! rules and can solve any integer programme finds that the cell may be 0 and may be k - 1; or that
//! it is k or more, and then it hid no small number. What it is no proof against: somebody who
//! knows nearly all persons learns a rounding of the rest above k (this is not differential
//! privacy); and somebody who is told more than was published.

pub mod attack;
pub mod audit;
pub mod codes;
pub mod gate;
pub mod ledger;
pub mod noise;
pub mod period;
pub mod persons;
pub mod protect;
mod region;
pub mod release;
pub mod rounding;
pub mod space;
pub mod system;
pub mod table;
pub mod tabulate;
pub mod witness;
