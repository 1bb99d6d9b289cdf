//! What Dutch makes of a first name that it likes: Emmy and Emmaatje of Emma, Lotje of Lotte, Roosje of
//! Rosa, Nouk of Anouk, Sam and Sammie of Samira, Hannes of Johannes.

use std::collections::BTreeSet;

/// Shorter stems are in any text.
const STEM: usize = 3;
/// From this length a name that begins with a vowel is also said without it.
const WITHOUT_FIRST: usize = 5;

/// From this length a name is also said as its first syllable, or without that.
const CUT: usize = 6;

/// What is put behind a stem.
const ENDINGS: [&str; 11] = [
    "je", "tje", "etje", "pje", "kje", "ie", "tie", "y", "ke", "ken", "eke",
];

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn length(word: &str) -> usize {
    word.chars().count()
}

/// `emm` and `em`, `lott` and `lot`: the name without the vowel that it ends with.
fn shortened(name: &str) -> Vec<String> {
    let stem = name.trim_end_matches(is_vowel);
    if stem == name || length(stem) < 2 {
        return Vec::new();
    }
    let mut found = vec![stem.to_owned()];
    let mut letters = stem.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
    {
        found.push(stem[..stem.len() - last.len_utf8()].to_owned());
    }
    found
}

/// `roos` of `ros`: one vowel between consonants is written twice when the syllable closes.
fn lengthened(stem: &str) -> Option<String> {
    let letters: Vec<char> = stem.chars().collect();
    let [.., before, vowel, last] = letters.as_slice() else {
        return None;
    };
    let closes = !is_vowel(*before) && matches!(vowel, 'a' | 'e' | 'o' | 'u') && !is_vowel(*last);
    closes.then(|| {
        let (head, tail) = letters.split_at(letters.len() - 1);
        head.iter().chain([vowel]).chain(tail).collect()
    })
}

/// `timm` of `tim`: before an ending with a vowel the last letter is written twice.
fn doubled(name: &str) -> Option<String> {
    let mut letters = name.chars().rev();
    let (last, vowel) = (letters.next()?, letters.next()?);
    let is_short = !is_vowel(last) && is_vowel(vowel) && !letters.next().is_none_or(is_vowel);
    is_short.then(|| format!("{name}{last}"))
}

fn is_heard(c: char) -> bool {
    !is_vowel(c) && !matches!(c, 'h' | 'j' | 'w')
}

/// `sam` of `samira`: the first syllable with the consonant behind it, where one is heard (not `joh`).
fn first_syllable(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    let vowel = letters.iter().position(|c| is_vowel(*c))?;
    let closed = letters.get(..=vowel + 1)?;
    let is_short = letters.len() >= CUT && (1..3).contains(&vowel) && is_heard(*closed.last()?);
    is_short.then(|| closed.iter().collect())
}

/// `hannes` of `johannes`: the name without its first syllable.
fn last_syllables(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    let vowel = letters.iter().position(|c| is_vowel(*c))?;
    let rest = letters.get(vowel + 1..)?;
    let is_long = letters.len() > CUT && rest.len() > STEM && !is_vowel(*rest.first()?);
    is_long.then(|| rest.iter().collect())
}

/// `exempeltje`: a surname that it likes.
pub(super) fn is_liked(word: &[char], name: &[char]) -> bool {
    if !word.ends_with(&['j', 'e']) {
        return false;
    }
    let [word, name] = [word, name].map(|letters| letters.iter().collect::<String>());
    let is_stem = |stem: &str| stem == name || doubled(&name).as_deref() == Some(stem);
    let liked = ENDINGS.iter().filter(|ending| ending.ends_with("je"));
    let mut stems = liked.filter_map(|ending| word.strip_suffix(ending));
    length(&name) > STEM && stems.any(is_stem)
}

/// How somebody of this first name, in plain letters, may be called; the name itself is not among them.
pub(super) fn forms(name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if !name.chars().all(|c| c.is_ascii_lowercase()) || length(name) < STEM {
        return found;
    }
    let short = shortened(name);
    let long: Vec<String> = short.iter().filter_map(|stem| lengthened(stem)).collect();
    let whole = [Some(name.to_owned()), doubled(name)];
    let first = first_syllable(name);
    found.extend(first.clone());
    found.extend(last_syllables(name));
    let closed = [first.as_deref().and_then(doubled), first];
    let stems = whole.iter().flatten().chain(&short).chain(&long);
    let stems = stems.chain(closed.iter().flatten());
    for stem in stems.filter(|stem| length(stem) >= STEM) {
        found.extend(ENDINGS.iter().map(|ending| format!("{stem}{ending}")));
    }
    found.extend(long);
    if let Some(vowel) = name.chars().last().filter(|c| matches!(c, 'a' | 'o' | 'u')) {
        found.insert(format!("{name}{vowel}tje"));
    }
    let rest = name.trim_start_matches(is_vowel);
    if rest != name && length(name) >= WITHOUT_FIRST && length(rest) >= STEM {
        found.insert(rest.to_owned());
    }
    found.remove(name);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_liked_has_an_ending() {
        for (name, liked) in [
            ("emma", "emmy"),
            ("emma", "emmaatje"),
            ("lotte", "lotje"),
            ("anouk", "nouk"),
            ("anouk", "anoukje"),
            ("rosa", "roos"),
            ("rosa", "roosje"),
            ("tim", "timmetje"),
            ("noor", "noortje"),
            ("jan", "janneke"),
            ("bram", "brammie"),
            ("samira", "sam"),
            ("samira", "sammie"),
            ("johannes", "hannes"),
        ] {
            let forms = forms(name);
            assert!(forms.contains(liked), "{name}: {liked} in {forms:?}");
        }
        assert!(forms("\u{674e}\u{5a1c}").is_empty());
        assert!(forms("bo").is_empty());
    }
}
