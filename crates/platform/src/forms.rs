//! Forms: what was posted, what is wrong with it, and showing it again with everything typed.

use askama::filters::Safe;

use crate::i18n::Texts;
use crate::web::Words;

mod ahead;
mod field;
mod plain;
mod posted;
#[cfg(test)]
mod tests;

pub(crate) use field::show;
use field::{Area, Check, Field, Group, Hidden, Input, Select, Suggest, Summary, named};
pub(crate) use posted::HeldPosted;
pub use posted::{LARGE_FILE, LargePosted, MAX_FILE, Posted, Unkept, Upload};

/// A choice in a list: value, label, explanation.
#[derive(Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Words,
    /// Below the label, where one word is not enough.
    pub hint: Option<Words>,
}

impl Choice {
    /// Without an explanation.
    pub fn new(value: impl Into<String>, label: impl Into<Words>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }
}

/// A form on a page. A field's label is the message `PREFIX-NAME`, its hint that message's `.hint`;
/// the `prefix` also makes ids unique when a page shows several forms.
#[derive(Clone)]
pub struct Form {
    /// In the language of the page.
    pub texts: Texts,
    prefix: &'static str,
    suffix: String,
    called: Vec<(&'static str, &'static str)>,
    values: Vec<(String, String)>,
    /// Of a field, in the order in which they were noted.
    errors: Vec<(String, String)>,
}

impl Form {
    /// An empty one, without faults.
    #[must_use]
    pub fn new(texts: &Texts, prefix: &'static str) -> Self {
        Self {
            texts: texts.clone(),
            prefix,
            suffix: String::new(),
            called: Vec::new(),
            values: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// The same form several times on one page.
    #[must_use]
    pub fn numbered(mut self, suffix: impl std::fmt::Display) -> Self {
        self.suffix = format!("-{suffix}");
        self
    }

    /// Asks for a field in other words: this message is its label.
    #[must_use]
    pub fn called(mut self, name: &'static str, label: &'static str) -> Self {
        self.called.push((name, label));
        self
    }

    /// Puts a value behind what a field has; boxes of one name have several.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Puts a value in the place of all that a field had.
    pub fn set(&mut self, name: &str, value: &str) {
        self.values.retain(|(key, _)| key != name);
        self.values.push((name.to_owned(), value.to_owned()));
    }

    /// Shows again what was typed.
    #[must_use]
    pub fn typed(mut self, posted: &Posted) -> Self {
        self.values.clone_from(&posted.fields);
        self
    }

    /// Puts values behind those that are there: what stood first is shown.
    #[must_use]
    pub fn filled(mut self, values: Vec<(String, String)>) -> Self {
        self.values.extend(values);
        self
    }

    /// The same, before what the form held: a first value wins.
    #[must_use]
    pub fn filled_first(mut self, values: Vec<(String, String)>) -> Self {
        self.values
            .retain(|(key, _)| !values.iter().any(|(other, _)| other == key));
        self.values.splice(0..0, values);
        self
    }

    /// Notes a fault beside a field: the message `error-KEY`.
    pub fn fault(&mut self, name: &str, key: &str) {
        let text = self.texts.get(&format!("error-{key}"));
        self.fault_text(name, text);
    }

    /// The same with words of its own, for a fault that names something. The first fault of a
    /// field stays.
    pub fn fault_text(&mut self, name: &str, text: String) {
        if !self.is_faulty(name) {
            self.errors.push((name.to_owned(), text));
        }
    }

    /// Is something wrong with this field?
    #[must_use]
    pub fn is_faulty(&self, name: &str) -> bool {
        self.errors.iter().any(|(field, _)| field == name)
    }

    /// The fields with which something is wrong.
    pub fn faulty(&self) -> impl Iterator<Item = &str> {
        self.errors.iter().map(|(field, _)| field.as_str())
    }

    /// Is nothing wrong anywhere?
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.errors.is_empty()
    }

    /// What a field shows: its first value, or nothing.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// Is this one of the values of a field?
    #[must_use]
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.values.iter().any(|(key, v)| key == name && v == value)
    }

    /// The list of faults, each a link to its field and beginning with that field's label, for the
    /// top of the form.
    pub fn summary(&self) -> Safe<String> {
        let faults = self
            .errors
            .iter()
            .map(|(name, text)| (self.id(name), named(self.label(name), text)))
            .collect::<Vec<_>>();
        show(&Summary {
            texts: &self.texts,
            faults,
        })
    }

    /// One line.
    #[must_use]
    pub fn text(&self, name: &str) -> Safe<String> {
        self.input(name, "text", "")
    }

    /// One line for a word or two: a term, a number.
    #[must_use]
    pub fn short(&self, name: &str) -> Safe<String> {
        self.input(name, "short", "")
    }

