//! What people do with the program, through its front door. One file for each part of the policy or of
//! the house, as its routes are.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod accounts;
mod adding;
mod chain;
mod drafts;
mod english;
mod enrichment;
mod eyes;
mod guests;
mod handing_over;
mod heard;
mod held;
mod herself;
mod known;
mod leaving;
mod log;
mod merging;
mod minors;
mod namesakes;
mod next_partner;
mod next_words;
mod own_list;
mod pages;
mod phrases;
mod policy_pack;
mod registered;
mod registers;
mod reminders;
mod reporting;
mod route;
mod screens;
mod searching;
mod sent_twice;
mod setup;
mod sharing;
mod sharing_at_once;
mod shell;
mod texts;
mod two_pairs;
mod typed;
mod who_answers;
mod whole_way;
mod whose_turn;
