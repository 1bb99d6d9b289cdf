//! Files of the data folder are for the program alone: made so, and closed off when they are not.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::Mode;

/// Whatever this program makes is for its own user only. The first thing that happens.
pub fn by_default() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

/// What of the data folder others may read or write, and its mode.
pub fn open_to_others(data: &Path) -> Vec<(PathBuf, u32)> {
    let keys = data.join("keys");
    let own = [keys.clone(), data.join("setup.link")];
    let inside = |folder: &Path| {
        std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
    };
    let database = inside(data).filter(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("meldroute.db"))
    });
    let mut found: Vec<(PathBuf, u32)> = database
        .chain(own)
        .chain(inside(&keys))
        .filter_map(|path| {
            let mode = std::fs::symlink_metadata(&path).ok()?.permissions().mode() & 0o7777;
            // A link has no mode of its own; what it leads to is its owner's to close off.
            (mode & 0o077 != 0 && !path.is_symlink()).then_some((path, mode))
        })
        .collect();
    found.sort();
    found
}

/// Takes from others what they might.
pub fn tighten(data: &Path) {
    for (path, mode) in open_to_others(data) {
        let closed = std::fs::Permissions::from_mode(mode & 0o700);
        if let Err(error) = std::fs::set_permissions(&path, closed) {
            tracing::warn!(file = %path.display(), %error, "others may read this file, and it cannot be closed off");
        }
    }
}
