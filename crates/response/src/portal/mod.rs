//! A partner answers by itself (bijlage 2, stap 4 and 5): a handover stands ready behind a link, which goes to
//! the partner's mailbox without content. The code that belongs to it the officer gives by phone. Behind it
//! the partner reads that one handover, asks, lets know what it does and what came of it, with documents if it has
//! them, or gives it back.
//!
//! Who may do what: the officer sends, withdraws and answers; the guest of a link reads and writes on the one
//! handover, and somebody with an account of that organisation on all of its own (ADR 46): the same page, through
//! another door. What the partner says stands with the officer, as a task; the reporter hears of it in the
//! officer's words alone (`route::telling`).
//!
//! Never allowed: a link and its code in one message; content in a mail; a code that is shown after ten
//! minutes, or to another session than the one that sent; a handover to one organisation before another's account.

mod account;
mod acts;
mod drafts;
mod handover;
mod here;
mod holders;
mod link;
mod model;
mod pages;
mod panel;
mod reminding;
mod store;
mod todo;
mod visitor;

pub use acts::{SAID, Say, UNREAD, UNSEEN, read, renew, reply, say, withdraw};
pub use model::{Outcome, What};
pub use panel::{GUESSED, HAPPENED, PANEL};
pub use reminding::REMINDER;
pub use store::{MIGRATIONS, Message, OF_DOSSIER, of, standing};
pub use todo::OF_PARTNERS;
pub use visitor::Visitor;

use platform::Role;
use platform::clock::DAY;
use platform::guests::Purpose;
use platform::i18n::Locales;
use platform::web::{Body, Routes};
use route::audited::{DOSSIER_READ, VAULT_OPENED, VAULT_REFUSED};
use route::referrals::{Delivery, Method};

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// The link to a handover. At least so long; when the partner has more time to answer, a week longer than that.
pub const HANDOVER: Purpose = Purpose {
    id: "handover",
    lasts: 30 * DAY,
    code: true,
    start: |referral| format!("/partner/{referral}"),
};

const PARTNERS: &[Role] = &[Role::Partner];

/// How a handover goes through this program.
pub const DELIVERY: Delivery = Delivery {
    method: Method::Meldroute,
    deliver: |tx, app, who, leaving| Box::pin(acts::deliver(tx, app, who, leaving)),
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/partner/{object}", link::show)
        .audits(&[&audited::PORTAL_READ])
        .guest(&HANDOVER)
        .post("/partner/{object}", link::say)
        .large(Body::Files)
        .audits(&[&audited::PORTAL_SAID, &audited::PORTAL_READ])
        .guest(&HANDOVER)
        .post("/partner/{object}/concept", link::keep)
        .large(Body::Form)
        .guest(&HANDOVER)
        .get("/partner/{object}/overdracht", link::paper)
        .audits(&[&audited::PORTAL_READ])
        .guest(&HANDOVER)
        .get("/partner/{object}/bestand/{file}", link::file)
        .audits(&[&audited::PORTAL_READ])
        .guest(&HANDOVER)
        .get(visitor::HERE, here::show)
        .authorize(PARTNERS)
        .get("/bij-ons/{referral}", account::show)
        .audits(&[&audited::PORTAL_READ])
        .authorize(PARTNERS)
        .post("/bij-ons/{referral}", account::say)
        .large(Body::Files)
        .audits(&[&audited::PORTAL_SAID, &audited::PORTAL_READ])
        .authorize(PARTNERS)
        .post("/bij-ons/{referral}/concept", account::keep)
        .large(Body::Form)
        .authorize(PARTNERS)
        .get("/bij-ons/{referral}/overdracht", account::paper)
        .audits(&[&audited::PORTAL_READ])
        .authorize(PARTNERS)
        .get("/bij-ons/{referral}/bestand/{file}", account::file)
        .audits(&[&audited::PORTAL_READ])
        .authorize(PARTNERS)
        .post("/dossier/{id}/partner/{referral}", pages::answer)
        .form_on("/dossier/{id}")
        .large(Body::Form)
        .audits(&[
            &audited::PORTAL_REPLIED,
            &audited::PORTAL_SEEN,
            &DOSSIER_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/partner/{referral}/link", pages::link)
        .form_on("/dossier/{id}")
        .audits(&[
            &audited::PORTAL_RENEWED,
            &audited::PORTAL_WITHDRAWN,
            &DOSSIER_READ,
        ])
        .authorize(OFFICERS)
}
