//! Fictional people in households.

use std::collections::BTreeMap;

use rand::prelude::*;
use rand::rngs::StdRng;

pub struct Origin {
    pub id: &'static str,
    share: u32,
    parts: BTreeMap<&'static str, Vec<&'static str>>,
}

/// Somebody, as truth knows them.
#[derive(Clone, Default)]
pub struct Person {
    pub origin: usize,
    pub man: bool,
    pub given: String,
    pub second: String,
    pub surname: String,
    pub partner: String,
    /// Year, month, day.
    pub born: (u32, u32, u32),
    pub street: String,
    pub number: u32,
    pub addition: String,
    pub postcode: String,
    pub city: String,
    pub phone: String,
    pub email: String,
    pub plate: String,
}

pub fn origins() -> Vec<Origin> {
    let mut out: Vec<Origin> = Vec::new();
    for line in include_str!("names.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        if let Some(id) = line.strip_prefix('[') {
            out.push(Origin {
                id: id.trim_end_matches(']'),
                share: 0,
                parts: BTreeMap::new(),
            });
            continue;
        }
        let mut words = line.split(' ');
        let (key, origin) = (words.next().unwrap(), out.last_mut().unwrap());
        if key == "share" {
            origin.share = words.next().unwrap().parse().unwrap();
        } else {
            origin.parts.insert(key, words.collect());
        }
    }
    out
}

/// A choice in which the first are far commoner than the last.
fn skewed<'a>(rng: &mut StdRng, list: &[&'a str]) -> &'a str {
    let x: f64 = rng.random();
    list[((x * x) * list.len() as f64) as usize % list.len()]
}

impl Origin {
    pub fn given(&self, rng: &mut StdRng, man: bool) -> String {
        skewed(rng, &self.parts[if man { "men" } else { "women" }]).to_owned()
    }

    fn surname(&self, rng: &mut StdRng) -> String {
        let prefix = self.parts["prefixes"]
            .choose(rng)
            .unwrap()
            .replace('_', " ");
        let stem = skewed(rng, &self.parts["stems"]);
        let ending = skewed(rng, &self.parts["endings"]);
        let name = if ending == "-" {
            stem.to_owned()
        } else {
            format!("{stem}{ending}")
        };
        if prefix == "-" {
            name
        } else {
            format!("{prefix} {name}")
        }
    }
}

const STREETS: [&str; 40] = [
    "Kerk",
    "Dorps",
    "School",
    "Molen",
    "Juliana",
    "Wilhelmina",
    "Beatrix",
    "Nassau",
    "Oranje",
    "Eiken",
    "Beuken",
    "Linden",
    "Kastanje",
    "Vondel",
    "Rembrandt",
    "Vermeer",
    "Hof",
    "Haven",
    "Stations",
    "Parallel",
    "IJssel",
    "Lek",
    "Waal",
    "Merel",
    "Lijster",
    "Zwaluw",
    "Tulpen",
    "Rozen",
    "Anjer",
    "Irene",
    "Margriet",
    "Wolbrand",
    "Heeswijker",
    "Water",
    "Polder",
    "Boomgaard",
    "Heide",
    "Zand",
    "Veen",
    "Burgemeester Jansen",
];
const KINDS: [&str; 7] = ["straat", "laan", "weg", "plein", "hof", "kade", "singel"];
const CITIES: [(&str, u32); 16] = [
    ("Montfoort", 3417),
    ("Linschoten", 3461),
    ("Woerden", 3440),
    ("Oudewater", 3421),
    ("IJsselstein", 3401),
    ("Lopik", 3411),
    ("Utrecht", 3511),
    ("Nieuwegein", 3431),
    ("Gouda", 2801),
    ("Amersfoort", 3811),
    ("Den Haag", 2511),
    ("Rotterdam", 3011),
    ("Tilburg", 5011),
    ("Venlo", 5911),
    ("Emmen", 7811),
    ("Zwolle", 8011),
];

fn letters(rng: &mut StdRng, count: usize) -> String {
    (0..count)
        .map(|_| *b"BDFGHJKLNPRSTVXZ".choose(rng).unwrap() as char)
        .collect()
}

fn address(rng: &mut StdRng, person: &mut Person) {
    let (city, base) = CITIES[rng.random_range(0..CITIES.len())];
    let (street, kind) = (
        rng.random_range(0..STREETS.len()),
        rng.random_range(0..KINDS.len()),
    );
    let tail = ["", "", " Oost", " Noord", "pad", "erf"][rng.random_range(0..6)];
    person.street = format!("{}{}{tail}", STREETS[street], KINDS[kind]);
    person.number = rng.random_range(1..220);
    person.addition =
        String::from(["", "", "", "", "", "a", "b", "bis", "2"][rng.random_range(0..9)]);
    let code = base + (street as u32 * 3 + kind as u32) % 30;
    let mark = (street * 7 + kind * 31) % 400;
    person.postcode = format!(
        "{code} {}{}",
        (b'A' + (mark / 20) as u8) as char,
        (b'A' + (mark % 20) as u8) as char
    );
    person.city = String::from(city);
}

