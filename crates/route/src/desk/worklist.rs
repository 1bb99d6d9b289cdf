//! The officer's hour: what needs them now, by danger and deadline, and what else waits.

use std::collections::HashMap;

use accounts::{people, who};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::Form;
use platform::web::{Html, Page, first_use, html};
use platform::{Actor, App, DossierId, Millis, Result, Role, Tenant, calendar, clock};
use serde::Deserialize;

use super::asked::Asked;
use super::lines::{Groups, Lines, leads, steps_of};
use super::marks::Marks;
use super::next;
use super::since::{Since, since};
use super::turn::Turn;
use super::waiting::{Step, Waiting};
use crate::parts::Notice;
use crate::questions::{self, To};
use crate::reporters::{self, Access};
use crate::seen;
use crate::signals::{self, FEEDBACK, MOST_COUNTED, WorkItem, WorkLine};

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    na: String,
}

#[derive(Template)]
#[template(path = "desk/templates/worklist.html")]
struct Worklist {
    page: Page,
    counts: Vec<(Turn, i64)>,
    groups: Groups,
    next: Option<WorkLine>,
    marks: HashMap<DossierId, Marks>,
    waiting: HashMap<DossierId, Waiting>,
    /// Whose answer a dossier waits for: what they are called, and their numbers as written and dialled.
    asked: HashMap<DossierId, Vec<Asked>>,
    notices: Vec<Html>,
    /// So many colleagues who asked something wait for an answer, and so many of them too long.
    questions: (i64, i64),
    /// What is to be done first, until it is.
    first: Option<Html>,
    /// What came since the last visit.
    since: Option<Since>,
    /// Who waits for the officer.
    colleagues: [Colleagues; 3],
    /// Who is away, in words: a colleague, or whoever looks.
    away: Vec<(String, bool)>,
    vault: Form,
    access: Access,
    vault_open: bool,
    now: Millis,
}

/// The text, how many, and the page where to do something about it.
type Colleagues = (&'static str, usize, &'static str, &'static str);

fn colleagues(deputies: usize, returning: usize, confirming: usize) -> [Colleagues; 3] {
    [
        ("work-deputies", deputies, "/kluis", "vault-title"),
        ("work-returning", returning, "/kluis", "vault-title"),
        (
            "work-confirming",
            confirming,
            "/bevestigen",
            "confirm-title",
        ),
    ]
}

impl Worklist {
    /// Whose answer this one waits for.
    fn asked(&self, item: &WorkItem) -> &[Asked] {
        self.asked.get(&item.id).map_or(&[], Vec::as_slice)
    }

    /// The heading of a group; of what is urgent it says how much of it is late.
    fn heading(&self, turn: Turn, items: &[WorkItem]) -> String {
        let late = items.iter().filter(|item| item.due_at < self.now).count();
        match turn {
            Turn::Urgent if late > 0 => self
                .page
                .with("work-urgent-late", &[("count", late.to_string())]),
            _ => self.page.text(&format!("work-{}", turn.id())),
        }
    }

    /// What can wait is folded below what cannot.
    fn folded(&self, turn: Turn) -> bool {
        let first = self.groups.keys().next() == Some(&turn);
        !first && matches!(turn, Turn::Later | Turn::Waiting)
    }

    /// What is seen of it at a glance.
    fn has(&self, item: &WorkItem, mark: fn(&Marks) -> bool) -> bool {
        self.marks.get(&item.id).is_some_and(mark)
    }

    fn in_danger(&self, item: &WorkItem) -> bool {
        self.has(item, |marks| marks.danger)
    }

    fn about_minor(&self, item: &WorkItem) -> bool {
        self.has(item, |marks| marks.minor)
    }

    /// Of all that is not folded, does this line have the button that stands out?
    fn leads(&self, item: &WorkItem) -> bool {
        let open = self.groups.iter().filter(|(turn, _)| !self.folded(**turn));
        let items = open.flat_map(|(_, items)| items);
        leads(items.map(|item| (item.id, self.steps(item)))) == Some(item.id)
    }

    /// Those of the colleagues who wait.
    fn waiting(&self) -> impl Iterator<Item = &Colleagues> {
        let colleagues = self.colleagues.iter();
        colleagues.filter(|(_, count, ..)| *count > 0)
    }

    fn steps(&self, item: &WorkItem) -> &[Step] {
        steps_of(&self.waiting, item.id)
    }

    /// Something of it cannot be read.
    fn is_damaged(&self, item: &WorkItem) -> bool {
        let waiting = self.waiting.get(&item.id);
        waiting.is_some_and(|waiting| waiting.damaged)
    }

    /// What the button of a line does.
    fn step(&self, item: &WorkItem) -> Option<&Step> {
        self.steps(item).first()
    }

    /// What is open beside that.
    fn also(&self, item: &WorkItem) -> &[Step] {
        self.steps(item).get(1..).unwrap_or_default()
    }

    /// Where on this page the lines of a turn begin, if they are here. What waits for somebody else is
    /// counted with what comes later.
    fn anchor(&self, turn: Turn) -> Option<&'static str> {
        let here = |turn: &Turn| self.groups.contains_key(turn);
        let turns = match turn {
            Turn::Later => [Turn::Later, Turn::Waiting],
            // What is urgent and late stands under what is urgent.
            Turn::Late => [Turn::Late, Turn::Urgent],
            other => [other, other],
        };
        turns.into_iter().find(here).map(Turn::id)
    }

    /// Many are told as many.
    fn number(&self, count: i64) -> String {
        match count {
            MOST_COUNTED.. => self.page.text("work-many"),
            less => less.to_string(),
        }
    }
}

