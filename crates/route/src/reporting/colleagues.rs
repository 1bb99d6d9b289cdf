//! A report that names somebody who works here: before it goes to the officers, whoever reports is asked whether it is
//! about them. Then it goes to somebody else (ADR 45).

use std::collections::BTreeSet;
use std::slice;

use accounts::people;
use platform::forms::Posted;
use platform::i18n::Texts;
use platform::{Actor, App, Result, Role};

use super::form::ReportForm;
use crate::reporters::{is_ordinary, is_prefix, is_title};
use crate::signals::{Field, Report, SubjectKind};
use crate::text::{Placed, Plain, Reading, plain, words, words_at};

/// Who hears of reports or can come to see them. A colleague who stands in does so as an officer.
const SEES_REPORTS: [Role; 4] = [
    Role::Officer,
    Role::Coordinator,
    Role::Admin,
    Role::Integrity,
];

/// A surname counts by itself from so many letters on.
const SHORT: usize = 4;

/// What makes a street of a name before it, in an address: `weg` is said of people too.
const STREETS: [&str; 14] = [
    "straat",
    "weg",
    "laan",
    "plein",
    "kade",
    "dijk",
    "hof",
    "singel",
    "park",
    "pad",
    "gracht",
    "steeg",
    "dreef",
    "plantsoen",
];

/// A text against which names are held.
struct Text {
    words: Vec<String>,
    /// Which of them were written with a capital.
    capital: Vec<bool>,
    is_address: bool,
}

impl Text {
    fn of(text: &str, is_address: bool) -> Self {
        let all = words_at(text, Reading::Looks);
        let capital = |word: &Vec<Placed>| {
            let first = word.first().and_then(|(_, from, _)| text.get(*from..));
            first.is_some_and(|rest| rest.starts_with(char::is_uppercase))
        };
        let letters = |word: &Vec<Placed>| word.iter().map(|(letter, ..)| *letter).collect();
        Self {
            capital: all.iter().map(capital).collect(),
            words: all.iter().map(letters).collect(),
            is_address,
        }
    }

    /// A text as it is read; where something stands in it that nobody sees, once more with a space there.
    fn readings(text: &str, is_address: bool) -> Vec<Self> {
        let parted = |c: char| match plain(c, Reading::Looks) {
            Plain::Nothing => ' ',
            _ => c,
        };
        let parted: String = text.chars().map(parted).collect();
        let mut all = vec![Self::of(text, is_address)];
        if parted != text {
            all.push(Self::of(&parted, is_address));
        }
        all
    }

    /// Where these words stand, one after the other, and are no street or house.
    fn places<'a>(&'a self, name: &'a [String]) -> impl Iterator<Item = usize> + 'a {
        let is_here = move |at: &usize| self.words[*at..].starts_with(name);
        (0..self.words.len())
            .filter(is_here)
            .filter(move |at| !self.is_street(at + name.len()))
    }

    fn is_street(&self, behind: usize) -> bool {
        let next = self.words.get(behind).filter(|_| self.is_address);
        next.is_some_and(|next| {
            let is_number = next.starts_with(|sign: char| sign.is_ascii_digit());
            is_number || STREETS.contains(&next.as_str())
        })
    }

    /// Is somebody called so here? A surname that is an ordinary word too counts with a capital, or behind "mevrouw" and
    /// the like.
    fn calls(&self, surname: &str) -> bool {
        let words = self.words.iter().enumerate();
        let mut at = words.filter(|(_, word)| *word == surname);
        at.any(|(at, _)| {
            let before = at.checked_sub(1).map(|before| self.words[before].as_str());
            !is_ordinary(surname) || self.capital[at] || before.is_some_and(is_title)
        })
    }
}

/// How the officers are called as a group, in the words of a text.
const OFFICER: [&[&str]; 9] = [
    &["aandachtsfunctionaris"],
    &["aandachtsfunctionarissen"],
    &["aandachts", "functionaris"],
    &["aandachts", "functionarissen"],
    &["the", "officer"],
    &["the", "officers"],
    &["focal", "officer"],
    &["focal", "officers"],
    &["trafficking", "officer"],
];

/// Is an officer named in a text by the role?
fn is_officer_named(text: &Text) -> bool {
    OFFICER.iter().any(|role| {
        let mut at = text.words.windows(role.len());
        at.any(|said| said == *role)
    })
}

