//! Telephone numbers that stand among words, or are written so that a program would not see one.

use std::iter;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::counting::{TENS, UNITS};
use crate::named::is_invisible;
use crate::phone::dialled;

/// The first number in a text that somebody could dial, however its digits are parted or written: in
/// another script, in words, with letters that look like digits, with letters between them.
///
/// Times are no number (`09.00-17.00`), and neither is one of three digits: 112 is everybody's.
///
/// ```
/// use policy::phone;
/// assert_eq!(phone::within("nieuw: 06 12 34 56 78").as_deref(), Some("0612345678"));
/// assert_eq!(phone::within("bel nul zes 12 34 56 78").as_deref(), Some("0612345678"));
/// assert_eq!(phone::within("ma-vr 09.00-17.00, spoed: bel 112"), None);
/// ```
#[must_use]
pub fn within(text: &str) -> Option<String> {
    let plain = plain(text);
    let readings = [(false, false), (true, false), (false, true), (true, true)];
    readings.into_iter().find_map(|(look_alikes, spoken)| {
        let text = if look_alikes {
            with_look_alikes(&plain)
        } else {
            plain.clone()
        };
        in_groups(&groups(&text, spoken))
    })
}

/// Where the digits of a script begin, each followed by the other nine.
const ZEROS: [u32; 62] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
    0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1e140,
    0x1e2f0, 0x1e950, 0x1fbf0, // Circled, white on black; from one.
    0x2775, 0x277f, 0x2789,
];

/// Lower-case letters without accents, and digits of any script as the ones that a phone has.
fn plain(text: &str) -> String {
    let digit = |sign: char| {
        let from = |zero: &u32| u32::from(sign).checked_sub(*zero).filter(|it| *it < 10);
        let found = ZEROS.iter().find_map(from);
        found.and_then(|digit| char::from_digit(digit, 10))
    };
    text.nfkd()
        .filter(|sign| !is_combining_mark(*sign))
        .filter(|sign| sign.is_whitespace() || !is_invisible(*sign))
        .flat_map(|sign| digit(sign).map_or_else(|| sign.to_lowercase().collect(), |it| vec![it]))
        .collect()
}

fn look_alike(sign: char) -> Option<char> {
    match sign {
        'o' | 'о' | 'ο' => Some('0'),
        'l' | 'i' | '|' | 'ı' => Some('1'),
        _ => None,
    }
}

/// Letters that look like digits are digits where they touch one, or where a word of nothing else stands
/// beside one: `O6 l2`.
fn with_look_alikes(text: &str) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    let touch = |signs: &mut Vec<char>, at: usize, beside: Option<usize>| {
        let beside = beside.and_then(|beside| signs.get(beside));
        if beside.is_some_and(char::is_ascii_digit)
            && let Some(digit) = look_alike(signs[at])
        {
            signs[at] = digit;
        }
    };
    for at in 0..signs.len() {
        touch(&mut signs, at, at.checked_sub(1));
    }
    for at in (0..signs.len()).rev() {
        touch(&mut signs, at, Some(at + 1));
    }
    let text: String = signs.into_iter().collect();
    let words: Vec<&str> = text
        .split_inclusive(|sign: char| !sign.is_alphanumeric())
        .collect();
    let has_digit = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| word.contains(|sign: char| sign.is_ascii_digit()))
    };
    let read = words.iter().enumerate().map(|(at, word)| {
        let letters = word.trim_end_matches(|sign: char| !sign.is_alphanumeric());
        let digits: Option<String> = letters.chars().map(look_alike).collect();
        match digits.filter(|_| has_digit(at.checked_sub(1)) || has_digit(Some(at + 1))) {
            Some(digits) => format!("{digits}{}", &word[letters.len()..]),
            None => (*word).to_owned(),
        }
    });
    read.collect()
}

const ENGLISH: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

/// A number below a hundred, in words.
fn spoken(word: &str) -> Option<String> {
    let is = |all: &[&str], word: &str| all.iter().position(|one| *one == word);
    if let Some(unit) = is(&UNITS, word).or_else(|| is(&ENGLISH, word)) {
        return Some(unit.to_string());
    }
    TENS.iter().zip(2..).find_map(|(ten, number)| {
        let unit = match word.strip_suffix(ten)? {
            "" => 0,
            rest => is(&UNITS[1..10], rest.strip_suffix("en")?)? + 1,
        };
        Some(format!("{number}{unit}"))
    })
}

/// Digits that stand together.
struct Group {
    /// With the plus before it.
    digits: String,
    /// So many letters stand between this and the one before.
    letters: usize,
    /// It is of hours or a date.
    is_ordinary: bool,
}

/// A stretch of letters, or of what stands between them.
fn runs(text: &str) -> Vec<(bool, String)> {
    let mut runs: Vec<(bool, String)> = Vec::new();
    for sign in text.chars() {
        let is_word = sign.is_alphabetic();
        match runs.last_mut().filter(|(word, _)| *word == is_word) {
            Some((_, run)) => run.push(sign),
            None => runs.push((is_word, sign.to_string())),
        }
    }
    runs
}

