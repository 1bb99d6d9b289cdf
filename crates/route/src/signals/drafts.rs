//! Drafts: only the writer can read them, or find out which ones are theirs.

use std::collections::HashMap;
use std::sync::LazyLock;

use platform::clock::{DAY, whole_day};
use platform::db::{Reader, Tx, Value};
use platform::{Actor, App, Millis, Result, params};

use super::model::Kind;

/// Where a draft stands: another place for each that this person began, so that two drafts, and the
/// signals that came of them, cannot be told to be of the same person. `number` is how many signals
/// they had reported when it began.
fn draft_owner(actor: &Actor, kind: Kind) -> impl Fn(usize) -> [u8; 32] {
    let key = actor.secret.derive("draft owner").many();
    move |number| {
        let number = u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes();
        key.of(&[actor.tenant.0.as_bytes(), kind.id().as_bytes(), &number])
    }
}

/// So many places of drafts are looked at.
const LOOKED_AT: usize = 71;

static FIND_DRAFTS: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (1..=LOOKED_AT).map(|at| format!("${at}")).collect();
    format!(
        "select owner, sealed from draft where owner in ({})",
        places.join(", ")
    )
});

/// The place of this person's draft of a kind, and what is sealed there. A draft may have begun
/// before their last signals, or before some were destroyed: fifty back and twenty on are looked
/// at.
async fn find_draft(
    tx: &mut Reader,
    actor: &Actor,
    kind: Kind,
    own: usize,
) -> Result<Option<([u8; 32], Vec<u8>)>> {
    let owner = draft_owner(actor, kind);
    let mut places: Vec<[u8; 32]> = (0..LOOKED_AT)
        .map(|at| owner((own + 20).saturating_sub(at)))
        .collect();
    let rows = tx
        .rows(
            FIND_DRAFTS.as_str(),
            places.iter().copied().map(Value::from).collect(),
        )
        .await?;
    let mut found = HashMap::new();
    for row in &rows {
        found.insert(row.get::<[u8; 32]>("owner")?, row.get("sealed")?);
    }
    // The one begun last.
    places.retain(|place| found.contains_key(place));
    Ok(places
        .first()
        .and_then(|place| Some((*place, found.remove(place)?))))
}

/// Saves a draft; `own` is how many signals the person reported here.
pub async fn save_draft(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    kind: Kind,
    own: usize,
    fields: &[(String, String)],
) -> Result<()> {
    // When, only the writer reads.
    let now = app.clock.now();
    let mut fields = fields.to_vec();
    fields.retain(|(name, _)| name != "saved-at");
    fields.push(("saved-at".to_owned(), now.to_string()));
    let sealed = actor
        .secret
        .derive("draft")
        .seal(&serde_json::to_vec(&fields)?, kind.id());
    let owner = match find_draft(tx, actor, kind, own).await? {
        Some((owner, _)) => owner,
        None => draft_owner(actor, kind)(own),
    };
    tx.exec(
        "insert into draft (owner, sealed, saved_on) values ($1, $2, $3)
         on conflict (owner) do update set sealed = excluded.sealed, saved_on = excluded.saved_on",
        params![owner, sealed, whole_day(now)],
    )
    .await?;
    Ok(())
}

pub async fn saved_draft(
    tx: &mut Reader,
    actor: &Actor,
    kind: Kind,
    own: usize,
) -> Result<Option<Vec<(String, String)>>> {
    let Some((_, sealed)) = find_draft(tx, actor, kind, own).await? else {
        return Ok(None);
    };
    let plain = actor.secret.derive("draft").open(&sealed, kind.id())?;
    Ok(Some(serde_json::from_slice(&plain)?))
}

/// Where this person's draft of a kind stands: looked up before the transaction that drops it, since
/// many places are looked at.
pub async fn draft_place(
    tx: &mut Reader,
    actor: &Actor,
    kind: Kind,
    own: usize,
) -> Result<Option<[u8; 32]>> {
    Ok(find_draft(tx, actor, kind, own).await?.map(|found| found.0))
}

pub async fn drop_draft(tx: &mut Tx, place: [u8; 32]) -> Result<()> {
    tx.exec("delete from draft where owner = $1", params![place])
        .await?;
    Ok(())
}

/// Drafts of before this moment go: after the term of the policy pack, and with several
/// municipalities the longest one. `None`: there is no municipality yet.
pub fn drafts_end(app: &App) -> Option<Millis> {
    let all = app.tenants.all();
    let days = all.iter().map(|known| known.pack.retention.draft_days);
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
