//! What a column of a file or register can mean, and a row of such columns as a record to compare.

use linkage::{Address, Name, Record};

/// A column that is understood. The ids are those of `meldroute match`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    Id,
    Name,
    GivenName,
    Prefix,
    Surname,
    DateOfBirth,
    Sex,
    Nationality,
    Street,
    HouseNumber,
    Addition,
    Address,
    Postcode,
    City,
    Phone,
    Email,
    NationalId,
    Organisation,
    Kvk,
    Plate,
    Iban,
    Handle,
    /// What a building is used for, or a permit allows.
    Use,
    /// Anything else worth reading beside a hit; never compared.
    Note,
}

/// Id, and how extracts call it (folded, without spaces).
const NAMES: [(Column, &str, &[&str]); 24] = [
    (
        Column::Id,
        "id",
        &[
            "nummer",
            "kenmerk",
            "zaaknummer",
            "anummer",
            "recordid",
            "volgnummer",
        ],
    ),
    (
        Column::Name,
        "name",
        &["naam", "volledigenaam", "naamvolledig"],
    ),
    (
        Column::GivenName,
        "given_name",
        &[
            "voornaam",
            "voornamen",
            "voorletters",
            "firstname",
            "givenname",
            "roepnaam",
        ],
    ),
    (
        Column::Prefix,
        "prefix",
        &[
            "voorvoegsel",
            "voorvoegsels",
            "tussenvoegsel",
            "tussenvoegsels",
        ],
    ),
    (
        Column::Surname,
        "surname",
        &["achternaam", "geslachtsnaam", "familienaam", "lastname"],
    ),
    (
        Column::DateOfBirth,
        "date_of_birth",
        &[
            "geboortedatum",
            "geboren",
            "gebdatum",
            "birthdate",
            "dateofbirth",
        ],
    ),
    (
        Column::Sex,
        "sex",
        &["geslacht", "gender", "geslachtsaanduiding"],
    ),
    (Column::Nationality, "nationality", &["nationaliteit"]),
    (
        Column::Street,
        "street",
        &[
            "straat",
            "straatnaam",
            "openbareruimte",
            "openbareruimtenaam",
        ],
    ),
    (
        Column::HouseNumber,
        "house_number",
        &["huisnummer", "huisnr", "nr", "housenumber"],
    ),
    (
        Column::Addition,
        "addition",
        &[
            "huisletter",
            "toevoeging",
            "huisnummertoevoeging",
            "huisnrtoevoeging",
        ],
    ),
    (
        Column::Address,
        "address",
        &["adres", "vestigingsadres", "woonadres", "locatie"],
    ),
    (Column::Postcode, "postcode", &["postalcode", "zip"]),
    (
        Column::City,
        "city",
        &[
            "plaats",
            "woonplaats",
            "woonplaatsnaam",
            "vestigingsplaats",
            "plaatsnaam",
        ],
    ),
    (
        Column::Phone,
        "phone",
        &["telefoon", "telefoonnummer", "tel", "mobiel", "mobile"],
    ),
    (Column::Email, "email", &["emailadres", "mail", "mailadres"]),
    (
        Column::NationalId,
        "national_id",
        &["bsn", "burgerservicenummer"],
    ),
    (
        Column::Organisation,
        "organisation",
        &[
            "organisatie",
            "bedrijf",
            "bedrijfsnaam",
            "handelsnaam",
            "statutairenaam",
            "company",
            "organization",
            "vergunninghouder",
        ],
    ),
    (
        Column::Kvk,
        "kvk",
        &["kvknummer", "vestigingsnummer", "rsin"],
    ),
    (Column::Plate, "plate", &["kenteken", "numberplate"]),
    (Column::Iban, "iban", &["rekeningnummer", "bankrekening"]),
    (
        Column::Handle,
        "handle",
        &["gebruikersnaam", "username", "profiel"],
    ),
    (
        Column::Use,
        "use",
        &[
            "gebruiksdoel",
            "bestemming",
            "functie",
            "gebruik",
            "soortvergunning",
            "vergunning",
        ],
    ),
    (
        Column::Note,
        "note",
        &["opmerking", "toelichting", "omschrijving", "status"],
    ),
];

impl Column {
    pub const ALL: [Self; 24] = {
        let mut all = [Self::Id; 24];
        let mut at = 0;
        while at < 24 {
            all[at] = NAMES[at].0;
            at += 1;
        }
        all
    };

