//! A record in few words of 32 bits, and what can be looked up of it ([`keys`]).

mod keys;

pub(crate) use keys::{
    birth_keys, code_key, date_key, half_keys, house_key, initial_key, keys, month_key, name_key,
    organisation_key, postcode_house_key, postcode_key, street_key, year_key,
};

use crate::dictionary::{Dictionary, Use, Word};
use crate::normal::{self, Birth, Code, CodeKind, Place};
use crate::postings::text_key;
use crate::record::Record;

/// Persons, organisations and things (an address, phone or plate by itself) are not compared with
/// one another as if they could be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// With a name, a date of birth or a national number.
    Person,
    /// With the name of an organisation or a number of the trade register.
    Organisation,
    /// An address, phone, plate or the like by itself.
    Thing,
}

/// A record with its words looked up: how a query is held, and how two stored records are compared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub names: Vec<(Vec<Word>, Vec<Word>)>,
    pub births: Vec<Birth>,
    /// 0 unknown, 1 male, 2 female.
    pub sex: u8,
    pub nationality: u32,
    pub places: Vec<KnownPlace>,
    pub codes: Vec<Code>,
    pub organisations: Vec<Vec<Word>>,
    /// Somebody of whom no name is known.
    pub somebody: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct KnownPlace {
    pub street: Option<Word>,
    pub number: u32,
    /// Up to six signs in base 39; 0 none.
    pub addition: u32,
    pub postcode: u32,
    pub city: Option<Word>,
}

/// A stored record, read back: word numbers instead of words.
#[derive(Debug, Clone, Default)]
pub(crate) struct View<'a> {
    pub names: Vec<(&'a [u32], &'a [u32])>,
    pub births: Vec<Birth>,
    pub sex: u8,
    pub nationality: u32,
    pub places: Vec<ViewPlace>,
    pub codes: Vec<Code>,
    pub organisations: Vec<&'a [u32]>,
    pub somebody: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ViewPlace {
    pub street: Option<u32>,
    pub number: u32,
    pub addition: u32,
    pub postcode: u32,
    pub city: Option<u32>,
}

/// At most six signs in one word.
pub(crate) fn short(text: &str) -> u32 {
    text.bytes().take(6).fold(0u32, |sum, b| {
        let digit = match b {
            b'0'..=b'9' => b - b'0' + 1,
            b'a'..=b'z' => b - b'a' + 11,
            _ => 37,
        };
        sum.wrapping_mul(39).wrapping_add(u32::from(digit))
    })
}

fn sex(text: &str) -> u8 {
    match text.trim().to_lowercase().as_str() {
        "m" | "man" | "male" | "jongen" | "1" => 1,
        "v" | "f" | "vrouw" | "female" | "meisje" | "w" | "2" => 2,
        _ => 0,
    }
}

fn codes(record: &Record) -> Vec<Code> {
    let lists = [
        (CodeKind::Phone, &record.phones),
        (CodeKind::Email, &record.emails),
        (CodeKind::NationalId, &record.national_ids),
        (CodeKind::Trade, &record.trade_numbers),
        (CodeKind::Plate, &record.plates),
        (CodeKind::Iban, &record.ibans),
        (CodeKind::Handle, &record.handles),
    ];
    lists
        .iter()
        .flat_map(|(kind, list)| list.iter().filter_map(|text| Code::read(*kind, text)))
        .collect()
}

fn spoken(name: &crate::Name) -> normal::Spoken {
    let (given, surname) = (name.given.trim(), name.surname.trim());
    let split =
        if given.is_empty() && surname.contains(|c: char| c.is_whitespace() || !c.is_ascii()) {
            Some(normal::split_whole(surname))
        } else {
            None
        };
    match &split {
        Some((given, surname)) => normal::name(given, surname),
        None => normal::name(given, surname),
    }
}

fn nationality(text: &str) -> u32 {
    let folded = normal::fold(text);
    if folded.is_empty() {
        0
    } else {
        text_key(0, &folded) | 1
    }
}

