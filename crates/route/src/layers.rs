//! Which way things point beside what holds for every wing (crates/housekeeping/src/wings.rs): signals know no
//! later step, and the keys of vaults are taken out in one place.

use std::collections::BTreeSet;
use std::path::Path;

use housekeeping::layers::{modules, program_text, sources};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn signals_know_no_later_step() {
    let names = &modules(HERE)["signals"];
    let allowed = ["audited", "few", "paging", "text"];
    assert!(
        names.iter().all(|name| allowed.contains(&name.as_str())),
        "{names:?}"
    );
}

/// Closing a vault may anybody; what opens the names of reporters is `reporters` and nobody else.
#[test]
fn the_key_of_a_vault_is_taken_out_by_reporters_alone() {
    let crates = Path::new(HERE).join("..");
    let mut paths = Vec::new();
    sources(&crates, &mut paths);
    let takes = [
        "opened.get(",
        "opened.any(",
        "opened.replace(",
        ".opened\n        .get(",
    ];
    let mut others = BTreeSet::new();
    for path in paths {
        let (name, text) = (path.to_string_lossy(), program_text(&path));
        let outside = !name.contains("route/src/reporters/") && !name.contains("layers.rs");
        if outside && takes.iter().any(|take| text.contains(take)) {
            others.insert(name.into_owned());
        }
    }
    assert_eq!(others, BTreeSet::new());
}
