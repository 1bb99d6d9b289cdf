//! `meldroute check` and `meldroute audit verify`: proof that keys, database, chain and policy fit.

use std::path::Path;

use platform::audit::{self, Verdict};
use platform::db::Reader;
use platform::tenants::{Municipality, Sure};
use platform::{App, Result, Tenant, clock, jobs};
use serde::Serialize;

use crate::private::open_to_others;

/// One line of the report.
#[derive(Debug, Serialize)]
pub struct Finding {
    pub what: String,
    pub good: bool,
    pub detail: String,
}

impl Finding {
    fn new(what: impl Into<String>, outcome: std::result::Result<String, String>) -> Self {
        let (good, detail) = match outcome {
            Ok(detail) => (true, detail),
            Err(detail) => (false, detail),
        };
        Self {
            what: what.into(),
            good,
            detail,
        }
    }
}

/// Are the files of the data folder for the program alone? Asked before the folder is opened. No
/// fault when they were not: opening mends it, and a folder around them may have kept others out.
#[must_use]
pub fn private(data: &Path) -> Finding {
    let open: Vec<String> = open_to_others(data)
        .iter()
        .map(|(path, mode)| format!("{} ({mode:03o})", path.display()))
        .collect();
    let detail = match &open[..] {
        [] => "for the program alone".to_owned(),
        _ => format!(
            "warning: these were open to others and are closed off now: {}",
            open.join(", ")
        ),
    };
    Finding::new("files", Ok(detail))
}

/// Everything that can be checked of an installation that opens.
pub async fn check(app: &App) -> Result<Vec<Finding>> {
    let whole = app
        .db
        .integrity()
        .await
        .map(|()| "whole".to_owned())
        .map_err(|error| error.for_the_log());
    let mut found = vec![Finding::new("database", whole)];
    let noted = if app.high_water.is_kept() {
        "the end of the audit log is noted"
    } else {
        "warning: keys/high-water is not there yet (a running program makes it within a minute)"
    };
    found.push(Finding::new("outside the database", Ok(noted.to_owned())));
    found.push(Finding::new("instance key", Ok(key(app).await?)));
    found.push(Finding::new("background", background(app).await?));
    for shut in app.tenants.shut() {
        found.push(Finding::new(
            shut.name,
            Err(format!("cannot be opened: {}", shut.why)),
        ));
    }
    let municipalities = app.tenants.all();
    if municipalities.is_empty() && app.tenants.shut().is_empty() {
        found.push(Finding::new(
            "municipalities",
            Err("none yet: use the setup link".into()),
        ));
    }
    for known in municipalities {
        found.extend(municipality(app, &known).await?);
    }
    Ok(found)
}

async fn municipality(app: &App, known: &Municipality) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let mut tx = app.db.read().await?;
    let (count, broken) = route::checking::open_all(&mut tx, app, known.tenant).await?;
    let keys = if broken.is_empty() {
        Ok(format!("{count} dossiers open"))
    } else {
        Err(broken.join("; "))
    };
    found.push(Finding::new(format!("{}: keys", known.name), keys));
    found.push(Finding::new(
        format!("{}: rows", known.name),
        rows(&mut tx, app, known.tenant).await?,
    ));
    drop(tx);
    found.push(Finding::new(
        format!("{}: audit chain", known.name),
        chain(app, known.tenant).await?,
    ));
    let mut tx = app.db.read().await?;
    let waits = enrichment::judging::waiting(&mut tx, known.tenant).await?;
    found.push(Finding::new(
        format!("{}: linking", known.name),
        Ok(format!("{waits} signals wait to be compared")),
    ));
    let holders = route::reporters::holders(&mut tx, app, known.tenant).await?;
    let vault = if holders == 0 {
        Err("no officer can open it: use the recovery key".to_owned())
    } else {
        Ok(format!("{holders} officers can open it"))
    };
    found.push(Finding::new(format!("{}: vault", known.name), vault));
    let to_ring = known.to_ring(app.clock.now());
    let absent = to_ring.iter().filter(|(_, sure)| *sure == Sure::Absent);
    let mut policy = format!(
        "version {}, {} of {} partners to ring and confirm, {} of them without a number or address",
        known.pack.version,
        to_ring.len(),
        known.pack.partners.len(),
        absent.count(),
    );
    if known.pack.adopted.ends_soon(&clock::day(app.clock.now())) {
        policy += "; warning: the policy ends within three months, or has ended";
    }
    found.push(Finding::new(format!("{}: policy", known.name), Ok(policy)));
    Ok(found)
}

