//! How a signal was weighed, on the dossier page.

use askama::Template;
use platform::web::{Html, Page, Words};
use policy::Pack;

use super::{Assessment, store};
use crate::dossiers::Open;
use crate::parts::{Happening, Happenings, OnPaper, Panel, Place, Sheet, Shown};

#[derive(Template)]
#[template(path = "assessment/templates/panel.html")]
struct AssessmentPanel<'a> {
    page: &'a Page,
    open: &'a Open,
    judged: &'a Assessment,
    forms: Vec<Words>,
    /// Of the possible victims, as far as they are known.
    ages: String,
    /// What else plays a part.
    also: Vec<String>,
}

/// The ages that were given, and how often none was.
fn ages(judged: &Assessment, page: &Page) -> String {
    let victims = judged.facts.victims.iter();
    let said = victims.map(|victim| match victim.age {
        Some(age) => age.to_string(),
        None => page.text("assessed-age-unknown"),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// The circumstances that were ticked, in the words of the form.
fn also(judged: &Assessment, page: &Page) -> Vec<String> {
    let facts = &judged.facts;
    let ticked = [
        ("network", facts.network),
        ("several", !facts.single_agency),
        ("housing", facts.housing),
        ("licence", facts.licence_branch),
        ("youth", facts.youth_group),
        ("soft", facts.soft),
        ("smuggling", judged.smuggling),
    ];
    let said = ticked.into_iter().filter(|(_, on)| *on);
    said.map(|(name, _)| page.text(&format!("assess-{name}")))
        .collect()
}

/// Names of the forms of exploitation that it may be.
fn forms(assessment: &Assessment, pack: &Pack, page: &Page) -> Vec<Words> {
    let ids = assessment.facts.forms.iter();
    let forms = ids.filter_map(|form| pack.form(*form));
    forms.map(|form| page.label(&form.name)).collect()
}

pub const ASSESSMENT: Panel = Panel {
    id: "assessment",
    place: Place::Aside(20),
    show: |tx, shown| {
        Box::pin(async move {
            let Some(judged) = store::of(tx, shown.open).await? else {
                return Ok(None);
            };
            let panel = AssessmentPanel {
                page: shown.page,
                open: shown.open,
                forms: forms(&judged, shown.pack, shown.page),
                ages: ages(&judged, shown.page),
                also: also(&judged, shown.page),
                judged: &judged,
            };
            Html::of(&panel).map(Some)
        })
    },
};

pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let assessed = store::when(tx, shown.open).await?.into_iter();
        let line = |(at, author)| Happening {
            at,
            what: shown.page.text("happened-assessed"),
            who: Some(author),
            text: String::new(),
        };
        Ok(assessed.map(line).collect())
    })
});

/// The latest assessment: the log tells that there were earlier ones.
pub const ON_PAPER: OnPaper = OnPaper(|tx, shown| {
    Box::pin(async move {
        let when = store::when(tx, shown.open).await?;
        let judged = store::of(tx, shown.open).await?;
        let sheet = judged.zip(when).map(|(judged, (at, author))| Sheet {
            at,
            what: shown.page.text("happened-assessed"),
            who: Some(author),
            lines: on_paper(&judged, shown),
        });
        Ok(sheet.into_iter().collect())
    })
});

fn on_paper(judged: &Assessment, shown: &Shown<'_>) -> Vec<(String, String)> {
    let page = shown.page;
    let line = |label: &str, text: String| (page.text(label), text);
    let severity = format!("severity-{}", judged.facts.severity.id());
    let forms = Words::joined(forms(judged, shown.pack, page), ", ").text();
    let signs = judged.indicators.iter();
    let signs = signs.filter_map(|id| shown.pack.indicator(id));
    let signs: Vec<_> = signs.map(|sign| page.label(&sign.text).text()).collect();
    let acute = if judged.facts.acute {
        page.text("yes")
    } else {
        String::new()
    };
    let version = shown.open.pack_version.clone();
    vec![
        line("assess-forms", forms),
        line("assess-severity", page.text(&severity)),
        line("assess-acute", acute),
        line("assess-ages", ages(judged, page)),
        line("assessed-also", also(judged, page).join("\n")),
        line("assess-indicators-title", signs.join("\n")),
        line("assess-why", judged.why.clone()),
        line("assess-why-no-worse", judged.why_no_worse.clone()),
        line("assessed-pack", version),
    ]
}
