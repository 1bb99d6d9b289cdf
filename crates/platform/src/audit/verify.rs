//! Is a chain whole? Walking it from the first record to the head.

use vault::Key;

use super::{Record, key, seal};
use crate::db::Tx;
use crate::high_water::End;
use crate::{App, Result, Tenant, params};

/// What a check of one chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every record stands as it was written, behind the one before.
    Whole {
        /// So many.
        records: i64,
        /// To note down elsewhere: the chain that has it later was not cut off before it.
        head: String,
    },
    /// Somebody wrote in the log.
    Broken {
        /// The first record that does not fit; 0 stands for the end of the chain.
        seq: i64,
        /// In what it does not.
        why: &'static str,
    },
}

/// How far a walk along a chain is.
struct Walk {
    key: Key,
    /// The end as it was noted outside the database.
    noted: Option<End>,
    before: Vec<u8>,
    expected: i64,
}

impl Walk {
    /// On to the next record, or what is wrong with it.
    fn step(&mut self, record: Record) -> Option<Verdict> {
        let other = |end: End| end.seq == record.seq && end.mac[..] != record.mac[..];
        let why = if record.seq != self.expected {
            "this record is missing"
        } else if record.compute(&self.key, &self.before)[..] != record.mac[..] {
            "this record was changed, moved or added"
        } else if self.noted.is_some_and(other) {
            "another record was noted outside the database"
        } else {
            self.before = record.mac;
            self.expected += 1;
            return None;
        };
        let seq = self.expected;
        Some(Verdict::Broken { seq, why })
    }

    /// Does the chain end where its head says?
    fn end(&self, last: i64, mac: &[u8], sealed: &[u8]) -> Verdict {
        let broken = |seq, why| Verdict::Broken { seq, why };
        if self.noted.is_some_and(|end| end.seq >= self.expected) {
            let why = "the end was cut off, or an older database was put back";
            return broken(self.expected, why);
        }
        let walked = self.expected - 1;
        if walked < last {
            return broken(self.expected, "this record is missing");
        }
        if walked > last || self.before != mac || seal(&self.key, last, mac)[..] != *sealed {
            return broken(last, "the head of the chain does not fit");
        }
        Verdict::Whole {
            records: last,
            head: vault::hex(&mac[..8]),
        }
    }
}

/// Walks a municipality's whole chain. `tx` sees one moment ([`crate::db::Db::moment`]): of what is
/// added meanwhile, a part would be seen.
pub async fn verify(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<Verdict> {
    let mut walk = Walk {
        key: key(app, tenant),
        noted: app.high_water.of(tenant),
        before: vec![0; 32],
        expected: 1,
    };
    let head = tx.row(
        "select seq, mac, seal from audit_head where tenant = $1",
        params![tenant],
    );
    let Some(head) = head.await? else {
        return Ok(Verdict::Broken {
            seq: 0,
            why: "the head of the chain is missing",
        });
    };
    loop {
        let rows = tx
            .rows(
                "select * from audit_event where tenant = $1 and seq >= $2 order by seq limit 5000",
                params![tenant, walk.expected],
            )
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            if let Some(broken) = walk.step(Record::from(row)?) {
                return Ok(broken);
            }
        }
    }
    let (mac, sealed): (Vec<u8>, Vec<u8>) = (head.get("mac")?, head.get("seal")?);
    Ok(walk.end(head.get("seq")?, &mac, &sealed))
}
