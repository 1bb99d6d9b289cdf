//! Telephone numbers as people in the Netherlands write them.

pub use crate::hidden::within;

/// As it is dialled: digits, and a plus in front of a number from abroad.
///
/// `None` when nobody could dial it. Dutch numbers have ten digits (0348 47 64 00, 06, 085, 088); 0800 and
/// 0900 numbers eight or eleven; a municipality's own begins with 14 and has its area code; emergency
/// and social services have three or six. Spaces, dashes, dots, brackets and slashes part the digits.
///
/// ```
/// use policy::phone;
/// assert_eq!(phone::dialled("0348 - 47 64 00").as_deref(), Some("0348476400"));
/// assert_eq!(phone::dialled("+31 (0)348 476 400").as_deref(), Some("+31348476400"));
/// assert_eq!(phone::dialled("14 0348").as_deref(), Some("140348"));
/// assert_eq!(phone::dialled("030-12"), None);
/// assert_eq!(phone::dialled("0900-EVIL"), None);
/// ```
#[must_use]
pub fn dialled(text: &str) -> Option<String> {
    let text = text.trim();
    let (abroad, rest) = match text.strip_prefix('+').or_else(|| text.strip_prefix("00")) {
        // The zero of the area code is not dialled from abroad.
        Some(rest) => (true, rest.replacen("(0)", "", 1)),
        None => (false, text.to_owned()),
    };
    let parts = |c: char| c.is_ascii_digit() || " \u{a0}-–.()/".contains(c);
    if !rest.chars().all(parts) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if abroad {
        return is_from_abroad(&digits).then(|| format!("+{digits}"));
    }
    is_dutch(&digits).then_some(digits)
}

/// A country and a number in it (E.164); of the Netherlands nine digits.
fn is_from_abroad(digits: &str) -> bool {
    match digits.strip_prefix("31") {
        Some(dutch) => dutch.len() == 9 && !dutch.starts_with('0'),
        None => (8..=15).contains(&digits.len()) && !digits.starts_with('0'),
    }
}

/// In the numbering plan of the Netherlands.
fn is_dutch(digits: &str) -> bool {
    let long = ["0800", "0900", "0906", "0909"];
    let is_long = long.iter().any(|prefix| digits.starts_with(prefix));
    match digits.len() {
        3 => matches!(digits, "112" | "113" | "144"),
        5 | 6 if digits.starts_with("140") => true,
        6 => digits.starts_with("116"),
        8 | 11 => is_long,
        10 => digits.starts_with('0') && !digits.starts_with("00") && !is_long,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for good in [
            "112",
            "113",
            "144",
            "116 006",
            "14 0348",
            "14 030",
            "0800-2000",
            "0800-0113 000",
            "0900-8844",
            "0900 1234567",
            "088-374 47 44",
            "(0348) 476 400",
            "06-12345678",
            "06/12 34 56 78",
            "+31 6 12345678",
            "0031 348 476400",
            "+32 2 345 67 89",
            "085.123.45.67",
        ] {
            assert!(dialled(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "12",
            "030-12",
            "0900-EVIL 06 66666666",
            "0900-8844 06 66666666",
            "bel mij",
            "+31 0348 476400",
            "06 1234567",
            "1234567890",
            "0800-12345",
            "+",
            "00",
            "119",
            "06-12345678 of 0348-123456",
            "1+2345",
        ] {
            assert_eq!(dialled(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_number_among_words_is_found_and_times_are_none() {
        for bad in [
            "nieuw nummer: 06 12345678",
            "telefoon (vervallen, bel 06 12345678)",
            "werkdagen; +31 (0)6 12345678",
            "werkdagen 0031612345678",
            "bel 0900.1700",
            "09.00-17.00 06 12345678",
            "0 6 1 2 3 4 5 6 7 8",
            "０６１２３４５６７８",
            "14 0348",
        ] {
            assert!(within(bad).is_some(), "{bad}");
        }
        for good in [
            "",
            "werkdagen",
            "dag en nacht",
            "24 uur per dag, 7 dagen per week",
            "24/7",
            "ma-vr 09.00-17.00",
            "08:30 - 17:00, za 10.00-12.00 en 13.00-15.30 uur.",
            "8.30-12.00 13.00-17.00",
            "9-17 uur",
            "telefoon 2",
            "buiten werktijd: bel 112",
            "gesloten op 1-1-2027",
        ] {
            assert_eq!(within(good), None, "{good}");
        }
    }

    proptest! {
        /// What can be dialled is dialled the same again, however its digits are parted.
        #[test]
        fn a_dialled_number_is_a_number(text in "[0-9+() -]{0,18}") {
            if let Some(number) = dialled(&text) {
                prop_assert_eq!(dialled(&number), Some(number.clone()));
                let parted: Vec<String> = number.chars().map(String::from).collect();
                prop_assert_eq!(dialled(&parted.join(" ").replacen("+ ", "+", 1)), Some(number));
            }
        }

        /// Whatever stands around a number, and however its digits are parted, it is found.
        #[test]
        fn a_number_is_found_wherever_it_stands(
            before in "[a-zA-Z ]{0,12}",
            part in prop::sample::select(vec!["", " ", "-", " - ", ".", "/", "_", ", ", "•", "\u{200b}"]),
            after in "[a-zA-Z ]{0,12}",
            number in prop::sample::select(vec!["0612345678", "0348476400", "08002000", "09008844", "140348"]),
        ) {
            let digits: Vec<String> = number.chars().map(String::from).collect();
            let text = format!("{before}{}{after}", digits.join(part));
            prop_assert!(within(&text).is_some(), "{}", text);
        }

        #[test]
        fn whatever_is_typed_is_read(text in ".{0,40}") {
            let _ = (dialled(&text), within(&text));
        }
    }
}
