//! One dossier whole.

use std::collections::HashMap;
use std::sync::Arc;

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::{Choice, Form};
use platform::web::{Page, html};
use platform::{Actor, App, Error, Millis, PersonId, tenants};
use policy::{Capacity, Pack};
use uuid::Uuid;

use crate::assessment::{self, Assessment};
use crate::dossiers::{self, Ended, Open, Purpose};
use crate::files::{self, File};
use crate::record::{self, Entry, EntryKind};
use crate::referrals::{self, Referral};
use crate::reporters::{self, Reporter};
use crate::signals::{Dossier, Field, REFER, SubjectId, SubjectKind};

/// Somebody or something involved, as shown: with the history of capacities and a form to change
/// it.
pub struct SubjectView {
    pub id: SubjectId,
    pub kind: SubjectKind,
    pub title: String,
    pub minor: bool,
    pub capacity: String,
    pub history: Vec<(String, Millis)>,
    pub facts: Vec<(Field, String, bool)>,
    pub form: Form,
}

/// A handover as shown.
struct ReferralView {
    referral: Referral,
    /// Files that went along beside the document: the partner gets them apart.
    beside: Vec<File>,
    form: Form,
}

/// A line of what happened, oldest first.
struct Happening {
    at: Millis,
    what: String,
    who: String,
    text: String,
}

#[derive(Template)]
#[template(path = "desk/templates/dossier.html")]
struct DossierPage {
    page: Page,
    dossier: Open,
    channel: String,
    indicators: Vec<(String, bool)>,
    subjects: Vec<SubjectView>,
    new_subject: Form,
    kinds: Vec<Choice>,
    capacities: Vec<Choice>,
    files: Vec<File>,
    assessment: Option<Assessment>,
    forms: Vec<String>,
    open_obligations: Vec<String>,
    referrals: Vec<ReferralView>,
    tables: Vec<Choice>,
    timeline: Vec<Happening>,
    /// With an opened vault.
    reporter: Option<Reporter>,
    /// Opens the vault and comes back here.
    vault: Form,
    note: Form,
    consultation: Form,
    reopen: Form,
    destroy: Form,
    now: Millis,
}

impl DossierPage {
    /// The one thing that is next, and where.
    fn step(&self) -> Option<(String, String)> {
        let task = self.dossier.tasks().leading()?;
        let page = (task.kind.page)(self.dossier.id, &task.about);
        Some((format!("next-{}", task.kind.id), page))
    }

    /// The other pages of the route, as far as the next step does not lead there already.
    fn other_steps(&self, next: &str) -> Vec<(&'static str, String)> {
        let pages = [
            ("dossier-assess-again", "beoordelen"),
            ("refer-title", "doorzetten"),
            ("close-title", "afsluiten"),
        ];
        let link = |page| format!("/dossier/{}/{page}", self.dossier.id);
        let pages = pages.map(|(label, page)| (label, link(page))).into_iter();
        pages.filter(|(_, link)| link != next).collect()
    }
}

