//! Browsers that somebody signed in with before. Strangers who guess at an account make strangers
//! wait, not the officer at the own desk.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use platform::App;
use platform::PersonId;
use uuid::Uuid;

pub const COOKIE: &str = "__Host-device";
/// Half a year.
pub const SECONDS: u32 = 180 * 24 * 3600;
/// A computer at a counter has several people.
const MOST: usize = 8;

/// The people who signed in with this browser, each with a number of the browser's own.
pub struct Device(Vec<(PersonId, [u8; 16])>);

impl Device {
    pub fn open(app: &App, cookie: Option<&str>) -> Self {
        let plain = cookie
            .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
            .and_then(|sealed| app.keys.instance("device").open(&sealed, "device").ok())
            .unwrap_or_default();
        let known = plain.chunks_exact(32).filter_map(|pair| {
            let (person, number) = pair.split_first_chunk::<16>()?;
            Some((
                Uuid::from_bytes(*person).into(),
                <[u8; 16]>::try_from(number).ok()?,
            ))
        });
        Self(known.collect())
    }

    /// The browser's number for this person, when they signed in here before.
    pub fn knows(&self, person: PersonId) -> Option<[u8; 16]> {
        self.0
            .iter()
            .find(|(known, _)| *known == person)
            .map(|(_, number)| *number)
    }

    /// The cookie after this person signed in.
    pub fn with(mut self, app: &App, person: PersonId) -> String {
        let number = self.knows(person).unwrap_or_else(vault::random);
        self.0.retain(|(known, _)| *known != person);
        self.0.insert(0, (person, number));
        self.0.truncate(MOST);
        let plain: Vec<u8> = self
            .0
            .iter()
            .flat_map(|(person, number)| [*person.as_bytes(), *number].concat())
            .collect();
        URL_SAFE_NO_PAD.encode(app.keys.instance("device").seal(&plain, "device"))
    }
}
