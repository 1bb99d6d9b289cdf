//! The PDFs are what they claim to be, and no name breaks them.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use documents::{
    Bound, Chapter, DossierFile, Enclosure, Entry, HandoverFile, Line, Picture, Section, dossier,
    handover, handover_sheets, recovery_key, sealed,
};

fn file(text: &str) -> HandoverFile {
    HandoverFile {
        municipality: "Voorbeeldstad".into(),
        reference: "ABCD-2345".into(),
        partner: "Nederlandse Arbeidsinspectie".into(),
        attention: String::new(),
        date: "23 november 2026".into(),
        day: "2026-11-23".into(),
        sections: vec![Section {
            title: "Wat is opgemerkt".into(),
            lines: vec![Line {
                label: "Zelf gezien".into(),
                text: text.into(),
            }],
        }],
        files: vec![],
        question: "Wilt u dit onderzoeken?".into(),
        urgent: false,
        due: "23 december 2026".into(),
        purpose: "Opvolging".into(),
        legal_basis: "AVG art. 6".into(),
        consent: "Nee: dat is nu niet veilig.".into(),
        proportionality: "Zonder adres kan de inspectie niets doen.".into(),
    }
}

fn text_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document
        .extract_text(&pages)
        .unwrap()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_handover_claims_pdf_ua_and_pdf_a() {
    let pdf = handover(
        &file("Een wit busje bij de kwekerij."),
        "Testpersoon",
        vec![],
    )
    .unwrap();
    let raw = String::from_utf8_lossy(&pdf);
    assert!(
        raw.contains("<pdfuaid:part>1</pdfuaid:part>") || raw.contains("pdfuaid:part=\"1\""),
        "PDF/UA-1"
    );
    assert!(raw.contains("pdfaid:part"), "PDF/A");
    assert!(raw.contains("/StructTreeRoot"), "tagged");
}

#[test]
fn the_text_of_a_handover() {
    insta::assert_snapshot!(text_of(
        &handover(&file("Een wit busje."), "Testpersoon", vec![]).unwrap()
    ));
}

/// A picture has the name that it has in the list of files, whatever stands beside it.
/// On paper stands what the list of parts says, in its order, and the last words; so a screen that shows the same list
/// shows the same.
#[test]
fn a_handover_on_paper_says_its_parts() {
    let mut file = file("Een wit busje.");
    file.urgent = true;
    file.files = vec!["Bestand 1 (PDF)".into()];
    let paper = text_of(&handover(&file, "Testpersoon", vec![]).unwrap());
    let mut rest = paper.as_str();
    let mut find = |words: &str| {
        let Some((_, after)) = rest.split_once(words) else {
            panic!("{words}: {paper}");
        };
        rest = after;
    };
    let parts = file.parts("Testpersoon");
    for part in &parts {
        find(&part.title);
        find(&part.text);
        for line in &part.lines {
            find(&line.label);
            find(&line.text);
        }
        part.list.iter().for_each(|one| find(one));
    }
    find(documents::CLOSING);
    for words in [
        "Ja: wacht hier niet mee.",
        "Opvolging",
        "AVG art. 6",
        "Nee: dat is nu niet veilig.",
    ] {
        let mut lines = parts.iter().flat_map(|part| &part.lines);
        assert!(lines.any(|line| line.text == words), "{words}");
    }
}

#[test]
fn a_picture_is_called_what_the_list_calls_it() {
    let mut file = file("Een wit busje.");
    file.files = vec![
        "Bestand 1 (PDF, wordt apart meegegeven)".into(),
        "Bestand 2 (foto, staat in dit document)".into(),
    ];
    let label = "Bestand 2".to_owned();
    let picture = Picture {
        label,
        bytes: PNG.to_vec(),
    };
    let text = text_of(&handover(&file, "", vec![picture]).unwrap());
    assert!(text.contains(&file.files[0]), "{text}");
    assert!(text.contains("Bestand 2: foto bij het signaal"), "{text}");
}

/// One dot.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 12, b'I', b'D', b'A', b'T', 8,
    0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1, 1, 0, 0x18, 0xDD, 0x8D, 0xB0, 0, 0, 0, 0, b'I', b'E',
    b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

#[test]
fn all_that_somebody_wrote_is_in_the_text_for_the_leak_check_a_line_each() {
    let mut file = file("Een wit busje.");
    file.files = vec!["Bestand 1 (brief)".into()];
    let text = file.all_text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 7, "{text}");
    for line in [
        "Een wit busje.",
        "Bestand 1 (brief)",
        "Opvolging",
        "Nee: dat is nu niet veilig.",
    ] {
        assert!(lines.contains(&line), "{line}");
    }
    assert!(
        !text.contains("Zelf gezien"),
        "headings are the program's own"
    );
}

#[test]
fn the_text_of_a_recovery_key() {
    let code = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH";
    insta::assert_snapshot!(text_of(
        &recovery_key("Voorbeeldstad", code, "2026-11-23").unwrap()
    ));
}

