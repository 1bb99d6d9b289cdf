//! Dossiers that are called so, as they are shown.

use platform::{App, DossierId, Result, Tenant};
use route::dossiers;
use route::signals::Reference;

/// So many are enough to know whether it is among them.
pub(super) const MOST: usize = 10;

/// A dossier that is called so.
pub(super) struct Named {
    pub id: DossierId,
    pub title: String,
    pub reference: Reference,
}

/// These dossiers, as they are called now.
pub(super) async fn named(app: &App, tenant: Tenant, ids: &[DossierId]) -> Result<Vec<Named>> {
    let (mut tx, mut found) = (app.db.read().await?, Vec::new());
    for id in ids {
        if let Some(dossier) = dossiers::if_there(&mut tx, app, tenant, *id).await? {
            found.push(Named {
                title: dossier.report().title(),
                id: dossier.id(),
                reference: dossier.reference().clone(),
            });
        }
    }
    Ok(found)
}
