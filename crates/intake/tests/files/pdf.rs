//! PDFs: made again without what gives somebody away or runs, and not unpacked without end.

use super::kit::{MARK, marked, marked_jpeg, marked_pdf, packed, pdf, utf16};
use intake::{Fault, Words, clean, words};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, dictionary};

const HELLO: &[u8] = b"BT /F1 12 Tf 72 700 Td (Goedemiddag) Tj ET /Im1 Do % MARKEREMMA";

fn stream(entries: Dictionary, content: &[u8]) -> Object {
    Stream::new(entries, content.to_vec()).into()
}

fn text(text: &str) -> Object {
    Object::string_literal(text)
}

/// Annotations with authors, attachments and scripts.
fn notes(document: &mut Document) -> Vec<Object> {
    let file = document.add_object(stream(
        dictionary! { "Type" => "EmbeddedFile" },
        MARK.as_bytes(),
    ));
    let spec = dictionary! { "Type" => "Filespec", "F" => text(MARK), "EF" => dictionary! { "F" => file } };
    let place: Vec<Object> = vec![10.into(), 10.into(), 50.into(), 50.into()];
    let script = dictionary! { "S" => "JavaScript", "JS" => text(MARK) };
    let popup = document.add_object(
        dictionary! { "Type" => "Annot", "Subtype" => "Popup", "Rect" => place.clone(), "Contents" => text(MARK) },
    );
    vec![
        dictionary! {
            "Type" => "Annot", "Subtype" => "Text", "Rect" => place.clone(), "T" => utf16(MARK), "Subj" => text(MARK),
            "Contents" => text("let op"), "RC" => text(MARK), "NM" => text(MARK), "Popup" => popup,
        }
        .into(),
        popup.into(),
        dictionary! {
            "Type" => "Annot", "Subtype" => "FileAttachment", "Rect" => place.clone(), "FS" => spec,
        }
        .into(),
        dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => place.clone(),
            "A" => dictionary! { "S" => "Launch", "F" => text(MARK) },
        }
        .into(),
        dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => place.clone(), "PA" => dictionary! { "S" => "URI" },
            "A" => dictionary! { "S" => "URI", "URI" => text("https://example.nl"), "Next" => script.clone() },
        }
        .into(),
        dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "Rect" => place, "FT" => "Tx", "V" => text("ingevuld"),
            "T" => text(MARK), "TU" => text(MARK), "AA" => dictionary! { "K" => script },
        }
        .into(),
    ]
}

/// A document with the marker in every place we know.
fn marked_document() -> Vec<u8> {
    pdf(HELLO, |document, page| {
        let meta = document.add_object(stream(
            dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
            format!("<dc:creator>{MARK}</dc:creator>").as_bytes(),
        ));
        mark_page(document, page, meta);
        mark_catalog(document, meta);
        let info = document.add_object(dictionary! {
            "Author" => utf16(MARK), "Creator" => text(MARK), "Company" => text(MARK), "Producer" => text("Word"),
        });
        document.trailer.set("Info", info);
        document.trailer.set("ID", vec![text(MARK), text(MARK)]);
        document.add_object(stream(
            Dictionary::new(),
            format!("orphan {MARK}").as_bytes(),
        ));
    })
}

/// The marker in what the page shows and carries along: its photo, its thumbnail, what a word
/// processor keeps for itself, and the notes.
fn mark_page(document: &mut Document, page: &mut Dictionary, meta: ObjectId) {
    let profile = document.add_object(stream(dictionary! { "N" => 3 }, MARK.as_bytes()));
    let photo = document.add_object(stream(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 24, "Height" => 12, "BitsPerComponent" => 8,
            "Filter" => "DCTDecode", "Metadata" => meta, "Name" => MARK,
            "ColorSpace" => vec!["ICCBased".into(), profile.into()],
        },
        &marked_jpeg(),
    ));
    page.get_mut(b"Resources")
        .unwrap()
        .as_dict_mut()
        .unwrap()
        .set("XObject", dictionary! { "Im1" => photo });
    let private = dictionary! { "Word" => dictionary! { "Private" => text(MARK) } };
    page.set("PieceInfo", private);
    let thumb = document.add_object(stream(
        dictionary! { "Width" => 1, "Height" => 1 },
        MARK.as_bytes(),
    ));
    page.set("Thumb", thumb);
    page.set("Annots", notes(document));
}

