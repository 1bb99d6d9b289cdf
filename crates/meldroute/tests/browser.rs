//! The tests in `e2e/`: the real program in a real browser, with axe. Kept here so that one runner
//! counts everything.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

use platform::Clock;
use platform::clock::HOUR;

/// As `meldroute demo` makes it.
const DEMO: (u64, usize) = (2026, 60);

/// The demo of this program and this hour, made by whichever file needs it first: each works on a copy.
static MADE: LazyLock<PathBuf> = LazyLock::new(demo);

fn demo() -> PathBuf {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let built = std::fs::metadata(testkit::program()).unwrap().modified();
    let built = built.unwrap().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let folder = tmp.join(format!("demo-{built}-{}", Clock::system().now() / HOUR));
    if !folder.exists() {
        let making = tempfile::tempdir_in(tmp).unwrap();
        let (data, (seed, signals)) = (making.path().join("data"), DEMO);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let made = runtime.block_on(meldroute::demo::prepare(&data, seed, signals));
        made.unwrap();
        for old in std::fs::read_dir(tmp).unwrap().map(Result::unwrap) {
            if old.file_name().to_string_lossy().starts_with("demo-") {
                std::fs::remove_dir_all(old.path()).unwrap();
            }
        }
        std::fs::rename(data, &folder).unwrap();
    }
    folder
}

fn in_the_browser(file: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e");
    assert!(folder.join("node_modules").exists(), "run: make e2e");
    let status = Command::new("node")
        .args([
            "--test",
            "--test-concurrency=1",
            "--test-reporter=spec",
            file,
        ])
        .current_dir(folder)
        .env("MELDROUTE", testkit::program())
        .env("MELDROUTE_DEMO", MADE.as_path())
        .status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "{file}: see above"
    );
}

#[test]
fn the_whole_route() {
    in_the_browser("route.test.mjs");
}

#[test]
fn setting_up() {
    in_the_browser("setup.test.mjs");
}

#[test]
fn does_it_occur_already() {
    in_the_browser("enrichment.test.mjs");
}

#[test]
fn every_page() {
    in_the_browser("desk.test.mjs");
}

#[test]
fn reporting_on_a_phone() {
    in_the_browser("report.test.mjs");
}

#[test]
fn a_partner_answers() {
    in_the_browser("partner.test.mjs");
}

#[test]
fn a_partner_has_an_account() {
    in_the_browser("partner_account.test.mjs");
}

#[test]
fn a_signal_from_a_partner() {
    in_the_browser("from_partner.test.mjs");
}

#[test]
fn the_officer_and_an_employee_talk() {
    in_the_browser("talk.test.mjs");
}

#[test]
fn a_meeting_in_twenty_clicks() {
    in_the_browser("meetings.test.mjs");
}

#[test]
fn locations_on_a_list_and_a_map() {
    in_the_browser("locations.test.mjs");
}

#[test]
fn a_case_from_beginning_to_end() {
    in_the_browser("cases.test.mjs");
}
