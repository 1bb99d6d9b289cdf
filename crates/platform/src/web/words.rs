//! Words of a municipality's own on a page. Where a pack has no English the page shows Dutch, and says
//! that it is Dutch: a screen reader then reads it as such (WCAG 3.1.2).

use askama::Template;
use askama::filters::HtmlSafe;
use policy::{Label, Pack, Said};

use super::Page;
use crate::i18n::Texts;

/// Words, marked where they are in another language than the page. A template shows them as they are,
/// as content; within an attribute stands their [`text`](Self::text).
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "words.html")]
pub struct Words {
    /// Each with its language, when that is not the one of the page.
    parts: Vec<(String, Option<&'static str>)>,
}

impl HtmlSafe for Words {}

impl<T: Into<String>> From<T> for Words {
    /// In the language of the page.
    fn from(text: T) -> Self {
        Self {
            parts: vec![(text.into(), None)],
        }
    }
}

impl Words {
    fn of(said: Said<'_>, page: &str) -> Self {
        let lang = (said.language != page).then_some(said.language);
        Self {
            parts: vec![(said.text.to_owned(), lang)],
        }
    }

    /// One after the other, with this in between.
    #[must_use]
    pub fn joined(all: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut parts: Vec<(String, Option<&'static str>)> = Vec::new();
        for words in all {
            if let Some((last, _)) = parts.last_mut() {
                last.push_str(between);
            }
            parts.extend(words.parts);
        }
        Self { parts }
    }

    /// The words alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|(text, _)| text.is_empty())
    }

    /// The language that all of them are in, when that is not the one of the page: for an element that
    /// has text alone.
    #[must_use]
    pub fn lang(&self) -> Option<&'static str> {
        let (_, first) = self.parts.first()?;
        let is_of_all = self.parts.iter().all(|(_, lang)| lang == first);
        first.filter(|_| is_of_all)
    }
}

impl Texts {
    /// A short text of a pack, in the language of the page if the pack has it.
    #[must_use]
    pub fn label(&self, label: &Label) -> Words {
        Words::of(label.said(self.lang), self.lang)
    }

    /// Any other text of a pack, by its Dutch words.
    #[must_use]
    pub fn said(&self, pack: &Pack, dutch: &str) -> Words {
        Words::of(pack.said(dutch, self.lang), self.lang)
    }
}

impl Page {
    /// A short text of a pack, in the language of the page if the pack has it.
    #[must_use]
    pub fn label(&self, label: &Label) -> Words {
        self.texts.label(label)
    }

    /// Any other text of a pack, by its Dutch words.
    #[must_use]
    pub fn said(&self, pack: &Pack, dutch: &str) -> Words {
        self.texts.said(pack, dutch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::show;

    fn shown(nl: &str, en: Option<&str>, page: &str) -> String {
        let label = Label {
            nl: nl.into(),
            en: en.map(Into::into),
        };
        show(&Words::of(label.said(page), page)).0
    }

    #[test]
    fn what_is_in_another_language_than_the_page_says_so() {
        assert_eq!(shown("Dag", Some("Hello"), "nl"), "Dag");
        assert_eq!(shown("Dag", Some("Hello"), "en"), "Hello");
        assert_eq!(shown("Dag", None, "nl"), "Dag");
        assert_eq!(shown("Dag", None, "en"), "<span lang=\"nl\">Dag</span>");
        assert_eq!(
            shown("Dag", Some(" "), "en"),
            "<span lang=\"nl\">Dag</span>"
        );
        let unsafe_words = shown("<b> & ‘Jan’", None, "en");
        assert!(!unsafe_words.contains("<b>"), "{unsafe_words}");
    }

    #[test]
    fn each_of_several_says_its_own_language() {
        let dutch = Words::of(
            Said {
                text: "Dag",
                language: "nl",
            },
            "en",
        );
        assert_eq!(dutch.lang(), Some("nl"));
        let both = Words::joined([dutch.clone(), "Hello".into()], " · ");
        assert_eq!(show(&both).0, "<span lang=\"nl\">Dag · </span>Hello");
        assert_eq!((both.text(), both.lang()), ("Dag · Hello".into(), None));
        let twice = Words::joined([dutch.clone(), dutch], " + ");
        assert_eq!(
            (twice.text(), twice.lang()),
            ("Dag + Dag".into(), Some("nl"))
        );
        assert!(Words::default().is_empty() && Words::from("").is_empty());
    }
}