/// The marker in what belongs to the whole document: structure, outline, attachment, scripts and
/// form.
fn mark_catalog(document: &mut Document, meta: ObjectId) {
    let item =
        document.add_object(dictionary! { "S" => "P", "T" => text(MARK), "Alt" => text(MARK) });
    let outline = document.add_object(dictionary! { "Title" => utf16(MARK) });
    let file = document.add_object(stream(
        dictionary! { "Type" => "EmbeddedFile" },
        MARK.as_bytes(),
    ));
    let spec = dictionary! { "F" => text(MARK), "EF" => dictionary! { "F" => file } };
    let names = dictionary! {
        "EmbeddedFiles" => dictionary! { "Names" => vec![text(MARK), spec.into()] },
        "JavaScript" => dictionary! {
            "Names" => vec![text("s"), dictionary! { "S" => "JavaScript", "JS" => text(MARK) }.into()]
        },
    };
    let root = document.catalog_mut().unwrap();
    root.set("Metadata", meta);
    root.set("StructTreeRoot", dictionary! { "K" => item });
    root.set("Outlines", dictionary! { "First" => outline });
    root.set("Names", names);
    root.set(
        "OpenAction",
        dictionary! { "S" => "JavaScript", "JS" => text(MARK) },
    );
    root.set(
        "AcroForm",
        dictionary! { "XFA" => text(MARK), "Fields" => Vec::<Object>::new() },
    );
    root.set("URI", dictionary! { "Base" => text(MARK) });
}

#[test]
fn nothing_of_who_made_it_survives_and_the_page_stays() {
    let before = marked_document();
    assert!(marked(&before) && marked_pdf(&before));
    let after = clean(&before).unwrap();
    assert_eq!(after.mime, "application/pdf");
    assert!(!marked_pdf(&after.bytes));
    let document = Document::load_mem(&after.bytes).unwrap();
    assert!(!document.trailer.has(b"Info") && !document.trailer.has(b"ID"));
    let pictures = document
        .get_page_images(document.page_iter().next().unwrap())
        .unwrap();
    assert_eq!(
        (pictures.len(), pictures[0].width, pictures[0].height),
        (1, 24, 12)
    );
    assert!(
        image::load_from_memory(pictures[0].content).is_ok(),
        "the photo can still be seen"
    );
    let Words::Text(said) = words(&after.bytes) else {
        panic!("unreadable")
    };
    for kept in ["Goedemiddag", "let op", "ingevuld", "https://example.nl"] {
        assert!(said.contains(kept), "{kept} in {said}");
    }
}

#[test]
fn scripts_actions_and_attachments_are_taken_off_and_told() {
    let after = clean(&marked_document()).unwrap();
    assert!(after.removed.scripts && after.removed.actions && after.removed.attachments);
    let raw = String::from_utf8_lossy(&after.bytes).into_owned();
    for word in [
        "/JS",
        "/JavaScript",
        "/Launch",
        "/OpenAction",
        "/AA",
        "/EmbeddedFile",
        "/EF",
        "/XFA",
        "/Names",
    ] {
        assert!(!raw.contains(word), "{word}");
    }
    let plain = clean(&pdf(b"BT /F1 12 Tf (Dag) Tj ET", |_, _| {})).unwrap();
    assert_eq!(plain.removed, intake::Removed::default());
}

#[test]
fn an_earlier_revision_is_gone() {
    let first = pdf(format!("BT /F1 12 Tf ({MARK}) Tj ET").as_bytes(), |_, _| {});
    let old = Document::load_mem(&first).unwrap();
    let content = old.get_page_contents(old.page_iter().next().unwrap())[0];
    let mut changed = IncrementalDocument::create_from(first, old);
    changed.new_document.objects.insert(
        content,
        stream(Dictionary::new(), b"BT /F1 12 Tf (Schoon) Tj ET"),
    );
    let mut second = Vec::new();
    changed.save_to(&mut second).unwrap();
    assert!(marked(&second));
    let after = clean(&second).unwrap();
    assert!(!marked_pdf(&after.bytes));
    assert!(matches!(words(&after.bytes), Words::Text(said) if said.contains("Schoon")));
}

