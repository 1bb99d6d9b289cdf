//! Which passwords and passphrases are refused.

use std::collections::HashSet;

use zxcvbn::Score;

use super::words::{self, WORD};

/// How many characters the estimate looks at: a longer password is no easier than its beginning,
/// and the time that the estimate takes grows with the square. It also grows with each way to read
/// the signs as letters, so that of a text with many different signs only the second number is
/// looked at.
const ESTIMATED: (usize, usize) = (48, 16);

/// From how many different signs on a text has many.
const MANY_SIGNS: usize = 7;

/// Why a password is refused, as a message key; `None` when it is good: at least 12 characters,
/// worth three words that have nothing to do with the person, and a score of 3 of zxcvbn. `about`
/// is what somebody who guesses knows: name, mail address, municipality, role.
#[must_use]
pub fn password_fault(password: &str, about: &[&str]) -> Option<&'static str> {
    length_fault(password)
        .or_else(|| is_weak(password, about, 3, Score::Three).then_some("password-common"))
}

/// The same for the passphrase of a vault, which a thief of the database may guess at leisure:
/// worth four words, and zxcvbn's highest score.
#[must_use]
pub fn passphrase_fault(passphrase: &str, about: &[&str]) -> Option<&'static str> {
    match length_fault(passphrase) {
        _ if passphrase.trim().is_empty() => Some("passphrase-none"),
        Some("password-short") => Some("passphrase-weak"),
        None if is_weak(passphrase, about, 4, Score::Four) => Some("passphrase-weak"),
        fault => fault,
    }
}

fn length_fault(password: &str) -> Option<&'static str> {
    match password {
        short if short.chars().count() < 12 => Some("password-short"),
        long if long.len() > 512 => Some("password-long"),
        _ => None,
    }
}

/// Two judges, each blind where the other sees. zxcvbn knows dates, keyboard rows and repeats, but
/// takes any four pieces for strong; counting words knows how little a short sentence is.
fn is_weak(password: &str, about: &[&str], words: usize, score: Score) -> bool {
    let about = parts(about);
    let reading = words::read(password, &about);
    if reading.worth < words * WORD || words::is_saying(password) {
        return true;
    }
    let beginning = beginning(password);
    let inputs: Vec<&str> = about
        .iter()
        .chain(&reading.words)
        .map(String::as_str)
        .collect();
    zxcvbn::zxcvbn(&beginning, &inputs).score() < score
}

fn beginning(password: &str) -> String {
    let signs: HashSet<char> = password
        .chars()
        .filter(|sign| !sign.is_alphabetic())
        .collect();
    let length = if signs.len() < MANY_SIGNS {
        ESTIMATED.0
    } else {
        ESTIMATED.1
    };
    password.chars().take(length).collect()
}

