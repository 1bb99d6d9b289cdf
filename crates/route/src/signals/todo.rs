//! What there is to do on the route, and by when (bijlage 2). No I/O.

use platform::clock::DAY;
use platform::tasks::{Kind, Task, Tasks};
use platform::{DossierId, Millis, Role};
use policy::{Deadlines, PartnerId};

use super::state::{Stage, State};

/// Step 3: weigh a signal.
pub const ASSESS: Kind = Kind {
    id: "assess",
    order: 1,
    blocks_closing: true,
    role: Role::Officer,
    page: assess_page,
};

/// Step 4: hand over to an obligatory partner, or say why not. About the partner.
pub const REFER: Kind = Kind {
    id: "refer",
    order: 2,
    blocks_closing: true,
    role: Role::Officer,
    page: refer_page,
};

/// The partner of a task of [`REFER`].
#[must_use]
pub fn partner_of(task: &Task) -> PartnerId {
    task.about.as_str().into()
}

/// Step 5: ask the partner what was done, or say why no answer is accepted. About the handover.
pub const FEEDBACK: Kind = Kind {
    id: "feedback",
    order: 3,
    blocks_closing: true,
    role: Role::Officer,
    page: feedback_page,
};

/// Step 6: tell the reporter, and close.
pub const TELL: Kind = Kind {
    id: "tell",
    order: 4,
    blocks_closing: false,
    role: Role::Officer,
    page: close_page,
};

/// The tasks of this wing.
pub const TASKS: &[&Kind] = &[&ASSESS, &REFER, &FEEDBACK, &TELL];

fn assess_page(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}/beoordelen")
}

fn refer_page(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}/doorzetten")
}

fn feedback_page(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}#doorzettingen")
}

fn close_page(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}/afsluiten")
}

fn after(now: Millis, days: u16) -> Millis {
    now + Millis::from(days) * DAY
}

/// When a signal must have been assessed: sooner when it is urgent.
#[must_use]
pub fn assessment_due(terms: &Deadlines, urgent: bool, received: Millis) -> Millis {
    let days = if urgent {
        terms.urgent_assessment_days
    } else {
        terms.assessment_days
    };
    after(received, days)
}

/// When an obligatory partner must have been told.
#[must_use]
pub fn referral_due(terms: &Deadlines, now: Millis) -> Millis {
    after(now, terms.referral_days)
}

/// When a partner that was told should have let know what was done.
#[must_use]
pub fn feedback_due(terms: &Deadlines, now: Millis) -> Millis {
    after(now, terms.feedback_days)
}

/// The reporter is told once everything else is done: not before the assessment, not while a
/// partner must be told or has not answered, and not again after closing (stap 6).
pub fn tell_once_nothing_else_is_left(
    tasks: &mut Tasks,
    state: State,
    terms: &Deadlines,
    now: Millis,
) {
    let underway = matches!(state.stage(), Stage::Assessed | Stage::Referred);
    if underway && tasks.blocking().is_empty() {
        tasks.open(&TELL, "", after(now, terms.tell_reporter_days));
    } else {
        tasks.keep_only(&TELL, |_| false);
    }
}

#[cfg(test)]
mod tests {
    use policy::Pack;

    use super::*;

    #[test]
    fn an_urgent_signal_is_due_sooner() {
        let pack = Pack::parse(include_str!("../../../../policies/montfoort.toml")).unwrap();
        let due = |urgent| assessment_due(&pack.deadlines, urgent, 0);
        assert!(due(true) < due(false));
    }
}
