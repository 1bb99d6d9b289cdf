//! A file of any bytes: cleaned (and what was cleaned can be cleaned and read again), read for its
//! words, read as a workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(clean) = intake::clean(bytes) {
        // It may have grown by being made again.
        let again = intake::clean(&clean.bytes);
        assert!(matches!(again, Ok(_) | Err(intake::Fault::TooLarge)));
        let _ = intake::words(&clean.bytes);
    }
    let _ = intake::words(bytes);
    let _ = intake::sheet(bytes, &mut std::io::sink());
});
