//! Names of persons: each part with its own, in the other's place, or as initials.

use super::{evidence, gain, word_chance};
use crate::dictionary::{Likeness, Use, Word, likeness};
use crate::normal::sound;
use crate::register::Register;
use crate::score::levels::{Agreement, Level, NameLevel, OrderLevel};
use crate::score::{Evidence, Field};
use crate::stored::{Known, View};

fn level_of(like: Likeness) -> NameLevel {
    match like {
        Likeness::Exact => NameLevel::Exact,
        Likeness::Sound => NameLevel::Sound,
        Likeness::Variant => NameLevel::Variant,
        Likeness::Edit => NameLevel::Edit,
        Likeness::Near => NameLevel::Near,
        Likeness::Prefix => NameLevel::Prefix,
        Likeness::Different => NameLevel::Different,
    }
}

/// The likeliest pair of two lists of words: its place, and how alike. Ties are broken the same way
/// from either side.
fn closest(register: &Register, ours: &[Word], theirs: &[u32]) -> Option<(usize, usize, Likeness)> {
    let pairs = ours.iter().enumerate().flat_map(|(a, word)| {
        theirs
            .iter()
            .enumerate()
            .map(move |(b, id)| (a, b, word, *id))
    });
    pairs
        .map(|(a, b, word, id)| {
            let (text, other) = (&*word.text, register.words.text(id));
            (
                a,
                b,
                register.words.likeness(word, id),
                text.min(other),
                text.max(other),
            )
        })
        .min_by_key(|(a, b, like, text, other)| (*like, a + b, *text, *other))
        .map(|(a, b, like, ..)| (a, b, like))
}

/// The same name written in more words or fewer: "Ait Hasissi" and "Aithasissi".
fn joined(register: &Register, ours: &[Word], theirs: &[u32]) -> Likeness {
    let text: String = ours.iter().map(|word| &*word.text).collect();
    let other: String = theirs.iter().map(|id| register.words.text(*id)).collect();
    if text.len().min(other.len()) < 5 || text.len().abs_diff(other.len()) > 2 {
        return Likeness::Different;
    }
    likeness(&text, &sound(&text), &other, &sound(&other))
}

fn list(
    register: &Register,
    field: Field,
    uses: &[Use],
    ours: &[Word],
    theirs: &[u32],
) -> Option<Evidence> {
    let (first, their_first) = (ours.first()?, *theirs.first()?);
    let (at, their_at, like) = closest(register, ours, theirs)?;
    if ours.len() != theirs.len() {
        let whole = joined(register, ours, theirs);
        if whole <= Likeness::Near && whole <= like {
            // Written in another number of words, it is another spelling at best.
            let level = match level_of(whole) {
                NameLevel::Exact => NameLevel::Sound,
                level => level,
            };
            return Some(evidence(
                field,
                level,
                word_chance(register, uses, whole, first, their_first),
            ));
        }
    }
    if like == Likeness::Different {
        return Some(evidence(field, NameLevel::Different, 0.95));
    }
    let chance = word_chance(register, uses, like, &ours[at], theirs[their_at]);
    // A given name is known by its first; a surname by all its parts.
    let whole = match field {
        Field::Given => at == 0 && their_at == 0,
        _ => ours.len() == theirs.len(),
    };
    if !whole {
        return Some(evidence(
            field,
            NameLevel::Elsewhere,
            chance * (ours.len() * theirs.len()) as f64,
        ));
    }
    if ours.len() > 1 && field == Field::Surname {
        let worst = ours
            .iter()
            .zip(theirs)
            .map(|(word, id)| register.words.likeness(word, *id))
            .max()?;
        if worst >= Likeness::Prefix {
            return Some(evidence(
                field,
                NameLevel::Elsewhere,
                chance * (ours.len() * theirs.len()) as f64,
            ));
        }
        let all = ours
            .iter()
            .zip(theirs)
            .map(|(word, id)| word_chance(register, uses, worst, word, *id));
        return Some(evidence(
            field,
            level_of(worst),
            all.fold(1.0, |a, b| a * b.max(0.01)).max(1e-7),
        ));
    }
    Some(evidence(field, level_of(like), chance))
}

fn initials(register: &Register, ours: &[Word], theirs: &[u32]) -> Evidence {
    let letter = |text: &str| text.as_bytes().first().copied().unwrap_or(b'?');
    let pairs = ours.iter().zip(theirs);
    let mut chance = 1.0;
    for (at, (word, id)) in pairs.enumerate() {
        let (a, b) = (letter(&word.text), letter(register.words.text(*id)));
        if a != b {
            // Only the first decides; a second that differs takes its weight away.
            return if at == 0 {
                evidence(Field::Initial, Agreement::Different, 0.9)
            } else {
                evidence(Field::Initial, Agreement::Same, chance)
            };
        }
        chance *= register.letter_share(a).max(0.002);
    }
    evidence(Field::Initial, Agreement::Same, chance)
}

