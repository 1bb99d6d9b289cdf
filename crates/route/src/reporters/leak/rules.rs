//! Which of the places where a name's letters stand do name somebody. In short: a whole name counts
//! however it is taken apart; a long part also inside glued words and across a line's end; a short
//! part and a part that is an ordinary word only as a word by itself. A wrong alarm costs the
//! officer a word; a missed name costs the reporter more.

use super::names::{Kind, Wanted};
use super::setting;
use super::stream::{Gap, Hit, Stream};
use super::words::is_ordinary;

/// From this length a part of a name is seldom in other words by chance.
const LONG: usize = 6;

pub(super) fn hits(stream: &Stream, wanted: &Wanted) -> Vec<Hit> {
    let by_shape = wanted.size >= LONG && !wanted.ordinary;
    let found = stream.find(&wanted.letters, by_shape).into_iter();
    found.filter(|hit| tells(stream, *hit, wanted)).collect()
}

fn tells(stream: &Stream, hit: Hit, wanted: &Wanted) -> bool {
    let bounded = stream.starts(hit.start) && stream.ends(hit);
    match wanted.kind {
        Kind::Part | Kind::Given if wanted.size == 2 => {
            bounded && written_as_name(stream, hit, wanted)
        }
        Kind::Part | Kind::Given if wanted.ordinary || wanted.size < LONG => {
            bounded && short_part(stream, hit, wanted) && !setting::is_a_thing(stream, hit, wanted)
        }
        Kind::Part => long_part(stream, hit, wanted.size),
        Kind::Given => {
            long_part(stream, hit, wanted.size) && !setting::is_a_thing(stream, hit, wanted)
        }
        Kind::Nickname => bounded && nickname(stream, hit, wanted),
        Kind::Whole => whole(stream, hit, wanted, bounded),
        Kind::Handle => bounded && handle(stream, hit, wanted),
        Kind::Mailbox => bounded && is_mailbox(stream, hit),
        Kind::Mail => bounded || wanted.size >= 12,
        Kind::SpokenMail => bounded && stream.gaps(hit).any(|gap| gap == Gap::Space),
        Kind::Desk => bounded && has_at(stream, hit),
    }
}

/// No space inside: one word, perhaps with signs or broken off at the end of a line.
fn in_one(stream: &Stream, hit: Hit) -> bool {
    stream
        .gaps(hit)
        .all(|gap| matches!(gap, Gap::None | Gap::Sign | Gap::Broken))
}

/// `Z i l v e r`: nobody writes ordinary words so. A long name may come in pairs of letters.
fn is_spelled_out(stream: &Stream, hit: Hit, largest: usize) -> bool {
    let pieces = stream.pieces(hit);
    pieces.len() >= 3
        && pieces
            .iter()
            .all(|(piece, _)| piece.chars().count() <= largest)
}

fn all_ordinary(stream: &Stream, hit: Hit) -> bool {
    stream
        .pieces(hit)
        .iter()
        .all(|(piece, _)| is_ordinary(piece))
}

/// `Bo`: two letters count with a capital for the first alone, as a word by itself, or in small letters
/// where somebody of that name says something. `Mo, di en wo` are days.
fn written_as_name(stream: &Stream, hit: Hit, wanted: &Wanted) -> bool {
    let [first, .., last] = &stream.letters[hit.start..hit.end] else {
        return false;
    };
    let capital = first.upper && !last.upper;
    let small = !first.upper && !last.upper && !wanted.ordinary && setting::says(stream, hit);
    let whole = stream.gaps(hit).all(|gap| gap == Gap::None);
    whole
        && (small || capital && (!wanted.ordinary || setting::is_name(stream, hit)))
        && !setting::is_a_day(stream, hit)
}

/// `Hans`, of Johannes: many are called so, and many of those names are words, so it counts only where
/// it stands as a name; `Lotje`, which is no word, with a capital or where she says something.
///
/// `Mo`, of Mohammed: two letters count only so.
fn nickname(stream: &Stream, hit: Hit, wanted: &Wanted) -> bool {
    if wanted.size == 2 {
        return written_as_name(stream, hit, wanted) && setting::is_name(stream, hit);
    }
    let with_s = wanted.ordinary_with_s && !stream.starts(hit.end) && stream.is_genitive(hit);
    let strange = !wanted.ordinary
        && !with_s
        && (setting::has_capital(stream, hit) || setting::says(stream, hit));
    in_one(stream, hit) && (strange || setting::is_name(stream, hit))
}

