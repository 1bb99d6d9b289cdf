//! Which part of the manual is about which pages of this wing.

use platform::web::HelpAt;

pub const HELP: HelpAt = HelpAt(&[
    ("/dossier", "/beoordelen", "de-zes-stappen"),
    ("/dossier", "/doorzetten", "de-zes-stappen"),
    ("/dossier", "/overdracht", "de-zes-stappen"),
    ("/dossier", "/afsluiten", "de-zes-stappen"),
    ("/dossier", "", "in-het-dossier"),
    ("/werk", "", "de-zes-stappen"),
    ("/afgesloten", "", "in-het-dossier"),
    ("/verstrekkingen", "", "in-het-dossier"),
    ("/kluis", "", "de-kluis"),
    ("/overleg", "", "ik-neem-deel-aan-een-overleg"),
    ("/melden", "", "ik-zie-iets-en-wil-het-melden"),
    ("/collega", "", "ik-zie-iets-en-wil-het-melden"),
    ("/integriteit", "", "ik-krijg-meldingen-over-collega-s"),
    ("/vraag", "", "ik-zie-iets-en-wil-het-melden"),
    ("/vragen", "", "vragen-van-collega-s"),
    ("/gemeld", "", "ik-zie-iets-en-wil-het-melden"),
    ("/gedeeld", "", "ik-zie-iets-en-wil-het-melden"),
    ("/mijn", "", "ik-zie-iets-en-wil-het-melden"),
]);