impl Known {
    pub(crate) fn read(record: &Record, words: &Dictionary) -> Self {
        let look = |list: &[String]| list.iter().map(|text| words.word(text)).collect::<Vec<_>>();
        let one = |text: &str| (!text.is_empty()).then(|| words.word(text));
        let names = record
            .names
            .iter()
            .map(spoken)
            .map(|name| (look(&name.given), look(&name.surname)));
        let places = record
            .addresses
            .iter()
            .map(normal::place_of)
            .filter(|place| !place.is_empty());
        let organisations = record
            .organisations
            .iter()
            .map(|text| look(&normal::organisation(text)));
        Self {
            names: names
                .filter(|(given, surname)| !given.is_empty() || !surname.is_empty())
                .collect(),
            births: record
                .births
                .iter()
                .filter_map(|text| Birth::read(text))
                .collect(),
            sex: sex(&record.sex),
            nationality: nationality(&record.nationality),
            places: places
                .map(|place| KnownPlace {
                    street: one(&place.street),
                    number: place.number,
                    addition: short(&place.addition),
                    postcode: short(&place.postcode),
                    city: one(&place.city),
                })
                .collect(),
            codes: codes(record),
            organisations: organisations.filter(|words| !words.is_empty()).collect(),
            somebody: record.is_person,
        }
    }

    /// A stored record as a query.
    pub(crate) fn of(view: &View<'_>, words: &Dictionary) -> Self {
        let look = |ids: &[u32]| ids.iter().map(|id| words.of(*id)).collect::<Vec<_>>();
        Self {
            names: view
                .names
                .iter()
                .map(|(given, surname)| (look(given), look(surname)))
                .collect(),
            births: view.births.clone(),
            sex: view.sex,
            nationality: view.nationality,
            places: view
                .places
                .iter()
                .map(|place| KnownPlace {
                    street: place.street.map(|id| words.of(id)),
                    number: place.number,
                    addition: place.addition,
                    postcode: place.postcode,
                    city: place.city.map(|id| words.of(id)),
                })
                .collect(),
            codes: view.codes.clone(),
            organisations: view.organisations.iter().map(|ids| look(ids)).collect(),
            somebody: view.somebody,
        }
    }

    /// How many words of a name are known; of several names, of the longest.
    pub(crate) fn name_words(&self) -> usize {
        let words = |(given, surname): &(Vec<Word>, Vec<Word>)| given.len() + surname.len();
        self.names.iter().map(words).max().unwrap_or(0)
    }

    pub(crate) fn nature(&self) -> Nature {
        nature(
            !self.names.is_empty() || self.somebody,
            !self.births.is_empty(),
            !self.organisations.is_empty(),
            &self.codes,
        )
    }
}

fn nature(named: bool, born: bool, organisation: bool, codes: &[Code]) -> Nature {
    let has = |kind| codes.iter().any(|code| code.kind == kind);
    if named || born || has(CodeKind::NationalId) {
        Nature::Person
    } else if organisation || has(CodeKind::Trade) {
        Nature::Organisation
    } else {
        Nature::Thing
    }
}

impl View<'_> {
    /// How many words of a name are known; of several names, of the longest.
    pub(crate) fn name_words(&self) -> usize {
        let words = |(given, surname): &(&[u32], &[u32])| given.len() + surname.len();
        self.names.iter().map(words).max().unwrap_or(0)
    }

    pub(crate) fn nature(&self) -> Nature {
        nature(
            !self.names.is_empty() || self.somebody,
            !self.births.is_empty(),
            !self.organisations.is_empty(),
            &self.codes,
        )
    }
}

const NAME: u32 = 1;
const BIRTH: u32 = 2;
const PLACE: u32 = 3;
const CODE: u32 = 4;
const ORGANISATION: u32 = 5;
const PERSONAL: u32 = 6;
/// Beside the sex of a [`PERSONAL`] part: a person, also without a name.
const SOMEBODY: u32 = 4;

/// Writes a record into words, giving numbers to words that are new.
pub(crate) fn encode(record: &Record, words: &mut Dictionary) -> Vec<u32> {
    let mut out = Vec::with_capacity(32);
    for name in record.names.iter().map(spoken) {
        if !name.given.is_empty() || !name.surname.is_empty() {
            part(&mut out, NAME, &name_body(&name, words));
        }
    }
    for birth in record.births.iter().filter_map(|text| Birth::read(text)) {
        part(&mut out, BIRTH, &[birth.pack()]);
    }
    for place in record.addresses.iter().map(normal::place_of) {
        if !place.is_empty() {
            part(&mut out, PLACE, &place_body(&place, words));
        }
    }
    for code in codes(record) {
        part(&mut out, CODE, &code_body(code));
    }
    for name in &record.organisations {
        let body: Vec<u32> = normal::organisation(name)
            .iter()
            .map(|text| words.intern(text))
            .collect();
        if !body.is_empty() {
            part(&mut out, ORGANISATION, &body);
        }
    }
    let (sex, nationality) = (sex(&record.sex), nationality(&record.nationality));
    let somebody = if record.is_person { SOMEBODY } else { 0 };
    if sex != 0 || nationality != 0 || somebody != 0 {
        part(
            &mut out,
            PERSONAL,
            &[u32::from(sex) | somebody, nationality],
        );
    }
    out
}

