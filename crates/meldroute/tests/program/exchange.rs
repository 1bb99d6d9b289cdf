//! `meldroute export htcds` and `meldroute import htcds`, as they are run.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::started::{run, text};

struct There {
    _folder: tempfile::TempDir,
    data: String,
    folder: PathBuf,
}

async fn demo() -> There {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 8).await.unwrap();
    There {
        data: data.display().to_string(),
        folder: folder.path().to_owned(),
        _folder: folder,
    }
}

impl There {
    fn file(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn export(&self, file: &str) -> std::process::Output {
        let data = self.data.as_str();
        run(&[
            "export",
            "htcds",
            "--municipality",
            "GM0335",
            "--out",
            file,
            "--data",
            data,
        ])
    }

    fn import(&self, file: &str) -> std::process::Output {
        let data = self.data.as_str();
        run(&[
            "import",
            "htcds",
            file,
            "--municipality",
            "GM0335",
            "--data",
            data,
        ])
    }
}

fn mode(file: &str) -> u32 {
    std::fs::metadata(file).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn all_cases_are_written_for_other_systems() {
    let there = demo().await;
    for name in ["cases.json", "cases.csv"] {
        let file = there.file(name);
        let made = there.export(&file);
        assert!(
            made.status.success() && text(&made).contains(" cases\n"),
            "{}",
            text(&made)
        );
        assert_eq!(mode(&file), 0o600);
        let again = text(&there.export(&file));
        assert!(again.contains("in the place of an earlier file"), "{again}");
    }
    let other = there.file("other.json");
    std::fs::write(&other, "{\"mine\": true}").unwrap();
    let refused = there.export(&other);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused));
    assert!(text(&refused).contains("was left alone"));
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "{\"mine\": true}");
    let nameless = there.export(&there.file("cases.xml"));
    assert_eq!(nameless.status.code(), Some(2));
    let data = there.data.as_str();
    let checked = run(&["check", "--data", data]);
    assert!(checked.status.success(), "{}", text(&checked));
}

/// The cases of one system, as another one calls them.
fn renamed(from: &str, to: &str) {
    let text = std::fs::read_to_string(from).unwrap();
    std::fs::write(
        to,
        text.replace("\"reference\": \"", "\"reference\": \"ELDERS "),
    )
    .unwrap();
}

