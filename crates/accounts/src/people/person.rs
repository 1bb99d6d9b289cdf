//! A person's row: who it is (sealed), and what their password opens.

use platform::clock::whole_day;
use platform::db::Tx;
use platform::proof::{self, Noted};
use platform::{App, Millis, PersonId, Result, Tenant, guarded};
use serde::{Deserialize, Serialize};
use vault::{Key, PrivateKey, Salt};

use super::model::CodeSecret;

#[derive(Serialize, Deserialize)]
pub(crate) struct Sealed {
    pub name: String,
    pub email: String,
}

/// The row. Its writes leave no audit record of their own: an employee who changes a password at an
/// hour at which a signal came in is nobody's business. Its version is noted outside the database
/// instead.
#[derive(Clone)]
pub(crate) struct Record {
    pub id: PersonId,
    address: [u8; 32],
    sealed: Vec<u8>,
    /// The municipality that made the account: only its administrator can give a new link.
    pub home: Tenant,
    pub salt: Option<Vec<u8>>,
    pub wrapped_secret: Option<Vec<u8>>,
    public_key: Option<Vec<u8>>,
    code_sealed: Option<Vec<u8>>,
    pub code_step: i64,
    /// Sessions of an earlier epoch have ended.
    pub epoch: i64,
    /// How many links were made and used: only one of now works, also when an older one is put back.
    pub links: i64,
    created_on: Millis,
    version: i64,
}

guarded!(
    Record,
    "person",
    |_row| Noted::Outside,
    version,
    key[id],
    [
        address,
        sealed,
        home,
        salt,
        wrapped_secret,
        public_key,
        code_sealed,
        code_step,
        epoch,
        links,
        created_on,
        version
    ]
);

pub(super) fn address(app: &App, email: &str) -> [u8; 32] {
    app.keys
        .instance("address")
        .fingerprint(&[email.trim().to_lowercase().as_bytes()])
}

/// 33 bits: whoever wants the same words must open some thousand million links.
const WORDS: usize = 3;

fn place(id: PersonId) -> String {
    format!("person:{id}")
}

fn secret_place(id: PersonId) -> String {
    format!("secret:{id}")
}

fn code_place(id: PersonId) -> String {
    format!("code:{id}")
}

/// What a password makes of an account; made before a transaction begins, because it takes time.
pub struct Credentials {
    salt: Salt,
    wrapped_secret: Vec<u8>,
    public_key: [u8; 32],
    pub secret: Key,
}

impl Credentials {
    /// With a new secret, or with the one that the person has.
    pub async fn make(
        app: &App,
        id: PersonId,
        password: &str,
        secret: Option<Key>,
    ) -> Result<Self> {
        let (salt, secret): (Salt, Key) = (vault::random(), secret.unwrap_or_else(Key::random));
        let key = app.stretching.password(&app.keys, password, salt).await?;
        Ok(Self {
            salt,
            wrapped_secret: key.wrap(&secret, &secret_place(id)),
            public_key: *PrivateKey::from_key(&secret.derive("mailbox"))
                .public()
                .as_bytes(),
            secret,
        })
    }
}

impl Record {
    pub(super) fn new(app: &App, name: &str, email: &str, home: Tenant) -> Result<Self> {
        let id = PersonId::from(app.clock.id());
        let sealed = serde_json::to_vec(&Sealed {
            name: name.trim().into(),
            email: email.trim().into(),
        })?;
        Ok(Self {
            id,
            address: address(app, email),
            sealed: app.keys.instance("people").seal(&sealed, &place(id)),
            home,
            salt: None,
            wrapped_secret: None,
            public_key: None,
            code_sealed: None,
            code_step: 0,
            epoch: 0,
            links: 0,
            created_on: whole_day(app.clock.now()),
            version: 1,
        })
    }

    /// Writes a change; somebody else's change since it was read is a conflict.
    pub(crate) async fn save(&mut self, tx: &mut Tx, app: &App) -> Result<()> {
        proof::save(tx, app, self).await
    }

    pub(crate) fn joined(&self) -> bool {
        self.wrapped_secret.is_some()
    }

    pub(crate) fn who(&self, app: &App) -> Result<Sealed> {
        let plain = app
            .keys
            .instance("people")
            .open(&self.sealed, &place(self.id))?;
        Ok(serde_json::from_slice(&plain)?)
    }

    /// The person's own secret, if this is the password. Takes as long when there is none.
    pub(crate) async fn open(&self, app: &App, password: &str) -> Result<Option<Key>> {
        let salt = self
            .salt
            .as_deref()
            .and_then(|salt| Salt::try_from(salt).ok())
            .unwrap_or_default();
        let key = app.stretching.password(&app.keys, password, salt).await?;
        let wrapped = self.wrapped_secret.as_deref().unwrap_or_default();
        Ok(key.unwrap_key(wrapped, &secret_place(self.id)).ok())
    }

    /// What belongs to the password; sessions end.
    pub(crate) fn take(&mut self, credentials: &Credentials) {
        self.salt = Some(credentials.salt.to_vec());
        self.wrapped_secret = Some(credentials.wrapped_secret.clone());
        self.public_key = Some(credentials.public_key.to_vec());
        self.epoch += 1;
    }

    pub(crate) fn mailbox(&self) -> Option<&[u8]> {
        self.public_key.as_deref()
    }

    /// Three words of what the password opens: read aloud, they tell that the one who speaks is the
    /// one who signs in. A link that somebody else opened makes other words.
    pub(crate) fn words(&self) -> Option<String> {
        let key = self.public_key.as_deref()?;
        let digest = vault::digest(&[b"account", key]);
        Some(vault::phrase::spoken(&digest)[..WORDS].join(" "))
    }

    pub(crate) fn has_code(&self) -> bool {
        self.code_sealed.is_some()
    }

    pub(crate) fn code(&self, app: &App) -> Result<Option<CodeSecret>> {
        let Some(sealed) = &self.code_sealed else {
            return Ok(None);
        };
        let plain = app
            .keys
            .instance("people")
            .open(sealed, &code_place(self.id))?;
        Ok(Some(CodeSecret(
            String::from_utf8_lossy(&plain).into_owned(),
        )))
    }

    pub(crate) fn set_code(&mut self, app: &App, code: &CodeSecret) {
        let sealed = app
            .keys
            .instance("people")
            .seal(code.0.as_bytes(), &code_place(self.id));
        self.code_sealed = Some(sealed);
        self.code_step = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        housekeeping::golden::stays::<Sealed>(env!("CARGO_MANIFEST_DIR"), "person");
    }
}
