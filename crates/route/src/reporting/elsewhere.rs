//! A signal that another system knew first, taken over from its file. Nobody here reported it: it is in nobody's
//! list, and nobody is told what becomes of it.

use platform::audit::Event;
use platform::{App, DossierId, Result, Tenant, clock, tenants};
use uuid::Uuid;

use crate::audited;
use crate::signals::{self, Contact, Kind, NewSignal, Report};

/// A case of another system.
pub struct Elsewhere {
    /// Always the same of the same case.
    pub id: Uuid,
    /// Of all that was sent.
    pub digest: [u8; 32],
    pub report: Report,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenOver {
    New(DossierId),
    /// It was taken over before, just so.
    Known,
    /// It was taken over before, and is otherwise in the file now. Nothing was changed here.
    Otherwise,
}

/// Stores it as a signal, once; officers are told that something came in, as of any other.
pub async fn take_over(app: &App, tenant: Tenant, case: Elsewhere) -> Result<TakenOver> {
    let pack = app.tenants.get(tenant)?.pack;
    let mut tx = app.db.begin().await?;
    if let Some((_, before)) = signals::of_form(&mut tx, app, tenant, case.id).await? {
        let is_same = before == case.digest;
        return Ok(if is_same {
            TakenOver::Known
        } else {
            TakenOver::Otherwise
        });
    }
    let mark_epoch = tenants::record(&mut tx, app, tenant).await?.mark_epoch;
    let report = case.report;
    let is_about_somebody = report.place.is_empty() || !report.subjects.is_empty();
    let new = NewSignal {
        id: DossierId::from(app.clock.id_without_time()),
        form_id: case.id,
        digest: case.digest,
        kind: if is_about_somebody {
            Kind::Person
        } else {
            Kind::Place
        },
        channel: "system",
        report,
        contact: Contact::None,
        // Of nobody: no secret makes it.
        mark: vault::random(),
        mark_epoch,
        reporter: None,
        received_at: clock::hour(app.clock.now()),
    };
    if signals::insert(&mut tx, app, tenant, &pack, &new)
        .await?
        .is_none()
    {
        return Ok(TakenOver::Known);
    }
    let cannot_wait = new.report.is_urgent(&pack);
    signals::tell_officers(&mut tx, app, tenant, cannot_wait).await?;
    let event = Event::by_system(tenant, "command line", &audited::SIGNAL_REPORTED);
    tx.commit(app, event.on(new.id)).await?;
    Ok(TakenOver::New(new.id))
}
