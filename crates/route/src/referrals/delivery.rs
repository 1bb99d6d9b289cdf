//! Ways in which a handover goes to its partner that another wing sees to.

use accounts::people;
use platform::db::{Reader, Tx};
use platform::wing::Running;
use platform::{Actor, App, Millis, Result, Tenant, mail};
use policy::PartnerId;

use super::model::{HandOver, Method};
use super::store::ReferralId;
use crate::dossiers::{Ended, Fault, Open, Refusal};
use crate::reporters::{self, Reporter};

/// A way of a wing (one of its `parts`): it acts within the act that hands over. Either it is on its way, or
/// nothing was handed over.
pub struct Delivery {
    pub method: Method,
    pub deliver: for<'a> fn(&'a mut Tx, &'a App, &'a Actor, Leaving<'a>) -> Running<'a, ()>,
}

/// What is handed over, and to which mailbox the message about it goes: to none when people of the partner read it with
/// their account, and no link is wanted beside that.
pub struct Leaving<'a> {
    /// It may open tasks: the act that hands over commits them.
    pub open: &'a mut Open,
    pub referral: ReferralId,
    pub partner: &'a PartnerId,
    pub mailbox: &'a str,
    /// When the partner is asked to have answered.
    pub due_at: Millis,
}

impl Method {
    /// What sees to it that it gets there; of the other ways the officer does.
    pub(super) fn delivery(self, app: &App) -> Option<&'static Delivery> {
        let all = app.wings.parts::<Delivery>();
        all.into_iter().find(|one| one.method == self)
    }

    /// Can it go this way? Through this program only when a wing sees to that.
    pub(super) fn is_offered(self, app: &App) -> bool {
        self != Self::Meldroute || self.delivery(app).is_some()
    }
}

/// Does somebody of the partner have an account? They read what goes through this program without the link (ADR 46).
pub(super) async fn has_account(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    partner: &PartnerId,
) -> Result<bool> {
    let holders = people::of_partner(tx, app, tenant, partner).await?;
    Ok(!holders.is_empty())
}

/// Where the message goes, if it goes that way.
pub(super) fn mailbox(app: &App, input: &HandOver) -> Option<String> {
    let delivery = input.method.and_then(|method| method.delivery(app));
    delivery.map(|_| input.mailbox.clone())
}

/// The message that something is ready goes to a mailbox that can be one, and not to who reported. To none when people of
/// the partner have an account: they are told, and sign in (ADR 46).
pub(super) fn goes_somewhere(
    app: &App,
    input: &HandOver,
    has_account: bool,
    reporter: &Reporter,
) -> Ended {
    if input
        .method
        .and_then(|method| method.delivery(app))
        .is_none()
    {
        return Ok(());
    }
    if has_account && input.mailbox.trim().is_empty() {
        return Ok(());
    }
    if !mail::is_mailbox(&input.mailbox) {
        return Err(Refusal::of("mailbox", "mailbox"));
    }
    let found = reporters::leaks_beside(&input.mailbox, reporter, &[]);
    if found.is_empty() {
        return Ok(());
    }
    let words = found.certain.into_iter().chain(found.asked).collect();
    Err(Refusal::Typed(vec![
        Fault::new("mailbox", "leak").naming(words),
    ]))
}
