//! What the drawing instructions of a page say, in the order they stand there.

use std::collections::HashMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream};

use super::font::Face;
use super::place::Matrix;
use super::setting::State;
use super::{entry, fault, resolve, said, sub};
use crate::{Fault, MAX_UNPACKED, MAX_WORDS};

/// Put behind drawing instructions: if it is read, nothing before it stopped the reader.
pub const END: &[u8] = b"\n/MeldrouteEnd MP\n";
/// Drawings within drawings.
const MAX_DEPTH: usize = 12;

/// The mark of [`END`], and nothing of what stands before it.
pub fn is_end(operation: &Operation) -> bool {
    operation.operator == "MP"
        && matches!(operation.operands.as_slice(), [Object::Name(name)] if name == b"MeldrouteEnd")
}

/// What was seen of a page, or of a drawing on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Lines, surfaces or pictures.
    pub painted: bool,
    /// Letters that were read.
    pub letters: bool,
}

impl Seen {
    fn add(&mut self, other: Self) {
        self.painted |= other.painted;
        self.letters |= other.letters;
    }
}

/// Reads instructions and keeps the words.
pub struct Reader<'a> {
    document: &'a Document,
    /// The letters as they are drawn.
    pub(super) text: String,
    /// The same, with what the document says they read as in their place.
    read: String,
    replaced: bool,
    /// Something was there that could not be read.
    pub blind: bool,
    pub(super) faces: HashMap<usize, Face>,
    /// Drawings by where they stand in memory; one that is being read counts as nothing.
    drawings: HashMap<usize, Seen>,
    left: usize,
}

