//! Contact with a possible victim that is safe: whoever can reach them knows how.

use platform::DossierId;
use testkit::walk::{assess, look_at};
use testkit::{Browser, World, on_both, visible};

const VICTIM: [(&str, &str); 6] = [
    ("seen", "Zij mag niet alleen naar buiten."),
    ("subjects", "1"),
    ("subject-0-kind", "person"),
    ("subject-0-name", "Amira Verzonnen"),
    ("subject-0-phone", "06 00 11 22 33"),
    ("subject-0-capacity", "possible_victim"),
];

const SAFE: [(&str, &str); 4] = [
    ("language", "Tigrinya"),
    ("number", "06 99 88 77 66"),
    ("time", "dinsdag tussen tien en elf"),
    ("not_to_know", "haar oom Bartolo"),
];

async fn said(officer: &Browser, id: DossierId, fields: &[(&str, &str)]) -> testkit::Answer {
    let page = officer.get(&format!("/dossier/{id}")).await.ok();
    let text = page.text();
    let path = format!("/dossier/{id}/betrokkene/");
    let subject = &text.split(&path).nth(1).unwrap()[..36];
    let version = page.hidden("version");
    let fields = [fields, &[("version", version.as_str())]].concat();
    let path = format!("{path}{subject}/contact");
    officer.post(&path, &fields).await
}

async fn along(world: World) {
    let (officer, id) = world.reported(&VICTIM, &[]).await;
    assess(&officer, id).await;
    said(&officer, id, &SAFE).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    for words in [
        "Veilig contact: lees dit voor u belt",
        "Tigrinya",
        "haar oom Bartolo",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    // A number alone does not go.
    let alone = [("items", "subject-0-phone")];
    let told = look_at(&officer, id, "zorgcoordinator", &alone).await.ok();
    let words = visible(&told.text());
    assert!(words.contains("moet weten hoe dat veilig is"), "{words}");
    // Who makes contact gets both by itself.
    let looked = look_at(&officer, id, "zorgcoordinator", &[]).await.ok();
    let words = visible(&looked.text());
    for one in [
        "06 00 11 22 33",
        "06 99 88 77 66",
        "dinsdag tussen tien en elf",
    ] {
        assert!(words.contains(one), "{one}: {words}");
    }
    // Who does not, gets neither.
    let other = visible(&look_at(&officer, id, "nla", &[]).await.ok().text());
    assert!(
        other.contains("Kijk na") || other.contains("PDF"),
        "{other}"
    );
    for one in ["06 00 11 22 33", "06 99 88 77 66", "Bartolo"] {
        assert!(!other.contains(one), "{one}: {other}");
    }
}
on_both!(who_reaches_a_victim_knows_how_that_is_safe, along);

/// It is said of a possible victim alone, and can be taken back.
async fn changed(world: World) {
    let (officer, id) = world.reported(&VICTIM, &[]).await;
    said(&officer, id, &SAFE).await.moved();
    said(&officer, id, &[("language", " ")]).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(!shown.contains("lees dit voor u belt"), "{shown}");
    let mut other = VICTIM;
    other[5].1 = "possible_offender";
    let employee = world.sign_in("employee@a.example").await;
    let id = world.reported_by(&employee, &other, &[]).await;
    let told = said(&officer, id, &SAFE).await.ok();
    assert!(visible(&told.text()).contains("alleen voor een mogelijk slachtoffer"));
}
on_both!(safe_contact_is_said_of_a_possible_victim, changed);
