//! The name as people shorten and respell it: `Joh. Berg`, `v.d. Bergh`, `JvdB`, `Bakker T.`, `Aitouali`,
//! `Exempl`. None of it is certain; the officer is asked.

use super::names::{Kind, Wanted};
use super::setting;
use super::sounds::{self, is_respelled};
use super::stream::{Gap, Hit, Stream, spelled};
use super::table::{Look, Spot};
use super::words::{is_ordinary, is_prefix};

/// Shorter words glued together are in any text.
const GLUED: usize = 6;

fn letters(stream: &Stream, hit: Hit) -> Vec<char> {
    let letters = stream.letters[hit.start..hit.end].iter();
    letters.map(|letter| letter.plain).collect()
}

/// The words of the name that may be a surname; of two surnames the first is among them.
fn surnames<'a>(look: &'a Look) -> impl Iterator<Item = &'a Wanted> {
    let wanted = look.wanted.iter();
    wanted.filter(|one| one.size >= 3 && matches!(one.kind, Kind::Part | Kind::Given))
}

/// Words that are a word of the name, as it is or respelled, begin with a capital, and are no word of somebody
/// else's name.
fn surname_words(look: &Look) -> Vec<Hit> {
    let is_one = |hit: &Hit| {
        let here = letters(look.stream, *hit);
        let bare = here.strip_suffix(&['s']).unwrap_or(&here).to_vec();
        let is = |wanted: &Wanted| {
            [&here, &bare]
                .iter()
                .any(|word| **word == wanted.letters || is_respelled(word, &wanted.letters))
        };
        look.stream.letters[hit.start].upper && surnames(look).any(is)
    };
    let words = sounds::words(look.stream).into_iter();
    words.filter(is_one).collect()
}

/// Where `van der` begins that stands before a word, also as `v.d.`, `vd`, `vdr`; the word itself without.
fn before_particles(stream: &Stream, mut at: usize) -> usize {
    for _ in 0..4 {
        match stream.word_before(at) {
            Some((word, start)) if is_particle(&word) && !stream.letters[start].upper => at = start,
            _ => break,
        }
    }
    at
}

fn is_particle(word: &str) -> bool {
    word.len() >= 2 && is_prefix(word) || matches!(word, "v" | "d" | "vd" | "vdr" | "vander")
}

/// `Joh. Berg`, `J. v.d. Bergh`: the beginning of a first name before the surname; or `v.d.` alone, where the
/// name has `van der`.
pub(super) fn abbreviated_with_surname(look: &Look) -> Vec<Spot> {
    let stream = look.stream;
    let given = |short: &str| {
        let words = &look.name.solid;
        let firsts = words.iter().take(words.len().max(2) - 1);
        let mut firsts = firsts.map(|word| spelled(word));
        firsts.any(|first| first.starts_with(short) && first != short)
    };
    let stands = |hit: Hit| {
        let begin = before_particles(stream, hit.start);
        let stopped = |at: usize| stream.between(at).trim_start().starts_with('.');
        if let Some((short, start)) = stream.word_before(begin)
            && stream.letters[start].upper
            && stopped(begin)
            && given(&short)
        {
            return Some(Hit { start, ..hit });
        }
        let particles: Vec<char> = initials_of(&look.name.prefixes());
        let written = stream.letters[begin..hit.start].iter();
        let written: Vec<char> = written.map(|letter| letter.plain).collect();
        let short = !written.is_empty() && written == particles;
        short.then_some(Hit {
            start: begin,
            ..hit
        })
    };
    let found: Vec<Hit> = surname_words(look).into_iter().filter_map(stands).collect();
    look.asked(found)
}

fn initials_of(words: &[&str]) -> Vec<char> {
    let first = |word: &&str| word.chars().next();
    words.iter().filter_map(first).collect()
}

