//! Changing a pack without losing what else its file says: remarks, order, the way it is laid out.
//!
//! A pack is a file that people read. So a change is made in its text, at the place of the value; the
//! result must be the pack that was meant and nothing else, or the file is written anew from what it
//! says (then without remarks). Whatever comes out passes `policy check`, but for names that stood there.

mod document;
mod filled;

use std::cmp::Reverse;
use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use crate::contact::Channel;
use crate::deadlines::{Deadlines, Retention};
use crate::fault::{Fault, Faults};
use crate::municipalities::Known;
use crate::pack::{Pack, syntax};
use crate::stored;
use crate::word_id::PartnerId;

pub use document::Document;
pub use filled::Filled;

/// In which table of the file something stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    Top,
    Named(&'static str),
    /// The partner with this number, from 0.
    Partner(usize),
}

#[derive(Debug, Clone)]
struct Change {
    place: Place,
    key: String,
    /// None: it goes.
    value: Option<Value>,
}

/// What is to be otherwise in a pack.
#[derive(Debug, Clone, Default)]
pub struct Edit(Vec<Change>);

/// How a partner is called and reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// The name, as it stands in handovers.
    pub name: String,
    /// How it is reached.
    pub channels: Vec<Channel>,
    /// When, in words.
    pub hours: Option<String>,
}

impl Edit {
    fn and(mut self, place: Place, key: &str, value: Option<Value>) -> Self {
        let key = key.to_owned();
        self.0.push(Change { place, key, value });
        self
    }

    /// The version that the pack gets.
    #[must_use]
    pub fn version(self, version: &str) -> Self {
        self.and(Place::Top, "version", Some(version.into()))
    }

    /// Whose policy it is. What else the pack says stays, that of another municipality too.
    #[must_use]
    pub fn municipality(self, known: Known) -> Self {
        let of = Place::Named("municipality");
        self.and(of, "name", Some(known.name.into()))
            .and(of, "code", Some(known.code.into()))
    }

    /// How this partner is called and reached. One that the pack does not have stays away.
    #[must_use]
    pub fn reach(self, pack: &Pack, partner: &PartnerId, reach: &Reach) -> Self {
        let Some(place) = place_of(pack, partner) else {
            return self;
        };
        let channels = reach.channels.iter().map(written).collect();
        self.and(place, "name", Some(reach.name.clone().into()))
            .and(place, "channels", Some(Value::Array(channels)))
            .and(place, "hours", reach.hours.clone().map(Value::from))
    }

    /// Until when the entry of this partner counts as checked.
    #[must_use]
    pub fn valid_until(self, pack: &Pack, partner: &PartnerId, day: &str) -> Self {
        match place_of(pack, partner) {
            Some(place) => self.and(place, "valid_until", Some(day.into())),
            None => self,
        }
    }

    /// Terms and how long things are kept.
    #[must_use]
    pub fn terms(mut self, deadlines: &Deadlines, retention: &Retention) -> Self {
        let tables = [
            ("deadlines", Table::try_from(deadlines)),
            ("retention", Table::try_from(retention)),
        ];
        for (name, table) in tables {
            for (key, value) in table.unwrap_or_default() {
                self = self.and(Place::Named(name), &key, Some(value));
            }
        }
        self
    }
}

fn place_of(pack: &Pack, partner: &PartnerId) -> Option<Place> {
    let mut partners = pack.partners.iter();
    let at = partners.position(|one| one.id.get_ref() == partner)?;
    Some(Place::Partner(at))
}

/// A channel as a pack has it.
fn written(channel: &Channel) -> Value {
    let mut table = Table::new();
    table.insert("kind".into(), channel.kind.clone().into());
    if let Some(value) = &channel.value {
        table.insert("value".into(), value.clone().into());
        if !channel.confirmed {
            table.insert("confirmed".into(), false.into());
        }
    }
    if let Some(who) = channel.who() {
        table.insert("answers".into(), who.into());
    }
    Value::Table(table)
}

/// The text of the pack with this change.
///
/// # Errors
/// When what would come out is no sound pack: every fault, with its place in what would come out.
pub fn edited(text: &str, edit: &Edit) -> Result<String, Faults> {
    let text = stored::renewed(text)?;
    let mut wanted: Table = toml::from_str(&text).map_err(|error| syntax(&text, &error))?;
    for change in &edit.0 {
        put(&mut wanted, change);
    }
    let means_it = |text: &String| toml::from_str::<Table>(text).is_ok_and(|it| it == wanted);
    let changed = patched(&text, edit)
        .filter(means_it)
        .unwrap_or_else(|| toml::to_string(&wanted).unwrap_or_default());
    let changed = filled::headed(changed, &wanted);
    match Pack::parse(&changed) {
        Ok(_) => Ok(changed),
        Err(faults) => new_faults(&text, faults).map(|()| changed),
    }
}

