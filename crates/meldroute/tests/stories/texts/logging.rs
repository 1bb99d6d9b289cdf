//! What the program writes in its log is what LOGGING.md lists, and no error goes there whole that
//! may quote what somebody typed.

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::Path;

use super::{all, root};

/// Errors of the operating system: a number and words of its own, nothing of anybody.
const SYSTEM: [&str; 4] = [
    "platform/src/intake.rs",
    "meldroute/src/private.rs",
    "meldroute/src/serve.rs",
    "meldroute/src/serve/limits.rs",
];

/// What stands between the parentheses of a call, and each of its parts.
fn parts(call: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut parts) = (0, false, vec![String::new()]);
    for c in call.chars() {
        quoted ^= c == '"';
        match c {
            '(' if !quoted => depth += 1,
            ')' if !quoted && depth == 0 => break,
            ')' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(c);
    }
    let parts = parts.iter().map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// How a field stands in the table. An error stands there as a class, in words that the program
/// chose, or as what the system said.
fn field(path: &str, before: &str, part: &str) -> String {
    let (name, value) = part.split_once('=').unwrap_or((part, part));
    let (name, value) = (name.trim(), value.trim());
    let name = name.trim_start_matches(['%', '?']);
    if !value.contains("error") && !value.contains("self") {
        return name.to_owned();
    }
    let made_a_class = "let error = error.for_the_log();";
    if value.ends_with(".for_the_log()") || value == "error" && before.contains(made_a_class) {
        return format!("{name} (class)");
    }
    assert!(
        SYSTEM.iter().any(|file| path.ends_with(file)),
        "{path} logs a whole error ({part}): it may quote what somebody typed; use `for_the_log()`"
    );
    format!("{name} (system)")
}

fn lines_of(path: &Path) -> Vec<String> {
    let (name, text) = (path.to_string_lossy(), read_to_string(path).unwrap());
    let calls = text.match_indices("tracing::");
    let calls = calls.filter_map(|(at, _)| {
        let (level, rest) = text[at + "tracing::".len()..].split_once("!(")?;
        let is_level = level.chars().all(|c| c.is_ascii_lowercase());
        is_level.then(|| (level, rest, &text[..at]))
    });
    calls
        .map(|(level, rest, before)| {
            let mut fields = parts(rest);
            let message = fields.pop().unwrap();
            let inner = message.trim_matches('"');
            assert!(!inner.contains('{'), "{name}: values are fields: {message}");
            let fields: Vec<String> = fields
                .iter()
                .map(|part| field(&name, before, part))
                .collect();
            format!("| {level} | {inner} | {} |", fields.join(", "))
        })
        .collect()
}

#[test]
fn every_line_of_the_log_is_in_the_table() {
    let written: BTreeSet<String> = all("rs").iter().flat_map(|path| lines_of(path)).collect();
    let text = read_to_string(root().join("LOGGING.md")).unwrap();
    let levels = [
        "| error |",
        "| warn |",
        "| info |",
        "| debug |",
        "| trace |",
    ];
    let listed: BTreeSet<String> = text
        .lines()
        .filter(|line| levels.iter().any(|level| line.starts_with(level)))
        .map(str::to_owned)
        .collect();
    let not_listed: Vec<_> = written.difference(&listed).collect();
    assert!(not_listed.is_empty(), "not in LOGGING.md: {not_listed:#?}");
    let gone: Vec<_> = listed.difference(&written).collect();
    assert!(gone.is_empty(), "nobody writes this any more: {gone:#?}");
}

/// Wings and the ground floor do not print: what they say goes through the log, by its rules.
#[test]
fn nothing_is_printed_beside_the_log() {
    for path in all("rs") {
        let name = path.to_string_lossy().into_owned();
        let here = ["/platform/", "/route/", "/accounts/", "/governance/"];
        if here.iter().any(|part| name.contains(part)) {
            let text = read_to_string(&path).unwrap();
            let program = text.split("#[cfg(test)]").next().unwrap();
            for print in ["println!", "dbg!", "eprint!"] {
                assert!(!program.contains(print), "{name} uses {print}");
            }
        }
    }
}
