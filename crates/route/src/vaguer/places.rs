//! Places at work, and who works there.

use std::ops::Range;

use super::reading::{Word, joined, without, words, written};
use super::{Telling, Vaguer};

/// `kamer 2.14`, `kamer twee`, `k2.14`: how many words from here on are one.
fn numbered(words: &[Word], at: usize) -> usize {
    let word = &words[at];
    let short = word.plain.strip_prefix('k').is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    let next = words.get(at + 1).is_some_and(Word::is_number);
    match (word.is("numbered"), next) {
        (true, true) => 2,
        _ => usize::from(short),
    }
}

/// `mijn dienst`, `onze receptioniste`.
fn is_mine(words: &[Word], at: usize) -> bool {
    at > 0 && words[at - 1].is("possessive") && words[at].is("mine")
}

/// `team van de pizzeria`: it is said whose it is, and it is not the municipality's.
fn is_of_others(words: &[Word], at: usize) -> bool {
    let of = words
        .get(at + 1)
        .is_some_and(|word| word.is("possessive") || word.plain == "van");
    let whose = words[at + 1..].iter().find(|word| !word.is("filler"));
    of && whose.is_some_and(|word| !word.is_any(&["building", "own", "weak", "staff"]))
}

/// Where something at work is named. `whole`: the text is the box of a place.
pub(super) fn found(words: &[Word], whole: bool) -> Vec<Range<usize>> {
    let within = |at: usize, lists: &[&str]| {
        let same = |word: &&Word| word.sentence == words[at].sentence;
        words.iter().filter(same).any(|word| word.is_any(lists))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if found.last().is_some_and(|last| last.contains(&at)) {
            continue;
        }
        let elsewhere = within(at, &["elsewhere"]) || is_of_others(words, at);
        let ours = within(at, &["building", "own"]);
        let number = numbered(words, at);
        let tells = word.is_any(&["own", "staff"])
            || is_mine(words, at)
            || word.is_any(&["desk", "staff-anywhere"]) && (ours || !elsewhere)
            || (word.is("weak") || number > 0) && ours;
        if tells {
            let follows = words.get(at + 1).is_some_and(Word::is_number)
                && word.is_any(&["desk", "own", "weak"]);
            let from = at - usize::from(is_mine(words, at));
            found.push(from..at + number.max(1 + usize::from(follows)));
        } else if whole && (word.is("weak") || number > 0) {
            found.push(at..at + number.max(1));
        }
    }
    if whole && !is_bare(words, &found) {
        let kept = |range: &Range<usize>| {
            let at = range.start;
            let said = within(at, &["building", "own"]) || is_mine(words, range.end - 1);
            !(words[at].is("weak") || numbered(words, at) > 0) || said
        };
        found.retain(kept);
    }
    found
}

/// Is nothing else said than these?
fn is_bare(words: &[Word], found: &[Range<usize>]) -> bool {
    let mut all = words.iter().enumerate();
    all.all(|(at, word)| found.iter().any(|range| range.contains(&at)) || word.is("filler"))
}

/// A place at work: what is left when its words go; the municipality, where nothing is left and it was plain
/// that it was there.
pub(super) fn place(text: &str) -> Option<Telling> {
    let all = words(text);
    let found = found(&all, true);
    if found.is_empty() {
        return None;
    }
    let told = found
        .iter()
        .map(|range| written(text, &all[range.clone()]).to_owned());
    let is_plain = found.iter().any(|range| {
        let named = |word: &Word| word.is_any(&["own", "plain-desk", "staff", "possessive"]);
        all[range.clone()].iter().any(named)
    });
    let told: Vec<String> = told.collect();
    let vaguer = match left(text) {
        left if !left.is_empty() => Some(Vaguer::Words(left)),
        _ if is_plain => Some(Vaguer::Municipality),
        _ => None,
    };
    Some(Telling {
        words: told,
        vaguer,
    })
}

/// The text without what tells, however often that takes: what stood apart may now stand together.
fn left(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let all = words(&text);
        let found = found(&all, true);
        if found.is_empty() {
            return text;
        }
        let mut goes: Vec<bool> = (0..all.len())
            .map(|at| found.iter().any(|range| range.contains(&at)))
            .collect();
        for at in (0..all.len().saturating_sub(1)).rev() {
            goes[at] |= goes[at + 1] && all[at].is("filler");
        }
        // `Balies in het stadskantoor`: what led on to the rest goes with it.
        let begins = goes.iter().position(|goes| !*goes).unwrap_or(all.len());
        let leads = all.iter().skip(begins);
        let leads = leads.take_while(|word| begins > 0 && word.is("filler") && !word.capital);
        let led = leads.count();
        goes[begins..begins + led].fill(true);
        let rest = without(&text, &all, &goes);
        let rest = joined(&rest.0, &rest.1);
        let words = words(&rest);
        text = if words.iter().all(|word| word.is("filler")) {
            String::new()
        } else {
            rest
        };
    }
}
