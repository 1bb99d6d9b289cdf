//! A case of another system as a report here. What a report has no place for is kept as words: no field
//! that was sent is left out. No I/O.

use std::collections::BTreeMap;

use platform::{Clock, Millis};
use policy::ReservedCapacity;
use route::signals::{Field, Report, Source, Statement, Subject, SubjectId, SubjectKind};

use super::case::{Case, Record};
use super::standard::Group;
use super::standard::lists::{RoleInProcess, TraffickingStatus, TypeOfExploitation};
use super::written::Address;

/// What a case is here.
#[derive(Debug)]
pub struct Taken {
    /// As a signal has it.
    pub report: Report,
    /// What somebody may be made to do, as the sender says. Here an officer judges that.
    pub types: Vec<TypeOfExploitation>,
    /// What a report has no place for.
    pub rest: Vec<Rest>,
}

/// A field that is kept as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// Of which of its group, the first is 1.
    pub of: (Group, usize),
    /// The name of the field.
    pub field: &'static str,
    /// What stands there.
    pub text: String,
}

/// What is being taken over.
struct Taking<'a> {
    clock: &'a Clock,
    now: Millis,
    taken: Taken,
    /// Somebody or something of whom this was said.
    capacities: Vec<&'static str>,
    /// An event came by.
    is_told: bool,
}

/// A case as a report of this moment.
#[must_use]
pub fn taken(case: &Case, clock: &Clock) -> Taken {
    let report = Report {
        danger: false,
        statements: Vec::new(),
        place: String::new(),
        when: String::new(),
        subjects: Vec::new(),
        indicators: Vec::new(),
        coordinator: None,
        name: None,
    };
    let mut taking = Taking {
        clock,
        now: clock.now(),
        taken: Taken {
            report,
            types: Vec::new(),
            rest: Vec::new(),
        },
        capacities: Vec::new(),
        is_told: false,
    };
    for group in Group::ALL {
        for (number, record) in (1..).zip(case.of(group)) {
            let mut left = record.clone();
            match group {
                Group::Person => taking.person(&mut left),
                Group::Event => taking.event(&mut left),
                Group::Organisation => taking.organisation(&mut left),
                Group::Comment => taking.says(left.take("cco_CaseComment")),
                Group::Case | Group::Referral | Group::SupportPlan => {}
            }
            let rest = left.filled().map(|(field, text)| Rest {
                of: (group, number),
                field: field.name,
                text: text.to_owned(),
            });
            taking.taken.rest.extend(rest);
        }
    }
    taking.taken
}

fn address(left: &mut Record, fields: [&str; 3]) -> String {
    let [street, postcode, city] = fields.map(|field| left.take(field));
    Address {
        street,
        postcode,
        city,
    }
    .line()
}

