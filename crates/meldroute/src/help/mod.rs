//! The manual in the program: the same text as in `docs/handleiding`, and from every page the part that
//! is about it.
//!
//! Everybody may read it, before signing in too: nothing of any municipality is in it.

mod manual;

use askama::Template;
use axum::response::Response;
use platform::i18n::Locales;
use platform::web::{HelpAt, Html, Page, Routes, html};
use platform::{Result, Role};

pub const LOCALES: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// Which part of the manual is about which pages, the first that fits: the beginning of a path, and after a
/// star what is in it.
const PLACES: &[(&str, &str, &str)] = &[
    ("/dossier", "/beoordelen", "de-zes-stappen"),
    ("/dossier", "/doorzetten", "de-zes-stappen"),
    ("/dossier", "/overdracht", "de-zes-stappen"),
    ("/dossier", "/afsluiten", "de-zes-stappen"),
    ("/dossier", "/nagaan", "komt-dit-al-voor"),
    ("/dossier", "/netwerk", "komt-dit-al-voor"),
    ("/dossier", "/casus", "casussen"),
    ("/dossier", "", "in-het-dossier"),
    ("/werk", "", "de-zes-stappen"),
    ("/afgesloten", "", "in-het-dossier"),
    ("/verstrekkingen", "", "in-het-dossier"),
    ("/inzage", "", "in-het-dossier"),
    ("/kluis", "", "de-kluis"),
    ("/bevestigen", "", "de-kluis"),
    ("/beleid", "", "partners-nabellen"),
    ("/zoeken", "", "zoeken"),
    ("/registers", "", "registers-inlezen"),
    ("/overleg", "/bijeenkomst", "in-het-dossier"),
    ("/casussen", "", "casussen"),
    ("/casus", "", "casussen"),
    ("/bijeenkomst", "/verslag", "in-het-dossier"),
    ("/bijeenkomst", "", "ik-neem-deel-aan-een-overleg"),
    ("/bij-ons", "", "ik-werk-bij-een-partner"),
    ("/privacystappen", "", "ik-ben-auditor-of-fg"),
    ("/overleg", "", "ik-neem-deel-aan-een-overleg"),
    ("/controle", "", "ik-ben-auditor-of-fg"),
    ("/mensen", "", "ik-ben-beheerder"),
    ("/achtergrond", "", "ik-ben-beheerder"),
    ("/inrichten", "", "ik-ben-beheerder"),
    ("/inloggen", "", "inloggen-en-uw-account"),
    ("/uitnodiging", "", "inloggen-en-uw-account"),
    ("/account", "", "inloggen-en-uw-account"),
    ("/melden", "", "ik-zie-iets-en-wil-het-melden"),
    ("/collega", "", "ik-zie-iets-en-wil-het-melden"),
    ("/integriteit", "", "ik-krijg-meldingen-over-collega-s"),
    ("/vraag", "", "ik-zie-iets-en-wil-het-melden"),
    ("/vragen", "", "vragen-van-collega-s"),
    ("/gemeld", "", "ik-zie-iets-en-wil-het-melden"),
    ("/gedeeld", "", "ik-zie-iets-en-wil-het-melden"),
    ("/mijn", "", "ik-zie-iets-en-wil-het-melden"),
    ("/wie-is-wie", "", "ik-zie-iets-en-wil-het-melden"),
];

fn place(path: &str) -> Option<&'static str> {
    let fits = |(begin, within, _): &&(&str, &str, &str)| {
        path.strip_prefix(begin)
            .is_some_and(|rest| (rest.is_empty() || rest.starts_with('/')) && rest.contains(within))
    };
    PLACES.iter().find(fits).map(|(.., at)| *at)
}

/// For the link on every page.
pub const HELP: HelpAt = HelpAt {
    path: "/hulp",
    part: place,
};

/// The part of the manual for a role.
fn of(role: Role) -> &'static str {
    match role {
        Role::Officer => "ik-ben-aandachtsfunctionaris",
        Role::Employee | Role::Coordinator => "ik-zie-iets-en-wil-het-melden",
        Role::Participant => "ik-neem-deel-aan-een-overleg",
        Role::Auditor => "ik-ben-auditor-of-fg",
        Role::Admin => "ik-ben-beheerder",
        Role::Integrity => "ik-krijg-meldingen-over-collega-s",
        Role::Partner => "ik-werk-bij-een-partner",
    }
}

#[derive(Template)]
#[template(path = "help/templates/help.html")]
struct Help {
    page: Page,
    title: String,
    /// Id and heading of each part; is it for the one who reads, and does it stand below another.
    parts: Vec<Part>,
    manual: Html,
}

struct Part {
    id: String,
    heading: String,
    below: bool,
    own: bool,
}

async fn show(page: Page) -> Result<Response> {
    let manual = manual::of(page.texts.lang);
    let roles = page.actor.as_ref().map(|actor| actor.roles.clone());
    let own: Vec<&str> = roles.unwrap_or_default().into_iter().map(of).collect();
    let parts = manual.parts.iter().map(|part| Part {
        id: part.id.clone(),
        heading: part.heading.clone(),
        below: part.level > 2,
        own: own.contains(&part.id.as_str()),
    });
    html(&Help {
        title: manual.title.clone(),
        parts: parts.collect(),
        manual: Html::of(&manual::Body(&manual.html))?,
        page,
    })
}

pub fn routes() -> Routes {
    Routes::new().get("/hulp", show).public()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wiring::WINGS;

    /// Every page that somebody goes to has its part, in both languages, and so has every role.
    #[test]
    fn every_page_and_every_role_has_its_part() {
        for lang in ["nl", "en"] {
            let parts = &manual::of(lang).parts;
            let has = |id: &str| parts.iter().any(|part| part.id == id);
            for (begin, _, at) in PLACES {
                assert!(has(at), "{lang} {begin}: {at}");
            }
            for role in Role::ALL {
                assert!(has(of(role)), "{lang} {role:?}");
            }
        }
        for item in WINGS.nav() {
            assert!(place(item.path).is_some(), "{}", item.path);
        }
        assert_eq!(place("/dossier/1/doorzetten/avim"), Some("de-zes-stappen"));
        assert_eq!(place("/werkelijk"), None);
    }
}
