//! Terms of the route, and how long things are kept: as people say them, and how long or short they can be.

use platform::forms::Posted;
use platform::tenants::Municipality;
use platform::web::Page;
use policy::{Deadlines, Pack, Retention, Term};

use super::print;
use super::refusal::{Why, Wrong};

/// In what a term is counted in a pack.
#[derive(Clone, Copy)]
pub enum Counted {
    Hours,
    Days,
    Months,
}

impl Counted {
    pub fn term(self, count: u16) -> Term {
        match self {
            Self::Hours => Term::of_hours(count),
            Self::Days => Term::of_days(count),
            Self::Months => Term::of_months(count),
        }
    }

    fn count(self, term: Term) -> Option<u16> {
        let count = match self {
            Self::Hours => term.hours(),
            Self::Days => term.days(),
            Self::Months => term.months(),
        };
        count.filter(|count| *count > 0)
    }

    /// The fault of who typed something else.
    fn fault(self) -> &'static str {
        match self {
            Self::Hours => "term-hours",
            Self::Days => "term-days",
            Self::Months => "term-months",
        }
    }
}

/// What is urgent, in hours: from Friday morning until Monday morning. Whoever may be in danger waits no
/// longer, whatever the term for what is not urgent is: that one can be changed here as well, so it is no
/// bound by itself (ADR 32).
const URGENT_HOURS: u16 = 72;
/// What an answer that is urgent may take.
const URGENT_DAYS: u16 = 14;
/// The longest term of the route itself: a quarter of a year.
const ROUTE_DAYS: u16 = 92;

/// The most that can be typed for a term, and the fault of who typed more. What stood there already may
/// stay, and how long things are kept has no such bound.
fn most(name: &str) -> Option<(u16, &'static str)> {
    match name {
        "urgent" | "urgent-referral" => Some((URGENT_HOURS, "term-urgent-most")),
        "urgent-feedback" => Some((URGENT_DAYS, "term-urgent-feedback-most")),
        "assessment" | "referral" | "feedback" | "tell" => Some((ROUTE_DAYS, "term-most")),
        _ => None,
    }
}

/// The least that can be typed for how long something is kept, in days: a draft survives a week of
/// leave, and the log can be asked a year later. What stood there already may stay.
fn least(name: &str) -> Option<u16> {
    match name {
        "draft" => Some(7),
        "identity" => Some(30),
        "no-follow-up" | "location" => Some(90),
        "closed" | "audit" => Some(365),
        _ => None,
    }
}

/// What is wrong with a term that is longer or shorter than can be.
fn bound(name: &str, count: u16, was: u16) -> Option<Wrong> {
    if let Some((most, fault)) = most(name)
        && count > most.max(was)
    {
        return Some(Wrong::new(name, fault));
    }
    let least = least(name).filter(|least| count < (*least).min(was))?;
    let least = Why::AtLeast(Term::of_days(least));
    Some(Wrong::because(name, least))
}

