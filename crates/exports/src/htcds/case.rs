//! Cases as a file of the standard holds them: records of fields. No I/O.

use std::collections::BTreeMap;

use super::standard::{FIELDS, Field, Group, Misfit, field};

/// What is said of one thing: a person, an event, the case itself. What stands there may stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    group: Group,
    /// By the place of the field in the standard; none is empty.
    values: BTreeMap<usize, String>,
}

/// Why a field could not be filled in. It never repeats what was to stand there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The standard has no such field.
    #[error("no field of HTCDS 2.0")]
    Unknown,
    /// It has, of something else.
    #[error("a field of {}, not of {}", .0.id(), .1.id())]
    Elsewhere(Group, Group),
    /// It stands there already, and is something else.
    #[error("said before, and otherwise")]
    Twice,
    /// It may not stand there.
    #[error("{0}")]
    Misfit(Misfit),
}

impl Record {
    /// One that says nothing yet.
    #[must_use]
    pub fn new(group: Group) -> Self {
        let values = BTreeMap::new();
        Self { group, values }
    }

    /// Of what it says something.
    #[must_use]
    pub fn group(&self) -> Group {
        self.group
    }

    /// Fills in a field; nothing, where nothing was said.
    ///
    /// # Errors
    /// When the standard does not allow it.
    pub fn put(&mut self, name: &str, text: &str) -> Result<(), Unfit> {
        let (at, field) = field(name).ok_or(Unfit::Unknown)?;
        if field.group != self.group {
            return Err(Unfit::Elsewhere(field.group, self.group));
        }
        let kept = field.kind.read(text).map_err(Unfit::Misfit)?;
        if kept.is_empty() {
            return Ok(());
        }
        match self.values.get(&at) {
            Some(before) if *before != kept => Err(Unfit::Twice),
            _ => {
                self.values.insert(at, kept);
                Ok(())
            }
        }
    }

    /// The same of what this program knows: what the standard has no place for is left out.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> Self {
        // What does not fit says so, and nothing is written then.
        let _ = self.put(name, text);
        self
    }

    /// What stands in a field; empty when nothing does.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        let value = field(name).and_then(|(at, _)| self.values.get(&at));
        value.map_or("", String::as_str)
    }

    /// Takes what stands in a field out.
    pub fn take(&mut self, name: &str) -> String {
        let value = field(name).and_then(|(at, _)| self.values.remove(&at));
        value.unwrap_or_default()
    }

    /// Does it say nothing?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// What is filled in, in the order of the standard.
    pub fn filled(&self) -> impl Iterator<Item = (&'static Field, &str)> {
        let values = self.values.iter();
        values.map(|(at, text)| (&FIELDS[*at], text.as_str()))
    }
}

/// A case, with what its sender calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The sender's own reference. The standard has no field for it; without one nobody could say which records
    /// belong together.
    pub reference: String,
    records: Vec<Record>,
}

impl Case {
    /// One of which nothing is said yet.
    #[must_use]
    pub fn new(reference: &str) -> Self {
        Self {
            reference: reference.split_whitespace().collect::<Vec<_>>().join(" "),
            records: Vec::new(),
        }
    }

    /// Adds a record behind those of its group; one that says nothing is none. Of the case itself there is one: what
    /// is said of it stands together.
    ///
    /// # Errors
    /// When it says of the case something else than was said before.
    pub fn add(&mut self, record: Record) -> Result<(), Unfit> {
        // Groups stand in their order, and the case itself is the first.
        let first = self.records.first_mut();
        let known = first.filter(|known| known.group == Group::Case);
        match known {
            Some(known) if record.group == Group::Case => {
                let mut filled = record.filled();
                filled.try_for_each(|(field, text)| known.put(field.name, text))
            }
            _ if record.is_empty() => Ok(()),
            _ => {
                let at = self
                    .records
                    .partition_point(|known| known.group <= record.group);
                self.records.insert(at, record);
                Ok(())
            }
        }
    }