#[test]
fn what_unpacks_to_a_hundred_megabytes_is_refused() {
    let flat = packed(&vec![b' '; 100 << 20]);
    assert!(flat.len() < 128 * 1024);
    let once = bomb(&flat, vec!["FlateDecode".into()]);
    assert_eq!(clean(&once).unwrap_err(), Fault::TooMuch);
    assert_eq!(words(&once), Words::Unreadable);
    let nested = bomb(
        &packed(&flat),
        vec!["FlateDecode".into(), "FlateDecode".into()],
    );
    assert!(nested.len() < 8 * 1024);
    assert_eq!(clean(&nested).unwrap_err(), Fault::TooMuch);
    let many = bomb(b"", vec!["ASCIIHexDecode".into(); 40]);
    assert_eq!(clean(&many).unwrap_err(), Fault::TooMuch);
    // Each under the limit, together over it.
    let part = packed(&vec![b' '; 20 << 20]);
    let parts = pdf(b"", |document, page| {
        let parts: Vec<Object> = (0..4)
            .map(|_| {
                document
                    .add_object(stream(dictionary! { "Filter" => "FlateDecode" }, &part))
                    .into()
            })
            .collect();
        page.set("Contents", parts);
    });
    assert_eq!(clean(&parts).unwrap_err(), Fault::TooMuch);
}

fn bomb(content: &[u8], filters: Vec<Object>) -> Vec<u8> {
    pdf(b"", |document, page| {
        let content = document.add_object(stream(dictionary! { "Filter" => filters }, content));
        page.set("Contents", content);
    })
}

#[test]
fn drawings_that_call_each_other_are_read_once() {
    let round = pdf(b"/A Do /A Do", |document, page| {
        let ids: Vec<_> = (0..8).map(|_| document.new_object_id()).collect();
        for (at, id) in ids.iter().enumerate() {
            let next = ids[(at + 1) % ids.len()];
            let own = dictionary! { "XObject" => dictionary! { "A" => next } };
            let entries =
                dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => own };
            document
                .objects
                .insert(*id, stream(entries, &b"/A Do ".repeat(20)));
        }
        page.set(
            "Resources",
            dictionary! { "XObject" => dictionary! { "A" => ids[0] } },
        );
    });
    let after = clean(&round).unwrap();
    assert!(matches!(words(&after.bytes), Words::Text(_)));
}

#[test]
fn a_locked_or_damaged_document_is_refused() {
    assert_eq!(clean(b"%PDF-1.7 cut off").unwrap_err(), Fault::Broken);
    let locked = pdf(HELLO, |document, _| {
        document.trailer.set(
            "Encrypt",
            dictionary! { "Filter" => "Standard", "V" => 1, "R" => 2 },
        );
    });
    assert_eq!(clean(&locked).unwrap_err(), Fault::Broken);
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let before = marked_document();
    assert_eq!(clean(&before).unwrap(), clean(&before).unwrap());
    let once = clean(&before).unwrap().bytes;
    assert_eq!(
        clean(&once).unwrap().bytes.len(),
        once.len(),
        "and nothing more goes the second time"
    );
}

#[test]
fn a_document_of_our_own_stays_readable() {
    let made = documents::recovery_key(
        "Montfoort",
        "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH",
        "2026-11-23",
    )
    .unwrap();
    let after = clean(&made).unwrap();
    assert!(!after.removed.scripts && !after.removed.attachments);
    let (Words::Text(before), Words::Text(said)) = (words(&made), words(&after.bytes)) else {
        panic!("unreadable")
    };
    assert!(
        said.contains("Montfoort") && said.contains("DDDDD"),
        "{said}"
    );
    assert!(before.contains("Montfoort"));
}
