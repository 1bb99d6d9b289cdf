//! Comparing what is asked with a stored record, field by field. Missing on either side is neither
//! for nor against: it gives no evidence at all. Several values are compared best to best.

use crate::dictionary::{Likeness, Use, Word, likeness, within};
use crate::normal::{Birth, Code, CodeKind, sound};
use crate::register::Register;
use crate::score::levels::{
    Agreement, BirthLevel, BirthPartLevel, CodeLevel, Level, NameLevel, OrderLevel,
    OrganisationLevel,
};
use crate::score::place::place;
use crate::score::{Evidence, Field};
use crate::stored::{self, Known, View};

pub(super) fn evidence(field: Field, level: impl Level, chance: f64) -> Evidence {
    Evidence {
        field,
        level: level.at(),
        chance: chance.clamp(1e-12, 1.0),
        bits: 0.0,
    }
}

/// Strangers agree on sex half of the time; the same is taken for nationality, of which no shares
/// are counted.
const EVEN: f64 = 0.5;

fn agreement(field: Field, same: bool) -> Evidence {
    let level = if same {
        Agreement::Same
    } else {
        Agreement::Different
    };
    evidence(field, level, EVEN)
}

/// The evidence with the most to say for "the same": likely there, unlikely by chance.
fn gain(evidence: &Evidence) -> f64 {
    evidence.field.levels()[usize::from(evidence.level)].1 / evidence.chance
}

fn best(options: impl Iterator<Item = Evidence>) -> Option<Evidence> {
    let mut tried = 0.0_f64;
    let mut found: Option<Evidence> = None;
    for option in options {
        tried += 1.0;
        if found
            .as_ref()
            .is_none_or(|known| gain(&option) > gain(known))
        {
            found = Some(option);
        }
    }
    // The more pairs are tried, the likelier that one agrees by chance.
    found.map(|known| Evidence {
        chance: (known.chance * tried.max(1.0)).min(1.0),
        ..known
    })
}

