//! What the tests of every wing hold: what was sealed stays readable ([`golden`]), and modules point
//! one way ([`layers`]). Only tests use it.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test may fail where it stands"
)]

#[cfg(test)]
mod documents;
pub mod golden;
#[cfg(test)]
mod handlers;
pub mod layers;
#[cfg(test)]
mod sealed;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod wings;
