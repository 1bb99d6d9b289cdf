//! The checklist of sources: what each gave, and on what basis it was consulted. The own dossiers are
//! consulted by the program, so it fills those in itself.

use std::collections::HashMap;

use accounts::people;
use platform::db::Reader;
use platform::forms::Form;
use platform::web::{Page, Words};
use platform::{App, Millis, PersonId};
use policy::{Pack, Source};
use route::dossiers::{Dossier, Ended};

use super::sources::{self, Check, Gave};
use crate::registers;

/// A line of the checklist.
pub struct SourceLine {
    pub id: String,
    pub name: Words,
    pub basis: String,
    /// Rows of the extract that is here.
    pub imported: Option<i64>,
    pub done: Option<(String, Millis)>,
    /// What the program itself found in the own dossiers.
    pub own: Option<Gave>,
    pub form: Form,
}

impl SourceLine {
    fn of(
        source: &Source,
        check: Option<&Check>,
        names: &HashMap<PersonId, String>,
        page: &Page,
    ) -> Self {
        let id = source.id.get_ref().clone();
        let form = Form::new(&page.texts, "check")
            .numbered(&id)
            .with("result", check.map_or("", |check| check.gave.id()))
            .with("note", check.map_or("", |check| check.note.as_str()));
        let who = |check: &Check| names.get(&check.person).cloned().unwrap_or_default();
        Self {
            name: page.label(&source.name),
            basis: source.basis.clone(),
            imported: None,
            done: check.map(|check| (who(check), check.at)),
            own: None,
            form,
            id,
        }
    }
}

/// All sources of the policy pack. `found`: the program found something in the own dossiers.
pub async fn checklist(
    tx: &mut Reader,
    app: &App,
    page: &Page,
    dossier: &Dossier,
    pack: &Pack,
    found: bool,
) -> Ended<Vec<SourceLine>> {
    let names = people::names(tx, app, dossier.tenant()).await?;
    let done = sources::checks(tx, dossier).await?;
    let imports = registers::ready(tx, app, dossier.tenant()).await?;
    let mut lines = Vec::new();
    for source in &pack.sources {
        let id = source.id.get_ref();
        let mut line = SourceLine::of(source, done.get(id), &names, page);
        if id == registers::OWN_DOSSIERS {
            line.own = Some(if found { Gave::Found } else { Gave::Nothing });
        }
        let of_source = imports.iter().filter(|import| import.source == *id);
        let rows: i64 = of_source.map(|import| import.rows).sum();
        line.imported = (rows > 0).then_some(rows);
        lines.push(line);
    }
    Ok(lines)
}
