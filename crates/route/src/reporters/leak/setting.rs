//! Does an ordinary word stand in the text as a name? `de bakker op de hoek` does not, `mevrouw
//! Bakker` and `bij Bakker gehoord` do.

use super::names::{Kind, Wanted};
use super::stream::{Gap, Hit, Stream};
use super::words::{
    TOLD, does, is_before_month, is_month, is_prefix, is_title, is_weekday, reports, says as tells,
};

/// What somebody is called before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// `mevrouw`, `familie`
    Title,
    /// `R.`
    Initial(char),
    /// `melder`, `collega`, `gemeld door`: it is said who reported.
    Reporter,
}

/// By what stands before it, or by a capital that the sentence does not ask for.
pub(super) fn is_name(stream: &Stream, hit: Hit) -> bool {
    called(stream, hit.start).is_some() || capital(stream, hit)
}

/// A capital of its own: not one of a text in capitals.
pub(super) fn has_capital(stream: &Stream, hit: Hit) -> bool {
    stream.letters[hit.start].upper && !among_capitals(stream, hit)
}

/// `mo zei`: what comes next only people do.
pub(super) fn says(stream: &Stream, hit: Hit) -> bool {
    let next = stream.word_at(hit.end);
    stream.between(hit.end).trim().is_empty() && next.is_some_and(|word| tells(&word))
}

/// `een rosa jas`: in small letters behind an article it is no name.
pub(super) fn is_a_thing(stream: &Stream, hit: Hit, wanted: &Wanted) -> bool {
    let before = stream.word_before(hit.start).map(|(word, _)| word);
    wanted.kind == Kind::Given
        && !stream.letters[hit.start].upper
        && stream.gaps(hit).all(|gap| gap == Gap::None)
        && before.is_some_and(|word| matches!(word.as_str(), "een" | "het" | "geen"))
}

/// `Mo, di en wo`: one of several days.
pub(super) fn is_a_day(stream: &Stream, hit: Hit) -> bool {
    let is_day = |word: &Option<String>| word.as_deref().is_some_and(is_weekday);
    let beyond = |word: &Option<String>, other: Option<String>| {
        is_day(word) || matches!(word.as_deref(), Some("en" | "of" | "t")) && is_day(&other)
    };
    let after = stream.word_at(hit.end);
    let second = after
        .as_ref()
        .and_then(|word| stream.word_at(hit.end + word.chars().count()));
    let before = stream.word_before(hit.start);
    let first = before
        .as_ref()
        .and_then(|(_, start)| stream.word_before(*start));
    beyond(&after, second) || beyond(&before.map(|(word, _)| word), first.map(|(word, _)| word))
}

/// After a title, an initial, or `gemeld door`; `van`, `de` and the like may stand between.
pub(super) fn called(stream: &Stream, mut at: usize) -> Option<Called> {
    for _ in 0..5 {
        let between = stream.between(at);
        if stream
            .letters
            .get(at)
            .is_none_or(|letter| letter.gap == Gap::Line)
            || between.contains([',', ';'])
        {
            return None;
        }
        let (word, start) = stream.word_before(at)?;
        let is_initial =
            at - start == 1 && stream.letters[start].upper && !between.starts_with(['\'', '’']);
        if reports(&word) || introduces(stream, &word, start) {
            return Some(Called::Reporter);
        }
        if is_initial {
            return Some(Called::Initial(stream.letters[start].plain));
        }
        if is_title(&word) {
            return Some(Called::Title);
        }
        if word == "door" {
            let told = stream.word_before(start).map(|(told, _)| told);
            let is_told = told.is_some_and(|told| TOLD.contains(&told.as_str()));
            return is_told.then_some(Called::Reporter);
        }
        if !is_prefix(&word) {
            return None;
        }
        at = start;
    }
    None
}

/// `ik ben`, `ik heet`, `mijn naam is`: who reported says who that is.
fn introduces(stream: &Stream, word: &str, start: usize) -> bool {
    let before = stream.word_before(start);
    let is = |other: &str| before.as_ref().is_some_and(|(word, _)| word == other);
    match word {
        "ben" | "heet" => is("ik"),
        "is" if is("naam") => {
            let first = before.as_ref().and_then(|(_, at)| stream.word_before(*at));
            first.is_some_and(|(word, _)| word == "mijn")
        }
        _ => false,
    }
}

fn is_shouted(stream: &Stream, hit: Hit) -> bool {
    stream.letters[hit.start..hit.end]
        .iter()
        .all(|letter| letter.upper || letter.plain.is_ascii_digit())
}

/// In a heading or a text in capitals a capital says nothing.
fn among_capitals(stream: &Stream, hit: Hit) -> bool {
    let before = stream.word_before(hit.start).map(|(_, start)| Hit {
        start,
        end: hit.start,
    });
    let after = stream.word_at(hit.end).map(|word| Hit {
        start: hit.end,
        end: hit.end + word.chars().count(),
    });
    let long = |other: &Hit| other.end - other.start >= 2;
    let beside: Vec<Hit> = before.into_iter().chain(after).filter(long).collect();
    hit.end - hit.start >= 2
        && is_shouted(stream, hit)
        && !beside.is_empty()
        && beside.iter().all(|other| is_shouted(stream, *other))
}

fn capital(stream: &Stream, hit: Hit) -> bool {
    if !stream.letters[hit.start].upper || among_capitals(stream, hit) {
        return false;
    }
    let end = hit.end + usize::from(!stream.starts(hit.end) && stream.is_genitive(hit));
    let (before, after) = (
        stream.word_before(hit.start).map(|(word, _)| word),
        stream.word_at(end),
    );
    let word: String = stream.plain(hit).into_iter().collect();
    let is_number = |word: &Option<String>| {
        word.as_ref()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_in_time = || before.as_deref().is_some_and(is_before_month);
    if is_month(&word) && (is_number(&before) || is_number(&after) || is_in_time()) {
        return false;
    }
    if is_another(stream, end) {
        return false;
    }
    let opening = stream.between(hit.start);
    let begins = before.is_none()
        || opening.contains(['.', '!', '?', ':', '\n', '\r', '"', '“', '„', '‘', '•', '*']);
    !begins || acts(stream.between(end), after.as_deref())
}

/// `Bakker Bart`: with a name behind it, it is somebody else, or a shop. Who is the reporter by both
/// words is found by the whole name.
fn is_another(stream: &Stream, end: usize) -> bool {
    let between = stream.between(end);
    let joined = !between.is_empty() && between.chars().all(|c| c == ' ');
    joined
        && stream.letters.get(end).is_some_and(|letter| {
            let shouted = stream.letters.get(end + 1).is_some_and(|next| next.upper);
            letter.upper && !shouted
        })
}

/// At the start of a sentence: who does something, has something, or signs.
fn acts(closing: &str, next: Option<&str>) -> bool {
    next.is_none_or(does)
        || closing.starts_with(['\'', '’'])
        || closing.contains(['\n', '\r']) && !closing.contains('.')
}
