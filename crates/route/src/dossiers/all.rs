//! What the program itself reads over all dossiers, to know who and what already occurs. It is never
//! shown from here: whoever shows something of a dossier opens it.

use std::collections::BTreeMap;

use platform::db::Reader;
use platform::{App, DossierId, Error, Result, Tenant};

use crate::paging::Line;
use crate::signals::{self, Dossier, Reference};
use platform::few;

/// All dossiers in the order in which they came in, a piece at a time: what comes behind the line,
/// which moves on; `None` when none is left. A damaged one is not among them: `meldroute check` names
/// it.
///
/// # Errors
/// When the database cannot be read.
pub async fn after(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    line: &mut Line,
    limit: i64,
) -> Result<Option<Vec<Dossier>>> {
    signals::after(tx, app, tenant, line, limit).await
}

/// One of them; `None` when it was destroyed, or is damaged: then `meldroute check` names it.
///
/// # Errors
/// When the database cannot be read.
pub async fn if_there(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: DossierId,
) -> Result<Option<Dossier>> {
    match signals::load(tx, app, tenant, id).await {
        Ok(dossier) => Ok(Some(dossier)),
        Err(Error::NotFound) => Ok(None),
        Err(error) if error.is_damage() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The dossier of this reference, however it was typed; `None` when it is none, or there is no such
/// dossier.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_reference(
    tx: &mut Reader,
    tenant: Tenant,
    typed: &str,
) -> Result<Option<DossierId>> {
    match Reference::parse(typed) {
        Some(reference) => signals::by_reference(tx, tenant, &reference).await,
        None => Ok(None),
    }
}

/// What a list needs of a dossier that it names: no content.
pub struct Brief {
    pub reference: Reference,
    pub is_closed: bool,
}

/// How many can be asked for at once.
pub const BRIEFLY: usize = few::AT_ONCE;

pub const NAMED: &str = "select id, tenant, reference, state from signal where id in
  ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";

/// These dossiers, briefly; of more than [`BRIEFLY`], the first. What was destroyed is not there.
///
/// # Errors
/// When the database cannot be read.
pub async fn briefly(
    tx: &mut Reader,
    tenant: Tenant,
    ids: &[DossierId],
) -> Result<BTreeMap<DossierId, Brief>> {
    let rows = tx.rows(NAMED, few::values(ids.iter().copied())).await?;
    let own = rows
        .iter()
        .filter(|row| row.get("tenant").map(Tenant).is_ok_and(|of| of == tenant));
    let briefs = own.map(|row| {
        let (reference, state): (String, String) = (row.get("reference")?, row.get("state")?);
        let reference = Reference::parse(&reference).ok_or(Error::NotFound)?;
        let is_closed = state == "closed";
        let brief = Brief {
            reference,
            is_closed,
        };
        Ok((row.get("id")?, brief))
    });
    briefs.collect()
}
