//! What must be done before a dossier can close.

use crate::assessment::Assessment;
use crate::referrals::Referral;

/// What is missing against the route, as message keys with a partner where one is meant (bijlage
/// 2).
#[must_use]
pub fn missing(
    assessment: Option<&Assessment>,
    open_obligations: &[String],
    referrals: &[Referral],
) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if assessment.is_none() {
        found.push(("missing-assessment", String::new()));
    }
    found.extend(
        open_obligations
            .iter()
            .map(|partner| ("missing-partner", partner.clone())),
    );
    found.extend(
        referrals
            .iter()
            .filter(|referral| referral.is_open())
            .map(|r| ("missing-feedback", r.partner.clone())),
    );
    found
}
