//! What an installation goes through in its life: a next version (README.md), several programs at
//! once, a next key.

mod keep;
mod kept;
mod opens;
mod rotation;
mod steps;
mod together;
