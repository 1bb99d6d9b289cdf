//! Reading a pack that was taken into use before, perhaps by an earlier version of the program.
//!
//! Somebody checked it then. A field that this version no longer knows, one that it asks for and the
//! pack does not have yet, a rule that was added since: none of that may keep a municipality from
//! working. What is missing is taken from the example pack, or is empty; the next pack that is taken
//! into use is checked in full.

use serde_json::Value as Json;
use toml::{Table, Value};

use crate::contact::Channel;
use crate::fault::{Fault, Faults};
use crate::pack::{Pack, syntax};

/// Complete at every version of the program: a test checks it.
pub(crate) const EXAMPLE: &str = include_str!("../../../policies/voorbeeld.toml");

pub(crate) fn read(text: &str) -> Result<Pack, Faults> {
    if let Ok(pack) = toml::from_str(text) {
        return Ok(pack);
    }
    let fitted = fitted(text)?;
    toml::from_str(&fitted).map_err(|error| syntax(&fitted, &error))
}

/// The text of a pack as this version reads it: itself when it is sound, else with what was added
/// since, and without what went.
pub(crate) fn renewed(text: &str) -> Result<String, Faults> {
    match Pack::parse(text) {
        // As people wrote it, with their remarks.
        Ok(_) => Ok(text.to_owned()),
        Err(faults) if faults.0.iter().all(Fault::may_stay) => Ok(text.to_owned()),
        Err(_) => fitted(text),
    }
}

fn fitted(text: &str) -> Result<String, Faults> {
    let mut pack: Table = toml::from_str(text).map_err(|error| syntax(text, &error))?;
    hours_of_days(&mut pack);
    values_that_nobody_knows(&mut pack);
    let example: Table = toml::from_str(EXAMPLE).map_err(|error| syntax(EXAMPLE, &error))?;
    let schema = schemars::schema_for!(Pack).to_value();
    Shape { all: &schema }.fit_table(&mut pack, &schema, Some(&example));
    // Through text again: places in it are kept beside values.
    Ok(toml::to_string(&pack).unwrap_or_default())
}

/// Version 0.1.0 wrote `te bevestigen` where nobody knew the number.
fn values_that_nobody_knows(pack: &mut Table) {
    let partners = pack.get_mut("partners").and_then(Value::as_array_mut);
    let channels = partners
        .into_iter()
        .flatten()
        .filter_map(|partner| partner.get_mut("channels")?.as_array_mut())
        .flatten();
    for channel in channels.filter_map(Value::as_table_mut) {
        let value = channel.get("value").and_then(Value::as_str);
        if value == Some(Channel::ONCE_ABSENT) {
            channel.remove("value");
        }
    }
}

/// Until version 0.2.0 the urgent term was in days.
fn hours_of_days(pack: &mut Table) {
    let terms = pack.get_mut("deadlines").and_then(Value::as_table_mut);
    if let Some(terms) = terms
        && let Some(days) = terms
            .get("urgent_assessment_days")
            .and_then(Value::as_integer)
    {
        terms
            .entry("urgent_assessment_hours")
            .or_insert(Value::Integer(days.saturating_mul(24)));
    }
}

/// What a pack looks like in this version, as its JSON Schema has it.
struct Shape<'a> {
    all: &'a Json,
}

impl<'a> Shape<'a> {
    /// What is said of a part: at the place itself, where it refers to, or what it is unless it is
    /// nothing.
    fn of(&self, part: &'a Json) -> &'a Json {
        let named = part.get("$ref").and_then(Json::as_str);
        if let Some(name) = named.and_then(|path| path.strip_prefix("#/$defs/")) {
            return &self.all["$defs"][name];
        }
        let either = part.get("anyOf").and_then(Json::as_array);
        either
            .and_then(|parts| parts.iter().find(|part| part.get("$ref").is_some()))
            .map_or(part, |part| self.of(part))
    }

    fn fit(&self, value: &mut Value, part: &'a Json, example: Option<&Value>) {
        let part = self.of(part);
        match value {
            Value::Table(table) => {
                self.fit_table(table, part, example.and_then(Value::as_table));
            }
            // Of a list, the example says nothing: its partners are others.
            Value::Array(values) => {
                for value in values {
                    self.fit(value, &part["items"], None);
                }
            }
            _ => {}
        }
    }

    fn fit_table(&self, table: &mut Table, part: &'a Json, example: Option<&Table>) {
        let Some(known) = part.get("properties").and_then(Json::as_object) else {
            return;
        };
        table.retain(|name, _| known.contains_key(name));
        let wanted = part.get("required").and_then(Json::as_array);
        for name in wanted.into_iter().flatten().filter_map(Json::as_str) {
            if !table.contains_key(name) {
                let given = example.and_then(|example| example.get(name)).cloned();
                let value = given.unwrap_or_else(|| self.nothing(&known[name]));
                table.insert(name.to_owned(), value);
            }
        }
        for (name, value) in table.iter_mut() {
            let example = example.and_then(|example| example.get(name.as_str()));
            self.fit(value, &known[name.as_str()], example);
        }
    }

    /// The emptiest value of its kind.
    fn nothing(&self, part: &'a Json) -> Value {
        let part = self.of(part);
        if let Some(word) = first_word(part) {
            return Value::String(word.to_owned());
        }
        match part.get("type").and_then(Json::as_str) {
            Some("integer") => Value::Integer(0),
            Some("boolean") => Value::Boolean(false),
            Some("array") => Value::Array(Vec::new()),
            Some("object") => {
                let mut table = Table::new();
                self.fit_table(&mut table, part, None);
                Value::Table(table)
            }
            _ => Value::String(String::new()),
        }
    }
}

/// The first of a fixed set of words.
fn first_word(part: &Json) -> Option<&str> {
    let one = |part: &'_ Json| {
        part.get("const")
            .or_else(|| part.get("enum")?.get(0))
            .is_some()
    };
    let part = match part.get("oneOf").and_then(Json::as_array) {
        Some(parts) => parts.iter().find(|part| one(part))?,
        None => part,
    };
    part.get("const")
        .or_else(|| part.get("enum")?.get(0))
        .and_then(Json::as_str)
}
