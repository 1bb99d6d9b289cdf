//! Files made in code, and a search for markers in whatever came out. `testkit::files` is the same.

use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// Stands in every marker, whatever its encoding.
pub const MARK: &str = "MARKEREMMA";

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The marker is in here, as it is or in UTF-16.
pub fn marked(bytes: &[u8]) -> bool {
    let big: Vec<u8> = MARK.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let little: Vec<u8> = MARK.encode_utf16().flat_map(u16::to_le_bytes).collect();
    holds(bytes, MARK.as_bytes()) || holds(bytes, &big) || holds(bytes, &little)
}

/// The marker is in a PDF, raw or in an unpacked stream.
pub fn marked_pdf(bytes: &[u8]) -> bool {
    let document = Document::load_mem(bytes).unwrap();
    marked(bytes)
        || document.objects.values().any(|object| {
            object.as_stream().is_ok_and(|stream| {
                marked(&stream.content)
                    || stream.get_plain_content().is_ok_and(|plain| marked(&plain))
            }) || marked(format!("{object:?}").as_bytes())
                || strings(object).iter().any(|string| marked(string))
        })
}

fn strings(object: &Object) -> Vec<Vec<u8>> {
    match object {
        Object::String(bytes, _) | Object::Name(bytes) => vec![bytes.clone()],
        Object::Array(items) => items.iter().flat_map(strings).collect(),
        Object::Dictionary(own) => own.iter().flat_map(|(_, value)| strings(value)).collect(),
        Object::Stream(stream) => stream
            .dict
            .iter()
            .flat_map(|(_, value)| strings(value))
            .collect(),
        _ => Vec::new(),
    }
}

/// A text as a PDF holds it in UTF-16.
pub fn utf16(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

/// A picture of 24 by 12: left red, right blue.
pub fn picture(format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(24, 12, |x, _| {
        if x < 12 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    });
    let mut out = Vec::new();
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut Cursor::new(&mut out), format)
        .unwrap();
    out
}

/// A part of a JPEG: its kind, its length, what is in it.
pub fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![0xFF, marker];
    out.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
    out.extend(content);
    out
}

/// EXIF that turns the picture a quarter to the right, with a name in it.
pub fn exif(turn: u8) -> Vec<u8> {
    let mut out = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    out.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0]);
    let name = format!("{MARK}\0");
    out.extend([0x3B, 0x01, 2, 0]);
    out.extend(u32::try_from(name.len()).unwrap().to_le_bytes());
    out.extend(38_u32.to_le_bytes());
    out.extend([0, 0, 0, 0]);
    out.extend(name.as_bytes());
    out
}

/// A JPEG with a marker in every place that phones and programs use.
pub fn marked_jpeg() -> Vec<u8> {
    let plain = picture(ImageFormat::Jpeg);
    let mark = |start: &[u8]| [start, MARK.as_bytes()].concat();
    let mut out = vec![0xFF, 0xD8];
    out.extend(segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"));
    out.extend(segment(0xE0, &mark(b"JFXX\0\x10")));
    out.extend(segment(0xE1, &exif(1)));
    out.extend(segment(
        0xE1,
        &mark(b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"),
    ));
    out.extend(segment(0xE2, &mark(b"ICC_PROFILE\0\x01\x01")));
    out.extend(segment(0xE2, &mark(b"MPF\0II*\0")));
    out.extend(segment(0xED, &mark(b"Photoshop 3.0\x008BIM")));
    out.extend(segment(0xEF, &mark(b"vendor")));
    out.extend(segment(0xFE, &mark(b"")));
    // Behind the scan, where the next one would begin.
    out.extend(&plain[2..plain.len() - 2]);
    out.extend(segment(0xFE, &mark(b"between scans")));
    out.extend([0xFF, 0xD9]);
    // A second picture, and the film of a motion photo.
    out.extend([0xFF, 0xD8]);
    out.extend(segment(0xE1, &exif(1)));
    out.extend(&plain[2..]);
    out.extend(mark(b"\0\0\0\x18ftypmp42"));
    out
}

/// A part of a PNG, with its checksum.
pub fn chunk(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(content);
    let mut out = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    out.extend(kind);
    out.extend(content);
    out.extend(sum.sum().to_be_bytes());
    out
}

/// Bytes as a stream of a PDF is packed.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A PDF of one page with these instructions; `change` may do what it likes before it is saved.
pub fn pdf(content: &[u8], change: impl FnOnce(&mut Document, &mut Dictionary)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let content = document.add_object(Stream::new(Dictionary::new(), content.to_vec()));
    let tree = document.new_object_id();
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    };
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", root);
    change(&mut document, &mut page);
    let page = document.add_object(page);
    document.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![page.into()] }.into(),
    );
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

/// A workbook with this sheet, these shared texts and nothing else.
pub fn book(sheet: &str, shared: &mut dyn FnMut(&mut dyn Write)) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, write: &mut dyn FnMut(&mut dyn Write)| {
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        write(&mut out);
    };
    let mut text =
        |name: &str, text: &str| part(name, &mut |out| out.write_all(text.as_bytes()).unwrap());
    text(
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    );
    text(
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    );
    text(
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    );
    text(
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    );
    text(
        "xl/worksheets/sheet1.xml",
        &format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
        ),
    );
    part("xl/sharedStrings.xml", shared);
    out.finish().unwrap().into_inner()
}
