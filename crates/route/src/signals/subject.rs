//! Who and what is involved in a signal. No I/O.

use std::collections::BTreeMap;

use platform::i18n::Texts;
use platform::web::Words;
use platform::{Millis, id};
use policy::{Pack, ReservedCapacity};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::age;

codes!(SubjectKind {
    Person = "person",
    Organisation = "organisation",
    Address = "address",
    Vehicle = "vehicle",
    Phone = "phone",
    Online = "online",
});
codes!(
    /// What may be known of a subject; nothing is required. What somebody looks like is never
    /// compared as a name.
    Field {
        Name = "name",
        Appearance = "appearance",
        Birth = "birth",
        Address = "address",
        Phone = "phone",
        Plate = "plate",
        Online = "online",
        More = "more",
    }
);

codes!(
    /// How contact with a possible victim is safe. Whoever reaches them reads this first.
    SafeField {
        Language = "language",
        Interpreter = "interpreter",
        Number = "number",
        Time = "time",
        NotToKnow = "not_to_know",
        Guardian = "guardian",
        Children = "children",
    }
);

id!(
    /// Somebody or something involved in one dossier. Given when it is reported or added, random and
    /// without a time, and never to another: others stay who they are, whoever is added.
    SubjectId
);

impl SubjectId {
    /// In reports of version 0.1.0 subjects have no id: read so, they have this one, until the step
    /// `route-35-subject-ids` gave each its own.
    pub(super) fn of_before() -> Self {
        Uuid::nil().into()
    }
}

/// A person, organisation, address, vehicle, phone or online name that is involved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// What hangs on a subject names this, never its place among the others.
    #[serde(default = "SubjectId::of_before")]
    pub id: SubjectId,
    pub kind: SubjectKind,
    /// Somebody can be victim and suspect at once, and that changes: those that were given at the
    /// last moment hold together, the earlier ones stay.
    pub capacities: Vec<(String, Millis)>,
    pub minor: bool,
    /// As the reporter gave it.
    pub fields: BTreeMap<String, String>,
    /// What the officer added or corrected; the reporter does not hear this (stap 6).
    #[serde(default)]
    pub known: BTreeMap<String, String>,
    /// Of a possible victim: how contact is safe, by [`SafeField`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub safe: BTreeMap<String, String>,
}

impl Subject {
    /// Somebody of whom nothing is known yet.
    #[must_use]
    pub fn new(id: SubjectId, kind: SubjectKind) -> Self {
        Self {
            id,
            kind,
            capacities: Vec::new(),
            minor: false,
            fields: BTreeMap::new(),
            known: BTreeMap::new(),
            safe: BTreeMap::new(),
        }
    }

    /// The same one, of whom this alone is told; `None` when nothing is.
    #[must_use]
    pub fn with_only(&self, fields: BTreeMap<String, String>, minor: bool) -> Option<Self> {
        let last = self.capacities.last().map(|(_, since)| *since);
        let now = self.capacities.iter();
        let now = now.filter(|(_, since)| Some(*since) == last);
        (minor || !fields.is_empty()).then(|| Self {
            capacities: now.cloned().collect(),
            minor,
            fields,
            ..Self::new(self.id, self.kind)
        })
    }

    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.known
            .get(field.id())
            .or_else(|| self.fields.get(field.id()))
            .map_or("", String::as_str)
    }

    /// What was said of safe contact.
    #[must_use]
    pub fn safely(&self, field: SafeField) -> &str {
        self.safe.get(field.id()).map_or("", String::as_str)
    }

    /// In what capacities it is involved now: one at least.
    #[must_use]
    pub fn capacities_now(&self) -> Vec<&str> {
        let Some((_, last)) = self.capacities.last() else {
            return vec![ReservedCapacity::Other.id()];
        };
        let now = self.capacities.iter().filter(|(_, since)| since == last);
        now.map(|(id, _)| id.as_str()).collect()
    }

    /// Does the age that was typed make this person a minor, or perhaps?
    #[must_use]
    pub fn is_young(&self, now: Millis) -> bool {
        self.kind == SubjectKind::Person && age::is_perhaps_minor(self.get(Field::Birth), now)
    }

    /// Is this one of them?
    #[must_use]
    pub fn is(&self, capacity: ReservedCapacity) -> bool {
        self.capacities_now().contains(&capacity.id())
    }

    /// From now on it is involved in these capacities, and in no others.
    pub fn now_in(&mut self, capacities: &[String], now: Millis) {
        if !self.capacities.is_empty() && self.capacities_now() == capacities {
            return;
        }
        let last = self.capacities.last().map(|(_, since)| *since);
        // Never the moment of the earlier ones: those would hold too.
        let at = last.map_or(now, |last| now.max(last + 1));
        self.capacities
            .extend(capacities.iter().map(|id| (id.clone(), at)));
    }

    /// Their names, one after the other.
    #[must_use]
    pub fn capacity_names(&self, pack: &Pack, texts: &Texts) -> Words {
        let now = self.capacities_now().into_iter();
        let names = now.filter_map(|id| pack.capacity(id));
        Words::joined(names.map(|capacity| texts.label(&capacity.name)), ", ")
    }

    /// What to call it in a list. Whoever has no name is what they look like.
    #[must_use]
    pub fn title(&self) -> &str {
        let next = match self.kind {
            SubjectKind::Person => Field::Appearance,
            _ => Field::Plate,
        };
        [
            Field::Name,
            next,
            Field::Address,
            Field::Plate,
            Field::Phone,
            Field::Online,
            Field::Appearance,
            Field::Birth,
            Field::More,
        ]
        .into_iter()
        .map(|field| self.get(field))
        .find(|text| !text.is_empty())
        .unwrap_or("?")
    }
}

