//! What may come along of the things that resources name. Source: ISO 32000-2.

use super::rule::Kind::{self, Named, One, Raw, Text};
use super::rule::Within::{self, Color, Drawing, Font, Function, Glyph, Layer, Shading, State};
use super::rule::plain;

impl Within {
    pub fn under(self, key: &[u8]) -> Option<Kind> {
        match self {
            Self::Font => font(key),
            Self::Drawing => drawing(key),
            Self::State => state(key),
            Self::Pattern => pattern(key),
            Self::Shading => shading(key),
            Self::Function => function(key),
            Self::Layer => layer(key),
            Self::Color | Self::Glyph => None,
        }
    }
}

fn font(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"Encoding" => Kind::Encoding,
        b"ToUnicode" | b"CIDToGIDMap" => Raw,
        b"FontDescriptor" => Kind::Descriptor,
        b"DescendantFonts" => One(Font),
        b"CIDSystemInfo" => Kind::System,
        b"CharProcs" => Named(Glyph),
        b"Resources" => Kind::Resources,
        _ => {
            return plain(
                key,
                &[
                    "Type",
                    "Subtype",
                    "BaseFont",
                    "Name",
                    "FirstChar",
                    "LastChar",
                    "Widths",
                    "DW",
                    "W",
                    "DW2",
                    "W2",
                    "FontBBox",
                    "FontMatrix",
                ],
            );
        }
    })
}

fn drawing(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"Resources" => Kind::Resources,
        b"Group" => Kind::Group,
        b"OC" => One(Layer),
        b"ColorSpace" => One(Color),
        b"SMask" | b"Mask" => One(Drawing),
        _ => {
            return plain(
                key,
                &[
                    "Type",
                    "Subtype",
                    "FormType",
                    "BBox",
                    "Matrix",
                    "Width",
                    "Height",
                    "BitsPerComponent",
                    "ImageMask",
                    "Decode",
                    "Interpolate",
                    "Intent",
                    "SMaskInData",
                    "Matte",
                ],
            );
        }
    })
}

fn state(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"Font" => One(Font),
        b"SMask" => Kind::Mask,
        b"BG" | b"BG2" | b"UCR" | b"UCR2" | b"TR" | b"TR2" => One(Function),
        _ => {
            return plain(
                key,
                &[
                    "Type", "LW", "LC", "LJ", "ML", "D", "RI", "OP", "op", "OPM", "FL", "SM", "SA",
                    "BM", "CA", "ca", "AIS", "TK",
                ],
            );
        }
    })
}

fn pattern(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"Resources" => Kind::Resources,
        b"Shading" => One(Shading),
        b"ExtGState" => One(State),
        _ => {
            return plain(
                key,
                &[
                    "Type",
                    "PatternType",
                    "PaintType",
                    "TilingType",
                    "BBox",
                    "XStep",
                    "YStep",
                    "Matrix",
                ],
            );
        }
    })
}

fn shading(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"ColorSpace" => One(Color),
        b"Function" => One(Function),
        _ => {
            return plain(
                key,
                &[
                    "ShadingType",
                    "Background",
                    "BBox",
                    "AntiAlias",
                    "Coords",
                    "Domain",
                    "Extend",
                    "Matrix",
                    "BitsPerCoordinate",
                    "BitsPerComponent",
                    "BitsPerFlag",
                    "Decode",
                    "VerticesPerRow",
                ],
            );
        }
    })
}

fn function(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"Functions" => One(Function),
        _ => {
            return plain(
                key,
                &[
                    "FunctionType",
                    "Domain",
                    "Range",
                    "Size",
                    "BitsPerSample",
                    "Order",
                    "Encode",
                    "Decode",
                    "C0",
                    "C1",
                    "N",
                    "Bounds",
                ],
            );
        }
    })
}

fn layer(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"OCGs" | b"VE" => One(Layer),
        b"Name" | b"ActualText" => Text,
        _ => {
            return plain(key, &["Type", "P", "Intent"]);
        }
    })
}
