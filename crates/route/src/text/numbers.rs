//! The digits of a text as a person reads them: `06`, `O6`, `nul zes`, `vier nullen`, `dubbel nul`, `double oh`,
//! `vierenveertighonderd`.

use policy::counting::{self, UNITS as DUTCH};

use super::{Placed, Reading, digits_at, words_at};

/// From zero to nineteen.
const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// As they are said on the phone, and plurals that are made otherwise.
const OTHERWISE: [(&str, usize); 2] = [("oh", 0), ("zeuven", 7)];
const PLURALS: [(&str, usize); 3] = [("enen", 1), ("vijven", 5), ("ohs", 0)];
/// What makes the name of a digit a plural: `nullen`, `zessen`, `sixes`.
const SEVERAL: [&str; 8] = ["s", "es", "en", "len", "sen", "tjes", "etjes", "letjes"];
const TENS: [[&str; 8]; 2] = [
    counting::TENS,
    [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ],
];
const POWERS: [(&str, usize); 4] = [
    ("duizend", 1000),
    ("thousand", 1000),
    ("honderd", 100),
    ("hundred", 100),
];

/// A digit, and where it stands in bytes, from and to; a blank parts numbers.
pub(crate) type Digit = Placed;

/// A stretch of letters, or of digits.
struct Token {
    text: String,
    /// What it says alone.
    number: Option<Number>,
    whole: (usize, usize),
}

#[derive(Clone)]
struct Number {
    digits: String,
    places: Vec<(usize, usize)>,
    /// So many zeros at its end may be filled by what is said next: `vierhonderd` `zeventien`.
    open: usize,
    /// It has no digit and no word for one, only letters that look like them.
    only_shaped: bool,
}

/// Names of numbers below twenty, the longer ones first.
fn names() -> impl Iterator<Item = (&'static str, usize)> {
    let all = DUTCH.iter().enumerate().chain(ENGLISH.iter().enumerate());
    let all = all.map(|(number, name)| (*name, number)).rev();
    all.chain(OTHERWISE)
}

fn below_hundred(word: &str) -> Option<usize> {
    let named = |word: &str| names().find(|(name, _)| *name == word);
    if let Some((_, number)) = named(word) {
        return Some(number);
    }
    if !(word.contains("tig") || word.contains("ty")) {
        return None;
    }
    let unit = |word: &str| named(word).map(|(_, unit)| unit).filter(|unit| *unit < 10);
    TENS.iter()
        .flat_map(|names| names.iter().zip(2..))
        .find_map(|(name, tens)| {
            let (before, after) = word.split_once(name)?;
            let units = match (before, after) {
                ("", "") => 0,
                ("", after) => unit(after)?,
                (before, "") => unit(before.strip_suffix("en")?)?,
                _ => return None,
            };
            Some(tens * 10 + units)
        })
}

/// `vierendertig`, `vierduizendvierhonderdzeventien`
fn cardinal(word: &str) -> Option<usize> {
    for (name, power) in POWERS {
        let Some((many, rest)) = word.split_once(name) else {
            continue;
        };
        let many = if many.is_empty() { 1 } else { cardinal(many)? };
        let rest = match rest {
            "" => 0,
            rest => cardinal(rest).or_else(|| cardinal(rest.strip_prefix("en")?))?,
        };
        return (many < 1000 && rest < power).then_some(many * power + rest);
    }
    below_hundred(word)
}

/// `nulzes`
fn glued(word: &str) -> Option<String> {
    names().find_map(|(name, number)| match word.strip_prefix(name)? {
        "" => Some(number.to_string()),
        rest => Some(format!("{number}{}", glued(rest)?)),
    })
}

/// Longer words are no number.
const LONGEST: usize = 100;

fn said(word: &str) -> Option<String> {
    if word.len() > LONGEST {
        return None;
    }
    let number = cardinal(word).map(|number| number.to_string());
    number.or_else(|| glued(word))
}

/// Letters that look like digits: `O6 OOOO`, `1l22`.
fn shaped(word: &str) -> Option<String> {
    let digit = |c: char| match c {
        'o' => Some('0'),
        'l' | 'i' => Some('1'),
        c if c.is_ascii_digit() => Some(c),
        _ => None,
    };
    word.chars().map(digit).collect()
}

/// The digit that there are several of: `nullen`.
fn plural(word: &str) -> Option<String> {
    let special = PLURALS.into_iter().find(|(name, _)| *name == word);
    let regular = || {
        names()
            .filter(|(_, number)| *number < 10)
            .find(|(name, _)| {
                let ending = word.strip_prefix(name);
                ending.is_some_and(|ending| SEVERAL.contains(&ending))
            })
    };
    let (_, digit) = special.or_else(regular)?;
    Some(digit.to_string())
}

