//! Fonts, as far as they tell which letter a code is and how wide.

use std::collections::{BTreeSet, HashMap};

use lopdf::{Dictionary, Document, Encoding, Object, dictionary};

use super::{entry, resolve, sub};

/// Of a sign whose width is not told, in thousandths of the size. Wide: letters are rather glued
/// than parted.
const WIDTH: f64 = 600.0;
/// What the table of one font may unpack to, in bytes.
const TABLE: usize = 4 * 1024 * 1024;
/// So many different signs without a letter make a font unreadable; bullets need one or two.
const STRANGE: usize = 3;
/// `FontDescriptor`'s flag for an order of signs that only the font program knows.
const SYMBOLIC: i64 = 4;

pub struct Face {
    /// Two bytes a sign.
    wide: bool,
    unicode: Option<Encoding<'static>>,
    /// Letters by code, for fonts of one byte a sign.
    named: HashMap<u16, String>,
    known: HashMap<u16, String>,
    widths: HashMap<u16, f64>,
    width: f64,
    strange: BTreeSet<u16>,
}

/// What a string shows.
#[derive(Default)]
pub struct Shown {
    /// In thousandths of the size.
    pub width: f64,
    pub signs: u32,
    /// Single bytes 32, which word spacing widens.
    pub spaces: u32,
}

impl Face {
    pub fn of(document: &Document, font: &Dictionary) -> Self {
        let wide = entry(document, font, b"Subtype").and_then(|name| name.as_name().ok())
            == Some(b"Type0");
        let mut face = Self {
            wide,
            unicode: unicode(document, font),
            named: if wide {
                HashMap::new()
            } else {
                named(document, font)
            },
            known: HashMap::new(),
            widths: HashMap::new(),
            width: WIDTH,
            strange: BTreeSet::new(),
        };
        if wide {
            face.wide_widths(document, font);
        } else {
            face.simple_widths(document, font);
        }
        face
    }

    /// Too many signs were shown that nobody can read.
    pub fn unreadable(&self) -> bool {
        self.strange.len() >= STRANGE
    }

    /// Adds the letters of a string to a text.
    pub fn read(&mut self, bytes: &[u8], text: &mut String) -> Shown {
        let mut shown = Shown::default();
        for code in bytes.chunks(if self.wide { 2 } else { 1 }) {
            let number = code
                .iter()
                .fold(0_u16, |number, byte| number << 8 | u16::from(*byte));
            shown.width += self.widths.get(&number).copied().unwrap_or(self.width);
            shown.signs += 1;
            shown.spaces += u32::from(!self.wide && number == 32);
            if !self.known.contains_key(&number) {
                let found = self.letter(number, code);
                if found.chars().any(strange) {
                    self.strange.insert(number);
                }
                self.known.insert(number, found);
            }
            text.push_str(&self.known[&number]);
        }
        shown
    }

    fn letter(&self, number: u16, code: &[u8]) -> String {
        let by_table = self
            .unicode
            .as_ref()
            .and_then(|encoding| encoding.bytes_to_string(code).ok());
        by_table
            .filter(|text| !text.is_empty() && !text.chars().any(strange))
            .or_else(|| self.named.get(&number).cloned())
            .unwrap_or_else(|| '\u{fffd}'.to_string())
    }

    fn simple_widths(&mut self, document: &Document, font: &Dictionary) {
        let first = number(entry(document, font, b"FirstChar")).unwrap_or_default();
        // The signs of a Type 3 font are measured in a space of its own.
        let scale = match entry(document, font, b"FontMatrix") {
            Some(Object::Array(matrix)) => number(matrix.first()).unwrap_or(0.001) * 1000.0,
            _ => 1.0,
        };
        if let Some(Object::Array(widths)) = entry(document, font, b"Widths") {
            for (at, width) in (0..256_u16).zip(widths) {
                if let Some(width) = number(Some(resolve(document, width))) {
                    self.widths
                        .insert(code(first).saturating_add(at), width * scale);
                }
            }
        }
    }

