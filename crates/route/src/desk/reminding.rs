//! Who has one hour a week is reminded by mail, every officer, the deputy too: of what waits on the first
//! working morning of the week; on a working morning when a term has passed or one that cannot wait ends
//! within a day; and within the hour when one that cannot wait has passed. How much waits, never what or
//! whose. Who hears of colleagues is reminded of that in the same way. On that first morning, who takes part in a consultation hears of its agenda too.
//!
//! Never allowed: a reminder at a moment that somebody's reporting decides. What came in is told at once,
//! to the hour, elsewhere; here only terms and mornings count.

use accounts::who;
use jiff::civil::Date;
use platform::clock::DAY;
use platform::db::{Migration, Reader, Tx};
use platform::{App, Millis, Result, Tenant, calendar, mail, params};

use crate::consultations;
use crate::questions::{self, To};
use crate::signals::{self, MOST_COUNTED, Stretch};

/// Up to when each municipality was looked at.
pub const TABLE: Migration = Migration {
    id: "route-45-reminded",
    sql: "create table reminded (tenant {uuid} primary key, until {int} not null){strict};
",
};

/// Before the day begins, on the clock of Amsterdam.
const MORNING: i8 = 7;

/// Looks at every municipality; each by itself, so that a fault in one is in no other's way.
pub async fn remind(app: &App) -> Result<()> {
    let mut fault = Ok(());
    for known in app.tenants.all() {
        fault = fault.and(remind_in(app, known.tenant).await);
    }
    fault
}

async fn remind_in(app: &App, tenant: Tenant) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(since) = until_now(&mut tx, tenant, now).await? else {
        return tx
            .commit_unaudited("from when a municipality is looked at, is nobody's act")
            .await;
    };
    let waits = Waits::between(&mut tx, tenant, since, now).await?;
    if let Some(occasion) = Occasion::of(since, now, &waits) {
        let numbers = [("open", waits.open), ("late", waits.late)];
        for officer in who::who_is_away_is_stood_in_for(&mut tx, app, tenant).await? {
            let template = occasion.template();
            mail::queue_with_numbers(&mut tx, app, tenant, officer, template, &numbers).await?;
        }
    }
    let heard = Waits::of_questions(&mut tx, tenant, To::Integrity, now).await?;
    if let Some(occasion) = Occasion::of(since, now, &heard) {
        let numbers = [("open", heard.open), ("late", heard.late)];
        for person in questions::who_hears_of_colleagues(&mut tx, app, tenant).await? {
            let template = occasion.template();
            mail::queue_with_numbers(&mut tx, app, tenant, person, template, &numbers).await?;
        }
    }
    if begins_a_week(since, now) {
        consultations::remind(&mut tx, app, tenant).await?;
    }
    tx.commit_unaudited("a reminder changes nothing that is kept")
        .await
}

/// Since when nobody looked; from now on, as far as now. The first time there is nothing to look back on.
async fn until_now(tx: &mut Tx, tenant: Tenant, now: Millis) -> Result<Option<Millis>> {
    let sql = "select until from reminded where tenant = $1";
    let since = tx.row(sql, params![tenant]).await?;
    let since = since.map(|row| row.get("until")).transpose()?;
    tx.exec(
        "insert into reminded (tenant, until) values ($1, $2)
         on conflict (tenant) do update set until = $2",
        params![tenant, now],
    )
    .await?;
    Ok(since)
}

/// How much is to be done at a moment; what waits for somebody else is not.
#[derive(Debug, Default, Clone, Copy)]
struct Waits {
    open: i64,
    late: i64,
    /// Whose term passed since the last working morning.
    just_late: i64,
    /// That cannot wait, and whose term passed since it was last looked at.
    urgent_just_late: i64,
    /// That cannot wait, and whose term ends within a day.
    urgent_soon: i64,
}

impl Waits {
    async fn between(tx: &mut Reader, tenant: Tenant, since: Millis, now: Millis) -> Result<Self> {
        let mut count = async |urgent: bool, from: Millis, until: Millis| {
            let to_do = Stretch {
                urgent,
                waits: false,
                from,
                until,
            };
            signals::count(tx, tenant, now, to_do).await
        };
        let morning = morning_before(calendar::day_of(now));
        let mut waits = Self {
            urgent_just_late: count(true, since, now).await?,
            urgent_soon: count(true, now, now + DAY).await?,
            ..Self::default()
        };
        for urgent in [true, false] {
            waits.open += count(urgent, Millis::MIN, Millis::MAX).await?;
            waits.late += count(urgent, Millis::MIN, now).await?;
            waits.just_late += count(urgent, morning, now).await?;
        }
        let asked = Self::of_questions(tx, tenant, To::Officer, now).await?;
        waits.open += asked.open;
        waits.late += asked.late;
        waits.just_late += asked.just_late;
        waits.open = waits.open.min(MOST_COUNTED);
        waits.late = waits.late.min(MOST_COUNTED);
        Ok(waits)
    }

