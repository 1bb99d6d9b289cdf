//! Estimates in words, for people: rounded to two figures, never a number without its interval,
//! never one that a rule refuses.

#![expect(
    clippy::cast_precision_loss,
    reason = "persons are shown, all below 2^53"
)]

use std::fmt::Write;

use platform::i18n::Texts;
use serde_json::Value;
use statistics::mse::{Comparison, Estimate, Variant};

/// Two significant figures: an estimate bears no more.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return value;
    }
    let unit = 10_f64.powf(value.log10().floor() - 1.0);
    (value / unit).round() * unit
}

/// 11000 as 11.000 in Dutch and 11,000 in English.
#[must_use]
pub fn number(texts: &Texts, value: f64) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(if texts.lang == "nl" { '.' } else { ',' });
        }
        text.push(digit);
    }
    text
}

fn percent(value: f64) -> String {
    format!("{:.0}", value * 100.0)
}

/// A refusal or warning, as the engine wrote it in JSON, in words.
#[must_use]
pub fn reason(texts: &Texts, item: &Value) -> String {
    let text = |name: &str| {
        item.get(name)
            .and_then(Value::as_str)
            .map(|code| code.replace('_', "-"))
    };
    let mut key = match (text("rule"), text("warning")) {
        (Some(rule), _) => format!("figure-refusal-{rule}"),
        (None, Some(warning)) => format!("figure-warning-{warning}"),
        (None, None) => return String::new(),
    };
    if let Some(code) = item.get("existence").and_then(Value::as_u64) {
        let _ = write!(key, "-{code}");
    }
    let mut values = Vec::new();
    for (name, value) in item.as_object().into_iter().flatten() {
        let text = match value {
            Value::Number(number) if name == "share" => {
                percent(number.as_f64().unwrap_or_default())
            }
            Value::Number(whole) => number(texts, whole.as_f64().unwrap_or_default()),
            Value::String(text) => text.clone(),
            Value::Array(items) => items
                .iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(", "),
            _ => continue,
        };
        values.push((name.as_str(), text));
    }
    texts.with(&key, &values)
}

fn reasons(texts: &Texts, out: &mut String, heading: &str, items: impl Iterator<Item = Value>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        let _ = write!(out, "\n{}\n", texts.get(heading));
        for item in items {
            let _ = writeln!(out, "- {}", reason(texts, &item));
        }
    }
}

fn as_json(items: &[impl serde::Serialize]) -> impl Iterator<Item = Value> {
    items
        .iter()
        .filter_map(|item| serde_json::to_value(item).ok())
}

fn interval(texts: &Texts, level: f64, lower: Option<f64>, upper: Option<f64>) -> String {
    match lower.zip(upper) {
        Some((lower, upper)) => texts.with(
            "figure-interval",
            &[
                ("level", percent(level)),
                ("lower", number(texts, rounded(lower))),
                ("upper", number(texts, rounded(upper))),
            ],
        ),
        None => texts.get("figure-no-interval"),
    }
}

/// One estimate.
#[must_use]
pub fn estimate(texts: &Texts, found: &Estimate) -> String {
    let mut out = String::new();
    out.push_str(&texts.get(&format!("figure-method-{}", found.method)));
    out.push('\n');
    let observed = number(texts, found.observed as f64);
    named(texts, &mut out, "figure-observed", &observed);
    let (lower, upper) = found.interval().unzip();
    let shown = found
        .usable
        .then_some(found.estimate.zip(found.dark))
        .flatten();
    total(
        texts,
        &mut out,
        shown,
        &interval(texts, found.level, lower, upper),
    );
    let together = if found.model.is_empty() {
        &found.pairs
    } else {
        &found.model
    };
    named(texts, &mut out, "figure-pairs", &list(texts, together));
    for (key, items) in [
        ("figure-empty-pairs", &found.empty_pairs),
        ("figure-terms", &found.terms),
    ] {
        if !items.is_empty() {
            named(texts, &mut out, key, &list(texts, items));
        }
    }
    if found.usable && !found.groups.is_empty() {
        out.push('\n');
        heading(texts, &mut out, "figure-groups");
        for group in &found.groups {
            let name = format!("{} {}", group.variable, group.level);
            line(
                texts,
                &mut out,
                &name,
                [Some(group.estimate), Some(group.lower), Some(group.upper)],
            );
        }
    }
    if let Some(bootstrap) = &found.bootstrap {
        let values = [
            ("replicates", number(texts, bootstrap.replicates as f64)),
            ("failed", number(texts, bootstrap.failed as f64)),
        ];
        let _ = writeln!(out, "{}", texts.with("figure-bootstrap", &values));
    }
    reasons(texts, &mut out, "figure-refusals", as_json(&found.refusals));
    reasons(texts, &mut out, "figure-warnings", as_json(&found.warnings));
    out.trim_end().to_owned()
}