/// Does somebody stand in a text? By the whole name, in either order, with `van den` or without, or with the first
/// letter. Who hears of reports or can see them goes by the surname alone too, of four letters or more, but not in an
/// address, where streets are called after people. Nobody goes by a first name alone.
fn stands_in(text: &Text, name: &str, sees_reports: bool) -> bool {
    let said = words(name, Reading::Looks);
    let Some((first, last)) = said.split_first().filter(|(_, last)| !last.is_empty()) else {
        return false;
    };
    let letter: String = first.chars().take(1).collect();
    let (first, letter) = (slice::from_ref(first), slice::from_ref(&letter));
    let (prefixes, bare): (Vec<String>, Vec<String>) =
        last.iter().cloned().partition(|one| is_prefix(one));
    let (prefixes, bare) = (prefixes.as_slice(), bare.as_slice());
    let mut whole = vec![
        [first, last].concat(),
        [last, first].concat(),
        [letter, last].concat(),
    ];
    if !prefixes.is_empty() && !bare.is_empty() {
        whole.extend([
            [first, bare].concat(),
            [bare, first].concat(),
            [letter, bare].concat(),
            // As in a register: `Zilverberg, R. van den`.
            [bare, letter, prefixes].concat(),
        ]);
    }
    let mut surnames = last.iter();
    whole.iter().any(|name| text.places(name).next().is_some())
        || sees_reports
            && !text.is_address
            && surnames.any(|one| one.len() >= SHORT && !is_prefix(one) && text.calls(one))
}

/// Who works here and is named in what was typed.
#[derive(Default)]
pub(super) struct Named {
    /// Whether it is about them is asked.
    pub asked: Vec<String>,
    /// The same, as they are said in a sentence.
    pub names: String,
    /// It was said that it is not.
    pub answered: Vec<String>,
    /// Who hears of colleagues is one of them: it goes to somebody else still.
    pub hears: bool,
    /// What the button was for that was pressed.
    pub meant: String,
}

impl Named {
    pub fn is_asked(&self) -> bool {
        !self.asked.is_empty()
    }
}

/// `A, B of C`
fn one_or_other(names: &[String], or: &str) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => {
            format!("{} {or} {last}", before.join(", "))
        }
        _ => names.concat(),
    }
}

/// "It is not about them": said of everybody who was asked about, and what was meant before goes on.
pub(super) fn answer(posted: &mut Posted) {
    let fields = &mut posted.fields;
    let asked = fields.extract_if(.., |(name, _)| name == ASKED);
    let asked: Vec<String> = asked.map(|(_, value)| value).collect();
    let meant = fields.extract_if(.., |(name, _)| name == MEANT).next();
    let action = fields.iter_mut().find(|(name, _)| name == "action");
    let Some((_, action)) = action.filter(|(_, value)| value == ANSWERED) else {
        return;
    };
    "send".clone_into(action);
    if let Some((_, meant)) = meant.filter(|(_, meant)| !meant.is_empty()) {
        *action = meant;
    }
    fields.extend(asked.into_iter().map(|name| (ANSWERED.to_owned(), name)));
}

/// The field, and the button, that says about whom it is not.
const ANSWERED: &str = "not-about";
/// About whom that was asked.
const ASKED: &str = "asked-about";
/// What the button was for that was pressed before.
const MEANT: &str = "meant";