impl Token {
    fn all(text: &str) -> Vec<Self> {
        let words = words_at(text, Reading::Sounds);
        let is_digit = |placed: &Placed| placed.0.is_ascii_digit();
        let parts = words.iter().flat_map(|word| {
            let parts = word.chunk_by(move |one, next| is_digit(one) == is_digit(next));
            parts.map(Self::of)
        });
        parts.collect()
    }

    fn of(letters: &[Placed]) -> Self {
        let text: String = letters.iter().map(|(letter, ..)| *letter).collect();
        let from = letters.first().map_or(0, |(_, from, _)| *from);
        let whole = (from, letters.last().map_or(from, |(.., to)| *to));
        let english = TENS[1].contains(&text.as_str());
        let said = said(&text).map(|digits| Number::said(&digits, whole, english));
        let shaped = || {
            let places = letters.iter().map(|(_, from, to)| (*from, *to)).collect();
            Some(Number {
                digits: shaped(&text)?,
                places,
                open: 0,
                only_shaped: !text.starts_with(|c: char| c.is_ascii_digit()),
            })
        };
        Self {
            number: said.or_else(shaped),
            whole,
            text,
        }
    }

    /// The one digit that it says.
    fn digit(&self) -> Option<&str> {
        let digits = self.number.as_ref().map(|number| number.digits.as_str());
        digits.filter(|digits| digits.len() == 1)
    }

    /// A number of times.
    fn times(&self) -> Option<usize> {
        let times = self.digit()?.parse().ok()?;
        (2..10).contains(&times).then_some(times)
    }
}

impl Number {
    /// What is said in these bytes. Of hundreds, and of English tens, the zeros may be filled.
    fn said(digits: &str, whole: (usize, usize), english: bool) -> Self {
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let is_open = digits.len() > 2 || english;
        Self {
            open: if is_open { zeros } else { 0 },
            places: vec![whole; digits.len()],
            digits: digits.to_owned(),
            only_shaped: false,
        }
    }

    /// `vierhonderd` with `zeventien`; gives back what does not fit.
    fn fill(&mut self, next: Self) -> Option<Self> {
        let size = next.digits.len();
        if self.open < size || next.digits.starts_with('0') {
            return Some(next);
        }
        let kept = self.digits.len() - size;
        self.digits.truncate(kept);
        self.places.truncate(kept);
        self.digits += &next.digits;
        self.places.extend(next.places);
        self.open = next.open;
        None
    }
}

/// Where these stand, from the first to the last.
fn whole(tokens: &[Token]) -> (usize, usize) {
    let first = tokens.first().map_or(0, |token| token.whole.0);
    (first, tokens.last().map_or(first, |token| token.whole.1))
}

/// `dubbel nul`, `vier nullen`, `vier keer nul`, and of how many words.
fn several(rest: &[Token]) -> Option<(Number, usize)> {
    let word = |at: usize| rest.get(at).map(|token| token.text.as_str());
    let doubled = match word(0)? {
        "dubbel" | "dubbele" | "double" => 2,
        "driedubbel" | "driedubbele" | "triple" | "treble" => 3,
        _ => 0,
    };
    let (digit, times, taken): (String, _, _) = if doubled > 0 {
        (rest.get(1)?.digit()?.into(), doubled, 2)
    } else if let Some(digit) = plural(word(1)?) {
        (digit, rest[0].times()?, 2)
    } else if matches!(word(1)?, "keer" | "maal" | "x" | "times") {
        (rest.get(2)?.digit()?.into(), rest[0].times()?, 3)
    } else {
        return None;
    };
    let number = Number::said(&digit.repeat(times), whole(&rest[..taken]), false);
    Some((Number { open: 0, ..number }, taken))
}

/// `vier en dertig`, `vier honderd`, and of how many words.
fn together(rest: &[Token]) -> Option<(Number, usize)> {
    let value = |token: &Token| token.number.as_ref()?.digits.parse::<usize>().ok();
    let power = |token: &Token| POWERS.iter().find(|(name, _)| *name == token.text);
    let (number, taken) = match rest {
        [unit, and, tens, ..] if and.text == "en" => {
            let (unit, tens) = (value(unit)?, value(tens)?);
            let fits = (1..10).contains(&unit) && (20..100).contains(&tens) && tens % 10 == 0;
            (fits.then_some(tens + unit)?, 3)
        }
        [many, next, ..] => {
            let (_, power) = power(next)?;
            (value(many).filter(|many| *many < 100)? * power, 2)
        }
        _ => return None,
    };
    let number = number.to_string();
    Some((Number::said(&number, whole(&rest[..taken]), false), taken))
}

