//! A partner that does not answer is reminded by mail, twice and without content, before the day that it was asked
//! for; then the officer rings (bijlage 2, stap 5).
//!
//! Never allowed: a mail to a partner that answered, or whose link opens nothing any more; a link in a mail while it
//! still asks for its code: that one stands in the first mail alone.

use platform::audit::Event;
use platform::calendar::{day_of, is_working_day, last_day, moment_of};
use platform::guests::{self, State};
use platform::jobs::{self, Ended, Job, Kind};
use platform::{App, Millis, Result, Tenant, mail, tasks};
use policy::PartnerId;
use route::referrals::{Handed, Leaving, ReferralId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use platform::db::{Reader, Tx};

use super::acts::is_unread;
use super::visitor::works;
use super::{HANDOVER, holders};
use crate::audited;

/// By the clock of Amsterdam: when people read their mail.
const MORNING: i8 = 9;

/// When a partner is reminded that was told at `from` and asked to answer before `due_at`: on a working morning
/// halfway, and on the last working morning before. In a short term that can be one morning, or none.
#[must_use]
pub fn a_partner_is_reminded_twice(from: Millis, due_at: Millis) -> Vec<Millis> {
    let halfway = last_day(day_of(from + (due_at - from) / 2));
    // Due at the end of a day is due on that day.
    let mut before = day_of(due_at - 1);
    while let Ok(day) = before.yesterday() {
        before = day;
        if is_working_day(day) {
            break;
        }
    }
    let mut mornings = vec![moment_of(halfway, MORNING), moment_of(before, MORNING)];
    mornings.retain(|morning| (from + 1..due_at).contains(morning));
    mornings.sort_unstable();
    mornings.dedup();
    mornings
}

/// What waits until its morning, sealed.
#[derive(Serialize, Deserialize)]
struct Reminder {
    referral: ReferralId,
    link: Uuid,
    mailbox: String,
    /// From then on it is of no use: the next one is due, or the officer rings.
    until: Millis,
}

/// The job that reminds one partner of one handover, once.
pub const REMINDER: Kind = Kind::new("partner-reminder", |app, job| {
    Box::pin(async move { remind(&app, &job).await })
});

/// For a link that was just made. Where no mail goes out, nobody is reminded.
pub async fn plan(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    leaving: &Leaving<'_>,
    link: Uuid,
) -> Result<()> {
    if app.mailer.url.is_none() {
        return Ok(());
    }
    let mornings = a_partner_is_reminded_twice(app.clock.now(), leaving.due_at);
    let ends = mornings.iter().skip(1).copied().chain([leaving.due_at]);
    for (morning, until) in mornings.iter().zip(ends) {
        let reminder = Reminder {
            referral: leaving.referral,
            link,
            mailbox: leaving.mailbox.to_owned(),
            until,
        };
        let kind = REMINDER.name;
        jobs::enqueue_at(tx, app, Some(tenant), kind, *morning, &reminder).await?;
    }
    Ok(())
}

async fn remind(app: &App, job: &Job) -> Ended {
    let reminder: Reminder = job.args()?;
    let Some(tenant) = job.tenant.filter(|_| app.clock.now() < reminder.until) else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    let referral = reminder.referral;
    let Some(waiting) = waits(&mut tx, app, tenant, &reminder).await? else {
        return Ok(());
    };
    let told = holders::tell(&mut tx, app, tenant, &waiting.partner, holders::REMINDER).await?;
    let mailbox = &reminder.mailbox;
    // Without a mailbox it has no link, and its accounts alone are reminded.
    let is_reached = !mailbox.is_empty();
    if told == 0 && !is_reached {
        // Nobody hears it, and nothing says that they did. The officer sees it without this: what waits until somebody
        // opens it, or the answer that is awaited, stays open and is due.
        return Ok(());
    }
    if is_reached && waiting.by_link {
        let path = (HANDOVER.start)(referral.into());
        mail::queue_to_mailbox(&mut tx, app, tenant, mailbox, "partner-reminder", &path).await?;
    } else if is_reached && (waiting.unread || told == 0) {
        let template = "partner-reminder-unread";
        mail::queue_to_mailbox(&mut tx, app, tenant, mailbox, template, "").await?;
    }
    job.done(&mut tx).await?;
    Ok(tx.commit(app, waiting.event).await?)
}

/// What the municipality waits for.
struct Waiting {
    partner: PartnerId,
    /// Its link was opened.
    by_link: bool,
    /// Nobody of the partner read it, with an account neither.
    unread: bool,
    /// What is recorded of the mail.
    event: Event,
}

/// Does the municipality still wait for this partner, and does its link still work? Then how that stands.
async fn waits(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    reminder: &Reminder,
) -> Result<Option<Waiting>> {
    let referral = reminder.referral;
    let Some((dossier, partner)) = Handed::awaited(tx, app, tenant, referral).await? else {
        return Ok(None);
    };
    let links = guests::of(tx, app, tenant, referral.into()).await?;
    let link = links.into_iter().find(|link| link.id == reminder.link);
    let Some(link) = link.filter(works) else {
        return Ok(None);
    };
    let tasks = tasks::of_dossier(tx, app, tenant, dossier).await?;
    let event = Event::by_system(tenant, "program", &audited::PORTAL_REMINDED);
    let event = event.on(dossier).with(HANDOVER.id, referral.to_string());
    Ok(Some(Waiting {
        partner,
        by_link: link.state == State::Opened,
        unread: is_unread(&tasks, &referral.to_string()),
        event,
    }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use platform::calendar::{after_working_days, end_of_day};
    use platform::clock::{DAY, HOUR};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_month_has_two_working_mornings() {
        // Told on Monday 16 March 2026; the answer is asked for by Wednesday 15 April, behind Easter.
        let from = moment_of(date(2026, 3, 16), 14);
        let due = end_of_day(date(2026, 4, 15));
        let mornings = [date(2026, 3, 31), date(2026, 4, 14)];
        let mornings = mornings.map(|day| moment_of(day, MORNING));
        assert_eq!(a_partner_is_reminded_twice(from, due), mornings);
        // By Tuesday 7 April: the day before is Easter Monday, and so the Thursday or Friday before it counts.
        let due = end_of_day(date(2026, 4, 7));
        let last = a_partner_is_reminded_twice(from, due)[1];
        assert!(is_working_day(day_of(last)) && day_of(last) < date(2026, 4, 5));
    }

    #[test]
    fn three_days_have_one_morning_or_two() {
        let from = moment_of(date(2026, 11, 23), 16);
        let due = after_working_days(from, 3);
        let mornings = a_partner_is_reminded_twice(from, due);
        assert!(!mornings.is_empty() && mornings.len() <= 2, "{mornings:?}");
    }

    proptest! {
        /// Whenever it was told and whatever was asked: at most twice, on working mornings, within the term.
        #[test]
        fn nobody_is_reminded_at_another_moment(start in 0i64..2000, hours in 0i64..24, term in 0i64..400) {
            let from = moment_of(date(2024, 1, 1), 0) + start * DAY + hours * HOUR;
            let due = from + term * DAY / 4;
            let mornings = a_partner_is_reminded_twice(from, due);
            prop_assert!(mornings.len() <= 2);
            for morning in mornings {
                prop_assert!(from < morning && morning < due);
                prop_assert!(is_working_day(day_of(morning)));
            }
        }
    }

    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        housekeeping::golden::stays::<Reminder>(env!("CARGO_MANIFEST_DIR"), "partner_reminder");
    }
}
