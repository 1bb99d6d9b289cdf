//! Pictures: decoded and encoded again, so that only pixels come through.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgba, RgbaImage,
    imageops,
};

use crate::{Fault, MAX_PIXEL_BYTES, MAX_PIXELS, SMALL};

/// Of a photo that is encoded again; 85 is what phones use about.
const QUALITY: u8 = 85;

/// What it is, by its first bytes.
pub fn format(bytes: &[u8]) -> Option<ImageFormat> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(ImageFormat::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(ImageFormat::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(ImageFormat::WebP)
    } else {
        None
    }
}

fn fault(error: &ImageError) -> Fault {
    match error {
        ImageError::Limits(_) => Fault::TooMuch,
        _ => Fault::Broken,
    }
}

/// The same picture, made anew, and its type.
pub fn again(bytes: &[u8], format: ImageFormat) -> Result<(&'static str, Vec<u8>), Fault> {
    let picture = opened(bytes, format)?;
    encode(&picture, kept_as(bytes, format, &picture))
}

/// The same picture as a JPEG of at most [`SMALL`] pixels either way; on white, where it lets
/// something through.
pub fn small(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>, Fault> {
    let mut picture = opened(bytes, format)?;
    if picture.width() > SMALL || picture.height() > SMALL {
        picture = picture.thumbnail(SMALL, SMALL);
    }
    if picture.color().has_alpha() {
        let mut paper = RgbaImage::from_pixel(picture.width(), picture.height(), Rgba([255; 4]));
        imageops::overlay(&mut paper, &picture.into_rgba8(), 0, 0);
        picture = paper.into();
    }
    let picture = DynamicImage::ImageRgb8(picture.into_rgb8());
    encode(&picture, ImageFormat::Jpeg).map(|(_, bytes)| bytes)
}

fn opened(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Fault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXEL_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Fault::TooMuch);
    }
    let turned = decoder.orientation().ok();
    let mut picture = plain(DynamicImage::from_decoder(decoder).map_err(|error| fault(&error))?);
    if let Some(turned) = turned {
        picture.apply_orientation(turned);
    }
    Ok(picture)
}

/// Eight bits a channel: nobody sees more, and it halves the memory.
fn plain(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(picture.into_luma8()),
        DynamicImage::ImageLumaA16(_) => DynamicImage::ImageLumaA8(picture.into_luma_alpha8()),
        DynamicImage::ImageRgb16(_) | DynamicImage::ImageRgb32F(_) => {
            DynamicImage::ImageRgb8(picture.into_rgb8())
        }
        DynamicImage::ImageRgba16(_) | DynamicImage::ImageRgba32F(_) => {
            DynamicImage::ImageRgba8(picture.into_rgba8())
        }
        other => other,
    }
}

/// A lossy WebP without transparency is a photo and becomes a JPEG: lossless it would be many times
/// as large.
fn kept_as(bytes: &[u8], format: ImageFormat, picture: &DynamicImage) -> ImageFormat {
    let lossless = bytes.windows(4).take(4096).any(|window| window == b"VP8L");
    match format {
        ImageFormat::WebP if !lossless && !picture.color().has_alpha() => ImageFormat::Jpeg,
        other => other,
    }
}

fn encode(picture: &DynamicImage, format: ImageFormat) -> Result<(&'static str, Vec<u8>), Fault> {
    let mut out = Vec::new();
    let (mime, result) = match format {
        ImageFormat::Jpeg => {
            let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
            ("image/jpeg", picture.write_with_encoder(encoder))
        }
        ImageFormat::WebP => (
            "image/webp",
            picture.write_with_encoder(WebPEncoder::new_lossless(&mut out)),
        ),
        _ => {
            let encoder = PngEncoder::new_with_quality(
                &mut out,
                CompressionType::Default,
                FilterType::Adaptive,
            );
            ("image/png", picture.write_with_encoder(encoder))
        }
    };
    result.map_err(|error| fault(&error))?;
    Ok((mime, out))
}
