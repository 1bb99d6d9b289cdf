//! A text as words: each as it is written, and plain, whatever it was dressed in.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::text::{Plain, Reading, plain};

type Lists = HashMap<&'static str, HashSet<&'static str>>;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::new();
    let lines = include_str!("words.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        if let Some((name, words)) = line.split_once(':') {
            lists
                .entry(name)
                .or_default()
                .extend(words.split_whitespace());
        }
    }
    lists
});

/// A word, and where it stands in bytes.
pub(super) struct Word {
    pub plain: String,
    pub from: usize,
    pub to: usize,
    /// It begins with a capital.
    pub capital: bool,
    /// The sentence that it stands in.
    pub sentence: usize,
}

impl Word {
    /// Is it one of these, or several of them (`Balies`)?
    pub(super) fn is(&self, list: &str) -> bool {
        let Some(words) = LISTS.get(list) else {
            return false;
        };
        let has = |word: &str| words.contains(word);
        let one = |ending: &str| self.plain.strip_suffix(ending).is_some_and(has);
        let few = self.plain.len() > 4 && (one("s") || one("'s") || one("en") || one("n"));
        has(&self.plain) || few
    }

    pub(super) fn is_any(&self, lists: &[&str]) -> bool {
        lists.iter().any(|list| self.is(list))
    }

    /// `3`, `2.14`, `twee`
    pub(super) fn is_number(&self) -> bool {
        self.plain.starts_with(|c: char| c.is_ascii_digit()) || self.is("hours")
    }
}

/// Plain letters, with the signs between them as a keyboard has them.
fn plainly(text: &str) -> String {
    let mut letters = String::new();
    for c in text.chars() {
        match plain(c, Reading::Looks) {
            Plain::Letter(letter) => letters.push(letter),
            Plain::Letters(all) => letters.push_str(&all),
            Plain::Nothing => {}
            Plain::Sign if matches!(c, '’' | '‘') => letters.push('\''),
            Plain::Sign if matches!(c, '–' | '—' | '−') => letters.push('-'),
            Plain::Sign => letters.extend(std::iter::once(c).nfkc()),
        }
    }
    letters
}

pub(super) fn words(text: &str) -> Vec<Word> {
    let (mut found, mut sentence, mut at) = (Vec::new(), 0, 0);
    for piece in text.split_inclusive(char::is_whitespace) {
        let from = at;
        at += piece.len();
        let edge = |c: char| !c.is_alphanumeric();
        let bare = piece.trim_matches(edge);
        if !bare.is_empty() {
            let from = from + piece.find(bare).unwrap_or(0);
            let to = from + bare.len();
            let plain = plainly(bare);
            found.push(Word {
                plain,
                from,
                to,
                capital: bare.starts_with(char::is_uppercase),
                sentence,
            });
        }
        if piece.contains(['.', '!', '?', '\n']) && piece.trim_end().ends_with(['.', '!', '?'])
            || piece.ends_with('\n')
        {
            sentence += 1;
        }
    }
    found
}

/// These words as they are written.
pub(super) fn written<'a>(text: &'a str, words: &[Word]) -> &'a str {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return "";
    };
    text.get(first.from..last.to).unwrap_or("")
}

/// What is left of a text when words go: the pieces before the first of them, and all that is left behind it.
pub(super) fn without(text: &str, words: &[Word], goes: &[bool]) -> (String, String) {
    let first = goes.iter().position(|goes| *goes).unwrap_or(words.len());
    let part = |range: std::ops::Range<usize>| {
        let mut left = String::new();
        let mut last: Option<usize> = None;
        for at in range.filter(|at| !goes[*at]) {
            let between = last.map_or("", |last| {
                let between = text.get(words[last].to..words[at].from).unwrap_or(" ");
                match at - last {
                    1 => between,
                    _ if between.contains([',', ';', '\n']) => ", ",
                    _ => " ",
                }
            });
            left.push_str(between);
            left.push_str(text.get(words[at].from..words[at].to).unwrap_or(""));
            last = Some(at);
        }
        left
    };
    (part(0..first), part(first..words.len()))
}

/// Both, as one text.
pub(super) fn joined(before: &str, after: &str) -> String {
    let parts = [before, after].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}