#[test]
fn names_in_every_script_and_none_can_be_set() {
    for text in [
        "Łukasz Żółć",
        "王小明",
        "محمد",
        "אברהם",
        "გიორგი",
        "አበበ",
        "สมชาย",
        "😀 \u{1F9FF}\u{0}",
        "",
    ] {
        handover(&file(text), "", vec![]).unwrap_or_else(|error| panic!("{text}: {error}"));
    }
}

/// A PNG says its size at a fixed place.
fn size_of(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG"));
    let at = |from: usize| u32::from_be_bytes(png[from..from + 4].try_into().unwrap());
    (at(16), at(20))
}

#[test]
fn the_pages_of_a_handover_can_be_looked_at() {
    let long = "Een wit busje staat elke avond bij de kwekerij. ".repeat(400);
    let file = file(&long);
    let pdf = lopdf::Document::load_mem(&handover(&file, "", vec![]).unwrap()).unwrap();
    let pages = pdf.get_pages().len();
    let sheets = handover_sheets(&file, "", vec![], 100).unwrap();
    assert!(pages > 3);
    assert_eq!((sheets.all, sheets.shown.len()), (pages, pages));
    for sheet in &sheets.shown {
        assert_eq!(size_of(sheet), (893, 1263), "A4");
        assert!(sheet.len() < 400 * 1024, "{}", sheet.len());
    }
    assert_ne!(sheets.shown[0], sheets.shown[1]);
    let few = handover_sheets(&file, "", vec![], 2).unwrap();
    assert_eq!((few.all, few.shown.len()), (pages, 2));
}

/// Else it would run off the paper, on one line.
#[test]
fn a_word_without_end_goes_on_over_the_pages() {
    let long = file(&"w".repeat(10_000));
    let sheets = handover_sheets(&long, "Testpersoon", vec![], 1).unwrap();
    assert!(sheets.all > 1, "{} page", sheets.all);
}

#[test]
fn what_cannot_be_a_pdf_is_not_looked_at() {
    let label = "Bestand 1".to_owned();
    let broken = Picture {
        label,
        bytes: vec![0xFF, 0xD8, 0xFF, 0xDA],
    };
    assert!(handover_sheets(&file("Iets."), "", vec![broken], 9).is_err());
}

fn whole() -> DossierFile {
    let line = |label: &str, text: &str| Line {
        label: label.into(),
        text: text.into(),
    };
    DossierFile {
        municipality: "Voorbeeldstad".into(),
        reference: "ABCD-2345".into(),
        title: "Drie kinderen, scooters".into(),
        made: "23 november 2026, 14:05".into(),
        day: "2026-11-23".into(),
        copy_of: "Testpersoon".into(),
        made_for: "voor de rechter".into(),
        reason: "De rechtbank vroeg erom.".into(),
        stands: vec![line("Stand", "beoordeeld")],
        chapters: vec![Chapter {
            title: "Notitie".into(),
            when: "23 november 2026, 13:00".into(),
            who: "Testpersoon".into(),
            lines: vec![line("", "Een wit busje."), line("Plaats", "de kwekerij")],
        }],
        log: vec![Entry {
            when: "23 november 2026, 12:00".into(),
            who: "een melder".into(),
            what: "signaal gemeld".into(),
        }],
        files: vec![Enclosure {
            name: "Bestand 1".into(),
            kind: "foto".into(),
            size: "182.044 bytes".into(),
            sha256: "ab".repeat(32),
        }],
        taken_out: 1,
        to_keep: true,
    }
}

#[test]
fn a_whole_dossier_is_kept_as_pdf_a() {
    let pdf = dossier(&whole(), Bound::ToKeep).unwrap();
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("pdfaid:part") && raw.contains("pdfuaid:part"));
    let text = text_of(&pdf);
    for said in [
        "Een wit busje.",
        "een melder",
        "Op 1 plaats",
        "kopie van Testpersoon",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

/// It opens with its words alone, and is the same document then: tagged, and with its text.
#[test]
fn a_sealed_document_opens_with_its_words_alone() {
    let pdf = dossier(&whole(), Bound::ToSeal).unwrap();
    assert!(!String::from_utf8_lossy(&pdf).contains("pdfaid:part"));
    let locked = sealed(&pdf, "negen koperen ketels", &[7; 32]).unwrap();
    assert!(!String::from_utf8_lossy(&locked).contains("busje"));
    let document = lopdf::Document::load_mem(&locked).unwrap();
    assert!(document.is_encrypted());
    for wrong in ["", "negen", "Negen koperen ketels"] {
        assert!(document.clone().decrypt(wrong).is_err(), "{wrong}");
    }
    let words = lopdf::LoadOptions::with_password("negen koperen ketels");
    let opened = lopdf::Document::load_mem_with_options(&locked, words).unwrap();
    let pages: Vec<u32> = opened.get_pages().into_keys().collect();
    let text = opened.extract_text(&pages).unwrap();
    assert!(text.contains("busje"), "{text}");
}
