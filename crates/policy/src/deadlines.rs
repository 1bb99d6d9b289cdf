//! Terms of the steps of the route, and how long things are kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Terms in whole days, and in hours for what is urgent: those run on through nights and weekends.
/// The policy names none: these are defaults that the municipality confirms.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deadlines {
    /// From receipt to assessment.
    pub assessment_days: u16,
    /// The same in hours, when somebody is in danger or an indicator is critical.
    pub urgent_assessment_hours: u16,
    /// From assessment until every obligatory partner knows, in hours, when somebody must act now
    /// (bijlage 2, stap 4).
    pub urgent_referral_hours: u16,
    /// From assessment to handover.
    pub referral_days: u16,
    /// From handover until the partner's feedback is due (bijlage 2, stap 5).
    pub feedback_days: u16,
    /// The same where somebody must act now.
    #[serde(default = "soon")]
    pub urgent_feedback_days: u16,
    /// From feedback until the reporter has been told (bijlage 2, stap 6).
    pub tell_reporter_days: u16,
    /// Until a partner entry must be confirmed again.
    pub confirm_partners_months: u16,
}

/// What a pack has that does not name when feedback is due where somebody must act now.
fn soon() -> u16 {
    3
}

/// How long things are kept, in whole days.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// A closed dossier with which nothing was done.
    pub no_follow_up_days: u16,
    /// Any other closed dossier.
    pub closed_dossier_days: u16,
    /// Who reported, after the dossier was closed.
    pub reporter_identity_days: u16,
    /// A draft that nobody works on any more.
    pub draft_days: u16,
    /// A record of the audit log.
    pub audit_days: u16,
    /// A location that is not watched any more.
    #[serde(default = "as_a_dossier")]
    pub ended_location_days: u16,
}

/// What a pack has that does not name how long an ended location is kept: five years.
fn as_a_dossier() -> u16 {
    1825
}