    /// One line, with what is usually filled in to choose from while one types. Anything can be typed.
    #[must_use]
    pub fn suggest(&self, name: &str, choices: &[&str]) -> Safe<String> {
        show(&Suggest {
            field: self.field(name),
            value: self.value(name),
            choices,
        })
    }

    /// A mail address, with the keyboard for it on a phone; browsers may offer the own one.
    #[must_use]
    pub fn email(&self, name: &str) -> Safe<String> {
        self.input(name, "email", "email")
    }

    /// A phone number of anybody: browsers do not offer the own one.
    #[must_use]
    pub fn tel(&self, name: &str) -> Safe<String> {
        self.input(name, "tel", "")
    }

    /// A day, sent as `2026-11-23`.
    #[must_use]
    pub fn date(&self, name: &str) -> Safe<String> {
        self.input(name, "date", "")
    }

    /// Digits of an authenticator.
    #[must_use]
    pub fn code(&self, name: &str) -> Safe<String> {
        self.input(name, "text", "one-time-code")
    }

    /// Hidden while it is typed, never shown again. `autocomplete` tells a password manager which
    /// one it is.
    #[must_use]
    pub fn password(&self, name: &str, autocomplete: &str) -> Safe<String> {
        self.input(name, "password", autocomplete)
    }

    /// A new passphrase: seen while it is typed, because a typing error would lock somebody out.
    /// Never shown again.
    #[must_use]
    pub fn phrase(&self, name: &str) -> Safe<String> {
        self.input(name, "phrase", "")
    }

    /// One or more files that people send: photos and PDFs.
    #[must_use]
    pub fn file(&self, name: &str) -> Safe<String> {
        self.input(name, "file", "")
    }

    /// One table: CSV or a workbook of Excel.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Safe<String> {
        self.input(name, "sheet", "")
    }

    /// The same as a file, of which a phone takes the first with its camera.
    #[must_use]
    pub fn photo(&self, name: &str) -> Safe<String> {
        self.input(name, "photo", "")
    }

    /// A value that the page needs back and nobody types.
    #[must_use]
    pub fn hidden(&self, name: &str) -> Safe<String> {
        show(&Hidden {
            name,
            value: self.value(name),
        })
    }

    /// Several lines.
    #[must_use]
    pub fn area(&self, name: &str, rows: u8) -> Safe<String> {
        show(&Area {
            field: self.field(name),
            value: self.value(name),
            rows,
        })
    }

    /// One of a list that folds out.
    #[must_use]
    pub fn select(&self, name: &str, choices: &[Choice]) -> Safe<String> {
        show(&Select {
            field: self.field(name),
            value: self.value(name),
            choices,
        })
    }

    /// One of a few, all in sight.
    #[must_use]
    pub fn radios(&self, name: &str, choices: &[Choice]) -> Safe<String> {
        show(&Group {
            field: self.field(name),
            kind: "radio",
            choices,
            form: self,
        })
    }

    /// Any number of a few.
    #[must_use]
    pub fn checks(&self, name: &str, choices: &[Choice]) -> Safe<String> {
        show(&Group {
            field: self.field(name),
            kind: "checkbox",
            choices,
            form: self,
        })
    }

    /// One box that is on or off.
    #[must_use]
    pub fn check(&self, name: &str) -> Safe<String> {
        show(&Check {
            field: self.field(name),
            on: self.chosen(name, "on"),
        })
    }

    fn input(&self, name: &str, kind: &str, autocomplete: &str) -> Safe<String> {
        let secret = ["password", "phrase", "file", "photo", "sheet"].contains(&kind);
        let value = if secret { "" } else { self.value(name) };
        show(&Input {
            texts: &self.texts,
            field: self.field(name),
            value,
            kind,
            autocomplete,
        })
    }

    fn id(&self, name: &str) -> String {
        format!("{}-{name}{}", self.prefix, self.suffix)
    }

    /// The message with a field's label: `subject-3-name` shares it with every other
    /// `subject-N-name`.
    fn key(&self, name: &str) -> String {
        let plain: String = name
            .split('-')
            .filter(|part| part.parse::<usize>().is_err())
            .collect::<Vec<_>>()
            .join("-");
        let called = self.called.iter().find(|(known, _)| *known == name);
        called.map_or_else(
            || format!("{}-{plain}", self.prefix),
            |(_, label)| (*label).to_owned(),
        )
    }

    fn label(&self, name: &str) -> Option<String> {
        let key = self.key(name);
        self.texts.has(&key).then(|| self.texts.get(&key))
    }

    fn field<'a>(&'a self, name: &'a str) -> Field<'a> {
        let key = self.key(name);
        Field {
            name,
            id: self.id(name),
            label: self.texts.get(&key),
            hint: self.texts.hint(&key),
            error: self
                .errors
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, text)| text.as_str()),
        }
    }
}
