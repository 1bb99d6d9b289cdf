//! Rules about passwords and one-time codes.

use totp_rs::{Builder, Secret, Totp};

/// Why a password is refused, as a message key; `None` when it is good. Long enough, and not one
/// that guessing tools try first (zxcvbn carries the lists of common ones).
#[must_use]
pub fn password_fault(password: &str, inputs: &[&str]) -> Option<&'static str> {
    if password.chars().count() < 12 {
        return Some("password-short");
    }
    if password.len() > 512 {
        return Some("password-long");
    }
    let score = zxcvbn::zxcvbn(password, inputs).score();
    (score < zxcvbn::Score::Three).then_some("password-common")
}

/// The shared secret of an authenticator app, base32.
#[derive(Clone)]
pub struct CodeSecret(pub String);

impl CodeSecret {
    #[must_use]
    pub fn random() -> Self {
        Self(Secret::from(vault::random::<20>().to_vec()).to_base32())
    }

    /// What the QR code holds.
    #[must_use]
    pub fn uri(&self, account: &str) -> String {
        format!("otpauth://totp/Meldroute:{account}?secret={}&issuer=Meldroute", self.0)
    }

    /// The QR code, for on the page.
    #[must_use]
    pub fn qr(&self, account: &str) -> String {
        qrcode::QrCode::new(self.uri(account)).map_or_else(
            |_| String::new(),
            |code| {
                let svg = code.render::<qrcode::render::svg::Color>().build();
                svg.split_once("?>").map_or(svg.clone(), |(_, body)| body.to_owned())
            },
        )
    }
}

/// The generator of codes: SHA-1, 6 digits, 30 seconds, one step of tolerance (RFC 6238), which is
/// what authenticator apps support.
#[must_use]
pub fn totp(secret: &CodeSecret) -> Option<Totp> {
    let secret = Secret::try_from_base32(&secret.0).ok()?;
    Some(Builder::new().with_secret(secret).build_noncompliant())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_and_short_passwords_are_refused() {
        assert_eq!(password_fault("welkom01", &[]), Some("password-short"));
        assert_eq!(password_fault("password1234", &[]), Some("password-common"));
        assert_eq!(password_fault("montfoort2026!", &["Montfoort"]), Some("password-common"));
        assert_eq!(password_fault("drie gele fietsen in de regen", &[]), None);
    }

    #[test]
    fn a_code_is_valid_in_its_own_half_minute() {
        let generator = totp(&CodeSecret::random()).unwrap();
        let code = generator.generate(1_000_000).to_string();
        assert!(generator.check(&code, 1_000_000).is_some());
        assert!(generator.check(&code, 1_000_000 + 120).is_none());
    }
}
