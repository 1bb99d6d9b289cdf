//! Times of day, and days seen from when it was reported.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;
use platform::clock::MONTHS;

use super::reading::{Word, joined, without, words, written};
use super::{Telling, Vaguer, Week};

/// An hour and minutes: `10.15`, `10:15`, `10u15`, `10.15u`.
fn is_clock(text: &str) -> bool {
    let bare = text.trim_end_matches("uur").trim_end_matches('u');
    let Some((hour, minute)) = bare.split_once(['.', ':', 'u', 'h']) else {
        return false;
    };
    let within = |text: &str, most: u8| {
        text.chars().all(|c| c.is_ascii_digit())
            && text.parse().is_ok_and(|number: u8| number < most)
    };
    (1..=2).contains(&hour.len()) && minute.len() == 2 && within(hour, 24) && within(minute, 60)
}

/// `14.30-15.00`
fn is_stretch(text: &str) -> bool {
    text.split_once('-')
        .is_some_and(|(from, to)| is_clock(from) && is_clock(to))
}

/// `1015`, where `uur` stands behind it.
fn is_military(text: &str) -> bool {
    let number = |range: Range<usize>| text.get(range).and_then(|part| part.parse::<u8>().ok());
    text.len() == 4
        && text.chars().all(|c| c.is_ascii_digit())
        && number(0..2).is_some_and(|hour| hour < 24)
        && number(2..4).is_some_and(|minute| minute < 60)
}

fn is_hour(word: Option<&Word>) -> bool {
    word.is_some_and(|word| {
        let number = word.plain.parse();
        word.is("hours") || number.is_ok_and(|hour: u8| (1..=24).contains(&hour))
    })
}

fn is_word(word: Option<&Word>, list: &[&str]) -> bool {
    word.is_some_and(|word| list.contains(&word.plain.as_str()))
}

/// How many words from here on are a time of day. `bare`: also `10.15` without `uur`, where nothing
/// but a time is expected.
fn clock(words: &[Word], at: usize, bare: bool) -> usize {
    let hour_said = |at: usize| usize::from(is_word(words.get(at), &["uur", "u"]));
    let text = words[at].plain.as_str();
    if is_stretch(text) {
        return 1 + hour_said(at + 1);
    }
    if is_clock(text) {
        let said = hour_said(at + 1);
        let told = said > 0 || text.ends_with("uur") || text.contains(['u', 'h', ':']);
        return if bare || told { 1 + said } else { 0 };
    }
    if (is_hour(words.get(at)) || is_military(text)) && hour_said(at + 1) > 0 {
        return 2;
    }
    // half elf
    if text == "half" && is_hour(words.get(at + 1)) {
        return 2 + hour_said(at + 2);
    }
    // kwart over tien, vijf voor half elf
    let counted = text == "kwart" || is_hour(words.get(at));
    if counted && is_word(words.get(at + 1), &["over", "voor"]) {
        let half = usize::from(is_word(words.get(at + 2), &["half"]));
        if is_hour(words.get(at + 2 + half)) {
            return 3 + half + hour_said(at + 3 + half);
        }
    }
    0
}

/// Where times of day stand, by words.
pub(super) fn clocks(words: &[Word], bare: bool) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let length = clock(words, at, bare);
        if length > 0 {
            found.push(at..at + length);
        }
        at += length.max(1);
    }
    found
}

/// How many days before it was reported.
fn days_before(word: &Word) -> Option<i64> {
    let days = ["relative-0", "relative-1", "relative-2"];
    let at = days.iter().position(|list| word.is(list))?;
    i64::try_from(at).ok()
}

/// `24 november`, `24-11-2026`, `dinsdag`: the day itself is said.
fn names_a_day(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let parts: Vec<&str> = word.plain.split(['-', '/']).collect();
        let digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let written = MONTHS.contains(&word.plain.as_str()) && before.is_some_and(Word::is_number);
        written || word.is("weekday") || parts.len() >= 2 && parts.iter().all(digits)
    })
}

/// Does it happen more often?
fn repeats(words: &[Word]) -> bool {
    words.iter().any(|word| word.is("repeating"))
}

/// Which words go: these times, days seen from then, and what leads to either.
fn going(words: &[Word], times: &[Range<usize>]) -> Vec<bool> {
    let in_time = |at: usize| times.iter().any(|time| time.contains(&at));
    let mut goes: Vec<bool> = (0..words.len())
        .map(|at| in_time(at) || days_before(&words[at]).is_some())
        .collect();
    for at in (0..words.len().saturating_sub(1)).rev() {
        goes[at] |= goes[at + 1] && words[at].is("leading");
    }
    goes
}

/// A time that a roster knows: vaguer is the day where one is named, and the week of a day that is seen from
/// when it was reported. What happens more often is left as it is.
pub(super) fn time(text: &str, received: Date, today: Date) -> Option<Telling> {
    let all = words(text);
    if repeats(&all) {
        return None;
    }
    let times = clocks(&all, true);
    let told = times.iter().map(|time| written(text, &all[time.clone()]));
    let relative: Vec<&Word> = all
        .iter()
        .filter(|word| days_before(word).is_some())
        .collect();
    let seen = relative
        .iter()
        .map(|word| written(text, std::slice::from_ref(*word)));
    let told: Vec<String> = told.chain(seen).map(str::to_owned).collect();
    if told.is_empty() {
        return None;
    }
    let (before, after) = without(text, &all, &going(&all, &times));
    let rest = joined(&before, &after);
    let again = words(&rest);
    let is_good =
        clocks(&again, true).is_empty() && !again.iter().any(|word| days_before(word).is_some());
    let days = relative.first().and_then(|word| days_before(word));
    let vaguer = match days {
        _ if !is_good => None,
        Some(_) if names_a_day(&again) => Some(Vaguer::Words(rest)),
        Some(days) => {
            let day = received.checked_sub(days.days()).unwrap_or(received);
            let week = week_of(day, today);
            Some(Vaguer::Week {
                before,
                week,
                after,
            })
        }
        // `om 22.00 uur` alone says no day, and no other words are true.
        None => (!rest.is_empty()).then_some(Vaguer::Words(rest)),
    };
    Some(Telling {
        words: told,
        vaguer,
    })
}

fn week_of(day: Date, today: Date) -> Week {
    let monday = |day: Date| {
        let since = i64::from(day.weekday().to_monday_zero_offset());
        day.checked_sub(since.days()).unwrap_or(day)
    };
    let (then, now) = (monday(day), monday(today));
    if then == now {
        Week::This
    } else if then.checked_add(7.days()).is_ok_and(|next| next == now) {
        Week::Last
    } else {
        Week::Of(then)
    }
}
