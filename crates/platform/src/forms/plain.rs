//! What of a text nobody typed on purpose: signs that do not show, or that turn around what is read.

use std::borrow::Cow;

/// Control characters but the ends of lines and tabs, and what overrides or isolates the direction of
/// reading (UAX #9): by those a name reads otherwise than it is. Marks of direction that a language
/// needs stay.
fn is_unwanted(sign: char) -> bool {
    let turns = matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')
}

/// The text without them.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(is_unwanted) {
        text.replace(is_unwanted, "").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_not_show_goes_and_what_people_type_stays() {
        for (typed, read) in [
            ("a\0b", "ab"),
            ("\u{202e}abc\u{202c}", "abc"),
            ("\u{2067}x\u{2069}", "x"),
            ("wim2\0@x.example", "wim2@x.example"),
            ("één\r\ntwee\tdrie", "één\r\ntwee\tdrie"),
            ("\u{85}\u{1b}[31m\u{7f}", "[31m"),
            (
                "عمر\u{200f} 👩\u{200d}🔬 می\u{200c}خواهم",
                "عمر\u{200f} 👩\u{200d}🔬 می\u{200c}خواهم",
            ),
        ] {
            assert_eq!(plain(typed), read, "{typed:?}");
        }
    }

    proptest! {
        /// Nothing else goes, nothing moves, and what is read once is read the same again.
        #[test]
        fn whatever_is_typed_is_read_without_them(text in any::<String>()) {
            let read = plain(&text).into_owned();
            let kept: String = text.chars().filter(|sign| !is_unwanted(*sign)).collect();
            prop_assert_eq!(&read, &kept);
            prop_assert!(!read.contains(is_unwanted));
            prop_assert_eq!(plain(&read), read.as_str());
        }
    }
}
