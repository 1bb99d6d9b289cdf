//! Copying a document: from its pages outwards, each object once for what it is used as.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::annotations;
use super::rule::{Kind, Within};
use super::streams::Streams;
use super::{inherited, pages, resolve, sub};
use crate::Fault;

/// The most objects that are made; each picture and font is a handful.
const MAX_OBJECTS: usize = 200_000;
/// Arrays and dictionaries within each other; the parser takes a hundred.
const MAX_DEPTH: usize = 128;

pub struct Copier<'a> {
    pub old: &'a Document,
    pub new: Document,
    done: HashMap<(ObjectId, Kind), ObjectId>,
    waiting: Vec<(ObjectId, Kind, ObjectId)>,
    streams: Streams<'a>,
}

/// A new document with the pages of the old one.
pub fn document(old: &Document) -> Result<Document, Fault> {
    let mut copier = Copier {
        old,
        new: Document::with_version("1.7"),
        done: HashMap::new(),
        waiting: Vec::new(),
        streams: Streams::new(old),
    };
    let tree = copier.new.new_object_id();
    let mut kids = Vec::new();
    let mut fields = Vec::new();
    for (_, page) in pages(old)? {
        let id = copier.new.new_object_id();
        let page = copier.page(page, tree, &mut fields)?;
        copier.new.objects.insert(id, page.into());
        kids.push(Object::Reference(id));
    }
    let count = i64::try_from(kids.len()).map_err(|_| Fault::TooMuch)?;
    copier.new.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Count" => count, "Kids" => kids }.into(),
    );
    let root = copier.catalog(tree, fields)?;
    copier.work()?;
    let root = copier.new.add_object(root);
    copier.new.trailer.set("Root", root);
    Ok(copier.new)
}

impl<'a> Copier<'a> {
    fn page(
        &mut self,
        page: &'a Dictionary,
        tree: ObjectId,
        fields: &mut Vec<Object>,
    ) -> Result<Dictionary, Fault> {
        let mut made = dictionary! { "Type" => "Page", "Parent" => tree };
        let inheritable: [(&str, Kind); 4] = [
            ("Resources", Kind::Resources),
            ("MediaBox", Kind::Plain),
            ("CropBox", Kind::Plain),
            ("Rotate", Kind::Plain),
        ];
        for (key, kind) in inheritable {
            if let Some(value) = inherited(self.old, page, key.as_bytes()) {
                made.set(key, self.object(value, kind, 0)?.unwrap_or(Object::Null));
            }
        }
        let own: [(&str, Kind); 7] = [
            ("Contents", Kind::Content),
            ("Group", Kind::Group),
            ("BleedBox", Kind::Plain),
            ("TrimBox", Kind::Plain),
            ("ArtBox", Kind::Plain),
            ("UserUnit", Kind::Plain),
            ("Tabs", Kind::Plain),
        ];
        for (key, kind) in own {
            if let Ok(value) = page.get(key.as_bytes())
                && let Some(value) = self.object(value, kind, 0)?
            {
                made.set(key, value);
            }
        }
        let notes = annotations::copy(self, page, fields)?;
        if !notes.is_empty() {
            made.set("Annots", notes);
        }
        Ok(made)
    }

    fn catalog(&mut self, tree: ObjectId, fields: Vec<Object>) -> Result<Dictionary, Fault> {
        let mut root = dictionary! { "Type" => "Catalog", "Pages" => tree };
        let old = self.old.catalog().map_err(|_| Fault::Broken)?;
        for (key, kind) in [("Lang", Kind::Text), ("OCProperties", Kind::Layers)] {
            if let Ok(value) = old.get(key.as_bytes())
                && let Some(value) = self.object(value, kind, 0)?
            {
                root.set(key, value);
            }
        }
        if !fields.is_empty() {
            let mut form = dictionary! { "Fields" => fields };
            if let Some(old) = sub(self.old, old, b"AcroForm") {
                let kept = [
                    ("DA", Kind::Text),
                    ("DR", Kind::Resources),
                    ("NeedAppearances", Kind::Plain),
                    ("Q", Kind::Plain),
                ];
                for (key, kind) in kept {
                    if let Ok(value) = old.get(key.as_bytes())
                        && let Some(value) = self.object(value, kind, 0)?
                    {
                        form.set(key, value);
                    }
                }
            }
            root.set("AcroForm", form);
        }
        Ok(root)
    }

    /// Copies what was referred to, until nothing new is.
    fn work(&mut self) -> Result<(), Fault> {
        while let Some((from, kind, to)) = self.waiting.pop() {
            if self.new.objects.len() + self.waiting.len() > MAX_OBJECTS {
                return Err(Fault::TooMuch);
            }
            let Ok(object) = self.old.get_object(from) else {
                continue;
            };
            let made = self.object(object, kind, 0)?.unwrap_or(Object::Null);
            self.new.objects.insert(to, made);
        }
        Ok(())
    }

