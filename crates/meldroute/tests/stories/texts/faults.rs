//! A fault is a sentence that says what to do with which field.

use std::path::Path;

use super::all;

/// A message that somebody reads beside a field, or of a policy pack.
fn is_fault(key: &str) -> bool {
    key.starts_with("error-") || key.starts_with("pack-fault-")
}

/// Every way in which each fault of a file is said: a number can make another sentence.
fn faults_of(path: &Path) -> Vec<(String, String)> {
    let (mut found, mut current) = (Vec::new(), String::new());
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let inside = line.starts_with(' ');
        let said = if inside {
            line.trim()
                .split_once("] ")
                .map_or(line.trim(), |(_, said)| said)
        } else if let Some((key, said)) = line.split_once(" =") {
            key.clone_into(&mut current);
            said.trim()
        } else {
            current.clear();
            continue;
        };
        let is_words = !said.is_empty() && !said.ends_with("->") && said != "}";
        if is_fault(&current) && is_words {
            found.push((current.clone(), said.to_owned()));
        }
    }
    found
}

#[test]
fn every_fault_is_a_sentence_that_names_its_field() {
    for language in ["nl", "en"] {
        let mut faults = Vec::new();
        for path in all("ftl")
            .iter()
            .filter(|path| path.ends_with(format!("{language}.ftl")))
        {
            faults.extend(faults_of(path));
        }
        assert!(faults.len() > 100, "{language}: {}", faults.len());
        for (key, said) in faults {
            assert!(
                said.ends_with('.'),
                "{language}, {key} has no full stop: {said}"
            );
            let names_nothing = ["Vul dit in", "Fill this in", "Dit is verplicht", "Required"];
            for words in names_nothing {
                assert!(
                    !said.contains(words),
                    "{language}, {key} names no field: {said}"
                );
            }
        }
    }
}
