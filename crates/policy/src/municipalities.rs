//! The municipalities of the Netherlands, with the codes of Statistics Netherlands.

/// Code, name, and another name where one is in use. As of 1 January 2025: 342.
const LIST: &str = include_str!("../../../policies/gemeenten.tsv");

/// A municipality that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// `GM0335`.
    pub code: &'static str,
    /// As it calls itself: `Den Haag`.
    pub name: &'static str,
    /// Another name in use; empty where there is none.
    pub also: &'static str,
}

/// All of them, by code.
pub fn municipalities() -> impl Iterator<Item = Known> {
    LIST.lines().map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        Known {
            code: cell(),
            name: cell(),
            also: cell(),
        }
    })
}

/// Letters and digits alone, without accents and capitals: `Súdwest-Fryslân` is `sudwestfryslan`.
fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    };
    let letters = text.chars().flat_map(char::to_lowercase).map(plain);
    letters.filter(char::is_ascii_alphanumeric).collect()
}

/// The municipality that somebody typed: its name, its other name or its code, with or without
/// "gemeente", however it is written.
///
/// ```
/// let found = policy::find_municipality("gemeente  sudwest fryslan").unwrap();
/// assert_eq!((found.code, found.name), ("GM1900", "Súdwest-Fryslân"));
/// assert_eq!(policy::find_municipality("'s-gravenhage").unwrap().name, "Den Haag");
/// assert!(policy::find_municipality("Atlantis").is_none());
/// ```
#[must_use]
pub fn find_municipality(text: &str) -> Option<Known> {
    let whole = folded(text);
    let typed = whole.strip_prefix("gemeente").unwrap_or(&whole);
    let is = |known: &Known| {
        [known.name, known.also, known.code]
            .into_iter()
            .any(|name| !name.is_empty() && folded(name) == typed)
    };
    municipalities().find(is)
}

/// Those whose name has the first letters of what was typed in it: at most `most`, by name.
#[must_use]
pub fn like_municipality(text: &str, most: usize) -> Vec<Known> {
    let whole = folded(text);
    let wanted = whole.strip_prefix("gemeente").unwrap_or(&whole);
    let typed: String = wanted.chars().take(4).collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let has = |name: &str| folded(name).contains(&typed);
    let mut found: Vec<Known> = municipalities()
        .filter(|known| has(known.name) || has(known.also))
        .collect();
    // Those that begin like it first, the longer alike the better.
    let alike = |known: &Known| {
        let name = folded(known.name);
        let same = name.bytes().zip(wanted.bytes()).take_while(|(a, b)| a == b);
        std::cmp::Reverse(same.count())
    };
    found.sort_by_key(|known| (alike(known), known.name));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn there_are_342_each_with_a_code_and_a_name_of_its_own() {
        let all: Vec<Known> = municipalities().collect();
        assert_eq!(all.len(), 342);
        let codes: HashSet<_> = all.iter().map(|known| known.code).collect();
        let names: HashSet<_> = all.iter().map(|known| folded(known.name)).collect();
        assert_eq!((codes.len(), names.len()), (342, 342));
        for known in all {
            assert_eq!(known.code.len(), 6, "{known:?}");
            assert_eq!(find_municipality(known.name), Some(known));
            assert_eq!(find_municipality(known.code), Some(known));
        }
    }

    #[test]
    fn what_is_nearly_a_name_leads_to_it() {
        let names = |text| -> Vec<&str> {
            let found = like_municipality(text, 3);
            found.into_iter().map(|known| known.name).collect()
        };
        assert_eq!(names("Montfort"), ["Montfoort", "Montferland"]);
        assert_eq!(
            names("Bergen"),
            ["Berg en Dal", "Bergen (Limburg)", "Bergen (Noord-Holland)"]
        );
        assert!(names("").is_empty() && names("Qqqq").is_empty());
    }
}
