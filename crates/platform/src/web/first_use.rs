//! What is to be done before a new officer or administrator can work: a list on the first page of each,
//! until all of it is done. Whether something is done is looked up each time; nothing is ticked.

use askama::Template;

use super::{Html, Page};
use crate::db::Reader;
use crate::wing::Running;
use crate::{Actor, App, Result, Role};

/// A line of the list, in `Wing.parts`.
pub struct FirstStep {
    /// Whose list.
    pub role: Role,
    /// Where on it, over all wings; the smallest first.
    pub place: u16,
    /// What is to be done.
    pub label: &'static str,
    /// Where.
    pub path: &'static str,
    /// How far it is.
    pub stands: for<'a> fn(&'a mut Reader, &'a App, &'a Actor) -> Running<'a, Stands>,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It is done.
    Done,
    /// It is not.
    Open,
    /// So many are done, of so many.
    Partly(usize, usize),
}

impl Stands {
    /// Done or not.
    #[must_use]
    pub fn when(done: bool) -> Self {
        if done { Self::Done } else { Self::Open }
    }

    /// So many of so many, which may be all of them.
    #[must_use]
    pub fn of(done: usize, all: usize) -> Self {
        if done >= all {
            Self::Done
        } else {
            Self::Partly(done, all)
        }
    }
}

#[derive(Template)]
#[template(path = "first_use.html")]
struct List<'a> {
    page: &'a Page,
    steps: Vec<(&'static FirstStep, Stands)>,
}

impl List<'_> {
    fn done(&self) -> usize {
        let steps = self.steps.iter();
        steps.filter(|(_, stands)| *stands == Stands::Done).count()
    }

    fn said(&self, stands: &Stands) -> String {
        match stands {
            Stands::Done => self.page.text("first-use-is-done"),
            Stands::Open => self.page.text("first-use-is-open"),
            Stands::Partly(done, all) => self.page.with(
                "first-use-is-partly",
                &[("done", done.to_string()), ("all", all.to_string())],
            ),
        }
    }
}

/// The list of somebody with this role; nothing once all of it is done.
///
/// # Errors
/// When the database cannot be read.
pub async fn first_use(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    role: Role,
) -> Result<Option<Html>> {
    let mut parts = app.wings.parts::<FirstStep>();
    parts.retain(|step| step.role == role && actor.is(role));
    parts.sort_by_key(|step| step.place);
    let mut steps = Vec::new();
    for step in parts {
        steps.push((step, (step.stands)(tx, app, actor).await?));
    }
    let list = List { page, steps };
    if list.done() == list.steps.len() {
        return Ok(None);
    }
    Html::of(&list).map(Some)
}
