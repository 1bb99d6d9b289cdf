//! Which part of the manual is about which pages of this wing.

use platform::web::HelpAt;

pub const HELP: HelpAt = HelpAt(&[
    ("/bevestigen", "", "de-kluis"),
    ("/mensen", "", "ik-ben-beheerder"),
    ("/inloggen", "", "inloggen-en-uw-account"),
    ("/uitnodiging", "", "inloggen-en-uw-account"),
    ("/account", "", "inloggen-en-uw-account"),
    ("/wie-is-wie", "", "ik-zie-iets-en-wil-het-melden"),
]);
