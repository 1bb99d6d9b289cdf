//! Where and when can give a reporter away though no name is there: who sat at desk 3 at a quarter
//! past ten is on a roster. Such words are told beside the box, with something vaguer that says the
//! partner as much. It is advice: the officer decides. No I/O.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;
use platform::clock::MONTHS;

/// Where people of the municipality work, as a partner may know: the building.
const BUILDINGS: &[&str] = &[
    "stadskantoor",
    "gemeentehuis",
    "gemeentekantoor",
    "stadhuis",
    "raadhuis",
    "gemeentewerf",
];

/// Inside it there are few people, and a roster says who.
const INSIDE: &[&str] = &[
    "balie",
    "baliegesprek",
    "burgerzakenbalie",
    "publieksbalie",
    "infobalie",
    "informatiebalie",
    "loket",
    "zorgloket",
    "wmo-loket",
    "spreekkamer",
    "spreekkamers",
    "spreekuur",
    "wachtruimte",
    "wachtkamer",
    "publiekshal",
    "publiekscentrum",
    "burgerzaken",
    "receptie",
    "werkplek",
    "kantine",
    "bodekamer",
    "klantcontactcentrum",
    "kcc",
    "team",
    "wijkteam",
    "jeugdteam",
    "buurtteam",
    "afdeling",
    "huisbezoek",
    "keukentafelgesprek",
    "intakegesprek",
];

/// Words that count with a number behind them: `kamer 2.14`.
const NUMBERED: &[&str] = &[
    "kamer",
    "ruimte",
    "verdieping",
    "etage",
    "lokaal",
    "vergaderkamer",
];

/// A day or part of one, seen from when it was reported.
const RELATIVE: &[&str] = &[
    "vandaag",
    "vanochtend",
    "vanmorgen",
    "vanmiddag",
    "vanavond",
    "vannacht",
    "gisteren",
    "gisterochtend",
    "gistermorgen",
    "gistermiddag",
    "gisteravond",
    "gisternacht",
    "eergisteren",
    "zojuist",
    "daarnet",
    "zonet",
];

/// What leads to a time, and goes with it.
const LEADING: &[&str] = &[
    "om",
    "rond",
    "tegen",
    "vanaf",
    "sinds",
    "tot",
    "en",
    "tussen",
    "van",
    "circa",
    "ca",
    "ongeveer",
    "precies",
    "omstreeks",
    "klokslag",
    "even",
    "kort",
    "na",
    "iets",
    "net",
];

const HOURS: &[&str] = &[
    "een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf",
];

/// What would be vaguer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vaguer {
    /// These words of the text itself.
    Words(String),
    /// Somewhere at the municipality.
    Municipality,
    ThisWeek,
    LastWeek,
    /// The week that begins on this Monday.
    WeekOf(Date),
}

/// Words that may tell who reported, as they stand there, and what would be vaguer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    pub words: Vec<String>,
    pub vaguer: Vaguer,
}

struct Word<'a> {
    as_written: &'a str,
    plain: String,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let edge = |c: char| !(c.is_alphanumeric());
    let split = text.split_whitespace().map(|word| word.trim_matches(edge));
    split
        .filter(|word| !word.is_empty())
        .map(|word| Word {
            as_written: word,
            plain: word.to_lowercase(),
        })
        .collect()
}

fn is(word: &Word, list: &[&str]) -> bool {
    list.contains(&word.plain.as_str())
}

fn joined(words: &[Word]) -> String {
    let written: Vec<&str> = words.iter().map(|word| word.as_written).collect();
    written.join(" ")
}

fn is_number(word: Option<&Word>) -> bool {
    word.is_some_and(|word| word.plain.starts_with(|c: char| c.is_ascii_digit()))
}

/// `balie 3`, `spreekkamer`, `kamer 2.14`.
fn inside(words: &[Word]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let numbered = is_number(words.get(at + 1));
        if is(word, INSIDE) || is(word, NUMBERED) && numbered {
            found.push(joined(&words[at..=at + usize::from(numbered)]));
        }
    }
    found
}

/// A place at work: with the building where it is named, and at the municipality otherwise.
#[must_use]
pub fn place(text: &str) -> Option<Telling> {
    let all = words(text);
    let found = inside(&all);
    if found.is_empty() {
        return None;
    }
    let building = all.iter().find(|word| is(word, BUILDINGS));
    Some(Telling {
        words: found,
        vaguer: building.map_or(Vaguer::Municipality, |word| {
            Vaguer::Words(word.plain.clone())
        }),
    })
}

