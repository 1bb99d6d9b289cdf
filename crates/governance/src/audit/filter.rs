//! Which lines of the log: by person, act, dossier and days. The log is read in pieces from its end, or
//! from the end of the days that were asked for; one page reads no more than some thousands of lines,
//! whatever was asked, and leads on from where it stopped.

use platform::audit::{self, Record};
use platform::clock::{self, DAY};
use platform::db::Reader;
use platform::forms::Form;
use platform::web::Page;
use platform::{Millis, PersonId, Result, Tenant};
use serde::Deserialize;

use super::short;

/// Lines on a page.
pub(super) const SIZE: usize = 100;
/// So many lines are read at once, and so many for one page.
const PIECE: i64 = 1000;
const MOST: i64 = 5000;
/// To count what was asked for, so many lines are read at a time, and so often.
const ROUND: i64 = 20_000;
const ROUNDS: usize = 10;

/// As the address has it.
#[derive(Deserialize, Default, Clone)]
pub struct Asked {
    #[serde(default)]
    wie: String,
    #[serde(default)]
    wat: String,
    #[serde(default)]
    dossier: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    tot: String,
    /// Before this number.
    #[serde(default)]
    voor: i64,
}

/// What was asked for.
#[derive(Default)]
pub(super) struct Filter {
    person: Option<PersonId>,
    act: Option<String>,
    dossier: Option<String>,
    from: Option<Millis>,
    until: Option<Millis>,
}

/// How many lines there are.
pub(super) struct Count {
    pub lines: usize,
    /// All of the log was looked at.
    pub all: bool,
}

/// What was found.
pub(super) struct Found {
    pub records: Vec<Record>,
    /// Where the next page begins.
    pub next: Option<i64>,
}

impl Asked {
    pub(super) fn before(&self) -> i64 {
        self.voor.max(0)
    }

    /// The form with what was asked, and what is wrong with it beside its field; and what to look for.
    pub(super) fn read(&self, page: &Page) -> (Form, Filter) {
        let mut form = Form::new(&page.texts, "log");
        for (name, value) in self.pairs() {
            form.set(name, value);
        }
        let mut day = |name: &str, text: &str| {
            let day = clock::start_of(text);
            if !text.is_empty() && day.is_none() {
                form.fault(name, "log-day");
            }
            day
        };
        let (from, until) = (day("van", &self.van), day("tot", &self.tot));
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            form.fault("tot", "log-period");
        }
        let some = |text: &String| Some(text.trim().to_lowercase()).filter(|text| !text.is_empty());
        let filter = Filter {
            person: self.wie.parse::<uuid::Uuid>().ok().map(PersonId::from),
            act: some(&self.wat),
            dossier: some(&self.dossier),
            from,
            // That day itself is among them.
            until: until.map(|until| until + DAY),
        };
        (form, filter)
    }

    fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("wie", self.wie.as_str()),
            ("wat", &self.wat),
            ("dossier", &self.dossier),
            ("van", &self.van),
            ("tot", &self.tot),
        ]
    }

    /// The same question in an address, with a `?`, and what follows on it.
    pub(super) fn address(&self, path: &str, before: Option<i64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self
            .pairs()
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
        {
            query.append_pair(name, value);
        }
        if let Some(before) = before {
            query.append_pair("voor", &before.to_string());
        }
        let query = query.finish();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }
}

impl Filter {
    /// Everything is asked for.
    pub(super) fn is_empty(&self) -> bool {
        let named = self.person.is_some() || self.act.is_some() || self.dossier.is_some();
        !named && self.from.is_none() && self.until.is_none()
    }

    fn takes(&self, record: &Record) -> bool {
        let person = self
            .person
            .is_none_or(|person| record.person() == Some(person));
        let act = self.act.as_ref().is_none_or(|act| *act == record.action);
        let is_of = |wanted: &String| record.dossier.is_some_and(|id| short(id) == *wanted);
        person
            && act
            && self.dossier.as_ref().is_none_or(is_of)
            && self.from.is_none_or(|from| record.at >= from)
            && self.until.is_none_or(|until| record.at < until)
    }

    /// Every line before this one was recorded before the first day that was asked for: of some, the
    /// beginning of the day alone is recorded.
    fn is_past(&self, record: &Record) -> bool {
        self.from
            .is_some_and(|from| record.at < clock::whole_day(from))
    }

    /// How many lines there are of what was asked for; of a very long log, at least so many.
    pub(super) async fn count(&self, tx: &mut Reader, tenant: Tenant) -> Result<Count> {
        let (mut before, mut lines) = (0, 0);
        for _ in 0..ROUNDS {
            let found = self.read(tx, tenant, before, usize::MAX, ROUND).await?;
            lines += found.records.len();
            let Some(next) = found.next else {
                return Ok(Count { lines, all: true });
            };
            before = next;
        }
        Ok(Count { lines, all: false })
    }

    /// A page of what was asked for.
    pub(super) async fn page(&self, tx: &mut Reader, tenant: Tenant, before: i64) -> Result<Found> {
        self.read(tx, tenant, before, SIZE, MOST).await
    }

    /// As many as this, of as many lines as that.
    pub(super) async fn read(
        &self,
        tx: &mut Reader,
        tenant: Tenant,
        before: i64,
        size: usize,
        most: i64,
    ) -> Result<Found> {
        let mut before = match self.until {
            Some(until) if before == 0 => audit::behind(tx, tenant, until).await?,
            _ => before,
        };
        let piece = if self.is_empty() {
            i64::try_from(size).unwrap_or(PIECE).min(PIECE)
        } else {
            PIECE
        };
        let (mut records, mut seen) = (Vec::new(), 0);
        loop {
            let lines = audit::recent(tx, tenant, before, piece).await?;
            let is_last = lines.len() < usize::try_from(piece).unwrap_or_default();
            for record in lines {
                (before, seen) = (record.seq, seen + 1);
                if self.is_past(&record) {
                    return Ok(Found {
                        records,
                        next: None,
                    });
                }
                if self.takes(&record) {
                    records.push(record);
                }
                if records.len() == size || seen == most {
                    let next = (before > 1).then_some(before);
                    return Ok(Found { records, next });
                }
            }
            if is_last {
                return Ok(Found {
                    records,
                    next: None,
                });
            }
        }
    }
}