fn own(rng: &mut StdRng, person: &mut Person, plain: &str) {
    if rng.random_bool(0.6) {
        person.phone = format!("06-{:08}", rng.random_range(10_000_000..99_999_999_u32));
    }
    if rng.random_bool(0.6) {
        return;
    }
    let local: String = plain
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    person.email = format!(
        "{local}{}@example.{}",
        rng.random_range(1..999),
        ["nl", "com", "org"][rng.random_range(0..3)]
    );
    if rng.random_bool(0.7) {
        person.plate = format!(
            "{}-{}-{}",
            letters(rng, 2),
            rng.random_range(100..999),
            letters(rng, 1)
        );
    }
}

/// Households until `wanted` people are there: couples with children (twins, a son with his
/// father's initials), people alone, and houses where workers who do not know each other live
/// together.
pub fn people(rng: &mut StdRng, wanted: usize) -> Vec<Person> {
    let origins = origins();
    let total: u32 = origins.iter().map(|origin| origin.share).sum();
    let mut out: Vec<Person> = Vec::with_capacity(wanted + 8);
    while out.len() < wanted {
        let mut at = rng.random_range(0..total);
        let origin = origins
            .iter()
            .position(|o| {
                let here = at < o.share;
                at = at.wrapping_sub(o.share);
                here
            })
            .unwrap();
        household(rng, &origins, origin, &mut out);
    }
    out.truncate(wanted);
    out
}

/// What the members of a household have in common, as far as they are there.
struct Household<'a> {
    origin: &'a Origin,
    /// Workers share an address and nothing else.
    workers: bool,
    family: String,
    father: String,
    landline: Option<String>,
    names: Vec<String>,
    last_child: Option<(u32, u32, u32)>,
}

fn household(rng: &mut StdRng, origins: &[Origin], origin: usize, out: &mut Vec<Person>) {
    let mut house = Person {
        origin,
        ..Person::default()
    };
    address(rng, &mut house);
    let origin = &origins[origin];
    let workers = matches!(origin.id, "pl" | "ro" | "bg") && rng.random_bool(0.3);
    let family = origin.surname(rng);
    let size = if workers {
        rng.random_range(3..8)
    } else {
        [1, 1, 1, 2, 2, 3, 4, 5][rng.random_range(0..8)]
    };
    let mut household = Household {
        origin,
        workers,
        family,
        father: String::new(),
        landline: None,
        names: Vec::new(),
        last_child: None,
    };
    for member in 0..size {
        let mut person = house.clone();
        person.man = if member == 0 {
            rng.random_bool(0.6)
        } else if member == 1 && !workers {
            !out.last().unwrap().man
        } else {
            rng.random_bool(0.5)
        };
        household.name(rng, &mut person, member);
        household.family(rng, &mut person, member);
        household.contact(rng, &mut person);
        out.push(person);
    }
}

impl Household<'_> {
    /// Names and a date of birth; nobody names two children alike.
    fn name(&self, rng: &mut StdRng, person: &mut Person, member: i32) {
        person.given = self.origin.given(rng, person.man);
        while !self.workers && self.names.contains(&person.given) {
            person.given = self.origin.given(rng, person.man);
        }
        if rng.random_bool(0.5) {
            person.second = self.origin.given(rng, person.man);
        }
        person.surname = if self.workers {
            self.origin.surname(rng)
        } else {
            self.family.clone()
        };
        let adult = member < 2 || self.workers;
        let year = if adult {
            rng.random_range(1945..2004)
        } else {
            rng.random_range(2004..2024)
        };
        person.born = (year, rng.random_range(1..13), rng.random_range(1..29));
    }

    /// What only families have: a partner's name, twins, a son with his father's initial.
    fn family(&mut self, rng: &mut StdRng, person: &mut Person, member: i32) {
        if member == 0 {
            self.father.clone_from(&person.given);
        }
        if !self.workers && member == 1 && rng.random_bool(0.6) {
            person.partner.clone_from(&person.surname);
            person.surname = self.origin.surname(rng);
        }
        if !self.workers && member >= 2 {
            if let Some(born) = self.last_child.filter(|_| rng.random_bool(0.08)) {
                person.born = born; // twins
            } else if person.man && rng.random_bool(0.15) {
                let initial = self.father.chars().next();
                for _ in 0..20 {
                    person.given = self.origin.given(rng, true);
                    let fits = person.given.chars().next() == initial;
                    if fits && !self.names.contains(&person.given) {
                        break;
                    }
                }
            }
            self.last_child = Some(person.born);
        }
        self.names.push(person.given.clone());
    }

    /// Phone, e-mail and plate; a family sometimes gives one phone for all.
    fn contact(&mut self, rng: &mut StdRng, person: &mut Person) {
        let plain = format!("{}{}", person.given, person.surname);
        own(rng, person, &plain);
        if !self.workers {
            let own = &person.phone;
            let shared = self.landline.get_or_insert_with(|| own.clone()).clone();
            if !person.phone.is_empty() && rng.random_bool(0.25) {
                person.phone = shared;
            }
        }
    }
}

/// Moves somebody elsewhere.
pub fn moved(rng: &mut StdRng, person: &mut Person) {
    address(rng, person);
}

pub fn origin_id(at: usize) -> &'static str {
    const IDS: [&str; 7] = ["nl", "pl", "ro", "bg", "tr", "ma", "cn"];
    IDS[at]
}
