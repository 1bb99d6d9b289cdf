//! Drafts: only the writer can read them, or find out which ones are theirs.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use platform::clock::{DAY, whole_day};
use platform::db::{Reader, Tx, Value};
use platform::{Actor, App, Millis, Result, params};
use uuid::Uuid;
use vault::Key;

/// The form about a signal of a partner has drafts too, beside those of each kind of report.
pub const FROM_PARTNER: &str = "partner";

/// So has the form that adds to an own signal.
pub const ADDITION: &str = "addition";

/// Where a draft stands: another place for each that this person began, so that two drafts, and the
/// signals that came of them, cannot be told to be of the same person. `number` is how many signals
/// they had reported when it began; `slot` tells those apart that stand at the same time.
fn draft_owner(actor: &Actor, of: &str) -> impl Fn(usize, u8) -> [u8; 32] {
    let key = actor.secret.derive("draft owner").many();
    move |number, slot| {
        let number = u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes();
        let place = [actor.tenant.0.as_bytes(), of.as_bytes(), &number];
        match slot {
            // Where drafts stood when there was one of a kind.
            0 => key.of(&place),
            slot => key.of(&[&place[..], &[&[slot]]].concat()),
        }
    }
}

/// So many can be begun before the next signal is sent.
const SLOTS: u8 = 8;

/// A draft may have begun before the person's last signals, or before some were destroyed: fifty back and
/// twenty on are looked at. The latest places are the first.
fn looked_at(own: usize) -> impl Iterator<Item = (usize, u8)> {
    let numbers = (own.saturating_sub(50)..=own + 20).rev();
    numbers.flat_map(|number| (0..SLOTS).rev().map(move |slot| (number, slot)))
}

/// So many places are asked for in one question.
const ASKED: usize = 71 * SLOTS as usize;

static FIND_DRAFTS: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=ASKED).map(|at| format!("${at}")).collect();
    format!(
        "select owner, sealed from draft where owner in ({})",
        places.join(", ")
    )
});

type Fields = Vec<(String, String)>;

/// Something that somebody began and did not send.
pub struct Draft {
    place: [u8; 32],
    pub fields: Fields,
}

impl Draft {
    /// What a field says; empty when it is not there.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        value(&self.fields, name)
    }
}

fn value<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    let mut named = fields.iter().filter(|(field, _)| field == name);
    named.next().map_or("", |(_, value)| value)
}

/// Which form a draft is of.
const FORM: &str = "form-id";

/// What somebody has of a kind.
#[derive(Default)]
pub struct Drafts {
    /// The one that began last is the first.
    pub legible: Vec<Draft>,
    /// So many more cannot be read. They keep nobody from reporting.
    pub damaged: usize,
}

/// This person's drafts of a kind, by its id. Every place is looked at, so this is asked once for a page.
pub async fn drafts(tx: &mut Reader, actor: &Actor, of: &str, own: usize) -> Result<Drafts> {
    let mut drafts = Drafts::default();
    for (place, fields) in found(tx, actor, of, own).await? {
        match fields {
            Some(fields) => drafts.legible.push(Draft { place, fields }),
            None => drafts.damaged += 1,
        }
    }
    Ok(drafts)
}

/// Each place where something lies, and what; `None`: it cannot be read.
async fn found(
    tx: &mut Reader,
    actor: &Actor,
    of: &str,
    own: usize,
) -> Result<Vec<([u8; 32], Option<Fields>)>> {
    let owner = draft_owner(actor, of);
    let places = looked_at(own).map(|(number, slot)| owner(number, slot));
    let places: Vec<[u8; 32]> = places.collect();
    let mut asked: Vec<Value> = places.iter().copied().map(Value::from).collect();
    // Of a new colleague there are fewer places: one of them is asked for again.
    asked.resize(ASKED, Value::from(places[0]));
    let rows = tx.rows(FIND_DRAFTS.as_str(), asked).await?;
    let mut sealed = HashMap::new();
    for row in &rows {
        sealed.insert(row.get::<[u8; 32]>("owner")?, row.get::<Vec<u8>>("sealed")?);
    }
    let key = actor.secret.derive("draft");
    let mut found = Vec::new();
    for place in places {
        if let Some(sealed) = sealed.remove(&place) {
            let plain = key.open(&sealed, of).ok();
            let fields = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
            found.push((place, fields));
        }
    }
    Ok(found)
}

/// What the program itself keeps with a draft; a form that was opened before does not say it.
const KEPT: [&str; 1] = [SHARED_AS];
const SHARED_AS: &str = "shared-as";