fn given(register: &Register, ours: &[Word], theirs: &[u32]) -> Option<Evidence> {
    let (first, their_first) = (ours.first()?, register.words.text(*theirs.first()?));
    if first.text.len() == 1 || their_first.len() == 1 {
        return Some(initials(register, ours, theirs));
    }
    list(register, Field::Given, &[Use::Given], ours, theirs)
}

/// The names resemble each other at least in part.
fn is_alike(found: &Evidence) -> bool {
    found.level < NameLevel::Different.at()
}

/// Stands behind every level: nothing is known of the surname.
const NO_SURNAME: (u8, f64) = (u8::MAX, 1.0);

fn one_name(
    register: &Register,
    ours: &(Vec<Word>, Vec<Word>),
    theirs: &(&[u32], &[u32]),
) -> Vec<Evidence> {
    let straight = [
        given(register, &ours.0, theirs.0),
        list(register, Field::Surname, &[Use::Surname], &ours.1, theirs.1),
    ];
    let agrees = |found: &Option<Evidence>| {
        found
            .as_ref()
            .is_some_and(|found| is_alike(found) && found.field != Field::Initial)
    };
    let mut out: Vec<Evidence> = straight.iter().flatten().copied().collect();
    if !straight.iter().all(agrees) {
        // Each in the other's place: written down the wrong way round, or an order that the form
        // does not know. Which side has it wrong cannot be known: what explains it better counts.
        let either = [Use::Given, Use::Surname];
        let as_is = |first: Field, second: Field| {
            let found = [
                list(register, first, &either, &ours.0, theirs.1),
                list(register, second, &either, &ours.1, theirs.0),
            ];
            let sum: f64 = found.iter().flatten().map(|found| gain(found).log2()).sum();
            let surname = found
                .iter()
                .flatten()
                .find(|found| found.field == Field::Surname);
            (
                found,
                sum,
                surname.map_or(NO_SURNAME, |found| (found.level, found.chance)),
            )
        };
        let (ours_wrong, theirs_wrong) = (
            as_is(Field::Surname, Field::Given),
            as_is(Field::Given, Field::Surname),
        );
        let gap = ours_wrong.1 - theirs_wrong.1;
        // As good either way: then it is the surname that they share, or the rarer name.
        let ours = if gap.abs() < 1e-9 {
            ours_wrong.2 <= theirs_wrong.2
        } else {
            gap > 0.0
        };
        let swapped = if ours { ours_wrong.0 } else { theirs_wrong.0 };
        let good = |found: &Option<Evidence>| found.as_ref().is_some_and(is_alike);
        let sure = |found: &Option<Evidence>| {
            found.as_ref().is_some_and(|found| {
                found.level <= NameLevel::Sound.at() || found.level == NameLevel::Elsewhere.at()
            })
        };
        let none = !straight.iter().any(agrees);
        if swapped.iter().all(good) || none && swapped.iter().any(sure) {
            out = swapped.into_iter().flatten().collect();
            out.push(evidence(Field::Order, OrderLevel::Swapped, 1.0));
            return out;
        }
    }
    if straight.iter().all(Option::is_some) {
        out.push(evidence(Field::Order, OrderLevel::Straight, 1.0));
    }
    out
}

/// One word that nobody knows whether it is a given name or a surname stands there as both
/// (`normal::told`). Where both sides have it so, it is a given name: that is commoner.
fn is_either(register: &Register, query: &Known, view: &View<'_>) -> bool {
    let [(given, none), (empty, surname)] = query.names.as_slice() else {
        return false;
    };
    let [(their_given, []), ([], their_surname)] = view.names.as_slice() else {
        return false;
    };
    let ([ours], [same]) = (given.as_slice(), surname.as_slice()) else {
        return false;
    };
    let text = |ids: &[u32]| ids.first().map(|id| register.words.text(*id));
    none.is_empty()
        && empty.is_empty()
        && ours.text == same.text
        && text(their_given) == text(their_surname)
}

pub(super) fn names(register: &Register, query: &Known, view: &View<'_>, out: &mut Vec<Evidence>) {
    if is_either(register, query, view) {
        let (ours, theirs) = (&query.names[0], &view.names[0]);
        out.extend(one_name(register, ours, theirs));
        return;
    }
    let mut found: Vec<Evidence> = Vec::new();
    let mut most = f64::NEG_INFINITY;
    for ours in &query.names {
        for theirs in &view.names {
            let option = one_name(register, ours, theirs);
            let sum: f64 = option.iter().map(|found| gain(found).log2()).sum();
            if sum > most && !option.is_empty() {
                (most, found) = (sum, option);
            }
        }
    }
    out.extend(found);
}
