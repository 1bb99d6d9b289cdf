//! Signals in every state, made by walking the route as people would, on a clock that is set back.

use std::collections::BTreeMap;

use documents::HandoverFile;
use platform::audit::Event;
use platform::clock::{self, DAY};
use platform::{App, Clock, Error, Millis, Result, Role, Tenant};
use policy::{Facts, Pack, Severity, Victim, advise};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use route::assessment::{self, Assessment};
use route::progress;
use route::record::{self, EntryKind};
use route::referrals::{self, Handover, Status};
use route::reporters::{self, Reporter};
use route::signals::{
    self, Contact, Dossier, Kind, NewSignal, Outcome, Report, Source, Statement, Subject,
    SubjectKind,
};
use uuid::Uuid;

use super::people::Staff;
use super::texts::{PATTERNS, PLACES, Pattern, RECURRING};

/// How far a signal is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    Received,
    Assessed,
    Referred,
    Answered,
    Closed,
}

/// How many days ago the newest signals came in, the newest first.
const RECENT: [usize; 13] = [1, 2, 4, 6, 5, 7, 9, 11, 16, 24, 37, 26, 30];

struct Maker<'a> {
    app: &'a App,
    clock: &'a Clock,
    pack: std::sync::Arc<Pack>,
    tenant: Tenant,
    staff: &'a Staff,
    rng: StdRng,
}

pub async fn make(
    app: &App,
    clock: &Clock,
    tenant: Tenant,
    staff: &Staff,
    seed: u64,
    count: usize,
    today: Millis,
) -> Result<()> {
    let pack = app.tenants.get(tenant)?.pack;
    let mut maker = Maker {
        app,
        clock,
        pack,
        tenant,
        staff,
        rng: StdRng::seed_from_u64(seed),
    };
    for at in 0..count {
        // From two and a half years ago up to yesterday; the newest ones are still open.
        let left = count - at;
        let age = RECENT.get(left - 1).copied().unwrap_or(912 * left / count);
        let until = match left {
            1..=4 => Until::Received,
            5..=7 => Until::Assessed,
            8..=11 => Until::Referred,
            12..=13 => Until::Answered,
            _ => Until::Closed,
        };
        let start = today - Millis::try_from(age).unwrap_or(1) * DAY
            + maker.rng.random_range(0..8 * 3_600_000);
        maker
            .signal(
                &PATTERNS[at % PATTERNS.len()],
                start.min(today - 3_600_000),
                until,
                today,
            )
            .await?;
    }
    clock.set(today);
    Ok(())
}

