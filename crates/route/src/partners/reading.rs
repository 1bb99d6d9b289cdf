//! What was typed in the form "Signaal van een partner".

use platform::calendar::day_of;
use platform::forms::{Form, Posted};
use platform::{Error, Millis, Result, clock};
use policy::Pack;
use uuid::Uuid;

use super::form::{PartnerForm, parts};
use super::model::{Coming, FIELDS, can_end, could_be, until};
use crate::origin::{Conditions, LONGEST, Law, Origin, Part, Way};
use crate::reporters::Reporter;
use crate::reporting::{ask_who_is_a_minor, digest, read_report};
use crate::signals::{Kind, Report, Source, Statement};

/// What stands under no other law.
pub(super) const NONE: &str = "none";

/// Something was typed or chosen in this part.
pub(super) fn is_filled(posted: &Posted, &[text, law, ends, only]: &[&str; 4]) -> bool {
    let is_chosen = !matches!(posted.get(law).trim(), "" | NONE);
    is_chosen || [text, ends, only].iter().any(|name| posted.has(name))
}

/// Something in this part says that it stands under another law.
pub(super) fn is_marked(posted: &Posted, &[_, law, ends, only]: &[&str; 4]) -> bool {
    let is_chosen = !matches!(posted.get(law).trim(), "" | NONE);
    is_chosen || posted.has(ends) || posted.has(only)
}

/// A part that no form has.
fn is_of_no_part(posted: &Posted) -> bool {
    let known = |name: &str| FIELDS.iter().flatten().any(|field| *field == name);
    let mut fields = posted.fields.iter();
    fields.any(|(name, _)| name.starts_with("part-") && !known(name))
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
            if !is_filled(self.posted, &[text, law, ends, only]) {
                continue;
            }
            let (words, named) = (self.text(text), self.text(only));
            let Some(under) = Law::parse(self.posted.get(law)) else {
                if self.posted.get(law) != NONE {
                    self.own.fault(law, "from-part-law-choose");
                } else if self.posted.has(ends) || self.posted.has(only) {
                    self.own.fault(law, "from-part-law");
                }
                statements.push(words);
                continue;
            };
            let ends_at = until(self.posted.get(ends));
            if words.is_empty() {
                self.own.fault(text, "from-part-text");
            }
            let Some(ends_at) = ends_at.filter(|at| can_end(*at, self.now)) else {
                self.own.fault(ends, "from-part-ends");
                continue;
            };
            let named = named.lines().map(str::trim);
            marked.push(Part {
                law: under,
                text: words,
                only: named
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned)
                    .collect(),
                ends_at,
                extended: Vec::new(),
                over: None,
            });
        }
        statements.retain(|words| !words.is_empty());
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
        if partner.is_some() && !typed.is_empty() {
            self.own.fault("organisation", "from-organisation-both");
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

/// Some digits, however they are written: 112, 0900-8844, "06-12345678, na 17 uur".
fn could_be_called(number: &str) -> bool {
    number.chars().filter(char::is_ascii_digit).count() >= 3
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
    if is_of_no_part(posted) {
        return Err(Error::BadRequest("part"));
    }
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
    if posted.has("contact-phone") && !could_be_called(posted.get("contact-phone")) {
        reading.own.fault("contact-phone", "from-phone");
    }
    let kind = kind(posted);
    let now = clock::hour(app.clock.now());
    let read = read_report(app, &pack, kind, posted, now);
    ask_who_is_a_minor(posted, &mut form.report, now);
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
