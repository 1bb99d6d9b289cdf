//! A possible victim may be the one who reported. Then her own data is handed over as a victim's, and that she
//! reported stays in the vault (docs/adr/0036).
//!
//! An officer says so with the vault open, or says that it is somebody else, and can take either back. What was
//! said is sealed to the vault behind who reported, equally long whatever it says; the record says that it was
//! gone into, and not what came of it.

use platform::audit::Event;
use platform::{Actor, App, DossierId, Error, Role};
use policy::ReservedCapacity;
use serde::{Deserialize, Serialize};

use super::{Reporter, open_reporter, seal};
use crate::audited;
use crate::dossiers::{self, Ended, Purpose};
use crate::signals::{self, Report, Subject, SubjectId, SubjectKind};

/// Among those involved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Involved {
    /// Who reported is none of them.
    Nobody,
    /// Who reported is this one.
    Subject(SubjectId),
}

/// Can this be somebody who reported about herself? A witness or a suspect who reports is never handed over
/// as such: what is loosened, is loosened for victims.
#[must_use]
pub fn may_be_reporter(subject: &Subject) -> bool {
    subject.kind == SubjectKind::Person && subject.is(ReservedCapacity::PossibleVictim)
}

impl Reporter {
    /// The possible victim who reported this, as an officer said; nobody who is no possible victim any more.
    #[must_use]
    pub fn among<'a>(&self, report: &'a Report) -> Option<&'a Subject> {
        let Some(Involved::Subject(id)) = self.involved else {
            return None;
        };
        report
            .subject(id)
            .filter(|subject| may_be_reporter(subject))
    }
}

/// Says whether who reported is somebody involved. The officer's vault must be open. What was said already is
/// not written again.
pub async fn say_involved(app: &App, who: &Actor, id: DossierId, said: Involved) -> Ended {
    let mut tx = app.db.begin().await?;
    signals::hold(&mut tx, who.tenant, id).await?;
    let open = dossiers::open(&mut tx, app, who, id, Purpose::Act).await?;
    let is_known = open_reporter(app, who, &open)?.involved == Some(said);
    if is_known {
        return Ok(());
    }
    if let Involved::Subject(subject) = said
        && !open.report.subject(subject).is_some_and(may_be_reporter)
    {
        return Err(Error::BadRequest("subject").into());
    }
    let mut later = Reporter::default();
    later.involved = Some(said);
    let sealed = seal(&mut tx, app, open.tenant, id, &later).await?;
    let contact = open.contact;
    signals::say_also(&mut tx, app, &open, &sealed, contact).await?;
    let event = Event::by(who, Role::Officer, &audited::REPORTER_INVOLVED);
    open.add(tx, app, event).await
}
