//! What was looked up and judged, in the whole dossier on paper. Of another dossier its reference alone: what is in
//! it is about others.

use platform::Result;
use platform::db::Reader;
use route::dossiers::briefly;
use route::parts::{OnPaper, Sheet, Shown};

use super::sources;
use super::store::{self, Judgement};
use crate::lookup::{self, Lasting, Part, parts_of};

pub const ON_PAPER: OnPaper = OnPaper(|tx, shown| {
    Box::pin(async move {
        let mut sheets: Vec<Sheet> = reason(tx, shown).await?.into_iter().collect();
        sheets.extend(consulted(tx, shown).await?);
        sheets.extend(judged(tx, shown).await?);
        Ok(sheets)
    })
});

async fn reason(tx: &mut Reader, shown: &Shown<'_>) -> Result<Option<Sheet>> {
    let reasoned = lookup::reasoned(tx, shown.open).await?;
    Ok(reasoned.map(|(text, person, at)| Sheet {
        at,
        what: shown.page.text("paper-looked"),
        who: Some(person),
        lines: vec![(shown.page.text("lookup-reason"), text)],
    }))
}

/// As the policy pack calls a source, or by its id when that is in it no more.
fn source(shown: &Shown<'_>, id: &str) -> String {
    let known = shown.pack.source(id);
    known.map_or_else(|| id.to_owned(), |one| shown.page.label(&one.name).text())
}

async fn consulted(tx: &mut Reader, shown: &Shown<'_>) -> Result<Vec<Sheet>> {
    let page = shown.page;
    let checks = sources::checks(tx, shown.open).await?.into_iter();
    let sheet = |(id, check): (String, sources::Check)| Sheet {
        at: check.at,
        what: page.with("paper-source", &[("source", source(shown, &id))]),
        who: Some(check.person),
        lines: vec![
            (
                page.text("paper-result"),
                page.text(&format!("check-{}", check.gave.id())),
            ),
            (page.text("check-note"), check.note),
        ],
    };
    Ok(checks.map(sheet).collect())
}

async fn judged(tx: &mut Reader, shown: &Shown<'_>) -> Result<Vec<Sheet>> {
    let mut sheets = Vec::new();
    for part in parts_of(shown.open.report()) {
        let own = Lasting::Part(shown.open.id(), part);
        for one in store::judgements(tx, shown.app, shown.open.tenant(), &own).await? {
            let other = other(tx, shown, &one).await?;
            let values = [("one", called(shown, part)), ("other", other)];
            sheets.push(Sheet {
                at: one.at,
                what: shown.page.text("paper-judged"),
                who: Some(one.person),
                lines: vec![(
                    shown.page.text("paper-judgement"),
                    shown
                        .page
                        .with(&format!("paper-{}", one.verdict.id()), &values),
                )],
            });
        }
    }
    Ok(sheets)
}

fn called(shown: &Shown<'_>, part: Part) -> String {
    let report = shown.open.report();
    match part {
        Part::Place => report.place.clone(),
        Part::Subject(id) => report
            .subject(id)
            .map_or(String::new(), |one| one.title().to_owned()),
    }
}

/// Where the other one is: another dossier, or a register.
async fn other(tx: &mut Reader, shown: &Shown<'_>, judged: &Judgement) -> Result<String> {
    let id = match &judged.other {
        Lasting::Row(of, _) => return Ok(source(shown, of)),
        Lasting::Part(id, _) => *id,
    };
    let known = briefly(tx, shown.open.tenant(), &[id]).await?;
    let reference = known.get(&id).map(|one| one.reference.to_string());
    Ok(shown.page.with(
        "paper-dossier",
        &[("reference", reference.unwrap_or_default())],
    ))
}
