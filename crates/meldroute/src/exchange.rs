//! `meldroute export htcds` and `meldroute import htcds`: cases for other systems, and theirs.

use std::path::Path;
use std::process::ExitCode;

use platform::tenants::Municipality;
use platform::{App, Error, Result, keys};
use response::exchange::{self, Ended};
use response::htcds::{File, Format};

use crate::config::{ExportHtcds, ImportHtcds};
use crate::progress;

/// A file of cases is read as a whole.
const LARGEST: u64 = 256 * 1024 * 1024;

fn fault(file: &Path, why: impl std::fmt::Display) -> Error {
    Error::Internal(format!("{}: {why}", file.display()))
}

fn format_of(file: &Path) -> Result<Format> {
    let name = file.to_string_lossy();
    Format::of_name(&name).ok_or_else(|| fault(file, "its name ends in neither .json nor .csv"))
}

/// The municipality with this code; without one, the only one that there is.
fn municipality(app: &App, code: Option<&str>) -> Result<Municipality> {
    let mut all = app.tenants.all();
    match code {
        Some(code) => {
            let found = all
                .into_iter()
                .find(|one| one.pack.municipality.code.get_ref() == code);
            found.ok_or_else(|| Error::Internal(format!("no municipality has the code {code}")))
        }
        None if all.len() == 1 => Ok(all.remove(0)),
        None => Err(Error::Internal(
            "say which one: --municipality CODE".to_owned(),
        )),
    }
}

/// What lies where the file is to come: nothing (false), or what this command made before.
fn made_before(file: &Path, format: Format) -> Result<bool> {
    if !file.exists() {
        return Ok(false);
    }
    let begins = std::fs::read(file).map_err(|error| fault(file, error))?;
    let begins = String::from_utf8_lossy(&begins[..begins.len().min(64 * 1024)]).into_owned();
    if format.is_own(&begins) {
        Ok(true)
    } else {
        Err(fault(
            file,
            "is there already, and was not made by this command: it was left alone",
        ))
    }
}

/// Writes all cases of a municipality, and says how many.
pub async fn export(app: &App, asked: &ExportHtcds) -> Result<String> {
    let format = format_of(&asked.out)?;
    let here = municipality(app, Some(&asked.municipality))?;
    let there_before = made_before(&asked.out, format)?;
    let busy = progress::spinner("cases");
    let cases = exchange::all(app, here.tenant, |so_far| busy.set_position(so_far as u64)).await?;
    busy.finish_and_clear();
    app.note_high_water()?;
    // Under another name until it is whole, and never readable by others.
    let mut part = asked.out.clone().into_os_string();
    part.push(".part");
    let part = Path::new(&part);
    let _ = std::fs::remove_file(part);
    keys::write_private(part, format.write(&cases).as_bytes())?;
    std::fs::rename(part, &asked.out).map_err(|error| fault(&asked.out, error))?;
    let instead = if there_before {
        ", in the place of an earlier file"
    } else {
        ""
    };
    Ok(format!(
        "{}: {} cases{instead}",
        asked.out.display(),
        cases.len()
    ))
}

/// What became of the cases of a file.
#[derive(Default)]
struct Sums {
    new: usize,
    known: usize,
    otherwise: usize,
    own: usize,
}

/// Takes cases of another system over, and says what became of each; nothing when the file has a fault.
pub async fn import(app: &App, asked: &ImportHtcds) -> Result<ExitCode> {
    let format = format_of(&asked.file)?;
    let here = municipality(app, asked.municipality.as_deref())?;
    let size = std::fs::metadata(&asked.file).map_err(|error| fault(&asked.file, error))?;
    if size.len() > LARGEST {
        return Err(fault(&asked.file, "larger than 256 MB: split it"));
    }
    let text = std::fs::read(&asked.file).map_err(|error| fault(&asked.file, error))?;
    let text = String::from_utf8(text).map_err(|_| fault(&asked.file, "is no UTF-8"))?;
    let file = match format.read(&text) {
        Ok(file) => file,
        Err(faults) => {
            for one in faults {
                let (line, column) = (one.line, one.column);
                eprintln!("{}:{line}:{column}: {}", asked.file.display(), one.message);
            }
            return Ok(ExitCode::from(1));
        }
    };
    if !file.passed_over.is_empty() {
        println!(
            "Columns that HTCDS 2.0 does not have, not read: {}",
            file.passed_over.join(", ")
        );
    }
    let sums = taken_over(app, here, &file).await?;
    app.note_high_water()?;
    println!(
        "{} new signals; {} taken over before; {} taken over before and otherwise in this file, left as they are; {} of this municipality itself",
        sums.new, sums.known, sums.otherwise, sums.own
    );
    Ok(ExitCode::SUCCESS)
}

async fn taken_over(app: &App, here: Municipality, file: &File) -> Result<Sums> {
    let bar = progress::bar(file.cases.len() as u64, "cases");
    let mut sums = Sums::default();
    for (place, case) in &file.cases {
        match exchange::take_over(app, here.tenant, case).await? {
            Ended::New(_, fields) => {
                sums.new += 1;
                if !fields.is_empty() {
                    bar.suspend(|| println!("{place}: as words only: {}", fields.join("; ")));
                }
            }
            Ended::Known => sums.known += 1,
            Ended::Otherwise => {
                sums.otherwise += 1;
                bar.suspend(|| {
                    println!("{place}: taken over before, and otherwise now: look at it yourself");
                });
            }
            Ended::Own => sums.own += 1,
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(sums)
}
