//! The end dates of what stands under another law: asked about some weeks before, and gone on the day.

use platform::audit::Event;
use platform::tasks::How;
use platform::{App, DossierId, Result, Tenant};

use crate::audited;
use crate::dossiers::{self, Ended, Purpose, Refusal};
use crate::origin::{self, ASKED_BEFORE, ENDS, Marked};

/// Looks at all of them. What goes wrong in one keeps none of the others waiting; the first is reported.
pub async fn sweep(app: &App) -> Result<()> {
    let (mut fault, mut gone) = (Ok(()), false);
    for known in app.tenants.all() {
        let before = app.clock.now() + ASKED_BEFORE;
        let ending = {
            let mut tx = app.db.read().await?;
            origin::ending(&mut tx, known.tenant, before).await?
        };
        for dossier in ending {
            match one(app, known.tenant, dossier).await {
                Ok(ended) => gone |= ended,
                Err(Refusal::Failed(error)) => fault = fault.and(Err(error)),
                // Somebody works in it: the next hour.
                Err(_) => {}
            }
        }
    }
    // Gone from the log of the database too. When somebody reads just now, the background does it soon.
    if gone && let Err(error) = app.db.checkpoint().await {
        tracing::warn!(error = %error.for_the_log(), "the log of the database is emptied later");
    }
    fault
}

/// Whether words of this dossier went.
async fn one(app: &App, tenant: Tenant, id: DossierId) -> Ended<bool> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let mut open = dossiers::open_for_job(&mut tx, app, tenant, id, Purpose::Read).await?;
    let all = open.marked.clone();
    let (mut asked, mut ended) = (false, 0_usize);
    let soon = |one: &&Marked| one.part.over.is_none() && one.part.ends_at - ASKED_BEFORE <= now;
    for one in all.iter().filter(soon) {
        let about = origin::about(one.id, one.part.ends_at);
        if one.part.ends_at <= now {
            origin::end(&mut tx, &open, one, now).await?;
            open.tasks.end(&ENDS, &about, How::Withdrawn);
            ended += 1;
        } else if !open.tasks.is_settled(&ENDS, &about) && !open.tasks.has_open(&ENDS, &about) {
            open.tasks.open(&ENDS, &about, one.part.ends_at);
            asked = true;
        }
    }
    if ended > 0 {
        let event = Event::by_system(tenant, "system", &audited::MARKED_ENDED);
        open.commit(tx, app, event.with("parts", ended)).await?;
        return Ok(true);
    }
    if asked {
        let event = Event::by_system(tenant, "system", &audited::MARKED_ENDING);
        open.commit(tx, app, event).await?;
    }
    Ok(false)
}
