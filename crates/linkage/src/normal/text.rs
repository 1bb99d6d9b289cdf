//! Plain lower-case ASCII from any script.

/// Transliterates and lower-cases; what is no letter or digit becomes a space, apostrophes vanish.
/// A run of ideographs becomes surname and given name: its first sign apart, the rest together.
///
/// ```
/// assert_eq!(linkage::normal::fold("Żółć van 't Hoff"), "zolc van t hoff");
/// assert_eq!(linkage::normal::fold("王小明"), "wang xiaoming");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut ideographs = 0;
    for c in text.chars() {
        if c.is_ascii() {
            if ideographs > 0 {
                out.push(' ');
            }
            ideographs = 0;
            match c {
                'A'..='Z' => out.push(c.to_ascii_lowercase()),
                'a'..='z' | '0'..='9' => out.push(c),
                '\'' | '`' => {}
                _ => space(&mut out),
            }
            continue;
        }
        let is_ideograph = matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
        if is_ideograph {
            if ideographs < 2 {
                space(&mut out);
            }
            ideographs += 1;
        } else {
            ideographs = 0;
        }
        match c {
            '\u{2018}' | '\u{2019}' | '\u{00b4}' | '\u{02bc}' | 'ь' | 'ъ' | 'Ь' | 'Ъ' => {}
            _ => push_foreign(&mut out, c),
        }
    }
    out.truncate(out.trim_end().len());
    if out.starts_with(' ') {
        out.trim_start().to_owned()
    } else {
        out
    }
}

fn push_foreign(out: &mut String, c: char) {
    let plain = any_ascii::any_ascii_char(c);
    if plain.is_empty() {
        return;
    }
    for plain in plain.chars() {
        match plain {
            'A'..='Z' | 'a'..='z' | '0'..='9' => out.push(plain.to_ascii_lowercase()),
            '\'' | '`' | '"' => {}
            _ => space(out),
        }
    }
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}
