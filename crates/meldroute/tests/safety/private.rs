//! Files of the data folder are for the program alone, whatever the folder and the umask were.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use testkit::Server;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let found = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    found
        .flat_map(|path| {
            if path.is_dir() {
                [inside(&path), vec![path]].concat()
            } else {
                vec![path]
            }
        })
        .collect()
}

fn check(data: &Path) -> String {
    let output = Command::new(testkit::program())
        .args(["check", "--data"])
        .arg(data)
        .output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

#[tokio::test]
async fn files_are_private_in_a_folder_that_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    set(&data, 0o755);
    let server = Server::start(&data, "serve", "umask 022").await;
    let private = || {
        let found = inside(&data);
        assert!(
            found.iter().any(|path| path.ends_with("meldroute.db-wal")),
            "{found:?}"
        );
        for path in found {
            assert_eq!(mode(&path) & 0o077, 0, "{}", path.display());
        }
    };
    private();
    drop(server);
    // From an older version: they are closed off at the next start, and `check` says that they were
    // open.
    let wide = [
        ("keys", 0o755),
        ("keys/instance.key", 0o644),
        ("meldroute.db", 0o644),
        ("setup.link", 0o664),
    ];
    for (name, mode) in wide {
        set(&data.join(name), mode);
    }
    let said = check(&data);
    for (name, mode) in wide {
        assert!(said.contains(&format!("{name} ({mode:03o})")), "{said}");
    }
    assert!(check(&data).contains("files: for the program alone"));
    for (name, mode) in wide {
        set(&data.join(name), mode);
    }
    let _server = Server::start(&data, "serve", "umask 022").await;
    private();
}
