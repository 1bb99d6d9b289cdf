//! What came since the officer was here last, on an earlier day: a line on the worklist, and the page
//! where it leads. When that was, the audit log says to whoever looks, and to nobody else
//! (`platform::audit::last_visit`).

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::acts::Act;
use platform::audit::{self, Visit};
use platform::db::Reader;
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Result};

use crate::assessment;
use crate::audited;
use crate::dossiers;
use crate::seen;
use crate::signals::WorkItem;

/// So many of a kind are counted and listed.
const MOST: usize = 100;

/// What is news: its id, after `since-` in the texts, by which act it is known, and where in a dossier it
/// stands.
const NEWS: [(&str, &Act, &str); 3] = [
    ("signals", &audited::SIGNAL_REPORTED, ""),
    ("answers", &audited::FEEDBACK_RECORDED, "#doorzettingen"),
    ("additions", &audited::SIGNAL_ADDED, "#aangevuld"),
];

/// Of one kind, the dossiers with it, the latest first.
struct News {
    id: &'static str,
    place: &'static str,
    dossiers: Vec<DossierId>,
}

impl News {
    /// In words: `12 nieuwe signalen`.
    fn counted(&self, page: &Page) -> String {
        let count = match self.dossiers.len() {
            ..=MOST => self.dossiers.len().to_string(),
            _ => format!("{MOST}+"),
        };
        page.with(&format!("since-{}", self.id), &[("count", count)])
    }
}

async fn news(tx: &mut Reader, actor: &Actor, visit: Visit) -> Result<Vec<News>> {
    let mut all = Vec::new();
    for (id, act, place) in NEWS {
        let dossiers = audit::done_since(tx, actor, visit, act, MOST + 1).await?;
        if !dossiers.is_empty() {
            all.push(News {
                id,
                place,
                dossiers,
            });
        }
    }
    Ok(all)
}

/// The line of the worklist.
pub(super) struct Since {
    /// The day of that visit.
    pub day: String,
    /// What came, in words, and where one reads it.
    pub news: Vec<(String, String)>,
}

/// `None`: nothing came, or the officer was not here before. `waiting` colleagues wait for access to the
/// vault.
pub(super) async fn since(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    waiting: usize,
) -> Result<Option<Since>> {
    let Some(visit) = audit::last_visit(tx, actor, app.clock.now()).await? else {
        return Ok(None);
    };
    let all = news(tx, actor, visit).await?;
    let mut lines: Vec<_> = all
        .iter()
        .map(|one| (one.counted(page), format!("/werk/sinds#{}", one.id)))
        .collect();
    if waiting > 0 {
        let count = [("count", waiting.to_string())];
        lines.push((page.with("since-vault", &count), "/kluis".to_owned()));
    }
    Ok((!lines.is_empty()).then(|| Since {
        day: page.near_date(&visit.at),
        news: lines,
    }))
}

/// A dossier with news of one kind.
struct Line {
    item: WorkItem,
    /// It is urgent, and somebody still has to do something.
    urgent: bool,
    /// Is it about a minor, or perhaps?
    minor: bool,
    link: String,
    /// How often, when that is more than once.
    times: Option<String>,
}

/// News of one kind, as it is listed.
struct Listed {
    id: &'static str,
    title: String,
    lines: Vec<Line>,
    /// There is more than is listed.
    more: bool,
    /// Some of it is not there any more, or cannot be read.
    gone: bool,
}

#[derive(Template)]
#[template(path = "desk/templates/since.html")]
struct SincePage {
    page: Page,
    day: Option<String>,
    all: Vec<Listed>,
}

async fn listed(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    news: News,
) -> Result<Listed> {
    let title = news.counted(page);
    let more = news.dossiers.len() > MOST;
    let (mut order, mut times) = (Vec::new(), BTreeMap::<DossierId, usize>::new());
    for id in news.dossiers.into_iter().take(MOST) {
        let known = times.entry(id).or_default();
        if *known == 0 {
            order.push(id);
        }
        *known += 1;
    }
    let (mut lines, mut gone) = (Vec::new(), false);
    for id in order {
        let Some(dossier) = dossiers::if_there(tx, app, actor.tenant, id).await? else {
            gone = true;
            continue;
        };
        let many = times.get(&id).filter(|times| **times > 1);
        let key = format!("since-{}", news.id);
        lines.push(Line {
            urgent: dossier.urgent && dossier.next.is_some(),
            item: WorkItem::of(&dossier),
            minor: assessment::has_minor(tx, &dossier).await?,
            link: format!("/dossier/{id}{}", news.place),
            times: many.map(|times| page.with(&key, &[("count", times.to_string())])),
        });
    }
    Ok(Listed {
        id: news.id,
        title,
        lines,
        more,
        gone,
    })
}

pub async fn page(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let visit = audit::last_visit(&mut tx, &actor, app.clock.now()).await?;
    let mut all = Vec::new();
    if let Some(visit) = visit {
        for one in news(&mut tx, &actor, visit).await? {
            all.push(listed(&mut tx, &app, &actor, &page, one).await?);
        }
    }
    drop(tx);
    let lines = all.iter().flat_map(|listed| &listed.lines);
    let shown: Vec<DossierId> = lines.map(|line| line.item.id).collect();
    seen::list(&app, &actor, &shown).await?;
    html(&SincePage {
        day: visit.map(|visit| page.near_date(&visit.at)),
        all,
        page,
    })
}