    #[must_use]
    pub fn id(self) -> &'static str {
        NAMES
            .iter()
            .find(|(column, ..)| *column == self)
            .map_or("note", |(_, id, _)| id)
    }

    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, known, _)| *known == id)
            .map(|(column, ..)| *column)
    }

    /// What a header most likely means.
    #[must_use]
    pub fn guess(header: &str) -> Option<Self> {
        let header = header.trim().trim_start_matches('\u{feff}').to_lowercase();
        let plain = linkage::normal::fold(&header).replace(' ', "");
        Self::parse(&header).or_else(|| {
            NAMES
                .iter()
                .find(|(_, id, others)| {
                    id.replace('_', "") == plain || others.contains(&plain.as_str())
                })
                .map(|(column, ..)| *column)
        })
    }

    /// Is it looked at when records are compared?
    #[must_use]
    pub fn compares(self) -> bool {
        !matches!(
            self,
            Self::Id
                | Self::Use
                | Self::Note
                | Self::Prefix
                | Self::Addition
                | Self::Sex
                | Self::Nationality
        )
    }
}

/// A row as a record. A column may occur more than once, and holds several values when parted by
/// `|`.
#[must_use]
pub fn record(columns: &[Option<Column>], cells: &[impl AsRef<str>]) -> Record {
    let row = Row { columns, cells };
    let address = row.address();
    Record {
        names: row.names(),
        births: row.all(Column::DateOfBirth),
        sex: row.one(Column::Sex),
        nationality: row.one(Column::Nationality),
        national_ids: row.all(Column::NationalId),
        organisations: row.all(Column::Organisation),
        trade_numbers: row.all(Column::Kvk),
        addresses: if address.is_empty() {
            Vec::new()
        } else {
            vec![address]
        },
        phones: row.all(Column::Phone),
        emails: row.all(Column::Email),
        plates: row.all(Column::Plate),
        ibans: row.all(Column::Iban),
        handles: row.all(Column::Handle),
        is_person: false,
    }
}

/// A row with what its columns mean.
struct Row<'a, T> {
    columns: &'a [Option<Column>],
    cells: &'a [T],
}

impl<T: AsRef<str>> Row<'_, T> {
    /// What is filled in, in every column with this meaning.
    fn values(&self, wanted: Column) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .zip(self.cells)
            .filter(move |(column, _)| **column == Some(wanted))
            .map(|(_, cell)| cell.as_ref().trim())
            .filter(|text| !text.is_empty())
    }

    /// Values that stand beside each other: two phones.
    fn all(&self, wanted: Column) -> Vec<String> {
        self.values(wanted)
            .flat_map(|text| text.split('|'))
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// Values that are parts of one.
    fn one(&self, wanted: Column) -> String {
        self.values(wanted).collect::<Vec<_>>().join(" ")
    }

    fn names(&self) -> Vec<Name> {
        let whole = |surname| Name {
            given: String::new(),
            surname,
        };
        let mut names: Vec<Name> = self.all(Column::Name).into_iter().map(whole).collect();
        let (given, surname) = (self.one(Column::GivenName), self.one(Column::Surname));
        if !given.is_empty() || !surname.is_empty() {
            let surname = format!("{} {surname}", self.one(Column::Prefix));
            names.push(Name {
                given,
                surname: surname.trim().to_owned(),
            });
        }
        names
    }

    fn address(&self) -> Address {
        let street = if self.values(Column::Street).next().is_some() {
            Column::Street
        } else {
            Column::Address
        };
        let (number, addition) = (self.one(Column::HouseNumber), self.one(Column::Addition));
        Address {
            street: self.one(street),
            number: format!("{number} {addition}").trim().to_owned(),
            postcode: self.one(Column::Postcode),
            city: self.one(Column::City),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_municipal_extracts_are_understood() {
        for (header, column) in [
            ("Geslachtsnaam", Column::Surname),
            ("E-mailadres", Column::Email),
            ("\u{feff}Voornamen", Column::GivenName),
            ("KvK-nummer", Column::Kvk),
            ("house_number", Column::HouseNumber),
            ("Openbare ruimte", Column::Street),
        ] {
            assert_eq!(Column::guess(header), Some(column), "{header}");
        }
        assert_eq!(Column::guess("Leges"), None);
        for column in Column::ALL {
            assert_eq!(Column::parse(column.id()), Some(column));
        }
    }
}
