//! Cases as JSON: read with the place of each fault, written in the order of the standard. No I/O.

use std::collections::{BTreeMap, BTreeSet};

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use super::case::{Case, Record};
use super::fault::{Fault, Faults, shown};
use super::file::{File, Place};
use super::standard::{Group, Kind, STANDARD};
use super::tree::{Node, Places};

/// As the keys of a file are called, beside groups and fields.
const REFERENCE: &str = "reference";

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for (field, text) in self.filled() {
            match field.kind {
                kind if kind.is_several() => {
                    let all: Vec<&str> = text.split(';').collect();
                    map.serialize_entry(field.name, &all)?;
                }
                Kind::Checkbox => map.serialize_entry(field.name, &(text == "true"))?,
                Kind::Number => match text.parse::<u32>() {
                    Ok(number) => map.serialize_entry(field.name, &number)?,
                    Err(_) => map.serialize_entry(field.name, text)?,
                },
                _ => map.serialize_entry(field.name, text)?,
            }
        }
        map.end()
    }
}

impl Serialize for Case {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry(REFERENCE, &self.reference)?;
        for group in Group::ALL {
            let records: Vec<&Record> = self.of(group).collect();
            match records[..] {
                [] => {}
                [one] if group == Group::Case => map.serialize_entry(group.id(), one)?,
                _ => map.serialize_entry(group.id(), &records)?,
            }
        }
        map.end()
    }
}

struct Whole<'a>(&'a [Case]);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut whole = to.serialize_struct("File", 2)?;
        whole.serialize_field("standard", STANDARD)?;
        whole.serialize_field("cases", self.0)?;
        whole.end()
    }
}

/// These cases as a file.
#[must_use]
pub fn write(cases: &[Case]) -> String {
    let text = serde_json::to_string_pretty(&Whole(cases));
    text.unwrap_or_default() + "\n"
}

/// How every file of JSON that this program wrote begins.
pub const BEGINS: &str = "{\n  \"standard\": \"HTCDS 2.0\"";

/// What is being read, and what was found wrong.
struct Reading<'a> {
    places: Places<'a>,
    faults: Faults,
    /// Of each reference, the number of its case.
    references: BTreeMap<String, u64>,
}

/// A file of the standard.
///
/// # Errors
/// Everything that is wrong in it, each with its place.
pub fn read(text: &str) -> Result<File, Faults> {
    let root: Node<'_> = serde_json::from_str(text).map_err(|fault| {
        let message = "no JSON that can be read here".to_owned();
        let [line, column] = [fault.line(), fault.column()].map(|at| at as u64);
        Fault {
            line,
            column,
            message,
        }
    })?;
    let mut reading = Reading {
        places: Places::of(text),
        faults: Faults::default(),
        references: BTreeMap::new(),
    };
    let cases = reading.root(&root);
    reading.faults.unless(File {
        cases,
        passed_over: Vec::new(),
    })
}

impl<'a> Reading<'a> {
    /// Something that is wrong where a key stands.
    fn fault(&mut self, key: &'a str, message: impl std::fmt::Display) {
        let Self { places, faults, .. } = self;
        faults.add(|| {
            let (line, column) = places.find(key);
            let message = format!("{}: {message}", shown(key));
            Fault {
                line,
                column,
                message,
            }
        });
    }

