//! Every text exists in both languages, none is left over, and every template is used.

mod faults;
mod logging;
mod places;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use platform::Role;
use platform::web::Method;
use testkit::walk::{Walked, visit};
use testkit::{Kind, World};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
}

/// The files of the program: wherever the folder of this repository stands, not what tests are made
/// of.
fn all(ending: &str) -> Vec<PathBuf> {
    let crates = root().join("crates");
    let mut found = Vec::new();
    files(&crates, ending, &mut found);
    found.retain(|path| {
        let inside = path.strip_prefix(&crates).unwrap();
        !inside.starts_with("testkit") && !inside.iter().any(|part| part == "tests")
    });
    assert!(!found.is_empty(), "no {ending} in {}", crates.display());
    found
}

/// Message keys of one language, with `.attribute`s and `{ $variables }`.
fn messages(language: &str) -> BTreeSet<String> {
    let (mut keys, ending) = (BTreeSet::new(), format!("{language}.ftl"));
    for path in all("ftl").iter().filter(|path| path.ends_with(&ending)) {
        for key in keys_of(path) {
            assert!(keys.insert(key.clone()), "{key} twice in {language}");
        }
        keys.extend(inside(path));
    }
    keys
}

/// The messages of one file.
fn keys_of(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let keys = text.lines().filter_map(|line| line.split_once(" ="));
    keys.filter(|(key, _)| !key.starts_with([' ', '#', '*', '[']))
        .map(|(key, _)| key.to_owned())
        .collect()
}

/// Their attributes and variables.
fn inside(path: &Path) -> BTreeSet<String> {
    let (mut found, mut current) = (BTreeSet::new(), String::new());
    for line in std::fs::read_to_string(path).unwrap().lines() {
        if let Some((key, _)) = line.split_once(" =") {
            if let Some(attribute) = key.trim_start().strip_prefix('.') {
                found.insert(format!("{current}.{attribute}"));
            } else if !key.starts_with([' ', '#', '*', '[']) {
                key.clone_into(&mut current);
            }
        }
        for variable in line.split("{ $").skip(1) {
            let name: String = variable
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            found.insert(format!("{current} ${name}"));
        }
    }
    found
}

#[test]
fn dutch_and_english_say_the_same_things() {
    let (nl, en) = (messages("nl"), messages("en"));
    let missing: Vec<_> = nl.symmetric_difference(&en).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(nl.len() > 400);
}

/// A file that no wing names is not there for the program.
#[test]
fn every_text_is_in_a_wing() {
    let i18n = platform::i18n::I18n::new(&meldroute::wiring::WINGS.locales());
    for language in ["nl", "en"] {
        let known = i18n.lang(language);
        let keys = messages(language);
        let texts = keys.iter().filter(|key| !key.contains(['.', ' ']));
        let lost: Vec<_> = texts.filter(|key| !known.has(key)).collect();
        assert!(lost.is_empty(), "{language}: {lost:?}");
    }
}

/// Pieces of keys as they stand in code and templates: whole keys, and what stands before `{`.
fn mentioned() -> (BTreeSet<String>, BTreeSet<String>, String) {
    let mut text = String::new();
    for path in all("rs").into_iter().chain(all("html")) {
        text += &std::fs::read_to_string(path).unwrap();
    }
    let (mut whole, mut starts) = (BTreeSet::new(), BTreeSet::new());
    for quoted in text.split('"') {
        if quoted.contains(['\n', ' ']) || quoted.is_empty() {
            continue;
        }
        match quoted.split_once('{') {
            Some((start, _)) if start.contains('-') => starts.insert(start.to_owned()),
            _ => whole.insert(quoted.to_owned()),
        };
    }
    (whole, starts, text)
}

/// The text of each act that can be recorded.
fn acts() -> BTreeSet<String> {
    let acts = meldroute::wiring::WINGS.acts().into_iter();
    acts.map(|act| format!("audit-{}", act.id.replace('.', "-")))
        .collect()
}

#[test]
fn every_act_is_said_in_words_and_no_two_are_one() {
    let acts = acts();
    assert_eq!(acts.len(), meldroute::wiring::WINGS.acts().len());
    let keys = messages("nl");
    let wordless: Vec<_> = acts.difference(&keys).collect();
    assert!(wordless.is_empty(), "{wordless:?}");
}

