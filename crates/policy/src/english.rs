//! The words of a pack in English.
//!
//! A municipality writes its policy in Dutch, and its rules stay readable so. Short texts have their
//! English beside them ([`Label`]); all others have it in one list by their Dutch words
//! ([`Pack::english`]), at the end of the file, where a translator works and words that come back stand
//! once. English belongs to exactly these Dutch words: whoever changes them never leaves English in use
//! that says something else, and advice that stands in a dossier already is found by its words too.

use std::collections::HashSet;

use crate::advise::{AGE_UNKNOWN, AGE_UNKNOWN_ENGLISH};
use crate::pack::{Label, Pack};

/// Words of a pack, and the language that they are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// The words.
    pub text: &'a str,
    /// `nl` or `en`: not always the one that was asked for.
    pub language: &'static str,
}

impl<'a> Said<'a> {
    /// In this language (`nl` or `en`), or in Dutch where there is no English.
    fn of(dutch: &'a str, english: Option<&'a str>, language: &str) -> Self {
        let english = english.filter(|text| language == "en" && !text.trim().is_empty());
        match english {
            Some(text) => Self {
                text,
                language: "en",
            },
            None => Self {
                text: dutch,
                language: "nl",
            },
        }
    }
}

impl Label {
    /// The text in this language (`nl` or `en`), or in Dutch where there is no English.
    #[must_use]
    pub fn said(&self, language: &str) -> Said<'_> {
        Said::of(&self.nl, self.en.as_deref(), language)
    }
}

impl Pack {
    /// A text of this pack in a language (`nl` or `en`), or in Dutch where there is no English.
    ///
    /// ```
    /// # let pack = policy::Pack::parse(include_str!("../../../policies/montfoort.toml")).unwrap();
    /// assert_eq!(pack.said("werkdagen", "en").text, "working days");
    /// assert_eq!(pack.said("maandag", "en").language, "nl");
    /// ```
    #[must_use]
    pub fn said<'a>(&'a self, dutch: &'a str, language: &str) -> Said<'a> {
        let english = match dutch {
            AGE_UNKNOWN => Some(AGE_UNKNOWN_ENGLISH),
            dutch => self.english.get(dutch).map(String::as_str),
        };
        Said::of(dutch, english, language)
    }

    /// Texts that an English page shows in Dutch, each once, in the order of the pack. None of a pack
    /// that has no English at all: nobody began to translate it.
    #[must_use]
    pub fn without_english(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        let listed = self.listed().filter(|text| !self.is_in_english(text));
        let labels = self.labels();
        let is_begun = !self.english.is_empty() || labels.iter().any(|one| one.en.is_some());
        let beside = labels
            .into_iter()
            .filter(|label| label.said("en").language != "en")
            .map(|label| label.nl.as_str());
        beside
            .chain(listed)
            .filter(|text| is_begun && !text.trim().is_empty() && seen.insert(*text))
            .collect()
    }

    /// Dutch words in the list of English that no text of the pack has (any more).
    #[must_use]
    pub fn english_of_nothing(&self) -> Vec<&str> {
        let listed: HashSet<&str> = self.listed().collect();
        let words = self.english.keys().map(String::as_str);
        words.filter(|words| !listed.contains(words)).collect()
    }

    fn is_in_english(&self, dutch: &str) -> bool {
        self.said(dutch, "en").language == "en"
    }

    /// What has its English in the list: everything on a screen that is no name, no address, and
    /// no place in Dutch law or policy. What goes into a handover stays Dutch, as partners are.
    fn listed(&self) -> impl Iterator<Item = &str> {
        let of_partners = self.partners.iter().flat_map(|partner| {
            let kinds = partner.channels.iter().map(|channel| &channel.kind);
            let optional = [&partner.hours, &partner.afterwards, &partner.may_tell];
            kinds
                .chain([&partner.purpose])
                .chain(optional.into_iter().flatten())
        });
        let reasons = self.routing.iter().map(|rule| &rule.reason);
        let meetings = self
            .tables
            .iter()
            .filter_map(|table| table.cadence.as_ref());
        of_partners
            .chain(reasons)
            .chain(meetings)
            .map(String::as_str)
    }

    /// What has its English beside it.
    fn labels(&self) -> Vec<&Label> {
        let forms = self.forms.iter();
        let groups = self.indicator_groups.iter();
        let mut all: Vec<&Label> = forms
            .flat_map(|form| [&form.name, &form.explanation])
            .chain(self.capacities.iter().map(|capacity| &capacity.name))
            .chain(groups.flat_map(|group| {
                [Some(&group.name), group.explanation.as_ref()]
                    .into_iter()
                    .flatten()
            }))
            .collect();
        for sign in self.indicators() {
            all.push(&sign.text);
            all.extend(sign.explanation.as_ref());
        }
        all.extend(self.numbers.iter().map(|number| &number.purpose));
        all.extend(self.sources.iter().map(|source| &source.name));
        all
    }
}
