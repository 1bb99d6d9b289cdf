//! `meldroute import`: an extract of a register, from a file too large for a browser.

use enrichment::registers::import::{Ended, Wanted, run};
use enrichment::registers::sheet::Sheet;
use platform::audit::Event;
use platform::tenants::Municipality;
use platform::{App, Error, Result, clock};

use super::Mapping;
use crate::config::Import;

/// Imports, and says how it ended.
pub async fn import(app: &App, asked: Import) -> Result<String> {
    let fault = |why: String| Error::Internal(why);
    let here = municipality(app, &asked)?;
    let dated = asked.dated.unwrap_or_else(|| clock::day(app.clock.now()));
    clock::is_day(&dated)
        .ok_or_else(|| fault(format!("--dated {dated}: expected a day, 2026-11-01 say")))?;
    let bytes = std::fs::read(&asked.file)
        .map_err(|error| fault(format!("{}: {error}", asked.file.display())))?;
    let bytes = Sheet::take_in(app, bytes)
        .await
        .map_err(|why| fault(format!("{}: {why}", asked.file.display())))?;
    let sheet = Sheet::of_bytes(bytes.clone())
        .map_err(|why| fault(format!("{}: {why}", asked.file.display())))?;
    let columns = Mapping::parse(&asked.map)?.columns(&sheet.header);
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
        bytes,
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

/// The municipality with the code that was given, if it has this source.
fn municipality(app: &App, asked: &Import) -> Result<Municipality> {
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
