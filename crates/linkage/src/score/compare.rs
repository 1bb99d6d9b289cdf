//! Comparing what is asked with a stored record, field by field. Missing on either side is neither
//! for nor against: it gives no evidence at all. Several values are compared best to best.

mod births;
mod names;

use births::births;
use names::names;

use crate::dictionary::{Likeness, Use, Word, within};
use crate::normal::{Code, CodeKind};
use crate::register::Register;
use crate::score::levels::{Agreement, CodeLevel, Level, OrganisationLevel};
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

/// The chance that two strangers agree on a word at this level: the share of the commoner spelling,
/// and the share of other names that resemble a word this much.
fn word_chance(register: &Register, uses: &[Use], like: Likeness, word: &Word, id: u32) -> f64 {
    let words = &register.words;
    let chance = |used: &Use| {
        words.share(word, *used).max(words.share_of(id, *used)) + register.crowd(*used, like)
    };
    uses.iter().map(chance).fold(0.0, f64::max)
}

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
