//! `meldroute export htcds` and `meldroute import htcds`: cases for other systems, and theirs.

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use exports::exchange::{self, Ended};
use exports::htcds::{Fault, Faults, File, Format, Place};
use platform::tenants::Municipality;
use platform::{App, Error, Result, keys};
use serde::Serialize;

use crate::config::{ExportHtcds, ImportHtcds};
use crate::progress;

/// A file of cases is read as a whole.
const LARGEST: u64 = 256 * 1024 * 1024;

/// So much of a file tells whether this command made it.
const BEGINNING: u64 = 64 * 1024;

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
    let mut begins = Vec::new();
    let opened = std::fs::File::open(file).map_err(|error| fault(file, error))?;
    let read = opened.take(BEGINNING).read_to_end(&mut begins);
    read.map_err(|error| fault(file, error))?;
    let begins = String::from_utf8_lossy(&begins);
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

/// The cases of a file, or all that is wrong in it.
fn read(format: Format, bytes: Vec<u8>) -> std::result::Result<File, Faults> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.split(|byte| *byte == b'\n').count() as u64;
        let message = "expected UTF-8".to_owned();
        Fault {
            line,
            column: 1,
            message,
        }
    })?;
    format.read(&text)
}

/// What became of the cases of a file.
#[derive(Default, Serialize)]
struct Sums {
    new: usize,
    known: usize,
    otherwise: usize,
    own: usize,
    own_otherwise: usize,
    columns_not_read: Vec<String>,
    cases: Vec<Told>,
}

/// A case of which something is to be told.
#[derive(Serialize)]
struct Told {
    /// Where it begins: `line 3`, `case 3`.
    place: String,
    /// It was taken over before, and is otherwise now: it was not taken over.
    otherwise: bool,
    /// It has the reference of a dossier of here, and is otherwise: it was not taken over.
    own_otherwise: bool,
    /// Fields that stand in its signal as words.
    as_words: Vec<String>,
}

impl Sums {
    fn add(&mut self, place: Place, ended: Ended) {
        let mut told = Told {
            place: place.to_string(),
            otherwise: ended == Ended::Otherwise,
            own_otherwise: ended == Ended::OwnOtherwise,
            as_words: Vec::new(),
        };
        match ended {
            Ended::New(_, fields) => {
                self.new += 1;
                told.as_words = fields;
            }
            Ended::Known => self.known += 1,
            Ended::Own => self.own += 1,
            Ended::Otherwise => self.otherwise += 1,
            Ended::OwnOtherwise => self.own_otherwise += 1,
        }
        if told.otherwise || told.own_otherwise || !told.as_words.is_empty() {
            self.cases.push(told);
        }
    }

    /// So many cases of the file are not here as they stand in it.
    fn left(&self) -> usize {
        self.otherwise + self.own_otherwise
    }

    fn lines(&self) -> String {
        let mut lines = Vec::new();
        if !self.columns_not_read.is_empty() {
            let names = self.columns_not_read.join(", ");
            lines.push(format!(
                "Columns that HTCDS 2.0 does not have, not read: {names}"
            ));
        }
        lines.extend(self.cases.iter().map(Told::line));
        lines.push(format!(
            "{} new signals; {} taken over before; {} of this municipality itself; {} NOT taken over: {} taken over before and otherwise in this file, {} with the reference of a dossier of this municipality and otherwise",
            self.new,
            self.known,
            self.own,
            self.left(),
            self.otherwise,
            self.own_otherwise
        ));
        lines.join("\n")
    }
}

impl Told {
    fn line(&self) -> String {
        let place = &self.place;
        if self.otherwise {
            format!(
                "{place}: NOT taken over: it was taken over before, and is otherwise now; look at it yourself"
            )
        } else if self.own_otherwise {
            format!(
                "{place}: NOT taken over: it has the reference of a dossier of this municipality, and is otherwise"
            )
        } else {
            format!("{place}: as words only: {}", self.as_words.join("; "))
        }
    }
}

/// The faults of a file: the first in words, and how many there are.
fn tell(file: &Path, faults: &Faults) {
    let file = file.display();
    for one in faults.told() {
        eprintln!("{file}:{}:{}: {}", one.line, one.column, one.message);
    }
    if faults.more() > 0 {
        eprintln!("{file}: and {} more", faults.more());
    }
    let all = faults.told().len() + faults.more();
    eprintln!("{file}: faults: {all}; nothing was taken over");
}

/// Takes cases of another system over, and says what became of each; nothing when the file has a fault. It succeeds when
/// every case of the file is here as it stands there.
pub async fn import(app: &App, asked: &ImportHtcds) -> Result<ExitCode> {
    let format = format_of(&asked.file)?;
    let here = municipality(app, asked.municipality.as_deref())?;
    let size = std::fs::metadata(&asked.file).map_err(|error| fault(&asked.file, error))?;
    if size.len() > LARGEST {
        return Err(fault(&asked.file, "larger than 256 MB: split it"));
    }
    let text = std::fs::read(&asked.file).map_err(|error| fault(&asked.file, error))?;
    let file = match read(format, text) {
        Ok(file) => file,
        Err(faults) => {
            tell(&asked.file, &faults);
            return Ok(ExitCode::from(1));
        }
    };
    let sums = taken_over(app, here, file).await?;
    app.note_high_water()?;
    if asked.json {
        println!("{}", serde_json::to_string_pretty(&sums)?);
    } else {
        println!("{}", sums.lines());
    }
    Ok(ExitCode::from(u8::from(sums.left() > 0)))
}

async fn taken_over(app: &App, here: Municipality, file: File) -> Result<Sums> {
    let bar = progress::bar(file.cases.len() as u64, "cases");
    let mut sums = Sums {
        columns_not_read: file.passed_over,
        ..Sums::default()
    };
    for (place, case) in &file.cases {
        let ended = exchange::take_over(app, here.tenant, case).await?;
        sums.add(*place, ended);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(sums)
}
