//! Figures on the command line: `meldroute estimate`, `meldroute tabulate`, `meldroute
//! perspective`.

mod estimate;
mod linking;
mod perspective;
mod shelf;
mod tabulate;
mod words;

use std::path::Path;

use platform::{Error, Result};
use statistics::sheet::Fault;

pub use estimate::command as estimate;
pub use perspective::perspective;
pub use tabulate::command as tabulate;

fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| Error::Internal(format!("{}: {error}", path.display())))
}

/// Faults of a file, a line each, on standard error.
fn tell(path: &Path, faults: &[Fault]) {
    for fault in faults {
        eprintln!("{}:{fault}", path.display());
    }
}
