//! Does this person, organisation or address already occur? (bijlage 2, stap 3)

mod reasons;

pub use reasons::reasons;
