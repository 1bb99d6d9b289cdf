//! Policy packs of a municipality: which one is in use, which were, and how one follows another.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use policy::{Edit, Faults, Known, Pack, PartnerId, edited, months_after, next_version};

use super::changes::{self, About, Change, Unseen};
use super::partners::{self, Checked};
use super::{Record, load, record};
use crate::audit::Event;
use crate::audited;
use crate::clock::day;
use crate::db::{Reader, Tx};
use crate::proof::{self, Noted, Standing};
use crate::{App, Error, Millis, Result, Tenant, guarded, params};

/// A policy pack as it was taken into use.
struct Adopted {
    tenant: Tenant,
    version: String,
    text: String,
    since: Millis,
}

guarded!(
    Adopted,
    "policy_pack",
    |row| Noted::InAudit(row.tenant),
    once, key [tenant, version], [text, since]
);

pub(super) async fn store(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    version: &str,
    text: &str,
) -> Result<()> {
    let (version, text) = (version.to_owned(), text.to_owned());
    let adopted = Adopted {
        tenant,
        version,
        text,
        since: app.clock.now(),
    };
    if proof::insert(tx, app, &adopted).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

async fn stored(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    version: &str,
) -> Result<Option<String>> {
    let sql = "select {row} from policy_pack where tenant = $1 and version = $2";
    let found: Option<Adopted> = proof::one(tx, app, sql, params![tenant, version]).await?;
    Ok(found.map(|adopted| adopted.text))
}

/// Every pack that was in use here, by its version, the latest last. One that does not stand as it
/// was written, or cannot be read, is not among them.
///
/// # Errors
/// When the database cannot be read.
pub async fn packs(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<(String, Pack)>> {
    let sql = "select {row} from policy_pack where tenant = $1 order by since";
    let adopted: Vec<Adopted> = proof::those_that_stand(tx, app, sql, params![tenant]).await?;
    let read = |one: Adopted| Some((one.version, Pack::stored(&one.text).ok()?));
    Ok(adopted.into_iter().filter_map(read).collect())
}

/// What came of a pack that was offered on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// No municipality has its code yet.
    Nobodys,
    /// It is in use now, or was already.
    InUse,
    /// It was in use before, and a later version has taken its place: that one stays.
    Before,
}

/// The municipality with this code of Statistics Netherlands, if it is here.
async fn of_code(tx: &mut Reader, app: &App, code: &str) -> Result<Option<Record>> {
    let sql = "select {row} from municipality where code = $1";
    proof::one(tx, app, sql, params![code]).await
}

/// Takes a changed pack into use; the municipality is found by its code. Dossiers keep the version
/// they were judged under. A version that was in use before does not come back: the program is
/// started with the same file again and again, and what was changed in the browser since would go.
///
/// # Errors
/// When a pack with the same version but another text is already stored: raise the version.
pub async fn adopt(app: &App, text: &str) -> Result<Taken> {
    let pack = Pack::parse(text).map_err(|faults| Error::Internal(faults.to_string()))?;
    let code = pack.municipality.code.get_ref().clone();
    let mut tx = app.db.begin().await?;
    let Some(mut record) = of_code(&mut tx, app, &code).await? else {
        return Ok(Taken::Nobodys);
    };
    let tenant = record.id;
    match stored(&mut tx, app, tenant, &pack.version).await? {
        Some(stored) if stored != text => {
            return Err(Error::Internal(format!(
                "policy pack version {} was used before with another text: raise `version`",
                pack.version
            )));
        }
        Some(_) if record.pack_version == pack.version => return Ok(Taken::InUse),
        Some(_) => return Ok(Taken::Before),
        None => {}
    }
    let event = Event::by_system(tenant, "command line", &audited::POLICY_ADOPTED);
    let event = put(&mut tx, app, &mut record, &pack, text, event).await?;
    tx.commit(app, event).await?;
    load(app).await?;
    Ok(Taken::InUse)
}

/// Stores a pack and makes it the one in use. Nobody confirmed anything by that.
async fn put(
    tx: &mut Tx,
    app: &App,
    record: &mut Record,
    pack: &Pack,
    text: &str,
    event: Event,
) -> Result<Event> {
    store(tx, app, record.id, &pack.version, text).await?;
    let was = record.pack_version.clone();
    record.pack_version.clone_from(&pack.version);
    record.name.clone_from(&pack.municipality.name);
    record.code.clone_from(pack.municipality.code.get_ref());
    record.save(tx, app).await?;
    // The log says by these what was otherwise before.
    Ok(event.with("was", was).with("version", pack.version.clone()))
}

/// The text of the pack in use, for whoever looks at it or takes it along.
///
/// # Errors
/// When it is not there, or does not stand as it was written.
pub async fn text(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<String> {
    let record = record(tx, app, tenant).await?;
    let found = stored(tx, app, tenant, &record.pack_version).await?;
    found.ok_or(Error::NotFound)
}

/// What became of a change.
pub enum Changed {
    /// It is in use, once this is committed: with this event.
    Done(Event),
    /// The text that is in use cannot be changed so, and why.
    Refused(Faults),
}

/// A pack that is being changed. Nobody else changes it until this is committed.
pub struct Changing {
    record: Record,
    text: String,
    /// As it stands.
    pub pack: Pack,
    /// What was changed and nobody else has looked at yet: as the database has it, now that nobody else
    /// changes it. What this program knows in memory may be older.
    unseen: Vec<Unseen>,
}

/// Opens the pack in use to change it.
///
/// # Errors
/// When it does not stand as it was written.
pub async fn change(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<Changing> {
    super::alone(tx, tenant).await?;
    let text = text(tx, app, tenant).await?;
    let pack = Pack::stored(&text)
        .map_err(|faults| Error::Misread(format!("stored policy pack: {faults}")))?;
    Ok(Changing {
        record: record(tx, app, tenant).await?,
        unseen: changes::all(tx, app, tenant).await?,
        text,
        pack,
    })
}

impl Changing {
    /// The change of this that nobody else has looked at yet.
    #[must_use]
    pub fn unseen_of(&self, about: &About) -> Option<&Unseen> {
        self.unseen.iter().find(|unseen| unseen.about == *about)
    }

    /// Makes a next version of it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn make(
        mut self,
        tx: &mut Tx,
        app: &App,
        edit: Edit,
        event: Event,
    ) -> Result<Changed> {
        let mut version = next_version(&self.pack.version);
        while stored(tx, app, self.record.id, &version).await?.is_some() {
            version = next_version(&version);
        }
        let text = match edited(&self.text, &edit.version(&version)) {
            Ok(text) => text,
            Err(faults) => return Ok(Changed::Refused(faults)),
        };
        let pack = Pack::stored(&text).map_err(|faults| Error::Internal(faults.to_string()))?;
        let done = put(tx, app, &mut self.record, &pack, &text, event).await?;
        Ok(Changed::Done(done))
    }

    /// Makes a next version in which somebody changed this, for another to look at.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn changed(
        self,
        tx: &mut Tx,
        app: &App,
        edit: Edit,
        change: &Change<'_>,
        event: Event,
    ) -> Result<Changed> {
        let (tenant, was) = (self.record.id, self.pack.version.clone());
        let changed = self.make(tx, app, edit, event).await?;
        if matches!(changed, Changed::Done(_)) {
            changes::note(tx, app, tenant, change, &was).await?;
        }
        Ok(changed)
    }

    /// Makes it the pack of another municipality: somebody chose the wrong one, and nothing hangs on it
    /// yet, which the caller makes sure of. What else the pack says stays.
    ///
    /// # Errors
    /// [`Error::Conflict`] when that municipality is here already.
    pub async fn moved(self, tx: &mut Tx, app: &App, to: Known, event: Event) -> Result<Changed> {
        if of_code(tx, app, to.code).await?.is_some() {
            return Err(Error::Conflict);
        }
        let edit = Edit::default().municipality(to);
        match self.make(tx, app, edit, event).await {
            // Founded by somebody else at this very moment.
            Err(error) if error.is_duplicate() => Err(Error::Conflict),
            other => other,
        }
    }

    /// Somebody rang this partner: its numbers are confirmed, and it counts as checked for as long
    /// as the pack says.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn confirmed(
        self,
        tx: &mut Tx,
        app: &App,
        partner: &PartnerId,
        checked: Checked,
        event: Event,
    ) -> Result<Changed> {
        let found = self.pack.partner(partner).ok_or(Error::NotFound)?;
        let mut reach = found.reach();
        for channel in &mut reach.channels {
            channel.confirmed = true;
        }
        let months = self.pack.deadlines.confirm_partners_months;
        let until = months_after(&day(checked.at), months);
        let edit = Edit::default()
            .reach(&self.pack, partner, &reach)
            .valid_until(&self.pack, partner, &until);
        let tenant = self.record.id;
        let changed = self.make(tx, app, edit, event).await?;
        if matches!(changed, Changed::Done(_)) {
            partners::check(tx, app, tenant, partner, checked).await?;
            changes::looked_at(tx, app, tenant, &About::Partner(partner.clone())).await?;
        }
        Ok(changed)
    }
}

