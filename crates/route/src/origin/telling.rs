//! What tells that a text holds something of what stands under another law: words in a row, a name, a number, a plate.

use crate::text::{Plain, Reading, plain};

/// So many words in a row are no coincidence.
pub(super) const RUN: usize = 5;

/// So many digits are a number of somebody: a telephone, an account. Of a plate: so many letters and digits.
const DIGITS: usize = 6;

/// So many digits of a telephone number are its own, whatever stands before them.
const OWN: usize = 9;

/// A surname of so many letters tells alone.
const SURNAME: usize = 5;

/// Longer is no name.
const NAME: usize = 6;

/// In so many pieces a plate is written at most.
const PIECES: usize = 4;

/// A text as it is compared.
pub(super) struct Said {
    words: Vec<String>,
    numbers: Vec<String>,
}

impl Said {
    pub fn of(text: &str) -> Self {
        Self {
            words: words(text),
            numbers: numbers(text),
        }
    }

    fn has_number(&self, piece: &str) -> bool {
        self.numbers.iter().any(|number| number.contains(piece))
    }
}

/// Something that tells.
pub(super) enum Telling {
    /// Words in a row.
    Words(Vec<String>),
    Number(String),
    /// Letters and digits, whatever parts them.
    Plate(String),
}

impl Telling {
    /// Of a part, and of who and what is named there alone.
    pub fn of(text: &str, only: &[String]) -> Vec<Self> {
        let mut all: Vec<Self> = only.iter().flat_map(|name| named(name)).collect();
        let said = words(text);
        if said.len() < RUN {
            all.push(Self::Words(said));
        } else {
            all.extend(said.windows(RUN).map(|run| Self::Words(run.to_vec())));
        }
        let texts = || std::iter::once(text).chain(only.iter().map(String::as_str));
        let numbers = texts().flat_map(numbers).flat_map(|number| own(&number));
        all.extend(numbers.map(Self::Number));
        all.extend(texts().flat_map(plates).map(Self::Plate));
        all.retain(|one| !matches!(one, Self::Words(words) if words.is_empty()));
        all
    }

    /// What of it stands in a text and is not free.
    pub fn stands_in(&self, said: &Said, free: &Said) -> Option<String> {
        if let Self::Number(number) = self {
            return said.numbers.iter().find_map(|other| {
                let piece = if other.contains(number.as_str()) {
                    number
                } else if number.contains(other.as_str()) {
                    other
                } else {
                    return None;
                };
                (!free.has_number(piece)).then(|| piece.clone())
            });
        }
        (self.is_in(said) && !self.is_in(free)).then(|| self.shown())
    }

    fn is_in(&self, said: &Said) -> bool {
        match self {
            Self::Words(run) => said.words.windows(run.len()).any(|words| words == run),
            Self::Number(number) => said.has_number(number),
            Self::Plate(plate) => (1..=PIECES).any(|pieces| {
                let mut written = said.words.windows(pieces);
                written.any(|words| words.concat() == *plate)
            }),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Words(words) => words.join(" "),
            Self::Number(text) | Self::Plate(text) => text.clone(),
        }
    }
}

/// Who or what is named in a part alone; of a name also its other order, its first letter, and its surname alone.
fn named(name: &str) -> Vec<Telling> {
    let mut all = vec![words(name)];
    let has_digit = name.chars().any(char::is_numeric);
    // "Zilverberg, Ilja" is Ilja Zilverberg.
    let (first, last) = name.split_once(',').map_or_else(
        || {
            let mut said = words(name);
            let last = said.split_off(usize::from(!said.is_empty()));
            (said, last)
        },
        |(last, first)| (words(first), words(last)),
    );
    let (Some(given), Some(surname)) = (first.first(), last.last()) else {
        return all.into_iter().map(Telling::Words).collect();
    };
    if !has_digit && first.len() + last.len() <= NAME {
        let initial: String = given.chars().take(1).collect();
        let together = |before: &str, after: &[String]| -> Vec<String> {
            let before = std::iter::once(before.to_owned());
            before.chain(after.iter().cloned()).collect()
        };
        all.push(first.iter().chain(&last).cloned().collect());
        all.extend([
            together(given, &last),
            together(&initial, &last),
            vec![surname.clone(), given.clone()],
            vec![surname.clone(), initial],
        ]);
        if surname.chars().count() >= SURNAME {
            all.extend([vec![surname.clone()], vec![format!("{surname}s")]]);
        }
    }
    all.into_iter().map(Telling::Words).collect()
}

/// Plain words: without case, accents and signs.
fn words(text: &str) -> Vec<String> {
    let (mut all, mut word) = (Vec::new(), String::new());
    for c in text.chars() {
        match plain(c, Reading::Sounds) {
            Plain::Letter(letter) => word.push(letter),
            Plain::Letters(letters) => word.push_str(&letters),
            Plain::Nothing => {}
            Plain::Sign if word.is_empty() => {}
            Plain::Sign => all.push(std::mem::take(&mut word)),
        }
    }
    all.extend((!word.is_empty()).then_some(word));
    all
}

/// Numbers of somebody, whatever stands between their digits, without the country. A day of these years is none.
fn numbers(text: &str) -> Vec<String> {
    let (mut all, mut digits) = (Vec::new(), String::new());
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+') {
            let number = std::mem::take(&mut digits);
            let is_day = number.len() == 8 && number[4..].starts_with("20");
            if number.len() >= DIGITS && !is_day {
                all.push(at_home(number));
            }
        }
    }
    all
}

/// `06…`, `+31 6…`, `0031 6…` and `+31 (0)6…` are one number.
fn at_home(number: String) -> String {
    let bare = number.trim_start_matches('0');
    let home = bare
        .strip_prefix("31")
        .map(|rest| rest.trim_start_matches('0'));
    let home = home.filter(|rest| rest.len() == OWN).unwrap_or(bare);
    if home.len() < DIGITS {
        return number;
    }
    home.to_owned()
}

/// Of what may be several numbers, each that is as long as a telephone number.
fn own(number: &str) -> Vec<String> {
    let many = number.len().saturating_sub(OWN);
    let each = (0..=many).filter_map(|at| number.get(at..number.len().min(at + OWN)));
    each.map(str::to_owned).collect()
}

/// Number plates: letters and digits in one word, or joined by hyphens.
fn plates(text: &str) -> Vec<String> {
    let parts = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '–' | '‑'));
    let written = text.split(parts).map(|one| words(one).concat());
    let joined = written.filter(|one| is_plate(one) && has_no_word(one));
    // Two or three groups with a space between them, in capitals.
    let groups: Vec<&str> = text.split(char::is_whitespace).collect();
    let spaced = (2..=PIECES).flat_map(|many| groups.windows(many).map(<[&str]>::concat));
    let spaced = spaced.filter(|one| !one.chars().any(char::is_lowercase));
    let spaced = spaced.map(|one| words(&one).concat());
    joined.chain(spaced.filter(|one| is_plate(one))).collect()
}

/// Letters and digits, and not many.
fn is_plate(one: &str) -> bool {
    let digits = one.chars().filter(char::is_ascii_digit).count();
    let letters = one.chars().count() - digits;
    (DIGITS..=DIGITS + 3).contains(&(digits + letters)) && digits > 0 && (2..=4).contains(&letters)
}

/// `24-uurs` is no plate.
fn has_no_word(one: &str) -> bool {
    let mut runs = one.split(|c: char| c.is_ascii_digit());
    runs.all(|run| run.chars().count() <= 3)
}
