//! A throw-away `PostgreSQL`: one cluster for a whole run of tests, on a socket in a folder of its own; a
//! database for each that asks. The tests of a run are the children of one runner: the first that
//! needs the cluster starts it, and it ends with the runner.

use std::io::ErrorKind;
use std::os::unix::process::parent_id;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// The folder of the cluster.
static CLUSTER: OnceLock<PathBuf> = OnceLock::new();
static NUMBER: AtomicU32 = AtomicU32::new(0);

fn tool(name: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .expect("postgresql is installed: make test does that");
    let newest = versions
        .map(|entry| entry.unwrap().path())
        .max()
        .expect("a version of postgresql");
    newest.join("bin").join(name)
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// `PostgreSQL` refuses to run as root.
fn command(name: &str) -> Command {
    if !is_root() {
        return Command::new(tool(name));
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"])
        .arg(tool(name));
    command.current_dir("/");
    command
}

fn run(mut command: Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}",
        text(&output.stderr)
    );
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The cluster of this run, started by the first that comes; the others wait.
fn cluster() -> PathBuf {
    let runner = parent_id();
    // A number of a process is given out again: with the moment it began it names one run.
    let stat = std::fs::read_to_string(format!("/proc/{runner}/stat")).unwrap_or_default();
    let began = stat
        .rsplit(')')
        .next()
        .and_then(|rest| rest.split_whitespace().nth(19))
        .unwrap_or("0");
    let dir = PathBuf::from(format!("/tmp/meldroute-pg-{runner}-{began}"));
    match std::fs::create_dir(&dir) {
        Ok(()) => start(&dir, runner),
        Err(fault) if fault.kind() == ErrorKind::AlreadyExists => {
            for _ in 0..1200 {
                if dir.join("ready").exists() {
                    return dir;
                }
                std::thread::sleep(Duration::from_millis(50));
            }
            panic!("PostgreSQL in {} did not start", dir.display());
        }
        Err(fault) => panic!("{}: {fault}", dir.display()),
    }
    dir
}

fn start(dir: &Path, runner: u32) {
    if is_root() {
        let mut chown = Command::new("chown");
        chown.arg("nobody:nogroup").arg(dir);
        run(chown);
    }
    let mut init = command("initdb");
    init.arg("-D").arg(dir.join("data")).args([
        "-U",
        "t",
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]);
    run(init);
    let options = format!(
        "-c listen_addresses='' -c unix_socket_directories={} -c fsync=off -c full_page_writes=off \
         -c autovacuum=off -c max_connections=400",
        dir.display()
    );
    let mut start = command("pg_ctl");
    start
        .arg("-D")
        .arg(dir.join("data"))
        .arg("-l")
        .arg(dir.join("log"))
        .args(["-w", "start", "-o"])
        .arg(options);
    start.stdout(std::process::Stdio::null());
    assert!(start.status().unwrap().success());
    watch_over(dir, runner);
    std::fs::write(dir.join("ready"), []).unwrap();
}

/// The cluster does not outlive the run: a watcher stops it when the runner is gone.
fn watch_over(dir: &Path, runner: u32) {
    let script = format!(
        "while test -d /proc/{runner}; do sleep 1; done; {} -D '{}' -m immediate stop >/dev/null 2>&1; rm -rf '{}'",
        tool("pg_ctl").display(),
        dir.join("data").display(),
        dir.display()
    );
    let mut watcher = Command::new("setsid");
    watcher.arg("--fork");
    if is_root() {
        watcher.args([
            "setpriv",
            "--reuid=nobody",
            "--regid=nogroup",
            "--clear-groups",
        ]);
    }
    let quiet = std::process::Stdio::null;
    watcher
        .args(["sh", "-c", &script])
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .status()
        .unwrap();
}

/// Runs statements on a database of [`fresh_database`]; gives what they say.
pub fn sql(url: &str, statements: &str) -> String {
    let mut psql = Command::new(tool("psql"));
    psql.arg(url)
        .args(["-v", "ON_ERROR_STOP=1", "-qAt", "-c", statements]);
    let output = psql.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{statements}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// An empty database; gives its address as a setting of the program.
pub fn fresh_database() -> String {
    let dir = CLUSTER.get_or_init(cluster);
    let process = std::process::id();
    let name = format!("t{process}_{}", NUMBER.fetch_add(1, Ordering::SeqCst));
    let address = |name: &str| format!("postgres:///{name}?host={}&user=t", dir.display());
    drop_those_left(&address("postgres"));
    let mut create = Command::new(tool("createdb"));
    create.arg("-h").arg(dir).args(["-U", "t", &name]);
    run(create);
    address(&name)
}

/// Databases of tests that have ended take no more room.
fn drop_those_left(url: &str) {
    let all = sql(
        url,
        "select datname from pg_database where datname like 't%\\_%'",
    );
    for name in all.lines() {
        let process = name.trim_start_matches('t').split('_').next();
        let ended = process.is_some_and(|process| !Path::new("/proc").join(process).exists());
        if ended && !name.starts_with("template") {
            let drop = format!("drop database if exists {name} with (force)");
            // Another test may be doing the same.
            let _ = Command::new(tool("psql"))
                .args([url, "-qc", &drop])
                .output();
        }
    }
}

/// A database as text.
pub fn dump(url: &str) -> Vec<u8> {
    let mut dump = Command::new(tool("pg_dump"));
    dump.args(["--no-owner", "--no-privileges", url]);
    let output = dump.output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    output.stdout
}

/// A fresh database with what stands in a text.
pub fn restored(file: &Path) -> String {
    let url = fresh_database();
    let mut restore = Command::new(tool("psql"));
    restore.args(["--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-f"]);
    restore.arg(file).arg(&url);
    restore.stdout(std::process::Stdio::null());
    run(restore);
    url
}
