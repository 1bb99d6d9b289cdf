//! The tests in `e2e/`: the real program in a real browser, with axe. Kept here so that one runner
//! counts everything.

use std::path::Path;
use std::process::Command;

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
