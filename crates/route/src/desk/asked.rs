//! Whose answer a dossier waits for, and how to reach them.

use platform::db::Reader;
use platform::{App, DossierId, Millis, Result, Tenant};
use policy::{Channel, phone};

use crate::referrals;

/// A partner who was asked something.
pub struct Asked {
    pub name: String,
    /// As written, and as dialled where that can be.
    pub numbers: Vec<(String, Option<String>)>,
    /// When the answer is to be there.
    pub due_at: Millis,
}

impl Asked {
    /// Those of a dossier, whose answer is due first in front; what they are called and their numbers are
    /// those of today.
    pub async fn of(
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        dossier: DossierId,
    ) -> Result<Vec<Self>> {
        let pack = app.tenants.get(tenant)?.pack;
        let awaited = referrals::awaited(tx, app, tenant, dossier).await?;
        let asked = awaited.into_iter().map(|(id, due_at)| Self {
            name: pack.partner_name(&id),
            numbers: pack.partner(&id).map_or_else(Vec::new, |partner| {
                let known = partner.channels.iter().filter_map(Channel::known);
                known
                    .map(|value| (value.to_owned(), phone::dialled(value)))
                    .collect()
            }),
            due_at,
        });
        Ok(asked.collect())
    }
}
