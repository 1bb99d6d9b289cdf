//! "Mijn signalen": what became of what somebody reported, the talk with the officer about it, all that they
//! reported, and fields to answer and for what they still know.
//!
//! Never allowed: anything that the officer added or changed.

use accounts::mark_keys;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, Words, html, set_language};
use platform::{Actor, App, Millis, Result, tenants};
use policy::Pack;

use super::talk;
use crate::additions::{self, Addition};
use crate::files::{self, File};
use crate::record::{self, Entry, EntryKind};
use crate::reporting::{self, ABOUT, Ask};
use crate::signals::{self, Dossier, Field, Report, Source, State as Stands, Statement, Subject};

#[derive(Template)]
#[template(path = "telling/templates/mine.html")]
struct MineList {
    page: Page,
    /// Each with its number in this list, the oldest is 1: the address of its page says nothing
    /// else. And how many messages were not opened yet, and whether a question waits.
    signals: Vec<(usize, Dossier, usize, bool)>,
    /// So many of them cannot be read: their rows are damaged.
    damaged: usize,
    /// A new password took the list along; the officer gives it back.
    waiting: bool,
    ask: Ask,
}

#[derive(Template)]
#[template(path = "telling/templates/one.html")]
struct One {
    page: Page,
    number: usize,
    signal: Dossier,
    steps: [(&'static str, &'static str); 4],
    talk: Vec<Line>,
    /// The last question waits for an answer.
    is_asked: bool,
    said: Vec<Said>,
    /// When danger was said later.
    dangers: Vec<Millis>,
    involved: Vec<Involved>,
    signs: Vec<Words>,
    /// Their names are not kept.
    files: Vec<File>,
    more: Form,
    answer: Form,
    /// Something was typed to add, and did not go.
    waits: bool,
    ask: Ask,
}

/// A line of the talk, as the reporter sees it.
enum Line {
    /// What the officer told, or asked.
    Told { entry: Entry, asks: bool },
    /// What they wrote to the officer.
    Wrote { at: Millis, texts: Vec<String> },
    /// They added to the signal: that stands below.
    Added { at: Millis },
}

impl Line {
    fn of(said: talk::Said, report: &Report) -> Self {
        let added = match said {
            talk::Said::Officer(entry) => {
                let asks = entry.kind == EntryKind::Asked;
                return Self::Told { entry, asks };
            }
            talk::Said::Reporter(added) => added,
        };
        let of_it = added.statements.iter();
        let statements = of_it.filter_map(|at| report.statements.get(*at));
        let written = statements.filter(|statement| statement.source == Source::Said);
        let texts: Vec<_> = written.map(|statement| statement.text.clone()).collect();
        let at = added.at;
        if texts.is_empty() {
            Self::Added { at }
        } else {
            Self::Wrote { at, texts }
        }
    }
}

impl One {
    fn is(how: &str, other: &str) -> bool {
        how == other
    }
}

/// A statement, and when it was added if it was not there from the beginning.
struct Said {
    statement: Statement,
    added: Option<Millis>,
}

impl Said {
    fn all(report: &Report, additions: &[Addition]) -> Vec<Self> {
        let added = |at: usize| {
            let mut additions = additions.iter();
            let one = additions.find(|added| added.statements.contains(&at));
            one.map(|added| added.at)
        };
        let statements = report.statements.iter().cloned().enumerate();
        // What they wrote to the officer stands in the talk.
        let reported = statements.filter(|(_, statement)| statement.source != Source::Said);
        reported
            .map(|(at, statement)| Self {
                statement,
                added: added(at),
            })
            .collect()
    }
}

