//! Words that the leak check knows: which are ordinary Dutch, which go with a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use platform::clock::MONTHS;

use super::stream::spelled;

static ORDINARY: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("ordinary.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(spelled).collect()
});

/// Ordinary Dutch, as spelled by [`spelled`].
pub(super) fn is_ordinary(word: &str) -> bool {
    ORDINARY.contains(word)
}

/// Words that stand in many names and say nothing alone.
const PREFIXES: &[&str] = &[
    "van", "de", "der", "den", "het", "t", "te", "ten", "ter", "tot", "op", "in", "aan", "uit",
    "bij", "von", "vom", "zu", "zur", "dos", "da", "do", "das", "del", "della", "di", "du", "des",
    "la", "le", "les", "las", "los", "el", "al", "abu", "bin", "ibn", "s", "d", "y", "e",
];

pub(super) fn is_prefix(word: &str) -> bool {
    PREFIXES.contains(&word)
}

/// The first word of a name is a prefix only when it could not be an initial or a first name: `Al`,
/// `D.`
pub(super) fn is_first_prefix(word: &str) -> bool {
    is_prefix(word) && (word.len() > 2 || ["de", "te", "t", "op", "in"].contains(&word))
}

/// What somebody is called by before a name. `door` and the like: see `setting`.
const TITLES: &[&str] = &[
    "mevrouw",
    "mevr",
    "mvr",
    "mw",
    "meneer",
    "mijnheer",
    "menheer",
    "dhr",
    "heer",
    "juffrouw",
    "juf",
    "mr",
    "mrs",
    "ms",
    "dr",
    "drs",
    "ir",
    "ing",
    "prof",
    "collega",
    "melder",
    "meldster",
    "familie",
    "fam",
    "naam",
    "achternaam",
    "voornaam",
    "heet",
    "heette",
    "genaamd",
    "ondergetekende",
];

pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Titles, degrees and what is said instead of a name, in a name field. `Heer` is a surname as
/// well, at the end of the name.
pub(super) fn is_degree(word: &str, is_last: bool) -> bool {
    is_title(word) && !(is_last && word == "heer")
        || ["msc", "bsc", "phd", "mba", "llm", "anoniem", "onbekend"].contains(&word)
}

/// Titles that are written together with a name by mistake.
pub(super) const GLUED_TITLES: &[&str] = &[
    "mevrouw", "mevr", "mw", "meneer", "mijnheer", "dhr", "deheer", "collega", "melder", "familie",
];

/// Words in the address of a mailbox that is shared.
const DESKS: &[&str] = &[
    "info",
    "balie",
    "team",
    "wijkteam",
    "post",
    "postbus",
    "contact",
    "secretariaat",
    "receptie",
    "administratie",
    "loket",
    "meldpunt",
    "melding",
    "meldingen",
    "gemeente",
    "afdeling",
    "zorg",
    "zorgloket",
    "kcc",
    "klantcontact",
    "klantcontactcentrum",
    "klant",
    "burgerzaken",
    "handhaving",
    "toezicht",
    "toezichthouders",
    "wmo",
    "jeugd",
    "jeugdzorg",
    "huisvesting",
    "wonen",
    "werk",
    "inkomen",
    "participatie",
    "support",
    "helpdesk",
    "servicedesk",
    "service",
    "noreply",
    "kantoor",
    "office",
    "mail",
    "email",
    "algemeen",
    "publiekszaken",
    "vergunningen",
    "griffie",
    "bestuur",
    "directie",
    "beheer",
    "boa",
    "boas",
    "veiligheid",
    "openbareorde",
    "ondermijning",
    "schuldhulp",
    "leerplicht",
    "onderwijs",
    "school",
    "praktijk",
    "huisarts",
    "apotheek",
    "bedrijf",
    "winkel",
    "verkoop",
    "inkoop",
    "planning",
    "personeel",
    "hr",
    "ict",
    "noord",
    "oost",
    "zuid",
    "west",
    "centrum",
    "leden",
    "redactie",
    "bezwaar",
    "belastingen",
];

