//! Asking for a whole dossier, and fetching it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::Bound;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Html, Page, html};
use platform::{Actor, App, DossierId, Error};
use route::dossiers::{self, Ended, Open, Purpose};
use route::parts::{Panel, Place};
use route::reporters;

use super::acts::{self, Asked, Ready};
use super::made::Made;
use super::model::For;

#[derive(Template)]
#[template(path = "whole/templates/panel.html")]
struct OnDossier<'a> {
    page: &'a Page,
    open: &'a Open,
}

/// Below what happened.
pub const WHOLE: Panel = Panel {
    id: "whole",
    place: Place::Aside(40),
    show: |_, shown| {
        Box::pin(async move {
            let panel = OnDossier {
                page: shown.page,
                open: shown.open,
            };
            Html::of(&panel).map(Some)
        })
    },
};

#[derive(Template)]
#[template(path = "whole/templates/ask.html")]
struct Ask {
    page: Page,
    open: Open,
    form: Form,
    for_whom: Vec<Choice>,
    asks_passphrase: bool,
}

#[derive(Template)]
#[template(path = "whole/templates/ready.html")]
struct Shown {
    page: Page,
    open: Open,
    ready: Ready,
    /// To make it again, with words of which the officer says that they are somebody else's.
    form: Form,
    words: Vec<Choice>,
}

/// At the beginning of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn show(app: &App, actor: &Actor, page: Page, open: Open, form: Form) -> Ended<Response> {
    let choice = |one: For| {
        let hint = page.text(match one.bound() {
            Bound::ToKeep => "whole-to-keep",
            Bound::ToSeal => "whole-to-seal",
        });
        let label = capital(&page.text(&format!("print-for-{}", one.id())));
        Choice {
            hint: Some(hint.into()),
            ..Choice::new(one.id(), label)
        }
    };
    Ok(html(&Ask {
        for_whom: For::ALL.map(choice).to_vec(),
        asks_passphrase: !reporters::is_open(app, actor),
        page,
        open,
        form,
    })?)
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let open = dossiers::open_now(&app, &actor, id, Purpose::Read).await?;
    open.read_by(&app, &actor).await?;
    let form = Form::new(&page.texts, "whole");
    show(&app, &actor, page, open, form)
}

fn asked(posted: &Posted) -> Asked {
    Asked {
        what_for: For::parse(posted.get("for")),
        reason: posted.get("reason").to_owned(),
        someone_else: posted.all("someone-else").map(str::to_owned).collect(),
    }
}

async fn made(
    app: &App,
    actor: &Actor,
    page: &Page,
    id: DossierId,
    posted: &Posted,
) -> Ended<Ready> {
    reporters::open_along(app, actor, posted).await?;
    let open = dossiers::open_now(app, actor, id, Purpose::Read).await?;
    acts::make(app, actor, page, open, &asked(posted)).await
}

pub async fn make(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let mut form = Form::new(&page.texts, "whole").typed(&posted);
    let made = made(&app, &actor, &page, id, &posted).await;
    let open = dossiers::open_now(&app, &actor, id, Purpose::Read).await?;
    match made {
        Ok(mut ready) => {
            let pdf = std::mem::take(&mut ready.pdf);
            let held = app.memory.of::<Made>();
            held.put(&actor, id, pdf, app.clock.now());
            let words = ready.asked.iter();
            Ok(html(&Shown {
                words: words.map(|word| Choice::new(word, word.clone())).collect(),
                page,
                open,
                ready,
                form,
            })?)
        }
        Err(refusal) => {
            let status = refusal.note(&mut form, "reason")?;
            open.read_by(&app, &actor).await?;
            let shown = show(&app, &actor, page, open, form)?;
            Ok((status, shown).into_response())
        }
    }
}

/// For the session that made it, and nobody else. That it was made was recorded then.
pub async fn pdf(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let open = dossiers::open_now(&app, &actor, id, Purpose::Read).await?;
    let held = app.memory.of::<Made>();
    let pdf = held.get(&actor, id, app.clock.now());
    let pdf = pdf.ok_or(Error::NotFound)?;
    let name = format!("attachment; filename=\"dossier-{}.pdf\"", open.reference());
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], pdf.to_vec()).into_response())
}
