//! The first visit: from an empty folder to a municipality that can work: which municipality, its terms
//! and first two people, and the recovery key that is put away before anything else. Reached through a
//! one-time link only; a next municipality of a region gets its own link (`meldroute setup`).

mod choose;
mod done;
mod people;

use std::path::{Path, PathBuf};

use platform::web::{Body, Routes};
use platform::{Result, keys};
use policy::{Faults, Filled};

pub const LOCALES: platform::i18n::Locales = (
    include_str!("../../locales/nl.ftl"),
    include_str!("../../locales/en.ftl"),
);

/// Policy packs that come with the program.
pub const PACKS: [(&str, &str); 2] = [
    (
        "montfoort",
        include_str!("../../../../policies/montfoort.toml"),
    ),
    (
        "voorbeeld",
        include_str!("../../../../policies/voorbeeld.toml"),
    ),
];

/// The pack of a municipality: its own where one comes with the program, the example otherwise, filled
/// in.
///
/// # Errors
/// Never: what comes with the program is sound.
pub fn pack_for(filled: Filled) -> std::result::Result<String, Faults> {
    let code = filled.municipality.code;
    let is_of = |text: &&str| text.contains(&format!("code = \"{code}\""));
    let own = PACKS.iter().map(|(_, text)| *text).find(is_of);
    match own {
        Some(own) => filled.into_pack(own),
        None => filled.into_example(),
    }
}

/// A fingerprint of a link's token.
fn print(token: &str) -> String {
    vault::hex(&vault::digest(&[token.trim().as_bytes()]))
}

/// Notes that something became of a link: only its fingerprint stays.
fn note(file: &Path, print: &str) {
    let before = std::fs::read_to_string(file).unwrap_or_default();
    let _ = std::fs::remove_file(file);
    let all = format!("{before}{print}\n");
    let _ = keys::write_private(file, all.as_bytes());
}

fn is_noted(file: &Path, token: &str) -> bool {
    let known = std::fs::read_to_string(file);
    known.is_ok_and(|known| known.lines().any(|line| line == print(token)))
}

fn address(base_url: &str, token: &str) -> String {
    format!("{}/inrichten/{token}", base_url.trim_end_matches('/'))
}

/// The one-time link, kept as a file so that the command line can make a new one while the program
/// runs.
pub struct Link {
    file: PathBuf,
    /// The pack given on the command line, offered first.
    pub offered: Option<String>,
}

impl Link {
    #[must_use]
    pub fn new(data: &Path, offered: Option<String>) -> Self {
        Self {
            file: data.join("setup.link"),
            offered,
        }
    }

    fn standing(&self) -> Option<String> {
        let token = std::fs::read_to_string(&self.file).ok()?;
        Some(token).filter(|token| !token.trim().is_empty())
    }

    /// Makes a link; an earlier one stops working, and its page says so.
    pub fn make(&self, base_url: &str) -> Result<String> {
        if let Some(before) = self.standing() {
            note(&self.file.with_extension("replaced"), &print(&before));
        }
        self.used();
        self.write(base_url)
    }

    /// Where none stands.
    fn write(&self, base_url: &str) -> Result<String> {
        let token = vault::hex(&vault::random::<20>());
        keys::write_private(&self.file, token.as_bytes())?;
        Ok(address(base_url, &token))
    }

    /// The link that was made before and is still good, or else a new one: a second start, or a second process,
    /// ends nobody's link.
    pub fn keep(&self, base_url: &str) -> Result<String> {
        let known = || Some(address(base_url, self.standing()?.trim()));
        if let Some(link) = known() {
            return Ok(link);
        }
        // Of two that begin at the same moment, one writes the link.
        let written = self.write(base_url).ok().or_else(known);
        written.map_or_else(|| self.make(base_url), Ok)
    }

    /// Was another made later, before this one was used?
    #[must_use]
    pub fn is_replaced(&self, token: &str) -> bool {
        is_noted(&self.file.with_extension("replaced"), token)
    }

    #[must_use]
    pub fn fits(&self, token: &str) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|known| print(&known) == print(token))
    }

    pub fn used(&self) {
        let _ = std::fs::remove_file(&self.file);
    }

    /// Did a municipality come of this link?
    #[must_use]
    pub fn founded_with(&self, token: &str) -> bool {
        is_noted(&self.file.with_extension("used"), token)
    }

    /// Takes the link, so that it founds one municipality even when it is used twice at once. It is
    /// put back when founding fails.
    pub fn take(&self, token: &str) -> Option<Taken> {
        let aside = self.file.with_extension("taken");
        (self.fits(token) && std::fs::rename(&self.file, &aside).is_ok()).then(|| Taken {
            file: self.file.clone(),
            aside,
            print: print(token),
            founded: false,
        })
    }
}

/// A link in use.
pub struct Taken {
    file: PathBuf,
    aside: PathBuf,
    print: String,
    founded: bool,
}

impl Taken {
    /// Whoever opens it again is told so, for which a fingerprint stays; without one it is just not there.
    pub fn founded(mut self) {
        self.founded = true;
        note(&self.file.with_extension("used"), &self.print);
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let _ = if self.founded {
            std::fs::remove_file(&self.aside)
        } else {
            std::fs::rename(&self.aside, &self.file)
        };
    }
}

pub fn routes() -> Routes {
    Routes::new()
        .get("/inrichten/{token}", choose::start)
        .public()
        .post("/inrichten/{token}", choose::chosen)
        .large(Body::Form)
        .audits(&[&platform::audited::MUNICIPALITY_FOUNDED])
        .public()
        .get("/ingericht", done::show)
        .public()
        .get("/ingericht/herstelsleutel", done::pdf)
        .public()
        .post("/ingericht", done::stored)
        .public()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_keeps_the_link_and_a_later_one_says_so_on_the_page_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = [(); 2].map(|()| Link::new(folder.path(), None));
        let token = |link: String| link.rsplit('/').next().unwrap().to_owned();
        let first = token(one.keep("http://x").unwrap());
        assert_eq!(token(other.keep("http://y/").unwrap()), first);
        assert!(one.fits(&first) && !one.is_replaced(&first));
        let second = token(other.make("http://x").unwrap());
        assert!(one.is_replaced(&first) && !one.fits(&first));
        assert!(one.fits(&second) && !one.is_replaced(&second));
        one.take(&second).unwrap().founded();
        assert_ne!(token(other.keep("http://x").unwrap()), second);
        assert!(other.founded_with(&second) && !other.is_replaced(&second));
    }

    #[test]
    fn a_link_founds_once_and_comes_back_when_founding_fails() {
        let folder = tempfile::tempdir().unwrap();
        let link = Link::new(folder.path(), None);
        let token = link
            .make("http://x")
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        let first = link.take(&token).unwrap();
        assert!(link.take(&token).is_none(), "somebody is founding with it");
        drop(first);
        link.take(&token).expect("it came back").founded();
        assert!(link.take(&token).is_none() && !link.fits(&token));
        assert!(link.founded_with(&token) && !link.founded_with("another"));
        let other = link.make("http://x").unwrap();
        let other = other.rsplit('/').next().unwrap();
        assert!(!link.founded_with(other), "nothing came of it yet");
        link.take(other).unwrap().founded();
        assert!(link.founded_with(&token) && link.founded_with(other));
    }
}