/// Saves a draft where the draft of this very form stands, or else in a place of its own; `own` is how
/// many signals the person reported here. False: there is no room for another one.
pub async fn save_draft(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &str,
    own: usize,
    fields: &[(String, String)],
) -> Result<bool> {
    // When, only the writer reads.
    let now = app.clock.now();
    let mut fields = fields.to_vec();
    fields.retain(|(name, _)| name != "saved-at");
    fields.push(("saved-at".to_owned(), now.to_string()));
    let form = value(&fields, FORM).to_owned();
    loop {
        let all = found(tx, actor, of, own).await?;
        let mut legible = all
            .iter()
            .filter_map(|(place, fields)| Some((*place, fields.as_ref()?)));
        let known = legible.find(|(_, known)| value(known, FORM) == form);
        for name in KEPT {
            let kept = known.map_or("", |(_, known)| value(known, name));
            if value(&fields, name).is_empty() && !kept.is_empty() {
                fields.push((name.to_owned(), kept.to_owned()));
            }
        }
        let key = actor.secret.derive("draft");
        let sealed = key.seal(&serde_json::to_vec(&fields)?, of);
        let (place, sql) = if let Some((place, _)) = known {
            let sql = "update draft set sealed = $2, saved_on = $3 where owner = $1";
            (place, sql)
        } else {
            let owner = draft_owner(actor, of);
            let mut places = (0..SLOTS).map(|slot| owner(own, slot));
            let free = |place: &[u8; 32]| all.iter().all(|(taken, _)| taken != place);
            let Some(place) = places.find(free) else {
                return Ok(false);
            };
            let sql = "insert into draft (owner, sealed, saved_on) values ($1, $2, $3)
                       on conflict (owner) do nothing";
            (place, sql)
        };
        // Taken, or gone, since it was looked at: looked at again.
        if tx.exec(sql, params![place, sealed, whole_day(now)]).await? == 1 {
            return Ok(true);
        }
    }
}

/// What lies of one form.
#[derive(Default)]
pub struct DraftsOfForm {
    pub places: Vec<[u8; 32]>,
    /// The id of the copy that it was shared as.
    pub shared_as: Option<Uuid>,
}

/// This person's drafts of one form; `own` is how many signals the person reported here. Every place is
/// looked at, so once for a report is enough.
pub async fn drafts_of_form(
    tx: &mut Reader,
    actor: &Actor,
    of: &str,
    own: usize,
    form: Uuid,
) -> Result<DraftsOfForm> {
    let mut found = DraftsOfForm::default();
    for draft in drafts(tx, actor, of, own).await?.legible {
        if draft.value(FORM).parse() == Ok(form) {
            found.places.push(draft.place);
            let copy = draft.value(SHARED_AS).parse().ok();
            found.shared_as = found.shared_as.or(copy);
        }
    }
    Ok(found)
}

/// A draft of a form that is no report, at the one place that whoever owns the form makes: kept as all of them, under
/// the writer's own secret, for as long, and in no backup.
pub struct DraftAt {
    /// Says neither whose it is nor what it is about.
    pub place: [u8; 32],
    /// What the writer alone has.
    pub secret: Arc<Key>,
}

/// What they are sealed for.
const AT_PLACE: &str = "draft at a place";

impl DraftAt {
    fn key(&self) -> Key {
        self.secret.derive("draft")
    }

    /// Puts this in the place of what was kept there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn save(&self, tx: &mut Tx, app: &App, fields: &[(String, String)]) -> Result<()> {
        let sealed = self.key().seal(&serde_json::to_vec(fields)?, AT_PLACE);
        let sql = "insert into draft (owner, sealed, saved_on) values ($1, $2, $3)
                   on conflict (owner) do update set sealed = excluded.sealed, saved_on = excluded.saved_on";
        let today = whole_day(app.clock.now());
        tx.exec(sql, params![self.place, sealed, today]).await?;
        Ok(())
    }

    /// What is kept there for this writer. What cannot be read is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn read(&self, tx: &mut Reader) -> Result<Option<Fields>> {
        let sql = "select sealed from draft where owner = $1";
        let Some(row) = tx.row(sql, params![self.place]).await? else {
            return Ok(None);
        };
        let plain = self.key().open(&row.get::<Vec<u8>>("sealed")?, AT_PLACE);
        Ok(plain
            .ok()
            .and_then(|plain| serde_json::from_slice(&plain).ok()))
    }

    /// Nothing is kept there any more, whoever wrote it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn destroy(tx: &mut Tx, place: [u8; 32]) -> Result<()> {
        drop_draft(tx, place).await
    }
}

pub async fn drop_draft(tx: &mut Tx, place: [u8; 32]) -> Result<()> {
    tx.exec("delete from draft where owner = $1", params![place])
        .await?;
    Ok(())
}

/// Drafts of before this moment go: after the term that counts now, and with several
/// municipalities the longest one. `None`: there is no municipality yet.
pub fn drafts_end(app: &App) -> Option<Millis> {
    let all = app.tenants.all();
    let days = all.iter().map(|known| known.kept.draft_days);
    days.max()
        .map(|days| app.clock.now() - Millis::from(days) * DAY)
}

pub async fn purge_drafts(app: &App) -> Result<()> {
    let Some(before) = drafts_end(app) else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    tx.exec("delete from draft where saved_on < $1", params![before])
        .await?;
    tx.commit_unaudited("a draft is the writer's own").await
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ASKED, SLOTS, looked_at};

    /// Wherever a draft was put, it is looked at: also fifty signals later, and when twenty are gone.
    #[test]
    fn every_place_is_looked_at() {
        for own in [0, 1, 49, 50, 51, 200] {
            let all: Vec<_> = looked_at(own).collect();
            let apart: BTreeSet<_> = all.iter().copied().collect();
            assert!(apart.len() == all.len() && all.len() <= ASKED, "{own}");
            for slot in 0..SLOTS {
                for number in [own, own.saturating_sub(50), own + 20] {
                    assert!(apart.contains(&(number, slot)), "{own}: {number} {slot}");
                }
            }
        }
    }
}
