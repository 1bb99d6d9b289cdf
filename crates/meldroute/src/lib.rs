//! The program: command line, configuration, and the wiring of all wings into one router. No rule
//! of the policy lives here.

pub mod allocator;
pub mod backup;
pub mod checks;
pub mod config;
pub mod demo;
pub mod exchange;
pub mod figures;
mod help;
pub mod matching;
pub mod private;
pub mod progress;
pub mod serve;
pub mod setup;
mod smaller;
pub mod upkeep;
pub mod users;
pub mod wiring;
