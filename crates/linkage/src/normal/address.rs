//! Dutch addresses as people write them, and any other as far as it goes.

use super::text::fold;
use crate::record::Address;

/// An address in comparable parts; an unknown part is empty or 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Street in one word, abbreviations written out: `burgemeesterjansenlaan`.
    pub street: String,
    /// House number, 1 to 99999.
    pub number: u32,
    /// Letter and addition, as far as they tell one dwelling from another: `a`, `2`, `bis`.
    pub addition: String,
    /// `3417ab`, `3417`, or a foreign code.
    pub postcode: String,
    /// Place name in one word.
    pub city: String,
}

impl Place {
    /// Nothing is known of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn is_dutch_postcode(digits: &str, letters: &str) -> bool {
    digits.len() == 4
        && !digits.starts_with('0')
        && digits.bytes().all(|b| b.is_ascii_digit())
        && letters.len() == 2
        && letters.bytes().all(|b| b.is_ascii_lowercase())
}

/// Takes a Dutch postcode out of folded words, if one is there.
fn take_postcode(words: &mut Vec<String>) -> Option<String> {
    for at in 0..words.len() {
        let word = &words[at];
        if word.len() == 6 && word.is_char_boundary(4) && is_dutch_postcode(&word[..4], &word[4..])
        {
            return Some(words.remove(at));
        }
        if let Some(next) = words.get(at + 1)
            && is_dutch_postcode(word, next)
        {
            let letters = words.remove(at + 1);
            return Some(words.remove(at) + &letters);
        }
    }
    None
}

/// `5`, `5a`, `12 bis`, `12 a 2`: the number and what is added to it, from words that start with a
/// digit.
fn number_of(words: &[String]) -> Option<(u32, String)> {
    let first = words.first()?;
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let number = first[..digits]
        .parse()
        .ok()
        .filter(|number| (1..=99_999).contains(number))?;
    let mut addition = first[digits..].to_owned();
    for word in &words[1..] {
        addition.push_str(word);
    }
    Some((number, plain_addition(&addition)))
}

/// One way to write an addition; `hs` (ground floor) and `huis` are the plain house.
fn plain_addition(addition: &str) -> String {
    match addition {
        "hs" | "huis" | "h" | "bg" | "nummer" | "nr" => String::new(),
        "i" | "1hoog" | "ihoog" => "1".to_owned(),
        "ii" | "2hoog" | "iihoog" => "2".to_owned(),
        "iii" | "3hoog" | "iiihoog" => "3".to_owned(),
        other => other.chars().take(6).collect(),
    }
}

/// A street in one word.
fn street_word(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        let full = match word.as_str() {
            "burg" | "burgem" => "burgemeester",
            "dr" => "doctor",
            "prof" => "professor",
            "ds" => "dominee",
            "st" => "sint",
            "pres" => "president",
            "gen" => "generaal",
            "kon" => "koningin",
            "mr" | "v" | "vd" | "d" | "van" | "de" | "der" | "den" | "het" | "t" => "",
            "str" => "straat",
            "ln" => "laan",
            "wg" => "weg",
            "pl" => "plein",
            other => other,
        };
        out.push_str(full);
    }
    for (short, long) in [
        ("str", "straat"),
        ("ln", "laan"),
        ("wg", "weg"),
        ("sngl", "singel"),
        ("grcht", "gracht"),
    ] {
        if let Some(stem) = out.strip_suffix(short).filter(|stem| stem.len() >= 3) {
            return stem.to_owned() + long;
        }
    }
    if out.is_empty() { words.concat() } else { out }
}

fn city_word(text: &str) -> String {
    let word: String = fold(text).split(' ').collect();
    match word.as_str() {
        "denhaag" => "sgravenhage".to_owned(),
        "denbosch" => "shertogenbosch".to_owned(),
        _ => word,
    }
}

