//! What a document holds that a program could run or open. Only told: the copy never has it.

use lopdf::{Dictionary, Document, Object};

use crate::Removed;

pub fn removed(document: &Document) -> Removed {
    let mut found = Removed::default();
    for object in document.objects.values() {
        look(object, &mut found, 0);
    }
    found
}

fn look(object: &Object, found: &mut Removed, depth: usize) {
    if depth > 128 {
        return;
    }
    match object {
        Object::Array(items) => items.iter().for_each(|item| look(item, found, depth + 1)),
        Object::Dictionary(dictionary) => judge(dictionary, found, depth),
        Object::Stream(stream) => judge(&stream.dict, found, depth),
        _ => {}
    }
}

fn judge(dictionary: &Dictionary, found: &mut Removed, depth: usize) {
    let action = |name: &[u8]| {
        dictionary
            .get(b"S")
            .and_then(Object::as_name)
            .is_ok_and(|is| is == name)
    };
    found.scripts |= dictionary.has(b"JS") || action(b"JavaScript") || dictionary.has(b"XFA");
    found.attachments |= dictionary.has(b"EF")
        || dictionary.has(b"EmbeddedFiles")
        || dictionary.has_type(b"EmbeddedFile");
    let actions: [&[u8]; 9] = [
        b"Launch",
        b"SubmitForm",
        b"ImportData",
        b"GoToR",
        b"GoToE",
        b"Rendition",
        b"Movie",
        b"Sound",
        b"RichMediaExecute",
    ];
    found.actions |=
        dictionary.has(b"OpenAction") || dictionary.has(b"AA") || actions.into_iter().any(action);
    dictionary
        .iter()
        .for_each(|(_, value)| look(value, found, depth + 1));
}