    /// What may be kept of an object used as this kind.
    pub fn object(
        &mut self,
        object: &'a Object,
        kind: Kind,
        depth: usize,
    ) -> Result<Option<Object>, Fault> {
        if depth > MAX_DEPTH {
            return Err(Fault::TooMuch);
        }
        Ok(match object {
            Object::Null => None,
            Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Name(_) => {
                Some(object.clone())
            }
            Object::String(..) => kind.strings().then(|| object.clone()),
            Object::Array(items) => Some(self.array(items, kind, depth)?),
            Object::Dictionary(dictionary) => self
                .dictionary(dictionary, kind, depth)?
                .map(Object::Dictionary),
            Object::Stream(stream) => self.stream(stream, kind, depth)?.map(Object::Stream),
            Object::Reference(id) => self.reference(*id, kind),
        })
    }

    fn reference(&mut self, id: ObjectId, kind: Kind) -> Option<Object> {
        if !self.old.has_object(id) {
            return None;
        }
        if let Some(known) = self.done.get(&(id, kind)) {
            return Some(Object::Reference(*known));
        }
        let to = self.new.new_object_id();
        self.done.insert((id, kind), to);
        self.waiting.push((id, kind, to));
        Some(Object::Reference(to))
    }

    fn array(&mut self, items: &'a [Object], kind: Kind, depth: usize) -> Result<Object, Fault> {
        if kind == Kind::One(Within::Color)
            && let Some(plain) = device(self.old, items)
        {
            return Ok(plain);
        }
        // A place in an array has a meaning: what does not pass leaves a hole, but in lists of
        // streams.
        let mut made = Vec::with_capacity(items.len());
        for item in items {
            made.push(self.object(item, kind, depth + 1)?.unwrap_or(Object::Null));
        }
        if kind == Kind::Content {
            made.retain(|item| !item.is_null());
        }
        Ok(Object::Array(made))
    }

    fn dictionary(
        &mut self,
        dictionary: &'a Dictionary,
        kind: Kind,
        depth: usize,
    ) -> Result<Option<Dictionary>, Fault> {
        let kind = match kind {
            Kind::Plain | Kind::Text | Kind::Raw | Kind::Content | Kind::One(Within::Glyph) => {
                return Ok(None);
            }
            Kind::One(Within::Color) if dictionary.has(b"FunctionType") => {
                Kind::One(Within::Function)
            }
            Kind::One(Within::Color) => Kind::Calibrated,
            kind => kind,
        };
        let mut made = Dictionary::new();
        for (key, value) in dictionary {
            if let Some(under) = kind.under(key)
                && let Some(value) = self.object(value, under, depth + 1)?
            {
                made.set(key.clone(), value);
            }
        }
        Ok(Some(made))
    }

    fn stream(
        &mut self,
        stream: &'a Stream,
        kind: Kind,
        depth: usize,
    ) -> Result<Option<Stream>, Fault> {
        // The appearance of a button may be one drawing or one for each state.
        let kind = if kind == Kind::Named(Within::Drawing) {
            Kind::One(Within::Drawing)
        } else {
            kind
        };
        // A table of indexed colours may be a stream, and how a spot colour mixes; profiles do not
        // get here.
        let kind = match kind {
            Kind::One(Within::Color) if stream.dict.has(b"FunctionType") => {
                Kind::One(Within::Function)
            }
            Kind::One(Within::Color) => Kind::Raw,
            kind => kind,
        };
        if !kind.streams() {
            return Ok(None);
        }
        let subtype = stream
            .dict
            .get(b"Subtype")
            .ok()
            .map(|name| resolve(self.old, name));
        let name = subtype.and_then(|name| name.as_name().ok());
        let picture = match (kind, name) {
            (Kind::One(Within::Drawing), Some(b"Image")) => true,
            (Kind::One(Within::Drawing), Some(b"Form")) => false,
            // PostScript, and whatever else may be thought of.
            (Kind::One(Within::Drawing), _) => return Ok(None),
            _ => false,
        };
        let entries = self
            .dictionary(&stream.dict, kind, depth)?
            .unwrap_or_default();
        let drawn = matches!(
            kind,
            Kind::Content | Kind::One(Within::Drawing | Within::Glyph)
        ) || (kind == Kind::One(Within::Pattern) && stream.dict.has(b"PaintType"));
        let globals = if picture { self.globals(stream) } else { None };
        self.streams
            .again(stream, entries, picture, drawn, globals)
            .map(Some)
    }

    /// The part that JBIG2 pictures share.
    fn globals(&mut self, stream: &'a Stream) -> Option<Object> {
        let parms = resolve(self.old, stream.dict.get(b"DecodeParms").ok()?);
        let parms = match parms {
            Object::Array(items) => resolve(self.old, items.last()?),
            other => other,
        };
        match parms.as_dict().ok()?.get(b"JBIG2Globals").ok()? {
            Object::Reference(id) => self.reference(*id, Kind::Raw),
            _ => None,
        }
    }
}

/// In place of a colour space with a profile, the device's own with as many channels: profiles name
/// screens and cameras.
fn device(document: &Document, items: &[Object]) -> Option<Object> {
    if items.first()?.as_name().ok()? != b"ICCBased" {
        return None;
    }
    let profile = resolve(document, items.get(1)?).as_stream().ok()?;
    let channels = resolve(document, profile.dict.get(b"N").ok()?)
        .as_i64()
        .ok()?;
    Some(Object::Name(
        match channels {
            1 => "DeviceGray",
            4 => "DeviceCMYK",
            _ => "DeviceRGB",
        }
        .into(),
    ))
}
