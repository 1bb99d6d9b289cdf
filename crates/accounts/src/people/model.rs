//! One-time codes.

use platform::Millis;
use totp_rs::{Builder, Secret, Totp};
use vault::Key;

/// The shared secret of an authenticator app, base32.
#[derive(Clone)]
pub struct CodeSecret(pub String);

impl CodeSecret {
    #[must_use]
    pub fn random() -> Self {
        Self(Secret::from(vault::random::<20>().to_vec()).to_base32())
    }

    /// For an account that sets one up: the same one as long as the page is looked at, also in
    /// another tab.
    #[must_use]
    pub fn of(secret: &Key) -> Self {
        Self(Secret::from(secret.derive("one-time code").expose()[..20].to_vec()).to_base32())
    }

    /// The half minute that a typed code is of, if it is a right one. Apps show `123 456`: spaces
    /// make no difference.
    #[must_use]
    pub fn step(&self, typed: &str, now: Millis) -> Option<i64> {
        let code: String = typed.split_whitespace().collect();
        let seconds = u64::try_from(now / 1000).ok()?;
        let step = totp(self)?.check(&code, seconds)?;
        i64::try_from(step).ok()
    }

    /// What the QR code holds.
    #[must_use]
    pub fn uri(&self, account: &str) -> String {
        format!(
            "otpauth://totp/Meldroute:{account}?secret={}&issuer=Meldroute",
            self.0
        )
    }

    /// The QR code, for on the page.
    #[must_use]
    pub fn qr(&self, account: &str) -> String {
        qrcode::QrCode::new(self.uri(account)).map_or_else(
            |_| String::new(),
            |code| {
                let svg = code.render::<qrcode::render::svg::Color>().build();
                svg.split_once("?>")
                    .map_or(svg.clone(), |(_, body)| body.to_owned())
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
    fn a_code_is_valid_in_its_own_half_minute() {
        let generator = totp(&CodeSecret::random()).unwrap();
        let code = generator.generate(1_000_000).to_string();
        assert!(generator.check(&code, 1_000_000).is_some());
        assert!(generator.check(&code, 1_000_000 + 120).is_none());
    }
}
