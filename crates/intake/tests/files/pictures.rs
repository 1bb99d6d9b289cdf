//! Pictures: they still show what they showed, and nothing else comes along.

use super::kit::{MARK, chunk, exif, marked, marked_jpeg, packed, picture, segment};
use image::{GenericImageView, ImageFormat};
use intake::{Fault, SMALL, Words, clean, small, words};

/// Left red and right blue, as [`picture`] made it.
fn shows(bytes: &[u8]) {
    let shown = image::load_from_memory(bytes).unwrap();
    assert_eq!(shown.dimensions(), (24, 12));
    assert!(shown.get_pixel(3, 6).0[0] > 150 && shown.get_pixel(20, 6).0[2] > 150);
}

#[test]
fn a_photo_loses_all_that_is_not_pixels() {
    let before = marked_jpeg();
    assert!(marked(&before));
    let after = clean(&before).unwrap();
    assert_eq!(after.mime, "image/jpeg");
    assert!(!marked(&after.bytes));
    assert!(
        !after
            .bytes
            .windows(4)
            .any(|window| window == b"Exif" || window == b"JFXX" || window == b"MPF\0")
    );
    assert_eq!(
        after
            .bytes
            .windows(2)
            .filter(|pair| *pair == [0xFF, 0xD8])
            .count(),
        1,
        "one picture"
    );
    shows(&after.bytes);
}

#[test]
fn a_photo_taken_upright_stands_upright() {
    let plain = picture(ImageFormat::Jpeg);
    let photo = [&plain[..2], &segment(0xE1, &exif(6)), &plain[2..]].concat();
    let shown = image::load_from_memory(&clean(&photo).unwrap().bytes).unwrap();
    assert_eq!(shown.dimensions(), (12, 24));
    assert!(
        shown.get_pixel(6, 3).0[0] > 150,
        "its left side is now above"
    );
}

#[test]
fn a_png_loses_texts_dates_and_strangers() {
    let plain = picture(ImageFormat::Png);
    let mark = MARK.as_bytes();
    let mut before = plain[..33].to_vec();
    before.extend(chunk(
        b"iCCP",
        &[b"p\0\0".as_slice(), &packed(mark)].concat(),
    ));
    before.extend(chunk(b"tEXt", &[b"Author\0", mark].concat()));
    before.extend(chunk(
        b"zTXt",
        &[b"Comment\0\0".as_slice(), &packed(mark)].concat(),
    ));
    before.extend(chunk(
        b"iTXt",
        &[b"XML:com.adobe.xmp\0\0\0\0\0", mark].concat(),
    ));
    before.extend(chunk(b"eXIf", &exif(1)[6..]));
    before.extend(chunk(b"emMa", mark));
    before.extend(&plain[33..]);
    before.extend(mark);
    let after = clean(&before).unwrap();
    assert_eq!(after.mime, "image/png");
    assert!(!marked(&after.bytes));
    for kind in [
        b"iCCP", b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"emMa", b"tIME",
    ] {
        assert!(!after.bytes.windows(4).any(|window| window == kind));
    }
    shows(&after.bytes);
}

fn riff(chunks: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut content = b"WEBP".to_vec();
    for (kind, bytes) in chunks {
        content.extend(*kind);
        content.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
        content.extend(*bytes);
        content.extend(vec![0; bytes.len() % 2]);
    }
    [
        b"RIFF".as_slice(),
        &u32::try_from(content.len()).unwrap().to_le_bytes(),
        &content,
    ]
    .concat()
}

#[test]
fn a_webp_loses_its_chunks() {
    let plain = picture(ImageFormat::WebP);
    let size = u32::from_le_bytes(plain[16..20].try_into().unwrap()) as usize;
    let drawn = &plain[20..20 + size];
    let head = [0x0C, 0, 0, 0, 23, 0, 0, 11, 0, 0];
    let mut before = riff(&[
        (b"VP8X", &head),
        (b"VP8L", drawn),
        (b"EXIF", &exif(1)[6..]),
        (b"XMP ", MARK.as_bytes()),
        (b"EMMA", MARK.as_bytes()),
    ]);
    before.extend(MARK.as_bytes());
    let after = clean(&before).unwrap();
    assert_eq!(after.mime, "image/webp");
    assert!(!marked(&after.bytes));
    shows(&after.bytes);
}

#[test]
fn a_picture_of_256_megapixels_is_refused_by_its_header() {
    let mut head = Vec::new();
    head.extend(16_000_u32.to_be_bytes());
    head.extend(16_000_u32.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    let bomb = [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        &chunk(b"IHDR", &head),
        &chunk(b"IDAT", &packed(&vec![0; 48_001])),
        &chunk(b"IEND", b""),
    ]
    .concat();
    assert_eq!(clean(&bomb).unwrap_err(), Fault::TooMuch);

    let mut photo = picture(ImageFormat::Jpeg);
    let frame = photo
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC0])
        .unwrap();
    photo[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xF0, 0xFF, 0xF0]);
    assert_eq!(clean(&photo).unwrap_err(), Fault::TooMuch);
}

#[test]
fn the_content_decides_not_the_name() {
    assert_eq!(
        clean(b"MZ this is a program").unwrap_err(),
        Fault::WrongType
    );
    assert_eq!(clean(b"").unwrap_err(), Fault::WrongType);
    assert_eq!(clean(b"\x89PNG\r\n\x1a\ncut").unwrap_err(), Fault::Broken);
    assert_eq!(clean(&[0xFF, 0xD8, 0xFF, 0xD9]).unwrap_err(), Fault::Broken);
    assert_eq!(
        clean(&vec![0; intake::MAX_FILE + 1]).unwrap_err(),
        Fault::TooLarge
    );
    assert_eq!(
        words(&picture(ImageFormat::Png)),
        Words::Text(String::new())
    );
}

#[test]
fn a_small_picture_shows_the_same_and_is_no_larger_than_asked() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let small = small(&picture(format)).unwrap();
        assert!(small.starts_with(&[0xFF, 0xD8, 0xFF]), "a JPEG");
        shows(&small);
    }
    let wide = image::RgbImage::from_pixel(2400, 300, image::Rgb([200, 20, 20]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    wide.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let shown = image::load_from_memory(&small(bytes.get_ref()).unwrap()).unwrap();
    assert_eq!(shown.dimensions(), (SMALL, SMALL / 8));
    assert_eq!(small(b"%PDF-1.7").unwrap_err(), Fault::WrongType);
}

#[test]
fn what_a_picture_lets_through_is_paper() {
    let clear = image::RgbaImage::from_pixel(8, 8, image::Rgba([0, 0, 0, 0]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    clear.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let shown = image::load_from_memory(&small(bytes.get_ref()).unwrap()).unwrap();
    assert!(shown.get_pixel(4, 4).0[0] > 250);
}
