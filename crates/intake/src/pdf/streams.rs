//! Streams: unpacked within a budget, and packed again.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, Stream};

use super::{fault, resolve};
use crate::{Fault, MAX_PICTURES, MAX_PIXELS, MAX_UNPACKED, jpeg, jpeg2000};

/// What may still be unpacked of a document.
pub struct Streams<'a> {
    document: &'a Document,
    rest: usize,
    pictures: usize,
}

/// Filters that are a picture's own.
const PICTURE: [&[u8]; 4] = [
    b"DCTDecode",
    b"JPXDecode",
    b"CCITTFaxDecode",
    b"JBIG2Decode",
];

impl<'a> Streams<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            rest: MAX_UNPACKED,
            pictures: MAX_PICTURES,
        }
    }

    /// The stream with these entries and its content made again. `drawn`: it may be drawing
    /// instructions.
    pub fn again(
        &mut self,
        stream: &Stream,
        mut entries: Dictionary,
        picture: bool,
        drawn: bool,
        globals: Option<Object>,
    ) -> Result<Stream, Fault> {
        let (filters, parms) = self.filters(stream)?;
        if picture {
            self.weigh(&stream.dict)?;
        }
        let own = filters
            .iter()
            .position(|name| PICTURE.contains(&name.as_slice()));
        match own {
            None if picture => {
                // Kept as packed: a predictor makes it far smaller than packing again would.
                self.unpack(&stream.content, &filters, &parms, true)?;
                set_filters(&mut entries, filters, parms);
                Ok(Stream::new(entries, stream.content.clone()))
            }
            None => {
                let mut content = self.unpack(&stream.content, &filters, &parms, false)?;
                if drawn {
                    content = uncommented(content);
                }
                packed(entries, &content)
            }
            Some(at) if at + 1 == filters.len() => {
                let content = self.unpack(&stream.content, &filters[..at], &parms[..at], true)?;
                let filter = filters[at].clone();
                let content = match filter.as_slice() {
                    b"DCTDecode" => jpeg::bare(&content).ok_or(Fault::Broken)?,
                    b"JPXDecode" => jpeg2000::bare(&content).ok_or(Fault::Broken)?,
                    _ => content,
                };
                let mut parms = parms[at].clone();
                parms.remove(b"JBIG2Globals");
                if let Some(globals) = globals {
                    parms.set("JBIG2Globals", globals);
                }
                set_filters(&mut entries, vec![filter], vec![parms]);
                Ok(Stream::new(entries, content))
            }
            Some(_) => Err(Fault::Broken),
        }
    }

    /// The filters in the order of unpacking, and their parameters: numbers only.
    fn filters(&self, stream: &Stream) -> Result<(Vec<Vec<u8>>, Vec<Dictionary>), Fault> {
        let get = |key: &[u8]| {
            stream
                .dict
                .get(key)
                .map_or(&Object::Null, |value| resolve(self.document, value))
        };
        let names: Vec<Vec<u8>> = list_of(get(b"Filter"), self.document)
            .into_iter()
            .map(|name| {
                name.as_name()
                    .map(<[u8]>::to_vec)
                    .map_err(|_| Fault::Broken)
            })
            .collect::<Result<_, _>>()?;
        if names.len() > Stream::MAX_FILTERS {
            return Err(Fault::TooMuch);
        }
        let given = list_of(get(b"DecodeParms"), self.document);
        let parms = (0..names.len())
            .map(|at| {
                let mut made = Dictionary::new();
                if let Some(old) = given.get(at).and_then(|parms| parms.as_dict().ok()) {
                    for (key, value) in old {
                        let value = resolve(self.document, value);
                        if matches!(
                            value,
                            Object::Integer(_) | Object::Boolean(_) | Object::Real(_)
                        ) {
                            made.set(key.clone(), value.clone());
                        }
                    }
                }
                made
            })
            .collect();
        Ok((names, parms))
    }

    fn unpack(
        &mut self,
        content: &[u8],
        filters: &[Vec<u8>],
        parms: &[Dictionary],
        picture: bool,
    ) -> Result<Vec<u8>, Fault> {
        let left = if picture {
            &mut self.pictures
        } else {
            &mut self.rest
        };
        let limit = (*left).min(MAX_UNPACKED);
        let unpacked = if filters.is_empty() {
            if content.len() > limit {
                return Err(Fault::TooMuch);
            }
            content.to_vec()
        } else {
            let mut entries = Dictionary::new();
            set_filters(&mut entries, filters.to_vec(), parms.to_vec());
            Stream::new(entries, content.to_vec())
                .decompressed_content_with_limit(limit)
                .map_err(|error| fault(&error))?
        };
        *left -= unpacked.len().min(*left);
        Ok(unpacked)
    }

    /// Pixels of a picture; one bit each in a scan of black and white.
    fn weigh(&self, entries: &Dictionary) -> Result<(), Fault> {
        let number = |key: &[u8]| {
            let value = entries
                .get(key)
                .ok()
                .map(|value| resolve(self.document, value));
            value
                .and_then(|value| value.as_i64().ok())
                .and_then(|value| u64::try_from(value).ok())
                .unwrap_or(0)
        };
        let pixels = number(b"Width").saturating_mul(number(b"Height"));
        let most = if number(b"BitsPerComponent") <= 1 {
            4 * MAX_PIXELS
        } else {
            MAX_PIXELS
        };
        if pixels > most {
            Err(Fault::TooMuch)
        } else {
            Ok(())
        }
    }
}

fn list_of<'a>(object: &'a Object, document: &'a Document) -> Vec<&'a Object> {
    match object {
        Object::Null => Vec::new(),
        Object::Array(items) => items.iter().map(|item| resolve(document, item)).collect(),
        one => vec![one],
    }
}

fn set_filters(entries: &mut Dictionary, filters: Vec<Vec<u8>>, parms: Vec<Dictionary>) {
    if filters.is_empty() {
        return;
    }
    let some = parms.iter().any(|parms| !parms.is_empty());
    entries.set(
        "Filter",
        filters.into_iter().map(Object::Name).collect::<Vec<_>>(),
    );
    if some {
        entries.set(
            "DecodeParms",
            parms
                .into_iter()
                .map(Object::Dictionary)
                .collect::<Vec<_>>(),
        );
    }
}

fn packed(mut entries: Dictionary, content: &[u8]) -> Result<Stream, Fault> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).map_err(|_| Fault::Broken)?;
    let packed = encoder.finish().map_err(|_| Fault::Broken)?;
    entries.set("Filter", "FlateDecode");
    Ok(Stream::new(entries, packed))
}

/// Drawing instructions without comments. Those that cannot be read to their end stay as they are:
/// a viewer may read on where we cannot.
fn uncommented(content: Vec<u8>) -> Vec<u8> {
    if !content.contains(&b'%') {
        return content;
    }
    let mut marked = content.clone();
    marked.extend(super::page::END);
    let mut out = Vec::with_capacity(content.len());
    for operation in Content::decode_iter(&marked) {
        let Ok(operation) = operation else {
            return content;
        };
        if super::page::is_end(&operation) {
            return out;
        }
        match (Content {
            operations: [operation],
        })
        .encode()
        {
            Ok(bytes) => out.extend(bytes),
            Err(_) => return content,
        }
        out.push(b'\n');
    }
    content
}
