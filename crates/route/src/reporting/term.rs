//! No shared draft vanishes in silence: its coordinator is reminded, and what is not passed on in time
//! goes to the officer, as the employee's signal (bijlage 2, stap 2).
//!
//! For that the program keeps a copy under the municipality's key, and with whom it is. Who shared it
//! stands there as with every signal: sealed to the vault. It goes with the draft.
//!
//! A coordinator who is one no more takes nothing along: the term of what lies with them ends at once.
//!
//! Never allowed: the name of who shared it, or what they asked, in that copy; one copy that cannot be
//! passed on in the way of the others.

use platform::audit::Event;
use platform::clock::{DAY, HOUR, hour};
use platform::db::{Migration, Reader, Row, Tx};
use platform::tenants::Municipality;
use platform::{Actor, App, Error, Millis, PersonId, Result, Role, Tenant, mail, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::read::{read_report, where_nobody_is_asked};
use super::shared::{self, Shared};
use crate::audited;
use crate::signals::{self, Contact, NewSignal};

pub const TABLE: Migration = Migration {
    id: "route-39-shared-terms",
    sql: "create table shared_term (
  shared {uuid} primary key references shared_draft (id) on delete cascade, tenant {uuid} not null,
  sealed {bytes} not null, remind_at {int}, ends_at {int} not null){strict};
create index shared_term_in on shared_term (tenant, ends_at);
",
};

#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub shared: Shared,
    /// With whom it is; `None`: it came back to the employee, or who had it is no coordinator any more.
    pub coordinator: Option<PersonId>,
    /// A fingerprint of what was sent, under the sender's own secret: sent twice, it is shared once.
    #[serde(default)]
    pub sent: String,
}

/// When the coordinator is reminded, and when it goes to the officer.
#[derive(Clone, Copy)]
pub(super) struct Term {
    pub remind_at: Option<Millis>,
    pub ends_at: Millis,
}

impl Term {
    /// As long as an assessment may take, and the same once more; no longer than a draft is kept. What is urgent
    /// is with the officer within the hours of an urgent assessment.
    pub(super) fn of(app: &App, here: &Municipality, shared: &Shared, at: Millis) -> Self {
        let pack = &here.pack;
        let posted = where_nobody_is_asked(shared.posted());
        let urgent = read_report(app, pack, shared.kind, &posted, at).is_urgent(pack);
        let terms = &pack.deadlines;
        let all = if urgent {
            Millis::from(terms.urgent_assessment_hours) * HOUR
        } else {
            2 * Millis::from(terms.assessment_days) * DAY
        };
        let all = all.min(Millis::from(here.kept.draft_days) * DAY);
        Self {
            remind_at: Some(at + all / 2),
            ends_at: at + all,
        }
    }
}

fn place(row: Uuid, ends_at: Millis) -> String {
    format!("shared term:{row}:{ends_at}")
}

/// Writes down until when a copy waits.
pub(super) async fn insert(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    row: Uuid,
    (shared, coordinator, sent): (&Shared, Option<PersonId>, String),
    term: Term,
) -> Result<()> {
    // The program's own keys open this: it names nobody who reports.
    let shared = Shared {
        from: None,
        question: String::new(),
        ..shared.clone()
    };
    let kept = Kept {
        shared,
        coordinator,
        sent,
    };
    let sealed = seal(app, tenant, &kept, &place(row, term.ends_at))?;
    tx.exec(
        "insert into shared_term (shared, tenant, sealed, remind_at, ends_at) values ($1, $2, $3, $4, $5)",
        params![row, tenant, sealed, term.remind_at, term.ends_at],
    )
    .await?;
    Ok(())
}

fn seal(app: &App, tenant: Tenant, kept: &Kept, place: &str) -> Result<Vec<u8>> {
    let key = app.keys.tenant(tenant)?.derive("shared drafts");
    Ok(key.seal(&serde_json::to_vec(kept)?, place))
}

fn open(app: &App, tenant: Tenant, row: &Row) -> Result<Kept> {
    let (id, ends_at) = (row.get("shared")?, row.get("ends_at")?);
    let key = app.keys.tenant(tenant)?.derive("shared drafts");
    let plain = key.open(&row.get::<Vec<u8>>("sealed")?, &place(id, ends_at))?;
    let kept: Kept = serde_json::from_slice(&plain)?;
    let shared = Shared {
        row: id,
        ..kept.shared
    };
    Ok(Kept { shared, ..kept })
}

async fn find(tx: &mut Reader, app: &App, tenant: Tenant, row: Uuid) -> Result<Option<Kept>> {
    let sql = "select shared, sealed, ends_at from shared_term where shared = $1 and tenant = $2";
    let found = tx.row(sql, params![row, tenant]).await?;
    found.map(|row| open(app, tenant, &row)).transpose()
}

