//! `meldroute match` as somebody uses it who has two files.

use std::path::Path;
use std::process::{Command, Output};

fn run(dir: &Path, args: &[&str]) -> Output {
    Command::new(testkit::program())
        .current_dir(dir)
        .arg("match")
        .args(args)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const REGISTER: &str = "id,given_name,surname,date_of_birth,street,house_number,postcode,city,phone,email,national_id,organisation,kvk,plate
R1,Piotr,Kowalczyk,1988-04-12,Kerkstraat,5a,3417 AB,Montfoort,06-11223344,,,,,
R2,Anna,de Vries,1990-01-30,Molenweg,9,,Lopik,,,,,,
R3,,,,Hofplein,3,,Woerden,,,,Uitzendbureau De Lepelaar B.V.,12345678,
R4,\"Kees, de lange\",Bakker,1975-05-05,,,,,,,,,,
";

#[test]
fn a_misspelt_name_and_address_are_found_with_reasons() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.csv"), REGISTER).unwrap();
    let query = "Nummer;Voornaam;Achternaam;Geboren;Adres;Bedrijf\nQ1;Pjotr;Kovalczik;12-04-1988;Kerkstr. 5 a, Montfoort;\nQ2;;;;;de lepelaar uitzendburo\nQ3;Zeynep;Yılmaz;1999;;\n";
    std::fs::write(dir.path().join("b.csv"), query).unwrap();
    let output = run(
        dir.path(),
        &[
            "--register",
            "a.csv",
            "--query",
            "b.csv",
            "--out",
            "m.csv",
            "--json",
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let counts: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (
            counts["register_rows"].as_i64(),
            counts["query_rows"].as_i64(),
            counts["bad_rows"].as_i64()
        ),
        (Some(4), Some(3), Some(0))
    );
    let found = std::fs::read_to_string(dir.path().join("m.csv")).unwrap();
    let mut lines = found.lines();
    assert_eq!(
        lines.next(),
        Some("query_id,register_id,probability,explanation")
    );
    let first = lines.next().unwrap();
    assert!(
        first.starts_with("Q1,R1,0.9") && first.contains("zelfde geboortedatum"),
        "{found}"
    );
    assert!(lines.next().unwrap().starts_with("Q2,R3,"), "{found}");
    assert_eq!(lines.next(), None, "{found}");
    let english = run(
        dir.path(),
        &[
            "--register",
            "a.csv",
            "--query",
            "b.csv",
            "--out",
            "m.csv",
            "--lang",
            "en",
            "--threshold",
            "0",
        ],
    );
    assert_eq!(english.status.code(), Some(0));
    assert!(
        std::fs::read_to_string(dir.path().join("m.csv"))
            .unwrap()
            .contains("same date of birth")
    );
}

#[test]
fn bad_rows_are_told_with_their_line_and_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let mut bytes = b"\xef\xbb\xbfid,last_name,date_of_birth\n1,Jansen,1970-01-01\n2,Smit\n\n3,Bak\xffker,1980-01-01\n4,,\n5,\"Meijer\",1990-01-01\n".to_vec();
    std::fs::write(dir.path().join("a.csv"), &bytes).unwrap();
    bytes.clear();
    let args = [
        "--dedupe",
        "a.csv",
        "--map",
        "surname=last_name",
        "--out",
        "m.csv",
    ];
    let output = run(dir.path(), &args);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(
        text.contains("a.csv:3: 2 fields where the header has 3"),
        "{text}"
    );
    assert!(
        text.contains("a.csv:5: column 2: byte 4 is not UTF-8"),
        "{text}"
    );
    assert!(
        text.contains("a.csv:6: nothing in it can be compared"),
        "{text}"
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 bad rows"));
    assert_eq!(
        run(dir.path(), &[&args[..], &["--strict"]].concat())
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn what_cannot_be_done_is_said_and_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write("a.csv", REGISTER);
    write("empty.csv", "");
    write("strange.csv", "foo,bar\n1,2\n");
    for (args, code, why) in [
        (
            &["--register", "a.csv", "--query", "absent.csv"][..],
            2,
            "absent.csv",
        ),
        (&["--dedupe", "empty.csv"], 2, "no header"),
        (
            &["--dedupe", "strange.csv"],
            2,
            "none of these columns is known: foo, bar",
        ),
        (
            &["--dedupe", "a.csv", "--map", "shoe=size"],
            2,
            "shoe is none of",
        ),
        (
            &["--dedupe", "a.csv", "--threshold", "1.5"],
            2,
            "a number from 0 to 1",
        ),
        (&["--register", "a.csv"], 2, "--query"),
    ] {
        let output = run(dir.path(), &[args, &["--out", "m.csv"]].concat());
        assert_eq!(
            output.status.code(),
            Some(code),
            "{args:?}: {}",
            said(&output)
        );
        assert!(said(&output).contains(why), "{args:?}: {}", said(&output));
        assert!(!dir.path().join("m.csv").exists());
    }
}

/// Each pair once, whichever of the two finds the other.
#[test]
fn duplicates_in_one_file_are_each_written_once() {
    let dir = tempfile::tempdir().unwrap();
    let twice = format!("{REGISTER}R5,P.,Kowalczyk,12-04-1988,Kerkstraat,5,,Montfoort,,,,,,\n");
    std::fs::write(dir.path().join("a.csv"), twice).unwrap();
    assert!(
        run(dir.path(), &["--dedupe", "a.csv", "--out", "m.csv"])
            .status
            .success()
    );
    let found = std::fs::read_to_string(dir.path().join("m.csv")).unwrap();
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(
        found.contains("R1,R5,") || found.contains("R5,R1,"),
        "{found}"
    );
}
