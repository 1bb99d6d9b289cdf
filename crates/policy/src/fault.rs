//! A fault in a pack, told so that somebody can mend it.

use std::fmt;

use crate::contact::Unfit;

/// One fault: where it stands (1-based) and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line in the pack, from 1.
    pub line: usize,
    /// Place in the line in characters, from 1.
    pub column: usize,
    /// What is wrong and what was expected, in English.
    pub message: String,
    /// What kind of fault it is, for texts in other languages: `unknown-field`.
    pub kind: &'static str,
    /// What those texts name.
    pub values: Vec<(&'static str, String)>,
}

impl Fault {
    /// A pack that was taken into use before programs looked for this keeps it, until somebody mends it.
    pub(crate) fn may_stay(&self) -> bool {
        let unfit = Unfit::ALL.map(Unfit::kind);
        matches!(self.kind, "no-name" | "namesakes" | "group-unsaid") || unfit.contains(&self.kind)
    }
}

/// The kind of a fault, and what it names.
pub(crate) type Kind = (&'static str, Vec<(&'static str, String)>);

/// The kind of what TOML or serde has against a text. They tell it in a sentence alone.
pub(crate) fn kind_of(message: &str) -> Kind {
    // What stands between the first two marks: "missing field `x`".
    let marked = || message.split('`').nth(1).unwrap_or_default().to_owned();
    let expected = || {
        let after = message.split_once("expected ").map_or("", |(_, rest)| rest);
        let plain = after
            .trim_start_matches("one of ")
            .trim_start_matches("an ");
        plain.replace('`', "")
    };
    let starts = |start: &str| message.starts_with(start);
    if starts("missing field") {
        ("missing-field", vec![("field", marked())])
    } else if starts("unknown field") {
        (
            "unknown-field",
            vec![("field", marked()), ("expected", expected())],
        )
    } else if starts("unknown variant") {
        (
            "unknown-word",
            vec![("word", marked()), ("expected", expected())],
        )
    } else if starts("invalid type") || starts("invalid value") {
        let expected = expected();
        let kind = match expected.as_str() {
            "a string" => "wrong-kind-text",
            "a boolean" => "wrong-kind-yes-no",
            "a sequence" => "wrong-kind-list",
            number if number.starts_with(['u', 'i']) => "wrong-kind-number",
            _ => "wrong-kind",
        };
        (kind, Vec::new())
    } else if message.contains("duplicate key") {
        ("duplicate-key", Vec::new())
    } else if message.contains("no value") {
        ("syntax-value", Vec::new())
    } else if message.contains("string") {
        ("syntax-quote", Vec::new())
    } else if message.contains("unclosed") || message.contains("array") {
        ("syntax-bracket", Vec::new())
    } else {
        ("syntax", Vec::new())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

/// Everything wrong with one pack. Printed a line each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Faults(pub Vec<Fault>);

/// Line and column (in characters) of a byte offset.
pub(crate) fn locate(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use crate::Pack;

    /// Every sentence of the reader of TOML that people meet has a kind of its own.
    #[test]
    fn sentences_of_toml_have_a_kind() {
        const PACK: &str = include_str!("../../../policies/voorbeeld.toml");
        for (from, to, kind) in [
            (
                "referral_days = 7",
                "referral_days = \"x\"",
                "wrong-kind-number",
            ),
            (
                "referral_days = 7",
                "referral_days = -7",
                "wrong-kind-number",
            ),
            ("referral_days = 7", "", "missing-field"),
            ("referral_days = 7", "referal_days = 7", "unknown-field"),
            (
                "referral_days = 7",
                "referral_days = 7\nreferral_days = 7",
                "duplicate-key",
            ),
            (
                "coordinator_step = false",
                "coordinator_step = 1",
                "wrong-kind-yes-no",
            ),
            ("neighbours = []", "neighbours = 1", "wrong-kind-list"),
            (
                "region = \"Voorbeeldregio\"",
                "region = 1",
                "wrong-kind-text",
            ),
            (
                "weight = \"obligation\"",
                "weight = \"must\"",
                "unknown-word",
            ),
            (
                "region = \"Voorbeeldregio\"",
                "region = \"Voor",
                "syntax-quote",
            ),
            ("region = \"Voorbeeldregio\"", "region", "syntax-value"),
            ("neighbours = []", "neighbours = [\"x\"", "syntax-bracket"),
            ("id = \"nla\"", "id = \"avim\"", "twice"),
        ] {
            assert!(PACK.contains(from), "{from}");
            let faults = Pack::parse(&PACK.replacen(from, to, 1)).unwrap_err();
            assert!(
                faults.0.iter().any(|fault| fault.kind == kind),
                "{kind}: {faults:?}"
            );
        }
    }
}
