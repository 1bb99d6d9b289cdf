//! A dossier somebody opened, and committing what was done with it.

use std::ops::Deref;

use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::forms::{Form, Posted};
use platform::i18n::Texts;
use platform::tasks::{self, Tasks};
use platform::{Actor, App, DossierId, Error, Role, Tenant};

use super::Purpose;
use crate::audited;
use crate::origin::{self, Conditions, Marked, Origin};
use crate::refusal::{Ended, Refusal, VERSION};
use crate::signals::{self, Dossier, NoSuchStep, State};

/// A dossier that somebody may do something with, as it stood when it was opened.
pub struct Open {
    pub(crate) dossier: Dossier,
    pub(crate) tasks: Tasks,
    /// Which organisation sent it.
    pub(crate) origin: Option<Origin>,
    /// What of it stands under another law. No other wing reads this.
    pub(crate) marked: Vec<Marked>,
    /// So many parts under another law cannot be read any more.
    pub(crate) damaged: usize,
    seen: i64,
}

/// Reading is free; writing goes through [`Open::commit`].
impl Deref for Open {
    type Target = Dossier;

    fn deref(&self) -> &Dossier {
        &self.dossier
    }
}

/// Opens a dossier for an officer of its municipality. For everybody else it does not exist.
pub async fn open(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    id: DossierId,
    purpose: Purpose,
) -> Ended<Open> {
    if !who.is(Role::Officer) {
        return Err(Error::NotFound.into());
    }
    opened(tx, app, who.tenant, id, purpose).await
}

/// Opens a dossier for whoever reported it, to add what they still know; also when it is closed. Whose
/// it is, their own list says (`signals::mine_at`).
pub(crate) async fn open_for_reporter(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: DossierId,
) -> Ended<Open> {
    opened(tx, app, tenant, id, Purpose::Add).await
}

/// Opens the dossier of what a partner reads (ADR 39, 46). Which one that is, the handover says.
pub(crate) async fn open_for_partner(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: DossierId,
    purpose: Purpose,
) -> Ended<Open> {
    opened(tx, app, tenant, id, purpose).await
}

/// Opens a dossier for the program itself, which does what somebody asked it to (`platform::jobs`).
/// What it does is recorded as an act of the program.
pub async fn open_for_job(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: DossierId,
    purpose: Purpose,
) -> Ended<Open> {
    opened(tx, app, tenant, id, purpose).await
}

async fn opened(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: DossierId,
    purpose: Purpose,
) -> Ended<Open> {
    let dossier = signals::load(tx, app, tenant, id).await?;
    if !purpose.fits(dossier.state) {
        return Err(no_such_step(&dossier));
    }
    let (marked, damaged) = origin::marked(tx, &dossier).await?;
    Ok(Open {
        tasks: tasks::of_dossier(tx, app, tenant, id).await?,
        origin: origin::of(tx, &dossier).await?,
        marked,
        damaged,
        seen: dossier.version,
        dossier,
    })
}

/// The same, as it stands now, for what is done next.
pub async fn open_now(app: &App, who: &Actor, id: DossierId, purpose: Purpose) -> Ended<Open> {
    let mut tx = app.db.read().await?;
    open(&mut tx, app, who, id, purpose).await
}

/// The same, when it still stands there as the form saw it that was posted.
///
/// # Errors
/// [`Refusal::Changed`] when it does not.
pub(crate) async fn open_seen(
    app: &App,
    who: &Actor,
    id: DossierId,
    purpose: Purpose,
    posted: &Posted,
) -> Ended<Open> {
    let open = open_now(app, who, id, purpose).await?;
    open.based_on(posted.get(VERSION))
}

fn no_such_step(dossier: &Dossier) -> Refusal {
    if dossier.state.is_closed() {
        Refusal::Closed(dossier.id)
    } else {
        Refusal::NoSuchStep(dossier.id)
    }
}

impl Open {
    /// The act was decided on what stood there at this version (as the form says).
    ///
    /// # Errors
    /// [`Refusal::Changed`] when that is not what stands there now.
    pub fn based_on(self, version: &str) -> Ended<Self> {
        if version.parse() == Ok(self.seen) {
            Ok(self)
        } else {
            Err(Refusal::Changed)
        }
    }

    /// On which version a form decides: the one that it was shown with, or this one when it is
    /// shown for the first time, or after being told of a change.
    pub fn version_in(&self, form: &mut Form) {
        if form.value(VERSION).is_empty() {
            form.set(VERSION, &self.seen.to_string());
        }
    }

    #[must_use]
    pub fn tasks(&self) -> &Tasks {
        &self.tasks
    }

