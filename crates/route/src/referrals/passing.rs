//! Asking another officer to hand over: who reported a dossier is its contact nowhere, and may be away. Nothing
//! says why it was asked, and it can be asked in every dossier: that an officer asked tells nobody that she
//! reported.

use accounts::people;
use platform::audit::Event;
use platform::tasks::{Kind, Tasks, Whose};
use platform::{Actor, App, Error, PersonId, Result, Role, mail};

use crate::audited;
use crate::dossiers::{Ended, Open};
use crate::signals::{self, REFER};

/// Hand over in the place of a colleague. About who was asked.
pub const PASSED_ON: Kind = Kind {
    id: "passed_on",
    order: 1,
    blocks_closing: false,
    whose: Whose::Officer,
    minutes: 10,
    page: |id, _| format!("/dossier/{id}"),
};

/// Somebody else who may do it.
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    /// Was asked already.
    pub asked: bool,
}

/// What the pages of the route say of it.
pub struct PassingOn {
    /// Whoever looks reported this, and so cannot hand it over.
    pub own: bool,
    pub colleagues: Vec<Colleague>,
}

impl PassingOn {
    /// Asked while no connection is held: whose it is, takes the marks first.
    pub async fn of(app: &App, who: &Actor, open: &Open) -> Result<Self> {
        let own = is_own(app, who, open).await?;
        let mut tx = app.db.read().await?;
        let officers = people::with_role(&mut tx, app, who.tenant, Role::Officer).await?;
        let others = officers.into_iter().filter(|other| other.id != who.user);
        let asked = |id: PersonId| {
            let mut tasks = open.tasks().open_of(&PASSED_ON);
            tasks.any(|task| task.about == id.to_string())
        };
        Ok(Self {
            own,
            colleagues: others
                .map(|other| Colleague {
                    asked: asked(other.id),
                    id: other.id,
                    name: other.name,
                })
                .collect(),
        })
    }
}

/// Did whoever looks report this? Only their own session can tell (docs/adr/0016). What was reported on
/// behalf of somebody else has another reporter.
async fn is_own(app: &App, who: &Actor, open: &Open) -> Result<bool> {
    Ok(open.channel == "form" && signals::own_number(app, who, open.id).await?.is_some())
}

/// Asks a colleague: a task that leads in the dossier, and a mail that says nothing.
pub async fn pass_on(app: &App, who: &Actor, mut open: Open, to: PersonId) -> Ended {
    let mut tx = app.db.begin().await?;
    let officers = people::with_role(&mut tx, app, who.tenant, Role::Officer).await?;
    if to == who.user || officers.iter().all(|officer| officer.id != to) {
        return Err(Error::BadRequest("colleague").into());
    }
    let due = open.tasks.open_of(&REFER).map(|task| task.due_at).min();
    let due = due.unwrap_or_else(|| app.clock.now());
    open.tasks.open(&PASSED_ON, &to.to_string(), due);
    mail::queue(&mut tx, app, who.tenant, to, "passed-on").await?;
    let event = Event::by(who, Role::Officer, &audited::DOSSIER_PASSED_ON);
    open.commit(tx, app, event).await
}

/// Nobody needs to be asked any more: who was asked did it, or nothing is left to do.
pub fn done(tasks: &mut Tasks, who: &Actor) {
    let is_left = tasks.open_of(&REFER).next().is_some();
    let own = who.user.to_string();
    tasks.keep_only(&PASSED_ON, |about| is_left && about != own);
}
