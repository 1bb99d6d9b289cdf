//! What somebody reports.

use std::collections::BTreeMap;

use platform::{DossierId, Error, Millis, Result, clock};
use rand::RngExt;
use rand::seq::IndexedRandom;
use route::reporters::{self, Reporter};
use route::reporting;
use route::signals::{
    self, Contact, Kind, NewSignal, Report, Source, Statement, Subject, SubjectKind,
};

use super::super::texts::{PLACES, Pattern, RECURRING};
use super::Maker;

impl Maker<'_> {
    fn subject(&mut self, start: Millis) -> Option<Subject> {
        let known = RECURRING.choose(&mut self.rng)?;
        let fields = known.spellings.choose(&mut self.rng)?;
        Some(Subject {
            id: self.app.clock.id_without_time().into(),
            kind: SubjectKind::parse(known.kind)?,
            capacities: vec![(known.capacity.to_owned(), start)],
            minor: false,
            fields: fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            known: BTreeMap::new(),
            safe: BTreeMap::new(),
        })
    }

    pub(super) async fn report(&mut self, pattern: &Pattern, start: Millis) -> Result<DossierId> {
        let mut subjects: Vec<Subject> = (0..self.rng.random_range(0..3))
            .filter_map(|_| self.subject(start))
            .collect();
        for age in pattern.ages.iter().filter(|age| **age >= 0) {
            subjects.push(Subject {
                id: self.app.clock.id_without_time().into(),
                kind: SubjectKind::Person,
                capacities: vec![("possible_victim".to_owned(), start)],
                minor: *age < 18,
                fields: BTreeMap::from([("birth".to_owned(), format!("ongeveer {age} jaar"))]),
                known: BTreeMap::new(),
                safe: BTreeMap::new(),
            });
        }
        let sources = [Source::Seen, Source::Heard, Source::Concluded];
        let source = *sources.choose(&mut self.rng).unwrap_or(&Source::Seen);
        let reporter = self
            .staff
            .reporters
            .choose(&mut self.rng)
            .ok_or(Error::NotFound)?
            .clone();
        self.reporter = Some(reporter.clone());
        let own = reporter.user == self.staff.officer.user;
        self.who = if own {
            &self.staff.deputy
        } else {
            &self.staff.officer
        };
        let id = DossierId::from(self.app.clock.id_without_time());
        let identity = Reporter::of_staff(reporter.user, &reporter.name);
        let mut read = self.app.db.read().await?;
        let sealed = reporters::seal(&mut read, self.app, self.tenant, id, &identity).await?;
        drop(read);
        let epoch = self.app.tenants.get(self.tenant)?.mark_epoch;
        let new = NewSignal {
            id,
            form_id: self.app.clock.id_without_time(),
            digest: vault::random(),
            kind: if pattern.place {
                Kind::Place
            } else {
                Kind::Person
            },
            channel: "form",
            report: self.words(pattern, source, subjects, start),
            contact: Contact::Here,
            mark: signals::mark(&reporter.mark_key(), id, epoch),
            mark_epoch: epoch,
            reporter: Some(sealed),
            received_at: clock::hour(start),
        };
        let drafts = signals::DraftsOfForm::default();
        let own = reporting::Origin::Own(&drafts);
        let stored = reporting::report(self.app, &reporter, new, Vec::new(), own).await?;
        stored.ok_or(Error::Conflict)
    }

    /// What the pattern has somebody say.
    fn words(
        &mut self,
        pattern: &Pattern,
        source: Source,
        subjects: Vec<Subject>,
        start: Millis,
    ) -> Report {
        Report {
            danger: false,
            statements: vec![Statement {
                source,
                text: pattern.text.to_owned(),
            }],
            place: PLACES
                .choose(&mut self.rng)
                .map(|place| (*place).to_owned())
                .unwrap_or_default(),
            when: clock::date(start, "nl"),
            subjects,
            indicators: pattern
                .indicators
                .iter()
                .map(|id| (*id).to_owned())
                .collect(),
            coordinator: Some(self.rng.random_bool(0.5)),
            name: None,
        }
    }
}