    /// The same of what this program knows, which says nothing twice.
    #[must_use]
    pub fn with(mut self, records: impl IntoIterator<Item = Record>) -> Self {
        for record in records {
            let _ = self.add(record);
        }
        self
    }

    /// Its records, group by group.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Those of one group.
    pub fn of(&self, group: Group) -> impl Iterator<Item = &Record> {
        self.records
            .iter()
            .filter(move |record| record.group == group)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::standard::Kind;
    use super::*;

    /// Something that may stand in a field, as people write it.
    fn value(kind: Kind) -> BoxedStrategy<String> {
        let of_list = |ids: &'static [&'static str]| proptest::sample::select(ids);
        match kind {
            Kind::Text | Kind::LongText => "[-=+@'\"; ,a-zé0-9\n\t]{0,12}".boxed(),
            Kind::Date => (1900..2100_i16, 1..13_i8, 1..29_i8)
                .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
                .boxed(),
            Kind::Number => (0..200_u8).prop_map(|number| number.to_string()).boxed(),
            Kind::Checkbox => any::<bool>().prop_map(|on| on.to_string()).boxed(),
            Kind::Phone => "\\+?[1-9][0-9]{7,12}".boxed(),
            Kind::Country => "[A-Z]{2}".boxed(),
            Kind::Countries => "[A-Z]{2}(;[A-Z]{2}){0,2}".boxed(),
            Kind::Language => "[a-z]{3}".boxed(),
            Kind::Degrees => (-180.0..180.0_f64).prop_map(|at| at.to_string()).boxed(),
            Kind::One(ids) => of_list(ids).prop_map(str::to_owned).boxed(),
            Kind::Several(ids) => proptest::collection::vec(of_list(ids), 1..4)
                .prop_map(|chosen| chosen.join(";"))
                .boxed(),
        }
    }

    fn record() -> impl Strategy<Value = Record> {
        let group = proptest::sample::select(Group::ALL.to_vec());
        let filled = group.prop_flat_map(|group| {
            let fields = FIELDS.iter().filter(move |field| field.group == group);
            let names: Vec<&'static Field> = fields.collect();
            let one = proptest::sample::select(names);
            let one = one.prop_flat_map(|field| (Just(field.name), value(field.kind)));
            (Just(group), proptest::collection::vec(one, 0..6))
        });
        filled.prop_map(|(group, fields)| {
            let empty = Record::new(group);
            let fields = fields.iter();
            fields.fold(empty, |record, (name, text)| record.with(name, text))
        })
    }

    /// Any case that the standard can say.
    pub fn case() -> impl Strategy<Value = Case> {
        let records = proptest::collection::vec(record(), 1..6);
        ("[A-Z0-9]{4}-[A-Z0-9]{4}", records)
            .prop_map(|(reference, records)| Case::new(&reference).with(records))
    }

    #[test]
    fn a_record_takes_what_the_standard_allows_and_nothing_else() {
        let mut person = Record::new(Group::Person);
        assert_eq!(person.put("prs_FirstName", " Milo "), Ok(()));
        assert_eq!(person.put("prs_FirstName", "Milo"), Ok(()));
        assert_eq!(person.put("prs_FirstName", "Mila"), Err(Unfit::Twice));
        assert_eq!(person.put("prs_Name", "Milo"), Err(Unfit::Unknown));
        let elsewhere = Unfit::Elsewhere(Group::Case, Group::Person);
        assert_eq!(person.put("cas_Status", "Active"), Err(elsewhere));
        assert!(matches!(
            person.put("prs_Birthdate", "gisteren"),
            Err(Unfit::Misfit(_))
        ));
        assert_eq!(person.get("prs_FirstName"), "Milo");
    }

    #[test]
    fn of_the_case_itself_one_thing_is_said() {
        let status = |status| Record::new(Group::Case).with("cas_Status", status);
        let owner = Record::new(Group::Case).with("cas_CaseOwner", "Bureau");
        let mut case = Case::new("A").with([status("Active"), owner]);
        assert_eq!(case.of(Group::Case).count(), 1);
        assert_eq!(case.add(status("Closed")), Err(Unfit::Twice));
    }
}
