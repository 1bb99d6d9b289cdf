//! What is to be done, worked out from what was done. Acts keep the list of tasks; here it is made
//! anew, to hold the two against each other, and to fill the list of an installation of before it
//! was kept.

use platform::db::{Reader, Tx};
use platform::tasks::{self, Due, How, Tasks};
use platform::{App, DossierId, Error, Millis, Result, Tenant, params};
use policy::PartnerId;

use crate::additions;
use crate::assessment::{self, Assessment};
use crate::dossiers::Open;
use crate::parts::Holding;
use crate::record::{self, EntryKind};
use crate::referrals::{self, ReferralId};
use crate::signals::{self, ADDED, ASSESS, Dossier, FEEDBACK, REFER, Stage, State, TELL};

/// What was done in a dossier, as far as it decides what is to be done.
#[derive(Debug, Clone)]
pub struct Facts {
    pub state: State,
    /// Partners that the assessment obliges to tell.
    pub obligations: Vec<PartnerId>,
    /// Partners that were told, and those passed over with a reason.
    pub told: Vec<PartnerId>,
    pub passed_over: Vec<PartnerId>,
    /// Handovers without an answer, and when that is due.
    pub awaiting: Vec<(ReferralId, Millis)>,
    /// Does something that the reporter added wait for the officer?
    pub added: bool,
}

impl Facts {
    /// Without additions, which an installation of before has none of.
    async fn of(tx: &mut Reader, app: &App, dossier: &Dossier) -> Result<Self> {
        let assessment = assessment::of(tx, dossier).await?;
        let referrals = referrals::of(tx, app, dossier).await?;
        let entries = record::list(tx, dossier).await?;
        // What a partner gave back is to be told again, whatever was told or passed over before that.
        let returned = |partner: &PartnerId| {
            let back = referrals.iter().filter(|one| one.is_returned());
            let of_it = back.filter(|one| one.partner == *partner);
            of_it.filter_map(|one| one.answered_at).max()
        };
        let counts =
            |partner: &PartnerId, at: Millis| returned(partner).is_none_or(|back| back <= at);
        let told = referrals
            .iter()
            .filter(|one| !one.is_returned() && counts(&one.partner, one.at));
        let passed = entries.into_iter().filter(|entry| {
            entry.kind == EntryKind::PassedOver && counts(&entry.partner(), entry.at)
        });
        let obligations = assessment.iter().flat_map(Assessment::obligations);
        let open = referrals.iter().filter(|referral| referral.is_open());
        Ok(Self {
            state: dossier.state,
            obligations: obligations.map(|advice| advice.partner.clone()).collect(),
            told: told.map(|one| one.partner.clone()).collect(),
            passed_over: passed.map(|entry| entry.partner()).collect(),
            awaiting: open.map(|one| (one.id, one.due_at)).collect(),
            added: false,
        })
    }

    fn is_settled(&self, partner: &PartnerId) -> bool {
        self.told.contains(partner) || self.passed_over.contains(partner)
    }

    /// What partners were asked for.
    fn answers(&self) -> impl Iterator<Item = (&'static str, String)> {
        let awaiting = self.awaiting.iter();
        awaiting.map(|(id, _)| (FEEDBACK.id, id.to_string()))
    }

    /// What must be done now: the route in one function (bijlage 2).
    #[must_use]
    pub fn to_do(&self) -> Due {
        let added = self.added.then(|| (ADDED.id, String::new()));
        let mut found: Due = added.into_iter().collect();
        match self.state.stage() {
            // A partner may have been rung before: what could not wait.
            Stage::Received => {
                found.insert((ASSESS.id, String::new()));
                found.extend(self.answers());
                found
            }
            Stage::Closed { .. } => found,
            Stage::Assessed | Stage::Referred => {
                let open = self.obligations.iter();
                let open = open.filter(|partner| !self.is_settled(partner));
                found.extend(open.map(|partner| (REFER.id, partner.to_string())));
                found.extend(self.answers());
                if found.is_empty() {
                    found.insert((TELL.id, String::new()));
                }
                found
            }
        }
    }

