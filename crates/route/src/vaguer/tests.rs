use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn words(text: &str) -> Vaguer {
    Vaguer::Words(text.to_owned())
}

fn at_work(text: &str) -> Option<(String, Option<Vaguer>)> {
    place(text).map(|told| (told.words.join(", "), told.vaguer))
}

/// On Wednesday 18 November 2026 it was reported.
fn when(text: &str, today: Date) -> Option<(String, Option<Vaguer>)> {
    time(text, date(2026, 11, 18), today).map(|told| (told.words.join(", "), told.vaguer))
}

fn week(week: Week) -> Vaguer {
    let (before, after) = (String::new(), String::new());
    Vaguer::Week {
        before,
        week,
        after,
    }
}

#[test]
fn a_place_at_work_becomes_what_is_left_of_it() {
    for (text, told, vaguer) in [
        (
            "Balie 3, stadskantoor",
            "Balie 3",
            Some(words("stadskantoor")),
        ),
        (
            "Balies in het stadskantoor",
            "Balies",
            Some(words("stadskantoor")),
        ),
        (
            "Gemeentehuis, kamer 2.14",
            "kamer 2.14",
            Some(words("Gemeentehuis")),
        ),
        ("Spreekkamer", "Spreekkamer", Some(Vaguer::Municipality)),
        ("kamer twee", "kamer twee", None),
        ("k2.14", "k2.14", None),
        (
            "ｋ２.１４ in het gemeentehuis",
            "ｋ２.１４",
            Some(words("gemeentehuis")),
        ),
        ("ＢＡＬＩＥ 3", "ＢＡＬＩＥ 3", Some(Vaguer::Municipality)),
        ("B\u{ad}alie 3", "B\u{ad}alie 3", Some(Vaguer::Municipality)),
        ("bij het zorgloket", "zorgloket", Some(Vaguer::Municipality)),
        (
            "Team Burgerzaken",
            "Team, Burgerzaken",
            Some(Vaguer::Municipality),
        ),
        ("onze receptie", "onze receptie", Some(Vaguer::Municipality)),
        (
            "Spreekuur in De Wegwijzer",
            "Spreekuur",
            Some(words("De Wegwijzer")),
        ),
    ] {
        assert_eq!(at_work(text), Some((told.to_owned(), vaguer)), "{text}");
    }
}

