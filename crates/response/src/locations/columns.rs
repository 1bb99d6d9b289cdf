//! The columns of an extract, and what a line of it says of a place. No I/O.

use std::collections::BTreeMap;

use platform::forms::Posted;
use route::dossiers::{Ended, Refusal};

use super::address::{Address, has_signs};
use super::geo::Spot;
use super::looking::people;
use super::model::Extract;
use super::words::LONGEST_LINE;

/// What a column can say, as its field on the form, with what it is usually called in Dutch extracts.
pub const COLUMNS: [(&str, &[&str]); 10] = [
    (
        "col-street",
        &["straat", "straatnaam", "openbare ruimte", "adres"],
    ),
    ("col-number", &["huisnummer", "nummer", "nr"]),
    (
        "col-addition",
        &["toevoeging", "huisletter", "huisnummertoevoeging"],
    ),
    ("col-postcode", &["postcode"]),
    ("col-town", &["plaats", "woonplaats", "plaatsnaam"]),
    (
        "col-x",
        &["x", "x-coordinaat", "rd_x", "breedte", "lat", "latitude"],
    ),
    (
        "col-y",
        &["y", "y-coordinaat", "rd_y", "lengte", "lon", "longitude"],
    ),
    (
        "col-use",
        &["gebruik", "gebruiksdoel", "vergunning", "bestemming"],
    ),
    ("col-allowed", &["aantal", "aantal personen", "capaciteit"]),
    ("col-owner", &["eigenaar", "rechthebbende", "naam eigenaar"]),
];

/// What one line says of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub address: Address,
    pub extract: Extract,
}

/// Which column of the file says what, by its place.
pub struct Columns(BTreeMap<&'static str, (usize, String)>);

impl Columns {
    /// As the officer named them, or as they are usually called.
    ///
    /// # Errors
    /// A fault at the field of a name that the file does not have.
    pub fn of(posted: &Posted, header: &[String]) -> Ended<Self> {
        let at = |name: &str| {
            let wanted = name.trim().to_lowercase();
            header
                .iter()
                .position(|one| one.trim().to_lowercase() == wanted)
        };
        let mut found = BTreeMap::new();
        for (field, usual) in COLUMNS {
            let typed = posted.get(field);
            let place = if typed.is_empty() {
                usual.iter().find_map(|name| at(name))
            } else {
                let place = at(typed);
                Some(place.ok_or_else(|| Refusal::of(field, "location-column"))?)
            };
            found.extend(place.map(|place| (field, (place, header[place].clone()))));
        }
        if !found.contains_key("col-street") && !found.contains_key("col-postcode") {
            return Err(Refusal::of("col-street", "location-columns"));
        }
        Ok(Self(found))
    }

    fn cell<'a>(&self, field: &str, cells: &'a [String]) -> &'a str {
        let cell = self.0.get(field).and_then(|(at, _)| cells.get(*at));
        cell.map_or("", |cell| cell.trim())
    }

    fn name(&self, field: &str) -> String {
        self.0
            .get(field)
            .map_or_else(String::new, |(_, name)| name.clone())
    }

    /// What a line says; or in which column is what cannot be, and why, as a text.
    pub fn read(
        &self,
        cells: &[String],
        (town, dated): (&str, &str),
    ) -> Result<Told, (String, &'static str)> {
        let cell = |field: &str| self.cell(field, cells).to_owned();
        let fault = |field: &str, why| Err((self.name(field), why));
        let number = [cell("col-number"), cell("col-addition")];
        let number = number.join(" ").trim().to_owned();
        let street = cell("col-street");
        let address = if number.is_empty() && cell("col-postcode").is_empty() {
            Address::of_line(&street, town)
        } else {
            let named = cell("col-town");
            Address {
                street,
                number,
                postcode: cell("col-postcode"),
                town: if named.is_empty() {
                    town.to_owned()
                } else {
                    named
                },
            }
        };
        if !address.is_known() {
            return fault("col-street", "location-row-address");
        }
        if has_signs(&address.line()) {
            return fault("col-street", "location-row-encoding");
        }
        let long = |field: &&str| self.cell(field, cells).chars().count() > LONGEST_LINE;
        let fields = [
            "col-street",
            "col-number",
            "col-addition",
            "col-postcode",
            "col-town",
            "col-use",
            "col-owner",
        ];
        if let Some(field) = fields.iter().find(|field| long(field)) {
            return fault(field, "location-row-long");
        }
        let Ok(allowed) = people("allowed", &cell("col-allowed")) else {
            return fault("col-allowed", "location-row-people");
        };
        let (x, y) = (cell("col-x"), cell("col-y"));
        let spot = Spot::read(&x, &y);
        if spot.is_none() && !(x.is_empty() && y.is_empty()) {
            return fault("col-x", "location-row-spot");
        }
        let extract = Extract {
            dated: dated.to_owned(),
            permitted: cell("col-use"),
            allowed,
            owner: cell("col-owner"),
            spot,
        };
        Ok(Told { address, extract })
    }
}
