//! What must never happen, whoever tries and whatever an installation went through. See
//! docs/dreigingen.md.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod attacker;
mod authorisation;
mod blobs;
mod broken;
mod canary;
mod declared;
mod floods;
mod installations;
mod limits;
mod memberships;
mod organisations;
mod private;
mod telephone;