/// What is somebody else's place is true as it stands.
#[test]
fn another_place_is_left_alone() {
    for text in [
        "Hotel De Roos, receptie, Dorpsstraat 5",
        "team van de pizzeria",
        "afdeling vleesverwerking",
        "kamer 12 boven de zaak",
        "wachtkamer huisarts",
        "balie van het hotel",
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
    let same = date(2026, 11, 20);
    for (text, told, vaguer) in [
        (
            "vandaag 10.15 uur",
            "10.15 uur, vandaag",
            Some(week(Week::This)),
        ),
        (
            "Vanochtend, rond half elf",
            "half elf, Vanochtend",
            Some(week(Week::This)),
        ),
        ("vandaag om 10u15", "10u15, vandaag", Some(week(Week::This))),
        (
            "vandaag 1015 uur",
            "1015 uur, vandaag",
            Some(week(Week::This)),
        ),
        (
            "17 november 14.30-15.00",
            "14.30-15.00",
            Some(words("17 november")),
        ),
        (
            "17 november, om half elf",
            "half elf",
            Some(words("17 november")),
        ),
        (
            "17 november １０:１５",
            "１０:１５",
            Some(words("17 november")),
        ),
        ("om kwart over tien", "kwart over tien", None),
        (
            "17 november 2026 om 10.15 uur",
            "10.15 uur",
            Some(words("17 november 2026")),
        ),
        ("17-11-2026, 22:05", "22:05", Some(words("17-11-2026"))),
        ("dinsdag om 22.00 uur", "22.00 uur", Some(words("dinsdag"))),
        (
            "17 november tussen 10.00 en 12.00 uur",
            "10.00, 12.00 uur",
            Some(words("17 november")),
        ),
    ] {
        assert_eq!(when(text, same), Some((told.to_owned(), vaguer)), "{text}");
    }
    let kept = when("Het busje kwam gisteren om 22.00 uur bij de loods", same);
    let (before, after) = ("Het busje kwam".to_owned(), "bij de loods".to_owned());
    let week = Some(Vaguer::Week {
        before,
        week: Week::This,
        after,
    });
    assert_eq!(kept.unwrap().1, week);
}

/// Yesterday is counted from the day of the report: on a Monday it was another week.
#[test]
fn yesterday_is_the_day_before_the_report() {
    let on = |received: Date, today: Date| time("gisteren", received, today).unwrap().vaguer;
    let monday = date(2026, 11, 16);
    assert_eq!(on(monday, monday), Some(week(Week::Last)));
    assert_eq!(
        on(date(2026, 11, 18), date(2026, 11, 20)),
        Some(week(Week::This))
    );
    assert_eq!(
        on(date(2026, 11, 18), date(2026, 11, 23)),
        Some(week(Week::Last))
    );
    assert_eq!(
        on(monday, date(2026, 12, 9)),
        Some(week(Week::Of(date(2026, 11, 9))))
    );
    let before = time("eergisteren", date(2026, 11, 17), date(2026, 11, 17));
    assert_eq!(before.unwrap().vaguer, Some(week(Week::Last)));
}

/// What happens more often, and what is no time, is left as it is.
#[test]
fn what_repeats_is_no_roster() {
    for text in [
        "elke dinsdag om 22.00 uur komt het busje",
        "Telkens om 8 uur",
        "maandags om 8 uur",
        "17 november 2026",
        "deze week",
        "'s avonds",
        "sinds drie weken",
        "",
    ] {
        assert_eq!(when(text, date(2026, 11, 20)), None, "{text}");
    }
}

#[test]
fn what_somebody_told_is_not_read_as_a_time_table() {
    for (text, told) in [
        (
            "Om 10.15 uur stond hij aan de balie.",
            vec!["balie", "10.15 uur"],
        ),
        ("Tijdens mijn dienst zag ik dit.", vec!["mijn dienst"]),
        (
            "Onze baliemedewerker hoorde het.",
            vec!["Onze baliemedewerker"],
        ),
        ("De receptioniste schreef haar in.", vec!["receptioniste"]),
        (
            "Dat zei de ambtenaar die de inschrijving deed.",
            vec!["ambtenaar"],
        ),
        (
            "Zij kwam in het gemeentehuis in kamer twee.",
            vec!["kamer twee"],
        ),
    ] {
        assert_eq!(in_text(text), told, "{text}");
    }
    for text in [
        "Hij betaalde 10.50 en bleef drie dagen.",
        "Vier mannen slapen in één kamer.",
        "Een busje haalt ze om vijf uur ’s ochtends op.",
        "Het busje rijdt elke dag naar de kwekerij.",
        "De receptie van het hotel houdt de sleutels om 22.00 uur.",
        "Het team van de pizzeria slaapt er.",
        "Hij werkt op de afdeling vleesverwerking.",
        "Zij slaapt in kamer 12 boven de zaak.",
        "Zij zat in de wachtkamer van de huisarts.",
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
            "november", "2026", "tussen", "en", "12:00", "kwart", "over", "tien", "17-11-2026", "straat", "onze",
            "receptie", "hotel", "team", "gisteren", "10u15", "dinsdag",
        ]), 0..9)
    ) {
        let text = text.join(" ");
        let day = date(2026, 11, 18);
        if let Some(Telling { vaguer: Some(Vaguer::Words(vaguer)), .. }) = place(&text) {
            prop_assert_eq!(place(&vaguer), None);
        }
        if let Some(Telling { vaguer: Some(Vaguer::Words(vaguer)), .. }) = time(&text, day, day) {
            prop_assert_eq!(time(&vaguer, day, day), None, "{} of {}", vaguer, text);
        }
    }

    /// Nothing is put there that was not said, but the municipality and a week.
    #[test]
    fn what_is_vaguer_says_nothing_else(
        text in prop::collection::vec(prop::sample::select(vec![
            "balie", "3", "stadskantoor,", "Dorpsstraat", "receptie", "hotel", "team", "burgerzaken", "bij", "de", "loods",
        ]), 0..9)
    ) {
        let text = text.join(" ");
        match place(&text).and_then(|told| told.vaguer) {
            Some(Vaguer::Words(vaguer)) => {
                let said = |word: &str| text.contains(word.trim_matches(','));
                prop_assert!(vaguer.split(' ').all(said), "{} of {}", vaguer, text);
            }
            Some(Vaguer::Municipality) => prop_assert!(!text.contains("hotel") && !text.contains("loods")),
            _ => {}
        }
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,60}") {
        let day = date(2026, 11, 18);
        let _ = (place(&text), time(&text, day, day), in_text(&text));
    }
}
