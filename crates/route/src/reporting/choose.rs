//! Where reporting begins: about a person or a place, or on with what was begun.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::forms::Form;
use platform::web::{Page, html};
use platform::{Actor, App, Result};

use super::pages::passed_on;
use crate::signals::{self, Kind};

#[derive(Template)]
#[template(path = "reporting/templates/choose.html")]
struct Choose {
    page: Page,
    /// Who answers, the number, and when to call it.
    emergency: Vec<(String, String, String)>,
    drafts: Vec<Draft>,
}

/// Begun, and not sent yet.
struct Draft {
    kind: Kind,
    /// The team coordinator has a copy.
    shared: bool,
    /// What the coordinator made of that copy: its number in the own list.
    passed_on: Option<usize>,
}

pub async fn choose(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let emergency = pack
        .numbers
        .iter()
        .map(|n| {
            let purpose = n.purpose.get(page.texts.lang).to_owned();
            (n.name.clone(), n.number.clone(), purpose)
        })
        .collect();
    let own = signals::own_count(&app, &actor).await?;
    let mut drafts = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        let saved = signals::saved_draft(&mut app.db.read().await?, &actor, kind, own).await?;
        if let Some(fields) = saved {
            let form = Form::new(&page.texts, "report").filled(fields);
            drafts.push(Draft {
                kind,
                shared: !form.value("shared-as").is_empty(),
                passed_on: passed_on(&app, &actor, &form).await?,
            });
        }
    }
    html(&Choose {
        page,
        emergency,
        drafts,
    })
}
