//! Which part of the manual is about which pages of this wing.

use platform::web::HelpAt;

pub const HELP: HelpAt = HelpAt(&[
    ("/inzage", "", "in-het-dossier"),
    ("/beleid", "", "partners-nabellen"),
    ("/controle", "", "ik-ben-auditor-of-fg"),
    ("/achtergrond", "", "ik-ben-beheerder"),
]);
