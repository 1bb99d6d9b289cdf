//! What people do with the program, through its front door. One file for each part of the policy or of
//! the house, as its routes are.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod accounts;
mod adding;
mod chain;
mod drafts;
mod enrichment;
mod eyes;
mod guests;
mod handing_over;
mod heard;
mod known;
mod leaving;
mod log;
mod minors;
mod namesakes;
mod next_partner;
mod own_list;
mod pages;
mod phrases;
mod policy_pack;
mod reminders;
mod reporting;
mod route;
mod screens;
mod sent_twice;
mod setup;
mod sharing;
mod sharing_at_once;
mod shell;
mod texts;
mod whose_turn;