/// What everybody here shared and still waits. A damaged one is not among them: it is reported when its
/// term is over.
async fn all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<(Kept, Millis)>> {
    let sql = "select shared, sealed, ends_at from shared_term where tenant = $1";
    let mut found = Vec::new();
    for row in tx.rows(sql, params![tenant]).await? {
        match open(app, tenant, &row) {
            Ok(kept) => found.push((kept, row.get("ends_at")?)),
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// What this person shared and still waits, with a coordinator or given back.
pub(super) async fn own(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Kept>> {
    let all = all(tx, app, actor.tenant).await?.into_iter();
    let own = all.filter(|(kept, _)| kept.shared.is_of(actor));
    Ok(own.map(|(kept, _)| kept).collect())
}

/// With whom it is.
pub(super) async fn coordinator(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    row: Uuid,
) -> Result<Option<PersonId>> {
    let kept = find(tx, app, tenant, row).await?;
    Ok(kept.and_then(|kept| kept.coordinator))
}

/// When it goes to the officer.
pub(super) async fn ends_at(tx: &mut Reader, tenant: Tenant, row: Uuid) -> Result<Option<Millis>> {
    let sql = "select ends_at from shared_term where shared = $1 and tenant = $2";
    let found = tx.row(sql, params![row, tenant]).await?;
    found.map(|row| row.get("ends_at")).transpose()
}

/// Somebody is no coordinator any more: what lies with them goes to the officer with the next round of
/// [`keep`], and not after a term in which nobody can do anything with it.
pub async fn end_of(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    person: PersonId,
    role: Role,
) -> Result<()> {
    if role != Role::Coordinator {
        return Ok(());
    }
    let now = hour(app.clock.now());
    for (kept, ends_at) in all(tx, app, tenant).await? {
        if kept.coordinator != Some(person) {
            continue;
        }
        let (row, ends_at) = (kept.shared.row, ends_at.min(now));
        let kept = Kept {
            coordinator: None,
            ..kept
        };
        let sealed = seal(app, tenant, &kept, &place(row, ends_at))?;
        let sql = "update shared_term set sealed = $2, remind_at = null, ends_at = $3
                   where shared = $1 and tenant = $4";
        tx.exec(sql, params![row, sealed, ends_at, tenant]).await?;
    }
    Ok(())
}

/// Reminds, and passes on what waited too long; each by itself, so that one that cannot be done is in
/// nobody's way, in no municipality. It is reported once all others are done.
pub async fn keep(app: &App) -> Result<()> {
    let now = app.clock.now();
    let mut failed = None;
    for known in app.tenants.all() {
        let sql = "select shared, sealed, ends_at from shared_term
                   where tenant = $1 and (ends_at <= $2 or remind_at <= $2)";
        let rows = {
            let mut tx = app.db.read().await?;
            tx.rows(sql, params![known.tenant, now]).await?
        };
        for row in rows {
            if let Err(error) = due(app, known.tenant, &row, now).await {
                failed.get_or_insert(error);
            }
        }
    }
    failed.map_or(Ok(()), Err)
}

async fn due(app: &App, tenant: Tenant, row: &Row, now: Millis) -> Result<()> {
    let kept = open(app, tenant, row)?;
    if row.get::<Millis>("ends_at")? > now {
        remind(app, tenant, &kept).await
    } else {
        to_the_officer(app, tenant, &kept).await
    }
}

async fn remind(app: &App, tenant: Tenant, kept: &Kept) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let sql = "update shared_term set remind_at = null where shared = $1";
    tx.exec(sql, params![kept.shared.row]).await?;
    if let Some(coordinator) = kept.coordinator {
        mail::queue(&mut tx, app, tenant, coordinator, "shared-waits").await?;
    }
    tx.commit_unaudited("who shared what would tell who reports")
        .await
}

/// It becomes the employee's signal, as when the coordinator had passed it on.
async fn to_the_officer(app: &App, tenant: Tenant, kept: &Kept) -> Result<()> {
    let (pack, now) = (app.tenants.get(tenant)?.pack, hour(app.clock.now()));
    let shared = &kept.shared;
    let posted = where_nobody_is_asked(shared.posted());
    let mut new = NewSignal {
        id: shared.signal,
        form_id: shared.form_id,
        digest: vault::random(),
        kind: shared.kind,
        channel: "form",
        report: read_report(app, &pack, shared.kind, &posted, now),
        contact: Contact::parse(posted.get("contact")).unwrap_or(Contact::Here),
        mark: shared.mark,
        mark_epoch: shared.mark_epoch,
        reporter: Some(shared.reporter.clone()),
        received_at: now,
    };
    let mut tx = app.db.begin().await?;
    if find(&mut tx, app, tenant, shared.row).await?.is_none() {
        // Passed on, or sent by the employee, just now.
        return Ok(());
    }
    let event = match signals::of_form(&mut tx, app, tenant, new.form_id).await? {
        // Its signal is there already: only the copy was left over.
        Some((known, _)) if known == new.id => None,
        // Somebody else's signal came of a form with this id: no reason to lose this one.
        Some(_) => {
            new.form_id = app.clock.id_without_time();
            Some(Event::by_reporter(tenant, &audited::SIGNAL_REPORTED).on(new.id))
        }
        None => Some(Event::by_reporter(tenant, &audited::SIGNAL_REPORTED).on(new.id)),
    };
    if event.is_some() {
        signals::insert(&mut tx, app, tenant, &pack, &new)
            .await?
            .ok_or(Error::Conflict)?;
        let cannot_wait = new.report.is_urgent(&pack);
        signals::tell_officers(&mut tx, app, tenant, cannot_wait).await?;
    }
    if let Some(coordinator) = kept.coordinator {
        mail::queue(&mut tx, app, tenant, coordinator, "shared-gone").await?;
    }
    if !shared::take_away(&mut tx, shared.row).await? {
        // Somebody was first after all.
        return Ok(());
    }
    match event {
        Some(event) => tx.commit(app, event).await,
        None => {
            tx.commit_unaudited("its signal was recorded when it came in")
                .await
        }
    }
}

#[cfg(test)]
mod tests {
    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<super::Kept>("shared_term");
    }
}
