//! Signals in every state, made by walking the route as people would, on a clock that is set back.

use std::collections::BTreeMap;

use platform::clock::{self, DAY, HOUR};
use platform::{Actor, App, Clock, DossierId, Error, Millis, Result, Tenant};
use policy::{Facts, PartnerId, Severity, Victim};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use route::assessment::{self, Weighed};
use route::consultations::{self, Words};
use route::dossiers::{self, Open, Purpose, Refusal};
use route::referrals::{self, Answer, Consent, Draft, HandOver, Method};
use route::reporters::{self, Reporter};
use route::reporting;
use route::signals::{
    self, Contact, FEEDBACK, Kind, NewSignal, Outcome, REFER, Report, Source, Statement, Subject,
    SubjectKind, partner_of,
};
use route::telling::{self, Closing, Message};

use super::people::Staff;
use super::talking;
use super::texts::{PATTERNS, PLACES, Pattern, RECURRING};
use super::{asking, calling};

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

/// So many signals wait for what partners do with them, each told through this program.
const THROUGH: usize = 4;

/// What is for a consultation, of signals that were taken so far, where their pattern asks nothing of
/// its own.
const AGENDA: [(Until, &str, &str); 2] = [
    (
        Until::Assessed,
        "ondermijning",
        "Wie van u kent dit patroon? Komt het vaker voor in het gebied?",
    ),
    (
        Until::Answered,
        "copen",
        "Wat leren wij hiervan voor de andere gemeenten?",
    ),
];

