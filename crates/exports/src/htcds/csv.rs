//! Cases as a table (RFC 4180): a row for each person, event, handover, and so on, with the reference of its case
//! in front. Only columns in which something stands are there, in the order of the standard. No I/O.

use std::collections::{BTreeMap, BTreeSet};

use platform::web::csv::is_formula;

use super::case::{Case, Record, Unfit};
use super::columns::{Columns, REFERENCE, fault};
use super::fault::{Fault, Faults};
use super::file::{File, Place};
use super::quotes;
use super::standard::{FIELDS, Group, field};

/// Is this the first line of a table that this program wrote?
#[must_use]
pub fn is_own(begins: &str) -> bool {
    let mut names = begins.lines().next().unwrap_or("").split(',');
    names.next() == Some(REFERENCE) && names.all(|name| field(name).is_some())
}

/// In front of what a spreadsheet would run as a formula.
const MARK: char = '\'';

/// What a spreadsheet would run is text; and so is what begins with the mark already, so that [`plain`] takes
/// off exactly what was put there.
fn neutral(text: &str) -> String {
    if is_formula(text.trim_start_matches(MARK)) {
        format!("{MARK}{text}")
    } else {
        text.to_owned()
    }
}

/// As it was before [`neutral`].
fn plain(text: &str) -> &str {
    match text.strip_prefix(MARK) {
        Some(rest) if is_formula(rest.trim_start_matches(MARK)) => rest,
        _ => text,
    }
}

/// These cases as a table.
#[must_use]
pub fn write(cases: &[Case]) -> String {
    let records = cases.iter().flat_map(Case::records);
    let filled = records.flat_map(|record| record.filled().map(|(field, _)| field.name));
    let used: BTreeSet<&str> = filled.collect();
    let names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    let columns: Vec<&str> = names
        .into_iter()
        .filter(|name| used.contains(name))
        .collect();
    // A column beside the reference is always there: a case that says nothing is still one.
    let columns = if columns.is_empty() {
        vec![FIELDS[0].name]
    } else {
        columns
    };
    let mut table = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut rows = vec![
        [&[REFERENCE][..], &columns]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect(),
    ];
    for case in cases {
        let nothing = [Record::new(Group::Case)];
        let records = if case.records().is_empty() {
            &nothing[..]
        } else {
            case.records()
        };
        for record in records {
            let values = columns.iter().map(|name| record.get(name));
            let row = std::iter::once(case.reference.as_str()).chain(values);
            rows.push(row.map(neutral).collect::<Vec<String>>());
        }
    }
    for row in rows {
        // Into memory: nothing can go wrong there.
        let _ = table.write_record(row);
    }
    let bytes = table.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Spreadsheets of this country part columns by semicolons.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or("");
    let count = |c: char| header.matches(c).count();
    if count(';') > count(',') { b';' } else { b',' }
}

/// A table of the standard: of its own writing, or a sheet with a row a person. Rows of one reference are one
/// case; a row without one is a case of its own.
///
/// # Errors
/// Everything that is wrong in it, each with its line and column; when a quotation mark is not closed that alone, for
/// nobody knows what the rows behind it are.
pub fn read(text: &str) -> Result<File, Faults> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    quotes::check(text, separator)?;
    let mut table = ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let header = table.headers().cloned();
    let header = header.map_err(|error| of_table(&error, 1))?;
    let columns = Columns::of(&header)?;
    let mut cases = Cases::default();
    let mut faults = Faults::default();
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    for row in table.records() {
        match row {
            Ok(row) => {
                let line = lines.of(row.position());
                cases.row(&columns, &row, line, &mut faults);
            }
            Err(error) => {
                let line = lines.of(error.position());
                faults.add(|| of_table(&error, line));
            }
        }
    }
    faults.unless(File {
        cases: cases.all,
        passed_over: columns.passed_over,
    })
}

/// In which line a row begins. Rows come in their order, so each piece of the text is gone through once.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// A row is said to begin right behind the one before: its line's end comes first.
    fn of(&mut self, position: Option<&::csv::Position>) -> u64 {
        let at = position.and_then(|position| usize::try_from(position.byte()).ok());
        let Some(text) = at.and_then(|at| self.text.get(at..)) else {
            return self.line;
        };
        let begins = self.text.len() - text.trim_start_matches(['\r', '\n']).len();
        let between = self.text.get(self.at..begins).unwrap_or("");
        self.line += between.matches('\n').count() as u64;
        self.at = self.at.max(begins);
        self.line
    }
}

fn of_table(error: &::csv::Error, line: u64) -> Fault {
    let message = match error.kind() {
        ::csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("{len} columns, expected {expected_len}")
        }
        _ => "no table that can be read here".to_owned(),
    };
    fault(line, 0, message)
}

/// The cases, as their rows come by.
#[derive(Default)]
struct Cases {
    all: Vec<(Place, Case)>,
    by_reference: BTreeMap<String, usize>,
}

impl Cases {
    fn of(&mut self, reference: &str, line: u64) -> &mut Case {
        let case = Case::new(reference);
        let known = self.by_reference.get(&case.reference).copied();
        let at = known
            .filter(|_| !case.reference.is_empty())
            .unwrap_or(self.all.len());
        if at == self.all.len() {
            self.by_reference.insert(case.reference.clone(), at);
            self.all.push((Place::Line(line), case));
        }
        &mut self.all[at].1
    }