impl<'a> Reader<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            text: String::new(),
            read: String::new(),
            replaced: false,
            blind: false,
            faces: HashMap::new(),
            drawings: HashMap::new(),
            left: MAX_UNPACKED,
        }
    }

    /// Too many signs of a font could not be read.
    pub fn strange(&self) -> bool {
        self.faces.values().any(Face::unreadable)
    }

    /// Adds letters to both texts, or to the second what stands in their place.
    pub(super) fn push(&mut self, letters: &str, instead: Option<&str>) {
        self.text.push_str(letters);
        self.read.push_str(instead.unwrap_or(letters));
    }

    /// All that was read: as drawn, and once more as told where that differs.
    pub fn all(&mut self) -> String {
        let mut all = std::mem::take(&mut self.text);
        if self.replaced {
            all.push('\n');
            all.push_str(&self.read);
        }
        all
    }

    /// The instructions of a stream, unpacked.
    pub fn unpack(&mut self, stream: &Stream) -> Result<Vec<u8>, Fault> {
        let plain = stream
            .get_plain_content_with_limit(self.left)
            .map_err(|error| fault(&error))?;
        self.left = self.left.saturating_sub(plain.len());
        Ok(plain)
    }

    /// A drawing: a form, the look of a note, a pattern. Its words are taken once.
    pub fn drawing(
        &mut self,
        stream: &'a Stream,
        outer: Option<&'a Dictionary>,
        depth: usize,
    ) -> Result<Seen, Fault> {
        let place = std::ptr::from_ref(stream).addr();
        if let Some(known) = self.drawings.get(&place) {
            return Ok(*known);
        }
        if depth > MAX_DEPTH {
            return Err(Fault::TooMuch);
        }
        self.drawings.insert(place, Seen::default());
        let content = self.unpack(stream)?;
        let own = sub(self.document, &stream.dict, b"Resources").or(outer);
        let seen = self.content(content, own, depth)?;
        self.drawings.insert(place, seen);
        Ok(seen)
    }

    /// Instructions with the resources they name.
    pub fn content(
        &mut self,
        mut content: Vec<u8>,
        resources: Option<&'a Dictionary>,
        depth: usize,
    ) -> Result<Seen, Fault> {
        content.extend(END);
        let mut state = State::new(resources);
        let mut ended = false;
        for operation in Content::decode_iter(&content) {
            let Ok(operation) = operation else { break };
            if is_end(&operation) {
                ended = true;
                break;
            }
            self.step(&operation, &mut state, depth)?;
            if self.text.len().max(self.read.len()) > MAX_WORDS / 2 {
                return Err(Fault::TooMuch);
            }
        }
        self.blind |= !ended;
        self.push("\n", None);
        if let Some(patterns) = resources.and_then(|own| sub(self.document, own, b"Pattern")) {
            for (_, pattern) in patterns {
                if let Object::Stream(stream) = resolve(self.document, pattern) {
                    let seen = self.drawing(stream, resources, depth + 1)?;
                    state.seen.add(seen);
                }
            }
        }
        Ok(state.seen)
    }

    fn step(
        &mut self,
        operation: &Operation,
        state: &mut State<'a>,
        depth: usize,
    ) -> Result<(), Fault> {
        let given = operation.operands.as_slice();
        match operation.operator.as_str() {
            "q" if state.saved.len() < 1000 => state.saved.push(state.now.clone()),
            "Q" => state.now = state.saved.pop().unwrap_or_else(|| state.now.clone()),
            "cm" => state.now.base = Matrix::of(given).times(state.now.base),
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "sh" | "BI" => {
                state.seen.painted = true;
            }
            "Do" => self.show_drawing(given, state, depth)?,
            "BMC" => self.begin(None, state),
            "BDC" => self.begin(self.told(given, state), state),
            "EMC" => self.end(state),
            "gs" => self.graphics_state(given, state, depth)?,
            _ => self.text_step(operation, state),
        }
        Ok(())
    }

    pub(super) fn face(&mut self, name: &[u8], resources: Option<&'a Dictionary>) -> Option<usize> {
        let fonts = sub(self.document, resources?, b"Font")?;
        Some(self.remember(sub(self.document, fonts, name)?))
    }

    fn remember(&mut self, font: &'a Dictionary) -> usize {
        let place = std::ptr::from_ref(font).addr();
        let document = self.document;
        self.faces
            .entry(place)
            .or_insert_with(|| Face::of(document, font));
        place
    }

    fn show_drawing(
        &mut self,
        given: &[Object],
        state: &mut State<'a>,
        depth: usize,
    ) -> Result<(), Fault> {
        let found = given
            .first()
            .and_then(|name| name.as_name().ok())
            .and_then(|name| {
                entry(
                    self.document,
                    sub(self.document, state.resources?, b"XObject")?,
                    name,
                )
            });
        let Some(Object::Stream(stream)) = found else {
            return Ok(());
        };
        let form = entry(self.document, &stream.dict, b"Subtype")
            .and_then(|name| name.as_name().ok())
            == Some(b"Form");
        if form {
            let seen = self.drawing(stream, state.resources, depth + 1)?;
            state.seen.add(seen);
        } else {
            state.seen.painted = true;
        }
        Ok(())
    }

    /// A graphics state may set a font, and a mask that is a drawing.
    fn graphics_state(
        &mut self,
        given: &[Object],
        state: &mut State<'a>,
        depth: usize,
    ) -> Result<(), Fault> {
        let Some(own) = given
            .first()
            .and_then(|name| name.as_name().ok())
            .and_then(|name| {
                sub(
                    self.document,
                    sub(self.document, state.resources?, b"ExtGState")?,
                    name,
                )
            })
        else {
            return Ok(());
        };
        if let Some(Object::Array(font)) = entry(self.document, own, b"Font")
            && let [font, size] = font.as_slice()
            && let Ok(font) = resolve(self.document, font).as_dict()
        {
            state.now.face = Some(self.remember(font));
            state.now.size = size.as_float().map_or(0.0, f64::from);
        }
        if let Some(mask) = sub(self.document, own, b"SMask")
            && let Some(Object::Stream(stream)) = entry(self.document, mask, b"G")
        {
            self.drawing(stream, state.resources, depth + 1)?;
        }
        Ok(())
    }

    /// What marked content says it reads as, in place of its letters.
    fn told(&self, given: &[Object], state: &State<'a>) -> Option<String> {
        let own = match given.get(1)? {
            Object::Dictionary(own) => own,
            Object::Name(name) => sub(
                self.document,
                sub(self.document, state.resources?, b"Properties")?,
                name,
            )?,
            _ => return None,
        };
        said(entry(self.document, own, b"ActualText")?)
    }

    /// Marked content begins.
    fn begin(&mut self, told: Option<String>, state: &mut State<'a>) {
        state.marks.push(told.is_some());
        self.replaced |= told.is_some();
        if told.is_some() {
            state.told = told;
        }
    }

    /// Marked content ends. What it said without showing a letter stands by itself.
    fn end(&mut self, state: &mut State<'a>) {
        if state.marks.pop() == Some(true)
            && let Some(told) = state.told.take()
        {
            for sign in ["\n", &told, "\n"] {
                self.read.push_str(sign);
            }
        }
    }
}
