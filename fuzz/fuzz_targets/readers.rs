//! Names, dates, addresses, numbers and organisations, whatever is typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linkage::Address;
use linkage::normal::{
    Birth, Code, CodeKind, fold, name, organisation, place, place_of_line, skeleton, sound,
    split_whole,
};

fuzz_target!(|text: &str| {
    let folded = fold(text);
    assert_eq!(fold(&folded), folded);
    let (given, surname) = split_whole(text);
    let _ = (
        name(&given, &surname),
        organisation(text),
        skeleton(&sound(&folded)),
        place_of_line(text),
    );
    let address = Address {
        street: text.to_owned(),
        number: text.to_owned(),
        postcode: text.to_owned(),
        city: text.to_owned(),
    };
    let _ = place(&address);
    if let Some(birth) = Birth::read(text) {
        assert_eq!(Birth::unpack(birth.pack()), birth);
    }
    for kind in CodeKind::ALL {
        let _ = Code::read(kind, text).map(|code| (code.text(), code.parts()));
    }
});
