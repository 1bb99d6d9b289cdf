//! Registers on screen: which there are, taking in a file, naming its columns, taking one away.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::blobs::Blob;
use platform::forms::{Choice, Form, LargePosted, Posted};
use platform::web::{Page, Words, html, redirect, redirect_done};
use platform::{Actor, App, Error, Result, Role, clock};
use policy::Pack;

use super::acts::{self, Extract};
use super::columns::Column;
use super::import::{self, Ended};
use super::progress::{self, Progress};
use super::sheet::{Fault, Looked, Sheet};
use super::store::{self, Import, ImportId};
use super::uploads::{self, UploadId};

use crate::audited;

#[derive(Template)]
#[template(path = "registers/templates/list.html")]
struct List {
    page: Page,
    imports: Vec<(Words, Import)>,
    sources: Vec<Choice>,
    form: Form,
}

/// Sources that can be imported: all but the own dossiers, which are here already.
fn sources(app: &App, actor: &Actor, page: &Page) -> Result<Vec<Choice>> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let external = pack
        .sources
        .iter()
        .filter(|source| source.id.get_ref() != super::OWN_DOSSIERS);
    Ok(external
        .map(|source| Choice::new(source.id.get_ref().as_str(), page.label(&source.name)))
        .collect())
}

async fn show_list(app: &App, actor: &Actor, page: Page, form: Form) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let imports = store::ready(&mut app.db.read().await?, app, actor.tenant).await?;
    let name = |id: &str| {
        pack.source(id)
            .map_or_else(|| id.into(), |source| page.label(&source.name))
    };
    let imports = imports
        .into_iter()
        .map(|import| (name(&import.source), import))
        .collect();
    let sources = sources(app, actor, &page)?;
    html(&List {
        page,
        imports,
        sources,
        form,
    })
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let form = Form::new(&page.texts, "register").with("dated", clock::day(app.clock.now()));
    show_list(&app, &actor, page, form).await
}

/// Takes a file in; its columns are named on the next page.
pub async fn upload(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    LargePosted(posted): LargePosted,
) -> platform::Ended<Response> {
    let extract = Extract {
        source: posted.get("source"),
        dated: posted.get("dated"),
        file: posted.files.first(),
    };
    match acts::take_in(&app, &actor, &extract).await {
        Ok(id) => Ok(redirect(&format!("/registers/kolommen/{id}"))),
        Err(refused) => {
            let mut form = Form::new(&page.texts, "register").typed(&posted);
            refused.beside(&mut form)?;
            Ok(show_list(&app, &actor, page, form).await?)
        }
    }
}

#[derive(Template)]
#[template(path = "registers/templates/columns.html")]
struct Columns {
    page: Page,
    id: UploadId,
    source: Words,
    owner: String,
    basis: String,
    days: u16,
    /// Header, and the first cells under it.
    found: Vec<(String, Vec<String>)>,
    meanings: Vec<Choice>,
    modes: Vec<Choice>,
    form: Form,
}

impl Columns {
    fn chosen(&self, at: impl std::fmt::Display, value: &str) -> bool {
        self.form.chosen(&format!("column-{at}"), value)
    }
}

/// The form with a meaning for each column: as it was named last time; otherwise as the name says.
/// What the municipality may not keep is proposed to nobody.
fn proposed(
    page: &Page,
    pack: &Pack,
    header: &[String],
    saved: Option<&BTreeMap<String, String>>,
) -> Form {
    let mut form = Form::new(&page.texts, "columns").with("mode", "replace");
    for (at, name) in header.iter().enumerate() {
        let saved = saved.and_then(|mapping| mapping.get(name).cloned());
        let guess = saved.unwrap_or_else(|| Column::guess(name).map_or("", Column::id).to_owned());
        let may = Column::parse(&guess).is_some_and(|column| import::may_keep(pack, column));
        form = form.with(
            &format!("column-{at}"),
            if may { guess } else { String::new() },
        );
    }
    form
}

/// What a column can mean, as far as the municipality may keep it; or nothing.
fn meanings(page: &Page, pack: &Pack) -> Vec<Choice> {
    let mut meanings = vec![Choice::new("", page.text("column-none"))];
    let allowed = Column::ALL
        .into_iter()
        .filter(|column| import::may_keep(pack, *column));
    meanings.extend(allowed.map(|column| {
        let text = format!("column-{}", column.id().replace('_', "-"));
        Choice::new(column.id(), page.text(&text))
    }));
    meanings
}

