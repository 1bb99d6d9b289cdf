//! The world that Typst sees: one template, one `data.json`, the pictures, the fonts. No disk, no
//! network, no clock.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use rust_embed::Embed;
use serde_json::Value as Json;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, Scalar};
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use crate::Error;

#[derive(Embed)]
#[folder = "../../assets/dist/pdf"]
struct Fonts;

/// Pixels of a picture for each point of paper: letters of ten points are read well on a screen, and a
/// page of text stays below 150 kB.
const SHARP: f64 = 1.5;

struct Shelf {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    library: LazyHash<Library>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let mut names: Vec<_> = Fonts::iter().collect();
    names.sort();
    let files = names.iter().filter_map(|name| Fonts::get(name));
    let fonts: Vec<Font> = files
        .flat_map(|file| Font::iter(bytes(file.data)).collect::<Vec<_>>())
        .collect();
    Shelf {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        library: LazyHash::new(<Library as LibraryExt>::default()),
        fonts,
    }
});

/// What lies in the program itself is read from there: a copy of all fonts is 13 MB of memory.
fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::new(data),
        Cow::Owned(data) => Bytes::new(data),
    }
}

struct Room {
    main: Source,
    files: HashMap<FileId, Bytes>,
}

fn id(name: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(name).map_err(|error| Error(format!("{name}: {error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &SHELF.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHELF.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHELF.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Replaces what no font can show: `□` for characters, nothing for control codes.
fn showable(text: &str) -> String {
    let can = |c: char| {
        SHELF
            .fonts
            .iter()
            .any(|font| font.info().coverage.contains(u32::from(c)))
    };
    text.chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .map(|c| if c == '\n' || can(c) { c } else { '□' })
        .collect()
}

/// So long a word may not fit on a line.
const LONG: usize = 30;

/// Lets a very long word go on on the next line: else it runs off the paper. A hyphen lets it do so already; and a SHA-256
/// fits, and stays what can be copied.
fn breakable(text: &str) -> String {
    let is_long = |word: &str| {
        let word = word.trim_end();
        let is_sum = word.len() == 64 && word.bytes().all(|sign| sign.is_ascii_hexdigit());
        word.chars().count() >= LONG && !is_sum
    };
    let words = text.split_inclusive(|sign: char| sign.is_whitespace() || sign == '-');
    let each = words.map(|word| {
        if is_long(word) {
            broken(word)
        } else {
            word.to_owned()
        }
    });
    each.collect()
}

/// With a space of no width between its letters: only between those that stand by themselves, so that none loses its
/// accent.
fn broken(word: &str) -> String {
    let stands = |sign: char| sign.is_ascii_graphic() || ('\u{c0}'..='\u{24f}').contains(&sign);
    let mut parted = String::new();
    let mut before = ' ';
    for sign in word.chars() {
        if stands(before) && stands(sign) {
            parted.push('\u{200b}');
        }
        parted.push(sign);
        before = sign;
    }
    parted
}

fn clean(value: &Json) -> Json {
    match value {
        Json::String(text) => Json::String(breakable(&showable(text))),
        Json::Array(items) => items.iter().map(clean).collect(),
        Json::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), clean(value)))
            .collect(),
        other => other.clone(),
    }
}

fn told(what: &[SourceDiagnostic]) -> Error {
    Error(
        what.iter()
            .map(|fault| fault.message.to_string())
            .collect::<Vec<_>>()
            .join("; "),
    )
}

/// A document as it was set: its pages, before they are a PDF or pictures.
pub struct Laid(PagedDocument);

/// A dossier's words do not linger in a cache, whatever came of it.
impl Drop for Laid {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

/// Sets a document.
pub fn lay(template: &str, data: &Json, extra: Vec<(String, Vec<u8>)>) -> Result<Laid, Error> {
    let mut files = HashMap::from([(
        id("/data.json")?,
        Bytes::from_string(clean(data).to_string()),
    )]);
    for (name, bytes) in extra {
        files.insert(id(&format!("/{name}"))?, Bytes::new(bytes));
    }
    let room = Room {
        main: Source::new(id("/main.typ")?, template.to_owned()),
        files,
    };
    let laid = typst::compile(&room).output.map(Laid);
    laid.map_err(|faults| told(&faults))
}

impl Laid {
    /// As PDF, accessible and to be kept. `day` (`2026-11-23`) becomes its date.
    pub fn pdf(&self, day: &str) -> Result<Vec<u8>, Error> {
        self.pdf_of(day, &[PdfStandard::Ua_1, PdfStandard::A_2a])
    }

    /// The same, accessible and no more: what is encrypted afterwards may not say that it is PDF/A.
    pub fn pdf_to_be_sealed(&self, day: &str) -> Result<Vec<u8>, Error> {
        self.pdf_of(day, &[PdfStandard::Ua_1])
    }

    fn pdf_of(&self, day: &str, standards: &[PdfStandard]) -> Result<Vec<u8>, Error> {
        typst_pdf::pdf(&self.0, &options(day, standards)?).map_err(|faults| told(&faults))
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.0.pages().len()
    }

    /// Its first pages, `most` at the most, each as a PNG.
    pub fn pictures(&self, most: usize) -> Result<Vec<Vec<u8>>, Error> {
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(SHARP),
            ..RenderOptions::default()
        };
        let pages = self.0.pages().iter().take(most);
        let pictures = pages.map(|page| typst_render::render(page, &options).encode_png());
        pictures
            .map(|picture| picture.map_err(|error| Error(error.to_string())))
            .collect()
    }
}

fn options(day: &str, standards: &[PdfStandard]) -> Result<PdfOptions, Error> {
    let standards =
        PdfStandards::new(standards).map_err(|fault| Error(fault.message().to_string()))?;
    let mut parts = day.split('-').map(|part| part.parse::<i32>().unwrap_or(1));
    let mut part = || parts.next().unwrap_or(1);
    let (year, month, of_month) = (
        part(),
        u8::try_from(part()).unwrap_or(1),
        u8::try_from(part()).unwrap_or(1),
    );
    let timestamp = Datetime::from_ymd_hms(year, month, of_month, 0, 0, 0).map(Timestamp::new_utc);
    Ok(PdfOptions {
        standards,
        timestamp,
        creator: Smart::Custom(Some("Meldroute".into())),
        ..PdfOptions::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_very_long_word_can_go_on_on_the_next_line() {
        let long = "w".repeat(LONG);
        let said = breakable(&format!("kort {long} en-{long}\n"));
        assert_eq!(said.matches('\u{200b}').count(), 2 * (LONG - 1), "{said}");
        assert!(said.starts_with("kort w\u{200b}w") && said.ends_with("w\n"));
        let accents = "e\u{301}".repeat(LONG);
        for stays in [
            "aandachtsfunctionarissen",
            "AB12-CD34-EF56-GH78-IJ90-KL12-MN34-OP56",
            &"a1".repeat(32),
            &accents,
        ] {
            assert_eq!(breakable(stays), stays);
        }
    }
}
