//! Planning a meeting, its page, and what it said.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done, redirect_refused};
use platform::{Actor, App, Error, Millis, Result, Role, clock, guests};
use policy::{Pack, TableId};
use route::dossiers::{Ended, Refusal};
use route::record::AgendaItem;
use route::reporters;
use uuid::Uuid;

use super::model::{Asked, Attendee, Basis, Meeting, MeetingId, Task};
use super::planning::{self, Other, Plan, Weighed};
use super::{corrections, reading, sending, store};
use crate::audited;
use crate::codes::{Code, Codes};

/// So many people without an account can be typed at once, beside those that the policy names.
const OTHERS: usize = 2;

/// The choices of the privacy steps.
pub struct Choices {
    pub tasks: Vec<Choice>,
    pub asked: Vec<Choice>,
    pub sources: Vec<Choice>,
    pub bases: Vec<Choice>,
}

impl Choices {
    pub fn of(page: &Page, pack: &Pack) -> Self {
        let none = || Choice::new("", page.text("meeting-choose"));
        let choice = |kind: &str, id: &str| Choice::new(id, page.text(&format!("{kind}-{id}")));
        let tasks = Task::ALL.iter().map(|one| choice("meeting-task", one.id()));
        let bases = Basis::ALL
            .iter()
            .map(|one| choice("meeting-basis", one.id()));
        let asked = Asked::ALL
            .iter()
            .map(|one| choice("meeting-asked", one.id()));
        let source = |source: &policy::Source| {
            Choice::new(source.id.get_ref().as_str(), page.label(&source.name))
        };
        Self {
            tasks: std::iter::once(none()).chain(tasks).collect(),
            bases: std::iter::once(none()).chain(bases).collect(),
            asked: asked.collect(),
            sources: pack.sources.iter().map(source).collect(),
        }
    }
}

/// The privacy steps of a form.
pub fn weighed(posted: &Posted, pack: &Pack) -> Weighed {
    let known = |id: &&str| pack.sources.iter().any(|source| source.id.get_ref() == id);
    Weighed {
        task: Task::parse(posted.get("task")),
        asked: Asked::parse(posted.get("asked")),
        sources: posted
            .all("sources")
            .filter(known)
            .map(str::to_owned)
            .collect(),
        basis: Basis::parse(posted.get("basis")),
    }
}

#[derive(Template)]
#[template(path = "meetings/templates/plan.html")]
struct Planning {
    page: Page,
    table: TableId,
    name: String,
    form: Form,
    people: Vec<Choice>,
    /// How many can be typed who have no account.
    others: Vec<usize>,
    items: Vec<Choice>,
    choices: Choices,
}

/// The form as it is shown first: everybody who has a seat, whom the policy names, and all that waits.
fn proposed(
    app: &App,
    page: &Page,
    table: &policy::Table,
    people: &[Choice],
    items: &[Choice],
) -> Form {
    let mut form = Form::new(&page.texts, "meeting");
    form = form.with("form", app.clock.id_without_time().to_string());
    for one in people {
        form = form.with("people", one.value.clone());
    }
    for one in items {
        form = form.with("items", one.value.clone());
    }
    for (at, member) in table.members.iter().enumerate() {
        form = form.with(&format!("{at}-other-role"), planning::one_of(member));
    }
    form
}

fn item_choice(page: &Page, item: &AgendaItem) -> Choice {
    let label = format!("{} · {}", item.reference, item.title);
    let put = page.with(
        "meeting-put",
        &[
            ("date", page.near_date(&item.at)),
            ("text", item.text.clone()),
        ],
    );
    Choice {
        hint: Some(put.into()),
        ..Choice::new(item.entry.to_string(), label)
    }
}