/// Somebody or something involved, as the reporter gave it.
struct Involved {
    /// What it is, and in which capacity.
    what: Words,
    given: Vec<(&'static str, String)>,
}

impl Involved {
    /// `None`: the reporter said nothing of this one.
    fn of(page: &Page, pack: &Pack, subject: &Subject, told: &[Millis]) -> Option<Self> {
        if subject.fields.is_empty() {
            return None;
        }
        let by_reporter = subject.capacities.iter();
        let by_reporter = by_reporter.filter(|(_, since)| told.contains(since));
        let capacities = by_reporter.filter_map(|(id, _)| pack.capacity(id));
        let kind = page.text(&format!("subject-kind-{}", subject.kind.id()));
        let names = capacities.map(|capacity| page.label(&capacity.name));
        let what = Words::joined(std::iter::once(kind.into()).chain(names), ", ");
        let fields = Field::ALL.iter().filter_map(|field| {
            let text = subject.fields.get(field.id())?;
            Some((field.id(), text.clone()))
        });
        Some(Self {
            what,
            given: fields.collect(),
        })
    }
}

/// The four things that a reporter sees happen: those that came, the last of which says how it stands
/// now, and those that are to come or were not needed.
fn steps(state: Stands) -> [(&'static str, &'static str); 4] {
    let behind = state.behind();
    let last = behind.iter().rposition(|came| *came);
    let ids = ["received", "assessed", "referred", "closed"];
    std::array::from_fn(|at| {
        let how = if last == Some(at) {
            "now"
        } else if behind[at] {
            "done"
        } else if state.is_closed() {
            "not"
        } else {
            "later"
        };
        (ids[at], how)
    })
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let mine = signals::mine(&app, &actor).await?;
    let ask = Ask::of(&app, actor.tenant, page.texts.lang).await?;
    let mut tx = app.db.read().await?;
    let waiting = mark_keys::is_waiting(&mut tx, &app, actor.tenant, actor.user).await?;
    let (mut signals, mut damaged) = (Vec::new(), 0);
    for (number, signal) in mine {
        let Some(signal) = signal else {
            damaged += 1;
            continue;
        };
        let news = record::unopened(&mut tx, signal.tenant, signal.id)
            .await?
            .len();
        let asked = additions::awaits_answer(&mut tx, &app, signal.tenant, signal.id).await?;
        signals.push((number, signal, news, asked));
    }
    html(&MineList {
        page,
        signals,
        damaged,
        waiting,
        ask,
    })
}

pub async fn one(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
) -> Result<Response> {
    show(&app, &actor, page, number, &Posted::default()).await
}

/// The same page in the other language, with what was typed in its small form.
pub async fn in_other_language(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
    posted: Posted,
) -> Result<Response> {
    let page = page.in_other_language(&app).await?;
    let lang = page.texts.lang;
    let mut shown = show(&app, &actor, page, number, &posted).await?;
    set_language(&mut shown, lang);
    Ok(shown)
}

/// `typed`: in the small forms, an answer or what they still know.
async fn show(
    app: &App,
    actor: &Actor,
    mut page: Page,
    number: usize,
    typed: &Posted,
) -> Result<Response> {
    page.is_typed_in = true;
    let signal = signals::mine_at(app, actor, number).await?;
    let ask = Ask::of(app, actor.tenant, page.texts.lang).await?;
    let waits = reporting::waits(app, actor, signal.reference()).await?;
    record::open_messages(app, &signal).await?;
    let mut tx = app.db.read().await?;
    let pack = tenants::pack_at(&mut tx, app, actor.tenant, &signal.pack_version).await?;
    let additions = additions::list(&mut tx, &signal).await?;
    let messages = record::messages(&mut tx, &signal).await?;
    let is_asked = additions::awaits_answer(&mut tx, app, signal.tenant, signal.id).await?;
    let small = |name: &str| {
        Form::new(&page.texts, "more")
            .with("form-id", app.clock.id_without_time().to_string())
            .with(ABOUT, signal.reference.to_string())
            .with("told", messages.len().to_string())
            .with("short", "yes")
            .with(name, typed.get(name))
    };
    let (more, mut answer) = (small("seen"), small("said").numbered("answer"));
    if is_asked {
        answer = answer.called("said", "more-answer");
    }
    let mut told = vec![signal.received_at];
    told.extend(additions.iter().map(|added| added.at));
    let report = &signal.report;
    let subjects = report.subjects.iter();
    let involved = subjects.filter_map(|one| Involved::of(&page, &pack, one, &told));
    let signs = report.indicators.iter().filter_map(|id| pack.indicator(id));
    html(&One {
        number,
        steps: steps(signal.state),
        talk: talk::in_order(messages, additions.clone())
            .into_iter()
            .map(|said| Line::of(said, report))
            .collect(),
        is_asked,
        waits,
        involved: involved.collect(),
        signs: signs.map(|sign| page.label(&sign.text)).collect(),
        files: files::list(&mut tx, &signal).await?,
        more,
        answer,
        dangers: additions
            .iter()
            .filter(|added| added.danger)
            .map(|added| added.at)
            .collect(),
        ask,
        said: Said::all(report, &additions),
        signal,
        page,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::Outcome;

    /// What was not handed over was not, also when all is done.
    #[test]
    fn four_steps_say_what_happened() {
        let assessed = Stands::NEW.assess().unwrap();
        let how = |state| steps(state).map(|(_, how)| how);
        assert_eq!(how(Stands::NEW), ["now", "later", "later", "later"]);
        assert_eq!(how(assessed), ["done", "now", "later", "later"]);
        let local = assessed.close(5, Outcome::Local).unwrap();
        assert_eq!(how(local), ["done", "done", "not", "now"]);
        let referred = assessed.refer().unwrap();
        assert_eq!(how(referred), ["done", "done", "now", "later"]);
        let told = referred.close(5, Outcome::Referred).unwrap();
        assert_eq!(how(told), ["done", "done", "done", "now"]);
        // The step that is current is the badge of the list.
        for state in [Stands::NEW, assessed, referred, local, told] {
            let now = steps(state).into_iter().filter(|(_, how)| *how == "now");
            assert_eq!(now.map(|(id, _)| id).collect::<Vec<_>>(), [state.id()]);
        }
    }
}
