//! What the officer established, and the advice that followed. No I/O.

use platform::Millis;
use platform::forms::Posted;
use policy::{
    Advice, Facts, Form, Pack, ReservedCapacity, ReservedIndicator, Severity, Victim, Weight,
};
use serde::{Deserialize, Serialize};

use crate::dossiers::Fault;
use crate::signals::age::{adult_years, age};
use crate::signals::{Field, Report, SubjectKind};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    pub facts: Facts,
    /// Registered beside the forms, never as one (Sr 197a).
    pub smuggling: bool,
    /// The signs that support it.
    pub indicators: Vec<String>,
    pub why: String,
    /// Why it is no worse, though a serious sign was ticked; empty where nobody had to say.
    #[serde(default)]
    pub why_no_worse: String,
    /// As it was given then.
    pub advice: Vec<Advice>,
}

impl Assessment {
    /// Urgent, as a report is (`Report::is_urgent`): direct intervention is needed, or a serious sign was
    /// ticked, or one of the possible victims is a minor. For a minor every day counts.
    #[must_use]
    pub fn is_urgent(&self, pack: &Pack) -> bool {
        let mut ticked = self.indicators.iter().filter_map(|id| pack.indicator(id));
        let mut ages = self.facts.victims.iter().filter_map(|victim| victim.age);
        self.facts.is_urgent() || ticked.any(|sign| sign.critical) || ages.any(is_minor)
    }

    /// Is one of the possible victims a minor, or perhaps?
    #[must_use]
    pub fn has_minor(&self) -> bool {
        let perhaps = says_perhaps_a_minor(&self.indicators);
        let victims = &self.facts.victims;
        let mut ages = victims.iter().map(|victim| victim.age);
        ages.any(|age| age.map_or(perhaps, is_minor)) || perhaps && victims.is_empty()
    }

    /// Partners that must be told, or passed over with a reason.
    pub fn obligations(&self) -> impl Iterator<Item = &Advice> {
        self.advice
            .iter()
            .filter(|advice| advice.weight == Weight::Obligation)
    }
}

fn is_minor(age: u8) -> bool {
    age < 18
}

/// Was "misschien jonger dan 18" ticked?
fn says_perhaps_a_minor(indicators: &[String]) -> bool {
    let sign = ReservedIndicator::PerhapsMinor.id();
    indicators.iter().any(|id| id == sign)
}

/// Is it about a minor, or perhaps? As it was reported, and as it was judged since: who judged it may
/// know an age that the reporter did not.
#[must_use]
pub fn is_about_a_minor(report: &Report, judged: Option<&Assessment>) -> bool {
    let unjudged = || says_perhaps_a_minor(&report.indicators);
    report.has_minor() || judged.map_or_else(unjudged, Assessment::has_minor)
}

/// Reads `17, 19, ?`: an age each, `?` for unknown. `None`: something else was typed.
#[must_use]
pub fn read_ages(typed: &str) -> Option<Vec<Victim>> {
    typed
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| match part {
            "?" => Some(Victim { age: None }),
            part => part
                .parse()
                .ok()
                .filter(|age| *age <= 120)
                .map(|age| Victim { age: Some(age) }),
        })
        .collect()
}

/// The ages as far as the report tells them: whole years from a birth date, the least of an adult from a year, `?`
/// otherwise.
#[must_use]
pub fn suggested_ages(report: &Report, now: Millis) -> String {
    let ages = report.subjects.iter().filter(|subject| {
        subject.kind == SubjectKind::Person
            && (subject.is(ReservedCapacity::PossibleVictim) || subject.minor)
    });
    ages.map(|subject| {
        let birth = subject.get(Field::Birth);
        // A year of birth says that somebody is an adult, if not how old.
        let known = age(birth, now).or_else(|| adult_years(birth, now));
        known.map_or("?".to_owned(), |age| age.to_string())
    })
    .collect::<Vec<_>>()
    .join(", ")
}

/// "Misschien jonger dan 18" counts as a minor for as long as nobody gave an age: somebody of whom
/// the age is not known.
#[must_use]
pub fn perhaps_a_minor(indicators: &[String], mut facts: Facts) -> Facts {
    if facts.victims.is_empty() && says_perhaps_a_minor(indicators) {
        facts.victims.push(Victim { age: None });
    }
    facts
}

/// Danger now, somebody under 18 or one serious sign is enough to look at once. Who judges it no worse
/// than points of attention says why.
pub fn what_is_urgent_asks_why_it_is_no_worse(
    pack: &Pack,
    judged: &Assessment,
) -> Result<(), Fault> {
    if judged.facts.severity < Severity::Serious
        && judged.is_urgent(pack)
        && judged.why_no_worse.trim().is_empty()
    {
        return Err(Fault::new("why-no-worse", "why-no-worse"));
    }
    Ok(())
}