async fn counts(tx: &mut Reader, tenant: Tenant, now: Millis) -> Result<Vec<(Turn, i64)>> {
    let mut counts = Vec::new();
    for turn in Turn::COUNTED {
        let mut count = 0;
        for stretch in turn.counted(now) {
            count += signals::count(tx, tenant, now, stretch).await?;
        }
        counts.push((turn, count));
    }
    Ok(counts)
}

/// Of the lines that wait for an answer: whose, and how to reach them.
async fn asked(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    waiting: &HashMap<DossierId, Waiting>,
) -> Result<HashMap<DossierId, Vec<Asked>>> {
    let mut found = HashMap::new();
    for (id, waiting) in waiting {
        if waiting
            .steps
            .first()
            .is_some_and(|step| *step.kind == FEEDBACK)
        {
            found.insert(*id, Asked::of(tx, app, tenant, *id).await?);
        }
    }
    Ok(found)
}

/// What waits beside the lines, and the dossiers that this shows something of.
async fn notices(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
) -> Result<(Vec<Html>, Vec<DossierId>)> {
    let (mut notices, mut told_of) = (Vec::new(), Vec::new());
    for notice in app.wings.parts::<Notice>() {
        if let Some(found) = (notice.show)(tx, app, actor, page).await? {
            notices.push(found.html);
            told_of.extend(found.shown);
        }
    }
    Ok((notices, told_of))
}

/// Officers who are away now, in words; whoever looks is told so too.
async fn away(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
) -> Result<Vec<(String, bool)>> {
    let today = calendar::day_of(app.clock.now());
    let officers = who::officers(tx, app, actor.tenant).await?.into_iter();
    let line = |officer: who::Officer| {
        let date = clock::date_of(officer.away(today)?, page.texts.lang);
        let own = officer.id == actor.user;
        let text = if own { "work-away" } else { "work-standing-in" };
        let about = [("name", officer.name), ("date", date)];
        Some((page.with(text, &about), own))
    };
    Ok(officers.filter_map(line).collect())
}

/// So many colleagues wait for an answer, and so many of them too long.
async fn waiting_questions(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    now: Millis,
) -> Result<(i64, i64)> {
    let all =
        questions::late_between(tx, app, (tenant, To::Officer), (Millis::MIN, Millis::MAX)).await?;
    let late = questions::late_between(tx, app, (tenant, To::Officer), (Millis::MIN, now)).await?;
    Ok((all, late))
}

/// So many deputies wait for access to the vault, of those who can give it.
async fn waiting_deputies(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    access: &Access,
) -> Result<usize> {
    Ok(match access {
        Access::Granted => reporters::deputies(tx, app, actor).await?.len(),
        Access::None | Access::Waiting => 0,
    })
}

pub async fn worklist(
    State(app): State<App>,
    actor: Actor,
    mut page: Page,
    Query(shown): Query<Shown>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let now = app.clock.now();
    let Lines {
        groups,
        marks,
        waiting,
        next,
    } = Lines::behind(&mut tx, &app, actor.tenant, &shown.na).await?;
    let counts = counts(&mut tx, actor.tenant, now).await?;
    let asked = asked(&mut tx, &app, actor.tenant, &waiting).await?;
    let (notices, told_of) = notices(&mut tx, &app, &actor, &page).await?;
    let questions = waiting_questions(&mut tx, &app, actor.tenant, now).await?;
    let first = first_use(&mut tx, &app, &actor, &page, Role::Officer).await?;
    let asking = reporters::asking_for_signals(&mut tx, &app, &actor, &page).await?;
    let confirming = people::waiting(&mut tx, &app, &actor, &page).await?.0;
    let access = reporters::access_of(&mut tx, &app, actor.tenant, actor.user).await?;
    let deputies = waiting_deputies(&mut tx, &app, &actor, &access.0).await?;
    let away = away(&mut tx, &app, &actor, &page).await?;
    let since = since(&mut tx, &app, &actor, &page, deputies).await?;
    drop(tx);
    if page.done.is_some()
        && let Some(item) = groups.values().flatten().next()
    {
        page.next = next::shown(&page, item, steps_of(&waiting, item.id), now)?;
    }
    let items = groups.values().flatten();
    let shown_here: Vec<DossierId> = items.map(|item| item.id).chain(told_of).collect();
    seen::list(&app, &actor, &shown_here).await?;
    html(&Worklist {
        counts,
        groups,
        next,
        marks,
        waiting,
        asked,
        first,
        questions,
        notices,
        // Said once: in the line of what came, if there is one.
        colleagues: colleagues(
            if since.is_some() { 0 } else { deputies },
            asking.len(),
            confirming.len(),
        ),
        since,
        away,
        access: access.0,
        vault: Form::new(&page.texts, "vault"),
        vault_open: reporters::is_open(&app, &actor),
        now,
        page,
    })
}
