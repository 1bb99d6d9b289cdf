//! What a link is for, what it looks like, and how it stands.

use std::sync::Arc;

use uuid::Uuid;
use vault::Key;

use crate::{App, Millis, Tenant};

/// What links of one kind are for: a constant of the wing that owns it, listed in `Wing::guests`.
#[derive(Debug, Clone, Copy)]
pub struct Purpose {
    /// Tells it from every other purpose, for good: it stands in rows.
    pub id: &'static str,
    /// How long a link works after it was made.
    pub lasts: Millis,
    /// A code of eight digits goes with it, which the guest hears some other way (by phone).
    pub code: bool,
    /// Where a guest begins: a page of this purpose with the object in its path.
    pub start: fn(Uuid) -> String,
}

impl PartialEq for Purpose {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Purpose {}

/// Somebody who opened a link, for one request. They reach this one object and nothing else.
#[derive(Clone)]
pub struct Guest {
    /// Which link: who they are, as far as the audit log knows.
    pub link: Uuid,
    /// Whose link it is.
    pub tenant: Tenant,
    /// What that municipality is called.
    pub municipality: String,
    /// What the link is for.
    pub purpose: &'static Purpose,
    /// The one thing that it opens.
    pub object: Uuid,
    /// What only this browser holds, in its cookie: what a guest keeps for themselves is sealed under it.
    pub secret: Arc<Key>,
}

/// So many wrong codes end a link.
pub const MOST_WRONG: i64 = 5;

/// A link that was just made. Neither its path nor its code can be told a second time.
pub struct Invited {
    /// To withdraw it with.
    pub link: Uuid,
    /// `/gast/TOKEN`, to send behind the address of this program.
    pub path: String,
    /// To tell by phone: `1234 5678`.
    pub code: Option<String>,
}

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody opened it yet.
    Waiting,
    /// One browser holds it; the link opens it in no other.
    Opened,
    /// Too many wrong codes: somebody guesses, or has the wrong one.
    Guessed,
    /// Its time is over.
    Expired,
    /// Whoever sent it took it back.
    Withdrawn,
}

impl State {
    /// The message that says so.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Waiting => "guest-state-waiting",
            Self::Opened => "guest-state-opened",
            Self::Guessed => "guest-state-guessed",
            Self::Expired => "guest-state-expired",
            Self::Withdrawn => "guest-state-withdrawn",
        }
    }
}

/// A link as whoever sent it sees it.
#[derive(Debug, Clone)]
pub struct Sent {
    /// To withdraw it with.
    pub id: Uuid,
    /// The id of its purpose.
    pub purpose: String,
    /// Now.
    pub state: State,
    /// When it ends by itself.
    pub expires_at: Millis,
}

/// What stands in a link: forty random digits, and a `c` behind them when a code goes with it, so
/// that the page can ask for the code without looking anything up.
pub(super) struct Token(String);

impl Token {
    const LENGTH: usize = 40;

    pub(super) fn random(code: bool) -> Self {
        let digits = vault::hex(&vault::random::<20>());
        Self(if code { digits + "c" } else { digits })
    }

    /// `None`: no link of this program looks like this.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_suffix('c').filter(|_| text.len() > Self::LENGTH);
        let digits = digits.unwrap_or(text);
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (digits.len() == Self::LENGTH && digits.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    pub(super) fn has_code(&self) -> bool {
        self.0.len() > Self::LENGTH
    }

    pub(super) fn path(&self) -> String {
        format!("/gast/{}", self.0)
    }

    /// As the database has it.
    pub(super) fn fingerprint(&self, app: &App) -> [u8; 32] {
        let key = app.keys.instance("guest link");
        key.fingerprint(&[self.0.as_bytes()])
    }
}

/// Eight digits.
pub(super) fn new_code() -> String {
    format!("{:08}", u64::from_be_bytes(vault::random()) % 100_000_000)
}

/// `1234 5678`: to read aloud.
pub(super) fn spoken(code: &str) -> String {
    let (first, last) = code.split_at(code.len() / 2);
    format!("{first} {last}")
}

/// The digits of what somebody typed.
pub(super) fn digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_says_whether_a_code_goes_with_it() {
        for code in [true, false] {
            let token = Token::random(code);
            assert_eq!(token.has_code(), code);
            let again = Token::parse(&token.0).map(|again| again.0);
            assert_eq!(again.as_deref(), Some(token.0.as_str()));
        }
        let digits = "0123456789abcdef0123456789abcdef01234567";
        for bad in [
            "",
            "c",
            &digits[1..],
            &format!("{digits}cc"),
            &format!("{}g", &digits[1..]),
        ] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
        assert!(Token::parse(&format!("{}c", &digits[1..])).is_some_and(|one| !one.has_code()));
    }

    proptest! {
        /// Whatever is asked for, what is taken for a token can stand in an address as it is.
        #[test]
        fn a_token_is_digits_and_letters(text in "\\PC{0,45}") {
            if let Some(token) = Token::parse(&text) {
                prop_assert!(token.path().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'/'));
            }
        }

        #[test]
        fn a_code_is_the_same_however_it_is_typed(_ in 0..50) {
            let code = new_code();
            prop_assert_eq!(code.len(), 8);
            prop_assert_eq!(digits(&spoken(&code)), code.clone());
            prop_assert_eq!(digits(&format!(" {}-{} ", &code[..4], &code[4..])), code);
        }
    }
}