async fn show_plan(
    app: &App,
    actor: &Actor,
    page: Page,
    table: TableId,
    typed: Option<Form>,
) -> Ended<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let known = pack.table(&table).ok_or(Error::NotFound)?;
    let mut tx = app.db.begin().await?;
    let waiting = planning::waiting(&mut tx, app, actor, &table).await?;
    let seated = planning::seated(&mut tx, app, actor, &table).await?;
    let ids: Vec<String> = waiting.iter().map(|one| one.dossier.to_string()).collect();
    let event = Event::by(actor, Role::Officer, &audited::MEETING_READ).with("dossiers", ids);
    tx.commit(app, event).await?;
    let items: Vec<Choice> = waiting.iter().map(|one| item_choice(&page, one)).collect();
    let seated = seated.into_iter();
    let people: Vec<Choice> = seated
        .map(|(person, name)| Choice::new(person.to_string(), name))
        .collect();
    let form = typed.unwrap_or_else(|| proposed(app, &page, known, &people, &items));
    Ok(html(&Planning {
        name: known.name.clone(),
        others: (0..known.members.len() + OTHERS).collect(),
        choices: Choices::of(&page, &pack),
        table,
        form,
        people,
        items,
        page,
    })?)
}

pub async fn plan_form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(table): Path<String>,
) -> Ended<Response> {
    show_plan(&app, &actor, page, table.into(), None).await
}

fn others(posted: &Posted, members: usize) -> Vec<Other> {
    let field = |at: usize, what: &str| posted.get(&format!("{at}-other-{what}")).to_owned();
    let each = (0..members + OTHERS).map(|at| Other {
        name: field(at, "name"),
        role: field(at, "role"),
        mailbox: field(at, "mailbox"),
    });
    each.collect()
}

pub async fn plan(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(table): Path<String>,
    posted: Posted,
) -> Ended<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let table = TableId::from(table);
    let members = pack.table(&table).map_or(0, |table| table.members.len());
    let parsed = |name: &'static str| posted.all(name).filter_map(|id| id.parse::<Uuid>().ok());
    let plan = Plan {
        table: table.clone(),
        day: posted.get("day").to_owned(),
        time: posted.get("time").to_owned(),
        people: parsed("people").map(platform::PersonId::from).collect(),
        others: others(&posted, members),
        items: parsed("items").collect::<BTreeSet<_>>(),
        weighed: weighed(&posted, &pack),
        form: posted
            .get("form")
            .parse()
            .unwrap_or_else(|_| app.clock.id_without_time()),
    };
    match planning::plan(&app, &actor, &plan).await {
        Ok(id) => Ok(redirect_done(
            &format!("/bijeenkomst/{id}"),
            "meeting-planned",
        )),
        // All that waited stands in the meeting that is there: there is nothing to plan anew.
        Err(Refusal::Typed(faults)) if faults.iter().any(|one| one.key == planning::OTHERWISE) => {
            let to = format!("/overleg/{table}");
            Ok(redirect_refused(&to, "meeting-sent-otherwise"))
        }
        Err(refusal) => {
            let mut form = Form::new(&page.texts, "meeting").typed(&posted);
            let status = refusal.note(&mut form, "items")?;
            let shown = show_plan(&app, &actor, page, table, Some(form)).await?;
            Ok((status, shown).into_response())
        }
    }
}

/// The form about who came, among those about items, which are numbered from 1.
pub const WHO_CAME: i64 = 0;

/// An item on the page of a meeting.
struct Shown {
    line: reading::Line,
    form: Form,
    /// So many lines for agreements.
    rows: usize,
    /// Words of a correction that may be the reporter's name.
    doubts: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "meetings/templates/meeting.html")]
struct OfMeeting {
    page: Page,
    meeting: Meeting,
    table: String,
    when: String,
    items: Vec<Shown>,
    choices: Choices,
    is_officer: bool,
    now: Millis,
    nameless: bool,
    /// Who came, to be ticked anew.
    who_came: Form,
    people: Vec<Choice>,
    /// Who does what was agreed: the officer, or somebody of these.
    owners: Vec<Choice>,
    /// A correction is held against who reported.
    asks_passphrase: bool,
    guests: Vec<Coming>,
    /// This program sends no mail: the officer sends the link, which begins so.
    sent_by_hand: Option<String>,
}

