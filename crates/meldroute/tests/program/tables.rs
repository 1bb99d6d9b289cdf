//! `meldroute tabulate`, as somebody uses it who has files: a table is published once, attacked before, and
//! kept in a ledger that cannot be touched.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::figures::{json, printed, run, said};

const PERSONS: &str = "id;vorm;periode;gemeente\n";

fn file(dir: &Path, parts: &[(&str, &str, &str, usize)]) {
    let mut text = PERSONS.to_owned();
    let mut id = 0;
    for (form, period, town, many) in parts {
        for _ in 0..*many {
            id += 1;
            let _ = writeln!(text, "canary{id};{form};{period};{town}");
        }
    }
    std::fs::write(dir.join("persons.csv"), text).unwrap();
}

const PUBLIC: [&str; 6] = [
    "--by",
    "form,period",
    "--profile",
    "public",
    "--ledger",
    "ledger.json",
];

fn tabulate(dir: &Path, out: &str, args: &[&str]) -> Output {
    run(
        dir,
        &[&["tabulate", "persons.csv"], args, &["--out", out]].concat(),
    )
}

fn published(dir: &Path, out: &str, args: &[&str]) -> String {
    let output = tabulate(dir, out, args);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    std::fs::read_to_string(dir.join(out)).unwrap()
}

/// Four groups in two years, one of them small.
fn two_years(dir: &Path) {
    file(
        dir,
        &[
            ("arbeid", "2024", "Woerden", 63),
            ("seksueel", "2024", "Lopik", 41),
            ("arbeid", "2025", "Montfoort", 52),
            ("crimineel", "2025", "Woerden", 4),
        ],
    );
}

#[test]
fn a_table_is_published_once() {
    let dir = tempfile::tempdir().unwrap();
    two_years(dir.path());
    published(dir.path(), "a.json", &PUBLIC);
    let table = published(dir.path(), "a.csv", &PUBLIC);
    assert!(
        table.starts_with("form,period,value,percent\ntotal,total,160,100\n"),
        "{table}"
    );
    assert!(table.contains("\ncriminal,total,·,\n"), "{table}");
    // Nobody's number is in anything that was written, and the secret is the owner's alone.
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            path.ends_with("persons.csv") || !text.contains("canary"),
            "{}",
            path.display()
        );
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(dir.path().join("ledger.json.key"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Later data, the same question: the same table.
    file(
        dir.path(),
        &[
            ("arbeid", "2024", "Woerden", 20),
            ("seksueel", "2025", "Lopik", 90),
        ],
    );
    assert_eq!(published(dir.path(), "b.csv", &PUBLIC), table);
}

#[test]
fn a_table_is_attacked() {
    let dir = tempfile::tempdir().unwrap();
    two_years(dir.path());
    let table = published(dir.path(), "a.json", &PUBLIC);
    let audit = run(dir.path(), &["tabulate", "audit", "a.json", "ledger.json"]);
    assert_eq!(
        audit.status.code(),
        Some(0),
        "{}{}",
        printed(&audit),
        said(&audit)
    );
    assert!(printed(&audit).contains(", 0 breaches"));
    // A hidden cell filled in by hand is a breach.
    let open = table.replacen("\"·\"", "\"4\"", 1);
    std::fs::write(dir.path().join("open.json"), open).unwrap();
    let audit = run(dir.path(), &["tabulate", "audit", "open.json", "--json"]);
    assert_eq!(audit.status.code(), Some(1));
    assert!(
        json(&audit)
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["breach"] == true)
    );
}

