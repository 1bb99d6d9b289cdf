//! The form "Signaal van een partner": what was typed, and the page that shows it.

use askama::Template;
use axum::response::Response;
use platform::calendar::day_of;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Error, Millis, Result, clock};
use policy::Pack;
use uuid::Uuid;

use super::model::{Coming, FIELDS, MOST, can_end, could_be, until};
use crate::origin::{Conditions, LONGEST, Law, Origin, Part, Way};
use crate::reporters::Reporter;
use crate::reporting::{Lists, digest, read_report, subject_blocks};
use crate::signals::{Kind, Report, Source, Statement, feedback_due};

/// What stands under no other law.
const NONE: &str = "none";

#[derive(Template)]
#[template(path = "partners/templates/form.html")]
struct FromPartner {
    page: Page,
    to: &'static str,
    own: Form,
    /// What every report asks.
    form: Form,
    lists: Lists,
    subjects: usize,
    parts: usize,
    can_add: bool,
    organisations: Vec<Choice>,
    ways: Vec<Choice>,
    conditions: Vec<Choice>,
    laws: Vec<Choice>,
    /// A signal of this partner with this reference is here: its dossier, and what it is called.
    known: Option<(DossierId, String)>,
}

/// Who has it before them, and what came with it.
pub(super) struct PartnerForm {
    pub app: App,
    pub actor: Actor,
    pub page: Page,
    pub posted: Posted,
    pub own: Form,
    pub report: Form,
    pub known: Option<(DossierId, String)>,
}

impl PartnerForm {
    pub fn new(app: App, actor: Actor, page: Page, posted: Posted) -> Self {
        Self {
            own: Form::new(&page.texts, "from").typed(&posted),
            report: Form::new(&page.texts, "report").typed(&posted),
            known: None,
            app,
            actor,
            page,
            posted,
        }
    }

    /// An empty one: it came in today, and the partner hears of it within the usual time.
    pub fn fresh(app: App, actor: Actor, page: Page) -> Result<Self> {
        let (now, pack) = (app.clock.now(), app.tenants.get(actor.tenant)?.pack);
        let due = feedback_due(&pack.deadlines, false, now);
        let form_id = app.clock.id_without_time().to_string();
        let fields = [
            ("form-id", form_id),
            ("day", clock::day(now)),
            ("way", Way::Mail.id().to_owned()),
            ("conditions", Conditions::Free.id().to_owned()),
            ("feedback-by", clock::day(due)),
            ("part-0-law", NONE.to_owned()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let posted = Posted {
            fields: fields.into(),
            files: Vec::new(),
        };
        Ok(Self::new(app, actor, page, posted))
    }

    /// With what was typed, and its faults.
    pub fn show(mut self) -> Result<Response> {
        let pack = self.app.tenants.get(self.actor.tenant)?.pack;
        let (page, parts) = (&self.page, parts(&self.posted));
        for fields in FIELDS.iter().take(parts) {
            if self.own.value(fields[1]).is_empty() {
                self.own.set(fields[1], NONE);
            }
        }
        let choices = |start: &str, ids: &[&'static str]| -> Vec<Choice> {
            let each = ids.iter();
            each.map(|id| Choice::new(*id, page.text(&format!("{start}-{id}"))))
                .collect()
        };
        let named = pack.partners.iter();
        let named = named.map(|one| Choice::new(one.id.get_ref().as_str(), &one.name));
        let other = Choice::new("", page.text("from-organisation-other"));
        let organisations = [other].into_iter().chain(named).collect();
        let laws = [NONE]
            .into_iter()
            .chain(Law::ALL.iter().map(|law| law.id()));
        let shown = FromPartner {
            to: "/melden/partner",
            organisations,
            ways: choices("from-way", &ids(Way::ALL, Way::id)),
            conditions: choices("from-conditions", &ids(Conditions::ALL, Conditions::id)),
            laws: choices("from-law", &laws.collect::<Vec<_>>()),
            lists: Lists::of(page, &pack),
            subjects: subject_blocks(&self.posted),
            parts,
            can_add: parts < MOST,
            own: self.own,
            form: self.report,
            known: self.known,
            page: self.page,
        };
        html(&shown)
    }
}

fn ids<T: Copy>(all: &[T], id: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| id(*one)).collect()
}

/// How many parts the form shows.
fn parts(posted: &Posted) -> usize {
    let asked = posted.get("parts").parse().unwrap_or(1);
    let more = usize::from(posted.get("action") == "add-part");
    (asked + more).clamp(1, MOST)
}

/// What is wrong, beside its field; the parts that were read.
struct Reading<'a> {
    posted: &'a Posted,
    own: &'a mut Form,
    now: Millis,
}

