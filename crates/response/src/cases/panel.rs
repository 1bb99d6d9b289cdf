//! Cases on the dossier page: in which ones it is and was, what it has to do there, and to which it may belong.

use std::collections::BTreeSet;

use askama::Template;
use platform::Result;
use platform::db::Reader;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page};
use route::dossiers::Open;
use route::parts::{Panel, Place, Shown};

use super::head::form_of;
use super::hints;
use super::model::{ActionId, CaseId, Part, State as Stands};
use super::overview::Next;
use super::plan::{self, kind_of};
use super::store::{self, Case};
use super::words::Beside;
use crate::deeds::{Deed, Doers};

/// The form that adds it to a case, takes it out of one, says that an action was done.
pub const JOIN: &str = "case-join";
pub const LEAVE: &str = "case-leave";
pub const DONE: &str = "case-done";

/// Something to do in this dossier.
struct Row {
    id: ActionId,
    next: Next,
    deed: Deed,
    /// Whoever looks said that it was done, and can take that back.
    can_be_taken_back: bool,
    form: Form,
}

/// A case in which the dossier is or was.
struct In {
    case: Case,
    /// What the dossier knows it as.
    title: String,
    part: Part,
    rows: Vec<Row>,
    leave: Form,
    beside: Beside,
}

#[derive(Template)]
#[template(path = "cases/templates/panel.html")]
struct OnDossier<'a> {
    page: &'a Page,
    open: &'a Open,
    all: Vec<In>,
    /// So many more cannot be read.
    damaged: usize,
    hints: Vec<(Case, Form)>,
    cases: Vec<Choice>,
    form: Form,
    beside: Beside,
}

/// Where an action stands on the page.
pub fn section(action: ActionId) -> String {
    format!("actie-{action}")
}

impl Row {
    fn section(&self) -> String {
        section(self.id)
    }
}

fn rows(shown: &Shown<'_>, (case, part): (&Case, &Part), doers: &Doers) -> Vec<Row> {
    let row = |action: &super::model::Action| {
        let about = action.id.to_string();
        let form = Form::new(&shown.page.texts, DONE).numbered(&about);
        let of = (shown.open, shown.actor);
        let deed = Deed::of(of, kind_of(action), action.id.into(), doers);
        Row {
            id: action.id,
            next: Next::of(shown.page, action, part.dossier),
            deed,
            can_be_taken_back: deed.is_own() && case.is_open(),
            form: shown.filled(form, DONE, &about),
        }
    };
    part.joined.actions.iter().map(row).collect()
}

/// The cases in which it is and was, and how many more cannot be read.
async fn all(tx: &mut Reader, shown: &Shown<'_>) -> Result<(Vec<In>, usize)> {
    let of = (shown.app, shown.actor);
    let mut all = Vec::new();
    let (parts, mut damaged) = store::legible(tx, shown.app, shown.open).await?;
    let doers = plan::doers(tx, shown.open).await?;
    for part in parts {
        let case = match store::one(tx, shown.app, shown.open.tenant(), part.case).await {
            Ok(case) => case,
            Err(error) if error.is_damage() => {
                damaged += 1;
                continue;
            }
            Err(error) => return Err(error),
        };
        let which = case.id.to_string();
        let leave = form_of(&shown.page.texts, LEAVE).numbered(&which);
        let leave = shown.filled(leave, LEAVE, &which);
        let beside = Beside::of(of, &[shown.open], &leave, leave.value("reason"))?;
        all.push(In {
            rows: rows(shown, (&case, &part), &doers),
            title: called(shown.page, &case, &part),
            case,
            part,
            leave,
            beside,
        });
    }
    Ok((all, damaged))
}

/// What the dossier knows a case as.
pub fn called(page: &Page, case: &Case, part: &Part) -> String {
    let known = part.knows(case.title()).map(str::to_owned);
    known.unwrap_or_else(|| page.text("case-not-kept"))
}

/// Open cases that this person sees and the dossier is not in.
async fn others(
    tx: &mut Reader,
    shown: &Shown<'_>,
    within: &BTreeSet<CaseId>,
) -> Result<Vec<Case>> {
    let tenant = shown.open.tenant();
    // The dossier page is the officer's, who may open every dossier of the municipality: none is opened to know that.
    let there = store::with_dossiers(tx, tenant).await?;
    let mut found = store::all_open(tx, shown.app, tenant).await?;
    found.retain(|case| there.contains(&case.id) && !within.contains(&case.id));
    Ok(found)
}

pub const PANEL: Panel = Panel {
    id: "cases",
    place: Place::Main(42),
    show: |tx, shown| {
        Box::pin(async move {
            let (all, damaged) = all(tx, shown).await?;
            let within = all.iter().filter(|one| one.part.is_in());
            let within: BTreeSet<CaseId> = within.map(|one| one.case.id).collect();
            let others = others(tx, shown, &within).await?;
            let hinted = hints::of_dossier(tx, shown.open.tenant(), shown.open.id()).await?;
            let form = shown.filled(form_of(&shown.page.texts, JOIN), JOIN, "");
            let joining = others
                .iter()
                .find(|one| one.id.to_string() == form.value("case"));
            let text = joining.map_or_else(String::new, |one| one.content.head.words());
            let of = (shown.app, shown.actor);
            let beside = Beside::of(of, &[shown.open], &form, &text)?;
            let choice = |one: &Case| Choice::new(one.id.to_string(), one.title());
            let cases: Vec<Choice> = others.iter().map(choice).collect();
            let hinted = others.into_iter().filter(|one| hinted.contains(&one.id));
            let hints = hinted.map(|case| {
                let form = Form::new(&shown.page.texts, "case-hint").numbered(case.id);
                (case, form)
            });
            let panel = OnDossier {
                page: shown.page,
                open: shown.open,
                hints: hints.collect(),
                all,
                damaged,
                cases,
                form,
                beside,
            };
            Html::of(&panel).map(Some)
        })
    },
};