fn groups(text: &str, in_words: bool) -> Vec<Group> {
    let (mut found, mut letters) = (Vec::<Group>::new(), 0);
    for (is_word, run) in runs(text) {
        let said = Some(&run).filter(|_| in_words && is_word);
        if let Some(digits) = said.and_then(|word| spoken(word)) {
            let is_ordinary = false;
            found.push(Group {
                digits,
                letters,
                is_ordinary,
            });
            letters = 0;
        } else if is_word {
            letters += run.chars().count();
        } else if !is_times(&run) {
            let is_ordinary = is_hours_or_dates(&run);
            let mut plus = "";
            let parts = run.split_inclusive(|sign: char| !sign.is_ascii_digit());
            for part in parts {
                let digits = part.trim_end_matches(|sign: char| !sign.is_ascii_digit());
                if !digits.is_empty() {
                    found.push(Group {
                        digits: format!("{plus}{digits}"),
                        letters: std::mem::take(&mut letters),
                        is_ordinary,
                    });
                    plus = "";
                }
                if part.ends_with('+') {
                    plus = "+";
                }
            }
        }
    }
    found
}

/// So many letters at most stand between two digits of one number.
const APART: usize = 16;

/// A number in groups that follow each other.
fn in_groups(groups: &[Group]) -> Option<String> {
    const SHORTEST: usize = 5;
    const LONGEST: usize = 18;
    /// The shortest that is a number with letters in it: `14` and `0348` are hours, too.
    const SHORTEST_APART: usize = 8;
    (0..groups.len()).find_map(|from| {
        let mut number = groups[from].digits.clone();
        let (mut apart, mut is_ordinary) = (false, groups[from].is_ordinary);
        let rest = groups[from + 1..].iter().map(Some);
        iter::once(None).chain(rest).find_map(|group| {
            if let Some(group) = group {
                // Too far, from here on.
                number.push_str(if group.letters > APART { "x" } else { "" });
                number.push_str(group.digits.trim_start_matches('+'));
                apart |= group.letters > 0;
                is_ordinary &= group.is_ordinary;
            }
            let shortest = if apart { SHORTEST_APART } else { SHORTEST };
            let fits = (shortest..=LONGEST).contains(&number.len()) && !is_ordinary;
            fits.then(|| dialled(&number)).flatten()
        })
    })
}

/// Nothing but times of the day, at quarters of an hour, each later than the one before; or until the
/// next morning: `17.00-09.00`.
fn is_times(run: &str) -> bool {
    const NOON: u16 = 12 * 60;
    let sign = |sign: char| !sign.is_ascii_digit() && !matches!(sign, '.' | ':');
    let (mut last, mut until) = (None, false);
    run.split_inclusive(sign).all(|part| {
        let token = part.trim_end_matches(sign).trim_matches(['.', ':']);
        let fits = token.is_empty()
            || time(token).is_some_and(|time| {
                let before = last.replace(time);
                let is_night = |last| until && last >= NOON && time <= NOON;
                before.is_none_or(|last| time > last || is_night(last))
            });
        until = part.ends_with(['-', '–']) || until && token.is_empty();
        fits
    })
}

/// In minutes.
fn time(token: &str) -> Option<u16> {
    let (hour, minute) = token.split_once(['.', ':'])?;
    let hour = hour
        .parse::<u16>()
        .ok()
        .filter(|it| *it <= 24 && hour.len() <= 2)?;
    let is_quarter = ["00", "15", "30", "45"].contains(&minute);
    is_quarter.then(|| Some(hour * 60 + minute.parse::<u16>().ok()?))?
}

/// Nothing but hours from and to (`9-17`) and dates (`1-1-2027`).
fn is_hours_or_dates(run: &str) -> bool {
    let run = run.replace('–', "-").replace(" - ", "-");
    let parts = run.split(|sign: char| !sign.is_ascii_digit() && sign != '-');
    let mut parts = parts
        .map(|part| part.trim_matches('-'))
        .filter(|part| !part.is_empty());
    parts.all(|part| {
        let is_short = part.split('-').take(2).all(|number| number.len() <= 2);
        let numbers: Vec<u32> = part.split('-').filter_map(|it| it.parse().ok()).collect();
        is_short
            && match numbers[..] {
                [from, to] => from < to && to <= 24,
                [day, month, year] => day <= 31 && month <= 12 && (2000..2100).contains(&year),
                _ => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_any_spelling() {
        for bad in [
            "RIEC O6-12345678",
            "RIEC 06-l2345678",
            "O6 OOOO 6587",
            "bel 𝟢𝟨𝟣𝟤𝟥𝟦𝟧𝟨𝟩𝟪",
            "bel nul zes 12 34 56 78",
            "Nul Zes twaalf vierendertig zesenvijftig achtenzeventig",
            "zero six one two three four five six seven eight",
            "06 12 een 34 56 78",
            "06a12b34c56d78",
            "06 en dan 12 34 56 78",
            "٠٦١٢٣٤٥٦٧٨",
            "06①②③④⑤⑥⑦⑧",
            "06❶❷❸❹❺❻❼❽",
            "ma 06.15 1.30 1.30",
            "06+12345678",
            "06-12 dan 345678",
            "06-12-2034 56",
        ] {
            assert!(within(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn hours_dates_and_names_hold_no_number() {
        for good in [
            "ma 08-12 uur, di 08-12 uur, wo 08-12 uur",
            "za 10-14 uur, zo 09-13 uur",
            "spoed: 17.00-09.00",
            "09.00-12.00 13.00-17.00 22.00 - 06.00",
            "gesloten van 01-01-2027 tot 05-01-2027",
            "een team van twee, elk van 9-17 uur",
            "Veilig Thuis 0-18 jaar",
            "1e lijn, 2e etage, kamer 14 o.l.v. team 3",
            "ma–do 08.30–17.00, vr 08.30–12.30 uur",
            "07.30-21.30 en za/zo 08.00-17.00",
        ] {
            assert_eq!(within(good), None, "{good}");
        }
    }
}
