//! `meldroute import`: an extract of a register, from a file too large for a browser.

use std::fmt::Display;
use std::path::Path;

use enrichment::registers::import::{Ended, Wanted, run};
use enrichment::registers::sheet::Sheet;
use platform::audit::Event;
use platform::blobs::{CHUNK, Spooled};
use platform::tenants::Municipality;
use platform::{App, Error, Result, clock};
use tokio::io::AsyncReadExt;

use super::Mapping;
use crate::config::Extract;

/// Imports, and says how it ended.
pub async fn import(app: &App, asked: Extract) -> Result<String> {
    let fault = |why: String| Error::Internal(why);
    let here = municipality(app, &asked)?;
    let dated = asked.dated.unwrap_or_else(|| clock::day(app.clock.now()));
    clock::is_day(&dated)
        .ok_or_else(|| fault(format!("--dated {dated}: expected a day, 2026-11-01 say")))?;
    let of_file = |why: &dyn Display| fault(format!("{}: {why}", asked.file.display()));
    let file = spool(app, &asked.file).await.map_err(|why| of_file(&why))?;
    let content = Sheet::take_in(app, file)
        .await
        .map_err(|why| of_file(&why))?;
    let looked = Sheet::look(content.clone(), 0).await;
    let header = looked.map_err(|why| of_file(&why))?.header;
    let columns = Mapping::parse(&asked.map)?.columns(&header);
    if !columns.iter().flatten().any(|column| column.compares()) {
        return Err(fault(format!(
            "{}: none of its columns can be compared (see --map)",
            asked.file.display()
        )));
    }
    let name = asked
        .file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let event = Event::by_system(
        here.tenant,
        "command line",
        &enrichment::audited::EXTRACT_IMPORTED,
    );
    let wanted = Wanted {
        tenant: here.tenant,
        source: asked.source,
        file: name,
        dated,
        content,
        columns,
        replace: !asked.add,
    };
    let ended = run(app, wanted, event, None).await?;
    app.note_high_water()?;
    Ok(match ended {
        Ended::Done { rows, bad, known } => {
            format!("{rows} rows imported, {bad} bad rows left out, {known} were there already")
        }
        Ended::Unchanged => "This file was imported before. Nothing changed.".to_owned(),
    })
}

/// A file is read several times, and is the same each time: what is imported is what was there when
/// the command began.
async fn spool(app: &App, file: &Path) -> Result<Spooled> {
    let mut file = tokio::fs::File::open(file).await?;
    let (mut taken, mut piece) = (app.spool.begin()?, vec![0; CHUNK]);
    loop {
        let read = file.read(&mut piece).await?;
        if read == 0 {
            return taken.end().await;
        }
        taken.write(&piece[..read]).await?;
    }
}

/// The municipality with the code that was given, if it has this source.
fn municipality(app: &App, asked: &Extract) -> Result<Municipality> {
    let fault = |why: String| Error::Internal(why);
    let found = app
        .tenants
        .all()
        .into_iter()
        .find(|known| known.pack.municipality.code.get_ref() == &asked.municipality);
    let here = found.ok_or_else(|| {
        fault(format!(
            "no municipality has the code {}",
            asked.municipality
        ))
    })?;
    if here.pack.source(&asked.source).is_some() {
        return Ok(here);
    }
    let known: Vec<&str> = here
        .pack
        .sources
        .iter()
        .map(|source| source.id.get_ref().as_str())
        .collect();
    Err(fault(format!(
        "unknown source {}: expected one of {}",
        asked.source,
        known.join(", ")
    )))
}
