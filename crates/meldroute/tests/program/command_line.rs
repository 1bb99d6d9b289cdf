//! The program itself, as started from the command line.

use crate::started::{Server, client, cookie, id, program, report, root, run, signed_in, text};

/// A changed pack changes the program without a rebuild; the same version with other text is
/// refused.
#[tokio::test]
async fn a_changed_pack_is_taken_into_use_at_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 1).await.unwrap();
    let pack = std::fs::read_to_string(root().join("policies/montfoort.toml")).unwrap();
    let file = folder.path().join("pack.toml");
    std::fs::write(
        &file,
        pack.replace("assessment_days = 7", "assessment_days = 3"),
    )
    .unwrap();
    let same = program()
        .arg("serve")
        .arg("--data")
        .arg(&data)
        .arg("--policy")
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(same.status.code(), Some(2));
    assert!(text(&same).contains("raise `version`"), "{}", text(&same));
    let newer = pack
        .replace("assessment_days = 7", "assessment_days = 3")
        .replace("version = \"2026-2\"", "version = \"2026-3\"");
    std::fs::write(&file, newer).unwrap();
    let server = Server::start(&data, &["serve", "--policy", file.to_str().unwrap()]).await;
    drop(server);
    assert!(
        text(&run(&["check", "--data", &data.display().to_string()])).contains("version 2026-3")
    );
}

#[tokio::test]
async fn a_backup_of_a_running_program_restores() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 5).await.unwrap();
    let server = Server::start(&data, &["demo"]).await;
    let cookie = cookie(&server).await;
    let form = report(&client(), &server.url, &cookie).await.unwrap();
    let (copy, fresh) = (folder.path().join("copy.db"), folder.path().join("fresh"));
    let (copy, place) = (copy.to_str().unwrap(), data.to_str().unwrap());
    let made = run(&["backup", copy, "--data", place]);
    assert!(made.status.success(), "{}", text(&made));
    let again = run(&["backup", copy, "--data", place]);
    assert!(!again.status.success(), "never overwrites");
    drop(server);
    let place = fresh.to_str().unwrap();
    let restored = run(&["restore", copy, "--data", place]);
    assert!(restored.status.success(), "{}", text(&restored));
    let again = run(&["restore", copy, "--data", place]);
    assert!(!again.status.success(), "only into an empty folder");
    assert!(
        !run(&["check", "--data", place]).status.success(),
        "without the keys nothing opens"
    );
    std::fs::create_dir_all(fresh.join("keys")).unwrap();
    std::fs::copy(
        data.join("keys/instance.key"),
        fresh.join("keys/instance.key"),
    )
    .unwrap();
    let checked = run(&["check", "--data", place, "--json"]);
    assert!(checked.status.success(), "{}", text(&checked));
    let db = platform::db::Db::open(&format!("sqlite:{}", fresh.join("meldroute.db").display()))
        .await
        .unwrap();
    let mut tx = db.read().await.unwrap();
    let sql = "select id from signal where form_id = $1";
    let found = tx.row(sql, vec![id(&form).into()]).await.unwrap();
    assert!(found.is_some());
}

