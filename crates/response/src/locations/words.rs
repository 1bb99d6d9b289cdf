//! What officers write at a location, held against what may not stand there. A location stays when a dossier is destroyed.

use std::collections::BTreeSet;

use platform::{Actor, App};
use route::dossiers::{Dossier, Ended, Open, Refusal};
use route::signals::{Field, SubjectKind};

use super::address::Address;
use super::model::{Content, Head};
pub use crate::cases::words::{Beside, LONGEST, LONGEST_LINE, open_along, required, someone_else};
use crate::cases::words::{nobody_reported, points_at};

/// What is written freely at a location names nobody of a dossier that belongs there: it stays when that dossier is
/// destroyed. An organisation that owns the place or employs people there is of the place; a person of the dossier is not.
/// (“conform de AVG wetgeving”)
///
/// # Errors
/// A fault at the field.
pub fn a_location_names_nobody_of_a_dossier(
    dossiers: &[&Open],
    (field, text): (&'static str, &str),
) -> Ended {
    let points = |dossier: &&&Open| points_at(dossier, text);
    if dossiers.iter().any(|one| points(&one)) {
        return Err(Refusal::of(field, "location-names"));
    }
    Ok(())
}

/// Holds what is written freely against these dossiers: who is involved, who reported, what is under another law.
///
/// # Errors
/// A fault at the field.
pub fn held(
    of: (&App, &Actor),
    dossiers: &[&Open],
    (field, text): (&'static str, &str),
    someone_else: &BTreeSet<String>,
) -> Ended {
    a_location_names_nobody_of_a_dossier(dossiers, (field, text))?;
    nobody_reported(of, dossiers, (field, text), someone_else)
}

/// Does the text name a person who is involved in this dossier?
fn names_a_person(dossier: &Dossier, text: &str) -> bool {
    let nameless = dossier.nameless(text);
    let subjects = dossier.report().subjects.iter().enumerate();
    let mut persons = subjects.filter(|(_, subject)| subject.kind == SubjectKind::Person);
    persons.any(|(at, _)| {
        let mark = format!("[betrokkene {}]", at + 1);
        let count = |text: &str| text.matches(mark.as_str()).count();
        count(&nameless) > count(text)
    })
}

/// The addresses of who and what is involved in a dossier, and each part of them: a place may be there, whatever they are
/// called. So may the town.
fn own_places(dossier: &Dossier, town: &str) -> BTreeSet<String> {
    let subjects = dossier.report().subjects.iter();
    let said = subjects.flat_map(|subject| {
        let named = (subject.kind == SubjectKind::Address).then_some(Field::Name);
        let fields = [Some(Field::Address), named].into_iter().flatten();
        fields.flat_map(move |field| {
            let (given, known) = (&subject.fields, &subject.known);
            [given.get(field.id()), known.get(field.id())]
        })
    });
    let parts = said.flatten().flat_map(|line| {
        let address = Address::of_line(line, town);
        let street = format!("{} {}", address.street, address.number);
        [address.street, address.number, address.town, street]
    });
    let parts = parts.chain([town.to_owned()]);
    parts.map(|part| part.trim().to_lowercase()).collect()
}

/// Which field of what is said of a place names a person of one of these dossiers: its address, who owns it, or who
/// employs people there.
fn names_somebody(
    (app, who): (&App, &Actor),
    dossiers: &[&Open],
    head: &Head,
) -> Ended<Option<&'static str>> {
    let pack = app.tenants.get(who.tenant)?.pack;
    let address = &head.address;
    let parts = [
        ("street", &address.street),
        ("number", &address.number),
        ("town", &address.town),
    ];
    let people = [("owner", &head.owner), ("employer", &head.employer)];
    for dossier in dossiers {
        let own = own_places(dossier, &pack.municipality.name);
        let is_own = |text: &str| own.contains(&text.trim().to_lowercase());
        let parts = parts.iter().filter(|(_, text)| !is_own(text));
        let mut all = parts.chain(&people);
        let found = all.find(|(_, text)| names_a_person(dossier, text));
        if let Some((field, _)) = found {
            return Ok(Some(*field));
        }
    }
    Ok(None)
}

/// The same of all that an officer says of a place.
///
/// # Errors
/// A fault at its field.
pub fn head_held(
    of: (&App, &Actor),
    dossiers: &[&Open],
    head: &Head,
    someone_else: &BTreeSet<String>,
) -> Ended {
    for (field, text) in head.free() {
        a_location_names_nobody_of_a_dossier(dossiers, (field, text))?;
    }
    if let Some(field) = names_somebody(of, dossiers, head)? {
        return Err(Refusal::of(field, "location-names"));
    }
    for (field, text) in head.words() {
        nobody_reported(of, dossiers, (field, &text), someone_else)?;
    }
    Ok(())
}

/// All that stands there already, against a dossier that is to belong there.
///
/// # Errors
/// A fault at `field`.
pub fn all_held(
    of: (&App, &Actor),
    dossier: &Open,
    (field, content): (&'static str, &Content),
    someone_else: &BTreeSet<String>,
) -> Ended {
    let somebody = names_somebody(of, &[dossier], &content.head)?;
    if somebody.is_some() || points_at(dossier, &content.free()) {
        return Err(Refusal::of(field, "location-names-joining"));
    }
    nobody_reported(of, &[dossier], (field, &content.words()), someone_else)
}
