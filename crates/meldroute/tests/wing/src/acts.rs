//! Asking for an interpreter, and booking one.

use platform::audit::Event;
use platform::clock::DAY;
use platform::jobs::{self, Job};
use platform::tasks::{How, Kind, Whose};
use platform::{Actor, App, DossierId, Error, Role};
use route::dossiers::{self, Ended, Open, Purpose, Refusal};
use uuid::Uuid;

use crate::store;

// [the task]
/// An interpreter is not there yet. About the row that asks for one.
pub const BOOK: Kind = Kind {
    id: "interpreter",
    order: 1,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 5,
    page: |id, _| format!("/dossier/{id}/tolk"),
};
// [end]

// [the act]
platform::acts! {
    ASKED = "interpreter.asked": Changes Dossier;
    BOOKED = "interpreter.booked": Changes Dossier;
}

/// Asks for an interpreter: the row, the task and the job are lasting together, or nothing is.
pub async fn ask(app: &App, who: &Actor, mut open: Open, language: &str) -> Ended {
    if language.is_empty() {
        return Err(Refusal::of("language", "interpreter-language"));
    }
    let due_at = app.clock.now() + 3 * DAY;
    let mut tx = app.db.begin().await?;
    let id = store::add(&mut tx, app, &open, language).await?;
    open.tasks_mut().open(&BOOK, &id.to_string(), due_at);
    let (tenant, asked) = (Some(open.tenant()), (open.id(), id));
    jobs::enqueue(&mut tx, app, tenant, BOOKING.name, &asked).await?;
    let event = Event::by(who, Role::Officer, &ASKED);
    open.commit(tx, app, event).await
}
// [end]

// [the job]
/// The program books what was asked.
pub const BOOKING: jobs::Kind = jobs::Kind::new("interpreter", |app, job| Box::pin(book(app, job)));

async fn book(app: App, job: Job) -> jobs::Ended {
    let (dossier, id): (DossierId, Uuid) = job.args()?;
    let tenant = job.tenant.ok_or(Error::NotFound)?;
    let mut tx = app.db.begin().await?;
    let opening = dossiers::open_for_job(&mut tx, &app, tenant, dossier, Purpose::Act);
    let mut open = opening.await?;
    open.tasks_mut().end(&BOOK, &id.to_string(), How::Done);
    job.done(&mut tx).await?;
    let event = Event::by_system(tenant, "program", &BOOKED);
    Ok(open.commit(tx, &app, event).await?)
}
// [end]
