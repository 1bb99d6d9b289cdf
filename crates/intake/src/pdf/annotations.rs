//! Annotations: links to the web, marks, notes and form fields. Who made them, and when, stays
//! behind.

use lopdf::{Dictionary, Object, StringFormat, dictionary};

use super::copy::Copier;
use super::rule::Kind;
use super::{entry, resolve};
use crate::Fault;

/// Those that are kept. Pop-ups repeat a note and its author; sounds, films, screens and
/// attachments go.
const KEPT: [&[u8]; 16] = [
    b"Link",
    b"FreeText",
    b"Text",
    b"Highlight",
    b"Underline",
    b"StrikeOut",
    b"Squiggly",
    b"Line",
    b"Square",
    b"Circle",
    b"Polygon",
    b"PolyLine",
    b"Ink",
    b"Stamp",
    b"Caret",
    b"Widget",
];

/// What a field may have from the field above it.
const FIELD: [(&str, Kind); 8] = [
    ("FT", Kind::Plain),
    ("Ff", Kind::Plain),
    ("V", Kind::Text),
    ("DA", Kind::Text),
    ("Q", Kind::Plain),
    ("MaxLen", Kind::Plain),
    ("Opt", Kind::Text),
    ("I", Kind::Plain),
];

/// The annotations of a page. Form fields are added to `fields`, under a name that says nothing.
pub fn copy<'a>(
    copier: &mut Copier<'a>,
    page: &'a Dictionary,
    fields: &mut Vec<Object>,
) -> Result<Vec<Object>, Fault> {
    let Some(Object::Array(notes)) = entry(copier.old, page, b"Annots") else {
        return Ok(Vec::new());
    };
    let mut made = Vec::new();
    for note in notes {
        let Ok(note) = resolve(copier.old, note).as_dict() else {
            continue;
        };
        let name = entry(copier.old, note, b"Subtype")
            .and_then(|name| name.as_name().ok())
            .unwrap_or_default();
        if !KEPT.contains(&name) {
            continue;
        }
        let mut kept = Dictionary::new();
        for (key, value) in note {
            if let Some(kind) = Kind::Annotation.under(key)
                && let Some(value) = copier.object(value, kind, 0)?
            {
                kept.set(key.clone(), value);
            }
        }
        if let Some(link) = web(copier, note) {
            kept.set("A", link);
        }
        let field = name == b"Widget";
        if field {
            fill(copier, note, &mut kept)?;
            kept.set(
                "T",
                Object::String(
                    format!("{}", fields.len() + 1).into_bytes(),
                    StringFormat::Literal,
                ),
            );
        }
        let id = copier.new.add_object(kept);
        made.push(Object::Reference(id));
        if field {
            fields.push(Object::Reference(id));
        }
    }
    Ok(made)
}

/// A link to the web, and only that.
fn web(copier: &Copier, note: &Dictionary) -> Option<Object> {
    let deed = entry(copier.old, note, b"A")?.as_dict().ok()?;
    if entry(copier.old, deed, b"S")?.as_name().ok()? != b"URI" {
        return None;
    }
    let link = entry(copier.old, deed, b"URI")?.as_str().ok()?.to_vec();
    let known = ["http://", "https://", "mailto:"];
    if !known.iter().any(|start| link.starts_with(start.as_bytes())) {
        return None;
    }
    Some(dictionary! { "S" => "URI", "URI" => Object::String(link, StringFormat::Literal) }.into())
}

/// Makes a field stand on its own, with what it had from the fields above it. A signature stays a
/// picture.
fn fill<'a>(
    copier: &mut Copier<'a>,
    note: &'a Dictionary,
    kept: &mut Dictionary,
) -> Result<(), Fault> {
    for (key, kind) in FIELD {
        let mut field = note;
        for _ in 0..32 {
            if let Some(value) = entry(copier.old, field, key.as_bytes()) {
                if let Some(value) = copier.object(value, kind, 0)? {
                    kept.set(key, value);
                }
                break;
            }
            match entry(copier.old, field, b"Parent").and_then(|parent| parent.as_dict().ok()) {
                Some(parent) => field = parent,
                None => break,
            }
        }
    }
    if kept
        .get(b"FT")
        .and_then(Object::as_name)
        .is_ok_and(|name| name == b"Sig")
    {
        kept.remove(b"V");
        kept.remove(b"FT");
    }
    Ok(())
}
