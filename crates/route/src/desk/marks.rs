//! What is seen of a dossier at a glance: somebody is in danger now, or it is about a minor; and why what is
//! next cannot wait.

use platform::Result;
use platform::db::Reader;
use platform::tasks::Kind;
use policy::Pack;

use crate::assessment::{self, Assessment, is_about_a_minor};
use crate::signals::{ADDED, ASSESS, Dossier, REFER, State};

/// What was judged of it. What a damaged assessment said is left out: `meldroute check` names it.
pub(super) async fn judged(tx: &mut Reader, dossier: &Dossier) -> Result<Option<Assessment>> {
    if dossier.state == State::NEW {
        return Ok(None);
    }
    match assessment::of(tx, dossier).await {
        Err(error) if error.is_damage() => Ok(None),
        other => other,
    }
}

/// Of one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// Somebody is in danger now: as it was reported, and once that was judged, as it was judged.
    pub danger: bool,
    /// It is about a minor, or perhaps.
    pub minor: bool,
}

impl Marks {
    /// `added`: the reporter added something that nobody read yet.
    pub fn of(dossier: &Dossier, judged: Option<&Assessment>, added: bool) -> Self {
        Self {
            danger: is_reported_danger(dossier, judged, added) || is_acute(judged),
            minor: is_about_a_minor(&dossier.report, judged),
        }
    }
}

fn is_acute(judged: Option<&Assessment>) -> bool {
    judged.is_some_and(|judged| judged.facts.acute)
}

/// Danger was reported, and nobody read that yet. A closed dossier waits for nobody: what was added to it is
/// urgent until it is read, and no longer.
fn is_reported_danger(dossier: &Dossier, judged: Option<&Assessment>, added: bool) -> bool {
    let is_danger = dossier.report.danger && dossier.urgent;
    is_danger && (judged.is_none() || added)
}

/// Why it cannot wait, after `next-why-` in the texts: the first of what makes it urgent, or that the policy
/// wants it.
pub(super) fn why(
    next: &Kind,
    dossier: &Dossier,
    (judged, added): (Option<&Assessment>, bool),
    pack: &Pack,
) -> Option<&'static str> {
    let marks = Marks::of(dossier, judged, added);
    let before = [ASSESS, ADDED, REFER].contains(next);
    let reasons = [
        (
            is_reported_danger(dossier, judged, added),
            "reported-danger",
        ),
        (is_acute(judged), "danger"),
        (marks.minor, "minor"),
        (has_serious_sign(dossier, judged, pack), "sign"),
        (*next == REFER, "obligatory"),
    ];
    let mut reasons = reasons.into_iter().filter(|_| before);
    reasons.find(|(is, _)| *is).map(|(_, why)| why)
}

fn has_serious_sign(dossier: &Dossier, judged: Option<&Assessment>, pack: &Pack) -> bool {
    let ticked = judged.map_or(&dossier.report.indicators, |judged| &judged.indicators);
    let mut signs = ticked.iter().filter_map(|id| pack.indicator(id));
    signs.any(|sign| sign.critical)
}
