//! Names in a line by somebody who did not know whom they saw: "Onbekende man", "Jongen, noemt zich
//! Milo". Registers have names apart; what people report had name and description in one field.
//!
//! The rule:
//! 1. A line without a word that describes is a name as it stands.
//! 2. In a line that describes, what is left is the name: words that describe are taken out, and so
//!    are numbers and words that begin with a small letter.
//! 3. What somebody "noemt zich", "heet" or is "genaamd" is an alias, with a capital or without.
//! 4. Behind a preposition stands a place or somebody else: "man bij Albert Heijn", "vrouw van
//!    Ahmed". Within a name it is a prefix: "Jan van den Berg".
//! 5. Some of these words are surnames too: behind a given name or a prefix and with a capital they
//!    are ("Piet de Jonge", "Jan Man"), otherwise they describe ("jonge man").
//! 6. Nothing is left: no name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::name::is_prefix;
use super::text::fold;
use crate::record::Name;

/// How a word is read (told.txt has the words of each).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// Describes, whatever stands beside it.
    Describing,
    /// A surname too.
    SurnameToo,
    /// What follows is what somebody is called.
    Called,
    /// No part of a name where a line describes, but not telling that it does.
    Filling,
    /// Behind it stands a place, or somebody else.
    BeforeOthers,
}

static WORDS: LazyLock<HashMap<&'static str, Vec<List>>> = LazyLock::new(|| {
    let mut table: HashMap<&'static str, Vec<List>> = HashMap::new();
    for line in include_str!("told.txt").lines() {
        let (name, words) = line.split_once(':').unwrap_or_default();
        let list = match name {
            "describing" => List::Describing,
            "surname-too" => List::SurnameToo,
            "called" => List::Called,
            "filling" => List::Filling,
            "before-others" => List::BeforeOthers,
            _ => continue,
        };
        for word in words.split_whitespace() {
            table.entry(word).or_default().push(list);
        }
    }
    table
});

fn is_in(word: &str, list: List) -> bool {
    WORDS.get(word).is_some_and(|lists| lists.contains(&list))
}

/// A word as it was typed, and folded; and whether a sign ends it.
struct Token<'a> {
    typed: &'a str,
    plain: String,
    ends: bool,
}

impl Token<'_> {
    fn is(&self, list: List) -> bool {
        is_in(&self.plain, list)
    }

    /// With a capital, or in a script that has none.
    fn is_capital(&self) -> bool {
        let first = self.typed.chars().find(|c| c.is_alphabetic());
        first.is_some_and(|c| !c.is_lowercase())
    }

    fn is_number(&self) -> bool {
        self.plain.bytes().any(|b| b.is_ascii_digit())
    }
}

/// Signs between words; a hyphen or an apostrophe within one is of the word.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '.'
            | '('
            | ')'
            | '['
            | ']'
            | '/'
            | '"'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '!'
            | '?'
    )
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    for word in line.split_whitespace() {
        for piece in word.split_inclusive(['/', '(', ')', ',', ';']) {
            let typed = piece.trim_matches(|c| is_sign(c) || matches!(c, '-' | '–' | '—' | '\''));
            if piece.starts_with(is_sign)
                && let Some(before) = out.last_mut()
            {
                before.ends = true;
            }
            // "J." is an initial, no end.
            let is_initial = typed.chars().count() == 1 && piece.ends_with('.');
            if !typed.is_empty() {
                out.push(Token {
                    typed,
                    plain: fold(typed).replace(' ', ""),
                    ends: piece.ends_with(is_sign) && !is_initial,
                });
            }
        }
    }
    out
}

/// What a word is, where it stands.
enum Part {
    /// Says what somebody is like; or, when this is true, that a name follows.
    Describes(bool),
    /// What follows is a place, or somebody else.
    BeforeOthers,
    /// May belong to the word of a name behind it.
    Prefix,
    Name,
    /// Between these a name goes on no further.
    Filling,
    Nothing,
}

/// What the words before say of the next one.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Before {
    #[default]
    Nothing,
    /// The last one says what somebody is: "vrouw van ..".
    Noun,
    /// What follows is what somebody is called.
    Called,
    /// What follows is of somebody else, until a sign or a small letter.
    Others,
}

/// What is found while reading from left to right.
#[derive(Default)]
struct Reading<'a> {
    name: Vec<&'a str>,
    alias: Vec<&'a str>,
    /// Prefixes that become part of the name when a word of it follows.
    waiting: Vec<&'a str>,
    /// The word before belongs to a name.
    in_name: bool,
    /// That name is an alias.
    in_alias: bool,
    before: Before,
    describes: bool,
}

