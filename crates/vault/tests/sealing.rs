//! What a sealed value must withstand.
use proptest::prelude::*;
use vault::{Cost, Error, Key, PrivateKey, PublicKey, RecoveryCode, stretch};

proptest! {
    #[test]
    fn what_is_sealed_opens_again_and_shows_nothing(plain in proptest::collection::vec(any::<u8>(), 8..300), context in ".{0,20}") {
        let key = Key::random();
        let sealed = key.seal(&plain, &context);
        prop_assert_eq!(key.open(&sealed, &context).unwrap(), plain.clone());
        prop_assert!(!sealed.windows(plain.len()).any(|w| w == plain));
    }

    #[test]
    fn what_0_1_0_sealed_still_opens(plain in proptest::collection::vec(any::<u8>(), 0..300), looks_new in any::<bool>()) {
        let key = Key::random();
        let sealed = as_0_1_0(&key, &plain, "place", looks_new);
        prop_assert_eq!(key.open(&sealed, "place").unwrap(), plain);
        prop_assert_eq!(key.open(&sealed, "elsewhere"), Err(Error::DoesNotOpen));
        prop_assert_eq!(Key::random().open(&sealed, "place"), Err(Error::DoesNotOpen));
    }

    #[test]
    fn one_changed_byte_is_noticed(at in 0usize..60, flip in 1u8..) {
        let key = Key::random();
        let mut sealed = key.seal(b"the red house on the corner", "place");
        let at = at % sealed.len();
        sealed[at] ^= flip;
        prop_assert_eq!(key.open(&sealed, "place"), Err(Error::DoesNotOpen));
    }

    #[test]
    fn any_wrong_character_in_a_recovery_code_is_refused(at in 0usize..40, other in "[2-9A-HJ-NP-Z]") {
        let text = RecoveryCode::random().to_text();
        let mut chars: Vec<char> = text.chars().collect();
        let places: Vec<usize> = (0..chars.len()).filter(|i| chars[*i] != '-').collect();
        let other = other.chars().next().unwrap();
        prop_assume!(chars[places[at]] != other);
        chars[places[at]] = other;
        prop_assert!(RecoveryCode::parse(&chars.into_iter().collect::<String>()).is_err());
    }

    #[test]
    fn garbage_never_opens_and_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..100), text in ".{0,60}") {
        prop_assert!(Key::random().open(&bytes, "x").is_err());
        prop_assert!(PrivateKey::random().open(&bytes, "x").is_err());
        let _ = PublicKey::from_bytes(&bytes);
        prop_assert!(RecoveryCode::parse(&text).is_err());
    }
}

/// Nonce and ciphertext, as version 0.1.0 sealed. `looks_new`: its nonce happens to begin as a
/// header does.
fn as_0_1_0(key: &Key, plain: &[u8], context: &str, looks_new: bool) -> Vec<u8> {
    use chacha20poly1305::aead::{Aead, KeyInit, Payload};
    let mut nonce = vault::random::<24>();
    if looks_new {
        nonce[..3].copy_from_slice(&[1, 0, 1]);
    }
    let payload = Payload {
        msg: plain,
        aad: context.as_bytes(),
    };
    let sealed = chacha20poly1305::XChaCha20Poly1305::new(key.expose().into())
        .encrypt(&nonce.into(), payload)
        .expect("a short message");
    [&nonce[..], &sealed].concat()
}

/// Byte for byte: whoever changes the format keeps reading this one.
#[test]
fn the_formats_so_far_open() {
    let key = Key::from_bytes([7; 32]);
    for (sealed, number) in [
        (include_bytes!("sealed/0.1.0.bin").as_slice(), None),
        (include_bytes!("sealed/1.bin").as_slice(), Some(2)),
    ] {
        assert_eq!(key.open(sealed, "golden").unwrap(), b"Mirela Fantasia");
        assert_eq!(Key::number_on(sealed), number);
    }
}

#[test]
fn a_sealed_value_says_which_key_of_its_line_sealed_it() {
    let key = Key::random().numbered(515);
    let sealed = key.derive("x").seal(b"", "place");
    assert_eq!(&sealed[..3], &[1, 2, 3]);
    assert_eq!(Key::number_on(&sealed), Some(515));
    assert!(
        key.derive("x").numbered(1).open(&sealed, "place").is_ok(),
        "the number says which key, and is none"
    );
    let mut other = sealed.clone();
    other[2] = 4;
    assert!(key.derive("x").open(&other, "place").is_err());
}

#[test]
fn a_recovery_code_survives_paper() {
    let code = RecoveryCode::random();
    let text = code.to_text();
    assert_eq!(text.len(), 47, "{text}");
    assert!(text.split('-').all(|group| group.len() == 5), "{text}");
    let again = RecoveryCode::parse(&text).unwrap();
    assert_eq!(again.key().expose(), code.key().expose());
}

#[test]
fn a_wrapped_key_opens_only_in_its_own_place() {
    let (outer, inner) = (Key::random(), Key::random());
    let wrapped = outer.wrap(&inner, "dossier:1");
    assert_eq!(
        outer.unwrap_key(&wrapped, "dossier:1").unwrap().expose(),
        inner.expose()
    );
    assert!(outer.unwrap_key(&wrapped, "dossier:2").is_err());
}

#[test]
fn the_same_passphrase_gives_the_same_key_only_with_the_same_salt() {
    let pepper = Key::random();
    let a = stretch("vier woorden achter elkaar", &[1; 16], &pepper, Cost::TRIAL);
    assert_eq!(
        a.expose(),
        stretch("vier woorden achter elkaar", &[1; 16], &pepper, Cost::TRIAL).expose()
    );
    assert_ne!(
        a.expose(),
        stretch("vier woorden achter elkaar", &[2; 16], &pepper, Cost::TRIAL).expose()
    );
    let elsewhere = stretch(
        "vier woorden achter elkaar",
        &[1; 16],
        &Key::random(),
        Cost::TRIAL,
    );
    assert_ne!(
        a.expose(),
        elsewhere.expose(),
        "a copy without the pepper is nothing to guess at"
    );
}