    /// What stands in an object. Of two values under one key nobody knows which was meant: that is a fault.
    fn once<'n>(&mut self, keys: &'n [(&'a str, Node<'a>)]) -> Vec<&'n (&'a str, Node<'a>)> {
        let mut seen = BTreeSet::new();
        let (first, again): (Vec<_>, Vec<_>) = keys.iter().partition(|(key, _)| seen.insert(*key));
        for (key, _) in again {
            self.fault(key, "stands in this object before");
        }
        first
    }

    /// What its sender calls a case, if no other one is called so.
    fn reference(&mut self, key: &'a str, text: &str, number: u64) -> String {
        let reference = Case::new(text).reference;
        if reference.is_empty() {
            return reference;
        }
        match self.references.get(&reference).copied() {
            Some(other) => self.fault(key, format_args!("case {other} has the same one")),
            None => {
                self.references.insert(reference.clone(), number);
            }
        }
        reference
    }

    fn root(&mut self, root: &Node<'a>) -> Vec<(Place, Case)> {
        let (mut cases, mut is_named) = (Vec::new(), false);
        let Node::Map(keys) = root else {
            return self.no_file();
        };
        for (key, node) in self.once(keys) {
            match (*key, node) {
                ("standard", Node::Text(name)) if name == STANDARD => is_named = true,
                ("standard", _) => self.fault(key, format!("expected \"{STANDARD}\"")),
                ("cases", Node::List(all)) => {
                    let numbered = (1..).zip(all);
                    cases = numbered
                        .map(|(number, node)| (Place::Case(number), self.case(key, node, number)))
                        .collect();
                }
                ("cases", _) => self.fault(key, "expected a list of cases"),
                _ => self.fault(key, "expected standard and cases"),
            }
        }
        if is_named || !self.faults.told().is_empty() {
            cases
        } else {
            self.no_file()
        }
    }

    fn no_file<T>(&mut self) -> Vec<T> {
        self.faults.add(|| Fault {
            line: 1,
            column: 1,
            message: format!("expected {{\"standard\": \"{STANDARD}\", \"cases\": [..]}}"),
        });
        Vec::new()
    }

    fn case(&mut self, list: &'a str, node: &Node<'a>, number: u64) -> Case {
        let mut case = Case::new("");
        let Node::Map(keys) = node else {
            self.fault(list, "expected an object for each case");
            return case;
        };
        for (key, node) in self.once(keys) {
            match (Group::parse(key), node) {
                (None, Node::Text(text)) if *key == REFERENCE => {
                    case.reference = self.reference(key, text, number);
                }
                (Some(Group::Case), node) => self.record(Group::Case, key, node, &mut case),
                (Some(group), Node::List(all)) => {
                    for node in all {
                        self.record(group, key, node, &mut case);
                    }
                }
                (Some(_), _) => self.fault(key, "expected a list"),
                (None, _) => self.fault(key, "expected reference, or a group of fields"),
            }
        }
        case
    }

    fn record(&mut self, group: Group, list: &'a str, node: &Node<'a>, case: &mut Case) {
        let Node::Map(fields) = node else {
            return self.fault(list, "expected an object of fields");
        };
        let mut record = Record::new(group);
        for (key, node) in self.once(fields) {
            match node.as_text() {
                None => self.fault(key, "expected one value, or a list of them"),
                Some(text) => {
                    if let Err(unfit) = record.put(key, &text) {
                        self.fault(key, unfit);
                    }
                }
            }
        }
        if let Err(unfit) = case.add(record) {
            self.fault(list, unfit);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::case::tests::case;
    use super::*;

    proptest! {
        #[test]
        fn what_was_written_is_read(cases in proptest::collection::vec(case(), 0..4)) {
            let mut known = BTreeSet::new();
            let mut cases = cases;
            cases.retain(|case| known.insert(case.reference.clone()));
            let written = write(&cases);
            prop_assert!(written.starts_with(BEGINS));
            let read = read(&written).unwrap();
            prop_assert_eq!(&read.only_cases(), &cases);
            prop_assert_eq!(write(&read.only_cases()), written);
        }

        #[test]
        fn nothing_that_is_read_breaks_it(text in "\\PC{0,60}|[\\[\\]{}\":,a-z_]{0,40}") {
            let _ = read(&text);
        }
    }

    #[test]
    fn a_fault_has_its_line_and_column() {
        let text = "{\"standard\": \"HTCDS 2.0\", \"cases\": [\n  {\"reference\": \"A\",\n    \"persons\": [{\"prs_Gender\": \"Man\", \"prs_Nme\": \"x\"}]}]}";
        let faults = read(text).unwrap_err();
        let faults = faults.told();
        let places: Vec<_> = faults.iter().map(|one| (one.line, one.column)).collect();
        assert_eq!(places, [(3, 18), (3, 39)], "{faults:?}");
        assert!(
            faults[0]
                .message
                .starts_with("prs_Gender: expected one of Feminine")
        );
        assert!(
            !faults[0].message.contains("Man,"),
            "what was read is never repeated"
        );
        assert_eq!(read("{\n  x").unwrap_err().told()[0].line, 2);
        assert!(read("{}").is_err() && read("[]").is_err());
    }

    fn places(text: &str) -> Vec<(u64, u64, String)> {
        let faults = read(text).unwrap_err();
        let told = faults.told().iter();
        told.map(|one| (one.line, one.column, one.message.clone()))
            .collect()
    }

    #[test]
    fn a_key_that_stands_twice_in_an_object_is_a_fault() {
        let file = |inside: &str| format!("{{\"standard\": \"HTCDS 2.0\",\n{inside}}}");
        for (inside, line, column, key) in [
            (
                "\"cases\": [{\"reference\": \"A\"}],\n\"cases\": []",
                3,
                1,
                "cases",
            ),
            (
                "\"standard\": \"HTCDS 2.0\", \"cases\": []",
                2,
                1,
                "standard",
            ),
            (
                "\"cases\": [{\"reference\": \"A\", \"reference\": \"B\"}]",
                2,
                30,
                "reference",
            ),
            (
                "\"cases\": [{\"persons\": [], \"persons\": []}]",
                2,
                27,
                "persons",
            ),
            ("\"cases\": [{\"case\": {}, \"case\": {}}]", 2, 24, "case"),
            (
                "\"cases\": [{\"persons\": [{\"prs_Email\": null, \"prs_Email\": \"a@b.example\"}]}]",
                2,
                44,
                "prs_Email",
            ),
        ] {
            let message = format!("{key}: stands in this object before");
            assert_eq!(places(&file(inside)), [(line, column, message)], "{inside}");
        }
    }

    #[test]
    fn a_reference_of_two_cases_is_a_fault() {
        let text = "{\"standard\": \"HTCDS 2.0\", \"cases\": [{\"reference\": \"A 1\"}, {}, {\"reference\": \"\"},\n{\"reference\": \" A  1\"}, {\"reference\": \"\"}]}";
        let message = "reference: case 1 has the same one".to_owned();
        assert_eq!(places(text), [(2, 2, message)]);
    }

    /// As many as there are lines in it, and each is found by going on from the one before.
    #[test]
    fn a_file_full_of_faults_is_told_in_time_that_grows_with_it() {
        let text = format!(
            "{{\"standard\": \"HTCDS 2.0\", \"cases\": [\n{}{{}}]}}",
            "{\"ré\u{9b}\": 1},\n".repeat(60_000)
        );
        let faults = read(&text).unwrap_err();
        assert_eq!(faults.told().len() + faults.more(), 60_000);
        let last = &faults.told()[Faults::TOLD - 1];
        assert_eq!((last.line, last.column), (51, 2));
        assert!(last.message.starts_with("ré\u{fffd}: expected reference"));
    }
}
