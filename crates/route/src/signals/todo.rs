//! What there is to do on the route, and by when (bijlage 2). No I/O.

use platform::calendar::after_hours;
use platform::clock::DAY;
use platform::tasks::{Kind, Task, Tasks, Whose};
use platform::{DossierId, Millis};
use policy::{Deadlines, PartnerId};

use super::state::{Stage, State};

/// Step 3: weigh a signal.
pub const ASSESS: Kind = Kind {
    id: "assess",
    order: 1,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 10,
    page: assess_page,
};

/// Step 4: hand over to an obligatory partner, or say why not. About the partner.
pub const REFER: Kind = Kind {
    id: "refer",
    order: 2,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 15,
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
    whose: Whose::Asked,
    minutes: 5,
    page: feedback_page,
};

/// Step 6: tell the reporter, and close.
pub const TELL: Kind = Kind {
    id: "tell",
    order: 4,
    blocks_closing: false,
    whose: Whose::Last,
    minutes: 5,
    page: close_page,
};

/// What the reporter added to a dossier that was assessed already must be read (stap 1).
pub const ADDED: Kind = Kind {
    id: "added",
    order: 1,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 5,
    page: added_page,
};

/// The officer asked the reporter something: it is the reporter's turn. It keeps nothing from being done.
pub const ANSWER: Kind = Kind {
    id: "reporter-asked",
    order: 3,
    blocks_closing: false,
    whose: Whose::Asked,
    minutes: 5,
    page: added_page,
};

/// The tasks that follow from what was done.
pub const TASKS: &[&Kind] = &[&ASSESS, &REFER, &FEEDBACK, &TELL, &ADDED];

fn assess_page(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}/beoordelen")
}

/// What is told in a consultation has no form of its own.
pub const CONSULTATION: &str = "local_consultation";

fn refer_page(id: DossierId, about: &str) -> String {
    match about {
        "" => format!("/dossier/{id}/doorzetten"),
        CONSULTATION => format!("/dossier/{id}#overleg"),
        partner => format!("/dossier/{id}/doorzetten/{partner}"),
    }
}

fn feedback_page(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}#doorzettingen")
}

fn close_page(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}/afsluiten")
}

fn added_page(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}#aangevuld")
}

fn after(now: Millis, days: u16) -> Millis {
    now + Millis::from(days) * DAY
}

/// When a signal must have been assessed. What is urgent counts in hours, also in a weekend.
#[must_use]
pub fn assessment_due(terms: &Deadlines, urgent: bool, received: Millis) -> Millis {
    if urgent {
        after_hours(received, terms.urgent_assessment_hours.into())
    } else {
        after(received, terms.assessment_days)
    }
}

/// When an obligatory partner must have been told. What is urgent counts in hours for each of them, as it
/// does before the assessment: care and safety wait as little as the police (bijlage 2, stap 4).
#[must_use]
pub fn referral_due(terms: &Deadlines, urgent: bool, now: Millis) -> Millis {
    if urgent {
        after_hours(now, terms.urgent_referral_hours.into())
    } else {
        after(now, terms.referral_days)
    }
}

/// Until when a question to the reporter has its time: as long as a signal may wait for its assessment.
#[must_use]
pub fn answer_due(terms: &Deadlines, urgent: bool, now: Millis) -> Millis {
    assessment_due(terms, urgent, now)
}

/// When a partner that was told should have let know what was done: soon, where that is urgent.
#[must_use]
pub fn feedback_due(terms: &Deadlines, urgent: bool, now: Millis) -> Millis {
    after(
        now,
        if urgent {
            terms.urgent_feedback_days
        } else {
            terms.feedback_days
        },
    )
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
    use platform::clock::HOUR;
    use policy::Pack;

    use super::*;

    fn terms() -> Deadlines {
        let text = include_str!("../../../../policies/montfoort.toml");
        Pack::parse(text).unwrap().deadlines
    }

    #[test]
    fn an_urgent_signal_is_due_within_hours() {
        let due = |urgent| assessment_due(&terms(), urgent, 0);
        assert_eq!(due(true), 24 * HOUR);
        assert_eq!(due(false), 7 * DAY);
    }

    /// bijlage 2, stap 4: "een zeer ernstig signaal waarop direct ingrijpen noodzakelijk is".
    #[test]
    fn every_obligatory_partner_is_told_within_hours_of_what_is_urgent() {
        assert_eq!(referral_due(&terms(), true, 0), 4 * HOUR);
        assert_eq!(feedback_due(&terms(), true, 0), 3 * DAY);
        assert_eq!(referral_due(&terms(), false, 0), 7 * DAY);
        assert_eq!(feedback_due(&terms(), false, 0), 30 * DAY);
    }
}