impl Reading<'_> {
    fn text(&mut self, field: &'static str) -> String {
        let text = self.posted.get(field).replace('\r', "");
        if text.chars().count() > LONGEST {
            self.own.fault(field, "from-long");
        }
        text
    }

    /// Statements, and what stands under another law.
    fn parts(&mut self) -> (Vec<Statement>, Vec<Part>) {
        let (mut statements, mut marked) = (Vec::new(), Vec::new());
        for &[text, law, ends, only] in FIELDS.iter().take(parts(self.posted)) {
            let words = self.text(text);
            let Some(law) = Law::parse(self.posted.get(law)) else {
                if !words.is_empty() {
                    statements.push(words);
                }
                continue;
            };
            let only = self.text(only);
            let ends_at = until(self.posted.get(ends));
            if words.is_empty() {
                self.own.fault(text, "from-part-text");
            }
            let Some(ends_at) = ends_at.filter(|at| can_end(*at, self.now)) else {
                self.own.fault(ends, "from-part-ends");
                continue;
            };
            let only = only.lines().map(str::trim);
            marked.push(Part {
                law,
                text: words,
                only: only
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned)
                    .collect(),
                ends_at,
                extended: Vec::new(),
                over: None,
            });
        }
        let heard = |text| Statement {
            source: Source::Heard,
            text,
        };
        (statements.into_iter().map(heard).collect(), marked)
    }

    fn origin(&mut self, pack: &Pack) -> Origin {
        let chosen = self.posted.get("partner");
        let partner = pack
            .partners
            .iter()
            .find(|one| one.id.get_ref().as_str() == chosen);
        let typed = self.text("organisation");
        if partner.is_none() && typed.is_empty() {
            self.own.fault("organisation", "from-organisation");
        }
        let received_at = clock::start_of(self.posted.get("day"));
        let received_at = received_at.filter(|at| could_be(*at, self.now));
        if received_at.is_none() {
            self.own.fault("day", "told-day");
        }
        let conditions = Conditions::parse(self.posted.get("conditions"));
        if conditions.is_none() {
            self.own.fault("conditions", "choose");
        }
        let way = Way::parse(self.posted.get("way"));
        if way.is_none() {
            self.own.fault("way", "choose");
        }
        Origin {
            partner: partner.map(|one| one.id.get_ref().clone()),
            organisation: partner.map_or(typed, |one| one.name.clone()),
            reference: self.text("reference"),
            way: way.unwrap_or(Way::Mail),
            received_at: received_at.unwrap_or(self.now),
            conditions: conditions.unwrap_or(Conditions::AskFirst),
            words: self.text("words"),
            feedback_by: self.feedback_by(),
        }
    }

    /// An empty day: the partner asks for nothing.
    fn feedback_by(&mut self) -> Option<Millis> {
        let day = self.posted.get("feedback-by");
        if day.is_empty() {
            return None;
        }
        let by = until(day).filter(|at| day_of(*at - 1) >= day_of(self.now));
        let by = by.filter(|at| can_end(*at + clock::DAY, self.now));
        if by.is_none() {
            self.own.fault("feedback-by", "from-feedback-by");
        }
        by
    }
}

/// Who spoke at the partner; `None`: nobody is known.
fn contact(posted: &Posted) -> Option<Reporter> {
    let [name, phone] = ["contact-name", "contact-phone"].map(|name| posted.get(name).to_owned());
    (!name.is_empty() || !phone.is_empty()).then(|| {
        let mut reporter = Reporter::default();
        reporter.name = name;
        reporter.phone = phone;
        reporter
    })
}

/// About a place, when nobody is named.
fn kind(posted: &Posted) -> Kind {
    let is_said = |(name, value): &(String, String)| {
        let of_somebody = name.starts_with("subject-");
        let chosen = name.ends_with("-kind") || name.ends_with("-capacity");
        of_somebody && !chosen && !value.trim().is_empty()
    };
    if posted.has("place") && !posted.fields.iter().any(is_said) {
        Kind::Place
    } else {
        Kind::Person
    }
}

/// Reads the form; what is wrong stands beside its field then.
pub(super) async fn read(form: &mut PartnerForm) -> Result<Coming> {
    let (app, posted) = (&form.app, &form.posted);
    let pack = app.tenants.get(form.actor.tenant)?.pack;
    let form_id =
        Uuid::parse_str(posted.get("form-id")).map_err(|_| Error::BadRequest("form id"))?;
    let mut reading = Reading {
        posted,
        own: &mut form.own,
        now: app.clock.now(),
    };
    let origin = reading.origin(&pack);
    let (statements, marked) = reading.parts();
    for field in ["contact-name", "contact-phone"] {
        reading.text(field);
    }
    let kind = kind(posted);
    let read = read_report(app, &pack, kind, posted, clock::hour(app.clock.now()));
    // Nothing of what stands under another law is what the dossier is called.
    let name = if statements.is_empty() {
        let of = [("organisation", origin.organisation.clone())];
        Some(app.i18n.lang("nl").with("from-called", &of))
    } else {
        None
    };
    let report = Report {
        name,
        statements,
        coordinator: None,
        ..read
    };
    Ok(Coming {
        form_id,
        digest: digest(&form.actor, posted).await?,
        kind,
        report,
        origin,
        marked,
        contact: contact(posted),
        apart: posted.get("apart") == "on",
    })
}
