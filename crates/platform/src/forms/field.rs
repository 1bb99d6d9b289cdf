//! How a field is shown: one template for each kind.

use askama::Template;
use askama::filters::Safe;

use super::{Choice, Form};
use crate::i18n::Texts;

/// A fault with the name of its field before it: `Grondslag: vul dit in`. After a question or a
/// sentence the fault is a sentence of its own.
pub(super) fn named(label: Option<String>, fault: &str) -> String {
    let Some(label) = label else {
        return fault.to_owned();
    };
    if label.ends_with(['?', '.', '!']) {
        return format!("{label} {fault}");
    }
    let mut letters = fault.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    // `PDF` and the like stay as they are.
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return format!("{label}: {fault}");
    }
    format!("{label}: {}{}", first.collect::<String>(), letters.as_str())
}

pub(super) struct Field<'a> {
    pub name: &'a str,
    pub id: String,
    pub label: String,
    pub hint: Option<String>,
    pub error: Option<&'a str>,
}

impl Field<'_> {
    /// Templates see references of several depths; this compares what they point at.
    #[expect(clippy::unused_self, reason = "called as a method in templates")]
    fn is(&self, a: impl AsRef<str>, b: impl AsRef<str>) -> bool {
        a.as_ref() == b.as_ref()
    }

    /// The ids of hint and fault, for screen readers.
    fn described(&self) -> String {
        let ids = [
            self.hint.as_ref().map(|_| format!("{}-hint", self.id)),
            self.error.map(|_| format!("{}-error", self.id)),
        ];
        ids.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

#[derive(Template)]
#[template(path = "field/summary.html")]
pub(super) struct Summary<'a> {
    pub texts: &'a Texts,
    pub faults: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "field/input.html")]
pub(super) struct Input<'a> {
    pub texts: &'a Texts,
    pub field: Field<'a>,
    pub value: &'a str,
    pub kind: &'a str,
    pub autocomplete: &'a str,
}

#[derive(Template)]
#[template(path = "field/suggest.html")]
pub(super) struct Suggest<'a> {
    pub field: Field<'a>,
    pub value: &'a str,
    pub choices: &'a [&'a str],
}

#[derive(Template)]
#[template(path = "field/hidden.html")]
pub(super) struct Hidden<'a> {
    pub name: &'a str,
    pub value: &'a str,
}

#[derive(Template)]
#[template(path = "field/area.html")]
pub(super) struct Area<'a> {
    pub field: Field<'a>,
    pub value: &'a str,
    pub rows: u8,
}

#[derive(Template)]
#[template(path = "field/select.html")]
pub(super) struct Select<'a> {
    pub field: Field<'a>,
    pub value: &'a str,
    pub choices: &'a [Choice],
}

#[derive(Template)]
#[template(path = "field/group.html")]
pub(super) struct Group<'a> {
    pub field: Field<'a>,
    pub kind: &'a str,
    pub choices: &'a [Choice],
    pub form: &'a Form,
}

#[derive(Template)]
#[template(path = "field/check.html")]
pub(super) struct Check<'a> {
    pub field: Field<'a>,
    pub on: bool,
}

/// Renders a component. Templates of this crate write to memory and cannot fail.
pub(crate) fn show(template: &impl Template) -> Safe<String> {
    Safe(template.render().unwrap_or_default())
}