/// Which instance key is in use, and what is left of older ones.
async fn key(app: &App) -> Result<String> {
    let (number, was_key) = platform::root::number(&mut app.db.read().await?).await?;
    let mut detail = format!("number {number}");
    if app.keys.file().keys().count() > 1 {
        detail += "; warning: the key file holds another one too: run `meldroute rotate-key` again";
    }
    if was_key && number > 1 {
        detail += "; the first key file, of version 0.1.0, still opens everything";
    }
    Ok(detail)
}

/// Work that was given up: a person has to look at it.
async fn background(app: &App) -> Result<std::result::Result<String, String>> {
    let given_up = jobs::given_up(&mut app.db.read().await?).await?;
    Ok(if given_up == 0 {
        Ok("nothing was given up".into())
    } else {
        Err(format!(
            "{given_up} jobs were given up: an administrator sees them under Achtergrond"
        ))
    })
}

/// Does every row stand as the audit log says that its act left it? Found are rows that were
/// forged, put back to an older state, taken away or added.
async fn rows(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
) -> Result<std::result::Result<String, String>> {
    let (mut wrong, mut complete) = (Vec::new(), true);
    let mut written = audit::written(tx, app, tenant).await?;
    for part in app.wings.vouched() {
        let rows = match part(tx, app, tenant).await {
            Ok(rows) => rows,
            Err(error) => {
                wrong.push(error.for_the_log());
                complete = false;
                continue;
            }
        };
        for (row, stands) in rows {
            let tag = vault::hex(&stands[stands.len().saturating_sub(8)..]);
            match written.remove(&row) {
                Some(known) if known == tag => {}
                Some(_) => wrong.push(format!("{row} was put back or changed")),
                None => wrong.push(format!("{row} was added")),
            }
        }
    }
    wrong.extend(gone(&written, complete));
    Ok(if wrong.is_empty() {
        Ok("stand as they were written".into())
    } else {
        Err(wrong.join("; "))
    })
}

/// Rows that should be there and were not found. Where a whole table could not be read, its rows are
/// among them: so many of each table are named, so that nothing hides behind another's damage.
fn gone<T>(written: &std::collections::BTreeMap<String, T>, complete: bool) -> Vec<String> {
    const NAMED: usize = 20;
    let what = if complete {
        "was taken away"
    } else {
        "was taken away, or stands in a table that cannot be read"
    };
    let rows: Vec<&String> = written.keys().collect();
    let table = |row: &str| row.split(':').next().unwrap_or("").to_owned();
    let tables = rows.chunk_by(|a, b| table(a) == table(b));
    tables
        .flat_map(|rows| {
            let named = rows.iter().take(NAMED).map(|row| format!("{row} {what}"));
            let more = rows.len().saturating_sub(NAMED);
            let more = (more > 0).then(|| format!("and {more} more of {}", table(rows[0])));
            named.chain(more).collect::<Vec<_>>()
        })
        .collect()
}

async fn chain(app: &App, tenant: Tenant) -> Result<std::result::Result<String, String>> {
    Ok(
        match audit::verify(&mut app.db.moment().await?, app, tenant).await? {
            Verdict::Whole { records, head } => Ok(format!("{records} records, head {head}")),
            Verdict::Broken { seq, why } => Err(format!("record {seq}: {why}")),
        },
    )
}

/// Only the chains.
pub async fn verify(app: &App) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for known in app.tenants.all() {
        found.push(Finding::new(known.name, chain(app, known.tenant).await?));
    }
    if found.is_empty() {
        found.push(Finding::new(
            "municipalities",
            Err("none: there is no chain".into()),
        ));
    }
    Ok(found)
}
