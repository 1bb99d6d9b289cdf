//! That a dossier belongs to a location: under the key of the dossier, with which it goes.

use std::collections::BTreeMap;

use platform::db::{Reader, Tx};
use platform::proof::{self, Noted, Standing};
use platform::{App, DossierId, Millis, Result, Tenant, few, guarded, params};
use route::dossiers::Dossier;
use route::parts::Holding;
use uuid::Uuid;

use super::model::{Link, Linked, LocationId};
use super::store::{self, Location};

struct OfLink {
    id: Uuid,
    tenant: Tenant,
    location: LocationId,
    signal: DossierId,
    at: Millis,
    sealed: Vec<u8>,
}

guarded!(
    OfLink,
    "location_link",
    |row| Noted::InAudit(row.tenant),
    once,
    key[id],
    [tenant, location, signal, at, sealed]
);

fn place_of_link(row: &OfLink) -> String {
    format!("location link:{}:{}:{}", row.id, row.location, row.at)
}

/// Writes down that a dossier belongs to a location. `false`: it did already.
pub async fn add_link(
    tx: &mut Tx,
    app: &App,
    dossier: &Dossier,
    (link, at): (&Link, Millis),
) -> Result<bool> {
    let mut row = OfLink {
        id: link.id,
        tenant: dossier.tenant(),
        location: link.location,
        signal: dossier.id(),
        at,
        sealed: Vec::new(),
    };
    row.sealed = dossier.seal(&link.linked, &place_of_link(&row))?;
    proof::insert(tx, app, &row).await
}

/// It does not belong there any more. `false`: it did not.
pub async fn remove_link(
    tx: &mut Tx,
    app: &App,
    dossier: &Dossier,
    location: LocationId,
) -> Result<bool> {
    let sql = "select {row} from location_link where location = $1 and signal = $2 and tenant = $3";
    let values = params![location, dossier.id(), dossier.tenant()];
    match proof::one::<OfLink>(tx, app, sql, values).await? {
        Some(row) => proof::remove(tx, app, &row).await,
        None => Ok(false),
    }
}

/// Takes away what belongs to a location, before it goes itself.
pub async fn let_go(tx: &mut Tx, app: &App, tenant: Tenant, id: LocationId) -> Result<()> {
    let sql = "select {row} from location_link where location = $1 and tenant = $2";
    for row in proof::those_that_stand::<OfLink>(tx, app, sql, params![id, tenant]).await? {
        proof::remove(tx, app, &row).await?;
    }
    Ok(())
}

/// What belongs to a few locations.
pub const LINKS: &str = "select location, tenant from location_link where location in
  ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";

/// How many dossiers belong to each of these that has any.
pub async fn linked(
    tx: &mut Reader,
    tenant: Tenant,
    all: &[Location],
) -> Result<BTreeMap<LocationId, i64>> {
    let mut found = BTreeMap::new();
    for some in all.chunks(few::AT_ONCE) {
        let ids = few::values(some.iter().map(|one| one.id));
        for row in tx.rows(LINKS, ids).await? {
            if row.get("tenant").map(Tenant)? == tenant {
                *found.entry(row.get("location")?).or_insert(0) += 1;
            }
        }
    }
    Ok(found)
}

/// Which dossiers belong to a location; unopened.
pub async fn dossiers_of(
    tx: &mut Reader,
    tenant: Tenant,
    id: LocationId,
) -> Result<Vec<DossierId>> {
    let sql =
        "select signal from location_link where location = $1 and tenant = $2 order by at, id";
    let rows = tx.rows(sql, params![id, tenant]).await?;
    rows.iter().map(|row| row.get("signal")).collect()
}

/// To which locations a dossier belongs, the oldest first.
pub async fn of_dossier(tx: &mut Reader, app: &App, dossier: &Dossier) -> Result<Vec<Link>> {
    let sql = "select {row} from location_link where signal = $1 and tenant = $2 order by at, id";
    let values = params![dossier.id(), dossier.tenant()];
    let rows: Vec<OfLink> = proof::all_or_fault(tx, app, sql, values).await?;
    let open = |row: OfLink| {
        Ok(Link {
            linked: dossier.unseal::<Linked>(&row.sealed, &place_of_link(&row))?,
            id: row.id,
            location: row.location,
        })
    };
    rows.into_iter().map(open).collect()
}

/// The same, for what is shown: those that can be read with their locations, and how many more there are. One that is
/// damaged keeps nobody from the dossier.
pub async fn legible(
    tx: &mut Reader,
    app: &App,
    dossier: &Dossier,
) -> Result<(Vec<(Link, Location)>, usize)> {
    let sql = "select {row} from location_link where signal = $1 and tenant = $2 order by at, id";
    let values = || params![dossier.id(), dossier.tenant()];
    let mut found = Vec::new();
    for row in proof::those_that_stand::<OfLink>(tx, app, sql, values()).await? {
        let place = place_of_link(&row);
        let linked = dossier.unseal::<Linked>(&row.sealed, &place);
        let location = store::find(tx, app, dossier.tenant(), row.location).await;
        match linked.and_then(|linked| Ok((linked, location?))) {
            Ok((linked, Some(location))) => {
                let link = Link {
                    id: row.id,
                    location: row.location,
                    linked,
                };
                found.push((link, location));
            }
            Ok((_, None)) => {}
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    let all = "select id from location_link where signal = $1 and tenant = $2";
    let damaged = tx.rows(all, values()).await?.len() - found.len();
    Ok((found, damaged))
}

/// For `meldroute check`: each row, and what stands in it.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<OfLink>(tx, app, tenant).await
}

/// `meldroute check` opens what concerns a dossier.
pub const OF_DOSSIER: Holding = Holding::OfDossier(|tx, app, open| {
    Box::pin(async move { of_dossier(tx, app, open).await.map(|_| ()) })
});
