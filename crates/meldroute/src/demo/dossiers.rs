//! Signals in every state, made by walking the route as people would, on a clock that is set back.

mod handled;
mod reported;

use platform::clock::DAY;
use platform::{Actor, App, Clock, DossierId, Error, Millis, Result, Tenant};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use route::consultations::{self, Words};
use route::dossiers::{self, Open, Purpose, Refusal};

use super::people::Staff;
use super::talking;
use super::texts::{PATTERNS, Pattern};
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
    use route::reporters::{self, Reporter};

    use super::super::people::ACCOUNTS;
    use super::super::texts::{PLACES, RECURRING};
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