/// Somebody who comes, and how their link stands.
struct Coming {
    id: Uuid,
    said: String,
    came: bool,
    can_have_link: bool,
    /// The message that says how it stands.
    state: Option<&'static str>,
    code: Option<Code>,
}

impl OfMeeting {
    /// From its day on it can be recorded.
    fn has_begun(&self) -> bool {
        self.meeting.has_begun(self.now)
    }

    /// Was it recorded that none of those who were invited came?
    fn nobody_came(&self) -> bool {
        self.meeting.is_recorded()
            && !self.guests.is_empty()
            && self.guests.iter().all(|one| !one.came)
    }

    /// Who comes; once it is recorded who came, and apart from them who did not.
    fn lists(&self) -> Vec<(bool, Vec<&Coming>)> {
        let is_recorded = self.meeting.is_recorded();
        let all = self.guests.iter();
        let (absent, there): (Vec<&Coming>, Vec<&Coming>) =
            all.partition(|one| is_recorded && !one.came);
        let lists = [(false, there), (true, absent)].into_iter();
        lists.filter(|(_, some)| !some.is_empty()).collect()
    }

    /// Until when a code is shown: today.
    fn until(code: &Code) -> String {
        clock::time(code.until)
    }
}

/// Who comes. Of links officers alone see something, and a code only while its link waits.
async fn coming(app: &App, actor: &Actor, meeting: &Meeting) -> Result<Vec<Coming>> {
    let mut tx = app.db.read().await?;
    let links = sending::links(&mut tx, app, actor, meeting.id).await?;
    let (codes, now) = (app.memory.of::<Codes>(), app.clock.now());
    let officer = actor.is(Role::Officer);
    let one = |one: &Attendee| {
        let link = links.iter().find(|sent| Some(sent.id) == one.link);
        let link = link.filter(|_| officer);
        let waits = link.is_some_and(|link| link.state == guests::State::Waiting);
        Coming {
            id: one.id,
            said: one.said(),
            came: one.came,
            can_have_link: one.person.is_none() && !one.mailbox.is_empty(),
            state: link.map(|link| link.state.text()),
            code: codes.of(actor, one.id, now).filter(|_| waits),
        }
    };
    Ok(meeting.content.attendees.iter().map(one).collect())
}

/// The meeting, for whoever may read it: for everybody else it is not there.
pub async fn opened(app: &App, actor: &Actor, id: MeetingId) -> Result<Meeting> {
    let mut tx = app.db.read().await?;
    let meeting = store::one(&mut tx, app, actor.tenant, id).await?;
    if meeting.is_read_by(actor) {
        Ok(meeting)
    } else {
        Err(Error::NotFound)
    }
}

/// Records that somebody reads it, before anything is shown.
pub async fn read(
    app: &App,
    actor: &Actor,
    meeting: &Meeting,
    lines: &[reading::Line],
) -> Result<()> {
    let role = if actor.is(Role::Officer) {
        Role::Officer
    } else {
        Role::Participant
    };
    let ids: Vec<String> = lines.iter().map(|line| line.dossier.to_string()).collect();
    let event = Event::by(actor, role, &audited::MEETING_READ)
        .with("meeting", meeting.id.to_string())
        .with("dossiers", ids);
    app.db.begin().await?.commit(app, event).await
}

/// How an item was weighed, to weigh it anew.
fn weighing(page: &Page, line: &reading::Line) -> Form {
    let brought = &line.item.brought;
    let mut form = Form::new(&page.texts, "meeting")
        .numbered(line.item.number)
        .with("task", brought.steps.task.id())
        .with("asked", brought.steps.asked.id())
        .with("basis", brought.steps.basis.id())
        .with("named", brought.named.map_or("", Basis::id));
    for source in &brought.steps.sources {
        form = form.with("sources", source.clone());
    }
    form
}