/// Who works here and is named in a text, and of whom was not said that it is not about them: all of them when one
/// was not. Whoever writes is not asked about themselves.
pub(super) async fn named(
    app: &App,
    actor: &Actor,
    held: &Held,
    (posted, texts): (&Posted, &Texts),
) -> Result<Named> {
    let mut tx = app.db.read().await?;
    let people = people::colleagues(&mut tx, app, actor.tenant).await?;
    // Somebody of a partner does not work here, and nobody learns so who has an account.
    let others = people
        .iter()
        .filter(|one| one.id != actor.user && !one.roles.contains(&Role::Partner));
    let told = Text::readings(&held.told, false);
    let mut texts_of: Vec<(&Text, bool)> = told.iter().map(|text| (text, true)).collect();
    let around = Text::readings(&held.around, false);
    texts_of.extend(around.iter().map(|text| (text, false)));
    let addresses = Text::readings(&held.addresses, true);
    texts_of.extend(addresses.iter().map(|text| (text, false)));
    let found = others.filter(|one| {
        let sees = SEES_REPORTS.iter().any(|role| one.roles.contains(role));
        let mut all = texts_of.iter();
        all.any(|(text, by_surname)| stands_in(text, &one.name, *by_surname && sees))
    });
    let found: Vec<_> = found.collect();
    let hears = found.iter().any(|one| one.roles.contains(&Role::Integrity));
    let mut found: BTreeSet<String> = found.into_iter().map(|one| one.name.clone()).collect();
    let role = texts.get("colleague-officer");
    if told.iter().any(is_officer_named) {
        found.insert(role);
    }
    let answered: Vec<&str> = posted.all(ANSWERED).collect();
    let is_answered = |name: &String| answered.contains(&name.as_str());
    let names: Vec<String> = found.iter().cloned().collect();
    Ok(if found.iter().all(is_answered) {
        Named {
            answered: names,
            ..Named::default()
        }
    } else {
        Named {
            names: one_or_other(&names, &texts.get("colleague-or")),
            asked: names,
            hears,
            meant: posted.get("action").to_owned(),
            ..Named::default()
        }
    })
}

/// What is held against the names of who works here.
#[derive(Default)]
pub(super) struct Held {
    /// What is told, with who is called how.
    told: String,
    /// What else was said.
    around: String,
    /// Where it is: anybody's name may stand in an address.
    addresses: String,
}

impl Held {
    /// Words and nothing else.
    pub fn words(text: &str) -> Self {
        Self {
            told: text.to_owned(),
            ..Self::default()
        }
    }

    pub fn of(report: &Report) -> Self {
        let mut held = [const { Vec::new() }; 3];
        let said = report.statements.iter().map(|said| said.text.as_str());
        held[0].extend(said);
        held[1].push(report.when.as_str());
        held[2].push(report.place.as_str());
        for one in &report.subjects {
            let is_person = one.kind == SubjectKind::Person;
            for field in Field::ALL.iter().copied() {
                let at = match field {
                    Field::Address => 2,
                    Field::Name if one.kind == SubjectKind::Address => 2,
                    Field::Name | Field::More if is_person => 0,
                    _ => 1,
                };
                held[at].push(one.get(field));
            }
        }
        let [told, around, addresses] = held.map(|texts| texts.join(" / "));
        Self {
            told,
            around,
            addresses,
        }
    }
}

