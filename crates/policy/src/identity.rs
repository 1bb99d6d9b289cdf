//! What a municipality looks like on its pages: two colours and a mark. Only what everybody can read is
//! taken: contrasts are those of WCAG 2.2 (1.4.3 for text, 1.4.11 for what is no text).

use roxmltree::{Document, Node};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_spanned::Spanned;

use crate::fault::Kind;

/// Two colours and a mark. Where one is left out, that of the program stands.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Of the band, buttons and links: `#154273`. White reads on it, and it reads on the tint of the
    /// pages: at least 4.5 : 1.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub colour: Option<Spanned<String>>,
    /// Of the button "Melden" and the mark of where one is: `#ffd500`. Nearly black reads on it (4.5 :
    /// 1), and it stands out against the band (3 : 1).
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub accent: Option<Spanned<String>>,
    /// The mark on every page, as SVG: at most 30,000 characters, nothing in it that runs or comes from
    /// elsewhere.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub mark: Option<Spanned<String>>,
}

/// A colour as it is measured: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Colour([u8; 3]);

const WHITE: Colour = Colour([255, 255, 255]);
/// Behind the lines of the menu.
const TINT: Colour = Colour([0xee, 0xf3, 0xf8]);
/// The words on the accent.
const INK: Colour = Colour([0x14, 0x20, 0x2c]);
/// Of the program itself.
const OWN: (&str, &str) = ("#154273", "#ffd500");
/// Of the band, from the colour: as the style sheet mixes it (`color-mix(in srgb, COLOUR 65%, #000)`).
const DARKER: f64 = 0.65;

/// Text against what is behind it (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;
/// What is no text (1.4.11).
const VISIBLE: f64 = 3.0;

const LONGEST_MARK: usize = 30_000;
/// What a mark may be drawn with.
const DRAWN: [&str; 21] = [
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "use",
    "symbol",
];

