//! Files of counts, of persons, code lists and published tables, whatever is in them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statistics::disclosure::audit::audit;
use statistics::disclosure::codes::Codes;
use statistics::disclosure::persons::Persons;
use statistics::disclosure::release::Release;
use statistics::mse::{Method, Wanted, estimate, read};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(counts) = read::counts(bytes)
        && counts.lists().len() <= 6
    {
        let _ = estimate(
            &counts,
            &Method::Stepwise { threshold: 0.02 },
            Wanted::default(),
            &|| {},
        );
    }
    let _ = read::persons(bytes);
    let _ = read::with_covariates(bytes, None, None);
    let _ = Persons::read(bytes, &Codes::shipped());
    let text = String::from_utf8_lossy(bytes);
    let _ = Codes::parse(&text);
    if let Ok(release) = Release::parse(&text) {
        let _ = audit(&[release]);
    }
});
