//! `meldroute estimate`: from a file of counts, of persons, or of lists, to an estimate with all
//! that belongs beside it.

use std::path::Path;
use std::process::ExitCode;

use indicatif::ProgressBar;
use platform::i18n::{I18n, Texts};
use platform::{Error, Result};
use serde::Serialize;
use serde_json::{Value, json};
use statistics::mse::bic::can_enumerate;
use statistics::mse::covariates::{self, Criterion};
use statistics::mse::{Counts, Method, Set, Wanted, compare, estimate, graphs, methods, read};

use super::linking::{Linked, link};
use super::words;
use crate::config::Estimate as Asked;
use crate::progress;

/// Exit code 1: no estimate exists, or the file has faults.
pub fn command(asked: &Asked) -> Result<ExitCode> {
    let texts = I18n::new(&crate::wiring::WINGS.locales()).lang(&asked.lang);
    if asked.method == "covariates" {
        return with_covariates(asked, &texts);
    }
    let Some((counts, linked)) = counted(asked)? else {
        return Ok(ExitCode::FAILURE);
    };
    let wanted = Wanted {
        level: asked.level,
        bootstrap: asked
            .bootstrap
            .map(|replicates| (replicates as usize, asked.seed)),
        ..Wanted::default()
    };
    if asked.compare {
        let many = methods(counts.lists().len(), asked.threshold).len() as u64;
        let bar = bar(asked, many);
        let found = compare(&counts, asked.threshold, wanted, &|| bar.inc(1));
        bar.finish_and_clear();
        let none = found.lowest.is_none();
        if asked.table {
            println!("{}", words::comparison(&texts, &found));
        } else {
            print(&found, linked.as_ref(), &texts, &counts)?;
        }
        return Ok(ExitCode::from(u8::from(none)));
    }
    let method = chosen(asked, &counts)?;
    let bar = bar(asked, 1);
    let found = estimate(&counts, &method, wanted, &|| bar.inc(1));
    bar.finish_and_clear();
    if asked.table {
        println!("{}", words::estimate(&texts, &found));
    } else {
        print(&found, linked.as_ref(), &texts, &counts)?;
    }
    Ok(ExitCode::from(u8::from(found.estimate.is_none())))
}

fn bar(asked: &Asked, times: u64) -> ProgressBar {
    asked
        .bootstrap
        .map_or_else(ProgressBar::hidden, |replicates| {
            progress::bar(u64::from(replicates) * times, "bootstrap")
        })
}

/// `None`: the file has faults, and they have been told.
fn counted(asked: &Asked) -> Result<Option<(Counts, Option<Linked>)>> {
    if !asked.lists.is_empty() {
        let (counts, linked) = link(&asked.lists, &asked.map, asked.same)?;
        return Ok(Some((counts, Some(linked))));
    }
    let (file, parsed) = match (&asked.persons, &asked.counts) {
        (Some(file), _) => (file, read::persons(&super::bytes(file)?)),
        (None, Some(file)) => (file, read::counts(&super::bytes(file)?)),
        (None, None) => {
            return Err(Error::Internal(
                "a file of counts, --persons or --lists is needed".into(),
            ));
        }
    };
    match parsed {
        Ok(counts) => Ok(Some((counts, None))),
        Err(faults) => {
            super::tell(file, &faults);
            Ok(None)
        }
    }
}

fn chosen(asked: &Asked, counts: &Counts) -> Result<Method> {
    let lists = counts.lists().len();
    let refuse = |why: String| Err(Error::Internal(why));
    if !asked.pairs.is_empty() && asked.method != "fixed" {
        return refuse("--pairs is for --method fixed".into());
    }
    if asked.order.is_some() && asked.method != "bic" {
        return refuse("--order is for --method bic".into());
    }
    match asked.method.as_str() {
        "main" => Ok(Method::Main),
        "graphs" if lists > graphs::MOST_LISTS => refuse(format!(
            "--method graphs: at most {} lists, found {lists}; use --method stepwise",
            graphs::MOST_LISTS
        )),
        "graphs" => Ok(Method::Graphs),
        "bic" => {
            let order = asked
                .order
                .map_or(if lists <= 5 { lists - 1 } else { 2 }, usize::from);
            if can_enumerate(lists, order) {
                Ok(Method::Bic { order })
            } else {
                refuse(format!(
                    "--method bic: all models can be tried for at most 5 lists, or 6 with --order 2; found {lists} lists and order {order}; use --method stepwise"
                ))
            }
        }
        "fixed" => {
            if asked.pairs.is_empty() {
                return refuse(
                    "--method fixed: name the lists that act together with --pairs A:B,C:D".into(),
                );
            }
            let sets = asked
                .pairs
                .iter()
                .map(|text| set(text, counts))
                .collect::<Result<_>>()?;
            Ok(Method::Fixed { sets })
        }
        _ => Ok(Method::Stepwise {
            threshold: asked.threshold,
        }),
    }
}