/// `Bakker T.`
pub(super) fn surname_with_initial(look: &Look) -> Vec<Spot> {
    let (stream, initials) = (look.stream, look.name.initials());
    let family = surnames(look).filter(|wanted| wanted.kind == Kind::Part);
    let family: Vec<&Wanted> = family.collect();
    let stands = |hit: Hit| {
        let here = letters(stream, hit);
        let initial = stream.letters.get(hit.end)?;
        let between = stream.between(hit.end);
        let alone = stream.starts(hit.end + 1) && initial.upper;
        let joined = !between.is_empty() && between.chars().all(|c| c == ' ' || c == ',');
        let own = initials.first() == Some(&initial.plain);
        let is_family = family.iter().any(|wanted| wanted.letters == here);
        (is_family && alone && joined && own).then_some(Hit {
            end: hit.end + 1,
            ..hit
        })
    };
    let found: Vec<Hit> = surname_words(look).into_iter().filter_map(stands).collect();
    look.asked(found)
}

/// `JvdB`, `J.v.d.B.`: the first letter of every word, where one of them is `van` or the like.
pub(super) fn initials_with_particles(look: &Look) -> Vec<Spot> {
    let (stream, all) = (look.stream, &look.name.all);
    let wanted: Vec<char> = all.iter().filter_map(|word| word.chars().next()).collect();
    if look.name.prefixes().is_empty() || wanted.len() < 3 {
        return Vec::new();
    }
    let is_written = |hit: &Hit| {
        let small = (hit.start..hit.end).filter(|at| !stream.letters[*at].upper);
        let particles = all.iter().skip(1).filter(|word| is_prefix(word)).count();
        let in_one = stream.gaps(*hit).all(|gap| gap == Gap::None);
        let stopped = (hit.start + 1..hit.end).all(|at| {
            let between = stream.between(at);
            between.contains('.') || between.is_empty()
        });
        let ends = [hit.start, hit.end - 1];
        let capitals = ends.iter().all(|at| stream.letters[*at].upper);
        let bounded = stream.letters[hit.start].gap != Gap::None
            && stream
                .letters
                .get(hit.end)
                .is_none_or(|next| next.gap != Gap::None);
        bounded && capitals && small.count() == particles && (in_one || stopped)
    };
    let found: Vec<Hit> = stream
        .find(&wanted, false)
        .into_iter()
        .filter(is_written)
        .collect();
    look.asked(found)
}

/// `Aitouali`: words of the name that stand beside each other, as one.
pub(super) fn glued_neighbours(look: &Look) -> Vec<Spot> {
    let (stream, all) = (look.stream, &look.name.all);
    let pairs = all.windows(2).map(|pair| spelled(&pair.concat()));
    let long = pairs.filter(|pair| pair.chars().count() >= GLUED && !is_ordinary(pair));
    let found = long.flat_map(|pair| {
        let hits = stream.find(&pair.chars().collect::<Vec<_>>(), false);
        let in_one = |hit: &Hit| stream.gaps(*hit).all(|gap| gap == Gap::None);
        let is_word = move |hit: &Hit| stream.starts(hit.start) && stream.ends(*hit) && in_one(hit);
        hits.into_iter().filter(is_word).collect::<Vec<_>>()
    });
    let found: Vec<Hit> = found.collect();
    look.asked(found)
}

/// `Exempl zag een meisje`: a word that is no Dutch, stands as a name, and is nearly one of the reporter's.
pub(super) fn respelled(look: &Look) -> Vec<Spot> {
    let stream = look.stream;
    let stands = |hit: &Hit| {
        let here = letters(stream, *hit);
        let bare = here.strip_suffix(&['s']).unwrap_or(&here);
        let is_word = |word: &[char]| is_ordinary(&word.iter().collect::<String>());
        let as_name = setting::is_name(stream, *hit) || setting::says(stream, *hit);
        as_name && !is_word(&here) && !is_word(bare) && !look.theirs.are_called(&here)
    };
    let found: Vec<Hit> = surname_words(look).into_iter().filter(stands).collect();
    look.asked(found)
}