/// The words of names, addresses and places: `j.jansen@montfoort.nl` gives `jansen` and
/// `montfoort`.
fn parts(about: &[&str]) -> HashSet<String> {
    let mut parts = HashSet::new();
    for text in about {
        let text = words::plain(text);
        let words: Vec<&str> = text
            .split(|sign: char| !sign.is_ascii_alphanumeric())
            .collect();
        parts.extend(
            words
                .iter()
                .filter(|word| word.len() > 2)
                .map(|word| (*word).to_owned()),
        );
        parts.insert(words.concat());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people choose who may choose anything.
    const WEAK: [&str; 56] = [
        "onze kinderen heten sem en daan",
        "gemeente montfoort wachtwoord kluis",
        "geheimwachtwoordvandekluis",
        "lente zomer herfst winter",
        "een twee drie vier vijf zes",
        "januari februari maart april",
        "rood wit blauw oranje",
        "piet jan klaas kees",
        "0612345678 0348123456",
        "ambtenaarvandeburgerlijkestand",
        "mensenhandel1",
        "aandachtsfunctionaris",
        "Montfoort2026",
        "gemeentehuis1",
        "ikhouvanjou12",
        "ditismijnwachtwoord",
        "welkom2026!",
        "welkom2026!!",
        "Zomer2026!Zomer",
        "woerdenwoerden",
        "wachtwoord123456",
        "feyenoord1908!",
        "Amsterdam2026!",
        "jandevries1980",
        "lentebloem2026",
        "kluiskluiskluis",
        "dit is mijn wachtwoord",
        "Dit is mijn geheime wachtwoord!",
        "ik hou van mijn kinderen",
        "de zon schijnt vandaag",
        "ik ga naar huis",
        "de hond blaft hard",
        "gerechtsdeurwaarders verdienen ongelijk",
        "arbeidsongeschiktheidsverzekering",
        "aansprakelijkheidsverzekering",
        "W@chtw00rd2026!",
        "W3lk0m@M0ntf00rt",
        "M3ns3nh4nd3l2026!",
        "Yilmaz Demir 1985",
        "fatimaelamrani1990",
        "Kowalski Warszawa 88!",
        "mohamed.benali.1992",
        "kees1980!montfoort2026",
        "qwertyuiop asdfghjkl",
        "qwerty12345678",
        "123456789012",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "AjaxAmsterdam020!",
        "maandag dinsdag woensdag",
        "password1234",
        "ilovemymother1",
        "correct horse battery staple",
        "alle eendjes zwemmen in het water",
        "de kat krabt de krullen van de trap",
        "opeengrotepaddenstoelroodmetwittestippen",
    ];

    /// The passphrases of the demonstration, and of the tests that walk through the program.
    const GOOD_PHRASES: [&str; 4] = [
        "negen koperen ketels op zolder",
        "zeven stille molens bij nacht",
        "acht stille roeiers in de mist",
        "elf blauwe paraplu's aan de lijn",
    ];

    const GOOD_PASSWORDS: [&str; 5] = [
        "vier losse fietsen in de regen",
        "twaalf houten eenden in de sloot",
        "drie gele fietsen in de regen",
        "zestien ganzen over het veld",
        "drie gele laarzen op de stoep",
    ];

    #[test]
    fn a_vault_takes_no_passphrase_that_people_think_of_first() {
        let taken: Vec<_> = WEAK
            .iter()
            .filter(|weak| passphrase_fault(weak, &[]).is_none())
            .collect();
        assert!(taken.is_empty(), "{taken:?}");
        assert_eq!(
            passphrase_fault("kluiskluiskluis", &[]),
            Some("passphrase-weak")
        );
        assert_eq!(
            passphrase_fault("kort", &[]),
            Some("passphrase-weak"),
            "six words, not twelve signs"
        );
        assert_eq!(
            passphrase_fault(&"paard ".repeat(90), &[]),
            Some("password-long")
        );
    }

    #[test]
    fn a_vault_takes_four_words_that_say_nothing() {
        for good in GOOD_PHRASES {
            assert_eq!(
                passphrase_fault(good, &["Fenna Fictief", "Montfoort", "meldroute"]),
                None,
                "{good}"
            );
        }
    }

    #[test]
    fn a_vault_takes_every_generated_phrase() {
        for _ in 0..500 {
            let phrase = vault::phrase::generate(6);
            assert_eq!(
                passphrase_fault(&phrase, &["Fenna Fictief", "Montfoort"]),
                None,
                "{phrase}"
            );
        }
    }

    #[test]
    fn random_signs_are_taken() {
        for good in [
            "xK9#mQ2$vL7p",
            "gR7!tq-Wz4Lp9#",
            "Vq8rT2mXz6LwPj3K",
            "zkqvwpxtjrbmhgfd",
        ] {
            assert_eq!(
                (password_fault(good, &[]), passphrase_fault(good, &[])),
                (None, None),
                "{good}"
            );
        }
    }

    #[test]
    fn common_and_short_passwords_are_refused() {
        assert_eq!(password_fault("welkom01", &[]), Some("password-short"));
        assert_eq!(password_fault("password1234", &[]), Some("password-common"));
        assert_eq!(
            password_fault("montfoort2026!", &["Montfoort"]),
            Some("password-common")
        );
        for weak in [
            "Feyenoord1908!",
            "ikhouvanjou12",
            "Mensenhandel2026!",
            "Dit is mijn wachtwoord",
        ] {
            assert_eq!(password_fault(weak, &[]), Some("password-common"), "{weak}");
        }
        for good in GOOD_PASSWORDS {
            assert_eq!(password_fault(good, &[]), None, "{good}");
        }
    }

    #[test]
    fn one_s_own_name_address_and_place_make_nothing_stronger() {
        let about = [
            "Roosmarijn van Quispelbeek",
            "r.quispelbeek@schoonrewoerd.example",
            "Schoonrewoerd",
        ];
        for weak in [
            "roosmarijn quispelbeek paard schoonrewoerd",
            "Quispelbeek-Schoonrewoerd-1980!",
        ] {
            assert_eq!(
                passphrase_fault(weak, &about),
                Some("passphrase-weak"),
                "{weak}"
            );
            assert_eq!(
                password_fault(weak, &about),
                Some("password-common"),
                "{weak}"
            );
        }
    }

    /// Run with `--release --ignored --nocapture` for a number that means something.
    #[test]
    #[ignore = "a measurement"]
    fn how_long_a_check_takes() {
        let leet = "4@8({[<3691!|7$50+%2".repeat(5);
        let few = "({[<1!abcdefgh".repeat(8);
        let long = "negen koperen ketels op zolder ".repeat(16);
        let warm = "paard ketel zolder regen tulp";
        for phrase in [
            warm,
            WEAK[3],
            GOOD_PHRASES[0],
            &leet,
            &few,
            &long,
            &vault::phrase::generate(6),
        ] {
            let start = std::time::Instant::now();
            let fault = passphrase_fault(
                phrase,
                &["Fenna Fictief", "fenna@test.example", "Montfoort"],
            );
            println!("{:?} {fault:?} {phrase:.40}", start.elapsed());
        }
    }
}