impl<'a> Reading<'a> {
    fn part(&self, token: &Token<'a>) -> Part {
        let capital = token.is_capital();
        let is_surname =
            token.is(List::SurnameToo) && capital && (self.in_name || !self.waiting.is_empty());
        let describes =
            token.is(List::Describing) || token.is(List::SurnameToo) || token.is(List::Called);
        let before_others =
            token.is(List::BeforeOthers) || token.plain == "van" && self.before == Before::Noun;
        if describes && !is_surname {
            Part::Describes(token.is(List::Called))
        } else if token.is_number() || self.before == Before::Others && capital {
            Part::Filling
        } else if before_others && !self.in_name {
            Part::BeforeOthers
        } else if is_prefix(&token.plain) && token.plain.len() > 1 && !capital {
            Part::Prefix
        } else if token.is(List::Filling) {
            Part::Filling
        } else if capital || self.before == Before::Called {
            Part::Name
        } else {
            Part::Nothing
        }
    }

    fn read(&mut self, token: &Token<'a>) {
        let part = self.part(token);
        let stays = match self.before {
            Before::Noun => Before::Nothing,
            other => other,
        };
        self.before = match part {
            Part::Describes(true) => Before::Called,
            Part::Describes(false) => Before::Noun,
            Part::BeforeOthers => Before::Others,
            Part::Prefix | Part::Filling => stays,
            Part::Name => {
                self.take(token.typed);
                Before::Nothing
            }
            Part::Nothing => Before::Nothing,
        };
        match part {
            Part::Prefix => self.waiting.push(token.typed),
            Part::Name => {}
            _ => self.leave(),
        }
        self.describes |= matches!(part, Part::Describes(_));
        if token.ends {
            self.leave();
            if self.before != Before::Called {
                self.before = Before::Nothing;
            }
        }
    }

    fn take(&mut self, typed: &'a str) {
        if !self.in_name {
            self.in_alias = self.before == Before::Called;
        }
        let into = if self.in_alias {
            &mut self.alias
        } else {
            &mut self.name
        };
        into.append(&mut self.waiting);
        into.push(typed);
        self.in_name = true;
    }

    fn leave(&mut self) {
        self.waiting.clear();
        self.in_name = false;
    }
}

fn given_only(given: &str) -> Name {
    Name {
        given: given.to_owned(),
        surname: String::new(),
    }
}

/// A whole name on one line: reading it takes it apart.
fn whole(line: String) -> Name {
    Name {
        given: String::new(),
        surname: line,
    }
}

/// One word may be a given name or a surname: both are tried. Signs of a script without spaces are a
/// whole name.
fn named(words: &[&str]) -> Vec<Name> {
    let line = words.join(" ");
    let is_one = words.len() == 1 && (line.is_ascii() || !fold(&line).contains(' '));
    match is_one {
        _ if words.is_empty() => Vec::new(),
        true => vec![given_only(&line), whole(line)],
        false => vec![whole(line)],
    }
}

/// The names in a line that may describe somebody instead, by the rule above; none when it only
/// describes. One word alone is given twice, as a given name and as a surname, because nobody knows
/// which it is; an alias of one word is a given name.
///
/// ```
/// use linkage::normal::told;
/// assert!(told("Onbekende man, ongeveer 40").is_empty());
/// assert_eq!(told("Jongen, noemt zich Milo")[0].given, "Milo");
/// assert_eq!(told("Jan van den Berg")[0].surname, "Jan van den Berg");
/// ```
#[must_use]
pub fn told(line: &str) -> Vec<Name> {
    let tokens = tokens(line);
    let mut reading = Reading::default();
    for token in &tokens {
        reading.read(token);
    }
    if !reading.describes {
        return named(&line.split_whitespace().collect::<Vec<_>>());
    }
    let mut names = named(&reading.name);
    match reading.alias.as_slice() {
        [] => {}
        [one] => names.push(given_only(one)),
        more => names.push(whole(more.join(" "))),
    }
    names
}

/// The words of a description: folded, each once, in the order of the alphabet, without numbers and
/// words between words. Whoever is described in the same ones looks the same.
#[must_use]
pub fn described(line: &str) -> Vec<String> {
    let mut words: Vec<String> = tokens(line)
        .into_iter()
        .filter(|token| !token.is_number() && token.plain.len() > 2)
        .filter(|token| {
            !token.is(List::Filling) && !token.is(List::BeforeOthers) && !token.is(List::Called)
        })
        .map(|token| token.plain)
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Is this folded word said of so many people that it tells nobody apart?
#[must_use]
pub fn is_said_of_many(word: &str) -> bool {
    is_in(word, List::Describing) || is_in(word, List::SurnameToo)
}