/// What was typed, in words for who hears of colleagues: what it says, and each subject on a line of its own.
pub(super) fn in_words(form: &ReportForm, report: &Report) -> String {
    let texts = &form.page.texts;
    let mut lines = Vec::new();
    if report.danger {
        lines.push(texts.get("colleague-danger"));
    }
    lines.extend(report.statements.iter().map(|said| said.text.clone()));
    for (label, words) in [
        ("colleague-where", &report.place),
        ("colleague-when", &report.when),
    ] {
        if !words.is_empty() {
            lines.push(format!("{} {words}", texts.get(label)));
        }
    }
    for subject in &report.subjects {
        let known = Field::ALL.iter().map(|field| subject.get(*field));
        let mut known: Vec<String> = known
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect();
        if subject.kind == SubjectKind::Person && subject.minor {
            known.push(texts.get("colleague-minor"));
        }
        if !known.is_empty() {
            lines.push(known.join(", "));
        }
    }
    if !form.posted.files.is_empty() {
        lines.push(texts.get("colleague-files"));
    }
    lines.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stands(text: &str, name: &str, sees_reports: bool) -> bool {
        stands_in(&Text::of(text, false), name, sees_reports)
    }

    #[test]
    fn it_is_about_one_of_them_or_another() {
        let all = ["Ali", "Bo", "Co"].map(str::to_owned);
        let said = |count: usize| one_or_other(&all[..count], "of");
        assert_eq!((said(0), said(1)), (String::new(), "Ali".to_owned()));
        assert_eq!(said(2), "Ali of Bo");
        assert_eq!(said(3), "Ali, Bo of Co");
    }

    #[test]
    fn a_colleague_is_named_by_the_name_however_it_is_written() {
        for text in [
            "Ik zag Bó BOASTRA bij het pand.",
            "Het gaat om Boastra, Bo.",
            "B. Boastra van de buitendienst",
            "Het was niet Bo. Boastra wel?",
            "Bo Boastra, 45 jaar",
        ] {
            assert!(stands(text, "Bo Boastra", false), "{text}");
        }
        for text in ["Boastra en Noor", "Een boa zag het.", "Bo Boastrastraat 4"] {
            assert!(!stands(text, "Bo Boastra", false), "{text}");
        }
        assert!(!stands("Noor", "Noor", true), "one word says nothing");
    }

    #[test]
    fn who_can_see_reports_is_asked_about_by_the_surname_alone() {
        for (name, text, is_asked) in [
            ("Fenna Fictief", "mevrouw Fictief", true),
            ("Fenna Fictief", "Fena Fictief", true),
            ("Fenna Fictief", "Mijn collega Fenna", false),
            ("Fenna Fictief", "in de Fictiefstraat", false),
            ("Fenna Fictief", "toen reed Fictief weg", true),
            ("Ria van den Zilverberg", "zilverberg belde", true),
            ("Ria van den Zilverberg", "van den berg belde", false),
            ("Ria van den Zilverberg", "Het was van den ander", false),
            ("Piet Bakker", "Bakker weet ervan", true),
            ("Piet Bakker", "meneer bakker weet ervan", true),
            ("Piet Bakker", "achter de bakker", false),
            ("Jo Wit-Zilvermeeuw", "Zilvermeeuw kreeg geld", true),
            ("Jo Wit", "Wit kreeg geld", false),
        ] {
            assert_eq!(stands(text, name, true), is_asked, "{name}: {text}");
            assert!(!stands(text, name, false), "a colleague: {name}: {text}");
        }
    }

    #[test]
    fn a_name_without_its_prefixes_or_as_in_a_register_is_that_name() {
        let name = "Ria van den Zilverberg";
        for text in [
            "Ria Zilverberg weet ervan",
            "R. Zilverberg",
            "Zilverberg, Ria van den",
            "Zilverberg, R. van den",
            "het was Zilverberg, Ria",
        ] {
            assert!(stands(text, name, false), "{text}");
        }
        for text in ["Ria van den Berg", "Ria", "Zilverberg", "van den Ria"] {
            assert!(!stands(text, name, false), "{text}");
        }
        assert!(!stands("Jan zag het", "Jan van den", false), "no surname");
    }

    /// What nobody sees stands in a name or between two.
    #[test]
    fn what_nobody_sees_hides_no_name() {
        for text in [
            "Bo\u{200b}Boastra",
            "Bo\u{2060}Boastra",
            "B\u{ad}o Boa\u{ad}stra",
            "Bo \u{200d}Boastra",
        ] {
            let all = Text::readings(text, false);
            let is_named = |text: &Text| stands_in(text, "Bo Boastra", false);
            assert!(all.iter().any(is_named), "{text:?}");
        }
        assert_eq!(Text::readings("Bo Boastra", false).len(), 1);
    }

    #[test]
    fn an_officer_is_named_by_the_role() {
        let is_named = |text: &str| Text::readings(text, false).iter().any(is_officer_named);
        for text in [
            "De aandachtsfunctionaris deed niets.",
            "de aandachtsfunctionarissen",
            "een Aandachts-functionaris",
            "aandachts\u{ad}functionaris",
            "the officer took money",
            "the focal officer",
        ] {
            assert!(is_named(text), "{text}");
        }
        for text in [
            "een functionaris",
            "met aandacht",
            "a police officer",
            "officer",
        ] {
            assert!(!is_named(text), "{text}");
        }
    }

    /// Streets and houses are called after people.
    #[test]
    fn an_address_is_nobody() {
        let stands = |text: &str| stands_in(&Text::of(text, true), "Jan Steenhuis", true);
        for text in [
            "Steenhuis 14",
            "Jan Steenhuis 14",
            "Jan Steenhuislaan",
            "Jan Steenhuis plein",
        ] {
            assert!(!stands(text), "{text}");
        }
        assert!(stands("bij Jan Steenhuis thuis"));
    }

    proptest! {
        /// Wherever it stands, and whatever stands around it.
        #[test]
        fn a_surname_is_found_anywhere(before in "[a-z ,.]{0,20}", after in "[a-z ,.]{0,20}") {
            let text = format!("{before} Zilvermeeuw {after}");
            let of_birds = format!("{before} zilvermeeuwen {after}");
            prop_assert!(stands(&text, "Jo Zilvermeeuw", true));
            prop_assert!(!stands(&of_birds, "Jo Zilvermeeuw", true));
        }
    }
}
