//! Phone and employee numbers, in any spelling.

use super::stream::{Hit, Stream, spelled};
use super::table::{Look, Spot};
use crate::reporters::Reporter;
use crate::text::numbers::{Digit, Readings, digits_as_read};
use crate::text::{Reading, digits, words};

/// The last nine digits of a number are the same with and without country code.
const TAIL: usize = 9;
const SHORTEST: usize = 7;

/// The numbers in a phone field, or in what is said about safe contact; there may be several.
fn phones(text: &str, shortest: usize) -> Vec<String> {
    let parts =
        text.split(|c: char| !(c.is_numeric() || c.is_whitespace() || "+-–().".contains(c)));
    let mut phones: Vec<String> = parts
        .map(digits)
        .filter(|number| number.len() >= shortest)
        .collect();
    let whole = [digits(text), digits_as_read(text)];
    if phones.is_empty() {
        phones.extend(whole.into_iter().filter(|all| all.len() >= shortest));
    }
    phones
}

/// Where the reporter's phone numbers stand, in bytes: in digits, with letters that look like them, and
/// in words.
pub(super) fn phone_ranges(
    text: &str,
    readings: &Readings,
    reporter: &Reporter,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for phone in phones(&reporter.phone, SHORTEST)
        .into_iter()
        .chain(phones(&reporter.safe, TAIL))
    {
        let tail: Vec<char> = phone[phone.len().saturating_sub(TAIL)..].chars().collect();
        // People leave out the 06 of a mobile number.
        let mobile = tail.len() == TAIL && tail[0] == '6';
        for there in readings.all() {
            for part in [&tail[..], &tail[usize::from(mobile)..]] {
                for window in there.windows(part.len()) {
                    let is_same = window.iter().map(|(digit, ..)| digit).eq(part);
                    if is_same && (part.len() == TAIL || is_one_number(text, window)) {
                        found.push((window[0].1, window[part.len() - 1].2));
                    }
                }
            }
        }
    }
    found
}

/// People tell a number by so many of its last digits.
const LAST: usize = 4;

/// Where the last digits of a phone number stand as such: `...6587`, `eindigt op 6587`, `nr 6587`.
pub(super) fn last_digits(
    text: &str,
    readings: &Readings,
    reporter: &Reporter,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for phone in phones(&reporter.phone, SHORTEST) {
        let last: Vec<char> = phone.chars().skip(phone.len() - LAST).collect();
        for there in readings.all() {
            for (at, window) in there.windows(LAST).enumerate() {
                let (from, to) = (window[0].1, window[LAST - 1].2);
                let is_same = window.iter().map(|(digit, ..)| digit).eq(&last);
                let ends = |next: &Digit| next.0 == ' ' || next.1 > to;
                let ends = there.get(at + LAST).is_none_or(ends);
                if is_same && ends && is_one_number(text, window) && are_told_as_last(&text[..from])
                {
                    found.push((from, to));
                }
            }
        }
    }
    found
}

/// `...`, `06-xxxx`, `eindigt op`, `de laatste cijfers`, `nr`.
fn are_told_as_last(before: &str) -> bool {
    let near = before.trim_end_matches([' ', '-', '\u{a0}', ':']);
    let hidden = near.ends_with("..") || near.ends_with(['…', '*', '•']);
    let crossed = near.ends_with("xx") || near.ends_with("XX");
    let words = words(near, Reading::Looks);
    let mut last = words.iter().rev().take(3);
    let tells = |word: &String| {
        let whose = ["nr", "nummer", "tel", "telnr", "laatste"].contains(&word.as_str());
        whose || word.starts_with("eindig") || word.starts_with("telefoon")
    };
    hidden || crossed || last.any(tells)
}

