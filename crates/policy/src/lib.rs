//! A municipality's policy as data: the *policy pack*, and the routing advice that follows from it.
//!
//! Many municipalities have almost the same policy: the same route, other partners, tables, periods
//! and owners. So the policy is a TOML file that an administrator can read and change; this crate
//! reads it ([`Pack::parse`], faults with line and column; [`Pack::stored`] for one that was taken
//! into use before), checks it against itself and against
//! the rules no pack may drop ([`check`](Pack::parse)), and answers who should be told
//! ([`advise`]).
//!
//! Architecture invariants: pure; no clock, no files, no network. Conditions in a pack cannot be
//! negated, so that *more facts never remove an obligation* holds by construction.
//!
//! To add a fact that rules may depend on: a variant in [`Fact`], a field in [`Facts`], a line in
//! `Facts::holds`; `make check` then tells you to renew the JSON Schema.
#![warn(missing_docs)]

mod advise;
mod check;
mod contact;
pub mod counting;
mod dates;
mod deadlines;
mod edit;
mod english;
mod facts;
mod fault;
mod hidden;
mod identity;
mod municipalities;
mod named;
mod pack;
mod partner;
pub mod phone;
mod reserved;
mod retention;
mod routing;
mod stored;
mod terms;
mod word_id;

pub use advise::{Advice, Weight, advise};
pub use contact::{Channel, Contact, Unfit};
pub use dates::months_after;
pub use deadlines::{Deadlines, Retention};
pub use edit::{Document, Edit, Filled, Reach, edited, next_version};
pub use english::Said;
pub use facts::{Facts, Form, Severity, Victim};
pub use fault::{Fault, Faults};
pub use identity::Identity;
pub use municipalities::{Known, find_municipality, like_municipality, municipalities};
pub use named::{is_name, is_same_name};
pub use pack::{
    Adopted, Audience, Capacity, FormInUse, Housing, Indicator, IndicatorGroup, Label,
    Municipality, Pack, PublicNumber, Source, Table,
};
pub use partner::{HandoverPart, Partner};
pub use reserved::{ReservedCapacity, ReservedIndicator, ReservedPartner};
pub use routing::{Fact, Rule, When};
pub use terms::{Term, Unit};
pub use word_id::{PartnerId, TableId};

/// The JSON Schema of a policy pack, for editors that check while one types.
///
/// # Panics
/// Never: the schema of these types always serialises.
#[must_use]
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Pack);
    serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
}