struct Maker<'a> {
    app: &'a App,
    clock: &'a Clock,
    tenant: Tenant,
    staff: &'a Staff,
    /// Who handles this signal.
    who: &'a Actor,
    /// Who reported it.
    reporter: Option<Actor>,
    /// So many reporters were asked something.
    asked: usize,
    /// So many signals went to a partner through this program.
    through: usize,
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
    let mut maker = Maker {
        app,
        clock,
        tenant,
        staff,
        who: &staff.officer,
        reporter: None,
        asked: 0,
        through: 0,
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
    let mut askers = staff.reporters.clone();
    askers.retain(|one| one.user != staff.officer.user);
    talking::questions(app, clock, (&askers, &staff.officer), today).await?;
    talking::of_colleagues(app, clock, (&askers, &staff.hears), today).await
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
        let id = self.report(pattern, start).await?;
        if until >= Until::Assessed {
            self.clock.set((start + 2 * DAY).min(today));
            self.assess(id, pattern).await?;
            if let Some(name) = pattern.name {
                let open = self.open(id, Purpose::Add).await?;
                dossiers::call(self.app, self.who, open, name)
                    .await
                    .map_err(refused)?;
            }
        }
        if until == Until::Assessed {
            let open = self.open(id, Purpose::Add).await?;
            calling::ask(self.app, self.who, open).await?;
            self.talk(id, today).await?;
        }
        if let Some((_, table, text)) = AGENDA.iter().find(|(when, ..)| *when == until) {
            let question = pattern.question.unwrap_or(text);
            self.put_on_agenda(id, table, question).await?;
        }
        if until >= Until::Referred {
            self.clock.set((start + 4 * DAY).min(today));
            let through = until == Until::Referred;
            if through {
                let open = self.open(id, Purpose::Act).await?;
                calling::call(self.app, self.clock, self.who, open).await?;
                let open = self.open(id, Purpose::Add).await?;
                calling::say_how_contact_is_safe(self.app, self.who, open).await?;
            }
            self.refer(id, through).await?;
            if through {
                let open = self.open(id, Purpose::Feedback).await?;
                asking::ask(self.app, self.clock, self.who, &open).await?;
                self.hand_to_an_account(id, today).await?;
            }
        }
        if until >= Until::Answered {
            self.clock.set((start + 20 * DAY).min(today));
            self.answer(id).await?;
        }
        if until == Until::Closed {
            self.clock.set((start + 27 * DAY).min(today));
            self.close(id, pattern).await?;
        }
        Ok(())
    }

    /// The officer asks the first two reporters something; one answered, the other did not yet.
    async fn talk(&mut self, id: DossierId, today: Millis) -> Result<()> {
        self.asked += 1;
        if self.asked > 2 {
            return Ok(());
        }
        self.clock.set((today - DAY).max(self.clock.now()));
        let open = self.open(id, Purpose::Act).await?;
        talking::ask(self.app, self.who, open).await?;
        match &self.reporter {
            Some(reporter) if self.asked == 1 => talking::answer(self.app, reporter, id).await,
            _ => Ok(()),
        }
    }

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

    async fn report(&mut self, pattern: &Pattern, start: Millis) -> Result<DossierId> {
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

    /// The dossier, with the officer's vault open.
    async fn open(&self, id: DossierId, purpose: Purpose) -> Result<Open> {
        let officer = self.who;
        let now = self.clock.now();
        self.app.opened.put(officer, self.staff.vault.clone(), now);
        dossiers::open_now(self.app, officer, id, purpose)
            .await
            .map_err(refused)
    }

    async fn put_on_agenda(&self, id: DossierId, table: &str, text: &str) -> Result<()> {
        let words = Words {
            table: table.into(),
            text: text.to_owned(),
            someone_else: std::collections::BTreeSet::new(),
            may_stand: std::collections::BTreeSet::new(),
            asked_partner: String::new(),
        };
        let open = self.open(id, Purpose::Add).await?;
        consultations::put_on_agenda(self.app, self.who, open, &words)
            .await
            .map_err(refused)
    }

    async fn assess(&self, id: DossierId, pattern: &Pattern) -> Result<()> {
        let victims = pattern.ages.iter().map(|age| Victim {
            age: u8::try_from(*age).ok(),
        });
        let facts = Facts {
            forms: pattern.form.into_iter().collect(),
            acute: false,
            severity: pattern.severity,
            victims: victims.collect(),
            network: pattern.network,
            housing: pattern.housing,
            licence_branch: pattern.licence,
            youth_group: pattern.youth_group,
            soft: pattern.severity == Severity::Unclear,
            single_agency: !pattern.network,
            ..Facts::none()
        };
        let why = if pattern.form.is_some() {
            "De beschrijving is concreet en past bij de signalenkaart."
        } else if pattern.other_problem.is_some() {
            "Geen tekenen van mensenhandel. Er is wel een ander probleem."
        } else {
            "Te weinig concreet. Bewaren: een volgend signaal kan het anders maken."
        };
        let minor = pattern.ages.iter().any(|age| (0..18).contains(age));
        let why_no_worse = if minor && pattern.severity < Severity::Serious {
            "Er zijn geen tekenen van dwang of uitbuiting. School houdt contact."
        } else {
            ""
        };
        let indicators = pattern.indicators.iter().map(|id| (*id).to_owned());
        let weighed = Weighed {
            facts,
            indicators: indicators.collect(),
            why: why.to_owned(),
            why_no_worse: why_no_worse.to_owned(),
        };
        let open = self.open(id, Purpose::Assess).await?;
        assessment::assess(self.app, self.who, open, weighed)
            .await
            .map_err(refused)
    }

    /// The last of them goes to a partner that has an account too, and waits there.
    async fn hand_to_an_account(&mut self, id: DossierId, today: Millis) -> Result<()> {
        self.through += 1;
        if self.through < THROUGH {
            return Ok(());
        }
        self.clock.set(today - HOUR);
        self.hand_over(id, "veilig_thuis".into(), true).await
    }

    /// To every obligatory partner, the least that it needs; to the first perhaps through this program.
    async fn refer(&self, id: DossierId, through: bool) -> Result<()> {
        let open = self.open(id, Purpose::Refer).await?;
        let tasks = open.tasks().open_of(&REFER);
        let partners: Vec<PartnerId> = tasks.map(partner_of).collect();
        for (at, partner) in partners.into_iter().enumerate() {
            self.hand_over(id, partner, through && at == 0).await?;
        }
        Ok(())
    }

    async fn hand_over(&self, id: DossierId, partner: PartnerId, through: bool) -> Result<()> {
        let open = self.open(id, Purpose::Refer).await?;
        let mut read = self.app.db.read().await?;
        let draft = Draft::of(&mut read, self.app, &open, &partner).await?;
        drop(read);
        let mut input = HandOver {
            chosen: referrals::least_needed(&draft.items, &draft.partner.needs),
            question: draft.partner.question.clone(),
            purpose: self.app.i18n.lang("nl").get("handover-purpose-default"),
            basis: draft.partner.legal_basis.clone(),
            consent: Some(Consent::Without("vragen is nu niet veilig.".to_owned())),
            proportionality: "Zonder deze gegevens kan de partner niets doen.".to_owned(),
            method: Some(if through {
                Method::Meldroute
            } else {
                Method::SecureMail
            }),
            mailbox: "mensenhandel@partner.example".to_owned(),
            ..HandOver::to(partner)
        };
        let seen = referrals::seen(self.app, self.who, &open, &input).await;
        input.seen = seen.map_err(refused)?;
        let sent = referrals::hand_over(self.app, self.who, open, &input).await;
        sent.map(|_| ()).map_err(refused)
    }

    async fn answer(&mut self, id: DossierId) -> Result<()> {
        let open = self.open(id, Purpose::Feedback).await?;
        let tasks = open.tasks().open_of(&FEEDBACK);
        let awaited: Vec<String> = tasks.map(|task| task.about.clone()).collect();
        for referral in awaited {
            let answer = if self.rng.random_bool(0.8) {
                Answer::Received("Ontvangen en in behandeling genomen.".to_owned())
            } else {
                let why = "Twee keer gebeld. De partner laat weten niets te kunnen zeggen.";
                Answer::GivenUp(why.to_owned())
            };
            let open = self.open(id, Purpose::Feedback).await?;
            let referral = referral.parse().map_err(|_| Error::NotFound)?;
            referrals::answer(self.app, self.who, open, referral, answer)
                .await
                .map_err(refused)?;
        }
        Ok(())
    }

    async fn close(&mut self, id: DossierId, pattern: &Pattern) -> Result<()> {
        let outcome = match (pattern.other_problem, pattern.severity) {
            (Some(_), _) => Outcome::OtherProblem,
            (None, Severity::Unclear) => Outcome::NoFollowUp,
            (None, Severity::Concern) if self.rng.random_bool(0.4) => Outcome::OtherProblem,
            _ => Outcome::Referred,
        };
        let reason = match (outcome, pattern.other_problem) {
            (Outcome::NoFollowUp, _) => "Te weinig concreet.".to_owned(),
            (Outcome::OtherProblem, Some(to)) => {
                format!("Geen mensenhandel, wel iets anders: overgedragen aan {to}.")
            }
            (Outcome::OtherProblem, None) => {
                "Geen mensenhandel, wel schulden: overgedragen aan schuldhulp.".to_owned()
            }
            _ => String::new(),
        };
        let texts = self.app.i18n.lang("nl");
        let closing = Closing {
            outcome: Some(outcome),
            reason,
            message: Message {
                text: texts.get(&format!("message-{}", outcome.id())),
                safely: true,
            },
            passes_over: false,
            merged_with: String::new(),
        };
        let open = self.open(id, Purpose::Close).await?;
        telling::close(self.app, self.who, open, &closing)
            .await
            .map_err(refused)
    }
}

/// The demo walks the route as it should: a refusal is a fault of the demo.
pub(super) fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Failed(error) => error,
        other => Error::Internal(format!("the demo was refused: {other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use platform::Role;

    use super::super::people::ACCOUNTS;
    use super::*;

    /// Otherwise no handover of it would leave, and the demo would not start.
    #[test]
    fn no_text_of_the_demo_names_somebody_who_reports() {
        let mut texts: Vec<&str> = PATTERNS.iter().map(|pattern| pattern.text).collect();
        texts.extend(PATTERNS.iter().filter_map(|pattern| pattern.question));
        texts.extend(PLACES);
        texts.extend(AGENDA.iter().map(|(_, _, text)| *text));
        for known in RECURRING {
            let spelled = known.spellings.iter().flat_map(|fields| fields.iter());
            texts.extend(spelled.map(|(_, value)| *value));
        }
        let employees = ACCOUNTS
            .iter()
            .filter(|one| one.roles.contains(&Role::Employee));
        for account in employees {
            let reporter = Reporter::of_staff(uuid::Uuid::nil().into(), account.name);
            for text in &texts {
                let found = reporters::leaks(text, &reporter);
                assert!(found.is_empty(), "{}: {found:?} in {text}", account.name);
            }
        }
    }
}
