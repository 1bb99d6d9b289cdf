//! The program as a process: its commands, its work in the background, and how it is killed.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod command_line;
mod exchange;
mod figures;
mod intake;
mod jobs;
mod kills;
mod lost;
mod matching;
mod setting_up;
mod started;
mod tables;
mod undelivered;
