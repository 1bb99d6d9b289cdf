//! The first visit: from an empty folder to a municipality that can work. Reached through a
//! one-time link only; a next municipality of a region gets its own link (`meldroute setup`).

mod pages;

use std::path::{Path, PathBuf};

use platform::web::{Body, Routes};
use platform::{Result, keys};

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

    /// Makes a link; an earlier one stops working.
    pub fn make(&self, base_url: &str) -> Result<String> {
        self.used();
        let token = vault::hex(&vault::random::<20>());
        keys::write_private(&self.file, token.as_bytes())?;
        Ok(format!(
            "{}/inrichten/{token}",
            base_url.trim_end_matches('/')
        ))
    }

    #[must_use]
    pub fn fits(&self, token: &str) -> bool {
        let print =
            |text: &str| vault::Key::from_bytes([0; 32]).fingerprint(&[text.trim().as_bytes()]);
        std::fs::read_to_string(&self.file).is_ok_and(|known| print(&known) == print(token))
    }

    pub fn used(&self) {
        let _ = std::fs::remove_file(&self.file);
    }

    /// Takes the link, so that it founds one municipality even when it is used twice at once. It is
    /// put back when founding fails.
    pub fn take(&self, token: &str) -> Option<Taken> {
        let aside = self.file.with_extension("taken");
        (self.fits(token) && std::fs::rename(&self.file, &aside).is_ok()).then(|| Taken {
            file: self.file.clone(),
            aside,
            founded: false,
        })
    }
}

/// A link in use.
pub struct Taken {
    file: PathBuf,
    aside: PathBuf,
    founded: bool,
}

impl Taken {
    pub fn founded(mut self) {
        self.founded = true;
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
        .get("/inrichten/{token}", pages::start)
        .public()
        .post("/inrichten/{token}", pages::set_up)
        .large(Body::Form)
        .audits(&[&platform::audited::MUNICIPALITY_FOUNDED])
        .public()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