impl Taking<'_> {
    /// What others saw, this municipality heard.
    fn says(&mut self, text: String) {
        if !text.is_empty() {
            let source = Source::Heard;
            self.taken
                .report
                .statements
                .push(Statement { source, text });
        }
    }

    /// Somebody or something involved, if anything is known of it.
    fn involve(&mut self, kind: SubjectKind, known: Vec<(Field, String)>) {
        let known = known.into_iter().filter(|(_, text)| !text.is_empty());
        let fields: BTreeMap<_, _> = known
            .map(|(field, text)| (field.id().to_owned(), text))
            .collect();
        if fields.is_empty() && self.capacities.is_empty() {
            return;
        }
        let mut capacities = std::mem::take(&mut self.capacities);
        if capacities.is_empty() {
            capacities.push(ReservedCapacity::Other.id());
        }
        let id: SubjectId = self.clock.id_without_time().into();
        let mut subject = Subject::new(id, kind);
        subject.fields = fields;
        subject.capacities = capacities
            .into_iter()
            .map(|id| (id.to_owned(), self.now))
            .collect();
        subject.minor = subject.is_young(self.now);
        self.taken.report.subjects.push(subject);
    }

    /// In what capacities somebody is involved: as the fields say that are filled in.
    fn capacities(&mut self, left: &mut Record) {
        let has = |prefix: &str| {
            left.filled()
                .any(|(field, _)| field.name.starts_with(prefix))
        };
        let (as_victim, as_offender) = (has("vic_"), has("per_"));
        let status = TraffickingStatus::parse(left.get("vic_TraffickingStatus"));
        if as_victim && status != Some(TraffickingStatus::NotAVictimOfTrafficking) {
            self.capacities.push(ReservedCapacity::PossibleVictim.id());
        }
        if as_offender {
            self.capacities
                .push(ReservedCapacity::PossibleOffender.id());
        }
        // More than "possible" is kept as it was said.
        if status == Some(TraffickingStatus::PossibleVictimOfTrafficking) {
            left.take("vic_TraffickingStatus");
        }
        if left.get("per_RoleInProcess") == RoleInProcess::Other.id() {
            left.take("per_RoleInProcess");
        }
    }

    fn person(&mut self, left: &mut Record) {
        self.capacities(left);
        let types = left.take("vic_TypeOfExploitation");
        self.taken
            .types
            .extend(types.split(';').filter_map(TypeOfExploitation::parse));
        self.taken.types.sort_unstable();
        self.taken.types.dedup();
        let names =
            ["prs_FirstName", "prs_MiddleName", "prs_SecondName"].map(|name| left.take(name));
        let names = names.into_iter().filter(|name| !name.is_empty());
        let phone = match left.take("prs_MobilePhone") {
            phone if phone.is_empty() => left.take("prs_HomePhone"),
            phone => phone,
        };
        let known = vec![
            (Field::Name, names.collect::<Vec<_>>().join(" ")),
            (Field::Birth, left.take("prs_Birthdate")),
            (Field::Phone, phone),
            (Field::Online, left.take("prs_Email")),
            (
                Field::Address,
                address(
                    left,
                    [
                        "prs_MailingStreet",
                        "prs_MailingPostalCode",
                        "prs_MailingCity",
                    ],
                ),
            ),
        ];
        self.involve(SubjectKind::Person, known);
    }

    /// The first place is where it happened; another one without words is an address that is involved.
    fn event(&mut self, left: &mut Record) {
        let words = left.take("hte_Description");
        let fields = ["hte_Street", "hte_PostalCode", "hte_City"];
        let there = address(&mut left.clone(), fields);
        let is_first = !std::mem::replace(&mut self.is_told, true);
        if is_first || !words.is_empty() && there == self.taken.report.place {
            there.clone_into(&mut self.taken.report.place);
            address(left, fields);
        } else if words.is_empty() {
            let there = address(left, fields);
            self.involve(SubjectKind::Address, vec![(Field::Address, there)]);
        }
        let report = &mut self.taken.report;
        if is_first || report.when == left.get("hte_Date") {
            report.when = left.take("hte_Date");
        }
        self.says(words);
    }

    fn organisation(&mut self, left: &mut Record) {
        let known = vec![
            (Field::Name, left.take("org_Name")),
            (Field::Phone, left.take("org_Phone")),
            (
                Field::Address,
                address(
                    left,
                    [
                        "org_ShippingStreet",
                        "org_ShippingPostalCode",
                        "org_ShippingCity",
                    ],
                ),
            ),
        ];
        self.involve(SubjectKind::Organisation, known);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Format;
    use super::super::saying::{Facts, case_of};
    use super::*;

    fn text() -> impl Strategy<Value = String> {
        "([A-Za-z=+'é] ?){0,8}|[1-9][0-9]{3} [A-Z]{2} Xo|06-12345678|[0-3][0-9]-0[1-9]-20[0-2][0-9]"
    }

    fn subject() -> impl Strategy<Value = Subject> {
        let kind = proptest::sample::select(SubjectKind::ALL);
        let capacity = proptest::sample::select(ReservedCapacity::ALL.to_vec());
        let fields =
            proptest::collection::btree_map(proptest::sample::select(Field::ALL), text(), 0..5);
        (kind, capacity, any::<bool>(), fields).prop_map(|(kind, capacity, both, fields)| {
            let mut subject = Subject::new(uuid::Uuid::nil().into(), kind);
            let also = both.then_some(ReservedCapacity::PossibleOffender);
            let all = [Some(capacity), also].into_iter().flatten();
            subject.capacities = all.map(|one| (one.id().to_owned(), 1)).collect();
            subject.fields = fields
                .into_iter()
                .map(|(field, text)| (field.id().to_owned(), text))
                .collect();
            subject
        })
    }

    fn facts() -> impl Strategy<Value = Facts> {
        let types = proptest::sample::subsequence(TypeOfExploitation::ALL, 0..3);
        let statements = proptest::collection::vec(text(), 0..3);
        let subjects = proptest::collection::vec(subject(), 0..4);
        (statements, text(), text(), subjects, types).prop_map(
            |(said, place, when, subjects, types)| {
                let report = Report {
                    danger: false,
                    statements: said
                        .into_iter()
                        .map(|text| Statement {
                            source: Source::Seen,
                            text,
                        })
                        .collect(),
                    place,
                    when,
                    subjects,
                    indicators: Vec::new(),
                    coordinator: None,
                    name: None,
                };
                Facts {
                    reference: "ABCD-EFGH".into(),
                    report,
                    types,
                    status: None,
                    closed_because: String::new(),
                    referrals: Vec::new(),
                }
            },
        )
    }

    proptest! {
        /// What leaves this program and comes into it again leaves it just so, in either form.
        #[test]
        fn what_was_sent_and_taken_over_is_sent_just_so(facts in facts(), as_table in any::<bool>()) {
            let format = if as_table { Format::Csv } else { Format::Json };
            let sent = case_of(&facts);
            let read = format.read(&format.write(std::slice::from_ref(&sent))).unwrap();
            let [(_, read)] = &read.cases[..] else { panic!("one case") };
            prop_assert_eq!(read, &sent);
            let taken = taken(read, &Clock::at(1));
            prop_assert!(taken.rest.is_empty(), "{:?}", taken.rest);
            let again = Facts { report: taken.report, types: taken.types, ..facts };
            prop_assert_eq!(case_of(&again), sent);
        }

        /// Whatever another system sends: each field is in the report or among the words.
        #[test]
        fn no_field_that_was_sent_is_left_out(case in super::super::case::tests::case()) {
            let taken = taken(&case, &Clock::at(1));
            let said = format!("{:?} {:?} {:?}", taken.report, taken.types, taken.rest);
            let kept = |text: &str| said.contains(format!("{text:?}").trim_matches('"'));
            for (field, text) in case.records().iter().flat_map(Record::filled) {
                let is_taken = matches!(field.name, "vic_TraffickingStatus" | "per_RoleInProcess" | "vic_TypeOfExploitation");
                prop_assert!(is_taken || kept(text), "{}: {text:?} in {said}", field.name);
            }
        }
    }

    #[test]
    fn what_is_more_than_possible_stays_as_it_was_said() {
        let person = Record::new(Group::Person)
            .with("vic_TraffickingStatus", "ActualVictimOfTrafficking")
            .with("per_RoleInProcess", "Recruiter")
            .with("prs_Gender", "NonSpecifiedUnknown");
        let referral = Record::new(Group::Referral).with("cas_ReferredOrganisation", "Politie");
        let taken = taken(&Case::new("A").with([person, referral]), &Clock::at(1));
        let fields: Vec<_> = taken.rest.iter().map(|rest| rest.field).collect();
        assert_eq!(
            fields,
            [
                "cas_ReferredOrganisation",
                "prs_Gender",
                "vic_TraffickingStatus"
            ]
        );
        let someone = &taken.report.subjects[0];
        assert!(someone.is(ReservedCapacity::PossibleVictim));
    }
}
