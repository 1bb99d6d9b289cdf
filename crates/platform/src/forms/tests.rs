//! What a form shows, and what it never does.

use super::*;
use crate::i18n::I18n;

const TEXTS: &str = "form-faults = Verbeter dit\nerror-empty = Vul dit in\nerror-other = Anders\n\
    pass-basis = Grondslag\n    .hint = Welk artikel?\npass-subject-name = Naam\n\
    show-secret = Toon\nhide-secret = Verberg\n";

fn form() -> Form {
    Form::new(&I18n::new(&[(TEXTS, TEXTS)]).lang("nl"), "pass")
}

#[test]
fn what_was_typed_is_shown_as_text() {
    let evil = "\"><script>alert(1)</script>";
    let form = form().with("basis", evil);
    for html in [
        form.text("basis"),
        form.area("basis", 3),
        form.hidden("basis"),
    ] {
        assert!(!html.0.contains("<script"), "{}", html.0);
        assert!(html.0.contains("script"), "it is there: {}", html.0);
    }
}

#[test]
fn a_secret_is_never_sent_back() {
    let form = form().with("basis", "negen koperen ketels");
    for html in [
        form.password("basis", "current-password"),
        form.phrase("basis"),
        form.file("basis"),
    ] {
        assert!(!html.0.contains("ketels"), "{}", html.0);
    }
}

#[test]
fn a_fault_stands_at_its_field_and_on_top() {
    let mut form = form().numbered(2);
    assert!(form.is_good() && form.summary().0.trim().is_empty());
    form.fault("basis", "empty");
    form.fault("basis", "other");
    assert!(!form.is_good() && form.is_faulty("basis") && !form.is_faulty("other"));
    let (top, field) = (form.summary().0, form.text("basis").0);
    assert!(top.contains("href=\"#pass-basis-2\"") && top.contains("Grondslag: vul dit in"));
    assert!(!top.contains("Anders"), "the first fault of a field");
    assert!(field.contains("aria-invalid=\"true\""));
    assert!(field.contains("aria-describedby=\"pass-basis-2-hint pass-basis-2-error\""));
}

#[test]
fn fields_of_a_list_share_a_label_and_no_id() {
    let form = form();
    let (first, second) = (form.text("subject-0-name").0, form.text("subject-1-name").0);
    assert!(first.contains("Naam") && second.contains("Naam"));
    assert!(first.contains("id=\"pass-subject-0-name\""));
    assert!(second.contains("id=\"pass-subject-1-name\""));
}

#[test]
fn of_two_values_the_first_is_shown_and_both_are_chosen() {
    let mut form = form().with("a", "1").with("a", "2");
    assert_eq!(form.value("a"), "1");
    assert!(form.chosen("a", "1") && form.chosen("a", "2") && !form.chosen("a", "3"));
    assert_eq!(form.value("b"), "");
    form.set("a", "3");
    assert!(form.chosen("a", "3") && !form.chosen("a", "1"));
    let form = form.filled_first(vec![("a".into(), "4".into())]);
    assert!(form.value("a") == "4" && !form.chosen("a", "3"));
    let form = form.filled(vec![("a".into(), "5".into())]);
    assert_eq!(form.value("a"), "4", "what was there before wins");
}

#[test]
fn a_choice_that_was_made_is_marked() {
    let choices = [Choice::new("x", "Een"), Choice::new("y", "Twee")];
    let form = form().with("basis", "y");
    assert!(
        form.select("basis", &choices)
            .0
            .contains("value=\"y\" selected")
    );
    for html in [
        form.radios("basis", &choices),
        form.checks("basis", &choices),
    ] {
        assert_eq!(html.0.matches(" checked").count(), 1);
    }
    assert!(!form.check("basis").0.contains(" checked"));
}

#[test]
fn a_fault_begins_with_the_name_of_its_field() {
    let named = |label: &str, fault| named(Some(label.to_owned()), fault);
    assert_eq!(named("Grondslag", "Vul dit in"), "Grondslag: vul dit in");
    assert_eq!(
        named("Waarom niet?", "Schrijf op waarom"),
        "Waarom niet? Schrijf op waarom"
    );
    assert_eq!(named("Bestand", "PDF of foto"), "Bestand: PDF of foto");
    assert_eq!(super::named(None, "Kies iets"), "Kies iets");
}