/// `12 34 56 78`: short digits with a comma or a word between them are several numbers (`Dorpsstraat 12,
/// 3456 78`).
fn is_one_number(text: &str, digits: &[Digit]) -> bool {
    let between = |pair: &[Digit]| text.get(pair[0].2..pair[1].1).unwrap_or("");
    digits.windows(2).all(|pair| {
        let between = between(pair);
        !between.contains([',', ';']) && !between.chars().any(char::is_alphabetic)
    })
}

/// Where the employee number stands, with its letters or as digits alone.
pub(super) fn employee_hits(stream: &Stream, reading: Reading, number: &str) -> Vec<Hit> {
    let whole: String = words(number, reading).concat();
    let bare = digits(number);
    let bare = bare.trim_start_matches('0');
    let mut found = Vec::new();
    if whole.chars().count() >= 3 && whole.chars().any(|c| !c.is_ascii_digit()) {
        found.extend(
            stream
                .find(&spelled(&whole).chars().collect::<Vec<_>>(), false)
                .into_iter()
                .filter(|hit| {
                    let free = |at: usize| stream.letters.get(at).is_none_or(|_| stream.starts(at));
                    free(hit.start) && free(hit.end)
                }),
        );
    }
    if bare.len() >= 3 {
        let digits: Vec<char> = bare.chars().collect();
        let hits = stream
            .find(&digits, false)
            .into_iter()
            .filter(|hit| alone(stream, *hit));
        found.extend(hits.filter(|hit| {
            let together = stream.pieces(*hit).len() == 1 || in_groups(stream, *hit, bare);
            bare.len() >= 6 || together && is_meant(stream, *hit, bare)
        }));
    }
    found
}

/// `77 345`, `77-345`; of four digits or less only where a number is meant: `nummer 44 17`.
fn in_groups(stream: &Stream, hit: Hit, number: &str) -> bool {
    let parts = (hit.start + 1..hit.end).all(|at| {
        let between = stream.between(at);
        between
            .chars()
            .all(|c| c.is_whitespace() || "-–_/".contains(c))
            && !between.contains('\n')
    });
    parts && (number.len() >= 5 || names_a_number(stream, hit))
}

/// `personeelsnummer`, `nr`, also with `is` behind it.
fn names_a_number(stream: &Stream, hit: Hit) -> bool {
    let before = stream.word_before(hit.start);
    let before = before.and_then(|(word, start)| match word.as_str() {
        "is" | "was" => stream.word_before(start),
        _ => Some((word, start)),
    });
    before.is_some_and(|(word, _)| {
        word.ends_with("nummer") || word == "nr" || word.contains("personeel")
    })
}

/// Not a stretch of a longer number; zeros in front do not matter.
fn alone(stream: &Stream, hit: Hit) -> bool {
    let mut start = hit.start;
    while start > 0 && !stream.starts(start) && stream.letters[start - 1].plain == '0' {
        start -= 1;
    }
    stream.starts(start) && stream.starts(hit.end)
}

/// Short digits may be a year, an amount or a postcode.
fn is_meant(stream: &Stream, hit: Hit, number: &str) -> bool {
    let before = stream
        .word_before(hit.start)
        .map(|(word, _)| word)
        .unwrap_or_default();
    if names_a_number(stream, hit) {
        return true;
    }
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let after = stream.word_at(hit.end).unwrap_or_default();
    let capitals = stream
        .letters
        .get(hit.end)
        .is_some_and(|letter| letter.upper);
    let is_postcode = number.len() == 4 && after.chars().count() == 2 && capitals;
    let joined = |between: &str| matches!(between, "." | "," | ":" | "-" | "/");
    let in_a_time_or_amount = joined(stream.between(hit.start))
        && before.chars().all(|c| c.is_ascii_digit())
        || joined(stream.between(hit.end)) && after.starts_with(|c: char| c.is_ascii_digit());
    number.len() >= 4 && !is_year && !is_postcode && !in_a_time_or_amount
}

