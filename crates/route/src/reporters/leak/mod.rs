//! The leak check: does an outgoing text say who reported? It may not, and nobody may override it;
//! the officer takes the words out.
//!
//! What counts: the whole name in any order people write it, each word of it (one of two letters
//! with its capital: `Bo`), as it is spelled and as it is heard, what people of that first name are called
//! (`Hans` of Johannes), names as in mail addresses (`azilverberg`), the mail address, phone and employee
//! numbers; of whatever the reporter ever said of themselves, and the account's own address.
//! Whatever the spelling: accents, case, width, letters that look alike, invisible characters,
//! spaces and signs between letters, a line's end.
//!
//! What does not count: initials alone (`A.Z.`), because two letters are found in any text and
//! because whatever would make them telling (a name, a number, a mailbox) counts by itself; `van
//! der` and the like; shared mailboxes, when the name is known; an ordinary word (`bakker`, `mei`)
//! where it does not stand as a name; another script that writes no vowels. And no program sees a description
//! ("de vrouw van de balie met het rode haar") or a name that was deliberately disguised otherwise:
//! the officer reads along.

mod names;
mod numbers;
mod rules;
mod setting;
mod sounds;
mod stream;
#[cfg(test)]
mod tests;
mod words;

use platform::PersonId;

use self::names::Kind;
use self::stream::Stream;
use super::Reporter;
use crate::text::{Plain, Reading, plain};

/// The parts of the text that would give the reporter away, as they stand there, in order. Empty:
/// the text may leave.
///
/// Texts from several places are joined with a line break (see [`leaks_any`]): without it a name
/// grows together with the word before it.
#[must_use]
pub fn leaks(text: &str, reporter: &Reporter) -> Vec<String> {
    leaks_beside(text, reporter, &[])
}

/// The same, beside others in the dossier who have names of their own: what the reporter might be
/// called for short is theirs, where one of them is called so.
#[must_use]
pub fn leaks_beside(text: &str, reporter: &Reporter, others: &[&str]) -> Vec<String> {
    // What was said before counts as what is said now: it names the same person.
    let faces = reporter.faces();
    let ranges = faces.iter().flat_map(|face| ranges(text, face, others));
    let mut found: Vec<String> = Vec::new();
    for (from, to) in merged(ranges.collect()) {
        let shown = as_shown(&text[from..to]);
        if !found.contains(&shown) {
            found.push(shown);
        }
    }
    found
}

/// Where the text tells of what a reporter says of themselves, in bytes.
fn ranges(text: &str, reporter: &Reporter, others: &[&str]) -> Vec<(usize, usize)> {
    let mut wanted = names::of(reporter);
    let theirs = names::words_of(others);
    // `Han` with an s behind it is Hans, who has a name of his own.
    let is_theirs = |letters: &[char]| {
        theirs.contains(letters) || theirs.contains([letters, &['s']].concat().as_slice())
    };
    wanted.retain(|one| one.kind != Kind::Nickname || !is_theirs(&one.letters));
    let mut ranges = numbers::phone_ranges(text, reporter);
    for reading in Reading::BOTH {
        let stream = Stream::of(text, reading);
        let names = wanted
            .iter()
            .flat_map(|wanted| rules::hits(&stream, wanted));
        let numbers = numbers::employee_hits(&stream, reading, &reporter.number);
        let heard = sounds::hits(&stream, &wanted.iter().collect::<Vec<_>>());
        let all = names.chain(numbers).chain(heard);
        ranges.extend(all.map(|hit| stream.range(hit)));
    }
    ranges
}

/// The same for texts from several places: each begins on a line of its own.
#[must_use]
pub fn leaks_any(parts: &[&str], reporter: &Reporter) -> Vec<String> {
    leaks(&parts.join("\n"), reporter)
}

/// Is this contact the reporter, by account or by name? An officer who reported cannot be the
/// contact that a partner reads. A colleague of the same surname can.
#[must_use]
pub fn is_contact(contact: &str, user: PersonId, reporter: &Reporter) -> bool {
    let faces = reporter.faces();
    let names = faces.iter().map(|face| names::whole_of(&face.name));
    let wanted: Vec<_> = names.flatten().collect();
    reporter.person == Some(user)
        || Reading::BOTH.into_iter().any(|reading| {
            let stream = Stream::of(contact, reading);
            wanted
                .iter()
                .any(|wanted| !rules::hits(&stream, wanted).is_empty())
        })
}

/// Stretches that touch or lie within each other are one.
fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// On one line, without what nobody sees, and not longer than a line.
fn as_shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let is_accent = unicode_normalization::char::is_combining_mark;
    let seen: String = text
        .chars()
        .filter(|c| is_accent(*c) || plain(*c, Reading::Looks) != Plain::Nothing)
        .collect();
    let line = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        line
    } else {
        line.chars().take(LONGEST).chain(['…']).collect()
    }
}
