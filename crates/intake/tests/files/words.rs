//! The words of a PDF, however they were set.

use super::kit::{pdf, utf16};
use intake::{Words, clean, words};
use lopdf::{Dictionary, Object, Stream, dictionary};

fn said(bytes: &[u8]) -> String {
    match words(bytes) {
        Words::Text(text) => text,
        Words::Unreadable => panic!("unreadable"),
    }
}

fn says(content: &str) -> String {
    said(&pdf(content.as_bytes(), |_, _| {}))
}

#[test]
fn kerning_inside_a_word_does_not_part_it() {
    assert!(
        says("BT /F1 12 Tf 72 700 Td [(A) 30 (no) -15 (uk) -300 (Jansen)] TJ ET")
            .contains("Anouk Jansen")
    );
}

#[test]
fn letters_placed_one_by_one_are_a_word() {
    let letters = "BT /F1 10 Tf 72 700 Td (A) Tj 6.7 0 Td (n) Tj 5.6 0 Td (o) Tj 5.6 0 Td (u) Tj 5.6 0 Td (k) Tj ET";
    assert!(says(letters).contains("Anouk"));
    let apart = "BT /F1 10 Tf 1 0 0 1 72 700 Tm (Bo) Tj ET q BT /F1 10 Tf 1 0 0 1 100 700 Tm (Li) Tj ET Q \
                 BT /F1 10 Tf 72 688 Td (volgende) Tj ET";
    assert!(says(apart).contains("Bo Li\nvolgende"), "{}", says(apart));
}

#[test]
fn a_ligature_that_says_how_it_reads_stays_inside_its_word() {
    let told = "BT /F1 12 Tf (So) Tj /Span <</ActualText (fi)>> BDC (\\001) Tj EMC (e) Tj ET";
    assert!(says(told).contains("Sofie"), "{}", says(told));
    let hidden = "/Span <</ActualText (iets anders)>> BDC BT /F1 12 Tf (Anouk) Tj ET EMC";
    assert!(
        says(hidden).contains("Anouk") && says(hidden).contains("iets anders"),
        "both count"
    );
}

#[test]
fn lines_and_accents_are_kept() {
    assert!(
        says("BT /F1 10 Tf 12 TL 72 700 Td (eerste) Tj (tweede) ' T* (\\307elik) Tj ET")
            .contains("tweede\nÇelik")
    );
}

#[test]
fn what_is_told_about_it_is_said_too() {
    let made = pdf(b"BT /F1 12 Tf (x) Tj ET", |document, page| {
        let info = document.add_object(
            dictionary! { "Author" => utf16("Çelik, Anouk"), "Title" => Object::string_literal("Br\u{e9}") },
        );
        document.trailer.set("Info", info);
        let meta = document.add_object(Stream::new(
            dictionary! { "Type" => "Metadata" },
            b"<dc:creator rdf:about='Bo &amp; Li'>Emma</dc:creator>".to_vec(),
        ));
        document.catalog_mut().unwrap().set("Metadata", meta);
        let place: Vec<Object> = vec![0.into(), 0.into(), 9.into(), 9.into()];
        let look = document.add_object(Stream::new(
            dictionary! { "Subtype" => "Form", "Type" => "XObject" },
            b"BT /F1 9 Tf (gestempeld) Tj ET".to_vec(),
        ));
        page.set("Annots", vec![
            dictionary! { "Subtype" => "Text", "Rect" => place.clone(), "Contents" => utf16("een notitie") }.into(),
            dictionary! { "Subtype" => "Stamp", "Rect" => place.clone(), "AP" => dictionary! { "N" => look } }.into(),
            dictionary! { "Subtype" => "Widget", "Rect" => place, "FT" => "Tx", "V" => utf16("in een veld") }.into(),
        ]);
    });
    for word in [
        "Çelik, Anouk",
        "Bo & Li",
        "Emma",
        "een notitie",
        "gestempeld",
        "in een veld",
    ] {
        assert!(said(&made).contains(word), "{word}");
    }
    let after = clean(&made).unwrap();
    let after = said(&after.bytes);
    assert!(
        after.contains("gestempeld") && after.contains("in een veld") && !after.contains("Emma")
    );
}

#[test]
fn text_in_drawings_and_from_a_table_is_read() {
    let made = pdf(b"/D Do", |document, page| {
        let table = document.add_object(Stream::new(
            Dictionary::new(),
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n/CMapType 2 def\n\
              1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n3 beginbfchar\n<0001> <0045>\n<0002> <006D>\n\
              <0003> <0061>\nendbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
                .to_vec(),
        ));
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "X", "Encoding" => "Identity-H", "ToUnicode" => table,
        });
        let form = document.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form",
                "Resources" => dictionary! { "Font" => dictionary! { "F2" => font } },
            },
            b"BT /F2 12 Tf <0001000200020003> Tj ET".to_vec(),
        ));
        page.set(
            "Resources",
            dictionary! { "XObject" => dictionary! { "D" => form } },
        );
    });
    assert!(said(&made).contains("Emma"));
    assert!(said(&clean(&made).unwrap().bytes).contains("Emma"));
}

#[test]
fn a_page_that_nobody_can_read_is_told() {
    let scanned = pdf(b"/Im1 Do", |document, page| {
        let scan = document.add_object(Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "BitsPerComponent" => 8,
                "ColorSpace" => "DeviceGray",
            },
            vec![0],
        ));
        page.set(
            "Resources",
            dictionary! { "XObject" => dictionary! { "Im1" => scan } },
        );
    });
    assert_eq!(words(&scanned), Words::Unreadable);
    assert_eq!(words(&clean(&scanned).unwrap().bytes), Words::Unreadable);
    // Letters drawn as lines, letters without a table, instructions that break off.
    let outlines = pdf(b"0 0 m 9 9 l 0 9 l f", |_, _| {});
    assert_eq!(words(&outlines), Words::Unreadable);
    let nameless = pdf(
        b"BT /F2 12 Tf (abcdef) Tj /F1 12 Tf (leesbaar) Tj ET",
        |document, page| {
            let names: Vec<Object> = vec![
                97.into(),
                "g1".into(),
                "g2".into(),
                "g3".into(),
                "g4".into(),
                "g5".into(),
                "g6".into(),
            ];
            let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "Encoding" => dictionary! { "Differences" => names },
        });
            let fonts = page
                .get_mut(b"Resources")
                .unwrap()
                .as_dict_mut()
                .unwrap()
                .get_mut(b"Font")
                .unwrap();
            fonts.as_dict_mut().unwrap().set("F2", font);
        },
    );
    assert_eq!(words(&nameless), Words::Unreadable);
    let broken = pdf(b"BT /F1 12 Tf (voor) Tj ET ) BT (na) Tj ET", |_, _| {});
    assert_eq!(words(&broken), Words::Unreadable);
    assert_eq!(words(b"%PDF-1.7"), Words::Unreadable);
    // An empty page says nothing, and hides nothing.
    assert!(matches!(words(&pdf(b"", |_, _| {})), Words::Text(_)));
}