/// Every term: its name in texts, in what it is counted, and how much it is.
pub fn all(due: &Deadlines, keep: &Retention) -> [(&'static str, Counted, u16); 14] {
    use Counted::{Days, Hours, Months};
    [
        ("urgent", Hours, due.urgent_assessment_hours),
        ("urgent-referral", Hours, due.urgent_referral_hours),
        ("assessment", Days, due.assessment_days),
        ("referral", Days, due.referral_days),
        ("feedback", Days, due.feedback_days),
        ("urgent-feedback", Days, due.urgent_feedback_days),
        ("tell", Days, due.tell_reporter_days),
        ("confirm", Months, due.confirm_partners_months),
        ("no-follow-up", Days, keep.no_follow_up_days),
        ("closed", Days, keep.closed_dossier_days),
        ("identity", Days, keep.reporter_identity_days),
        ("draft", Days, keep.draft_days),
        ("audit", Days, keep.audit_days),
        ("location", Days, keep.ended_location_days),
    ]
}

/// The same, back in their places.
fn placed(count: impl Fn(&str) -> u16) -> (Deadlines, Retention) {
    let deadlines = Deadlines {
        urgent_assessment_hours: count("urgent"),
        urgent_referral_hours: count("urgent-referral"),
        assessment_days: count("assessment"),
        referral_days: count("referral"),
        feedback_days: count("feedback"),
        urgent_feedback_days: count("urgent-feedback"),
        tell_reporter_days: count("tell"),
        confirm_partners_months: count("confirm"),
    };
    let retention = Retention {
        no_follow_up_days: count("no-follow-up"),
        closed_dossier_days: count("closed"),
        reporter_identity_days: count("identity"),
        draft_days: count("draft"),
        audit_days: count("audit"),
        ended_location_days: count("location"),
    };
    (deadlines, retention)
}

/// What each is called, and how long it is.
pub fn said(page: &Page, pack: &Pack) -> Vec<(String, String)> {
    let all = all(&pack.deadlines, &pack.retention).into_iter();
    all.map(|(name, counted, count)| {
        let label = page.text(&format!("terms-{name}"));
        (label, page.term(counted.term(count)))
    })
    .collect()
}

/// Does a shorter term wait for somebody else, and count no sooner?
pub fn shorter_waits(municipality: &Municipality) -> bool {
    let pack = &municipality.pack;
    let now = all(&pack.deadlines, &municipality.kept);
    let then = all(&pack.deadlines, &pack.retention);
    now.iter().zip(&then).any(|(now, then)| now.2 > then.2)
}

/// What the form says back: of what stands there.
pub fn seen(pack: &Pack) -> String {
    print(&(&pack.deadlines, &pack.retention))
}

/// Is this what the pack says, in the words that are shown?
pub fn are_same(pack: &Pack, due: &Deadlines, keep: &Retention) -> bool {
    let counts = |due: &Deadlines, keep: &Retention| all(due, keep).map(|(_, _, count)| count);
    counts(due, keep) == counts(&pack.deadlines, &pack.retention)
}

/// What was typed.
pub struct Typed {
    /// What the form says back.
    pub seen: String,
    /// By their names, as people say them.
    terms: Vec<(String, String)>,
}

impl Typed {
    pub fn of(posted: &Posted) -> Self {
        Self {
            seen: posted.get("seen").to_owned(),
            terms: posted.fields.clone(),
        }
    }

    fn count(&self, name: &str, counted: Counted) -> Option<u16> {
        let mut terms = self.terms.iter();
        let (_, said) = terms.find(|(known, _)| known == name)?;
        counted.count(Term::parse(said.trim())?)
    }

    /// What it says, and what of it cannot be.
    pub fn read(&self, pack: &Pack) -> (Deadlines, Retention, Vec<Wrong>) {
        let every = all(&pack.deadlines, &pack.retention);
        let faults =
            every
                .iter()
                .filter_map(|(name, counted, was)| match self.count(name, *counted) {
                    None => Some(Wrong::new(name, counted.fault())),
                    Some(count) => bound(name, count, *was),
                });
        let mut wrong: Vec<Wrong> = faults.collect();
        let count = |name: &str| {
            let mut every = every.iter();
            let counted = every.find(|(known, ..)| *known == name).map(|one| one.1);
            let count = counted.and_then(|counted| self.count(name, counted));
            count.unwrap_or(0)
        };
        if wrong.is_empty() {
            for (fast, slow) in [("urgent", "assessment"), ("urgent-referral", "referral")] {
                if u32::from(count(fast)) > u32::from(count(slow)) * 24 {
                    wrong.push(Wrong::new(fast, "term-urgent"));
                }
            }
            if count("urgent-feedback") > count("feedback") {
                wrong.push(Wrong::new("urgent-feedback", "term-urgent"));
            }
        }
        let (deadlines, retention) = placed(count);
        (deadlines, retention, wrong)
    }
}