/// `10.15`, `10:15`, `10.15u`.
fn is_clock(word: &Word) -> bool {
    let bare = word.plain.trim_end_matches("uur").trim_end_matches('u');
    let Some((hour, minute)) = bare.split_once(['.', ':']) else {
        return false;
    };
    let within = |text: &str, most: u8| text.parse().is_ok_and(|number: u8| number < most);
    (1..=2).contains(&hour.len()) && minute.len() == 2 && within(hour, 24) && within(minute, 60)
}

fn is_hour(word: Option<&Word>) -> bool {
    word.is_some_and(|word| {
        is(word, HOURS)
            || word
                .plain
                .parse()
                .is_ok_and(|hour: u8| (1..=24).contains(&hour))
    })
}

fn is_word(word: Option<&Word>, list: &[&str]) -> bool {
    word.is_some_and(|word| is(word, list))
}

/// How many words from here on are a time of day. `bare`: also `10.15` without `uur`, where nothing
/// but a time is expected.
fn clock(words: &[Word], at: usize, bare: bool) -> usize {
    let hour_said = |at: usize| usize::from(is_word(words.get(at), &["uur", "u"]));
    let word = &words[at];
    if is_clock(word) {
        let said = hour_said(at + 1);
        let told = said > 0 || word.plain.ends_with('u') || word.plain.ends_with('r');
        return if bare || told || word.plain.contains(':') {
            1 + said
        } else {
            0
        };
    }
    if is_hour(Some(word)) && hour_said(at + 1) > 0 {
        return 2;
    }
    // half elf
    if word.plain == "half" && is_hour(words.get(at + 1)) {
        return 2 + hour_said(at + 2);
    }
    // kwart over tien, vijf voor half elf
    let counted = word.plain == "kwart" || is_hour(Some(word));
    if counted && is_word(words.get(at + 1), &["over", "voor"]) {
        let half = usize::from(is_word(words.get(at + 2), &["half"]));
        if is_hour(words.get(at + 2 + half)) {
            return 3 + half + hour_said(at + 3 + half);
        }
    }
    0
}

/// Where times of day stand, by words.
fn clocks(words: &[Word], bare: bool) -> Vec<Range<usize>> {
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

/// `24 november`, `24-11-2026`: a day that can be looked up.
fn names_a_day(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let parts: Vec<&str> = word.plain.split(['-', '/']).collect();
        let digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        let written = is(word, &MONTHS) && at > 0 && is_number(words.get(at - 1));
        written || parts.len() >= 2 && parts.iter().all(digits)
    })
}

/// What is left without times of day, and without what led to them.
fn without(words: &[Word], times: &[Range<usize>]) -> String {
    let mut goes: Vec<bool> = (0..words.len())
        .map(|at| times.iter().any(|time| time.contains(&at)) || is(&words[at], RELATIVE))
        .collect();
    for at in (0..words.len().saturating_sub(1)).rev() {
        goes[at] |= goes[at + 1] && is(&words[at], LEADING);
    }
    let left = words.iter().zip(&goes).filter(|(_, goes)| !**goes);
    let left: Vec<&str> = left.map(|(word, _)| word.as_written).collect();
    left.join(" ")
}

/// A time that a roster knows: vaguer is the day, where one is named, and its week otherwise. Both
/// days as the municipality has them: when it was reported, and today.
#[must_use]
pub fn time(text: &str, received: Date, today: Date) -> Option<Telling> {
    let all = words(text);
    let times = clocks(&all, true);
    let mut found: Vec<String> = times
        .iter()
        .map(|time| joined(&all[time.clone()]))
        .collect();
    let relative = all.iter().filter(|word| is(word, RELATIVE));
    found.extend(relative.map(|word| word.as_written.to_owned()));
    if found.is_empty() {
        return None;
    }
    let day = without(&all, &times);
    let again = words(&day);
    let vaguer = if names_a_day(&again) && clocks(&again, true).is_empty() {
        Vaguer::Words(day)
    } else {
        week_of(received, today)
    };
    Some(Telling {
        words: found,
        vaguer,
    })
}

fn week_of(received: Date, today: Date) -> Vaguer {
    let monday = |day: Date| {
        let since = i64::from(day.weekday().to_monday_zero_offset());
        day.checked_sub(since.days()).unwrap_or(day)
    };
    let (then, now) = (monday(received), monday(today));
    if then == now {
        Vaguer::ThisWeek
    } else if then.checked_add(7.days()).is_ok_and(|next| next == now) {
        Vaguer::LastWeek
    } else {
        Vaguer::WeekOf(then)
    }
}

