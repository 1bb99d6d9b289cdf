//! A throw-away `PostgreSQL`: one cluster per test process, on a socket in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

struct Cluster(PathBuf);

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
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

fn start() -> Cluster {
    let dir = tempfile::Builder::new()
        .prefix("meldroute-pg-")
        .tempdir_in("/tmp")
        .unwrap()
        .keep();
    if is_root() {
        let mut chown = Command::new("chown");
        chown.arg("nobody:nogroup").arg(&dir);
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
        "-c listen_addresses='' -c unix_socket_directories={} -c fsync=off -c full_page_writes=off",
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
    watch_over(&dir);
    Cluster(dir)
}

/// The cluster outlives no test process: a watcher stops it when this process is gone.
fn watch_over(dir: &Path) {
    let script = format!(
        "while test -d /proc/{}; do sleep 1; done; {} -D '{}' -m immediate stop >/dev/null 2>&1; rm -rf '{}'",
        std::process::id(),
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
    let cluster = CLUSTER.get_or_init(start);
    let name = format!("t{}", NUMBER.fetch_add(1, Ordering::SeqCst));
    let mut create = Command::new(tool("createdb"));
    create.arg("-h").arg(&cluster.0).args(["-U", "t", &name]);
    run(create);
    format!("postgres:///{name}?host={}&user=t", cluster.0.display())
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
