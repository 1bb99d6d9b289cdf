//! What the feeds of a municipality say stays as it was for four hours. Whoever keeps reading one would else see the
//! moment at which somebody reported, and reading costs next to nothing.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use platform::clock::HOUR;
use platform::db::Reader;
use platform::{App, Millis, Result, Tenant};
use uuid::Uuid;

use super::days::Days;

/// So long; the feed tells calendar programs to come back as late.
const FROZEN: Millis = 4 * HOUR;

/// By municipality: of which stretch of time, and what it says.
#[derive(Default)]
struct Frozen(Mutex<HashMap<Uuid, (Millis, String)>>);

/// The calendar of a municipality as it stood when it was first asked for in this stretch of four hours.
pub async fn of(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<String> {
    let now = app.clock.now();
    let stretch = now.div_euclid(FROZEN);
    let kept = app.memory.of::<Frozen>();
    let known = {
        let all = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&tenant.0).cloned()
    };
    if let Some((of, calendar)) = known
        && of == stretch
    {
        return Ok(calendar);
    }
    let days = Days::of(tx, tenant, now).await?;
    let texts = app.i18n.lang("nl");
    let calendar = days.calendar(&texts, &format!("{}/werk", app.base_url));
    let mut all = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
    all.insert(tenant.0, (stretch, calendar.clone()));
    Ok(calendar)
}
