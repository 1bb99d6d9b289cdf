//! Growing delays on sign-in, per account and per address.

use platform::db::Tx;
use platform::{App, Millis, Result, params};

const MINUTE: Millis = 60 * 1000;
/// Failures before an account has to wait.
const FREE: i64 = 5;
/// Failures in the window before an address counts as guessing.
const ADDRESS_LIMIT: i64 = 100;
const WINDOW: Millis = 15 * MINUTE;

/// How long an account waits after so many failures: 10 s, 20 s, ... up to a quarter of an hour.
fn delay(failures: i64) -> Millis {
    if failures < FREE { 0 } else { (10_000 << (failures - FREE).min(10)).min(15 * MINUTE) }
}

/// The two sources of an attempt, as keyed fingerprints: neither account nor address is stored.
pub struct Sources {
    account: [u8; 32],
    address: [u8; 32],
}

impl Sources {
    pub fn new(app: &App, email: &str, address: std::net::IpAddr) -> Self {
        let key = app.keys.instance("attempt");
        Self {
            account: key.fingerprint(&[b"account", email.to_lowercase().as_bytes()]),
            address: key.fingerprint(&[b"address", address.to_string().as_bytes()]),
        }
    }
}

/// May this attempt be made now? Accounts that do not exist are counted like those that do.
pub async fn allowed(tx: &mut Tx, sources: &Sources, now: Millis) -> Result<bool> {
    let account = tx
        .row(
            "select failures, next_at, last_at from sign_in_attempt where source = $1",
            params![sources.account],
        )
        .await?;
    let (failed_before, wait) = match &account {
        Some(row) => (now - row.get::<i64>("last_at")? < WINDOW, row.get::<i64>("next_at")? > now),
        None => (false, false),
    };
    let address = tx
        .row(
            "select failures from sign_in_attempt where source = $1 and last_at > $2",
            params![sources.address, now - WINDOW],
        )
        .await?;
    let guessing = address.map(|row| row.get::<i64>("failures")).transpose()?.unwrap_or(0) >= ADDRESS_LIMIT;
    let refused = wait || (guessing && failed_before);
    Ok(!refused)
}

pub async fn failed(tx: &mut Tx, sources: &Sources, now: Millis) -> Result<()> {
    for (source, waits) in [(sources.account, true), (sources.address, false)] {
        let row = tx
            .must(
                "insert into sign_in_attempt (source, failures, last_at, next_at) values ($1, 1, $2, $2)
                 on conflict (source) do update set
                   failures = case when sign_in_attempt.last_at < $3 then 1 else sign_in_attempt.failures + 1 end,
                   last_at = excluded.last_at
                 returning failures",
                params![source, now, now - 96 * WINDOW],
            )
            .await?;
        if waits {
            let next = now + delay(row.get("failures")?);
            tx.exec("update sign_in_attempt set next_at = $2 where source = $1", params![source, next])
                .await?;
        }
    }
    Ok(())
}

pub async fn succeeded(tx: &mut Tx, sources: &Sources) -> Result<()> {
    tx.exec("delete from sign_in_attempt where source = $1", params![sources.account]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_stay_bearable() {
        assert_eq!(delay(4), 0);
        assert_eq!(delay(5), 10_000);
        assert_eq!(delay(7), 40_000);
        assert_eq!(delay(60), 15 * MINUTE);
    }
}
