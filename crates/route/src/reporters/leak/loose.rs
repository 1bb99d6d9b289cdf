//! The name as people shorten and respell it: `Joh. Berg`, `v.d. Bergh`, `JvdB`, `Bakker T.`, `Aitouali`,
//! `Exempl`, `Exempeltje`, `E. Ex.` None of it is certain; the officer is asked.

use super::names::{Kind, Wanted};
use super::setting::{self, Called};
use super::small;
use super::sounds::{self, is_respelled};
use super::stream::{Gap, Hit, Stream, spelled};
use super::table::{Look, Spot};
use super::words::{is_before_a_thing, is_ordinary, is_prefix, is_title};

/// Shorter words glued together are in any text.
const GLUED: usize = 6;

/// The words of the name that may be a surname; of two surnames the first is among them.
fn surnames<'a>(look: &'a Look) -> impl Iterator<Item = &'a Wanted> {
    let wanted = look.wanted.iter();
    wanted.filter(|one| one.size >= 3 && matches!(one.kind, Kind::Part | Kind::Given))
}

/// Words that are a word of the name, as it is, respelled or with an ending of what is liked, stand as a name,
/// and are no word of somebody else's name.
fn surname_words(look: &Look) -> Vec<Hit> {
    let is_one = |hit: &Hit| {
        let kinds = kinds_at(look, *hit);
        if kinds.is_empty() {
            return false;
        }
        let here = look.stream.plain(*hit);
        let bare = here.strip_suffix(&['s']).unwrap_or(&here);
        let upper = look.stream.letters[hit.start].upper;
        let mut names = surnames(look).filter(|wanted| kinds.contains(&wanted.kind));
        names.any(|wanted| {
            let like = is_like(&here, wanted) || is_like(bare, wanted);
            like && (upper || !bends(&here, &wanted.letters))
        })
    };
    let words = sounds::words(look.stream).into_iter();
    words.filter(is_one).collect()
}

fn is_like(word: &[char], wanted: &Wanted) -> bool {
    let liked = wanted.kind == Kind::Part && small::is_liked(word, &wanted.letters);
    liked || *word == *wanted.letters || is_respelled(word, &wanted.letters)
}

/// `mevrouw bakkert`: a word in small letters that only adds the ending of a verb is one.
fn bends(word: &[char], name: &[char]) -> bool {
    let ending: Option<String> = word.strip_prefix(name).map(|rest| rest.iter().collect());
    ending.is_some_and(|ending| matches!(ending.as_str(), "t" | "d" | "en" | "te" | "de"))
}

/// What of a name can stand here. Anything with a capital; in small letters where only a name can stand (`mw
/// exempl`, `volgens exempl`). Before a verb (`exempl zag het`) may be another word too (`daarin schreef zij`):
/// there only a surname counts.
fn kinds_at(look: &Look, hit: Hit) -> &'static [Kind] {
    const ALL: &[Kind] = &[Kind::Part, Kind::Given];
    const FAMILY: &[Kind] = &[Kind::Part];
    let stream = look.stream;
    if stream.letters[hit.start].upper {
        return ALL;
    }
    let mut begin = hit.start;
    let (particles, initials) = (look.name.prefixes(), look.name.initials());
    let is_own = |word: &str| {
        let mut letters = word.chars();
        let initial = letters.next().filter(|_| letters.next().is_none());
        particles.contains(&word) || initial.is_some_and(|one| initials.contains(&one))
    };
    while let Some((word, start)) = stream.word_before(begin)
        && is_own(&word)
    {
        begin = start;
    }
    let before = stream.word_before(begin).map(|(word, _)| word);
    let before = before.as_deref().unwrap_or_default();
    let joined = stream.between(begin).trim().is_empty();
    let told = joined && matches!(before, "volgens" | "namens");
    let is_title = || {
        stream
            .word_at(hit.start)
            .is_some_and(|word| is_title(&word))
    };
    if told || !is_prefix(before) && setting::called(stream, begin).is_some() {
        return if is_title() { &[] } else { ALL };
    }
    let thing = joined && is_before_a_thing(before);
    if !thing && setting::says(stream, hit) && !is_title() {
        FAMILY
    } else {
        &[]
    }
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
        let (start, end) = (begin, hit.start);
        let written = stream.plain(Hit { start, end });
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
        let here = stream.plain(hit);
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

/// `E. Ex.`, `mevrouw Ex.`: the beginning of a surname, behind the own initial or a title.
pub(super) fn surname_cut_short(look: &Look) -> Vec<Spot> {
    let (stream, initials) = (look.stream, look.name.initials());
    let family = || surnames(look).filter(|wanted| wanted.kind == Kind::Part);
    let begins_one = |here: &[char]| {
        let longer = |wanted: &Wanted| here.len() < wanted.letters.len();
        family().any(|wanted| longer(wanted) && wanted.letters.starts_with(here))
    };
    let stopped = |at: usize| stream.between(at).starts_with('.');
    let is_told = |hit: &Hit, is_word: bool| {
        let begin = before_particles(stream, hit.start);
        match setting::called(stream, begin) {
            Some(Called::Initial(initial)) => {
                let own = initials.first() == Some(&initial) && stopped(begin);
                own && (stopped(hit.end) || !is_word)
            }
            Some(_) => stopped(hit.end) && !is_word,
            None => false,
        }
    };
    let stands = |hit: &Hit| {
        let here = stream.plain(*hit);
        let short = stream.letters[hit.start].upper && here.len() >= 2 && begins_one(&here);
        short && is_told(hit, is_ordinary(&here.iter().collect::<String>()))
    };
    let with_initial = |hit: Hit| {
        let before = stream.word_before(before_particles(stream, hit.start));
        let start = before.filter(|(word, _)| word.len() == 1);
        let start = start.map_or(hit.start, |(_, start)| start);
        Hit { start, ..hit }
    };
    let words = sounds::words(stream).into_iter();
    let found: Vec<Hit> = words.filter(stands).map(with_initial).collect();
    look.asked(found)
}

/// `Exempl zag een meisje`: a word that is no Dutch, stands as a name, and is nearly one of the reporter's.
pub(super) fn respelled(look: &Look) -> Vec<Spot> {
    let stream = look.stream;
    let stands = |hit: &Hit| {
        let here = stream.plain(*hit);
        let bare = here.strip_suffix(&['s']).unwrap_or(&here);
        let is_word = |word: &[char]| is_ordinary(&word.iter().collect::<String>());
        let small = || !stream.letters[hit.start].upper;
        let as_name = setting::is_name(stream, *hit) || setting::says(stream, *hit);
        (as_name || small()) && !is_word(&here) && !is_word(bare) && !look.theirs.are_called(&here)
    };
    let found: Vec<Hit> = surname_words(look).into_iter().filter(stands).collect();
    look.asked(found)
}
