//! A signal that comes from a partner, as the officer takes it in.

use platform::DossierId;

use crate::{Answer, Browser, World};

/// Words under the Wpg that nothing but the page of their dossier may hold.
pub const UNDER_WPG: &str = "De tap op het kanariegele toestel loopt nog tot het najaar.";
/// Somebody who is named there alone.
pub const ONLY_THERE: &str = "Ilja Kwartelslag";
/// Who spoke at the partner.
pub const CONTACT: &str = "Wubbo Hazelworm";

/// What the police sends, with a part under the Wpg.
pub const OF_POLICE: [(&str, &str); 17] = [
    ("action", "send"),
    ("partner", "avim"),
    ("reference", "PL0900-2026-77"),
    ("day", "2026-11-16"),
    ("way", "phone"),
    ("contact-name", CONTACT),
    ("contact-phone", "06-99887766"),
    ("conditions", "ask_first"),
    ("words", "Bel ons eerst."),
    ("feedback-by", "2026-12-14"),
    ("parts", "2"),
    ("part-0-text", "Achter de winkel staan bedden."),
    ("part-0-law", "none"),
    ("part-1-text", UNDER_WPG),
    ("part-1-law", "wpg"),
    ("part-1-ends", "2027-06-01"),
    ("part-1-only", ONLY_THERE),
];

impl Browser {
    /// Sends the form about a signal of a partner; `changed` replaces fields.
    pub async fn from_partner(&self, fields: &[(&str, &str)], changed: &[(&str, &str)]) -> Answer {
        let form = self.get("/melden/partner").await.ok().hidden("form-id");
        let mut all = vec![("form-id", form.as_str())];
        let kept = fields.iter();
        let is_changed = |name: &str| changed.iter().any(|(other, _)| *other == name);
        all.extend(kept.filter(|(name, _)| !is_changed(name)));
        all.extend_from_slice(changed);
        self.post("/melden/partner", &all).await
    }

    /// The same; gives the dossier that it became.
    pub async fn takes_in(&self, fields: &[(&str, &str)], changed: &[(&str, &str)]) -> DossierId {
        let to = self.from_partner(fields, changed).await.moved();
        let id = to.trim_start_matches("/dossier/").get(..36);
        id.expect(&to).parse().unwrap()
    }
}

impl World {
    /// A signal of the police, of which the partner was told something; gives its part under the Wpg.
    pub async fn from_partner(&self, officer: &Browser) -> String {
        let id = officer.takes_in(&OF_POLICE, &[]).await;
        let told = [
            ("how", "phone"),
            ("day", "2026-11-17"),
            ("text", "Wij kijken ernaar."),
            ("person", "on"),
        ];
        let path = format!("/dossier/{id}/teruggekoppeld");
        officer.post(&path, &told).await.moved();
        let page = officer.page(&format!("/dossier/{id}")).await;
        let rest = page.split("/einddatum/").nth(1).unwrap();
        rest[..36].to_owned()
    }
}
