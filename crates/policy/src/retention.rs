//! Of two sets of terms, how long things are kept.

use crate::deadlines::Retention;

impl Retention {
    /// Nothing is over yet.
    pub const EVER: Self = Self {
        no_follow_up_days: u16::MAX,
        closed_dossier_days: u16::MAX,
        reporter_identity_days: u16::MAX,
        draft_days: u16::MAX,
        audit_days: u16::MAX,
        ended_location_days: u16::MAX,
    };

    /// The longer of each.
    #[must_use]
    pub fn or_longer(self, other: Self) -> Self {
        Self {
            no_follow_up_days: self.no_follow_up_days.max(other.no_follow_up_days),
            closed_dossier_days: self.closed_dossier_days.max(other.closed_dossier_days),
            reporter_identity_days: self
                .reporter_identity_days
                .max(other.reporter_identity_days),
            draft_days: self.draft_days.max(other.draft_days),
            audit_days: self.audit_days.max(other.audit_days),
            ended_location_days: self.ended_location_days.max(other.ended_location_days),
        }
    }
}