impl Maker<'_> {
    async fn signal(
        &mut self,
        pattern: &Pattern,
        start: Millis,
        until: Until,
        today: Millis,
    ) -> Result<()> {
        self.clock.set(start);
        let mut dossier = self.report(pattern, start).await?;
        if until >= Until::Assessed {
            self.clock.set((start + 2 * DAY).min(today));
            self.assess(&mut dossier, pattern).await?;
        }
        if until >= Until::Referred {
            self.clock.set((start + 4 * DAY).min(today));
            self.refer(&mut dossier).await?;
        }
        if until >= Until::Answered {
            self.clock.set((start + 20 * DAY).min(today));
            self.answer(&mut dossier).await?;
        }
        if until == Until::Closed {
            self.clock.set((start + 27 * DAY).min(today));
            self.close(&mut dossier, pattern).await?;
        }
        Ok(())
    }

    fn subject(&mut self, start: Millis) -> Option<Subject> {
        let known = RECURRING.choose(&mut self.rng)?;
        let fields = known.spellings.choose(&mut self.rng)?;
        Some(Subject {
            kind: SubjectKind::parse(known.kind)?,
            capacities: vec![(known.capacity.to_owned(), start)],
            minor: false,
            fields: fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            known: BTreeMap::new(),
        })
    }

    async fn report(&mut self, pattern: &Pattern, start: Millis) -> Result<Dossier> {
        let mut subjects: Vec<Subject> = (0..self.rng.random_range(0..3))
            .filter_map(|_| self.subject(start))
            .collect();
        for age in pattern.ages.iter().filter(|age| **age >= 0) {
            subjects.push(Subject {
                kind: SubjectKind::Person,
                capacities: vec![("possible_victim".to_owned(), start)],
                minor: *age < 18,
                fields: BTreeMap::from([("birth".to_owned(), format!("ongeveer {age} jaar"))]),
                known: BTreeMap::new(),
            });
        }
        let source = *Source::ALL.choose(&mut self.rng).unwrap_or(&Source::Seen);
        let reporter = self
            .staff
            .reporters
            .choose(&mut self.rng)
            .ok_or(Error::NotFound)?
            .clone();
        let id = self.app.clock.id_without_time();
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
            report: Report {
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
            },
            contact: Contact::Here,
            mark: signals::mark(&reporter.mark_key(), id, epoch),
            mark_epoch: epoch,
            reporter: Some(sealed),
            received_at: clock::hour(start),
        };
        let mut tx = self.app.db.begin().await?;
        signals::insert(&mut tx, self.app, self.tenant, &self.pack, &new)
            .await?
            .ok_or(Error::Conflict)?;
        tx.commit(
            self.app,
            Event::by_reporter(self.tenant, "signal.reported").on(id),
        )
        .await?;
        self.load(id).await
    }

    async fn load(&self, id: Uuid) -> Result<Dossier> {
        signals::load(&mut self.app.db.read().await?, self.app, self.tenant, id).await
    }

    fn event(&self, action: &'static str, id: Uuid) -> Event {
        Event::by(&self.staff.officer, Role::Officer, action).on(id)
    }

    async fn assess(&mut self, dossier: &mut Dossier, pattern: &Pattern) -> Result<()> {
        let facts = Facts {
            forms: pattern.form.into_iter().collect(),
            acute: false,
            severity: pattern.severity,
            victims: pattern
                .ages
                .iter()
                .map(|age| Victim {
                    age: u8::try_from(*age).ok(),
                })
                .collect(),
            network: pattern.network,
            housing: pattern.housing,
            licence_branch: false,
            youth_group: false,
            soft: pattern.severity == Severity::Unclear,
            single_agency: !pattern.network,
        };
        let assessment = Assessment {
            advice: advise(&self.pack, &facts),
            smuggling: false,
            indicators: dossier.report.indicators.clone(),
            why: if pattern.form.is_some() {
                "De beschrijving is concreet en past bij de signalenkaart."
            } else {
                "Te weinig concreet. Bewaren: een volgend signaal kan het anders maken."
            }
            .to_owned(),
            facts,
        };
        let state = dossier.state.assess().ok_or(Error::Conflict)?;
        let mut tx = self.app.db.begin().await?;
        assessment::save(&mut tx, self.app, dossier, &self.staff.officer, &assessment).await?;
        progress::follow(&mut tx, self.app, dossier, &self.pack, state).await?;
        signals::change(&mut tx, self.app, dossier, dossier.version).await?;
        tx.commit(self.app, self.event("signal.assessed", dossier.id))
            .await?;
        *dossier = self.load(dossier.id).await?;
        Ok(())
    }

    /// To every obligatory partner, the least that it needs.
    async fn refer(&mut self, dossier: &mut Dossier) -> Result<()> {
        let mut tx = self.app.db.begin().await?;
        let texts = self.app.i18n.lang("nl");
        let assessment = assessment::of(&mut tx, dossier)
            .await?
            .ok_or(Error::NotFound)?;
        let items = referrals::items(dossier, &assessment, &[], &self.pack, &texts);
        let now = self.clock.now();
        let due = now + Millis::from(self.pack.deadlines.feedback_days) * DAY;
        for advice in assessment.obligations() {
            let partner = self.pack.partner(&advice.partner).ok_or(Error::NotFound)?;
            let chosen = referrals::least_needed(&items, &partner.needs);
            let handover = Handover {
                document: HandoverFile {
                    municipality: self.pack.municipality.name.clone(),
                    reference: dossier.reference.to_string(),
                    partner: partner.name.clone(),
                    date: clock::date(now, "nl"),
                    day: clock::day(now),
                    sections: referrals::sections(&items, &chosen, None),
                    files: Vec::new(),
                    question: partner.question.clone(),
                    due: clock::date(due, "nl"),
                    purpose: texts.get("handover-purpose-default"),
                    legal_basis: partner.legal_basis.clone(),
                    consent: format!("{}: vragen is nu niet veilig.", texts.get("consent-none")),
                    proportionality: "Zonder deze gegevens kan de partner niets doen.".to_owned(),
                },
                parts: partner
                    .needs
                    .iter()
                    .map(|part| part.id().to_owned())
                    .collect(),
                method: "secure_mail".to_owned(),
                files: Vec::new(),
            };
            referrals::add(
                &mut tx,
                self.app,
                dossier,
                &self.staff.officer,
                partner.id.get_ref(),
                due,
                &handover,
            )
            .await?;
        }
        let state = dossier.state.refer().ok_or(Error::Conflict)?;
        progress::follow(&mut tx, self.app, dossier, &self.pack, state).await?;
        signals::change(&mut tx, self.app, dossier, dossier.version).await?;
        tx.commit(self.app, self.event("signal.referred", dossier.id))
            .await?;
        *dossier = self.load(dossier.id).await?;
        Ok(())
    }

    async fn answer(&mut self, dossier: &mut Dossier) -> Result<()> {
        let mut tx = self.app.db.begin().await?;
        for referral in referrals::of(&mut tx, self.app, dossier).await? {
            let (status, text) = if self.rng.random_bool(0.8) {
                (Status::Answered, "Ontvangen en in behandeling genomen.")
            } else {
                (
                    Status::GivenUp,
                    "Twee keer gebeld. De partner laat weten niets te kunnen zeggen.",
                )
            };
            referrals::answer(&mut tx, self.app, dossier, referral.id, status, text).await?;
        }
        let state = dossier.state;
        progress::follow(&mut tx, self.app, dossier, &self.pack, state).await?;
        signals::change(&mut tx, self.app, dossier, dossier.version).await?;
        tx.commit(self.app, self.event("feedback.recorded", dossier.id))
            .await?;
        *dossier = self.load(dossier.id).await?;
        Ok(())
    }

    async fn close(&mut self, dossier: &mut Dossier, pattern: &Pattern) -> Result<()> {
        let outcome = match pattern.severity {
            Severity::Unclear => Outcome::NoFollowUp,
            Severity::Concern if self.rng.random_bool(0.4) => Outcome::OtherProblem,
            _ => Outcome::Referred,
        };
        let reason = match outcome {
            Outcome::NoFollowUp => "Te weinig concreet.",
            Outcome::OtherProblem => {
                "Geen mensenhandel, wel schulden: overgedragen aan schuldhulp."
            }
            _ => "",
        };
        let state = dossier.state.close().ok_or(Error::Conflict)?;
        let mut tx = self.app.db.begin().await?;
        let officer = &self.staff.officer;
        let message = self
            .app
            .i18n
            .lang("nl")
            .get(&format!("message-{}", outcome.id()));
        record::add(
            &mut tx,
            self.app,
            dossier,
            officer,
            EntryKind::Message,
            "",
            &message,
        )
        .await?;
        record::add(
            &mut tx,
            self.app,
            dossier,
            officer,
            EntryKind::Closed,
            outcome.id(),
            reason,
        )
        .await?;
        progress::follow(&mut tx, self.app, dossier, &self.pack, state).await?;
        dossier.outcome = Some(outcome.id().to_owned());
        signals::change(&mut tx, self.app, dossier, dossier.version).await?;
        tx.commit(self.app, self.event("signal.closed", dossier.id))
            .await
    }
}
