//! The assessment form.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Result, Role, clock};
use policy::{Pack, Severity, advise};
use uuid::Uuid;

use super::model::{self, Assessment};
use super::store;
use crate::progress;
use crate::signals::{self, Dossier};

#[derive(Template)]
#[template(path = "assessment/templates/assess.html")]
struct Assess {
    page: Page,
    dossier: Dossier,
    form: Form,
    forms: Vec<Choice>,
    severities: Vec<Choice>,
    indicators: Vec<Choice>,
}

fn show(page: Page, pack: &Pack, dossier: Dossier, form: Form, today: &str) -> Result<Response> {
    let lang = page.texts.lang;
    let forms = pack
        .forms_on(today)
        .map(|form| Choice {
            value: form.id.get_ref().id().to_owned(),
            label: form.name.get(lang).to_owned(),
            hint: Some(form.explanation.get(lang).to_owned()),
        })
        .collect();
    let severities = Severity::ALL
        .iter()
        .map(|s| Choice::new(s.id(), page.text(&format!("severity-{}", s.id()))))
        .collect();
    // The reported signs first: the officer mostly confirms those.
    let mut indicators: Vec<_> = pack.indicators().collect();
    indicators.sort_by_key(|indicator| !dossier.report.indicators.contains(indicator.id.get_ref()));
    let indicators = indicators
        .into_iter()
        .map(|i| Choice::new(i.id.get_ref().as_str(), i.text.get(lang)))
        .collect();
    html(&Assess {
        page,
        dossier,
        form,
        forms,
        severities,
        indicators,
    })
}

fn filled(form: Form, dossier: &Dossier, known: Option<Assessment>, today: &str) -> Form {
    let Some(known) = known else {
        let marked = dossier
            .report
            .indicators
            .iter()
            .map(|id| ("indicators".to_owned(), id.clone()))
            .collect();
        let form = form
            .with("ages", model::suggested_ages(&dossier.report, today))
            .filled(marked);
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
    values.extend(
        known
            .indicators
            .iter()
            .map(|id| ("indicators".to_owned(), id.clone())),
    );
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
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
    let known = store::of(&mut tx, &dossier).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "dossier.read").on(id),
    )
    .await?;
    if dossier.state.is_closed() {
        return Ok(redirect_done(&format!("/dossier/{id}"), "is-closed"));
    }
    let today = clock::day(app.clock.now());
    let form = filled(Form::new(&page.texts, "assess"), &dossier, known, &today)
        .with("version", dossier.version.to_string());
    show(
        page,
        &app.tenants.get(actor.tenant)?.pack,
        dossier,
        form,
        &today,
    )
}

pub async fn assess(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut tx = app.db.begin().await?;
    let mut dossier = signals::load(&mut tx, &app, actor.tenant, id).await?;
    let facts = match model::read(&posted) {
        Ok(facts) => facts,
        Err(faults) => {
            drop(tx);
            let mut form = Form::new(&page.texts, "assess").typed(&posted);
            for (field, key) in faults {
                form.fault(field, key);
            }
            return show(page, &pack, dossier, form, &clock::day(app.clock.now()));
        }
    };
    let assessment = Assessment {
        advice: advise(&pack, &facts),
        smuggling: posted.get("smuggling") == "on",
        indicators: posted
            .all("indicators")
            .filter(|id| pack.indicator(id).is_some())
            .map(str::to_owned)
            .collect(),
        why: posted.get("why").to_owned(),
        facts,
    };
    let state = dossier.state.assess().ok_or(Error::Conflict)?;
    dossier.urgent = dossier.report.is_urgent(&pack) || assessment.facts.acute;
    dossier.pack_version.clone_from(&pack.version);
    store::save(&mut tx, &app, &dossier, &actor, &assessment).await?;
    progress::follow(&mut tx, &app, &mut dossier, &pack, state).await?;
    signals::change(
        &mut tx,
        &app,
        &dossier,
        posted.get("version").parse().unwrap_or(0),
    )
    .await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, "signal.assessed").on(id),
    )
    .await?;
    Ok(redirect_done(
        &format!("/dossier/{id}/doorzetten"),
        "assessed",
    ))
}
