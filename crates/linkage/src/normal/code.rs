//! Numbers and codes: phone, e-mail, plate, bank account, trade register, national number.

use std::str::FromStr;

/// What sort of code it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A telephone number, to E.164 without the plus.
    Phone,
    /// An e-mail address.
    Email,
    /// BSN or another national number.
    NationalId,
    /// A number of the trade register.
    Trade,
    /// A number plate.
    Plate,
    /// A bank account (ISO 13616).
    Iban,
    /// A name on a platform.
    Handle,
}

impl Kind {
    /// Every kind, in the order in which records are stored.
    pub const ALL: [Self; 7] = [
        Self::Phone,
        Self::Email,
        Self::NationalId,
        Self::Trade,
        Self::Plate,
        Self::Iban,
        Self::Handle,
    ];
}

/// A code written one way, at most 24 letters and digits of it, in 128 bits. Two codes are equal
/// when their first 24 signs are; longer ones than that are e-mail addresses and rare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    /// What sort of code it is.
    pub kind: Kind,
    /// Its signs; 0 where there are no more. See [`Self::text`].
    pub packed: u128,
}

const SIGNS: &[u8; 39] = b"\x000123456789abcdefghijklmnopqrstuvwxyz@+";

impl Code {
    /// Reads a code of this kind; `None` when there is nothing usable in it.
    #[must_use]
    pub fn read(kind: Kind, text: &str) -> Option<Self> {
        let text = match kind {
            Kind::Phone => phone(text)?,
            Kind::Email => email(text)?,
            Kind::NationalId | Kind::Trade => plain(text, 5)?,
            Kind::Plate => plain(text, 4)?,
            Kind::Iban => iban(text)?,
            Kind::Handle => plain(
                text.rsplit('/')
                    .find(|part| !part.is_empty())
                    .unwrap_or(text),
                3,
            )?,
        };
        let packed = text
            .bytes()
            .take(24)
            .filter_map(|b| SIGNS.iter().position(|sign| *sign == b))
            .fold(0u128, |sum, digit| sum * 39 + digit as u128);
        (packed != 0).then_some(Self { kind, packed })
    }

    /// The signs again.
    #[must_use]
    pub fn text(self) -> String {
        let mut rest = self.packed;
        let mut out = Vec::with_capacity(24);
        while rest > 0 {
            out.push(SIGNS[(rest % 39) as usize]);
            rest /= 39;
        }
        out.reverse();
        String::from_utf8(out).unwrap_or_default()
    }

    /// The two halves that are indexed beside the whole: one slip leaves one of them intact. For an
    /// e-mail address the part before the `@`.
    #[must_use]
    pub fn parts(self) -> Vec<String> {
        let text = self.text();
        match self.kind {
            Kind::Email => text
                .split_once('@')
                .map(|(local, _)| vec![local.to_owned()])
                .unwrap_or_default(),
            // A country code or the bank's letters say little: halve what comes after.
            Kind::Phone if text.len() >= 9 => {
                let tail = &text[text.len() - 8..];
                vec![format!("<{}", &tail[..4]), format!(">{}", &tail[4..])]
            }
            Kind::Iban if text.len() >= 12 => {
                let tail = &text[text.len() - 10..];
                vec![format!("<{}", &tail[..5]), format!(">{}", &tail[5..])]
            }
            _ if text.len() >= 6 => {
                let middle = text.len() / 2;
                vec![
                    format!("<{}", &text[..middle]),
                    format!(">{}", &text[text.len() - middle..]),
                ]
            }
            _ => Vec::new(),
        }
    }
}

fn plain(text: &str, least: usize) -> Option<String> {
    let out: String = super::fold(text).split(' ').collect();
    (out.len() >= least && out.bytes().any(|b| b != b'0')).then_some(out)
}

/// To E.164 without the plus. Dutch numbers, the most by far, are read directly; others by
/// `libphonenumber`'s rules; what those refuse is kept as digits.
fn phone(text: &str) -> Option<String> {
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plus = text.trim_start().starts_with('+') || digits.starts_with("00");
    if digits.starts_with("00") {
        digits.drain(..2);
    }
    if digits.trim_start_matches('0').len() < 6 {
        return None;
    }
    let dutch = |national: &str| national.len() == 9 && !national.starts_with('0');
    if !plus && digits.starts_with('0') && dutch(&digits[1..]) {
        return Some(format!("31{}", &digits[1..]));
    }
    if let Some(national) = digits.strip_prefix("31") {
        // +31 (0)6 ...
        let national = national.strip_prefix('0').unwrap_or(national);
        if dutch(national) {
            return Some(format!("31{national}"));
        }
    }
    if !plus && digits.len() == 9 && digits.starts_with('6') {
        return Some(format!("31{digits}"));
    }
    if plus && let Ok(number) = phonenumber::parse(None, format!("+{digits}")) {
        return Some(format!(
            "{}{}",
            number.code().value(),
            number.national().value()
        ));
    }
    Some(digits)
}

fn email(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("mailto:").to_lowercase();
    let (local, host) = text.rsplit_once('@')?;
    let local = local.split('+').next().unwrap_or(local);
    let keep = |part: &str| super::fold(part).split(' ').collect::<String>();
    let (local, host) = (keep(local), keep(host));
    (!local.is_empty() && host.len() >= 2).then(|| {
        let room = 24usize.saturating_sub(local.len().min(16) + 1);
        format!(
            "{}@{}",
            &local[..local.len().min(16)],
            &host[..host.len().min(room)]
        )
    })
}

fn iban(text: &str) -> Option<String> {
    let out = plain(text, 10)?;
    // The check decides nothing: a slip is evidence too. It only brings foreign forms together.
    Some(
        iban::Iban::from_str(&out.to_uppercase())
            .map_or(out, |good| good.to_string().replace(' ', "").to_lowercase()),
    )
}

/// The eleven test of a BSN or RSIN (weights 9 to 2 and -1); nine digits, eight with a leading zero
/// lost.
///
/// ```
/// assert!(linkage::normal::national_id_is_valid("111222333"));
/// assert!(!linkage::normal::national_id_is_valid("111222334"));
/// ```
#[must_use]
pub fn national_id_is_valid(text: &str) -> bool {
    let digits: Vec<i32> = text
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|digit| i32::from(digit - b'0'))
        .collect();
    let digits = match digits.len() {
        9 => digits,
        8 => [vec![0], digits].concat(),
        _ => return false,
    };
    let sum: i32 = digits
        .iter()
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(digit, weight)| digit * weight)
        .sum();
    sum % 11 == 0 && digits.iter().any(|digit| *digit != 0)
}
