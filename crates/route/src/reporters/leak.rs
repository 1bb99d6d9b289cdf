//! The leak check: does an outgoing text say who reported? It may not, and nobody may override it;
//! the officer takes the words out.

use super::Reporter;

/// Words that stand in many names and say nothing alone.
const PREFIXES: &[&str] = &["van", "der", "den", "het", "ten", "ter", "von", "dos", "del"];

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The parts of the text that would give the reporter away, as they were looked for. Spelling with
/// other capitals, spaces, dots or dashes is found too; each name word of three letters or more
/// counts by itself.
#[must_use]
pub fn leaks(text: &str, reporter: &Reporter) -> Vec<String> {
    let (text_words, text_digits) = (words(text), digits(text));
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    for name in words(&reporter.name) {
        let telling = name.chars().count() >= 3 && !PREFIXES.contains(&name.as_str());
        if telling && text_words.contains(&name) {
            found.push(name);
        }
    }
    let email = reporter.email.trim().to_lowercase();
    let local = email.split('@').next().unwrap_or("").to_owned();
    // The desk's mailbox `balie@...` makes no name of the word "balie" when we know who it was.
    let plain_word = local.chars().all(char::is_alphabetic) && !reporter.name.is_empty();
    for part in [email, if plain_word { String::new() } else { local }] {
        if part.chars().count() >= 5 && squeezed.contains(&part) && !found.contains(&part) {
            found.push(part);
        }
    }
    // The last nine digits of a number are the same with and without country code.
    let phone = digits(&reporter.phone);
    let tail = &phone[phone.len().saturating_sub(9)..];
    if tail.len() >= 7 && text_digits.contains(tail) {
        found.push(reporter.phone.clone());
    }
    let number: String =
        reporter.number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let plain: String = squeezed.chars().filter(|c| c.is_alphanumeric()).collect();
    if number.chars().count() >= 3
        && (text_words.contains(&number) || (number.len() >= 5 && plain.contains(&number)))
    {
        found.push(reporter.number.clone());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reporter() -> Reporter {
        Reporter {
            name: "Anouk van der Zilverberg".into(),
            email: "a.zilverberg@voorbeeld.example".into(),
            phone: "06-12 34 56 78".into(),
            number: "MW-4417".into(),
            safe: String::new(),
            person: None,
            entered_by: None,
        }
    }

    fn person(name: &str, email: &str) -> Reporter {
        let mut reporter = reporter();
        name.clone_into(&mut reporter.name);
        email.clone_into(&mut reporter.email);
        reporter
    }

    #[test]
    fn every_way_to_write_the_reporter_is_found() {
        for text in [
            "Gemeld door mevrouw ZILVERBERG van de balie",
            "Anouk zag dit",
            "bel +31 6 12345678",
            "mail A.Zilverberg@voorbeeld.example",
            "personeelsnummer mw 4417",
        ] {
            assert!(!leaks(text, &reporter()).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_shared_mailbox_is_not_a_name() {
        let shared = person("Anouk Zilverberg", "balie@voorbeeld.example");
        assert!(leaks("Vier mannen aan de balie", &shared).is_empty());
        let unnamed = person("", "zilverberg@voorbeeld.example");
        assert!(!leaks("mevrouw Zilverberg", &unnamed).is_empty());
    }

    #[test]
    fn an_innocent_text_passes() {
        let text = "Op 12 maart 2026 stond er van 10.00 tot 12.00 uur een wit busje bij de kwekerij.";
        assert_eq!(leaks(text, &reporter()), Vec::<String>::new());
    }
}
