//! The days on which terms end, as a calendar (RFC 5545). No I/O but counting.

use icalendar::{Calendar, Component, Event, Property};
use jiff::Span;
use jiff::civil::Date;
use platform::calendar::{day_of, moment_of};
use platform::db::Reader;
use platform::i18n::Texts;
use platform::{Millis, Result, Tenant};

use crate::signals::{self, Stretch};

/// So many days are looked ahead: longer than any term that the standard has.
const AHEAD: i64 = 31;

/// How many terms end on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub on: Date,
    pub all: i64,
    /// So many of them cannot wait.
    pub urgent: i64,
}

/// What the officer has to do, by day; what is late already stands apart, on today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    pub today: Date,
    pub late: i64,
    pub ahead: Vec<Day>,
}

/// So many have their term in this stretch: all, and those that cannot wait.
async fn count(
    tx: &mut Reader,
    tenant: Tenant,
    now: Millis,
    (from, until): (Millis, Millis),
) -> Result<(i64, i64)> {
    let stretch = |urgent| Stretch {
        urgent,
        waits: false,
        from,
        until,
    };
    let urgent = signals::count(tx, tenant, now, stretch(true)).await?;
    let other = signals::count(tx, tenant, now, stretch(false)).await?;
    Ok((urgent + other, urgent))
}

impl Days {
    /// As they stand now.
    pub async fn of(tx: &mut Reader, tenant: Tenant, now: Millis) -> Result<Self> {
        let today = day_of(now);
        let (late, _) = count(tx, tenant, now, (Millis::MIN, now)).await?;
        let mut ahead = Vec::new();
        for at in 0..AHEAD {
            let day = today.saturating_add(Span::new().days(at));
            let next = day.saturating_add(Span::new().days(1));
            // A term that ends when a day is over is one of that day.
            let (from, until) = (moment_of(day, 0) + 1, moment_of(next, 0) + 1);
            let (all, urgent) = count(tx, tenant, now, (from.max(now), until)).await?;
            if all > 0 {
                ahead.push(Day {
                    on: day,
                    all,
                    urgent,
                });
            }
        }
        Ok(Self { today, late, ahead })
    }

    /// For a calendar program: days and numbers. `link` leads to the work itself.
    #[must_use]
    pub fn calendar(&self, texts: &Texts, link: &str) -> String {
        let mut calendar = Calendar::new();
        calendar.name(&texts.get("feed-name"));
        calendar.append_property(Property::new("REFRESH-INTERVAL", "PT4H"));
        calendar.append_property(Property::new("X-PUBLISHED-TTL", "PT4H"));
        let host = link.split('/').nth(2).unwrap_or_default();
        let mut add = |day: Date, which: &str, title: String| {
            let next = day.saturating_add(Span::new().days(1));
            let mut event = Event::with_uid(&format!("{day}-{which}@{host}"));
            event.append_property(date("DTSTART", day));
            event.append_property(date("DTEND", next));
            // When it was made up: nobody hears at which moment something came in.
            let stamp = format!("{}T000000Z", self.today.strftime("%Y%m%d"));
            event.add_property("DTSTAMP", stamp);
            event.add_property("TRANSP", "TRANSPARENT");
            event.summary(&title).url(link);
            calendar.push(event);
        };
        if self.late > 0 {
            let title = texts.with("feed-late", &[("count", self.late.to_string())]);
            add(self.today, "late", title);
        }
        for Day { on, all, urgent } in &self.ahead {
            let numbers = [("count", all.to_string()), ("urgent", urgent.to_string())];
            add(*on, "due", texts.with("feed-due", &numbers));
        }
        calendar.to_string()
    }
}

fn date(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string())
        .add_parameter("VALUE", "DATE")
        .done()
}