fn set(text: &str, counts: &Counts) -> Result<Set> {
    let mut set: Set = 0;
    for name in text.split(':').map(str::trim) {
        let list = counts
            .lists()
            .iter()
            .position(|list| list.as_ref() == name)
            .ok_or_else(|| {
                Error::Internal(format!(
                    "--pairs {text}: expected lists of {}, found \"{name}\"",
                    counts.lists().join(", ")
                ))
            })?;
        set |= 1 << list;
    }
    if set.count_ones() < 2 {
        return Err(Error::Internal(format!(
            "--pairs {text}: expected two different lists, A:B"
        )));
    }
    if set.count_ones() as usize == counts.lists().len() {
        return Err(Error::Internal(format!(
            "--pairs {text}: with all lists together every history fits exactly, and nothing can be estimated"
        )));
    }
    Ok(set)
}

/// The result as JSON, with its refusals and warnings in words beside their codes.
fn print(
    found: &impl Serialize,
    linked: Option<&Linked>,
    texts: &Texts,
    counts: &Counts,
) -> Result<()> {
    let mut value = serde_json::to_value(found)?;
    spoken(&mut value, texts);
    if let Value::Object(fields) = &mut value {
        fields.insert("lists".into(), json!(counts.lists()));
        if let Some(linked) = linked {
            fields.insert("linked".into(), serde_json::to_value(linked)?);
        }
    }
    println!("{}", serde_json::to_string_pretty(&value)?);
    Ok(())
}

fn spoken(value: &mut Value, texts: &Texts) {
    let Value::Object(fields) = value else { return };
    for kind in ["refusals", "warnings"] {
        if let Some(Value::Array(items)) = fields.get_mut(kind) {
            for item in items {
                let text = words::reason(texts, item);
                if let Value::Object(item) = item {
                    item.insert("text".into(), Value::String(text));
                }
            }
        }
    }
    if let Some(Value::Array(methods)) = fields.get_mut("methods") {
        for method in methods {
            spoken(method, texts);
        }
    }
}

fn with_covariates(asked: &Asked, texts: &Texts) -> Result<ExitCode> {
    let Some(file) = &asked.counts else {
        return Err(Error::Internal(
            "--method covariates needs a file of counts with covariates".into(),
        ));
    };
    if asked.bootstrap.is_some() {
        return Err(Error::Internal(
            "--bootstrap: not with --method covariates, whose search takes seconds each time; its interval is Wald's"
                .into(),
        ));
    }
    let table = match parse_table(asked, file)? {
        Ok(table) => table,
        Err(faults) => {
            super::tell(file, &faults);
            return Ok(ExitCode::FAILURE);
        }
    };
    let criterion = if asked.criterion == "aic" {
        Criterion::Aic
    } else {
        Criterion::Bic
    };
    let busy = progress::spinner("models");
    let found = covariates::estimate(&table, criterion, asked.level);
    busy.finish_and_clear();
    if asked.table {
        println!("{}", words::estimate(texts, &found));
    } else {
        let mut value = serde_json::to_value(&found)?;
        spoken(&mut value, texts);
        println!("{}", serde_json::to_string_pretty(&value)?);
    }
    Ok(ExitCode::from(u8::from(found.estimate.is_none())))
}

type Parsed = std::result::Result<covariates::Table, Vec<statistics::sheet::Fault>>;

fn parse_table(asked: &Asked, file: &Path) -> Result<Parsed> {
    let names = (!asked.covariates.is_empty()).then_some(asked.covariates.as_slice());
    Ok(read::with_covariates(
        &super::bytes(file)?,
        names,
        asked.year.as_deref(),
    ))
}
