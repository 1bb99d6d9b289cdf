//! The assessment form, beside what there is to judge by.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::i18n::Texts;
use platform::web::{Html, Page, Words, html, redirect_done};
use platform::{Actor, App, DossierId, Millis, Result, clock};
use policy::{Facts, Indicator, Pack, Severity};

use super::acts::{self, Weighed};
use super::model::{self, Assessment};
use super::store;
use crate::dossiers::{self, Ended, Open, Purpose, Refusal, VERSION};
use crate::reporting;
use crate::signals::Field;

#[derive(Template)]
#[template(path = "assessment/templates/assess.html")]
struct Assess {
    page: Page,
    dossier: Open,
    form: Form,
    forms: Vec<Choice>,
    severities: Vec<Choice>,
    indicators: Vec<Choice>,
    /// What makes somebody more vulnerable: no sign, and it stands apart.
    vulnerabilities: Vec<Choice>,
    /// What was reported, as on the dossier page.
    reported: Html,
    people: Vec<Involved>,
}

impl Assess {
    /// Some of it stands under another law, and so on the dossier page alone.
    fn has_marked(&self) -> bool {
        let mut marked = self.dossier.marked.iter();
        self.dossier.damaged > 0 || marked.any(|one| one.part.over.is_none())
    }
}

/// Somebody or something involved, in short.
struct Involved {
    kind: &'static str,
    title: String,
    capacity: Words,
    minor: bool,
    facts: Vec<(Field, String)>,
}

/// Who and what is involved, with what is known of them beside what they are called.
fn involved(dossier: &Open, pack: &Pack, texts: &Texts) -> Vec<Involved> {
    let subjects = dossier.report.subjects.iter();
    let short = subjects.map(|subject| {
        let facts = Field::ALL.iter().map(|field| (*field, subject.get(*field)));
        let beside = facts.filter(|(_, text)| !text.is_empty() && *text != subject.title());
        Involved {
            kind: subject.kind.id(),
            title: subject.title().to_owned(),
            capacity: subject.capacity_names(pack, texts),
            minor: subject.minor,
            facts: beside
                .map(|(field, text)| (field, text.to_owned()))
                .collect(),
        }
    });
    short.collect()
}

async fn show(app: &App, page: Page, dossier: Open, mut form: Form) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let pack = app.tenants.get(dossier.tenant)?.pack;
    let reported = reporting::reported(&mut tx, &page, &dossier, &pack, false).await?;
    drop(tx);
    let today = clock::day(app.clock.now());
    // What is sent next was decided on what stands there now.
    dossier.version_in(&mut form);
    let forms = pack
        .forms_on(&today)
        .map(|form| Choice {
            value: form.id.get_ref().id().to_owned(),
            label: page.label(&form.name),
            hint: Some(page.label(&form.explanation)),
        })
        .collect();
    let severities = Severity::ALL
        .iter()
        .map(|s| Choice::new(s.id(), page.text(&format!("severity-{}", s.id()))))
        .collect();
    // The reported ones first: the officer mostly confirms those.
    let mut ticked: Vec<_> = pack.indicators().collect();
    ticked.sort_by_key(|indicator| !dossier.report.indicators.contains(indicator.id.get_ref()));
    let is_sign = |indicator: &&Indicator| !pack.is_vulnerability(indicator.id.get_ref());
    let (signs, vulnerabilities): (Vec<_>, Vec<_>) = ticked.into_iter().partition(is_sign);
    let serious = page.text("assess-serious-sign");
    let choice = |indicator: &Indicator| {
        let id = indicator.id.get_ref().as_str();
        Choice {
            hint: indicator.critical.then(|| serious.clone().into()),
            ..Choice::new(id, page.label(&indicator.text))
        }
    };
    html(&Assess {
        people: involved(&dossier, &pack, &page.texts),
        indicators: signs.into_iter().map(choice).collect(),
        vulnerabilities: vulnerabilities.into_iter().map(choice).collect(),
        reported,
        page,
        dossier,
        form,
        forms,
        severities,
    })
}

/// What was ticked, in both lists: each shows its own.
fn ticked(ids: &[String]) -> Vec<(String, String)> {
    let both = ["indicators", "vulnerabilities"];
    let values = ids
        .iter()
        .flat_map(|id| both.map(|name| (name.to_owned(), id.clone())));
    values.collect()
}

fn filled(form: Form, dossier: &Open, known: Option<Assessment>, now: Millis) -> Form {
    let Some(known) = known else {
        let form = form
            .with("ages", model::suggested_ages(&dossier.report, now))
            .filled(ticked(&dossier.report.indicators));
        return if dossier.report.danger {
            form.with("acute", "on")
        } else {
            form
        };
    };
    let facts = &known.facts;
    let mut values: Vec<(String, String)> = facts
        .forms
        .iter()
        .map(|form| ("forms".to_owned(), form.id().to_owned()))
        .collect();
    values.extend(ticked(&known.indicators));
    for (name, on) in [
        ("acute", facts.acute),
        ("network", facts.network),
        ("housing", facts.housing),
        ("licence", facts.licence_branch),
        ("youth", facts.youth_group),
        ("soft", facts.soft),
        ("several", !facts.single_agency),
        ("smuggling", known.smuggling),
    ] {
        if on {
            values.push((name.to_owned(), "on".to_owned()));
        }
    }
    let ages = facts
        .victims
        .iter()
        .map(|v| v.age.map_or("?".to_owned(), |age| age.to_string()))
        .collect::<Vec<_>>();
    form.filled(values)
        .with("severity", facts.severity.id())
        .with("ages", ages.join(", "))
        .with("why", known.why)
        .with("why-no-worse", known.why_no_worse)
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Assess).await?;
    let known = store::of(&mut tx, &dossier).await?;
    drop(tx);
    dossier.read_by(&app, &actor).await?;
    let form = Form::new(&page.texts, "assess");
    let form = filled(form, &dossier, known, app.clock.now());
    Ok(show(&app, page, dossier, form).await?)
}

/// What was typed, as the act takes it.
fn weighed(posted: &Posted, pack: &Pack, facts: Facts) -> Weighed {
    Weighed {
        indicators: posted
            .all("indicators")
            .chain(posted.all("vulnerabilities"))
            .filter(|id| pack.indicator(id).is_some())
            .map(str::to_owned)
            .collect(),
        why: posted.get("why").to_owned(),
        why_no_worse: posted.get("why-no-worse").to_owned(),
        facts,
    }
}

pub async fn assess(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let dossier = dossiers::open_now(&app, &actor, id, Purpose::Assess).await?;
        let facts = model::read(&posted).map_err(Refusal::Typed)?;
        let dossier = dossier.based_on(posted.get(VERSION))?;
        let pack = app.tenants.get(actor.tenant)?.pack;
        acts::assess(&app, &actor, dossier, weighed(&posted, &pack, facts)).await
    }
    .await;
    let Err(refusal) = done else {
        let next = format!("/dossier/{id}/doorzetten");
        return Ok(redirect_done(&next, "assessed"));
    };
    let mut form = Form::new(&page.texts, "assess").typed(&posted);
    let status = refusal.note(&mut form, "why")?;
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Read).await?;
    dossier.read_by(&app, &actor).await?;
    let shown = show(&app, page, dossier, form).await?;
    Ok((status, shown).into_response())
}
