//! `meldroute tabulate`: a table that points at nobody, and the attack on tables.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use platform::{Error, Result};
use rand::rand_core::UnwrapErr;
use statistics::disclosure::audit::{Finding, audit};
use statistics::disclosure::codes::{AREA, Codes};
use statistics::disclosure::gate::Profile;
use statistics::disclosure::noise::Epsilon;
use statistics::disclosure::period::Period;
use statistics::disclosure::persons::Persons;
use statistics::disclosure::release::Release;
use statistics::disclosure::tabulate::{Refused, Request, Tabulated, tabulate};

use super::shelf::{Shelf, write_table};
use crate::config::{Tabulate as Asked, TabulateCommand};
use crate::progress;

/// Exit code 1: refused, a fault in the file, or a breach found.
pub fn command(asked: &Asked) -> Result<ExitCode> {
    if let Some(TabulateCommand::Audit { releases, json }) = &asked.command {
        return attack(releases, *json);
    }
    let (Some(file), Some(ledger), Some(out)) = (&asked.persons, &asked.ledger, &asked.out) else {
        return Err(Error::Internal(
            "PERSONS.csv, --ledger and --out are needed".into(),
        ));
    };
    let as_json = is_json(out)?;
    let codes = match &asked.codes {
        Some(path) => Codes::parse(&String::from_utf8_lossy(&super::bytes(path)?))
            .map_err(|why| Error::Internal(format!("{}:{why}", path.display())))?,
        None => Codes::shipped(),
    };
    let request = request(asked, &codes)?;
    let persons = match Persons::read(&super::bytes(file)?, &codes) {
        Ok(persons) => persons,
        Err(faults) => {
            super::tell(file, &faults);
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut shelf = Shelf::open(ledger)?;
    let mut chance = UnwrapErr(rand::rngs::SysRng);
    let busy = progress::spinner("protect");
    let tabulated = tabulate(
        &persons,
        &request,
        &codes,
        &mut shelf.ledger,
        &shelf.key,
        &mut chance,
    );
    busy.finish_and_clear();
    match tabulated {
        Ok(found) => {
            // In the ledger first: nothing leaves the house that is not in it.
            if found.new {
                shelf.save()?;
            }
            publish(&found, out, as_json)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(Refused::Failed(why)) => Err(Error::Internal(why)),
        Err(refused) => {
            eprintln!("refused: {refused}");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The name of a table says in what form it is written.
fn is_json(out: &Path) -> Result<bool> {
    match out.extension().and_then(|ending| ending.to_str()) {
        Some("json") => Ok(true),
        Some("csv") => Ok(false),
        _ => Err(Error::Internal(format!(
            "{}: expected a name that ends in .csv or .json",
            out.display()
        ))),
    }
}

/// Writes the table, and says whether it is a new one and when it may go out.
fn publish(found: &Tabulated, out: &Path, as_json: bool) -> Result<()> {
    let text = if as_json {
        serde_json::to_string_pretty(&found.release)? + "\n"
    } else {
        found
            .release
            .csv()
            .map_err(|error| Error::Internal(error.to_string()))?
    };
    write_table(out, &text)?;
    let again = if found.new {
        ""
    } else {
        " (published before: the same table)"
    };
    println!("{}{again}", out.display());
    if let Some(day) = &found.release.not_before {
        println!("Not to be published before {day}.");
    }
    Ok(())
}

fn request(asked: &Asked, codes: &Codes) -> Result<Request> {
    let fault = |why: String| Error::Internal(why);
    let area = asked
        .area
        .as_ref()
        .map(|name| {
            let list = codes.named(AREA).map(|(_, list)| list);
            list.and_then(|list| list.find(name))
                .map(|category| category.code.clone())
                .ok_or_else(|| {
                    fault(format!(
                        "--area {name}: the code list {} has no such municipality",
                        codes.version
                    ))
                })
        })
        .transpose()?;
    let span = asked
        .span
        .as_ref()
        .map(|text| {
            Period::parse(text).ok_or_else(|| {
                fault(format!(
                    "--span {text}: expected a period such as 2025-H1, 2025 or 2023-2025"
                ))
            })
        })
        .transpose()?;
    let profile = match asked.profile.as_deref() {
        Some("confidential") => Profile::Confidential,
        Some("region") => Profile::Region,
        _ => Profile::Public,
    };
    // Hundredths: the noise is drawn with whole numbers.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0.01 to 1"
    )]
    let epsilon = Epsilon {
        numerator: (asked.epsilon * 100.0).round() as u64,
        denominator: 100,
    };
    Ok(Request {
        by: asked.by.clone(),
        profile,
        area,
        span,
        epsilon,
    })
}

fn attack(files: &[PathBuf], json: bool) -> Result<ExitCode> {
    let mut releases = Vec::new();
    let mut names = Vec::new();
    for file in files {
        let text = String::from_utf8_lossy(&super::bytes(file)?).into_owned();
        let fault = |why: String| Error::Internal(format!("{}:{why}", file.display()));
        for (number, release) in published(&text).map_err(fault)?.into_iter().enumerate() {
            names.push(if number == 0 {
                file.display().to_string()
            } else {
                format!("{}#{}", file.display(), number + 1)
            });
            releases.push(release);
        }
    }
    let busy = progress::spinner("attack");
    let attacked = audit(&releases);
    busy.finish_and_clear();
    let findings = match attacked {
        Ok(findings) => findings,
        Err(why) => {
            eprintln!("the tables cannot be true together, or are not ours: {why}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let breaches = findings.iter().filter(|finding| finding.breach).count();
    if json {
        let told: Vec<serde_json::Value> = findings
            .iter()
            .filter_map(|finding| {
                let mut value = serde_json::to_value(finding).ok()?;
                value["release"] = names[finding.release].clone().into();
                Some(value)
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        for finding in &findings {
            println!("{}", line(Path::new(&names[finding.release]), finding));
        }
        println!("{} hidden cells, {breaches} breaches", findings.len());
    }
    Ok(ExitCode::from(u8::from(breaches > 0)))
}

/// One table, or all of a ledger.
fn published(text: &str) -> std::result::Result<Vec<Release>, String> {
    let value: serde_json::Value = serde_json::from_str(text)
        .map_err(|error| format!("{}:{}: {error}", error.line(), error.column()))?;
    match value.get("entries").and_then(serde_json::Value::as_array) {
        Some(entries) => entries
            .iter()
            .map(|entry| Release::parse(&entry.get("release").unwrap_or_default().to_string()))
            .collect(),
        None => Release::parse(text).map(|release| vec![release]),
    }
}

fn line(file: &Path, finding: &Finding) -> String {
    let high = finding
        .high
        .map_or_else(|| "no limit".to_owned(), |high| high.to_string());
    let verdict = match (finding.breach, finding.tightest) {
        (true, _) => "BREACH",
        (false, true) => "ok",
        (false, false) => "ok, at least this wide",
    };
    format!(
        "{}\t{}\t{} - {high}\t{verdict}",
        file.display(),
        finding.cell,
        finding.low
    )
}
