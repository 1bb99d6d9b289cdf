//! What a form of the reporter offers to choose from.

use platform::forms::Choice;
use platform::web::{Page, Words};
use policy::{Indicator, Pack};

use crate::signals::{Contact, SubjectKind, capacities};

/// A group of signs on the form.
pub(crate) struct Group {
    pub name: Words,
    pub explanation: Option<Words>,
    pub choices: Vec<Choice>,
}

/// What is asked about the reporter.
pub(super) struct Oneself {
    /// Anything: not of somebody who passes on, or reports for others.
    pub is_asked: bool,
    /// Whether they discussed it with their coordinator.
    pub coordinator_step: bool,
    /// On whose behalf they report.
    pub on_behalf: bool,
}

/// All of it, in the language of the reader.
pub(crate) struct Lists {
    pub groups: Vec<Group>,
    pub capacities: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub places: Vec<Choice>,
    pub yes_no: Vec<Choice>,
    pub contact: Vec<Choice>,
    pub channels: Vec<Choice>,
}

/// What kinds of place there are to choose from.
pub(super) const PLACES: [&str; 8] = [
    "home", "park", "hotel", "company", "farm", "shop", "street", "other",
];

/// How a report can have come in.
pub(super) const CHANNELS: [&str; 4] = ["phone", "letter", "visit", "mail"];

impl Lists {
    pub(crate) fn of(page: &Page, pack: &Pack) -> Self {
        // Nobody becomes a victim or a suspect because somebody was in a hurry.
        let mut roles = vec![Choice::new("", page.text("report-capacity-unknown"))];
        roles.extend(capacities::choices(pack, &page.texts));
        let mut places = vec![Choice::new("", page.text("report-capacity-unknown"))];
        places.extend(choices(page, "place-kind", PLACES));
        Self {
            groups: groups(page, pack),
            capacities: roles,
            kinds: choices(
                page,
                "subject-kind",
                SubjectKind::ALL.iter().map(|kind| kind.id()),
            ),
            places,
            yes_no: vec![
                Choice::new("yes", page.text("yes")),
                Choice::new("no", page.text("no")),
            ],
            contact: choices(
                page,
                "contact",
                Contact::ALL.iter().map(|contact| contact.id()),
            ),
            channels: choices(page, "channel", CHANNELS),
        }
    }
}

/// What the policy pack asks about.
fn groups(page: &Page, pack: &Pack) -> Vec<Group> {
    let choice = |indicator: &Indicator| Choice {
        value: indicator.id.get_ref().clone(),
        label: page.label(&indicator.text),
        hint: indicator.explanation.as_ref().map(|text| page.label(text)),
    };
    let groups = pack.indicator_groups.iter();
    groups
        .map(|group| Group {
            name: page.label(&group.name),
            explanation: group.explanation.as_ref().map(|text| page.label(text)),
            choices: group.indicators.iter().map(choice).collect(),
        })
        .collect()
}

/// Ids with their texts, which are called after them.
fn choices<'a>(page: &Page, prefix: &str, ids: impl IntoIterator<Item = &'a str>) -> Vec<Choice> {
    ids.into_iter()
        .map(|id| Choice::new(id, page.text(&format!("{prefix}-{id}"))))
        .collect()
}
