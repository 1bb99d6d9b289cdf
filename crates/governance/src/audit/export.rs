//! The lines of the log as a file. Taking it along stands in the log itself.

use accounts::people;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::web::{Page, redirect_refused};
use platform::{Actor, App, Result, Role};

use super::filter::Asked;
use super::{Words, short};
use crate::audited;

/// So many lines fit in one file.
const MOST: usize = 50_000;

/// What a spreadsheet would take for a formula is text.
fn neutral(text: &str) -> String {
    let acts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let text = text.replace('"', "\"\"");
    let unseen = |c: char| c.is_whitespace() || c.is_control() || c == '"';
    if text.trim_start_matches(unseen).starts_with(acts) || text.starts_with(acts) {
        format!("'{text}")
    } else {
        text
    }
}

/// A line of the file: every cell between quotation marks, with what Dutch spreadsheets part cells by.
fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| format!("\"{}\"", neutral(cell)))
        .collect();
    cells.join(";") + "\r\n"
}

pub async fn file(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let (form, filter) = asked.read(&page);
    if !form.is_good() {
        return Ok(redirect_refused("/controle", "log-export"));
    }
    let mut tx = app.db.read().await?;
    let names = people::names(&mut tx, &app, actor.tenant).await?;
    let found = filter
        .read(&mut tx, actor.tenant, 0, MOST, i64::MAX)
        .await?;
    drop(tx);
    if found.next.is_some() {
        return Ok(redirect_refused("/controle", "log-large"));
    }
    let pack = app.tenants.get(actor.tenant)?.pack;
    let words = Words {
        page: &page,
        acts: &app.acts,
        names: &names,
        pack: &pack,
    };
    let heads = [
        "audit-number",
        "audit-when",
        "audit-who",
        "audit-what",
        "audit-about",
        "person-roles",
        "audit-tables",
        "audit-dossier",
    ];
    // With a mark by which spreadsheets see that it is UTF-8.
    let mut text = String::from('\u{feff}') + &line(&heads.map(|key| page.text(key)));
    for record in &found.records {
        let about = words.whom(record).unwrap_or_default();
        text += &line(&[
            record.seq.to_string(),
            page.moment(&record.at),
            words.who(record),
            words.what(record),
            about.name,
            about.roles,
            about.tables,
            record.dossier.map(short).unwrap_or_default(),
        ]);
    }
    let event = Event::by(&actor, Role::Auditor, &audited::AUDIT_EXPORTED);
    let event = event.with("lines", found.records.len());
    app.db.begin().await?.commit(&app, event).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"logboek.csv\"",
        ),
    ];
    Ok((headers, text).into_response())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_is_text() {
        for evil in [
            "=1+1",
            "+31",
            "-2",
            "@SUM(A1)",
            "\tx",
            " =HYPERLINK(\"x\")",
            "＝1",
        ] {
            let cell = line(&[evil.to_owned()]);
            assert!(cell.starts_with("\"'"), "{cell}");
        }
        assert_eq!(
            line(&["a;b".into(), "c\"d".into()]),
            "\"a;b\";\"c\"\"d\"\r\n"
        );
    }

    proptest! {
        /// Whatever a name is, it stays in its cell and begins no formula.
        #[test]
        fn no_cell_begins_a_formula_or_leaves_its_place(texts in proptest::collection::vec(".{0,20}", 1..5)) {
            let written = line(&texts);
            let inside = written.strip_prefix('"').unwrap().strip_suffix("\"\r\n").unwrap();
            let cells: Vec<&str> = inside.split("\";\"").collect();
            // A cell that holds `";"` has its marks doubled, so that this cuts none.
            let plain = texts.iter().all(|text| !text.contains('"'));
            prop_assume!(plain);
            prop_assert_eq!(cells.len(), texts.len());
            for cell in cells {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']));
            }
        }
    }
}
