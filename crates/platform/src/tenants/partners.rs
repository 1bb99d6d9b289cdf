//! Who made sure of a partner's entry, and when. One at a time: whoever mends a typo in one entry
//! says nothing about the others.

use std::collections::HashMap;

use policy::{Channel, Contact, Partner, PartnerId};

use super::{About, Municipality, Unseen, packs};
use crate::clock::{DAY, day};
use crate::db::{Migration, Reader, Tx};
use crate::proof::{self, Noted, Standing};
use crate::{App, Error, Millis, PersonId, Result, Tenant, guarded, params};

pub(super) const MIGRATION: Migration = Migration {
    id: "platform-43-partner-checks",
    sql: "create table partner_check (
  tenant {uuid} not null references municipality (id), partner text not null, person {uuid} not null,
  checked_at {int} not null, version {int} not null, proof {bytes} not null,
  primary key (tenant, partner)){strict};
",
};

/// The last time that somebody made sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// Who rang.
    pub person: PersonId,
    /// On which day, as its beginning.
    pub at: Millis,
}

struct Record {
    tenant: Tenant,
    partner: String,
    person: PersonId,
    checked_at: Millis,
    version: i64,
}

guarded!(
    Record,
    "partner_check",
    |row| Noted::InAudit(row.tenant),
    version,
    key[tenant, partner],
    [person, checked_at, version]
);

/// Somebody rang this partner on this day.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn check(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    partner: &PartnerId,
    checked: Checked,
) -> Result<()> {
    let sql = "select {row} from partner_check where tenant = $1 and partner = $2";
    let found = proof::one(tx, app, sql, params![tenant, partner.as_str()]).await?;
    let mut record = found.unwrap_or_else(|| Record {
        tenant,
        partner: partner.to_string(),
        person: checked.person,
        checked_at: 0,
        version: 0,
    });
    (record.person, record.checked_at) = (checked.person, checked.at);
    proof::save(tx, app, &mut record).await
}

/// Of every partner that somebody made sure of. A row that somebody forged says nothing, and
/// `meldroute check` names it.
pub(super) async fn all(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
) -> Result<HashMap<PartnerId, Checked>> {
    let sql = "select {row} from partner_check where tenant = $1";
    let records: Vec<Record> = proof::those_that_stand(tx, app, sql, params![tenant]).await?;
    let each = records.into_iter().map(|record| {
        let (person, at) = (record.person, record.checked_at);
        (record.partner.into(), Checked { person, at })
    });
    Ok(each.collect())
}

/// How partners that were changed were reached when somebody rang last: as the pack before the change has
/// it, where that can be read.
pub(super) async fn before(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (unseen, checked): (&[Unseen], &HashMap<PartnerId, Checked>),
) -> Result<HashMap<PartnerId, Vec<Channel>>> {
    let mut found = HashMap::new();
    for one in unseen {
        let About::Partner(id) = &one.about else {
            continue;
        };
        if !checked.contains_key(id) {
            continue;
        }
        let was = match packs::read(tx, app, tenant, &one.was).await {
            Ok(was) => was,
            Err(error) if error.is_damage() || matches!(error, Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let channels = was.partner(id).into_iter().flat_map(|it| &it.channels);
        let rung = channels.filter(|one| one.contact() == Contact::Confirmed);
        found.insert(id.clone(), rung.cloned().collect());
    }
    Ok(found)
}

pub(super) async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Record>(tx, app, tenant).await
}

/// How sure it is that a partner's entry is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Nobody knows the number or address.
    Absent,
    /// Nobody has made sure of it yet.
    Unconfirmed,
    /// Somebody did, too long ago.
    Stale,
    /// Somebody did.
    Confirmed,
}

impl Sure {
    /// The id, for texts: `unconfirmed`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Unconfirmed => "unconfirmed",
            Self::Stale => "stale",
            Self::Confirmed => "confirmed",
        }
    }
}

/// A number or address of a partner, as every page shows it: never without how sure it is.
#[derive(Debug, Clone)]
pub struct Number {
    /// `telefoon`, in the words of the pack.
    pub kind: String,
    /// As it is written.
    pub value: String,
    /// As it is dialled, if it can be.
    pub dialled: Option<String>,
    /// Who answers there.
    pub who: Option<String>,
    /// How sure it is.
    pub sure: Sure,
    /// The number of this kind that somebody rang last, where that is another one.
    pub before: Option<String>,
}

