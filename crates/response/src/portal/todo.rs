//! What waits of a handover that went through this program, worked out anew from what was recorded of it.

use platform::audit::{self, Record};
use platform::db::Reader;
use platform::tasks::Due;
use platform::{App, Result};
use route::dossiers::Open;
use route::parts::Holding;
use route::referrals;

use super::HANDOVER;
use super::acts::{SAID, UNREAD, UNSEEN, is_unread, what_waits_until_it_is_opened};
use super::model::What;
use super::visitor::looked_at;
use crate::audited::{
    PORTAL_READ, PORTAL_RENEWED, PORTAL_REPLIED, PORTAL_SAID, PORTAL_SEEN, PORTAL_WITHDRAWN,
};

/// What partners ask for.
pub const OF_PARTNERS: Holding = Holding::ToDo(&[&SAID, &UNREAD, &UNSEEN], |tx, app, open| {
    Box::pin(of_partners(tx, app, open))
});

async fn of_partners(tx: &mut Reader, app: &App, open: &Open) -> Result<Due> {
    let log = audit::of_dossier(tx, open.tenant(), open.id()).await?;
    let all = referrals::of(tx, app, open).await?.into_iter();
    let through = all.filter_map(|one| Some((one.id, one.handover.mailbox?)));
    let kept = |kind, about: &str| open.tasks().has_open(kind, about);
    let mut due = Due::new();
    for (referral, mailbox) in through {
        let about = referral.to_string();
        let waits = what_waits(&log, &about).unwrap_or(Waits {
            unread: is_unread(open.tasks(), &about),
            said: kept(&SAID, &about),
        });
        let unread = what_waits_until_it_is_opened(&mailbox);
        due.extend(waits.unread.then(|| (unread.id, about.clone())));
        due.extend(waits.said.then_some((SAID.id, about)));
    }
    Ok(due)
}

/// What waits of one handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Waits {
    /// The partner did not open it since its last link was sent.
    unread: bool,
    /// The partner said something since the officer read or answered.
    said: bool,
}

/// By what was recorded of it, in that order. `None`: older records do not say of which handover they are, and what waits
/// stands in the tasks alone.
fn what_waits(log: &[Record], handover: &str) -> Option<Waits> {
    let mut waits = Waits {
        unread: true,
        said: false,
    };
    for one in log {
        if !OF_A_HANDOVER.iter().any(|act| one.is(act)) {
            continue;
        }
        if one.says(HANDOVER.id)? != handover {
            continue;
        }
        if one.is(&PORTAL_SAID) {
            let what = What::of_partner(&one.says("what")?)?;
            waits.unread = false;
            waits.said |= what.waits_for_officer();
        } else if looked_at(one).is_some() || one.is(&PORTAL_WITHDRAWN) {
            waits.unread = false;
        } else if one.is(&PORTAL_RENEWED) {
            waits.unread = true;
        } else if !one.is(&PORTAL_READ) {
            waits.said = false;
        }
    }
    Some(waits)
}

/// Every act that can change what waits. Of what was read, the page alone does.
const OF_A_HANDOVER: [&platform::acts::Act; 6] = [
    &PORTAL_READ,
    &PORTAL_SAID,
    &PORTAL_REPLIED,
    &PORTAL_SEEN,
    &PORTAL_RENEWED,
    &PORTAL_WITHDRAWN,
];
