//! What may come in, and what is taken off first.

use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use platform::forms::Upload;

/// Why a file is refused, as a message key (`error-...`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    TooLarge,
    /// Not a JPEG, PNG, WebP or PDF, whatever its name says.
    WrongType,
    /// The type is right but the content is broken.
    Broken,
}

impl FileFault {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "file-large",
            Self::WrongType => "file-type",
            Self::Broken => "file-broken",
        }
    }
}

#[derive(Debug)]
pub struct Clean {
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

/// Checks an upload by its content and strips what could give somebody away.
pub fn clean(upload: &Upload) -> Result<Clean, FileFault> {
    let bytes = upload.bytes.as_ref().ok_or(FileFault::TooLarge)?;
    let broken = |_| FileFault::Broken;
    let (mime, bytes) = if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        ("image/jpeg", jpeg(bytes.clone())?)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let mut png = Png::from_bytes(bytes.clone().into()).map_err(broken)?;
        let keep: [[u8; 4]; 9] =
            [*b"IHDR", *b"PLTE", *b"IDAT", *b"IEND", *b"tRNS", *b"gAMA", *b"sRGB", *b"cHRM", *b"pHYs"];
        png.chunks_mut().retain(|chunk| keep.contains(&chunk.kind()));
        ("image/png", png.encoder().bytes().to_vec())
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        let mut webp = WebP::from_bytes(bytes.clone().into()).map_err(broken)?;
        let keep: [[u8; 4]; 6] = [*b"VP8 ", *b"VP8L", *b"VP8X", *b"ALPH", *b"ANIM", *b"ANMF"];
        webp.chunks_mut().retain(|chunk| keep.contains(&chunk.id()));
        ("image/webp", webp.encoder().bytes().to_vec())
    } else if bytes.starts_with(b"%PDF-") {
        let tail = &bytes[bytes.len().saturating_sub(2048)..];
        if !tail.windows(5).any(|window| window == b"%%EOF") {
            return Err(FileFault::Broken);
        }
        ("application/pdf", bytes.clone())
    } else {
        return Err(FileFault::WrongType);
    };
    Ok(Clean { mime, bytes })
}

/// Keeps only what draws the picture: no `APPn` segments but JFIF, no comments, nothing after the end.
fn jpeg(bytes: Vec<u8>) -> Result<Vec<u8>, FileFault> {
    let mut jpeg = Jpeg::from_bytes(bytes.into()).map_err(|_| FileFault::Broken)?;
    jpeg.segments_mut().retain(|segment| {
        let marker = segment.marker();
        !(markers::APP1..=markers::APP15).contains(&marker) && marker != markers::COM
    });
    let mut clean = jpeg.encoder().bytes().to_vec();
    // A phone may append a film (with its own location) behind the picture.
    let end = clean.windows(2).rposition(|pair| pair == [0xFF, 0xD9]).ok_or(FileFault::Broken)?;
    clean.truncate(end + 2);
    Ok(clean)
}

/// The words in a file, for the leak check. `None`: a PDF whose text cannot be read, so that nobody
/// can tell what it says. Pictures have no words that a program can vouch for: the officer looks.
#[must_use]
pub fn text_of(file: &Clean) -> Option<String> {
    if file.mime != "application/pdf" {
        return Some(String::new());
    }
    let document = lopdf::Document::load_mem(&file.bytes).ok()?;
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let mut text = document.extract_text(&pages).ok()?;
    if let Ok(info) = document
        .trailer
        .get(b"Info")
        .and_then(lopdf::Object::as_reference)
        .and_then(|id| document.get_dictionary(id))
    {
        for (_, value) in info {
            text.push(' ');
            text.push_str(&value.as_str().map(String::from_utf8_lossy).unwrap_or_default());
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(bytes: &[u8]) -> Upload {
        Upload { name: "foto.jpg".into(), bytes: Some(bytes.to_vec()) }
    }

    /// A tiny JPEG frame with an EXIF segment that holds a location.
    fn jpeg_with_location() -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        let exif = b"Exif\0\0GPS 52.0451N 4.9527E";
        bytes.extend([0xFF, 0xE1, 0, u8::try_from(exif.len() + 2).unwrap()]);
        bytes.extend(exif);
        bytes.extend([0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9]);
        bytes
    }

    #[test]
    fn a_photo_loses_its_location() {
        let before = jpeg_with_location();
        assert!(before.windows(3).any(|w| w == b"GPS"));
        let after = clean(&upload(&before)).unwrap();
        assert_eq!(after.mime, "image/jpeg");
        assert!(!after.bytes.windows(3).any(|w| w == b"GPS"));
        assert!(after.bytes.windows(3).any(|w| w == [1, 2, 3]), "the picture itself stays");
    }

    #[test]
    fn the_content_decides_not_the_name() {
        assert_eq!(clean(&upload(b"MZ this is a program")).unwrap_err(), FileFault::WrongType);
        assert_eq!(clean(&upload(b"%PDF-1.7 cut off")).unwrap_err(), FileFault::Broken);
        assert_eq!(clean(&Upload { name: "x".into(), bytes: None }).unwrap_err(), FileFault::TooLarge);
    }
}