impl Colour {
    /// `#rrggbb`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let hex = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| hex)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    fn darker(self) -> Self {
        // A share of a byte is a byte.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let part = |value: u8| (f64::from(value) * DARKER).round() as u8;
        Self(self.0.map(part))
    }

    /// Relative luminance, 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|value| {
            let part = f64::from(value) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// From 1 to 21.
    fn against(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl Identity {
    /// The style sheet of the two colours, where they differ from those of the program.
    #[must_use]
    pub fn style(&self) -> String {
        let own = |(name, colour): (&str, &Option<Spanned<String>>)| {
            let colour = colour.as_ref()?.get_ref();
            Some(format!("--{name}: {};", colour.to_lowercase()))
        };
        let rules: String = [("blue", &self.colour), ("accent", &self.accent)]
            .into_iter()
            .filter_map(own)
            .collect();
        if rules.is_empty() {
            return rules;
        }
        format!(":root {{ {rules} --blue-dark: color-mix(in srgb, var(--blue) 65%, #000); }}\n")
    }

    /// What cannot be used, with its place in the pack.
    pub(crate) fn faults(&self) -> Vec<(usize, Kind, String)> {
        let mut faults = Vec::new();
        let mut fault = |at: &Spanned<String>, kind: Kind, message: &str| {
            faults.push((at.span().start, kind, message.to_owned()));
        };
        let parsed = |given: &Option<Spanned<String>>, own: &str| {
            Colour::parse(given.as_ref().map_or(own, |given| given.get_ref()))
        };
        let (colour, accent) = (parsed(&self.colour, OWN.0), parsed(&self.accent, OWN.1));
        for (given, read) in [(&self.colour, colour), (&self.accent, accent)] {
            if let (Some(given), None) = (given, read) {
                let named = vec![("colour", given.get_ref().clone())];
                fault(given, ("colour", named), "expected a colour as #154273");
            }
        }
        if let (Some(given), Some(colour)) = (&self.colour, colour)
            && (colour.against(WHITE) < READABLE || colour.against(TINT) < READABLE)
        {
            let named = vec![("colour", given.get_ref().clone())];
            fault(
                given,
                ("too-light", named),
                "too light: white does not read on it",
            );
        }
        if let (Some(given), Some(colour), Some(accent)) = (
            self.accent.as_ref().or(self.colour.as_ref()),
            colour,
            accent,
        ) && (accent.against(INK) < READABLE || accent.against(colour.darker()) < VISIBLE)
        {
            let named = vec![("colour", accent_of(self).to_owned())];
            fault(
                given,
                ("no-accent", named),
                "the accent does not stand out: dark words do not read on it, or the band is as dark",
            );
        }
        if let Some(mark) = &self.mark
            && let Err(why) = sound(mark.get_ref())
        {
            fault(
                mark,
                ("mark", vec![("why", why.clone())]),
                &format!("mark: {why}"),
            );
        }
        faults
    }
}

fn accent_of(identity: &Identity) -> &str {
    identity
        .accent
        .as_ref()
        .map_or(OWN.1, |accent| accent.get_ref())
}

/// A drawing that does nothing and fetches nothing.
fn sound(mark: &str) -> Result<(), String> {
    if mark.len() > LONGEST_MARK {
        return Err(format!("{} > {LONGEST_MARK}", mark.len()));
    }
    let drawing = Document::parse(mark).map_err(|error| error.to_string())?;
    let root = drawing.root_element();
    if root.tag_name().name() != "svg" || root.attribute("viewBox").is_none() {
        return Err("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=…>".to_owned());
    }
    drawing
        .descendants()
        .filter(Node::is_element)
        .try_for_each(harmless)
}

fn harmless(node: Node) -> Result<(), String> {
    let name = node.tag_name();
    if name.namespace() != Some("http://www.w3.org/2000/svg") || !DRAWN.contains(&name.name()) {
        return Err(format!("<{}>", name.name()));
    }
    let bad = node.attributes().find(|attribute| {
        let (key, value) = (attribute.name(), attribute.value());
        let elsewhere = key == "href" && !value.starts_with('#');
        let fetched = value
            .split("url(")
            .skip(1)
            .any(|at| !at.trim_start_matches(['"', '\'', ' ']).starts_with('#'));
        key.starts_with("on") || elsewhere || fetched
    });
    match bad {
        Some(attribute) => Err(format!("{}=\"{}\"", attribute.name(), attribute.value())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanned(text: &str) -> Spanned<String> {
        Spanned::new(0..0, text.to_owned())
    }

    fn kinds(colour: Option<&str>, accent: Option<&str>) -> Vec<&'static str> {
        let identity = Identity {
            colour: colour.map(spanned),
            accent: accent.map(spanned),
            mark: None,
        };
        identity
            .faults()
            .into_iter()
            .map(|(_, (kind, _), _)| kind)
            .collect()
    }

    /// The measure is that of WCAG: its own examples.
    #[test]
    fn contrast_is_that_of_wcag() {
        let against = |one: &str, two: &str| {
            Colour::parse(one)
                .unwrap()
                .against(Colour::parse(two).unwrap())
        };
        for (one, two, known) in [
            ("#000000", "#ffffff", 21.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#0000ff", "#ffffff", 8.59),
        ] {
            assert!((against(one, two) - known).abs() < 0.01, "{one} {two}");
            assert!((against(two, one) - known).abs() < 0.01, "{two} {one}");
        }
    }

    #[test]
    fn only_colours_that_everybody_reads_are_taken() {
        assert_eq!(kinds(None, None), [""; 0]);
        assert_eq!(kinds(Some(OWN.0), Some(OWN.1)), [""; 0]);
        assert_eq!(kinds(Some("#00573F"), Some("#ffb81c")), [""; 0]);
        assert_eq!(kinds(Some("#ffd500"), None), ["too-light", "no-accent"]);
        assert_eq!(kinds(None, Some("#154273")), ["no-accent"]);
        assert_eq!(kinds(Some("blauw"), Some("#12345")), ["colour", "colour"]);
        assert_eq!(kinds(Some("#+12345"), None), ["colour"]);
    }

    #[test]
    fn a_mark_does_nothing_and_fetches_nothing() {
        let svg = |inside: &str| {
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>")
        };
        let fine = "<defs><linearGradient id=\"a\"><stop offset=\"0\"/></linearGradient></defs><path d=\"M0 0h9v9z\" fill=\"url(#a)\"/>";
        assert_eq!(sound(&svg(fine)), Ok(()));
        for bad in [
            "<script>alert(1)</script>",
            "<path onload=\"alert(1)\"/>",
            "<image href=\"https://example.org/a.png\"/>",
            "<use href=\"https://example.org/a.svg#b\"/>",
            "<path fill=\"url(https://example.org/a)\"/>",
            "<path style=\"fill:url( 'https://example.org')\"/>",
            "<foreignObject/>",
            "<style>@import 'https://example.org'</style>",
            "<p xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        ] {
            assert!(sound(&svg(bad)).is_err(), "{bad}");
        }
        for bad in [
            "",
            "<svg/>",
            "<svg",
            "<html xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0\"/>",
        ] {
            assert!(sound(bad).is_err(), "{bad}");
        }
        assert!(sound(&svg(&"<g/>".repeat(9000))).is_err());
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]>".to_owned() + &svg("<text>&a;</text>");
        assert!(sound(&bomb).is_err(), "no entities");
    }
}
