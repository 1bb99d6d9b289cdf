//! Estimates in words, for people: rounded to two figures, never a number without its interval, never one
//! that a rule refuses.

#![expect(clippy::cast_precision_loss, reason = "persons are shown, all below 2^53")]

use std::fmt::Write;

use platform::i18n::T;
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
pub fn number(t: &T, value: f64) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(if t.lang == "nl" { '.' } else { ',' });
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
pub fn reason(t: &T, item: &Value) -> String {
    let text = |name: &str| item.get(name).and_then(Value::as_str).map(|code| code.replace('_', "-"));
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
            Value::Number(number) if name == "share" => percent(number.as_f64().unwrap_or_default()),
            Value::Number(whole) => number(t, whole.as_f64().unwrap_or_default()),
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            _ => continue,
        };
        values.push((name.as_str(), text));
    }
    t.with(&key, &values)
}

fn reasons(t: &T, out: &mut String, heading: &str, items: impl Iterator<Item = Value>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        let _ = write!(out, "\n{}\n", t.t(heading));
        for item in items {
            let _ = writeln!(out, "- {}", reason(t, &item));
        }
    }
}

fn as_json(items: &[impl serde::Serialize]) -> impl Iterator<Item = Value> {
    items.iter().filter_map(|item| serde_json::to_value(item).ok())
}

fn interval(t: &T, level: f64, lower: Option<f64>, upper: Option<f64>) -> String {
    match lower.zip(upper) {
        Some((lower, upper)) => t.with(
            "figure-interval",
            &[
                ("level", percent(level)),
                ("lower", number(t, rounded(lower))),
                ("upper", number(t, rounded(upper))),
            ],
        ),
        None => t.t("figure-no-interval"),
    }
}

/// One estimate.
#[must_use]
pub fn estimate(t: &T, found: &Estimate) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", t.t(&format!("figure-method-{}", found.method)));
    let _ = writeln!(out, "{}: {}", t.t("figure-observed"), number(t, found.observed as f64));
    let (lower, upper) = found.interval().unzip();
    let shown = found.usable.then_some(found.estimate.zip(found.dark)).flatten();
    total(t, &mut out, shown, &interval(t, found.level, lower, upper));
    let together = if found.model.is_empty() { &found.pairs } else { &found.model };
    let _ = writeln!(out, "{}: {}", t.t("figure-pairs"), list(t, together));
    if !found.empty_pairs.is_empty() {
        let _ = writeln!(out, "{}: {}", t.t("figure-empty-pairs"), list(t, &found.empty_pairs));
    }
    if !found.terms.is_empty() {
        let _ = writeln!(out, "{}: {}", t.t("figure-terms"), list(t, &found.terms));
    }
    if found.usable && !found.groups.is_empty() {
        out.push('\n');
        heading(t, &mut out, "figure-groups");
        for group in &found.groups {
            let name = format!("{} {}", group.variable, group.level);
            line(t, &mut out, &name, [Some(group.estimate), Some(group.lower), Some(group.upper)]);
        }
    }
    if let Some(bootstrap) = &found.bootstrap {
        let values = [
            ("replicates", number(t, bootstrap.replicates as f64)),
            ("failed", number(t, bootstrap.failed as f64)),
        ];
        let _ = writeln!(out, "{}", t.with("figure-bootstrap", &values));
    }
    reasons(t, &mut out, "figure-refusals", as_json(&found.refusals));
    reasons(t, &mut out, "figure-warnings", as_json(&found.warnings));
    out.trim_end().to_owned()
}

fn total(t: &T, out: &mut String, shown: Option<(f64, f64)>, interval: &str) {
    let _ = match shown {
        Some((estimate, dark)) => {
            let _ =
                writeln!(out, "{}: {} ({interval})", t.t("figure-estimate"), number(t, rounded(estimate)));
            writeln!(out, "{}: {}", t.t("figure-dark"), number(t, rounded(dark)))
        }
        None => writeln!(out, "{}: {}", t.t("figure-estimate"), t.t("figure-not-usable")),
    };
}

fn list(t: &T, names: &[String]) -> String {
    if names.is_empty() { t.t("figure-none") } else { names.join(", ") }
}

fn line(t: &T, out: &mut String, name: &str, values: [Option<f64>; 3]) {
    let cells = values.map(|value| value.map_or_else(|| "-".to_owned(), |value| number(t, rounded(value))));
    let _ = writeln!(out, "{name:<34} {:>12} {:>12} {:>12}", cells[0], cells[1], cells[2]);
}

fn heading(t: &T, out: &mut String, what: &str) {
    let _ = writeln!(
        out,
        "{:<34} {:>12} {:>12} {:>12}",
        t.t(what),
        t.t("figure-column-estimate"),
        t.t("figure-column-lower"),
        t.t("figure-column-upper")
    );
}

/// All methods beside each other.
#[must_use]
pub fn comparison(t: &T, found: &Comparison) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}\n", t.t("figure-observed"), number(t, found.observed as f64));
    heading(t, &mut out, "figure-by-method");
    for method in &found.methods {
        let name = match method.order {
            Some(order) => t.with("figure-bic-of-order", &[("order", order.to_string())]),
            None => t.t(&format!("figure-method-{}", method.method)),
        };
        let (lower, upper) = method.interval().unzip();
        // A method the rules refuse is named, its number is not.
        let shown = if method.usable { [method.estimate, lower, upper] } else { [None; 3] };
        line(t, &mut out, &name, shown);
    }
    if let Some((low, high)) = found.lowest.zip(found.highest).filter(|(low, high)| *high > 1.5 * *low) {
        let values = [("times", format!("{:.1}", high / low))];
        let _ = writeln!(out, "\n{}", t.with("figure-methods-differ", &values));
    }
    let tables: [(&str, &[Variant]); 3] = [
        ("figure-left-out", &found.left_out),
        ("figure-merged", &found.merged),
        ("figure-thresholds", &found.thresholds),
    ];
    for (title, variants) in tables.into_iter().filter(|(_, variants)| !variants.is_empty()) {
        out.push('\n');
        heading(t, &mut out, title);
        for variant in variants {
            line(t, &mut out, &variant.what, [variant.estimate, variant.lower, variant.upper]);
        }
    }
    if let Some(first) = found.methods.first() {
        reasons(t, &mut out, "figure-refusals", as_json(&first.refusals));
        reasons(t, &mut out, "figure-warnings", as_json(&first.warnings));
    }
    out.trim_end().to_owned()
}