#[cfg(test)]
mod tests {
    use platform::Clock;
    use proptest::prelude::*;

    use super::*;
    use crate::signals::Report;

    #[derive(Debug, Clone)]
    enum Step {
        Add,
        Change { who: usize, name: String },
        ReadAgain,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            Just(Step::Add),
            (any::<usize>(), "[a-z]{0,6}").prop_map(|(who, name)| Step::Change { who, name }),
            Just(Step::ReadAgain),
        ]
    }

    fn nobody() -> Report {
        Report {
            danger: false,
            statements: Vec::new(),
            place: String::new(),
            when: String::new(),
            subjects: Vec::new(),
            indicators: Vec::new(),
            coordinator: None,
            name: None,
        }
    }

    proptest! {
        #[test]
        fn whatever_the_order_everybody_stays_who_they_are(steps in prop::collection::vec(step(), 0..24)) {
            let (mut report, clock) = (nobody(), Clock::at(0));
            // Who they are, as somebody else keeps it: id and name.
            let mut known: Vec<(SubjectId, String)> = Vec::new();
            for step in steps {
                match step {
                    Step::Add => known.push((report.involve(SubjectKind::Person, &clock), String::new())),
                    Step::Change { who, name } if !known.is_empty() => {
                        let who = who % known.len();
                        let subject = report.subject_mut(known[who].0).unwrap();
                        subject.known.insert(Field::Name.id().into(), name.clone());
                        known[who].1 = name;
                    }
                    Step::Change { .. } => {}
                    Step::ReadAgain => {
                        let sealed = serde_json::to_vec(&report).unwrap();
                        report = serde_json::from_slice(&sealed).unwrap();
                    }
                }
                prop_assert!(report.tells_subjects_apart());
                prop_assert_eq!(report.subjects.len(), known.len());
                for (id, name) in &known {
                    prop_assert_eq!(report.subject(*id).unwrap().get(Field::Name), name);
                }
            }
        }
    }

    #[test]
    fn who_has_no_name_is_called_what_they_look_like() {
        let with = |kind, fields: &[(Field, &str)]| {
            let mut subject = Subject::new(SubjectId::of_before(), kind);
            for (field, text) in fields {
                subject.fields.insert(field.id().into(), (*text).into());
            }
            subject
        };
        let looks = (Field::Appearance, "Oudere vrouw met een hondje");
        let address = (Field::Address, "Verzonnenkade 14");
        let person = with(SubjectKind::Person, &[looks, address]);
        assert_eq!(person.title(), looks.1);
        let named = with(SubjectKind::Person, &[looks, (Field::Name, "Milo")]);
        assert_eq!(named.title(), "Milo");
        let plate = (Field::Plate, "XX-000-X");
        let bus = with(SubjectKind::Vehicle, &[(Field::Appearance, "wit"), plate]);
        assert_eq!(bus.title(), plate.1);
    }

    /// onder ‘Criminele uitbuiting’: "sommige ‘criminelen’ eigenlijk slachtoffer zijn".
    #[test]
    fn somebody_can_be_possible_victim_and_possible_offender_at_once() {
        let (victim, offender) = (
            ReservedCapacity::PossibleVictim,
            ReservedCapacity::PossibleOffender,
        );
        let ids = |all: &[ReservedCapacity]| all.iter().map(|one| one.id().into()).collect();
        let (only, both): (Vec<String>, Vec<String>) = (ids(&[offender]), ids(&[victim, offender]));
        let mut subject = Subject::new(SubjectId::of_before(), SubjectKind::Person);
        assert!(subject.is(ReservedCapacity::Other));
        subject.now_in(&only, 5);
        assert!(subject.is(offender) && !subject.is(victim));
        subject.now_in(&both, 5);
        assert!(subject.is(offender) && subject.is(victim));
        subject.now_in(&both, 9);
        assert_eq!(subject.capacities.len(), 3, "nothing changed");
        subject.now_in(&only, 9);
        assert!(!subject.is(victim));
        assert_eq!(subject.capacities.len(), 4, "the history stays");
    }

    #[test]
    fn subjects_of_before_are_not_told_apart() {
        let mut report = nobody();
        report.subjects = vec![Subject::new(SubjectId::of_before(), SubjectKind::Person)];
        assert!(!report.tells_subjects_apart());
    }
}