#[test]
fn policy_commands_answer_as_documented() {
    let pack = root().join("policies/montfoort.toml").display().to_string();
    let checked = run(&["policy", "check", &pack]);
    assert!(checked.status.success());
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.toml");
    std::fs::write(
        &broken,
        std::fs::read_to_string(&pack)
            .unwrap()
            .replace("assessment_days = 7", "assessment_days = \"zeven\""),
    )
    .unwrap();
    let faults = run(&["policy", "check", broken.to_str().unwrap()]);
    assert_eq!(faults.status.code(), Some(1));
    let line = std::fs::read_to_string(&broken)
        .unwrap()
        .lines()
        .position(|line| line.contains("zeven"))
        .unwrap()
        + 1;
    assert!(
        text(&faults).contains(&format!("broken.toml:{line}:")),
        "{}",
        text(&faults)
    );
    let signal = folder.path().join("signal.json");
    std::fs::write(&signal, r#"{"forms":["labour"],"acute":false,"severity":"serious","victims":[{"age":19}],"network":false,"housing":true,"licence_branch":false,"youth_group":false,"soft":false,"single_agency":true}"#).unwrap();
    let advice = run(&[
        "policy",
        "advise",
        &pack,
        "--signal",
        signal.to_str().unwrap(),
    ]);
    let advice: serde_json::Value = serde_json::from_slice(&advice.stdout).unwrap();
    assert_eq!(advice[0]["partner"], "nla");
    std::fs::write(&signal, r#"{"forms":["labor"]}"#).unwrap();
    let refused = run(&[
        "policy",
        "advise",
        &pack,
        "--signal",
        signal.to_str().unwrap(),
    ]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("labor"), "{}", text(&refused));
}

#[test]
fn what_has_no_english_is_told() {
    let pack = root().join("policies/montfoort.toml").display().to_string();
    let checked = run(&["policy", "check", &pack]);
    assert!(
        !text(&checked).contains("without English"),
        "{}",
        text(&checked)
    );
    let folder = tempfile::tempdir().unwrap();
    let untranslated = folder.path().join("untranslated.toml");
    let dutch = std::fs::read_to_string(&pack).unwrap();
    let dutch = dutch.replace("\"werkdagen\" = ", "\"weekdagen\" = ");
    std::fs::write(&untranslated, dutch).unwrap();
    let told = run(&["policy", "check", untranslated.to_str().unwrap()]);
    assert!(told.status.success(), "it is no fault");
    for line in [
        "1 without English",
        "  werkdagen\n",
        "1 in [english]",
        "  weekdagen\n",
    ] {
        assert!(text(&told).contains(line), "{line}: {}", text(&told));
    }
}

#[test]
fn the_shipped_schema_is_the_programs_own() {
    let made = text(&run(&["policy", "schema"]));
    let shipped = std::fs::read_to_string(root().join("policies/schema.json")).unwrap();
    assert_eq!(
        made.trim(),
        shipped.trim(),
        "run: meldroute policy schema > policies/schema.json"
    );
}

#[test]
fn every_route_is_printed_with_its_roles() {
    let routes: serde_json::Value = serde_json::from_slice(&run(&["routes"]).stdout).unwrap();
    let routes = routes.as_array().unwrap();
    assert!(routes.len() > 40);
    assert!(
        routes
            .iter()
            .all(|route| !route["roles"].as_array().unwrap().is_empty())
    );
    assert!(
        routes
            .iter()
            .any(|route| route["path"] == "/dossier/{id}" && route["audits"][0] == "dossier.read")
    );
}

/// The demo refuses a folder with anything else in it.
#[test]
fn the_demo_leaves_other_data_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("meldroute.db"), "precious").unwrap();
    let refused = run(&["demo", "--data", folder.path().to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused).contains("holds other data"));
    assert_eq!(
        std::fs::read_to_string(folder.path().join("meldroute.db")).unwrap(),
        "precious"
    );
}

#[test]
fn a_tampered_chain_is_named_on_the_command_line() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    runtime.block_on(async {
        meldroute::demo::prepare(&data, 1, 3).await.unwrap();
        let db = platform::db::Db::open(&format!("sqlite:{}", data.join("meldroute.db").display()))
            .await
            .unwrap();
        let mut tx = db.begin().await.unwrap();
        tx.exec("update audit_event set action = 'x' where seq = 5", vec![])
            .await
            .unwrap();
        tx.commit_unaudited("tampering").await.unwrap();
        db.close().await;
    });
    let found = run(&["audit", "verify", "--data", data.to_str().unwrap()]);
    assert_eq!(found.status.code(), Some(1));
    assert!(text(&found).contains("record 5"), "{}", text(&found));
}

/// Each participant of the demo reads the agenda of the own consultation, with something on it; and
/// from the command line nobody becomes one without.
#[tokio::test]
async fn participants_of_the_demo_sit_at_different_tables() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    meldroute::demo::prepare(&data, 1, 13).await.unwrap();
    let place = data.to_str().unwrap();
    let invite = |more: &[&str]| {
        let fixed = [
            "user",
            "invite",
            "nieuw@montfoort.example",
            "--name",
            "Nieuw",
        ];
        let place = ["--municipality", "GM0335", "--data", place];
        run(&[&fixed[..], &place, &["--roles", "participant"], more].concat())
    };
    let none = invite(&[]);
    assert!(text(&none).contains("--tables: "), "{}", text(&none));
    let odd = invite(&["--tables", "bestaat-niet"]);
    assert!(
        text(&odd).contains("no table in the policy pack"),
        "{}",
        text(&odd)
    );
    assert!(!none.status.success() && !odd.status.success());
    let seated = invite(&["--tables", "copen"]);
    assert!(text(&seated).contains("/uitnodiging/"), "{}", text(&seated));
    let server = Server::start(&data, &["demo"]).await;
    for (email, own, other) in [
        ("overleg@montfoort.example", "ondermijning", "copen"),
        ("regio-overleg@montfoort.example", "copen", "ondermijning"),
    ] {
        let account = meldroute::demo::ACCOUNTS
            .iter()
            .find(|one| one.email == email);
        let now = platform::Clock::system().now();
        let code = meldroute::demo::current_code(account.unwrap().code.unwrap(), now);
        let cookie = signed_in(&server, email, &code).await;
        let get = async |path: &str| {
            let request = client().get(format!("{}{path}", server.url));
            let answer = request.header("cookie", &cookie).send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        };
        let (status, page) = get(&format!("/overleg/{own}")).await;
        assert!(
            status == 200 && page.contains("line--said"),
            "{email}: {page}"
        );
        assert_eq!(get(&format!("/overleg/{other}")).await.0, 404, "{email}");
    }
}
