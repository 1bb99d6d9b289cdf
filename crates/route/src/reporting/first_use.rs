//! Was anything reported here, or begun? Until then a municipality is a choice that can be made again.

use platform::audit;
use platform::db::Reader;
use platform::{Result, Tenant, params};

use crate::audited;

/// A signal of this municipality, or a copy of a draft that was shared there, or any draft: of which
/// municipality a draft is, its row does not say, so that nobody can tell who began one.
const BEGUN: &str = "select 1 as found from signal where tenant = $1
  union all select 1 as found from shared_draft where tenant = $1
  union all select 1 as found from draft limit 1";

/// Did somebody report here, or begin to? What was destroyed since counts too: the log still has it. For
/// whoever changes something on the answer while the municipality is held (`tenants::alone`): a signal
/// waits for that too.
pub async fn is_begun(tx: &mut Reader, tenant: Tenant) -> Result<bool> {
    if tx.row(BEGUN, params![tenant]).await?.is_some() {
        return Ok(true);
    }
    audit::was_done(tx, tenant, &audited::SIGNAL_REPORTED).await
}
