//! Is a pack whole, does it agree with itself, and does it keep the rules that no pack may drop?

mod partners;

use std::collections::HashSet;

use serde_spanned::Spanned;

use crate::dates::is_date;
use crate::facts::{Facts, Form, Severity};
use crate::fault::{Fault, Kind, locate};
use crate::pack::Pack;
use crate::reserved::{ReservedCapacity, ReservedIndicator, ReservedPartner};
use crate::{Weight, advise};

pub(crate) fn faults(pack: &Pack, text: &str) -> Vec<Fault> {
    let mut found = Found {
        text,
        faults: Vec::new(),
    };
    ids(pack, &mut found);
    reserved_ids(pack, &mut found);
    municipality_code(pack, &mut found);
    for (offset, kind, message) in pack.identity.faults() {
        found.at(offset, kind, message);
    }
    forms(pack, &mut found);
    dates(pack, &mut found);
    partners::contacts(pack, &mut found);
    partners::channels(pack, &mut found);
    partners::names(pack, &mut found);
    partners::groups(pack, &mut found);
    references(pack, &mut found);
    terms(pack, &mut found);
    core_rules(pack, &mut found);
    found.faults.sort_by_key(|fault| (fault.line, fault.column));
    found.faults
}

struct Found<'a> {
    text: &'a str,
    faults: Vec<Fault>,
}

impl Found<'_> {
    fn at(&mut self, offset: usize, (kind, values): Kind, message: String) {
        let (line, column) = locate(self.text, offset);
        self.faults.push(Fault {
            line,
            column,
            message,
            kind,
            values,
        });
    }

    fn at_word(&mut self, word: &str, kind: Kind, message: String) {
        self.at(self.text.find(word).unwrap_or(0), kind, message);
    }
}

/// Ids are what dossiers, rules and texts refer to: each one is plain and there once.
fn ids(pack: &Pack, found: &mut Found) {
    unique_ids("partner", pack.partners.iter().map(|p| &p.id), found);
    unique_ids("indicator", pack.indicators().map(|i| &i.id), found);
    unique_ids("capacity", pack.capacities.iter().map(|c| &c.id), found);
    unique_ids("table", pack.tables.iter().map(|t| &t.id), found);
    unique_ids("source", pack.sources.iter().map(|s| &s.id), found);
}

fn unique_ids<'a, I: AsRef<str> + 'a>(
    what: &str,
    ids: impl Iterator<Item = &'a Spanned<I>>,
    found: &mut Found,
) {
    let mut seen = HashSet::new();
    for id in ids {
        let text = id.get_ref().as_ref();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if text.is_empty() || !text.chars().all(plain) {
            found.at(
                id.span().start,
                ("plain-id", vec![("id", text.to_owned())]),
                format!("{what} id \"{text}\": expected letters, digits, - and _ only"),
            );
        }
        if !seen.insert(text) {
            found.at(
                id.span().start,
                ("twice", vec![("id", text.to_owned())]),
                format!("{what} id \"{text}\" occurs twice: expected unique ids"),
            );
        }
    }
}

/// The ids that the program itself gives meaning to.
fn reserved_ids(pack: &Pack, found: &mut Found) {
    for wanted in ReservedCapacity::ALL.map(ReservedCapacity::id) {
        if pack.capacity(wanted).is_none() {
            missing(found, "[[capacities]]", "capacity", wanted);
        }
    }
    for wanted in ReservedPartner::ALL.map(ReservedPartner::id) {
        if pack.partner(&wanted.into()).is_none() {
            missing(found, "[[partners]]", "partner", wanted);
        }
    }
    for wanted in ReservedIndicator::ALL.map(ReservedIndicator::id) {
        if pack.indicator(wanted).is_none() {
            missing(found, "[[indicator_groups]]", "indicator", wanted);
        }
    }
}

fn missing(found: &mut Found, place: &str, what: &str, wanted: &str) {
    found.at_word(
        place,
        (
            "missing-id",
            vec![("id", wanted.to_owned()), ("place", place.to_owned())],
        ),
        format!("{what} \"{wanted}\" is missing: expected one with id = \"{wanted}\""),
    );
}

/// The code of Statistics Netherlands, which figures of municipalities are joined by: `GM0335`.
fn municipality_code(pack: &Pack, found: &mut Found) {
    let code = &pack.municipality.code;
    let is_code = |text: &str| {
        text.len() == 6 && text.starts_with("GM") && text[2..].bytes().all(|b| b.is_ascii_digit())
    };
    if !is_code(code.get_ref()) {
        found.at(
            code.span().start,
            ("code", vec![("code", code.get_ref().clone())]),
            format!(
                "municipality code \"{}\": expected GM and four digits",
                code.get_ref()
            ),
        );
    }
}

/// A report is of a form of exploitation: there is one at least, and each is there once.
fn forms(pack: &Pack, found: &mut Found) {
    let mut seen = HashSet::new();
    for form in &pack.forms {
        if !seen.insert(*form.id.get_ref()) {
            found.at(
                form.id.span().start,
                ("twice", vec![("id", form.id.get_ref().id().to_owned())]),
                format!("form \"{}\" occurs twice", form.id.get_ref().id()),
            );
        }
    }
    if pack.forms.is_empty() {
        found.at_word(
            "forms",
            ("no-forms", Vec::new()),
            "no forms of exploitation: expected at least one [[forms]]".into(),
        );
    }
}

