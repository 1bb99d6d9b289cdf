//! From two records to a probability: compare field by field, weigh what agrees against chance.

mod compare;
mod field;
mod levels;
mod model;
mod place;

pub(crate) use compare::compare;
pub use field::{Evidence, Field, LEVELS};
pub use model::Model;
pub(crate) use model::Weights;
