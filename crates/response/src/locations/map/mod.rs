//! The places on a map that the program draws itself: the outline of the municipality, and each place by a shape, a number and
//! a word of its kind; where many lie together they are one sign, which opens a closer look. A table says the same.

mod cluster;
mod dots;
mod outline;
mod page;

pub use page::page;
