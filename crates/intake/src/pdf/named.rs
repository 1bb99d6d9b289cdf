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
            Self::Pattern => match key {
                b"Resources" => Some(Kind::Resources),
                b"Shading" => Some(One(Shading)),
                b"ExtGState" => Some(One(State)),
                _ => plain(
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
                ),
            },
            Self::Shading => match key {
                b"ColorSpace" => Some(One(Color)),
                b"Function" => Some(One(Function)),
                _ => plain(
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
                ),
            },
            Self::Function => match key {
                b"Functions" => Some(One(Function)),
                _ => plain(
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
                ),
            },
            Self::Layer => match key {
                b"OCGs" | b"VE" => Some(One(Layer)),
                b"Name" | b"ActualText" => Some(Text),
                _ => plain(key, &["Type", "P", "Intent"]),
            },
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
