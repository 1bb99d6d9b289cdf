//! Nothing, nonsense and too much: refused readably, or kept as it is, and what was typed stays.

use testkit::visible;
use testkit::walk::PNG;

use super::{count, world};

/// Fields, and the files beside them.
type Said<'a> = &'a [(&'a str, &'a str)];
type Files<'a> = &'a [(&'a str, &'a [u8])];

#[tokio::test]
async fn an_empty_report_says_what_is_needed_and_stores_nothing() {
    let (world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let answer = employee
        .post(
            "/melden/persoon",
            &[("form-id", &form), ("contact", "phone")],
        )
        .await
        .ok();
    assert!(visible(&answer.text()).contains("Vul minstens één ding in"));
    assert!(
        answer.text().contains("href=\"#report-seen\""),
        "the fault leads to its field"
    );
    assert_eq!(count(&world).await, 0);
}

/// One tick can be enough to report; so can a photo.
#[tokio::test]
async fn a_tick_or_a_photo_alone_is_a_signal() {
    let (world, employee) = world().await;
    let photo: [(&str, &[u8]); 1] = [("foto.png", PNG)];
    let alone: [(Said, Files); 4] = [
        (&[("indicators", "KRI-02")], &[]),
        (&[("danger", "yes")], &[]),
        (&[("subject-0-minor", "on")], &[]),
        (&[], &photo),
    ];
    for (number, (said, files)) in (1..).zip(alone) {
        let form = employee
            .get("/melden/persoon?nieuw=1")
            .await
            .ok()
            .hidden("form-id");
        let fields = [&[("form-id", form.as_str()), ("action", "send")], said].concat();
        let to = employee.upload("/melden/persoon", &fields, files).await;
        assert_eq!(to.moved(), format!("/gemeld/{number}"), "{said:?}");
    }
    assert_eq!(count(&world).await, 4);
    let officer = world.sign_in("officer@a.example").await;
    let work = officer.words("/werk").await;
    assert_eq!(work.matches("Signaal zonder tekst").count(), 4, "{work}");
}

#[tokio::test]
async fn bad_files_are_named_and_what_was_typed_stays() {
    let (world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Mijn lange verhaal."),
        ("action", "send"),
    ];
    let huge = vec![0xFF; 11 * 1024 * 1024];
    for (name, bytes, message) in [
        (
            "virus.jpg",
            &b"MZ not a picture"[..],
            "is geen JPEG, PNG, WebP of PDF",
        ),
        ("groot.jpg", &huge[..], "is groter dan 10 MB"),
        ("stuk.png", &PNG[..20], "is beschadigd"),
        (
            "stuk.pdf",
            &b"%PDF-1.7 and then nothing"[..],
            "is beschadigd",
        ),
    ] {
        let answer = employee
            .upload("/melden/persoon", &fields, &[(name, bytes)])
            .await
            .ok()
            .text();
        assert!(
            visible(&answer).contains(message) && visible(&answer).contains(name),
            "{name}"
        );
        assert!(
            answer.contains("Mijn lange verhaal."),
            "{name}: what was typed stays"
        );
    }
    assert_eq!(count(&world).await, 0);
    let good = employee
        .upload("/melden/persoon", &fields, &[("goed.png", PNG)])
        .await;
    assert!(good.moved().starts_with("/gemeld/"));
}

#[tokio::test]
async fn every_field_survives_nonsense() {
    let (world, employee) = world().await;
    let nonsense = "<script>alert(1)</script>'\"\u{0}\u{202E}😀 ' or 1=1; --";
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let names = [
        "danger",
        "seen",
        "heard",
        "concluded",
        "place",
        "when",
        "subject-0-kind",
        "subject-0-capacity",
        "subject-0-name",
        "subject-0-minor",
        "subject-0-birth",
        "subject-0-address",
        "subject-0-phone",
        "subject-0-plate",
        "subject-0-online",
        "subject-0-more",
        "indicators",
        "contact",
        "safe",
        "phone",
        "email",
        "number",
        "coordinator",
        "subjects",
        "action",
    ];
    let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, nonsense)).collect();
    fields.push(("form-id", &form));
    let to = employee.post("/melden/persoon", &fields).await.moved();
    let reference = world.reference(&employee, &to).await;
    let page = employee.page("/mijn/1").await;
    assert!(!page.contains("<script>alert") && page.contains("alert(1)"));
    let officer = world.sign_in("officer@a.example").await;
    let dossier = officer
        .page(&format!("/dossier/{}", world.dossier_id(&reference).await))
        .await;
    assert!(!dossier.contains("<script>alert"));
}

#[tokio::test]
async fn too_much_is_refused_readably() {
    let (_world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let long = "a".repeat(300_000);
    let answer = employee
        .post("/melden/persoon", &[("form-id", &form), ("seen", &long)])
        .await;
    assert_eq!(answer.status, 413);
    assert!(visible(&answer.text()).contains("Dit is te groot"));
    assert_eq!(
        employee
            .post("/melden/persoon", &[("form-id", "x"), ("seen", "y")])
            .await
            .status,
        400
    );
    assert_eq!(employee.get("/melden/iets-anders").await.status, 404);
}
