//! One hour a week: what to do in it, in which order. Everything else on the worklist waits for the next one.
//!
//! A page of the worklist is enough to choose from: it holds all that is urgent, and more than fits into an hour.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Millis, Result};

use super::lines::Lines;
use super::marks::Marks;
use super::turn::Turn;
use super::waiting;
use crate::questions::{self, To};
use crate::seen;
use crate::signals::WorkItem;

/// An hour.
const MINUTES: u32 = 60;

/// Something to do, and why it is worth doing now.
struct Step {
    item: WorkItem,
    what: waiting::Step,
    turn: Turn,
    marks: Marks,
}

impl Step {
    /// What it costs.
    fn minutes(&self) -> u32 {
        let many = u32::try_from(self.what.many).unwrap_or(u32::MAX);
        u32::from(self.what.kind.minutes).saturating_mul(many)
    }

    /// What it prevents: the harm to somebody first, then that a term passes.
    fn prevents(&self) -> u32 {
        // What nobody read yet can be worse than what is known.
        let term = match self.turn {
            Turn::Urgent if self.what.is_unread() => 800,
            Turn::Urgent => 400,
            Turn::Late => 60,
            Turn::Today => 40,
            Turn::Soon => 20,
            Turn::Later | Turn::Waiting => 5,
        };
        let minor = if self.marks.minor { 100 } else { 0 };
        let danger = if self.marks.danger { 2000 } else { 0 };
        term + minor + danger
    }

    /// After `hour-why-` in the texts.
    fn why(&self) -> &'static str {
        match self.turn {
            _ if self.marks.danger => "danger",
            Turn::Urgent => "urgent",
            _ if self.marks.minor => "minor",
            Turn::Late => "late",
            Turn::Today => "today",
            _ => "soon",
        }
    }

    /// Where it is done.
    fn page(&self) -> String {
        self.what.page(&self.item.id)
    }
}

/// What is done within the hour, in this order; and what is left for the next one. Danger goes first. Then whatever
/// prevents most for the minutes that it takes, and of what is equal, what is due first. What does not fit any more
/// makes place for something shorter behind it. The first step always stands there: an hour is no reason to do nothing.
fn the_hour_goes_where_it_prevents_most(mut steps: Vec<Step>) -> (Vec<Step>, Vec<Step>) {
    steps.sort_by(|one, other| {
        let pays = |step: &Step, minutes: u32| u64::from(step.prevents()) * u64::from(minutes);
        let by_danger = other.marks.danger.cmp(&one.marks.danger);
        let by_minute = pays(other, one.minutes()).cmp(&pays(one, other.minutes()));
        let by_term = one.what.due_at.cmp(&other.what.due_at);
        by_danger.then(by_minute).then(by_term)
    });
    let (mut within, mut left, mut taken) = (Vec::new(), Vec::new(), 0);
    for step in steps {
        if within.is_empty() || taken + step.minutes() <= MINUTES {
            taken += step.minutes();
            within.push(step);
        } else {
            left.push(step);
        }
    }
    (within, left)
}

#[derive(Template)]
#[template(path = "desk/templates/hour.html")]
struct Hour {
    page: Page,
    within: Vec<Step>,
    /// So many that cannot wait did not fit.
    urgent_left: usize,
    /// So many colleagues wait for an answer to a question.
    questions: i64,
    /// Of so many dossiers something cannot be read.
    damaged: usize,
    now: Millis,
}

impl Hour {
    fn minutes(&self) -> u32 {
        self.within.iter().map(Step::minutes).sum()
    }
}

/// What is to be done here in a dossier: what leads, and of the rest what is due within the week.
fn to_do(item: &WorkItem, open: Vec<waiting::Step>, marks: Marks, now: Millis) -> Vec<Step> {
    let turn = |step: &waiting::Step| Turn::due(item.urgent, step.due_at, now);
    let here = open.into_iter().filter(|step| !step.waits(now)).enumerate();
    let near = here.filter(|(at, step)| *at == 0 || turn(step) != Turn::Later);
    near.map(|(_, what)| Step {
        item: item.clone(),
        turn: turn(&what),
        marks,
        what,
    })
    .collect()
}