fn short_part(stream: &Stream, hit: Hit, wanted: &Wanted) -> bool {
    if is_spelled_out(stream, hit, 1) {
        return true;
    }
    let over_the_line = wanted.size >= 4
        && stream.gaps(hit).all(|gap| gap != Gap::Space)
        && !all_ordinary(stream, hit);
    if !in_one(stream, hit) && !over_the_line {
        return false;
    }
    let with_s = wanted.ordinary_with_s && !stream.starts(hit.end) && stream.is_genitive(hit);
    if wanted.ordinary || with_s {
        setting::is_name(stream, hit)
    } else {
        true
    }
}

fn long_part(stream: &Stream, hit: Hit, size: usize) -> bool {
    let (starts, ends) = (stream.starts(hit.start), stream.ends(hit));
    if in_one(stream, hit) {
        return starts && (ends || size >= 8) || size >= 9;
    }
    // `Oudeman` is not `een oude man`; `Zilver berg` and `zil verberg` are Zilverberg.
    let capital = stream.pieces(hit).iter().any(|(_, upper)| *upper);
    let called = setting::called(stream, hit.start).is_some();
    let telling = capital || called || is_spelled_out(stream, hit, 2);
    starts && ends && (telling || !all_ordinary(stream, hit))
}

fn whole(stream: &Stream, hit: Hit, wanted: &Wanted, bounded: bool) -> bool {
    let apart = stream.gaps(hit).any(|gap| gap != Gap::None);
    let camel = (hit.start + 1..hit.end).any(|at| stream.starts(at));
    if bounded && (apart || camel || wanted.size >= 4 && !wanted.ordinary) {
        return true;
    }
    in_one(stream, hit) && wanted.size >= 7 || wanted.size >= 12
}

/// `balie@montfoort`: the @ stands inside it.
fn has_at(stream: &Stream, hit: Hit) -> bool {
    let start = hit.start;
    (start + 1..hit.end).any(|end| is_mailbox(stream, Hit { start, end }))
}

pub(super) fn is_mailbox(stream: &Stream, hit: Hit) -> bool {
    let closing = stream.between(hit.end).trim_start().to_lowercase();
    let at = |word: &str| matches!(word, "at" | "apenstaartje");
    closing.starts_with(['@', '＠', '﹫'])
        || closing.starts_with(['(', '[']) && stream.word_at(hit.end).as_deref().is_some_and(at)
}

/// `L.L.`, `L.L`: all initials in their order, each with a capital and a stop between them, and no name behind
/// them.
pub(super) fn initials(stream: &Stream, wanted: &[char]) -> Vec<Hit> {
    if wanted.len() < 2 {
        return Vec::new();
    }
    let ends = |at: usize| {
        let behind = stream.between(at);
        behind.starts_with(|c: char| !c.is_alphanumeric()) || at == stream.letters.len()
    };
    let is_written = |hit: &Hit| {
        let letters = hit.start..hit.end;
        let within = letters
            .clone()
            .skip(1)
            .all(|at| stream.between(at).trim() == ".");
        let behind = stream.letters.get(hit.end);
        let name_behind = behind.is_some_and(|letter| letter.upper)
            && matches!(stream.between(hit.end).trim(), "." | "")
            && !stream
                .word_at(hit.end)
                .is_some_and(|word| is_ordinary(&word));
        let before = stream.between(hit.start);
        let alone = hit.start == 0 || before.chars().any(char::is_whitespace);
        let capitals = letters.into_iter().all(|at| stream.letters[at].upper);
        within && capitals && alone && ends(hit.end) && !name_behind
    };
    stream
        .find(wanted, false)
        .into_iter()
        .filter(is_written)
        .collect()
}

fn handle(stream: &Stream, hit: Hit, wanted: &Wanted) -> bool {
    if is_mailbox(stream, hit) {
        return wanted.size >= 3;
    }
    wanted.size >= 5 && !wanted.ordinary && in_one(stream, hit)
}