/// The page; perhaps with what was typed about one item.
pub async fn show_meeting(
    app: &App,
    actor: &Actor,
    page: Page,
    id: MeetingId,
    typed: Option<(i64, Form)>,
) -> Ended<Response> {
    let meeting = opened(app, actor, id).await?;
    let is_officer = actor.is(Role::Officer);
    let mut tx = app.db.read().await?;
    let of = (&meeting, &page.texts);
    let lines = reading::lines(&mut tx, app, actor.tenant, of, is_officer).await?;
    drop(tx);
    read(app, actor, &meeting, &lines).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut typed = typed;
    let asks = lines.iter().any(|line| line.has_reporter);
    let mut items = Vec::new();
    for line in lines {
        let form = match typed.take_if(|(number, _)| *number == line.item.number) {
            Some((_, form)) => form,
            None if meeting.is_planned() => weighing(&page, &line),
            None => corrections::form(&page, &meeting, &line.item),
        };
        let doubts = corrections::doubts(app, actor, &form, &line).await?;
        let rows = corrections::rows(&form, &line.item);
        items.push(Shown {
            line,
            form,
            rows,
            doubts,
        });
    }
    let who_came = typed.take_if(|(number, _)| *number == WHO_CAME);
    let people = people(&meeting);
    Ok(html(&OfMeeting {
        items,
        asks_passphrase: asks && !reporters::is_open(app, actor),
        table: pack.table_name(&meeting.table),
        when: reading::when(&meeting, page.texts.lang),
        nameless: reading::is_nameless(app, actor.tenant, &meeting)?,
        choices: Choices::of(&page, &pack),
        guests: coming(app, actor, &meeting).await?,
        sent_by_hand: app.mailer.url.is_none().then(|| app.base_url.clone()),
        now: app.clock.now(),
        who_came: who_came.map_or_else(|| corrections::who_came(&page, &meeting), |(_, form)| form),
        owners: owners(&page, &people),
        people,
        is_officer,
        meeting,
        page,
    })?)
}

/// Who was asked to come.
pub fn people(meeting: &Meeting) -> Vec<Choice> {
    let all = meeting.content.attendees.iter();
    all.map(|one| Choice::new(one.id.to_string(), one.said()))
        .collect()
}

/// Who can do what was agreed.
pub fn owners(page: &Page, people: &[Choice]) -> Vec<Choice> {
    let officer = Choice::new("", page.text("meeting-officer"));
    std::iter::once(officer)
        .chain(people.iter().cloned())
        .collect()
}

pub async fn meeting(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<MeetingId>,
) -> Ended<Response> {
    show_meeting(&app, &actor, page, id, None).await
}

/// One item is weighed anew.
pub async fn weigh(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, item)): Path<(MeetingId, super::model::ItemId)>,
    posted: Posted,
) -> Ended<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let named = Basis::parse(posted.get("named"));
    let weighed = weighed(&posted, &pack);
    let mut tx = app.db.read().await?;
    store::one(&mut tx, &app, actor.tenant, id).await?;
    let items = store::items(&mut tx, &app, actor.tenant, id).await?;
    drop(tx);
    let found = items.iter().find(|(one, _)| one.id == item);
    let number = found.ok_or(Error::NotFound)?.0.number;
    match planning::weigh(&app, &actor, (id, item), &weighed, named).await {
        Ok(()) => {
            let to = format!("/bijeenkomst/{id}#punt-{number}");
            Ok(redirect_done(&to, "meeting-weighed"))
        }
        Err(refusal) => {
            let mut form = Form::new(&page.texts, "meeting")
                .numbered(number)
                .typed(&posted);
            let status = refusal.note(&mut form, "task")?;
            let shown = show_meeting(&app, &actor, page, id, Some((number, form))).await?;
            Ok((status, shown).into_response())
        }
    }
}
