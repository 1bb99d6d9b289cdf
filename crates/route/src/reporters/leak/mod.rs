//! The leak check: does an outgoing text say who reported? What certainly does may not leave, and nobody may
//! override it; the officer takes the words out. What may be somebody else's name is asked, and the
//! officer says that it is.
//!
//! What counts stands in one table with what is certain and what is asked, and an example of each: see
//! [`table`]. It counts of whatever the reporter ever said of themselves, and of the account's own address,
//! whatever the spelling: accents, case, width, letters that look alike, invisible characters, spaces and signs
//! between letters, a line's end; numbers as a person reads them (see [`crate::text::numbers`]).
//!
//! What does not count: initials without stops or particles, because two letters are found in any text; `van
//! der` and the like; shared mailboxes, when the name is known; an ordinary word (`bakker`, `mei`)
//! where it does not stand as a name; another script that writes no vowels; numbers in words of other
//! languages than Dutch and English. And no program sees a description
//! ("de vrouw van de balie met het rode haar") or a name that was deliberately disguised otherwise:
//! the officer reads along.

mod grade;
mod loose;
mod names;
mod numbers;
mod rules;
mod setting;
mod small;
mod sounds;
mod stream;
mod table;
#[cfg(test)]
mod tests;
mod words;

use platform::PersonId;

use self::grade::Theirs;
use self::names::{Kind, Name};
use self::stream::{Stream, spelled};
use self::table::{Look, RULES};
use super::Reporter;
use crate::text::numbers::Readings;
use crate::text::{Plain, Reading, plain};

/// An ordinary Dutch word (`bakker`), plain.
pub(crate) fn is_ordinary(word: &str) -> bool {
    words::is_ordinary(&spelled(word))
}

/// `van der` and the like: it stands in many names and says nothing alone.
pub(crate) fn is_prefix(word: &str) -> bool {
    words::is_prefix(word)
}

/// What somebody is called by before a name: `mevrouw`.
pub(crate) fn is_title(word: &str) -> bool {
    words::is_title(word)
}

/// Words of a text that may say who reported, as they stand there, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// These say it: the text may not leave.
    pub certain: Vec<String>,
    /// These may be somebody else's: the officer is asked.
    pub asked: Vec<String>,
}

impl Found {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.certain.is_empty() && self.asked.is_empty()
    }
}

/// The parts of the text that may give the reporter away, certain or not, as they stand there, in order.
///
/// Texts from several places are joined with a line break (see [`leaks_any`]): without it a name
/// grows together with the word before it.
#[must_use]
pub fn leaks(text: &str, reporter: &Reporter) -> Vec<String> {
    let (certain, asked) = ranges_of_all(text, reporter, &[]);
    shown(text, merged([certain, asked].concat()))
}

/// The same beside others in the dossier who have names of their own, and apart what is certain and what is
/// asked.
#[must_use]
pub fn leaks_beside(text: &str, reporter: &Reporter, others: &[&str]) -> Found {
    let (certain, asked) = apart(text, reporter, others);
    Found {
        certain: shown(text, certain),
        asked: shown(text, asked),
    }
}

/// In the place of words that were taken out.
pub const TAKEN_OUT: &str = "[weggelaten]";

/// The text without what tells or may tell who reported, and what that was. Words of which the officer says
/// that they are somebody else's stay, where that can be.
pub fn without(
    text: &str,
    reporter: &Reporter,
    others: &[&str],
    someone_else: &[String],
) -> (String, Found) {
    let (certain, asked) = apart(text, reporter, others);
    let stays = |(from, to): &(usize, usize)| {
        let word = as_shown(&text[*from..*to]);
        someone_else.contains(&word)
    };
    let mut out: Ranges = certain.clone();
    out.extend(asked.iter().filter(|range| !stays(range)));
    let mut left = text.to_owned();
    for (from, to) in merged(out).into_iter().rev() {
        left.replace_range(from..to, TAKEN_OUT);
    }
    let found = Found {
        certain: shown(text, certain),
        asked: shown(text, asked),
    };
    (left, found)
}

type Ranges = Vec<(usize, usize)>;

/// Where words stand that certainly tell, and apart from these the words that are to be asked.
fn apart(text: &str, reporter: &Reporter, others: &[&str]) -> (Ranges, Ranges) {
    let (certain, asked) = ranges_of_all(text, reporter, others);
    let certain = merged(certain);
    let mut asked = merged(asked);
    asked.retain(|(from, to)| {
        certain
            .iter()
            .all(|(start, end)| to <= start || end <= from)
    });
    (certain, asked)
}

/// Where words stand that certainly tell, and that are to be asked, in bytes; of all that the reporter ever
/// said of themselves: what was said before names the same person.
fn ranges_of_all(text: &str, reporter: &Reporter, others: &[&str]) -> (Ranges, Ranges) {
    let faces = reporter.faces();
    let found: Vec<_> = faces
        .iter()
        .map(|face| ranges(text, face, others))
        .collect();
    let (certain, asked): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    (certain.concat(), asked.concat())
}

/// The same of what a reporter says of themselves at one time.
fn ranges(text: &str, reporter: &Reporter, others: &[&str]) -> (Ranges, Ranges) {
    let theirs = Theirs::of(others);
    let mut wanted = names::of(reporter);
    // What the reporter might be called for short is theirs, where one of them is called so.
    wanted.retain(|one| one.kind != Kind::Nickname || !theirs.are_called(&one.letters));
    let digits = Readings::of(text);
    let mut found = (Vec::new(), Vec::new());
    for reading in Reading::BOTH {
        let look = Look {
            text,
            reading,
            stream: &Stream::of(text, reading),
            digits: &digits,
            reporter,
            name: Name::of(&reporter.name, reading),
            wanted: &wanted,
            theirs: &theirs,
        };
        for spot in RULES.iter().flat_map(|rule| (rule.finds)(&look)) {
            let ranges = if spot.certain {
                &mut found.0
            } else {
                &mut found.1
            };
            ranges.push(spot.range);
        }
    }
    found
}

fn shown(text: &str, ranges: Ranges) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (from, to) in ranges {
        let shown = as_shown(&text[from..to]);
        if !found.contains(&shown) {
            found.push(shown);
        }
    }
    found
}

/// Words that say that whoever the text is about reported it: `ik werk er zelf`, `de melder is`. Where
/// who reported is known to be somebody involved, these tell it without a name.
#[must_use]
pub fn tells_who_speaks(text: &str) -> Vec<String> {
    let stream = Stream::of(text, Reading::Looks);
    let words_there = sounds::words(&stream).into_iter();
    let speaks = words_there.filter(|hit| {
        let word = stream.word_at(hit.start);
        word.is_some_and(|word| words::speaks(&word))
    });
    let ranges: Ranges = speaks.map(|hit| stream.range(hit)).collect();
    shown(text, ranges)
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
fn merged(mut ranges: Ranges) -> Ranges {
    ranges.sort_unstable();
    let mut merged: Ranges = Vec::new();
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
