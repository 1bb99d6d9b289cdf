//! A text as a row of plain letters, each with where it stood and what stood before it: names are
//! found whatever spaces, signs and line ends are put into them, and the rules can still tell those
//! apart.

use std::collections::HashMap;

use crate::text::{Plain, Reading, is_umlaut, plain};

/// What stands between a letter and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, or only what nobody sees.
    None,
    /// Signs without a space.
    Sign,
    /// A word broken off with a hyphen at the end of a line.
    Broken,
    Space,
    Line,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    pub plain: char,
    /// What it is in the other reading, when that is one letter too.
    other: char,
    from: usize,
    to: usize,
    pub upper: bool,
    pub gap: Gap,
}

pub(super) struct Stream<'a> {
    text: &'a str,
    pub letters: Vec<Letter>,
    /// Where each letter stands, by its shape: a long text is searched for many names.
    places: HashMap<char, Vec<usize>>,
}

/// A stretch of letters, from and up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
}

fn gap_of(between: &str) -> Gap {
    let seen = || {
        between
            .chars()
            .filter(|c| plain(*c, Reading::Looks) != Plain::Nothing)
    };
    let is_line = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{ad}' | '\u{ac}');
    if between.chars().any(is_line) {
        let first = between
            .chars()
            .find(|c| is_hyphen(*c) || plain(*c, Reading::Looks) != Plain::Nothing);
        return if first.is_some_and(is_hyphen) {
            Gap::Broken
        } else {
            Gap::Line
        };
    }
    match seen().any(char::is_whitespace) {
        true => Gap::Space,
        false if seen().next().is_some() => Gap::Sign,
        false => Gap::None,
    }
}

/// `y` and `ij` are one letter in Dutch names: Meijer, Meyer.
pub(super) fn spelled(word: &str) -> String {
    word.replace('y', "ij")
}

/// A digit that looks like the letter will do; an l for an i only in long names (`by_shape`).
fn same(letter: &Letter, wanted: char, by_shape: bool) -> bool {
    if letter.plain == wanted || letter.other == wanted {
        return true;
    }
    let alike = [letter.plain, letter.other]
        .iter()
        .any(|c| shape(*c) == shape(wanted));
    alike && (by_shape || letter.plain.is_ascii_digit())
}

/// Letters and digits that look the same in many a typeface.
fn shape(c: char) -> char {
    match c {
        '1' | 'i' => 'l',
        '0' => 'o',
        other => other,
    }
}

impl<'a> Stream<'a> {
    pub(super) fn of(text: &'a str, reading: Reading) -> Self {
        let mut this = Self {
            text,
            letters: Vec::with_capacity(text.len()),
            places: HashMap::new(),
        };
        for (at, c) in text.char_indices() {
            let to = at + c.len_utf8();
            let first = plain(c, reading);
            let other = if reading == Reading::Looks {
                Reading::Sounds
            } else {
                Reading::Looks
            };
            match first {
                Plain::Letter(letter) => {
                    let other = match plain(c, other) {
                        Plain::Letter(other) => other,
                        _ => letter,
                    };
                    this.push(
                        &spelled(&letter.to_string()),
                        other,
                        (at, to),
                        c.is_uppercase(),
                    );
                }
                Plain::Letters(letters) => {
                    this.push(&spelled(&letters), '\0', (at, to), c.is_uppercase());
                }
                Plain::Nothing | Plain::Sign => {}
            }
            if is_umlaut(c, this.letters.last().map(|letter| letter.plain), reading) {
                this.lengthen(to);
            }
        }
        for (at, letter) in this.letters.iter().enumerate() {
            let shapes = [shape(letter.plain), shape(letter.other)];
            this.places.entry(shapes[0]).or_default().push(at);
            if shapes[0] != shapes[1] {
                this.places.entry(shapes[1]).or_default().push(at);
            }
        }
        this
    }

    fn push(&mut self, letters: &str, other: char, (from, to): (usize, usize), upper: bool) {
        for (nth, plain) in letters.chars().enumerate() {
            let before = self.letters.last().map_or(0, |letter| letter.to);
            let gap = match (nth, self.letters.is_empty()) {
                (0, true) => Gap::Line,
                (0, false) => gap_of(&self.text[before..from]),
                _ => Gap::None,
            };
            let other = if other == '\0' || letters.len() > 1 {
                plain
            } else {
                other
            };
            self.letters.push(Letter {
                plain,
                other,
                from,
                to,
                upper,
                gap,
            });
        }
    }

    /// The e of an umlaut, where it is written so.
    fn lengthen(&mut self, to: usize) {
        if let Some(vowel) = self.letters.last().copied() {
            self.letters.push(Letter {
                plain: 'e',
                other: 'e',
                to,
                gap: Gap::None,
                ..vowel
            });
        }
    }