fn count(said: &str) -> usize {
    let line = said
        .lines()
        .find(|line| line.contains("new signals"))
        .expect(said);
    line.split(' ').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn cases_of_another_system_are_taken_over_once() {
    let there = demo().await;
    let (file, theirs) = (there.file("cases.json"), there.file("theirs.json"));
    there.export(&file);
    let own = there.import(&file);
    assert!(own.status.success(), "{}", text(&own));
    assert_eq!(count(&text(&own)), 0, "these are its own: {}", text(&own));
    renamed(&file, &theirs);
    let taken = text(&there.import(&theirs));
    assert!(count(&taken) > 3, "{taken}");
    assert!(
        taken.contains("case 1: as words only: case 1, cas_Status"),
        "{taken}"
    );
    let data = there.data.as_str();
    let again = [
        "import",
        "htcds",
        &theirs,
        "--municipality",
        "GM0335",
        "--json",
        "--data",
        data,
    ];
    let again: serde_json::Value = serde_json::from_slice(&run(&again).stdout).unwrap();
    assert_eq!(
        (again["new"].as_u64(), again["known"].as_u64()),
        (Some(0), Some(count(&taken) as u64))
    );
    let checked = run(&["check", "--data", data]);
    assert!(checked.status.success(), "{}", text(&checked));
}

#[tokio::test]
async fn a_file_with_a_fault_changes_nothing() {
    let there = demo().await;
    let file = there.file("theirs.csv");
    let rows = "reference,prs_FirstName,prs_Gender,shoe size\r\nA,Milo,Masculine,42\r\nB,Mila,Vrouw,38\r\n";
    std::fs::write(&file, rows).unwrap();
    let refused = there.import(&file);
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
    let said = text(&refused);
    assert!(
        said.contains("theirs.csv:3:3: prs_Gender: expected one of Feminine"),
        "{said}"
    );
    assert!(
        !said.contains("Vrouw"),
        "what was read is not repeated: {said}"
    );
    std::fs::write(&file, b"reference,prs_FirstName\r\nA,Ren\xe9\r\n").unwrap();
    let other = there.import(&file);
    assert_eq!(other.status.code(), Some(1));
    assert!(
        text(&other).contains("theirs.csv:2:1: expected UTF-8"),
        "{}",
        text(&other)
    );
    std::fs::write(&file, rows.replace("Vrouw", "Feminine")).unwrap();
    let taken = text(&there.import(&file));
    assert_eq!(count(&taken), 2, "nothing had been taken over: {taken}");
    assert!(taken.contains("not read: shoe size"), "{taken}");
    assert!(
        taken.contains("line 2: as words only: persons 1, prs_Gender"),
        "{taken}"
    );
}

#[tokio::test]
async fn a_case_that_is_otherwise_now_is_told_and_fails() {
    let there = demo().await;
    let file = there.file("theirs.csv");
    let rows = "reference,prs_FirstName,cas_Status\r\nA,Milo,\r\nB,Mila,\r\n";
    std::fs::write(&file, rows).unwrap();
    assert!(there.import(&file).status.success());
    assert!(there.import(&file).status.success(), "word for word");
    std::fs::write(&file, rows.replace("Milo", "Mo") + "C,Mees,\r\n").unwrap();
    let other = there.import(&file);
    let said = text(&other);
    assert_eq!(other.status.code(), Some(1), "{said}");
    assert!(
        said.contains("line 2: NOT taken over: it was taken over before"),
        "{said}"
    );
    assert!(
        said.contains(
            "1 new signals; 1 taken over before; 0 of this municipality itself; 1 NOT taken over"
        ),
        "{said}"
    );
    // With the reference of a dossier of here, and otherwise.
    let own = there.file("own.csv");
    there.export(&own);
    let exported = std::fs::read_to_string(&own).unwrap();
    let reference = exported.lines().nth(1).unwrap().split(',').next().unwrap();
    std::fs::write(
        &file,
        format!("reference,prs_FirstName\r\n{reference},Iemand anders\r\n"),
    )
    .unwrap();
    let other = there.import(&file);
    let said = text(&other);
    assert_eq!(other.status.code(), Some(1), "{said}");
    assert!(
        said.contains("line 2: NOT taken over: it has the reference of a dossier"),
        "{said}"
    );
}

#[tokio::test]
async fn a_file_that_would_lose_cases_is_refused() {
    let there = demo().await;
    let json = "{\"standard\": \"HTCDS 2.0\", \"cases\": [{\"reference\": \"A\"}],\n\"cases\": []}";
    for (name, content, said) in [
        (
            "twice.json",
            json,
            "twice.json:2:1: cases: stands in this object before",
        ),
        (
            "open.csv",
            "reference,cco_CaseComment\nA,\"Nog iets\nB,Meer\n",
            "open.csv:2:2: a quotation mark opens here",
        ),
        (
            "two.csv",
            "reference,prs_FirstName,reference\nA,Milo,B\n",
            "two.csv:1:3: reference: there are two columns",
        ),
    ] {
        let file = there.file(name);
        std::fs::write(&file, content).unwrap();
        let refused = there.import(&file);
        assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
        assert!(text(&refused).contains(said), "{}", text(&refused));
        assert!(text(&refused).contains(": faults: 1; nothing was taken over"));
    }
    let file = there.file("full.csv");
    let rows = "A,Vrouw\n".repeat(60_000);
    std::fs::write(&file, format!("reference,prs_Gender\n{rows}")).unwrap();
    let refused = text(&there.import(&file));
    assert_eq!(refused.matches("prs_Gender: expected").count(), 50);
    assert!(refused.contains("full.csv: and 59950 more\n"), "{refused}");
    assert!(
        refused.contains("faults: 60000; nothing was taken over"),
        "{refused}"
    );
}

#[test]
fn both_say_how_they_are_used() {
    for command in ["export", "import"] {
        let help = run(&[command, "htcds", "--help"]);
        assert!(
            help.status.success() && text(&help).contains("Example: meldroute"),
            "{}",
            text(&help)
        );
    }
    let extract = run(&["import", "--help"]);
    assert!(
        text(&extract).contains("meldroute import brp"),
        "{}",
        text(&extract)
    );
    // An extract of a register is asked for as before.
    let brp = [
        "import",
        "brp",
        "extract.csv",
        "--municipality",
        "GM0335",
        "--data",
        "/nowhere",
    ];
    let brp = text(&run(&brp));
    assert!(
        brp.contains("/nowhere holds no Meldroute database"),
        "{brp}"
    );
    let nowhere = run(&["import", "htcds", "cases.json", "--data", "/nowhere"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(Path::new("/nowhere").metadata().is_err());
}
