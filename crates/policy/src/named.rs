//! Names that people tell partners apart by.

use unicode_normalization::UnicodeNormalization;

/// Ignored on screen and in print, or blank: joiners, fillers, direction, soft hyphens.
pub(crate) fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || sign.is_whitespace()
        || matches!(sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// A name as it is compared: without case, width, spaces and what does not show.
pub(crate) fn plain(name: &str) -> String {
    let letters = name.nfkc().filter(|sign| !is_invisible(*sign));
    letters.flat_map(char::to_lowercase).nfkc().collect()
}

/// Would people take these for one name?
///
/// ```
/// assert!(policy::is_same_name("Politie, AVIM", "politie,  avim\u{200b}"));
/// assert!(!policy::is_same_name("Politie, AVIM", "Politie, TMM"));
/// ```
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Is there anything in it that people can read?
///
/// ```
/// assert!(policy::is_name("RIEC"));
/// assert!(!policy::is_name("\u{3164} -"));
/// ```
#[must_use]
pub fn is_name(name: &str) -> bool {
    plain(name).chars().any(char::is_alphanumeric)
}