/// A line with a name: "Observed: 1,234".
fn named(texts: &Texts, out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{}: {value}", texts.get(key));
}

fn total(texts: &Texts, out: &mut String, shown: Option<(f64, f64)>, interval: &str) {
    let _ = match shown {
        Some((estimate, dark)) => {
            let _ = writeln!(
                out,
                "{}: {} ({interval})",
                texts.get("figure-estimate"),
                number(texts, rounded(estimate))
            );
            writeln!(
                out,
                "{}: {}",
                texts.get("figure-dark"),
                number(texts, rounded(dark))
            )
        }
        None => writeln!(
            out,
            "{}: {}",
            texts.get("figure-estimate"),
            texts.get("figure-not-usable")
        ),
    };
}

fn list(texts: &Texts, names: &[String]) -> String {
    if names.is_empty() {
        texts.get("figure-none")
    } else {
        names.join(", ")
    }
}

fn line(texts: &Texts, out: &mut String, name: &str, values: [Option<f64>; 3]) {
    let cells = values
        .map(|value| value.map_or_else(|| "-".to_owned(), |value| number(texts, rounded(value))));
    let _ = writeln!(
        out,
        "{name:<34} {:>12} {:>12} {:>12}",
        cells[0], cells[1], cells[2]
    );
}

fn heading(texts: &Texts, out: &mut String, what: &str) {
    let _ = writeln!(
        out,
        "{:<34} {:>12} {:>12} {:>12}",
        texts.get(what),
        texts.get("figure-column-estimate"),
        texts.get("figure-column-lower"),
        texts.get("figure-column-upper")
    );
}

/// All methods beside each other.
#[must_use]
pub fn comparison(texts: &Texts, found: &Comparison) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{}: {}\n",
        texts.get("figure-observed"),
        number(texts, found.observed as f64)
    );
    heading(texts, &mut out, "figure-by-method");
    for method in &found.methods {
        let name = match method.order {
            Some(order) => texts.with("figure-bic-of-order", &[("order", order.to_string())]),
            None => texts.get(&format!("figure-method-{}", method.method)),
        };
        let (lower, upper) = method.interval().unzip();
        // A method the rules refuse is named, its number is not.
        let shown = if method.usable {
            [method.estimate, lower, upper]
        } else {
            [None; 3]
        };
        line(texts, &mut out, &name, shown);
    }
    if let Some((low, high)) = found
        .lowest
        .zip(found.highest)
        .filter(|(low, high)| *high > 1.5 * *low)
    {
        let values = [("times", format!("{:.1}", high / low))];
        let _ = writeln!(out, "\n{}", texts.with("figure-methods-differ", &values));
    }
    let tables: [(&str, &[Variant]); 3] = [
        ("figure-left-out", &found.left_out),
        ("figure-merged", &found.merged),
        ("figure-thresholds", &found.thresholds),
    ];
    for (title, variants) in tables
        .into_iter()
        .filter(|(_, variants)| !variants.is_empty())
    {
        out.push('\n');
        heading(texts, &mut out, title);
        for variant in variants {
            line(
                texts,
                &mut out,
                &variant.what,
                [variant.estimate, variant.lower, variant.upper],
            );
        }
    }
    if let Some(first) = found.methods.first() {
        reasons(texts, &mut out, "figure-refusals", as_json(&first.refusals));
        reasons(texts, &mut out, "figure-warnings", as_json(&first.warnings));
    }
    out.trim_end().to_owned()
}