impl Number {
    /// Nobody made sure of it, or too long ago.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        self.sure != Sure::Confirmed
    }

    /// The one before, as it is dialled.
    #[must_use]
    pub fn dialled_before(&self) -> Option<String> {
        policy::phone::dialled(self.before.as_deref()?)
    }
}

impl Municipality {
    /// How a partner is reached today: what is known of it, and how sure that is.
    #[must_use]
    pub fn numbers(&self, partner: &PartnerId, now: Millis) -> Vec<Number> {
        let Some(partner) = self.pack.partner(partner) else {
            return Vec::new();
        };
        let channels = partner.channels.iter();
        channels
            .filter_map(|channel| self.number(partner, channel, now))
            .collect()
    }

    /// One of its ways, if it is known.
    #[must_use]
    pub fn number(&self, partner: &Partner, channel: &Channel, now: Millis) -> Option<Number> {
        let sure = self.sure_of(partner, now);
        Some(Number {
            kind: channel.kind.clone(),
            value: channel.known()?.to_owned(),
            dialled: channel.dialled(),
            who: channel.who().map(str::to_owned),
            sure: match channel.contact() {
                Contact::Confirmed => sure,
                _ => sure.min(Sure::Unconfirmed),
            },
            before: self.before(partner, channel),
        })
    }

    /// What somebody rang last where this stands now, if that was something else.
    fn before(&self, partner: &Partner, channel: &Channel) -> Option<String> {
        let was = self.before.get(partner.id.get_ref())?;
        if was.iter().any(|one| one.known() == channel.known()) {
            return None;
        }
        let mut same = was.iter().filter(|one| one.kind == channel.kind);
        let now = |one: &&Channel| {
            let mut all = partner.channels.iter();
            all.all(|other| other.known() != one.known())
        };
        same.find(now)?.known().map(str::to_owned)
    }

    /// Partners that wait for somebody who rings, each with why: the same everywhere that it is said.
    #[must_use]
    pub fn to_ring(&self, now: Millis) -> Vec<(&Partner, Sure)> {
        let all = self.pack.partners.iter();
        all.map(|partner| (partner, self.sure_of(partner, now)))
            .filter(|(_, sure)| *sure != Sure::Confirmed)
            .collect()
    }

    /// Nobody confirmed it in time (such lists go stale): its own date has passed since, or the yearly
    /// confirmation is overdue.
    fn is_stale(&self, partner: &Partner, now: Millis) -> bool {
        let own = self.checked.get(partner.id.get_ref());
        let last = own.map_or(self.confirmed_at, |own| own.at.max(self.confirmed_at));
        let months = Millis::from(self.pack.deadlines.confirm_partners_months);
        let until = partner.valid_until.get_ref();
        let passed = *until < day(now) && day(last) <= *until;
        passed || last + months * 30 * DAY < now
    }

    /// How sure it is that this entry is right.
    #[must_use]
    pub fn sure_of(&self, partner: &Partner, now: Millis) -> Sure {
        let changed = || self.unseen_of(&About::Partner(partner.id.get_ref().clone()));
        match partner.contact() {
            Contact::Absent => Sure::Absent,
            Contact::Unconfirmed => Sure::Unconfirmed,
            // Its name or hours were changed since somebody rang.
            Contact::Confirmed if changed().is_some() => Sure::Unconfirmed,
            // The pack says that it is right; nobody here rang yet.
            Contact::Confirmed
                if self.checked(partner.id.get_ref()).is_none() && !self.all_confirmed =>
            {
                Sure::Unconfirmed
            }
            Contact::Confirmed if self.is_stale(partner, now) => Sure::Stale,
            Contact::Confirmed => Sure::Confirmed,
        }
    }

    /// Who made sure of this entry last, and when.
    #[must_use]
    pub fn checked(&self, partner: &PartnerId) -> Option<Checked> {
        self.checked.get(partner).copied()
    }
}
