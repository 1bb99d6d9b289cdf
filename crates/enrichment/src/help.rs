//! Which part of the manual is about which pages of this wing.

use platform::web::HelpAt;

pub const HELP: HelpAt = HelpAt(&[
    ("/dossier", "/nagaan", "komt-dit-al-voor"),
    ("/dossier", "/netwerk", "komt-dit-al-voor"),
    ("/zoeken", "", "zoeken"),
    ("/registers", "", "registers-inlezen"),
]);