    fn wide_widths(&mut self, document: &Document, font: &Dictionary) {
        let Some(Object::Array(fonts)) = entry(document, font, b"DescendantFonts") else {
            return;
        };
        let Some(font) = fonts
            .first()
            .and_then(|font| resolve(document, font).as_dict().ok())
        else {
            return;
        };
        self.width = number(entry(document, font, b"DW")).unwrap_or(1000.0);
        let Some(Object::Array(runs)) = entry(document, font, b"W") else {
            return;
        };
        let mut runs = runs.iter().map(|run| resolve(document, run));
        while let (Some(first), Some(next)) = (runs.next(), runs.next()) {
            let first = code(number(Some(first)).unwrap_or_default());
            if let Object::Array(widths) = next {
                for (at, width) in (first..=u16::MAX).zip(widths) {
                    self.widths
                        .extend(number(Some(resolve(document, width))).map(|width| (at, width)));
                }
            } else if let (last, Some(width)) = (
                code(number(Some(next)).unwrap_or_default()),
                number(runs.next()),
            ) {
                self.widths.extend((first..=last).map(|at| (at, width)));
            }
        }
    }
}

/// No letter: what stands for an unknown one, control characters, and signs that a font invented.
fn strange(sign: char) -> bool {
    matches!(sign, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\0'..='\u{8}' | '\u{e}'..='\u{1f}')
}

fn number(object: Option<&Object>) -> Option<f64> {
    match object? {
        Object::Integer(number) => i32::try_from(*number).ok().map(f64::from),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of a code"
)]
fn code(number: f64) -> u16 {
    number.clamp(0.0, 65535.0) as u16
}

/// The font's own table of codes and letters.
fn unicode(document: &Document, font: &Dictionary) -> Option<Encoding<'static>> {
    let alone =
        dictionary! { "Type" => "Font", "ToUnicode" => font.get(b"ToUnicode").ok()?.clone() };
    match alone.get_font_encoding_with_limit(document, TABLE).ok()? {
        Encoding::UnicodeMapEncoding(table) => Some(Encoding::UnicodeMapEncoding(table)),
        _ => None,
    }
}

/// Letters by code, as far as the font names them.
fn named(document: &Document, font: &Dictionary) -> HashMap<u16, String> {
    let encoding = entry(document, font, b"Encoding");
    let base = match encoding {
        Some(Object::Name(name)) => Some(name.as_slice()),
        Some(Object::Dictionary(own)) => {
            entry(document, own, b"BaseEncoding").and_then(|name| name.as_name().ok())
        }
        _ => None,
    };
    let flags = sub(document, font, b"FontDescriptor")
        .and_then(|own| number(entry(document, own, b"Flags")));
    let own_order = entry(document, font, b"CharProcs").is_some()
        || flags.is_some_and(|flags| i64::from(code(flags)) & SYMBOLIC != 0);
    let mut letters = match base {
        Some(name) => table(document, name),
        None if own_order => HashMap::new(),
        None => table(document, b"StandardEncoding"),
    };
    if let Some(Object::Dictionary(own)) = encoding
        && let Some(Object::Array(differences)) = entry(document, own, b"Differences")
    {
        let mut at = 0;
        for item in differences {
            match resolve(document, item) {
                Object::Name(name) => {
                    match glyph(document, name) {
                        Some(text) => letters.insert(at, text),
                        None => letters.remove(&at),
                    };
                    at = at.saturating_add(1);
                }
                other => at = code(number(Some(other)).unwrap_or_default()),
            }
        }
    }
    letters
}

fn table(document: &Document, name: &[u8]) -> HashMap<u16, String> {
    let font = dictionary! { "Type" => "Font", "Encoding" => Object::Name(name.to_vec()) };
    let Ok(encoding) = font.get_font_encoding_with_limit(document, TABLE) else {
        return HashMap::new();
    };
    (0..=u8::MAX)
        .filter_map(|at| Some((u16::from(at), encoding.bytes_to_string(&[at]).ok()?)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// The letters that the name of a sign stands for (Adobe Glyph List). `None`: a name of the font's
/// own.
fn glyph(document: &Document, name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?.split('.').next()?;
    if name.contains('_') {
        return name
            .split('_')
            .map(|part| glyph(document, part.as_bytes()))
            .collect();
    }
    let digits = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))
        .filter(|digits| digits.len() >= 4);
    if let Some(sign) =
        digits.and_then(|digits| u32::from_str_radix(digits.get(..digits.len().min(6))?, 16).ok())
    {
        return char::from_u32(sign).map(String::from);
    }
    let differences: Vec<Object> = vec![1.into(), Object::Name(name.as_bytes().to_vec())];
    let font = dictionary! { "Type" => "Font", "Encoding" => dictionary! { "Differences" => differences } };
    match font.get_font_encoding_with_limit(document, TABLE).ok()? {
        encoding @ Encoding::Differences(_) => encoding
            .bytes_to_string(&[1])
            .ok()
            .filter(|text| !text.is_empty()),
        _ => None,
    }
}
