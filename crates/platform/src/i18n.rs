//! Dutch first, English complete. Texts are Fluent messages; a message's `.hint` attribute is shown
//! under its form field.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A crate's texts: Dutch, English.
pub type Locales = (&'static str, &'static str);

pub struct I18n {
    nl: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

/// The texts in one language, for one page.
#[derive(Clone)]
pub struct Texts {
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

    #[must_use]
    pub fn hint(&self, key: &str) -> Option<String> {
        self.find(key, Some("hint"), &[])
    }

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