fn words_of(text: &str) -> Vec<String> {
    // A dash or slash before an addition parts it from the number.
    fold(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Brings an address in fields into comparable parts. What stands in the wrong field is found: a
/// house number behind the street, a postcode before the city.
///
/// ```
/// use linkage::normal::place;
/// let read = |number: &str| place(&linkage::Address { street: "Kerkstr.".into(), number: number.into(), ..Default::default() });
/// assert_eq!((read("12-bis").number, read("12-bis").addition.as_str()), (12, "bis"));
/// assert_eq!(read("12A/2").addition, "a2");
/// assert_eq!(read("12 hs").addition, "");
/// assert_eq!(read("12").street, "kerkstraat");
/// ```
#[must_use]
pub fn place(address: &Address) -> Place {
    let mut street = words_of(&address.street);
    let mut city = words_of(&address.city);
    let mut postcode: String = words_of(&address.postcode).concat();
    if postcode.is_empty() {
        postcode = take_postcode(&mut street)
            .or_else(|| take_postcode(&mut city))
            .unwrap_or_default();
    }
    let number = words_of(&address.number);
    let mut found = number_of(&number);
    if found.is_none()
        && let Some(at) = last_number(&street)
        && let Some(number) = number_of(&street[at..])
    {
        street.truncate(at);
        found = Some(number);
    }
    let (number, addition) = found.unwrap_or_default();
    Place {
        street: street_word(&street),
        number,
        addition,
        postcode,
        city: city_word(&city.concat()),
    }
}

/// An address as a record holds it: in fields, or on one line in `street`.
#[must_use]
pub fn place_of(address: &Address) -> Place {
    let only_street = [&address.number, &address.postcode, &address.city]
        .iter()
        .all(|text| text.trim().is_empty());
    if only_street {
        place_of_line(&address.street)
    } else {
        place(address)
    }
}

/// Where the house number starts: the last word with a digit first that has a word before it.
fn last_number(words: &[String]) -> Option<usize> {
    let is_number = |word: &String| word.as_bytes().first().is_some_and(u8::is_ascii_digit);
    // "12 bis", "5 a 2": walk back over additions.
    let last = words.iter().rposition(is_number).filter(|at| *at > 0)?;
    let before = words[..last]
        .iter()
        .rposition(is_number)
        .filter(|at| *at > 0);
    match before {
        Some(before) if last - before <= 2 && words[before].bytes().all(|b| b.is_ascii_digit()) => {
            Some(before)
        }
        _ => Some(last),
    }
}

/// An address on one line: `Kerkstraat 5a, 3417 AB Montfoort`, `Montfoort, Kerkstraat 5`.
#[must_use]
pub fn place_of_line(text: &str) -> Place {
    let mut parts: Vec<Vec<String>> = text
        .split([',', ';', '\n'])
        .map(words_of)
        .filter(|words| !words.is_empty())
        .collect();
    let (postcode, behind_postcode) = part_at_postcode(&mut parts);
    parts.retain(|part| !part.is_empty());
    let street = take_street(&mut parts);
    let at = last_number(&street);
    let (number, addition) = at
        .and_then(|at| number_of(&street[at..]))
        .or_else(|| number_of(&behind_postcode))
        .unwrap_or_default();
    let (addition, behind) = match at {
        Some(at) if addition.len() > 4 || street.len() > at + 3 => behind_number(&street[at..]),
        _ => (addition, String::new()),
    };
    let mut city = parts.last().map(|part| part.concat()).unwrap_or_default();
    if city.is_empty() {
        city = behind;
    }
    Place {
        street: street_word(&street[..at.unwrap_or(street.len())]),
        number,
        addition,
        postcode,
        city: city_word(&city),
    }
}

/// Takes the first Dutch postcode out of the parts of a line. What stands behind it is a city, a
/// part by itself from here; or a house number, which comes back beside the postcode ("3417AB 5").
fn part_at_postcode(parts: &mut Vec<Vec<String>>) -> (String, Vec<String>) {
    let found = parts
        .iter()
        .enumerate()
        .find_map(|(number, part)| Some((number, postcode_in(part)?)));
    let Some((number, (at, words))) = found else {
        return (String::new(), Vec::new());
    };
    let part = &mut parts[number];
    let mut code = part.split_off(at);
    let behind = code.split_off(words);
    let is_house_number = part.is_empty()
        && behind
            .first()
            .is_some_and(|word| word.as_bytes()[0].is_ascii_digit());
    if is_house_number {
        return (code.concat(), behind);
    }
    if !behind.is_empty() {
        parts.push(behind);
    }
    (code.concat(), Vec::new())
}

/// Where a Dutch postcode starts, and whether it is one word or two.
fn postcode_in(words: &[String]) -> Option<(usize, usize)> {
    (0..words.len()).find_map(|at| {
        let word = &words[at];
        let count = if word.len() == 6 { 1 } else { 2 };
        let parted = words
            .get(at + 1)
            .is_some_and(|next| is_dutch_postcode(word, next));
        let mut own = words[at..words.len().min(at + 2)].to_vec();
        ((count == 1 || parted) && take_postcode(&mut own).is_some()).then_some((at, count))
    })
}

/// Takes the part that is the street: the first with a house number, else the first.
fn take_street(parts: &mut Vec<Vec<String>>) -> Vec<String> {
    let with_number = parts.iter().position(|part| last_number(part).is_some());
    if parts.is_empty() {
        Vec::new()
    } else {
        parts.remove(with_number.unwrap_or(0))
    }
}

/// "Kerkstraat 5 Montfoort": a long word behind the number is the place. Gives the addition and
/// the place, from words that start with the number.
fn behind_number(words: &[String]) -> (String, String) {
    let digits = words[0].bytes().take_while(u8::is_ascii_digit).count();
    let short = words[1..].iter().take_while(|word| word.len() <= 3).count();
    let own = words[0][digits..].to_owned() + &words[1..=short].concat();
    (plain_addition(&own), words[1 + short..].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> (String, u32, String, String, String) {
        let place = place_of_line(text);
        (
            place.street,
            place.number,
            place.addition,
            place.postcode,
            place.city,
        )
    }

    #[test]
    fn lines_as_people_write_them() {
        let expect = |street: &str, number, addition: &str, postcode: &str, city: &str| {
            (
                street.to_owned(),
                number,
                addition.to_owned(),
                postcode.to_owned(),
                city.to_owned(),
            )
        };
        assert_eq!(
            line("Kerkstraat 5a, 3417 AB Montfoort"),
            expect("kerkstraat", 5, "a", "3417ab", "montfoort")
        );
        assert_eq!(
            line("Kerkstr. 5 3417AB Montfoort"),
            expect("kerkstraat", 5, "", "3417ab", "montfoort")
        );
        assert_eq!(line("Kerkstraat 5"), expect("kerkstraat", 5, "", "", ""));
        assert_eq!(
            line("Kerkstraat 5 Montfoort"),
            expect("kerkstraat", 5, "", "", "montfoort")
        );
        assert_eq!(
            line("Montfoort, Kerkstraat 5"),
            expect("kerkstraat", 5, "", "", "montfoort")
        );
        assert_eq!(
            line("Nieuwe Poort 12-bis, Woerden"),
            expect("nieuwepoort", 12, "bis", "", "woerden")
        );
        assert_eq!(line("3417AB 5"), expect("", 5, "", "3417ab", ""));
        assert_eq!(line("Plein 1944 12"), expect("plein", 1944, "12", "", ""));
    }

    #[test]
    fn fields_with_the_wrong_content() {
        let address = Address {
            street: "Kerkstraat 5 a".into(),
            city: "3417 AB Montfoort".into(),
            ..Address::default()
        };
        let found = place(&address);
        assert_eq!(
            (found.street.as_str(), found.number, found.addition.as_str()),
            ("kerkstraat", 5, "a")
        );
        assert_eq!(
            (found.postcode.as_str(), found.city.as_str()),
            ("3417ab", "montfoort")
        );
    }
}