/// The numbers of a text; a word that is none parts them. In one way: what is said one after the other is taken
/// together (`vierhonderd zeventien` is 417, `vier en dertig` is 34), or it is not.
fn numbers(tokens: &[Token], adds_up: bool) -> Vec<Option<Number>> {
    let (mut found, mut at): (Vec<Option<Number>>, _) = (Vec::new(), 0);
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let joined = || adds_up.then(|| together(rest)).flatten();
        let single = || rest[0].number.clone().map(|number| (number, 1));
        let next = several(rest).or_else(joined).or_else(single);
        at += next.as_ref().map_or(1, |(_, taken)| *taken);
        let is_and = matches!(rest[0].text.as_str(), "en" | "and");
        let added = match (next, found.last_mut()) {
            (Some((number, _)), Some(Some(last))) if adds_up => last.fill(number).map(Some),
            (Some((number, _)), _) => Some(Some(number)),
            (None, _) => (!is_and).then_some(None),
        };
        found.extend(added);
    }
    found
}

/// Letters alone are no number: somewhere beside them stands one.
fn read(tokens: &[Token], adds_up: bool) -> Vec<Digit> {
    let numbers = numbers(tokens, adds_up);
    let mut found = Vec::new();
    for row in numbers.split(Option::is_none) {
        found.push((' ', 0, 0));
        let row = row.iter().flatten();
        if row.clone().all(|number| number.only_shaped) {
            continue;
        }
        let digits = row.flat_map(|number| number.digits.chars().zip(&number.places));
        found.extend(digits.map(|(digit, (from, to))| (digit, *from, *to)));
    }
    found
}

/// The digits of a text, as they are written and in the two ways in which numbers in words are read.
pub(crate) struct Readings {
    /// Whatever stands between them.
    pub written: Vec<Digit>,
    pub said: [Vec<Digit>; 2],
}

impl Readings {
    pub(crate) fn of(text: &str) -> Self {
        let tokens = Token::all(text);
        Self {
            written: digits_at(text),
            said: [false, true].map(|adds_up| read(&tokens, adds_up)),
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &[Digit]> {
        let said = self.said.iter().map(Vec::as_slice);
        std::iter::once(self.written.as_slice()).chain(said)
    }
}

/// The digits of a text as a person reads them, also in words and in letters that look like digits.
pub(crate) fn digits_as_read(text: &str) -> String {
    let digits = read(&Token::all(text), true)
        .into_iter()
        .map(|(digit, ..)| digit);
    digits.filter(|digit| *digit != ' ').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_a_person_reads_them() {
        for (text, digits) in [
            ("nul zes twaalf vierendertig", "061234"),
            ("nulzes-twaalf", "0612"),
            ("o6 1l22I", "0611221"),
            ("O6 OOOO 6587", "0600006587"),
            ("Ｏ６ ٢ ③", "0623"),
            ("nul zes, vijf\u{ad}envijftig", "0655"),
            ("nul zes vier nullen zes vijf", "06000065"),
            ("dubbel nul, driedubbel zes", "00666"),
            ("4x0 en twee zessen", "000066"),
            ("oh six double zero five", "06005"),
            ("forty-four seventeen", "4417"),
            ("drieëntwintig, één, zeuven", "2317"),
            ("vierenveertighonderdzeventien", "4417"),
            ("Zij is negentien en bang", "19"),
            ("Ooi, olie en I. Lol", ""),
            ("Dubbel en dwars, enkele keren", ""),
            (&"een".repeat(100_000), ""),
        ] {
            assert_eq!(digits_as_read(text), digits, "{text}");
        }
    }

    #[test]
    fn numbers_in_several_words_are_one_where_they_add_up() {
        for text in [
            "forty-four seventeen",
            "vierduizend vierhonderd zeventien",
            "vier duizend vierhonderdzeventien",
            "vierenveertig honderd zeventien",
            "vier en veertig zeventien",
            "four thousand four hundred and seventeen",
        ] {
            let said = Readings::of(text).said;
            let digits = said[1].iter().map(|(digit, ..)| digit).collect::<String>();
            assert_eq!(digits.trim(), "4417", "{text}");
        }
    }
}
