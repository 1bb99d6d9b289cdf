//! What may come along, by what a thing is. Source: ISO 32000-2.

/// What an object is, by the way that led to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Numbers, names and arrays of them; strings, dictionaries and streams do not pass.
    Plain,
    /// Plain, and strings.
    Text,
    /// Bytes without entries that matter: tables of fonts and colours.
    Raw,
    /// A stream of drawing instructions, or several.
    Content,
    Resources,
    /// A dictionary of names chosen by who wrote it, each leading to the kind within.
    Named(Within),
    One(Within),
    Descriptor,
    FontFile,
    System,
    Encoding,
    Mask,
    Group,
    Calibrated,
    Appearance,
    Annotation,
    BorderStyle,
    Caption,
    Layers,
    LayerView,
}

/// What the names of resources lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Within {
    Font,
    Drawing,
    State,
    Color,
    Pattern,
    Shading,
    Function,
    Layer,
    Glyph,
}

use Kind::{Content, Named, One, Plain, Raw, Text};
use Within::{Color, Drawing, Font, Function, Glyph, Layer, Pattern, Shading, State};

impl Kind {
    /// Strings are kept in it.
    pub fn strings(self) -> bool {
        // Tables of indexed colours are strings.
        matches!(self, Text | One(Color))
    }

    /// Streams are kept in it.
    pub fn streams(self) -> bool {
        matches!(
            self,
            Raw | Content
                | Self::FontFile
                | Self::Encoding
                | One(Drawing | Pattern | Shading | Function | Glyph)
        )
    }

    /// What stands under this key in a dictionary (or the dictionary of a stream) of this kind;
    /// `None`: it stays behind.
    pub fn under(self, key: &[u8]) -> Option<Self> {
        match self {
            Named(within) => Some(One(within)),
            One(within) => within.under(key),
            Self::Resources => resources(key),
            Self::Descriptor => descriptor(key),
            Self::FontFile => plain(key, &["Length1", "Length2", "Length3", "Subtype"]),
            Self::System => match key {
                b"Registry" | b"Ordering" => Some(Text),
                b"Supplement" => Some(Plain),
                _ => None,
            },
            Self::Encoding => match key {
                b"CIDSystemInfo" => Some(Self::System),
                b"UseCMap" => Some(Self::Encoding),
                _ => plain(
                    key,
                    &["Type", "BaseEncoding", "Differences", "CMapName", "WMode"],
                ),
            },
            Self::Mask => match key {
                b"G" => Some(One(Drawing)),
                b"TR" => Some(One(Function)),
                _ => plain(key, &["Type", "S", "BC"]),
            },
            Self::Group => match key {
                b"CS" => Some(One(Color)),
                _ => plain(key, &["Type", "S", "I", "K"]),
            },
            Self::Calibrated => plain(
                key,
                &["WhitePoint", "BlackPoint", "Gamma", "Matrix", "Range"],
            ),
            Self::Appearance => match key {
                b"N" | b"R" | b"D" => Some(Named(Drawing)),
                _ => None,
            },
            Self::Annotation => annotation(key),
            Self::BorderStyle => plain(key, &["Type", "W", "S", "D", "I"]),
            Self::Caption => match key {
                b"CA" | b"RC" | b"AC" => Some(Text),
                _ => plain(key, &["R", "BC", "BG", "TP"]),
            },
            Self::Layers => match key {
                b"OCGs" => Some(One(Layer)),
                b"D" => Some(Self::LayerView),
                _ => None,
            },
            Self::LayerView => match key {
                b"ON" | b"OFF" => Some(One(Layer)),
                _ => plain(key, &["BaseState"]),
            },
            Plain | Text | Raw | Content => None,
        }
    }
}

/// Plain, when the key is one of these.
pub fn plain(key: &[u8], keys: &[&str]) -> Option<Kind> {
    keys.iter()
        .any(|known| known.as_bytes() == key)
        .then_some(Plain)
}

fn resources(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"Font" => Named(Font),
        b"XObject" => Named(Drawing),
        b"ExtGState" => Named(State),
        b"ColorSpace" => Named(Color),
        b"Pattern" => Named(Pattern),
        b"Shading" => Named(Shading),
        b"Properties" => Named(Layer),
        b"ProcSet" => Plain,
        _ => return None,
    })
}

fn descriptor(key: &[u8]) -> Option<Kind> {
    match key {
        b"FontFile" | b"FontFile2" | b"FontFile3" => Some(Kind::FontFile),
        _ => plain(
            key,
            &[
                "Type",
                "FontName",
                "FontStretch",
                "FontWeight",
                "Flags",
                "FontBBox",
                "ItalicAngle",
                "Ascent",
                "Descent",
                "Leading",
                "CapHeight",
                "XHeight",
                "StemV",
                "StemH",
                "AvgWidth",
                "MaxWidth",
                "MissingWidth",
            ],
        ),
    }
}

fn annotation(key: &[u8]) -> Option<Kind> {
    Some(match key {
        b"AP" => Kind::Appearance,
        b"BS" => Kind::BorderStyle,
        b"OC" => One(Layer),
        b"Contents" | b"DA" | b"DS" => Text,
        b"MK" => Kind::Caption,
        _ => {
            return plain(
                key,
                &[
                    "Type",
                    "Subtype",
                    "Rect",
                    "F",
                    "AS",
                    "Border",
                    "C",
                    "CA",
                    "ca",
                    "BM",
                    "H",
                    "IC",
                    "InkList",
                    "L",
                    "LE",
                    "LL",
                    "LLE",
                    "Cap",
                    "QuadPoints",
                    "Vertices",
                    "Path",
                    "RD",
                    "CL",
                    "Q",
                    "Name",
                    "Sy",
                    "Open",
                ],
            );
        }
    })
}