    /// Of what was asked of one of these.
    async fn of_questions(tx: &mut Reader, tenant: Tenant, to: To, now: Millis) -> Result<Self> {
        let morning = morning_before(calendar::day_of(now));
        let mut count = async |from: Millis, until: Millis| {
            questions::late_between(tx, tenant, to, (from, until)).await
        };
        Ok(Self {
            open: count(Millis::MIN, Millis::MAX).await?,
            late: count(Millis::MIN, now).await?,
            just_late: count(morning, now).await?,
            ..Self::default()
        })
    }
}

/// The last working morning before this day.
fn morning_before(day: Date) -> Millis {
    let mut before = day;
    loop {
        before = before.yesterday().unwrap_or(Date::MIN);
        if before == Date::MIN || calendar::is_working_day(before) {
            return calendar::moment_of(before, MORNING);
        }
    }
}

/// Does the morning of this day lie in `since < moment <= now`?
fn is_morning_of(day: Date, since: Millis, now: Millis) -> bool {
    let morning = calendar::moment_of(day, MORNING);
    since < morning && morning <= now
}

/// The morning of the first working day of the week.
fn begins_a_week(since: Millis, now: Millis) -> bool {
    let first = calendar::first_of_week(calendar::day_of(now));
    is_morning_of(first, since, now)
}

/// Why there is a mail now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Occasion {
    UrgentLate,
    Week,
    Day,
}

impl Occasion {
    /// What happened in `since < moment <= now`; one mail at most.
    fn of(since: Millis, now: Millis, waits: &Waits) -> Option<Self> {
        let today = calendar::day_of(now);
        if waits.urgent_just_late > 0 {
            return Some(Self::UrgentLate);
        }
        if waits.open > 0 && begins_a_week(since, now) {
            return Some(Self::Week);
        }
        let this_morning = calendar::is_working_day(today) && is_morning_of(today, since, now);
        let worth_it = waits.just_late > 0 || waits.urgent_soon > 0;
        (this_morning && worth_it).then_some(Self::Day)
    }

    fn template(self) -> &'static str {
        match self {
            Self::UrgentLate => "urgent-late",
            Self::Week => "week",
            Self::Day => "day",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use platform::clock::HOUR;

    use super::*;

    const WAITING: Waits = Waits {
        open: 6,
        late: 1,
        just_late: 0,
        urgent_just_late: 0,
        urgent_soon: 0,
    };

    /// Every hour of a stretch of days.
    fn hours(from: Date, days: i64) -> impl Iterator<Item = (Millis, Millis)> {
        let start = calendar::moment_of(from, 0);
        (0..days * 24).map(move |hour| (start + hour * HOUR, start + (hour + 1) * HOUR))
    }

    fn mails(from: Date, days: i64, waits: &Waits) -> Vec<(Date, Occasion)> {
        hours(from, days)
            .filter_map(|(since, now)| {
                Some((calendar::day_of(now), Occasion::of(since, now, waits)?))
            })
            .collect()
    }

    #[test]
    fn once_a_week_on_its_first_working_morning() {
        // Easter Monday is 6 April 2026, and the clock changes on 29 March.
        let found = mails(date(2026, 3, 23), 21, &WAITING);
        let days = [date(2026, 3, 23), date(2026, 3, 30), date(2026, 4, 7)];
        assert_eq!(found, days.map(|day| (day, Occasion::Week)));
        assert_eq!(mails(date(2026, 3, 23), 21, &Waits::default()), []);
    }

    #[test]
    fn each_working_morning_on_which_a_term_passed_or_an_urgent_one_is_near() {
        for waits in [
            Waits {
                just_late: 1,
                ..WAITING
            },
            Waits {
                urgent_soon: 1,
                ..WAITING
            },
        ] {
            let found = mails(date(2026, 11, 23), 7, &waits);
            let days: Vec<i8> = found.iter().map(|(day, _)| day.day()).collect();
            assert_eq!(days, [23, 24, 25, 26, 27], "not at the weekend");
            assert!(
                found[1..]
                    .iter()
                    .all(|(_, occasion)| *occasion == Occasion::Day)
            );
        }
    }

    #[test]
    fn an_urgent_term_that_passed_is_told_within_the_hour_also_at_night() {
        let (since, now) = hours(date(2026, 11, 28), 1).nth(2).unwrap();
        let waits = Waits {
            urgent_just_late: 1,
            ..WAITING
        };
        assert_eq!(Occasion::of(since, now, &waits), Some(Occasion::UrgentLate));
    }

    #[test]
    fn a_program_that_was_down_tells_it_once() {
        let from = calendar::moment_of(date(2026, 11, 20), 12);
        let until = calendar::moment_of(date(2026, 11, 25), 12);
        assert_eq!(Occasion::of(from, until, &WAITING), Some(Occasion::Week));
    }
}