/// A fault in one of the page's forms: which form, which one of several, and what was typed.
pub struct Faulty {
    pub form: &'static str,
    pub which: String,
    pub typed: Vec<(String, String)>,
    /// Fields with the words of their faults.
    pub faults: Vec<(&'static str, String)>,
}

impl Faulty {
    fn put(this: Option<&Self>, form: Form, name: &str, which: &str) -> Form {
        match this {
            Some(faulty) if faulty.form == name && faulty.which == which => {
                let mut form = form.filled_first(faulty.typed.clone());
                for (field, text) in &faulty.faults {
                    form.fault_text(field, text.clone());
                }
                form
            }
            _ => form,
        }
    }
}

pub async fn dossier(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Ended<Response> {
    show(&app, &actor, page, id, None).await
}

fn subject_views(
    page: &Page,
    dossier: &Dossier,
    pack: &Pack,
    faulty: Option<&Faulty>,
) -> Vec<SubjectView> {
    let name = |id: &str| {
        pack.capacity(id)
            .map_or(id.to_owned(), |c| c.name.get(page.texts.lang).to_owned())
    };
    let views = dossier.report.subjects.iter().map(|subject| {
        let mut form = Form::new(&page.texts, "subject")
            .numbered(subject.id)
            .with("version", dossier.version.to_string())
            .with("kind", subject.kind.id())
            .with("capacity", subject.capacity());
        for field in Field::ALL {
            form = form.with(field.id(), subject.get(*field));
        }
        if subject.minor {
            form = form.with("minor", "on");
        }
        let facts = Field::ALL.iter().map(|field| {
            (
                *field,
                subject.get(*field).to_owned(),
                subject.known.contains_key(field.id()),
            )
        });
        SubjectView {
            id: subject.id,
            kind: subject.kind,
            title: subject.title().to_owned(),
            minor: subject.minor,
            capacity: name(subject.capacity()),
            history: subject
                .capacities
                .iter()
                .map(|(id, since)| (name(id), *since))
                .collect(),
            facts: facts.filter(|(_, text, _)| !text.is_empty()).collect(),
            form: Faulty::put(faulty, form, "subject", &subject.id.to_string()),
        }
    });
    views.collect()
}

fn timeline(
    page: &Page,
    (dossier, pack): (&Dossier, &Pack),
    assessed: Option<(Millis, PersonId)>,
    entries: Vec<Entry>,
    referrals: &[Referral],
    names: &HashMap<PersonId, String>,
) -> Vec<Happening> {
    let who = |id: &PersonId| names.get(id).cloned().unwrap_or_default();
    let mut lines = vec![Happening {
        at: dossier.received_at,
        what: page.text("happened-reported"),
        who: String::new(),
        text: String::new(),
    }];
    lines.extend(assessed.map(|(at, author)| Happening {
        at,
        what: page.text("happened-assessed"),
        who: who(&author),
        text: String::new(),
    }));
    lines.extend(entries.into_iter().map(|entry| {
        let about = match entry.kind {
            EntryKind::Closed => page.text(&format!("outcome-{}", entry.about)),
            EntryKind::PassedOver => partner_name(pack, &entry.about),
            _ => entry.about.clone(),
        };
        let what = page.with(
            &format!("happened-{}", entry.kind.id()),
            &[("about", about)],
        );
        Happening {
            at: entry.at,
            what,
            who: who(&entry.author),
            text: entry.text,
        }
    }));
    for referral in referrals {
        let partner = referral.handover.document.partner.clone();
        lines.push(Happening {
            at: referral.at,
            what: page.with("happened-referred", &[("about", partner.clone())]),
            who: who(&referral.author),
            text: String::new(),
        });
        if let (Some(at), Some(answer)) = (referral.answered_at, &referral.answer) {
            let what = page.with(
                &format!("happened-{}", referral.status.id()),
                &[("about", partner)],
            );
            lines.push(Happening {
                at,
                what,
                who: String::new(),
                text: answer.clone(),
            });
        }
    }
    lines.sort_by_key(|line| line.at);
    lines
}

/// Everything that the page shows of a dossier, as it stands in the database.
struct Whole {
    dossier: Open,
    pack: Arc<Pack>,
    assessment: Option<Assessment>,
    assessed: Option<(Millis, PersonId)>,
    referrals: Vec<Referral>,
    files: Vec<File>,
    entries: Vec<Entry>,
    names: HashMap<PersonId, String>,
}

impl Whole {
    async fn read(app: &App, actor: &Actor, id: Uuid) -> Ended<Self> {
        let mut tx = app.db.read().await?;
        let dossier = dossiers::open(&mut tx, app, actor, id, Purpose::Read).await?;
        Ok(Self {
            pack: tenants::pack_at(&mut tx, app, actor.tenant, &dossier.pack_version).await?,
            assessment: assessment::of(&mut tx, &dossier).await?,
            assessed: assessment::when(&mut tx, &dossier).await?,
            referrals: referrals::of(&mut tx, app, &dossier).await?,
            files: files::list(&mut tx, &dossier).await?,
            entries: record::list(&mut tx, &dossier).await?,
            names: people::names(&mut tx, app, actor.tenant).await?,
            dossier,
        })
    }
}

fn indicators(dossier: &Dossier, pack: &Pack, lang: &str) -> Vec<(String, bool)> {
    let ids = dossier.report.indicators.iter();
    let signs = ids.filter_map(|id| pack.indicator(id));
    signs
        .map(|sign| (sign.text.get(lang).to_owned(), sign.critical))
        .collect()
}

/// Names of the forms of exploitation that it may be.
fn forms(assessment: Option<&Assessment>, pack: &Pack, lang: &str) -> Vec<String> {
    let ids = assessment.iter().flat_map(|a| &a.facts.forms);
    let forms = ids.filter_map(|form| pack.form(*form));
    forms.map(|form| form.name.get(lang).to_owned()).collect()
}

fn partner_name(pack: &Pack, id: &str) -> String {
    let partner = pack.partner(id);
    partner.map_or_else(|| id.to_owned(), |partner| partner.name.clone())
}

/// Obligatory partners that were neither told nor passed over.
fn open_obligations(dossier: &Open, pack: &Pack) -> Vec<String> {
    let tasks = dossier.tasks().open_of(&REFER);
    tasks.map(|task| partner_name(pack, &task.about)).collect()
}

fn referral_views(
    page: &Page,
    referrals: Vec<Referral>,
    files: &[File],
    faulty: Option<&Faulty>,
) -> Vec<ReferralView> {
    let views = referrals.into_iter().map(|referral| {
        let which = referral.id.to_string();
        let form = Form::new(&page.texts, "feedback").numbered(&which);
        let gone = referral.handover.gone(files).into_iter();
        ReferralView {
            beside: gone.filter(|file| !file.is_picture()).cloned().collect(),
            form: Faulty::put(faulty, form, "feedback", &which),
            referral,
        }
    });
    views.collect()
}

/// The page, perhaps with a fault in one of its forms. Looking is audited.
pub async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    id: Uuid,
    faulty: Option<Faulty>,
) -> Ended<Response> {
    let faulty = faulty.as_ref();
    let whole = Whole::read(app, actor, id).await?;
    let (dossier, pack, lang) = (whole.dossier, whole.pack, page.texts.lang);
    dossier.read_by(app, actor).await?;
    let reporter = match reporters::open_reporter(app, actor, &dossier) {
        Ok(reporter) => Some(reporter),
        Err(Error::VaultClosed) => None,
        Err(error) => return Err(error.into()),
    };
    let (entries, assessed, names) = (whole.entries, whole.assessed, &whole.names);
    let form = |name: &'static str| {
        let form = Form::new(&page.texts, name).with("version", dossier.version.to_string());
        Faulty::put(faulty, form, name, "")
    };
    let new_subject = Form::new(&page.texts, "subject")
        .numbered("new")
        .with("version", dossier.version.to_string())
        .with("capacity", Capacity::OTHER);
    let kind = |kind: &SubjectKind| {
        let label = page.text(&format!("subject-kind-{}", kind.id()));
        Choice::new(kind.id(), label)
    };
    let capacity = |one: &Capacity| Choice::new(one.id.get_ref().as_str(), one.name.get(lang));
    let table = |table: &policy::Table| Choice::new(table.name.as_str(), table.name.as_str());
    Ok(html(&DossierPage {
        channel: page.text(&format!("channel-{}", dossier.channel)),
        indicators: indicators(&dossier, &pack, lang),
        subjects: subject_views(&page, &dossier, &pack, faulty),
        new_subject: Faulty::put(faulty, new_subject, "subject", "new"),
        kinds: SubjectKind::ALL.iter().map(kind).collect(),
        capacities: pack.capacities.iter().map(capacity).collect(),
        forms: forms(whole.assessment.as_ref(), &pack, lang),
        assessment: whole.assessment,
        open_obligations: open_obligations(&dossier, &pack),
        timeline: timeline(
            &page,
            (&dossier, &pack),
            assessed,
            entries,
            &whole.referrals,
            names,
        ),
        referrals: referral_views(&page, whole.referrals, &whole.files, faulty),
        files: whole.files,
        tables: pack.tables.iter().map(table).collect(),
        reporter,
        vault: Form::new(&page.texts, "vault").with("to", format!("/dossier/{id}#reporter")),
        note: form("note"),
        consultation: form("consultation"),
        reopen: form("reopen"),
        destroy: form("destroy"),
        now: app.clock.now(),
        dossier,
        page,
    })?)
}
