//! The link to help: at the same place on every page, to the part that is about it (WCAG 2.2, 3.2.6).

/// Where help is, in `Wing.parts` of the wing that gives it.
pub struct HelpAt {
    /// Its page.
    pub path: &'static str,
    /// The part of it that is about a page.
    pub part: fn(&str) -> Option<&'static str>,
}

impl HelpAt {
    /// For whoever is on this page.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        match (self.part)(path) {
            Some(part) => format!("{}#{part}", self.path),
            None => self.path.to_owned(),
        }
    }
}