fn dates(pack: &Pack, found: &mut Found) {
    let forms = pack
        .forms
        .iter()
        .flat_map(|form| [form.from.as_ref(), form.until.as_ref()]);
    let partners = pack
        .partners
        .iter()
        .map(|partner| Some(&partner.valid_until));
    let adopted = &pack.adopted;
    let both = [adopted.from.as_ref(), adopted.until.as_ref()];
    for date in forms.chain(partners).chain(both).flatten() {
        if !is_date(date.get_ref()) {
            found.at(
                date.span().start,
                ("date", vec![("date", date.get_ref().clone())]),
                format!("\"{}\" is not a date: expected YYYY-MM-DD", date.get_ref()),
            );
        }
    }
    a_period_ends_after_it_began(adopted.from.as_ref(), adopted.until.as_ref(), found);
    for form in &pack.forms {
        a_period_ends_after_it_began(form.from.as_ref(), form.until.as_ref(), found);
    }
}

fn a_period_ends_after_it_began(
    from: Option<&Spanned<String>>,
    until: Option<&Spanned<String>>,
    found: &mut Found,
) {
    if let (Some(from), Some(until)) = (from, until)
        && until.get_ref() < from.get_ref()
    {
        found.at(
            until.span().start,
            (
                "period",
                vec![
                    ("until", until.get_ref().clone()),
                    ("from", from.get_ref().clone()),
                ],
            ),
            format!(
                "until \"{}\" is before from \"{}\"",
                until.get_ref(),
                from.get_ref()
            ),
        );
    }
}

fn references(pack: &Pack, found: &mut Found) {
    for rule in &pack.routing {
        let partner = rule.partner.get_ref();
        if pack.partner(partner).is_none() {
            let known = pack
                .partners
                .iter()
                .map(|p| p.id.get_ref().as_str())
                .collect::<Vec<_>>()
                .join(", ");
            let named = vec![("id", partner.to_string()), ("known", known.clone())];
            found.at(
                rule.partner.span().start,
                ("unknown-partner", named),
                format!("unknown partner \"{partner}\": expected one of {known}"),
            );
        }
        for age in [rule.when.under, rule.when.from].into_iter().flatten() {
            if age > 120 {
                found.at(
                    rule.partner.span().start,
                    ("age", vec![("age", age.to_string())]),
                    format!("age {age}: expected 0 to 120"),
                );
            }
        }
    }
}

fn terms(pack: &Pack, found: &mut Found) {
    let d = &pack.deadlines;
    for (name, value) in [
        ("assessment_days", d.assessment_days),
        ("urgent_assessment_hours", d.urgent_assessment_hours),
        ("referral_days", d.referral_days),
        ("urgent_referral_hours", d.urgent_referral_hours),
        ("feedback_days", d.feedback_days),
        ("urgent_feedback_days", d.urgent_feedback_days),
        ("tell_reporter_days", d.tell_reporter_days),
        ("confirm_partners_months", d.confirm_partners_months),
        ("closed_dossier_days", pack.retention.closed_dossier_days),
        (
            "reporter_identity_days",
            pack.retention.reporter_identity_days,
        ),
        ("no_follow_up_days", pack.retention.no_follow_up_days),
        ("draft_days", pack.retention.draft_days),
        ("audit_days", pack.retention.audit_days),
        ("ended_location_days", pack.retention.ended_location_days),
    ] {
        if value == 0 {
            let kind = ("nothing", vec![("field", name.to_owned())]);
            found.at_word(name, kind, format!("{name} = 0: expected at least 1"));
        }
    }
    for (name, hours, days) in [
        (
            "urgent_assessment_hours",
            d.urgent_assessment_hours,
            d.assessment_days,
        ),
        (
            "urgent_referral_hours",
            d.urgent_referral_hours,
            d.referral_days,
        ),
    ] {
        if u32::from(hours) > u32::from(days) * 24 {
            found.at_word(
                name,
                ("urgent-later", vec![("field", name.to_owned())]),
                "an urgent signal may not wait longer than an ordinary one".into(),
            );
        }
    }
    if d.urgent_feedback_days > d.feedback_days {
        found.at_word(
            "urgent_feedback_days",
            (
                "urgent-later",
                vec![("field", "urgent_feedback_days".to_owned())],
            ),
            "feedback on what is urgent may not be asked later than on the rest".into(),
        );
    }
}

/// The three rules of bijlage 2, stap 4, that every pack keeps.
fn core_rules(pack: &Pack, found: &mut Found) {
    let labour_in_use = pack.form(Form::Labour).is_some();
    let obliges = |facts: &Facts, partner: &str| {
        advise(pack, facts)
            .iter()
            .any(|a| a.partner.as_str() == partner && a.weight == Weight::Obligation)
    };
    let none = Facts::none();
    let acute = Facts {
        acute: true,
        ..Facts::none()
    };
    let very_serious = Facts {
        severity: Severity::VerySerious,
        ..Facts::none()
    };
    let labour = Facts {
        forms: vec![Form::Labour],
        ..Facts::none()
    };
    for (kept, what) in [
        (
            obliges(&none, "zorgcoordinator"),
            "partner = \"zorgcoordinator\", weight = \"obligation\" without conditions",
        ),
        (
            obliges(&acute, "avim"),
            "partner = \"avim\", weight = \"obligation\", when = { facts = [\"acute\"] }",
        ),
        (
            obliges(&very_serious, "avim"),
            "partner = \"avim\", weight = \"obligation\", when = { severity = \"very_serious\" }",
        ),
        (
            !labour_in_use || obliges(&labour, "nla"),
            "partner = \"nla\", weight = \"obligation\", when = { forms = [\"labour\"] }",
        ),
    ] {
        if !kept {
            found.at_word(
                "[[routing]]",
                ("core-rule", vec![("expected", what.to_owned())]),
                format!("a core rule of the route is missing (bijlage 2, stap 4): expected {what}"),
            );
        }
    }
}
