//! In which cases dossiers are, for the page of something else to which they belong.

use askama::Template;
use platform::db::Reader;
use platform::web::{Html, Page};
use platform::{App, Result};
use route::dossiers::Open;

use super::panel::called;
use super::store::{self, Case};

#[derive(Template)]
#[template(path = "cases/templates/among.html")]
struct Among<'a> {
    page: &'a Page,
    /// Each with what the first of the dossiers knows it as.
    all: Vec<(Case, String)>,
}

/// The cases in which these dossiers are now, each once. Whoever reads it opened the dossiers, and so sees the cases. What is
/// damaged is told in the dossier.
///
/// # Errors
/// When the database cannot be read.
pub async fn among(tx: &mut Reader, app: &App, page: &Page, dossiers: &[&Open]) -> Result<Html> {
    let mut all: Vec<(Case, String)> = Vec::new();
    for open in dossiers {
        for part in store::legible(tx, app, open).await?.0 {
            if !part.is_in() || all.iter().any(|(case, _)| case.id == part.case) {
                continue;
            }
            match store::one(tx, app, open.tenant(), part.case).await {
                Ok(case) => {
                    let title = called(page, &case, &part);
                    all.push((case, title));
                }
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
    }
    Html::of(&Among { page, all })
}