    fn row(
        &mut self,
        columns: &Columns,
        row: &::csv::StringRecord,
        line: u64,
        faults: &mut Faults,
    ) {
        let cell = |at: usize| plain(row.get(at).unwrap_or(""));
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let mut records = Group::ALL.map(Record::new);
        for (at, name) in &columns.fields {
            let Some((_, field)) = field(name) else {
                continue;
            };
            for record in records
                .iter_mut()
                .filter(|record| record.group() == field.group)
            {
                if let Err(unfit) = record.put(name, cell(*at)) {
                    faults.add(|| fault(line, *at, format!("{name}: {unfit}")));
                }
            }
        }
        let case = self.of(columns.reference.map_or("", cell), line);
        for record in records {
            let first = record.filled().next().map(|(field, _)| field.name);
            let at = columns.fields.iter().find(|(_, name)| Some(*name) == first);
            // Two rows with a case of their own are one case only when they say the same of it.
            let is_other = record.group() == Group::Case
                && !record.is_empty()
                && case
                    .of(Group::Case)
                    .next()
                    .is_some_and(|before| *before != record);
            let added = if is_other {
                Err(Unfit::Twice)
            } else {
                case.add(record)
            };
            if let Err(unfit) = added {
                let at = at.map_or(0, |(at, _)| *at);
                faults.add(|| fault(line, at, format!("the case: {unfit}")));
            }
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
        fn what_was_written_is_read(cases in proptest::collection::vec(case(), 1..4)) {
            let cases: Vec<Case> = {
                let mut known = BTreeSet::new();
                cases.into_iter().filter(|case| known.insert(case.reference.clone())).collect()
            };
            let written = write(&cases);
            prop_assert!(is_own(&written));
            let read = read(&written).unwrap();
            prop_assert_eq!(&read.only_cases(), &cases);
            prop_assert_eq!(write(&read.only_cases()), written);
        }

        /// No cell runs in a spreadsheet, and each is what it was.
        #[test]
        fn a_formula_is_text_and_comes_back(text in "['=+@\t -]{0,4}[a-z=]{0,4}") {
            let cell = neutral(&text);
            prop_assert!(!is_formula(&cell));
            prop_assert_eq!(plain(&cell), text);
        }

        #[test]
        fn nothing_that_is_read_breaks_it(text in "(reference|prs_FirstName|cas_Status|[,;\"\n'=a-z]){0,30}") {
            let _ = read(&text);
        }
    }

    #[test]
    fn a_fault_has_its_line_and_column() {
        let text = "reference,prs_FirstName,cas_Status\r\nA,Milo,Active\r\nA,\"Mi\r\nlo\",Closed\r\nB,,Open\r\nC,x\r\n";
        let faults = read(text).unwrap_err();
        let faults = faults.told();
        let places: Vec<_> = faults.iter().map(|one| (one.line, one.column)).collect();
        assert_eq!(places, [(3, 2), (3, 3), (5, 3), (6, 1)], "{faults:?}");
        assert_eq!(faults[1].message, "the case: said before, and otherwise");
        assert!(read("a,b\r\n1,2\r\n").is_err());
        assert!(read("prs_Title,prs_Title\r\n1,2\r\n").is_err());
    }

    /// A sheet of somebody else: a row a person, with the case in the same row, parted by semicolons.
    #[test]
    fn a_sheet_with_a_row_for_each_person_is_read() {
        let text =
            "\u{feff}prs_FirstName;cas_Status;own column\r\nMilo;Active;x\r\nMila;Active;y\r\n";
        let file = read(text).unwrap();
        assert_eq!(file.cases.len(), 2);
        assert_eq!(file.passed_over, ["own column"]);
        assert_eq!(file.cases[1].0, Place::Line(3));
        assert_eq!(file.cases[1].1.records().len(), 2);
    }

    /// The one fault of a table.
    fn only(text: &str) -> Fault {
        let faults = read(text).unwrap_err();
        let [one] = faults.told() else {
            panic!("{faults:?}")
        };
        one.clone()
    }

    #[test]
    fn a_reference_of_two_cases_is_a_fault() {
        let head = "reference,prs_FirstName,cas_Status,cas_CaseOwner\n";
        // A row for each person: what is said of the case is the same in each.
        let one = read(&format!(
            "{head}A,Milo,Active,Bureau\nA,Mila,Active,Bureau\nA,Mo,,\n"
        ));
        assert_eq!(one.unwrap().cases.len(), 1);
        for other in ["Closed,Bureau", "Active,", "Active,Loket", ",Bureau"] {
            let fault = only(&format!(
                "{head}A,Milo,Active,Bureau\nB,,,\n A,Mila,{other}\n"
            ));
            assert_eq!(
                (fault.line, fault.message.as_str()),
                (4, "the case: said before, and otherwise")
            );
        }
    }

    #[test]
    fn two_columns_of_references_are_a_fault() {
        let fault = only("reference,prs_FirstName,reference\nA,Milo,B\n");
        assert_eq!((fault.line, fault.column), (1, 3));
        assert!(fault.message.starts_with("reference: "), "{fault:?}");
    }

    #[test]
    fn a_row_that_a_quote_swallowed_is_a_fault() {
        let fault = only("reference,cco_CaseComment\nA,\"Nog iets\nB,Meer\nC,Meer\n");
        assert_eq!((fault.line, fault.column), (2, 2), "{fault:?}");
    }

    #[test]
    fn a_column_of_another_is_shown_without_what_commands_a_terminal() {
        let head = format!(
            "prs_FirstName,\u{1b}[2J\u{202e}x,{}\nMilo,1,2\n",
            "y".repeat(80)
        );
        let passed_over = read(&head).unwrap().passed_over;
        let long = "y".repeat(59) + "…";
        assert_eq!(passed_over, ["\u{fffd}[2J\u{fffd}x", &long]);
    }
}
