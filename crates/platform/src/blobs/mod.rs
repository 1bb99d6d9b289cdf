//! Content too large for a row: sealed in chunks, streamed in and out, whoever owns it. Nothing in
//! the server holds the whole of it (docs/adr/0022).
//!
//! | where | what |
//! |---|---|
//! | [`Spool`] | what a request brings, or a child process makes: sealed under a key that is only in memory, in a file without a name. It is gone with the request, or with the process |
//! | [`store`] | from there into the database, in chunks that nobody can read yet ([`Waiting`]) |
//! | [`Waiting::attach`] | in the transaction of the act: from now on it has an owner, whose row holds its sealed key ([`Blob::seal`]) |
//! | [`Parts`] | reading, a chunk at a time: [`body`] for a download, [`blocking`] for a library that wants a reader |
//!
//! To keep content in a wing: `store` before the transaction, `attach` within it, [`Blob::seal`]
//! under the owner's key into the owner's row, and [`destroy`] where the owner goes.

mod chunk;
mod parts;
mod spool;
mod store;
#[cfg(test)]
mod tests;

pub use chunk::CHUNK;
pub use parts::{Blocking, Parts, blocking, body, fingerprint, sha256, whole};
pub use spool::{Filling, Spool, Spooled};
pub use store::{Blob, MIGRATIONS, Owner, SWEEP, Stored, Waiting, add, destroy, store};