/// Names that could not be told apart before the change, and numbers that nobody can dial, may stay: it may
/// be what mends one of them.
fn new_faults(before: &str, faults: Faults) -> Result<(), Faults> {
    let known = Pack::parse(before).err().map_or_else(Vec::new, |it| it.0);
    let is_old = |fault: &Fault| {
        let same = |one: &Fault| one.kind == fault.kind && one.values == fault.values;
        fault.may_stay() && known.iter().any(same)
    };
    let faults: Vec<Fault> = faults.0.into_iter().filter(|it| !is_old(it)).collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Faults(faults))
    }
}

fn put(pack: &mut Table, change: &Change) {
    let table = match change.place {
        Place::Top => Some(pack),
        Place::Named(name) => pack
            .entry(name)
            .or_insert_with(|| Value::Table(Table::new()))
            .as_table_mut(),
        Place::Partner(at) => pack
            .get_mut("partners")
            .and_then(|partners| partners.get_mut(at))
            .and_then(Value::as_table_mut),
    };
    if let Some(table) = table {
        match &change.value {
            Some(value) => drop(table.insert(change.key.clone(), value.clone())),
            None => drop(table.remove(&change.key)),
        }
    }
}

/// The change made in the text itself; `None` where it is laid out otherwise than such files are.
fn patched(text: &str, edit: &Edit) -> Option<String> {
    let document = DeTable::parse(text).ok()?;
    let mut pieces = Vec::new();
    for change in &edit.0 {
        let table = found(document.get_ref(), change.place)?;
        pieces.extend(piece(text, table, change));
    }
    pieces.sort_by_key(|(place, _)| Reverse(place.start));
    let mut text = text.to_owned();
    for (place, piece) in pieces {
        text.replace_range(place, &piece);
    }
    Some(text)
}

fn entry<'a, 'i>(
    table: &'a DeTable<'i>,
    key: &str,
) -> Option<(Range<usize>, &'a DeValue<'i>, Range<usize>)> {
    let mut entries = table.iter();
    let (name, value) = entries.find(|(name, _)| &**name.get_ref() == key)?;
    Some((name.span(), value.get_ref(), value.span()))
}

/// Where the value of a key of the partner with this number stands in a text.
pub(crate) fn place_in_partner(text: &str, at: usize, key: &str) -> Option<usize> {
    let document = DeTable::parse(text).ok()?;
    let partner = found(document.get_ref(), Place::Partner(at))?;
    Some(entry(partner, key)?.2.start)
}

/// The same in one of its channels, from 0.
pub(crate) fn place_in_channel(text: &str, at: usize, channel: usize, key: &str) -> Option<usize> {
    let document = DeTable::parse(text).ok()?;
    let partner = found(document.get_ref(), Place::Partner(at))?;
    let channels = entry(partner, "channels")?.1.as_array()?;
    let channel = channels.get(channel)?.get_ref().as_table()?;
    Some(entry(channel, key)?.2.start)
}

fn found<'a, 'i>(document: &'a DeTable<'i>, place: Place) -> Option<&'a DeTable<'i>> {
    match place {
        Place::Top => Some(document),
        Place::Named(name) => entry(document, name)?.1.as_table(),
        Place::Partner(at) => {
            let partners = entry(document, "partners")?.1.as_array()?;
            partners.get(at)?.get_ref().as_table()
        }
    }
}

/// What goes where in the text; `None` where nothing does.
fn piece(text: &str, table: &DeTable<'_>, change: &Change) -> Option<(Range<usize>, String)> {
    let end_of_line = |from: usize| text[from..].find('\n').map_or(text.len(), |at| from + at);
    let there = entry(table, &change.key);
    match (there, &change.value) {
        (Some((_, _, place)), Some(value)) => Some((place, value.to_string())),
        (Some((name, _, place)), None) => {
            let begin = text[..name.start].rfind('\n').unwrap_or(0);
            Some((begin..end_of_line(place.end), String::new()))
        }
        (None, Some(value)) => {
            let ends = table.iter().map(|(_, value)| value.span().end);
            let at = end_of_line(ends.max()?);
            Some((at..at, format!("\n{} = {value}", change.key)))
        }
        (None, None) => None,
    }
}

/// The version after this one: `2026-2` becomes `2026-2.1`, and that `2026-2.2`. Whoever writes the
/// next version by hand raises the part before the dot.
///
/// ```
/// assert_eq!(policy::next_version("2026-2"), "2026-2.1");
/// assert_eq!(policy::next_version("2026-2.9"), "2026-2.10");
/// ```
#[must_use]
pub fn next_version(version: &str) -> String {
    let counted = version.rsplit_once('.');
    match counted.and_then(|(base, count)| Some((base, count.parse::<u32>().ok()?))) {
        Some((base, count)) => format!("{base}.{}", u64::from(count) + 1),
        None => format!("{version}.1"),
    }
}
