//! The manual as HTML, made of its Markdown once. The English one has the parts of the Dutch one in the
//! same order, and so the same places to lead to.

use std::sync::LazyLock;

use askama::Template;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};

const DUTCH: &str = include_str!("../../../../docs/handleiding/README.md");
const ENGLISH: &str = include_str!("../../../../docs/handleiding/README.en.md");

/// A heading that can be led to.
pub struct Part {
    pub id: String,
    pub heading: String,
    /// 2 for a part, 3 for one within it.
    pub level: usize,
}

pub struct Manual {
    pub title: String,
    pub parts: Vec<Part>,
    pub html: String,
}

/// HTML that this module made.
#[derive(Template)]
#[template(source = "{{ self.0|safe }}", ext = "html")]
pub struct Body<'a>(pub &'a str);

/// As a place in an address: `In het dossier` becomes `in-het-dossier`.
fn slug(heading: &str) -> String {
    let plain = |c: char| {
        let c = c.to_lowercase().next().unwrap_or(c);
        match c {
            'é' | 'ë' | 'è' => 'e',
            c if c.is_ascii_alphanumeric() => c,
            _ => ' ',
        }
    };
    let words: String = heading.chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Every heading with its level.
fn headings(text: &str) -> Vec<(usize, String)> {
    let (mut found, mut level) = (Vec::<(usize, String)>::new(), None);
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { level: of, .. }) => {
                level = Some(of);
                found.push((of as usize, String::new()));
            }
            Event::End(TagEnd::Heading(_)) => level = None,
            Event::Text(words) | Event::Code(words) if level.is_some() => {
                if let Some((_, heading)) = found.last_mut() {
                    heading.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// What leads out of the manual leads nowhere here: its words stay.
fn without_links(event: &Event<'_>) -> bool {
    !matches!(
        event,
        Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link)
    )
}

impl Manual {
    /// Of this text, with places of their own or those of another language.
    fn of(text: &str, ids: Option<&[Part]>) -> Self {
        let mut all = headings(text);
        let title = if all.is_empty() {
            String::new()
        } else {
            all.remove(0).1
        };
        let id = |at: usize, heading: &str| {
            let other = ids.and_then(|ids| ids.get(at));
            other.map_or_else(|| slug(heading), |part| part.id.clone())
        };
        let each = all.into_iter().enumerate();
        let parts: Vec<Part> = each
            .map(|(at, (level, heading))| Part {
                id: id(at, &heading),
                heading,
                level,
            })
            .collect();
        let mut ids = parts.iter().map(|part| part.id.clone());
        let mut in_title = false;
        // The title is the heading of the page.
        let events = Parser::new(text).filter(without_links).filter_map(|event| {
            match event {
                Event::Start(Tag::Heading {
                    level: HeadingLevel::H1,
                    ..
                }) => in_title = true,
                Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                    in_title = false;
                    return None;
                }
                _ => {}
            }
            let shown = match event {
                _ if in_title => return None,
                Event::Start(Tag::Heading { level, .. }) => {
                    let class = format!("utrecht-heading-{}", level as usize);
                    Event::Start(Tag::Heading {
                        level,
                        id: ids.next().map(CowStr::from),
                        classes: vec![class.into()],
                        attrs: Vec::new(),
                    })
                }
                Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
                other => other,
            };
            Some(shown)
        });
        let mut out = String::new();
        html::push_html(&mut out, events);
        Self {
            title,
            parts,
            html: out,
        }
    }
}

static IN_DUTCH: LazyLock<Manual> = LazyLock::new(|| Manual::of(DUTCH, None));
static IN_ENGLISH: LazyLock<Manual> = LazyLock::new(|| Manual::of(ENGLISH, Some(&IN_DUTCH.parts)));

/// The manual in a language.
pub fn of(lang: &str) -> &'static Manual {
    if lang == "en" { &IN_ENGLISH } else { &IN_DUTCH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_parts() {
        let levels = |manual: &Manual| {
            let parts = manual.parts.iter();
            parts.map(|part| part.level).collect::<Vec<_>>()
        };
        assert_eq!(levels(of("nl")), levels(of("en")));
        assert_eq!(of("nl").title, "Handleiding");
        let mut ids: Vec<&str> = of("nl").parts.iter().map(|part| part.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), of("nl").parts.len(), "each its own place");
    }

    #[test]
    fn what_is_shown_is_led_to_and_runs_nothing() {
        let made = Manual::of(
            "# T\n\nZie [dit](x.md) <b>nu</b>.\n\n## Één `deel`\n\ntekst",
            None,
        );
        assert!(made.html.contains("id=\"een-deel\""), "{}", made.html);
        assert!(
            !made.html.contains("<a") && !made.html.contains("<b>"),
            "{}",
            made.html
        );
        assert!(made.html.contains("Zie dit &lt;b&gt;nu"), "{}", made.html);
        assert!(!made.html.contains("<h1"), "{}", made.html);
    }
}