/// All evidence between a query and a stored record.
pub(crate) fn compare(register: &Register, query: &Known, view: &View<'_>) -> Vec<Evidence> {
    let mut out = Vec::with_capacity(10);
    names(register, query, view, &mut out);
    births(register, query, view, &mut out);
    if query.sex != 0 && view.sex != 0 {
        out.push(agreement(Field::Sex, query.sex == view.sex));
    }
    if query.nationality != 0 && view.nationality != 0 {
        let same = query.nationality == view.nationality;
        out.push(agreement(Field::Nationality, same));
    }
    let pairs = query
        .places
        .iter()
        .flat_map(|a| view.places.iter().map(move |b| (a, b)));
    out.extend(best(pairs.filter_map(|(a, b)| place(register, a, *b))));
    for (kind, field) in [
        (CodeKind::Phone, Field::Phone),
        (CodeKind::Email, Field::Email),
        (CodeKind::NationalId, Field::NationalId),
        (CodeKind::Trade, Field::Trade),
        (CodeKind::Plate, Field::Plate),
        (CodeKind::Iban, Field::Iban),
        (CodeKind::Handle, Field::Handle),
    ] {
        let of = |codes: &[Code]| {
            codes
                .iter()
                .filter(|code| code.kind == kind)
                .copied()
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (of(&query.codes), of(&view.codes));
        let pairs = ours
            .iter()
            .flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
        out.extend(best(pairs.map(|(a, b)| code(register, field, a, b))));
    }
    let pairs = query
        .organisations
        .iter()
        .flat_map(|a| view.organisations.iter().map(move |b| (a, *b)));
    out.extend(best(pairs.map(|(a, b)| organisation(register, a, b))));
    out
}

// ---- Names ----

/// The chance that two strangers agree on a word at this level: the share of the commoner spelling,
/// and the share of other names that resemble a word this much.
fn word_chance(register: &Register, uses: &[Use], like: Likeness, word: &Word, id: u32) -> f64 {
    let words = &register.words;
    let chance = |used: &Use| {
        words.share(word, *used).max(words.share_of(id, *used)) + register.crowd(*used, like)
    };
    uses.iter().map(chance).fold(0.0, f64::max)
}

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

fn names(register: &Register, query: &Known, view: &View<'_>, out: &mut Vec<Evidence>) {
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

// ---- Dates ----

fn births(register: &Register, query: &Known, view: &View<'_>, out: &mut Vec<Evidence>) {
    let pairs = query
        .births
        .iter()
        .flat_map(|a| view.births.iter().map(move |b| (*a, *b)));
    out.extend(best(pairs.filter_map(|(a, b)| birth(register, a, b))));
}

fn slip(a: [u8; 8], b: [u8; 8]) -> bool {
    let differ: Vec<usize> = (0..8).filter(|at| a[*at] != b[*at]).collect();
    match differ.as_slice() {
        [_] => true,
        [first, second] => {
            first + 1 == *second && a[*first] == b[*second] && a[*second] == b[*first]
        }
        _ => false,
    }
}

/// Years that are easily taken for one another, or guessed.
fn near_years(a: u16, b: u16) -> bool {
    a.abs_diff(b) <= 2
}

fn birth(register: &Register, a: Birth, b: Birth) -> Option<Evidence> {
    if a.is_whole() && b.is_whole() {
        Some(whole_birth(register, a, b))
    } else {
        birth_part(register, a, b)
    }
}

fn whole_birth(register: &Register, a: Birth, b: Birth) -> Evidence {
    let parts = [a.year == b.year, a.month == b.month, a.day == b.day]
        .iter()
        .filter(|same| **same)
        .count();
    if a == b {
        evidence(
            Field::Birth,
            BirthLevel::Same,
            register.share(stored::date_key(a), 3e-5),
        )
    } else if a.year == b.year && a.month == b.day && a.day == b.month {
        evidence(Field::Birth, BirthLevel::Swapped, 4e-5)
    } else if slip(a.digits(), b.digits()) {
        evidence(Field::Birth, BirthLevel::Slip, 7e-4)
    } else if parts == 2 {
        evidence(Field::Birth, BirthLevel::TwoParts, 5e-3)
    } else if a.year == b.year {
        evidence(
            Field::Birth,
            BirthLevel::Year,
            register.share(stored::year_key(a), 0.008),
        )
    } else if near_years(a.year, b.year) {
        evidence(Field::Birth, BirthLevel::NearYear, 0.06)
    } else {
        evidence(Field::Birth, BirthLevel::Different, 0.92)
    }
}

/// Only what both know counts.
fn birth_part(register: &Register, a: Birth, b: Birth) -> Option<Evidence> {
    let common = |a: u16, b: u16| a != 0 && b != 0;
    let (year, month, day) = (
        common(a.year, b.year),
        common(a.month.into(), b.month.into()),
        common(a.day.into(), b.day.into()),
    );
    let agree =
        (!year || a.year == b.year) && (!month || a.month == b.month) && (!day || a.day == b.day);
    match (year, month) {
        (true, _) if agree => {
            let key = if month {
                stored::month_key(a)
            } else {
                stored::year_key(a)
            };
            Some(evidence(
                Field::BirthPart,
                BirthPartLevel::Same,
                register.share(key, if month { 7e-4 } else { 0.008 }),
            ))
        }
        (true, _) if near_years(a.year, b.year) => {
            Some(evidence(Field::BirthPart, BirthPartLevel::NearYear, 0.05))
        }
        (true, _) => Some(evidence(Field::BirthPart, BirthPartLevel::Different, 0.93)),
        (false, true) if day => Some(if agree {
            evidence(Field::BirthPart, BirthPartLevel::Same, 1.0 / 365.0)
        } else {
            evidence(Field::BirthPart, BirthPartLevel::Different, 0.99)
        }),
        _ => None,
    }
}

// ---- Codes and organisations ----

/// The chance that strangers share a number, for all that the register does not show.
const CODE: f64 = 3e-7;

fn code(register: &Register, field: Field, a: Code, b: Code) -> Evidence {
    if a == b {
        return evidence(
            field,
            CodeLevel::Same,
            register.share(stored::code_key(a), CODE),
        );
    }
    let (ours, theirs) = (a.text(), b.text());
    let slip = ours.len().min(theirs.len()) >= 5 && within(&ours, &theirs, 1).is_some();
    let same_name = a.kind == CodeKind::Email
        && ours.split('@').next() == theirs.split('@').next()
        && ours.find('@').is_some_and(|at| at >= 5);
    if slip || same_name {
        let room = 10f64.powi(i32::try_from(ours.len().min(7)).unwrap_or(7));
        evidence(
            field,
            CodeLevel::Slip,
            (10.0 * ours.len() as f64 / room).max(3e-6),
        )
    } else {
        evidence(field, CodeLevel::Different, 0.98)
    }
}

fn organisation(register: &Register, ours: &[Word], theirs: &[u32]) -> Evidence {
    let words = &register.words;
    let bits = |share: f64| -share.max(1e-6).log2();
    let own: Vec<f64> = ours
        .iter()
        .map(|word| bits(words.share(word, Use::Organisation)))
        .collect();
    let other: Vec<f64> = theirs
        .iter()
        .map(|id| bits(words.share_of(*id, Use::Organisation)))
        .collect();
    let mut pairs: Vec<(Likeness, usize, usize)> = (0..ours.len())
        .flat_map(|a| (0..theirs.len()).map(move |b| (a, b)))
        .map(|(a, b)| (words.likeness(&ours[a], theirs[b]), a, b))
        .filter(|(like, ..)| *like <= Likeness::Prefix)
        .collect();
    pairs.sort_by_key(|(like, a, b)| (*like, a + b, a.abs_diff(*b)));
    let (mut used, mut used_there) = (vec![false; ours.len()], vec![false; theirs.len()]);
    let (mut matched, mut chance) = (0.0, 1.0);
    for (like, a, b) in pairs {
        if !used[a] && !used_there[b] {
            (used[a], used_there[b]) = (true, true);
            let part = if like == Likeness::Exact { 2.0 } else { 1.6 };
            matched += part * own[a].min(other[b]);
            chance *=
                word_chance(register, &[Use::Organisation], like, &ours[a], theirs[b]).max(1e-3);
        }
    }
    let total: f64 = own.iter().chain(&other).sum();
    let chance = chance.max(2e-7);
    match matched / total.max(1e-9) {
        share if share >= 0.93 => evidence(Field::Organisation, OrganisationLevel::Same, chance),
        share if share >= 0.7 => evidence(
            Field::Organisation,
            OrganisationLevel::Nearly,
            (chance * 3.0).min(1.0),
        ),
        share if share >= 0.4 => evidence(
            Field::Organisation,
            OrganisationLevel::Partly,
            (chance * 10.0).min(1.0),
        ),
        _ => evidence(Field::Organisation, OrganisationLevel::Different, 0.95),
    }
}
