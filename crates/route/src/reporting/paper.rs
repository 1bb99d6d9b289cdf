//! What was reported, in full, in the whole dossier on paper.

use policy::Indicator;

use crate::parts::{OnPaper, Sheet, Shown};
use crate::signals::{Field, SafeField, Subject};

type Line = (String, String);

pub const ON_PAPER: OnPaper = OnPaper(|_, shown| {
    Box::pin(async move {
        let mut lines = reported(shown);
        for (number, subject) in (1..).zip(&shown.open.report.subjects) {
            lines.extend(involved(shown, number, subject));
        }
        lines.extend(ticked(shown));
        Ok(vec![Sheet {
            at: shown.open.received_at,
            what: shown.page.text("happened-reported"),
            who: None,
            lines,
        }])
    })
});

fn yes(shown: &Shown<'_>, on: bool) -> String {
    shown.page.text(if on { "yes" } else { "no" })
}

fn reported(shown: &Shown<'_>) -> Vec<Line> {
    let (page, open) = (shown.page, shown.open);
    let report = &open.report;
    let channel = page.text(&format!("channel-{}", open.channel));
    let mut lines = vec![(page.text("paper-channel"), channel)];
    if report.danger {
        lines.push((page.text("paper-danger"), yes(shown, true)));
    }
    lines.extend(report.statements.iter().map(|statement| {
        let source = page.text(&format!("source-{}", statement.source.id()));
        (source, statement.text.clone())
    }));
    lines.push((page.text("paper-place"), report.place.clone()));
    lines.push((page.text("report-when"), report.when.clone()));
    if let Some(talked) = report.coordinator {
        lines.push((page.text("report-coordinator"), yes(shown, talked)));
    }
    lines
}

/// Somebody or something involved, as it is known now.
fn involved(shown: &Shown<'_>, number: usize, subject: &Subject) -> Vec<Line> {
    let page = shown.page;
    let kind = page.text(&format!("subject-kind-{}", subject.kind.id()));
    let one = format!("{kind} {number}");
    let capacities = subject.capacity_names(shown.pack, &page.texts).text();
    let mut lines = vec![(one.clone(), capacities)];
    let of = |label: &str| format!("{one}: {}", page.text(label).to_lowercase());
    lines.extend(Field::ALL.iter().map(|field| {
        let label = of(&format!("field-{}", field.id()));
        (label, subject.get(*field).to_owned())
    }));
    lines.extend(SafeField::ALL.iter().map(|field| {
        let label = of(&format!("safe-{}", field.id()));
        (label, subject.safely(*field).to_owned())
    }));
    if subject.minor {
        lines.push((of("field-minor"), yes(shown, true)));
    }
    lines
}

/// Signs, and what makes somebody more vulnerable.
fn ticked(shown: &Shown<'_>) -> [Line; 2] {
    let ids = shown.open.report.indicators.iter();
    let known = ids.filter_map(|id| shown.pack.indicator(id));
    let (vulnerable, signs): (Vec<_>, Vec<_>) =
        known.partition(|sign| shown.pack.is_vulnerability(sign.id.get_ref()));
    let text = |signs: Vec<&Indicator>| {
        let texts = signs.iter().map(|sign| shown.page.label(&sign.text).text());
        texts.collect::<Vec<_>>().join("\n")
    };
    [
        (shown.page.text("dossier-indicators"), text(signs)),
        (shown.page.text("dossier-vulnerabilities"), text(vulnerable)),
    ]
}
