//! Which part of the manual is about which pages of this wing.

use platform::web::HelpAt;

pub const HELP: HelpAt = HelpAt(&[
    ("/dossier", "/casus", "casussen"),
    ("/overleg", "/bijeenkomst", "in-het-dossier"),
    ("/casussen", "", "casussen"),
    ("/casus", "", "casussen"),
    ("/dossier", "/locatie", "locaties"),
    ("/locaties", "", "locaties"),
    ("/locatie", "", "locaties"),
    ("/bijeenkomst", "/verslag", "in-het-dossier"),
    ("/bijeenkomst", "", "ik-neem-deel-aan-een-overleg"),
    ("/bij-ons", "", "ik-werk-bij-een-partner"),
    ("/privacystappen", "", "ik-ben-auditor-of-fg"),
]);