/// Where the employee number is told otherwise than in its digits: `nummer vier vier een zeven`, `44I7`, `44 17`.
/// Certain where a number is meant or it is long.
pub(super) fn employee_said(look: &Look) -> Vec<Spot> {
    let letters = words(&look.reporter.number, look.reading).concat();
    let letters = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = digits(&look.reporter.number);
    let number = number.trim_start_matches('0');
    let mut found = Vec::new();
    if number.len() < 3 {
        return found;
    }
    for there in &look.digits.said {
        for at in 0..there.len() {
            let stretch = Stretch {
                text: look.text,
                there,
                range: (at, at + number.len()),
            };
            if !stretch.is(number) {
                continue;
            }
            let Some(hit) = look.stream.hit(stretch.bytes()) else {
                continue;
            };
            let before = look.stream.word_before(hit.start);
            let named = names_a_number(look.stream, hit)
                || before.is_some_and(|(word, _)| !letters.is_empty() && word == letters);
            let meant = named && stretch.begins() && stretch.ends_before_digits();
            let alone = stretch.is_alone() && !stretch.is_plain();
            if meant || alone && number.len() >= 4 && !is_date(number) {
                found.push(look.spot(hit, meant || number.len() >= 6));
            }
        }
    }
    found
}

/// `2019`, `1203`: also a year, a day or an hour.
fn is_date(number: &str) -> bool {
    let pair = |at: usize| {
        number
            .get(at..at + 2)
            .and_then(|two| two.parse::<u32>().ok())
    };
    let (Some(first), Some(second)) = (pair(0), pair(2)) else {
        return false;
    };
    number.len() == 4 && (matches!(first, 19 | 20) || first <= 31 && second <= 59)
}

/// Some of the digits of a text.
struct Stretch<'a> {
    text: &'a str,
    there: &'a [Digit],
    range: (usize, usize),
}

impl Stretch<'_> {
    fn is(&self, number: &str) -> bool {
        let digits = self.there.get(self.range.0..self.range.1);
        digits.is_some_and(|digits| digits.iter().map(|(digit, ..)| *digit).eq(number.chars()))
    }

    fn bytes(&self) -> (usize, usize) {
        (self.there[self.range.0].1, self.there[self.range.1 - 1].2)
    }

    /// What stands between this digit and the one before it; nothing, where they are of one word.
    fn between(&self, at: usize) -> &str {
        let (before, here) = (self.there[at - 1], self.there[at]);
        self.text.get(before.2..here.1).unwrap_or("")
    }

    /// Is this digit of another number than the one before it?
    fn is_parted(&self, at: usize) -> bool {
        let blank = self.there[at - 1].0 == ' ' || self.there[at].0 == ' ';
        blank
            || self
                .between(at)
                .contains([',', ';', '.', ':', '(', ')', '\n'])
    }

    /// Zeros in front do not matter.
    fn begins(&self) -> bool {
        let zeros = self.there[..self.range.0].iter().rev();
        let zeros = zeros.take_while(|(digit, ..)| *digit == '0').count();
        let start = self.range.0 - zeros;
        start == 0 || self.is_parted(start)
    }

    fn ends_before_digits(&self) -> bool {
        let end = self.range.1;
        let is_apart = || self.there[end].0 == ' ' || !self.between(end).is_empty();
        end == self.there.len() || is_apart()
    }

    /// A number by itself, of which no more than spaces and hyphens part the digits.
    fn is_alone(&self) -> bool {
        let (start, end) = self.range;
        let joins = |c: char| c.is_whitespace() && c != '\n' || "-–".contains(c);
        let joined = (start + 1..end).all(|at| self.between(at).chars().all(joins));
        joined && self.begins() && (end == self.there.len() || self.is_parted(end))
    }

    /// Only digits: see [`employee_hits`].
    fn is_plain(&self) -> bool {
        let (from, to) = self.bytes();
        let here = self.text.get(from..to).unwrap_or("");
        here.chars().all(char::is_numeric)
    }
}