/// What the form says, or which fields are wrong.
pub fn read(posted: &Posted) -> Result<Facts, Vec<Fault>> {
    let on = |name: &str| posted.get(name) == "on";
    let mut faults = Vec::new();
    let severity = Severity::parse(posted.get("severity"));
    if severity.is_none() {
        faults.push(Fault::new("severity", "choose"));
    }
    let victims = read_ages(posted.get("ages"));
    if victims.is_none() {
        faults.push(Fault::new("ages", "ages"));
    }
    if posted.get("why").is_empty() {
        faults.push(Fault::new("why", "why"));
    }
    let (Some(severity), Some(victims), true) = (severity, victims, faults.is_empty()) else {
        return Err(faults);
    };
    Ok(Facts {
        forms: Form::ALL
            .into_iter()
            .filter(|form| posted.all("forms").any(|id| id == form.id()))
            .collect(),
        acute: on("acute"),
        severity,
        victims,
        network: on("network"),
        housing: on("housing"),
        licence_branch: on("licence"),
        youth_group: on("youth"),
        soft: on("soft"),
        single_agency: !on("several"),
        smuggling: on("smuggling"),
        // These two the dossier knows.
        offender: false,
        place: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ages_are_read_as_people_type_them() {
        let ages = |typed| {
            read_ages(typed).map(|victims| victims.iter().map(|v| v.age).collect::<Vec<_>>())
        };
        assert_eq!(ages("17, 19, ?"), Some(vec![Some(17), Some(19), None]));
        assert_eq!(ages(""), Some(vec![]));
        assert_eq!(ages("zeventien"), None);
        assert_eq!(ages("121"), None);
    }

    #[test]
    fn a_sign_of_a_minor_without_an_age_counts_as_a_minor() {
        let sign = ["KRI-01".to_owned()];
        let empty = perhaps_a_minor(&sign, Facts::none());
        assert_eq!(empty.victims, [Victim { age: None }]);
        assert!(perhaps_a_minor(&[], Facts::none()).victims.is_empty());
        let adult = Facts {
            victims: vec![Victim { age: Some(34) }],
            ..Facts::none()
        };
        assert_eq!(perhaps_a_minor(&sign, adult.clone()), adult);
    }

    #[test]
    fn what_is_urgent_beside_points_of_attention_asks_for_a_reason() {
        let pack = Pack::parse(include_str!("../../../../policies/montfoort.toml")).unwrap();
        let asks =
            |judged: &Assessment| what_is_urgent_asks_why_it_is_no_worse(&pack, judged).is_err();
        let with = |id: &str, severity, why: &str| Assessment {
            why_no_worse: why.to_owned(),
            ..judged(&[id], &[], severity)
        };
        assert!(asks(&with("KRI-02", Severity::Concern, " ")));
        assert!(asks(&with("KRI-02", Severity::Unclear, "")));
        let reason = "Dat bleek een misverstand.";
        assert!(!asks(&with("KRI-02", Severity::Concern, reason)));
        assert!(!asks(&with("KRI-02", Severity::Serious, "")));
        assert!(!asks(&with("ALG-02", Severity::Concern, "")));
        let of_age = |age| judged(&[], &[Some(age)], Severity::Concern);
        assert!(asks(&of_age(17)) && !asks(&of_age(18)));
        let mut danger = of_age(40);
        danger.facts.acute = true;
        assert!(asks(&danger));
    }

    fn judged(signs: &[&str], ages: &[Option<u8>], severity: Severity) -> Assessment {
        let victims = ages.iter().map(|age| Victim { age: *age }).collect();
        Assessment {
            facts: Facts {
                severity,
                victims,
                ..Facts::none()
            },
            smuggling: false,
            indicators: signs.iter().map(|id| (*id).to_owned()).collect(),
            why: String::new(),
            why_no_worse: String::new(),
            advice: Vec::new(),
        }
    }

    #[test]
    fn a_minor_is_known_by_an_age_or_a_sign() {
        let minor = |signs: &[&str], ages: &[Option<u8>]| {
            judged(signs, ages, Severity::Serious).has_minor()
        };
        assert!(minor(&[], &[Some(34), Some(16)]));
        assert!(minor(&["KRI-01"], &[]));
        assert!(minor(&["KRI-01"], &[Some(34), None]));
        assert!(!minor(&["KRI-01"], &[Some(34)]));
        assert!(!minor(&[], &[None]) && !minor(&[], &[Some(18)]));
    }

    proptest! {
        #[test]
        fn no_typed_age_breaks_it(typed in ".{0,40}") {
            if let Some(victims) = read_ages(&typed) {
                prop_assert!(victims.iter().all(|victim| victim.age.is_none_or(|age| age <= 120)));
            }
        }
    }
}