#[test]
fn below_k_there_is_one_answer() {
    let dir = tempfile::tempdir().unwrap();
    let mut answers = std::collections::BTreeSet::new();
    for many in [0, 1, 9] {
        file(dir.path(), &[("arbeid", "2024", "Woerden", many)]);
        let ledger = format!("ledger-{many}.json");
        let args = [
            "--by",
            "form,period,municipality",
            "--profile",
            "public",
            "--ledger",
            &ledger,
        ];
        answers.insert(["t.json", "t.csv"].map(|out| published(dir.path(), out, &args)));
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
}

/// Two publications.
fn published_twice(dir: &Path) {
    for period in ["2023", "2024"] {
        file(
            dir,
            &[
                ("arbeid", period, "Woerden", 40),
                ("seksueel", period, "Lopik", 40),
            ],
        );
        published(dir, "t.csv", &PUBLIC);
    }
}

fn read_json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Cut off between the ledger and its head: the next run mends the head, so that a second cut does
/// no harm.
#[test]
fn a_head_that_was_left_behind_is_mended() {
    let dir = tempfile::tempdir().unwrap();
    published_twice(dir.path());
    let key = dir.path().join("ledger.json.key");
    let mended = read_json(&key);
    let first = read_json(&dir.path().join("ledger.json"));
    let mut behind = mended.clone();
    behind["head"] = serde_json::json!({ "entries": 1, "seal": first["entries"][0]["seal"] });
    std::fs::write(&key, behind.to_string()).unwrap();
    published(dir.path(), "t.csv", &PUBLIC);
    assert_eq!(read_json(&key), mended);
}

#[test]
fn a_touched_ledger_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    published_twice(dir.path());
    let path = dir.path().join("ledger.json");
    let whole = std::fs::read_to_string(&path).unwrap();
    // The last one taken away.
    let mut ledger: Value = serde_json::from_str(&whole).unwrap();
    ledger["entries"].as_array_mut().unwrap().pop();
    std::fs::write(&path, ledger.to_string()).unwrap();
    let output = tabulate(dir.path(), "t.csv", &PUBLIC);
    assert!(
        output.status.code() == Some(2) && said(&output).contains("some were taken away"),
        "{}",
        said(&output)
    );
    std::fs::remove_file(&path).unwrap();
    assert!(said(&tabulate(dir.path(), "t.csv", &PUBLIC)).contains("the ledger is gone"));
    std::fs::write(&path, whole).unwrap();
    published(dir.path(), "t.csv", &PUBLIC);
    std::fs::remove_file(dir.path().join("ledger.json.key")).unwrap();
    assert!(
        said(&tabulate(dir.path(), "t.csv", &PUBLIC)).contains("key of this ledger is missing")
    );
}

#[test]
fn bad_persons_and_requests_get_a_clear_answer() {
    let dir = tempfile::tempdir().unwrap();
    let of = |text: &str, args: &[&str]| {
        std::fs::write(dir.path().join("persons.csv"), text).unwrap();
        let output = tabulate(dir.path(), "t.csv", args);
        (output.status.code(), said(&output))
    };
    let (code, told) = of("id,form,period\n1,vissen,2024\n2,arbeid,20x4\n", &PUBLIC);
    assert!(
        code == Some(1)
            && told.contains("persons.csv:2:2: form: expected one of")
            && told.contains("persons.csv:3:3: expected a period"),
        "{told}"
    );
    let (code, told) = of("id,form,period\n1,arbeid,2024\n2,arbeid,2024-H1\n", &PUBLIC);
    assert!(
        code == Some(1) && told.contains("persons.csv:3:3: expected a period as long as 2024"),
        "{told}"
    );
    let rows: Vec<String> = (0..40).map(|id| format!("{id},arbeid\n")).collect();
    let many = format!("id,form\n{}", rows.concat());
    let (code, told) = of(&many, &PUBLIC);
    assert!(
        code == Some(1) && told.contains("no column of periods"),
        "{told}"
    );
    let (code, told) = of(
        &many,
        &[
            "--by",
            "colour",
            "--profile",
            "public",
            "--ledger",
            "l.json",
        ],
    );
    assert!(
        code == Some(1) && told.contains("expected one of form, municipality, period"),
        "{told}"
    );
    assert!(!dir.path().join("t.csv").exists());
}
