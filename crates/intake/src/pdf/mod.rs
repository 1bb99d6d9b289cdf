//! PDFs: made again from the pages outwards, and read for their words.
//!
//! What is copied is what `rule` names. Everything else stays behind: Info, XMP, attachments,
//! scripts, actions, thumbnails, private data of programs, earlier revisions, bookmarks, the
//! structure tree (it repeats the text and holds notes of its own) and colour profiles. The look of
//! the pages stays.

mod annotations;
mod copy;
mod font;
mod named;
mod page;
mod place;
mod rule;
mod scan;
mod setting;
mod streams;
mod words;

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object};

use crate::{Fault, MAX_PAGES, MAX_UNPACKED, Removed};

pub use words::{Words, words};

/// References to references are followed so far.
const DEREF: usize = 16;

fn fault(error: &Error) -> Fault {
    match error {
        Error::Decompress(
            DecompressError::MemoryLimitExceeded { .. } | DecompressError::TooManyFilters { .. },
        ) => Fault::TooMuch,
        _ => Fault::Broken,
    }
}

/// Reads a document; one with a password is refused, also with an empty one.
fn load(bytes: &[u8]) -> Result<Document, Fault> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_UNPACKED),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| fault(&error))?;
    if document.is_encrypted() || document.was_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(Fault::Broken);
    }
    Ok(document)
}

/// The pages in order.
fn pages(document: &Document) -> Result<Vec<(lopdf::ObjectId, &Dictionary)>, Fault> {
    let mut found = Vec::new();
    for id in document.page_iter() {
        if found.len() == MAX_PAGES {
            return Err(Fault::TooMuch);
        }
        if let Ok(page) = document.get_dictionary(id) {
            found.push((id, page));
        }
    }
    if found.is_empty() {
        Err(Fault::Broken)
    } else {
        Ok(found)
    }
}

/// An object with its references followed; `Null` when they lead nowhere.
fn resolve<'a>(document: &'a Document, mut object: &'a Object) -> &'a Object {
    for _ in 0..DEREF {
        match object {
            Object::Reference(id) => match document.get_object(*id) {
                Ok(next) => object = next,
                Err(_) => return &Object::Null,
            },
            other => return other,
        }
    }
    &Object::Null
}

/// An entry of a dictionary, with references followed.
fn entry<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    dictionary
        .get(key)
        .ok()
        .map(|value| resolve(document, value))
        .filter(|value| !value.is_null())
}

/// An entry that is a dictionary.
fn sub<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    entry(document, dictionary, key)?.as_dict().ok()
}

/// An entry that a page may have from the tree above it, as it stands.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..64 {
        if let Ok(found) = node.get(key)
            && !resolve(document, found).is_null()
        {
            return Some(found);
        }
        node = sub(document, node, b"Parent")?;
    }
    None
}

/// A string as the text it stands for: UTF-16, UTF-8 or `PDFDocEncoding`. What is no text is read
/// as well as it goes.
fn said(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let wide = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..]
            .chunks_exact(2)
            .map(|pair| of([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, ..] => Some(wide(u16::from_be_bytes)),
        [0xFF, 0xFE, ..] => Some(wide(u16::from_le_bytes)),
        [0xEF, 0xBB, 0xBF, text @ ..] => Some(String::from_utf8_lossy(text).into_owned()),
        _ => lopdf::decode_text_string(object).ok(),
    }
}

/// The same pages in a new document.
pub fn again(bytes: &[u8]) -> Result<(Vec<u8>, Removed), Fault> {
    let old = load(bytes)?;
    let removed = scan::removed(&old);
    let mut new = copy::document(&old)?;
    drop(old);
    let mut out = Vec::new();
    new.save_to(&mut out).map_err(|_| Fault::Broken)?;
    Ok((out, removed))
}