    /// Every place where these letters stand one after the other, whatever is between them.
    /// `by_shape`: l and i may stand for each other.
    pub(super) fn find(&self, wanted: &[char], by_shape: bool) -> Vec<Hit> {
        let places = wanted
            .first()
            .and_then(|first| self.places.get(&shape(*first)));
        let hits = places.into_iter().flatten().map(|start| Hit {
            start: *start,
            end: start + wanted.len(),
        });
        let is_here = |hit: &Hit| {
            self.letters.get(hit.start..hit.end).is_some_and(|letters| {
                letters
                    .iter()
                    .zip(wanted)
                    .all(|(letter, wanted)| same(letter, *wanted, by_shape))
            })
        };
        hits.filter(is_here).collect()
    }

    /// Does a word start here? A capital after a small letter and a change to or from digits count
    /// too.
    pub(super) fn starts(&self, at: usize) -> bool {
        let (Some(before), Some(letter)) = (
            at.checked_sub(1).and_then(|at| self.letters.get(at)),
            self.letters.get(at),
        ) else {
            return true;
        };
        letter.gap != Gap::None
            || letter.upper && !before.upper && before.from != letter.from
            || letter.plain.is_ascii_digit() != before.plain.is_ascii_digit()
    }

    /// Does the hit end with its word, or with an s behind it (Anouks)?
    pub(super) fn ends(&self, hit: Hit) -> bool {
        self.starts(hit.end) || self.is_genitive(hit)
    }

    pub(super) fn is_genitive(&self, hit: Hit) -> bool {
        self.letters
            .get(hit.end)
            .is_some_and(|letter| letter.plain == 's')
            && self.starts(hit.end + 1)
    }

    /// The gaps inside the hit.
    pub(super) fn gaps(&self, hit: Hit) -> impl Iterator<Item = Gap> {
        self.letters[hit.start + 1..hit.end]
            .iter()
            .map(|letter| letter.gap)
    }

    /// The hit in the pieces that gaps make of it: the letters of each, and whether it has a
    /// capital.
    pub(super) fn pieces(&self, hit: Hit) -> Vec<(String, bool)> {
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for at in hit.start..hit.end {
            let letter = self.letters[at];
            match pieces.last_mut() {
                Some((piece, _)) if letter.gap == Gap::None => piece.push(letter.plain),
                _ => pieces.push((letter.plain.to_string(), letter.upper)),
            }
        }
        pieces
    }

    /// The word that ends before this letter, and where it starts.
    pub(super) fn word_before(&self, at: usize) -> Option<(String, usize)> {
        let last = at.checked_sub(1)?;
        let start = (0..=last)
            .rev()
            .find(|at| self.letters[*at].gap != Gap::None)?;
        let end = at;
        Some((self.plain(Hit { start, end }).into_iter().collect(), start))
    }

    /// The word from this letter on.
    pub(super) fn word_at(&self, at: usize) -> Option<String> {
        let rest = self.letters.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest
            .iter()
            .skip(1)
            .position(|letter| letter.gap != Gap::None)
            .map_or(rest.len(), |n| n + 1);
        let (start, end) = (at, at + length);
        Some(self.plain(Hit { start, end }).into_iter().collect())
    }

    /// What is written between the letter before this one and this one.
    pub(super) fn between(&self, at: usize) -> &'a str {
        let from = at
            .checked_sub(1)
            .and_then(|at| self.letters.get(at))
            .map_or(0, |letter| letter.to);
        let to = self
            .letters
            .get(at)
            .map_or(self.text.len(), |letter| letter.from);
        self.text.get(from..to).unwrap_or("")
    }

    /// What stands in these bytes of the text.
    pub(super) fn hit(&self, (from, to): (usize, usize)) -> Option<Hit> {
        let start = self.letters.partition_point(|letter| letter.from < from);
        let end = self.letters.partition_point(|letter| letter.from < to);
        (start < end).then_some(Hit { start, end })
    }

    /// The letters of the hit.
    pub(super) fn plain(&self, hit: Hit) -> Vec<char> {
        let letters = self.letters[hit.start..hit.end].iter();
        letters.map(|letter| letter.plain).collect()
    }

    /// The hit as it stands in the text.
    pub(super) fn written(&self, hit: Hit) -> &'a str {
        let (from, to) = self.range(hit);
        self.text.get(from..to).unwrap_or("")
    }

    /// Where the hit stands in the text, in bytes.
    pub(super) fn range(&self, hit: Hit) -> (usize, usize) {
        (self.letters[hit.start].from, self.letters[hit.end - 1].to)
    }
}
