//! A handover as whoever receives it reads it: the same parts on paper and on a screen. What a partner may see is
//! decided here, once; each of them sets it in its own way.

use serde::Serialize;

use crate::{HandoverFile, Line};

/// The last words of every handover.
pub const CLOSING: &str = "Dit zijn signalen, geen vaststaande feiten. Gebruik ze alleen voor het genoemde doel. \
                           Wie het signaal meldde, delen we niet.";

/// A part of a handover, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The heading. The first part, which says from whom it is and to whom, has none.
    pub title: String,
    /// Words that stand below the heading by themselves.
    pub text: String,
    /// What it is, and beside it what is said of it.
    pub lines: Vec<Line>,
    /// What is listed.
    pub list: Vec<String>,
}

/// A heading with lines, of which those that say nothing are left out.
fn part(title: &str, lines: &[(&str, String)]) -> Part {
    let said = lines.iter().filter(|(_, text)| !text.is_empty());
    let line = |(label, text): &(&str, String)| Line {
        label: (*label).to_owned(),
        text: text.clone(),
    };
    Part {
        title: title.to_owned(),
        text: String::new(),
        lines: said.map(line).collect(),
        list: Vec::new(),
    }
}

impl HandoverFile {
    /// All that the receiver reads, in order; what stands in files and the [last words](CLOSING) apart. `contact` is
    /// the officer who hands over.
    #[must_use]
    pub fn parts(&self, contact: &str) -> Vec<Part> {
        let beside = |text: &str, before: &str, more: &str| {
            let more = format!("{before}{more}");
            format!("{text}{}", if more == before { "" } else { &more })
        };
        let from = format!(
            "Gemeente {}, aandachtsfunctionaris mensenhandel",
            self.municipality
        );
        let to = beside(&self.partner, ", ter attentie van ", &self.attention);
        let number = format!("{}, {}", self.reference, self.date);
        let urgent = if self.urgent {
            "Ja: wacht hier niet mee."
        } else {
            ""
        };
        let asked = Part {
            text: self.question.clone(),
            ..part(
                "Wat we u vragen",
                &[
                    ("Spoed", urgent.to_owned()),
                    (
                        "Graag uw terugkoppeling vóór",
                        beside(&self.due, ", aan ", contact),
                    ),
                ],
            )
        };
        let mut parts = vec![
            part(
                "",
                &[("Van", from), ("Aan", to), ("Kenmerk en datum", number)],
            ),
            asked,
        ];
        parts.extend(self.sections.iter().map(|section| Part {
            lines: section.lines.clone(),
            ..part(&section.title, &[])
        }));
        parts.push(part(
            "Grondslag",
            &[
                ("Doel", self.purpose.clone()),
                ("Grondslag", self.legal_basis.clone()),
                ("Toestemming van de betrokkene", self.consent.clone()),
                (
                    "Waarom dit nodig is en niet meer",
                    self.proportionality.clone(),
                ),
            ],
        ));
        if !self.files.is_empty() {
            parts.push(Part {
                list: self.files.clone(),
                ..part("Bestanden die meegaan", &[])
            });
        }
        parts
    }
}
