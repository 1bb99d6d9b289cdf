//! What an attacker with the database gains: nothing, and it is found. See docs/dreigingen.md.

mod back;
mod damage;
mod guesser;
mod raw;
mod writer;