/// One part of a record: its kind and length in one word, and what it holds.
fn part(out: &mut Vec<u32>, tag: u32, body: &[u32]) {
    out.push(tag << 16 | body.len() as u32);
    out.extend_from_slice(body);
}

/// How many words are given names, and all words.
fn name_body(name: &normal::Spoken, words: &mut Dictionary) -> Vec<u32> {
    let mut body = vec![name.given.len() as u32];
    let all = name.given.iter().chain(&name.surname);
    body.extend(all.map(|text| words.intern(text)));
    body
}

/// Word numbers are one higher here: 0 is an unknown street or city. What is mostly unknown stands at
/// the end, without the words that are 0 there.
fn place_body(place: &Place, words: &mut Dictionary) -> Vec<u32> {
    let mut word = |text: &str| {
        if text.is_empty() {
            0
        } else {
            words.intern(text) + 1
        }
    };
    let (street, city) = (word(&place.street), word(&place.city));
    let (postcode, addition) = (short(&place.postcode), short(&place.addition));
    trimmed(&[street, place.number, city, postcode, addition]).to_vec()
}

/// Without the words that are 0 at the end.
fn trimmed(words: &[u32]) -> &[u32] {
    let used = words.iter().rposition(|word| *word != 0);
    &words[..used.map_or(0, |last| last + 1)]
}

/// The kind, and the packed code without the words that are 0 at its end.
fn code_body(code: Code) -> Vec<u32> {
    let words = [0, 32, 64, 96].map(|shift| (code.packed >> shift) as u32);
    let mut body = vec![code.kind as u32];
    body.extend_from_slice(trimmed(&words));
    body
}

/// Reads a record back.
pub(crate) fn decode(mut words: &[u32]) -> View<'_> {
    let mut view = View::default();
    while let [head, rest @ ..] = words {
        let (body, after) = rest.split_at((head & 0xffff) as usize);
        words = after;
        match head >> 16 {
            NAME => view.names.push(body[1..].split_at(body[0] as usize)),
            BIRTH => view.births.push(Birth::unpack(body[0])),
            PLACE => view.places.push(view_place(body)),
            CODE => {
                let packed = body[1..]
                    .iter()
                    .rev()
                    .fold(0u128, |sum, word| sum << 32 | u128::from(*word));
                view.codes.push(Code {
                    kind: CodeKind::ALL[body[0] as usize],
                    packed,
                });
            }
            ORGANISATION => view.organisations.push(body),
            _ => {
                (view.sex, view.nationality) = ((body[0] & 3) as u8, body[1]);
                view.somebody = body[0] & SOMEBODY != 0;
            }
        }
    }
    view
}

fn view_place(body: &[u32]) -> ViewPlace {
    let at = |at: usize| body.get(at).copied().unwrap_or_default();
    ViewPlace {
        street: at(0).checked_sub(1),
        number: at(1),
        city: at(2).checked_sub(1),
        postcode: at(3),
        addition: at(4),
    }
}

/// Counts the words of a record in the dictionary, or takes them out again.
pub(crate) fn count(view: &View<'_>, words: &mut Dictionary, by: i32) {
    for (given, surname) in &view.names {
        given
            .iter()
            .for_each(|id| words.counted(*id, Use::Given, by));
        surname
            .iter()
            .for_each(|id| words.counted(*id, Use::Surname, by));
    }
    for place in &view.places {
        if let Some(street) = place.street {
            words.counted(street, Use::Street, by);
        }
        if let Some(city) = place.city {
            words.counted(city, Use::City, by);
        }
    }
    for ids in &view.organisations {
        ids.iter()
            .for_each(|id| words.counted(*id, Use::Organisation, by));
    }
}