/// Several of one kind in one dossier are one line.
fn together(steps: Vec<Step>) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    for step in steps {
        let same =
            |other: &&mut Step| other.item.id == step.item.id && other.what.kind == step.what.kind;
        match found.iter_mut().find(same) {
            Some(other) => other.what.add(&step.what),
            None => found.push(step),
        }
    }
    found
}

pub async fn hour(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let Lines {
        groups,
        marks,
        mut waiting,
        ..
    } = Lines::behind(&mut tx, &app, actor.tenant, "").await?;
    let always = (Millis::MIN, Millis::MAX);
    let questions =
        questions::late_between(&mut tx, &app, (actor.tenant, To::Officer), always).await?;
    drop(tx);
    let damaged = waiting.values().filter(|waiting| waiting.damaged).count();
    let mut all = Vec::new();
    for item in groups.into_values().flatten() {
        if let (Some(waiting), Some(marks)) = (waiting.remove(&item.id), marks.get(&item.id)) {
            all.extend(to_do(&item, waiting.each, *marks, now));
        }
    }
    let (within, left) = the_hour_goes_where_it_prevents_most(all);
    let within = together(within);
    let shown: Vec<DossierId> = within.iter().map(|step| step.item.id).collect();
    seen::list(&app, &actor, &shown).await?;
    let urgent = left.iter().filter(|step| step.turn == Turn::Urgent);
    html(&Hour {
        urgent_left: urgent.count(),
        questions,
        damaged,
        within,
        now,
        page,
    })
}

#[cfg(test)]
mod tests {
    use platform::tasks::Kind;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::signals::{ASSESS, FEEDBACK, REFER, Reference, State, TELL};

    /// As nobody prints a line of the worklist: its turn, what is next, danger, a minor, its term.
    type Drawn = (Turn, &'static Kind, bool, bool, i64);

    fn drawn() -> impl Strategy<Value = Drawn> {
        let turns = [
            Turn::Urgent,
            Turn::Late,
            Turn::Today,
            Turn::Soon,
            Turn::Later,
        ];
        let kinds: [&'static Kind; 4] = [&ASSESS, &REFER, &FEEDBACK, &TELL];
        let (turn, kind) = (
            prop::sample::select(turns.to_vec()),
            prop::sample::select(kinds.to_vec()),
        );
        (turn, kind, any::<bool>(), any::<bool>(), 0i64..1000)
    }

    fn step((turn, kind, danger, minor, due_at): Drawn) -> Step {
        Step {
            item: WorkItem {
                id: Uuid::nil().into(),
                reference: Reference::parse("MR-7K4F9Q").unwrap(),
                state: State::NEW,
                urgent: turn == Turn::Urgent,
                next: Some(kind),
                due_at,
                received_at: 0,
                closed_at: None,
                title: String::new(),
            },
            what: waiting::Step {
                kind,
                about: String::new(),
                due_at,
                many: 1,
            },
            turn,
            marks: Marks { danger, minor },
        }
    }

    proptest! {
        /// Whatever waits: it fits into an hour, nobody in danger stands behind somebody who is not, and nothing is
        /// left that fits and pays more than what was taken.
        #[test]
        fn the_hour_goes_where_it_prevents_most(steps in prop::collection::vec(drawn(), 0..40)) {
            let many = steps.len();
            let (within, left) = super::the_hour_goes_where_it_prevents_most(steps.into_iter().map(step).collect());
            prop_assert_eq!(within.len() + left.len(), many);
            let taken: u32 = within.iter().map(Step::minutes).sum();
            prop_assert!(taken <= MINUTES);
            let dangers: Vec<bool> = within.iter().map(|step| step.marks.danger).collect();
            prop_assert!(dangers.is_sorted_by_key(|danger| !danger));
            for other in &left {
                prop_assert!(taken + other.minutes() > MINUTES, "it would fit");
                let worse = within.iter().filter(|step| step.minutes() >= other.minutes());
                for step in worse.filter(|step| step.marks.danger == other.marks.danger) {
                    prop_assert!(step.prevents() * other.minutes() >= other.prevents() * step.minutes());
                }
            }
        }
    }
}