pub(super) fn is_desk(word: &str) -> bool {
    DESKS.contains(&word) || is_ordinary(&spelled(word))
}

/// Who says or does something right after a sentence began: `Roos zag dit`. What a thing is or was (`Mei
/// was warm`) names nobody.
const DOES: &[&str] = &[
    "zag",
    "ziet",
    "zei",
    "zegt",
    "meldt",
    "meldde",
    "heeft",
    "had",
    "belde",
    "belt",
    "vertelde",
    "vertelt",
    "denkt",
    "dacht",
    "gaf",
    "geeft",
    "werkt",
    "werkte",
    "hoorde",
    "hoort",
    "kwam",
    "komt",
    "ging",
    "gaat",
    "vroeg",
    "vraagt",
    "wil",
    "wilde",
    "kan",
    "kon",
    "mailde",
    "mailt",
    "schrijft",
    "schreef",
    "weet",
    "wist",
    "sprak",
    "spreekt",
    "vond",
    "vindt",
    "deed",
    "doet",
    "appte",
    "herkent",
    "herkende",
    "vermoedt",
    "vermoedde",
    "stelt",
    "stelde",
    "gemeld",
];

pub(super) fn does(word: &str) -> bool {
    DOES.contains(&word)
}

/// `gemeld door roos`
pub(super) const TOLD: &[&str] = &[
    "gemeld",
    "melding",
    "gezien",
    "gehoord",
    "verteld",
    "gezegd",
    "opgemerkt",
    "signaal",
    "gebeld",
    "bericht",
];

/// Of these a person is the subject, also in small letters: `mo zei`.
const SAYS: &[&str] = &[
    "zei", "zegt", "meldt", "meldde", "belde", "belt", "vertelde", "vertelt", "vroeg", "vraagt",
    "mailde", "mailt", "appte", "schreef", "schrijft", "hoorde", "zag", "dacht", "denkt",
];

pub(super) fn says(word: &str) -> bool {
    SAYS.contains(&word)
}

/// Behind these stands who reported.
const REPORTERS: &[&str] = &["melder", "meldster", "collega", "ondergetekende"];

/// Who speaks is who reported: `ik werk er zelf`.
const SPEAKS: &[&str] = &["ik", "mij", "mijn", "mezelf", "wij", "ons", "onze"];

pub(super) fn speaks(word: &str) -> bool {
    SPEAKS.contains(&word) || reports(word) && word != "collega" || word == "gemeld"
}

pub(super) fn reports(word: &str) -> bool {
    REPORTERS.contains(&word)
}

pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// `vanaf mei`, `eind mei`: the month, whatever its capital.
const BEFORE_MONTHS: &[&str] = &[
    "vanaf",
    "sinds",
    "begin",
    "eind",
    "einde",
    "half",
    "medio",
    "deze",
    "vorige",
    "afgelopen",
    "volgende",
    "komende",
    "tot",
    "maand",
    "in",
    "tussen",
    "rond",
    "voor",
    "na",
    "per",
];

pub(super) fn is_before_month(word: &str) -> bool {
    BEFORE_MONTHS.contains(&word)
}

/// Days as people shorten them; German Monday too.
const WEEKDAYS: &[&str] = &["ma", "mo", "di", "wo", "do", "vr", "za", "zo"];

pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// What stands before a thing, or somebody without a name.
const BEFORE_THINGS: &[&str] = &[
    "de", "het", "een", "geen", "die", "deze", "dat", "dit", "mijn", "zijn", "haar", "hun", "ons",
    "onze", "uw", "elke", "iedere", "andere", "the", "a", "an",
];

pub(super) fn is_before_a_thing(word: &str) -> bool {
    BEFORE_THINGS.contains(&word)
}