/// In what somebody told: words that may tell who they are. Of times only those beside a place at work:
/// when others do something is what a partner needs. What would be vaguer there, the officer writes.
#[must_use]
pub fn in_text(text: &str) -> Vec<String> {
    let all = words(text);
    let times = clocks(&all, false);
    let mut found = inside(&all);
    if found.is_empty() {
        return found;
    }
    found.extend(times.iter().map(|time| joined(&all[time.clone()])));
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn at_work(text: &str) -> Option<(String, Vaguer)> {
        place(text).map(|told| (told.words.join(", "), told.vaguer))
    }

    /// On Wednesday 18 November 2026 it was reported.
    fn when(text: &str, today: Date) -> Option<(String, Vaguer)> {
        time(text, date(2026, 11, 18), today).map(|told| (told.words.join(", "), told.vaguer))
    }

    #[test]
    fn a_place_at_work_becomes_its_building() {
        let words = |text: &str| Vaguer::Words(text.to_owned());
        for (text, told, vaguer) in [
            ("Balie 3, stadskantoor", "Balie 3", words("stadskantoor")),
            (
                "Gemeentehuis, kamer 2.14",
                "kamer 2.14",
                words("gemeentehuis"),
            ),
            ("Spreekkamer", "Spreekkamer", Vaguer::Municipality),
            ("bij het zorgloket", "zorgloket", Vaguer::Municipality),
            (
                "Team Burgerzaken",
                "Team, Burgerzaken",
                Vaguer::Municipality,
            ),
        ] {
            assert_eq!(at_work(text), Some((told.to_owned(), vaguer)), "{text}");
        }
        for text in [
            "Verzonnenkade 14",
            "stadskantoor",
            "een kamer boven de zaak",
            "Kamerlingh Onneslaan 3",
            "",
        ] {
            assert_eq!(at_work(text), None, "{text}");
        }
    }

    #[test]
    fn a_minute_becomes_a_day_and_today_becomes_a_week() {
        let (same, next) = (date(2026, 11, 20), date(2026, 11, 23));
        let words = |text: &str| Vaguer::Words(text.to_owned());
        for (text, told, vaguer) in [
            ("vandaag 10.15 uur", "10.15 uur, vandaag", Vaguer::ThisWeek),
            (
                "Vanochtend, rond half elf",
                "half elf, Vanochtend",
                Vaguer::ThisWeek,
            ),
            ("om kwart over tien", "kwart over tien", Vaguer::ThisWeek),
            (
                "17 november 2026 om 10.15 uur",
                "10.15 uur",
                words("17 november 2026"),
            ),
            ("17-11-2026, 22:05", "22:05", words("17-11-2026")),
            (
                "17 november tussen 10.00 en 12.00 uur",
                "10.00, 12.00 uur",
                words("17 november"),
            ),
            ("elke maandag om 8 uur", "8 uur", Vaguer::ThisWeek),
        ] {
            assert_eq!(when(text, same), Some((told.to_owned(), vaguer)), "{text}");
        }
        assert_eq!(when("gisteren", next).unwrap().1, Vaguer::LastWeek);
        let later = when("gisteren", date(2026, 12, 9)).unwrap().1;
        assert_eq!(later, Vaguer::WeekOf(date(2026, 11, 16)));
        for text in [
            "17 november 2026",
            "deze week",
            "'s avonds",
            "sinds drie weken",
            "",
        ] {
            assert_eq!(when(text, same), None, "{text}");
        }
    }

    #[test]
    fn what_somebody_told_is_not_read_as_a_time_table() {
        assert_eq!(
            in_text("Om 10.15 uur stond hij aan de balie."),
            ["balie", "10.15 uur"]
        );
        for text in [
            "Hij betaalde 10.50 en bleef drie dagen.",
            "Vier mannen slapen in één kamer.",
            "Een busje haalt ze om vijf uur ’s ochtends op.",
            "Het busje rijdt elke dag naar de kwekerij.",
        ] {
            assert_eq!(in_text(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        /// Whoever presses once is not asked again.
        #[test]
        fn what_is_vaguer_is_not_told_again(
            text in prop::collection::vec(prop::sample::select(vec![
                "balie", "3", "stadskantoor,", "kamer", "2.14", "vandaag", "10.15", "uur", "om", "half", "elf", "17",
                "november", "2026", "tussen", "en", "12:00", "kwart", "over", "tien", "17-11-2026", "straat",
            ]), 0..9)
        ) {
            let text = text.join(" ");
            let day = date(2026, 11, 18);
            if let Some(Telling { vaguer: Vaguer::Words(vaguer), .. }) = place(&text) {
                prop_assert_eq!(place(&vaguer), None);
            }
            if let Some(Telling { vaguer: Vaguer::Words(vaguer), .. }) = time(&text, day, day) {
                prop_assert_eq!(time(&vaguer, day, day), None, "{} of {}", vaguer, text);
            }
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC{0,60}") {
            let day = date(2026, 11, 18);
            let _ = (place(&text), time(&text, day, day), in_text(&text));
        }
    }
}
