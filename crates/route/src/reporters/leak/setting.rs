//! Does an ordinary word stand in the text as a name? `de bakker op de hoek` does not, `mevrouw
//! Bakker` and `bij Bakker gehoord` do.

use super::stream::{Gap, Hit, Stream};
use super::words::{TOLD, does, is_month, is_prefix, is_title};

/// By what stands before it, or by a capital that the sentence does not ask for.
pub(super) fn is_name(stream: &Stream, hit: Hit) -> bool {
    called(stream, hit.start) || capital(stream, hit)
}

/// After a title, an initial, or `gemeld door`; `van`, `de` and the like may stand between.
fn called(stream: &Stream, mut at: usize) -> bool {
    for _ in 0..5 {
        let between = stream.between(at);
        if stream
            .letters
            .get(at)
            .is_none_or(|letter| letter.gap == Gap::Line)
            || between.contains([',', ';'])
        {
            return false;
        }
        let Some((word, start)) = stream.word_before(at) else {
            return false;
        };
        let is_initial =
            at - start == 1 && stream.letters[start].upper && !between.starts_with(['\'', '’']);
        if is_initial || is_title(&word) {
            return true;
        }
        if word == "door" {
            return stream
                .word_before(start)
                .is_some_and(|(told, _)| TOLD.contains(&told.as_str()));
        }
        if !is_prefix(&word) {
            return false;
        }
        at = start;
    }
    false
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
    let word: String = stream.letters[hit.start..hit.end]
        .iter()
        .map(|letter| letter.plain)
        .collect();
    let is_number = |word: &Option<String>| {
        word.as_ref()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    if is_month(&word) && (is_number(&before) || is_number(&after)) {
        return false;
    }
    let opening = stream.between(hit.start);
    let begins = before.is_none()
        || opening.contains(['.', '!', '?', ':', '\n', '\r', '"', '“', '„', '‘', '•', '*']);
    !begins || acts(stream.between(end), after.as_deref())
}

/// At the start of a sentence: who does something, has something, or signs.
fn acts(closing: &str, next: Option<&str>) -> bool {
    next.is_none_or(does)
        || closing.starts_with(['\'', '’'])
        || closing.contains(['\n', '\r']) && !closing.contains('.')
}
