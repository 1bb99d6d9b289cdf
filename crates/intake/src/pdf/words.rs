//! All that a PDF says: its pages, its notes and fields, and what is told about it.

use lopdf::{Dictionary, Document, Object};

use super::page::Reader;
use super::{entry, inherited, load, pages, resolve, said, scan, sub};
use crate::{Fault, MAX_WORDS};

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// All of it: a line each, where lines can be told; empty for a picture.
    Text(String),
    /// Nobody can tell all it says: a scanned page, letters without a table, an attachment, a
    /// damaged file.
    Unreadable,
}

/// The words of a PDF, in the order its pages draw them, a line each where it can be told; then
/// those of notes, fields and metadata.
#[must_use]
pub fn words(bytes: &[u8]) -> Words {
    match read(bytes) {
        Ok(Some(text)) => Words::Text(text),
        Ok(None) | Err(_) => Words::Unreadable,
    }
}

fn read(bytes: &[u8]) -> Result<Option<String>, Fault> {
    let document = load(bytes)?;
    let forms = document
        .catalog()
        .ok()
        .and_then(|root| sub(&document, root, b"AcroForm"));
    if scan::removed(&document).attachments || forms.is_some_and(|form| form.has(b"XFA")) {
        return Ok(None);
    }
    let mut reader = Reader::new(&document);
    for (_, page) in pages(&document)? {
        let content = contents(&document, page, &mut reader)?;
        let resources = inherited(&document, page, b"Resources")
            .and_then(|own| resolve(&document, own).as_dict().ok());
        let mut seen = reader.content(content, resources, 0)?;
        for stream in looks(&document, page) {
            let note = reader.drawing(stream, resources, 1)?;
            seen.letters |= note.letters;
        }
        if seen.painted && !seen.letters {
            return Ok(None);
        }
    }
    if reader.blind || reader.strange() {
        return Ok(None);
    }
    let mut text = reader.all();
    for object in document.objects.values() {
        told(object, &mut reader, &mut text, 0)?;
    }
    told(
        &Object::Dictionary(document.trailer.clone()),
        &mut reader,
        &mut text,
        0,
    )?;
    Ok(Some(text))
}

/// The instructions of a page in one piece.
fn contents(document: &Document, page: &Dictionary, reader: &mut Reader) -> Result<Vec<u8>, Fault> {
    let mut content = Vec::new();
    let streams: Vec<&Object> = match entry(document, page, b"Contents") {
        Some(Object::Array(items)) => items.iter().map(|item| resolve(document, item)).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for stream in streams {
        if let Object::Stream(stream) = stream {
            content.extend(reader.unpack(stream)?);
            content.push(b'\n');
        }
    }
    Ok(content)
}

/// The drawings of the notes and fields on a page.
fn looks<'a>(document: &'a Document, page: &'a Dictionary) -> Vec<&'a lopdf::Stream> {
    let Some(Object::Array(notes)) = entry(document, page, b"Annots") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for note in notes {
        let Some(looks) = resolve(document, note)
            .as_dict()
            .ok()
            .and_then(|note| sub(document, note, b"AP"))
        else {
            continue;
        };
        for (_, look) in looks {
            match resolve(document, look) {
                Object::Stream(stream) => found.push(stream),
                Object::Dictionary(states) => {
                    found.extend(
                        states
                            .iter()
                            .filter_map(|(_, state)| resolve(document, state).as_stream().ok()),
                    );
                }
                _ => {}
            }
        }
    }
    found
}

/// Strings outside drawings: notes, values of fields, addresses, titles and authors, XMP.
fn told(
    object: &Object,
    reader: &mut Reader,
    text: &mut String,
    depth: usize,
) -> Result<(), Fault> {
    if depth > 128 || text.len() > MAX_WORDS {
        return Err(Fault::TooMuch);
    }
    match object {
        Object::String(..) => {
            if let Some(said) = said(object) {
                text.push_str(&said);
                text.push('\n');
            }
        }
        Object::Array(items) => {
            for item in items {
                told(item, reader, text, depth + 1)?;
            }
        }
        Object::Dictionary(own) => {
            for (_, value) in own {
                told(value, reader, text, depth + 1)?;
            }
        }
        Object::Stream(stream) => {
            for (_, value) in &stream.dict {
                told(value, reader, text, depth + 1)?;
            }
            if stream.dict.has_type(b"Metadata") {
                let packet = reader.unpack(stream)?;
                text.push_str(&untagged(&packet));
                text.push('\n');
            }
        }
        _ => {}
    }
    Ok(())
}

/// The text of XML without its tags, but with the values of attributes, which is where XMP puts
/// names too.
fn untagged(packet: &[u8]) -> String {
    let wide = |big: bool| {
        let units: Vec<u16> = packet
            .chunks_exact(2)
            .map(|pair| {
                if big {
                    u16::from_be_bytes([pair[0], pair[1]])
                } else {
                    u16::from_le_bytes([pair[0], pair[1]])
                }
            })
            .collect();
        String::from_utf16_lossy(&units)
    };
    let text = match packet {
        [0xFE, 0xFF, ..] | [0, b'<', ..] => wide(true),
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => wide(false),
        _ => String::from_utf8_lossy(packet).into_owned(),
    };
    text.replace(['<', '>', '"', '\''], " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}
