//! `meldroute estimate`, `tabulate` and `perspective`, as somebody uses them who has files.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

pub(crate) fn run(dir: &Path, args: &[&str]) -> Output {
    Command::new(testkit::program())
        .current_dir(dir)
        .args(args)
        .output()
        .unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn json(output: &Output) -> Value {
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
