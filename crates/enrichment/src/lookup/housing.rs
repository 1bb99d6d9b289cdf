//! May somebody live here, and who is registered? (onder ‘Arbeidsuitbuiting’: "officieel
//! ingeschreven" and "bewoond mag worden")

use linkage::Record;
use platform::db::Reader;
use platform::{App, Result, Tenant};
use policy::{Housing, Pack};

use super::known::Known;
use super::things::Thing;
use crate::registers::{self, columns::Column};

/// Whether an address may be lived in, by what the building is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inhabited {
    Yes,
    No,
    Unknown,
}

impl Inhabited {
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// A building may be lived in when living or lodging is among its uses; without any known use
/// nobody knows.
#[must_use]
pub fn may_be_inhabited(uses: &[String]) -> Inhabited {
    let living = |text: &String| {
        ["woon", "logies", "bewoning"]
            .iter()
            .any(|word| text.to_lowercase().contains(word))
    };
    match uses.is_empty() {
        true => Inhabited::Unknown,
        false if uses.iter().any(living) => Inhabited::Yes,
        false => Inhabited::No,
    }
}

/// What imported registers say of an address.
pub struct Housed {
    pub address: String,
    /// How many are registered there; `None`: no such register is here.
    pub registered: Option<usize>,
    pub uses: Vec<String>,
    pub inhabited: Inhabited,
    pub permits: Option<Vec<String>>,
}

/// An address, with everything that is known at exactly this address.
pub struct AtAddress {
    street: String,
    things: Vec<Thing>,
}

/// The first address of a record; `None` when it has none.
pub fn at_address(known: &Known, record: &Record) -> Option<AtAddress> {
    let address = record.addresses.first()?;
    let only = Record {
        addresses: vec![address.clone()],
        ..Record::default()
    };
    Some(AtAddress {
        street: address.street.clone(),
        things: known.same_address(&only),
    })
}

/// Looks an address up in the registers that say something of living there.
pub async fn housed(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    pack: &Pack,
    address: AtAddress,
) -> Result<Housed> {
    let imports = registers::ready(tx, app, tenant).await?;
    let role = |source: &str| pack.source(source).and_then(|source| source.housing);
    let has = |wanted: Housing| {
        imports
            .iter()
            .any(|import| role(&import.source) == Some(wanted))
    };
    let (mut registered, mut uses, mut permits) = (0, Vec::new(), Vec::new());
    for import in &imports {
        let Some(housing) = role(&import.source) else {
            continue;
        };
        let numbers: Vec<u32> = address
            .things
            .iter()
            .filter_map(|thing| match thing {
                Thing::Row { import: id, row } if *id == import.id => Some(*row),
                _ => None,
            })
            .collect();
        if housing == Housing::Residents {
            registered += numbers.len();
            continue;
        }
        let columns = import.columns();
        for row in registers::rows(tx, import, &numbers).await?.into_values() {
            let named = columns
                .iter()
                .zip(row.cells)
                .filter(|(column, _)| **column == Some(Column::Use));
            let words = named.map(|(_, cell)| cell).filter(|cell| !cell.is_empty());
            if housing == Housing::Buildings {
                uses.extend(words);
            } else {
                permits.extend(words);
            }
        }
    }
    uses.sort();
    uses.dedup();
    Ok(Housed {
        address: address.street,
        registered: has(Housing::Residents).then_some(registered),
        inhabited: may_be_inhabited(&uses),
        uses,
        permits: has(Housing::Permits).then_some(permits),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn may_be_inhabited_follows_the_use_of_the_building() {
        let of = |uses: &[&str]| {
            may_be_inhabited(
                &uses
                    .iter()
                    .map(|text| (*text).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(of(&["woonfunctie"]), Inhabited::Yes);
        assert_eq!(of(&["industriefunctie", "Woonfunctie"]), Inhabited::Yes);
        assert_eq!(of(&["industriefunctie"]), Inhabited::No);
        assert_eq!(of(&[]), Inhabited::Unknown);
    }
}
