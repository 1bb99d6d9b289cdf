//! The PDFs are what they claim to be, and no name breaks them.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use documents::{HandoverFile, Line, Section, handover, recovery_key};

fn file(text: &str) -> HandoverFile {
    HandoverFile {
        municipality: "Voorbeeldstad".into(),
        reference: "ABCD-2345".into(),
        partner: "Nederlandse Arbeidsinspectie".into(),
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
