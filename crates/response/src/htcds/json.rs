//! Cases as JSON: read with the place of each fault, written in the order of the standard. No I/O.

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use super::case::{Case, Record};
use super::file::{Fault, File, Place};
use super::standard::{Group, Kind, STANDARD};
use super::tree::Node;

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
    text: &'a str,
    faults: Vec<Fault>,
}

/// A file of the standard.
///
/// # Errors
/// Everything that is wrong in it, each with its place.
pub fn read(text: &str) -> Result<File, Vec<Fault>> {
    let root: Node<'_> = serde_json::from_str(text).map_err(|fault| {
        let message = "no JSON that can be read here".to_owned();
        let [line, column] = [fault.line(), fault.column()].map(|at| at as u64);
        vec![Fault {
            line,
            column,
            message,
        }]
    })?;
    let mut reading = Reading {
        text,
        faults: Vec::new(),
    };
    let cases = reading.root(&root);
    if reading.faults.is_empty() {
        Ok(File {
            cases,
            passed_over: Vec::new(),
        })
    } else {
        Err(reading.faults)
    }
}

impl<'a> Reading<'a> {
    /// Where a key stands: it is a piece of the text.
    fn fault(&mut self, key: &'a str, message: impl std::fmt::Display) {
        let at = key
            .as_ptr()
            .addr()
            .saturating_sub(self.text.as_ptr().addr());
        let before = self.text.get(..at).unwrap_or("");
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() as u64;
        // Of the quotation mark before it.
        let column = column.max(1);
        let message = format!("{key}: {message}");
        self.faults.push(Fault {
            line,
            column,
            message,
        });
    }

    fn root(&mut self, root: &Node<'a>) -> Vec<(Place, Case)> {
        let (mut cases, mut is_named) = (Vec::new(), false);
        let Node::Map(keys) = root else {
            return self.no_file();
        };
        for (key, node) in keys {
            match (*key, node) {
                ("standard", Node::Text(name)) if name == STANDARD => is_named = true,
                ("standard", _) => self.fault(key, format!("expected \"{STANDARD}\"")),
                ("cases", Node::List(all)) => {
                    let numbered = (1..).zip(all);
                    cases = numbered
                        .map(|(number, node)| (Place::Case(number), self.case(key, node)))
                        .collect();
                }
                ("cases", _) => self.fault(key, "expected a list of cases"),
                _ => self.fault(key, "expected standard and cases"),
            }
        }
        if is_named || !self.faults.is_empty() {
            cases
        } else {
            self.no_file()
        }
    }

    fn no_file<T>(&mut self) -> Vec<T> {
        self.faults.push(Fault {
            line: 1,
            column: 1,
            message: format!("expected {{\"standard\": \"{STANDARD}\", \"cases\": [..]}}"),
        });
        Vec::new()
    }

    fn case(&mut self, list: &'a str, node: &Node<'a>) -> Case {
        let mut case = Case::new("");
        let Node::Map(keys) = node else {
            self.fault(list, "expected an object for each case");
            return case;
        };
        for (key, node) in keys {
            match (Group::parse(key), node) {
                (None, Node::Text(text)) if *key == REFERENCE => {
                    case.reference = Case::new(text).reference;
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
        for (key, node) in fields {
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
        assert_eq!(read("{\n  x").unwrap_err()[0].line, 2);
        assert!(read("{}").is_err() && read("[]").is_err());
    }
}