#[test]
fn no_text_is_left_over_and_none_is_missing() {
    let keys = messages("nl");
    let (whole, starts, text) = mentioned();
    // A form's label is PREFIX-NAME and a choice's PREFIX-CODE: both parts stand in the code,
    // apart.
    let of_form = |key: &str| {
        key.match_indices('-').any(|(at, _)| {
            let (prefix, name) = (&key[..at], &key[at + 1..]);
            whole.contains(prefix) && (whole.contains(name) || text.contains(&format!("-{name}\"")))
        })
    };
    // Keys made of a fixed start and a code: done-KEY, error-KEY, form-..., mail-..., problem-...
    let fixed = [
        "done-",
        "refused-",
        "error-",
        "mail-",
        "problem-",
        "report-kind-",
        "actor-",
        "role-",
        "setup-term-",
        "setup-pack-",
    ];
    let acts = acts();
    let unused: Vec<_> = keys
        .iter()
        .filter(|key| !key.contains(['.', ' ']))
        .filter(|key| {
            let by_code = fixed.iter().any(|start| {
                key.strip_prefix(start)
                    .is_some_and(|code| text.contains(code))
            });
            let by_start = starts.iter().any(|start| key.starts_with(start.as_str()));
            let audited = acts.contains(*key);
            !(whole.contains(*key) || by_code || by_start || audited || of_form(key))
        })
        .collect();
    assert!(unused.is_empty(), "left over: {unused:?}");
    // A key asked for by name exists.
    let asked: Vec<&str> = ["page.text(\"", "p.with(\"", " texts.get(\""]
        .iter()
        .flat_map(|call| {
            text.split(call)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
        })
        .filter(|key| key.contains('-') && !key.contains(['{', ' ', '/', '$', '(', '@', '.']))
        .collect();
    let label = |key: &str| keys.iter().any(|known| known.ends_with(&format!("-{key}")));
    let missing: Vec<_> = asked
        .iter()
        .filter(|key| !keys.contains(**key) && !label(key))
        .collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

/// Every page in both languages, as everybody gets it: what it is, and its source.
async fn visited(world: &World, walked: &Walked) -> Vec<(String, String)> {
    let table = meldroute::wiring::WINGS.routes();
    let mut pages = Vec::new();
    for language in ["nl", "en"] {
        for role in Role::ALL {
            let email = if role == Role::Employee {
                "employee@a.example".into()
            } else {
                format!("{}@a.example", role.id())
            };
            let browser = world.sign_in(&email).await;
            browser.get(&format!("/taal/{language}")).await;
            for route in table
                .table()
                .iter()
                .filter(|route| route.path != "/taal/{lang}")
            {
                if role == Role::Employee || route.method == Method::Get {
                    // A post may sign out: each has a session of its own.
                    let fresh = if route.method == Method::Post {
                        Some(world.sign_in(&email).await)
                    } else {
                        None
                    };
                    let browser = fresh.as_ref().unwrap_or(&browser);
                    let answer = visit(browser, route, &walked.fill(route)).await;
                    let kind = answer
                        .headers
                        .get("content-type")
                        .and_then(|v| v.to_str().ok())
                        .unwrap_or("")
                        .to_owned();
                    if kind.starts_with("text/html") {
                        pages.push((format!("{} {}", language, route.path), answer.text()));
                    }
                }
            }
        }
    }
    pages
}

/// Visits every page in both languages: no key shows through, and every template was rendered.
#[tokio::test]
async fn every_template_is_rendered_without_a_bare_key() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let reporter = world.sign_in("employee@a.example").await;
    let officer = world.sign_in("officer@a.example").await;
    let walked = world
        .walked(
            &reporter,
            &officer,
            &[
                ("seen", "Iets."),
                ("subjects", "1"),
                ("subject-0-name", "Mirela Fantasia"),
                ("indicators", "GRE-02"),
            ],
        )
        .await;
    let keys = messages("nl");
    let pages = visited(&world, &walked).await;
    for (path, html) in &pages {
        for word in testkit::visible(html).split_whitespace() {
            assert!(
                !keys.contains(word) || !word.contains('-'),
                "{path} shows the key {word}"
            );
        }
    }
    let seen: String = pages.iter().map(|(_, html)| html.as_str()).collect();
    was_rendered(&world, &keys, &seen);
}

/// Every template with a heading of its own was seen.
fn was_rendered(world: &World, keys: &BTreeSet<String>, seen: &str) {
    // These have doors of their own: see program/command_line.rs, route, reporting, enrichment, partner_answers, partner_last and the browser tests.
    let elsewhere = [
        "setup/",
        "demo/",
        "invitation.html",
        "kept.html",
        "end.html",
        "held.html",
        "held_list.html",
        "guest_open.html",
        "already.html",
        "last.html",
        "progress.html",
        "ready.html",
    ];
    for path in all("html") {
        let name = path.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let Some(heading) = text
            .split("<h1")
            .nth(1)
            .and_then(|rest| rest.split('"').nth(3))
        else {
            continue;
        };
        if elsewhere.iter().any(|part| name.contains(part)) || !keys.contains(heading) {
            continue;
        }
        let shown = world.app.i18n.lang("nl").get(heading);
        let start = shown.split('{').next().unwrap().trim().to_owned();
        assert!(seen.contains(&start), "{name} was not rendered");
    }
}