    /// To open and end tasks in an act; each wing its own. What it changed is lasting once the act
    /// is committed.
    pub fn tasks_mut(&mut self) -> &mut Tasks {
        &mut self.tasks
    }

    /// Words that others read, or that stay for longer, hold nothing of what stands under the Wpg or the WGS.
    ///
    /// # Errors
    /// A fault at `field`.
    pub fn keeps_back(&self, field: &'static str, text: &str) -> Ended {
        let words = (field, text);
        origin::what_is_under_wpg_or_wgs_goes_nowhere(&self.marked, &self.dossier.report, words)
    }

    /// What the partner that sent the signal asked, when that binds whoever passes it on.
    #[must_use]
    pub fn bound(&self, texts: &Texts) -> Option<String> {
        let from = self.origin.as_ref()?;
        let key = match from.conditions {
            Conditions::Free => return None,
            Conditions::AskFirst => "look-from-ask_first",
            Conditions::OnlyThis => "look-from-only_this",
        };
        Some(texts.with(key, &[("organisation", from.organisation.clone())]))
    }

    /// Who sits at a table reads it: whoever asked to be asked is asked first.
    #[must_use]
    pub fn asks_before_a_table(&self) -> bool {
        let from = self.origin.as_ref();
        from.is_some_and(|from| from.conditions == Conditions::AskFirst)
    }

    /// Moves the dossier along the route.
    pub(crate) fn step(&mut self, to: impl FnOnce(State) -> Result<State, NoSuchStep>) -> Ended {
        let refused = |NoSuchStep| no_such_step(&self.dossier);
        self.dossier.state = to(self.dossier.state).map_err(refused)?;
        Ok(())
    }

    /// Writes the dossier as the act left it, works out what is next, and records the act; all of
    /// it, together with what the act wrote in `tx`, or nothing.
    ///
    /// # Errors
    /// [`Refusal::Changed`] when a colleague changed it since.
    pub async fn commit(self, mut tx: Tx, app: &App, event: Event) -> Ended {
        let id = self.dossier.id;
        self.write(&mut tx, app).await?;
        Ok(tx.commit(app, event.on(id)).await?)
    }

    /// The same of one of several dossiers that one act changes: it is recorded for each of them, and lasting
    /// with the last.
    ///
    /// # Errors
    /// [`Refusal::Changed`] when a colleague changed it since.
    pub async fn write(mut self, tx: &mut Tx, app: &App) -> Ended {
        let terms = &app.tenants.get(self.dossier.tenant)?.pack.deadlines;
        signals::tell_once_nothing_else_is_left(
            &mut self.tasks,
            self.dossier.state,
            terms,
            app.clock.now(),
        );
        let leading = self.tasks.leading_at_first();
        self.dossier.next = leading.map(|task| task.kind);
        self.dossier.due_at = self.tasks.first_due().unwrap_or(0);
        signals::change(tx, app, &self.dossier, self.seen).await?;
        let (tenant, id) = (self.dossier.tenant, self.dossier.id);
        Ok(tasks::save(tx, app, tenant, id, &self.tasks).await?)
    }

    /// Records an act that only added something beside the dossier: whoever changes it meanwhile is
    /// not in the way.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the dossier is gone.
    pub async fn add(self, tx: Tx, app: &App, event: Event) -> Ended {
        Ok(tx.commit(app, event.on(self.dossier.id)).await?)
    }

    /// Takes the dossier away with all that belongs to it, if it still stands as it was opened.
    ///
    /// # Errors
    /// [`Refusal::Changed`] when a colleague changed it since, or took it up again.
    pub async fn destroy(self, mut tx: Tx, app: &App, event: Event) -> Ended {
        signals::destroy(&mut tx, app, &self.dossier, self.seen).await?;
        Ok(tx.commit(app, event.on(self.dossier.id)).await?)
    }

    /// Records that an officer read it. Every page that shows something of a dossier does this, and
    /// shows nothing before it is lasting.
    pub async fn read_by(&self, app: &App, who: &Actor) -> platform::Result<()> {
        let event = Event::by(who, Role::Officer, &audited::DOSSIER_READ);
        self.record(app, event).await
    }

    /// Tells the officers, by a mail that says nothing, that something waits in it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn tell_officers(&self, tx: &mut Tx, app: &App) -> platform::Result<()> {
        signals::tell_officers(tx, app, self.dossier.tenant, self.dossier.urgent).await
    }

    /// Records another act that changes nothing.
    pub async fn record(&self, app: &App, event: Event) -> platform::Result<()> {
        let tx = app.db.begin().await?;
        tx.commit(app, event.on(self.dossier.id)).await
    }
}