    /// The list as acts would have kept it. What leads is due when the dossier says.
    fn tasks(&self, due_at: Millis) -> Tasks {
        let mut tasks = Tasks::default();
        if self.state != State::NEW {
            tasks.settle(&ASSESS, "", How::Done, due_at);
        }
        for partner in &self.told {
            tasks.settle(&REFER, partner.as_str(), How::Done, due_at);
        }
        for partner in &self.passed_over {
            tasks.settle(&REFER, partner.as_str(), How::PassedOver, due_at);
        }
        let due = |about: &str| {
            let open = self.awaiting.iter().find(|(id, _)| id.to_string() == about);
            open.map_or(due_at, |(_, due)| *due)
        };
        for (id, about) in self.to_do() {
            let kind = signals::TASKS.iter().find(|kind| kind.id == id);
            if let Some(kind) = kind {
                tasks.open(kind, &about, due(&about));
            }
        }
        tasks
    }
}

/// The route itself.
pub const ROUTE: Holding = Holding::ToDo(signals::TASKS, |tx, app, open| {
    Box::pin(of_the_route(tx, app, open))
});

async fn of_the_route(tx: &mut Reader, app: &App, open: &Open) -> Result<Due> {
    let mut facts = Facts::of(tx, app, open).await?;
    let additions = additions::list(tx, open).await?;
    facts.added = additions.iter().any(|added| added.waits);
    let mut to_do = facts.to_do();
    // The reporter is told last: after what others ask for, too.
    let blocking = open.tasks().blocking();
    let mut kinds = blocking.iter().map(|task| task.kind);
    if kinds.any(|kind| !signals::TASKS.contains(&kind)) {
        to_do.retain(|(kind, _)| *kind != TELL.id);
    }
    Ok(to_do)
}

/// Is what is to be done what follows from what was done? Each wing says so of its own kinds; the dossier's copy says
/// what leads, and when the first of it is due.
pub async fn fits(tx: &mut Reader, app: &App, open: &Open) -> Result<bool> {
    let kept = open.tasks();
    for part in app.wings.parts::<Holding>() {
        if let Holding::ToDo(kinds, follows) = part
            && kept.due_of(kinds) != follows(tx, app, open).await?
        {
            return Ok(false);
        }
    }
    let leads = kept.leading_at_first().map(|task| task.kind) == open.next;
    let is_due = kept.first_due().is_none_or(|due| due == open.due_at);
    Ok(leads && is_due)
}

/// Fills the list of tasks of a municipality whose dossiers have none.
pub async fn fill(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let rows = tx
        .rows("select id from signal where tenant = $1", params![tenant])
        .await?;
    for row in rows {
        let (dossier, facts) = match read(tx, app, tenant, row.get("id")?).await {
            Ok(found) => found,
            Err(error @ Error::Database(_)) => return Err(error),
            // One that does not open keeps nobody from working: `meldroute check` names it.
            Err(_) => continue,
        };
        tasks::save(tx, app, tenant, dossier.id, &facts.tasks(dossier.due_at)).await?;
    }
    Ok(())
}

async fn read(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: DossierId,
) -> Result<(Dossier, Facts)> {
    let dossier = signals::load(tx, app, tenant, id).await?;
    let facts = Facts::of(tx, app, &dossier).await?;
    Ok((dossier, facts))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::signals::Outcome;

    fn partners() -> impl Strategy<Value = Vec<PartnerId>> {
        let partner = prop::sample::select(vec!["politie", "avim", "veilig-thuis", "riec"]);
        prop::collection::vec(partner.prop_map(PartnerId::from), 0..4)
    }

    fn state() -> impl Strategy<Value = State> {
        let assessed = State::NEW.assess().unwrap();
        let referred = assessed.refer().unwrap();
        let closed = referred.close(5, Outcome::Local).unwrap();
        prop::sample::select(vec![State::NEW, assessed, referred, closed])
    }

    proptest! {
        /// A list that is made from what was done asks for what follows from it, and telling the
        /// reporter comes last.
        #[test]
        fn a_list_made_anew_asks_for_what_is_left(
            state in state(),
            obligations in partners(),
            told in partners(),
            passed_over in partners(),
            awaiting in 0usize..3,
            added in any::<bool>(),
        ) {
            let awaiting = (0..awaiting).map(|at| (Uuid::from_u128(at as u128).into(), 9)).collect();
            let facts = Facts { state, obligations, told, passed_over, awaiting, added };
            let tasks = facts.tasks(7);
            prop_assert_eq!(tasks.due_of(signals::TASKS), facts.to_do());
            let asks_to_tell = facts.to_do().iter().any(|(kind, _)| *kind == TELL.id);
            prop_assert!(!asks_to_tell || tasks.blocking().is_empty());
        }
    }
}
