//! Dutch first, English complete. Texts are Fluent messages; a message's `.hint` attribute is shown
//! under its form field.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A crate's texts: Dutch, English.
pub type Locales = (&'static str, &'static str);

/// The texts of all wings, in both languages.
pub struct I18n {
    nl: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

/// The texts in one language, for one page.
#[derive(Clone)]
pub struct Texts {
    /// `nl` or `en`, as in the `lang` of a page.
    pub lang: &'static str,
    all: Arc<I18n>,
}

impl I18n {
    /// # Panics
    /// When a shipped text file has a fault: a mistake in the program, found by every test.
    #[must_use]
    pub fn new(all: &[Locales]) -> Arc<Self> {
        let bundle = |lang: &str, texts: Vec<&'static str>| {
            let mut bundle = FluentBundle::new_concurrent(vec![lang.parse().expect("a language")]);
            bundle.set_use_isolating(false);
            for text in texts {
                let resource = FluentResource::try_new(text.to_owned())
                    .unwrap_or_else(|(_, faults)| panic!("{lang}: {faults:?}"));
                bundle
                    .add_resource(resource)
                    .unwrap_or_else(|faults| panic!("{lang}: {faults:?}"));
            }
            bundle
        };
        Arc::new(Self {
            nl: bundle("nl", all.iter().map(|texts| texts.0).collect()),
            en: bundle("en", all.iter().map(|texts| texts.1).collect()),
        })
    }

    /// The texts in one language; Dutch for every one that is not there.
    #[must_use]
    pub fn lang(self: &Arc<Self>, lang: &str) -> Texts {
        Texts {
            lang: if lang == "en" { "en" } else { "nl" },
            all: self.clone(),
        }
    }
}

impl Texts {
    /// The text of a message; a missing one shows its key, and a test finds it.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text with values filled in.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, String)]) -> String {
        self.find(key, None, values)
            .unwrap_or_else(|| key.to_owned())
    }

    /// What explains a field, if its label says so little.
    #[must_use]
    pub fn hint(&self, key: &str) -> Option<String> {
        self.find(key, Some("hint"), &[])
    }

    /// Is there such a message in this language?
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    fn bundle(&self) -> &FluentBundle<FluentResource> {
        if self.lang == "en" {
            &self.all.en
        } else {
            &self.all.nl
        }
    }

    fn find(
        &self,
        key: &str,
        attribute: Option<&str>,
        values: &[(&str, String)],
    ) -> Option<String> {
        let message = self.bundle().get_message(key)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(
                *name,
                value
                    .parse::<i64>()
                    .map_or_else(|_| FluentValue::from(value.clone()), FluentValue::from),
            );
        }
        Some(
            self.bundle()
                .format_pattern(pattern, Some(&args), &mut Vec::new())
                .into_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NL: &str = "hello = Dag { $name }\n    .hint = Zeg iets\nonly = Alleen\n\
        left = { $days ->\n    [one] nog één dag\n   *[other] nog { $days } dagen\n  }\n";
    const EN: &str = "hello = Hello { $name }\n";

    fn texts(lang: &str) -> Texts {
        I18n::new(&[(NL, EN), ("more = Meer", "more = More")]).lang(lang)
    }

    #[test]
    fn a_text_is_filled_in_as_it_stands() {
        let name = [("name", "<Mirela>".to_owned())];
        assert_eq!(texts("nl").with("hello", &name), "Dag <Mirela>");
        assert_eq!(texts("en").with("hello", &name), "Hello <Mirela>");
        assert_eq!(texts("en").get("more"), "More");
    }

    #[test]
    fn a_number_chooses_its_words() {
        let left = |days: &str| texts("nl").with("left", &[("days", days.to_owned())]);
        assert_eq!(left("1"), "nog één dag");
        assert_eq!(left("2"), "nog 2 dagen");
    }

    #[test]
    fn what_is_missing_shows_its_key() {
        let english = texts("en");
        assert!(!english.has("only"), "no Dutch on an English page");
        assert_eq!(english.get("only"), "only");
        assert_eq!(english.hint("hello"), None);
        assert_eq!(texts("nl").hint("hello").as_deref(), Some("Zeg iets"));
    }

    #[test]
    fn an_unknown_language_is_dutch() {
        for lang in ["nl", "de", "", "EN"] {
            assert_eq!(texts(lang).lang, "nl", "{lang}");
        }
    }

    #[test]
    #[should_panic(expected = "nl")]
    fn a_text_that_is_there_twice_is_found_at_the_start() {
        let _ = I18n::new(&[("a = 1", "a = 1"), ("a = 2", "b = 2")]);
    }
}