async fn look(app: &App, blob: Blob, lines: usize) -> Result<Looked> {
    let looked = Sheet::look(blob.of(&app.db), lines).await;
    looked.map_err(|fault| match fault {
        Fault::Unread => Error::Internal(fault.to_string()),
        _ => Error::NotFound,
    })
}

async fn show_columns(
    app: &App,
    actor: &Actor,
    page: Page,
    id: UploadId,
    typed: Option<Form>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let held = uploads::held(&mut tx, app, actor, id).await?;
    let source = held.source;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let about = pack.source(&source).ok_or(Error::NotFound)?;
    let earlier = store::ready(&mut tx, app, actor.tenant)
        .await?
        .into_iter()
        .find(|import| import.source == source);
    drop(tx);
    let Looked { header, first } = look(app, held.blob, 3).await?;
    let form = typed.unwrap_or_else(|| {
        let saved = earlier.as_ref().map(|import| &import.about.mapping);
        proposed(&page, &pack, &header, saved)
    });
    let meanings = meanings(&page, &pack);
    let modes = ["replace", "add"]
        .map(|mode| Choice::new(mode, page.text(&format!("columns-mode-{mode}"))))
        .to_vec();
    let cells = |at: usize| {
        first
            .iter()
            .filter_map(|row| row.get(at).cloned())
            .collect()
    };
    html(&Columns {
        id,
        source: page.label(&about.name),
        owner: about.owner.clone(),
        basis: about.basis.clone(),
        days: about.retention_days,
        found: header
            .iter()
            .enumerate()
            .map(|(at, name)| (name.clone(), cells(at)))
            .collect(),
        meanings,
        modes,
        form,
        page,
    })
}

pub async fn columns(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<UploadId>,
) -> Result<Response> {
    show_columns(&app, &actor, page, id, None).await
}

/// Asks for the import; a job does it.
pub async fn begin(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<UploadId>,
    posted: Posted,
) -> platform::Ended<Response> {
    let held = uploads::held(&mut app.db.read().await?, &app, &actor, id).await?;
    let Looked { header, .. } = look(&app, held.blob, 0).await?;
    let columns: Vec<Option<Column>> = (0..header.len())
        .map(|at| Column::parse(posted.get(&format!("column-{at}"))))
        .collect();
    let replace = posted.get("mode") != "add";
    if let Err(refused) = acts::import(&app, &actor, id, &columns, replace).await {
        let mut form = Form::new(&page.texts, "columns").typed(&posted);
        refused.beside(&mut form)?;
        return Ok(show_columns(&app, &actor, page, id, Some(form)).await?);
    }
    Ok(redirect(&format!("/registers/bezig/{id}")))
}

#[derive(Template)]
#[template(path = "registers/templates/progress.html")]
struct ProgressPage {
    page: Page,
    progress: Progress,
}

pub async fn underway(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<UploadId>,
) -> Result<Response> {
    let progress = progress::of(&mut app.db.read().await?, actor.tenant, id).await?;
    let running = matches!(progress, Progress::Reading { .. });
    let mut response = html(&ProgressPage { page, progress })?;
    if running {
        response
            .headers_mut()
            .insert("refresh", header::HeaderValue::from_static("2"));
    }
    Ok(response)
}

/// Rows that could not be read, as a file: the line and what was wrong with it.
pub async fn bad_rows(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<ImportId>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let import = store::import(&mut tx, &app, actor.tenant, id).await?;
    let said = |line: &str| match line.split_once(';') {
        Some((number, code)) => format!("{number};{}", Fault::said(code, &page.texts)),
        None => line.to_owned(),
    };
    let lines: Vec<String> = import.bad_rows()?.lines().map(said).collect();
    let text = lines.join("\r\n");
    let event =
        Event::by(&actor, Role::Officer, &audited::EXTRACT_READ).with("import", id.to_string());
    tx.commit(&app, event).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"fouten.csv\"",
        ),
    ];
    let head = page.text("rows-head");
    Ok((headers, format!("{head}\r\n{text}\r\n")).into_response())
}

pub async fn remove(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<ImportId>,
) -> Result<Response> {
    acts::remove(&app, &actor, id).await?;
    Ok(redirect_done("/registers", "register-removed"))
}
