//! Text as it is compared, not as it is shown: plain lower-case letters and digits, whatever
//! script, accents, width or invisible characters it was written with.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

pub(crate) mod numbers;

/// How a letter of another script is taken. A Cyrillic `Р` looks like a P and sounds like an R: a
/// name may be hidden by the one and written by the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// As the Latin letter that it cannot be told from (Unicode's table of confusables).
    Looks,
    /// As it is transliterated.
    Sounds,
}

impl Reading {
    pub(crate) const BOTH: [Self; 2] = [Self::Looks, Self::Sounds];
}

/// What is left of one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plain {
    Letter(char),
    /// A ligature, or a letter that is transliterated with several.
    Letters(String),
    /// A mark or something that nobody sees: it does not part a word.
    Nothing,
    /// A space or a sign.
    Sign,
}

/// Ignored on screen and in print: soft hyphens, joiners, fillers, direction, control characters.
fn is_invisible(c: char) -> bool {
    let mut buffer = [0; 4];
    c.is_control() && !c.is_whitespace()
        || ('\u{fff9}'..='\u{fffb}').contains(&c)
        || skeleton(c.encode_utf8(&mut buffer)).next().is_none()
}

/// One character without case, accent, width and script.
pub(crate) fn plain(c: char, reading: Reading) -> Plain {
    if c.is_ascii_alphanumeric() {
        return Plain::Letter(c.to_ascii_lowercase());
    }
    if c.is_whitespace() || c.is_ascii() && !c.is_control() {
        return Plain::Sign;
    }
    let (mut letters, mut invisible) = (String::new(), true);
    for part in std::iter::once(c).nfkd() {
        if is_combining_mark(part) || is_invisible(part) {
            continue;
        }
        // A Russian soft sign is not heard.
        if reading == Reading::Sounds && matches!(part, 'ь' | 'ъ' | 'Ь' | 'Ъ') {
            continue;
        }
        invisible = false;
        let before = letters.len();
        for letter in latin(part, reading)
            .chars()
            .filter(char::is_ascii_alphanumeric)
        {
            letters.push(letter.to_ascii_lowercase());
        }
        if letters.len() == before && part.is_alphanumeric() {
            letters.extend(part.to_lowercase());
        }
    }
    let mut all = letters.chars();
    match (all.next(), all.next()) {
        (None, _) if invisible => Plain::Nothing,
        (None, _) => Plain::Sign,
        (Some(one), None) => Plain::Letter(one),
        _ => Plain::Letters(letters),
    }
}

fn latin(c: char, reading: Reading) -> String {
    let flag = ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
    if c.is_ascii() || !(c.is_alphanumeric() || flag) {
        return if c.is_ascii() {
            c.to_string()
        } else {
            String::new()
        };
    }
    let sound = any_ascii::any_ascii_char(c);
    if reading == Reading::Sounds || c.is_numeric() {
        return sound.to_owned();
    }
    let mut buffer = [0; 4];
    let shape: String = skeleton(c.encode_utf8(&mut buffer)).collect();
    match shape.as_str() {
        // In the table capital I is an l, and m is rn.
        "l" if sound.eq_ignore_ascii_case("i") => sound.to_owned(),
        "rn" => "m".to_owned(),
        _ => any_ascii::any_ascii(&shape),
    }
}

/// Müller is also written Mueller: does this character lengthen a vowel so?
pub(crate) fn is_umlaut(c: char, vowel: Option<char>, reading: Reading) -> bool {
    reading == Reading::Sounds
        && !c.is_ascii()
        && vowel.is_some_and(|vowel| matches!(vowel, 'a' | 'o' | 'u'))
        && std::iter::once(c).nfd().any(|part| part == '\u{308}')
}

/// A plain letter, and where it stands in bytes, from and to.
pub(crate) type Placed = (char, usize, usize);

/// The words of a text, plain, with where each letter stands.
pub(crate) fn words_at(text: &str, reading: Reading) -> Vec<Vec<Placed>> {
    let mut words: Vec<Vec<Placed>> = vec![Vec::new()];
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        let plain = plain(c, reading);
        if plain == Plain::Sign {
            words.push(Vec::new());
        }
        let Some(word) = words.last_mut() else { break };
        match plain {
            Plain::Letter(letter) => word.push((letter, from, to)),
            Plain::Letters(letters) => word.extend(letters.chars().map(|one| (one, from, to))),
            Plain::Nothing | Plain::Sign => {}
        }
        let last = word.last().map(|(letter, ..)| *letter);
        if is_umlaut(c, last, reading) {
            word.push(('e', from, to));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words of a text, plain.
pub(crate) fn words(text: &str, reading: Reading) -> Vec<String> {
    let letters = |word: Vec<Placed>| word.into_iter().map(|(letter, ..)| letter).collect();
    words_at(text, reading).into_iter().map(letters).collect()
}

/// Does a whole name stand in a text, however both are written? One of a single word says nothing.
pub(crate) fn is_named_in(text: &str, name: &str) -> bool {
    let [text, name] = [text, name].map(|text| words(text, Reading::Looks));
    name.len() > 1 && text.windows(name.len()).any(|part| part == name)
}

/// The digits of a text with where each one stands, in bytes from and to.
pub(crate) fn digits_at(text: &str) -> Vec<Placed> {
    let digit = |(at, c): (usize, char)| match plain(c, Reading::Sounds) {
        Plain::Letter(digit) if digit.is_ascii_digit() => Some((digit, at, at + c.len_utf8())),
        _ => None,
    };
    text.char_indices().filter_map(digit).collect()
}

/// The digits of a text.
pub(crate) fn digits(text: &str) -> String {
    digits_at(text)
        .into_iter()
        .map(|(digit, ..)| digit)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_in_any_dress() {
        for text in [
            "Çelik",
            "C\u{327}elik",
            "ＣＥＬＩＫ",
            "𝒞elik",
            "Ce\u{ad}l\u{200b}ik",
            "Ⓒelik",
            "Сеlіk",
        ] {
            assert_eq!(words(text, Reading::Looks), vec!["celik"], "{text}");
        }
        assert_eq!(words("Иванов", Reading::Sounds), vec!["ivanov"]);
        assert_eq!(
            words("ĳsselmeer – ﬁets", Reading::Looks),
            vec!["ijsselmeer", "fiets"]
        );
    }

    #[test]
    fn signs_part_words_and_marks_do_not() {
        assert_eq!(
            words("jan\u{301}de_boer\u{2060}s", Reading::Looks),
            vec!["jande", "boers"]
        );
        assert_eq!(words("  ", Reading::Looks), Vec::<String>::new());
    }

    #[test]
    fn digits_of_any_script_and_width() {
        assert_eq!(digits("０6-①٢ 3"), "06123");
    }
}
