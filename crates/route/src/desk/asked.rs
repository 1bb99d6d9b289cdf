//! Whose answer a dossier waits for, and how to reach them.

use platform::db::Reader;
use platform::tenants::Number;
use platform::{App, DossierId, Millis, Result, Tenant};

use crate::dossiers::Open;
use crate::referrals;
use crate::signals::FEEDBACK;

/// A partner who was asked something.
pub struct Asked {
    pub name: String,
    pub numbers: Vec<Number>,
    /// When the answer is to be there.
    pub due_at: Millis,
}

impl Asked {
    /// Those of a dossier where asking for their answer is what comes first.
    pub async fn next(
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        open: &Open,
    ) -> Result<Vec<Self>> {
        match open.tasks().leading(app.clock.now()) {
            Some(task) if *task.kind == FEEDBACK => Self::of(tx, app, tenant, open.id).await,
            _ => Ok(Vec::new()),
        }
    }

    /// Those of a dossier, whose answer is due first in front; what they are called and their numbers are
    /// those of today.
    pub async fn of(
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        dossier: DossierId,
    ) -> Result<Vec<Self>> {
        let municipality = app.tenants.get(tenant)?;
        let awaited = referrals::awaited(tx, app, tenant, dossier).await?;
        let asked = awaited.into_iter().map(|(id, due_at)| Self {
            name: municipality.pack.partner_name(&id),
            numbers: municipality.numbers(&id, app.clock.now()),
            due_at,
        });
        Ok(asked.collect())
    }
}
