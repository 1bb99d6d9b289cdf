//! A report that names somebody who works here: before it goes to the officers, whoever reports is asked whether it is
//! about them. Then it goes to somebody else (ADR 45).

use std::collections::BTreeSet;

use accounts::people;
use platform::forms::Posted;
use platform::i18n::Texts;
use platform::{Actor, App, Result, Role};

use super::form::ReportForm;
use crate::signals::{Field, Report, SubjectKind};
use crate::text::{Reading, is_named_in, words};

/// Whoever handles signals goes by every word of the name that is not short.
const SHORT: usize = 4;

/// Does somebody stand in a text? By the whole name, in either order, or with the first letter; who handles signals by
/// any part of it.
fn stands_in(text: &str, name: &str, handles: bool) -> bool {
    let said = words(name, Reading::Looks);
    let Some((first, last)) = said.split_first().filter(|(_, last)| !last.is_empty()) else {
        return false;
    };
    let letter: String = first.chars().take(1).collect();
    let last = last.join(" ");
    let whole = [
        format!("{first} {last}"),
        format!("{last} {first}"),
        format!("{letter} {last}"),
    ];
    whole.iter().any(|name| is_named_in(text, name))
        || handles
            && words(text, Reading::Looks)
                .iter()
                .any(|word| word.len() >= SHORT && said.contains(word))
}

/// Who works here and is named in what was typed.
#[derive(Default)]
pub(super) struct Named {
    /// Whether it is about them is asked.
    pub asked: Vec<String>,
    /// It was said that it is not.
    pub answered: Vec<String>,
    /// Who hears of colleagues is one of them: it goes to somebody else still.
    pub hears: bool,
    /// What the button was for that was pressed.
    pub meant: String,
}

impl Named {
    pub fn is_asked(&self) -> bool {
        !self.asked.is_empty()
    }

    pub fn names(&self) -> String {
        self.asked.join(", ")
    }
}

/// "It is not about them": said of everybody who was asked about, and what was meant before goes on.
pub(super) fn answer(posted: &mut Posted) {
    let fields = &mut posted.fields;
    let asked = fields.extract_if(.., |(name, _)| name == ASKED);
    let asked: Vec<String> = asked.map(|(_, value)| value).collect();
    let meant = fields.extract_if(.., |(name, _)| name == MEANT).next();
    let action = fields.iter_mut().find(|(name, _)| name == "action");
    let Some((_, action)) = action.filter(|(_, value)| value == ANSWERED) else {
        return;
    };
    "send".clone_into(action);
    if let Some((_, meant)) = meant.filter(|(_, meant)| !meant.is_empty()) {
        *action = meant;
    }
    fields.extend(asked.into_iter().map(|name| (ANSWERED.to_owned(), name)));
}

/// The field, and the button, that says about whom it is not.
const ANSWERED: &str = "not-about";
/// About whom that was asked.
const ASKED: &str = "asked-about";
/// What the button was for that was pressed before.
const MEANT: &str = "meant";

/// Who works here and is named in a text, and of whom was not said that it is not about them: all of them when one
/// was not. Whoever writes is not asked about themselves.
pub(super) async fn named(
    app: &App,
    actor: &Actor,
    (told, rest): (&str, &str),
    (posted, texts): (&Posted, &Texts),
) -> Result<Named> {
    let mut tx = app.db.read().await?;
    let people = people::colleagues(&mut tx, app, actor.tenant).await?;
    // Somebody of a partner does not work here, and nobody learns so who has an account.
    let others = people
        .iter()
        .filter(|one| one.id != actor.user && !one.roles.contains(&Role::Partner));
    let found = others.filter(|one| {
        let handles = one.roles.contains(&Role::Officer);
        stands_in(told, &one.name, handles) || stands_in(rest, &one.name, false)
    });
    let found: Vec<_> = found.collect();
    let hears = found.iter().any(|one| one.roles.contains(&Role::Integrity));
    let mut found: BTreeSet<String> = found.into_iter().map(|one| one.name.clone()).collect();
    let role = texts.get("colleague-officer");
    if words(told, Reading::Looks).contains(&"aandachtsfunctionaris".to_owned()) {
        found.insert(role);
    }
    let answered: Vec<&str> = posted.all(ANSWERED).collect();
    let is_answered = |name: &String| answered.contains(&name.as_str());
    let names: Vec<String> = found.iter().cloned().collect();
    Ok(if found.iter().all(is_answered) {
        Named {
            answered: names,
            ..Named::default()
        }
    } else {
        Named {
            asked: names,
            hears,
            meant: posted.get("action").to_owned(),
            ..Named::default()
        }
    })
}

/// What a report tells, with who is called how; and what else it says: an address may hold anybody's name.
pub(super) fn said(report: &Report) -> (String, String) {
    let told = report.statements.iter().map(|said| said.text.as_str());
    let people = report.subjects.iter();
    let people = people.filter(|one| one.kind == SubjectKind::Person);
    let told: Vec<&str> = told.chain(people.map(|one| one.get(Field::Name))).collect();
    let known = report.subjects.iter();
    let known = known.flat_map(|one| Field::ALL.iter().map(|field| one.get(*field)));
    let around = [report.place.as_str(), report.when.as_str()];
    let rest: Vec<&str> = around.into_iter().chain(known).collect();
    (told.join(" / "), rest.join(" / "))
}

/// What was typed, in words for who hears of colleagues: what it says, and each subject on a line of its own.
pub(super) fn in_words(form: &ReportForm, report: &Report) -> String {
    let texts = &form.page.texts;
    let mut lines = Vec::new();
    if report.danger {
        lines.push(texts.get("colleague-danger"));
    }
    lines.extend(report.statements.iter().map(|said| said.text.clone()));
    for (label, words) in [
        ("colleague-where", &report.place),
        ("colleague-when", &report.when),
    ] {
        if !words.is_empty() {
            lines.push(format!("{} {words}", texts.get(label)));
        }
    }
    for subject in &report.subjects {
        let known = Field::ALL.iter().map(|field| subject.get(*field));
        let mut known: Vec<String> = known
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect();
        if subject.kind == SubjectKind::Person && subject.minor {
            known.push(texts.get("colleague-minor"));
        }
        if !known.is_empty() {
            lines.push(known.join(", "));
        }
    }
    if !form.posted.files.is_empty() {
        lines.push(texts.get("colleague-files"));
    }
    lines.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleague_is_named_by_the_name_however_it_is_written() {
        for text in [
            "Ik zag Bó BOASTRA bij het pand.",
            "Het gaat om Boastra, Bo.",
            "B. Boastra van de buitendienst",
            "Het was niet Bo. Boastra wel?",
        ] {
            assert!(stands_in(text, "Bo Boastra", false), "{text}");
        }
        for text in ["Boastra en Noor", "Een boa zag het."] {
            assert!(!stands_in(text, "Bo Boastra", false), "{text}");
        }
        assert!(!stands_in("Noor", "Noor", true), "one word says nothing");
        for text in ["Mijn collega Fenna", "mevrouw Fictief", "Fena Fictief"] {
            assert!(stands_in(text, "Fenna Fictief", true), "{text}");
        }
    }
}
