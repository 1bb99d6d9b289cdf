//! `meldroute perspective`: the national estimate, brought home, and the sentence that it is no
//! forecast.

use platform::Result;
use platform::i18n::I18n;
use serde_json::json;
use statistics::series::SERIES;
use statistics::small_area::{Assumptions, meaning};

use super::words::number;
use crate::config::Perspective as Asked;

pub fn perspective(asked: &Asked) -> Result<String> {
    let (inhabitants, country, years) = (asked.inhabitants, asked.country, asked.years);
    let texts = I18n::new(&crate::wiring::WINGS.locales()).lang(&asked.lang);
    let assumed = Assumptions {
        inhabitants: country,
        years: f64::from(years),
        ..Assumptions::default()
    };
    let found = meaning(inhabitants, assumed);
    let one = |value: f64| {
        if value < 10.0 {
            let text = format!("{value:.1}");
            if texts.lang == "nl" {
                text.replace('.', ",")
            } else {
                text
            }
        } else {
            number(&texts, value)
        }
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "inhabitants and persons, far below 2^53"
    )]
    let whole = |value: u64| number(&texts, value as f64);
    let values = [
        ("inhabitants", whole(inhabitants)),
        ("country", whole(country)),
        ("years", years.to_string()),
        ("low", one(found.expected.0)),
        ("high", one(found.expected.1)),
        ("seen-low", one(found.in_view.0)),
        ("seen-high", one(found.in_view.1)),
        ("from", whole(found.interval.0)),
        ("to", whole(found.interval.1)),
        ("least", one(100.0 * found.nobody.0)),
        ("most", one(100.0 * found.nobody.1)),
    ];
    let keys = [
        "perspective-if",
        "perspective-expected",
        "perspective-interval",
        "perspective-nobody",
        "perspective-no-forecast",
        "perspective-sources",
    ];
    let lines: Vec<String> = keys.iter().map(|key| texts.with(key, &values)).collect();
    if asked.json {
        let value =
            json!({ "assumptions": assumed, "meaning": found, "text": lines, "series": SERIES });
        return Ok(serde_json::to_string_pretty(&value)?);
    }
    Ok(lines.join("\n"))
}