pub(super) async fn read(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    version: &str,
) -> Result<Pack> {
    let text = stored(tx, app, tenant, version)
        .await?
        .ok_or(Error::NotFound)?;
    Pack::stored(&text).map_err(|faults| Error::Misread(format!("stored policy pack: {faults}")))
}

/// The pack in use, for opening a municipality.
pub(super) async fn in_use(tx: &mut Reader, app: &App, record: &Record) -> Result<Arc<Pack>> {
    let pack = read(tx, app, record.id, &record.pack_version).await?;
    Ok(Arc::new(pack))
}

/// The pack in use as the database has it now: whoever changed it a moment ago is in it. For an act that
/// holds the municipality ([`alone`](super::alone)).
///
/// # Errors
/// When it does not stand as it was written.
pub async fn pack_now(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Arc<Pack>> {
    let version = record(tx, app, tenant).await?.pack_version;
    pack_at(tx, app, tenant, &version).await
}

/// Packs of before, parsed once each: one never changes.
#[derive(Default)]
struct Earlier(RwLock<HashMap<(Tenant, String), Arc<Pack>>>);

/// The pack a dossier was judged under, which may be an older one.
pub async fn pack_at(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    version: &str,
) -> Result<Arc<Pack>> {
    let now = app.tenants.get(tenant)?.pack;
    if now.version == version {
        return Ok(now);
    }
    let (earlier, key) = (app.memory.of::<Earlier>(), (tenant, version.to_owned()));
    let known = earlier.0.read().ok().and_then(|all| all.get(&key).cloned());
    if let Some(pack) = known {
        return Ok(pack);
    }
    let pack = Arc::new(read(tx, app, tenant, version).await?);
    if let Ok(mut all) = earlier.0.write() {
        all.insert(key, pack.clone());
    }
    Ok(pack)
}

pub(super) async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Adopted>(tx, app, tenant).await
}
