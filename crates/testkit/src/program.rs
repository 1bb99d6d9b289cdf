//! Where the program is that a test starts.

use std::path::PathBuf;

/// The program, as cargo built it beside the test that runs.
///
/// The tests of the package `meldroute` and everything with `--workspace` have it built first. Tests
/// of another crate alone run what was built before.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    // target/debug/deps/NAME-HASH is a test; target/debug/meldroute the program.
    let folder = test.parent().and_then(|deps| deps.parent()).unwrap();
    let program = folder.join("meldroute");
    assert!(
        program.exists(),
        "{} is not there: run `cargo build` first",
        program.display()
    );
    program
}
