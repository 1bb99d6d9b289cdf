//! `meldroute estimate`, `tabulate` and `perspective`, as somebody uses them who has files.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(dir: &Path, args: &[&str]) -> Output {
    Command::new(testkit::program())
        .current_dir(dir)
        .args(args)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn reference(name: &str) -> String {
    format!(
        "{}/../statistics/tests/data/{name}.csv",
        env!("CARGO_MANIFEST_DIR")
    )
}

#[test]
fn an_estimate_as_json_and_for_people() {
    let dir = tempfile::tempdir().unwrap();
    let file = reference("UKdat_5");
    let output = run(
        dir.path(),
        &["estimate", &file, "--bootstrap", "200", "--seed", "3"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let found = json(&output);
    assert_eq!(found["observed"], 2744);
    assert!((found["estimate"].as_f64().unwrap() - 11_312.990).abs() < 0.001);
    assert!((found["dark"].as_f64().unwrap() - 8_568.990).abs() < 0.001);
    assert_eq!(found["pairs"].as_array().unwrap().len(), 6);
    assert_eq!(
        (&found["method"], &found["existence"]),
        (&"stepwise".into(), &0.into())
    );
    assert_eq!(found["bootstrap"]["replicates"], 200);
    for field in ["lower", "upper", "acceleration", "bias"] {
        assert!(found["bootstrap"][field].is_number(), "{found}");
    }
    // The same seed, the same answer; the warnings are said in words.
    assert_eq!(
        printed(&run(
            dir.path(),
            &["estimate", &file, "--bootstrap", "200", "--seed", "3"]
        )),
        printed(&output)
    );
    assert!(
        found["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["text"].as_str().unwrap().len() > 30)
    );
    let table = printed(&run(
        dir.path(),
        &["estimate", &file, "--table", "--lang", "en"],
    ));
    assert!(
        table.contains("11,000 (95% sure between 9,900 and 13,000)"),
        "{table}"
    );
    let compared = json(&run(dir.path(), &["estimate", &file, "--compare"]));
    assert_eq!(compared["methods"].as_array().unwrap().len(), 6);
    assert_eq!(compared["thresholds"].as_array().unwrap().len(), 3);
}

#[test]
fn every_method_by_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let (kosovo, simulated) = (reference("Kosovo"), reference("covariate_simdat"));
    let of = |args: &[&str]| json(&run(dir.path(), args))["estimate"].as_f64().unwrap();
    let near =
        |found: f64, expected: f64| assert!((found - expected).abs() < 0.05, "{found} {expected}");
    near(of(&["estimate", &kosovo, "--method", "bic"]), 10_356.5);
    near(
        of(&["estimate", &kosovo, "--method", "bic", "--order", "2"]),
        14_341.7,
    );
    near(of(&["estimate", &kosovo, "--method", "graphs"]), 12_593.0);
    near(
        of(&["estimate", &reference("UKdat"), "--method", "main"]),
        12_214.0,
    );
    let fixed = [
        "estimate",
        &kosovo,
        "--method",
        "fixed",
        "--pairs",
        "EXH:ABA,EXH:OSCE,EXH:HRW,ABA:OSCE,OSCE:HRW",
    ];
    near(of(&fixed), 14_341.7);
    let covariates = json(&run(
        dir.path(),
        &["estimate", &simulated, "--method", "covariates"],
    ));
    near(covariates["estimate"].as_f64().unwrap(), 11_406.4);
    assert_eq!(covariates["groups"].as_array().unwrap().len(), 13);
}

#[test]
fn a_refusal_says_why_and_what_helps() {
    let dir = tempfile::tempdir().unwrap();
    let file = reference("Artificial_3");
    for (pairs, code) in [("A:B,A:C,B:C", 2), ("A:B", 1)] {
        let output = run(
            dir.path(),
            &[
                "estimate", &file, "--method", "fixed", "--pairs", pairs, "--lang", "en",
            ],
        );
        assert_eq!(output.status.code(), Some(1));
        let found = json(&output);
        assert_eq!(
            (&found["existence"], &found["estimate"]),
            (&code.into(), &Value::Null)
        );
        assert!(
            found["refusals"][0]["text"]
                .as_str()
                .unwrap()
                .contains("What helps"),
            "{found}"
        );
        let table = printed(&run(
            dir.path(),
            &[
                "estimate", &file, "--method", "fixed", "--pairs", pairs, "--table",
            ],
        ));
        assert!(
            table.contains("niet te geven") && table.contains("Wat helpt"),
            "{table}"
        );
    }
    // An estimate the rules refuse is marked in JSON, and not shown to people.
    let output = run(dir.path(), &["estimate", &file, "--method", "main"]);
    assert_eq!(json(&output)["usable"], false);
    assert!(
        !printed(&run(
            dir.path(),
            &["estimate", &file, "--method", "main", "--table"]
        ))
        .contains("540")
    );
}

#[test]
fn bad_files_and_requests_get_a_clear_answer() {
    let dir = tempfile::tempdir().unwrap();
    let of = |text: &str, args: &[&str]| {
        std::fs::write(dir.path().join("c.csv"), text).unwrap();
        let output = run(dir.path(), &[&["estimate", "c.csv"], args].concat());
        (output.status.code(), said(&output))
    };
    let twelve = format!("{}n\n{}5\n", "L,".repeat(12), "1,".repeat(12));
    for (text, place) in [
        ("A,B,n\n1,0,-3\n", "c.csv:2:3: "),
        ("A,B,n\n1,0,1.5\n", "c.csv:2:3: "),
        ("A,B,n\n1,0,9007199254740993\n", "c.csv:2:3: "),
        ("A,n\n1,5\n", "c.csv:1: expected at least two lists"),
        (&twelve, "c.csv:1:"),
        ("", "c.csv:1: "),
    ] {
        let (code, told) = of(text, &[]);
        assert!(code == Some(1) && told.contains(place), "{text}: {told}");
    }
    let good = "A,B,C,n\n1,0,0,50\n0,1,0,50\n0,0,1,50\n1,1,0,20\n1,0,1,20\n0,1,1,20\n";
    for (args, what) in [
        (&["--method", "fixed"][..], "--pairs"),
        (
            &["--method", "fixed", "--pairs", "A:X"],
            "expected lists of A, B, C",
        ),
        (
            &["--method", "fixed", "--pairs", "A:B:C"],
            "nothing can be estimated",
        ),
        (&["--pairs", "A:B"], "--method fixed"),
        (&["--order", "2"], "--method bic"),
        (&["--threshold", "2"], "0 to 1"),
        (&["--bootstrap", "3"], "50"),
    ] {
        let (code, told) = of(good, args);
        assert!(code == Some(2) && told.contains(what), "{args:?}: {told}");
    }
}

/// 190 plainly made-up names, far apart from each other, on three lists: as one file of persons,
/// and as a file a list.
fn made_up_persons(dir: &Path) {
    let mut persons = String::from("id,Politie,Zorg,NLA\n");
    let mut lists = [0, 1, 2].map(|_| String::from("id,given_name,surname,date_of_birth\n"));
    let mut id = 0;
    for (history, many) in [
        (1, 40),
        (2, 40),
        (4, 40),
        (3, 20),
        (5, 20),
        (6, 20),
        (7, 10),
    ] {
        for _ in 0..many {
            id += 1;
            let bit = |list: usize| history >> list & 1;
            let _ = writeln!(persons, "{id},{},{},{}", bit(0), bit(1), bit(2));
            for (list, text) in lists
                .iter_mut()
                .enumerate()
                .filter(|(list, _)| bit(*list) == 1)
            {
                let (given, surname) = (word(id * 13 % 2401), word(id * 101 % 2401));
                let _ = writeln!(
                    text,
                    "{list}-{id},{given},{surname},19{:02}-{:02}-{:02}",
                    id % 90 + 10,
                    id % 12 + 1,
                    id % 28 + 1
                );
            }
        }
    }
    std::fs::write(dir.join("p.csv"), persons).unwrap();
    for (name, text) in ["Politie.csv", "Zorg.csv", "NLA.csv"].iter().zip(&lists) {
        std::fs::write(dir.join(name), text).unwrap();
    }
}

/// A name of four syllables, another for each number below 2401.
fn word(seed: usize) -> String {
    let syllables = ["ba", "ro", "mi", "ku", "te", "so", "la"];
    (0..4)
        .map(|place| syllables[(seed / 7_usize.pow(place)) % 7])
        .collect()
}

#[test]
fn persons_and_lists_that_are_linked_first() {
    let dir = tempfile::tempdir().unwrap();
    made_up_persons(dir.path());
    let counted = json(&run(
        dir.path(),
        &["estimate", "--persons", "p.csv", "--method", "main"],
    ));
    assert_eq!(counted["observed"], 190);
    let output = run(
        dir.path(),
        &[
            "estimate",
            "--lists",
            "Politie.csv,Zorg.csv,NLA.csv",
            "--method",
            "main",
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let linked = json(&output);
    assert_eq!(
        linked["lists"],
        serde_json::json!(["Politie", "Zorg", "NLA"])
    );
    assert_eq!(linked["linked"]["rows"], 270);
    // Linking made-up people is all but without error here.
    let persons = linked["linked"]["persons"].as_i64().unwrap();
    assert!((185..=195).contains(&persons), "{linked}");
}

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

#[test]
fn the_national_estimate_brought_home_is_no_forecast() {
    let dir = tempfile::tempdir().unwrap();
    let text = printed(&run(dir.path(), &["perspective", "--inhabitants", "14000"]));
    assert!(
        text.contains("gemiddeld 3,9 tot 5,9 slachtoffers") && text.contains("geen voorspelling"),
        "{text}"
    );
    let english = printed(&run(
        dir.path(),
        &["perspective", "--inhabitants", "130000", "--lang", "en"],
    ));
    assert!(
        english.contains("on average 36 to 54 victims") && english.contains("no forecast"),
        "{english}"
    );
    let found = json(&run(
        dir.path(),
        &["perspective", "--inhabitants", "14000", "--json"],
    ));
    let series = found["series"].as_array().unwrap();
    let last = series
        .iter()
        .find(|one| one["id"] == "pers-2022-2024")
        .unwrap();
    assert_eq!(last["figures"][2], serde_json::json!([2024, 944]));
}
